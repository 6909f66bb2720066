package rosterfile

import (
	"fmt"
	"strconv"
	"strings"
)

// The meanings of a column. Fields of a person are written member[1].email,
// member[2].email …; more emails and phones of one person are member[1].email2,
// member[1].phone2 …, in the order in which they are tried. Fields of the place
// are written property.street …, the household's name household.name.
const (
	fieldFullName      = "fullName"
	fieldLastFirst     = "lastFirst" // the full name, last name first, with no comma required
	fieldFirst         = "first"
	fieldMiddle        = "middle"
	fieldLast          = "last"
	fieldTitle         = "title"
	fieldSuffix        = "suffix"
	fieldEmail         = "email"
	fieldPhone         = "phone"
	fieldHouseholdRole = "householdRole"
	fieldRole          = "role"
	fieldResidentType  = "residentType"
	fieldStatus        = "status" // whether the person still lives there
	fieldNoMail        = "noMail" // whether the person has asked for no mail
	fieldLeft          = "left"   // a date or flag for those who have left
	fieldLives         = "lives"  // a flag for those who live there

	fieldAddress      = "property.address"
	fieldStreet       = "property.street"
	fieldStreetNumber = "property.streetNumber"
	fieldUnit         = "property.unit"
	fieldUnit2        = "property.unit2" // another unit or second line
	// Parts of a street in separate columns.
	fieldStreetDirection = "property.streetDirection"
	fieldStreetType      = "property.streetType"
	fieldNumberSuffix    = "property.streetNumberSuffix" // "A" and "1/2" after the number
	fieldStreetEnd       = "property.streetEnd"          // a direction after the type
	fieldBuilding        = "property.building"
	fieldLot             = "property.lot"
	fieldBlock           = "property.block"
	fieldSection         = "property.section"
	fieldPhase           = "property.phase"
	fieldTract           = "property.tract"
	fieldLotSuffix       = "property.lotSuffix"
	fieldSubdivision     = "property.subdivision" // a name within which lots are numbered
	fieldCity            = "property.city"
	fieldState           = "property.state"
	fieldZIP             = "property.zip"

	// fieldAgain is a column of a second list next to the first: it means the
	// same as the column with the same heading in the first list, but for
	// people in rows of their own.
	fieldAgain = "again"

	fieldHousehold  = "household.name"
	fieldFamilyName = "familyName" // last name or household name; settled by the other columns
)

var personFields = []string{
	fieldFullName, fieldLastFirst, fieldFirst, fieldMiddle, fieldLast, fieldTitle, fieldSuffix, fieldEmail, fieldPhone,
	fieldHouseholdRole, fieldRole, fieldResidentType, fieldStatus, fieldNoMail, fieldLeft, fieldLives,
}

var placeFields = []string{
	fieldAddress, fieldStreet, fieldStreetNumber, fieldNumberSuffix, fieldStreetDirection, fieldStreetType, fieldStreetEnd, fieldUnit, fieldUnit2, fieldBuilding, fieldLot, fieldBlock, fieldSection, fieldPhase, fieldTract, fieldLotSuffix, fieldSubdivision, fieldCity, fieldState, fieldZIP,
	fieldHousehold,
}

// MaxPeople is the maximum number of people in one row.
const MaxPeople = 9

// maxSpare is the maximum number of emails or phones of one person.
const maxSpare = 9

// field is a parsed column meaning.
type field struct {
	person int    // from 1; 0 for the place and the household
	name   string // one of the constants above
	spare  int    // from 1; 2 for email2
}

// memberField formats a field of person n.
func memberField(n int, name string, spare int) string {
	if spare > 1 {
		name += strconv.Itoa(spare)
	}
	return fmt.Sprintf("member[%d].%s", n, name)
}

// parseField parses a field as written in a Mapping.
func parseField(s string) (field, bool) {
	for _, name := range placeFields {
		if s == name {
			return field{name: name}, true
		}
	}
	if s == fieldAgain {
		return field{name: fieldAgain}, true
	}
	rest, ok := strings.CutPrefix(s, "member[")
	if !ok || len(rest) < 4 || rest[0] < '1' || rest[0] > '0'+MaxPeople || rest[1:3] != "]." {
		return field{}, false
	}
	f := field{person: int(rest[0] - '0'), name: rest[3:], spare: 1}
	if f.isMember() {
		return f, true
	}
	last := f.name[len(f.name)-1]
	f.name = f.name[:len(f.name)-1]
	if !hasSpares(f.name) || last < '2' || last > '0'+maxSpare {
		return field{}, false
	}
	f.spare = int(last - '0')
	return f, true
}

// hasSpares reports whether several columns may be the same field of one
// person.
func hasSpares(name string) bool {
	return name == fieldEmail || name == fieldPhone || isPresence(name)
}

// isPresence reports whether the field says whether somebody lives there.
func isPresence(name string) bool {
	return name == fieldStatus || name == fieldLeft || name == fieldLives
}

func (f field) isMember() bool {
	for _, name := range personFields {
		if f.name == name {
			return true
		}
	}
	return false
}

// takesOne reports whether only one column can be the field.
func takesOne(name string) bool { return name != "" && name != fieldAgain }

// isPlat reports whether the field is a part of a subdivision that may have a
// number or a name.
func isPlat(name string) bool {
	return name == fieldSection || name == fieldPhase || name == fieldTract
}

// isStreetPart reports whether the field is a part of a street other than its
// name and number.
func isStreetPart(name string) bool {
	return name == fieldNumberSuffix || name == fieldStreetDirection || name == fieldStreetType || name == fieldStreetEnd
}

func isPlaceField(name string) bool {
	return strings.HasPrefix(name, "property.")
}

// Fields returns every meaning that a Mapping may give to a column if a row
// names up to the given number of people.
func Fields(people int) []string {
	var all []string
	for n := 1; n <= min(people, MaxPeople); n++ {
		for _, name := range personFields {
			all = append(all, memberField(n, name, 1))
			if hasSpares(name) {
				all = append(all, memberField(n, name, 2), memberField(n, name, 3))
			}
		}
	}
	return append(all, placeFields...)
}
