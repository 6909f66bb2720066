package columns

import "github.com/communitrak/onboarding/internal/rosterfile/sheet"

// headerWithin is how many records are searched for the header row.
const headerWithin = 40

// knownHeadings returns how many of the cells are known headings, or 0 if a cell
// contains what only data would contain.
func knownHeadings(cells []string) int {
	known := make(map[string]bool)
	for _, c := range cells {
		c = sheet.Clean(c)
		if c == "" {
			continue
		}
		r := readHeading(c)
		if !looksLikeHeading(c) && !(startsWithOrdinal(c) && r.field != "" && !r.stranger) {
			return 0
		}
		if r.usable() && (!r.weak || r.field == FieldFullName) {
			known[c] = true
		}
	}
	return len(known)
}

// startsWithOrdinal distinguishes "2nd Owner" from "2 Oak St".
func startsWithOrdinal(s string) bool {
	ws := Words(s)
	return len(ws) > 1 && sheet.IsNumber(ws[0]) && ws[1] == "th"
}

// filledCells returns how many cells are not empty.
func filledCells(cells []string) int {
	n := 0
	for _, c := range cells {
		n += count(sheet.Clean(c) != "")
	}
	return n
}

// findHeader returns the index of the header row in sample and whether its
// headings are known, or -1 without a header row.
func findHeader(sample []sheet.Record) (at int, known bool) {
	at, best := -1, 0
	for i, rec := range sample[:min(len(sample), headerWithin)] {
		if rec.Fault != "" && rec.Fault != sheet.FaultCellTooLong {
			continue
		}
		if best < 2 && isFixHeader(rec.Cells) {
			return i, true
		}
		n := knownHeadings(rec.Cells)
		// "Resident" over "Code" and "Name": the wider of two rows has the
		// headings.
		below := n > 1 && n == best && i == at+1 && filledCells(rec.Cells) > filledCells(sample[at].Cells)
		if n > best || below {
			at, best = i, n
		}
	}
	switch {
	case best >= 2:
		return at, true
	case best == 1 && isLoneHeading(sample, at):
		return at, true
	}
	return likelyHeader(sample), false
}

// isLoneHeading distinguishes one known heading among others from a title that
// happens to contain a known word: a title is alone above wider rows.
func isLoneHeading(sample []sheet.Record, at int) bool {
	width := filledCells(sample[at].Cells)
	for _, rec := range sample[at+1 : min(len(sample), at+10)] {
		if rec.Width() > width && width == 1 {
			return false
		}
	}
	return true
}

// likelyHeader returns the index of the first record as wide as the table if it
// consists of words only: headings that are not known.
func likelyHeader(sample []sheet.Record) int {
	width := 0
	for _, rec := range sample {
		width = max(width, filledCells(rec.Cells))
	}
	for i, rec := range sample[:min(len(sample), headerWithin)] {
		if n := filledCells(rec.Cells); n*2 <= width || n == 0 {
			continue
		}
		for _, c := range rec.Cells {
			if c = sheet.Clean(c); c != "" && (!looksLikeHeading(c) || c[0] >= '0' && c[0] <= '9') {
				return -1
			}
		}
		return i
	}
	return -1
}
