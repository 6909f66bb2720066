package onboarding_test

import (
	"testing"

	"github.com/communitrak/onboarding/internal/address"
	"github.com/communitrak/onboarding/internal/onboarding"
	"github.com/communitrak/onboarding/internal/roster"
)

// What an address leaves out comes from the community's settings only if nothing
// says that the address is in another place.
func TestCompleteAddress(t *testing.T) {
	t.Parallel()
	mesa := roster.Preferences{City: "Mesa", State: "AZ", ZIP: "85201"}
	place := func(city, state, zip string) address.Street {
		return address.Street{Street: "12 Juniper Ct", City: city, State: state, ZIP: zip}
	}
	for name, c := range map[string]struct{ given, want address.Street }{
		"nothing":                      {place("", "", ""), place("Mesa", "AZ", "85201")},
		"the city":                     {place("Mesa", "", ""), place("Mesa", "AZ", "85201")},
		"the city and another ZIP":     {place("Mesa", "", "85203"), place("Mesa", "AZ", "85203")},
		"another city":                 {place("Reno", "", ""), place("Reno", "", "")},
		"another city, in the state":   {place("Gilbert", "AZ", ""), place("Gilbert", "AZ", "")},
		"the ZIP":                      {place("", "", "85201"), place("Mesa", "AZ", "85201")},
		"another ZIP":                  {place("", "", "89501"), place("", "", "89501")},
		"another city with its ZIP":    {place("Reno", "", "89501"), place("Reno", "", "89501")},
		"all of it, in another state":  {place("Reno", "NV", "89501"), place("Reno", "NV", "89501")},
		"only another state":           {place("", "NV", ""), place("", "NV", "")},
		"the ZIP with four more":       {place("", "", "85201-1234"), place("Mesa", "AZ", "85201-1234")},
		"the same city, another state": {place("Mesa", "CO", ""), place("Mesa", "CO", "")},
	} {
		if got := onboarding.CompleteAddress(c.given, mesa); got != c.want {
			t.Errorf("%s: got %+v, want %+v", name, got, c.want)
		}
	}
	bare := place("", "", "")
	if got := onboarding.CompleteAddress(bare, roster.Preferences{}); got != bare {
		t.Errorf("no settings: got %+v", got)
	}
	if got := onboarding.CompleteAddress(place("", "", "89501"), roster.Preferences{State: "AZ"}); got != place("", "", "89501") {
		t.Errorf("only a state in the settings: got %+v", got)
	}
}

// The community's city may end a street without a comma, unless it is the
// street's name.
func TestStandardizeStreet(t *testing.T) {
	t.Parallel()
	mesa := roster.Preferences{City: "Mesa", State: "AZ", ZIP: "85201"}
	for typed, want := range map[string]address.Street{
		"12 juniper court mesa":    {Street: "12 Juniper Ct", City: "Mesa"},
		"12 Juniper Ct Apt 3 Mesa": {Street: "12 Juniper Ct", Unit: "Apt 3", City: "Mesa"},
		"12 Juniper Ct, Mesa":      {Street: "12 Juniper Ct", City: "Mesa"},
		"12 Via Mesa":              {Street: "12 Via Mesa"},
		"12 Mesa Ct":               {Street: "12 Mesa Ct"},
	} {
		if got, err := onboarding.StandardizeStreet(address.Street{Street: typed}, mesa); err != nil || got.Street != want {
			t.Errorf("%s: got %+v, %v, want %+v", typed, got.Street, err, want)
		}
	}
	if got, err := onboarding.StandardizeStreet(address.Street{Street: "12 Juniper Ct Mesa", City: "Reno"}, mesa); err != nil || got.City != "Reno" {
		t.Errorf("with a city of its own: got %+v, %v", got.Street, err)
	}
}
