package personname_test

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/communitrak/onboarding/internal/personname"
)

func TestFamilyFirst(t *testing.T) {
	t.Parallel()
	for full, want := range map[string]string{
		"Ruiz Ana":             "Ruiz, Ana",
		"KING ROBERT T":        "KING, ROBERT T",
		"De La Cruz Maria":     "De La Cruz, Maria",
		"van der Berg Pieter":  "van der Berg, Pieter",
		"Ruiz Vega Ana":        "Ruiz Vega, Ana",
		"Ruiz Ana Xochitl":     "Ruiz, Ana Xochitl",
		"Smith Jr John":        "Smith Jr, John",
		"Oyelaran Tunde":       "Oyelaran, Tunde",
		"King Bob & Sue":       "King, Bob & Sue",
		"King Bob & Park Sue":  "King, Bob & Park, Sue",
		"OYELARAN TUNDE B":     "OYELARAN, TUNDE B",
		"DE LA CRUZ Xochitl":   "DE LA CRUZ, Xochitl",
		"KING BOB T &":         "KING, BOB T &",
		"Ruiz, Ana":            "Ruiz, Ana",
		"Cher":                 "Cher",
		"Mr King":              "Mr King",
		"Cedar Holdings LLC":   "Cedar Holdings LLC",
		"The Oda Family Trust": "The Oda Family Trust",
		"":                     "",
	} {
		if got := personname.FamilyFirst(full); got != want {
			t.Errorf("%q: got %q, want %q", full, got, want)
		}
	}
	name, err := personname.Parse(personname.FamilyFirst("De La Cruz Maria"))
	if err != nil || name.First != "Maria" || name.Last != "De La Cruz" {
		t.Errorf("got %+v, %v", name, err)
	}
}

func TestOrderOf(t *testing.T) {
	t.Parallel()
	for full, want := range map[string]personname.Order{
		"Ana Ruiz":         personname.OrderGivenFirst,
		"John A. Smith":    personname.OrderGivenFirst,
		"Dr. Ana Ruiz":     personname.OrderGivenFirst,
		"Bob & Sue King":   personname.OrderUnknown,
		"Ruiz Ana":         personname.OrderFamilyFirst,
		"De La Cruz Maria": personname.OrderFamilyFirst,
		"King Bob & Sue":   personname.OrderFamilyFirst,
		"OYELARAN TUNDE B": personname.OrderFamilyFirst,
		"OYELARAN Tunde":   personname.OrderFamilyFirst,
		"TJ Oyelaran":      personname.OrderUnknown,
		"VAN Dyke Tunde":   personname.OrderUnknown,
		"Tunde OYELARAN":   personname.OrderUnknown,
		"OYELARAN Jr.":     personname.OrderUnknown,
		"Oyelaran Tunde B": personname.OrderUnknown,
		"JAMES OYELARAN B": personname.OrderGivenFirst,
		"Thomas Scott":     personname.OrderUnknown,
		"Oyelaran Tunde":   personname.OrderUnknown,
		"Ruiz, Ana":        personname.OrderUnknown,
		"Ana":              personname.OrderUnknown,
		"":                 personname.OrderUnknown,
	} {
		if got := personname.OrderOf(full); got != want {
			t.Errorf("%q: got %d, want %d", full, got, want)
		}
	}
}

func FuzzFamilyFirst(f *testing.F) {
	for _, s := range []string{"Ruiz Ana", "De La Cruz Maria", "King Bob & Park Sue", "Smith Jr John A", "van der", "& Ana", "Ana \xff", "f/k/a and/or Ana", "(and& A", "(and&A& A", "(and(& A", "A y A((&", "A(&A()& 0"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		got := personname.FamilyFirst(s)
		// Brackets are cut out of a couple's name piece by piece.
		bare := strings.NewReplacer(" ", "")
		if again := personname.FamilyFirst(got); bare.Replace(again) != bare.Replace(got) && !strings.ContainsAny(s, "()") {
			t.Errorf("FamilyFirst(%q) = %q, and of that %q", s, got, again)
		}
		if utf8.ValidString(s) && !utf8.ValidString(got) {
			t.Errorf("FamilyFirst(%q) = %q", s, got)
		}
		if order := personname.OrderOf(s); order != personname.OrderUnknown && strings.Contains(s, ",") {
			t.Errorf("OrderOf(%q) = %d with a comma", s, order)
		}
	})
}
