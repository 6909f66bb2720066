package letter

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"fmt"
	"io"
	"strings"

	"codeberg.org/go-pdf/fpdf"
	"github.com/boombuler/barcode/qr"
	"golang.org/x/text/unicode/norm"

	"github.com/communitrak/onboarding/internal/brand"
)

// Dimensions of a letter, in inches from the top left.
const (
	pageWidth, pageHeight = 8.5, 11.0
	margin                = 1.0
	textWidth             = pageWidth - 2*margin
	// The address block; see the package comment.
	addressLeft    = 1.0
	addressTop     = 2.625
	addressBottom  = 3.04
	addressWidth   = 3.25
	addressLeading = 11 * point
	// bodyTop is below the fold, outside what the window can show.
	bodyTop = 4.0

	point = 1.0 / 72
)

// Colors for text, secondary text, and rules.
type color struct{ r, g, b int }

var (
	ink   = color{24, 32, 38}
	muted = color{88, 99, 107}
	line  = color{196, 203, 208}
)

func colorOf(c brand.Color) color { return color{int(c.R), int(c.G), int(c.B)} }

// sheet is a PDF under construction. All text is normalized to NFC, because a
// combining accent would otherwise be drawn apart from its letter.
type sheet struct{ *fpdf.Fpdf }

// Write draws the letters in order. It returns ErrGlyph if one of them contains
// a character that cannot be shown.
func Write(w io.Writer, form Form, letters []Letter) error {
	s := sheet{fpdf.NewCustom(&fpdf.InitType{UnitStr: "in", SizeStr: "Letter"})}
	s.SetMargins(0, 0, 0)
	s.SetAutoPageBreak(false, 0)
	s.SetCatalogSort(true)
	s.SetTitle("Invitations", true)
	s.SetCreator("Communitrak", true)
	addFonts(s.Fpdf)
	for n, l := range letters {
		if !l.Shows() {
			return ErrGlyph
		}
		if n == 0 {
			s.SetCreationDate(l.Date)
			s.SetModificationDate(l.Date)
		}
		if err := s.add(form, n, l); err != nil {
			return err
		}
	}
	return s.Output(w)
}

func (s sheet) add(form Form, n int, l Letter) error {
	if form == Cards {
		if n%cardsPerPage == 0 {
			s.AddPage()
			s.cutMarks()
		}
		return s.card(n%cardsPerPage, l)
	}
	s.AddPage()
	return s.letter(l)
}

func (s sheet) font(style string, size float64, c color) {
	s.SetFont(sans, style, size)
	s.SetTextColor(c.r, c.g, c.b)
}

// text sets one line with its baseline at y. It shrinks text wider than width,
// and truncates it where shrinking further would make it illegible.
func (s sheet) text(x, y, width float64, style string, size float64, c color, words string) {
	const smallest = 7
	words = norm.NFC.String(words)
	s.font(style, size, c)
	for size > smallest && s.GetStringWidth(words) > width {
		size -= 0.5
		s.font(style, size, c)
	}
	if s.GetStringWidth(words) > width {
		runes := []rune(words)
		for len(runes) > 0 && s.GetStringWidth(string(runes)+"…") > width {
			runes = runes[:len(runes)-1]
		}
		words = string(runes) + "…"
	}
	s.Text(x, y, words)
}

// paragraph sets words starting at y on as many lines as needed, and returns
// where the next paragraph may begin.
func (s sheet) paragraph(x, y, width float64, style string, size float64, c color, words string) float64 {
	const leading = 1.4
	s.font(style, size, c)
	for _, l := range s.wrap(norm.NFC.String(words), width) {
		y += size * leading * point
		s.Text(x, y, l)
	}
	return y + size*leading*point/2
}

// wrap breaks words into lines no wider than width, splitting any word that is
// wider by itself.
func (s sheet) wrap(words string, width float64) (lines []string) {
	current := ""
	for _, word := range strings.Fields(words) {
		for s.GetStringWidth(word) > width {
			runes := []rune(word)
			n := len(runes)
			for n > 1 && s.GetStringWidth(string(runes[:n])) > width {
				n--
			}
			if current != "" {
				lines = append(lines, current)
				current = ""
			}
			lines, word = append(lines, string(runes[:n])), string(runes[n:])
		}
		longer := strings.TrimSpace(current + " " + word)
		if s.GetStringWidth(longer) > width {
			lines, longer = append(lines, current), word
		}
		current = longer
	}
	return append(lines, current)
}

// qr draws the code in a square of the given size, which includes the quiet
// zone of four modules that ISO/IEC 18004 requires.
func (s sheet) qr(x, y, size float64, content string) error {
	code, err := qr.Encode(content, qr.M, qr.Auto)
	if err != nil {
		return fmt.Errorf("drawing a QR code: %w", err)
	}
	const quiet = 4
	modules := code.Bounds().Dx()
	module := size / float64(modules+2*quiet)
	s.SetFillColor(0, 0, 0)
	for row := range modules {
		for from := 0; from < modules; {
			to := from
			for to < modules && dark(code.At(to, row)) {
				to++
			}
			if to > from {
				s.Rect(x+float64(from+quiet)*module, y+float64(row+quiet)*module, float64(to-from)*module, module, "F")
			}
			from = max(to, from+1)
		}
	}
	return nil
}

func dark(c interface{ RGBA() (r, g, b, a uint32) }) bool {
	r, _, _, _ := c.RGBA()
	return r < 0x8000
}

// banner is the space above the rule for a community's logo or name: the
// maximum size of a logo, in inches, the size of the name, in points, and the
// gap below either.
type banner struct{ width, height, size, gap float64 }

// head draws the community's logo, or its name if it has none, above y.
func (s sheet) head(x, y float64, l Letter, b banner) {
	if l.Look.logo == nil {
		s.text(x, y-b.gap, b.width, "B", b.size, colorOf(l.Look.name), l.Community)
		return
	}
	// The picture is embedded once for all letters.
	name := fmt.Sprintf("%x", sha256.Sum256(l.Look.logo))
	options := fpdf.ImageOptions{ImageType: "png"}
	info := s.RegisterImageOptionsReader(name, options, bytes.NewReader(l.Look.logo))
	if s.Err() {
		return // Output reports it
	}
	// A pixel is never larger than on a screen, so a small logo stays sharp.
	scale := min(72.0/96, b.width/info.Width(), b.height/info.Height())
	s.ImageOptions(name, x, y-b.gap/2-scale*info.Height(), scale*info.Width(), scale*info.Height(), false, options, 0, "")
}

// rule draws the line below a head.
func (s sheet) rule(x, y, width float64, c brand.Color) {
	drawn := colorOf(c)
	s.SetDrawColor(drawn.r, drawn.g, drawn.b)
	s.SetLineWidth(1.5 * point)
	s.Line(x, y, x+width, y)
}

// letter draws a letter on the current page.
func (s sheet) letter(l Letter) error {
	s.head(margin, 1.2, l, banner{width: 4.6, height: 0.5, size: 17, gap: 0.15})
	s.font("", 10, muted)
	date := l.Date.Format("January 2, 2006")
	s.Text(pageWidth-margin-s.GetStringWidth(date), 1.05, date)
	s.rule(margin, 1.2, textWidth, l.Look.rule)

	y := addressTop + capHeight(10)
	for _, words := range []string{l.Name, l.Street, l.Town} {
		if words != "" {
			s.text(addressLeft, y, addressWidth, "", 10, ink, words)
			y += addressLeading
		}
	}

	y = s.paragraph(margin, bodyTop, textWidth, "", 11, ink, "Hello "+cmp.Or(l.FirstName, l.Name)+",")
	y = s.paragraph(margin, y, textWidth, "B", 12, ink, l.invitation())
	y = s.paragraph(margin, y, textWidth, "", 11, ink, l.about())

	const square = 1.9
	top := y + 0.15
	s.SetDrawColor(line.r, line.g, line.b)
	s.SetLineWidth(point / 2)
	s.Rect(margin, top, textWidth, square+0.3, "D")
	if err := s.qr(margin+0.1, top+0.15, square, l.Link); err != nil {
		return err
	}
	left, width := margin+square+0.3, textWidth-square-0.5
	y = s.paragraph(left, top+0.12, width, "", 11, ink, "Point your phone’s camera at the square, and tap the link that shows up.")
	y = s.paragraph(left, y, width, "", 11, ink, "Or go to")
	s.text(left, y+0.1, width, "B", 12, ink, l.Page)
	y = s.paragraph(left, y+0.15, width, "", 11, ink, "and enter your invite code:")
	s.text(left, y+0.22, width, "B", 18, ink, l.Code)

	y = s.paragraph(margin, top+square+0.4, textWidth, "", 11, ink, l.signIn())
	y = s.paragraph(margin, y, textWidth, "B", 11, ink, "The invitation ends on "+l.ends()+".")
	s.paragraph(margin, y, textWidth, "", 9.5, muted, l.care())
	return nil
}

// care warns not to share the code, and says whom to contact.
func (l Letter) care() string {
	s := "The code is only for " + l.Name + " and works once. Please don’t pass it on."
	if l.ReplyTo != "" {
		s += " Questions, or not meant for you? Write to " + l.ReplyTo + "."
	}
	return s
}

// capHeight returns the height of capitals at the given size.
func capHeight(size float64) float64 { return 0.72 * size * point }

// Dimensions of a card, which takes a quarter of the page.
const (
	cardsPerPage          = 4
	cardWidth, cardHeight = pageWidth / 2, pageHeight / 2
	cardMargin            = 0.45
)

// cutMarks draws the lines along which a page of cards is cut.
func (s sheet) cutMarks() {
	s.SetDrawColor(line.r, line.g, line.b)
	s.SetLineWidth(point / 2)
	s.SetDashPattern([]float64{3 * point, 3 * point}, 0)
	s.Line(cardWidth, 0, cardWidth, pageHeight)
	s.Line(0, cardHeight, pageWidth, cardHeight)
	s.SetDashPattern(nil, 0)
}

// card draws a card in one quarter of the page, numbered 0 to 3 from the top
// left.
func (s sheet) card(quarter int, l Letter) error {
	left := float64(quarter%2)*cardWidth + cardMargin
	top := float64(quarter/2)*cardHeight + cardMargin
	const width = cardWidth - 2*cardMargin
	s.head(left, top+0.27, l, banner{width: width, height: 0.4, size: 13, gap: 0.11})
	s.rule(left, top+0.27, width, l.Look.rule)
	s.text(left, top+0.52, width, "B", 11, ink, l.Name)
	y := top + 0.52
	for _, words := range []string{l.Street, l.Town} {
		if words != "" {
			y += 0.165
			s.text(left, y, width, "", 9.5, muted, words)
		}
	}
	y = s.paragraph(left, y+0.03, width, "", 9, ink, l.cardInvitation())

	const square = 1.45
	if err := s.qr(left-0.1, y, square, l.Link); err != nil {
		return err
	}
	s.paragraph(left+square, y+0.3, width-square, "", 9, ink, "Point your phone’s camera at the square, and tap the link that shows up.")
	y += square
	s.text(left, y+0.12, width, "", 9, ink, "Or go to")
	s.text(left, y+0.3, width, "B", 9.5, ink, l.Page)
	s.text(left, y+0.48, width, "", 9, ink, "and enter your invite code:")
	s.text(left, y+0.75, width, "B", 15, ink, l.Code)
	y = s.paragraph(left, y+0.8, width, "", 8.5, ink, l.cardSignIn())
	s.paragraph(left, y-0.05, width, "B", 8.5, ink, "The invitation ends on "+l.ends()+".")
	return nil
}

func (l Letter) cardInvitation() string {
	if l.Inviter == "" || l.Inviter == l.Community {
		return l.Community + " invites you to join. " + l.about()
	}
	return l.Inviter + " invites you. " + l.about()
}

func (l Letter) cardSignIn() string {
	if l.Email == "" {
		return "Enter your email; you’ll choose a password from the link we email you."
	}
	return "Use the email the community has for you, " + l.Email + "."
}
