package columns

import (
	"bytes"
	"embed"
	"encoding/json"
	"fmt"
	"path"
	"slices"
	"sync"
)

// layoutFiles describes the exports of known programs, one file each;
// layouts/README.md documents the format.
//
//go:embed layouts/*.json
var layoutFiles embed.FS

// knownLayout describes a program's export: the meaning of its columns is known
// rather than guessed from headings and values.
type knownLayout struct {
	Name    string          `json:"name"`
	Source  string          `json:"source"`  // how its headings are known
	KnownBy []string        `json:"knownBy"` // headings that must all be present
	Columns []layoutColumn  `json:"columns"`
	Example json.RawMessage `json:"example"` // its own test
}

// layoutColumn says what the column under a heading is: a field, or why it is
// not needed. If a heading repeats, the first entry is for the first column.
type layoutColumn struct {
	Heading  string   `json:"heading"`
	Field    string   `json:"field"`
	Unneeded string   `json:"unneeded"`
	Form     string   `json:"form"`
	Here     []string `json:"here"`
	Left     []string `json:"left"`
	NotYet   []string `json:"notYet"`

	form   string // of the heading, folded
	status map[string]presences
}

// formNameAddress is the form of a cell that holds a property's name before its
// address: "The Oaks - 12 Oak St, Mesa".
const formNameAddress = "name - address"

// knownLayouts reads the files when the first roster is opened: many functions
// link this package and never open one.
var knownLayouts = sync.OnceValues(func() ([]knownLayout, error) {
	files, err := layoutFiles.ReadDir("layouts")
	if err != nil {
		return nil, fmt.Errorf("known layouts: %w", err)
	}
	all := make([]knownLayout, len(files))
	for i, file := range files {
		b, err := layoutFiles.ReadFile(path.Join("layouts", file.Name()))
		if err == nil {
			err = all[i].read(b)
		}
		if err != nil {
			return nil, fmt.Errorf("known layout %s: %w", file.Name(), err)
		}
	}
	return all, nil
})

// read parses and validates a layout file.
func (l *knownLayout) read(b []byte) error {
	d := json.NewDecoder(bytes.NewReader(b))
	d.DisallowUnknownFields()
	if err := d.Decode(l); err != nil {
		return err
	}
	if l.Name == "" || len(l.KnownBy) < 2 {
		return fmt.Errorf("a layout has a name, and two headings at least by which it is known")
	}
	for i := range l.Columns {
		if err := l.Columns[i].prepare(); err != nil {
			return fmt.Errorf("column %q: %w", l.Columns[i].Heading, err)
		}
	}
	for i, h := range l.KnownBy {
		l.KnownBy[i] = Folded(h)
		if !slices.ContainsFunc(l.Columns, func(c layoutColumn) bool { return c.form == l.KnownBy[i] }) {
			return fmt.Errorf("it is known by %q, and does not say what that column is", h)
		}
	}
	return nil
}

func (c *layoutColumn) prepare() error {
	f, ok := ParseField(c.Field)
	words := map[presences][]string{presenceHere: c.Here, presenceLeft: c.Left, presenceNotYet: c.NotYet}
	c.form = Folded(c.Heading)
	for means, values := range words {
		for _, v := range values {
			if c.status == nil {
				c.status = make(map[string]presences)
			}
			c.status[Folded(v)] = means
		}
	}
	switch {
	case c.form == "":
		return fmt.Errorf("it has no heading")
	case (c.Field == "") == (c.Unneeded == ""), c.Field != "" && !ok:
		return fmt.Errorf("it is either one of the fields, or not needed for some reason")
	case c.Form != "" && (c.Form != formNameAddress || !isWhereField(f)):
		return fmt.Errorf("there is no such form of its cells")
	case c.status != nil && !IsPresence(f.Name):
		return fmt.Errorf("its values say who lives there, and its field does not")
	}
	return nil
}

// recognized is what the layout of a file says about its columns.
type recognized struct {
	layout string          // its name, "" for none
	says   []*layoutColumn // for each column, nil for nothing
}

// recognizeLayout finds the layout that the headings match. If several match,
// it is the one that knows the most headings, or none if there is a tie.
func recognizeLayout(headings, groups []string) (found recognized, err error) {
	all, err := knownLayouts()
	if err != nil {
		return found, err
	}
	var plain, grouped []string
	for i, h := range withGroups(headings, groups) {
		plain, grouped = append(plain, Folded(headings[i])), append(grouped, Folded(h))
	}
	most := 0
	for i := range all {
		switch says, known := all[i].of(plain, grouped); {
		case known > most:
			found, most = recognized{all[i].Name, says}, known
		case known == most:
			found = recognized{}
		}
	}
	return found, nil
}

// of returns what the layout says about each column, given its heading alone
// and with the group above it, and the number of columns it knows. That number
// is 0 if the headings do not match the layout.
func (l *knownLayout) of(plain, grouped []string) (says []*layoutColumn, known int) {
	for _, h := range l.KnownBy {
		if !slices.Contains(plain, h) && !slices.Contains(grouped, h) {
			return nil, 0
		}
	}
	says = make([]*layoutColumn, len(plain))
	for i := range l.Columns {
		c := &l.Columns[i]
		for j := range says {
			if says[j] == nil && (grouped[j] == c.form || plain[j] == c.form) {
				says[j] = c
				known++
				break
			}
		}
	}
	return says, known
}

// follow applies what a layout says to its columns. The other columns keep
// their class as far as it is compatible.
func (s *classifier) follow(known recognized) {
	if known.layout == "" {
		return
	}
	says := known.says
	for i, said := range says {
		if said != nil && s.hasRival(i, says) {
			says[i] = nil
		}
	}
	beside := besideLayout{classifier: s, says: says, people: s.peopleIn(says), agrees: s.agreesOnHome(says), taken: make(map[string]bool)}
	for i, said := range says {
		if said == nil || s.columns[i].own || s.readings[i].secret {
			says[i] = nil
			continue
		}
		c := &s.columns[i]
		c.Field, c.Source, c.Why, c.form, c.status = said.Field, SourceLayout, known.layout, said.Form, said.status
		switch {
		case beside.taken[slot(c.Field)]:
			c.Field, c.Why = "", known.layout+": another column already says it"
		case c.Field == "":
			c.Why = known.layout + ": " + said.Unneeded
		default:
			beside.taken[slot(c.Field)] = true
		}
	}
	for i, said := range says {
		if said == nil && s.columns[i].Field != "" {
			beside.keep(i)
		}
	}
	if s.beside > 0 && says[s.beside] != nil {
		s.beside = 0
	}
}

// hasRival reports whether column i is a bare "Email" or "Phone" while a column
// unknown to the layout says whose email or phone it holds. Then somebody has
// added columns to the export, and the layout does not know whose the bare one
// is.
func (s *classifier) hasRival(i int, says []*layoutColumn) bool {
	f, _ := ParseField(says[i].Field)
	if f.Name != FieldEmail && f.Name != FieldPhone || s.readings[i].noun != nounNone {
		return false
	}
	for j, r := range s.readings {
		if says[j] == nil && r.usable() && r.field == f.Name && r.noun != nounNone {
			return true
		}
	}
	return false
}

// besideLayout handles the columns that a layout does not mention.
type besideLayout struct {
	*classifier
	says   []*layoutColumn
	people map[int]int // from party number to person in the layout, 0 for nobody there
	agrees bool        // the layout has the home where it was found
	taken  map[string]bool
}

// peopleIn returns which person in the layout each party is: the one named in
// the same column, or an additional one.
func (s *classifier) peopleIn(says []*layoutColumn) map[int]int {
	people, last := map[int]int{}, 0
	for _, said := range says {
		if said != nil {
			f, _ := ParseField(said.Field)
			last = max(last, f.Person)
		}
	}
	for n := range max(1, len(s.parties)) {
		person, spoken := 0, len(s.parties) == 0
		if spoken {
			person = 1
		} else {
			for _, i := range s.parties[n].fields {
				if says[i] != nil {
					f, _ := ParseField(says[i].Field)
					person, spoken = max(person, f.Person), true
				}
			}
		}
		if !spoken && last < MaxPeople {
			last++
			person = last
		}
		people[n+1] = person
	}
	return people
}

// agreesOnHome reports whether the layout has the home in a column that was
// taken for it, or does not mention homes. Columns next to a different address
// may belong to that one.
func (s *classifier) agreesOnHome(says []*layoutColumn) bool {
	speaks := false
	for i, said := range says {
		if said == nil {
			continue
		}
		f, _ := ParseField(said.Field)
		was, _ := ParseField(s.columns[i].Field)
		if speaks = speaks || isWhereField(f); isWhereField(f) && isWhereField(was) {
			return true
		}
	}
	return !speaks
}

// keep decides what column i means in addition to those in the layout.
func (b besideLayout) keep(i int) {
	c := &b.columns[i]
	f, _ := ParseField(c.Field)
	c.Field = ""
	switch {
	case f.Person > 0 && b.people[f.Person] == 0:
		b.disown(i)
	case f.Person > 0:
		f.Person = b.people[f.Person]
		b.give(i, memberField(f.Person, f.Name, 1), f)
	case !b.agrees && IsPlaceField(f.Name):
		b.readings[i].doubt = f.Name == FieldUnit || f.Name == FieldUnit2 || f.Name == FieldBuilding
		b.readings[i].stranger = true
	case f.Name == FieldUnit && b.taken[FieldUnit]:
		b.give(i, FieldUnit2, f)
	default:
		b.give(i, f.Name, f)
	}
}

// give assigns the field, or the next one of its kind, to column i unless
// another column has it.
func (b besideLayout) give(i int, name string, f Field) {
	for number := 2; b.taken[slot(name)] && isNumbered(f.Name) && number <= MaxNumber; number++ {
		name = memberField(f.Person, f.Name, number)
	}
	if b.taken[slot(name)] || isNameField(f) && b.names(f.Person) {
		b.ignore(i, "another column already says it")
		return
	}
	b.columns[i].Field = name
	b.taken[slot(name)] = true
}

// names reports whether the layout names the person.
func (b besideLayout) names(person int) bool {
	return slices.ContainsFunc(b.says, func(said *layoutColumn) bool {
		if said == nil {
			return false
		}
		f, _ := ParseField(said.Field)
		return f.Person == person && isNameField(f)
	})
}
