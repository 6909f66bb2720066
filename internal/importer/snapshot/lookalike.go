package snapshot

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"sync"

	"github.com/communitrak/onboarding/internal/address"
	"github.com/communitrak/onboarding/internal/dynamo"
	"github.com/communitrak/onboarding/internal/importer/parse"
	"github.com/communitrak/onboarding/internal/roster"
)

// LookAlikes finds street addresses close to one that a row would create. Both
// are kept: only people can tell whether they are the same home. Such addresses
// share a house number, so only the numbers in the file's rows are looked up,
// and the cost of an import depends on its rows, not on the size of the
// community.
type LookAlikes struct {
	// mutex guards the fields: addresses are looked up while rows are written.
	mutex sync.Mutex
	// existing are the community's addresses by house number, as far as looked up.
	existing map[string][]neighbor
	asked    map[span]bool
	size     int
	// created are those that this import creates; a plan leaves no trace of them
	// in the table.
	created map[string][]neighbor
	count   int
	// noted are the house numbers of those that were created since Keep.
	noted []string
}

// neighbor is an address to compare others with.
type neighbor struct {
	address.Likeness
	id string
	// label is the address as people read it; empty as long as nothing was
	// close to it.
	label string
}

// maxAlike bounds how many addresses are remembered, existing and new ones
// separately; further ones are not compared.
const maxAlike = 20_000

// span is a range of house numbers that are looked up together.
type span struct{ first, last string }

// spanSize is the size of a span: rosters are mostly in order.
const spanSize = 64

// spanOf returns the span that contains the house number, or that number alone
// if it does not begin with digits.
func spanOf(number string) span {
	digits := number
	if end := strings.IndexFunc(number, func(r rune) bool { return r < '0' || r > '9' }); end >= 0 {
		digits = number[:end]
	}
	n, err := strconv.Atoi(digits)
	if err != nil || len(digits) > 7 {
		return span{number, number}
	}
	n -= n % spanSize
	return span{strconv.Itoa(n), strconv.Itoa(n + spanSize - 1)}
}

// NewLookAlikes returns LookAlikes that know no address.
func NewLookAlikes() *LookAlikes {
	return &LookAlikes{existing: map[string][]neighbor{}, asked: map[span]bool{}, created: map[string][]neighbor{}}
}

// Fetch looks up the addresses close to the homes that the rows would create,
// according to have.
func (l *LookAlikes) Fetch(ctx context.Context, store *dynamo.Store, community string, rows []parse.Row, have *Snapshot) error {
	homes := newHomes(rows, have)
	spans := l.missing(homes)
	found, err := inParallel(spans, func(s span) ([]dynamo.PropertyEntry, error) {
		return store.PropertiesBetween(ctx, community, s.first, s.last, maxAlike)
	})
	if err != nil {
		return fmt.Errorf("listing properties by number: %w", err)
	}
	alike := l.add(spans, found, homes)
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

// missing returns the spans of the homes that have not been looked up.
func (l *LookAlikes) missing(homes []*roster.Property) []span {
	l.mutex.Lock()
	defer l.mutex.Unlock()
	var spans []span
	for _, p := range homes {
		if s := spanOf(number(streetOf(*p))); !l.asked[s] && !slices.Contains(spans, s) && l.size < maxAlike {
			spans = append(spans, s)
		}
	}
	return spans
}

// add stores what was found, and returns the properties that look like one of
// homes and have no label yet.
func (l *LookAlikes) add(spans []span, found [][]dynamo.PropertyEntry, homes []*roster.Property) (alike []string) {
	l.mutex.Lock()
	defer l.mutex.Unlock()
	for i, s := range spans {
		if l.asked[s] {
			continue // the other lookup did it
		}
		l.asked[s] = true
		for _, e := range found[i][:min(len(found[i]), maxAlike-min(l.size, maxAlike))] {
			s := streetOfText(e.Text)
			l.existing[number(s)] = append(l.existing[number(s)], neighbor{Likeness: s.Likeness(), id: e.ID})
			l.size++
		}
	}
	for _, p := range homes {
		s := streetOf(*p)
		neighbors := l.existing[number(s)]
		if len(neighbors) == 0 {
			continue
		}
		like := s.Likeness()
		for _, other := range neighbors {
			if other.label == "" && like.Alike(other.Likeness) && !slices.Contains(alike, other.id) {
				alike = append(alike, other.id)
			}
		}
	}
	return alike
}

// label stores the properties' full addresses and labels.
func (l *LookAlikes) label(homes []*roster.Property, properties map[string]roster.Property) {
	l.mutex.Lock()
	defer l.mutex.Unlock()
	for _, p := range homes {
		n := number(streetOf(*p))
		for i, other := range l.existing[n] {
			if found, ok := properties[other.id]; ok && found.Kind == roster.Street && found.JoinedTo == "" {
				l.existing[n][i] = neighbor{streetOf(found).Likeness(), found.ID, found.Label}
			}
		}
	}
}

// newHomes returns the street addresses that the rows would create, according
// to have.
func newHomes(rows []parse.Row, have *Snapshot) (homes []*roster.Property) {
	for i := range rows {
		row := &rows[i]
		if row.Home.Kind != roster.Street || !slices.ContainsFunc(row.People, func(p parse.Resident) bool { return have.Links[p.Person] == nil }) {
			continue
		}
		if _, err := have.Streets[row.Home.Line].Property(row.Home); errors.Is(err, roster.ErrNotFound) {
			homes = append(homes, &row.Home)
		}
	}
	return homes
}

// Note notes which other addresses the new property looks like, and remembers
// it.
func (l *LookAlikes) Note(p roster.Property, row *parse.Remarks) {
	if p.Kind != roster.Street {
		return
	}
	s := streetOf(p)
	n, like := number(s), s.Likeness()
	l.mutex.Lock()
	defer l.mutex.Unlock()
	isLike := func(other neighbor) bool { return other.label != "" && like.Alike(other.Likeness) }
	for _, all := range [][]neighbor{l.existing[n], l.created[n]} {
		if i := slices.IndexFunc(all, isLike); i >= 0 {
			row.Note(fmt.Sprintf("a new home is made at %s, which looks like %s; join the two if they’re the same", p.Label, all[i].label))
			break
		}
	}
	if l.count < maxAlike {
		l.created[n] = append(l.created[n], neighbor{like, p.ID, p.Label})
		l.noted = append(l.noted, n)
		l.count++
	}
}

// Keep makes what was noted so far part of the community: it has been written.
func (l *LookAlikes) Keep() {
	l.mutex.Lock()
	defer l.mutex.Unlock()
	l.noted = nil
}

// Forget drops what was noted since Keep: those rows are judged again, and a new
// home must not look like one that a later row creates.
func (l *LookAlikes) Forget() {
	l.mutex.Lock()
	defer l.mutex.Unlock()
	for _, n := range l.noted {
		l.created[n] = l.created[n][:len(l.created[n])-1]
	}
	l.count -= len(l.noted)
	l.noted = nil
}

func number(s address.Street) string {
	n, _, _ := strings.Cut(s.Street, " ")
	return strings.ToLower(n)
}

func streetOf(p roster.Property) address.Street {
	a := p.Address
	return address.Street{Street: a.Street, Unit: a.Unit, City: a.City, State: a.State, ZIP: a.ZIP}
}

// streetOfText extracts from a label what is compared: the line with the unit
// comes before the city, the ZIP at the end.
func streetOfText(label string) address.Street {
	line, rest, _ := strings.Cut(label, ", ")
	zip := rest[strings.LastIndexByte(rest, ' ')+1:]
	if strings.Trim(zip, "0123456789-") != "" {
		zip = ""
	}
	return address.Street{Street: line, ZIP: zip}
}
