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

// reader says what the rows of a file mean before the table is asked. Rows must
// be read in the order of the file: of an email that stands in several rows the
// first one counts.
type reader struct {
	preferences roster.Preferences
	personID    func(ctx context.Context, email string) (string, error)
	// columns are the headings by field.
	columns map[string]string
	// spouses are the people, by number, whose heading calls them so.
	spouses map[int]bool
	// repeats are the emails of several rows, seen is where such a person
	// was first read.
	repeats *repeats
	seen    map[string]sighting
	// subdivisions are by lot, where the file names them.
	subdivisions map[string]string
	// today tells who has left from who will.
	today time.Time
}

// sighting is where a person was first read, and under which name: the number is
// that among the people of the row.
type sighting struct {
	row, number int
	name        personname.Name
}

func newReader(file *rosterfile.File, p roster.Preferences, personID func(context.Context, string) (string, error), today time.Time) *reader {
	r := &reader{preferences: p, personID: personID, today: today, columns: map[string]string{}, spouses: map[int]bool{}, repeats: newRepeats(0), seen: map[string]sighting{}, subdivisions: map[string]string{}}
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

// reading is what a row says in normal form.
type reading struct {
	row int
	// people can be looked up in the table; without home there are none.
	people     []resident
	home       roster.Property
	homeColumn string
	household  string
	// reasons are what needs attention whatever the table says.
	reasons []roster.RowReason
	notes   []string
	// broken: we cannot read the row, for no fault of the file's.
	broken bool
	// emails counts those of the row.
	emails int
	// planned is what the plan says of the row, if there is one.
	planned *roster.RowResult
}

// resident is one person of a row.
type resident struct {
	// number tells the people of a row apart, from 1.
	number      int
	first, last string
	name        personname.Name
	email       string
	person      string
	// sharedWith is where the file gives the email to somebody else first, or nil.
	sharedWith *sighting
	// column is the heading of the email.
	column        string
	phone         string
	householdRole roster.HouseholdRole
}

func (p resident) fullName() string { return p.first + " " + p.last }

// How much of a row's own text is kept with its result.
const (
	longestValue   = 200
	longestMessage = 500
	mostNotes      = 20
)

func (r *reading) attention(code, column, value, message string) {
	r.reasons = append(r.reasons, roster.RowReason{
		Code: code, Column: column, Value: clip(value, longestValue), Message: clip(message, longestMessage),
	})
}

func (r *reading) note(text string) {
	if len(r.notes) < mostNotes {
		r.notes = append(r.notes, clip(text, longestMessage))
	}
}

// read says what the row means.
func (r *reader) read(ctx context.Context, row rosterfile.Row) (reading, error) {
	out := reading{row: row.Number, household: row.Household, homeColumn: r.placeColumn()}
	if p := row.Problem; p != nil {
		out.attention(p.Code, p.Column, p.Value, sentence(p.Reason))
		return out, nil
	}
	if row.Aside != "" {
		out.note("not a person's row: " + row.Aside)
		return out, nil
	}
	people := r.people(&row)
	out.emails = emailsOf(people, row.Notes)
	for _, n := range row.Notes {
		if n.Code == rosterfile.NoteMisreadAsDay {
			out.attention(CodeMisreadAsDay, n.Column, n.From, fmt.Sprintf("%q is a date; a spreadsheet may have made it of a unit or number such as 3-1. Type what it is, as text.", n.From))
			continue
		}
		out.note(n.String())
	}
	var residents []resident
	whole := true
	for i, p := range people {
		if typedName(p) == "" && emailAgain(people[:i], p) {
			out.note(fmt.Sprintf("%s: the same email once more, and no name with it", r.column(p.Number, "email")))
			continue
		}
		resident, fits := r.resident(p, row.Absences, &out)
		if fits == wholeRow {
			whole = false
		}
		if fits == usable {
			residents = append(residents, resident)
		}
	}
	if len(residents) == 0 && len(out.reasons) == 0 {
		out.attention(CodeMissingName, r.nameColumn(1), "", "The row names nobody.")
	}
	home, ok := r.home(row.Place, &out)
	if !ok || !whole {
		return out, nil
	}
	out.home = home
	return out, r.register(ctx, &out, residents)
}

func emailsOf(people []rosterfile.Person, notes []rosterfile.Note) (n int) {
	for _, p := range people {
		if p.Email != "" {
			n++
		}
	}
	return n + len(leftOver(notes, rosterfile.NoteOtherEmail))
}

// register keeps the residents, each with what identifies the person: the email,
// or, for whoever has that of somebody named otherwise, email and name.
func (r *reader) register(ctx context.Context, out *reading, residents []resident) error {
	for _, p := range residents {
		if r.repeats.isMailbox(p.email) {
			out.attention(CodeDuplicateEmail, p.column, p.email, fmt.Sprintf("The email of %s stands beside people of many names, so it is nobody's own; everybody needs an email of their own.", p.fullName()))
			continue
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
				out.duplicate(p)
				continue
			}
		}
		if r.repeats.holds(p.email) {
			r.seen[id] = sighting{out.row, p.number, p.name}
		}
		p.person = id
		out.people = append(out.people, p)
	}
	return nil
}

// emailAgain reports whether p repeats the email of somebody before in the row.
func emailAgain(before []rosterfile.Person, p rosterfile.Person) bool {
	return p.Email != "" && slices.ContainsFunc(before, func(q rosterfile.Person) bool { return strings.EqualFold(q.Email, p.Email) })
}

// from is the sighting as row speaks of it.
func (s sighting) from(row int) string {
	if s.row == row {
		return "the same row"
	}
	return fmt.Sprintf("row %d", s.row)
}

// duplicate says that p has somebody else's email.
func (r *reading) duplicate(p resident) {
	r.attention(CodeDuplicateEmail, p.column, p.email,
		fmt.Sprintf("%s has the email of somebody in %s; everybody needs an email of their own.", p.fullName(), p.sharedWith.from(r.row)))
}

// fitness is what can be done with a person of a row.
type fitness int

const (
	usable   fitness = iota
	unusable         // needs attention, the others of the row do not
	wholeRow         // needs attention with the whole row
)

// resident brings one person into normal form and notes what is wrong.
func (r *reader) resident(p rosterfile.Person, absences []rosterfile.Absence, out *reading) (resident, fitness) {
	typed := typedName(p)
	if p.Number > 1 && typed == "" && p.Email == "" {
		out.note(fmt.Sprintf("%s: not used, no name and no email stand with it (%s)", r.column(p.Number, "phone"), p.Phone))
		return resident{}, unusable
	}
	res := resident{number: p.Number, column: r.column(p.Number, "email")}
	fits := r.readName(p, typed, &res, out)
	who := typed
	if who == "" {
		who = "The person"
	}
	email, err := contact.ParseEmail(p.Email)
	if err != nil {
		r.badEmail(p, who, err, out)
		fits = max(fits, unusable)
	}
	if err == nil && isPlaceholder(email.Reveal()) {
		out.attention(contact.CodeInvalidEmail, res.column, p.Email, fmt.Sprintf("The email of %s is nobody's: it stands for none, or its domain cannot exist.", who))
		fits = max(fits, unusable)
	}
	res.email = email.Reveal()
	res.phone = r.phone(p, out)
	r.roles(p, &res, out)
	if a := r.absence(p, absences); a != nil {
		out.absent(who, *a)
		if p.Number == 1 {
			return res, wholeRow
		}
		fits = max(fits, unusable)
	}
	if rosterfile.WantsNoMail(p.NoMail) {
		column := r.column(p.Number, "noMail")
		out.attention(CodeNoMail, column, p.NoMail, fmt.Sprintf("%s has asked for no mail, as %q says; clear the cell to invite all the same, or leave the row out.", who, column))
		fits = max(fits, unusable)
	}
	return res, fits
}

// absence is what says that the person does not live there, nil for nothing. A day
// of leaving says so once it is past.
func (r *reader) absence(p rosterfile.Person, absences []rosterfile.Absence) *rosterfile.Absence {
	for i, a := range absences {
		if a.Person == p.Number && !a.Left.After(r.today) {
			return &absences[i]
		}
	}
	return nil
}

func (r *reading) absent(who string, a rosterfile.Absence) {
	if a.NotYet {
		r.attention(CodeNotYetResident, a.Column, a.Value, fmt.Sprintf("%s does not live there yet, as %q under %s says; correct it, or leave the row out.", who, a.Value, a.Column))
		return
	}
	r.attention(CodeFormerResident, a.Column, a.Value, fmt.Sprintf("%s lives there no more, as %q under %s says; correct it, or leave the row out.", who, a.Value, a.Column))
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

func (r *reader) readName(p rosterfile.Person, typed string, res *resident, out *reading) fitness {
	column := r.nameColumn(p.Number)
	if out.emails > 1 && twoBeforeComma(p) {
		out.attention(personname.CodeTwoPeople, column, typed, fmt.Sprintf("%q names two people; give each a name and an email of their own.", typed))
		return wholeRow
	}
	if p.FullName != "" {
		if bare, less := personname.Bare(typed); less {
			out.note(fmt.Sprintf("%s: read without what stands around the name (%s → %s)", column, typed, bare))
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
		out.attention(CodeMissingName, column, "", "A person has no name.")
		return unusable
	case errors.As(err, &invalid) && invalid.Code == personname.CodeTwoPeople:
		out.attention(invalid.Code, column, typed, fmt.Sprintf("%q %s; give each a name and an email of their own.", typed, invalid.Reason))
		return wholeRow
	case errors.As(err, &invalid):
		out.attention(invalid.Code, column, typed, fmt.Sprintf("%q %s; name the person who signs in.", typed, invalid.Reason))
		return unusable
	case err != nil:
		out.attention(personname.CodeInvalidName, column, typed, sentence(err.Error()))
		return unusable
	}
	return r.keepName(column, typed, res, out)
}

// keepName takes what a member's first and last name hold, checked as a form
// does.
func (r *reader) keepName(column, typed string, res *resident, out *reading) fitness {
	var err, err2 error
	res.first, err = personname.Clean(res.name.GivenForMember())
	res.last, err2 = personname.Clean(res.name.FamilyForMember())
	switch {
	case err != nil || err2 != nil:
		out.attention(personname.CodeInvalidName, column, typed, sentence(errors.Join(err, err2).Error()))
		return unusable
	case res.first == "":
		out.attention(CodeMissingName, column, typed, fmt.Sprintf("%q has no first name.", typed))
		return unusable
	case res.last == "":
		out.attention(CodeMissingName, column, typed, fmt.Sprintf("%q has no last name.", typed))
		return unusable
	}
	if left := res.name.LeftOut(); left != "" {
		out.note(fmt.Sprintf("%s: title, suffix or nickname is not kept (%s)", column, left))
	}
	return usable
}

// twoBeforeComma: "Abe Roth, Bea Lamb" are two, or one whose last name stands first.
func twoBeforeComma(p rosterfile.Person) bool {
	before, after, ok := strings.Cut(p.FullName, ",")
	return ok && len(strings.Fields(before)) > 1 && len(strings.Fields(after)) > 1
}

func (r *reader) badEmail(p rosterfile.Person, who string, err error, out *reading) {
	column := r.column(p.Number, "email")
	var bad *contact.InvalidError
	switch {
	case errors.As(err, &bad) && bad.Code == contact.CodeRequired:
		out.attention(CodeMissingEmail, column, "", who+" has no email.")
	case errors.As(err, &bad):
		out.attention(bad.Code, column, p.Email, fmt.Sprintf("The email of %s %s.", who, strings.TrimSuffix(bad.Reason, ".")))
	default:
		out.attention(contact.CodeInvalidEmail, column, p.Email, sentence(err.Error()))
	}
}

// phone is the number in E.164, or empty: an unusable phone never stops a row.
func (r *reader) phone(p rosterfile.Person, out *reading) string {
	if p.Phone == "" {
		return ""
	}
	column := r.column(p.Number, "phone")
	phone, err := contact.ParsePhone(p.Phone)
	if err != nil {
		out.note(fmt.Sprintf("%s: the phone cannot be used (%s)", column, p.Phone))
		return ""
	}
	if _, extension := contact.SplitExtension(p.Phone); extension != "" {
		out.note(fmt.Sprintf("%s: the extension is not kept (%s)", column, p.Phone))
	}
	return phone.Reveal()
}

// roles reads the household role and, in a column that may hold either, what is
// one; the role in the community is never above a plain member's.
func (r *reader) roles(p rosterfile.Person, res *resident, out *reading) {
	if p.HouseholdRole != "" {
		role, ok := householdRole(p.HouseholdRole)
		if !ok {
			out.note(fmt.Sprintf("%s: not a household role we know (%s)", r.column(p.Number, "householdRole"), p.HouseholdRole))
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
		out.note(fmt.Sprintf("%s: a roster gives nobody a role with permissions; set it in Community Members (%s)", r.column(p.Number, "role"), p.Role))
	}
}

// column is the heading of a field of the person, or empty.
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

// sentence makes a sentence of a reason.
func sentence(reason string) string {
	reason = strings.TrimSuffix(strings.TrimSpace(reason), ".")
	if reason == "" {
		return ""
	}
	return strings.ToUpper(reason[:1]) + reason[1:] + "."
}
