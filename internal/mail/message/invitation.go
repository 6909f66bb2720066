package message

import "time"

// Invitation is the email that invites a resident.
type Invitation struct {
	Frame
	Community string // the community's name
	Inviter   string // a person, or the community's sender name
	FirstName string // the resident's; may be empty
	Home      string // an address or a lot, if known; may be empty

	Code string    // XXXX-XXXX-XXXX-XXXX
	Ends time.Time // in the community's time zone

	ActivateURL string // opens the activation page; code and proof are in the fragment
	DeclineURL  string // This is not for me
	ReplyTo     string // where replies go; may be empty
}

// Render fails with ErrMissing without a community, code, or end date, and with
// ErrLink for an unusable link.
func (m Invitation) Render() (Message, error) { return render("invitation", m, m.required()...) }

func (m Invitation) required() []requirement {
	return []requirement{
		present("community", m.Community), present("code", m.Code), dated("end date", m.Ends),
		linked("activation link", m.ActivateURL), linked("decline link", m.DeclineURL),
	}
}

// Reminder is sent once, two days before an invitation ends.
type Reminder Invitation

// Render fails as [Invitation.Render] does.
func (m Reminder) Render() (Message, error) {
	return render("reminder", m, Invitation(m).required()...)
}

// Claim goes to the address that somebody entered with the code of a letter. It
// names no resident, because the address may be anybody's.
type Claim struct {
	Frame
	Community   string
	Ends        time.Time // in the community's time zone
	ActivateURL string    // opens the activation page; email, code, and claim are in the fragment
	ReplyTo     string    // may be empty
}

// Render fails with ErrMissing without a community or end date, and with
// ErrLink for an unusable link.
func (m Claim) Render() (Message, error) {
	return render("claim", m, present("community", m.Community), dated("end date", m.Ends), linked("activation link", m.ActivateURL))
}

// DoorsOpen tells somebody who activated behind the Black Curtain that they can
// now sign in.
type DoorsOpen struct {
	Frame
	Community string
	FirstName string // may be empty
	SignInURL string
	ReplyTo   string // may be empty
}

// Render fails with ErrMissing without a community, and with ErrLink for an
// unusable link.
func (m DoorsOpen) Render() (Message, error) {
	return render("doorsopen", m, present("community", m.Community), linked("sign-in link", m.SignInURL))
}

// LostPending answers *I lost the mail*: one email for all communities of the
// address.
type LostPending struct {
	Frame
	Pending []PendingInvitation // what can still be activated
	Active  []string            // names of the communities that were joined

	SignInURL string // required if Active is not empty
	ForgotURL string // likewise
}

// PendingInvitation is one invitation in [LostPending].
type PendingInvitation struct {
	Community   string
	Inviter     string    // may be empty
	Code        string    // XXXX-XXXX-XXXX-XXXX
	Ends        time.Time // in the community's time zone
	ActivateURL string
	DeclineURL  string
}

// Render fails with ErrMissing if there is nothing to say or an invitation
// lacks a part, and with ErrLink for an unusable link.
func (m LostPending) Render() (Message, error) {
	var required []requirement
	for _, p := range m.Pending {
		required = append(required, Invitation{
			Community: p.Community, Code: p.Code, Ends: p.Ends, ActivateURL: p.ActivateURL, DeclineURL: p.DeclineURL,
		}.required()...)
	}
	for _, community := range m.Active {
		required = append(required, present("community", community))
	}
	if len(m.Active) > 0 {
		required = append(required, linked("sign-in link", m.SignInURL), linked("forgot-password link", m.ForgotURL))
	}
	if len(required) == 0 {
		required = append(required, present("communities", ""))
	}
	return render("lost", m, required...)
}
