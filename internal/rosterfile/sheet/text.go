package sheet

import (
	"errors"
	"io"
	"unicode/utf8"
)

// textBook is a delimited text file.
type textBook struct {
	src      Source
	limits   Limits
	encoding encoding
	dialect  dialect
}

// dialectBytes is how much of a text is used to detect its dialect.
const dialectBytes = 64 << 10

func openText(src Source, l Limits, h Headings) (*textBook, error) {
	start, err := head(src, sniffBytes)
	if err != nil {
		return nil, err
	}
	t := &textBook{src: src, limits: l, encoding: detectEncoding(start)}
	chars := make([]byte, dialectBytes)
	n, err := io.ReadFull(text(src, t.encoding), chars)
	if err != nil && !errors.Is(err, io.EOF) && !errors.Is(err, io.ErrUnexpectedEOF) {
		return nil, err
	}
	if t.encoding.wide && !utf8.Valid(chars[:n]) {
		n = len(Truncate(string(chars[:n]), n-1))
	}
	t.dialect = detectDialect(chars[:n], l, h)
	return t, nil
}

func (t *textBook) Sheets() []string { return []string{""} }

func (t *textBook) Open(string) (Records, error) {
	r := text(t.src, t.encoding)
	if _, err := io.CopyN(io.Discard, r, int64(t.dialect.skip)); err != nil {
		return nil, err
	}
	c := newCSVReader(r, t.dialect, t.limits)
	c.encoding = t.encoding
	return c, nil
}

func (r *csvReader) Found() Found {
	f := Found{Format: CSV, Encoding: r.encodingName(r.encoding), Delimiter: string(rune(r.comma))}
	switch _, name := r.encoding.single(); {
	case r.single == 0:
	case f.Encoding == name:
		f.Warnings = []string{"The file is not UTF-8; it was read as " + name + ". Check the letters with accents."}
	default:
		f.Warnings = []string{"Some letters of the file are not UTF-8; they were read as " + name + ". Check the letters with accents."}
	}
	return f
}
