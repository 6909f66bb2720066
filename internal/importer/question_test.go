package importer_test

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/communitrak/onboarding/internal/dynamo/dynamotest"
	"github.com/communitrak/onboarding/internal/faults"
	"github.com/communitrak/onboarding/internal/importer"
	"github.com/communitrak/onboarding/internal/roster"
	"github.com/communitrak/onboarding/internal/rosterfile"
)

// asking is a roster whose only addresses may be mailing addresses.
const asking = "Full Name,Email,Statement Address,Statement City,Statement State,Statement ZIP\r\n" +
	"Rosa Delgado,rosa@example.org,114 Juniper Ct,Mesa,AZ,85201\r\n" +
	"Owen Sato,owen@example.org,116 Juniper Ct,Mesa,AZ,85201\r\n"

// questions returns the questions of the import, of which there must be at
// least one.
func (f *fixture) questions(t *testing.T, job roster.Import) []rosterfile.Question {
	t.Helper()
	questions, err := importer.Questions(job)
	if err != nil || len(questions) == 0 {
		t.Fatalf("the import is %s (%s) and asks %v, %v; want a question", job.State, job.Reason, questions, err)
	}
	return questions
}

// TestQuestions checks that an unclear file in import/ waits, shows its
// questions, and continues by itself once they are answered. The same layout
// does not ask again.
func TestQuestions(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	before := f.owed(t)[roster.MailImportDone]
	job := f.drop(t, "asking.csv", asking)
	q := f.questions(t, job)[0]
	if job.State != roster.ImportReady || !strings.Contains(job.Reason, "Statement Address") || !strings.Contains(q.Text, "Statement Address") {
		t.Errorf("got %s: %q, asking %q, want it ready and asking about the address", job.State, job.Reason, q.Text)
	}
	if got := len(f.members(t)); got != 0 {
		t.Errorf("%d members before anything is answered, want none", got)
	}
	if got := f.owed(t)[roster.MailImportDone] - before; got != 2 {
		t.Errorf("%d mails say what is asked, want one to Support and one to who invites", got)
	}
	var wrong *rosterfile.MappingError
	for _, answers := range []map[string]string{{q.ID: "perhaps"}, {"another": q.Suggested}} {
		if _, err := f.importer.Remap(t.Context(), support, f.Community.ID, job.ID, rosterfile.Mapping{}, answers, ""); !errors.As(err, &wrong) {
			t.Errorf("%v: got %v, want it refused", answers, err)
		}
	}
	if _, err := f.importer.Commit(t.Context(), support, f.Community.ID, job.ID, ""); !errors.Is(err, roster.ErrNotReady) {
		t.Errorf("committing what asks: got %v, want not ready", err)
	}
	if _, err := f.importer.Remap(t.Context(), support, f.Community.ID, job.ID, rosterfile.Mapping{}, map[string]string{q.ID: "home"}, ""); err != nil {
		t.Fatal(err)
	}
	f.work(t)
	if job = f.job(t, job.ID); job.State != roster.ImportCompleted || job.Counts.Created != 2 {
		t.Fatalf("once answered: got %s with %+v: %s", job.State, job.Counts, job.Reason)
	}
	if m := f.members(t)["rosa@example.org"]; m.Address != "114 Juniper Ct, Mesa, AZ 85201" {
		t.Errorf("Rosa lives at %q", m.Address)
	}

	again := f.drop(t, "again.csv", "Statement ZIP,Statement State,Statement City,Statement Address,E-mail,Full Name\r\n"+
		"85201,AZ,Mesa,118 Juniper Ct,rita@example.org,Rita Poe\r\n")
	if again.State != roster.ImportCompleted || again.Counts.Created != 1 {
		t.Errorf("the same headings in another order: got %s with %+v: %s", again.State, again.Counts, again.Reason)
	}
	other := f.drop(t, "other.csv", "Full Name,Email,Statement Address,Since\r\nOlga Ray,olga@example.org,120 Juniper Ct,2020\r\n")
	f.questions(t, other)
	f.CheckInvariants(t)
}

// TestQuestions_effect checks that each answer shows its effect on the first
// rows, whatever other questions are open.
func TestQuestions_effect(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	effects := func(content string) (all []string) {
		for _, q := range f.questions(t, f.drop(t, "asking.csv", content)) {
			for _, a := range q.Answers {
				all = append(all, q.Column+" "+a.ID+": "+a.Effect)
			}
		}
		return all
	}
	const lacks = "No column was found for %s among the headings %s; add the column, or say in the review which one it is."
	var many strings.Builder
	for n := range 210 {
		fmt.Fprintf(&many, "Rosa %s,%d Juniper Ct,rosa-%d@example.org,%d\r\n", letters(n), 100+n/2, n, n)
	}
	for content, want := range map[string][]string{
		"Full Name,Statement Address,Zeta Email\r\nRosa Delgado,114 Juniper Ct,rosa@example.org\r\nOwen Sato,114 Juniper Ct,owen@example.org\r\nAda Poe,116 Juniper Ct,\r\n": {
			"Statement Address home: " + "No column was found for Email among the headings Full Name, Statement Address, Zeta Email; add the column, or say in the review which one it is.",
			"Statement Address mail: " + fmt.Sprintf(lacks, "Address (a street address or lot number), nor for Email", "Full Name, Statement Address, Zeta Email"),
			"Zeta Email other: " + fmt.Sprintf(lacks, "Email", "Full Name, Statement Address, Zeta Email"),
			"Zeta Email person-1: Of 3 rows: 2 people at 1 home to invite, 1 person needs attention.",
		},
		"Full Name,Address,Email,Zeta\r\n" + many.String(): {
			"Zeta unit: Of the first 200 rows: 200 people at 200 homes to invite.",
			"Zeta no: Of the first 200 rows: 200 people at 100 homes to invite.",
		},
		"Full Name,Address,Zeta Email\r\nRosa Delgado,114 Juniper Ct,office@example.org\r\nOwen Sato,116 Juniper Ct,office@example.org\r\nAda Poe,118 Juniper Ct,office@example.org\r\nIda Ray,120 Juniper Ct,office@example.org\r\n": {
			"Zeta Email other: " + fmt.Sprintf(lacks, "Email", "Full Name, Address, Zeta Email"),
			"Zeta Email person-1: Of 4 rows: nobody to invite, 4 people need attention.",
		},
		"Full Name,Address,Email,Valid Through\r\nRosa Delgado,114 Juniper Ct,rosa@example.org,4/1/2020\r\nOwen Sato,116 Juniper Ct,owen@example.org,4/1/2099\r\n": {
			"Valid Through no: Of 2 rows: 2 people at 2 homes to invite.",
			"Valid Through left: Of 2 rows: 1 person at 1 home to invite, 1 person needs attention.", // who leaves later still lives there
		},
	} {
		if diff := cmp.Diff(want, effects(content)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", content[:30], diff)
		}
	}
	if got := len(f.members(t)); got != 0 {
		t.Errorf("%d members, want none before anything is answered", got)
	}
}

// However many questions a file raises, the reads to estimate the effect of
// answers are bounded.
func TestQuestions_effect_bounded(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	const columns = 50
	text := "Full Name,Address,Email" + strings.Repeat(",%s", columns) + "\r\n"
	var headings []any
	for n := range columns {
		headings = append(headings, "Zeta "+letters(n))
	}
	text = fmt.Sprintf(text, headings...)
	for n := range 210 {
		text += fmt.Sprintf("Rosa %s,%d Juniper Ct,rosa-%d@example.org", letters(n), 100+n, n) + strings.Repeat(fmt.Sprintf(",other-%d@example.org", n), columns) + "\r\n"
	}
	questions := f.questions(t, f.drop(t, "wide.csv", text))
	answers := 0
	for _, q := range questions {
		answers += len(q.Answers)
	}
	want := fmt.Sprintf("Of the first %d rows: ", 10_000/answers)
	if got := questions[len(questions)-1].Answers[0].Effect; answers <= 50 || !strings.HasPrefix(got, want) {
		t.Errorf("with %d answers: got %q, want %q …", answers, got, want)
	}
}

// TestQuestions_everywhere checks that what Support keeps for all communities
// answers the layout's questions in each of them, and that a community's own
// answers take precedence.
func TestQuestions_everywhere(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	theirs, _ := f.AddCommunity(t, "Pine Ridge", "pine@example.org")
	own, _ := f.AddCommunity(t, "Oak Hill", "oak@example.org")
	answer := func(community roster.Community, id string, m rosterfile.Mapping) {
		t.Helper()
		if err := f.importer.Created(t.Context(), f.put(t, "rosters/"+community.ID+"/import/"+id+".csv", asking)); err != nil {
			t.Fatal(err)
		}
		job := f.latestOf(t, community)
		q := f.questions(t, job)[0]
		if _, err := f.importer.Remap(t.Context(), support, community.ID, job.ID, m, map[string]string{q.ID: id}, ""); err != nil {
			t.Fatal(err)
		}
		f.work(t)
	}
	answer(own, "mail", rosterfile.Mapping{})
	answer(f.Community, "home", rosterfile.Mapping{ForAll: true})
	if n := len(slices.DeleteFunc(f.Items(t), func(i dynamotest.Item) bool { return i.Action != "import_mapped_for_all" })); n != 1 {
		t.Errorf("%d entries of the audit trail say that it is for all, want one", n)
	}

	for community, want := range map[string]roster.ImportState{theirs.ID: roster.ImportCompleted, own.ID: roster.ImportRejected} {
		if err := f.importer.Created(t.Context(), f.put(t, "rosters/"+community+"/import/next.csv", asking)); err != nil {
			t.Fatal(err)
		}
		job := f.latestOf(t, roster.Community{ID: community})
		if job.State != want {
			t.Errorf("%s: got %s (%s), want %s", community, job.State, job.Reason, want)
		}
		if want == roster.ImportCompleted && !strings.Contains(string(job.Mapping), `"source":"support"`) {
			t.Errorf("%s: the mapping does not say from whom it is: %s", community, job.Mapping)
		}
	}
	f.CheckInvariants(t)
}

// TestRemember checks that settling layouts concurrently loses nothing.
func TestRemember(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	const many = 8
	var wait sync.WaitGroup
	for n := range many {
		wait.Go(func() {
			other := f.newImporter(faults.Record())
			if err := other.Remember(t.Context(), f.Community.ID, rosterfile.Settled{Layout: fmt.Sprint("layout ", n/2), Said: map[int]string{n: ""}}); err != nil {
				t.Errorf("remembering layout %d: %v", n/2, err)
			}
		})
	}
	wait.Wait()
	memory, err := f.importer.Remembered(t.Context(), f.Community.ID)
	if err != nil {
		t.Fatal(err)
	}
	said := 0
	for _, s := range memory {
		said += len(s.Said)
	}
	if len(memory) != many/2 || said != many {
		t.Errorf("%d layouts with %d answers are remembered, want %d with %d: %+v", len(memory), said, many/2, many, memory)
	}
}

// TestQuestions_review checks that the review shows questions with the plan,
// and cannot be committed before they are answered. Confirming a column's
// suggested meaning is an answer, too.
func TestQuestions_review(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	content := "Full Name,Address,Email,Reviewer Email\r\nRosa Delgado,114 Juniper Ct,rosa@example.org,\r\nOwen Sato,116 Juniper Ct,,reviewer@example.org\r\n"
	job := f.review(t, "roster.csv", content)
	if job.State != roster.ImportReady {
		t.Fatalf("got %s: %s", job.State, job.Reason)
	}
	for _, m := range f.members(t) {
		if m.Email == "reviewer@example.org" {
			t.Fatal("a stranger's email was taken")
		}
	}
	job = f.review(t, "asking.csv", asking)
	q := f.questions(t, job)[0]
	if _, err := f.importer.Commit(t.Context(), support, f.Community.ID, job.ID, ""); !errors.Is(err, roster.ErrNotReady) {
		t.Errorf("committing what asks: got %v, want not ready", err)
	}
	if _, err := f.importer.Remap(t.Context(), support, f.Community.ID, job.ID, rosterfile.Mapping{}, map[string]string{q.ID: "home"}, ""); err != nil {
		t.Fatal(err)
	}
	f.work(t)
	job = f.job(t, job.ID)
	if asked, err := importer.Questions(job); job.State != roster.ImportReady || job.Reason != "" || len(asked) > 0 || err != nil {
		t.Fatalf("once answered: got %s, asking %v: %q, %v", job.State, asked, job.Reason, err)
	}
	if job = f.commit(t, job); job.Counts.Created != 2 {
		t.Errorf("committed: got %+v", job.Counts)
	}
}
