package rosterfile

import (
	"fmt"
	"slices"
	"strings"

	"github.com/communitrak/onboarding/internal/rosterfile/columns"
	"github.com/communitrak/onboarding/internal/rosterfile/sheet"
)

// interpreter converts records to rows. It is reused for all records of one
// pass, so that a row costs no more than its contents.
type interpreter struct {
	*layout
	row        Row
	other      bool        // another table has started
	group      string      // the title above the row, if it is not that of residents
	street     string      // the title above the row, if it is a street
	candidates []candidate // emails and phones of the row
	tried      []candidate // those of one person
}

// interpret returns the row of a record of the given list, or false for a blank
// record. was holds the file's values, by column, where the record was
// corrected.
func (in *interpreter) interpret(rec sheet.Record, list int, was map[int]string) (Row, bool) {
	if rec.Blank() && len(was) == 0 {
		return Row{}, false
	}
	if rec.Placed && columns.IsFix(in.columns) {
		// A spreadsheet program has saved our text as a workbook, including
		// apostrophes.
		for i, c := range rec.Cells {
			rec.Cells[i] = sheet.UnescapeFormula(c)
		}
	}
	in.row = Row{Number: rec.Number, Cells: in.align(rec.Cells)}
	in.noteCorrected(list, was)
	if in.row.Skipped = in.skipped(rec); in.row.Skipped != "" {
		in.enter(rec)
		return in.row, true
	}
	if in.enterStreet(rec) {
		in.row.Skipped = "the street of the rows below it"
		return in.row, true
	}
	if in.other = in.other || columns.IsOtherTable(rec, in.header); in.other {
		in.row.Problem = &Problem{Code: ProblemOtherTable, Reason: "the row belongs to another table below the first, with headings of its own; save that table as a file of its own"}
		return in.row, true
	}
	if in.row.Problem = in.judge(rec); in.row.Problem == nil && in.group != "" {
		in.row.Problem = &Problem{Code: ProblemNotResidents, Value: in.group, Reason: fmt.Sprintf("the row is listed under %q, which is not a list of people to invite", in.group)}
	}
	if in.row.Problem != nil {
		return in.row, true
	}
	if rec.Stray {
		in.note(Note{Code: NoteStrayQuote})
	}
	if len(rec.Cells) < in.required && !rec.Placed {
		in.note(Note{Code: NoteShortRow})
	}
	in.read()
	for _, m := range rec.Merged {
		if _, changed := was[m.Cell+1]; !changed && in.ofHome(m.Cell) {
			in.note(Note{Column: in.columns[m.Cell].Name(), Code: NoteMerged, From: m.Value})
		}
	}
	return in.row, true
}

// skipped describes a record that is about nobody, or returns "".
func (in *interpreter) skipped(rec sheet.Record) string {
	return columns.Skipped(rec, in.header, func(i int) bool { return i < len(in.fields) && columns.IsPlaceField(in.fields[i].Name) })
}

// enter remembers the title of a group, until another one says who the rows
// below are about. A directory's letters and a building's name do not.
func (in *interpreter) enter(rec sheet.Record) {
	i := slices.IndexFunc(rec.Cells, func(c string) bool { return sheet.Clean(c) != "" })
	title := sheet.Clean(rec.Cells[i])
	if in.row.Skipped == columns.GroupTitle {
		in.street = ""
	}
	switch residents, said := columns.GroupOf(title); {
	case said && residents:
		in.group = ""
	case said:
		in.group = sheet.Truncate(title, 80)
	}
}

func (in *interpreter) note(n Note) { in.row.Notes = append(in.row.Notes, n) }

// read fills in the row's people and place from its cells.
func (in *interpreter) read() {
	r := &in.row
	in.candidates = in.candidates[:0]
	people := make([]Person, in.people)
	var street streetParts
	lotSuffix := ""
	for i, f := range in.fields {
		if f.Name == "" {
			if in.notes[i] && r.Cells[i] != "" {
				in.absent(in.columns[i].AbsenceInNotes(r.Cells[i], in.namesSomebody))
			}
			continue
		}
		in.addAbsenceInRemark(f, i)
		value, code := repair(r.Cells[i], f.Name)
		if in.columns[i].NamesProperty() {
			if address := columns.WithoutName(value, true); address != value {
				value, code = address, NotePropertyName
			}
		}
		if code != "" {
			in.note(noteOf(code, f.Person, in.columns[i].Name(), r.Cells[i], value))
		}
		switch {
		case f.Name == columns.FieldNoMail:
			if said, is := in.columns[i].NoMail(value); is {
				people[f.Person-1].NoMail, people[f.Person-1].NoMailFrom = said, i+1
			}
		case value == "":
		case f.Name == columns.FieldStreetNumber:
			street.number = value
		case columns.IsPlat(f.Name) && !columns.LooksLikePlat(value):
			r.Place.Subdivision = strings.TrimSpace(r.Place.Subdivision + " " + value) // "The Oaks"
		case f.Name == columns.FieldLotSuffix:
			lotSuffix = value
		case columns.IsStreetPart(f.Name):
			*street.part(f.Name) = value
		case f.Name == columns.FieldHousehold:
			r.Household = value
		case f.Person == 0:
			*r.Place.part(f.Name) = value
		case f.Name == columns.FieldEmail || f.Name == columns.FieldPhone:
			in.addCandidates(f, i, value)
		case columns.IsPresence(f.Name):
			in.addAbsence(f, i, value)
		default:
			*people[f.Person-1].part(f.Name) = value
			in.addAbsenceByKind(f, i, value)
		}
	}
	if i := in.elsewhere(); i >= 0 {
		in.note(Note{Column: in.columns[i].Name(), Code: NoteOtherAddress, From: r.Cells[i]})
		r.Place, street = Place{}, streetParts{}
	}
	r.Place.Street = street.around(r.Place.Street)
	in.addStreet()
	if r.Place.Lot != "" {
		r.Place.Lot += lotSuffix
	}
	for n := range people {
		people[n].Number, people[n].NameFrom = n+1, n+1
		if n > 0 && people[n].isEmpty() && in.dropNameless(n+1) {
			continue
		}
		people[n].Email, people[n].EmailFrom = in.choose(&people[n], columns.FieldEmail)
		people[n].Phone, people[n].PhoneFrom = in.choose(&people[n], columns.FieldPhone)
		if n > 0 {
			in.dropNobody(&people[n])
		}
	}
	in.dropEmailOfAnother(people)
	r.People = slices.DeleteFunc(in.split(people), Person.isEmpty)
	in.addNoMail(r.People)
}

// elsewhere returns the column of the address if the row says that it is of
// another kind than the home's, or -1.
func (in *interpreter) elsewhere() int {
	for i, kind := range in.kinds {
		if kind >= 0 && in.fields[i].Person == 0 && in.row.Cells[i] != "" && columns.IsElsewhere(columns.Folded(in.row.Cells[kind])) {
			return i
		}
	}
	return -1
}

// absent adds what a value says about somebody who does not live there, if it
// says so.
func (in *interpreter) absent(a columns.Absence, ok bool) {
	if ok {
		in.row.Absences = append(in.row.Absences, a)
	}
}

func (in *interpreter) addAbsence(f columns.Field, column int, value string) {
	in.absent(in.columns[column].Absence(f, value))
}

// addAbsenceByKind adds what a type or relationship says about whether the
// person lives there.
func (in *interpreter) addAbsenceByKind(f columns.Field, column int, value string) {
	switch f.Name {
	case columns.FieldResidentType, columns.FieldHouseholdRole:
		in.addAbsence(columns.Field{Person: f.Person, Name: columns.FieldStatus}, column, value)
		in.addAbsence(f, column, value)
	}
}

// addAbsenceInRemark adds what a remark in a name or an address says: "Uma Vale
// (moved 2024)" has left, and so have all of "2 Rail St - sold".
func (in *interpreter) addAbsenceInRemark(f columns.Field, column int) {
	if f.Person > 0 && !columns.IsNameField(f.Name) {
		return
	}
	in.absent(in.columns[column].AbsenceInRemark(max(1, f.Person), in.row.Cells[column]))
}

// addNoMail adds what speaks of all people of the row: notes ("do not email"),
// what else is not used and says so, and the one column about who gets no mail
// if it names nobody.
func (in *interpreter) addNoMail(people []Person) {
	for i := range in.fields {
		said, refuses := "", false
		switch cell := in.row.Cells[i]; {
		case i == in.noMail:
			said, refuses = in.columns[i].NoMail(cell)
		case cell == "" || in.fields[i].Name != "":
		case in.notes[i]:
			said, refuses = columns.NoMailInNotes(cell)
		default:
			said, refuses = columns.RefusesMail(cell)
		}
		if !refuses {
			continue
		}
		for n := range people {
			people[n].NoMail, people[n].NoMailFrom = said, i+1
		}
	}
}

// namesSomebody reports whether the word is in a name of the row.
func (in *interpreter) namesSomebody(word string) bool {
	for i, f := range in.fields {
		if columns.IsNameField(f.Name) && slices.Contains(columns.Words(in.row.Cells[i]), word) {
			return true
		}
	}
	return false
}

// dropNameless drops an "Email 2" if no second person is named: nobody knows
// whose it is.
func (in *interpreter) dropNameless(person int) bool {
	if slices.ContainsFunc(in.candidates, func(v candidate) bool { return v.Person == person && in.names[v.column] }) {
		return false
	}
	for _, v := range in.candidates {
		if v.Person == person && v.Name == columns.FieldEmail {
			in.leave(v, 0)
		}
	}
	return true
}

// dropNobody drops a further person whose name says that there is none: "Vacant",
// "Owner occupied", "Same as owner".
func (in *interpreter) dropNobody(p *Person) {
	if p.FullName == "" || p.Email != "" || p.Phone != "" || !columns.SaysNobody(p.FullName) {
		return
	}
	in.note(Note{Column: in.nameColumn(p.Number), Code: NoteNobody, From: p.FullName})
	p.FullName = ""
}

// dropEmailOfAnother drops an email if no heading says whose it is, and it begins
// with the first name of somebody else in the row who has none.
func (in *interpreter) dropEmailOfAnother(people []Person) {
	for n := range people {
		p := &people[n]
		if p.Email == "" || in.names[p.EmailFrom-1] {
			continue
		}
		for _, other := range people {
			if other.Number == p.Number || other.Email != "" || !Crossed([]string{p.firstName(), other.firstName()}, []string{p.Email, ""}) {
				continue
			}
			column := p.EmailFrom - 1
			in.leave(candidate{Field: in.fields[column], column: column, value: p.Email}, 0)
			p.Email, p.EmailFrom = "", 0
			break
		}
	}
}

// firstName returns the first name as typed, or what stands where one does.
func (p *Person) firstName() string {
	if p.First != "" {
		return firstWord(p.First)
	}
	return firstWord(p.FullName)
}

// streetParts are the parts of a street other than its name.
type streetParts struct{ number, suffix, direction, kind, end string }

func (p *streetParts) part(name string) *string {
	switch name {
	case columns.FieldNumberSuffix:
		return &p.suffix
	case columns.FieldStreetDirection:
		return &p.direction
	case columns.FieldStreetType:
		return &p.kind
	}
	return &p.end
}

// around adds the parts around a street's name, except for those it already
// contains.
func (p streetParts) around(name string) string {
	if p == (streetParts{}) || p.number == "" && name == "" {
		return name
	}
	words := strings.Fields(name)
	if len(words) > 0 && p.direction != "" && !strings.EqualFold(words[0], p.direction) {
		name = p.direction + " " + name
	}
	for _, part := range []string{p.kind, p.end} {
		if n := len(words); n > 0 && part != "" && !strings.EqualFold(words[n-1], part) {
			name += " " + part
		}
	}
	number := p.number + p.suffix
	if p.suffix != "" && sheet.IsNumber(p.suffix[:1]) {
		number = p.number + " " + p.suffix // "14 1/2"
	}
	return strings.TrimSpace(number + " " + name)
}

func (p *Place) part(name string) *string {
	switch name {
	case columns.FieldAddress:
		return &p.Address
	case columns.FieldStreet:
		return &p.Street
	case columns.FieldUnit:
		return &p.Unit
	case columns.FieldUnit2:
		return &p.Unit2
	case columns.FieldBuilding:
		return &p.Building
	case columns.FieldCity:
		return &p.City
	case columns.FieldState:
		return &p.State
	case columns.FieldZIP:
		return &p.ZIP
	case columns.FieldLot:
		return &p.Lot
	case columns.FieldSection:
		return &p.Section
	case columns.FieldPhase:
		return &p.Phase
	case columns.FieldTract:
		return &p.Tract
	case columns.FieldSubdivision:
		return &p.Subdivision
	}
	return &p.Block
}

func (p *Person) part(name string) *string {
	switch name {
	case columns.FieldFullName, columns.FieldLastFirst:
		return &p.FullName
	case columns.FieldFirst:
		return &p.First
	case columns.FieldMiddle:
		return &p.Middle
	case columns.FieldLast:
		return &p.Last
	case columns.FieldTitle:
		return &p.Title
	case columns.FieldSuffix:
		return &p.Suffix
	case columns.FieldHouseholdRole:
		return &p.HouseholdRole
	case columns.FieldRole:
		return &p.Role
	}
	return &p.ResidentType
}

// isEmpty reports whether nothing indicates that the person exists: a form may
// leave a role or type behind.
func (p Person) isEmpty() bool {
	return p.FullName == "" && p.First == "" && p.Last == "" && p.Email == "" && p.Phone == ""
}
