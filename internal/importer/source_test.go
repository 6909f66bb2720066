package importer_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/communitrak/onboarding/internal/roster"
)

func sourcesOf(all []roster.Source) []string {
	var said []string
	for _, s := range all {
		said = append(said, fmt.Sprintf("%s %s: %s > %s", s.Field, s.CellLabel(), s.From, s.To))
	}
	return said
}

// The plan, the report, and the history show where each value is in the file,
// and what was made of it.
func TestCreated_sources(t *testing.T) {
	t.Parallel()
	const content = "Owner,Owner Email,Cell,2nd Owner,2nd Owner Email,Street,Unit\r\n" +
		"\"Ruiz, Ana\",Ana@Example.com,480-555-0101,Bo Lamb,bo@example.com,14 swan street,2\r\n" +
		"Cy Yak,,480-555-0103 x2,,,16 Swan St,\r\n"
	home := "home Street, Unit (F2, G2): 14 swan street, 2 > 14 Swan St Unit 2, Mesa, AZ 85201"
	want := [][]string{
		{"name Owner (A2): Ruiz, Ana > Ana Ruiz", "email Owner Email (B2):  > ", "phone Cell (C2):  > ", home},
		{"name 2nd Owner (D2):  > ", "email 2nd Owner Email (E2):  > ", home},
		{"name Owner (A3):  > ", "phone Cell (C3): 480-555-0103 x2 > (480) 555-0103", "home Street (F3): 16 Swan St > 16 Swan St, Mesa, AZ 85201"},
	}
	f := newFixture(t)
	plan := f.review(t, "roster.csv", content)
	var got [][]string
	for _, r := range f.rows(t, plan) {
		got = append(got, sourcesOf(r.Sources))
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("the plan (-want +got):\n%s", diff)
	}
	job := f.commit(t, plan)
	report := f.get(t, "results/"+f.Community.ID+"/"+job.ID+"/report.csv")
	for _, line := range []string{
		"2,created,\"Ruiz, Ana\",Ana@Example.com,", "2,created,Bo Lamb,bo@example.com,", "3,attention,Cy Yak,,Owner Email,,missing_email,",
		"\"name: Owner (A2) (Ruiz, Ana → Ana Ruiz); email: Owner Email (B2); phone: Cell (C2); home: Street, Unit (F2, G2) (14 swan street, 2 → ",
	} {
		if !strings.Contains(report, line) {
			t.Errorf("the report does not say %s:\n%s", line, report)
		}
	}
	bo := f.members(t)["bo@example.com"]
	if diff := cmp.Diff([]string{"name D2:  > ", "email E2:  > ", "home F2, G2:  > "}, sourcesOf(bo.Origin.Sources())); diff != "" {
		t.Errorf("how Bo came to be (-want +got):\n%s", diff)
	}
	changes := bo.FirstEntry().Changes
	if got, want := changes[len(changes)-1], (roster.Change{Field: "source.home", To: "F2, G2"}); got != want {
		t.Errorf("the history ends in %+v, want %+v", got, want)
	}

	f.drop(t, "phones.csv", "Name,Email,Phone,Address\r\nBo Lamb,bo@example.com,480-555-0102,14 Swan St Unit 2\r\n")
	history, _, err := f.Store.History(t.Context(), bo.Community, bo.ID, 10, "")
	if err != nil || len(history) == 0 {
		t.Fatalf("the history of Bo: %v, %v", history, err)
	}
	filled := []roster.Change{{Field: "phone", To: "+14805550102"}, {Field: "source.phone", To: "Phone (C2)"}}
	if diff := cmp.Diff(filled, history[0].Changes); diff != "" {
		t.Errorf("the phone that was filled (-want +got):\n%s", diff)
	}
	f.CheckInvariants(t)
}

// Each person in a row has their own result: those who can be created are,
// those who cannot are reported individually, and what belongs to nobody is not
// counted.
func TestCreated_onePersonOneResult(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	job := f.drop(t, "roster.csv", "Owner 1,Owner 1 Email,Owner 2,Owner 2 Email,Address\r\n"+
		"Ann Lee,ann@example.com,Bo Lee,,1 Oak St\r\n"+
		"Cy Ray,cy@example.com,Di Ray,no email,2 Oak St\r\n"+
		"Ed Fox,,Flo Fox,flo@example.com,3 Oak St\r\n"+
		"Gus Hill,gus@example.com,Hal Hill,hal@example.com,\r\n"+
		",,,,9 Oak St\r\n"+
		"Total: 8,,,,\r\n")
	var got []string
	for _, r := range f.rows(t, job) {
		got = append(got, strings.TrimSpace(fmt.Sprintf("%d.%d %s: %s %s", r.Row, r.Person, r.Name, r.Result, r.Code)))
	}
	want := []string{
		"2.1 Ann Lee: created", "2.2 Bo Lee: attention missing_email", "3.1 Cy Ray: created", "3.2 Di Ray: attention invalid_email",
		"4.1 Ed Fox: attention missing_email", "4.2 Flo Fox: created", "5.1 Gus Hill: attention missing_address", "5.2 Hal Hill: attention missing_address",
		"6.0 : attention missing_name", "7.0 : no_person",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("results (-want +got):\n%s", diff)
	}
	if want := (roster.Outcomes{Total: 9, Created: 3, Attention: 6, NoPerson: 1}); job.Counts != want {
		t.Errorf("counts: got %+v, want %+v", job.Counts, want)
	}
	fix := f.get(t, "results/"+f.Community.ID+"/"+job.ID+"/fix.csv")
	if got := strings.Count(fix, "\r\n"); got != 6 || strings.Count(fix, "missing_address") != 1 {
		t.Errorf("the fix file has %d lines, want the heading and one for each of five rows:\n%s", got, fix)
	}
	corrected := f.drop(t, "fix.csv", strings.NewReplacer("Bo Lee,,", "Bo Lee,bo@example.com,").Replace(fix))
	if c := corrected.Counts; c.Created != 1 || c.Unchanged != 3 {
		t.Errorf("the fix file with Bo's email: got %+v, want Bo made and three as they were", c)
	}
	undone := f.undo(t, job.ID)
	if undone.Undo.Reversed != 3 || undone.Undo.Examined != 6 {
		t.Errorf("undone: got %+v, want three of six rows", undone.Undo)
	}
	f.CheckInvariants(t)
}

// Somebody listed twice is reported accurately: as a user of another person's
// email, as the same person again, or as one person with two homes.
func TestCreated_listedTwice(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	job := f.drop(t, "roster.csv", "Name,Email,Address\r\n"+
		"Ann Lee,ann@example.com,1 Oak St\r\nAnn Lee,ANN@example.com,1 Oak Street\r\nAnn Lee,ann@example.com,2 Oak St\r\nBo Ray,ann@example.com,1 Oak St\r\n")
	var got []string
	for _, r := range f.rows(t, job)[1:] {
		got = append(got, r.Code+" "+r.Message)
	}
	want := []string{
		"duplicate_email Ann Lee is listed in row 2 already, with the same email and home.",
		"duplicate_email Ann Lee is listed in row 2 already, at 1 Oak St, Mesa, AZ 85201. A person has one home here: keep the row with the right one.",
		"duplicate_email Bo Ray has the same email as someone in row 2. Everyone needs an email of their own.",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("results (-want +got):\n%s", diff)
	}
}
