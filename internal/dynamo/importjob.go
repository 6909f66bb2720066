package dynamo

import (
	"context"
	"encoding/json"
	"errors"
	"math/rand/v2"
	"slices"
	"strings"
	"time"

	"github.com/aws/aws-sdk-go-v2/service/dynamodb/types"

	"github.com/communitrak/onboarding/internal/roster"
)

// CreateImport adds an import. If the ID is already known, because the same
// object was reported twice, Commit returns a *roster.ExistsError.
func (t *Tx) CreateImport(j roster.Import) {
	t.createUnique(storeImport(j), func(attributes) *roster.ExistsError { return &roster.ExistsError{What: "import", ID: j.ID} })
}

// SaveImport writes j, without the detected layout, over the revision that was
// read. A run that lost its fence to another gets ErrConflict.
func (t *Tx) SaveImport(j roster.Import) { t.save(storeImport(j), nil) }

// SaveDetected writes j's detected layout and mapping unconditionally and keeps
// them until the given time. It must share a transaction with SaveImport, which
// guards it.
func (t *Tx) SaveDetected(j roster.Import, until time.Time) {
	t.do(op{
		key: detectedKey(j.Community, j.ID), update: "SET detected = :detected, mapping = :mapping, #ttl = :ttl",
		names:  map[string]string{"#ttl": "ttl"},
		values: attributes{":detected": text(string(j.Detected)), ":mapping": text(string(j.Mapping)), ":ttl": number(int(until.Unix()))},
	})
}

// SaveCorrections writes the corrections of j, replacing earlier ones, and
// keeps them until the given time. It belongs in a transaction with SaveImport,
// which guards it.
func (t *Tx) SaveCorrections(j roster.Import, until time.Time) {
	var cells []correctionItem
	for _, c := range j.Corrections {
		cells = append(cells, correctionItem(c))
	}
	t.do(op{
		key: correctionsKey(j.Community, j.ID), update: "SET cells = :cells, #ttl = :ttl",
		names:  map[string]string{"#ttl": "ttl"},
		values: attributes{":cells": storeCorrections(cells), ":ttl": number(int(until.Unix()))},
	})
}

func storeCorrections(cells []correctionItem) types.AttributeValue {
	list := []types.AttributeValue{}
	for _, c := range cells {
		list = append(list, &types.AttributeValueMemberM{Value: attributes{"n": number(c.Row), "col": number(c.Column), "v": text(c.Value)}})
	}
	return &types.AttributeValueMemberL{Value: list}
}

// Everywhere stands for all communities when reading or saving layouts.
const Everywhere = ""

// SaveLayouts saves, as JSON, the settled layouts of a community's rosters, or
// those of [Everywhere], over what Layouts returned. Commit returns ErrConflict
// if that has changed.
func (t *Tx) SaveLayouts(community string, was, layouts json.RawMessage) {
	o := op{key: layoutsKey(community), update: "SET layouts = :layouts", condition: "attribute_not_exists(layouts)", values: attributes{":layouts": text(string(layouts))}}
	if len(was) > 0 {
		o.condition, o.values[":was"] = "layouts = :was", text(string(was))
	}
	t.do(o)
}

// Layouts returns what SaveLayouts saved last, or nil.
func (s *Store) Layouts(ctx context.Context, community string) (json.RawMessage, error) {
	var i layoutsItem
	found, err := s.get(ctx, layoutsKey(community), &i)
	if err != nil || !found || i.Layouts == "" {
		return nil, err
	}
	return json.RawMessage(i.Layouts), nil
}

// AddRows adds the results of chunk j.Chunk, or those of j's plan during
// planning, which are kept until the given time.
func (t *Tx) AddRows(j roster.Import, results []roster.RowResult, until time.Time) {
	t.add(storeRows(rowsKey(j.Community, j.ID, j.PlanNumber(), j.Chunk), results, until))
}

// Chunk holds the results of one chunk of an import's rows.
type Chunk struct {
	Results []roster.RowResult
	// Cursor leads past the chunk.
	Cursor string
	key    key
	until  time.Time
	rev    int
}

// SaveRows writes the chunk over the revision that was read.
func (t *Tx) SaveRows(c Chunk) {
	i := storeRows(c.key, c.Results, c.until)
	i.Rev = c.rev
	t.save(i, nil)
}

func storeRows(k key, results []roster.RowResult, until time.Time) *rowsItem {
	i := &rowsItem{header: newHeader(k, 0)}
	i.TTL = until.Unix()
	for _, r := range results {
		i.Results = append(i.Results, storeRow(r))
	}
	return i
}

// Import reads one import, including its detected layout. It returns
// roster.ErrNotFound if there is none.
func (s *Store) Import(ctx context.Context, community, id string) (roster.Import, error) {
	items, err := s.queryAll(ctx, query{pk: importKey(community, id).PK, prefix: importKey(community, id).SK})
	if err != nil {
		return roster.Import{}, err
	}
	var job roster.Import
	var detected detectedItem
	var corrections []roster.Correction
	for _, a := range items {
		switch sortKey(a) {
		case detectedKey(community, id).SK:
			i, err := decode[detectedItem](a)
			if err != nil {
				return roster.Import{}, err
			}
			detected = *i
		case correctionsKey(community, id).SK:
			i, err := decode[correctionsItem](a)
			if err != nil {
				return roster.Import{}, err
			}
			for _, c := range i.Cells {
				corrections = append(corrections, roster.Correction(c))
			}
		default:
			i, err := decode[importItem](a)
			if err != nil {
				return roster.Import{}, err
			}
			job = i.load()
		}
	}
	if job.ID == "" {
		return roster.Import{}, roster.ErrNotFound
	}
	job.Corrections = corrections
	if detected.Detected != "" {
		job.Detected, job.Mapping = json.RawMessage(detected.Detected), json.RawMessage(detected.Mapping)
	}
	return job, nil
}

// ImportRef names an import.
type ImportRef struct{ Community, ID string }

// ImportStates reads the states of many imports and omits those that do not
// exist.
func (s *Store) ImportStates(ctx context.Context, refs []ImportRef) (map[ImportRef]roster.ImportState, error) {
	var keys []key
	for _, r := range refs {
		keys = append(keys, importKey(r.Community, r.ID))
	}
	items, err := s.getAll(ctx, keys)
	if err != nil {
		return nil, err
	}
	all, err := loadAll(items, (*importItem).load)
	states := map[ImportRef]roster.ImportState{}
	for _, job := range all {
		states[ImportRef{job.Community, job.ID}] = job.State
	}
	return states, err
}

// Imports lists a community's imports, newest first, without their detected
// layouts.
func (s *Store) Imports(ctx context.Context, community string, limit int, cursor string) (page []roster.Import, next string, err error) {
	q := query{index: "GSI1", pk: importsIndex(community), descending: true, limit: int32(limit)}
	if q.before, err = decodeSortKey(cursor); err != nil {
		return nil, "", err
	}
	entries, upTo, err := s.collect(ctx, []query{q}, limit)
	if err != nil {
		return nil, "", err
	}
	page, err = s.importsAt(ctx, entries)
	return page, encodeSortKey(upTo), err
}

// importsAt reads the imports that index entries refer to.
func (s *Store) importsAt(ctx context.Context, entries []attributes) ([]roster.Import, error) {
	items, err := s.resolve(ctx, entries)
	if err != nil {
		return nil, err
	}
	return loadAll(items, (*importItem).load)
}

// WaitingImports lists the imports of all communities that are waiting for
// Support, limit at a time: the most urgent kind first and, within a kind,
// those that have waited longest. next is empty at the end.
func (s *Store) WaitingImports(ctx context.Context, now time.Time, limit int, cursor string) (page []roster.Import, next string, err error) {
	kinds, from := roster.WaitingKinds(), ""
	if cursor != "" {
		parts, err := decodeCursor(cursor, 2)
		if err != nil {
			return nil, "", err
		}
		at := slices.Index(kinds, roster.Waiting(parts[0]))
		if at < 0 {
			return nil, "", errCursor
		}
		kinds, from = kinds[at:], parts[1]
	}
	var entries []attributes
	for _, kind := range kinds {
		if kind == roster.WaitingAttention {
			from = max(from, dueBefore(now.Add(-roster.AttentionLife)))
		}
		// Ask for one more than fits on the page to learn whether there are
		// more.
		items, _, err := s.query(ctx, query{index: "GSI3", pk: waitingIndex(kind), from: from, limit: int32(limit - len(entries) + 1)})
		if err != nil {
			return nil, "", err
		}
		entries, from = append(entries, items...), ""
		if len(entries) > limit {
			last := entries[limit-1]
			next = encodeCursor(strings.TrimPrefix(stringOf(last, "GSI3PK"), waitingIndex("")), stringOf(last, "GSI3SK"))
			entries = entries[:limit]
			break
		}
	}
	page, err = s.importsAt(ctx, entries)
	return slices.DeleteFunc(page, func(j roster.Import) bool { kind, _ := j.Waits(); return kind == roster.NotWaiting }), next, err
}

// Rows reads the results of an import's rows in file order, or what its plan 1,
// 2, … says about them, some chunks at a time from cursor. next is empty at the
// end.
func (s *Store) Rows(ctx context.Context, community, id string, plan, chunks int, cursor string) (page []Chunk, next string, err error) {
	first := rowsKey(community, id, plan, 0)
	q := query{pk: first.PK, prefix: strings.TrimRight(first.SK, "0123456789"), limit: int32(chunks)}
	if q.from, err = decodeSortKey(cursor); err != nil {
		return nil, "", err
	}
	items, last, err := s.query(ctx, q)
	if err != nil {
		return nil, "", err
	}
	for _, a := range items {
		i, err := decode[rowsItem](a)
		if err != nil {
			return nil, "", err
		}
		c := Chunk{Cursor: encodeCursor(i.SK), key: key{i.PK, i.SK}, until: time.Unix(i.TTL, 0), rev: i.Rev}
		for _, r := range i.Results {
			c.Results = append(c.Results, r.load())
		}
		page = append(page, c)
	}
	return page, encodeSortKey(sortKey(last)), nil
}

// LockImports makes job the community's one running import. ok is false while
// another import, returned as holder, is running.
func (s *Store) LockImports(ctx context.Context, community, job string) (holder string, ok bool, err error) {
	err = s.writeOne(ctx, roster.NewID(), op{
		key: importLockKey(community), update: "SET #import = :job", condition: "attribute_not_exists(PK) OR #import = :job",
		names: map[string]string{"#import": "import"}, values: attributes{":job": text(job)},
		refused: func(old attributes) error {
			holder = stringOf(old, "import")
			return errFull
		},
	})
	if errors.Is(err, errFull) {
		return holder, false, nil
	}
	return job, err == nil, err
}

// UnlockImports lets the community's next import run, in the transaction that
// ends job.
func (t *Tx) UnlockImports(community, job string) {
	t.do(op{
		key: importLockKey(community), delete: true, condition: "attribute_not_exists(PK) OR #import = :job",
		names: map[string]string{"#import": "import"}, values: attributes{":job": text(job)},
	})
}

type mailCountsItem struct {
	Queued    int `dynamodbav:"queued"`
	Sent      int `dynamodbav:"sent"`
	Delivered int `dynamodbav:"delivered"`
	Bounced   int `dynamodbav:"bounced"`
	Unheld    int `dynamodbav:"unheld,omitempty"`
}

func (i *mailCountsItem) load() roster.MailCounts { return roster.MailCounts(*i) }

// AddMailCounts adjusts the mail counters of an import as part of the
// transaction.
func (t *Tx) AddMailCounts(community, job string, by roster.MailCounts) {
	of := importRef{community, job}
	if sum := t.mails[of].Plus(by); sum == (roster.MailCounts{}) {
		delete(t.mails, of)
	} else {
		t.mails[of] = sum
	}
}

func mailCountsOp(of importRef, by roster.MailCounts) op {
	return op{
		key:    mailCountsKey(of.community, of.job, rand.IntN(shards)), //nolint:gosec // a shard, not a secret
		update: "ADD queued :q, sent :s, delivered :d, bounced :b, unheld :u",
		values: attributes{":q": number(by.Queued), ":s": number(by.Sent), ":d": number(by.Delivered), ":b": number(by.Bounced), ":u": number(by.Unheld)},
	}
}

// MailCounts returns the mail counters of an import.
func (s *Store) MailCounts(ctx context.Context, community, job string) (roster.MailCounts, error) {
	items, err := s.queryAll(ctx, query{pk: importKey(community, job).PK, prefix: "S#"})
	if err != nil {
		return roster.MailCounts{}, err
	}
	shards, err := loadAll(items, (*mailCountsItem).load)
	var sum roster.MailCounts
	for _, n := range shards {
		sum = sum.Plus(n)
	}
	return sum, err
}
