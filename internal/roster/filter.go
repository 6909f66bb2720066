package roster

import (
	"slices"
	"strings"
)

// MailState is what a list shows of an invitation: the state of its mail, or
// that the invitation itself is over.
type MailState string

// The states in addition to those of [DeliveryState].
const (
	// MailExpired means that the invitation expired, through no fault of its
	// mail.
	MailExpired MailState = "expired"
	// MailRevoked means that somebody ended the invitation.
	MailRevoked MailState = "revoked"
)

// Troubled reports whether all members in this state need attention.
func (s MailState) Troubled() bool {
	return s == MailExpired || s == MailRevoked || DeliveryState(s).Troubled()
}

// Mail returns what a list shows of m's invitation; it is empty for active
// members and profiles, who have none. Whether the invitation expired comes
// from m.Attention, as the counts do, and not from the clock.
func (m Member) Mail() MailState {
	state := m.Invitation.Delivery.State
	switch {
	case m.Status == Revoked:
		return MailRevoked
	case m.Status != Pending:
		return ""
	case m.Attention && !state.Troubled():
		return MailExpired
	default:
		return MailState(state)
	}
}

// MemberFilter picks members; empty fields do not count.
type MemberFilter struct {
	// Street is one or more whole words of the home's address, such as a street
	// or a section.
	Street string
	Role   Role
	Mail   MailState
	Need   Need
	// Import is the import that created the member.
	Import string
	// Waves are the waves of the import up to the wanted one: the member is
	// picked by the last, and by none before it.
	Waves []WaveFilter
}

// Empty reports whether the filter picks everybody.
func (f MemberFilter) Empty() bool {
	return f.Street == "" && f.Role == NoRole && f.Mail == "" && f.Need == "" && f.Import == "" && len(f.Waves) == 0
}

// Matches reports whether the filter picks m, as far as the member alone tells:
// see MatchesHome for the waves.
func (f MemberFilter) Matches(m Member, p Preferences) bool {
	return (f.Street == "" || containsWords(WithoutCommas(m.Address), WithoutCommas(f.Street))) &&
		(f.Role == NoRole || m.EffectiveRole(p) == f.Role) &&
		(f.Mail == "" || m.Mail() == f.Mail) &&
		(f.Need == "" || m.Need() == f.Need) &&
		(f.Import == "" || m.Origin.Import == f.Import)
}

// MatchesHome reports whether the waves pick a member with that role in a
// household at p.
func (f MemberFilter) MatchesHome(p Property, role HouseholdRole) bool {
	if len(f.Waves) == 0 {
		return true
	}
	before, meant := f.Waves[:len(f.Waves)-1], f.Waves[len(f.Waves)-1]
	return meant.Matches(p, role) && !slices.ContainsFunc(before, func(w WaveFilter) bool { return w.Matches(p, role) })
}

// WithoutCommas returns an address as filters compare it: commas separate words
// as spaces do.
func WithoutCommas(s string) string { return strings.ReplaceAll(s, ",", " ") }

// UpToWave returns the filters of the waves up to the one with that number, in
// the order in which they are released. It returns ErrNotFound if there is no
// such wave.
func (s Sending) UpToWave(number int) ([]WaveFilter, error) {
	var filters []WaveFilter
	waves := slices.Clone(s.Waves)
	slices.SortStableFunc(waves, func(a, b Wave) int { return a.At.Compare(b.At) })
	for _, w := range waves {
		filters = append(filters, w.WaveFilter)
		if w.Number == number {
			return filters, nil
		}
	}
	return nil, ErrNotFound
}
