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
		all = append(all, *s.askBeside())
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
func (s *classifier) question(kind string, i int, text string, answers ...Answer) *Question {
	c := s.columns[i]
	layout, order := layoutOf(s.columns, Column.spoken)
	return &Question{
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
func (s *classifier) askBeside() *Question {
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
		if p := &s.profiles[i]; r.field != FieldAddress && r.field != FieldStreet || p.filled == 0 || r.weak && !p.mostly(p.places, 50) || s.columns[i].Source == SourceLayout {
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
		all = append(all, *s.question("home", i, fmt.Sprintf("%q holds addresses. Are these the homes, or where people get their mail?", s.shown(i)), homes, mail))
	}
	return all
}

// askWhose asks about other people's columns if the residents have none.
func (s *classifier) askWhose(name, many string) (all []Question) {
	for i, r := range s.readings {
		if r.usable() || r.secret || r.field != name || s.profiles[i].filled == 0 || s.columns[i].Field != "" || s.columns[i].Source == SourceLayout {
			continue
		}
		all = append(all, *s.whose(i, name, many))
	}
	return all
}

func (s *classifier) whose(i int, name, many string) *Question {
	text := fmt.Sprintf("%q holds %s. Whose are they?", s.shown(i), many)
	answers := []Answer{s.answer("other", "Somebody else's", i, "")}
	for n := range max(1, len(s.parties)) {
		answers = append(answers, s.further(fmt.Sprintf("person-%d", n+1), "Those of "+s.called(n), i, n+1, name)...)
	}
	return s.question("whose", i, text, answers...)
}

// further returns the answer that column i is one more of the person's field, or
// none if the person has as many of them as there may be.
func (s *classifier) further(id, label string, i, person int, name string) []Answer {
	for n := 1; n <= MaxNumber; n++ {
		if f := memberField(person, name, n); !slices.ContainsFunc(s.columns, func(c Column) bool { return c.Field == f }) {
			return []Answer{s.answer(id, label, i, f)}
		}
	}
	return nil
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
// compete with it. Of the questions that apply, the first is asked.
func (s *classifier) askColumn(i int) *Question {
	for _, ask := range s.mayAsk(i) {
		if q := ask(i); q != nil && len(q.Answers) > 1 {
			return q
		}
	}
	return nil
}

// mayAsk returns the questions that may be asked about column i.
func (s *classifier) mayAsk(i int) []func(int) *Question {
	switch c, r := s.columns[i], s.readings[i]; {
	case c.own, r.secret, s.profiles[i].filled == 0:
		return nil
	case c.Source == SourceLayout && c.status == nil:
		return nil
	case c.Source == SourceLayout:
		return []func(int) *Question{s.askPresence}
	case c.Field != "":
		return []func(int) *Question{s.askValues, s.askWhichHome, s.askRight, s.askWhom, s.askPresence}
	case slices.Contains(s.misread, i):
		return []func(int) *Question{s.askUnit, s.askNames}
	case r.ignored:
		return []func(int) *Question{s.askUnknownStatus}
	case r.stranger:
		return []func(int) *Question{s.askUnknownStatus, s.askUnit, s.askContested, s.askWhoLeft, s.askPerson}
	}
	return []func(int) *Question{s.askUnknownStatus, s.askUnit, s.askContested, s.askStatus, s.askEmails, s.askPhones, s.askDates, s.askPlaces, s.askNames}
}

// askValues asks about a column that only its values explain.
func (s *classifier) askValues(i int) *Question {
	if !slices.Contains(s.unclear, i) || s.columns[i].Why != whyValues {
		return nil
	}
	return s.askUse("values", i, fmt.Sprintf("%q looks like the %s of the residents. Is that what it holds?", s.shown(i), valueNouns[fieldOf(s.columns[i].Field)]))
}

// askWhichHome asks which of several columns holds the homes.
func (s *classifier) askWhichHome(i int) *Question {
	if len(s.otherHomes[i]) == 0 {
		return nil
	}
	answers := []Answer{s.answer("this", s.named(i), i, s.columns[i].Field)}
	for _, other := range s.otherHomes[i] {
		answers = append(answers, Answer{ID: fmt.Sprintf("column-%d", s.columns[other.column].Index), Label: s.named(other.column), Columns: s.exchanged(i, other)})
	}
	return s.question("home", i, fmt.Sprintf("More than one column holds addresses like those under %q, and they differ. Which one holds the homes?", s.shown(i)), answers...)
}

// exchanged assigns the home's address to another column than the one that is
// used, with the city and the like that are known to be its own.
func (s *classifier) exchanged(used int, other otherHome) (all []Assignment) {
	assign := func(j int, field string) { all = append(all, s.answer("", "", j, field).Columns...) }
	parts := s.partsOf(other.column, other.set)
	assign(used, "")
	for _, j := range s.partsOf(used, s.readings[used].set) {
		if !slices.Contains(parts, j) {
			assign(j, "")
		}
	}
	assign(other.column, other.field)
	for _, j := range parts {
		assign(j, s.readings[j].field)
	}
	return all
}

// partsOf returns the columns of the city, unit, and the like of the address in
// a column: those of its set or, if that has no name, those that follow it.
func (s *classifier) partsOf(address int, set string) (parts []int) {
	for j, r := range s.readings {
		if set == "" && j > address && !isBarePart(r.field) {
			break
		}
		if r.usable() && isBarePart(r.field) && r.set == set && (set != "" || j > address) {
			parts = append(parts, j)
		}
	}
	return parts
}

// named is the heading of column i and, as others may have the same, its place.
func (s *classifier) named(i int) string {
	return fmt.Sprintf("%q (column %s)", s.shown(i), sheet.Letters(s.columns[i].Index))
}

// askRight asks about a column from which another one differs.
func (s *classifier) askRight(i int) *Question {
	if !slices.Contains(s.unclear, i) {
		return nil
	}
	return s.askUse("right", i, fmt.Sprintf("More than one column may say the same as %q, and they differ. Is %q the right one?", s.shown(i), s.shown(i)))
}

func (s *classifier) askUse(kind string, i int, text string) *Question {
	return s.question(kind, i, text, s.answer("yes", "Yes, use it", i, s.columns[i].Field), s.answer("no", "No, leave it out", i, ""))
}

// askUnit asks about a column without which neighbors may become one household.
func (s *classifier) askUnit(i int) *Question {
	if !s.readings[i].doubt && !s.mayTellApart(i) && (!slices.Contains(s.misread, i) || !s.differsAtHome(i)) {
		return nil
	}
	unit, yes := FieldUnit, "Yes, it is the unit"
	switch home := s.homeColumns(); {
	case hasAny(home, FieldUnit):
		unit = FieldUnit2
	case hasAny(home, FieldLot) && !hasAny(home, FieldAddress, FieldStreet, FieldSubdivision) && !s.profiles[i].mostly(s.profiles[i].short, 80):
		unit, yes = FieldSubdivision, "Yes, lots are numbered within it"
	}
	return s.question("unit", i, fmt.Sprintf("%q may be a part of the home's address. Does it tell homes apart?", s.shown(i)),
		s.answer("unit", yes, i, unit), s.answer("no", "No, it is about something else", i, ""))
}

// askContested asks about emails or phones that may be those of several people.
func (s *classifier) askContested(i int) *Question {
	if !slices.Contains(s.contested, i) {
		return nil
	}
	switch s.readings[i].field {
	case FieldEmail:
		return s.whose(i, FieldEmail, "emails")
	case FieldPhone:
		return s.whose(i, FieldPhone, "phone numbers")
	}
	return nil
}

func (s *classifier) askEmails(i int) *Question {
	if p := &s.profiles[i]; p.emails == 0 || !p.mostly(p.emails, 20) {
		return nil
	}
	return s.whose(i, FieldEmail, "emails")
}

func (s *classifier) askPhones(i int) *Question {
	if p := &s.profiles[i]; !p.mostly(p.phones, 50) {
		return nil
	}
	return s.whose(i, FieldPhone, "phone numbers")
}

func (s *classifier) askPlaces(i int) *Question {
	if p := &s.profiles[i]; !p.mostly(p.places, 50) {
		return nil
	}
	return s.question("home", i, fmt.Sprintf("%q holds addresses. Are these the homes?", s.shown(i)),
		s.answer("other", "No, leave them out", i, ""), s.answer("home", "Yes, these are the homes", i, FieldAddress))
}

func (s *classifier) askNames(i int) *Question {
	if p := &s.profiles[i]; !p.mostly(p.multiword, 60) || len(p.distinct)*2 <= p.filled {
		return nil
	}
	contacts, _ := s.contactsBehind(i)
	return s.askFurther(i, contacts...)
}

// askFurther asks whether the names in column i are those of further people.
// others are the columns of their emails and phones.
func (s *classifier) askFurther(i int, others ...int) *Question {
	n := min(len(s.parties)+1, MaxPeople)
	person := s.answer("person", "Yes, as a further person of the row", i, memberField(n, FieldFullName, 1))
	for _, j := range others {
		person.Columns = append(person.Columns, s.answer("", "", j, memberField(n, s.readings[j].field, 1)).Columns...)
	}
	return s.question("names", i, fmt.Sprintf("%q looks like names. Are they people who should be invited?", s.shown(i)), s.answer("no", "No, leave them out", i, ""), person)
}

// askPerson asks about the names of people whom no known word describes, if
// their emails stand behind them.
func (s *classifier) askPerson(i int) *Question {
	field, p := s.readings[i].field, &s.profiles[i]
	alsoThere := IsPlaceField(field) && p.places == 0 // "Also at this address"
	if field != FieldFullName && !alsoThere || s.beside > 0 || !p.mostly(p.multiword, 60) {
		return nil
	}
	if slices.ContainsFunc(Words(s.columns[i].Header), func(w string) bool { return Says("left", w) || Says("callers", w) }) {
		return nil // "Previous Owner", "Guarantor"
	}
	contacts, email := s.contactsBehind(i)
	if !email {
		return nil
	}
	return s.askFurther(i, contacts...)
}

// contactsBehind returns the columns of an email and a phone that stand directly
// behind column i and are nobody's, and whether the email is there.
func (s *classifier) contactsBehind(i int) (contacts []int, email bool) {
	for j := i + 1; j < len(s.readings); j++ {
		r := s.readings[j]
		if !r.stranger || r.field != FieldEmail && r.field != FieldPhone {
			break
		}
		if !slices.ContainsFunc(contacts, func(k int) bool { return s.readings[k].field == r.field }) {
			contacts = append(contacts, j)
			email = email || r.field == FieldEmail
		}
	}
	return contacts, email
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
// rows with the same address, or holds words that differ between families there.
func (s *classifier) mayTellApart(i int) bool {
	p := &s.profiles[i]
	if s.readings[i].stranger && !IsPlaceField(s.readings[i].field) || p.mostly(p.dates, 20) || p.emails > 0 || p.mostly(p.phones, 20) || p.mostly(p.flags, 100) || s.identifies(i) {
		return false
	}
	if !p.mostly(p.short, 80) {
		return p.groups() && s.differsByFamily(i)
	}
	return s.differsAtHome(i)
}

// groups reports whether the column has few values, which are words.
func (p *profile) groups() bool {
	for v := range p.distinct {
		if len(v) > 20 || len(Words(v)) > 2 {
			return false
		}
	}
	return len(p.distinct) > 1 && (len(p.distinct)*3 <= p.filled || p.filled <= 6)
}

// differsByFamily reports whether the column ever differs between rows with the
// same address, and only between those with different last names.
func (s *classifier) differsByFamily(i int) bool {
	last := slices.IndexFunc(s.columns, func(c Column) bool { return c.Field == memberField(1, FieldLast, 1) })
	if last < 0 {
		last = slices.IndexFunc(s.columns, func(c Column) bool { return c.Field == memberField(1, FieldFullName, 1) })
	}
	if last < 0 {
		return false
	}
	home, differs := s.homeColumns(), false
	at, ofFamily := make(map[string]string), make(map[string]string)
	for _, rec := range s.sample {
		if i >= len(rec.Cells) || last >= len(rec.Cells) {
			continue
		}
		where, value := s.homeOf(rec, home, i), Folded(rec.Cells[i])
		names := Words(rec.Cells[last])
		if where == "" || value == "" || len(names) == 0 {
			continue
		}
		family := where + names[len(names)-1]
		if before, ok := ofFamily[family]; ok && before != value {
			return false
		}
		ofFamily[family] = value
		before, ok := at[where]
		differs = differs || ok && before != value
		at[where] = value
	}
	return differs
}

// identifies reports whether the heading is that of an identifier, and not of one
// of the home's: "Person ID", "Member Number".
func (s *classifier) identifies(i int) bool {
	words := Words(s.columns[i].Header)
	if len(words) < 2 {
		return false
	}
	of := words[:len(words)-1]
	switch firstSpelling(words[len(words)-1]) {
	case "id":
		return !slices.ContainsFunc(of, func(w string) bool { return beside["home"][w] || beside["home"][firstSpelling(w)] })
	case "number", "code":
		return slices.ContainsFunc(of, func(w string) bool { return w == "account" || persons[firstSpelling(w)] != nounNone })
	}
	return false
}

// differsAtHome reports whether the column differs between rows with the same
// address.
func (s *classifier) differsAtHome(i int) bool { return s.tellsApart(i, s.homeColumns()) }

// homeColumns returns the columns of the home, by field.
func (s *classifier) homeColumns() map[string]int {
	home := make(map[string]int)
	for j, c := range s.columns {
		if IsPlaceField(c.Field) {
			home[c.Field] = j
		}
	}
	return home
}
