package parse

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"slices"
	"strconv"
	"strings"
	"time"

	"communitrak/internal/contact"
	"communitrak/internal/personname"
	"communitrak/internal/roster"
	"communitrak/internal/rosterfile"
)

// Parser interprets the rows of a file before the table is consulted. Rows must
// be read in file order: of rows with the same email, the first one counts.
type Parser struct {
	preferences roster.Preferences
	personID    func(ctx context.Context, email string) (string, error)
	// columns are the headings by field.
	columns map[string]string
	// spouses are the numbers of the people whose heading calls them a spouse.
	spouses map[int]bool
	sources sources
	// seen is where the owners of emails in several rows were first read.
	repeats repeats
	seen    map[string]Sighting
	// subdivisions are by lot, if the file names them.
	subdivisions map[string]string
	// today separates people who have left from people who will.
	today time.Time
	log   *slog.Logger
}

// Sighting is where a person was first read, and with which name and home;
// Number is their number within the row.
type Sighting struct {
	Row, Number int
	name        personname.Name
	home        roster.Property
}

// NewParser returns a parser of the file's rows. personID identifies people by
// their email.
func NewParser(file *rosterfile.File, p roster.Preferences, personID func(context.Context, string) (string, error), today time.Time, log *slog.Logger) *Parser {
	r := &Parser{preferences: p, personID: personID, today: today, log: log, columns: map[string]string{}, spouses: map[int]bool{}, sources: newSources(file.Columns()), seen: map[string]Sighting{}, subdivisions: map[string]string{}}
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

// Row is a row in normal form. Remarks about the row apply to all of its
// people.
type Row struct {
	Remarks
	Number int
	// List is 1 for a row of a second list beside the first.
	List int
	// Skipped says what the row is if it is not about a person.
	Skipped string
	// People can be looked up in the table; if something is wrong with the row
	// there are none.
	People []Resident
	// Unfit are those who need attention whatever the table says.
	Unfit      []Resident
	Home       roster.Property
	HomeColumn string
	Household  string
	// broken: our code cannot read the row, through no fault of the file.
	Broken bool
	// emails is the number of emails in the row.
	emails int
	// Planned is what the plan says about the row, if there is one.
	Planned []roster.RowResult
	// Cells are the cells of the row.
	Cells cells
}

// Resident is one person of a row.
type Resident struct {
	Remarks
	// Number distinguishes the people of a row, from 1.
	Number      int
	First, Last string
	Name        personname.Name
	Email       string
	Person      string
	// SharedWith is where the file first gives the email to somebody else, or
	// nil.
	SharedWith *Sighting
	// Column is the heading of the email.
	Column        string
	Phone         string
	HouseholdRole roster.HouseholdRole
	Sources       []roster.Source
}

// NumberIn distinguishes the people of a row from those in the row with the
// same number in a second list beside the first. Number 0 is nobody.
func NumberIn(list, number int) int { return list*(rosterfile.MaxPeople+1) + number }

// ListOf returns the list that a result belongs to.
func ListOf(result roster.RowResult) int { return result.Person / (rosterfile.MaxPeople + 1) }

// FullName returns the first and last name.
func (p Resident) FullName() string { return p.First + " " + p.Last }

// Remarks are the reasons why a row or one of its people needs attention, and
// notes about them.
type Remarks struct {
	Reasons []roster.RowReason
	Notes   []string
}

// How much of a row's own text is kept with its result.
const (
	MaxValue   = 200
	MaxMessage = 500
	maxNotes   = 20
)

// Attention adds a reason: its code, the heading and value that it points to,
// and what it says to people.
func (r *Remarks) Attention(code, column, value, message string) {
	r.Reasons = append(r.Reasons, roster.RowReason{
		Code: code, Column: column, Value: Clip(value, MaxValue), Message: Clip(message, MaxMessage),
	})
}

// Note adds a note, unless there are too many already.
func (r *Remarks) Note(text string) {
	if len(r.Notes) < maxNotes {
		r.Notes = append(r.Notes, Clip(text, MaxMessage))
	}
}

// Parse interprets the row. A row that makes our code panic is broken; it does
// not stop the others.
func (r *Parser) Parse(ctx context.Context, row rosterfile.Row) (out Row, err error) {
	defer func() {
		if cause := recover(); cause != nil {
			r.log.ErrorContext(ctx, "a row could not be read", "row", row.Number, "panic", fmt.Sprintf("%T", cause))
			out, err = Row{Number: row.Number, Broken: true}, nil
		}
	}()
	return r.interpret(ctx, row)
}

func (r *Parser) interpret(ctx context.Context, row rosterfile.Row) (Row, error) {
	out := Row{Number: row.Number, List: row.List, Skipped: row.Skipped, Household: row.Household, HomeColumn: r.placeColumn(), Cells: cells{row, &r.sources}}
	if p := row.Problem; p != nil {
		out.Attention(p.Code, p.Column, p.Value, Sentence(p.Reason))
	}
	if row.Problem != nil || row.Skipped != "" {
		return out, nil
	}
	people := r.People(&row)
	out.emails = emailsOf(people, row.Unused)
	notes := out.repaired(row.Notes)
	residents := make([]Resident, 0, len(people))
	for i, p := range people {
		if TypedName(p) == "" && (p.Email == "" && p.Number > 1 || repeatsEmail(people[:i], p)) {
			out.nameless(r, p)
			continue
		}
		res := Resident{Number: NumberIn(row.List, p.Number), Column: r.column(p.Number, "email"), Remarks: Remarks{Notes: notes[p.Number]}}
		r.resident(p, row.Absences, &res, &out)
		res.Sources = r.sources.person(row, p, &res)
		residents = append(residents, res)
	}
	if len(residents) == 0 && len(out.Reasons) == 0 {
		out.Attention(CodeMissingName, r.nameColumn(1), "", "This row doesn’t name anyone.")
	}
	home, ok := r.home(row.Place, &out)
	if !ok || len(out.Reasons) > 0 {
		out.Unfit = residents
		return out, nil
	}
	out.Home = home
	for i := range residents {
		residents[i].Sources = r.sources.home(residents[i].Sources, row, home)
	}
	return out, r.register(ctx, &out, residents)
}

// repaired records the repairs of the whole row, and returns a description of
// the repairs of its people, by number.
func (r *Row) repaired(notes []rosterfile.Note) map[int][]string {
	var ofPeople map[int][]string
	for _, n := range notes {
		switch {
		case n.Code == rosterfile.NoteMisreadAsDay:
			r.Attention(CodeMisreadAsDay, n.Column, n.From, fmt.Sprintf("%q is a date. A spreadsheet may have turned a unit or number such as 3-1 into one. Enter what it should be, as text.", n.From))
		case n.Person == 0:
			r.Note(n.String())
		case len(ofPeople[n.Person]) < maxNotes:
			if ofPeople == nil {
				ofPeople = map[int][]string{}
			}
			ofPeople[n.Person] = append(ofPeople[n.Person], Clip(n.String(), MaxMessage))
		}
	}
	return ofPeople
}

// nameless notes what is known of a nameless person who is nobody, or somebody
// already in the row.
func (r *Row) nameless(columns *Parser, p rosterfile.Person) {
	if p.Email != "" {
		r.Note(fmt.Sprintf("%s: the same email again, without a name", columns.column(p.Number, "email")))
		return
	}
	r.Note(fmt.Sprintf("%s: not used, because there is no name or email with it (%s)", columns.column(p.Number, "phone"), p.Phone))
}

func emailsOf(people []rosterfile.Person, unused []rosterfile.Unused) (n int) {
	for _, p := range people {
		if p.Email != "" {
			n++
		}
	}
	for _, u := range unused {
		if !u.Phone {
			n++
		}
	}
	return n
}

// register keeps the residents, each with what identifies them: the email, or,
// if somebody else has it first, the email and the name. Those with a problem
// are set apart.
func (r *Parser) register(ctx context.Context, out *Row, residents []Resident) error {
	for _, p := range residents {
		if len(p.Reasons) == 0 {
			if err := r.identify(ctx, out, &p); err != nil {
				return err
			}
		}
		if len(p.Reasons) > 0 {
			out.Unfit = append(out.Unfit, p)
			continue
		}
		out.People = append(out.People, p)
	}
	return nil
}

// identify determines who the resident is, or why that is impossible.
func (r *Parser) identify(ctx context.Context, row *Row, p *Resident) error {
	if r.repeats.isMailbox(p.Email) {
		p.Attention(CodeDuplicateEmail, p.Column, p.Email, fmt.Sprintf("The email of %s is listed for people of many different names, so it belongs to none of them. Everyone needs an email of their own.", p.FullName()))
		return nil
	}
	id, err := r.personID(ctx, p.Email)
	if err != nil {
		return err
	}
	if first, ok := r.seen[id]; ok {
		p.SharedWith = &first
		if id, err = r.personID(ctx, p.Email+"\x00"+personname.Fold(p.FullName())); err != nil {
			return err
		}
		again, ok := r.seen[id]
		if ok {
			p.SharedWith = &again
		}
		if ok || personname.SameName(first.name, p.Name) {
			p.Duplicate(row.Number, row.Home)
			return nil
		}
	}
	if r.repeats.contains(p.Email) {
		r.seen[id] = Sighting{row.Number, p.Number, p.Name, row.Home}
	}
	p.Person = id
	return nil
}

// repeatsEmail reports whether p repeats the email of an earlier person in the
// row.
func repeatsEmail(before []rosterfile.Person, p rosterfile.Person) bool {
	return p.Email != "" && slices.ContainsFunc(before, func(q rosterfile.Person) bool { return strings.EqualFold(q.Email, p.Email) })
}

// From describes the sighting from the point of view of a row.
func (s Sighting) From(row int) string {
	if s.Row == row {
		return "the same row"
	}
	return fmt.Sprintf("row %d", s.Row)
}

// Duplicate says that the file already gives p's email to somebody: to another
// person, to the same person with another home, or to the same person again.
func (p *Resident) Duplicate(row int, home roster.Property) {
	first, where := p.SharedWith, p.SharedWith.From(row)
	message := fmt.Sprintf("%s has the same email as someone in %s. Everyone needs an email of their own.", p.FullName(), where)
	switch {
	case !personname.SameName(first.name, p.Name):
	case first.home.Line == home.Line && first.home.AddressZIP() == home.AddressZIP():
		message = fmt.Sprintf("%s is listed in %s already, with the same email and home.", p.FullName(), where)
	default:
		message = fmt.Sprintf("%s is listed in %s already, at %s. A person has one home here: keep the row with the right one.", p.FullName(), where, first.home.Label)
	}
	p.Attention(CodeDuplicateEmail, p.Column, p.Email, message)
}

// resident normalizes one person and notes problems: with the person, or, if
// others in the row depend on it, with the row.
func (r *Parser) resident(p rosterfile.Person, absences []rosterfile.Absence, res *Resident, out *Row) {
	typed := TypedName(p)
	r.readName(p, typed, res, out)
	who := typed
	if who == "" {
		who = "The person"
	}
	r.readEmail(p, who, res)
	res.Phone = r.phone(p, res)
	r.roles(p, res)
	if a := r.absence(p, absences); a != nil {
		// Whoever lived with the first person of the row may have left with
		// them.
		remarks := &res.Remarks
		if p.Number == 1 {
			remarks = &out.Remarks
		}
		remarks.absent(who, *a)
	}
	if rosterfile.WantsNoMail(p.NoMail) {
		column := r.column(p.Number, "noMail")
		res.Attention(CodeNoMail, column, p.NoMail, fmt.Sprintf("%s asked not to get mail (see %q). Clear the cell to invite them anyway, or leave the row out.", who, column))
	}
}

func (r *Parser) readEmail(p rosterfile.Person, who string, res *Resident) {
	email, err := contact.ParseEmail(p.Email)
	if err != nil {
		badEmail(p, who, err, res)
		return
	}
	if isPlaceholder(email.Reveal()) {
		res.Attention(contact.CodeInvalidEmail, res.Column, p.Email, fmt.Sprintf("The email for %s is a placeholder, or its domain can’t exist. Enter their real email.", who))
	}
	res.Email = email.Reveal()
}

// absence returns what says that the person does not live there, or nil. A
// leaving date counts once it is past.
func (r *Parser) absence(p rosterfile.Person, absences []rosterfile.Absence) *rosterfile.Absence {
	for i, a := range absences {
		if a.Person == p.Number && !a.Left.After(r.today) {
			return &absences[i]
		}
	}
	return nil
}

func (r *Remarks) absent(who string, a rosterfile.Absence) {
	if a.NotYet {
		r.Attention(CodeNotYetResident, a.Column, a.Value, fmt.Sprintf("%s doesn’t live there yet: it says %q under %s. Correct the cell, or leave the row out.", who, a.Value, a.Column))
		return
	}
	r.Attention(CodeFormerResident, a.Column, a.Value, fmt.Sprintf("%s no longer lives there: it says %q under %s. Correct the cell, or leave the row out.", who, a.Value, a.Column))
}

// TypedName returns the name as the file has it.
func TypedName(p rosterfile.Person) string {
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
func (r *Parser) readName(p rosterfile.Person, typed string, res *Resident, out *Row) {
	column := r.nameColumn(p.Number)
	if out.emails > 1 && twoBeforeComma(p) {
		out.Attention(personname.CodeTwoPeople, column, typed, fmt.Sprintf("%q names two people. Give each of them their own name and email.", typed))
		return
	}
	if p.FullName != "" {
		if bare, less := personname.Bare(typed); less {
			res.Note(fmt.Sprintf("%s: extra marks around the name were left out (%s → %s)", column, typed, bare))
		}
	}
	var err error
	if p.FullName != "" && (p.First == "" || p.Last == "") {
		res.Name, err = personname.Parse(p.FullName)
	} else {
		res.Name, err = personname.FromParts(joined(p.First, p.Middle), p.Last)
	}
	var invalid *personname.InvalidError
	switch {
	case errors.As(err, &invalid) && invalid.Code == personname.CodeRequired:
		res.Attention(CodeMissingName, column, "", "The name is missing.")
	case errors.As(err, &invalid) && invalid.Code == personname.CodeTwoPeople:
		out.Attention(invalid.Code, column, typed, fmt.Sprintf("%q %s. Give each of them their own name and email.", typed, invalid.Reason))
	case errors.As(err, &invalid):
		res.Attention(invalid.Code, column, typed, fmt.Sprintf("%q %s. Enter the name of the person who will sign in.", typed, invalid.Reason))
	case err != nil:
		res.Attention(personname.CodeInvalidName, column, typed, Sentence(err.Error()))
	default:
		keepName(column, typed, res)
	}
}

// keepName sets the member's first and last name, checked as a form does.
func keepName(column, typed string, res *Resident) {
	var err, err2 error
	res.First, err = personname.Clean(res.Name.GivenForMember())
	res.Last, err2 = personname.Clean(res.Name.FamilyForMember())
	switch {
	case err != nil || err2 != nil:
		res.Attention(personname.CodeInvalidName, column, typed, Sentence(errors.Join(err, err2).Error()))
		return
	case res.First == "":
		res.Attention(CodeMissingName, column, typed, fmt.Sprintf("%q has no first name.", typed))
		return
	case res.Last == "":
		res.Attention(CodeMissingName, column, typed, fmt.Sprintf("%q has no last name.", typed))
		return
	}
	if left := res.Name.LeftOut(); left != "" {
		res.Note(fmt.Sprintf("%s: the title, suffix or nickname isn’t kept (%s)", column, left))
	}
}

// twoBeforeComma reports whether a name may be two people: "Abe Roth, Bea Lamb"
// is two people, or one whose last name comes first.
func twoBeforeComma(p rosterfile.Person) bool {
	before, after, ok := strings.Cut(p.FullName, ",")
	return ok && len(strings.Fields(before)) > 1 && len(strings.Fields(after)) > 1
}

func badEmail(p rosterfile.Person, who string, err error, res *Resident) {
	var bad *contact.InvalidError
	switch {
	case errors.As(err, &bad) && bad.Code == contact.CodeRequired:
		res.Attention(CodeMissingEmail, res.Column, "", who+" has no email.")
	case errors.As(err, &bad):
		res.Attention(bad.Code, res.Column, p.Email, fmt.Sprintf("The email for %s %s.", who, strings.TrimSuffix(bad.Reason, ".")))
	default:
		res.Attention(contact.CodeInvalidEmail, res.Column, p.Email, Sentence(err.Error()))
	}
}

// phone returns the number in E.164, or "": an unusable phone never stops a
// row.
func (r *Parser) phone(p rosterfile.Person, res *Resident) string {
	if p.Phone == "" {
		return ""
	}
	column := r.column(p.Number, "phone")
	phone, err := contact.ParsePhone(p.Phone)
	if err != nil {
		res.Note(fmt.Sprintf("%s: this phone can’t be used (%s)", column, p.Phone))
		return ""
	}
	if _, extension := contact.SplitExtension(p.Phone); extension != "" {
		res.Note(fmt.Sprintf("%s: the extension isn’t kept (%s)", column, p.Phone))
	}
	return phone.Reveal()
}

// roles reads the household role, also from a column that may hold either kind;
// the community role is never above a plain member's.
func (r *Parser) roles(p rosterfile.Person, res *Resident) {
	if p.HouseholdRole != "" {
		role, ok := householdRole(p.HouseholdRole)
		if !ok {
			res.Note(fmt.Sprintf("%s: not a household role we know (%s)", r.column(p.Number, "householdRole"), p.HouseholdRole))
		}
		res.HouseholdRole = role
	}
	if p.Role == "" {
		return
	}
	if role, ok := householdRole(p.Role); ok && role == roster.HouseholdHead && res.HouseholdRole == roster.NoHouseholdRole {
		res.HouseholdRole = role
		return
	}
	if asksForMore(p.Role) {
		res.Note(fmt.Sprintf("%s: a roster doesn’t give anyone a role with permissions; set it in Community Members (%s)", r.column(p.Number, "role"), p.Role))
	}
}

// column returns the heading of one of the person's fields, or "".
func (r *Parser) column(person int, field string) string {
	return r.columns["member["+strconv.Itoa(person)+"]."+field]
}

func (r *Parser) nameColumn(person int) string {
	for _, field := range []string{"fullName", "lastFirst", "last", "first"} {
		if c := r.column(person, field); c != "" {
			return c
		}
	}
	return ""
}

// Sentence turns a reason into a sentence.
func Sentence(reason string) string {
	reason = strings.TrimSuffix(strings.TrimSpace(reason), ".")
	if reason == "" {
		return ""
	}
	return strings.ToUpper(reason[:1]) + reason[1:] + "."
}

// Clip truncates a text to at most that many characters.
func Clip(s string, runes int) string {
	n := 0
	for i := range s {
		if n == runes {
			return s[:i] + "…"
		}
		n++
	}
	return s
}
