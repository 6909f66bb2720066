package overview

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/communitrak/onboarding/internal/address"
	"github.com/communitrak/onboarding/internal/roster"
)

// Figures are a community's onboarding figures.
type Figures struct {
	// At is when the count started.
	At time.Time
	// Zone is the time zone that weeks are in.
	Zone string
	// Invited counts everybody with an open or accepted invitation: Pending and
	// Active. Delivered counts those of them whom it reached: their mail
	// arrived, or they are active.
	Invited, Delivered, Active int
	// Attention counts members who need attention, as the member list does:
	// Revoked, and those stuck for the reasons Bounced, Complained, Failed, and
	// Expired.
	Attention, Revoked int
	// WithoutEmail counts members who cannot be invited because they have no
	// email.
	WithoutEmail int
	// Weeks is keyed by Monday, such as 2026-03-02.
	Weeks map[string]Progress
	// Areas is keyed by street or section, as named by [address.Area]. The area
	// "" is for members without a home and, in a community with more than
	// maxAreas, for the rest.
	Areas map[string]Progress
	Waves map[Wave]WaveProgress
	Stuck map[Reason]Stuck
}

// Progress is how many were invited and how many became active.
type Progress struct{ Invited, Active int }

// Wave is a group of members created by an import: those whose mail was
// released in that wave, or all others if Number is 0.
type Wave struct {
	Import string
	Number int
}

// MarshalText implements encoding.TextMarshaler.
func (w Wave) MarshalText() ([]byte, error) {
	return fmt.Appendf(nil, "%d#%s", w.Number, w.Import), nil
}

// UnmarshalText implements encoding.TextUnmarshaler.
func (w *Wave) UnmarshalText(text []byte) (err error) {
	number, job, _ := strings.Cut(string(text), "#")
	w.Import = job
	w.Number, err = strconv.Atoi(number)
	return err
}

// WaveProgress is the progress of a wave. Held counts mails waiting for their
// release.
type WaveProgress struct{ Invited, Held, Delivered, Active int }

// Reason is why an invited member is stuck.
type Reason string

// The reasons, starting with those that require action.
const (
	// Bounced means that the address rejects mail or is suppressed by the mail
	// service.
	Bounced Reason = "bounced"
	// Failed means that the mail could not be sent.
	Failed Reason = "failed"
	// Expired means that the invitation has expired.
	Expired Reason = "expired"
	// NotActivated means that the mail was requested at least a week ago and
	// the member is not active.
	NotActivated Reason = "not_activated"
	// NotSent means that nobody has requested the mail yet.
	NotSent Reason = "not_sent"
	// NoEmail means that the member has no email.
	NoEmail Reason = "no_email"
	// Held means that an import holds the mail until it is released.
	Held Reason = "held"
	// Complained means that the mail was marked as spam; nothing more is sent.
	Complained Reason = "complained"

	notStuck Reason = ""
)

// Reasons returns all reasons.
func Reasons() []Reason {
	return []Reason{Bounced, Failed, Expired, NotActivated, NotSent, NoEmail, Held, Complained}
}

// Resendable reports whether resending the invitation helps.
func (r Reason) Resendable() bool {
	switch r {
	case Failed, Expired, NotActivated, NotSent:
		return true
	default:
		return false
	}
}

// Stuck are the members stuck for one reason. Members lists up to maxNamed of
// them if resending helps.
type Stuck struct {
	Count   int
	Members []string
}

const (
	// quietPeriod is how long a member has to react to the mail.
	quietPeriod = 7 * 24 * time.Hour
	// maxNamed is the most members that one request can resend to.
	maxNamed = 400
	// maxAreas and maxWaves keep what is stored small.
	maxAreas = 1000
	maxWaves = 500
)

func newFigures(at time.Time, zone string) Figures {
	return Figures{At: at, Zone: zone, Weeks: map[string]Progress{}, Areas: map[string]Progress{}, Waves: map[Wave]WaveProgress{}, Stuck: map[Reason]Stuck{}}
}

// add counts one more member. Weeks are in the zone.
func (f *Figures) add(m roster.Member, zone *time.Location) {
	if m.Attention {
		f.Attention++
	}
	switch m.Status {
	case roster.Revoked:
		f.Revoked++
	case roster.Profile:
		f.WithoutEmail++
	case roster.Pending, roster.Active:
		f.addInvited(m, zone)
	}
	if why := reasonOf(m, f.At); why != notStuck {
		f.addStuck(why, m.ID)
	}
}

func (f *Figures) addInvited(m roster.Member, zone *time.Location) {
	one := WaveProgress{Invited: 1}
	switch {
	case m.Status == roster.Active:
		one.Active, one.Delivered = 1, 1
		addTo(f.Weeks, weekOf(m.ActivatedAt, zone), Progress{Active: 1})
	case reached(m.Invitation.Delivery.State):
		one.Delivered = 1
	case m.Invitation.Delivery.State == roster.DeliveryHeld:
		one.Held = 1
	}
	f.Invited++
	f.Delivered += one.Delivered
	f.Active += one.Active
	addTo(f.Weeks, weekOf(m.Origin.At, zone), Progress{Invited: 1})

	area := address.Area(m.Address)
	if _, known := f.Areas[area]; !known && len(f.Areas) >= maxAreas {
		area = ""
	}
	addTo(f.Areas, area, Progress{one.Invited, one.Active})

	wave := Wave{m.Origin.Import, m.Invitation.Wave}
	sum, known := f.Waves[wave]
	if wave.Import == "" || !known && len(f.Waves) >= maxWaves {
		return
	}
	f.Waves[wave] = WaveProgress{sum.Invited + 1, sum.Held + one.Held, sum.Delivered + one.Delivered, sum.Active + one.Active}
}

func addTo(sums map[string]Progress, name string, by Progress) {
	sum := sums[name]
	sums[name] = Progress{sum.Invited + by.Invited, sum.Active + by.Active}
}

func (f *Figures) addStuck(why Reason, member string) {
	stuck := f.Stuck[why]
	stuck.Count++
	if why.Resendable() && len(stuck.Members) < maxNamed {
		stuck.Members = append(stuck.Members, member)
	}
	f.Stuck[why] = stuck
}

// reached reports whether the mail arrived in the mailbox, which includes mail
// marked as spam.
func reached(s roster.DeliveryState) bool {
	return s == roster.DeliveryDelivered || s == roster.DeliveryComplained
}

// reasonOf returns why the member is stuck. Whether an invitation has expired
// is taken from what was last recorded, as in the member list.
func reasonOf(m roster.Member, at time.Time) Reason {
	switch {
	case m.Status == roster.Profile:
		return NoEmail
	case m.Status != roster.Pending:
		return notStuck
	}
	switch m.Invitation.Delivery.State {
	case roster.DeliveryBounced, roster.DeliverySuppressed:
		return Bounced
	case roster.DeliveryComplained:
		return Complained
	case roster.DeliveryFailed:
		return Failed
	}
	switch state := m.Invitation.Delivery.State; {
	case m.Invitation.ExpiryRecorded:
		return Expired
	case state == roster.DeliveryHeld:
		return Held
	case state == roster.DeliveryNone:
		return NotSent
	case at.Sub(m.Invitation.AskedAt) >= quietPeriod:
		return NotActivated
	default:
		return notStuck
	}
}

// weekOf returns the Monday of the week that contains at.
func weekOf(at time.Time, zone *time.Location) string {
	return mondayOf(at, zone).Format(time.DateOnly)
}

func mondayOf(at time.Time, zone *time.Location) time.Time {
	at = at.In(zone)
	return at.AddDate(0, 0, -(int(at.Weekday())+6)%7)
}

// Week is the progress in the week starting on Monday.
type Week struct {
	Monday string
	Progress
}

// LatestWeeks returns the n weeks up to the one in which the figures were
// counted, oldest first, and the sum of everything before them.
func (f Figures) LatestWeeks(n int) (weeks []Week, before Progress) {
	monday := mondayOf(f.At, roster.Preferences{TimeZone: f.Zone}.Zone())
	for back := n - 1; back >= 0; back-- {
		name := monday.AddDate(0, 0, -7*back).Format(time.DateOnly)
		weeks = append(weeks, Week{name, f.Weeks[name]})
	}
	for week, p := range f.Weeks {
		if week < weeks[0].Monday {
			before = Progress{before.Invited + p.Invited, before.Active + p.Active}
		}
	}
	return weeks, before
}
