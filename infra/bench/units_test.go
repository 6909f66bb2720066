package main

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb/types"
	"github.com/aws/smithy-go/middleware"
)

type attributes = map[string]types.AttributeValue

// meter is a part of a DynamoDB client that counts calls and write units by the
// rules of AWS ("Read and write operations" in the developer guide): one unit
// for each started kB of the larger of an item's sizes before and after, twice
// that in a transaction, where a condition check counts like a write, and what
// its indexes take. It reads each item before and after the write with a client
// of its own. The engine's own figures are wrong for transactions; for reads they
// are right, and taken.
//
// Writes that fail are not counted. Items that two calls write at the same time
// may be counted as they were a moment earlier or later.
type meter struct {
	plain *dynamodb.Client

	mu    sync.Mutex
	calls int
	units map[string]int // of writes, by kind of item
	reads float64        // units
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
		m.units[kindOf(w.key)] += w.units(before[n], after[n])
	}
	return out, metadata, nil
}

// reset forgets what was counted.
func (m *meter) reset() {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.calls, m.units, m.reads = 0, map[string]int{}, 0
}

// report reports the write units and calls of one operation, and the units by
// kind of item, as metrics of the benchmark.
func (m *meter) report(b *testing.B, operations int) {
	m.reportReads(b, operations)
	m.mu.Lock()
	defer m.mu.Unlock()
	total := 0
	for kind, units := range m.units {
		total += units
		b.ReportMetric(float64(units)/float64(operations), kind+"-units")
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
func readUnits(answer any) (units float64) {
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
		units += aws.ToFloat64(c.CapacityUnits)
	}
	return units
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
	factor int // 2 in a transaction
	check  bool
}

func writesOf(request any) []write {
	switch r := request.(type) {
	case *dynamodb.PutItemInput:
		return []write{{r.TableName, keyOf(r.Item), 1, false}}
	case *dynamodb.UpdateItemInput:
		return []write{{r.TableName, r.Key, 1, false}}
	case *dynamodb.DeleteItemInput:
		return []write{{r.TableName, r.Key, 1, false}}
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
		return write{i.Put.TableName, keyOf(i.Put.Item), 2, false}
	case i.Update != nil:
		return write{i.Update.TableName, i.Update.Key, 2, false}
	case i.Delete != nil:
		return write{i.Delete.TableName, i.Delete.Key, 2, false}
	default:
		return write{i.ConditionCheck.TableName, i.ConditionCheck.Key, 2, true}
	}
}

func keyOf(item attributes) attributes { return attributes{"PK": item["PK"], "SK": item["SK"]} }

// units returns what a write takes from the table and its indexes. Index
// entries are written outside the transaction, so they count once.
func (w write) units(before, after attributes) int {
	units := w.factor * kilobytes(max(sizeOf(before), sizeOf(after)))
	for _, index := range [...]string{"GSI1", "GSI2", "GSI3"} {
		units += entryUnits(entryOf(before, index), entryOf(after, index), index)
	}
	return units
}

// entryOf returns an item's entry in an index, or nil if it has none. The
// second index projects only keys.
func entryOf(item attributes, index string) attributes {
	if item[index+"PK"] == nil || item[index+"SK"] == nil {
		return nil
	}
	entry := attributes{}
	for _, name := range []string{"PK", "SK", index + "PK", index + "SK", "search"} {
		if value := item[name]; value != nil && (name != "search" || index != "GSI2") {
			entry[name] = value
		}
	}
	return entry
}

// entryUnits returns what an entry takes: one write if it is added, removed, or
// changed, and two if its key changes, since it is removed and added.
func entryUnits(before, after attributes, index string) int {
	switch {
	case before == nil && after == nil:
		return 0
	case before == nil || after == nil:
		return kilobytes(max(sizeOf(before), sizeOf(after)))
	case text(before[index+"PK"]) != text(after[index+"PK"]) || text(before[index+"SK"]) != text(after[index+"SK"]):
		return kilobytes(sizeOf(before)) + kilobytes(sizeOf(after))
	case text(before["search"]) == text(after["search"]):
		return 0
	default:
		return kilobytes(max(sizeOf(before), sizeOf(after)))
	}
}

func kilobytes(bytes int) int { return max(1, (bytes+1023)/1024) }

// sizeOf returns an item's size by the rules of the developer guide, "DynamoDB
// item sizes and formats".
func sizeOf(item attributes) int {
	size := 0
	for name, value := range item {
		size += len(name) + valueSize(value)
	}
	return size
}

func valueSize(value types.AttributeValue) int {
	const container = 3 // bytes, and one for each element
	switch v := value.(type) {
	case *types.AttributeValueMemberS:
		return len(v.Value)
	case *types.AttributeValueMemberN:
		return len(strings.Trim(v.Value, "-+.0"))/2 + 2
	case *types.AttributeValueMemberB:
		return len(v.Value)
	case *types.AttributeValueMemberSS:
		return len(strings.Join(v.Value, ""))
	case *types.AttributeValueMemberM:
		return container + len(v.Value) + sizeOf(v.Value)
	case *types.AttributeValueMemberL:
		size := container + len(v.Value)
		for _, element := range v.Value {
			size += valueSize(element)
		}
		return size
	default: // true, false, and null
		return 1
	}
}

func text(value types.AttributeValue) string {
	s, ok := value.(*types.AttributeValueMemberS)
	if !ok {
		return ""
	}
	return s.Value
}

// kinds are the kinds of item by the beginnings of their keys, the longer ones
// first; a # in the partition key's pattern stands for an ID.
var kinds = []struct{ pk, sk, name string }{
	{"#M#", "L#", "audit"}, {"#M#", "M", "member"}, {"#P#", "P", "property"}, {"#P#", "H#", "household"}, {"#K#", "", "address"},
	{"#J#", "S#", "mail-counts"}, {"#J#", "J", "import"}, {"#J#", "R#", "rows"}, {"#J#", "P", "plan"}, {"#L#", "", "audit"},
	{"C#", "N#", "counts"}, {"C#", "ADMINS", "administrators"}, {"C#", "", "community"},
	{"E#", "A", "account"}, {"E#", "C#", "membership"}, {"E#", "W", "wrong-codes"},
	{"O#", "", "mail"}, {"I#", "", "idempotency"}, {"T#", "", "throttle"}, {"S#", "", "session"}, {"R#", "", "ticket"}, {"X#", "", "lease"},
}

// kindOf names the kind of the item with that key; the table's chart is in
// internal/dynamo/doc.go.
func kindOf(key attributes) string {
	pk, sk := text(key["PK"]), text(key["SK"])
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

func number(v string) types.AttributeValue { return &types.AttributeValueMemberN{Value: v} }
func str(v string) types.AttributeValue    { return &types.AttributeValueMemberS{Value: v} }

// TestWrite_units holds the meter against the developer guide's rules.
func TestWrite_units(t *testing.T) {
	t.Parallel()
	with := func(item attributes, name, value string) attributes {
		item = maps.Clone(item)
		item[name] = str(value)
		return item
	}
	small := attributes{"PK": str("C#a#M#b"), "SK": str("M"), "version": number("12")}
	large := with(small, "note", strings.Repeat("x", 2000))
	listed := with(with(small, "GSI1PK", "C#a#M#active"), "GSI1SK", "adams")
	due := with(with(small, "GSI2PK", "DUE#now#1"), "GSI2SK", "1")
	for name, tt := range map[string]struct {
		factor        int
		before, after attributes
		want          int
	}{
		"put":                         {1, nil, small, 1},
		"put in a transaction":        {2, nil, small, 2},
		"check of nothing":            {2, nil, nil, 2},
		"shrunk":                      {1, large, small, 2},
		"grown":                       {2, small, large, 4},
		"put and listed":              {1, nil, listed, 2},
		"removed from a list":         {1, listed, small, 2},
		"in the list as before":       {1, listed, with(listed, "note", "x"), 1},
		"renamed in the list":         {1, listed, with(listed, "GSI1SK", "baker"), 3},
		"found by another text":       {1, listed, with(listed, "search", "baker"), 2},
		"due, and its text unindexed": {1, due, with(due, "search", "baker"), 1},
		"due later":                   {2, due, with(due, "GSI2SK", "2"), 4},
	} {
		if got := (write{factor: tt.factor}).units(tt.before, tt.after); got != tt.want {
			t.Errorf("%s: got %d units, want %d", name, got, tt.want)
		}
	}
}

// TestSizeOf pins sizes that the developer guide gives rules for.
func TestSizeOf(t *testing.T) {
	t.Parallel()
	item := attributes{
		"name": str("Ann"),   // 7
		"n":    number("27"), // 1 + 1 + 2 digits
		"on":   &types.AttributeValueMemberBOOL{Value: true},
		"in":   &types.AttributeValueMemberM{Value: attributes{"a": str("b")}},                   // 2 + 3 + 1 + 2
		"all":  &types.AttributeValueMemberL{Value: []types.AttributeValue{str("xy"), str("z")}}, // 3 + 3 + 2 + 3
		"set":  &types.AttributeValueMemberSS{Value: []string{"one", "two"}},                     // 3 + 6
		"raw":  &types.AttributeValueMemberB{Value: []byte{1, 2, 3}},                             // 3 + 3
	}
	if got, want := sizeOf(item), 7+4+3+8+11+9+6; got != want {
		t.Errorf("got %d bytes, want %d", got, want)
	}
}

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
