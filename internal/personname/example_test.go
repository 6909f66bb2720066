package personname_test

import (
	"fmt"

	"github.com/communitrak/onboarding/internal/personname"
)

// Names are split by the conventions of the people who bear them.
func ExampleParse() {
	for _, cell := range []string{"Park, Min-jun", "Dr. John Doe III", "Ana María de la Cruz"} {
		name, err := personname.Parse(cell)
		if err != nil {
			fmt.Println(err)
			return
		}
		fmt.Printf("first %q, last %q, suffix %q\n", name.First, name.Last, name.Suffix)
	}
	// Output:
	// first "Min-jun", last "Park", suffix ""
	// first "John", last "Doe", suffix "III"
	// first "Ana", last "de la Cruz", suffix ""
}

// A cell that holds two people is never taken for one.
func ExampleCouple() {
	a, b, ok := personname.Couple("Tom & Ellen Brandt")
	fmt.Println(a, "|", b, "|", ok)
	// Output: Tom Brandt | Ellen Brandt | true
}

func ExampleNotAPerson() {
	reason, is := personname.NotAPerson("Sandoval Family Trust")
	fmt.Println(is, reason != "")
	// Output: true true
}
