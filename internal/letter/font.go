package letter

import (
	"sync"
	"unicode"

	"codeberg.org/go-pdf/fpdf"
	"github.com/go-fonts/liberation/liberationsansbold"
	"github.com/go-fonts/liberation/liberationsansregular"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/text/unicode/norm"
)

const sans = "sans"

func addFonts(pdf *fpdf.Fpdf) {
	pdf.AddUTF8FontFromBytes(sans, "", liberationsansregular.TTF)
	pdf.AddUTF8FontFromBytes(sans, "B", liberationsansbold.TTF)
}

var fonts = sync.OnceValues(func() (parsed []*sfnt.Font, err error) {
	for _, ttf := range [][]byte{liberationsansregular.TTF, liberationsansbold.TTF} {
		f, err := sfnt.Parse(ttf)
		if err != nil {
			return nil, err
		}
		parsed = append(parsed, f)
	}
	return parsed, nil
})

// Shows reports whether s can be set as written: every character has a glyph in
// both weights, runs left to right, and does not combine with others.
func Shows(s string) bool {
	parsed, err := fonts()
	if err != nil {
		return false
	}
	var buffer sfnt.Buffer
	for _, r := range norm.NFC.String(s) {
		if !unicode.In(r, unicode.Latin, unicode.Greek, unicode.Cyrillic, unicode.Common) || unicode.In(r, unicode.Cc, unicode.Cf) || r > 0xFFFF {
			return false
		}
		for _, f := range parsed {
			if glyph, err := f.GlyphIndex(&buffer, r); err != nil || glyph == 0 {
				return false
			}
		}
	}
	return true
}
