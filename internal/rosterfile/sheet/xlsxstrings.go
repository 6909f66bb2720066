package sheet

import (
	"bytes"
	"errors"
	"io"
	"strings"
	"unicode/utf8"
)

// sharedStrings holds the strings that cells refer to by number, concatenated.
type sharedStrings struct {
	text    []byte
	ends    []uint32
	crossed map[int]crossing // the strings that have a line through them
}

// at returns string n, or nil if there is none.
func (s *sharedStrings) at(n int) []byte {
	if n < 0 || n >= len(s.ends) {
		return nil
	}
	start := uint32(0)
	if n > 0 {
		start = s.ends[n-1]
	}
	return s.text[start:s.ends[n]]
}

func readSharedStrings(a *archive, part string, l Limits) (sharedStrings, error) {
	s := sharedStrings{crossed: map[int]crossing{}}
	x, err := a.scan(part)
	if err != nil {
		return s, err
	}
	var item richText
	for {
		kind, err := x.next()
		if errors.Is(err, io.EOF) {
			return s, nil
		}
		if err != nil {
			return s, err
		}
		if kind == xmlStart && string(x.name) == "si" {
			item.reset(s.text, l)
			if err := item.read(x); err != nil {
				return s, err
			}
			s.text = item.text
			if c := item.crossing(); c != notCrossed {
				s.crossed[len(s.ends)] = c
			}
			s.ends = append(s.ends, uint32(len(s.text)))
			if len(s.ends) > l.Rows*l.Columns+maxFormats {
				return s, l.unzipsTooLarge()
			}
		}
	}
}

// maxCell exceeds the size of the 32,767 characters that Excel allows in a
// cell. No spreadsheet program writes more.
const maxCell = 128 << 10

// crossing is how far a line is drawn through a text.
type crossing int

const (
	notCrossed crossing = iota
	partlyCrossed
	allCrossed
)

// richText collects the text of an element whose runs may be formatted.
type richText struct {
	text  []byte
	start int
	most  int // bytes to keep
	seen  int // bytes encountered

	struck         bool // the current run
	crossed, plain bool // whether any text is
}

func (t *richText) crossing() crossing {
	switch {
	case !t.crossed:
		return notCrossed
	case t.plain:
		return partlyCrossed
	default:
		return allCrossed
	}
}

func (t *richText) reset(dst []byte, l Limits) {
	*t = richText{text: dst, start: len(dst), most: l.CellBytes + 1}
}

// read collects the text of the element that x has just started, without
// phonetic guides for East Asian names. Text over the cell limit is dropped
// except for one byte, which shows that it is too long.
func (t *richText) read(x *xmlScanner) error {
	outside := x.depth - 1
	phonetic := 0
	inText := false
	for x.depth > outside {
		kind, err := x.next()
		if err != nil {
			return unexpectedEnd(err)
		}
		name := string(x.name)
		switch {
		case kind == xmlStart && name == "rPh":
			phonetic++
		case kind == xmlEnd && name == "rPh":
			phonetic--
		case kind == xmlStart:
			inText = name == "t"
			t.format(x)
		case kind == xmlEnd:
			inText = false
		case inText && phonetic == 0:
			if err := t.add(x); err != nil {
				return err
			}
		}
	}
	if raw := t.text[t.start:]; len(raw) <= t.most && utf8.Valid(raw) && !bytes.Contains(raw, []byte("_x")) {
		return nil // as nearly always: nothing to decode
	}
	value := unescapeXLSX(t.text[t.start:])
	if len(value) > t.most {
		value = Truncate(value, t.most)
	}
	t.text = append(t.text[:t.start], value...)
	return nil
}

// format notes whether a line is drawn through the run whose format x has just
// started.
func (t *richText) format(x *xmlScanner) {
	switch string(x.name) {
	case "r":
		t.struck = false
	case "strike":
		value := x.attribute("val")
		t.struck = value == "" || isTrue(value)
	}
}

// add appends the current text of x.
func (t *richText) add(x *xmlScanner) error {
	t.seen += len(x.text)
	if len(bytes.TrimSpace(x.text)) > 0 {
		t.crossed, t.plain = t.crossed || t.struck, t.plain || !t.struck
	}
	if t.seen > maxCell {
		return errXML
	}
	if len(t.text)-t.start <= t.most {
		t.text = x.appendText(t.text)
	}
	return nil
}

// unescapeXLSX decodes _x000D_ and the like, which stand for characters that
// XML cannot represent (ECMA-376 part 1, 22.9.2.19).
func unescapeXLSX(b []byte) string {
	s := strings.ToValidUTF8(string(b), "\ufffd")
	if !strings.Contains(s, "_x") {
		return s
	}
	var out strings.Builder
	for {
		i := strings.Index(s, "_x")
		if i < 0 {
			out.WriteString(s)
			return out.String()
		}
		out.WriteString(s[:i])
		s = s[i:]
		if c, ok := escapedRune(s); ok {
			out.WriteRune(c)
			s = s[len("_xHHHH_"):]
			continue
		}
		out.WriteString("_x")
		s = s[len("_x"):]
	}
}

// escapedRune decodes _xHHHH_ at the start of s.
func escapedRune(s string) (rune, bool) {
	if len(s) < len("_xHHHH_") || s[6] != '_' {
		return 0, false
	}
	c, ok := xmlRune("#x" + s[2:6])
	return c, ok && utf8.ValidRune(c)
}

func unexpectedEnd(err error) error {
	if errors.Is(err, io.EOF) {
		return errXML
	}
	return err
}
