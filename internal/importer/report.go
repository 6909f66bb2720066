package importer

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"iter"
	"path"
	"slices"
	"strings"

	"github.com/communitrak/onboarding/internal/importer/parse"
	"github.com/communitrak/onboarding/internal/roster"
	"github.com/communitrak/onboarding/internal/rosterfile"
	"github.com/communitrak/onboarding/internal/rosterfile/report"
)

// Files of results.
const (
	reportFile  = "report.csv"
	fixFile     = "fix.csv"
	summaryFile = "summary.json"
)

// finish writes the results to the bucket and ends the import. Another run
// would write the same.
func (r *run) finish(ctx context.Context, file *rosterfile.File) error {
	state := roster.ImportCompleted
	if r.job.Counts.Attention+r.job.Counts.Failed > 0 {
		state = roster.ImportNeedsAttention
	}
	if err := r.writeResults(ctx, file, state); err != nil {
		return err
	}
	if !r.timeLeft(ctx) {
		return errPaused
	}
	return r.end(ctx, &r.job, state, "")
}

func (r *run) writeResults(ctx context.Context, file *rosterfile.File, state roster.ImportState) error {
	var all, fix bytes.Buffer
	reports, fixes := report.NewWriter(&all), report.NewFixWriter(&fix, file)
	results, stop := r.byRow(ctx, 0)
	defer stop()
	parser := r.newParser(file)
	fixable := false
	for row, err := range file.Rows(ctx) {
		if err != nil {
			return err
		}
		people := parser.People(&row)
		of, err := results(row.Number, row.List)
		if err != nil {
			return err
		}
		if len(of) == 0 && r.job.Report == roster.ReportDue {
			of = notReached(row, people)
		} else if len(of) == 0 {
			return fmt.Errorf("row %d of the file has no result", row.Number)
		}
		for _, entry := range reportEntries(row.List, people, of) {
			if err := reports.Write(entry); err != nil {
				return err
			}
		}
		wrong := problems(of)
		if len(wrong) == 0 {
			continue
		}
		fixable = true
		if err := fixes.Write(row, append(wrong, byHand(file, row)...)...); err != nil {
			return err
		}
	}
	if err := errors.Join(reports.Flush(), fixes.Flush()); err != nil {
		return err
	}
	if fixable {
		if err := r.remember(ctx, r.job.Community, file.Read()); err != nil {
			return err
		}
	}
	summary, err := summarize(r.job, state)
	if err != nil {
		return err
	}
	const csv = "text/csv; charset=utf-8"
	return errors.Join(
		r.bucket.Put(ctx, resultKey(r.job, reportFile), csv, all.Bytes()),
		r.bucket.Put(ctx, resultKey(r.job, fixFile), csv, fix.Bytes()),
		r.bucket.Put(ctx, resultKey(r.job, summaryFile), "application/json", summary),
	)
}

// unfinished reports whether the row goes into the fix file.
func unfinished(o roster.RowOutcome) bool {
	return o == roster.RowAttention || o == roster.RowFailed || o == rowNotReached
}

// resultPage is how many chunks of results are read at once.
const resultPage = 64

// results returns the results of all of an import's rows in file order: its own,
// or those of the numbered plan.
func (s *Service) results(ctx context.Context, job roster.Import, plan int) iter.Seq2[roster.RowResult, error] {
	return func(yield func(roster.RowResult, error) bool) {
		for cursor, more := "", true; more; more = cursor != "" {
			page, next, err := s.store.Rows(ctx, job.Community, job.ID, plan, resultPage, cursor)
			if err != nil {
				yield(roster.RowResult{}, err)
				return
			}
			for _, chunk := range page {
				for _, result := range chunk.Results {
					if !yield(result, nil) {
						return
					}
				}
			}
			cursor = next
		}
	}
}

// byRow returns an iterator over the results of rows, which must be requested
// in file order; a row may have none.
func (r *run) byRow(ctx context.Context, plan int) (next func(row, list int) ([]roster.RowResult, error), stop func()) {
	pull, stop := iter.Pull2(r.results(ctx, r.job, plan))
	result, err, more := pull()
	return func(row, list int) (of []roster.RowResult, _ error) {
		for ; more && err == nil && result.Row == row && parse.ListOf(result) == list; result, err, more = pull() {
			of = append(of, result)
		}
		return of, err
	}, stop
}

// planned returns an iterator over what the committed plan says about the
// people of rows, which must be requested in file order; the results are nil if
// nothing was planned.
func (r *run) planned(ctx context.Context) (next func(row, list int) ([]roster.RowResult, error), stop func()) {
	if !r.job.Committed {
		return func(int, int) ([]roster.RowResult, error) { return nil, nil }, func() {}
	}
	results, stop := r.byRow(ctx, r.job.Plan)
	return func(row, list int) ([]roster.RowResult, error) {
		of, err := results(row, list)
		if err == nil && len(of) == 0 {
			err = fmt.Errorf("row %d of the file is not in the plan", row)
		}
		return of, err
	}, stop
}

// reportEntries returns the report lines of a row: one per result, with what
// the file says about that person.
func reportEntries(list int, people []rosterfile.Person, results []roster.RowResult) []report.Entry {
	var entries []report.Entry
	for _, result := range results {
		entry := report.Entry{Row: result.Row, Result: string(result.Result), Column: result.Column, Value: result.Value, Code: result.Code, Reason: messages(result), Notes: result.Notes}
		for _, p := range people {
			if parse.NumberIn(list, p.Number) == result.Person {
				entry.Name, entry.Email = parse.TypedName(p), p.Email
			}
		}
		for _, s := range result.Sources {
			entry.Sources = append(entry.Sources, sourced(s))
		}
		entries = append(entries, entry)
	}
	return entries
}

// sourced describes where a value comes from.
func sourced(s roster.Source) string {
	if s.From == "" {
		return fmt.Sprintf("%s: %s", s.Field, s.CellLabel())
	}
	return fmt.Sprintf("%s: %s (%s → %s)", s.Field, s.CellLabel(), s.From, s.To)
}

// messages returns all reasons in words.
func messages(result roster.RowResult) string {
	all := []string{result.Message}
	for _, also := range result.FurtherReasons {
		all = append(all, also.Message)
	}
	return strings.TrimSpace(strings.Join(all, " "))
}

// problems returns what is wrong with the people of a row; a problem of several
// people is listed once.
func problems(results []roster.RowResult) []rosterfile.Problem {
	var all []rosterfile.Problem
	add := func(why roster.RowReason) {
		if p := problem(why); !slices.Contains(all, p) {
			all = append(all, p)
		}
	}
	for _, result := range results {
		if !unfinished(result.Result) {
			continue
		}
		add(result.RowReason)
		for _, also := range result.FurtherReasons {
			add(also)
		}
	}
	return all
}

// byHand says which cells of a row in the fix file hold corrections, and what
// the original file had.
func byHand(file *rosterfile.File, row rosterfile.Row) []rosterfile.Problem {
	var all []rosterfile.Problem
	for _, c := range row.Corrected {
		all = append(all, rosterfile.Problem{Column: file.Columns()[c.Cell].Name(), Value: c.Was, Code: rosterfile.NoteCorrected,
			Reason: fmt.Sprintf("%s was corrected by hand in the review.", rosterfile.Cell(row.Column(c.Cell), row.Number))})
	}
	return all
}

func problem(why roster.RowReason) rosterfile.Problem {
	return rosterfile.Problem{Column: why.Column, Value: why.Value, Code: why.Code, Reason: why.Message}
}

// summary is summary.json.
type summary struct {
	Import    string   `json:"import"`
	Community string   `json:"community"`
	State     string   `json:"state"`
	File      string   `json:"file"`
	Key       string   `json:"key"`
	Size      int64    `json:"size"`
	Counts    outcomes `json:"counts"`
}

type outcomes struct {
	Total     int `json:"total"`
	Created   int `json:"created"`
	Updated   int `json:"updated"`
	Unchanged int `json:"unchanged"`
	Skipped   int `json:"skipped"`
	Attention int `json:"attention"`
	Failed    int `json:"failed"`
	NoPerson  int `json:"noPerson"`
}

func summarize(job roster.Import, state roster.ImportState) ([]byte, error) {
	return json.MarshalIndent(summary{
		Import: job.ID, Community: job.Community, State: string(state), File: job.File.Name, Key: job.File.Key, Size: job.File.Size,
		Counts: outcomes(job.Counts),
	}, "", "  ")
}

// ReportURL returns a link to the report of all rows. It fails with
// roster.ErrNotFound if there is none yet.
func (s *Service) ReportURL(ctx context.Context, job roster.Import) (string, error) {
	return s.resultURL(ctx, job, reportFile)
}

// UndoURL returns a link to the list of what happened to each row when the
// import was undone. It fails with roster.ErrNotFound if it was not.
func (s *Service) UndoURL(ctx context.Context, job roster.Import) (string, error) {
	if !job.Undone() {
		return "", roster.ErrNotFound
	}
	return s.resultURL(ctx, job, undoFile)
}

// FixURL returns a link to the rows that need attention, ready to be corrected
// and imported. It fails with roster.ErrNotFound if there is none yet.
func (s *Service) FixURL(ctx context.Context, job roster.Import) (string, error) {
	return s.resultURL(ctx, job, fixFile)
}

func (s *Service) resultURL(ctx context.Context, job roster.Import, name string) (string, error) {
	if job.ReportState() != roster.ReportDone {
		return "", roster.ErrNotFound
	}
	base := strings.TrimSuffix(job.File.Name, path.Ext(job.File.Name))
	return s.bucket.PresignGet(ctx, resultKey(job, name), roster.Slug(base)+"-"+name, s.settings.LinkLife)
}
