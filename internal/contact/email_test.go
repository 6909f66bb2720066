package contact

import (
	"errors"
	"strings"
	"testing"
)

func TestParseEmail(t *testing.T) {
	t.Parallel()
	tests := []struct{ name, typed, want string }{
		{"plain", "rosa@example.com", "rosa@example.com"},
		{"upper case", "Rosa.Delgado@EXAMPLE.COM", "rosa.delgado@example.com"},
		{"blanks around", " \t rosa@example.com\u00a0\r\n", "rosa@example.com"},
		{"zero-width around", "\u200brosa@example.com\ufeff", "rosa@example.com"},
		{"copied from right-to-left text", "\u202arosa@example.com\u202c", "rosa@example.com"},
		{"angle brackets", "<rosa@example.com>", "rosa@example.com"},
		{"display name", `"Delgado, Rosa" <rosa@example.com>`, "rosa@example.com"},
		{"mailto", "MAILTO:rosa@example.com?subject=Hello", "rosa@example.com"},
		{"mailto in brackets", "<mailto:rosa@example.com>", "rosa@example.com"},
		{"list separator at the end", "rosa@example.com;", "rosa@example.com"},
		{"plus tag", "rosa+hoa@example.com", "rosa+hoa@example.com"},
		{"apostrophe", "o'neil@example.com", "o'neil@example.com"},
		{"question mark is a letter of the local part", "mailto:who?@example.com", "who?@example.com"},
		{"subdomain", "rosa@mail.example.co.uk", "rosa@mail.example.co.uk"},
		{"digits in the domain", "rosa@123.com", "rosa@123.com"},
		{"international domain", "hans@Bücher.example", "hans@xn--bcher-kva.example"},
		{"international domain, decomposed", "hans@bu\u0308cher.example", "hans@xn--bcher-kva.example"},
		{"ASCII form of an international domain", "hans@XN--bcher-kva.example", "hans@xn--bcher-kva.example"},
		{"longest local part", strings.Repeat("a", 64) + "@example.com", strings.Repeat("a", 64) + "@example.com"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			got, err := ParseEmail(tt.typed)
			if err != nil {
				t.Fatalf("ParseEmail: %v", err)
			}
			if got.Reveal() != tt.want {
				t.Errorf("got %q, want %q", got.Reveal(), tt.want)
			}
		})
	}
}

func TestParseEmail_refused(t *testing.T) {
	t.Parallel()
	tests := []struct{ name, typed, code string }{
		{"empty", "", CodeRequired},
		{"blank", " \u00a0\u200b", CodeRequired},
		{"no at", "rosa.example.com", CodeInvalidEmail},
		{"two ats", "rosa@home@example.com", CodeInvalidEmail},
		{"two addresses", "rosa@example.com; owen@example.com", CodeInvalidEmail},
		{"no local part", "@example.com", CodeInvalidEmail},
		{"no domain", "rosa@", CodeInvalidEmail},
		{"no dot", "rosa@localhost", CodeInvalidEmail},
		{"dot at the end", "rosa@example.com.", CodeInvalidEmail},
		{"full-width dot at the end", "rosa@example.com\uff0e", CodeInvalidEmail},
		{"ideographic dot at the end", "rosa@example.com\u3002", CodeInvalidEmail},
		{"two dots", "rosa@example..com", CodeInvalidEmail},
		{"two dots before the at", "rosa..d@example.com", CodeInvalidEmail},
		{"dot before the at", "rosa.@example.com", CodeInvalidEmail},
		{"leading hyphen", "rosa@-example.com", CodeInvalidEmail},
		{"hyphen at the end", "rosa@example-.com", CodeInvalidEmail},
		{"underscore in the domain", "rosa@ex_ample.com", CodeInvalidEmail},
		{"numeric top level", "rosa@example.123", CodeInvalidEmail},
		{"one-letter top level", "rosa@example.c", CodeInvalidEmail},
		{"address literal", "rosa@[192.0.2.1]", CodeInvalidEmail},
		{"address without brackets", "rosa@192.0.2.1", CodeInvalidEmail},
		{"quoted", `"rosa d"@example.com`, CodeInvalidEmail},
		{"comment", "rosa(home)@example.com", CodeInvalidEmail},
		{"blank inside", "rosa d@example.com", CodeInvalidEmail},
		{"header injection", "rosa@example.com\r\nBcc: owen@example.com", CodeInvalidEmail},
		{"line feed inside", "rosa@example\n.com", CodeInvalidEmail},
		{"NUL", "ro\x00sa@example.com", CodeInvalidEmail},
		{"invisible inside", "ro\u200bsa@example.com", CodeInvalidEmail},
		{"direction override", "ro\u202esa@example.com", CodeInvalidEmail},
		{"not UTF-8", "rosa\xff@example.com", CodeInvalidEmail},
		{"unclosed bracket", "<rosa@example.com", CodeInvalidEmail},
		{"full-width domain", "rosa@ｅｘａｍｐｌｅ.com", CodeInvalidEmail},
		{"broken ASCII form", "rosa@xn--0.com", CodeInvalidEmail},
		{"long local part", strings.Repeat("a", 65) + "@example.com", CodeInvalidEmail},
		{"long label", "rosa@" + strings.Repeat("a", 64) + ".com", CodeInvalidEmail},
		{"long address", "rosa@" + strings.Repeat(strings.Repeat("a", 60)+".", 4) + "example.com", CodeInvalidEmail},
		{"letters outside ASCII", "josé@example.com", CodeNotDeliverable},
		{"reserved domain", "rosa@home.invalid", CodeNotDeliverable},
		{"local network", "rosa@printer.local", CodeNotDeliverable},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			got, err := ParseEmail(tt.typed)
			wantInvalid(t, err, tt.code)
			if got != "" {
				t.Errorf("got %q with an error, want nothing", got.Reveal())
			}
		})
	}
}

// A remark instead of an email is not told that it has a space in it.
func TestParseEmail_remark(t *testing.T) {
	t.Parallel()
	_, err := ParseEmail("no email")
	wantInvalid(t, err, CodeInvalidEmail)
	if !strings.Contains(err.Error(), "needs an @") {
		t.Errorf("got %q", err)
	}
}

func wantInvalid(t *testing.T, err error, code string) {
	t.Helper()
	var invalid *InvalidError
	if !errors.As(err, &invalid) {
		t.Fatalf("got error %v, want an InvalidError", err)
	}
	if invalid.Code != code {
		t.Errorf("got code %q (%s), want %q", invalid.Code, invalid.Reason, code)
	}
	if invalid.Reason == "" {
		t.Error("the error has no reason")
	}
}

func FuzzParseEmail(f *testing.F) {
	for _, s := range []string{
		"rosa@example.com", "<a@b.co>", "mailto:a@b.co?x", "A <a@b.co>", "ä@ö.example", "a@xn--bcher-kva.example",
		"\u202aa@b.co\u202c", "a@b.co\r\nBcc: c@d.co", "a@[::1]", "a@b\u3002co", "a@\u2488.co",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, typed string) {
		got, err := ParseEmail(typed)
		if err != nil {
			return
		}
		normal := got.Reveal()
		if len(normal) > maxAddress || strings.Count(normal, "@") != 1 {
			t.Errorf("ParseEmail(%q) = %q, not an address", typed, normal)
		}
		for _, c := range []byte(normal) {
			if c <= ' ' || c >= 0x7f || strings.IndexByte(`"<>(),;:\[]`, c) >= 0 {
				t.Errorf("ParseEmail(%q) = %q, holds %q", typed, normal, c)
			}
		}
		if again, err := ParseEmail(normal); err != nil || again != got {
			t.Errorf("ParseEmail(%q) = %q, %v; want it unchanged", normal, again.Reveal(), err)
		}
	})
}
