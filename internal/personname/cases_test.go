package personname

import (
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/communitrak/onboarding/internal/casestest"
)

type person struct{ First, Middle, Last string }

type nameCase struct {
	ID, Full, Tier                               string
	Title, First, Middle, Last, Suffix, Nickname string
	Asserted                                     []string
	Members                                      []person `json:"decided_members"`
	Named                                        *person  `json:"named_person"`
}

// differences returns the asserted parts that differ. A name in a single case
// is converted to display case, so its case is ignored.
func (c nameCase) differences(n Name) []string {
	parts := []struct{ name, got, want string }{
		{"title", n.Title, c.Title}, {"first", n.First, c.First}, {"middle", n.Middle, c.Middle},
		{"last", n.Last, c.Last}, {"suffix", n.Suffix, c.Suffix}, {"nickname", n.Nickname, c.Nickname},
	}
	var different []string
	for _, p := range parts {
		same := p.got == p.want || oneCase(c.Full) && strings.EqualFold(p.got, p.want)
		if slices.Contains(c.Asserted, p.name) && !same {
			different = append(different, p.name+" "+p.got+", want "+p.want)
		}
	}
	return different
}

func TestParse_cases(t *testing.T) {
	t.Parallel()
	agreed, differ, core := 0, 0, 0
	for _, c := range casestest.Lines[nameCase](t, "names.jsonl") {
		if len(c.Members) > 0 || c.Named != nil || c.Tier == "couple" {
			continue
		}
		got, err := Parse(c.Full)
		different := c.differences(got)
		switch {
		case c.Tier == "core":
			core++
			if err != nil || len(different) > 0 {
				t.Errorf("%s %q: %v %v", c.ID, c.Full, err, different)
			}
		case err == nil && len(different) == 0:
			agreed++
		default:
			differ++
			t.Logf("%s %q: %v %v", c.ID, c.Full, err, different)
		}
	}
	t.Logf("%d core, %d extended agree, %d differ", core, agreed, differ)
}

func TestCouple_cases(t *testing.T) {
	t.Parallel()
	couples, named := 0, 0
	for _, c := range casestest.Lines[nameCase](t, "names.jsonl") {
		a, b, ok := Couple(c.Full)
		if c.Tier != "couple" {
			if ok && c.Tier == "core" {
				t.Errorf("%s %q: got the couple %q, %q", c.ID, c.Full, a, b)
			}
			continue
		}
		couples++
		if _, err := Parse(c.Full); !ok || err == nil {
			t.Errorf("%s %q: couple %v, Parse %v; want a couple and an error", c.ID, c.Full, ok, err)
			continue
		}
		want := c.Members
		if c.Named != nil {
			want = []person{*c.Named}
		}
		if len(want) > 0 {
			named++
		}
		for i, full := range []string{a, b}[:len(want)] {
			got, err := Parse(full)
			if w := want[i]; err != nil || !strings.EqualFold(join(got.First, got.Middle, got.Last), join(w.First, w.Middle, w.Last)) {
				t.Errorf("%s %q: person %q is read as %+v, %v, want %+v", c.ID, c.Full, full, got, err, w)
			}
		}
	}
	t.Logf("%d couples, %d with named people", couples, named)
}

func TestParse_displayCases(t *testing.T) {
	t.Parallel()
	for _, c := range casestest.Lines[struct {
		Full, Display string
		Force         bool
	}](t, "names_display_case.jsonl") {
		n, err := Parse(c.Full)
		if err != nil {
			t.Errorf("%q: %v", c.Full, err)
			continue
		}
		if got := join(n.Title, n.First, n.Middle, n.Last, n.Suffix); got != c.Display && !c.Force {
			t.Errorf("got %q, want %q", got, c.Display)
		}
	}
}

// TestLayouts_people parses every person in the roster layouts.
func TestLayouts_people(t *testing.T) {
	t.Parallel()
	for _, path := range casestest.Glob(t, "layouts/*.json") {
		content, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		var layout struct {
			Expected struct {
				Members []struct {
					Full  string `json:"full_name"`
					First string
					Last  string
				} `json:"member_list"`
			}
		}
		if err := json.Unmarshal(content, &layout); err != nil {
			t.Fatalf("%s: %v", path, err)
		}
		for _, m := range layout.Expected.Members {
			inParts, err := FromParts(m.First, m.Last)
			if err != nil || inParts.GivenForMember() != m.First || inParts.FamilyForMember() != m.Last {
				t.Errorf("%s: FromParts(%q, %q) = %+v, %v", filepath.Base(path), m.First, m.Last, inParts, err)
			}
			whole, err := Parse(m.Full)
			if err != nil || join(whole.GivenForMember(), whole.FamilyForMember()) != join(m.First, m.Last) {
				t.Errorf("%s: Parse(%q) = %+v, %v", filepath.Base(path), m.Full, whole, err)
			}
			if !SameName(inParts, whole) && len(strings.Fields(m.Last)) == 1 {
				t.Errorf("%s: %q is not %q %q", filepath.Base(path), m.Full, m.First, m.Last)
			}
		}
	}
}

// TestNaughty reads hostile strings: there is no panic, and a form accepts
// whatever is accepted here.
func TestNaughty(t *testing.T) {
	t.Parallel()
	for _, s := range casestest.Naughty(t) {
		Couple(s)
		Fold(s)
		n, err := Parse(s)
		if err != nil {
			continue
		}
		for _, part := range []string{n.GivenForMember(), n.FamilyForMember()} {
			if got, err := Clean(part); err != nil || got != part {
				t.Errorf("Parse(%q) = %+v, cleaned %q, %v", s, n, got, err)
			}
		}
	}
}

func BenchmarkParse(b *testing.B) {
	for b.Loop() {
		for _, full := range []string{"Rosa Delgado", "DE LA CRUZ, JUAN Q. JR", "Dr. Ana Lucia Torres"} {
			if _, err := Parse(full); err != nil {
				b.Fatal(err)
			}
		}
	}
}
