package contact

import (
	"strings"
	"testing"

	"github.com/communitrak/onboarding/internal/casestest"
)

const coreTier = "core"

func TestParseEmail_cases(t *testing.T) {
	t.Parallel()
	type emailCase struct {
		ID, Address, Verdict, Tier string
		Normalized                 *string
	}
	agreed, differ, core := 0, 0, 0
	for _, c := range casestest.Lines[emailCase](t, "emails.jsonl") {
		got, err := ParseEmail(c.Address)
		verdict := "valid"
		if err != nil {
			verdict = "invalid"
		}
		switch {
		case c.Tier == coreTier:
			core++
			if verdict != c.Verdict {
				t.Errorf("%s %q: got %s (%v), want %s", c.ID, c.Address, verdict, err, c.Verdict)
			}
			if c.Normalized != nil && got.Reveal() != strings.ToLower(*c.Normalized) {
				t.Errorf("%s: got %q, want %q", c.ID, got.Reveal(), strings.ToLower(*c.Normalized))
			}
		case c.Verdict == "policy":
		case verdict == c.Verdict:
			agreed++
		default:
			differ++
			t.Logf("%s %q: got %s (%v), the source says %s", c.ID, c.Address, verdict, err, c.Verdict)
		}
	}
	t.Logf("%d core, %d extended agree, %d differ", core, agreed, differ)
}

func TestParsePhone_cases(t *testing.T) {
	t.Parallel()
	type phoneCase struct {
		ID, Input, Verdict, Tier string
		Expected                 string
	}
	agreed, differ, core := 0, 0, 0
	for _, c := range casestest.Lines[phoneCase](t, "phones.jsonl") {
		got, err := ParsePhone(c.Input)
		agrees := (c.Verdict == "invalid") == (err != nil) && (err != nil || got.Reveal() == c.Expected)
		switch {
		case c.Tier == coreTier:
			core++
			if !agrees {
				t.Errorf("%s %q: got %q, %v, want %q (%s)", c.ID, c.Input, got.Reveal(), err, c.Expected, c.Verdict)
			}
		case agrees:
			agreed++
		default:
			differ++
			t.Logf("%s %q: got %q, %v, the source says %q (%s)", c.ID, c.Input, got.Reveal(), err, c.Expected, c.Verdict)
		}
	}
	t.Logf("%d core, %d extended agree, %d differ", core, agreed, differ)
}

// TestNaughty reads hostile strings; none of them is an address or a number
// that later turns out to be another one.
func TestNaughty(t *testing.T) {
	t.Parallel()
	for _, s := range casestest.Naughty(t) {
		if email, err := ParseEmail(s); err == nil {
			if again, err := ParseEmail(email.Reveal()); err != nil || again != email {
				t.Errorf("ParseEmail(%q) is not stable", s)
			}
		}
		if phone, err := ParsePhone(s); err == nil {
			if again, err := ParsePhone(phone.Display()); err != nil || again != phone {
				t.Errorf("ParsePhone(%q) is not stable", s)
			}
		}
	}
}

func BenchmarkParseEmail(b *testing.B) {
	for b.Loop() {
		if _, err := ParseEmail("Rosa.Delgado@Example.com"); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkParsePhone(b *testing.B) {
	for b.Loop() {
		if _, err := ParsePhone("(480) 555-0101"); err != nil {
			b.Fatal(err)
		}
	}
}
