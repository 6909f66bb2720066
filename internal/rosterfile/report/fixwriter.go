package report

import (
	"io"
	"strconv"
	"strings"

	"github.com/communitrak/onboarding/internal/personname"
	"github.com/communitrak/onboarding/internal/rosterfile"
	"github.com/communitrak/onboarding/internal/rosterfile/columns"
	"github.com/communitrak/onboarding/internal/rosterfile/sheet"
)

// FixWriter writes a file of the rows that need attention: the original
// columns, then the original row number, and the column, value, code, and
// reason of each problem. Once corrected, it can be imported as is. For a row
// that could not be read, value is the entire row.
type FixWriter struct {
	w       *sheet.Writer
	columns []columns.Column
	began   bool
}

// NewFixWriter returns a FixWriter for rows of f.
func NewFixWriter(w io.Writer, f *rosterfile.File) *FixWriter {
	return &FixWriter{w: sheet.NewWriter(w), columns: f.Columns()}
}

// Write appends one row with all its problems joined in one line, so that the
// row is imported once.
func (w *FixWriter) Write(r rosterfile.Row, problems ...rosterfile.Problem) error {
	if err := w.begin(); err != nil {
		return err
	}
	cells := make([]string, 0, len(w.columns)+len(columns.FixColumns))
	for i, c := range w.columns {
		switch {
		case c.Added():
		case c.Secret || i >= len(r.Cells):
			cells = append(cells, "")
		case c.LastFirst():
			// The few rows of a fix file no longer reveal the order.
			cells = append(cells, personname.FamilyFirst(r.Cells[i]))
		default:
			cells = append(cells, r.Cells[i])
		}
	}
	join := func(part func(rosterfile.Problem) string) string {
		var parts []string
		for _, p := range problems {
			if s := part(p); s != "" {
				parts = append(parts, s)
			}
		}
		all := strings.Join(parts, "; ")
		if len(all) > columns.MaxFixCell {
			all = sheet.Truncate(all, columns.MaxFixCell-len("…")) + "…"
		}
		return all
	}
	value := join(func(p rosterfile.Problem) string { return p.Value })
	if p := r.Problem; p != nil {
		surplus := ""
		if p.Code == rosterfile.ProblemTooManyCells {
			surplus = p.Value
		}
		value = columns.AsItStood(cells, surplus)
	}
	return w.w.Write(append(cells,
		strconv.Itoa(r.Number),
		join(func(p rosterfile.Problem) string { return p.Column }),
		value,
		join(func(p rosterfile.Problem) string { return p.Code }),
		join(func(p rosterfile.Problem) string { return p.Reason }),
	)...)
}

// Flush completes the file. A file without rows contains only the headings.
func (w *FixWriter) Flush() error {
	if err := w.begin(); err != nil {
		return err
	}
	return w.w.Flush()
}

func (w *FixWriter) begin() error {
	if w.began {
		return nil
	}
	w.began = true
	var header []string
	for _, c := range w.columns {
		if !c.Added() {
			header = append(header, c.Heading())
		}
	}
	return w.w.Write(append(header, columns.FixColumns...)...)
}
