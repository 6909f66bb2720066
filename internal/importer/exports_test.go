package importer_test

import (
	"encoding/json"
	"fmt"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/communitrak/onboarding/internal/casestest"
	"github.com/communitrak/onboarding/internal/roster"
)

// exportCase is the expected outcome of a roster.
type exportCase struct {
	File   string `json:"file"`
	Expect struct {
		// Members are by email; each may give a name, phone, and home, the home
		// without the city that the community's settings add.
		Members map[string]struct {
			Name  *string         `json:"name"`
			Home  string          `json:"home"`
			Phone json.RawMessage `json:"phone"`
		} `json:"members"`
		// Only false allows additional members.
		Only *bool `json:"only"`
		Home int   `json:"homes"`
		// Attention maps rows to a part of the code, or null for any; with
		// Only, no other rows need attention.
		Attention         map[string]*string `json:"attention"`
		AttentionIncludes []int              `json:"attention_includes"`
		Never             []string           `json:"never"`
		State             json.RawMessage    `json:"state"`
	} `json:"expect"`
}

// askedExports are the rosters that raise questions; they come out right once
// those are answered as suggested.
var askedExports = map[string]bool{"78-side-by-side": true}

func TestCreated_exports(t *testing.T) {
	t.Parallel()
	for _, path := range casestest.Glob(t, "exports/*.json") {
		name := strings.TrimSuffix(filepath.Base(path), ".json")
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var want exportCase
			if err := json.Unmarshal(read(t, path), &want); err != nil {
				t.Fatal(err)
			}
			f := newFixture(t)
			job := f.drop(t, want.File, string(read(t, filepath.Join(filepath.Dir(path), want.File))))
			if job.State == roster.ImportReady {
				if !askedExports[name] {
					t.Errorf("asks %q, without need", job.Reason)
				}
				job = f.confirm(t, job)
			}
			if wrong := compareExport(t, f, job, want); len(wrong) > 0 {
				t.Error(strings.Join(wrong, "\n"))
			}
		})
	}
}

// compareExport lists how the import differs from what it should be.
func compareExport(t *testing.T, f *fixture, job roster.Import, want exportCase) (wrong []string) {
	t.Helper()
	fail := func(format string, args ...any) { wrong = append(wrong, fmt.Sprintf(format, args...)) }
	e := want.Expect
	if len(e.State) > 0 && !strings.Contains(string(e.State), strconv.Quote(string(job.State))) {
		fail("got state %s, want one of %s", job.State, e.State)
	}
	members := f.members(t)
	for email, w := range e.Members {
		m, ok := members[email]
		switch {
		case !ok:
			fail("%s is no member", email)
			continue
		case w.Name != nil && m.FirstName+"|"+m.LastName != *w.Name:
			fail("%s is named %s|%s, want %s", email, m.FirstName, m.LastName, *w.Name)
		case w.Home != "" && !matches(t, w.Home, m.Address) && !matches(t, w.Home, strings.TrimSuffix(m.Address, ", Mesa, AZ 85201")):
			fail("%s lives at %q, want %s", email, m.Address, w.Home)
		}
		if phone := strings.Trim(string(w.Phone), `"`); phone == "null" && m.Phone != "" || phone != "null" && phone != "" && m.Phone != phone {
			fail("%s has the phone %q, want %s", email, m.Phone, phone)
		}
	}
	only := e.Only == nil || *e.Only
	for email, m := range members {
		if _, ok := e.Members[email]; !ok && only && e.Members != nil {
			fail("%s, %s %s, should be no member", email, m.FirstName, m.LastName)
		}
		if slices.Contains(e.Never, fmt.Sprintf("%s as %s|%s", email, m.FirstName, m.LastName)) {
			fail("%s must not be %s %s", email, m.FirstName, m.LastName)
		}
	}
	if e.Home > 0 {
		if properties, _, err := f.Store.Properties(t.Context(), f.Community.ID, "", 1000, ""); err != nil || len(properties) != e.Home {
			fail("got %d homes, %v, want %d", len(properties), err, e.Home)
		}
	}
	wrong = append(wrong, compareAttention(f.rows(t, job), want, only)...)
	if len(wrong) > 0 && job.State == roster.ImportRejected {
		fail("rejected: %s", job.Reason)
	}
	return wrong
}

func compareAttention(rows []roster.RowResult, want exportCase, only bool) (wrong []string) {
	codes := map[int]string{}
	for _, r := range rows {
		if r.Result != roster.RowAttention {
			continue
		}
		codes[r.Row] += r.Code + " "
		for _, also := range r.FurtherReasons {
			codes[r.Row] += also.Code + " "
		}
	}
	e := want.Expect
	for row, code := range e.Attention {
		n, err := strconv.Atoi(row)
		switch got := codes[n]; {
		case err != nil:
			wrong = append(wrong, err.Error())
		case got == "" || code != nil && !strings.Contains(got, *code):
			wrong = append(wrong, fmt.Sprintf("row %d: got %q, want attention", n, got))
		}
	}
	for _, n := range e.AttentionIncludes {
		if codes[n] == "" {
			wrong = append(wrong, fmt.Sprintf("row %d: got none, want attention", n))
		}
	}
	for n, got := range codes {
		if _, ok := e.Attention[strconv.Itoa(n)]; !ok && only && e.Attention != nil {
			wrong = append(wrong, fmt.Sprintf("row %d: got %s, want no attention", n, got))
		}
	}
	return wrong
}

// matches reports whether the expression matches the text; a negative
// lookahead, which package regexp does not support, is checked separately.
func matches(t *testing.T, expression, text string) bool {
	t.Helper()
	if before, rest, ok := strings.Cut(expression, "(?!"); ok {
		unwanted, after, _ := strings.Cut(rest, ")")
		head := regexp.MustCompile(before)
		at := head.FindStringIndex(text)
		return at != nil && !regexp.MustCompile("^"+unwanted).MatchString(text[at[1]:]) && regexp.MustCompile(before+".*"+after).MatchString(text)
	}
	return regexp.MustCompile(expression).MatchString(text)
}
