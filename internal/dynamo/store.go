package dynamo

import (
	"context"
	"encoding/base64"
	"errors"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/feature/dynamodb/attributevalue"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb/types"
	"golang.org/x/sync/errgroup"

	"github.com/communitrak/onboarding/internal/roster"
)

// Store reads and writes the table.
type Store struct {
	db    *dynamodb.Client
	table string
	// leads are from sessions to persons and from memberships to members.
	leads leads
	// lagging makes batches of items eventually consistent.
	lagging bool
}

// NewStore returns a Store that uses the named table.
func NewStore(db *dynamodb.Client, table string) *Store { return &Store{db: db, table: table} }

// Lagging returns a Store for lists: what it reads in batches may be about a
// second old and takes half the read units. Nothing may be decided with it.
func (s *Store) Lagging() *Store { return &Store{db: s.db, table: s.table, lagging: true} }

// get reads one item consistently. found is false if it does not exist.
func (s *Store) get(ctx context.Context, k key, into any) (found bool, err error) {
	out, err := s.db.GetItem(ctx, &dynamodb.GetItemInput{TableName: &s.table, Key: k.attributes(), ConsistentRead: aws.Bool(true)})
	if err != nil {
		return false, err
	}
	if len(out.Item) == 0 {
		return false, nil
	}
	return true, attributevalue.UnmarshalMap(out.Item, into)
}

// maxBatchGet is the maximum number of items in one BatchGetItem.
const maxBatchGet = 100

// parallelReads is how many batches of items are read at the same time.
const parallelReads = 4

// getAll reads many items in no particular order, consistently unless the Store
// is lagging.
func (s *Store) getAll(ctx context.Context, keys []key) ([]attributes, error) {
	seen := map[key]bool{}
	var ask []attributes
	for _, k := range keys {
		if !seen[k] {
			seen[k] = true
			ask = append(ask, k.attributes())
		}
	}
	batches := slices.Collect(slices.Chunk(ask, maxBatchGet))
	return inBatches(ctx, batches, func(ctx context.Context, batch []attributes) ([]attributes, error) {
		return s.readBatch(ctx, types.KeysAndAttributes{Keys: batch, ConsistentRead: aws.Bool(!s.lagging)})
	})
}

// inBatches reads the batches, some at the same time, and returns what was read
// in the order of the batches.
func inBatches[B, T any](ctx context.Context, batches []B, read func(context.Context, B) ([]T, error)) ([]T, error) {
	if len(batches) == 1 {
		return read(ctx, batches[0])
	}
	found := make([][]T, len(batches))
	group, ctx := errgroup.WithContext(ctx)
	group.SetLimit(parallelReads)
	for n, batch := range batches {
		group.Go(func() (err error) {
			found[n], err = read(ctx, batch)
			return err
		})
	}
	if err := group.Wait(); err != nil {
		return nil, err
	}
	return slices.Concat(found...), nil
}

// readBatch reads up to maxBatchGet items and retries the keys that DynamoDB
// leaves unprocessed.
func (s *Store) readBatch(ctx context.Context, ask types.KeysAndAttributes) (items []attributes, err error) {
	for try := 1; ; try++ {
		out, err := s.db.BatchGetItem(ctx, &dynamodb.BatchGetItemInput{RequestItems: map[string]types.KeysAndAttributes{s.table: ask}})
		if err != nil {
			return nil, err
		}
		items = append(items, out.Responses[s.table]...)
		ask.Keys = out.UnprocessedKeys[s.table].Keys
		switch {
		case len(ask.Keys) == 0:
			return items, nil
		case try > persistAttempts:
			return nil, errors.New("the table leaves reads unprocessed")
		}
		if err := pause(ctx, try); err != nil {
			return nil, err
		}
	}
}

// query describes a query of an index or of a partition.
type query struct {
	index      string // "" means the table itself, read consistently
	pk         string
	prefix     string // prefix of the sort key
	from       string // exclusive lower bound of the sort key
	before     string // exclusive upper bound; with from and no prefix, both bounds are inclusive
	filter     string
	names      map[string]string
	values     attributes
	only       string // projected attributes; "" means all
	descending bool
	limit      int32
	start      attributes
}

func (s *Store) query(ctx context.Context, q query) ([]attributes, attributes, error) {
	pkName, skName := "PK", "SK"
	input := &dynamodb.QueryInput{TableName: &s.table, ScanIndexForward: aws.Bool(!q.descending), ExclusiveStartKey: q.start}
	if q.index != "" {
		pkName, skName = q.index+"PK", q.index+"SK"
		input.IndexName = &q.index
	} else {
		input.ConsistentRead = aws.Bool(true)
	}
	if q.limit > 0 {
		input.Limit = &q.limit
	}
	if start := q.from + q.before; start != "" && !strings.HasPrefix(start, q.prefix) {
		return nil, nil, errCursor
	}
	values := attributes{":pk": text(q.pk)}
	for n, v := range q.values {
		values[n] = v
	}
	condition := pkName + " = :pk"
	switch {
	case q.prefix != "" && (q.from != "" || q.before != ""):
		// A key condition takes one comparison, and BETWEEN includes both ends.
		condition += " AND " + skName + " BETWEEN :lo AND :hi"
		values[":lo"], values[":hi"] = text(q.prefix), text(q.prefix+"\U0010FFFF")
		if q.from != "" {
			values[":lo"] = text(q.from + "\x00")
		} else {
			values[":hi"] = text(q.before)
		}
	case q.from != "" && q.before != "":
		condition += " AND " + skName + " BETWEEN :lo AND :hi"
		values[":lo"], values[":hi"] = text(q.from), text(q.before)
	case q.prefix != "":
		condition += " AND begins_with(" + skName + ", :sk)"
		values[":sk"] = text(q.prefix)
	case q.from != "":
		condition += " AND " + skName + " > :sk"
		values[":sk"] = text(q.from)
	case q.before != "":
		condition += " AND " + skName + " < :sk"
		values[":sk"] = text(q.before)
	}
	input.KeyConditionExpression = &condition
	input.FilterExpression = stringOrNil(q.filter)
	input.ProjectionExpression = stringOrNil(q.only)
	input.ExpressionAttributeNames = q.names
	input.ExpressionAttributeValues = values
	out, err := s.db.Query(ctx, input)
	if err != nil {
		return nil, nil, err
	}
	items := out.Items
	if q.prefix != "" && q.before != "" {
		items = slices.DeleteFunc(items, func(a attributes) bool { return stringOf(a, skName) == q.before })
	}
	return items, out.LastEvaluatedKey, nil
}

// queryAll reads all pages of a query.
func (s *Store) queryAll(ctx context.Context, q query) ([]attributes, error) {
	var all []attributes
	for {
		items, next, err := s.query(ctx, q)
		if err != nil {
			return nil, err
		}
		all = append(all, items...)
		if len(next) == 0 {
			return all, nil
		}
		q.start = next
	}
}

// decode unmarshals an item into its stored type.
func decode[T any](a attributes) (*T, error) {
	var v T
	if err := attributevalue.UnmarshalMap(a, &v); err != nil {
		return nil, fmt.Errorf("stored item: %w", err)
	}
	return &v, nil
}

// load reads one item consistently, as the domain type that its stored type I
// loads. It returns roster.ErrNotFound if the item does not exist.
func load[I, R any](ctx context.Context, s *Store, k key, as func(*I) R) (R, error) {
	var i I
	found, err := s.get(ctx, k, &i)
	if err == nil && !found {
		err = roster.ErrNotFound
	}
	if err != nil {
		var none R
		return none, err
	}
	return as(&i), nil
}

// loadAll unmarshals items as the domain type that their stored type I loads.
func loadAll[I, R any](items []attributes, as func(*I) R) ([]R, error) {
	var all []R
	for _, a := range items {
		i, err := decode[I](a)
		if err != nil {
			return nil, err
		}
		all = append(all, as(i))
	}
	return all, nil
}

func sortKey(a attributes) string { return stringOf(a, "SK") }

func stringOf(a attributes, name string) string {
	if v, ok := a[name].(*types.AttributeValueMemberS); ok {
		return v.Value
	}
	return ""
}

// A cursor holds the sort key that a list continues after. The partition always
// comes from the request, so a forged cursor cannot lead to another one.

const cursorParts = "\x1e"

func encodeCursor(parts ...string) string {
	return base64.RawURLEncoding.EncodeToString([]byte(strings.Join(parts, cursorParts)))
}

var errCursor = &roster.InvalidError{Field: "query.cursor", Code: "invalid_cursor", Reason: "the cursor is not one of ours"}

// maxSortKey is DynamoDB's limit for a sort key, in bytes.
const maxSortKey = 1024

func decodeCursor(cursor string, parts int) ([]string, error) {
	raw, err := base64.RawURLEncoding.DecodeString(cursor)
	if err != nil || !utf8.Valid(raw) {
		return nil, errCursor
	}
	fields := strings.Split(string(raw), cursorParts)
	if len(fields) != parts {
		return nil, errCursor
	}
	for _, f := range fields {
		if f == "" || len(f) >= maxSortKey {
			return nil, errCursor
		}
	}
	return fields, nil
}
