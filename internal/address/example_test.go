package address_test

import (
	"fmt"

	"github.com/communitrak/onboarding/internal/address"
)

// Two spellings of a home have one standard form.
func ExampleStandardize() {
	for _, typed := range []address.Street{
		{Street: "114 juniper court", Unit: "apartment 2", City: "mesa", State: "Arizona", ZIP: "85201"},
		{Street: "114 JUNIPER CT.", Unit: "Apt 2", City: "Mesa", State: "AZ", ZIP: "85201"},
	} {
		standard, err := address.Standardize(typed)
		if err != nil {
			fmt.Println(err)
			return
		}
		fmt.Println(standard.Label())
	}
	// Output:
	// 114 Juniper Ct Apt 2, Mesa, AZ 85201
	// 114 Juniper Ct Apt 2, Mesa, AZ 85201
}

// A line of text becomes the parts of an address.
func ExampleParse() {
	_, street, _, ok := address.Parse("114 juniper ct apt 2, mesa az 85201")
	fmt.Println(ok, street.Street, "·", street.Unit, "·", street.City)
	// Output: true 114 Juniper Ct · Apt 2 · Mesa
}
