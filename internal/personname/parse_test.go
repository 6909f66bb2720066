package personname

import (
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestParse(t *testing.T) {
	t.Parallel()
	tests := []struct {
		full string
		want Name
	}{
		// Order
		{"Rosa Delgado", Name{First: "Rosa", Last: "Delgado"}},
		{"Delgado, Rosa", Name{First: "Rosa", Last: "Delgado"}},
		{"Park, Min-jun", Name{First: "Min-jun", Last: "Park"}},
		{"Ana Lucia Torres", Name{First: "Ana", Middle: "Lucia", Last: "Torres"}},
		{" Delgado ,  Rosa  M. ", Name{First: "Rosa", Middle: "M.", Last: "Delgado"}},
		{"Delgado，Rosa", Name{First: "Rosa", Last: "Delgado"}},
		{"Rosa\u00a0Delgado\u200b", Name{First: "Rosa", Last: "Delgado"}},
		{"Rosa\nDelgado", Name{First: "Rosa", Last: "Delgado"}},
		{"Dr. Rosa M.\r\nDelgado\n", Name{Title: "Dr.", First: "Rosa", Middle: "M.", Last: "Delgado"}},
		// What rosters write after a name
		{"Rosa Delgado *", Name{First: "Rosa", Last: "Delgado"}},
		{"Rosa Delgado - Owner", Name{First: "Rosa", Last: "Delgado"}},
		{"Delgado, Rosa (tenant)", Name{First: "Rosa", Last: "Delgado"}},
		{"Rosa Delgado-Owner", Name{First: "Rosa", Last: "Delgado-Owner"}},
		{"BRANDT THOMAS A", Name{First: "Thomas", Middle: "A", Last: "Brandt"}},
		{"Mary Ann S.", Name{First: "Mary", Middle: "Ann", Last: "S."}},
		{"Mary Brandt née Delgado", Name{First: "Mary", Last: "Brandt", Nickname: "née Delgado"}},
		{"Brandt, Mary f/k/a Mary Delgado", Name{First: "Mary", Last: "Brandt", Nickname: "fka Mary Delgado"}},
		{"John Nee", Name{First: "John", Last: "Nee"}},
		// One word
		{"Rosa", Name{First: "Rosa"}},
		{"Mrs. Delgado", Name{Title: "Mrs.", Last: "Delgado"}},
		{"Sir Gerald", Name{Title: "Sir", First: "Gerald"}},
		{"Delgado, M.D.", Name{Last: "Delgado", Suffix: "M.D."}},
		{"de la Cruz", Name{Last: "de la Cruz"}},
		{"von Bergen", Name{Last: "von Bergen"}},
		// Titles
		{"Dr. Rosa Delgado", Name{Title: "Dr.", First: "Rosa", Last: "Delgado"}},
		{"Delgado, Dr. Rosa", Name{Title: "Dr.", First: "Rosa", Last: "Delgado"}},
		{"Lt. Gen. Omar Aziz", Name{Title: "Lt. Gen.", First: "Omar", Last: "Aziz"}},
		{"Lt.Gov. Omar Aziz", Name{Title: "Lt.Gov.", First: "Omar", Last: "Aziz"}},
		{"Lt. General Omar Aziz", Name{Title: "Lt. General", First: "Omar", Last: "Aziz"}},
		{"Omar Aziz, Dr.", Name{Title: "Dr.", First: "Omar", Last: "Aziz"}},
		{"Aziz, Omar, Dr.", Name{Title: "Dr.", First: "Omar", Last: "Aziz"}},
		{"Aziz, Hon", Name{First: "Hon", Last: "Aziz"}},
		{"Earl Duke", Name{First: "Earl", Last: "Duke"}},
		{"The Rev. Omar Aziz", Name{Title: "The Rev.", First: "Omar", Last: "Aziz"}},
		{"Father Omar", Name{Title: "Father", First: "Omar"}},
		{"Dña. Ana Torres", Name{Title: "Dña.", First: "Ana", Last: "Torres"}},
		{"Major Harris", Name{First: "Major", Last: "Harris"}},
		{"Jane Doctor", Name{First: "Jane", Last: "Doctor"}},
		// Suffixes
		{"Simon Bray, Jr.", Name{First: "Simon", Last: "Bray", Suffix: "Jr."}},
		{"Bray Jr., Simon", Name{First: "Simon", Last: "Bray", Suffix: "Jr."}},
		{"Bray, Jr., Simon", Name{First: "Simon", Last: "Bray", Suffix: "Jr."}},
		{"Bray, Simon, III, MD", Name{First: "Simon", Last: "Bray", Suffix: "III, MD"}},
		{"Simon Bray 2nd", Name{First: "Simon", Last: "Bray", Suffix: "2nd"}},
		{"Simon Bray, Ph. D.", Name{First: "Simon", Last: "Bray", Suffix: "Ph. D."}},
		{"Simon Bray, NCARB", Name{First: "Simon", Last: "Bray", Suffix: "NCARB"}},
		{"Simon Bray DO", Name{First: "Simon", Last: "Bray", Suffix: "DO"}},
		{"Minh Do", Name{First: "Minh", Last: "Do"}},
		{"Yo Yo Ma", Name{First: "Yo", Middle: "Yo", Last: "Ma"}},
		{"Ma, Jack", Name{First: "Jack", Last: "Ma"}},
		{"Nguyen, Vi", Name{First: "Vi", Last: "Nguyen"}},
		{"Lynch, John V", Name{First: "John", Middle: "V", Last: "Lynch"}},
		{"Lynch, John A. V", Name{First: "John", Middle: "A.", Last: "Lynch", Suffix: "V"}},
		{"Bray, J.R.", Name{First: "J.R.", Last: "Bray"}},
		// Particles
		{"de la Cruz, Juan", Name{First: "Juan", Last: "de la Cruz"}},
		{"Juan de la Cruz", Name{First: "Juan", Last: "de la Cruz"}},
		{"Van Nguyen", Name{First: "Van", Last: "Nguyen"}},
		{"Jill St. John", Name{First: "Jill", Last: "St. John"}},
		{"Ahmad ben Husain", Name{First: "Ahmad", Last: "ben Husain"}},
		{"John Ben Smith", Name{First: "John", Middle: "Ben", Last: "Smith"}},
		{"Velt, Mike van der", Name{First: "Mike", Last: "van der Velt"}},
		{"Jose Aznar y Lopez", Name{First: "Jose", Last: "Aznar y Lopez"}},
		{"María del Carmen López", Name{First: "María", Middle: "del Carmen", Last: "López"}},
		{"Juan de Jesús", Name{First: "Juan", Last: "de Jesús"}},
		// Nicknames
		{`Benjamin "Ben" Stone`, Name{First: "Benjamin", Last: "Stone", Nickname: "Ben"}},
		{"Stone, Benjamin (Ben)", Name{First: "Benjamin", Last: "Stone", Nickname: "Ben"}},
		{"Benjamin 'Ben' Stone", Name{First: "Benjamin", Last: "Stone", Nickname: "Ben"}},
		{"Benjamin “Big Ben” Stone", Name{First: "Benjamin", Last: "Stone", Nickname: "Big Ben"}},
		{"Simon (Jr.) Bray", Name{First: "Simon", Last: "Bray", Suffix: "Jr."}},
		{`"Ben" Stone`, Name{Last: "Stone", Nickname: "Ben"}},
		{`"Benjamin Stone"`, Name{First: "Benjamin", Last: "Stone"}},
		{"Mari' O’Brien", Name{First: "Mari'", Last: "O’Brien"}},
		{"Gerard 't Hooft", Name{First: "Gerard", Middle: "'t", Last: "Hooft"}},
		// Display case
		{"RUSH, WILLIE H", Name{First: "Willie", Middle: "H", Last: "Rush"}},
		{"rosa delgado", Name{First: "Rosa", Last: "Delgado"}},
		{"JUAN DE LA CRUZ", Name{First: "Juan", Last: "de la Cruz"}},
		{"VAN NGUYEN", Name{First: "Van", Last: "Nguyen"}},
		{"OYELARAN Tunde", Name{First: "Tunde", Last: "Oyelaran"}},
		{"DE LA CRUZ Tunde", Name{First: "Tunde", Last: "de la Cruz"}},
		{"OYELARAN, Tunde", Name{First: "Tunde", Last: "Oyelaran"}},
		{"Tunde OYELARAN", Name{First: "Tunde", Last: "OYELARAN"}},
		{"DR. RONALD MCDONALD JR", Name{Title: "Dr.", First: "Ronald", Last: "McDonald", Suffix: "Jr"}},
		{"donovan mcnabb-smith iii", Name{First: "Donovan", Last: "McNabb-Smith", Suffix: "III"}},
		{"FLORA MACINTYRE", Name{First: "Flora", Last: "MacIntyre"}},
		{"LUIS MACHADO", Name{First: "Luis", Last: "Machado"}},
		{"mack johnson", Name{First: "Mack", Last: "Johnson"}},
		{"SEAN O'CONNOR", Name{First: "Sean", Last: "O'Connor"}},
		{"GINA D’ANGELO, PHD", Name{First: "Gina", Last: "D’Angelo", Suffix: "PhD"}},
		{"NAOMI NG'ANG'A", Name{First: "Naomi", Last: "Ng'ang'a"}},
		{"MARY Y SMITH", Name{First: "Mary", Middle: "Y", Last: "Smith"}},
		{"JUAN VELASQUEZ Y GARCIA", Name{First: "Juan", Last: "Velasquez y Garcia"}},
		{"JT NG", Name{First: "JT", Last: "Ng"}},
		{"j.r. bray", Name{First: "J.R.", Last: "Bray"}},
		{"JOSÉ NÚÑEZ", Name{First: "José", Last: "Núñez"}},
		{"Ronald MACDONALD", Name{First: "Ronald", Last: "MACDONALD"}},
		// Other scripts
		{"משה כהן", Name{First: "משה", Last: "כהן"}},
		{"박 민준", Name{First: "박", Last: "민준"}},
		{"Rosa 🌹 Delgado", Name{First: "Rosa", Middle: "🌹", Last: "Delgado"}},
	}
	for _, tt := range tests {
		t.Run(tt.full, func(t *testing.T) {
			t.Parallel()
			checkParse(t, tt.full, tt.want)
		})
	}
}

func TestParse_refused(t *testing.T) {
	t.Parallel()
	tests := []struct{ name, full, code string }{
		{"empty", "", CodeRequired},
		{"blank", " \u00a0\u200b", CodeRequired},
		{"no letters", "--", CodeInvalidName},
		{"number", "12", CodeInvalidName},
		{"address", "114 Juniper Ct", CodeInvalidName},
		{"email", "rosa@example.com", CodeInvalidName},
		{"web address", "Win at www.example.com", CodeInvalidName},
		{"care of", "Rosa Delgado c/o Owen Delgado", CodeInvalidName},
		{"remark", "Rosa Delgado - moved", CodeInvalidName},
		{"remark in brackets", "Rosa Delgado (former)", CodeInvalidName},
		{"remark in square brackets", "Delgado, Rosa [lives in Boise]", CodeInvalidName},
		{"attention of", "Rosa Delgado ATTN: Front desk", CodeInvalidName},
		{"not UTF-8", "Ros\xff Delgado", CodeInvalidName},
		{"too long", strings.Repeat("Rosa ", 40), CodeInvalidName},
		{"couple", "Tom & Ellen Brandt", CodeTwoPeople},
		{"county record", "Brandt Tom et ux", CodeTwoPeople},
		{"two full names and a comma", "Ellen Brandt, Thomas Pike", CodeTwoPeople},
		{"first names", "Ellen, Bob, Kit", CodeTwoPeople},
		{"a remark first", "ex-owner Rosa Delgado", CodeInvalidName},
		{"a dagger", "Rosa Delgado †", CodeInvalidName},
		{"a label", "Former: Rosa Delgado", CodeInvalidName},
		{"two lines", "Rosa Delgado\nOwen Brandt", CodeTwoPeople},
		{"two lines, last names first", "DELGADO, ROSA\r\nBRANDT, OWEN T", CodeTwoPeople},
		{"two lines with titles", "Mr. Owen Brandt Jr.\r\rDr. Rosa Delgado", CodeTwoPeople},
		{"company", "Open House Builders LLC", CodeNotAPerson},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			got, err := Parse(tt.full)
			var invalid *InvalidError
			if !errors.As(err, &invalid) || invalid.Code != tt.code {
				t.Errorf("got %+v, %v, want code %q", got, err, tt.code)
			}
		})
	}
}

func TestFromParts(t *testing.T) {
	t.Parallel()
	tests := []struct {
		first, last string
		want        Name
	}{
		{"Rosa", "Delgado", Name{First: "Rosa", Last: "Delgado"}},
		{"George E.", "Hartwell", Name{First: "George", Middle: "E.", Last: "Hartwell"}},
		{"Simon, Jr.", "Bray", Name{First: "Simon", Last: "Bray", Suffix: "Jr."}},
		{"Simon", "Bray Jr.", Name{First: "Simon", Last: "Bray", Suffix: "Jr."}},
		{"Simon", "Bray, III", Name{First: "Simon", Last: "Bray", Suffix: "III"}},
		{"Dr. Simon", "Bray", Name{Title: "Dr.", First: "Simon", Last: "Bray"}},
		{"José Luis", "Rodríguez Díaz", Name{First: "José", Middle: "Luis", Last: "Rodríguez Díaz"}},
		{`Benjamin "Ben"`, "Stone", Name{First: "Benjamin", Last: "Stone", Nickname: "Ben"}},
		{"JUAN", "DE LA CRUZ", Name{First: "Juan", Last: "de la Cruz"}},
		{"Ana", "", Name{First: "Ana"}},
		{"", "Abbott", Name{Last: "Abbott"}},
		{"Van", "Do", Name{First: "Van", Last: "Do"}},
	}
	for _, tt := range tests {
		t.Run(tt.first+"|"+tt.last, func(t *testing.T) {
			t.Parallel()
			got, err := FromParts(tt.first, tt.last)
			if err != nil {
				t.Fatalf("FromParts: %v", err)
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("FromParts (-want +got):\n%s", diff)
			}
		})
	}
	for _, tt := range []struct{ first, last, code string }{
		{"", " ", CodeRequired},
		{"Delgado Rosa", "etal", CodeTwoPeople},
		{"George & Ann", "Pike", CodeTwoPeople},
		{"George\nAnn", "Pike", CodeTwoPeople},
		{"George", "Pike\r\nLoomis", CodeTwoPeople},
		{"Capital", "Lawn Care LLC", CodeNotAPerson},
		{"Rosa", "rosa@example.com", CodeInvalidName},
	} {
		var invalid *InvalidError
		if got, err := FromParts(tt.first, tt.last); !errors.As(err, &invalid) || invalid.Code != tt.code {
			t.Errorf("FromParts(%q, %q): got %+v, %v, want code %q", tt.first, tt.last, got, err, tt.code)
		}
	}
}

func TestName_forMember(t *testing.T) {
	t.Parallel()
	tests := []struct{ full, given, family, leftOut string }{
		{"Ana Lucia Torres", "Ana Lucia", "Torres", ""},
		{"George E. Hartwell", "George E.", "Hartwell", ""},
		{"Simon Bray, Jr.", "Simon", "Bray", "Jr."},
		{`Dr. Benjamin "Ben" Stone`, "Benjamin", "Stone", "Dr. Ben"},
		{`"Ben" Stone`, "Ben", "Stone", ""},
		{"de la Cruz, Juan", "Juan", "de la Cruz", ""},
		{"Mrs. Smith", "", "Smith", "Mrs."},
	}
	for _, tt := range tests {
		n, err := Parse(tt.full)
		if err != nil {
			t.Errorf("Parse(%q): %v", tt.full, err)
			continue
		}
		got := [3]string{n.GivenForMember(), n.FamilyForMember(), n.LeftOut()}
		if want := [3]string{tt.given, tt.family, tt.leftOut}; got != want {
			t.Errorf("%q: got %q, want %q", tt.full, got, want)
		}
	}
}

// FuzzParse checks that there is no panic, that no words are added, and that a
// parsed name is read the same from its parts.
func FuzzParse(f *testing.F) {
	for _, s := range []string{
		"Rosa Delgado", "Park, Min-jun", "Dr. John Doe III", "de la Cruz, Juan", `Ben "B" Stone`, "SEAN O'CONNOR", "a, b, c, Jr., d",
		"Juan Velasquez y Garcia", "John Smith, Ph. D.", "Lt.Gen. X", "((", "' '", "St. y", "van der, x", "ǆ ǅ", "ŉ", "MC", "Mac", "-", ".,.", "ſ\u0301",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, full string) {
		n, err := Parse(full)
		if err != nil {
			return
		}
		cell := letters(full)
		for word := range strings.FieldsSeq(join(n.Title, n.First, n.Middle, n.Last, n.Suffix, n.Nickname)) {
			if !strings.Contains(cell, letters(word)) {
				t.Errorf("Parse(%q) invents %q", full, word)
			}
		}
		if !SameName(n, n) {
			t.Errorf("Parse(%q) = %+v is not itself", full, n)
		}
		if given, err := Clean(n.GivenForMember()); err != nil || given != n.GivenForMember() {
			t.Errorf("Parse(%q) gives a first name %q that a form refuses or changes: %v", full, n.GivenForMember(), err)
		}
		if family, err := Clean(n.FamilyForMember()); err != nil || family != n.FamilyForMember() {
			t.Errorf("Parse(%q) gives a last name %q that a form refuses or changes: %v", full, n.FamilyForMember(), err)
		}
	})
}
