package importer

import (
	"context"
	"encoding/base64"
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
				if r.Row <= last || !only.holds(r) {
					continue
				}
				if len(rows) == limit {
					return rows, joinCursor(page, rows[limit-1].Row), nil
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

// A cursor names the page of results in which the last row stood, and that row.

func joinCursor(page string, row int) string {
	return base64.RawURLEncoding.EncodeToString([]byte(strconv.Itoa(row) + " " + page))
}

func splitCursor(cursor string) (page string, row int, err error) {
	if cursor == "" {
		return "", 0, nil
	}
	raw, err := base64.RawURLEncoding.DecodeString(cursor)
	number, page, found := strings.Cut(string(raw), " ")
	row, numberErr := strconv.Atoi(number)
	if err != nil || numberErr != nil || !found {
		return "", 0, &roster.InvalidError{Field: "query.cursor", Code: "invalid_cursor", Reason: "the cursor is not one of ours"}
	}
	return page, row, nil
}
