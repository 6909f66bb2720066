package importer

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/communitrak/onboarding/internal/dynamo"
	"github.com/communitrak/onboarding/internal/importer/parse"
	"github.com/communitrak/onboarding/internal/roster"
	"github.com/communitrak/onboarding/internal/rosterfile"
)

// CellEdit corrects a cell of an import's file, or reverts the correction.
type CellEdit struct {
	roster.Correction
	AsInFile bool
}

// Correct corrects cells during review. The uploaded file is unchanged; the
// whole plan is made again with the corrections, and the commit reads the rows
// with them, too. A file that would have been imported by itself is then under
// review. revision is that of the corrections that the user has seen.
//
// It fails with roster.ErrNotReady if no plan is waiting or being renewed, with
// roster.ErrStale if somebody else has corrected a cell since, and with
// *roster.InvalidErrors if the plan does not offer a cell for correction.
func (s *Service) Correct(ctx context.Context, by roster.Principal, community, id string, revision int, edits []CellEdit) (roster.Import, error) {
	job, err := s.store.Import(ctx, community, id)
	if err != nil {
		return job, err
	}
	if err := correctable(job, revision); err != nil {
		return job, err
	}
	offered, err := s.offered(ctx, job, edits)
	if err != nil {
		return job, err
	}
	changes, err := checkEdits(edits, offered)
	if err != nil {
		return job, err
	}
	return s.change(ctx, by, community, id, "import_corrected", func(j *roster.Import, tx *dynamo.Tx) error {
		if err := correctable(*j, revision); err != nil {
			return err
		}
		all := applied(j.Corrections, edits)
		if len(all) > rosterfile.MaxCorrections {
			return &roster.InvalidError{Field: "cells", Code: "too_many",
				Reason: fmt.Sprintf("has more corrections than one import takes (%d); correct the file itself and upload it again", rosterfile.MaxCorrections)}
		}
		s.correct(j, all, tx)
		queue(j, roster.ImportQueued)
		j.Plan++
		j.Mode = roster.ModeReview
		return nil
	}, changes...)
}

// correctable fails unless the import accepts corrections now, and its
// corrections are at that revision.
func correctable(j roster.Import, revision int) error {
	switch {
	case j.State != roster.ImportReady && !j.Renewing():
		return roster.ErrNotReady
	case j.CorrectionsRev != revision:
		return roster.ErrStale
	}
	return nil
}

// correct replaces the import's corrections.
func (s *Service) correct(j *roster.Import, all []roster.Correction, tx *dynamo.Tx) {
	if len(all)+len(j.Corrections) == 0 {
		return
	}
	j.Corrections, j.Corrected = all, len(all)
	j.CorrectionsRev++
	tx.SaveCorrections(*j, s.now().Add(s.settings.RowsKept))
}

// applied returns the corrections with the edits applied, by row and column.
func applied(all []roster.Correction, edits []CellEdit) []roster.Correction {
	all = slices.Clone(all)
	for _, e := range edits {
		all = slices.DeleteFunc(all, func(c roster.Correction) bool { return c.Row == e.Row && c.Column == e.Column })
		if !e.AsInFile {
			all = append(all, e.Correction)
		}
	}
	slices.SortFunc(all, func(a, b roster.Correction) int {
		return cmp.Or(cmp.Compare(a.Row, b.Row), cmp.Compare(a.Column, b.Column))
	})
	return all
}

// spot is the position of a cell.
type spot struct{ row, column int }

// offered returns the cells in the edited rows that the shown plan offers for
// correction.
func (s *Service) offered(ctx context.Context, job roster.Import, edits []CellEdit) (map[spot]roster.Cell, error) {
	rows := map[int]bool{}
	for _, e := range edits {
		rows[e.Row] = true
	}
	offered := map[spot]roster.Cell{}
	for result, err := range s.results(ctx, job, job.ShownPlan()) {
		if err != nil {
			return nil, err
		}
		if !rows[result.Row] {
			continue
		}
		for _, c := range result.Cells {
			offered[spot{result.Row, c.Column}] = c
		}
	}
	return offered, nil
}

// checkEdits refuses edits of cells that are not offered, and values that no
// cell can have. It returns the changes for the audit trail.
func checkEdits(edits []CellEdit, offered map[spot]roster.Cell) ([]roster.Change, error) {
	var invalid roster.InvalidErrors
	var changes []roster.Change
	seen := map[spot]bool{}
	for n, e := range edits {
		at := spot{e.Row, e.Column}
		cell, ok := offered[at]
		field := fmt.Sprintf("cells[%d]", n)
		switch {
		case !ok:
			invalid.Add(field, "not_offered", "can’t be corrected here; correct it in the fix file")
		case seen[at]:
			invalid.Add(field, "twice", "is given twice")
		case len(e.Value) > rosterfile.MaxCorrectionBytes:
			invalid.Add(field+".value", "too_long", fmt.Sprintf("has more than %d bytes", rosterfile.MaxCorrectionBytes))
		case !utf8.ValidString(e.Value) || strings.ContainsFunc(e.Value, unicode.IsControl):
			invalid.Add(field+".value", "invalid", "has characters that can’t be shown")
		}
		seen[at] = true
		to := e.Value
		if e.AsInFile {
			to = cell.Was
		}
		changes = append(changes, roster.Change{Field: parse.Clip(cell.Heading, parse.MaxValue) + " (" + rosterfile.Cell(e.Column, e.Row) + ")", From: cell.Value, To: to})
	}
	return changes, invalid.Err()
}

// otherSheet reports whether the mapping switches to a sheet other than the one
// whose cells were corrected.
func otherSheet(j roster.Import, m rosterfile.Mapping) (bool, error) {
	detected, err := detectedOf(j)
	return m.Sheet != "" && m.Sheet != detected.Sheet, err
}
