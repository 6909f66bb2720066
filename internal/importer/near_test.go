package importer_test

import (
	"strings"
	"testing"

	"github.com/communitrak/onboarding/internal/faults"
	"github.com/communitrak/onboarding/internal/roster"
)

// A new home that looks like another one is noted, whether that one existed
// before or comes from the same file.
func TestCreated_lookAlikes(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	const headings = "Full Name,Address,City,State,ZIP,Email\r\n"
	f.drop(t, "first.csv", headings+"Ann Lee,114 Juniper Ct,Mesa,AZ,85201,ann@example.com\r\nBo Ray,114 Elm St,Mesa,AZ,85201,bo@example.com\r\n")
	const more = headings + "Cy Day,114 Junipr Ct,Mesa,AZ,85201,cy@example.com\r\n" +
		"Di Fox,116 Juniper Ct,Mesa,AZ,85201,di@example.com\r\n" +
		"Ed Gil,9 Palo Verde Dr,Mesa,AZ,85201,ed@example.com\r\n" +
		"Fay Hall,9 Paloverde Dr,Mesa,AZ,85201,fay@example.com\r\n" +
		"Guy Imes,114 Elm St,Mesa,AZ,85201,guy@example.com\r\n"
	want := []string{"114 Juniper Ct, Mesa, AZ 85201", "", "", "9 Palo Verde Dr, Mesa, AZ 85201", ""}
	for _, job := range []roster.Import{f.review(t, "plan.csv", more), f.drop(t, "more.csv", more)} {
		for i, row := range f.rows(t, job) {
			_, like, found := strings.Cut(strings.Join(row.Notes, " "), "looks like ")
			if found != (want[i] != "") || !strings.HasPrefix(like, want[i]) {
				t.Errorf("%s, row %d: %q looks like %q, want %q", job.State, row.Row, row.Notes, like, want[i])
			}
		}
	}
	f.CheckInvariants(t)
}

// What an import reads depends on its rows: the community's other homes add no
// cost.
func TestCreated_readsNoMore(t *testing.T) {
	t.Parallel()
	reads := func(homes int) (calls int) {
		f := newFixture(t)
		f.populate(t, homes)
		inject := faults.Record()
		o := f.put(t, f.importKey("roster.csv"), manyRows(20))
		if err := f.newImporter(inject).Created(t.Context(), o); err != nil {
			t.Fatal(err)
		}
		if got := f.latest(t).Counts; got.Created != 20 {
			t.Fatalf("with %d homes: %+v", homes, got)
		}
		for _, c := range inject.Calls() {
			if c.Operation == "Query" || c.Operation == "BatchGetItem" {
				calls++
			}
		}
		return calls
	}
	if few, many := reads(0), reads(1200); many > few {
		t.Errorf("%d reads in a community of 1,200 homes, %d in an empty one", many, few)
	}
}
