package importer_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/feature/dynamodb/attributevalue"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb/types"
	"github.com/google/go-cmp/cmp"

	"github.com/communitrak/onboarding/internal/importer"
	"github.com/communitrak/onboarding/internal/roster"
)

// wrongCells has an invalid email in row 3, a name without a last name in row
// 4, an invalid address in row 5, and row 2's email in row 6.
const wrongCells = "Full Name,Address,Email,Phone\r\n" +
	"Ana Delgado,101 Juniper Ct,ana@example.com,\r\n" +
	"Bea Okafor,102 Juniper Ct,bea(at)example.com,\r\n" +
	"Cy,103 Juniper Ct,cy@example.com,\r\n" +
	"Dan Moss,Juniper,dan@example.com,\r\n" +
	"Eve Park,105 Juniper Ct,ana@example.com,\r\n"

func edit1(row, column int, value string) importer.CellEdit {
	return importer.CellEdit{Correction: roster.Correction{Row: row, Column: column, Value: value}}
}

// correct corrects cells and renews the plan.
func (f *fixture) correct(t testing.TB, job roster.Import, edits ...importer.CellEdit) roster.Import {
	t.Helper()
	if _, err := f.importer.Correct(t.Context(), support, f.Community.ID, job.ID, job.CorrectionsRev, edits); err != nil {
		t.Fatalf("correcting: %v", err)
	}
	f.work(t)
	return f.job(t, job.ID)
}

func TestCorrect(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	job := f.review(t, "roster.csv", wrongCells)
	f.wantRows(t, job, "2 created", "3 attention invalid_email", "4 attention missing_name", "5 attention unclear_address", "6 attention duplicate_email")
	want := []roster.Cell{{Column: 3, Heading: "Email", Value: "bea(at)example.com"}}
	if diff := cmp.Diff(want, f.rows(t, job)[1].Cells); diff != "" {
		t.Errorf("the cells that row 3 offers (-want +got):\n%s", diff)
	}

	job = f.correct(t, job, edit1(3, 3, "bea@example.com"))
	if job.State != roster.ImportReady || job.Corrected != 1 || job.CorrectionsRev != 1 {
		t.Fatalf("got %s, %d corrections, revision %d, want a renewed plan", job.State, job.Corrected, job.CorrectionsRev)
	}
	f.wantRows(t, job, "2 created", "3 created", "4 attention missing_name", "5 attention unclear_address", "6 attention duplicate_email")
	if len(f.members(t)) != 0 {
		t.Error("somebody was invited before the commit")
	}
}

func TestCorrect_everyKind(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	job := f.review(t, "roster.csv", wrongCells)
	job = f.correct(t, job, edit1(3, 3, "bea@example.com"), edit1(4, 1, "Cy Young"), edit1(5, 2, "104 Juniper Ct"), edit1(6, 3, "eve@example.com"))
	f.wantRows(t, job, "2 created", "3 created", "4 created", "5 created", "6 created")
	planned := f.rows(t, job)
	if got := planned[1]; len(got.Cells) != 1 || !got.Cells[0].Corrected || got.Cells[0].Was != "bea(at)example.com" ||
		len(got.Notes) != 1 || got.Notes[0] != "Email: corrected by hand (bea(at)example.com → bea@example.com)" {
		t.Errorf("row 3 of the plan: got %+v", got)
	}
	job = f.commit(t, job)
	f.wantRows(t, job, "2 created", "3 created", "4 created", "5 created", "6 created")
	if job.State != roster.ImportCompleted {
		t.Errorf("got %s, want all imported", job.State)
	}
	for email, home := range map[string]string{"bea@example.com": "102 Juniper Ct", "cy@example.com": "103 Juniper Ct", "dan@example.com": "104 Juniper Ct", "eve@example.com": "105 Juniper Ct"} {
		if m := f.members(t)[email]; !strings.HasPrefix(m.Address, home) {
			t.Errorf("%s lives at %q, want %s", email, m.Address, home)
		}
	}
	places := map[string]string{}
	for _, s := range f.members(t)["bea@example.com"].Origin.Sources() {
		places[s.Field] = s.CellLabel()
	}
	if diff := cmp.Diff(map[string]string{"name": "A3", "email": "C3, corrected by hand", "home": "B3"}, places); diff != "" {
		t.Errorf("where the values of row 3 come from (-want +got):\n%s", diff)
	}
	report := f.get(t, "results/"+f.Community.ID+"/"+job.ID+"/report.csv")
	for _, said := range []string{
		"Email: corrected by hand (bea(at)example.com → bea@example.com)", "email: Email (C3), corrected by hand (bea(at)example.com → bea@example.com)",
	} {
		if !strings.Contains(report, said) {
			t.Errorf("the report does not say %q:\n%s", said, report)
		}
	}
	if file := f.get(t, job.File.Key); file != wrongCells {
		t.Errorf("the file was changed:\n%s", file)
	}
	f.CheckInvariants(t)
}

// A correction affects other rows, before and after its own.
func TestCorrect_otherRows(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	job := f.review(t, "roster.csv", wrongCells)
	job = f.correct(t, job, edit1(3, 3, "dan@example.com"), edit1(5, 2, "104 Juniper Ct"))
	f.wantRows(t, job, "2 created", "3 created", "4 attention missing_name", "5 attention duplicate_email", "6 attention duplicate_email")

	back := edit1(3, 3, "")
	back.AsInFile = true
	job = f.correct(t, job, back)
	f.wantRows(t, job, "2 created", "3 attention invalid_email", "4 attention missing_name", "5 created", "6 attention duplicate_email")
	if job.Corrected != 1 {
		t.Errorf("got %d corrections, want one of them taken back", job.Corrected)
	}
	job = f.commit(t, f.correct(t, job, edit1(3, 3, "still@none")))
	fix := f.get(t, "results/"+f.Community.ID+"/"+job.ID+"/fix.csv")
	if !strings.Contains(fix, "Bea Okafor,102 Juniper Ct,still@none") || !strings.Contains(fix, "C3 was corrected by hand in the review.") || strings.Contains(fix, "Dan Moss") {
		t.Errorf("the fix file: got\n%s", fix)
	}
}

func TestCorrect_refused(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	job := f.review(t, "roster.csv", wrongCells)
	try := func(revision int, edits ...importer.CellEdit) error {
		_, err := f.importer.Correct(t.Context(), support, f.Community.ID, job.ID, revision, edits)
		return err
	}
	var invalid roster.InvalidErrors
	for name, e := range map[string]importer.CellEdit{
		"a cell that nothing is wrong with": edit1(2, 1, "Somebody Else"),
		"another cell of a wrong row":       edit1(3, 1, "Somebody Else"),
		"a row that there is not":           edit1(70, 3, "x@example.com"),
		"a value that is too long":          edit1(3, 3, strings.Repeat("x", 301)),
		"a value with a line break":         edit1(3, 3, "a\nb"),
	} {
		if err := try(0, e); !errors.As(err, &invalid) {
			t.Errorf("%s: got %v, want it refused", name, err)
		}
	}
	if err := try(0, edit1(3, 3, "a@example.com"), edit1(3, 3, "b@example.com")); !errors.As(err, &invalid) {
		t.Errorf("a cell given twice: got %v", err)
	}
	if err := try(0, edit1(3, 3, "bea@example.com")); err != nil {
		t.Fatal(err)
	}
	if _, err := f.importer.Commit(t.Context(), support, f.Community.ID, job.ID, ""); !errors.Is(err, roster.ErrNotReady) {
		t.Errorf("committed before the plan was renewed: got %v", err)
	}
	if err := try(0, edit1(3, 3, "other@example.com")); !errors.Is(err, roster.ErrStale) {
		t.Errorf("another reviewer, who has not seen that: got %v", err)
	}
	// Somebody who has seen it can continue while the plan is renewed.
	if err := try(1, edit1(4, 1, "Cy Young")); err != nil {
		t.Errorf("the next row before the plan is renewed: got %v", err)
	}
	f.work(t)
	job = f.job(t, job.ID)
	f.wantRows(t, job, "2 created", "3 created", "4 created", "5 attention unclear_address", "6 attention duplicate_email")
	job = f.commit(t, job)
	if err := try(2, edit1(5, 2, "104 Juniper Ct")); !errors.Is(err, roster.ErrNotReady) {
		t.Errorf("after the commit: got %v", err)
	}
}

// While the plan is renewed, the previous one is shown.
func TestCorrect_shownMeanwhile(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	job := f.review(t, "roster.csv", wrongCells)
	before := said(f.rows(t, job))
	job, err := f.importer.Correct(t.Context(), support, f.Community.ID, job.ID, 0, []importer.CellEdit{edit1(3, 3, "bea@example.com")})
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(before, said(f.rows(t, job))); diff != "" || !job.Renewing() {
		t.Errorf("renewing: %v; rows (-want +got):\n%s", job.Renewing(), diff)
	}
}

// A file that was to be imported at once goes under review once somebody
// corrects it.
func TestCorrect_staysInReview(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	job := f.drop(t, "roster.csv", asksOfPlan())
	if job.State != roster.ImportReady {
		t.Fatalf("got %s, want a question", job.State)
	}
	var edits []importer.CellEdit
	for row := 2; row <= 13; row++ {
		edits = append(edits, edit1(row, 3, fmt.Sprintf("resident-%d@example.com", row)))
	}
	job = f.correct(t, job, edits...)
	if job.State != roster.ImportReady || job.Mode != roster.ModeReview || len(f.members(t)) != 0 {
		t.Errorf("got %s, mode %s, %d members, want a plan that waits for its commit", job.State, job.Mode, len(f.members(t)))
	}
}

// asksOfPlan returns a roster in which so many rows need attention that the
// import asks about it.
func asksOfPlan() string {
	rows := "Full Name,Address,Email\r\n"
	for n := range 30 {
		email := fmt.Sprintf("r%d@example.com", n)
		if n < 12 {
			email = fmt.Sprintf("r%d(at)example.com", n)
		}
		rows += fmt.Sprintf("Robin Row%c,%d Juniper Ct,%s\r\n", 'a'+n, 100+n, email)
	}
	return rows
}

// The audit trail records who corrected which cell, from what to what.
func TestCorrect_audited(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	job := f.review(t, "roster.csv", wrongCells)
	f.correct(t, job, edit1(3, 3, "bea@example.com"))
	out, err := f.DB.Scan(t.Context(), &dynamodb.ScanInput{TableName: &f.Table, FilterExpression: aws.String("#action = :action"),
		ExpressionAttributeNames: map[string]string{"#action": "action"}, ExpressionAttributeValues: map[string]types.AttributeValue{":action": &types.AttributeValueMemberS{Value: "import_corrected"}}})
	if err != nil {
		t.Fatal(err)
	}
	if len(out.Items) != 1 {
		t.Fatalf("got %d entries, want 1", len(out.Items))
	}
	var entry struct {
		By      struct{ Name string }
		Changes []struct {
			Field string `dynamodbav:"f"`
			From  string `dynamodbav:"a"`
			To    string `dynamodbav:"b"`
		}
	}
	if err := attributevalue.UnmarshalMap(out.Items[0], &entry); err != nil {
		t.Fatal(err)
	}
	want := roster.Change{Field: "Email (C3)", From: "bea(at)example.com", To: "bea@example.com"}
	if entry.By.Name != "Support" || len(entry.Changes) == 0 || roster.Change(entry.Changes[len(entry.Changes)-1]) != want {
		t.Errorf("got %+v, want %+v by Support", entry, want)
	}
}
