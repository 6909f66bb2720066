package message

import "time"

// Declined tells the inviter that somebody chose *This is not for me*.
type Declined struct {
	Frame
	Community  string
	Name       string // of the person who was invited
	ConsoleURL string // the community's members in the console
}

// Render fails with ErrMissing without a community or name, and with ErrLink
// for an unusable link.
func (m Declined) Render() (Message, error) {
	return renderForInviter("declined", m, member{m.Community, m.Name, m.ConsoleURL})
}

// Disowned tells the inviter that an account was ended because the mailbox's
// owner said *this was not me*.
type Disowned Declined

// Render fails as [Declined.Render] does.
func (m Disowned) Render() (Message, error) {
	return renderForInviter("disowned", m, member{m.Community, m.Name, m.ConsoleURL})
}

// AskedAgain tells the inviter that somebody asked for an invitation that ended
// too long ago to be renewed automatically.
type AskedAgain struct {
	Frame
	Community  string
	Name       string    // of the person who was invited
	Ended      time.Time // in the community's time zone
	ConsoleURL string    // the community's members in the console
}

// Render fails as [Declined.Render] does, and without an end date.
func (m AskedAgain) Render() (Message, error) {
	return renderForInviter("askedagain", m, member{m.Community, m.Name, m.ConsoleURL}, dated("end date", m.Ended))
}

// Correction tells an administrator that a member asks for their home to be
// corrected. The request itself is in the member's history, and never in a
// mailbox.
type Correction struct {
	Frame
	Community  string
	Name       string // of the member
	Home       string // its address; empty if none is on record
	ConsoleURL string // the member's page in the console
}

// Render fails as [Declined.Render] does.
func (m Correction) Render() (Message, error) {
	return renderForInviter("correction", m, member{m.Community, m.Name, m.ConsoleURL})
}

// member is what every email to an inviter is about.
type member struct{ community, name, consoleURL string }

func renderForInviter(kind string, mail any, about member, further ...requirement) (Message, error) {
	required := append([]requirement{
		present("community", about.community), present("name", about.name), linked("console link", about.consoleURL),
	}, further...)
	return render(kind, mail, required...)
}
