package columns

import (
	"fmt"
	"slices"
	"strings"

	"github.com/communitrak/onboarding/internal/rosterfile/sheet"
)

// ask returns the questions about the file, starting with those about homes.
func (s *classifier) ask() []Question {
	var all []Question
	if !mapsAny(s.columns, isWhereField) {
		all = append(all, lacking(isWhereField, s.askHome())...)
	}
	if s.beside > 0 {
		all = append(all, s.askBeside())
	}
	for _, need := range []struct {
		field, many string
		is          func(Field) bool
	}{{FieldFullName, "names", isNameField}, {FieldEmail, "emails", isEmailField}} {
		if !mapsAny(s.columns, need.is) {
			all = append(all, lacking(need.is, s.askWhose(need.field, need.many))...)
		}
	}
	for i := range s.columns {
		if q := s.askColumn(i); q != nil && !slices.ContainsFunc(all, func(o Question) bool { return o.Index == q.Index }) {
			all = append(all, *q)
		}
	}
	return all
}

// lacking marks questions that are asked because no column has the field.
func lacking(what func(Field) bool, questions []Question) []Question {
	for i := range questions {
		questions[i].lacks = what
	}
	return questions
}

// question returns a question about column i; the first answer is the suggested
// one.
func (s *classifier) question(kind string, i int, text string, answers ...Answer) Question {
	c := s.columns[i]
	layout, order := layoutOf(s.columns, Column.spoken)
	return Question{
		ID: kind + "-" + digest(fmt.Sprintf("%s\n%d", layout, slices.Index(order, i))), Column: s.shown(i), Index: c.Index,
		Samples: c.Samples[:min(len(c.Samples), questionSamples)], Text: text, Answers: answers, Suggested: answers[0].ID,
	}
}

// shown returns the heading of column i in a form that fits into a sentence.
func (s *classifier) shown(i int) string {
	const limit = 60
	return sheet.Truncate(strings.Join(strings.Fields(s.columns[i].Name()), " "), limit)
}

func (s *classifier) answer(id, label string, i int, field string) Answer {
	c := s.columns[i]
	return Answer{ID: id, Label: label, Columns: []Assignment{{Index: c.Index, Header: c.Header, Field: field, Source: SourceChosen}}}
}

// askBeside asks which of two lists side by side to import, or whether to
// import both.
func (s *classifier) askBeside() Question {
	both := Answer{ID: "both", Label: "Both; the rows of the right one follow those of the left one"}
	left := Answer{ID: "left", Label: "The left one; the right one will be a file of its own"}
	right := Answer{ID: "right", Label: "The right one; the left one will be a file of its own"}
	fields := map[string]string{}
	for i, c := range s.columns {
		a := Assignment{Index: c.Index, Header: c.Header, Source: SourceChosen}
		if i < s.beside {
			fields[Folded(c.Header)] = c.Field
			right.Columns = append(right.Columns, a)
			continue
		}
		left.Columns = append(left.Columns, a)
		a.Field = fields[Folded(c.Header)]
		right.Columns = append(right.Columns, a)
		if a.Field != "" {
			a.Field = FieldAgain
		}
		both.Columns = append(both.Columns, a)
	}
	return s.question("beside", s.beside, "Two lists stand side by side, and their rows are not the same homes. Which one should be imported?", both, left, right)
}

// askHome asks whether columns that may hold other addresses hold the homes.
func (s *classifier) askHome() (all []Question) {
	for i, r := range s.readings {
		if r.field != FieldAddress && r.field != FieldStreet || s.profiles[i].filled == 0 || s.columns[i].Source == SourceLayout {
			continue
		}
		homes := Answer{ID: "home", Label: "These are the homes"}
		taken := map[string]bool{}
		for j, part := range s.readings {
			if part.set == r.set && IsPlaceField(part.field) && !taken[part.field] && (j == i || part.field != FieldAddress && part.field != FieldStreet) {
				taken[part.field] = true
				homes.Columns = append(homes.Columns, s.answer("", "", j, part.field).Columns...)
			}
		}
		mail := s.answer("mail", "This is where they get their mail", i, "")
		all = append(all, s.question("home", i, fmt.Sprintf("%q holds addresses. Are these the homes, or where people get their mail?", s.shown(i)), homes, mail))
	}
	return all
}

// askWhose asks about other people's columns if the residents have none.
func (s *classifier) askWhose(name, many string) (all []Question) {
	for i, r := range s.readings {
		if r.usable() || r.secret || r.field != name || s.profiles[i].filled == 0 || s.columns[i].Field != "" || s.columns[i].Source == SourceLayout {
			continue
		}
		all = append(all, s.whose(i, name, many))
	}
	return all
}

func (s *classifier) whose(i int, name, many string) Question {
	text := fmt.Sprintf("%q holds %s. Whose are they?", s.shown(i), many)
	answers := []Answer{s.answer("other", "Somebody else's", i, "")}
	for n := range max(1, len(s.parties)) {
		f := memberField(n+1, name, s.nextNumber(n+1, name))
		answers = append(answers, s.answer(fmt.Sprintf("person-%d", n+1), "Those of "+s.called(n), i, f))
	}
	return s.question("whose", i, text, answers...)
}

// nextNumber returns the first number not yet used by a column for the person's
// field.
func (s *classifier) nextNumber(person int, name string) int {
	for n := 1; ; n++ {
		if f := memberField(person, name, n); !slices.ContainsFunc(s.columns, func(c Column) bool { return c.Field == f }) {
			return n
		}
	}
}

// called returns how a question refers to party n.
func (s *classifier) called(n int) string {
	if n >= len(s.parties) {
		return "the resident"
	}
	first := len(s.columns)
	for _, i := range s.parties[n].fields {
		first = min(first, i)
	}
	return fmt.Sprintf("the person named under %q", s.shown(first))
}

// askColumn asks about a column that is open, or that is used although others
// compete with it.
func (s *classifier) askColumn(i int) *Question {
	c, r, p := s.columns[i], s.readings[i], &s.profiles[i]
	name := fmt.Sprintf("%q", s.shown(i))
	var q Question
	switch {
	case c.own || r.secret || p.filled == 0:
		return nil
	case c.Source == SourceLayout && c.status != nil:
		return s.askPresence(i)
	case c.Source == SourceLayout:
		return nil
	case slices.Contains(s.unclear, i) && c.Why == whyValues:
		q = s.question("values", i, fmt.Sprintf("%s looks like the %s of the residents. Is that what it holds?", name, valueNouns[fieldOf(c.Field)]),
			s.answer("yes", "Yes, use it", i, c.Field), s.answer("no", "No, leave it out", i, ""))
	case slices.Contains(s.unclear, i) && c.Field != "":
		q = s.question("right", i, fmt.Sprintf("More than one column may say the same as %s, and they differ. Is %s the right one?", name, name),
			s.answer("yes", "Yes, use it", i, c.Field), s.answer("no", "No, leave it out", i, ""))
	case slices.Contains(s.unsure, i) && c.Field != "" && s.tellsOfAbsence(i):
		q = s.askWhom(i)
	case IsPresence(fieldOf(c.Field)):
		return s.askPresence(i)
	case slices.Contains(s.unclear, i):
		q = s.question("status", i, fmt.Sprintf("%s says %s. Does it say who lives there?", name, quoted(c.Samples)),
			s.answer("no", "No, it is about something else", i, ""), s.answer("left", "Yes, and those rows need attention", i, memberField(1, FieldLeft, s.nextNumber(1, FieldLeft))))
	case c.Field != "" || r.ignored:
		return nil
	case r.doubt, s.mayTellApart(i):
		unit := FieldUnit
		if slices.ContainsFunc(s.columns, func(c Column) bool { return c.Field == FieldUnit }) {
			unit = FieldUnit2
		}
		q = s.question("unit", i, fmt.Sprintf("%s may be a part of the home's address. Does it tell homes apart?", name),
			s.answer("unit", "Yes, it is the unit", i, unit), s.answer("no", "No, it is about something else", i, ""))
	case slices.Contains(s.contested, i) && r.field == FieldEmail:
		q = s.whose(i, FieldEmail, "emails")
	case slices.Contains(s.contested, i) && r.field == FieldPhone:
		q = s.whose(i, FieldPhone, "phone numbers")
	case r.stranger && IsPresence(r.field) && (p.dates > 0 || p.absent > 0 || p.flags > 0):
		q = s.question("left", i, fmt.Sprintf("%s says %s. Does it say who has left?", name, quoted(c.Samples)),
			s.answer("no", "No, it is about somebody or something else", i, ""), s.answer("left", "Yes, leave them out", i, memberField(1, r.field, s.nextNumber(1, r.field))))
	case r.stranger:
		return nil
	case p.absent > 0 && p.mostly(p.stays, 80):
		q = s.question("status", i, fmt.Sprintf("%s says %s. Does it say who lives there?", name, quoted(c.Samples)),
			s.answer("status", "Yes, leave out who does not", i, memberField(1, FieldStatus, s.nextNumber(1, FieldStatus))), s.answer("no", "No, it is about something else", i, ""))
	case p.emails > 0 && p.mostly(p.emails, 20):
		q = s.whose(i, FieldEmail, "emails")
	case p.mostly(p.phones, 50):
		q = s.whose(i, FieldPhone, "phone numbers")
	case p.mostly(p.dates, 50):
		q = s.question("left", i, fmt.Sprintf("%s holds dates. Is that when people leave?", name),
			s.answer("no", "No, it is another date", i, ""), s.answer("left", "Yes, after that date they no longer live there", i, memberField(1, FieldLeft, s.nextNumber(1, FieldLeft))))
	case p.mostly(p.places, 50):
		q = s.question("home", i, fmt.Sprintf("%s holds addresses. Are these the homes?", name),
			s.answer("other", "No, leave them out", i, ""), s.answer("home", "Yes, these are the homes", i, FieldAddress))
	case p.mostly(p.multiword, 60) && len(p.distinct)*2 > p.filled:
		q = s.question("names", i, fmt.Sprintf("%s looks like names. Are they people who should be invited?", name),
			s.answer("no", "No, leave them out", i, ""), s.answer("person", "Yes, as a further person of the row", i, memberField(min(len(s.parties)+1, MaxPeople), FieldFullName, 1)))
	default:
		return nil
	}
	return &q
}

// valueNouns are the words that questions use for the values of a field.
var valueNouns = map[string]string{FieldEmail: "emails", FieldAddress: "homes", FieldFullName: "names", FieldLastFirst: "names", FieldPhone: "phone numbers"}

func quoted(values []string) string {
	var all []string
	for _, v := range values[:min(len(values), questionSamples)] {
		all = append(all, fmt.Sprintf("%q", v))
	}
	return strings.Join(all, ", ")
}

// mayTellApart reports whether the column looks like units and differs between
// rows with the same address.
func (s *classifier) mayTellApart(i int) bool {
	p := &s.profiles[i]
	if s.readings[i].stranger && !IsPlaceField(s.readings[i].field) || p.mostly(p.dates, 20) || p.emails > 0 || p.mostly(p.phones, 20) || !p.mostly(p.short, 80) {
		return false
	}
	home := make(map[string]int)
	for j, c := range s.columns {
		if IsPlaceField(c.Field) {
			home[c.Field] = j
		}
	}
	return s.tellsApart(i, home)
}
