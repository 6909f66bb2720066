package importer

import (
	"context"
	"encoding/base64"
	"fmt"
	"strconv"
	"strings"

	"github.com/communitrak/onboarding/internal/roster"
)

// RowFilter selects rows by their outcome, and by their outcome in an undo.
// Empty fields match all rows.
type RowFilter struct {
	Result roster.RowOutcome
	Undo   roster.UndoOutcome
}

func (f RowFilter) holds(r roster.RowResult) bool {
	return (f.Result == "" || f.Result == r.Result) && (f.Undo == "" || f.Undo == r.Undo.Outcome)
}

// Rows lists the results of an import's rows, or the planned results while it
// is planned, in file order, at most limit at a time. next is empty at the end.
// An invalid cursor is a *roster.InvalidError.
func (s *Service) Rows(ctx context.Context, job roster.Import, only RowFilter, limit int, cursor string) (rows []roster.RowResult, next string, err error) {
	page, seen, err := splitCursor(cursor)
	if err != nil {
		return nil, "", err
	}
	if job.Planning() && job.State.Ended() {
		return nil, "", nil // the plan was not carried out
	}
	for {
		chunks, after, err := s.store.Rows(ctx, job.Community, job.ID, job.ShownPlan(), resultPage, page)
		if err != nil {
			return nil, "", err
		}
		n := 0
		for _, c := range chunks {
			for _, r := range c.Results {
				if n++; n <= seen || !only.holds(r) {
					continue
				}
				if len(rows) == limit {
					return rows, joinCursor(page, n-1), nil
				}
				rows = append(rows, r)
			}
		}
		if after == "" {
			return rows, "", nil
		}
		page, seen = after, 0
	}
}

// A cursor is a page of results, and how many of them were seen.

func joinCursor(page string, seen int) string {
	return base64.RawURLEncoding.EncodeToString(fmt.Appendf(nil, "%d %s", seen, page))
}

func splitCursor(cursor string) (page string, seen int, err error) {
	if cursor == "" {
		return "", 0, nil
	}
	raw, err := base64.RawURLEncoding.DecodeString(cursor)
	number, page, found := strings.Cut(string(raw), " ")
	seen, numberErr := strconv.Atoi(number)
	if err != nil || numberErr != nil || !found || seen < 0 {
		return "", 0, &roster.InvalidError{Field: "query.cursor", Code: "invalid_cursor", Reason: "the cursor is not one of ours"}
	}
	return page, seen, nil
}
