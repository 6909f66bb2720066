package parse

import (
	"strings"
	"unicode"

	"github.com/communitrak/onboarding/internal/contact"
	"github.com/communitrak/onboarding/internal/roster"
	"github.com/communitrak/onboarding/internal/rosterfile"
)

// sources says which columns of a file hold the values of people and homes.
type sources struct {
	columns []rosterfile.Column
	// names are the columns of a name by the person's number; homes are the
	// columns of the address. Columns count from 0.
	names map[int][]int
	homes []int
}

func newSources(columns []rosterfile.Column) sources {
	s := sources{columns: columns, names: map[int][]int{}}
	for i, c := range columns {
		if n := c.NamesPerson(); n > 0 {
			s.names[n] = append(s.names[n], i)
		}
		if c.NamesHome() {
			s.homes = append(s.homes, i)
		}
	}
	return s
}

// person says where a person's name, email, and phone come from. A value that
// the resident lacks has no source.
func (s sources) person(row rosterfile.Row, p rosterfile.Person, res *Resident) []roster.Source {
	var all []roster.Source
	if res.First != "" {
		all = s.add(all, row, roster.SourceName, s.names[p.NameFrom], res.FullName(), withoutBlanks)
	}
	if res.Email != "" && p.EmailFrom > 0 {
		all = s.add(all, row, roster.SourceEmail, []int{p.EmailFrom - 1}, res.Email, strings.ToLower)
	}
	if res.Phone != "" && p.PhoneFrom > 0 {
		all = s.add(all, row, roster.SourcePhone, []int{p.PhoneFrom - 1}, contact.Phone(res.Phone).Display(), numberOnly)
	}
	return all
}

// home adds where the address comes from.
func (s sources) home(all []roster.Source, row rosterfile.Row, home roster.Property) []roster.Source {
	return s.add(all, row, roster.SourceHome, s.homes, home.Label, lettersOnly)
}

// add says that the value was made from the nonempty cells of these columns,
// and from what text, if that differs in more than form.
func (s sources) add(all []roster.Source, row rosterfile.Row, field string, columns []int, value string, form func(string) string) []roster.Source {
	between := " "
	if field == roster.SourceHome {
		between = ", "
	}
	from, typed := roster.Source{Field: field}, ""
	for _, i := range columns {
		said := strings.TrimSpace(row.Cells[i])
		if said == "" {
			continue
		}
		if was, corrected := row.Was(i); corrected {
			from.ByHand, said = true, strings.TrimSpace(was)
		}
		from.Column = joinNonempty(from.Column, ", ", s.columns[i].Name())
		from.Cell = joinNonempty(from.Cell, ", ", rosterfile.Cell(row.Column(i), row.Number))
		typed = joinNonempty(typed, between, said)
	}
	if from.Cell == "" {
		return all
	}
	from.Column = Clip(from.Column, MaxValue)
	if typed != value && form(typed) != form(value) {
		from.From, from.To = Clip(typed, MaxValue), value
	}
	return append(all, from)
}

func joinNonempty(a, between, b string) string {
	if a == "" || b == "" {
		return a + b
	}
	return a + between + b
}

// Forms under which a value and the text it was made from are compared.

func withoutBlanks(s string) string { return strings.Join(strings.Fields(s), " ") }

func numberOnly(s string) string {
	digits := keep(s, unicode.IsDigit)
	if len(digits) == 11 {
		return strings.TrimPrefix(digits, "1") // +1, the country code
	}
	return digits
}

func lettersOnly(s string) string {
	return strings.ToLower(keep(s, func(c rune) bool { return unicode.IsLetter(c) || unicode.IsDigit(c) }))
}

func keep(s string, wanted func(rune) bool) string {
	return strings.Map(func(c rune) rune {
		if wanted(c) {
			return c
		}
		return -1
	}, s)
}
