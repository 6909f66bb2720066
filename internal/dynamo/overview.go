package dynamo

import (
	"context"
	"encoding/json"
	"slices"
	"strings"
	"time"

	"github.com/aws/aws-sdk-go-v2/service/dynamodb/types"

	"github.com/communitrak/onboarding/internal/roster"
)

// projectedStatuses lists the statuses in the order in which ProjectMembers
// visits them. Nobody goes back from active to pending, so a member whose
// status changes meanwhile is not counted twice.
var projectedStatuses = []roster.Status{roster.Active, roster.Pending, roster.Profile, roster.Revoked}

// projectedPage is how many members are read at once.
const projectedPage = 1000

// projectedFields are the member attributes that an overview is computed from.
var projectedFields = []string{"id", "status", "attention", "address", "askedAt", "lapsed", "delivery", "wave", "originAt", "originImport", "activatedAt"}

// ProjectMembers reads everybody in a community, including revoked and removed
// members, page by page and each once, with only the attributes that an
// overview is computed from. Neither the index nor the items are read
// consistently; both may lag by a second. place is empty for the first page;
// next is empty at the end.
func (s *Store) ProjectMembers(ctx context.Context, community, cursor string) (page []roster.Member, next string, err error) {
	list, from, _ := strings.Cut(cursor, "#")
	at := max(0, slices.Index(projectedStatuses, roster.Status(list)))
	q := query{index: "GSI1", pk: membersIndex(community, projectedStatuses[at]), from: from, limit: projectedPage, only: "PK, SK, GSI1SK"}
	entries, last, err := s.query(ctx, q)
	if err != nil {
		return nil, "", err
	}
	switch {
	case len(last) > 0:
		next = string(projectedStatuses[at]) + "#" + stringOf(last, "GSI1SK")
	case at+1 < len(projectedStatuses):
		next = string(projectedStatuses[at+1]) + "#"
	}
	page, err = s.readProjected(ctx, entries)
	return page, next, err
}

// readProjected reads the projectedFields of the members that index entries
// refer to, with batches in parallel.
func (s *Store) readProjected(ctx context.Context, entries []attributes) ([]roster.Member, error) {
	return inBatches(ctx, slices.Collect(slices.Chunk(entries, maxBatchGet)), s.readProjectedBatch)
}

func (s *Store) readProjectedBatch(ctx context.Context, entries []attributes) ([]roster.Member, error) {
	projection := "#" + strings.Join(projectedFields, ", #")
	ask := types.KeysAndAttributes{ProjectionExpression: &projection, ExpressionAttributeNames: map[string]string{}}
	for _, name := range projectedFields { // some are reserved words in DynamoDB
		ask.ExpressionAttributeNames["#"+name] = name
	}
	for _, e := range entries {
		ask.Keys = append(ask.Keys, keyOf(e).attributes())
	}
	items, err := s.readBatch(ctx, ask)
	if err != nil {
		return nil, err
	}
	return loadAll(items, (*memberItem).load)
}

// overviewItem stores a community's computed overview.
type overviewItem struct {
	header
	Overview string `dynamodbav:"kept"`
}

// LoadOverview returns what SaveOverview stored last and its revision, or nil
// and 0.
func (s *Store) LoadOverview(ctx context.Context, community string) (stored json.RawMessage, rev int, err error) {
	var i overviewItem
	found, err := s.get(ctx, overviewKey(community), &i)
	if err != nil || !found {
		return nil, 0, err
	}
	return json.RawMessage(i.Overview), i.Rev, nil
}

// SaveOverview stores a community's overview as JSON until the given time, over
// the revision that LoadOverview returned. It returns ErrConflict if another
// overview has been stored since.
func (s *Store) SaveOverview(ctx context.Context, community string, overview json.RawMessage, rev int, until time.Time) error {
	i := &overviewItem{newHeader(overviewKey(community), rev), string(overview)}
	i.TTL = until.Unix()
	tx := s.Begin()
	tx.save(i, nil)
	return tx.Commit(ctx)
}
