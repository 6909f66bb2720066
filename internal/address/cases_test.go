package address

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/communitrak/onboarding/internal/casestest"
)

// tally counts the cases that agree and reports the core cases that do not.
type tally struct {
	core, coreAgree, extended, extendedAgree int
}

func (n *tally) add(t *testing.T, core, agrees bool, format string, args ...any) {
	t.Helper()
	switch {
	case core && agrees:
		n.core, n.coreAgree = n.core+1, n.coreAgree+1
	case core:
		n.core++
		t.Errorf(format, args...)
	case agrees:
		n.extended, n.extendedAgree = n.extended+1, n.extendedAgree+1
	default:
		n.extended++
		t.Logf("extended: "+format, args...)
	}
}

func (n *tally) report(t *testing.T) {
	t.Helper()
	t.Logf("core %d of %d, extended %d of %d agree", n.coreAgree, n.core, n.extendedAgree, n.extended)
}

type publishedAddress struct {
	ID, Kind, Tier  string
	Input, Expected json.RawMessage
}

func TestStandardize_PublishedCases(t *testing.T) {
	t.Parallel()
	var n tally
	for _, c := range casestest.Lines[publishedAddress](t, "addresses.jsonl") {
		got, want := readPublished(t, c), spelled(t, c.Expected)
		n.add(t, c.Tier == "core", got == want, "%s %s %s:\n got %q\nwant %q", c.ID, c.Kind, c.Input, got, want)
	}
	n.report(t)
}

// readPublished returns this package's reading of a case, in upper case and
// with "|" between fields, or "" if the case is rejected.
func readPublished(t *testing.T, c publishedAddress) string {
	t.Helper()
	in := Street{Street: "1 Main St"}
	var text string
	if c.Input[0] == '"' {
		if err := json.Unmarshal(c.Input, &text); err != nil {
			t.Fatal(err)
		}
	}
	switch c.Kind {
	case "unit_designator":
		in.Unit = text + " 33"
	case "unit_identifier":
		in.Unit = text
	case "state":
		in.State = text
	case "zip":
		in.ZIP = text
	case "ordinal":
		in.Street = "1 " + text + " St"
	case "street_name":
		in.Street = "1 " + text
	default:
		in = publishedInput(t, c.Input)
	}
	s, err := Standardize(in)
	if err != nil {
		return ""
	}
	switch c.Kind {
	case "unit_designator":
		return strings.ToUpper(strings.TrimSuffix(s.Unit, " 33"))
	case "unit_identifier":
		return s.Unit[strings.LastIndex(s.Unit, " ")+1:]
	case "state":
		return s.State
	case "zip":
		return s.ZIP
	case "ordinal":
		return strings.TrimSuffix(strings.TrimPrefix(s.deliveryLine(), "1 "), " ST")
	case "street_name":
		return strings.TrimPrefix(s.deliveryLine(), "1 ")
	case "full":
		return fiveFields(s.Street)
	case "one_line":
		return strings.ToUpper(strings.ReplaceAll(s.Label(), ",", ""))
	}
	return s.deliveryLine()
}

// publishedInput reads an address given as a text or as fields.
func publishedInput(t *testing.T, raw json.RawMessage) Street {
	t.Helper()
	if raw[0] == '"' {
		var text string
		if err := json.Unmarshal(raw, &text); err != nil {
			t.Fatal(err)
		}
		return Street{Street: text}
	}
	var in struct{ Line1, Line2, City, State, ZIP string }
	if err := json.Unmarshal(raw, &in); err != nil {
		t.Fatal(err)
	}
	return Street{in.Line1, in.Line2, in.City, in.State, in.ZIP}
}

// spelled writes an expectation in the form of readPublished's result.
func spelled(t *testing.T, raw json.RawMessage) string {
	t.Helper()
	if raw[0] == '{' {
		return fiveFields(publishedInput(t, raw))
	}
	var text string
	if err := json.Unmarshal(raw, &text); err != nil {
		t.Fatal(err)
	}
	return text
}

func fiveFields(s Street) string {
	return strings.ToUpper(strings.Join([]string{s.Street, s.Unit, s.City, s.State, s.ZIP}, "|"))
}

func TestIdentity_PublishedPairs(t *testing.T) {
	t.Parallel()
	type pair struct {
		ID, Tier, A, B string
		Same           bool
	}
	var n tally
	for _, c := range casestest.Lines[pair](t, "address_pairs.jsonl") {
		a, errA := Standardize(Street{Street: c.A})
		b, errB := Standardize(Street{Street: c.B})
		same := errA == nil && errB == nil && a.Line() == b.Line() && (a.zip5() == "" || b.zip5() == "" || a.zip5() == b.zip5())
		n.add(t, c.Tier == "core", same == c.Same, "%s %q and %q:\n got %q and %q\nwant same %v",
			c.ID, c.A, c.B, a.Identity(), b.Identity(), c.Same)
	}
	n.report(t)
}

// deliveryLine returns the line above the city as Publication 28 prints it:
// upper case, without punctuation or accents, with the unit at the end.
func (s Street) deliveryLine() string {
	line := joinWords(s.Street, s.Unit)
	return strings.ToUpper(strings.ReplaceAll(foldAccents(line), "'", ""))
}
