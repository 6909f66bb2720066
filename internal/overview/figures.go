package overview

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"communitrak/internal/address"
	"communitrak/internal/roster"
)

// Figures are how far a community is.
type Figures struct {
	// At is when they were counted.
	At time.Time
	// Zone is the time zone whose weeks are counted in.
	Zone string
	// Invited counts everybody whose invitation stands or was taken up: Pending
	// and Active. Delivered are those of them whom it reached: their mail arrived,
	// or they are active.
	Invited, Delivered, Active int
	// Attention counts who needs it, as the members' list does: Revoked, and those
	// stuck for the reasons Bounced, Complained, Failed and Expired.
	Attention, Revoked int
	// WithoutEmail counts who is known and cannot be invited for want of an email.
	WithoutEmail int
	// Weeks are by their Monday, such as 2026-03-02.
	Weeks map[string]Progress
	// Areas are streets and sections as [address.Area] names them; of no area are
	// those without a home, and those of a community with more than maxAreas.
	Areas map[string]Progress
	Waves map[Wave]WaveProgress
	Stuck map[Reason]Stuck
}

// Progress is how many were invited and how many of them are active.
type Progress struct{ Invited, Active int }

// Wave is a part of the members that an import made: those whose mail one of its
// waves released, or with Number 0 all others.
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

// WaveProgress is how those of a wave fare. Held are mails that wait for their
// release.
type WaveProgress struct{ Invited, Held, Delivered, Active int }

// Reason is why somebody who was invited does not get further.
type Reason string

// The reasons, those first that somebody has to do something about.
const (
	// Bounced: the address takes no mail, or the mail service sends there no more.
	Bounced Reason = "bounced"
	// Failed: the mail could not be sent.
	Failed Reason = "failed"
	// Expired: the invitation has ended.
	Expired Reason = "expired"
	// NotActivated: mailed a week ago or longer, and not active.
	NotActivated Reason = "not_activated"
	// NotSent: nobody has asked for the mail yet.
	NotSent Reason = "not_sent"
	// NoEmail: known to the community, and without an email.
	NoEmail Reason = "no_email"
	// Held: an import keeps the mail back until it is released.
	Held Reason = "held"
	// Complained: the mail was marked as spam; nothing more is sent.
	Complained Reason = "complained"

	notStuck Reason = ""
)

// Reasons lists the reasons.
func Reasons() []Reason {
	return []Reason{Bounced, Failed, Expired, NotActivated, NotSent, NoEmail, Held, Complained}
}

// Resendable reports whether sending the invitation again is what helps.
func (r Reason) Resendable() bool {
	switch r {
	case Failed, Expired, NotActivated, NotSent:
		return true
	default:
		return false
	}
}

// Stuck are those who are stuck for one reason. Members names up to maxNamed of
// them where sending again helps.
type Stuck struct {
	Count   int
	Members []string
}

const (
	// quietTime is how long after their mail people are waited for.
	quietTime = 7 * 24 * time.Hour
	// maxNamed is as many members as one request resends.
	maxNamed = 400
	// maxAreas and maxWaves keep what is stored small.
	maxAreas = 1000
	maxWaves = 500
)

func newFigures(at time.Time, zone string) Figures {
	return Figures{At: at, Zone: zone, Weeks: map[string]Progress{}, Areas: map[string]Progress{}, Waves: map[Wave]WaveProgress{}, Stuck: map[Reason]Stuck{}}
}

// add counts one more member, in the weeks of the zone.
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

// reached reports whether the mail lies in its mailbox. What is marked as spam
// does.
func reached(s roster.DeliveryState) bool {
	return s == roster.DeliveryDelivered || s == roster.DeliveryComplained
}

// reasonOf says why the member does not get further. Whether an invitation has
// ended is what was noted of it last, as the members' list has it.
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
	case m.Invitation.Lapsed:
		return Expired
	case state == roster.DeliveryHeld:
		return Held
	case state == roster.DeliveryNone:
		return NotSent
	case at.Sub(m.Invitation.AskedAt) >= quietTime:
		return NotActivated
	default:
		return notStuck
	}
}

// weekOf names the week of a moment by its Monday.
func weekOf(at time.Time, zone *time.Location) string {
	return mondayOf(at, zone).Format(time.DateOnly)
}

func mondayOf(at time.Time, zone *time.Location) time.Time {
	at = at.In(zone)
	return at.AddDate(0, 0, -(int(at.Weekday())+6)%7)
}

// Week is what happened in a week, which its Monday names.
type Week struct {
	Monday string
	Progress
}

// LatestWeeks are the n weeks up to the one in which the figures were counted,
// oldest first, and what came before them.
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
