package parse

import (
	"strings"
	"testing"

	"github.com/communitrak/onboarding/internal/roster"
)

func TestHouseholdRole(t *testing.T) {
	t.Parallel()
	for want, words := range map[roster.HouseholdRole]string{
		roster.HouseholdHead: "HEAD,head of household,Household Head,HOH,Head of House,head of family,Primary,Primary Owner,Primary Resident,primary member,Primary Contact," +
			"Jefe de hogar,jefa de hogar,Titular",
		roster.HouseholdMember: "Member,Household Member,Family Member,Spouse,Husband,WIFE,Partner,Child,Son,Daughter,Parent,Dependent,Dependant,Relative,Roommate," +
			"Secondary,Secondary Owner,Co-Owner,Other,Adult,Miembro,Cónyuge,Hijo,Hija",
		roster.NoHouseholdRole: ",Landlord,Heads,President",
	} {
		for word := range strings.SplitSeq(words, ",") {
			if got, ok := householdRole(word); got != want || ok != (want != roster.NoHouseholdRole) {
				t.Errorf("%q: got %q, %v, want %q", word, got, ok, want)
			}
		}
	}
}

func TestAsksForMore(t *testing.T) {
	t.Parallel()
	for word := range strings.SplitSeq(",Member,Resident,Owner,Homeowner,Home Owner,Tenant,Renter,Occupant,User,Primary,Secondary,None,N/A,-,Propietario,propietaria,Dueño,Dueña,Inquilino,Inquilina,Residente", ",") {
		if asksForMore(word) {
			t.Errorf("%q is taken for a role with permissions", word)
		}
	}
	for _, word := range []string{"Board", "President", "Administrator", "Manager"} {
		if !asksForMore(word) {
			t.Errorf("%q is taken for a plain role", word)
		}
	}
}

func TestIsPlaceholder(t *testing.T) {
	t.Parallel()
	for email := range strings.FieldsSeq(`none@example.com no-email@example.com no_reply@example.com do.not.reply@example.com noemailaddress@example.com nomail@example.com na@example.com
		test@example.com null@example.com unknown@example.com nobody@example.com not-provided@example.com none.provided@example.com tbd@example.com xxx@example.com email@example.com fake@example.com
		uma@example.con uma@example.cmo uma@example.ocm uma@example.comm uma@example.vom uma@example.xom uma@example.coom uma@example.nte uma@example.ogr uma@example.invalid`) {
		if !isPlaceholder(email) {
			t.Errorf("%s is taken for somebody's", email)
		}
	}
	for _, email := range []string{"uma@example.com", "tess@example.com", "nona@example.net", "emailuma@example.org", "com@example.co"} {
		if isPlaceholder(email) {
			t.Errorf("%s is taken for nobody's", email)
		}
	}
}
