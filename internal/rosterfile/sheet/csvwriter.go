package sheet

import (
	"bufio"
	"io"
	"strings"
)

// Writer writes CSV for spreadsheet programs: UTF-8 with a byte order mark,
// CRLF, and no cell that could act as a formula. Open reads it back unchanged,
// except that NUL characters are dropped.
type Writer struct {
	w       *bufio.Writer
	started bool
	err     error
}

// NewWriter returns a Writer that writes to w.
func NewWriter(w io.Writer) *Writer {
	return &Writer{w: bufio.NewWriter(w)}
}

// Write appends one record.
func (w *Writer) Write(cells ...string) error {
	if !w.started {
		w.started = true
		w.put("\ufeff")
	}
	for i, c := range cells {
		if i > 0 {
			w.put(",")
		}
		w.cell(c)
	}
	if len(cells) == 1 && cells[0] == "" {
		w.put(`""`)
	}
	w.put("\r\n")
	return w.err
}

// Flush writes any buffered data.
func (w *Writer) Flush() error {
	if w.err == nil {
		w.err = w.w.Flush()
	}
	return w.err
}

// cell writes one cell. It also quotes anything that some program could take
// for a delimiter, so that a split there makes no new cell.
func (w *Writer) cell(c string) {
	c = EscapeFormula(strings.ReplaceAll(c, "\x00", ""))
	if !strings.ContainsAny(c, "\",;\t|\r\n'") && strings.TrimSpace(c) == c {
		w.put(c)
		return
	}
	w.put(`"`)
	w.put(strings.ReplaceAll(c, `"`, `""`))
	w.put(`"`)
}

func (w *Writer) put(s string) {
	if w.err == nil {
		_, w.err = w.w.WriteString(s)
	}
}
