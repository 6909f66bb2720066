package letter

import (
	"errors"
	"fmt"
	"time"
)

// Form is the layout of printed invitations.
type Form string

// The forms.
const (
	Letters Form = "letter"
	Cards   Form = "card"
)

// Letter is the content of one printed invitation.
type Letter struct {
	Community string
	Name      string // the invitee's full name
	FirstName string // for the greeting
	// Street and Town are the two lines of the home's address, or empty.
	Street, Town string
	// Inviter is the person who invites, or the community's name.
	Inviter string
	// Email is the address to enter with the code. If empty, residents choose
	// their own, which an email then verifies.
	Email string
	Code  string // XXXX-XXXX-XXXX-XXXX
	// Link is what the QR code opens; Page is the address to type instead.
	Link, Page string
	Ends       time.Time // in the community's time zone
	Date       time.Time // date of the letter, in the same zone
	ReplyTo    string    // contact for questions; may be empty
	Look       Look      // the community's
}

// ErrGlyph reports that the font cannot show part of a letter; see [Shows].
var ErrGlyph = errors.New("the font does not have all of its characters")

// Shows reports whether every name, address, and email in the letter can be set
// without dropping a character.
func (l Letter) Shows() bool {
	for _, s := range []string{l.Community, l.Name, l.FirstName, l.Street, l.Town, l.Inviter, l.Email, l.ReplyTo} {
		if !Shows(s) {
			return false
		}
	}
	return true
}

// home returns the address on one line.
func (l Letter) home() string {
	if l.Street == "" || l.Town == "" {
		return l.Street + l.Town
	}
	return l.Street + ", " + l.Town
}

// invitation says who invites the resident, to which community.
func (l Letter) invitation() string {
	s := fmt.Sprintf("%s invites you to join %s", l.Inviter, l.Community)
	if l.Inviter == "" || l.Inviter == l.Community {
		s = l.Community + " invites you to join"
	}
	if home := l.home(); home != "" {
		s += ", for your home at " + home
	}
	return s + "."
}

// about says what Communitrak is.
func (l Letter) about() string {
	return fmt.Sprintf("Communitrak is where %s keeps in touch with its residents online.", l.Community)
}

// signIn says what to enter besides the code.
func (l Letter) signIn() string {
	if l.Email == "" {
		return "You’ll enter your email, and we’ll send a link to it to make sure it’s yours. Open the link, choose a password, and you’re in."
	}
	return "You’ll need the email the community has for you, " + l.Email + ", and a password of your choice."
}

// ends returns when the invitation expires.
func (l Letter) ends() string { return l.Ends.Format("Jan 2, 2006 at 3:04 PM MST") }
