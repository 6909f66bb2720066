package personname

import (
	"strings"
	"testing"
	"unicode/utf8"
)

func TestFold(t *testing.T) {
	t.Parallel()
	tests := []struct{ name, text, want string }{
		{"empty", "", ""},
		{"case and blanks", "  Rosa \t DELGADO ", "rosa delgado"},
		{"accents", "José Núñez Ñandú", "jose nunez nandu"},
		{"decomposed", "Jose\u0301", "jose"},
		{"no-break blank", "Rosa\u00a0Delgado", "rosa delgado"},
		{"sharp s", "Weiß STRAẞE", "weiss strasse"},
		{"Nordic", "Øystein Åse Þór Æsa", "oystein ase thor aesa"},
		{"Polish", "Łukasz Wałęsa", "lukasz walesa"},
		{"Croatian", "Đorđe", "dorde"},
		{"Turkish", "İbrahim Işık", "ibrahim isik"},
		{"Vietnamese", "Nguyễn Thị Hương", "nguyen thi huong"},
		{"apostrophes", "O’Brien Nāhiʻena", "o'brien nahi'ena"},
		{"dashes", "Min‑jun Smith–Jones", "min-jun smith-jones"},
		{"full-width", "Ｒｏｓａ", "rosa"},
		{"ligature", "ﬁona", "fiona"},
		{"zero-width", "Ro\u200bsa", "rosa"},
		{"control", "Rosa\x1fDelgado", "rosa delgado"},
		{"Hangul stays composed", "박민준", "박민준"},
		{"Greek", "Ιωάννης", "ιωαννησ"},
		{"Hebrew points", "מֹשֶׁה", "משה"},
		{"Devanagari keeps its vowels", "सुनील", "सुनील"},
		{"emoji", "Rosa 🌹", "rosa 🌹"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			if got := Fold(tt.text); got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}

func FuzzFold(f *testing.F) {
	for _, s := range []string{"Rosa", "İ", "ẞ", "ﬁ", "박민준", "\u0345\u0301", "ǅ", "Rosa\xff", "\u1e9b\u0323", "ﷺ"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		got := Fold(s)
		if again := Fold(got); again != got {
			t.Errorf("Fold(%q) = %q, folded again %q", s, got, again)
		}
		if !utf8.ValidString(got) || strings.ContainsAny(got, "\x00\x1f\n\t") || strings.Contains(got, "  ") {
			t.Errorf("Fold(%q) = %q", s, got)
		}
	})
}
