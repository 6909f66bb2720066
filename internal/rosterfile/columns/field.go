package columns

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// The meanings of a column. Fields of a person are written member[1].email,
// member[2].email …; more emails and phones of one person are member[1].email2,
// member[1].phone2 …, in the order in which they are tried. Fields of the place
// are written property.street …, the household's name household.name. Whatever
// begins with "property." is part of the address by which homes are told apart.
const (
	FieldFullName      = "fullName"
	FieldLastFirst     = "lastFirst" // the full name, last name first, with no comma required
	FieldFirst         = "first"
	FieldMiddle        = "middle"
	FieldLast          = "last"
	FieldTitle         = "title"
	FieldSuffix        = "suffix"
	FieldEmail         = "email"
	FieldPhone         = "phone"
	FieldHouseholdRole = "householdRole"
	FieldRole          = "role"
	FieldResidentType  = "residentType"
	FieldStatus        = "status"  // whether the person still lives there
	FieldNoMail        = "noMail"  // whether the person has asked for no mail
	FieldLeft          = "left"    // a date or flag for those who have left
	FieldLives         = "lives"   // a flag for those who live there
	FieldArrives       = "arrives" // the date from which they live there

	FieldAddress      = "property.address"
	FieldStreet       = "property.street"
	FieldStreetNumber = "property.streetNumber"
	FieldUnit         = "property.unit"
	FieldUnit2        = "property.unit2" // another unit or second line
	// Parts of a street in separate columns.
	FieldStreetDirection = "property.streetDirection"
	FieldStreetType      = "property.streetType"
	FieldNumberSuffix    = "property.streetNumberSuffix" // "A" and "1/2" after the number
	fieldStreetEnd       = "property.streetEnd"          // a direction after the type
	FieldBuilding        = "property.building"
	FieldLot             = "property.lot"
	FieldBlock           = "property.block"
	FieldSection         = "property.section"
	FieldPhase           = "property.phase"
	FieldTract           = "property.tract"
	FieldLotSuffix       = "property.lotSuffix"
	FieldSubdivision     = "property.subdivision" // a name within which lots are numbered
	FieldCity            = "property.city"
	FieldState           = "property.state"
	FieldZIP             = "property.zip"

	// FieldAgain is a column of a second list next to the first: it means the
	// same as the column with the same heading in the first list, but for
	// people in rows of their own.
	FieldAgain = "again"

	FieldHousehold  = "household.name"
	fieldFamilyName = "familyName" // last name or household name; settled by the other columns
)

var personFields = []string{
	FieldFullName, FieldLastFirst, FieldFirst, FieldMiddle, FieldLast, FieldTitle, FieldSuffix, FieldEmail, FieldPhone,
	FieldHouseholdRole, FieldRole, FieldResidentType, FieldStatus, FieldNoMail, FieldLeft, FieldLives, FieldArrives,
}

var placeFields = []string{
	FieldAddress, FieldStreet, FieldStreetNumber, FieldNumberSuffix, FieldStreetDirection, FieldStreetType, fieldStreetEnd, FieldUnit, FieldUnit2, FieldBuilding, FieldLot, FieldBlock, FieldSection, FieldPhase, FieldTract, FieldLotSuffix, FieldSubdivision, FieldCity, FieldState, FieldZIP,
	FieldHousehold,
}

// MaxPeople is the maximum number of people in one row.
const MaxPeople = 9

// MaxNumber is the maximum number of emails or phones of one person.
const MaxNumber = 9

// Field is a parsed column meaning.
type Field struct {
	Person int    // from 1; 0 for the place and the household
	Name   string // one of the constants above
	Number int    // from 1; 2 for email2
}

// memberField formats a field of person n.
func memberField(n int, name string, number int) string {
	if number > 1 {
		name += strconv.Itoa(number)
	}
	return fmt.Sprintf("member[%d].%s", n, name)
}

// ParseField parses a field as written in a Mapping.
func ParseField(s string) (Field, bool) {
	if s == FieldAgain || slices.Contains(placeFields, s) {
		return Field{Name: s}, true
	}
	rest, ok := strings.CutPrefix(s, "member[")
	if !ok || len(rest) < 4 || rest[0] < '1' || rest[0] > '0'+MaxPeople || rest[1:3] != "]." {
		return Field{}, false
	}
	f := Field{Person: int(rest[0] - '0'), Name: rest[3:], Number: 1}
	if slices.Contains(personFields, f.Name) {
		return f, true
	}
	last := f.Name[len(f.Name)-1]
	f.Name = f.Name[:len(f.Name)-1]
	if !isNumbered(f.Name) || last < '2' || last > '0'+MaxNumber {
		return Field{}, false
	}
	f.Number = int(last - '0')
	return f, true
}

// isNumbered reports whether several columns may be the same field of one
// person.
func isNumbered(name string) bool {
	return name == FieldEmail || name == FieldPhone || name == FieldNoMail || IsPresence(name)
}

// IsPresence reports whether the field says whether somebody lives there.
func IsPresence(name string) bool {
	return name == FieldStatus || name == FieldLeft || name == FieldLives || name == FieldArrives
}

// IsNameField reports whether the field is a name, or a part of one.
func IsNameField(name string) bool {
	return name == FieldFullName || name == FieldLastFirst || name == FieldFirst || name == FieldLast
}

// takesOne reports whether only one column can be the field.
func takesOne(name string) bool { return name != "" && name != FieldAgain }

// IsPlat reports whether the field is a part of a subdivision that may have a
// number or a name.
func IsPlat(name string) bool {
	return name == FieldSection || name == FieldPhase || name == FieldTract
}

// IsStreetPart reports whether the field is a part of a street other than its
// name and number.
func IsStreetPart(name string) bool {
	return name == FieldNumberSuffix || name == FieldStreetDirection || name == FieldStreetType || name == fieldStreetEnd
}

// IsPlaceField reports whether the field is a part of the home's address.
func IsPlaceField(name string) bool {
	return strings.HasPrefix(name, "property.")
}

// Fields returns every meaning that a Mapping may give to a column if a row
// names up to the given number of people.
func Fields(people int) []string {
	var all []string
	for n := 1; n <= min(people, MaxPeople); n++ {
		for _, name := range personFields {
			all = append(all, memberField(n, name, 1))
			if isNumbered(name) {
				all = append(all, memberField(n, name, 2), memberField(n, name, 3))
			}
		}
	}
	return append(all, placeFields...)
}

// fieldOf returns the name of a field without its person.
func fieldOf(name string) string {
	f, _ := ParseField(name)
	return f.Name
}
