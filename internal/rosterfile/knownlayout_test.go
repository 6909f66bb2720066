package rosterfile

import (
	"cmp"
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	gocmp "github.com/google/go-cmp/cmp"

	"github.com/communitrak/onboarding/internal/rosterfile/columns"
)

// layoutFile is a layout with its example: a roster, and the people in it.
type layoutFile struct {
	Name    string `json:"name"`
	Source  string `json:"source"`
	Example struct {
		Rows   []string        `json:"rows"`
		People []examplePerson `json:"people"`
	} `json:"example"`
}

type examplePerson struct {
	Name  string `json:"name"`
	Email string `json:"email"`
	Phone string `json:"phone"`
	Home  string `json:"home"` // its parts, from the street to the ZIP
	Gone  string `json:"gone"` // "left" or "not yet", "" for those who live there
}

func layouts(t *testing.T) (all []layoutFile) {
	t.Helper()
	paths, err := filepath.Glob("columns/layouts/*.json")
	if err != nil || len(paths) == 0 {
		t.Fatalf("got %d layouts, %v", len(paths), err)
	}
	for _, path := range paths {
		b, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		var l layoutFile
		if err := json.Unmarshal(b, &l); err != nil || len(l.Example.People) == 0 {
			t.Fatalf("%s: %v, with %d people in its example", path, err, len(l.Example.People))
		}
		all = append(all, l)
	}
	return all
}

// Each layout file is its own test: its example matches that layout and no
// other, asks nothing, and yields its people.
func TestKnownLayouts(t *testing.T) {
	t.Parallel()
	names := map[string]bool{}
	for _, l := range layouts(t) {
		if names[l.Name] {
			t.Errorf("two layouts are named %q", l.Name)
		}
		names[l.Name] = true
		if l.Source == "" {
			t.Errorf("%s: nothing says how its headings are known", l.Name)
		}
		t.Run(l.Name, func(t *testing.T) {
			t.Parallel()
			e := l.Example
			f := open(t, strings.Join(e.Rows, "\n")+"\n")
			if got := f.Detected().Layout; got != l.Name {
				t.Fatalf("recognized as %q", got)
			}
			if !f.Certain() {
				t.Errorf("asks %+v", f.Questions())
			}
			if diff := gocmp.Diff(e.People, peopleOf(rowsOf(t, f))); diff != "" {
				t.Errorf("people (-want +got):\n%s", diff)
			}
		})
	}
}

// peopleOf returns the people in the rows in the form used by examples.
func peopleOf(rows []Row) (all []examplePerson) {
	noon := time.Date(2026, 11, 27, 12, 0, 0, 0, time.UTC)
	for _, r := range rows {
		p := r.Place
		home := joinFilled(", ", p.Address, p.Street, p.Unit, p.Unit2, p.Building, p.Lot, p.Block, p.Section, p.Phase, p.Tract, p.Subdivision, p.City, p.State, p.ZIP)
		for _, who := range r.People {
			one := examplePerson{Name: cmp.Or(who.FullName, joinFilled(" ", who.First, who.Middle, who.Last)), Email: who.Email, Phone: who.Phone, Home: home}
			for _, a := range r.Absences {
				switch {
				case a.Person != who.Number, a.Left.After(noon), !a.From.IsZero() && !a.From.After(noon):
				case a.NotYet:
					one.Gone = "not yet"
				default:
					one.Gone = "left"
				}
			}
			all = append(all, one)
		}
	}
	return all
}

func joinFilled(between string, parts ...string) string {
	return strings.Join(slices.DeleteFunc(parts, func(s string) bool { return s == "" }), between)
}

// A roster made by hand matches no layout.
func TestKnownLayouts_others(t *testing.T) {
	t.Parallel()
	for _, text := range []string{
		"Full Name,Address,Email,Phone\n", "Property,Unit,Name,Email\n", "First Name,Last Name,Street,City,State,Zip,Email\n",
		"Account,Homeowner,Property Address,Mailing Address,Email\n", "Owner,Owner Email,Tenant,Tenant Email,Address\n", "Name,E-mail 1 - Value,Address 1 - Street\n",
	} {
		if got := open(t, text+"Ann Lee,1,2,3,4,5,a@example.com\n").Detected().Layout; got != "" {
			t.Errorf("%q is taken for %s", text, got)
		}
	}
}

const tenantDirectory = "Property,Unit,Tenant,Status,Emails,Extra Email,Lease From,Zeta\n"

func TestKnownLayout_decides(t *testing.T) {
	t.Parallel()
	f := open(t, tenantDirectory+"Oak Court - 1 Oak St,4,Ann Lee,Current,a@example.com,x@example.org,1/5/2023,\nOak Court - 1 Oak St,5,Bo Ray,Leaving,b@example.com,,,1/5/2023\n")
	want := "address|unit|1.fullName|1.status|1.email||||? status Status|? left Zeta"
	if got := classesOf(f); got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
	why := map[string]string{"Property": "AppFolio tenant directory", "Lease From": "AppFolio tenant directory: a date"}
	for _, c := range f.Columns() {
		if w, ok := why[c.Header]; ok && (c.Why != w || c.Source != columns.SourceLayout || c.Ignored != (c.Field == "")) {
			t.Errorf("got %+v, want %q by the layout", c, w)
		}
	}
	if q := f.Questions(); !strings.Contains(q[0].Text, `says "Leaving"`) {
		t.Errorf("asks %q", q[0].Text)
	}
}

// What a person says overrides a layout, for this file and for the community.
func TestKnownLayout_answered(t *testing.T) {
	t.Parallel()
	const text = tenantDirectory + "Oak Court - 1 Oak St,4,Ann Lee,Leaving,a@example.com,,,\n"
	f := open(t, text)
	q := f.Questions()
	if len(q) != 1 {
		t.Fatalf("asks %+v", q)
	}
	if err := f.Answer(map[string]string{q[0].ID: "here"}); err != nil || !f.Certain() || len(rowsOf(t, f)[0].Absences) > 0 {
		t.Errorf("answered: %v, asks %+v", err, f.Questions())
	}
	said := f.Said()
	if len(said) != 1 || len(said[0].Said) != 1 {
		t.Errorf("got %+v, want what was answered and nothing that the layout says", said)
	}
	again := open(t, text)
	if err := again.UseSaved(columns.Memory{}.With(said...), nil); err != nil || !again.Certain() {
		t.Errorf("with what was answered before: %v, asks %+v", err, again.Questions())
	}
	chosen := open(t, text)
	if err := chosen.Use(columns.Mapping{Columns: []columns.Assignment{{Header: "Extra Email", Field: "member[1].email"}, {Header: "Emails"}}}); err != nil {
		t.Fatal(err)
	}
	if got, want := classesOf(chosen), "address|unit|1.fullName|1.status||1.email|||? status Status"; got != want {
		t.Errorf("chosen: got %s, want %s", got, want)
	}
}

// If a whole mapping comes back as shown, the layout's columns keep the layout
// as their source.
func TestDetected_Confirm_layout(t *testing.T) {
	t.Parallel()
	d := open(t, tenantDirectory+"Oak Court - 1 Oak St,4,Ann Lee,Leaving,a@example.com,,,\n").Detected()
	var m columns.Mapping
	for _, c := range d.Columns {
		m.Columns = append(m.Columns, columns.Assignment{Index: c.Index, Header: c.Header, Field: c.Field})
	}
	var got []columns.Source
	for _, a := range d.Confirm(m).Columns {
		got = append(got, a.Source)
	}
	if want := []columns.Source{columns.SourceLayout, columns.SourceLayout, columns.SourceLayout, columns.SourceChosen, columns.SourceLayout, columns.SourceSuggested, columns.SourceLayout, columns.SourceSuggested}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

// Past the rows used to make questions, nobody is imported on a word that the
// layout does not list.
func TestKnownLayout_status_beyond(t *testing.T) {
	t.Parallel()
	f := open(t, tenantDirectory+strings.Repeat("Oak Court - 1 Oak St,4,Ann Lee,Current,a@example.com,,,\n", 250)+"Oak Court - 1 Oak St,5,Bo Ray,Leaving,b@example.com,,,\n")
	rows := rowsOf(t, f)
	if last := rows[len(rows)-1]; !f.Certain() || len(last.Absences) != 1 || len(rows[0].Absences) > 0 {
		t.Errorf("got %+v, certain %v", last.Absences, f.Certain())
	}
}

// Columns that a layout does not mention keep their owner, or have none.
func TestKnownLayout_beside(t *testing.T) {
	t.Parallel()
	const known = "SITUS_NUM,SITUS_STREET,"
	for _, tt := range []struct{ name, text, want string }{
		{"the resident's", known + "Name,Mobile,City\n1,Oak St,Ann Lee,480-555-0101,Mesa\n", "streetNumber|street|1.fullName|1.phone|city"},
		{"a further person", known + "OWNER_NAME,EMAIL,Tenant,Tenant Email\n1,Oak St,Ann Lee,a@example.com,Bo Ray,b@example.com\n",
			"streetNumber|street|1.fullName|1.email|2.fullName|2.email"},
		{"a further email", known + "OWNER_NAME,EMAIL,Owner Email 2\n1,Oak St,Ann Lee,a@example.com,b@example.com\n", "streetNumber|street|1.fullName||1.email|? whose EMAIL"},
		{"another city", "Property,Unit,Tenant,Emails,Address,City\nOak Court - 1 Oak St,4,Ann Lee,a@example.com,9 Far St,Reno\n", "address|unit|1.fullName|1.email||"},
		{"another number of a person", "Tenant Name,Tenant Email,Tenant Mobile,Account #,Homeowner,Co-Owner,Property Address,Mailing Address,Email\n" +
			"Bo Ray,b@example.com,480-555-0101,7,Ann Lee,,1 Oak St,9 Far St,a@example.com\n", "3.fullName|3.email|3.phone||1.fullName|2.fullName|address||1.email"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			if got := classesOf(open(t, tt.text)); got != tt.want {
				t.Errorf("got  %s\nwant %s", got, tt.want)
			}
		})
	}
}
