package rosterfile

import (
	"fmt"
	"math/rand/v2"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/communitrak/onboarding/internal/rosterfile/columns"
	"github.com/communitrak/onboarding/internal/rosterfile/sheet"
)

// The number of layouts to generate, and the seed: LAYOUTS and LAYOUT_SEED.
const (
	fewLayouts  = 3000
	layoutsSeed = 1
)

// resident is one person in a generated roster, and where they live.
type resident struct {
	first, last, email, phone string
}

func (r resident) name() string { return r.first + " " + r.last }

// dwelling is a home, split into parts.
type dwelling struct{ number, street, kind, unit, city, state, zip string }

func (d dwelling) line() string { return d.number + " " + d.street + " " + d.kind }

// household is one row of the roster.
type household struct {
	people []resident // the resident and, if the layout has one, a second party
	home   dwelling
}

// column is a heading with the values below it.
type column struct {
	heading string
	cells   []string
}

// maker generates a roster with its own layout and remembers whose each value
// is.
type maker struct {
	*rand.Rand
	rows    []household
	columns [][]column // groups that stay together
	known   bool       // only known qualifiers
	gone    []bool     // whether the row says that its people have left
	second  string     // what the headings call the second party, "" for none
	made    int
}

func pick[T any](m *maker, all ...T) T { return all[m.IntN(len(all))] }

func (m *maker) chance(percent int) bool { return m.IntN(100) < percent }

var (
	firstNames = strings.Fields("Ada Ben Cora Dan Eva Finn Gina Hugo Iris Jack Kara Liam Mona Noel Olga Paul Rosa Seth Tina Vera")
	lastNames  = strings.Fields("Abbott Barlow Crane Dalton Emery Foster Grover Hobbs Ingram Jarvis Keller Lamont Mercer Norris Osborn Palmer Quincy Rowland Sawyer Tanner")
	streets    = strings.Fields("Oak Birch Cedar Maple Willow Heron Swan Juniper Sycamore Magnolia")
)

// person creates somebody whose name nobody else has.
func (m *maker) person() resident {
	m.made++
	n := m.made
	first, last := pick(m, firstNames...), pick(m, lastNames...)
	last += string(rune('a'+n/26%26)) + string(rune('a'+n%26))
	return resident{first, last, fmt.Sprintf("%s.%s@example.com", strings.ToLower(first), strings.ToLower(last)), fmt.Sprintf("480-555-%04d", 100+n)}
}

func (m *maker) dwelling() dwelling {
	m.made++
	return dwelling{strconv.Itoa(100 + 2*m.made), pick(m, streets...), pick(m, "St", "Ln", "Ave", "Dr"), "", pick(m, "Mesa", "Tempe", "Gilbert"), "AZ", fmt.Sprintf("85%03d", 200+m.made%90)}
}

// file generates the text of a roster.
func (m *maker) file() string {
	units := m.chance(40)
	m.second = ""
	if m.chance(40) {
		m.second = pick(m, "Co-Owner", "Spouse", "Owner 2", "Tenant")
	}
	for range 4 + m.IntN(4) {
		h := household{people: []resident{m.person()}, home: m.dwelling()}
		if m.chance(12) {
			h.people[0].email = ""
		}
		if m.chance(15) {
			h.people[0].phone = ""
		}
		if m.second != "" && m.chance(60) {
			h.people = append(h.people, m.person())
			h.people[1].phone = ""
		}
		m.rows = append(m.rows, h)
	}
	if units {
		home := m.rows[0].home
		for i := range m.rows {
			if m.chance(60) {
				m.rows[i].home = home
			}
			m.rows[i].home.unit = strconv.Itoa(1 + i)
		}
	}
	m.addPeople()
	m.addHome(units)
	if m.chance(20) {
		m.addLeaving()
	}
	m.addDecoys()
	return m.text()
}

func (m *maker) add(group ...column) { m.columns = append(m.columns, group) }

// of fills a column from the households.
func (m *maker) of(heading string, value func(household) string) column {
	c := column{heading: heading}
	for _, h := range m.rows {
		c.cells = append(c.cells, value(h))
	}
	return c
}

// written varies the spelling of a heading.
func (m *maker) written(heading string) string {
	switch m.IntN(6) {
	case 0:
		return strings.ToUpper(heading)
	case 1:
		return strings.ReplaceAll(heading, " ", "_")
	case 2:
		return strings.ReplaceAll(heading, " ", "")
	}
	return heading
}

func (m *maker) addPeople() {
	noun := pick(m, "", "", "Owner ", "Homeowner ", "Resident ", "Member ")
	if m.second == "Owner 2" {
		noun = pick(m, "Owner ", "Owner 1 ")
	}
	first := func(value func(resident) string) func(household) string {
		return func(h household) string { return value(h.people[0]) }
	}
	switch m.IntN(4) {
	case 0, 1:
		heading := pick(m, "Name", "Full Name")
		if noun != "" && m.chance(40) {
			heading = ""
		}
		m.add(m.of(m.written(strings.TrimSpace(noun+heading)), first(resident.name)))
	case 2:
		m.add(m.of(m.written(noun+"First Name"), first(func(r resident) string { return r.first })), m.of(m.written(noun+"Last Name"), first(func(r resident) string { return r.last })))
	case 3:
		m.add(m.of(m.written(strings.TrimSpace(noun+"Name")), first(func(r resident) string { return r.last + ", " + r.first })))
	}
	of := pick(m, "", noun)
	if !m.known && m.chance(8) {
		m.nameless(pick(m, "Tenant", "Spouse", "Co-Owner")) // and nobody has an email
		return
	}
	if m.chance(10) && m.second == "" {
		m.nameless(pick(m, "Tenant", "Spouse", "Co-Owner"))
	}
	if !m.known && m.second == "Tenant" && strings.TrimSpace(of) != "" && m.chance(25) {
		m.nameless("")
	}
	m.add(m.of(m.written(of+pick(m, "Email", "E-mail", "Email Address", "Primary Email", "Home Email", "Personal Email")), first(func(r resident) string { return r.email })))
	if m.chance(80) {
		m.add(m.of(m.written(of+pick(m, "Phone", "Cell Phone", "Home Phone", "Mobile", "Phone Number", "Primary Phone")), first(func(r resident) string { return r.phone })))
	}
	if m.second == "" {
		return
	}
	other := func(value func(resident) string) func(household) string {
		return func(h household) string {
			if len(h.people) < 2 {
				return ""
			}
			return value(h.people[1])
		}
	}
	m.add(m.of(m.written(m.second+" Name"), other(resident.name)), m.of(m.written(m.second+" Email"), other(func(r resident) string { return r.email })))
}

// nameless adds the contacts of somebody whom no column names.
func (m *maker) nameless(who string) {
	email, phone := column{heading: m.written(strings.TrimSpace(who + " Email"))}, column{heading: m.written(strings.TrimSpace(who + " Phone"))}
	for range m.rows {
		p := m.person()
		email.cells, phone.cells = append(email.cells, strings.Replace(p.email, "example.com", "example.org", 1)), append(phone.cells, p.phone)
	}
	m.add(email, phone)
}

// addHome writes the homes as a whole, in parts, or split further.
func (m *maker) addHome(units bool) {
	word := pick(m, "", "", "Property ", "Unit ", "Site ", "Service ", "Physical ", "Situs ")
	unit := m.of(m.written(pick(m, "Unit", "Apt", "Unit Number", "Unit #", "Suite")), func(h household) string { return h.home.unit })
	cityLine := func(d dwelling) string { return d.city + ", " + d.state + " " + d.zip }
	part := word
	if m.chance(50) {
		part = ""
	}
	parts := []column{
		m.of(m.written(part+"City"), func(h household) string { return h.home.city }),
		m.of(m.written(part+"State"), func(h household) string { return h.home.state }),
		m.of(m.written(part+pick(m, "Zip", "ZIP Code")), func(h household) string { return h.home.zip }),
	}
	var group []column
	switch m.IntN(4) {
	case 0: // whole
		group = []column{m.of(m.written(word+"Address"), func(h household) string {
			if units {
				return h.home.line() + " Unit " + h.home.unit + ", " + cityLine(h.home)
			}
			return h.home.line() + ", " + cityLine(h.home)
		})}
		m.add(group...)
		return
	case 1:
		group = []column{
			m.of(m.written("House Number"), func(h household) string { return h.home.number }),
			m.of(m.written("Street Name"), func(h household) string { return h.home.street }),
			m.of(m.written("Street Type"), func(h household) string { return h.home.kind }),
		}
	default:
		group = []column{m.of(m.written(word+pick(m, "Address", "Street Address")), func(h household) string { return h.home.line() })}
	}
	if units {
		group = append(group, unit)
	}
	m.add(append(group, parts...)...)
}

// addLeaving adds a column about who has left.
func (m *maker) addLeaving() {
	heading := pick(m, "Move Out Date", "Moved Out", "Vacated Date", "Vacated On", "Sold Date", "Date Sold", "Deceased", "Archived", "Former Resident", "Active", "Is Active", "Is Current Owner", "Current Resident")
	gone, stays := pick(m, "Yes", "Y", "True", "X"), pick(m, "", "No")
	switch {
	case strings.Contains(heading, "Date") || strings.HasSuffix(heading, " On"):
		gone, stays = pick(m, "1/5/2023", "2023-01-05", "Jan 5, 2023", "5-Jan-23"), ""
	case strings.Contains(heading, "Active"), strings.Contains(heading, "Current"):
		gone, stays = pick(m, "No", "N", "False"), "Yes"
	}
	c := column{heading: m.written(heading)}
	for i := range m.rows {
		m.gone = append(m.gone, i > 0 && m.chance(40))
		c.cells = append(c.cells, stays)
		if m.gone[i] {
			c.cells[i] = gone
		}
	}
	m.add(c)
}

// strangers are people whom a roster may mention besides those who live there.
var strangers = struct{ known, unknown []string }{
	known:   []string{"Emergency Contact", "Property Manager", "Attorney", "Landlord", "Vendor", "Insurance Agent", "Employer", "HOA"},
	unknown: []string{"Previous Owner", "Builder", "Guarantor", "Board", "Roommate", "Foo", "Seller", "Prior Resident", "Caregiver", "Zeta", "Referral", "Cosigner", "Next of Kin", "Statement", "Current", "Escrow"},
}

// stranger adds columns about somebody else.
func (m *maker) stranger(who string) {
	name, email, phone, address := column{heading: who + " Name"}, column{heading: who + " Email"}, column{heading: who + " Phone"}, []column{{heading: who + " Address"}, {heading: who + " City"}, {heading: who + " State"}, {heading: who + " Zip"}}
	if m.chance(30) {
		name.heading = who
	}
	if m.chance(30) {
		address[0].heading = who + " Address 1"
	}
	for range m.rows {
		p, d := m.person(), m.dwelling()
		p.email = strings.Replace(p.email, "example.com", "example.org", 1)
		d.city, d.state, d.zip = "Reno", "NV", "89501"
		if m.chance(20) {
			p, d = resident{}, dwelling{}
		}
		name.cells, email.cells, phone.cells = append(name.cells, strings.TrimSpace(p.name())), append(email.cells, p.email), append(phone.cells, p.phone)
		for i, v := range []string{strings.TrimSpace(d.line()), d.city, d.state, d.zip} {
			address[i].cells = append(address[i].cells, v)
		}
	}
	var group []column
	for _, c := range []column{name, email, phone} {
		if m.chance(55) {
			group = append(group, c)
		}
	}
	if m.chance(35) {
		group = append(group, address[:pick(m, 1, 2, 4)]...)
	}
	if len(group) > 0 {
		for i := range group {
			group[i].heading = m.written(group[i].heading)
		}
		m.add(group...)
	}
}

// addDecoys adds what the import does not need, or must not use.
func (m *maker) addDecoys() {
	for range m.IntN(3) {
		m.stranger(pick(m, strangers.known...))
	}
	if !m.known {
		for range 1 + m.IntN(2) {
			m.stranger(pick(m, strangers.unknown...))
		}
		if m.chance(20) {
			m.opaque()
		}
	}
	if m.chance(40) {
		m.address(pick(m, "Mailing ", "Billing ", "Alternate ", "Owner ", "Off-Site "))
	}
	fill := func(heading string, values ...string) {
		m.add(m.of(m.written(heading), func(household) string { return pick(m, values...) }))
	}
	for range m.IntN(5) {
		switch m.IntN(9) {
		case 0:
			fill(pick(m, "Move-in Date", "Lease Start", "Lease End", "Birthday", "Last Updated", "Due Date"), "1/5/2021", "3/14/2022", "")
		case 1:
			fill(pick(m, "Balance", "Monthly Dues", "Rent", "Deposit", "Home Value"), "$0.00", "120.50", "350000")
		case 2:
			fill(pick(m, "Notes", "Comments", "Pets", "Vehicle", "Parking Space"), "", "two cats", "see file 7")
		case 3:
			fill("Status", "Current", "Active")
		case 4:
			fill(pick(m, "Payment Status", "Collection Status"), "Paid", "Unpaid")
		case 5:
			fill(pick(m, "Account", "Account Number", "Member ID", "Owner ID", "Portal Key"), "A1001", "B2044", "C3999", "85201")
		case 6:
			fill(pick(m, "Email Opt In", "Directory", "Voting Member"), "Yes", "No")
		case 7:
			fill(pick(m, "Unit Sq Ft", "Bedrooms", "Unit Type", "Home Type"), "900", "1200", "2BR")
		case 8:
			fill(pick(m, "Fax", "Emergency Phone"), "480-555-0199", "")
		}
	}
}

// address adds an address for another purpose.
func (m *maker) address(purpose string) {
	of := purpose
	if m.chance(25) {
		of = "" // "Mailing Address", "City", "State", "Zip"
	}
	group := []column{{heading: m.written(purpose + "Address")}, {heading: m.written(of + "City")}, {heading: m.written(of + "State")}, {heading: m.written(of + "Zip")}}
	for range m.rows {
		d := m.dwelling()
		for i, v := range []string{d.line(), "Reno", "NV", "89501"} {
			group[i].cells = append(group[i].cells, v)
		}
	}
	m.add(group...)
}

// opaque adds somebody else's values under a meaningless heading.
func (m *maker) opaque() {
	m.add(m.of(pick(m, "Zorp", "Column9", "Xref"), func(household) string {
		p := m.person()
		return strings.Replace(p.email, "example.com", "example.org", 1)
	}))
}

// text writes the columns in random order, with what reports print around a
// list.
func (m *maker) text() string {
	m.Shuffle(len(m.columns), func(i, j int) { m.columns[i], m.columns[j] = m.columns[j], m.columns[i] })
	columns := slices.Concat(m.columns...)
	if !m.known && m.chance(25) {
		m.Shuffle(len(columns), func(i, j int) { columns[i], columns[j] = columns[j], columns[i] })
	}
	var records [][]string
	if m.chance(25) {
		records = append(records, []string{"Maple Grove Homeowners Association"}, []string{"Resident list, printed 11/27/2026"})
	}
	header := make([]string, len(columns))
	for i, c := range columns {
		header[i] = c.heading
	}
	records = append(records, header)
	for n := range m.rows {
		if n > 1 && m.chance(4) {
			records = append(records, header)
		}
		if n > 1 && m.chance(4) {
			records = append(records, padded(len(columns), "Page 1 of 2"))
		}
		cells := make([]string, len(columns))
		for i, c := range columns {
			cells[i] = c.cells[n]
		}
		records = append(records, cells)
	}
	if m.chance(20) {
		records = append(records, padded(len(columns), fmt.Sprintf("Total: %d", len(m.rows))))
	}
	if !m.known && m.chance(10) {
		records = append(records, padded(len(columns)), padded(len(columns), "Vendor", "Service", "Email", "Phone"))
		p := m.person()
		records = append(records, padded(len(columns), p.name(), "Plumbing", "plumber@example.org", p.phone))
	}
	return delimited(records, ",", "\r\n")
}

func padded(width int, cells ...string) []string {
	for len(cells) < width {
		cells = append(cells, "")
	}
	return cells[:max(width, 1)]
}

// wrong returns what a file got wrong without asking, "" for nothing.
func (m *maker) wrong(t *testing.T, f *File) string {
	t.Helper()
	people, homes, gone := map[string]resident{}, map[string]dwelling{}, map[string]bool{}
	for i, h := range m.rows {
		for n, p := range h.people {
			people[p.name()], homes[p.name()] = p, h.home
			gone[p.name()] = n == 0 && m.gone != nil && m.gone[i]
		}
	}
	for row, err := range f.Rows(t.Context()) {
		if err != nil {
			t.Fatal(err)
		}
		if row.Problem != nil {
			continue
		}
		for _, p := range row.People {
			if p.Email == "" {
				continue
			}
			name := strings.TrimSpace(p.First + " " + p.Last)
			if p.FullName != "" {
				name = p.FullName
			}
			if last, first, ok := strings.Cut(name, ", "); ok {
				name = first + " " + last
			}
			who, ok := people[name]
			switch {
			case name == "" && !strings.HasSuffix(p.Email, "org"):
				continue // attention, because there is no name
			case !ok:
				return fmt.Sprintf("row %d: %q with %s is nobody of the roster", row.Number, name, p.Email)
			case gone[name] && !slices.ContainsFunc(row.Absences, func(a columns.Absence) bool { return a.Person == p.Number }):
				return fmt.Sprintf("row %d: %s has left", row.Number, name)
			case p.Email != who.email:
				return fmt.Sprintf("row %d: %s has the email %s", row.Number, name, p.Email)
			case p.Phone != "" && p.Phone != who.phone:
				return fmt.Sprintf("row %d: %s has the phone %s, not %q", row.Number, name, p.Phone, who.phone)
			}
			if why := homes[name].differs(row.Place); why != "" {
				return fmt.Sprintf("row %d: %s lives at %+v: %s", row.Number, name, row.Place, why)
			}
		}
	}
	return ""
}

// differs returns how the place differs from the dwelling.
func (d dwelling) differs(p Place) string {
	line := p.Street
	if line == "" {
		line = p.Address
	}
	switch {
	case !strings.HasPrefix(line, d.line()):
		return "not at " + d.line()
	case p.City != "" && p.City != d.city, p.State != "" && p.State != d.state, p.ZIP != "" && p.ZIP != d.zip, strings.Contains(line, "Reno"):
		return "not in " + d.city + " " + d.zip
	case d.unit != "" && p.Unit != d.unit && !strings.Contains(line, "Unit "+d.unit+","):
		return "not in the unit " + d.unit
	case d.unit == "" && p.Unit+p.Unit2 != "":
		return "in a unit"
	}
	return ""
}

func number(name string, otherwise int) int {
	if n, err := strconv.Atoi(os.Getenv(name)); err == nil {
		return n
	}
	return otherwise
}

// Nobody gets somebody else's email, name, phone, or home without a question,
// and files with only known qualifiers need no questions.
func TestOpen_madeLayouts(t *testing.T) {
	t.Parallel()
	few := fewLayouts
	if testing.Short() {
		few = fewLayouts / 10
	}
	files, seed := number("LAYOUTS", few), number("LAYOUT_SEED", layoutsSeed)
	var known, knownCertain, unknown, asked, refused, wrongs int
	began := time.Now()
	for n := range files {
		m := &maker{Rand: rand.New(rand.NewPCG(uint64(seed), uint64(n))), known: n%2 == 0}
		text := m.file()
		f, err := Open(strings.NewReader(text), "made.csv", sheet.DefaultLimits())
		if err != nil {
			t.Fatalf("seed %d, layout %d: %v\n%s", seed, n, err, text)
		}
		certain := f.Certain() && f.Ready() == nil
		if m.known {
			known++
			if certain {
				knownCertain++
			}
		} else {
			unknown++
		}
		switch {
		case f.Ready() != nil && f.Certain():
			refused++
		case !certain:
			asked++
		default:
			if why := m.wrong(t, f); why != "" {
				if wrongs++; wrongs <= number("LAYOUT_SHOWN", 5) {
					t.Errorf("seed %d, layout %d: %s\n%s\n%s", seed, n, why, mapped(f), text)
				}
			}
		}
		if m.known && !certain && os.Getenv("LAYOUT_ASKED") != "" {
			t.Logf("layout %d asks %v %v\n%s\n%s", n, f.Questions(), f.Ready(), mapped(f), text)
		}
	}
	t.Logf("%d layouts in %s: %d wrong without a question, %d asked about, %d refused; of %d with known qualifiers %d (%.1f %%) need no question",
		files, time.Since(began).Round(time.Second), wrongs, asked, refused, known, knownCertain, 100*float64(knownCertain)/float64(known))
	want := 95
	if files < fewLayouts {
		want = 90 // chance has more weight
	}
	if knownCertain*100 < known*want {
		t.Errorf("%d of %d files with known qualifiers need no question, want %d %%", knownCertain, known, want)
	}
}

// mapped returns the mapping of a file, one line per column.
func mapped(f *File) string {
	var lines []string
	for _, c := range f.Columns() {
		lines = append(lines, fmt.Sprintf("%s → %s (%s)", c.Header, c.Field, c.Why))
	}
	return strings.Join(lines, "\n")
}
