package dynamo

import (
	"context"
	"fmt"
)

// contains filters by an attribute that holds all the words.
func (q *query) contains(attribute string, words []string) {
	if q.values == nil {
		q.values = attributes{}
	}
	q.names = map[string]string{"#text": attribute}
	for n, w := range words {
		if q.filter != "" {
			q.filter += " AND "
		}
		name := fmt.Sprintf(":w%d", n)
		q.filter += fmt.Sprintf("contains(#text, %s)", name)
		q.values[name] = text(w)
	}
	// A filter throws away after reading: read full pages instead of limit items.
	q.limit = 0
}

// fill reads an index until limit items are found or it ends, and says where
// to go on.
func (s *Store) fill(ctx context.Context, q query, limit int) (items []attributes, next string, err error) {
	for {
		page, last, err := s.query(ctx, q)
		if err != nil {
			return nil, "", err
		}
		items = append(items, page...)
		if len(items) > limit || len(items) == limit && len(last) > 0 {
			items = items[:limit]
			return items, encodeCursor(stringOf(items[limit-1], q.index+"SK")), nil
		}
		if len(last) == 0 {
			return items, "", nil
		}
		q.start = last
	}
}

// follow reads the items that index entries stand for, in the entries' order,
// as they are now: an index may lag and holds only what is searched. What is
// gone by now is left out.
func (s *Store) follow(ctx context.Context, entries []attributes) ([]attributes, error) {
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
