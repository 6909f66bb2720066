package contact

import (
	"strings"
	"testing"
)

// TestParseEmail_kinds has an address at each edge of what the rules allow.
func TestParseEmail_kinds(t *testing.T) {
	t.Parallel()
	for _, valid := range []string{
		"u@example.com", "481@example.com", "az09@example.com", "-uma-@example.com", "_@example.com", "#!$%&'*+/=?^_`{|}~-@example.com", "u.m.a@example.com",
		"uma@a.example.co", "uma@0-9.example", "uma@fizz.example", "uma@1.example", "uma@xn--bcher-kva.xn--p1ai",
		"uma@" + strings.Repeat("m", 63) + ".example", "umay@" + strings.Repeat("m.", 121) + "example",
	} {
		for _, typed := range []string{valid, strings.ToUpper(valid)} {
			if got, err := ParseEmail(typed); err != nil || got.Reveal() != valid {
				t.Errorf("ParseEmail(%q): got %q, %v", typed, got.Reveal(), err)
			}
		}
	}
	for _, invalid := range []string{
		"uma", "uma@", "@", "uma@@example.com", "uma@example", ".uma@example.com", "uma@.example.com", "uma@example.com.", "u..ma@example.com", "uma@example..com",
		"uma@-m.example", "uma@m-.example", "uma@exam ple.com", "uma@example.c", "uma@example.c0m", "uma@example.co-m", "uma@example,com", "uma@exa_mple.com", "uma@exa/mple.com",
		"uma@exa:mple.com", "uma@exa`mple.com", "uma@exa{mple.com", "u,ma@example.com", "u;ma@example.com", "u:ma@example.com", "u(m)a@example.com", "u[ma@example.com", `u\ma@example.com`,
		`"uma"@example.com`, "u<m>a@example.com", "uma@[IPv6:::1]", "uma@203.0.113.7", "uma@xn--a.xn--", "uma\u00a0vale@example.com", "u\u007fma@example.com",
		"uma@" + strings.Repeat("m", 64) + ".example", "umayv@" + strings.Repeat("m.", 121) + "example",
		"uma@example.com, kit@example.com", "uma@example.com kit@example.com", "uma@example.com/kit@example.com", "uma@example.com;kit@example.com",
	} {
		if got, err := ParseEmail(invalid); err == nil {
			t.Errorf("ParseEmail(%q): got %q, want an error", invalid, got.Reveal())
		}
	}
}

// TestParsePhone_kinds has a number in each spelling, and what is none.
func TestParsePhone_kinds(t *testing.T) {
	t.Parallel()
	for _, typed := range []string{
		"5035550141", "503-555-0141", "(503)555-0141", "503.555.0141", "503 555 0141", "1 (503) 555-0141", "1.503.555.0141", "+1-503-555-0141", "+1 (503) 555.0141",
		"15035550141", "tel:+15035550141", "Home 503-555-0141", "503-555-0141 mobile", "503-555-0141 x7", "503-555-0141, ext 12", "503/555-0141", "503–555–0141", "5.035550141E9",
	} {
		if got, err := ParsePhone(typed); err != nil || got.Reveal() != "+15035550141" {
			t.Errorf("ParsePhone(%q): got %q, %v", typed, got.Reveal(), err)
		}
	}
	for _, invalid := range []string{
		"503-555-014", "503-555-01411", "555-0141", "103-555-0141", "003-555-0141", "503-055-0141", "+1 503 555 014", "+2 503 555 0141", "2 503 555 0141", "503-555-O141",
		"503-555-0141 503-555-0142", "503-555-0141 or 503-555-0142", "503_555_0141", "none", "?", "x12", "5.0355501E9", "5E9", "2027-04-01", "4/1/2027",
	} {
		if got, err := ParsePhone(invalid); err == nil {
			t.Errorf("ParsePhone(%q): got %q, want an error", invalid, got.Reveal())
		}
	}
}
