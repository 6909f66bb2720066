package dynamo

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"strconv"
	"strings"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/feature/dynamodb/attributevalue"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb/types"

	"github.com/communitrak/onboarding/internal/roster"
)

// ErrConflict means that the data a decision was based on has changed. Read and
// decide again: see [Retry].
var ErrConflict = errors.New("changed meanwhile")

// MaxItems is the maximum number of items in one DynamoDB transaction.
const MaxItems = 100

// item is anything stored.
type item interface{ head() *header }

// attributes is an item in DynamoDB's representation.
type attributes = map[string]types.AttributeValue

// op is one conditional write. If the condition fails, refused turns the
// existing item (nil if there is none) into an error; if refused is nil or
// returns nil, the error is ErrConflict.
type op struct {
	key       key
	put       attributes
	update    string
	delete    bool
	check     bool
	condition string
	names     map[string]string
	values    attributes
	refused   func(attributes) error
}

// Tx collects writes that are applied atomically. Its methods name what they
// write; writing the same item twice is a bug that Commit reports.
type Tx struct {
	store   *Store
	request string
	ops     []op
	counts  map[string]roster.Counts
	mails   map[importRef]roster.MailCounts
	// late are changes to be added to the operations of the whole transaction.
	// They are functions, so only those who make such changes link them.
	late []func() error
	// unadministered permits the transaction to remove a community's last
	// administrator.
	unadministered bool
	err            error
}

type importRef struct{ community, job string }

// Begin starts a transaction. Nothing is written before Commit.
func (s *Store) Begin() *Tx {
	return &Tx{store: s, request: roster.NewID(), counts: map[string]roster.Counts{}, mails: map[importRef]roster.MailCounts{}}
}

// save puts the item: as a new item if its revision is 0, otherwise replacing
// exactly the revision that was read.
func (t *Tx) save(i item, refused func(attributes) error) {
	h := i.head()
	o := op{key: key{h.PK, h.SK}, refused: refused}
	if h.Rev == 0 {
		o.condition = "attribute_not_exists(PK)"
	} else {
		o.condition = "rv = :rv"
		o.values = attributes{":rv": number(h.Rev)}
	}
	h.Rev++
	h.Request = t.request
	put, err := attributevalue.MarshalMap(i)
	if err != nil {
		t.err = errors.Join(t.err, fmt.Errorf("storing %s: %w", h.SK, err))
		return
	}
	o.put = put
	t.ops = append(t.ops, o)
}

// createUnique puts a new item whose key may be taken. Commit then returns what
// exists makes of the item that has it.
func (t *Tx) createUnique(i item, exists func(old attributes) *roster.ExistsError) {
	t.save(i, func(old attributes) error {
		if old == nil {
			return nil
		}
		return exists(old)
	})
}

// add puts an item that cannot already exist, such as an audit entry under a
// random ID.
func (t *Tx) add(i item) { t.save(i, nil) }

func (t *Tx) remove(k key, rev int) {
	t.ops = append(t.ops, op{key: k, delete: true, condition: "rv = :rv", values: attributes{":rv": number(rev)}})
}

func (t *Tx) do(o op) { t.ops = append(t.ops, o) }

// require makes the transaction fail with ErrConflict unless the item is at the
// revision that was read.
func (t *Tx) require(k key, rev int) {
	t.do(op{key: k, check: true, condition: "rv = :rv", values: attributes{":rv": number(rev)}})
}

// count adjusts a community's counts as part of the transaction.
func (t *Tx) count(community string, by roster.Counts) {
	if sum := t.counts[community].Plus(by); sum.IsZero() {
		delete(t.counts, community)
	} else {
		t.counts[community] = sum
	}
}

// Items returns how many items the transaction writes or checks. Commit adds the
// community's counts and the counters of its imports.
func (t *Tx) Items() int { return len(t.ops) }

// Commit writes the transaction. It returns the error of a failed condition's
// refused, or ErrConflict, or a *TooLargeError, or a DynamoDB error, which leaves
// open whether the write happened.
func (t *Tx) Commit(ctx context.Context) error {
	for c, by := range t.counts {
		t.do(countOp(c, by))
	}
	for job, by := range t.mails {
		t.do(mailCountsOp(job, by))
	}
	t.counts, t.mails = nil, nil
	for _, fold := range t.late {
		t.err = errors.Join(t.err, fold())
	}
	t.late = nil
	if err := errors.Join(t.err, t.ambiguous()); err != nil {
		return err
	}
	switch {
	case len(t.ops) == 0:
		return nil
	case len(t.ops) > MaxItems:
		return &TooLargeError{Items: len(t.ops)}
	case len(t.ops) == 1 && !t.ops[0].check:
		return t.store.writeOne(ctx, t.request, t.ops[0])
	default:
		return t.store.writeAll(ctx, t.request, t.ops)
	}
}

// ambiguous reports an item that is written twice. DynamoDB's own rejection
// would look like a write whose reply was lost.
func (t *Tx) ambiguous() error {
	seen := map[key]bool{}
	for _, o := range t.ops {
		if seen[o.key] {
			return fmt.Errorf("the transaction writes %s %s twice", o.key.PK, o.key.SK)
		}
		seen[o.key] = true
	}
	return nil
}

func countOp(c string, by roster.Counts) op {
	return op{
		key:    countsKey(c, rand.IntN(shards)), //nolint:gosec // a shard, not a secret
		update: "ADD active :a, pending :p, attention :t, profiles :f, behind :b, correctEmail :ne, resend :nr, ask :na, inviteAgain :ni",
		values: attributes{
			":a": number(by.Active), ":p": number(by.Pending), ":t": number(by.Attention), ":f": number(by.Profiles), ":b": number(by.BehindCurtain),
			":ne": number(by.Needs.CorrectEmail), ":nr": number(by.Needs.Resend), ":na": number(by.Needs.Ask), ":ni": number(by.Needs.InviteAgain),
		},
	}
}

func number(n int) types.AttributeValue {
	return &types.AttributeValueMemberN{Value: strconv.Itoa(n)}
}

func text(s string) types.AttributeValue { return &types.AttributeValueMemberS{Value: s} }

func (k key) attributes() attributes { return attributes{"PK": text(k.PK), "SK": text(k.SK)} }

// writeAll runs one TransactWriteItems. It retries conflicts with other
// transactions, but never a failed condition.
func (s *Store) writeAll(ctx context.Context, request string, ops []op) error {
	input := &dynamodb.TransactWriteItemsInput{ClientRequestToken: aws.String(request)}
	for _, o := range ops {
		input.TransactItems = append(input.TransactItems, s.transactItem(o, request))
	}
	return s.persist(ctx, func() error {
		_, err := s.db.TransactWriteItems(ctx, input)
		var cancelled *types.TransactionCanceledException
		if !errors.As(err, &cancelled) {
			return err
		}
		return checkReasons(cancelled.CancellationReasons, ops, request, err)
	})
}

// checkReasons examines all cancellation reasons of a transaction. Finding our
// own request ID means that an earlier attempt succeeded and its reply was
// lost.
func checkReasons(reasons []types.CancellationReason, ops []op, request string, cancelled error) error {
	var refusal error
	retry := false
	for n, reason := range reasons {
		switch aws.ToString(reason.Code) {
		case "", "None":
		case "ConditionalCheckFailed":
			if ownWrite(reason.Item, request) {
				return nil
			}
			if n >= len(ops) {
				continue
			}
			// ErrConflict takes precedence: a decision based on stale data is
			// made again before any other refusal counts.
			if r := ops[n].refusal(reason.Item); refusal == nil || errors.Is(r, ErrConflict) {
				refusal = r
			}
		case "TransactionConflict", "ThrottlingError", "ProvisionedThroughputExceeded":
			retry = true
		default:
			return fmt.Errorf("transaction: %s: %w", aws.ToString(reason.Message), cancelled)
		}
	}
	switch {
	case refusal != nil:
		return refusal
	case retry:
		return &busyError{cancelled}
	default:
		return cancelled
	}
}

func (o op) refusal(old attributes) error {
	if o.refused != nil {
		if len(old) == 0 {
			old = nil
		}
		if err := o.refused(old); err != nil {
			return err
		}
	}
	return ErrConflict
}

func ownWrite(old attributes, request string) bool {
	rq, ok := old["rq"].(*types.AttributeValueMemberS)
	return ok && rq.Value == request
}

func (s *Store) transactItem(o op, request string) types.TransactWriteItem {
	condition := stringOrNil(o.condition)
	switch {
	case o.put != nil:
		return types.TransactWriteItem{Put: &types.Put{
			TableName: &s.table, Item: o.put, ConditionExpression: condition, ExpressionAttributeNames: o.names,
			ExpressionAttributeValues: o.values, ReturnValuesOnConditionCheckFailure: types.ReturnValuesOnConditionCheckFailureAllOld,
		}}
	case o.delete:
		return types.TransactWriteItem{Delete: &types.Delete{
			TableName: &s.table, Key: o.key.attributes(), ConditionExpression: condition, ExpressionAttributeNames: o.names,
			ExpressionAttributeValues: o.values, ReturnValuesOnConditionCheckFailure: types.ReturnValuesOnConditionCheckFailureAllOld,
		}}
	case o.check:
		return types.TransactWriteItem{ConditionCheck: &types.ConditionCheck{
			TableName: &s.table, Key: o.key.attributes(), ConditionExpression: condition, ExpressionAttributeNames: o.names,
			ExpressionAttributeValues: o.values, ReturnValuesOnConditionCheckFailure: types.ReturnValuesOnConditionCheckFailureAllOld,
		}}
	default:
		update, values := o.withRequest(request)
		return types.TransactWriteItem{Update: &types.Update{
			TableName: &s.table, Key: o.key.attributes(), UpdateExpression: &update, ConditionExpression: condition,
			ExpressionAttributeNames: o.names, ExpressionAttributeValues: values,
			ReturnValuesOnConditionCheckFailure: types.ReturnValuesOnConditionCheckFailureAllOld,
		}}
	}
}

// withRequest adds the request ID to an update.
func (o op) withRequest(request string) (string, attributes) {
	values := attributes{":rq": text(request)}
	for name, v := range o.values {
		values[name] = v
	}
	if assignments, ok := strings.CutPrefix(o.update, "SET "); ok {
		return "SET rq = :rq, " + assignments, values
	}
	return "SET rq = :rq " + o.update, values
}

// notYetApplied is the condition of a single update, which also requires that
// the update was not applied before. Otherwise a repeated ADD would go
// unnoticed; a transaction has its token for that.
func (o op) notYetApplied() string {
	const once = "(attribute_not_exists(rq) OR rq <> :rq)"
	if o.condition == "" {
		return once
	}
	return once + " AND (" + o.condition + ")"
}

func stringOrNil(s string) *string {
	if s == "" {
		return nil
	}
	return &s
}

// writeOne runs a single conditional write, at half the price of a transaction.
func (s *Store) writeOne(ctx context.Context, request string, o op) error {
	condition := stringOrNil(o.condition)
	old := types.ReturnValuesOnConditionCheckFailureAllOld
	return s.persist(ctx, func() error {
		var err error
		switch {
		case o.put != nil:
			_, err = s.db.PutItem(ctx, &dynamodb.PutItemInput{TableName: &s.table, Item: o.put, ConditionExpression: condition,
				ExpressionAttributeNames: o.names, ExpressionAttributeValues: o.values, ReturnValuesOnConditionCheckFailure: old})
		case o.delete:
			_, err = s.db.DeleteItem(ctx, &dynamodb.DeleteItemInput{TableName: &s.table, Key: o.key.attributes(), ConditionExpression: condition,
				ExpressionAttributeNames: o.names, ExpressionAttributeValues: o.values, ReturnValuesOnConditionCheckFailure: old})
		default:
			update, values := o.withRequest(request)
			_, err = s.db.UpdateItem(ctx, &dynamodb.UpdateItemInput{TableName: &s.table, Key: o.key.attributes(), UpdateExpression: &update,
				ConditionExpression: aws.String(o.notYetApplied()), ExpressionAttributeNames: o.names, ExpressionAttributeValues: values,
				ReturnValuesOnConditionCheckFailure: old})
		}
		var failed *types.ConditionalCheckFailedException
		if !errors.As(err, &failed) {
			return err
		}
		if ownWrite(failed.Item, request) || o.delete && len(failed.Item) == 0 {
			return nil
		}
		return o.refusal(failed.Item)
	})
}

// busyError is a collision that says nothing about the data.
type busyError struct{ cause error }

func (e *busyError) Error() string { return e.cause.Error() }
func (e *busyError) Unwrap() error { return e.cause }

// persistAttempts limits how often a write that collides with another is
// attempted.
const persistAttempts = 10

// persist retries a write that merely collided with another transaction. The
// SDK does not: it treats such a conflict as final.
func (s *Store) persist(ctx context.Context, write func() error) error {
	for try := 1; ; try++ {
		err := write()
		var busy *busyError
		var conflict *types.TransactionConflictException
		var inProgress *types.TransactionInProgressException
		if !errors.As(err, &busy) && !errors.As(err, &conflict) && !errors.As(err, &inProgress) {
			return err
		}
		if try == persistAttempts {
			return fmt.Errorf("gave up after %d collisions: %w", try, err)
		}
		if err := pause(ctx, try); err != nil {
			return err
		}
	}
}

// pause sleeps with full jitter; the upper bound grows with each try to at most
// one second.
func pause(ctx context.Context, try int) error {
	longest := min(time.Second, 10*time.Millisecond<<min(try, 7))
	timer := time.NewTimer(rand.N(longest)) //nolint:gosec // a pause, not a secret
	defer timer.Stop()
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-timer.C:
		return nil
	}
}

// retryAttempts limits how often a decision is attempted.
const retryAttempts = 12

// Retry runs decide (read, decide, commit) again as long as it returns
// ErrConflict. decide must read everything afresh each time.
func Retry(ctx context.Context, decide func() error) error {
	for try := 1; ; try++ {
		err := decide()
		if !errors.Is(err, ErrConflict) {
			return err
		}
		if try == retryAttempts {
			return fmt.Errorf("gave up after %d tries: %w", try, err)
		}
		if err := pause(ctx, try); err != nil {
			return err
		}
	}
}
