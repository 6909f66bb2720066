package dynamo

import (
	"context"
	"encoding/json"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/aws/aws-sdk-go-v2/service/dynamodb/types"

	"communitrak/internal/roster"
)

// surveyed lists the statuses in the order in which SurveyMembers visits them.
// Nobody goes back from active to pending, so a member whose status changes
// meanwhile is not counted twice.
var surveyed = []roster.Status{roster.Active, roster.Pending, roster.Profile, roster.Revoked}

// surveyPage is how many members are read at once.
const surveyPage = 1000

// surveyFields are the member attributes that an overview is computed from.
var surveyFields = []string{"id", "status", "attention", "address", "askedAt", "lapsed", "delivery", "wave", "originAt", "originImport", "activatedAt"}

// SurveyMembers reads everybody in a community, including revoked and removed
// members, page by page and each once, with only the attributes that an
// overview is computed from. Neither the index nor the items are read
// consistently; both may lag by a second. place is empty for the first page;
// next is empty at the end.
func (s *Store) SurveyMembers(ctx context.Context, community, place string) (page []roster.Member, next string, err error) {
	list, from, _ := strings.Cut(place, "#")
	at := max(0, slices.Index(surveyed, roster.Status(list)))
	q := query{index: "GSI1", pk: membersIndex(community, surveyed[at]), from: from, limit: surveyPage, only: "PK, SK, GSI1SK"}
	entries, last, err := s.query(ctx, q)
	if err != nil {
		return nil, "", err
	}
	switch {
	case len(last) > 0:
		next = string(surveyed[at]) + "#" + stringOf(last, "GSI1SK")
	case at+1 < len(surveyed):
		next = string(surveyed[at+1]) + "#"
	}
	page, err = s.survey(ctx, entries)
	return page, next, err
}

// survey reads the surveyFields of the members that index entries refer to,
// with batches in parallel.
func (s *Store) survey(ctx context.Context, entries []attributes) ([]roster.Member, error) {
	batches := slices.Collect(slices.Chunk(entries, batchSize))
	found, failed := make([][]roster.Member, len(batches)), make([]error, len(batches))
	var wait sync.WaitGroup
	for n, batch := range batches {
		wait.Go(func() { found[n], failed[n] = s.surveyBatch(ctx, batch) })
	}
	wait.Wait()
	for _, err := range failed {
		if err != nil {
			return nil, err
		}
	}
	return slices.Concat(found...), nil
}

func (s *Store) surveyBatch(ctx context.Context, entries []attributes) ([]roster.Member, error) {
	projection := "#" + strings.Join(surveyFields, ", #")
	ask := types.KeysAndAttributes{ProjectionExpression: &projection, ExpressionAttributeNames: map[string]string{}}
	for _, name := range surveyFields { // some are reserved words in DynamoDB
		ask.ExpressionAttributeNames["#"+name] = name
	}
	for _, e := range entries {
		ask.Keys = append(ask.Keys, keyOf(e).attributes())
	}
	items, err := s.readBatch(ctx, ask)
	if err != nil {
		return nil, err
	}
	return loadMembers(items)
}

// overviewItem stores a community's computed overview.
type overviewItem struct {
	header
	Kept string `dynamodbav:"kept"`
}

// KeptOverview returns what KeepOverview stored last and its revision, or nil
// and 0.
func (s *Store) KeptOverview(ctx context.Context, community string) (kept json.RawMessage, rev int, err error) {
	var i overviewItem
	found, err := s.get(ctx, overviewKey(community), &i)
	if err != nil || !found {
		return nil, 0, err
	}
	return json.RawMessage(i.Kept), i.Rev, nil
}

// KeepOverview stores a community's overview as JSON until the given time, over
// the revision that KeptOverview returned. It returns ErrConflict if another
// overview has been stored since.
func (s *Store) KeepOverview(ctx context.Context, community string, kept json.RawMessage, rev int, until time.Time) error {
	i := &overviewItem{at(overviewKey(community), rev), string(kept)}
	i.TTL = until.Unix()
	tx := s.Begin()
	tx.save(i, nil)
	return tx.Commit(ctx)
}
