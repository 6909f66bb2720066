package rosterfile

import (
	"slices"
	"strings"

	"github.com/communitrak/onboarding/internal/rosterfile/columns"
	"github.com/communitrak/onboarding/internal/rosterfile/sheet"
)

// Codes of a Problem.
const (
	ProblemUnclosedQuote = sheet.FaultUnclosedQuote
	ProblemRecordTooLong = sheet.FaultRecordTooLong
	ProblemCellTooLong   = sheet.FaultCellTooLong
	ProblemTooFewCells   = "too_few_cells"
	ProblemTooManyCells  = "too_many_cells"
	ProblemOtherTable    = "other_table"
	ProblemNotResidents  = "not_residents"
)

// Problem says why a row cannot be read. Such a row has no people.
type Problem struct {
	Column string `json:"column,omitempty"`
	Value  string `json:"value,omitempty"`
	Code   string `json:"code"`
	Reason string `json:"reason"`
}

// Row is one row of the file below the header. Rows without any content are
// omitted but still counted in the row numbers.
type Row struct {
	Number    int      // as a spreadsheet program shows it; the header counts
	Cells     []string // as in the file, one for each of File.Columns; secrets are empty
	People    []Person // everybody with a name, an email, or a phone
	Place     Place
	Household string // its name, if the file has one
	Absences  []columns.Absence
	Notes     []Note
	Unused    []Unused
	Problem   *Problem
	// List is 1 for a row of a second list next to the first. Its cells are
	// here as if they were in the columns of the first list.
	List int
	// Columns are the file's column numbers, from 1, of Cells, or nil if they
	// are the same.
	Columns []int
	// Corrected are the cells that somebody corrected by hand.
	Corrected []Corrected
	// Skipped describes a row that is about nobody: repeated headings, a total, a
	// page line, or a group title.
	Skipped string
}

// Column returns the file's column number, from 1, of cell i.
func (r Row) Column(i int) int {
	if r.Columns != nil && r.Columns[i] > 0 {
		return r.Columns[i]
	}
	return i + 1
}

// Person is what a row says about one person, as typed.
type Person struct {
	Number        int // member[Number] of the mapping
	FullName      string
	First         string
	Middle        string
	Last          string
	Title         string
	Suffix        string
	Email         string
	Phone         string
	HouseholdRole string
	Role          string
	ResidentType  string
	NoMail        string // what says that the person gets no mail, if NoMailFrom does
	// NameFrom, EmailFrom, PhoneFrom, and NoMailFrom say where the values come
	// from: the name is in the columns of member[NameFrom]; the others are
	// column numbers, 0 for none.
	NameFrom, EmailFrom, PhoneFrom, NoMailFrom int
}

// Place is what a row says about the property, as typed. Address may be a
// complete address or a lot; Street is a delivery line.
type Place struct {
	Address  string
	Street   string
	Unit     string
	Unit2    string // a second unit column, or the second line of the address
	Building string
	City     string
	State    string
	ZIP      string
	Lot      string
	Block    string
	Section  string
	Phase    string
	Tract    string
	// Subdivision is a name; lots with the same number in two subdivisions are
	// two homes.
	Subdivision string
}

// layout is the mapping in the form used to read rows.
type layout struct {
	columns  []columns.Column
	fields   []columns.Field // parallel to columns; zero if a column is not used
	people   int
	required int   // columns that a row should reach; later ones have no heading
	kinds    []int // for a phone, an email, or an address, the column with its kind, or -1
	owners   []int // for a phone or an email, the column that says whose it is, or -1
	header   []string
	names    []bool // whether the heading or a layout names whose column it is
	notes    []bool // whether it holds notes
	noMail   int    // the column that says for all people of a row whether they get mail, or -1
	// again holds, for each column of the first list, the number of its
	// counterpart in the second list, or 0; it is nil if there is no second
	// list.
	again []int
}

func newLayout(all []columns.Column) layout {
	l := layout{columns: all, fields: make([]columns.Field, len(all))}
	for i, c := range all {
		l.names, l.notes = append(l.names, c.NamesWhose()), append(l.notes, c.IsNotes())
		l.header = append(l.header, sheet.Clean(c.Header))
		f, ok := columns.ParseField(c.Field)
		if ok || l.header[i] != "" && !c.Added() {
			l.required = i + 1
		}
		if f.Name == columns.FieldAgain {
			l.follow(i)
			f = columns.Field{}
		}
		l.fields[i] = f
		l.people = max(l.people, f.Person)
	}
	l.noMail = l.noMailOfAll()
	for i, f := range l.fields {
		l.kinds, l.owners = append(l.kinds, -1), append(l.owners, -1)
		if f.Name == columns.FieldPhone || f.Name == columns.FieldEmail {
			l.owners[i] = ownerOf(all, i)
		}
		if f.Name == columns.FieldPhone || f.Name == columns.FieldEmail || f.Name == columns.FieldAddress || f.Name == columns.FieldStreet {
			l.kinds[i] = kindOf(all, i, f.Name == columns.FieldPhone)
		}
	}
	return l
}

// noMailOfAll returns the column that says of all people of a row whether they
// get mail, or -1: the only one about that, if its heading names nobody and it
// stands before or behind the columns of all people, not among those of one.
func (l layout) noMailOfAll() int {
	is := func(f columns.Field) bool { return f.Name == columns.FieldNoMail }
	i := slices.IndexFunc(l.fields, is)
	if i < 0 || slices.ContainsFunc(l.fields[i+1:], is) || !l.columns[i].OfRow() {
		return -1
	}
	ofPerson := func(f columns.Field) bool { return f.Person > 0 && !is(f) }
	if slices.ContainsFunc(l.fields[:i], ofPerson) && slices.ContainsFunc(l.fields[i:], ofPerson) {
		return -1
	}
	return i
}

// follow records that column i is the second list's counterpart of an earlier
// column with the same heading.
func (l *layout) follow(i int) {
	if l.again == nil {
		l.again = make([]int, len(l.columns))
	}
	for j, f := range l.fields[:i] {
		if f.Name != "" && l.again[j] == 0 && columns.Folded(l.columns[j].Header) == columns.Folded(l.columns[i].Header) {
			l.again[j] = i + 1
			return
		}
	}
}

// first returns the record without the cells of the second list.
func (l *layout) first(rec sheet.Record) sheet.Record {
	rec.Cells = slices.Clone(rec.Cells)
	for _, twin := range l.again {
		if twin > 0 && twin <= len(rec.Cells) {
			rec.Cells[twin-1] = ""
		}
	}
	return rec
}

// second returns only the second list's part of the record, with its cells in
// the columns of the first list.
func (l *layout) second(rec sheet.Record) sheet.Record {
	cells := make([]string, len(l.columns))
	for j, twin := range l.again {
		if twin > 0 && twin <= len(rec.Cells) {
			cells[j] = rec.Cells[twin-1]
		}
	}
	rec.Cells = cells
	return rec
}

// kindOf returns the column whose heading is that of column i plus "Type" or
// "Label", or for phones also "Type 1" right behind "Phone 1", or -1.
func kindOf(all []columns.Column, i int, isPhone bool) int {
	value := columns.Words(all[i].Header)
	number := slices.DeleteFunc(slices.Clone(value), func(w string) bool { return !sheet.IsNumber(w) })
	for j, c := range all {
		ws := slices.DeleteFunc(columns.Words(c.Header), func(w string) bool { return w == "type" || w == "label" })
		if j == i || c.Field != "" || c.Secret || columns.Folded(c.Header) == strings.Join(ws, " ") {
			continue
		}
		if sameWords(ws, value) || isPhone && j == i+1 && (len(ws) == 0 || slices.Equal(ws, number)) {
			return j
		}
	}
	return -1
}

// ownerOf returns the unused column that says whose the values of column i are,
// "Email Belongs To" beside "Email", or -1.
func ownerOf(all []columns.Column, i int) int {
	value := columns.Words(all[i].Header)
	return slices.IndexFunc(all, func(c columns.Column) bool {
		words := columns.Words(c.Header)
		subject := slices.DeleteFunc(slices.Clone(words), func(w string) bool { return columns.Says("whose", w) })
		asks := len(subject) < len(words) && (words[0] == "whose" || slices.Equal(words[:len(subject)], subject)) // "Owner Email" is an email
		return asks && c.Field == "" && !c.Secret && sameWords(subject, value)
	})
}

// sameWords compares headings, ignoring "Value" and the like, which accompany
// "Label".
func sameWords(a, b []string) bool {
	b = slices.DeleteFunc(slices.Clone(b), func(w string) bool { return w == "value" || w == "formatted" || w == "street" && len(b) > 1 })
	return slices.Equal(a, b)
}

// align returns one cell for each column, with secrets blanked.
func (l *layout) align(cells []string) []string {
	if len(cells) != len(l.columns) {
		cells = append(make([]string, 0, len(l.columns)), cells[:min(len(cells), len(l.columns))]...)
		for len(cells) < len(l.columns) {
			cells = append(cells, "")
		}
	}
	for i := range l.columns {
		if l.columns[i].Secret {
			cells[i] = ""
		}
	}
	return cells
}

// judge returns why a record does not fit the columns, or nil.
func (l *layout) judge(rec sheet.Record) *Problem {
	switch rec.Fault {
	case ProblemUnclosedQuote:
		return &Problem{Code: rec.Fault, Reason: "a quotation mark opens a cell and none closes it"}
	case ProblemRecordTooLong:
		return &Problem{Code: rec.Fault, Reason: "the row is longer than a row may be"}
	case ProblemCellTooLong:
		return l.tooLong(rec)
	}
	switch width := rec.Width(); {
	case width > len(l.columns):
		return &Problem{Code: ProblemTooManyCells, Value: sheet.Truncate(sheet.Clean(strings.Join(rec.Cells[len(l.columns):width], " | ")), 400),
			Reason: "the row has more cells than there are headings, perhaps by a delimiter inside a value without quotation marks"}
	case len(rec.Cells) < l.required && !rec.Placed && !l.mayEnd(rec.Cells):
		return &Problem{Code: ProblemTooFewCells, Reason: "the row has fewer cells than there are headings, so its values may stand in wrong columns"}
	}
	return l.unmended(rec.Cells)
}

// tooLong returns the problem of a record whose longest cell is over the limit,
// without the value of a secret.
func (l *layout) tooLong(rec sheet.Record) *Problem {
	p := &Problem{Code: rec.Fault, Reason: "the cell is longer than a cell may be"}
	longest := 0
	for i, c := range rec.Cells {
		if len(c) > len(rec.Cells[longest]) {
			longest = i
		}
	}
	if longest < len(l.columns) {
		c := l.columns[longest]
		p.Column = c.Name()
		if !c.Secret {
			p.Value = sheet.Truncate(rec.Cells[longest], 80)
		}
	}
	return p
}

// mayEnd reports whether a row that ends early is certainly not shifted: its
// email is in the email column, the values after it look right for their
// columns, and no name or place is missing.
func (l *layout) mayEnd(cells []string) bool {
	email := -1
	for i, f := range l.fields[:min(len(cells), len(l.fields))] {
		if f.Name == columns.FieldEmail && columns.LooksLikeEmail(sheet.Clean(cells[i])) {
			email = i
		}
	}
	if email < 0 {
		return false
	}
	for i, f := range l.fields[email+1:] {
		value := ""
		if i += email + 1; i < len(cells) {
			value = sheet.Clean(cells[i])
		}
		if !l.fits(f, value) {
			return false
		}
	}
	return true
}

// fits reports whether a value after the email of a short row certainly belongs
// to the column.
func (l *layout) fits(f columns.Field, value string) bool {
	switch f.Name {
	case columns.FieldAddress, columns.FieldStreet:
		return columns.LooksLikePlace(value)
	case columns.FieldState:
		return columns.Says("states", strings.ToUpper(value))
	case columns.FieldZIP:
		five, _, _ := strings.Cut(value, "-")
		return sheet.IsNumber(five) && len(five) == 5
	case columns.FieldEmail:
		return value == "" || columns.LooksLikeEmail(value)
	case "", columns.FieldPhone, columns.FieldHouseholdRole, columns.FieldRole, columns.FieldResidentType, columns.FieldStatus, columns.FieldNoMail, columns.FieldLeft, columns.FieldLives, columns.FieldArrives:
		return true
	}
	return false
}
