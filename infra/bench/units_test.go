package main

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb/types"
	"github.com/aws/smithy-go/middleware"

	"github.com/communitrak/onboarding/internal/faults/units"
)

type attributes = units.Item

// meter is a part of a DynamoDB client that counts calls and write units. It
// reads each item before and after the write with a client of its own. Reads
// take what the engine says.
//
// Writes that fail are not counted. Items that two calls write at the same time
// may be counted as they were a moment earlier or later.
type meter struct {
	plain *dynamodb.Client

	mu      sync.Mutex
	calls   int
	written map[string]int // of writes, by kind of item
	reads   float64        // units
}

// DynamoDB adds the meter to a client's options.
func (m *meter) DynamoDB(o *dynamodb.Options) {
	m.plain = dynamodb.New(o.Copy())
	o.APIOptions = append(o.APIOptions, func(stack *middleware.Stack) error {
		return stack.Initialize.Add(middleware.InitializeMiddlewareFunc("WriteUnits", m.count), middleware.Before)
	})
}

func (m *meter) count(ctx context.Context, in middleware.InitializeInput, next middleware.InitializeHandler) (middleware.InitializeOutput, middleware.Metadata, error) {
	writes := writesOf(in.Parameters)
	askForUnits(in.Parameters)
	before, err := m.read(ctx, writes)
	if err != nil {
		return middleware.InitializeOutput{}, middleware.Metadata{}, err
	}
	out, metadata, err := next.HandleInitialize(ctx, in)
	m.mu.Lock()
	m.calls++
	m.mu.Unlock()
	if err != nil {
		return out, metadata, err
	}
	after, err := m.read(ctx, writes)
	if err != nil {
		return out, metadata, err
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	m.reads += readUnits(out.Result)
	for n, w := range writes {
		m.written[kindOf(w.key)] += units.Sum(units.Of(before[n], after[n], w.factor))
	}
	return out, metadata, nil
}

// reset forgets what was counted.
func (m *meter) reset() {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.calls, m.written, m.reads = 0, map[string]int{}, 0
}

// report reports the write units and calls of one operation, and the units by
// kind of item, as metrics of the benchmark.
func (m *meter) report(b *testing.B, operations int) {
	m.reportReads(b, operations)
	m.mu.Lock()
	defer m.mu.Unlock()
	total := 0
	for kind, n := range m.written {
		total += n
		b.ReportMetric(float64(n)/float64(operations), kind+"-units")
	}
	b.ReportMetric(float64(total)/float64(operations), "units")
}

// reportReads reports the read units and calls of one operation.
func (m *meter) reportReads(b *testing.B, operations int) {
	m.mu.Lock()
	defer m.mu.Unlock()
	b.ReportMetric(m.reads/float64(operations), "reading-units")
	b.ReportMetric(float64(m.calls)/float64(operations), "calls")
	b.ReportMetric(0, "ns/op") // with the reads of the meter it means nothing
}

// askForUnits has the engine say how many units a read takes.
func askForUnits(request any) {
	switch r := request.(type) {
	case *dynamodb.GetItemInput:
		r.ReturnConsumedCapacity = types.ReturnConsumedCapacityTotal
	case *dynamodb.BatchGetItemInput:
		r.ReturnConsumedCapacity = types.ReturnConsumedCapacityTotal
	case *dynamodb.QueryInput:
		r.ReturnConsumedCapacity = types.ReturnConsumedCapacityTotal
	case *dynamodb.ScanInput:
		r.ReturnConsumedCapacity = types.ReturnConsumedCapacityTotal
	}
}

// readUnits returns what the engine says that a read took.
func readUnits(answer any) (total float64) {
	var all []types.ConsumedCapacity
	add := func(c *types.ConsumedCapacity) {
		if c != nil {
			all = append(all, *c)
		}
	}
	switch a := answer.(type) {
	case *dynamodb.GetItemOutput:
		add(a.ConsumedCapacity)
	case *dynamodb.BatchGetItemOutput:
		all = a.ConsumedCapacity
	case *dynamodb.QueryOutput:
		add(a.ConsumedCapacity)
	case *dynamodb.ScanOutput:
		add(a.ConsumedCapacity)
	}
	for _, c := range all {
		total += aws.ToFloat64(c.CapacityUnits)
	}
	return total
}

func (m *meter) read(ctx context.Context, writes []write) ([]attributes, error) {
	var items []attributes
	for _, w := range writes {
		consistent := true
		out, err := m.plain.GetItem(ctx, &dynamodb.GetItemInput{TableName: w.table, Key: w.key, ConsistentRead: &consistent})
		if err != nil {
			return nil, fmt.Errorf("read what is written: %w", err)
		}
		items = append(items, out.Item)
	}
	return items, nil
}

// write is an item that a call writes or checks.
type write struct {
	table  *string
	key    attributes
	factor int
	check  bool
}

func writesOf(request any) []write {
	switch r := request.(type) {
	case *dynamodb.PutItemInput:
		return []write{{r.TableName, keyOf(r.Item), units.Alone, false}}
	case *dynamodb.UpdateItemInput:
		return []write{{r.TableName, r.Key, units.Alone, false}}
	case *dynamodb.DeleteItemInput:
		return []write{{r.TableName, r.Key, units.Alone, false}}
	case *dynamodb.TransactWriteItemsInput:
		var writes []write
		for _, i := range r.TransactItems {
			writes = append(writes, transacted(i))
		}
		return writes
	}
	return nil
}

func transacted(i types.TransactWriteItem) write {
	switch {
	case i.Put != nil:
		return write{i.Put.TableName, keyOf(i.Put.Item), units.InTransaction, false}
	case i.Update != nil:
		return write{i.Update.TableName, i.Update.Key, units.InTransaction, false}
	case i.Delete != nil:
		return write{i.Delete.TableName, i.Delete.Key, units.InTransaction, false}
	default:
		return write{i.ConditionCheck.TableName, i.ConditionCheck.Key, units.InTransaction, true}
	}
}

func keyOf(item attributes) attributes { return attributes{"PK": item["PK"], "SK": item["SK"]} }

// kinds are the kinds of item by the beginnings of their keys, the longer ones
// first; a # in the partition key's pattern stands for an ID.
var kinds = []struct{ pk, sk, name string }{
	{"#M#", "L#", "audit"}, {"#M#", "M", "member"}, {"#P#", "P", "property"}, {"#P#", "H#", "household"},
	{"#J#", "S#", "mail-counts"}, {"#J#", "J", "import"}, {"#J#", "R#", "rows"}, {"#J#", "P", "plan"}, {"#L#", "", "audit"},
	{"C#", "N#", "counts"}, {"C#", "ADMINS", "administrators"}, {"C#", "", "community"},
	{"E#", "A", "account"}, {"E#", "C#", "membership"}, {"E#", "W", "wrong-codes"},
	{"O#", "", "mail"}, {"I#", "", "idempotency"}, {"T#", "", "throttle"}, {"S#", "", "session"}, {"R#", "", "ticket"}, {"X#", "", "lease"},
}

// kindOf names the kind of the item with that key; the table's chart is in
// internal/dynamo/doc.go.
func kindOf(key attributes) string {
	pk, sk := units.Text(key["PK"]), units.Text(key["SK"])
	for _, k := range kinds {
		within := strings.HasPrefix(pk, k.pk)
		if strings.HasPrefix(k.pk, "#") {
			within = strings.HasPrefix(pk, "C#") && strings.Contains(pk, k.pk)
		}
		if within && strings.HasPrefix(sk, k.sk) {
			return k.name
		}
	}
	return "other"
}

func str(v string) types.AttributeValue { return &types.AttributeValueMemberS{Value: v} }

// TestKinds checks that kinds of items are told apart.
func TestKinds(t *testing.T) {
	t.Parallel()
	var got []string
	for _, key := range [][2]string{{"C#a#M#b", "M"}, {"C#a#M#b", "L#1"}, {"C#a", "N#1"}, {"C#a", "META"}, {"C#a#P#b", "H#c"}, {"C#a#J#b", "S#1"}, {"E#a", "C#b"}, {"O#a", "O"}, {"Z#a", "Z"}} {
		got = append(got, kindOf(attributes{"PK": str(key[0]), "SK": str(key[1])}))
	}
	want := []string{"member", "audit", "counts", "community", "household", "mail-counts", "membership", "mail", "other"}
	if !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}
