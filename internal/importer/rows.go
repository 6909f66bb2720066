package importer

import (
	"cmp"
	"context"
	"encoding/base64"
	"fmt"
	"strconv"
	"strings"

	"communitrak/internal/roster"
)

// RowFilter picks rows: those of an outcome, and those of which the undo made
// that. What is empty does not count.
type RowFilter struct {
	Result roster.RowOutcome
	Undo   roster.UndoOutcome
}

func (f RowFilter) holds(r roster.RowResult) bool {
	return (f.Result == "" || f.Result == r.Result) && (f.Undo == "" || f.Undo == r.Undo.Outcome)
}

// Rows lists what became of an import's rows, or will while it is planned, in the
// order of the file, limit at a time. next is empty at the end. A cursor that is
// none of ours is a *roster.InvalidError.
func (s *Service) Rows(ctx context.Context, job roster.Import, only RowFilter, limit int, cursor string) (rows []roster.RowResult, next string, err error) {
	page, last, err := splitCursor(cursor)
	if err != nil {
		return nil, "", err
	}
	if job.Planning() && job.State.Ended() {
		return nil, "", nil // nothing came of the plan
	}
	for {
		chunks, after, err := s.store.Rows(ctx, job.Community, job.ID, job.PlannedBy(), resultPage, page)
		if err != nil {
			return nil, "", err
		}
		for _, c := range chunks {
			for _, r := range c.Results {
				if !last.before(r) || !only.holds(r) {
					continue
				}
				if len(rows) == limit {
					return rows, joinCursor(page, rows[limit-1]), nil
				}
				rows = append(rows, r)
			}
		}
		if after == "" {
			return rows, "", nil
		}
		page = after
	}
}

// personAt is a person of a row.
type personAt struct{ row, person int }

// before reports whether the result is behind the place.
func (p personAt) before(r roster.RowResult) bool {
	return cmp.Or(cmp.Compare(p.row, r.Row), cmp.Compare(p.person, r.Person)) < 0
}

// A cursor names the page of results in which the last one stood, and its place.

func joinCursor(page string, last roster.RowResult) string {
	return base64.RawURLEncoding.EncodeToString(fmt.Appendf(nil, "%d %d %s", last.Row, last.Person, page))
}

func splitCursor(cursor string) (page string, last personAt, err error) {
	last = personAt{-1, -1}
	if cursor == "" {
		return "", last, nil
	}
	raw, err := base64.RawURLEncoding.DecodeString(cursor)
	parts := strings.SplitN(string(raw), " ", 3)
	if err == nil && len(parts) == 3 {
		var errPerson error
		last.row, err = strconv.Atoi(parts[0])
		last.person, errPerson = strconv.Atoi(parts[1])
		if err == nil && errPerson == nil {
			return parts[2], last, nil
		}
	}
	return "", last, &roster.InvalidError{Field: "query.cursor", Code: "invalid_cursor", Reason: "the cursor is not one of ours"}
}
