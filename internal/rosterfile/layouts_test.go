package rosterfile

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/communitrak/onboarding/internal/casestest"
	contacts "github.com/communitrak/onboarding/internal/contact"
	"github.com/communitrak/onboarding/internal/personname"
	"github.com/communitrak/onboarding/internal/rosterfile/columns"
	"github.com/communitrak/onboarding/internal/rosterfile/sheet"
)

type layoutCase struct {
	Columns []struct {
		Index  int    `json:"index"`
		Header string `json:"header"`
		MapsTo string `json:"maps_to"`
	} `json:"columns"`
	HasHeader bool `json:"has_header"`
	Expected  struct {
		DataRows int    `json:"data_rows"`
		Policy   string `json:"policy"`
		Members  []struct {
			Row   int     `json:"row"`
			Name  string  `json:"full_name"`
			Email string  `json:"email"`
			Phone *string `json:"phone"`
		} `json:"member_list"`
	} `json:"expected"`
}

// sameMeaning lists the test material's names for fields, and equivalents.
var sameMeaning = map[string][]string{
	"property.line1":          {"property.street", "property.address"},
	"property.address_or_lot": {"property.address"},
	"member.full_name":        {"fullName"},
	"members.names":           {"fullName"},
	"members.names_list":      {"fullName"},
	"members.emails_list":     {"email"},
	"members.phones_list":     {"phone"},
	"member.household_role":   {"householdRole"},
	"member.resident_type":    {"residentType"},
	"member.type":             {"residentType"},
	"household.spouse_name":   {"fullName"},
	"household.key":           {"ignore"},
	"property.section":        {"ignore"},
	"property.is_rental":      {"ignore"},
	"property.external_id":    {"ignore"},
	"member.status":           {"ignore", "status"},
	"mailing.address":         {"ignore"},
	"member.phone2":           {"phone2", "phone3"},
}

// choices are the columns that the material leaves to the importer, or from
// which more is read than it requires.
var choices = map[string]map[string]struct{ field, reason string }{
	"membersplash_accounts": {"username": {"member[1].email", "the values are emails, and no other column is"}},
	"runhoa_units_owners":   {"Unit Id": {"", "the address says the same, and an identifier is no unit"}},
}

// unitOnly lists the layouts whose only address is a unit. A unit alone does
// not identify a home: the rows are read completely, and somebody who knows the
// building adds it.
var unitOnly = []string{"bulk_test_invalid_data", "guia_es_apt", "resvu_users"}

var personIndex = regexp.MustCompile(`^members?\[(\d)\]\.`)

func TestSuggest_realLayouts(t *testing.T) {
	t.Parallel()
	for _, path := range casestest.Glob(t, "layouts/*.json") {
		name := strings.TrimSuffix(filepath.Base(path), ".json")
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var c layoutCase
			if err := json.Unmarshal(casestest.Read(t, "layouts/"+name+".json"), &c); err != nil {
				t.Fatal(err)
			}
			f, err := Open(strings.NewReader(string(casestest.Read(t, "layouts/"+name+".csv"))), name+".csv", sheet.DefaultLimits())
			if err != nil {
				t.Fatal(err)
			}
			if !c.HasHeader {
				if f.Ready() == nil {
					t.Error("a file without headings and addresses was taken")
				}
				return
			}
			for i, col := range f.Columns() {
				want := c.Columns[i].MapsTo
				if choice, ok := choices[name][sheet.Clean(col.Header)]; ok {
					if col.Field != choice.field {
						t.Errorf("column %d %q: got %q, want %q, because %s", col.Index, col.Header, col.Field, choice.field, choice.reason)
					}
				} else if !meansSame(want, col) {
					t.Errorf("column %d %q: got %q (%s), want %s", col.Index, col.Header, col.Field, col.Why, want)
				}
			}
			rows := rowsOf(t, f)
			c.compareRows(t, rows)
			if got := c.Expected.Policy != ""; got != slices.Contains(unitOnly, name) {
				t.Errorf("the material has a policy: %v; add what is done to the test", got)
			}
			if slices.Contains(unitOnly, name) {
				for _, r := range rows {
					if want := (Place{Unit: r.Place.Unit}); r.Place != want || want.Unit == "" {
						t.Errorf("row %d: got the place %+v, want a unit alone", r.Number, r.Place)
					}
				}
			}
		})
	}
}

// compareRows looks for each expected member in its row.
func (c layoutCase) compareRows(t *testing.T, rows []Row) {
	t.Helper()
	if len(rows) != c.Expected.DataRows {
		t.Errorf("got %d rows, want %d", len(rows), c.Expected.DataRows)
	}
	for _, m := range c.Expected.Members {
		i := slices.IndexFunc(rows, func(r Row) bool { return r.Number == m.Row })
		if i < 0 {
			t.Errorf("row %d is missing", m.Row)
			continue
		}
		if !slices.ContainsFunc(rows[i].People, func(p Person) bool {
			return strings.EqualFold(p.Email, m.Email) && samePhone(p.Phone, m.Phone) && sameName(p, m.Name)
		}) {
			t.Errorf("row %d: %s is not among %+v", m.Row, m.Name, rows[i].People)
		}
		if rows[i].Place == (Place{}) {
			t.Errorf("row %d has no place", m.Row)
		}
	}
}

// samePhone reports whether what was typed is the expected number; nil means
// none or no usable one.
func samePhone(typed string, want *string) bool {
	got, err := contacts.ParsePhone(typed)
	if want == nil {
		return typed == "" || err != nil
	}
	return err == nil && got.Reveal() == *want
}

func sameName(p Person, want string) bool {
	if personname.Fold(p.First+" "+p.Last) == personname.Fold(want) {
		return true
	}
	expected, err := personname.Parse(want)
	if err != nil {
		return false
	}
	got, err := personname.Parse(p.FullName)
	if p.FullName == "" {
		got, err = personname.FromParts(p.First, p.Last)
	}
	return err == nil && personname.SameName(expected, got)
}

// meansSame reports whether a column is mapped as the material says. Columns
// that it ignores may be used if that does no harm.
func meansSame(want string, got columns.Column) bool {
	if want == "ignore_secret" {
		return got.Secret
	}
	if want == "ignore" {
		return got.Ignored || regexp.MustCompile(`(email|phone)[2-9]$|(title|left|lives|arrives)$`).MatchString(got.Field)
	}
	person := 1
	if m := personIndex.FindStringSubmatch(want); m != nil {
		person = int(m[1][0] - '0')
		want = "member." + want[len(m[0]):]
	}
	if want == "household.spouse_name" {
		person = 2
	}
	options := append(sameMeaning[want], strings.TrimPrefix(want, "member."), want)
	if got.Ignored {
		return slices.Contains(options, "ignore")
	}
	name, of := got.Field, got.Person()
	if of > 0 {
		name = strings.TrimPrefix(name, fmt.Sprintf("member[%d].", of))
	}
	if name == "" || of != 0 && of != person {
		return false
	}
	return slices.Contains(options, name)
}

// Real rosters say enough: there are no questions except for the one that
// contains two lists.
func TestFile_Certain_realFiles(t *testing.T) {
	t.Parallel()
	for _, path := range casestest.Glob(t, "exports/*.csv", "exports/*.xlsx", "layouts/*.csv") {
		name := filepath.Base(path)
		b, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		f, err := Open(strings.NewReader(string(b)), name, sheet.DefaultLimits())
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if asks := len(f.Questions()); asks > 0 != (name == "78-side-by-side.xlsx") {
			t.Errorf("%s asks %d questions: %+v", name, asks, f.Questions())
		}
	}
}
