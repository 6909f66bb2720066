package personname

import "testing"

func TestSameName(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name string
		a, b Name
		want bool
	}{
		{"equal", Name{First: "Rosa", Last: "Delgado"}, Name{First: "Rosa", Last: "Delgado"}, true},
		{"case and accents", Name{First: "JOSE", Last: "NUNEZ"}, Name{First: "José", Last: "Núñez"}, true},
		{"punctuation", Name{First: "Sean", Last: "O’Brien"}, Name{First: "Sean", Last: "OBrien"}, true},
		{"hyphen in the last name", Name{First: "Ann", Last: "Smith-Jones"}, Name{First: "Ann", Last: "Smith Jones"}, true},
		{"hyphen in the first name", Name{First: "Min-jun", Last: "Park"}, Name{First: "Minjun", Last: "Park"}, true},
		{"initial missing", Name{First: "John", Middle: "A.", Last: "Doe"}, Name{First: "John", Last: "Doe"}, true},
		{"initial and name", Name{First: "John", Middle: "A.", Last: "Doe"}, Name{First: "John", Middle: "Adam", Last: "Doe"}, true},
		{"middle inside the first name", Name{First: "Ana Lucia", Last: "Torres"}, Name{First: "Ana", Middle: "Lucia", Last: "Torres"}, true},
		{"title and suffix", Name{Title: "Dr.", First: "John", Last: "Doe", Suffix: "Jr."}, Name{First: "John", Last: "Doe"}, true},
		{"suffix inside the last name", Name{First: "John", Last: "Doe, Jr."}, Name{First: "John", Last: "Doe"}, true},
		{"nickname", Name{First: "Benjamin", Last: "Stone", Nickname: "Ben"}, Name{First: "Ben", Last: "Stone"}, true},
		{"only a nickname", Name{Last: "Stone", Nickname: "Ben"}, Name{First: "Ben", Last: "Stone"}, true},
		{"first initial", Name{First: "J.", Last: "Doe"}, Name{First: "John", Last: "Doe"}, false},
		{"other first", Name{First: "Rosa", Last: "Delgado"}, Name{First: "Owen", Last: "Delgado"}, false},
		{"other last", Name{First: "Rosa", Last: "Delgado"}, Name{First: "Rosa", Last: "Ruiz"}, false},
		{"last name added", Name{First: "Rosa", Last: "Delgado"}, Name{First: "Rosa", Last: "Delgado Ruiz"}, false},
		{"other middle initial", Name{First: "John", Middle: "A.", Last: "Doe"}, Name{First: "John", Middle: "B.", Last: "Doe"}, false},
		{"other middle name", Name{First: "Ana", Middle: "Lucia", Last: "Torres"}, Name{First: "Ana", Middle: "Luisa", Last: "Torres"}, false},
		{"father and son", Name{First: "John", Last: "Doe", Suffix: "Sr."}, Name{First: "John", Last: "Doe", Suffix: "Jr."}, false},
		{"usual short form", Name{First: "Robert", Last: "Doe"}, Name{First: "Bob", Last: "Doe"}, false},
		{"first name missing", Name{First: "Rosa", Last: "Delgado"}, Name{Last: "Delgado"}, false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			if got := SameName(tt.a, tt.b); got != tt.want {
				t.Errorf("got %v, want %v", got, tt.want)
			}
			if got := SameName(tt.b, tt.a); got != tt.want {
				t.Errorf("the other way round: got %v, want %v", got, tt.want)
			}
		})
	}
}
