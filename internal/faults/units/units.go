// Package units computes what a write to the table takes, by the rules of
// DynamoDB's developer guide ("Read and write operations"). The engine of the
// tests is not asked: for a transaction of a hundred items it reports a fifth.
package units

import (
	"strings"

	"github.com/aws/aws-sdk-go-v2/service/dynamodb/types"
)

// Item holds the attributes of an item; nil is none.
type Item = map[string]types.AttributeValue

// In a transaction a write takes twice as much, and a condition check as much as
// a write.
const (
	Alone         = 1
	InTransaction = 2
)

// Cost is what a write takes from one partition of the table or of an index.
type Cost struct {
	Index     string // empty: the table
	Partition string
	Units     int
}

// Of returns what a write takes that turns one item into the other: a unit for
// each started kB of the larger one, by the factor, and what its index entries
// take. Those are written outside the transaction.
func Of(before, after Item, factor int) []Cost {
	partition := Text(after["PK"])
	if after == nil {
		partition = Text(before["PK"])
	}
	costs := []Cost{{"", partition, factor * kilobytes(max(Size(before), Size(after)))}}
	for _, index := range [...]string{"GSI1", "GSI2", "GSI3"} {
		costs = append(costs, entryCosts(entryOf(before, index), entryOf(after, index), index)...)
	}
	return costs
}

// Sum returns the units of all costs.
func Sum(costs []Cost) int {
	sum := 0
	for _, c := range costs {
		sum += c.Units
	}
	return sum
}

// entryOf returns an item's entry in an index, or nil if it has none. The
// second index projects only keys.
func entryOf(item Item, index string) Item {
	if item[index+"PK"] == nil || item[index+"SK"] == nil {
		return nil
	}
	entry := Item{}
	for _, name := range []string{"PK", "SK", index + "PK", index + "SK", "search"} {
		if value := item[name]; value != nil && (name != "search" || index != "GSI2") {
			entry[name] = value
		}
	}
	return entry
}

// entryCosts returns what an entry takes: one write if it is added, removed, or
// changed, and two if its key changes, since it is removed and added.
func entryCosts(before, after Item, index string) []Cost {
	cost := func(entry Item, size int) Cost { return Cost{index, Text(entry[index+"PK"]), kilobytes(size)} }
	same := func(name string) bool { return Text(before[name]) == Text(after[name]) }
	switch {
	case before == nil && after == nil:
		return nil
	case before == nil:
		return []Cost{cost(after, Size(after))}
	case after == nil:
		return []Cost{cost(before, Size(before))}
	case !same(index+"PK") || !same(index+"SK"):
		return []Cost{cost(before, Size(before)), cost(after, Size(after))}
	case same("search"):
		return nil
	default:
		return []Cost{cost(after, max(Size(before), Size(after)))}
	}
}

func kilobytes(bytes int) int { return max(1, (bytes+1023)/1024) }

// Size returns an item's size in bytes ("DynamoDB item sizes and formats").
func Size(item Item) int {
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
		return container + len(v.Value) + Size(v.Value)
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

// Text returns a value that is a string, or "".
func Text(value types.AttributeValue) string {
	s, ok := value.(*types.AttributeValueMemberS)
	if !ok {
		return ""
	}
	return s.Value
}
