package message

import (
	"net/url"

	"communitrak/internal/brand"
)

// Frame is what stands around a mail's own text: whose it looks like, and who
// sends it. The zero value is Communitrak's own.
type Frame struct {
	Look Look
	// PostalAddress is of who sends the mail, one line; may be empty.
	PostalAddress string
}

// Look is how a community's mails look.
type Look struct {
	// Name is the community's; empty: the mail is Communitrak's own.
	Name string
	// Welcome is one line that greets residents; may be empty.
	Welcome string
	// Color is of the buttons, #rrggbb; empty: Communitrak's own.
	Color string
	// LogoURL is an absolute address, of a picture of that size; empty: the
	// community has none, and its name stands there.
	LogoURL       string
	Width, Height int
}

// The largest that a logo is shown, in pixels.
const (
	maxLogoWidth  = 200
	maxLogoHeight = 48
)

// Colors are those of the buttons.
func (f Frame) Colors() brand.Palette { return brand.PaletteOf(f.Look.Color) }

// HasLogo reports whether there is a logo that can be shown. A mail that is owed
// goes out without one rather than not at all.
func (f Frame) HasLogo() bool {
	u, err := url.Parse(f.Look.LogoURL)
	return err == nil && (u.Scheme == "https" || u.Scheme == "http") && u.Host != "" && f.Look.Width > 0 && f.Look.Height > 0
}

// LogoWidth is how wide the logo is shown, in pixels. Mail programs that know no
// styles go by it.
func (f Frame) LogoWidth() int { return f.shown(f.Look.Width) }

// LogoHeight is how high the logo is shown, in pixels.
func (f Frame) LogoHeight() int { return f.shown(f.Look.Height) }

// shown is a side of the logo as it is shown: never larger than it is.
func (f Frame) shown(side int) int {
	scale := min(1, float64(maxLogoWidth)/float64(f.Look.Width), float64(maxLogoHeight)/float64(f.Look.Height))
	return max(1, int(float64(side)*scale+0.5))
}
