package roster

import "time"

// Account is a person's sign-in, the same in all their communities.
type Account struct {
	// Person is the keyed hash of the email, the account's identifier.
	Person string
	Email  string
	// Password is the encoded hash of the password.
	Password string
	// Confirmed means that the mailbox is proved. An account made by the code
	// alone is not confirmed: it opens only one community, and the first proof
	// takes it over.
	Confirmed bool
	// Staff marks an account of Support.
	Staff bool
	// Factor is what Support proves in addition to the password.
	Factor SecondFactor
	// Epoch rises whenever all sessions end: a session of another epoch is
	// over.
	Epoch     int
	CreatedAt time.Time
	Rev       int
}

// NewAccount returns a new sign-in for the person. Its epoch starts at the
// clock, so a session of an earlier, disowned account of the person does not
// open this one.
func NewAccount(person, email, passwordHash string, confirmed bool, now time.Time) Account {
	return Account{Person: person, Email: email, Password: passwordHash, Confirmed: confirmed, Epoch: int(now.UnixMilli()), CreatedAt: now}
}

// ResetPassword gives the account to whoever proved the mailbox: it gets a new
// password, and all sessions end.
func (a Account) ResetPassword(passwordHash string) Account {
	a.Password = passwordHash
	a.Confirmed = true
	a.Epoch++
	return a
}

// SecondFactor is an authenticator app, with recovery codes in case it is lost.
// The zero SecondFactor is none.
type SecondFactor struct {
	// Seed is what the app's secret is derived from; empty means that no app is
	// set up.
	Seed string
	// Step is the time step of the latest code used; that code and older ones
	// are not accepted again.
	Step int64
	// Recovery holds the keyed hashes of the remaining recovery codes.
	Recovery []string
	Since    time.Time
}

// Membership is a person's place in one community. It reserves the email for one
// member, who says how far they have come and what they may do.
type Membership struct {
	Person    string
	Community string
	Member    string
	// Ended means that the member was revoked or removed.
	Ended bool
	Rev   int
}

// Session is a signed-in browser or program.
type Session struct {
	// ID is the hash of the token; the token itself is not stored.
	ID        string
	Person    string
	Epoch     int
	CreatedAt time.Time
	SeenAt    time.Time
	// EndsAt is when the session ends at the latest, Idle how long it lives
	// unused.
	EndsAt time.Time
	Idle   time.Duration
}

// Live reports whether the session is valid at now for an account with that
// epoch.
func (s Session) Live(epoch int, now time.Time) bool {
	return s.Epoch == epoch && now.Before(s.EndsAt) && now.Before(s.SeenAt.Add(s.Idle))
}

// Ticket is a right to set a new password or to disown an account, carried by a
// mail, or the right to set up a second factor, held for a few minutes after
// proving the password. Its token is derived from ID and never stored.
type Ticket struct {
	ID     string
	Kind   TicketKind
	Person string
	// Epoch is the account's epoch when the ticket was made: a ticket for a
	// former password is void.
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
	// TicketFactor is shown on the screen, not mailed: it sets up a second
	// factor.
	TicketFactor TicketKind = "second_factor"
	// TicketClaim only says where to send the mail that proves a mailbox.
	TicketClaim TicketKind = "claim"
)

// Valid reports whether the ticket can be used at now.
func (t Ticket) Valid(kind TicketKind, now time.Time) bool {
	return t.ID != "" && t.Kind == kind && t.UsedAt.IsZero() && now.Before(t.EndsAt)
}
