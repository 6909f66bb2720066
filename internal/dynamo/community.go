package dynamo

import (
	"context"
	"strings"

	"github.com/communitrak/onboarding/internal/roster"
)

// CreateCommunity adds a community. Commit returns ErrConflict if the ID is
// taken.
func (t *Tx) CreateCommunity(c roster.Community) { t.save(storeCommunity(c), nil) }

// SaveCommunity writes c over the revision that was read.
func (t *Tx) SaveCommunity(c roster.Community) { t.save(storeCommunity(c), nil) }

// RequireCommunity makes the transaction depend on c, with its preferences, being
// as it was read.
func (t *Tx) RequireCommunity(c roster.Community) {
	t.require(communityKey(c.ID), c.Rev)
}

// Community reads one community. It returns roster.ErrNotFound if there is
// none.
func (s *Store) Community(ctx context.Context, id string) (roster.Community, error) {
	return load(ctx, s, communityKey(id), (*communityItem).load)
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
	all, err := loadAll(items, (*communityItem).load)
	communities := map[string]roster.Community{}
	for _, c := range all {
		communities[c.ID] = c
	}
	return communities, err
}

// Communities lists communities by name, limit at a time. next is empty at the
// end.
func (s *Store) Communities(ctx context.Context, limit int, cursor string) (page []roster.Community, next string, err error) {
	q := query{index: "GSI1", pk: communitiesIndex, limit: int32(limit)}
	if q.from, err = decodeSortKey(cursor); err != nil {
		return nil, "", err
	}
	entries, upTo, err := s.collect(ctx, []query{q}, limit)
	if err != nil {
		return nil, "", err
	}
	items, err := s.resolve(ctx, entries)
	if err != nil {
		return nil, "", err
	}
	page, err = loadAll(items, (*communityItem).load)
	return page, encodeSortKey(upTo), err
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
	shards, err := loadAll(items, (*countsItem).load)
	var sum roster.Counts
	for _, n := range shards {
		sum = sum.Plus(n)
	}
	return sum, err
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
	all, err := loadAll(items, (*countsItem).load)
	sums := map[string]roster.Counts{}
	for n, counts := range all {
		c := of[stringOf(items[n], "PK")]
		sums[c] = sums[c].Plus(counts)
	}
	return sums, err
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
	switch from, err := decodeSortKey(cursor); {
	case err != nil:
		return nil, "", err
	case from == "":
	case !strings.HasPrefix(from, q.prefix):
		return nil, "", errCursor
	default:
		q.start = key{q.pk, from}.attributes()
	}
	items, last, err := s.query(ctx, q)
	if err != nil {
		return nil, "", err
	}
	page, err = loadAll(items, (*auditItem).load)
	return page, encodeSortKey(sortKey(last)), err
}

// SaveFanOut writes a fan-out.
func (t *Tx) SaveFanOut(f roster.FanOut) { t.save(storeFanOut(f), nil) }
