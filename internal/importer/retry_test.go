package importer_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb/types"
	"github.com/aws/smithy-go/middleware"
	"github.com/google/go-cmp/cmp"

	"github.com/communitrak/onboarding/internal/faults"
	"github.com/communitrak/onboarding/internal/roster"
)

// answering returns an option by which transactions get the answer's error
// instead of reaching the table; nil lets one through.
func answering(answer func(*dynamodb.TransactWriteItemsInput) error) func(*dynamodb.Options) {
	m := middleware.InitializeMiddlewareFunc("answering", func(ctx context.Context, in middleware.InitializeInput, next middleware.InitializeHandler) (middleware.InitializeOutput, middleware.Metadata, error) {
		if input, ok := in.Parameters.(*dynamodb.TransactWriteItemsInput); ok {
			if err := answer(input); err != nil {
				return middleware.InitializeOutput{}, middleware.Metadata{}, err
			}
		}
		return next.HandleInitialize(ctx, in)
	})
	return func(o *dynamodb.Options) {
		o.APIOptions = append(o.APIOptions, func(stack *middleware.Stack) error { return stack.Initialize.Add(m, middleware.Before) })
	}
}

var (
	errLostRace  = &types.TransactionCanceledException{CancellationReasons: []types.CancellationReason{{Code: aws.String("ConditionalCheckFailed")}}}
	errThrottled = &types.ProvisionedThroughputExceededException{Message: aws.String("for the test")}
)

// membersIn counts the members that the transaction creates or removes.
func membersIn(in *dynamodb.TransactWriteItemsInput) int {
	n := 0
	for _, i := range in.TransactItems {
		switch {
		case i.Put != nil && keyOf(i.Put.Item) == "M", i.Delete != nil && keyOf(i.Delete.Key) == "M":
			n++
		}
	}
	return n
}

func keyOf(a map[string]types.AttributeValue) string {
	s, _ := a["SK"].(*types.AttributeValueMemberS)
	return s.Value
}

// A table that throttles while others change what rows depend on costs time, but
// no row: each gets its tries alone before it is given up.
func TestRun_throttledAmidRaces(t *testing.T) {
	t.Parallel()
	// together refuses transactions of several rows; every sixth is throttled,
	// so that neither reason comes alone.
	together := func() func(*dynamodb.TransactWriteItemsInput) error {
		tries := 0
		return func(in *dynamodb.TransactWriteItemsInput) error {
			if membersIn(in) < 2 {
				return nil
			}
			if tries++; tries%6 == 0 {
				return errThrottled
			}
			return errLostRace
		}
	}
	// alone also refuses one row: five times because of throttling, and once
	// because of a race.
	alone := func() func(*dynamodb.TransactWriteItemsInput) error {
		several, tries := together(), 0
		return func(in *dynamodb.TransactWriteItemsInput) error {
			if membersIn(in) != 1 {
				return several(in)
			}
			switch tries++; {
			case tries < 6:
				return errThrottled
			case tries == 6:
				return errLostRace
			default:
				return nil
			}
		}
	}
	for name, answer := range map[string]func() func(*dynamodb.TransactWriteItemsInput) error{"together": together, "alone": alone} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			f := newFixture(t)
			f.importer = f.newImporter(faults.Record(), answering(answer()))
			job := f.drop(t, "roster.csv", manyRows(4))
			if got := job.Counts; got.Created != 4 || got.Failed != 0 {
				t.Fatalf("imported: got %+v, want 4 created", got)
			}
			f.importer = f.newImporter(faults.Record(), answering(answer()))
			if job = f.undo(t, job.ID); job.State != roster.ImportUndone || job.Undo.Reversed != 4 || job.Undo.Failed != 0 {
				t.Errorf("undone: got %s, %+v, want 4 reversed", job.State, job.Undo)
			}
			f.CheckInvariants(t)
		})
	}
}

// A row that keeps losing races by itself is given up, and the others are not.
func TestRun_alwaysLosesRaces(t *testing.T) {
	t.Parallel()
	unlucky := func(in *dynamodb.TransactWriteItemsInput) error {
		for _, i := range in.TransactItems {
			if i.Put != nil && strings.Contains(textOf(i.Put.Item["email"]), "resident-1@") || i.Delete != nil && keyOf(i.Delete.Key) == "M" {
				return errLostRace
			}
		}
		return nil
	}
	f := newFixture(t)
	f.importer = f.newImporter(faults.Record(), answering(unlucky))
	job := f.drop(t, "roster.csv", manyRows(3))
	if got := job.Counts; got.Created != 2 || got.Failed != 1 {
		t.Fatalf("imported: got %+v, want 2 created and 1 failed", got)
	}
	if job = f.undo(t, job.ID); job.State != roster.ImportPartlyUndone || job.Undo.Failed != 2 {
		t.Errorf("undone: got %s, %+v, want 2 failed", job.State, job.Undo)
	}
	f.importer = f.newImporter(faults.Record())
	if job = f.undo(t, job.ID); job.State != roster.ImportUndone {
		t.Errorf("undone again: got %s, %+v, want all of it undone", job.State, job.Undo)
	}
	f.CheckInvariants(t)
}

func textOf(v types.AttributeValue) string {
	s, ok := v.(*types.AttributeValueMemberS)
	if !ok {
		return ""
	}
	return s.Value
}

// Rows that do not fit into one transaction are written in several, in as few as
// they need.
func TestRun_moreThanFits(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	var sizes []int
	counting := func(in *dynamodb.TransactWriteItemsInput) error {
		if membersIn(in) > 0 {
			sizes = append(sizes, len(in.TransactItems))
		}
		return nil
	}
	f.importer = f.newImporter(faults.Record(), answering(counting))
	job := f.drop(t, "roster.csv", couples(32))
	if job.Counts.Created != 64 || len(sizes) > 4 {
		t.Errorf("imported: got %+v in transactions of %v items, want 64 created in at most 4", job.Counts, sizes)
	}
	t.Logf("imported in transactions of %v items", sizes)
	sizes = nil
	if job = f.undo(t, job.ID); job.Undo.Reversed != 64 || len(sizes) > 8 {
		t.Errorf("undone: got %+v in transactions of %v items, want 64 reversed in at most 8", job.Undo, sizes)
	}
	t.Logf("undone in transactions of %v items", sizes)
	f.CheckInvariants(t)
}

// Transactions are filled, but not beyond what they hold, and end at the same
// rows if another run writes some of them.
func TestRun_fillsTransactions(t *testing.T) {
	t.Parallel()
	const rows = 120
	f := newFixture(t)
	var sizes []int
	f.importer = f.newImporter(faults.Record(), answering(func(in *dynamodb.TransactWriteItemsInput) error {
		hasResults := func(i types.TransactWriteItem) bool {
			return i.Put != nil && strings.HasPrefix(keyOf(i.Put.Item), "R#")
		}
		if slices.ContainsFunc(in.TransactItems, hasResults) {
			sizes = append(sizes, len(in.TransactItems))
		}
		return nil
	}))
	whole := f.chunks(t, f.drop(t, "roster.csv", manyRows(rows)))
	for _, size := range sizes[:len(sizes)-1] {
		if size < 90 {
			t.Errorf("transactions have %v items, want at least 90 in all but the last", sizes)
			break
		}
	}
	continued := newFixture(t)
	continued.halfWay(t, rows)
	continued.Clock.Advance(time.Minute)
	continued.work(t)
	if diff := cmp.Diff(whole, continued.chunks(t, continued.latest(t))); diff != "" {
		t.Errorf("rows of the chunks (-of one run +of two):\n%s", diff)
	}
}

// chunks returns how many rows each chunk of the import has.
func (f *fixture) chunks(t testing.TB, job roster.Import) (sizes []int) {
	t.Helper()
	if job.State != roster.ImportCompleted {
		t.Fatalf("got %s with %+v, want it completed", job.State, job.Counts)
	}
	all, next, err := f.Store.Rows(t.Context(), job.Community, job.ID, 0, 100, "")
	if err != nil || next != "" {
		t.Fatalf("reading the results: %v, next %q", err, next)
	}
	for _, c := range all {
		sizes = append(sizes, len(c.Results))
	}
	return sizes
}

// couples returns a roster of homes with two owners each.
func couples(homes int) string {
	var b strings.Builder
	b.WriteString("Owner 1 Name,Owner 1 Email,Owner 2 Name,Owner 2 Email,Address\r\n")
	for n := range homes {
		fmt.Fprintf(&b, "Ann %s,ann-%d@example.com,Bo %s,bo-%d@example.com,\"%d Juniper Ct, Mesa AZ 85201\"\r\n", letters(n), n, letters(n), n, 100+2*n)
	}
	return b.String()
}
