package units_test

import (
	"maps"
	"strings"
	"testing"

	"github.com/aws/aws-sdk-go-v2/service/dynamodb/types"

	"github.com/communitrak/onboarding/internal/faults/units"
)

// TestOf holds units against the developer guide's rules.
func TestOf(t *testing.T) {
	t.Parallel()
	with := func(item units.Item, name, value string) units.Item {
		item = maps.Clone(item)
		item[name] = str(value)
		return item
	}
	small := units.Item{"PK": str("C#a#M#b"), "SK": str("M"), "version": number("12")}
	large := with(small, "note", strings.Repeat("x", 2000))
	listed := with(with(small, "GSI1PK", "C#a#M#active"), "GSI1SK", "adams")
	due := with(with(small, "GSI2PK", "DUE#now#1"), "GSI2SK", "1")
	for name, tt := range map[string]struct {
		factor        int
		before, after units.Item
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
		if got := units.Sum(units.Of(tt.before, tt.after, tt.factor)); got != tt.want {
			t.Errorf("%s: got %d units, want %d", name, got, tt.want)
		}
	}
}

// TestSize pins sizes that the developer guide gives rules for.
func TestSize(t *testing.T) {
	t.Parallel()
	item := units.Item{
		"name": str("Ann"),   // 7
		"n":    number("27"), // 1 + 1 + 2 digits
		"on":   &types.AttributeValueMemberBOOL{Value: true},
		"in":   &types.AttributeValueMemberM{Value: units.Item{"a": str("b")}},                   // 2 + 3 + 1 + 2
		"all":  &types.AttributeValueMemberL{Value: []types.AttributeValue{str("xy"), str("z")}}, // 3 + 3 + 2 + 3
		"set":  &types.AttributeValueMemberSS{Value: []string{"one", "two"}},                     // 3 + 6
		"raw":  &types.AttributeValueMemberB{Value: []byte{1, 2, 3}},                             // 3 + 3
	}
	if got, want := units.Size(item), 7+4+3+8+11+9+6; got != want {
		t.Errorf("got %d bytes, want %d", got, want)
	}
}

func number(v string) types.AttributeValue { return &types.AttributeValueMemberN{Value: v} }
func str(v string) types.AttributeValue    { return &types.AttributeValueMemberS{Value: v} }
