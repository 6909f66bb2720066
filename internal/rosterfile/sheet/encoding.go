package sheet

import (
	"bytes"
	"io"
	"strings"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
)

// encoding is the character encoding of a text file.
type encoding struct {
	bom       int  // length of the byte order mark
	wide      bool // UTF-16
	bigEndian bool
	mac       bool // bytes that are not UTF-8 are Mac Roman, not Windows-1252
}

// single is the character set of bytes that are not UTF-8.
func (e encoding) single() (set *charmap.Charmap, name string) {
	if e.mac {
		return charmap.Macintosh, "Mac Roman"
	}
	return charmap.Windows1252, "Windows-1252"
}

// name returns the name shown in the review.
func (e encoding) name() string {
	switch {
	case e.wide && e.bigEndian:
		return "UTF-16BE"
	case e.wide:
		return "UTF-16LE"
	}
	return "UTF-8"
}

// detectEncoding examines the start of a file. UTF-8 and other bytes are told
// apart later, record by record, because a file may be pure ASCII for any
// number of rows.
func detectEncoding(start []byte) encoding {
	switch {
	case hasPrefix(start, 0xEF, 0xBB, 0xBF):
		return encoding{bom: 3}
	case hasPrefix(start, 0xFF, 0xFE):
		return encoding{bom: 2, wide: true}
	case hasPrefix(start, 0xFE, 0xFF):
		return encoding{bom: 2, wide: true, bigEndian: true}
	}
	e := detectWide(start)
	e.mac = !e.wide && isMac(start)
	return e
}

// isMac reports whether bytes that are not UTF-8 are Mac Roman: if lines end with
// CR alone, as only old programs on a Mac write them, or if the other reading
// has marks and capitals within words ("JosŽ" for "José").
func isMac(start []byte) bool {
	if bytes.IndexByte(start, '\r') >= 0 && bytes.IndexByte(start, '\n') < 0 {
		return true
	}
	mac, windows := 0, 0
	for i := 1; i < len(start); i++ {
		b := start[i]
		if b < 0x80 || b >= 0x91 && b <= 0x94 { // quotation marks, which stand beside letters
			continue
		}
		if _, size := utf8.DecodeRune(start[i:]); size > 1 {
			i += size - 1
			continue
		}
		asMac, asWindows := charmap.Macintosh.DecodeByte(b), charmap.Windows1252.DecodeByte(b)
		next := byte(' ')
		if i+1 < len(start) {
			next = start[i+1]
		}
		switch before := start[i-1]; {
		case before < 0x80 && !isLetter(before):
		case !unicode.IsLower(asMac):
			if unicode.IsLower(asWindows) {
				windows++
			}
		case unicode.IsUpper(asWindows) && isLower(before), !unicode.IsLetter(asWindows) && isLower(next) && !isUpper(before):
			mac++
		}
	}
	return mac > 0 && windows == 0
}

func isLower(b byte) bool { return b >= 'a' && b <= 'z' }

func isUpper(b byte) bool { return b >= 'A' && b <= 'Z' }

func isLetter(b byte) bool { return isLower(b) || isUpper(b) }

func hasPrefix(b []byte, prefix ...byte) bool {
	return len(b) >= len(prefix) && string(b[:len(prefix)]) == string(prefix)
}

// detectWide recognizes UTF-16 without a byte order mark: in western text,
// nearly every other byte is zero.
func detectWide(start []byte) encoding {
	var zeros [2]int
	for i, c := range start {
		if c == 0 {
			zeros[i%2]++
		}
	}
	pairs := len(start) / 2
	switch {
	case zeros[1]*10 > pairs*6 && zeros[0]*20 < pairs+20:
		return encoding{wide: true}
	case zeros[0]*10 > pairs*6 && zeros[1]*20 < pairs+20:
		return encoding{wide: true, bigEndian: true}
	}
	return encoding{}
}

// text returns src as UTF-8, except that bytes that are not UTF-8 are passed
// through for [decodeBytes].
func text(src Source, e encoding) io.Reader {
	section := io.NewSectionReader(src, int64(e.bom), src.Size()-int64(e.bom))
	if !e.wide {
		return section
	}
	return &wideReader{src: section, bigEndian: e.bigEndian}
}

// wideReader decodes UTF-16. Lone surrogates and an odd last byte become
// U+FFFD.
type wideReader struct {
	src       io.Reader
	bigEndian bool
	raw       [8 << 10]byte
	kept      int    // bytes of raw left over from the last read
	out       []byte // decoded but not yet returned
	buf       []byte
	err       error
}

func (r *wideReader) Read(p []byte) (int, error) {
	for len(r.out) == 0 && r.err == nil {
		n, err := io.ReadFull(r.src, r.raw[r.kept:])
		r.err = err
		if err == io.ErrUnexpectedEOF {
			r.err = io.EOF
		}
		r.decode(r.kept + n)
	}
	if len(r.out) == 0 {
		return 0, r.err
	}
	n := copy(p, r.out)
	r.out = r.out[n:]
	return n, nil
}

// decode converts the first n bytes of raw to UTF-8 and keeps an odd byte or
// half a surrogate pair for the next read.
func (r *wideReader) decode(n int) {
	r.buf = r.buf[:0]
	last := r.err != nil
	i := 0
	for ; i+1 < n; i += 2 {
		c := rune(r.unit(i))
		if utf16.IsSurrogate(c) {
			if i+3 >= n && !last {
				break
			}
			pair := utf8.RuneError
			if i+3 < n {
				pair = utf16.DecodeRune(c, rune(r.unit(i+2)))
			}
			if pair != utf8.RuneError {
				i += 2
			}
			c = pair
		}
		r.buf = utf8.AppendRune(r.buf, c)
	}
	if last && i < n {
		r.buf = utf8.AppendRune(r.buf, utf8.RuneError)
		i = n
	}
	r.kept = copy(r.raw[:], r.raw[i:n])
	r.out = r.buf
}

func (r *wideReader) unit(i int) uint16 {
	if r.bigEndian {
		return uint16(r.raw[i])<<8 | uint16(r.raw[i+1])
	}
	return uint16(r.raw[i+1])<<8 | uint16(r.raw[i])
}

// decodeBytes appends b to dst as UTF-8. It reads bytes that are not UTF-8 in
// the given character set, one by one, so that a file with pasted lines of both
// kinds keeps all its letters. It returns the number of such bytes and the
// number of non-ASCII characters that were valid UTF-8.
func decodeBytes(dst, b []byte, set *charmap.Charmap) (text []byte, single, multi int) {
	for len(b) > 0 {
		c, size := utf8.DecodeRune(b)
		switch {
		case c == utf8.RuneError && size == 1:
			c = set.DecodeByte(b[0])
			single++
		case size > 1:
			multi++
		}
		dst = utf8.AppendRune(dst, c)
		b = b[size:]
	}
	return dst, single, multi
}

// EncodedOnce undoes a mistake of programs that take UTF-8 for Windows-1252 and
// encode it again: "ZoÃ«" was Zoë. It returns other texts as they are.
func EncodedOnce(s string) string {
	if strings.IndexByte(s, "Ã"[0]) < 0 {
		return s // "Â" and "â" begin with the same byte
	}
	once := make([]byte, 0, len(s))
	for _, c := range s {
		b, ok := charmap.Windows1252.EncodeRune(c)
		switch {
		case ok:
		case c < 0x80 || c > 0x9f:
			return s
		default:
			b = byte(c) // Windows-1252 leaves a few bytes undefined; programs keep them
		}
		once = append(once, b)
	}
	if !utf8.Valid(once) {
		return s
	}
	return string(once)
}
