package roster

// Look is how a community shows itself to its members, in mails, on pages and in
// the console.
type Look struct {
	// Color is of its buttons, #rrggbb; empty: Communitrak's own.
	Color string
	// Welcome is one line that greets residents; may be empty.
	Welcome string
	// MailingAddress stands at the foot of its mails, one line; empty: the
	// stack's.
	MailingAddress string
	// Logo is the zero value for a community without one.
	Logo Logo
}

// MaxWelcome and MaxMailingAddress are in characters.
const (
	MaxWelcome        = 140
	MaxMailingAddress = 200
)

// Logo names a picture and says how large it is, in pixels. Who knows the
// identifier may see the picture: it stands in mails.
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
