package sheet

import (
	"errors"
	"io"
	"slices"
	"strings"
)

// merge is a cell that is merged over several rows, which all have its value.
type merge struct {
	column      int // from 1
	first, last int // rows
	value       string
}

// merges are the merged cells of a sheet that its reader has not passed, by
// their first row.
type merges struct {
	ahead []merge
	open  []merge // those that the current row may be in
}

// maxMerges limits the work for a sheet of merged cells.
const maxMerges = 50_000

// readMerges reads the merged cells of a sheet, which follow its rows.
func readMerges(a *archive, part string) ([]merge, error) {
	x, err := a.scan(part)
	if err != nil {
		return nil, err
	}
	var all []merge
	for {
		kind, err := x.next()
		if errors.Is(err, io.EOF) {
			slices.SortStableFunc(all, func(a, b merge) int { return a.first - b.first })
			return all, nil
		}
		if err != nil {
			return nil, err
		}
		if kind != xmlStart || string(x.name) != "mergeCell" {
			continue
		}
		from, to, _ := strings.Cut(x.attribute("ref"), ":")
		column, first := cellRef([]byte(from))
		_, last := cellRef([]byte(to))
		if last > first && first > 0 && column > 0 && column <= keptWidth {
			all = append(all, merge{column: column, first: first, last: last})
		}
		if len(all) > maxMerges {
			return nil, errXML
		}
	}
}

// mark tells a row with content of its own which merged cells it is in.
func (m *merges) mark(rec *Record) {
	m.open = slices.DeleteFunc(m.open, func(c merge) bool { return c.last < rec.Number })
	for len(m.ahead) > 0 && m.ahead[0].first <= rec.Number {
		c := m.ahead[0]
		m.ahead = m.ahead[1:]
		if c.first == rec.Number && c.column <= len(rec.Cells) && rec.Cells[c.column-1] != "" {
			c.value = rec.Cells[c.column-1]
			m.open = append(m.open, c)
		}
	}
	if len(m.open) == 0 || rec.Blank() {
		return
	}
	for _, c := range m.open {
		if c.first < rec.Number && (c.column > len(rec.Cells) || rec.Cells[c.column-1] == "") {
			rec.Merged = append(rec.Merged, MergedCell{c.column - 1, c.value})
		}
	}
}
