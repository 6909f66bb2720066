package roster

import "time"

// Account is a person's sign-in, the same one in all his communities.
type Account struct {
	// Person is the keyed hash of the email, the account's identifier.
	Person string
	Email  string
	// Password is the encoded hash of the password.
	Password string
	// Confirmed: the mailbox is proved. An account made by the code alone is
	// not, opens one community only and is taken over by the first proof.
	Confirmed bool
	// Staff is Support.
	Staff bool
	// Factor is what Support proves beside the password.
	Factor SecondFactor
	// Epoch rises with what ends all sessions: a session of another epoch is over.
	Epoch     int
	CreatedAt time.Time
	Rev       int
}

// NewAccount is a new sign-in for the person. Its epoch starts at the clock, so
// that a session of an account that the person had before, and that was
// disowned, does not open this one.
func NewAccount(person, email, passwordHash string, confirmed bool, now time.Time) Account {
	return Account{Person: person, Email: email, Password: passwordHash, Confirmed: confirmed, Epoch: int(now.UnixMilli()), CreatedAt: now}
}

// Take gives the account to who proved the mailbox: a new password, and all
// sessions end.
func (a Account) Take(passwordHash string) Account {
	a.Password = passwordHash
	a.Confirmed = true
	a.Epoch++
	return a
}

// SecondFactor is an authenticator app and the recovery codes for when it is
// lost. The zero SecondFactor is none.
type SecondFactor struct {
	// Seed is what the app's secret is derived from; empty: no app is set up.
	Seed string
	// Step is the time step of the latest code used: that code and older ones are
	// not taken again.
	Step int64
	// Recovery are the keyed hashes of the recovery codes that are left.
	Recovery []string
	Since    time.Time
}

// Link is what a person is in one community. While pending it keeps the email
// to one member; from the activation on it is the membership.
type Link struct {
	Person    string
	Community string
	Member    string
	Status    Status
	Role      Role
	Rev       int
}

// Session is a signed-in browser or program.
type Session struct {
	// ID is the hash of the token; the token itself is not kept.
	ID        string
	Person    string
	Epoch     int
	CreatedAt time.Time
	SeenAt    time.Time
	// EndsAt is the end whatever happens, Idle how long it lives unused.
	EndsAt time.Time
	Idle   time.Duration
}

// Live reports whether the session still counts at now for an account of that
// epoch.
func (s Session) Live(epoch int, now time.Time) bool {
	return s.Epoch == epoch && now.Before(s.EndsAt) && now.Before(s.SeenAt.Add(s.Idle))
}

// Ticket is a right that a mail carries, to set a new password or to disown an
// account, or that who proved the password has for some minutes. Its token is derived from ID and never stored.
type Ticket struct {
	ID     string
	Kind   TicketKind
	Person string
	// Epoch is the account's at the time: a ticket of a former password is void.
	Epoch     int
	Community string
	Member    string
	// Email is whose mailbox a claim would prove.
	Email  string
	EndsAt time.Time
	UsedAt time.Time
	Rev    int
}

// TicketKind is what a ticket is good for.
type TicketKind string

// The kinds of ticket.
const (
	TicketReset  TicketKind = "reset"
	TicketDisown TicketKind = "disown"
	// TicketFactor is shown on the screen, not mailed: it sets up a second factor.
	TicketFactor TicketKind = "second_factor"
	// TicketClaim only says where the mail goes that proves a mailbox.
	TicketClaim TicketKind = "claim"
)

// Valid reports whether the ticket can be used at now.
func (t Ticket) Valid(kind TicketKind, now time.Time) bool {
	return t.ID != "" && t.Kind == kind && t.UsedAt.IsZero() && now.Before(t.EndsAt)
}
