package dynamo

import (
	"context"
	"strings"

	"communitrak/internal/roster"
)

// CreateCommunity adds a community. Commit returns ErrConflict if the ID is
// taken.
func (t *Tx) CreateCommunity(c roster.Community) { t.save(storeCommunity(c), nil) }

// SaveCommunity writes c over the revision that was read.
func (t *Tx) SaveCommunity(c roster.Community) { t.save(storeCommunity(c), nil) }

// RequireCommunity makes the transaction depend on c, with its preferences, being
// as it was read.
func (t *Tx) RequireCommunity(c roster.Community) {
	t.do(op{key: communityKey(c.ID), check: true, condition: "rv = :rv", values: attributes{":rv": number(c.Rev)}})
}

// Community reads one community. It returns roster.ErrNotFound if there is
// none.
func (s *Store) Community(ctx context.Context, id string) (roster.Community, error) {
	var i communityItem
	found, err := s.get(ctx, communityKey(id), &i)
	if err != nil {
		return roster.Community{}, err
	}
	if !found {
		return roster.Community{}, roster.ErrNotFound
	}
	return i.load(), nil
}

// CommunitiesByID reads many communities at once and omits those that do not
// exist.
func (s *Store) CommunitiesByID(ctx context.Context, ids []string) (map[string]roster.Community, error) {
	var keys []key
	for _, id := range ids {
		keys = append(keys, communityKey(id))
	}
	items, err := s.getAll(ctx, keys)
	if err != nil {
		return nil, err
	}
	stored, err := decodeAll[communityItem](items)
	if err != nil {
		return nil, err
	}
	communities := map[string]roster.Community{}
	for _, i := range stored {
		communities[i.ID] = i.load()
	}
	return communities, nil
}

// Communities lists communities by name, limit at a time. next is empty at the
// end.
func (s *Store) Communities(ctx context.Context, limit int, cursor string) (page []roster.Community, next string, err error) {
	q := query{index: "GSI1", pk: communitiesIndex, limit: int32(limit)}
	if cursor != "" {
		parts, err := decodeCursor(cursor, 1)
		if err != nil {
			return nil, "", err
		}
		q.from = parts[0]
	}
	entries, upTo, err := s.collect(ctx, q, limit)
	if err != nil {
		return nil, "", err
	}
	items, err := s.resolve(ctx, entries)
	if err != nil {
		return nil, "", err
	}
	stored, err := decodeAll[communityItem](items)
	if err != nil {
		return nil, "", err
	}
	for _, i := range stored {
		page = append(page, i.load())
	}
	return page, encodeSortKey(upTo), nil
}

type countsItem struct {
	Active    int `dynamodbav:"active"`
	Pending   int `dynamodbav:"pending"`
	Attention int `dynamodbav:"attention"`
	Profiles  int `dynamodbav:"profiles"`
	Behind    int `dynamodbav:"behind"`

	CorrectEmail int `dynamodbav:"correctEmail"`
	Resend       int `dynamodbav:"resend"`
	Ask          int `dynamodbav:"ask"`
	InviteAgain  int `dynamodbav:"inviteAgain"`
}

// Counts returns the sum of a community's counts.
func (s *Store) Counts(ctx context.Context, community string) (roster.Counts, error) {
	items, err := s.queryAll(ctx, query{pk: communityKey(community).PK, prefix: "N#"})
	if err != nil {
		return roster.Counts{}, err
	}
	shards, err := decodeAll[countsItem](items)
	if err != nil {
		return roster.Counts{}, err
	}
	var sum roster.Counts
	for _, n := range shards {
		sum = sum.Plus(n.load())
	}
	return sum, nil
}

func (n *countsItem) load() roster.Counts {
	return roster.Counts{Active: n.Active, Pending: n.Pending, Attention: n.Attention, Profiles: n.Profiles, BehindCurtain: n.Behind,
		Needs: roster.NeedCounts{CorrectEmail: n.CorrectEmail, Resend: n.Resend, Ask: n.Ask, InviteAgain: n.InviteAgain}}
}

// CountsOf returns the counts of many communities at once.
func (s *Store) CountsOf(ctx context.Context, communities []string) (map[string]roster.Counts, error) {
	var keys []key
	of := map[string]string{}
	for _, c := range communities {
		of[communityKey(c).PK] = c
		for shard := range shards {
			keys = append(keys, countsKey(c, shard))
		}
	}
	items, err := s.getAll(ctx, keys)
	if err != nil {
		return nil, err
	}
	stored, err := decodeAll[countsItem](items)
	if err != nil {
		return nil, err
	}
	sums := map[string]roster.Counts{}
	for n, i := range stored {
		c := of[stringOf(items[n], "PK")]
		sums[c] = sums[c].Plus(i.load())
	}
	return sums, nil
}

// Record adds an entry to the audit trail.
func (t *Tx) Record(e roster.AuditEntry) {
	if e.ID == "" {
		e.ID = roster.NewID()
	}
	t.add(storeAuditEntry(e))
}

// History lists a member's audit trail, newest first, limit entries from
// cursor.
func (s *Store) History(ctx context.Context, community, member string, limit int, cursor string) (page []roster.AuditEntry, next string, err error) {
	q := query{pk: memberKey(community, member).PK, prefix: "L#", descending: true, limit: int32(limit)}
	if cursor != "" {
		parts, err := decodeCursor(cursor, 1)
		if err != nil {
			return nil, "", err
		}
		if !strings.HasPrefix(parts[0], "L#") {
			return nil, "", errCursor
		}
		q.start = key{q.pk, parts[0]}.attributes()
	}
	items, last, err := s.query(ctx, q)
	if err != nil {
		return nil, "", err
	}
	stored, err := decodeAll[auditItem](items)
	if err != nil {
		return nil, "", err
	}
	for _, i := range stored {
		page = append(page, i.load())
	}
	if len(last) > 0 {
		next = encodeCursor(sortKey(last))
	}
	return page, next, nil
}

// SaveFanOut writes a fan-out.
func (t *Tx) SaveFanOut(f roster.FanOut) { t.save(storeFanOut(f), nil) }
