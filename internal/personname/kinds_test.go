package personname

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestParse_kinds has a name for each kind that lists contain; TestParse has
// those that the rules were made for.
func TestParse_kinds(t *testing.T) {
	t.Parallel()
	tests := []struct {
		full string
		want Name
	}{
		// Initials, and letters that could be something else
		{"Uma D. Vale", Name{First: "Uma", Middle: "D.", Last: "Vale"}},
		{"U. D. Vale", Name{First: "U.", Middle: "D.", Last: "Vale"}},
		{"Ivo e Soto", Name{First: "Ivo", Middle: "e", Last: "Soto"}},
		{"uma Vale", Name{First: "uma", Last: "Vale"}},
		{"Vale, Uma D. M.", Name{First: "Uma", Middle: "D. M.", Last: "Vale"}},
		// Several last names
		{"Luis Ortega y Vega", Name{First: "Luis", Last: "Ortega y Vega"}},
		{"Ortega y Vega, Luis M. Andres", Name{First: "Luis", Middle: "M. Andres", Last: "Ortega y Vega"}},
		{"Ines van der Meer Soto", Name{First: "Ines", Last: "van der Meer Soto"}},
		{"Fiona Mac Tavish", Name{First: "Fiona", Last: "Mac Tavish"}},
		{"Omar Abu Hamid", Name{First: "Omar", Last: "Abu Hamid"}},
		{"Nadia El Amin", Name{First: "Nadia", Last: "El Amin"}},
		{"Rita Dos Reis e Melo", Name{First: "Rita", Last: "Dos Reis e Melo"}},
		{"Rosario del Pilar Quiroga", Name{First: "Rosario", Middle: "del Pilar", Last: "Quiroga"}},
		{"Vale-Soto, Uma", Name{First: "Uma", Last: "Vale-Soto"}},
		{"Uma of the Fens", Name{First: "Uma of the Fens"}},
		// Apostrophes are no quotation marks
		{"D'Andre Mari' Vale", Name{First: "D'Andre", Middle: "Mari'", Last: "Vale"}},
		{"Uma 'Umi' O'Dell", Name{First: "Uma", Last: "O'Dell", Nickname: "Umi"}},
		{"Uma [Umi] Vale", Name{First: "Uma", Last: "Vale", Nickname: "Umi"}},
		// Titles and suffixes together
		{"Dr. Uma D. Vale, Ph.D.", Name{Title: "Dr.", First: "Uma", Middle: "D.", Last: "Vale", Suffix: "Ph.D."}},
		{"Vale, Mrs. Uma D., RN", Name{Title: "Mrs.", First: "Uma", Middle: "D.", Last: "Vale", Suffix: "RN"}},
		{"Mr. Otis Vale Sr., Esq.", Name{Title: "Mr.", First: "Otis", Last: "Vale", Suffix: "Sr., Esq."}},
		{"Vale III, Otis", Name{First: "Otis", Last: "Vale", Suffix: "III"}},
		{"Otis de la Vale 3rd", Name{First: "Otis", Last: "de la Vale", Suffix: "3rd"}},
		{"Rev. Otis", Name{Title: "Rev.", Last: "Otis"}},
		// Conjunctions with nothing to join
		{"Otis Vale and", Name{First: "Otis", Last: "Vale and"}},
		{"and Otis Vale", Name{First: "and Otis", Last: "Vale"}},
		{"of and Otis Vale", Name{First: "of and Otis", Last: "Vale"}},
		// Words that a web address could end with
		{"Dev Vale", Name{First: "Dev", Last: "Vale"}},
		{"Vale, Link", Name{First: "Link", Last: "Vale"}},
	}
	for _, tt := range tests {
		t.Run(tt.full, func(t *testing.T) {
			t.Parallel()
			checkParse(t, tt.full, tt.want)
		})
	}
}

// TestParse_words tries every word that may stand before, inside, or behind a
// name.
func TestParse_words(t *testing.T) {
	t.Parallel()
	for title := range strings.FieldsSeq(`Mr Mrs. Ms Miss Mx. Mister Messrs. Madam Sra. Srta. Señor Señora Señorita Dña. Doña
		Dr Drs. Dr's Doctor Prof. Professor Rev. Reverend Fr. Father Sister Brother Msgr. Monsignor Archbishop Rabbi Imam Pastor Deacon
		Hon. Honorable Honourable Ambassador Governor Congressman Congresswoman Councilman Councilwoman Sir Dame Lord Lady
		Lt. Ltc. Lieutenant Capt. Captain Cpt. Cmdr. Cdr. Commander Colonel General Senator Sgt. Sergeant Ssg. Sfc. Msgt. Cpl. Corporal
		Adm. Admiral Brig. Brigadier Gen. Col. Maj. Gov. Sen. Rep. Amb. Sr. Br. Pvt. Supt. Insp. Pres. Maj.Gen.`) {
		checkParse(t, title+" Uma Vale", Name{Title: title, First: "Uma", Last: "Vale"})
	}
	for suffix := range strings.FieldsSeq(`Jr. Sr. Junior Senior II III IV VII 2nd 3rd 4th 5th Esq. Esquire PhD M.D. DDS DMD DVM DPM EdD PsyD PharmD JD LLM LLB
		CPA MBA CFA CFP CLU ChFC LUTC AIA AICP FAIA FACS FAAP FACP PMP PHR RN LPN BSN MSN CRNA LCSW LMFT MSW MPH MFA RPh USN USMC USAF USCG
		QC KC MP OBE MBE CBE FRS Ret. Retd. Atty. CFRE SPHR APRN ARNP`) {
		checkParse(t, "Uma Vale "+suffix, Name{First: "Uma", Last: "Vale", Suffix: suffix})
		checkParse(t, "Vale, Uma, "+suffix, Name{First: "Uma", Last: "Vale", Suffix: suffix})
	}
	for suffix := range strings.FieldsSeq("V VI MA BA BS DO PA PE NP OD DC ED RA SJ OP OSB USA NP-C PA-C") {
		checkParse(t, "Uma Lena Vale, "+suffix, Name{First: "Uma", Middle: "Lena", Last: "Vale", Suffix: suffix})
	}
	for particle := range strings.FieldsSeq(`de del della delle delli dello degli dei dela da dal do dos das di dí du d' de' van von der den ter ten zu zum zur af av
		bin ibn bint ben Abdul Al El La Le Las Los Lo Abu Mac Mc San Santa Santo St. Ste. Saint Vel Vander Vom`) {
		checkParse(t, "Uma "+particle+" Vale", Name{First: "Uma", Last: particle + " Vale"})
	}
}

func checkParse(t *testing.T, full string, want Name) {
	t.Helper()
	got, err := Parse(full)
	if err != nil {
		t.Errorf("Parse(%q): %v", full, err)
		return
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("Parse(%q) (-want +got):\n%s", full, diff)
	}
}

// TestParse_case reads names whose case says nothing.
func TestParse_case(t *testing.T) {
	t.Parallel()
	for _, want := range []string{
		"Uma Vale", "Ines O'Dell", "Fiona MacTavish", "Ian McRae", "Flora MacDonald", "Rob MacGregor", "Ewan MacKenzie", "Una MacLeod", "Ana Machado", "Mack Maceda", "Ana Dell'Orto", "Luc L'Hote", "Kit von der Vale", "Omar El-Amin",
		"AJ Vale", "Otis D. Vale Jr.", "Otis Vale III", "Otis Vale MD", "Otis Vale PhD", "Otis Vale 2nd", "Rosa de los Reyes", "Ana-Lena Vale",
		"Dr. Uma Vale", "Luis Ortega y Vega",
	} {
		for _, typed := range []string{strings.ToUpper(want), strings.ToLower(want)} {
			n, err := Parse(typed)
			if got := join(n.Title, n.First, n.Middle, n.Last, n.Suffix); err != nil || got != want {
				t.Errorf("Parse(%q): got %q, %v, want %q", typed, got, err, want)
			}
		}
	}
}

// TestCouple_kinds has two people in each way that lists write them.
func TestCouple_kinds(t *testing.T) {
	t.Parallel()
	tests := []struct{ full, a, b string }{
		{"Otis and Mae Vale", "Otis Vale", "Mae Vale"},
		{"VALE, OTIS & MAE", "VALE, OTIS", "VALE, MAE"},
		{"Vale, Otis D. & Mae L.", "Vale, Otis D.", "Vale, Mae L."},
		{"Otis Vale & Mae Soto-Vale", "Otis Vale", "Mae Soto-Vale"},
		{"Vale, Otis; Soto, Mae", "Vale, Otis", "Soto, Mae"},
		{"Otis D. Vale Jr. & Mae Vale", "Otis D. Vale Jr.", "Mae Vale"},
		{"Otis & Mae van der Vale", "Otis van der Vale", "Mae van der Vale"},
		{"Mr. & Mrs. Otis Vale", "Mr. Otis Vale", "Mrs. Vale"},
		{"Dr. Mae Soto and Mr. Otis Vale", "Dr. Mae Soto", "Mr. Otis Vale"},
		{"Mae Soto w/ Otis Vale", "Mae Soto", "Otis Vale"},
		{"Otis Vale / Mae Soto", "Otis Vale", "Mae Soto"},
		{"Otis Vale and husband", "Otis Vale", "husband"},
		{"Otis Vale, Mae Vale", "Otis Vale", "Mae Vale"},
	}
	for _, tt := range tests {
		a, b, ok := Couple(tt.full)
		if !ok || a != tt.a || b != tt.b {
			t.Errorf("Couple(%q): got %q, %q, %v, want %q, %q", tt.full, a, b, ok, tt.a, tt.b)
		}
		if _, err := Parse(tt.full); err == nil {
			t.Errorf("Parse(%q) takes two people for one", tt.full)
		}
	}
}
