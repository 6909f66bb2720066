package roster

import "github.com/communitrak/onboarding/internal/brand"

// Branding is a community's branding in emails, on pages, and in the console.
type Branding struct {
	// Color is the color of its buttons, #rrggbb; empty means Communitrak's
	// own.
	Color string
	// Welcome is one line that greets residents; may be empty.
	Welcome string
	// MailingAddress is one line at the foot of its emails; empty means the
	// stack's.
	MailingAddress string
	// Logo is the zero value if the community has none.
	Logo Logo
}

// Look returns how the branding looks. base comes before the logo's path: the
// system's address in emails, and nothing on its own pages.
func (b Branding) Look(base string) brand.Look {
	look := brand.Look{Welcome: b.Welcome}
	if b.Color != "" {
		look.Palette = brand.PaletteOf(b.Color)
	}
	if b.Logo.ID != "" {
		look.LogoURL, look.Width, look.Height = base+brand.LogoPath+b.Logo.ID, b.Logo.Width, b.Logo.Height
	}
	return look
}

// MaxWelcome and MaxMailingAddress are in characters.
const (
	MaxWelcome        = 140
	MaxMailingAddress = 200
)

// Logo identifies a picture and gives its size in pixels. Anyone who knows the
// ID may see the picture, because emails show it.
type Logo struct {
	ID            string
	Width, Height int
}

// LogoPicture is a logo with its bytes.
type LogoPicture struct {
	Logo
	Community string
	Type      string // image/png or image/jpeg
	Bytes     []byte
}
