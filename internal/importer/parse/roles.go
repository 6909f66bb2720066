package parse

import (
	"fmt"
	"strings"

	"github.com/communitrak/onboarding/internal/personname"
	"github.com/communitrak/onboarding/internal/roster"
	"github.com/communitrak/onboarding/internal/rosterfile"
)

// householdRoles are the words that rosters use for a household role.
var householdRoles = map[string]roster.HouseholdRole{
	"head": roster.HouseholdHead, "head of household": roster.HouseholdHead, "household head": roster.HouseholdHead, "hoh": roster.HouseholdHead,
	"head of house": roster.HouseholdHead, "head of family": roster.HouseholdHead, "primary": roster.HouseholdHead, "primary owner": roster.HouseholdHead,
	"primary resident": roster.HouseholdHead, "primary member": roster.HouseholdHead, "primary contact": roster.HouseholdHead,
	"jefe de hogar": roster.HouseholdHead, "jefa de hogar": roster.HouseholdHead, "titular": roster.HouseholdHead,

	"member": roster.HouseholdMember, "household member": roster.HouseholdMember, "family member": roster.HouseholdMember,
	"spouse": roster.HouseholdMember, "husband": roster.HouseholdMember, "wife": roster.HouseholdMember, "partner": roster.HouseholdMember,
	"child": roster.HouseholdMember, "son": roster.HouseholdMember, "daughter": roster.HouseholdMember, "parent": roster.HouseholdMember,
	"dependent": roster.HouseholdMember, "dependant": roster.HouseholdMember, "relative": roster.HouseholdMember, "roommate": roster.HouseholdMember,
	"secondary": roster.HouseholdMember, "secondary owner": roster.HouseholdMember, "co-owner": roster.HouseholdMember, "other": roster.HouseholdMember,
	"adult": roster.HouseholdMember, "miembro": roster.HouseholdMember, "conyuge": roster.HouseholdMember, "hijo": roster.HouseholdMember, "hija": roster.HouseholdMember,
}

// plainRoles are the words for a community role that ask for nothing beyond
// what everyone gets.
var plainRoles = map[string]bool{
	"member": true, "resident": true, "owner": true, "homeowner": true, "home owner": true, "tenant": true, "renter": true,
	"occupant": true, "user": true, "primary": true, "secondary": true, "none": true, "n/a": true, "-": true,
	"propietario": true, "propietaria": true, "dueno": true, "duena": true, "inquilino": true, "inquilina": true, "residente": true,
}

// separators are left out of the part before the @, where people use them as
// they like. A Replacer builds its table on first use.
var separators = strings.NewReplacer(".", "", "-", "", "_", "")

// isPlaceholder reports whether an email only fills the cell, or is misspelled
// so that it can be nobody's.
func isPlaceholder(email string) bool {
	local, domain, _ := strings.Cut(email, "@")
	switch domain[strings.LastIndexByte(domain, '.')+1:] {
	case "con", "cmo", "ocm", "comm", "vom", "xom", "coom", "nte", "ogr", "invalid":
		return true
	}
	switch separators.Replace(local) {
	case "none", "noemail", "noreply", "donotreply", "noemailaddress", "nomail", "na", "test", "null", "unknown", "nobody", "notprovided", "noneprovided", "tbd", "xxx", "email", "fake":
		return true
	}
	return false
}

// householdRole reads a word for a household role.
func householdRole(word string) (roster.HouseholdRole, bool) {
	role, ok := householdRoles[personname.Fold(word)]
	return role, ok
}

// asksForMore reports whether the word names a role beyond a plain member's. A
// file never gives anybody a role that holds permissions.
func asksForMore(word string) bool {
	folded := personname.Fold(word)
	return folded != "" && !plainRoles[folded]
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
