package report

import (
	"io"
	"strconv"
	"strings"

	"github.com/communitrak/onboarding/internal/rosterfile/sheet"
)

// Entry is one line in the report of all rows.
type Entry struct {
	Row    int
	Result string // created, updated, unchanged, skipped, attention, failed
	Name   string
	Email  string
	Column string
	Value  string
	Code   string
	Reason string
	// Notes and Sources are sentences about repairs and about where the values
	// come from.
	Notes, Sources []string
}

// Writer writes the report of all rows.
type Writer struct {
	w     *sheet.Writer
	began bool
}

// NewWriter returns a Writer that writes to w.
func NewWriter(w io.Writer) *Writer {
	return &Writer{w: sheet.NewWriter(w)}
}

// Write appends one line.
func (w *Writer) Write(e Entry) error {
	if err := w.begin(); err != nil {
		return err
	}
	return w.w.Write(strconv.Itoa(e.Row), e.Result, e.Name, e.Email, e.Column, e.Value, e.Code, e.Reason, strings.Join(e.Notes, "; "), strings.Join(e.Sources, "; "))
}

// Flush completes the report. A report without rows contains only the headings.
func (w *Writer) Flush() error {
	if err := w.begin(); err != nil {
		return err
	}
	return w.w.Flush()
}

func (w *Writer) begin() error {
	if w.began {
		return nil
	}
	w.began = true
	return w.w.Write("Row", "Result", "Name", "Email", "Column", "Value", "Code", "Reason", "Notes", "Sources")
}
