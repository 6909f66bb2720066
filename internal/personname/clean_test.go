package personname

import (
	"errors"
	"strings"
	"testing"
	"unicode/utf8"
)

func TestClean(t *testing.T) {
	t.Parallel()
	tests := []struct{ name, typed, want string }{
		{"plain", "Rosa", "Rosa"},
		{"blanks", " \u00a0Ana  Lucia\u3000\t", "Ana Lucia"},
		{"line break at the end", "Rosa\r\n", "Rosa"},
		{"composed", "Jose\u0301", "José"},
		{"zero-width", "\ufeffRo\u200bsa", "Rosa"},
		{"empty", "", ""},
		{"only blanks", " \u200b\u00ad ", ""},
		{"only joiners", "\u200d\u200c", ""},
		{"Hangul filler", "\u3164", ""},
		{"initials", "J.R.", "J.R."},
		{"missing blank", "St.John", "St.John"},
		{"apostrophe and hyphen", "D’Arcy-O'Neil", "D’Arcy-O'Neil"},
		{"Hebrew", "משה כהן", "משה כהן"},
		{"Persian joiner", "علی\u200cرضا", "علی\u200cرضا"},
		{"emoji family", "👩\u200d👧", "👩\u200d👧"},
		{"markup is text", "<b>Rosa</b>", "<b>Rosa</b>"},
		{"longest", strings.Repeat("ä", 100), strings.Repeat("ä", 100)},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			got, err := Clean(tt.typed)
			if err != nil {
				t.Fatalf("Clean: %v", err)
			}
			if got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}

func TestClean_refused(t *testing.T) {
	t.Parallel()
	tests := []struct{ name, typed string }{
		{"header injection", "Rosa\r\nBcc: owen@example.com"},
		{"tab inside", "Rosa\tDelgado"},
		{"NUL", "Ro\x00sa"},
		{"C1 control", "Ro\u0085sa"},
		{"line separator", "Ro\u2028sa"},
		{"right-to-left override", "Rosa\u202eodagleD"},
		{"isolate", "Rosa\u2066x\u2069"},
		{"not UTF-8", "Ro\xffsa"},
		{"too long", strings.Repeat("ä", 101)},
		{"scheme", "Click http://example"},
		{"any scheme", "ftp://example"},
		{"www", "Visit WWW.example"},
		{"bare domain", "Win at prizes.example.com today"},
		{"domain with a path", "example.com/win"},
		{"full-width domain", "ｅｘａｍｐｌｅ．ｃｏｍ"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			got, err := Clean(tt.typed)
			var invalid *InvalidError
			if !errors.As(err, &invalid) || invalid.Code != CodeInvalidName || got != "" {
				t.Errorf("got %q, %v, want an InvalidError", got, err)
			}
		})
	}
}

func FuzzClean(f *testing.F) {
	for _, s := range []string{"Rosa", " Ana  Lucia ", "\u202eRosa", "www.x", "👩\u200d👧", "Ro\xffsa", "\u0345", "o\u0367\u00ad\u032d"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		got, err := Clean(s)
		if err != nil {
			return
		}
		if !utf8.ValidString(got) || utf8.RuneCountInString(got) > maxField || strings.ContainsFunc(got, reorders) {
			t.Errorf("Clean(%q) = %q", s, got)
		}
		if again, err := Clean(got); err != nil || again != got {
			t.Errorf("Clean(%q) = %q, %v, want it unchanged", got, again, err)
		}
	})
}
