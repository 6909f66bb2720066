package sheet

import (
	"errors"
	"io"
	"math"
	"strconv"
	"strings"
	"time"
)

// cellFormat is what a cell's style says, as far as it affects what people see
// in the cell.
type cellFormat struct {
	date       bool
	pad        int // number of digits in a format of zeros only, such as 00000 for a ZIP
	crossedOut bool
}

// maxFormats is the number of cell styles, and therefore number formats, that
// Excel allows.
const maxFormats = 65_490

// readFormats returns the formats of the cell styles, indexed by the style
// number in cells.
func readFormats(a *archive, part string) ([]cellFormat, error) {
	x, err := a.scan(part)
	if err != nil {
		return nil, err
	}
	custom := make(map[int]string)
	var formats []cellFormat
	var crossedOut []bool // by the number of the font
	inCells, inFonts := false, false
	for {
		kind, err := x.next()
		if errors.Is(err, io.EOF) {
			return formats, nil
		}
		if err != nil {
			return nil, err
		}
		if len(formats) > maxFormats || len(custom) > maxFormats || len(crossedOut) > maxFormats {
			return nil, errXML
		}
		switch name := string(x.name); {
		case name == "cellXfs":
			inCells = kind == xmlStart
		case name == "fonts":
			inFonts = kind == xmlStart
		case kind != xmlStart:
		case name == "font" && inFonts:
			crossedOut = append(crossedOut, false)
		case name == "strike" && inFonts && len(crossedOut) > 0:
			value := x.attribute("val")
			crossedOut[len(crossedOut)-1] = value == "" || isTrue(value)
		case name == "numFmt":
			if id, err := strconv.Atoi(x.attribute("numFmtId")); err == nil {
				custom[id] = x.attribute("formatCode")
			}
		case name == "xf" && inCells:
			id, err := strconv.Atoi(x.attribute("numFmtId"))
			if err != nil {
				id = 0
			}
			f := parseFormat(id, custom[id])
			font, err := strconv.Atoi(x.attribute("fontId"))
			f.crossedOut = err == nil && font >= 0 && font < len(crossedOut) && crossedOut[font]
			formats = append(formats, f)
		}
	}
}

// parseFormat parses a number format. The built-in date formats are listed in
// ECMA-376 part 1, 18.8.30.
func parseFormat(id int, code string) cellFormat {
	if code == "" {
		switch {
		case id >= 14 && id <= 22, id >= 27 && id <= 36, id >= 45 && id <= 47, id >= 50 && id <= 58:
			return cellFormat{date: true}
		}
		return cellFormat{}
	}
	code, _, _ = strings.Cut(code, ";")
	if code != "" && strings.Trim(code, "0") == "" {
		return cellFormat{pad: len(code)}
	}
	return cellFormat{date: isDateFormat(code)}
}

// isDateFormat reports whether a format shows parts of a date or time, other
// than in literal text and in bracketed colors and conditions.
func isDateFormat(code string) bool {
	code = strings.ToLower(code)
	for i := 0; i < len(code); i++ {
		switch c := code[i]; c {
		case '"':
			end := strings.IndexByte(code[i+1:], '"')
			if end < 0 {
				return false
			}
			i += end + 1
		case '[':
			end := strings.IndexByte(code[i:], ']')
			if end < 0 {
				return false
			}
			if inside := code[i+1 : i+end]; inside != "" && strings.Trim(inside, "hms") == "" {
				return true
			}
			i += end
		case '\\', '_', '*':
			i++
		case 'y', 'm', 'd', 'h', 's':
			return true
		}
	}
	return false
}

// format returns the format of a cell's style, or none.
func (w *workbook) format(style int) cellFormat {
	if style < 0 || style >= len(w.formats) {
		return cellFormat{}
	}
	return w.formats[style]
}

// number returns the text of a numeric cell: dates in ISO 8601, other numbers
// without binary rounding noise.
func (w *workbook) number(raw string, style int) string {
	v, err := strconv.ParseFloat(strings.TrimSpace(raw), 64)
	if err != nil || math.IsInf(v, 0) || math.IsNaN(v) {
		return raw
	}
	f := w.format(style)
	if f.date {
		if s, ok := isoDate(v, w.date04); ok {
			return s
		}
	}
	s := plainNumber(v)
	if n := f.pad - len(s); n > 0 && IsNumber(s) {
		s = strings.Repeat("0", n) + s
	}
	return s
}

// plainNumber formats a number with the 15 digits that spreadsheets keep.
func plainNumber(v float64) string {
	if v == math.Trunc(v) && math.Abs(v) < 1e15 {
		return strconv.FormatInt(int64(v), 10)
	}
	s := strconv.FormatFloat(v, 'g', 15, 64)
	short, err := strconv.ParseFloat(s, 64)
	if err != nil {
		return s
	}
	if a := math.Abs(short); a >= 1e-5 && a < 1e15 {
		return strconv.FormatFloat(short, 'f', -1, 64)
	}
	return strconv.FormatFloat(short, 'g', -1, 64)
}

// isoDate converts a serial day to a date, with the time if there is one, or to
// just a time if it is below one day. The 1900 system includes February 29,
// 1900, which did not exist.
func isoDate(v float64, date04 bool) (string, bool) {
	if v < 0 || v >= 2958466 {
		return "", false
	}
	days := math.Floor(v)
	seconds := int(math.Round((v - days) * 86400))
	epoch := time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC)
	switch {
	case date04:
		epoch = time.Date(1904, 1, 1, 0, 0, 0, 0, time.UTC)
	case v < 60:
		epoch = time.Date(1899, 12, 31, 0, 0, 0, 0, time.UTC)
	}
	t := epoch.AddDate(0, 0, int(days)).Add(time.Duration(seconds) * time.Second)
	switch {
	case days == 0 && !date04:
		return t.Format(time.TimeOnly), true
	case seconds%86400 == 0:
		return t.Format(time.DateOnly), true
	}
	return t.Format(time.DateTime), true
}

// isoText shortens a cell that already holds an ISO date.
func isoText(s string) string {
	date, clock, ok := strings.Cut(s, "T")
	if !ok {
		return s
	}
	clock = strings.TrimSuffix(clock, "Z")
	whole, fraction, _ := strings.Cut(clock, ".")
	if strings.Trim(fraction, "0") == "" {
		clock = whole
	}
	if strings.Trim(clock, "0:") == "" {
		return date
	}
	return date + " " + clock
}
