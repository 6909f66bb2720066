package roster

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/communitrak/onboarding/internal/address"
)

// MailCounts counts the states of an import's invitation mails: waiting for
// the mail service, sent, delivered, and bounced, which includes suppressed and
// complained.
//
// Unheld counts those that its sending held back and no longer does, whether they
// were released, sent or withdrawn by hand, or deleted with their member.
type MailCounts struct{ Queued, Sent, Delivered, Bounced, Unheld int }

// Plus adds d.
func (m MailCounts) Plus(d MailCounts) MailCounts {
	return MailCounts{m.Queued + d.Queued, m.Sent + d.Sent, m.Delivered + d.Delivered, m.Bounced + d.Bounced, m.Unheld + d.Unheld}
}

// Minus subtracts d.
func (m MailCounts) Minus(d MailCounts) MailCounts {
	return MailCounts{m.Queued - d.Queued, m.Sent - d.Sent, m.Delivered - d.Delivered, m.Bounced - d.Bounced, m.Unheld - d.Unheld}
}

// MailCounts returns what the mail adds to the figures of its import.
func (i Intent) MailCounts() MailCounts {
	var m MailCounts
	switch {
	case !i.State.Final():
		m.Queued = 1
	case i.State == IntentSent:
		m.Sent = 1
	}
	switch i.Outcome {
	case DeliveryDelivered:
		m.Delivered = 1
	case DeliveryBounced, DeliverySuppressed, DeliveryComplained:
		m.Bounced = 1
	}
	return m
}

// Sending is how the held mails of an import are released: wave by wave, each
// in parts that wait for the outcome of the previous ones.
type Sending struct {
	State SendingState
	// HeldBack is how many mails the import has held back in all: see
	// [Sending.Held].
	HeldBack int
	// Waves are released in date order.
	Waves []Wave
	// WaveBaseline is the import's mails when the current wave began, and
	// RecentBaseline when roughly its latest hundred began: the wave is judged
	// by what came after.
	WaveBaseline, RecentBaseline MailCounts
	// Released is how many mails the current wave has released, and BatchLimit
	// how many it may release before the wave waits for their outcome. LatestAt
	// is when the latest was released.
	Released   int
	BatchLimit int
	LatestAt   time.Time
	// Large means that the wave may release so many that it waits for the first
	// ones.
	Large bool
	// Due is when to look again.
	Due time.Time
	// Reason says in words why sending stopped.
	Reason string
}

// SendingState is the state of sending an import's mails.
type SendingState string

// The states. SendingWaiting waits for a date or for the bounces of the first
// mails.
const (
	SendingNone    SendingState = ""
	SendingHeld    SendingState = "held"
	SendingWaiting SendingState = "waiting"
	SendingGoing   SendingState = "sending"
	SendingStopped SendingState = "stopped"
	SendingDone    SendingState = "sent"
)

// Active reports whether the schedule continues the sending.
func (s SendingState) Active() bool { return s == SendingWaiting || s == SendingGoing }

// Wave is a release of held mails: all, or those that a filter picks.
type Wave struct {
	Number int
	// At is when the wave begins.
	At time.Time
	WaveFilter
	// Cursor is the wave's position in the row results.
	Cursor   string
	Released int
	Done     bool
}

// WaveFilter picks the members to release; empty fields do not count.
type WaveFilter struct {
	// Area is a street or a section, as [address.Area] names it.
	Area string
	// Street is one or more whole words of a street address.
	Street string
	// LotFrom and LotTo bound the lot numbers, both inclusive.
	LotFrom, LotTo int
	Role           HouseholdRole
}

// String says whom the wave picks, and when, for the audit trail.
func (w Wave) String() string {
	said := []string{"from " + w.At.UTC().Format(time.RFC3339)}
	if w.Area != "" {
		said = append(said, "street or section "+w.Area)
	}
	if w.Street != "" {
		said = append(said, "street "+w.Street)
	}
	if w.LotFrom != 0 || w.LotTo != 0 {
		said = append(said, fmt.Sprintf("lots %d to %d", w.LotFrom, w.LotTo))
	}
	if w.Role != NoHouseholdRole {
		said = append(said, string(w.Role))
	}
	return strings.Join(said, ", ")
}

// MatchesAll reports whether the filter leaves nobody out.
func (f WaveFilter) MatchesAll() bool { return f == WaveFilter{} }

// Matches reports whether the filter picks a member with that role in a household
// at p.
func (f WaveFilter) Matches(p Property, role HouseholdRole) bool {
	if f.Role != NoHouseholdRole && f.Role != role {
		return false
	}
	if f.Area != "" && address.Area(p.Label) != f.Area {
		return false
	}
	if f.LotFrom != 0 || f.LotTo != 0 {
		n, ok := lotNumber(p)
		if !ok || n < f.LotFrom || f.LotTo != 0 && n > f.LotTo {
			return false
		}
	}
	return f.Street == "" || p.Kind == Street && containsWords(p.Address.Street, f.Street)
}

// lotNumber returns the first number in the lot's name: 12 in "B-12".
func lotNumber(p Property) (int, bool) {
	if p.Kind != Lot {
		return 0, false
	}
	isDigit := func(r rune) bool { return r >= '0' && r <= '9' }
	start := strings.IndexFunc(p.Address.Lot, isDigit)
	if start < 0 {
		return 0, false
	}
	digits := p.Address.Lot[start:]
	if end := strings.IndexFunc(digits, func(r rune) bool { return !isDigit(r) }); end >= 0 {
		digits = digits[:end]
	}
	n, err := strconv.Atoi(digits)
	return n, err == nil
}

// containsWords reports whether the words appear in text consecutively, in any
// case.
func containsWords(text, words string) bool {
	fold := func(s string) string { return " " + strings.Join(strings.Fields(strings.ToLower(s)), " ") + " " }
	return strings.Contains(fold(text), fold(words))
}

// How held mails are released.
const (
	// FirstBatch is how many mails go out first.
	FirstBatch = 100
	// LargeWave is how many mails a wave may hold before it waits longer for
	// the first part.
	LargeWave = 500
	// BounceWait is how long it then waits.
	BounceWait = 10 * time.Minute
	// maxBouncePercent of a wave's mails may bounce before sending stops. So
	// that good mails early on do not let many bad ones pass later, at most
	// maxRecentBouncePercent percent of roughly the latest hundred may, which
	// leaves room for chance.
	maxBouncePercent       = 5
	maxRecentBouncePercent = 7
	// Further parts grow with what went well, within these bounds.
	minBatch = 50
	maxBatch = 1000
	// minOutcomePercent of a part must have an outcome before the next one
	// starts, or maxOutcomeWait must have passed.
	minOutcomePercent = 90
	maxOutcomeWait    = time.Minute
	// maxStillQueued mails may still be on their way: for some it takes a
	// quarter of an hour to learn whether they were sent.
	maxStillQueued = 5
	// pollInterval is the pause between two looks at a part's outcome.
	pollInterval = time.Second
)

// Hold counts n more held mails.
func (s Sending) Hold(n int) Sending {
	if n == 0 {
		return s
	}
	s.HeldBack += n
	s.State = SendingHeld
	return s
}

// Held returns how many mails are still held, given the import's mails m.
func (s Sending) Held(m MailCounts) int { return s.HeldBack - m.Unheld }

// Release adds a wave. A stopped sending continues with what is left. It
// returns ErrNothingHeld if no mail is held, given the import's mails m.
func (s Sending) Release(f WaveFilter, m MailCounts, at, now time.Time) (Sending, error) {
	if s.Held(m) == 0 {
		return s, ErrNothingHeld
	}
	if at.Before(now) {
		at = now
	}
	s.Waves = slices.Clone(s.Waves)
	if w := s.Wave(); w != nil && s.State == SendingStopped {
		w.Done = true
	}
	s.Waves = append(s.Waves, Wave{Number: len(s.Waves) + 1, At: at, WaveFilter: f})
	if !s.State.Active() || s.BatchLimit == 0 {
		s = s.begin(m, now)
	}
	return s, nil
}

// begin turns to the next wave, if there is one.
func (s Sending) begin(m MailCounts, now time.Time) Sending {
	s.Released, s.BatchLimit, s.LatestAt, s.Reason = 0, 0, time.Time{}, ""
	w := s.Wave()
	switch {
	case w == nil && s.Held(m) > 0:
		s.State, s.Due = SendingHeld, time.Time{}
	case w == nil:
		s.State, s.Due = SendingDone, time.Time{}
	case now.Before(w.At):
		s.State, s.Due = SendingWaiting, w.At
	default:
		s.State, s.Due = SendingGoing, now
	}
	return s
}

// WaveState is how far a wave has come.
type WaveState string

// The states of a wave.
const (
	WaveDue     WaveState = "due"
	WaveSending WaveState = "sending"
	WaveStopped WaveState = "stopped"
	WaveDone    WaveState = "done"
)

// WaveState returns the state of one of the waves.
func (s Sending) WaveState(w Wave) WaveState {
	current := s.Wave()
	switch {
	case w.Done:
		return WaveDone
	case w.Number == current.Number && s.State == SendingStopped:
		return WaveStopped
	case w.Number == current.Number && s.BatchLimit > 0:
		return WaveSending
	default:
		return WaveDue
	}
}

// Wave returns the current wave, the earliest that is not done, or nil.
func (s *Sending) Wave() *Wave {
	var first *Wave
	for n := range s.Waves {
		if w := &s.Waves[n]; !w.Done && (first == nil || w.At.Before(first.At)) {
			first = w
		}
	}
	return first
}

// Cancel gives up everything that is planned, and stops the sending if any mail
// is held, given the import's mails m.
func (s Sending) Cancel(m MailCounts, reason string) Sending {
	s.Waves = slices.Clone(s.Waves)
	for n := range s.Waves {
		s.Waves[n].Done = true
	}
	if s.Held(m) == 0 {
		s.State, s.Due = SendingDone, time.Time{}
		return s
	}
	return s.Stop(reason)
}

// Stop ends the sending until somebody releases what is left.
func (s Sending) Stop(reason string) Sending {
	s.State, s.Reason, s.Due = SendingStopped, reason, time.Time{}
	return s
}

// Next returns how many mails may be released at now, given the outcomes m of
// those so far. If 0, the sending says when to look again or that it has
// stopped.
func (s Sending) Next(m MailCounts, now time.Time) (next Sending, release int) {
	w := s.Wave()
	if w == nil || !s.State.Active() {
		return s.begin(m, now), 0
	}
	if now.Before(w.At) {
		s.State, s.Due = SendingWaiting, w.At
		return s, 0
	}
	if s.BatchLimit == 0 {
		s.WaveBaseline, s.RecentBaseline, s.Large = m, m, s.Held(m) > LargeWave
		s.State, s.BatchLimit = SendingGoing, FirstBatch
	}
	if s.Released < s.BatchLimit {
		return s, s.BatchLimit - s.Released
	}
	d, lately := m.Minus(s.WaveBaseline), m.Minus(s.RecentBaseline)
	if s.Held(m) > 0 && (d.bouncedOver(maxBouncePercent) || lately.bouncedOver(maxRecentBouncePercent)) {
		return s.Stop(fmt.Sprintf("%d of %d emails came back; correct the addresses, then release the rest.", d.Bounced, d.Sent)), 0
	}
	if m.Queued > maxStillQueued {
		s.LatestAt = now // the wait begins when the last one has left
	}
	if wait := s.wait(m.Queued, d, now); wait > 0 {
		s.State, s.Due = SendingGoing, now.Add(wait)
		if wait > pollInterval {
			s.State = SendingWaiting
		}
		return s, 0
	}
	s.State = SendingGoing
	if lately.Sent >= FirstBatch {
		s.RecentBaseline = m
	}
	s.BatchLimit = s.Released + min(maxBatch, max(minBatch, s.Released/2))
	return s, s.BatchLimit - s.Released
}

// bouncedOver reports whether more than percent of the mails bounced; for few
// mails, more than percent of FirstBatch.
func (m MailCounts) bouncedOver(percent int) bool {
	return 100*m.Bounced > percent*max(m.Sent, FirstBatch)
}

// wait returns how long the next part has to wait.
func (s Sending) wait(queued int, d MailCounts, now time.Time) time.Duration {
	if queued > maxStillQueued {
		return pollInterval
	}
	if s.Large && s.Released <= FirstBatch {
		return s.LatestAt.Add(BounceWait).Sub(now)
	}
	if 100*(d.Delivered+d.Bounced) < minOutcomePercent*d.Sent && now.Before(s.LatestAt.Add(maxOutcomeWait)) {
		return pollInterval
	}
	return 0
}

// BatchSent records how many mails a part of the current wave has released, and
// the wave's position.
func (s Sending) BatchSent(released int, cursor string, now time.Time) Sending {
	s.Waves = slices.Clone(s.Waves)
	w := s.Wave()
	w.Released += released
	w.Cursor = cursor
	s.Released += released
	s.Due = now
	if released > 0 {
		s.LatestAt = now
	}
	return s
}

// FinishWave ends the current wave, given the import's mails m, and turns to the
// next.
func (s Sending) FinishWave(m MailCounts, now time.Time) Sending {
	s.Waves = slices.Clone(s.Waves)
	w := s.Wave()
	w.Done, w.Cursor = true, ""
	return s.begin(m, now)
}
