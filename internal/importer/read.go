package importer

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"communitrak/internal/contact"
	"communitrak/internal/personname"
	"communitrak/internal/roster"
	"communitrak/internal/rosterfile"
)

// reader interprets the rows of a file before the table is consulted. Rows must
// be read in file order: of rows with the same email, the first one counts.
type reader struct {
	preferences roster.Preferences
	personID    func(ctx context.Context, email string) (string, error)
	// columns are the headings by field.
	columns map[string]string
	// spouses are the numbers of the people whose heading calls them a spouse.
	spouses map[int]bool
	sources sources
	// repeats are the emails in several rows; seen is where their owners were
	// first read.
	repeats *repeats
	seen    map[string]sighting
	// subdivisions are by lot, if the file names them.
	subdivisions map[string]string
	// today separates people who have left from people who will.
	today time.Time
}

// sighting is where a person was first read, and with which name and home;
// number is their number within the row.
type sighting struct {
	row, number int
	name        personname.Name
	home        roster.Property
}

func newReader(file *rosterfile.File, p roster.Preferences, personID func(context.Context, string) (string, error), today time.Time) *reader {
	r := &reader{preferences: p, personID: personID, today: today, columns: map[string]string{}, spouses: map[int]bool{}, sources: newSources(file.Columns()), repeats: newRepeats(0), seen: map[string]sighting{}, subdivisions: map[string]string{}}
	for _, c := range file.Columns() {
		if c.Field != "" {
			r.columns[c.Field] = c.Name()
			if n := c.Spouse(); n > 0 {
				r.spouses[n] = true
			}
		}
	}
	return r
}

// reading is a row in normal form. Remarks about the row apply to all of its
// people.
type reading struct {
	remarks
	row int
	// list is 1 for a row of a second list beside the first.
	list int
	// aside says what the row is if it is not about a person.
	aside string
	// people can be looked up in the table; if something is wrong with the row
	// there are none.
	people []resident
	// unfit are those who need attention whatever the table says.
	unfit      []resident
	home       roster.Property
	homeColumn string
	household  string
	// broken: our code cannot read the row, through no fault of the file.
	broken bool
	// emails is the number of emails in the row.
	emails int
	// planned is what the plan says about the row, if there is one.
	planned []roster.RowResult
	// cells are the cells of the row.
	cells cells
}

// resident is one person of a row.
type resident struct {
	remarks
	// number distinguishes the people of a row, from 1.
	number      int
	first, last string
	name        personname.Name
	email       string
	person      string
	// sharedWith is where the file first gives the email to somebody else, or
	// nil.
	sharedWith *sighting
	// column is the heading of the email.
	column        string
	phone         string
	householdRole roster.HouseholdRole
	sources       []roster.Source
}

// numberIn distinguishes the people of a row from those in the row with the
// same number in a second list beside the first. Number 0 is nobody.
func numberIn(list, number int) int { return list*(rosterfile.MaxPeople+1) + number }

// listOf returns the list that a result belongs to.
func listOf(result roster.RowResult) int { return result.Person / (rosterfile.MaxPeople + 1) }

func (p resident) fullName() string { return p.first + " " + p.last }

// remarks are the reasons why a row or one of its people needs attention, and
// notes about them.
type remarks struct {
	reasons []roster.RowReason
	notes   []string
}

// How much of a row's own text is kept with its result.
const (
	longestValue   = 200
	longestMessage = 500
	mostNotes      = 20
)

func (r *remarks) attention(code, column, value, message string) {
	r.reasons = append(r.reasons, roster.RowReason{
		Code: code, Column: column, Value: clip(value, longestValue), Message: clip(message, longestMessage),
	})
}

func (r *remarks) note(text string) {
	if len(r.notes) < mostNotes {
		r.notes = append(r.notes, clip(text, longestMessage))
	}
}

// read interprets the row.
func (r *reader) read(ctx context.Context, row rosterfile.Row) (reading, error) {
	out := reading{row: row.Number, list: row.List, aside: row.Skipped, household: row.Household, homeColumn: r.placeColumn(), cells: cells{row, &r.sources}}
	if p := row.Problem; p != nil {
		out.attention(p.Code, p.Column, p.Value, sentence(p.Reason))
	}
	if row.Problem != nil || row.Skipped != "" {
		return out, nil
	}
	people := r.people(&row)
	out.emails = emailsOf(people, row.Notes)
	notes := out.repaired(row.Notes)
	residents := make([]resident, 0, len(people))
	for i, p := range people {
		if typedName(p) == "" && (p.Email == "" && p.Number > 1 || emailAgain(people[:i], p)) {
			out.nameless(r, p)
			continue
		}
		res := resident{number: numberIn(row.List, p.Number), column: r.column(p.Number, "email"), remarks: remarks{notes: notes[p.Number]}}
		r.resident(p, row.Absences, &res, &out)
		res.sources = r.sources.person(row, p, &res)
		residents = append(residents, res)
	}
	if len(residents) == 0 && len(out.reasons) == 0 {
		out.attention(CodeMissingName, r.nameColumn(1), "", "This row doesn’t name anyone.")
	}
	home, ok := r.home(row.Place, &out)
	if !ok || len(out.reasons) > 0 {
		out.unfit = residents
		return out, nil
	}
	out.home = home
	for i := range residents {
		residents[i].sources = r.sources.home(residents[i].sources, row, home)
	}
	return out, r.register(ctx, &out, residents)
}

// repaired records the repairs of the whole row, and returns a description of
// the repairs of its people, by number.
func (r *reading) repaired(notes []rosterfile.Note) map[int][]string {
	var ofPeople map[int][]string
	for _, n := range notes {
		switch {
		case n.Code == rosterfile.NoteMisreadAsDay:
			r.attention(CodeMisreadAsDay, n.Column, n.From, fmt.Sprintf("%q is a date. A spreadsheet may have turned a unit or number such as 3-1 into one. Enter what it should be, as text.", n.From))
		case n.Person == 0:
			r.note(n.String())
		case len(ofPeople[n.Person]) < mostNotes:
			if ofPeople == nil {
				ofPeople = map[int][]string{}
			}
			ofPeople[n.Person] = append(ofPeople[n.Person], clip(n.String(), longestMessage))
		}
	}
	return ofPeople
}

// nameless notes what is known of a nameless person who is nobody, or somebody
// already in the row.
func (r *reading) nameless(columns *reader, p rosterfile.Person) {
	if p.Email != "" {
		r.note(fmt.Sprintf("%s: the same email again, without a name", columns.column(p.Number, "email")))
		return
	}
	r.note(fmt.Sprintf("%s: not used, because there is no name or email with it (%s)", columns.column(p.Number, "phone"), p.Phone))
}

func emailsOf(people []rosterfile.Person, notes []rosterfile.Note) (n int) {
	for _, p := range people {
		if p.Email != "" {
			n++
		}
	}
	return n + len(leftOver(notes, rosterfile.NoteOtherEmail))
}

// register keeps the residents, each with what identifies them: the email, or,
// if somebody else has it first, the email and the name. Those with a problem
// are set apart.
func (r *reader) register(ctx context.Context, out *reading, residents []resident) error {
	for _, p := range residents {
		if len(p.reasons) == 0 {
			if err := r.identify(ctx, out, &p); err != nil {
				return err
			}
		}
		if len(p.reasons) > 0 {
			out.unfit = append(out.unfit, p)
			continue
		}
		out.people = append(out.people, p)
	}
	return nil
}

// identify determines who the resident is, or why that is impossible.
func (r *reader) identify(ctx context.Context, row *reading, p *resident) error {
	if r.repeats.isMailbox(p.email) {
		p.attention(CodeDuplicateEmail, p.column, p.email, fmt.Sprintf("The email of %s is listed for people of many different names, so it belongs to none of them. Everyone needs an email of their own.", p.fullName()))
		return nil
	}
	id, err := r.personID(ctx, p.email)
	if err != nil {
		return err
	}
	if first, ok := r.seen[id]; ok {
		p.sharedWith = &first
		if id, err = r.personID(ctx, p.email+"\x00"+personname.Fold(p.fullName())); err != nil {
			return err
		}
		again, ok := r.seen[id]
		if ok {
			p.sharedWith = &again
		}
		if ok || personname.SameName(first.name, p.name) {
			p.duplicate(row.row, row.home)
			return nil
		}
	}
	if r.repeats.holds(p.email) {
		r.seen[id] = sighting{row.row, p.number, p.name, row.home}
	}
	p.person = id
	return nil
}

// emailAgain reports whether p repeats the email of an earlier person in the
// row.
func emailAgain(before []rosterfile.Person, p rosterfile.Person) bool {
	return p.Email != "" && slices.ContainsFunc(before, func(q rosterfile.Person) bool { return strings.EqualFold(q.Email, p.Email) })
}

// from describes the sighting from the point of view of a row.
func (s sighting) from(row int) string {
	if s.row == row {
		return "the same row"
	}
	return fmt.Sprintf("row %d", s.row)
}

// duplicate says that the file already gives p's email to somebody: to another
// person, to the same person with another home, or to the same person again.
func (p *resident) duplicate(row int, home roster.Property) {
	first, where := p.sharedWith, p.sharedWith.from(row)
	message := fmt.Sprintf("%s has the same email as someone in %s. Everyone needs an email of their own.", p.fullName(), where)
	switch {
	case !personname.SameName(first.name, p.name):
	case first.home.Line == home.Line && first.home.AddressZIP() == home.AddressZIP():
		message = fmt.Sprintf("%s is listed in %s already, with the same email and home.", p.fullName(), where)
	default:
		message = fmt.Sprintf("%s is listed in %s already, at %s. A person has one home here: keep the row with the right one.", p.fullName(), where, first.home.Label)
	}
	p.attention(CodeDuplicateEmail, p.column, p.email, message)
}

// resident normalizes one person and notes problems: with the person, or, if
// others in the row depend on it, with the row.
func (r *reader) resident(p rosterfile.Person, absences []rosterfile.Absence, res *resident, out *reading) {
	typed := typedName(p)
	r.readName(p, typed, res, out)
	who := typed
	if who == "" {
		who = "The person"
	}
	r.readEmail(p, who, res)
	res.phone = r.phone(p, res)
	r.roles(p, res)
	if a := r.absence(p, absences); a != nil {
		// Whoever lived with the first person of the row may have left with
		// them.
		remarks := &res.remarks
		if p.Number == 1 {
			remarks = &out.remarks
		}
		remarks.absent(who, *a)
	}
	if rosterfile.WantsNoMail(p.NoMail) {
		column := r.column(p.Number, "noMail")
		res.attention(CodeNoMail, column, p.NoMail, fmt.Sprintf("%s asked not to get mail (see %q). Clear the cell to invite them anyway, or leave the row out.", who, column))
	}
}

func (r *reader) readEmail(p rosterfile.Person, who string, res *resident) {
	email, err := contact.ParseEmail(p.Email)
	if err != nil {
		badEmail(p, who, err, res)
		return
	}
	if isPlaceholder(email.Reveal()) {
		res.attention(contact.CodeInvalidEmail, res.column, p.Email, fmt.Sprintf("The email for %s is a placeholder, or its domain can’t exist. Enter their real email.", who))
	}
	res.email = email.Reveal()
}

// absence returns what says that the person does not live there, or nil. A
// leaving date counts once it is past.
func (r *reader) absence(p rosterfile.Person, absences []rosterfile.Absence) *rosterfile.Absence {
	for i, a := range absences {
		if a.Person == p.Number && !a.Left.After(r.today) {
			return &absences[i]
		}
	}
	return nil
}

func (r *remarks) absent(who string, a rosterfile.Absence) {
	if a.NotYet {
		r.attention(CodeNotYetResident, a.Column, a.Value, fmt.Sprintf("%s doesn’t live there yet: it says %q under %s. Correct the cell, or leave the row out.", who, a.Value, a.Column))
		return
	}
	r.attention(CodeFormerResident, a.Column, a.Value, fmt.Sprintf("%s no longer lives there: it says %q under %s. Correct the cell, or leave the row out.", who, a.Value, a.Column))
}

func typedName(p rosterfile.Person) string {
	if p.First == "" && p.Last == "" {
		return p.FullName
	}
	return joined(p.First, p.Middle, p.Last)
}

func joined(words ...string) string {
	return strings.Join(slices.DeleteFunc(words, func(w string) bool { return w == "" }), " ")
}

// readName reads one person's name. If it holds two names, the whole row needs
// attention, because nobody knows whose email it is.
func (r *reader) readName(p rosterfile.Person, typed string, res *resident, out *reading) {
	column := r.nameColumn(p.Number)
	if out.emails > 1 && twoBeforeComma(p) {
		out.attention(personname.CodeTwoPeople, column, typed, fmt.Sprintf("%q names two people. Give each of them their own name and email.", typed))
		return
	}
	if p.FullName != "" {
		if bare, less := personname.Bare(typed); less {
			res.note(fmt.Sprintf("%s: extra marks around the name were left out (%s → %s)", column, typed, bare))
		}
	}
	var err error
	if p.FullName != "" && (p.First == "" || p.Last == "") {
		res.name, err = personname.Parse(p.FullName)
	} else {
		res.name, err = personname.FromParts(joined(p.First, p.Middle), p.Last)
	}
	var invalid *personname.InvalidError
	switch {
	case errors.As(err, &invalid) && invalid.Code == personname.CodeRequired:
		res.attention(CodeMissingName, column, "", "The name is missing.")
	case errors.As(err, &invalid) && invalid.Code == personname.CodeTwoPeople:
		out.attention(invalid.Code, column, typed, fmt.Sprintf("%q %s. Give each of them their own name and email.", typed, invalid.Reason))
	case errors.As(err, &invalid):
		res.attention(invalid.Code, column, typed, fmt.Sprintf("%q %s. Enter the name of the person who will sign in.", typed, invalid.Reason))
	case err != nil:
		res.attention(personname.CodeInvalidName, column, typed, sentence(err.Error()))
	default:
		keepName(column, typed, res)
	}
}

// keepName sets the member's first and last name, checked as a form does.
func keepName(column, typed string, res *resident) {
	var err, err2 error
	res.first, err = personname.Clean(res.name.GivenForMember())
	res.last, err2 = personname.Clean(res.name.FamilyForMember())
	switch {
	case err != nil || err2 != nil:
		res.attention(personname.CodeInvalidName, column, typed, sentence(errors.Join(err, err2).Error()))
		return
	case res.first == "":
		res.attention(CodeMissingName, column, typed, fmt.Sprintf("%q has no first name.", typed))
		return
	case res.last == "":
		res.attention(CodeMissingName, column, typed, fmt.Sprintf("%q has no last name.", typed))
		return
	}
	if left := res.name.LeftOut(); left != "" {
		res.note(fmt.Sprintf("%s: the title, suffix or nickname isn’t kept (%s)", column, left))
	}
}

// twoBeforeComma reports whether a name may be two people: "Abe Roth, Bea Lamb"
// is two people, or one whose last name comes first.
func twoBeforeComma(p rosterfile.Person) bool {
	before, after, ok := strings.Cut(p.FullName, ",")
	return ok && len(strings.Fields(before)) > 1 && len(strings.Fields(after)) > 1
}

func badEmail(p rosterfile.Person, who string, err error, res *resident) {
	var bad *contact.InvalidError
	switch {
	case errors.As(err, &bad) && bad.Code == contact.CodeRequired:
		res.attention(CodeMissingEmail, res.column, "", who+" has no email.")
	case errors.As(err, &bad):
		res.attention(bad.Code, res.column, p.Email, fmt.Sprintf("The email for %s %s.", who, strings.TrimSuffix(bad.Reason, ".")))
	default:
		res.attention(contact.CodeInvalidEmail, res.column, p.Email, sentence(err.Error()))
	}
}

// phone returns the number in E.164, or "": an unusable phone never stops a
// row.
func (r *reader) phone(p rosterfile.Person, res *resident) string {
	if p.Phone == "" {
		return ""
	}
	column := r.column(p.Number, "phone")
	phone, err := contact.ParsePhone(p.Phone)
	if err != nil {
		res.note(fmt.Sprintf("%s: this phone can’t be used (%s)", column, p.Phone))
		return ""
	}
	if _, extension := contact.SplitExtension(p.Phone); extension != "" {
		res.note(fmt.Sprintf("%s: the extension isn’t kept (%s)", column, p.Phone))
	}
	return phone.Reveal()
}

// roles reads the household role, also from a column that may hold either kind;
// the community role is never above a plain member's.
func (r *reader) roles(p rosterfile.Person, res *resident) {
	if p.HouseholdRole != "" {
		role, ok := householdRole(p.HouseholdRole)
		if !ok {
			res.note(fmt.Sprintf("%s: not a household role we know (%s)", r.column(p.Number, "householdRole"), p.HouseholdRole))
		}
		res.householdRole = role
	}
	if p.Role == "" {
		return
	}
	if role, ok := householdRole(p.Role); ok && role == roster.HouseholdHead && res.householdRole == roster.NoHouseholdRole {
		res.householdRole = role
		return
	}
	if asksForMore(p.Role) {
		res.note(fmt.Sprintf("%s: a roster doesn’t give anyone a role with permissions; set it in Community Members (%s)", r.column(p.Number, "role"), p.Role))
	}
}

// column returns the heading of one of the person's fields, or "".
func (r *reader) column(person int, field string) string {
	return r.columns["member["+strconv.Itoa(person)+"]."+field]
}

func (r *reader) nameColumn(person int) string {
	for _, field := range []string{"fullName", "lastFirst", "last", "first"} {
		if c := r.column(person, field); c != "" {
			return c
		}
	}
	return ""
}

// sentence turns a reason into a sentence.
func sentence(reason string) string {
	reason = strings.TrimSuffix(strings.TrimSpace(reason), ".")
	if reason == "" {
		return ""
	}
	return strings.ToUpper(reason[:1]) + reason[1:] + "."
}
