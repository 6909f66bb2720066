package importer

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"sync"

	"communitrak/internal/address"
	"communitrak/internal/dynamo"
	"communitrak/internal/roster"
)

// lookAlikes finds street addresses that are close to one that a row would make.
// Both stay: only people can tell whether they are one home. Such addresses have
// one house number, so those of the numbers that rows bring are looked up, and what
// an import costs follows its rows and not the community.
type lookAlikes struct {
	// mutex guards all: addresses are looked up while rows are written.
	mutex sync.Mutex
	// there are the community's by house number, as far as they were asked for.
	there map[string][]neighbor
	asked map[span]bool
	size  int
	// made are those that this import makes, of which a plan leaves no trace.
	made  map[string][]neighbor
	count int
}

// neighbor is an address that others are compared with.
type neighbor struct {
	address.Likeness
	id string
	// label is as people read it; empty: nothing was like it so far.
	label string
}

// mostAlike bounds how many addresses are remembered, those that are there and
// those that are made each; further ones are not compared.
const mostAlike = 20_000

// span are house numbers that are looked up at once.
type span struct{ first, last string }

// spanned is how many numbers that is: rosters are mostly in their order.
const spanned = 64

// spanOf is the span that holds the house number, or that number alone where it
// does not begin with digits.
func spanOf(number string) span {
	digits := number
	if end := strings.IndexFunc(number, func(r rune) bool { return r < '0' || r > '9' }); end >= 0 {
		digits = number[:end]
	}
	n, err := strconv.Atoi(digits)
	if err != nil || len(digits) > 7 {
		return span{number, number}
	}
	n -= n % spanned
	return span{strconv.Itoa(n), strconv.Itoa(n + spanned - 1)}
}

func newLookAlikes() *lookAlikes {
	return &lookAlikes{there: map[string][]neighbor{}, asked: map[span]bool{}, made: map[string][]neighbor{}}
}

// learn looks up what is close to the homes that rows would make, as far as have
// tells.
func (l *lookAlikes) learn(ctx context.Context, store *dynamo.Store, community string, rows []reading, have *known) error {
	homes := newHomes(rows, have)
	spans := l.unasked(homes)
	found, err := inParallel(spans, func(s span) ([]dynamo.PropertyEntry, error) {
		return store.PropertiesBetween(ctx, community, s.first, s.last, mostAlike)
	})
	if err != nil {
		return fmt.Errorf("listing properties by number: %w", err)
	}
	alike := l.take(spans, found, homes)
	if len(alike) == 0 {
		return nil
	}
	properties, _, err := store.Homes(ctx, community, alike, nil)
	if err != nil {
		return fmt.Errorf("looking up properties that look alike: %w", err)
	}
	l.label(homes, properties)
	return nil
}

// unasked are the spans of the homes that were not looked up.
func (l *lookAlikes) unasked(homes []roster.Property) []span {
	l.mutex.Lock()
	defer l.mutex.Unlock()
	var spans []span
	for _, p := range homes {
		if s := spanOf(number(streetOf(p))); !l.asked[s] && !slices.Contains(spans, s) && l.size < mostAlike {
			spans = append(spans, s)
		}
	}
	return spans
}

// take remembers what was found and returns the properties that look like one of
// homes and whose label is not known.
func (l *lookAlikes) take(spans []span, found [][]dynamo.PropertyEntry, homes []roster.Property) (alike []string) {
	l.mutex.Lock()
	defer l.mutex.Unlock()
	for i, s := range spans {
		if l.asked[s] {
			continue // by the other one who looks
		}
		l.asked[s] = true
		for _, e := range found[i][:min(len(found[i]), mostAlike-min(l.size, mostAlike))] {
			s := streetOfText(e.Text)
			l.there[number(s)] = append(l.there[number(s)], neighbor{Likeness: s.Likeness(), id: e.ID})
			l.size++
		}
	}
	for _, p := range homes {
		s := streetOf(p)
		like := s.Likeness()
		for _, other := range l.there[number(s)] {
			if other.label == "" && like.Alike(other.Likeness) && !slices.Contains(alike, other.id) {
				alike = append(alike, other.id)
			}
		}
	}
	return alike
}

// label notes how people read the properties, and what they are in full.
func (l *lookAlikes) label(homes []roster.Property, properties map[string]roster.Property) {
	l.mutex.Lock()
	defer l.mutex.Unlock()
	for _, p := range homes {
		n := number(streetOf(p))
		for i, other := range l.there[n] {
			if found, ok := properties[other.id]; ok && found.Kind == roster.Street && found.JoinedTo == "" {
				l.there[n][i] = neighbor{streetOf(found).Likeness(), found.ID, found.Label}
			}
		}
	}
}

// newHomes are the street addresses that the rows would make, as far as have tells.
func newHomes(rows []reading, have *known) []roster.Property {
	var homes []roster.Property
	for _, row := range rows {
		if row.home.Kind != roster.Street || !slices.ContainsFunc(row.people, func(p resident) bool { return have.links[p.person] == nil }) {
			continue
		}
		if _, err := have.streets[row.home.Line].property(row.home); errors.Is(err, roster.ErrNotFound) {
			homes = append(homes, row.home)
		}
	}
	return homes
}

// note says which other addresses the new property's looks like, and remembers
// it.
func (l *lookAlikes) note(p roster.Property, row *remarks) {
	if p.Kind != roster.Street {
		return
	}
	s := streetOf(p)
	n, like := number(s), s.Likeness()
	l.mutex.Lock()
	defer l.mutex.Unlock()
	isLike := func(other neighbor) bool { return other.label != "" && like.Alike(other.Likeness) }
	for _, all := range [][]neighbor{l.there[n], l.made[n]} {
		if i := slices.IndexFunc(all, isLike); i >= 0 {
			row.note(fmt.Sprintf("a new home is made at %s, which looks like %s; join the two if they’re the same", p.Label, all[i].label))
			break
		}
	}
	if l.count < mostAlike {
		l.made[n] = append(l.made[n], neighbor{like, p.ID, p.Label})
		l.count++
	}
}

func number(s address.Street) string {
	n, _, _ := strings.Cut(s.Street, " ")
	return strings.ToLower(n)
}

func streetOf(p roster.Property) address.Street {
	a := p.Address
	return address.Street{Street: a.Street, Unit: a.Unit, City: a.City, State: a.State, ZIP: a.ZIP}
}

// streetOfText is what is compared of a street address, from its label: the line
// with the unit stands before the city, the ZIP at the end.
func streetOfText(label string) address.Street {
	line, rest, _ := strings.Cut(label, ", ")
	zip := rest[strings.LastIndexByte(rest, ' ')+1:]
	if strings.Trim(zip, "0123456789-") != "" {
		zip = ""
	}
	return address.Street{Street: line, ZIP: zip}
}
