package importer_test

import (
	"encoding/csv"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/communitrak/onboarding/internal/roster"
	"github.com/communitrak/onboarding/internal/rosterfile"
)

// fixLayout is how a roster presents its people: a heading and a content for
// each column.
type fixLayout struct {
	headings []string
	cells    []string // name, email, place or empty; name2 and email2 of a second person
}

var fixLayouts = []fixLayout{
	{[]string{"Full Name", "Address", "Email", "Phone"}, []string{"name", "place", "email", ""}},
	{[]string{"Email", "Note; Name", "Home Address", "Full Name"}, []string{"email", "", "place", "name"}},
	// These can only be recognized from the values of many rows.
	{[]string{"Owner", "Writes to", "Home"}, []string{"name", "email", "place"}},
	{nil, []string{"name", "place", "email"}},
	{[]string{"Owner 1 Name", "Owner 1 Email", "Owner 2 Name", "Owner 2 Email", "Address"}, []string{"name", "email", "name2", "email2", "place"}},
}

// broken are values that need attention, by what they stand for.
var broken = map[string][]string{
	"name":   {"", "Maple Grove Holdings LLC", "Ann; Bo; Cy"},
	"email":  {"", "no email", "=1+1"},
	"place":  {"", "somewhere", "Ann; Bo; Cy"},
	"name2":  {"Juniper Trust"}, // a second email without a name is the first person's
	"email2": {"no email", "x"},
}

// An uncorrected fix file needs the same attention again, and brings in nobody;
// a corrected one brings in everybody, whatever was wrong with however many
// rows.
func TestFixFile_anyRoster(t *testing.T) {
	if testing.Short() {
		t.Skip("-short: corrects generated rosters by their fix files")
	}
	t.Parallel()
	f := newFixture(t)
	n, done, failed := 0, 0, false
	rapid.Check(t, func(rt *rapid.T) {
		// Each roster takes three imports: a few dozen are enough as long as
		// none fails.
		if done++; done > 25 && !failed {
			return
		}
		failed = true
		layout := rapid.SampledFrom(fixLayouts).Draw(rt, "layout")
		var good, first [][]string
		people := 0
		// Such files are recognized by their values alone, which must not
		// resemble headings, and some of which must be valid.
		guessed := layout.headings == nil || layout.headings[0] == "Owner"
		fine := 0
		if guessed {
			fine = 12
		}
		for r := range fine + rapid.IntRange(1, 8).Draw(rt, "rows") {
			n++
			right := map[string]string{
				"": "", "place": fmt.Sprintf("%d Juniper Ct", n),
				"name": "Rosa " + letters(n), "email": fmt.Sprintf("rosa-%d@example.com", n),
				"name2": "Owen " + letters(n), "email2": fmt.Sprintf("owen-%d@example.com", n),
			}
			var whole, typed []string
			for _, cell := range layout.cells {
				value := right[cell]
				if r >= fine && cell != "" && (r == fine && cell == "email" || rapid.Bool().Draw(rt, "broken")) {
					value = rapid.SampledFrom(broken[cell]).Draw(rt, cell)
					if value == "" && cell == "name" && slices.Contains(layout.cells, "name2") {
						value = "Maple Grove Holdings LLC" // or nobody is meant
					}
					if guessed && strings.Contains(strings.ToLower(value), "email") {
						value = "later"
					}
				}
				whole, typed = append(whole, right[cell]), append(typed, value)
			}
			if strings.Join(typed, "") == "" {
				typed[slices.Index(layout.cells, "email")] = "none" // a blank row would not count
			}
			good, first = append(good, whole), append(first, typed)
			people += strings.Count(strings.Join(layout.cells, " "), "email")
		}
		before, told := len(f.members(t)), false
		drop := func(headings []string, rows [][]string) roster.Import {
			var b strings.Builder
			w := csv.NewWriter(&b)
			if headings != nil {
				rows = append([][]string{headings}, rows...)
			}
			if err := w.WriteAll(rows); err != nil {
				rt.Fatal(err)
			}
			job := f.drop(t, "roster.csv", b.String())
			// What only the values reveal is asked once.
			if job.State == roster.ImportReady && guessed && !told {
				told = true
				answers := map[string]string{}
				for _, q := range f.questions(t, job) {
					answers[q.ID] = q.Suggested
				}
				if _, err := f.importer.Remap(t.Context(), support, f.Community.ID, job.ID, rosterfile.Mapping{}, answers, ""); err != nil {
					rt.Fatal(err)
				}
				f.work(t)
				job = f.job(t, job.ID)
			}
			if job.State == roster.ImportRejected || job.State == roster.ImportReady {
				rt.Fatalf("%s: %s\n%s", job.State, job.Reason, b.String())
			}
			return job
		}
		job := drop(layout.headings, first)
		firstRows := f.rows(t, job)
		needs := needing(firstRows)
		if len(needs) == 0 || rowsIn(firstRows) != len(first) {
			rt.Fatalf("%d of %d rows have results, %d people need attention", rowsIn(firstRows), len(first), len(needs))
		}
		made := len(f.members(t))

		written := f.get(t, "results/"+f.Community.ID+"/"+job.ID+"/fix.csv")
		again := f.drop(t, "roster-fix.csv", written)
		if diff := cmp.Diff(reasons(needs), reasons(needing(f.rows(t, again)))); diff != "" {
			rt.Fatalf("dropped back as it is, %s %s (-first +again):\n%s\n%s", again.State, again.Reason, diff, written)
		}
		if got := len(f.members(t)); got != made {
			rt.Fatalf("dropped back as it is, it made %d members", got-made)
		}

		records, err := csv.NewReader(strings.NewReader(strings.TrimPrefix(written, "\ufeff"))).ReadAll()
		if err != nil {
			rt.Fatal(err)
		}
		width := len(layout.cells)
		for i, r := range slices.CompactFunc(slices.Clone(needs), func(a, b roster.RowResult) bool { return a.Row == b.Row }) {
			at := r.Row - 1
			if layout.headings != nil {
				at--
			}
			copy(records[i+1][:width], good[at])
		}
		corrected := drop(records[0], records[1:])
		added, persons := people-(made-before), strings.Count(strings.Join(layout.cells, " "), "email")*rowsIn(needs)
		if want := (roster.Outcomes{Total: persons, Created: added, Unchanged: persons - added}); corrected.Counts != want {
			rt.Fatalf("corrected: got %+v, want %+v: %v\n%s", corrected.Counts, want, reasons(f.rows(t, corrected)), written)
		}
		if got := len(f.members(t)) - before; got != people {
			rt.Fatalf("%d members of %d people: %v then %v\n%s\n%q", got, people, reasons(firstRows), reasons(f.rows(t, corrected)), written, first)
		}
		failed = false
	})
	f.CheckInvariants(t)
}

// needing returns the results of those who need attention.
func needing(rows []roster.RowResult) []roster.RowResult {
	return slices.DeleteFunc(slices.Clone(rows), func(r roster.RowResult) bool { return r.Result != roster.RowAttention })
}

// rowsIn counts the rows in the results.
func rowsIn(results []roster.RowResult) int {
	rows := map[int]bool{}
	for _, r := range results {
		rows[r.Row] = true
	}
	return len(rows)
}

// reasons lists what needs attention in each row.
func reasons(rows []roster.RowResult) []string {
	var all []string
	for _, r := range rows {
		codes := []string{string(r.Result), r.Code}
		for _, also := range r.FurtherReasons {
			codes = append(codes, also.Code)
		}
		all = append(all, strings.Join(codes, " "))
	}
	return all
}
