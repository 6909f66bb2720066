package sheet

import (
	"bytes"
	"errors"
	"io"
	"unicode/utf8"
)

// dialect describes how a delimited text file separates its cells.
type dialect struct {
	comma byte
	quote byte
	skip  int // bytes of a leading "sep=" line
	// wrapped means that each line is one quoted cell that contains the cells.
	wrapped bool
}

// csvReader reads delimited text the way a forgiving spreadsheet program does.
// encoding/csv rejects stray quotes and has no record limit; here a damaged
// record is reported and reading continues on the next line.
//
// The window always holds the next record completely, or up to the record
// limit, so a record is parsed without looking back.
type csvReader struct {
	dialect
	src    io.Reader
	limits Limits

	window []byte
	pos    int
	end    int
	eof    bool
	cr     bool // the last record ended in CR: a following LF belongs to it

	number int
	text   []byte // cells of the record, concatenated
	ends   []int  // where each cell ends in text
	long   bool   // the record has a cell over the limit
	utf8   []byte

	short   []string // the cells of a brief record
	isBrief bool
	wasted  int // bytes scanned in vain after quotes that are never closed

	encoding      encoding
	single, multi int // bytes that are not UTF-8, characters read as UTF-8
}

// maxWasted limits the work for a file that consists of opening quotes: after
// each one, up to a whole record may be scanned in vain.
const maxWasted = 64 << 20

func newCSVReader(src io.Reader, d dialect, l Limits) *csvReader {
	return &csvReader{
		dialect: d,
		src:     src,
		limits:  l,
		window:  make([]byte, 4*l.RecordBytes),
	}
}

// Next returns the next record; see [Records].
func (r *csvReader) Next() (Record, error) {
	if err := r.fill(); err != nil {
		return Record{}, err
	}
	b := r.window[r.pos:r.end]
	if r.cr && len(b) > 0 && b[0] == '\n' {
		r.pos, b = r.pos+1, b[1:]
	}
	if len(b) == 0 {
		return Record{}, io.EOF
	}
	r.number++
	whole := r.eof
	if len(b) > r.limits.RecordBytes {
		b, whole = b[:r.limits.RecordBytes], false
	}

	rec := Record{Number: r.number}
	n, ok := r.parse(b, whole, &rec)
	if !ok {
		r.wasted += n
		n = r.resync(b, whole, &rec)
	}
	if r.wasted > maxWasted {
		return Record{}, Refuse(RefusedUnclosedQuotes, "The file opens quotation marks again and again without closing them; save the list as XLSX and send that.")
	}
	rec.Cells = r.cells()
	if r.wrapped && !r.isBrief && len(rec.Cells) == 1 {
		rec.Cells = unwrap(rec.Cells[0], r.comma)
	}
	if r.long && rec.Fault == "" {
		rec.Fault = FaultCellTooLong
	}
	r.pos += n
	r.cr = b[n-1] == '\r'
	if rec.Fault == FaultRecordTooLong {
		return rec, r.skipLine()
	}
	return rec, nil
}

// fill moves the rest to the start of the window and reads until the window
// holds more than the longest record or the file ends.
func (r *csvReader) fill() error {
	if r.eof || r.end-r.pos > r.limits.RecordBytes+1 {
		return nil
	}
	r.end = copy(r.window, r.window[r.pos:r.end])
	r.pos = 0
	for r.end < len(r.window) && !r.eof {
		n, err := r.src.Read(r.window[r.end:])
		if bytes.IndexByte(r.window[r.end:r.end+n], 0) >= 0 {
			return refuseBinary()
		}
		r.end += n
		switch {
		case errors.Is(err, io.EOF):
			r.eof = true
		case err != nil:
			return err
		}
	}
	return nil
}

// parse parses one record at the start of b and returns the number of bytes it
// took or, in vain, looked at. It returns false if the record does not end in
// b, or if a quoted cell that spans a line break turns out to lack its closing
// quote. whole means that nothing follows b.
func (r *csvReader) parse(b []byte, whole bool, rec *Record) (int, bool) {
	r.text, r.ends, r.long = r.text[:0], r.ends[:0], false
	i := 0
	for {
		if q := r.openingQuote(b, i); q >= 0 {
			n, ok := r.quoted(b, q+1, whole, rec)
			if !ok {
				return n, false
			}
			i = n
		} else {
			n := i
			for n < len(b) && b[n] != r.comma && b[n] != '\n' && b[n] != '\r' {
				n++
			}
			r.text = append(r.text, b[i:n]...)
			i = n
		}
		r.endCell()
		switch {
		case i >= len(b):
			return i, whole
		case b[i] == r.comma:
			i++
		default:
			return lineEnd(b, i), true
		}
	}
}

// openingQuote returns the position of the quote that opens the cell at i,
// allowing spaces before it, or -1.
func (r *csvReader) openingQuote(b []byte, i int) int {
	for i < len(b) && b[i] == ' ' {
		i++
	}
	if i < len(b) && b[i] == r.quote {
		return i
	}
	return -1
}

// quoted appends the cell whose opening quote is before i and returns the
// position of the delimiter or line break after it, or how far it looked.
func (r *csvReader) quoted(b []byte, i int, whole bool, rec *Record) (int, bool) {
	lines := false
	for {
		n := bytes.IndexByte(b[i:], r.quote)
		if n < 0 {
			return len(b), false
		}
		lines = lines || bytes.ContainsAny(b[i:i+n], "\r\n")
		r.text = append(r.text, b[i:i+n]...)
		i += n + 1
		if i < len(b) && b[i] == r.quote {
			r.text = append(r.text, r.quote)
			i++
			continue
		}
		end := i
		for end < len(b) && b[end] == ' ' {
			end++
		}
		switch {
		case end == len(b):
			return end, whole
		case b[end] == r.comma, b[end] == '\n', b[end] == '\r':
			return end, true
		case lines:
			// A quote in the middle of a later line: more likely the next
			// quoted cell of another record than part of this one.
			return i, false
		}
		rec.Stray = true
		r.text = append(r.text, r.quote)
	}
}

// resync treats the first line of b as the damaged record, so that reading can
// continue on the next line.
func (r *csvReader) resync(b []byte, whole bool, rec *Record) int {
	line := bytes.IndexAny(b, "\r\n")
	var next int
	switch {
	case line >= 0:
		next = lineEnd(b, line)
		rec.Fault = FaultUnclosedQuote
	case whole:
		line, next = len(b), len(b)
		rec.Fault = FaultUnclosedQuote
	default:
		line, next = len(b), len(b)
		rec.Fault = FaultRecordTooLong
	}
	rec.Stray = false
	r.text, r.ends = r.text[:0], r.ends[:0]
	for cell := range bytes.SplitSeq(b[:line], []byte{r.comma}) {
		r.text = append(r.text, cell...)
		r.endCell()
	}
	return next
}

// skipLine skips the rest of a line that is longer than a record may be.
func (r *csvReader) skipLine() error {
	for {
		if err := r.fill(); err != nil {
			return err
		}
		b := r.window[r.pos:r.end]
		if len(b) == 0 {
			return nil
		}
		if n := bytes.IndexAny(b, "\r\n"); n >= 0 {
			n = lineEnd(b, n)
			r.pos += n
			r.cr = b[n-1] == '\r'
			return nil
		}
		r.pos = r.end
	}
}

// lineEnd returns the position after the line break at i: LF, CR, CRLF, or the
// CR CR LF that some programs write.
func lineEnd(b []byte, i int) int {
	for _, end := range []string{"\r\n", "\r\r\n"} {
		if bytes.HasPrefix(b[i:], []byte(end)) {
			return i + len(end)
		}
	}
	return i + 1
}

// endCell ends the cell at the end of text and cuts it to the limit. It drops
// cells beyond keptWidth.
func (r *csvReader) endCell() {
	start := 0
	if n := len(r.ends); n > 0 {
		start = r.ends[n-1]
	}
	if len(r.ends) > keptWidth {
		r.text = r.text[:start]
		return
	}
	if len(r.text)-start > r.limits.CellBytes {
		r.long = true
		r.text = r.text[:start+r.limits.CellBytes]
	}
	r.ends = append(r.ends, len(r.text))
}

func (r *csvReader) Brief() { r.isBrief = true }

// cells returns the record's cells as separate strings.
func (r *csvReader) cells() []string {
	if r.isBrief {
		return r.briefCells()
	}
	cells := make([]string, len(r.ends))
	if !validCells(r.text, r.ends) {
		return r.decodeCells(cells)
	}
	all := string(r.text)
	r.multi += len(all) - utf8.RuneCountInString(all)
	start := 0
	for i, end := range r.ends {
		cells[i] = UnescapeFormula(all[start:end])
		start = end
	}
	return cells
}

// briefCells returns the cells of a brief record. It still counts their
// encodings.
func (r *csvReader) briefCells() []string {
	if validCells(r.text, r.ends) {
		r.multi += len(r.text) - utf8.RuneCount(r.text)
	} else {
		start := 0
		for _, end := range r.ends {
			r.decode(r.text[start:end])
			start = end
		}
	}
	r.short = briefCells(r.short, r.text, r.ends, func(cell []byte) string {
		set, _ := r.encoding.single()
		r.utf8, _, _ = decodeBytes(r.utf8[:0], cell, set)
		return UnescapeFormula(string(r.utf8))
	})
	return r.short
}

// validCells reports whether each cell is valid UTF-8 on its own. The last byte
// of one and the first of the next might together look like a character.
func validCells(text []byte, ends []int) bool {
	for _, end := range ends {
		if end < len(text) && !utf8.RuneStart(text[end]) {
			return false
		}
	}
	return utf8.Valid(text)
}

func (r *csvReader) decodeCells(cells []string) []string {
	start := 0
	for i, end := range r.ends {
		r.decode(r.text[start:end])
		cells[i] = UnescapeFormula(string(r.utf8))
		start = end
	}
	return cells
}

// decode converts a cell to UTF-8 in r.utf8 and counts its encodings.
func (r *csvReader) decode(cell []byte) {
	var single, multi int
	set, _ := r.encoding.single()
	r.utf8, single, multi = decodeBytes(r.utf8[:0], cell, set)
	r.single += single
	r.multi += multi
}

// encodingName returns the encoding of what has been read so far.
func (r *csvReader) encodingName(e encoding) string {
	if e.wide || r.single == 0 || e.bom > 0 {
		return e.name()
	}
	if r.multi > r.single {
		return e.name()
	}
	_, name := e.single()
	return name
}
