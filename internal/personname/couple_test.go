package personname

import (
	"slices"
	"strings"
	"testing"
)

func TestCouple(t *testing.T) {
	t.Parallel()
	tests := []struct{ full, a, b string }{
		{"John and Jane Smith", "John Smith", "Jane Smith"},
		{"Tom & Ellen Brandt", "Tom Brandt", "Ellen Brandt"},
		{"Tom&Ellen Brandt", "Tom Brandt", "Ellen Brandt"},
		{"TOM AND ELLEN BRANDT", "TOM BRANDT", "ELLEN BRANDT"},
		{"Juan & Maria de la Cruz", "Juan de la Cruz", "Maria de la Cruz"},
		{"Ronald T. & Karen P. Lindsay", "Ronald T. Lindsay", "Karen P. Lindsay"},
		{"William S & Carol Adams", "William S Adams", "Carol Adams"},
		{"J. R. & Mary Smith", "J. R. Smith", "Mary Smith"},
		{"Mary Ann & Bob Smith", "Mary Ann Smith", "Bob Smith"},
		{"Charles H. Jr. & Mary Smith", "Charles H. Smith Jr.", "Mary Smith"},
		{"John Smith & Jane", "John Smith", "Jane Smith"},
		{"John Smith, Jr. & Jane", "John Smith, Jr.", "Jane Smith"},
		{"Tio Hardiman & Brunell Donald", "Tio Hardiman", "Brunell Donald"},
		{"John Smith / Jane Doe", "John Smith", "Jane Doe"},
		{"John Smith; Jane Doe", "John Smith", "Jane Doe"},
		{"John Smith\nJane Doe", "John Smith", "Jane Doe"},
		{"John Smith + Jane Doe", "John Smith", "Jane Doe"},
		{"John Smith and/or Jane Doe", "John Smith", "Jane Doe"},
		{"James T. or Carol R. Clements", "James T. Clements", "Carol R. Clements"},
		{"John Smith - Jane Doe", "John Smith", "Jane Doe"},
		{"John Smith (and Jane)", "John Smith", "Jane Smith"},
		{"John Smith, Jane Smith", "John Smith", "Jane Smith"},
		{"Robert Vale, Susan Ruiz", "Robert Vale", "Susan Ruiz"},
		{"Juan y Maria Lopez", "Juan Lopez", "Maria Lopez"},
		{"Uma Vale y Luis Ruiz", "Uma Vale", "Luis Ruiz"},
		{"Uma and Al Vale", "Uma Vale", "Al Vale"},
		{"Vale, Uma & Al", "Vale, Uma", "Vale, Al"},
		{"Uma with Otis Vale", "Uma Vale", "Otis Vale"},
		{"Smith, John and Jane", "Smith, John", "Smith, Jane"},
		{"de la Cruz, Juan & Maria", "de la Cruz, Juan", "de la Cruz, Maria"},
		{"Smith, John, Jr. & Jane", "Smith, John, Jr.", "Smith, Jane"},
		{"Ng, Peter and Lim, Susan", "Ng, Peter", "Lim, Susan"},
		{"Smith, John & Mary Jones", "Smith, John", "Mary Jones"},
		{"Mr. & Mrs. Smith", "Mr. Smith", "Mrs. Smith"},
		{"Mr. and Mrs. John Smith", "Mr. John Smith", "Mrs. Smith"},
		{"Mr. and Mrs. John and Jane Smith", "John Smith", "Jane Smith"},
		{"Dr. & Mrs. Juan de la Cruz III", "Dr. Juan de la Cruz III", "Mrs. de la Cruz"},
		{"Mr. John & Mrs. Jane Smith", "Mr. John Smith", "Mrs. Jane Smith"},
		{"John Smith and Mrs. Smith", "John Smith", "Mrs. Smith"},
		{"Dr. Gomes & Dr. Lui", "Dr. Gomes", "Dr. Lui"},
		{"Drs. Davidson and Burr", "Drs. Davidson", "Burr"},
		{"BRANDT TOM & ELLEN", "BRANDT, TOM", "BRANDT, ELLEN"},
		{"BRANDT THOMAS A & MARY B", "BRANDT, THOMAS A", "BRANDT, MARY B"},
		{"Tom Brandt & Mary", "Tom Brandt", "Mary Brandt"},
		{"John Smith and wife", "John Smith", "wife"},
		{"Tom & Ellen", "Tom", "Ellen"},
		{"John & Jane & Bob Smith", "John Smith", "Jane & Bob Smith"},
	}
	for _, tt := range tests {
		t.Run(tt.full, func(t *testing.T) {
			t.Parallel()
			a, b, ok := Couple(tt.full)
			if !ok || a != tt.a || b != tt.b {
				t.Errorf("got %q, %q, %v, want %q, %q", a, b, ok, tt.a, tt.b)
			}
		})
	}
}

func TestCouple_onePerson(t *testing.T) {
	t.Parallel()
	for _, full := range []string{
		"", "&", "and", "Rosa Delgado", "Delgado, Rosa", "Jon Dough and", "and Jon Dough", "Jose Aznar y Lopez", "Velasquez y Garcia, Juan",
		"Juan Velasquez y Garcia III", "Mary Smith-Jones", "Smith & Sons LLC", "Rosa Delgado c/o Owen Delgado", "Or Cohen", "Andy Land",
		"Smith Jones, Mary Ann", "Thomas Vega, Mary Ann", "Vega Soto, Robert Ruiz", "Luis Ortega y Vega, Jr.", "Sandy Orr", "Doe, John A., III", "Kenneth Clarke Q.C., M.P.",
	} {
		if a, b, ok := Couple(full); ok {
			t.Errorf("Couple(%q): got %q, %q, want one person", full, a, b)
		}
	}
}

// FuzzCouple checks that both names consist of words from the cell, and that
// either both are present or neither is.
func FuzzCouple(f *testing.F) {
	for _, s := range []string{
		"John and Jane Smith", "Ng, Peter and Lim, Susan", "Mr. & Mrs. Smith", "Smith, John & Jane", "a & b & c", "Dr. & Jane Doe",
		"John Smith, Jane Smith", "& & &", ", & ,", "x (and y)", "Mr. & Mrs.", "Juan y Maria Lopez", `"A" & "B" C`,
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, full string) {
		a, b, ok := Couple(full)
		if (a != "") != ok || (b != "") != ok {
			t.Fatalf("Couple(%q) = %q, %q, %v", full, a, b, ok)
		}
		words := coupleWords(tidy(full))
		for i, word := range words {
			words[i] = strings.Trim(word, ",")
		}
		cell := letters(full)
		for word := range strings.FieldsSeq(a + " " + b) {
			if !slices.Contains(words, strings.Trim(word, ",")) && !strings.Contains(cell, letters(word)) {
				t.Errorf("Couple(%q) = %q, %q invents %q", full, a, b, word)
			}
		}
	})
}
