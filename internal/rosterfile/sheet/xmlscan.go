package sheet

import (
	"bytes"
	"errors"
	"io"
	"iter"
	"strconv"
	"strings"
	"unicode/utf8"
)

// xmlKind is the kind of a token.
type xmlKind int

const (
	xmlStart xmlKind = iota + 1
	xmlEnd
	xmlText
)

// xmlWindow limits the size of a tag and of a piece of text. Longer text comes
// in pieces.
const xmlWindow = 256 << 10

// maxReference is the length of the longest reference that is resolved, such as
// &quot; or &#0000000065;. Only zeros could make it longer.
const maxReference = 32

var (
	errXML     = errors.New("the XML is not well-formed")
	errDoctype = errors.New("the XML declares a document type")
)

// xmlScanner reads the plain XML of workbooks: elements, attributes, text, and
// CDATA. It resolves only the five predefined XML entities and character
// references, rejects document types, and keeps one window in memory, which
// encoding/xml cannot guarantee for a hostile tag. Names come without their
// prefix.
type xmlScanner struct {
	src io.Reader
	buf []byte
	pos int
	end int
	eof bool

	depth int
	empty bool // the element just started also ends

	name  []byte // of a start or end
	attrs []byte // of a start
	text  []byte // entities are unresolved unless cdata is set
	cdata bool
}

func newXMLScanner(src io.Reader) (*xmlScanner, error) {
	x := &xmlScanner{src: src, buf: make([]byte, xmlWindow)}
	if err := x.fill(); err != nil {
		return nil, err
	}
	switch e := detectEncoding(x.buf[:min(x.end, 64)]); {
	case e.wide:
		rest := bytes.Clone(x.buf[e.bom:x.end])
		x.src = &wideReader{src: io.MultiReader(bytes.NewReader(rest), src), bigEndian: e.bigEndian}
		x.pos, x.end, x.eof = 0, 0, false
		return x, x.fill()
	default:
		x.pos = e.bom
	}
	return x, nil
}

// fill moves the rest to the start of the window and reads more.
func (x *xmlScanner) fill() error {
	x.end = copy(x.buf, x.buf[x.pos:x.end])
	x.pos = 0
	for x.end < len(x.buf) && !x.eof {
		n, err := x.src.Read(x.buf[x.end:])
		x.end += n
		switch {
		case errors.Is(err, io.EOF):
			x.eof = true
		case err != nil:
			return err
		}
	}
	return nil
}

// find returns what precedes delim and moves past it.
func (x *xmlScanner) find(delim string) ([]byte, error) {
	for {
		if i := bytes.Index(x.buf[x.pos:x.end], []byte(delim)); i >= 0 {
			b := x.buf[x.pos : x.pos+i]
			x.pos += i + len(delim)
			return b, nil
		}
		if x.eof || x.pos == 0 && x.end == len(x.buf) {
			return nil, errXML
		}
		if err := x.fill(); err != nil {
			return nil, err
		}
	}
}

// next returns the next token. The scanner's slices are valid until the next
// call. At the end of the document, the error is io.EOF.
func (x *xmlScanner) next() (xmlKind, error) {
	if x.empty {
		x.empty = false
		x.depth--
		return xmlEnd, nil
	}
	for {
		if x.end-x.pos < utf8.UTFMax*4 && !x.eof {
			if err := x.fill(); err != nil {
				return 0, err
			}
		}
		b := x.buf[x.pos:x.end]
		switch {
		case len(b) == 0 && x.depth != 0:
			return 0, errXML
		case len(b) == 0:
			return 0, io.EOF
		case b[0] != '<':
			return xmlText, x.readText()
		case len(b) < 2 || b[1] != '?' && b[1] != '!':
			return x.tag()
		case b[1] == '?':
			if err := x.instruction(); err != nil {
				return 0, err
			}
		case bytes.HasPrefix(b, []byte("<!--")):
			x.pos += len("<!--")
			if err := x.skip("-->"); err != nil {
				return 0, err
			}
		case bytes.HasPrefix(b, []byte("<![CDATA[")):
			x.pos += len("<![CDATA[")
			text, err := x.find("]]>")
			x.text, x.cdata = text, true
			return xmlText, err
		default:
			return 0, errDoctype
		}
	}
}

// skip skips everything up to and including delim.
func (x *xmlScanner) skip(delim string) error {
	for {
		if i := bytes.Index(x.buf[x.pos:x.end], []byte(delim)); i >= 0 {
			x.pos += i + len(delim)
			return nil
		}
		if x.eof {
			return errXML
		}
		x.pos = max(x.pos, x.end-len(delim))
		if err := x.fill(); err != nil {
			return err
		}
	}
}

// instruction skips <? … ?> and rejects unsupported encodings.
func (x *xmlScanner) instruction() error {
	b, err := x.find("?>")
	if err != nil {
		return err
	}
	text := strings.ToLower(string(b))
	_, enc, ok := strings.Cut(text, "encoding=")
	if !strings.HasPrefix(text, "<?xml ") || !ok || len(enc) < 2 {
		return nil
	}
	name, _, _ := strings.Cut(enc[1:], enc[:1])
	switch name {
	case "utf-8", "utf8", "us-ascii", "ascii", "utf-16", "utf-16le", "utf-16be", "unicode":
		return nil
	}
	return errXML
}

// readText reads the text up to the next tag, or a piece of it that does not
// split an entity.
func (x *xmlScanner) readText() error {
	x.cdata = false
	for {
		if i := bytes.IndexByte(x.buf[x.pos:x.end], '<'); i >= 0 {
			x.text = x.buf[x.pos : x.pos+i]
			x.pos += i
			return nil
		}
		full := x.pos == 0 && x.end == len(x.buf)
		if x.eof || full {
			break
		}
		if err := x.fill(); err != nil {
			return err
		}
	}
	end := x.end
	if amp := bytes.LastIndexByte(x.buf[x.pos:x.end], '&'); !x.eof && amp > 0 && x.end-x.pos-amp < maxReference {
		end = x.pos + amp
	}
	for !x.eof && end > x.pos+1 && !utf8.RuneStart(x.buf[end-1]) && x.end-end < utf8.UTFMax {
		end--
	}
	x.text = x.buf[x.pos:end]
	x.pos = end
	return nil
}

// tag reads a start or end tag. An attribute may contain >.
func (x *xmlScanner) tag() (xmlKind, error) {
	x.pos++
	var size int
	for {
		size = tagEnd(x.buf[x.pos:x.end])
		if size >= 0 {
			break
		}
		if x.eof || x.pos == 0 && x.end == len(x.buf) {
			return 0, errXML
		}
		if err := x.fill(); err != nil {
			return 0, err
		}
	}
	b := x.buf[x.pos : x.pos+size]
	x.pos += size + 1
	if len(b) > 0 && b[0] == '/' {
		x.depth--
		x.name, x.attrs = localName(bytes.TrimSpace(b[1:])), nil
		if x.depth < 0 {
			return 0, errXML
		}
		return xmlEnd, nil
	}
	if len(b) > 0 && b[len(b)-1] == '/' {
		x.empty = true
		b = b[:len(b)-1]
	}
	n := 0
	for n < len(b) && !isXMLBlank(b[n]) {
		n++
	}
	if n == 0 {
		return 0, errXML
	}
	x.depth++
	x.name, x.attrs = localName(b[:n]), b[n:]
	return xmlStart, nil
}

// tagEnd returns the position of the > that ends a tag, or -1 if the tag does
// not end in b.
func tagEnd(b []byte) int {
	quote := byte(0)
	for i, c := range b {
		switch {
		case quote != 0:
			if c == quote {
				quote = 0
			}
		case c == '"' || c == '\'':
			quote = c
		case c == '>':
			return i
		}
	}
	return -1
}

func localName(b []byte) []byte {
	if i := bytes.IndexByte(b, ':'); i >= 0 {
		return b[i+1:]
	}
	return b
}

func isXMLBlank(c byte) bool { return c == ' ' || c == '\t' || c == '\r' || c == '\n' }

// trimXMLBlanks removes leading blanks. It is called for every attribute of a
// sheet, where bytes.TrimLeft would make a set of the blanks each time.
func trimXMLBlanks(b []byte) []byte {
	for len(b) > 0 && isXMLBlank(b[0]) {
		b = b[1:]
	}
	return b
}

// attributes iterates over the attributes of the current start tag, with
// entities unresolved.
func (x *xmlScanner) attributes() iter.Seq2[string, []byte] {
	return func(yield func(string, []byte) bool) {
		b := x.attrs
		for {
			b = trimXMLBlanks(b)
			eq := bytes.IndexByte(b, '=')
			if eq < 0 {
				return
			}
			name := localName(bytes.TrimSpace(b[:eq]))
			b = trimXMLBlanks(b[eq+1:])
			if len(b) < 2 || b[0] != '"' && b[0] != '\'' {
				return
			}
			end := bytes.IndexByte(b[1:], b[0])
			if end < 0 || !yield(string(name), b[1:1+end]) {
				return
			}
			b = b[end+2:]
		}
	}
}

// attribute returns one attribute with entities resolved, or "" if there is
// none.
func (x *xmlScanner) attribute(name string) string {
	for n, v := range x.attributes() {
		if n == name {
			return string(appendXMLText(nil, v))
		}
	}
	return ""
}

// appendText appends the current text to dst.
func (x *xmlScanner) appendText(dst []byte) []byte {
	if x.cdata {
		return append(dst, x.text...)
	}
	return appendXMLText(dst, x.text)
}

var xmlEntities = map[string]string{"amp": "&", "lt": "<", "gt": ">", "quot": `"`, "apos": "'"}

// appendXMLText appends b with its entities resolved. It keeps unknown ones as
// they are: workbooks declare none.
func appendXMLText(dst, b []byte) []byte {
	for {
		amp := bytes.IndexByte(b, '&')
		if amp < 0 {
			return append(dst, b...)
		}
		dst = append(dst, b[:amp]...)
		b = b[amp:]
		semi := bytes.IndexByte(b[:min(len(b), maxReference)], ';')
		if semi < 0 {
			dst = append(dst, '&')
			b = b[1:]
			continue
		}
		name := string(b[1:semi])
		if s, ok := xmlEntities[name]; ok {
			dst = append(dst, s...)
		} else if c, ok := xmlRune(name); ok {
			dst = utf8.AppendRune(dst, c)
		} else {
			dst = append(dst, b[:semi+1]...)
		}
		b = b[semi+1:]
	}
}

func xmlRune(name string) (rune, bool) {
	digits, ok := strings.CutPrefix(name, "#")
	if !ok {
		return 0, false
	}
	base := 10
	if rest, ok := strings.CutPrefix(strings.ToLower(digits), "x"); ok {
		digits, base = rest, 16
	}
	n, err := strconv.ParseUint(digits, base, 21)
	if err != nil {
		return 0, false
	}
	return rune(n), true
}
