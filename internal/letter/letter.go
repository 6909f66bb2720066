package letter

import (
	"errors"
	"fmt"
	"time"
)

// Form is how invitations are laid out.
type Form string

// The forms.
const (
	Letters Form = "letter"
	Cards   Form = "card"
)

// Letter is what one invitation on paper says.
type Letter struct {
	Community string
	Name      string // who is invited
	FirstName string // how they are greeted
	// Street and Town are the two lines of the home's address; empty where there is
	// none.
	Street, Town string
	// Inviter is who invites, or the community's name.
	Inviter string
	// Email is what the code is typed with. Empty: an email of their choice, which
	// is proved by a mail.
	Email string
	Code  string // XXXX-XXXX-XXXX-XXXX
	// Link is what the QR code opens, Page what a person types instead.
	Link, Page string
	Ends       time.Time // in the community's time zone
	Date       time.Time // of the letter, in the same zone
	ReplyTo    string    // whom to ask; may be empty
}

// ErrGlyph says that a letter cannot show what it has to: see [Shows].
var ErrGlyph = errors.New("the font does not have all of its characters")

// Shows reports whether name, home, community and inviter can be set without
// leaving out a character.
func (l Letter) Shows() bool {
	for _, s := range []string{l.Community, l.Name, l.FirstName, l.Street, l.Town, l.Inviter, l.Email, l.ReplyTo} {
		if !Shows(s) {
			return false
		}
	}
	return true
}

// home is the address on one line.
func (l Letter) home() string {
	if l.Street == "" || l.Town == "" {
		return l.Street + l.Town
	}
	return l.Street + ", " + l.Town
}

// invitation is who invites to what.
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

// about is what Communitrak is.
func (l Letter) about() string {
	return fmt.Sprintf("Communitrak is where %s keeps in touch with its residents online.", l.Community)
}

// signIn is what is typed besides the code.
func (l Letter) signIn() string {
	if l.Email == "" {
		return "You’ll enter your email and choose a password. We’ll send a mail to that address to make sure it’s yours; open the link in it, and you’re in."
	}
	return "You’ll need the email the community has for you, " + l.Email + ", and a password of your choice."
}

// ends is when the invitation does.
func (l Letter) ends() string { return l.Ends.Format("Jan 2, 2006 at 3:04 PM MST") }
