package rosterfile

import (
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// casesDir holds material that is not part of the project: real headings and
// files of other programs.
const casesDir = "../../../shared/cases"

func readCase(t *testing.T, name string) []byte {
	t.Helper()
	b, err := os.ReadFile(filepath.Join(casesDir, name))
	if os.IsNotExist(err) {
		t.Skipf("no test material at %s", filepath.Join(casesDir, name))
	}
	if err != nil {
		t.Fatal(err)
	}
	return b
}

type layoutCase struct {
	Columns []struct {
		Index  int    `json:"index"`
		Header string `json:"header"`
		MapsTo string `json:"maps_to"`
	} `json:"columns"`
	HasHeader bool `json:"has_header"`
	Expected  struct {
		DataRows int `json:"data_rows"`
		Members  []struct {
			Row   int     `json:"row"`
			Name  string  `json:"full_name"`
			Email string  `json:"email"`
			Phone *string `json:"phone"`
		} `json:"member_list"`
	} `json:"expected"`
}

// sameMeaning lists what the test material calls a field and what is as good.
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
	"member.status":           {"ignore"},
	"mailing.address":         {"ignore"},
	"member.phone2":           {"phone2", "phone3"},
}

var personIndex = regexp.MustCompile(`^members?\[(\d)\]\.`)

func TestSuggest_realLayouts(t *testing.T) {
	t.Parallel()
	files, err := filepath.Glob(filepath.Join(casesDir, "layouts", "*.json"))
	if err != nil {
		t.Fatal(err)
	}
	if len(files) == 0 {
		t.Skipf("no test material at %s", casesDir)
	}
	for _, path := range files {
		name := strings.TrimSuffix(filepath.Base(path), ".json")
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var c layoutCase
			if err := json.Unmarshal(readCase(t, "layouts/"+name+".json"), &c); err != nil {
				t.Fatal(err)
			}
			f, err := Open(strings.NewReader(string(readCase(t, "layouts/"+name+".csv"))), name+".csv", DefaultLimits())
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
				if !meansSame(want, col) {
					t.Errorf("column %d %q: got %q (%s), want %s", col.Index, col.Header, col.Field, col.Why, want)
				}
			}
			c.compareRows(t, rowsOf(t, f))
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
			return strings.EqualFold(p.Email, m.Email) && (m.Phone == nil || isDialable(p.Phone)) && p.FullName+p.First+p.Last != ""
		}) {
			t.Errorf("row %d: %s is not among %+v", m.Row, m.Name, rows[i].People)
		}
		if rows[i].Place == (Place{}) {
			t.Errorf("row %d has no place", m.Row)
		}
	}
}

// meansSame reports whether a column is mapped as the material says. Columns
// that it calls ignored may be used where that does no harm.
func meansSame(want string, got Column) bool {
	if want == "ignore_secret" {
		return got.Secret
	}
	if want == "ignore" {
		return got.Ignored || regexp.MustCompile(`(email|phone)[2-9]$|title$`).MatchString(got.Field) || got.Header == "username"
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
		return slices.Contains(options, "ignore") || want == "property.unit" && got.Header == "Unit Id"
	}
	f, ok := parseField(got.Field)
	if !ok || f.person != 0 && f.person != person {
		return false
	}
	name := f.name
	if f.spare > 1 {
		name = strings.TrimPrefix(got.Field, "member["+string(rune('0'+f.person))+"].")
	}
	return slices.Contains(options, name)
}
