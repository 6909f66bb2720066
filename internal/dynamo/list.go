package dynamo

import (
	"context"
	"fmt"
	"maps"
	"strings"
)

// contains keeps items whose attribute contains all the words.
func (q *query) contains(attribute string, words []string) {
	for _, w := range words {
		q.containsAny(attribute, w)
	}
}

// containsPhrase keeps items whose attribute contains the words one after
// another, as far as neighboring pairs tell: a single short word, such as the B
// of B St, is part of nearly every text. Items stored earlier have a comma
// between some words.
func (q *query) containsPhrase(attribute string, words []string) {
	if len(words) == 1 {
		q.containsAny(attribute, words[0])
	}
	for i := 1; i < len(words); i++ {
		q.containsAny(attribute, words[i-1]+" "+words[i], words[i-1]+", "+words[i])
	}
}

// containsAny keeps items whose attribute contains one of the words.
func (q *query) containsAny(attribute string, words ...string) {
	var choices []string
	for _, w := range words {
		choices = append(choices, fmt.Sprintf("contains(#text, %s)", q.value(w)))
	}
	q.where(attribute, strings.Join(choices, " OR "))
}

// containsAnyOrLacks is like containsAny but also keeps items without the mark.
func (q *query) containsAnyOrLacks(attribute, mark string, words ...string) {
	choices := []string{fmt.Sprintf("NOT contains(#text, %s)", q.value(mark))}
	for _, w := range words {
		choices = append(choices, fmt.Sprintf("contains(#text, %s)", q.value(w)))
	}
	q.where(attribute, strings.Join(choices, " OR "))
}

func (q *query) where(attribute, condition string) {
	q.names = map[string]string{"#text": attribute}
	if q.filter != "" {
		q.filter += " AND "
	}
	q.filter += "(" + condition + ")"
	// A filter discards items after they are read: read full pages instead of
	// limit items.
	q.limit = 0
}

// value adds a text to the expression's values and returns its placeholder.
func (q *query) value(s string) string {
	values := maps.Clone(q.values)
	if values == nil {
		values = attributes{}
	}
	name := fmt.Sprintf(":w%d", len(values))
	values[name] = text(s)
	q.values = values
	return name
}

// maxIndexPages limits how many 1 MB index pages one page of a list may cost:
// some 60,000 members.
const maxIndexPages = 20

// collect reads parts of an index until it has limit items, the parts end, or it
// has read maxIndexPages pages of one. The items are complete up to the sort key
// upTo, or to the end if upTo is empty.
func (s *Store) collect(ctx context.Context, parts []query, limit int) (items []attributes, upTo string, err error) {
	return s.newMerge(parts, maxIndexPages).next(ctx, limit)
}

// encodeSortKey returns the cursor for what follows the sort key, or "" if
// there is none.
func encodeSortKey(upTo string) string {
	if upTo == "" {
		return ""
	}
	return encodeCursor(upTo)
}

// decodeSortKey returns the sort key that the cursor continues after, or "" if
// the cursor is empty.
func decodeSortKey(cursor string) (string, error) {
	if cursor == "" {
		return "", nil
	}
	parts, err := decodeCursor(cursor, 1)
	if err != nil {
		return "", err
	}
	return parts[0], nil
}

// resolve reads the items that index entries refer to, in the entries' order: an
// index may lag and holds only the searchable text. Items that no longer exist
// are omitted.
func (s *Store) resolve(ctx context.Context, entries []attributes) ([]attributes, error) {
	var keys []key
	for _, a := range entries {
		keys = append(keys, keyOf(a))
	}
	items, err := s.getAll(ctx, keys)
	if err != nil {
		return nil, err
	}
	found := map[key]attributes{}
	for _, a := range items {
		found[keyOf(a)] = a
	}
	items = items[:0]
	for _, k := range keys {
		if a, ok := found[k]; ok {
			items = append(items, a)
		}
	}
	return items, nil
}

func keyOf(a attributes) key { return key{stringOf(a, "PK"), sortKey(a)} }
