package message

import (
	"net/url"

	"github.com/communitrak/onboarding/internal/brand"
)

// Frame surrounds an email's own text: the branding, and the sender. The zero
// value is Communitrak's own.
type Frame struct {
	Branding Branding
	// PostalAddress is the sender's, on one line; may be empty.
	PostalAddress string
}

// Branding is the branding of a community's emails. The URL of its logo is
// absolute; without a logo, the name is shown instead.
type Branding struct {
	// Name is the community's name; empty means Communitrak's own branding.
	Name string
	brand.Look
}

// The maximum size at which a logo is shown, in pixels.
const (
	maxLogoWidth  = 200
	maxLogoHeight = 48
)

// Colors returns the colors of the buttons.
func (f Frame) Colors() brand.Palette { return f.Branding.Look.Colors() }

// HasLogo reports whether there is a logo that can be shown. An email is sent
// without one rather than not at all.
func (f Frame) HasLogo() bool {
	u, err := url.Parse(f.Branding.LogoURL)
	return err == nil && (u.Scheme == "https" || u.Scheme == "http") && u.Host != "" && f.Branding.Width > 0 && f.Branding.Height > 0
}

// LogoWidth returns the displayed width of the logo, in pixels, for mail
// clients without CSS.
func (f Frame) LogoWidth() int { return f.shown(f.Branding.Width) }

// LogoHeight returns the displayed height of the logo, in pixels.
func (f Frame) LogoHeight() int { return f.shown(f.Branding.Height) }

// shown returns the displayed length of a side of the logo: it is never
// enlarged.
func (f Frame) shown(side int) int {
	scale := min(1, float64(maxLogoWidth)/float64(f.Branding.Width), float64(maxLogoHeight)/float64(f.Branding.Height))
	return max(1, int(float64(side)*scale+0.5))
}
