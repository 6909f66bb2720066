package roster

import (
	"slices"
	"strings"
)

// MailState is what a list shows of an invitation: the state of its mail, or that
// the invitation itself is over.
type MailState string

// The states beside those of [DeliveryState].
const (
	// MailExpired: the invitation ended, and its mail was not to blame.
	MailExpired MailState = "expired"
	// MailRevoked: somebody ended the invitation.
	MailRevoked MailState = "revoked"
)

// Troubled reports whether all members in the state need attention.
func (s MailState) Troubled() bool {
	return s == MailExpired || s == MailRevoked || DeliveryState(s).Trouble()
}

// Mail is what a list shows of m's invitation; empty for an active member and a
// profile, who have none. Whether it ended is taken from m.Attention, as the
// counts are, and not from the clock.
func (m Member) Mail() MailState {
	state := m.Invitation.Delivery.State
	switch {
	case m.Status == Revoked:
		return MailRevoked
	case m.Status != Pending:
		return ""
	case m.Attention && !state.Trouble():
		return MailExpired
	default:
		return MailState(state)
	}
}

// MemberFilter picks members; what is empty does not count.
type MemberFilter struct {
	// Street is one or more whole words of the home's address, such as a street or
	// a section.
	Street string
	Role   Role
	Mail   MailState
	Need   Need
	// Import made the member.
	Import string
	// Waves are those of the import up to the one that is meant: the last picks the
	// member, and none before it does.
	Waves []WaveFilter
}

// Empty reports whether the filter picks everybody.
func (f MemberFilter) Empty() bool {
	return f.Street == "" && f.Role == NoRole && f.Mail == "" && f.Need == "" && f.Import == "" && len(f.Waves) == 0
}

// Holds reports whether the filter picks m, as far as the member alone tells:
// see HoldsAt for the waves.
func (f MemberFilter) Holds(m Member, p Preferences) bool {
	return (f.Street == "" || holdsWords(withoutCommas(m.Address), withoutCommas(f.Street))) &&
		(f.Role == NoRole || m.EffectiveRole(p) == f.Role) &&
		(f.Mail == "" || m.Mail() == f.Mail) &&
		(f.Need == "" || m.Need() == f.Need) &&
		(f.Import == "" || m.Origin.Import == f.Import)
}

// HoldsAt reports whether the waves pick a member of that role in a household at p.
func (f MemberFilter) HoldsAt(p Property, role HouseholdRole) bool {
	if len(f.Waves) == 0 {
		return true
	}
	before, meant := f.Waves[:len(f.Waves)-1], f.Waves[len(f.Waves)-1]
	return meant.Holds(p, role) && !slices.ContainsFunc(before, func(w WaveFilter) bool { return w.Holds(p, role) })
}

func withoutCommas(s string) string { return strings.ReplaceAll(s, ",", " ") }

// UpToWave are the filters of the waves up to the one of that number, in the order
// in which they are released. ErrNotFound: there is no such wave.
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
