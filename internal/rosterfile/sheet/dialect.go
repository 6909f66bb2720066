package sheet

import (
	"bytes"
	"encoding/csv"
	"errors"
	"io"
	"strings"
)

// delimiters are tried in this order; in a tie the first one wins.
var delimiters = []byte{',', ';', '\t', '|'}

const dialectRecords = 100

// detectDialect detects delimiter and quote from the start of a text in UTF-8.
func detectDialect(start []byte, l Limits, h Headings) dialect {
	if d, ok := declaredDialect(start); ok {
		return d
	}
	if d, ok := fixDialect(start, l, h); ok {
		return d
	}
	quote := detectQuote(start)
	best, bestScore := dialect{comma: ',', quote: quote}, 0.0
	for _, comma := range delimiters {
		d := dialect{comma: comma, quote: quote}
		if score := d.score(start, l, h); score > bestScore {
			best, bestScore = d, score
		}
	}
	if bestScore == 0 && quote == '"' {
		best.comma, best.wrapped = wrappedIn(start, l, h)
	}
	return best
}

// fixHeaderWithin is how many records are searched for the headings of a fix
// file.
const fixHeaderWithin = 40

// fixDialect finds the delimiter under which a text is a fix file: ours, or
// that of the program that saved it again. Its rows do not count, because they
// may mention headings.
func fixDialect(start []byte, l Limits, h Headings) (dialect, bool) {
	for _, comma := range delimiters {
		d := dialect{comma: comma, quote: '"'}
		r := newCSVReader(bytes.NewReader(start), d, l)
		for range fixHeaderWithin {
			rec, err := r.Next()
			if errors.Is(err, io.EOF) || err != nil {
				break
			}
			if h.Fix(rec.Cells) {
				return d, true
			}
		}
	}
	return dialect{}, false
}

// wrappedIn returns the delimiter of a text in which each line is one quoted
// cell: some program has quoted lines that were already delimited.
func wrappedIn(start []byte, l Limits, h Headings) (comma byte, wrapped bool) {
	rec, err := newCSVReader(bytes.NewReader(start), dialect{comma: ',', quote: '"'}, l).Next()
	if err != nil || len(rec.Cells) != 1 {
		return ',', false
	}
	for _, comma := range delimiters {
		if h.Known(unwrap(rec.Cells[0], comma)) > 1 {
			return comma, true
		}
	}
	return ',', false
}

// unwrap splits a line that was one cell.
func unwrap(line string, comma byte) []string {
	r := csv.NewReader(strings.NewReader(line))
	r.Comma, r.LazyQuotes = rune(comma), true
	cells, err := r.Read()
	if err != nil {
		return []string{line}
	}
	return cells
}

// declaredDialect reads the line "sep=;", which Excel writes and obeys but does
// not count as a row.
func declaredDialect(start []byte) (dialect, bool) {
	line, _, _ := bytes.Cut(start, []byte("\n"))
	full := len(line) + 1
	line = bytes.TrimRight(line, "\r")
	if i := bytes.IndexByte(line, '\r'); i >= 0 {
		line, full = line[:i], i+1
	}
	line = bytes.Trim(line, `"`)
	if len(line) != len("sep=;") || !bytes.EqualFold(line[:4], []byte("sep=")) || line[4] >= 0x80 {
		return dialect{}, false
	}
	full = min(full, len(start))
	return dialect{comma: line[4], quote: detectQuote(start[full:]), skip: full}, true
}

// detectQuote returns the apostrophe for a file that quotes every heading with
// it and contains no double quotes, otherwise the double quote.
func detectQuote(start []byte) byte {
	line, _, _ := bytes.Cut(start, []byte("\n"))
	line = bytes.TrimRight(line, "\r")
	if bytes.IndexByte(start, '"') >= 0 {
		return '"'
	}
	for _, comma := range delimiters {
		quoted := 0
		cells := bytes.Split(line, []byte{comma})
		for _, c := range cells {
			if len(c) >= 2 && c[0] == '\'' && c[len(c)-1] == '\'' {
				quoted++
			}
		}
		if quoted >= 2 && quoted == len(cells) {
			return '\''
		}
	}
	return '"'
}

// score rates a dialect by how many records have the most common width and how
// many headings it makes legible. Zero means that it separates nothing.
func (d dialect) score(start []byte, l Limits, h Headings) float64 {
	r := newCSVReader(bytes.NewReader(start), d, l)
	widths := make(map[int]int)
	total, faults, known := 0, 0, 0
	for total < dialectRecords {
		rec, err := r.Next()
		if errors.Is(err, io.EOF) || err != nil {
			break
		}
		if rec.Blank() {
			continue
		}
		total++
		widths[len(rec.Cells)]++
		if rec.Fault != "" || rec.Stray {
			faults++
		}
		known = max(known, h.Known(rec.Cells))
	}
	width, same := 1, 0
	for w, n := range widths {
		if w > 1 && (n > same || n == same && w > width) {
			width, same = w, n
		}
	}
	if same == 0 {
		return 0
	}
	// A record that is split at all counts for something even if titles and
	// ragged rows leave no common width.
	fit := (float64(same) - float64(faults)/2) / float64(total)
	return max(fit, 0.01) + float64(known) + float64(width)/1000
}
