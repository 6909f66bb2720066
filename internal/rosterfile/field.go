package rosterfile

import (
	"fmt"
	"strconv"
	"strings"
)

// What a column can mean. Fields of a person are written member[1].email,
// member[2].email …; further emails and phones of one person member[1].email2,
// member[1].phone2 …, in the order in which they are tried. Fields of the place
// are written property.street …, the household's name household.name.
const (
	fieldFullName      = "fullName"
	fieldLastFirst     = "lastFirst" // the full name, last name first, no comma needed
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
	fieldLeft          = "left"   // a date or flag of those who are gone
	fieldLives         = "lives"  // a flag of those who live there

	fieldAddress      = "property.address"
	fieldStreet       = "property.street"
	fieldStreetNumber = "property.streetNumber"
	fieldUnit         = "property.unit"
	fieldUnit2        = "property.unit2" // a further unit or second line
	// Parts of a street that stand beside its name and number.
	fieldStreetDirection = "property.streetDirection"
	fieldStreetType      = "property.streetType"
	fieldNumberSuffix    = "property.streetNumberSuffix" // "A" and "1/2" behind the number
	fieldStreetEnd       = "property.streetEnd"          // a direction behind the type
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

	// fieldAgain is a column of a second list beside the first one: it means what the
	// column of the same heading there means, of people in rows of their own.
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

// MaxPeople is the number of people that one row may name.
const MaxPeople = 9

// maxSpare is the number of emails or phones of one person that are tried.
const maxSpare = 9

// field is the parsed form of a column's meaning.
type field struct {
	person int    // from 1; 0 for the place and the household
	name   string // one of the constants above
	spare  int    // from 1; 2 for email2
}

// memberField spells a field of the person n.
func memberField(n int, name string, spare int) string {
	if spare > 1 {
		name += strconv.Itoa(spare)
	}
	return fmt.Sprintf("member[%d].%s", n, name)
}

// parseField reads a field as a Mapping spells it.
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

// hasSpares reports whether several columns may be the same field of one person.
func hasSpares(name string) bool {
	return name == fieldEmail || name == fieldPhone || isPresence(name)
}

// isPresence reports whether the field says that somebody lives there or not.
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

// isPlat: lots are numbered in it, or it has a name.
func isPlat(name string) bool {
	return name == fieldSection || name == fieldPhase || name == fieldTract
}

func isPlaceField(name string) bool {
	return strings.HasPrefix(name, "property.")
}

// Fields returns every meaning that a Mapping may give to a column when a row
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
