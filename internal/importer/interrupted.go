package importer

import (
	"context"
	"errors"
	"time"

	"github.com/communitrak/onboarding/internal/dynamo"
	"github.com/communitrak/onboarding/internal/importer/bucket"
	"github.com/communitrak/onboarding/internal/importer/parse"
	"github.com/communitrak/onboarding/internal/roster"
	"github.com/communitrak/onboarding/internal/rosterfile"
)

// rowNotReached appears in the report of an import that was cut off. Such
// people are not counted, because nothing happened to them.
const rowNotReached roster.RowOutcome = "not_imported"

func notReached(row rosterfile.Row, people []rosterfile.Person) []roster.RowResult {
	result := roster.RowResult{Row: row.Number, Result: rowNotReached,
		RowReason: roster.RowReason{Code: parse.CodeNotReached, Message: "The import ended before it reached this row."}}
	if len(people) == 0 {
		return []roster.RowResult{result}
	}
	var all []roster.RowResult
	for _, p := range people {
		result.Person = parse.NumberIn(row.List, p.Number)
		all = append(all, result)
	}
	return all
}

// reportCutOff writes the report of an import that was aborted or failed. Its
// fix file also holds the rows that were not reached, so that importing it
// brings in the rest. It needs no lease, because concurrent runs write the same
// report.
func (s *Service) reportCutOff(ctx context.Context, job roster.Import) error {
	r := &run{Service: s, job: job}
	next := job
	next.Report, next.LeaseUntil = roster.ReportDone, time.Time{}
	err := r.rewriteResults(ctx)
	var refused *rosterfile.RefusedError
	switch {
	case err == nil:
	case errors.Is(err, bucket.ErrNoObject), errors.As(err, &refused):
		next.Report, err = roster.ReportNone, nil
	case ctx.Err() != nil:
		return err
	default:
		next.Report = roster.ReportDue
		next.Failures++
		next.LeaseUntil = s.now().Add(time.Duration(next.Failures) * s.settings.Pause)
		if next.Failures >= s.settings.Failures {
			next.Report = roster.ReportNone
		}
	}
	saved := r.save(ctx, &next, nil)
	if errors.Is(saved, dynamo.ErrConflict) {
		saved = nil // undone in the meantime; the next run writes it
	}
	return errors.Join(err, saved)
}

func (r *run) rewriteResults(ctx context.Context) error {
	file, content, err := r.open(ctx)
	if err != nil {
		return err
	}
	defer content.Close()
	if err := r.mapped(file); err != nil {
		return err
	}
	return r.writeResults(ctx, file, r.job.State)
}
