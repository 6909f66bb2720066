package dynamo

import (
	"context"
	"slices"
	"strings"

	"golang.org/x/sync/errgroup"
)

// merge reads several partitions of one index side by side, as one list in the
// order of the sort key. Each entry is read once, however the list is cut into
// stretches.
type merge struct {
	store *Store
	place string // the sort key's attribute
	order func(a, b string) int
	parts []*mergePart
}

type mergePart struct {
	query   query
	pages   int          // how many pages may still be read
	entries []attributes // read and not yet taken
	reached string       // the sort key up to which the partition has been read
	done    bool
}

// newMerge starts a list of what the queries find, which are of one index and in
// one order. It reads at most that many pages of each partition.
func (s *Store) newMerge(queries []query, pages int) *merge {
	m := &merge{store: s, place: queries[0].index + "SK", order: strings.Compare}
	if queries[0].descending {
		m.order = func(a, b string) int { return strings.Compare(b, a) }
	}
	for _, q := range queries {
		m.parts = append(m.parts, &mergePart{query: q, pages: pages})
	}
	return m
}

// next returns up to want further entries. They are complete up to the sort key
// upTo, or to the end if upTo is empty. Fewer than wanted with an upTo means that
// a partition has no pages left.
func (m *merge) next(ctx context.Context, want int) (entries []attributes, upTo string, err error) {
	for len(entries) < want {
		if err := m.fill(ctx); err != nil {
			return nil, "", err
		}
		first := m.first()
		switch stopped := m.stopped(); {
		case stopped != nil && (first == nil || m.order(m.head(first), stopped.reached) > 0):
			return entries, stopped.reached, nil
		case first == nil:
			return entries, "", nil
		}
		upTo = m.head(first)
		entries = append(entries, first.entries[0])
		first.entries = first.entries[1:]
	}
	if !slices.ContainsFunc(m.parts, func(p *mergePart) bool { return len(p.entries) > 0 || !p.done }) {
		upTo = ""
	}
	return entries, upTo, nil
}

func (m *merge) head(p *mergePart) string { return stringOf(p.entries[0], m.place) }

// first returns the part whose entry comes first, or nil if there are no
// entries.
func (m *merge) first() *mergePart {
	var first *mergePart
	for _, p := range m.parts {
		if len(p.entries) > 0 && (first == nil || m.order(m.head(p), m.head(first)) < 0) {
			first = p
		}
	}
	return first
}

// stopped returns the part that was read least far among those that have no
// entries although they have not ended, or nil.
func (m *merge) stopped() *mergePart {
	var stopped *mergePart
	for _, p := range m.parts {
		if len(p.entries) == 0 && !p.done && (stopped == nil || m.order(p.reached, stopped.reached) < 0) {
			stopped = p
		}
	}
	return stopped
}

// fill reads on in the parts without entries, all at the same time.
func (m *merge) fill(ctx context.Context) error {
	if !slices.ContainsFunc(m.parts, (*mergePart).readable) {
		return nil
	}
	group, ctx := errgroup.WithContext(ctx)
	for _, p := range m.parts {
		group.Go(func() error { return m.read(ctx, p) })
	}
	return group.Wait()
}

// readable reports whether the part has no entries but may have more.
func (p *mergePart) readable() bool { return len(p.entries) == 0 && !p.done && p.pages > 0 }

func (m *merge) read(ctx context.Context, p *mergePart) error {
	for p.readable() {
		p.pages--
		entries, last, err := m.store.query(ctx, p.query)
		if err != nil {
			return err
		}
		p.entries, p.query.start, p.done, p.reached = entries, last, len(last) == 0, stringOf(last, m.place)
	}
	return nil
}
