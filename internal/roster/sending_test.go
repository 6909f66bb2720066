package roster_test

import (
	"errors"
	"testing"
	"time"

	"github.com/communitrak/onboarding/internal/roster"
)

// post simulates a mail service: a mail bounces if bounces says so of its
// number, and every other outcome is reported at once unless silent.
type post struct {
	bounces func(n int) bool
	silent  bool
	mails   roster.MailCounts
}

func (p *post) deliver(n int) {
	for range n {
		p.mails.Sent++
		switch {
		case p.bounces != nil && p.bounces(p.mails.Sent):
			p.mails.Bounced++
		case !p.silent:
			p.mails.Delivered++
		}
	}
}

// drive runs the sending until it rests, for at most the given time, and
// returns the sizes of its parts and how long it took.
func drive(t *testing.T, s roster.Sending, p *post, most time.Duration) (rested roster.Sending, parts []int, took time.Duration) {
	t.Helper()
	now := noon
	for s.State.Active() && now.Sub(noon) < most {
		var n int
		if s, n = s.Next(p.mails, now); n > 0 {
			n = min(n, s.Held(p.mails))
			parts = append(parts, n)
			s = s.BatchSent(n, "chunk", now)
			p.mails.Unheld += n
			if s.Held(p.mails) == 0 {
				s = s.FinishWave(p.mails, now)
			}
			p.deliver(n)
			continue
		}
		now = now.Add(time.Second)
	}
	return s, parts, now.Sub(noon)
}

func released(t *testing.T, held int) roster.Sending {
	t.Helper()
	s, err := roster.Sending{}.Hold(held).Release(roster.WaveFilter{}, roster.MailCounts{}, noon, noon)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func TestSending_all(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name      string
		held      int
		post      post
		wantFirst int
		wantTook  time.Duration
	}{
		{"few go at once", 80, post{}, 80, 0},
		{"500 wait for nothing but word of those before", 500, post{}, 100, 0},
		{"more wait ten minutes for the first hundred", 501, post{}, 100, roster.BounceWait},
		{"five in a hundred may come back", 5000, post{bounces: func(n int) bool { return n%20 == 0 }}, 100, roster.BounceWait},
		{"nobody says what became of them", 300, post{silent: true}, 100, 3 * time.Minute},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			s, parts, took := drive(t, released(t, tt.held), &tt.post, 24*time.Hour)
			if s.State != roster.SendingDone || tt.post.mails.Sent != tt.held {
				t.Fatalf("got %s after %d of %d mails: %s", s.State, tt.post.mails.Sent, tt.held, s.Reason)
			}
			if parts[0] != tt.wantFirst || took != tt.wantTook {
				t.Errorf("got parts %v in %v, want %d first and %v", parts, took, tt.wantFirst, tt.wantTook)
			}
		})
	}
}

// With 8 % bad addresses, at most 250 mails are sent, wherever among the first
// ones the bad ones are.
func TestSending_stops(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name    string
		bounces func(n int) bool
		most    int
	}{
		{"evenly spread", func(n int) bool { return n%25 == 12 || n%25 == 24 }, 100},
		{"none among the first hundred", func(n int) bool { return n > 100 && n%12 == 0 }, 250},
		{"all at the start", func(n int) bool { return n <= 6 }, 100},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			p := post{bounces: tt.bounces}
			s, parts, _ := drive(t, released(t, 5000), &p, 24*time.Hour)
			if s.State != roster.SendingStopped || s.Reason == "" || p.mails.Sent > tt.most {
				t.Fatalf("got %s after %v, %d mails, want it stopped within %d", s.State, parts, p.mails.Sent, tt.most)
			}
			sent := p.mails.Sent
			s, err := s.Release(roster.WaveFilter{}, p.mails, noon, noon)
			if err != nil {
				t.Fatal(err)
			}
			p.bounces = nil
			if s, _, _ = drive(t, s, &p, 24*time.Hour); s.State != roster.SendingDone || p.mails.Sent != 5000 {
				t.Errorf("released after a correction: got %s after %d and %d mails", s.State, sent, p.mails.Sent-sent)
			}
		})
	}
}

// Out-of-office replies to mails that have arrived never stop a sending,
// however many.
func TestSending_outOfOffice(t *testing.T) {
	t.Parallel()
	delivered, reply := roster.Report{State: roster.DeliveryDelivered}, roster.Report{State: roster.DeliveryBounced}
	for name, reports := range map[string][]roster.Report{"after the delivery": {delivered, reply}, "before it": {reply, delivered}} {
		n := claimed(t, owed(), noon).Accepted("ses-1", noon)
		for _, r := range reports {
			n, _ = n.ApplyReport(r, "ses-1", noon)
		}
		s := released(t, 5000)
		var m roster.MailCounts
		for range roster.FirstBatch {
			m = m.Plus(n.MailCounts())
		}
		s, _ = s.Next(roster.MailCounts{}, noon)
		s = s.BatchSent(roster.FirstBatch, "c", noon)
		if s, more := s.Next(m, noon.Add(roster.BounceWait)); s.State != roster.SendingGoing || more == 0 {
			t.Errorf("%s: got %s, %d more mails: %s", name, s.State, more, s.Reason)
		}
	}
}

func TestSending_waves(t *testing.T) {
	t.Parallel()
	s := roster.Sending{}.Hold(300)
	if s.State != roster.SendingHeld {
		t.Fatalf("got %s, want held", s.State)
	}
	later := noon.Add(48 * time.Hour)
	s, err := s.Release(roster.WaveFilter{Street: "Oak"}, roster.MailCounts{}, later, noon)
	if err != nil || s.State != roster.SendingWaiting || !s.Due.Equal(later) {
		t.Fatalf("got %s until %v, %v, want it to wait for the wave", s.State, s.Due, err)
	}
	if s, n := s.Next(roster.MailCounts{}, noon.Add(time.Hour)); n != 0 || s.State != roster.SendingWaiting {
		t.Errorf("before its date: got %d mails, %s", n, s.State)
	}
	// An earlier wave goes first, and the later one still follows.
	s, err = s.Release(roster.WaveFilter{Role: roster.HouseholdHead}, roster.MailCounts{}, noon, noon)
	if err != nil || s.Wave().Number != 2 {
		t.Fatalf("got wave %d, %v, want the second to go first", s.Wave().Number, err)
	}
	s, n := s.Next(roster.MailCounts{}, noon)
	if n != roster.FirstBatch {
		t.Fatalf("got %d mails, want %d", n, roster.FirstBatch)
	}
	mails := roster.MailCounts{Sent: 70, Unheld: 70}
	s = s.BatchSent(70, "c", noon).FinishWave(mails, noon)
	if s.State != roster.SendingWaiting || s.Held(mails) != 230 || s.Wave().Number != 1 {
		t.Errorf("after the second wave: got %s, %d held, wave %d", s.State, s.Held(mails), s.Wave().Number)
	}
	s, _ = s.Next(mails, later)
	mails = mails.Plus(roster.MailCounts{Unheld: 30 + 12}) // 12 were resent by hand
	s = s.BatchSent(30, "b", later).BatchSent(0, "c", later).FinishWave(mails, later)
	if s.State != roster.SendingHeld || s.Held(mails) != 188 {
		t.Errorf("after all waves: got %s, %d held, want the others", s.State, s.Held(mails))
	}
	rest, err := s.Release(roster.WaveFilter{}, mails, later, later)
	if err != nil {
		t.Fatal(err)
	}
	if rest = rest.FinishWave(mails.Plus(roster.MailCounts{Unheld: 188}), later); rest.State != roster.SendingDone {
		t.Errorf("after the rest: got %s", rest.State)
	}
	if _, err := s.Release(roster.WaveFilter{}, mails.Plus(roster.MailCounts{Unheld: 188}), later, later); !errors.Is(err, roster.ErrNothingHeld) {
		t.Errorf("all resent by hand: got %v", err)
	}
	if _, err := (roster.Sending{}).Release(roster.WaveFilter{}, roster.MailCounts{}, noon, noon); !errors.Is(err, roster.ErrNothingHeld) {
		t.Errorf("nothing held: got %v", err)
	}
}

// An interrupted part is continued, and no more than that.
func TestSending_interrupted(t *testing.T) {
	t.Parallel()
	s := released(t, 1000)
	s, _ = s.Next(roster.MailCounts{}, noon)
	s = s.BatchSent(48, "c", noon)
	s, n := s.Next(roster.MailCounts{Sent: 48, Delivered: 48}, noon.Add(time.Hour))
	if n != roster.FirstBatch-48 {
		t.Fatalf("got %d more mails, want %d", n, roster.FirstBatch-48)
	}
	s = s.BatchSent(n, "c", noon.Add(time.Hour))
	if s, n = s.Next(roster.MailCounts{Sent: 100, Delivered: 100}, noon.Add(time.Hour)); n != 0 || s.State != roster.SendingWaiting {
		t.Errorf("right after the first part: got %d more mails, %s", n, s.State)
	}
}

// The wait for bounces begins when the first mails have left, however long they
// waited behind others.
func TestSending_waitsFromTheSending(t *testing.T) {
	t.Parallel()
	s := released(t, 5000)
	s, n := s.Next(roster.MailCounts{Queued: 80}, noon) // those of an earlier wave
	s = s.BatchSent(n, "c", noon)
	left := noon.Add(20 * time.Minute)
	if s, n = s.Next(roster.MailCounts{Queued: 180}, left); n != 0 {
		t.Fatalf("while all are queued: got %d more", n)
	}
	if s, n = s.Next(roster.MailCounts{Sent: 180}, left.Add(time.Second)); n != 0 || s.State != roster.SendingWaiting {
		t.Fatalf("right after they left: got %d more, %s", n, s.State)
	}
	if _, n = s.Next(roster.MailCounts{Sent: 180, Delivered: 180}, left.Add(roster.BounceWait)); n == 0 {
		t.Errorf("ten minutes later: got none")
	}
}

// What was stopped by hand does not come back, now or on a later date.
func TestSending_Cancel(t *testing.T) {
	t.Parallel()
	s := released(t, 300)
	s, err := s.Release(roster.WaveFilter{}, roster.MailCounts{}, noon.Add(24*time.Hour), noon)
	if err != nil {
		t.Fatal(err)
	}
	if s, err = s.Cancel(roster.MailCounts{}, "by hand").Release(roster.WaveFilter{Street: "Oak"}, roster.MailCounts{}, noon, noon); err != nil {
		t.Fatal(err)
	}
	if s = s.BatchSent(0, "c", noon).FinishWave(roster.MailCounts{}, noon); s.State != roster.SendingHeld || s.Wave() != nil {
		t.Errorf("after the street: got %s, want the rest held", s.State)
	}
	all := roster.MailCounts{Sent: 300, Unheld: 300}
	if s := released(t, 300).Cancel(all, "by hand"); s.State != roster.SendingDone {
		t.Errorf("once nothing is left: got %s, want it done, for there is nothing to release", s.State)
	}
}

func TestWaveFilter_Matches(t *testing.T) {
	t.Parallel()
	street := roster.Property{Kind: roster.Street, Address: roster.Address{Street: "114 Juniper Ct"}}
	lot := roster.Property{Kind: roster.Lot, Address: roster.Address{Lot: "B-12"}}
	tests := []struct {
		filter roster.WaveFilter
		p      roster.Property
		role   roster.HouseholdRole
		want   bool
	}{
		{roster.WaveFilter{}, lot, roster.HouseholdMember, true},
		{roster.WaveFilter{Street: "juniper ct"}, street, roster.HouseholdMember, true},
		{roster.WaveFilter{Street: "Juniper"}, street, roster.HouseholdHead, true},
		{roster.WaveFilter{Street: "Junip"}, street, roster.HouseholdHead, false},
		{roster.WaveFilter{Street: "Juniper"}, lot, roster.HouseholdHead, false},
		{roster.WaveFilter{LotFrom: 10, LotTo: 12}, lot, roster.HouseholdHead, true},
		{roster.WaveFilter{LotFrom: 13}, lot, roster.HouseholdHead, false},
		{roster.WaveFilter{LotFrom: 2}, lot, roster.HouseholdHead, true},
		{roster.WaveFilter{LotTo: 11}, lot, roster.HouseholdHead, false},
		{roster.WaveFilter{LotFrom: 100, LotTo: 200}, street, roster.HouseholdHead, false},
		{roster.WaveFilter{Role: roster.HouseholdHead}, street, roster.HouseholdHead, true},
		{roster.WaveFilter{Role: roster.HouseholdHead}, street, roster.HouseholdMember, false},
	}
	for _, tt := range tests {
		if got := tt.filter.Matches(tt.p, tt.role); got != tt.want {
			t.Errorf("%+v of %q, %s: got %v", tt.filter, tt.p.Address, tt.role, got)
		}
	}
}
