package main

import (
	"testing"
	"time"
)

// BenchmarkP8 counts the write units of an invitation through the API with an
// Idempotency-Key, a row of a roster, a mail, and an activation.
func BenchmarkP8(b *testing.B) {
	for _, tt := range []struct {
		name string
		run  func(*testing.B, *site)
	}{
		{"invitation", countInvitation}, {"row", countRows}, {"mail", countMails}, {"report", countReports}, {"activation", countActivation},
	} {
		b.Run(tt.name, func(b *testing.B) {
			counted := &meter{written: map[string]int{}}
			s := newSite(b, counted.DynamoDB)
			s.meter = counted
			tt.run(b, s)
		})
	}
}

func countInvitation(b *testing.B, s *site) {
	token := s.signIn(b)
	s.invite(b, token, 0) // from here on, the process knows where the session leads
	s.meter.reset()
	n := 0
	for b.Loop() {
		n++
		s.invite(b, token, n)
	}
	s.meter.report(b, n)
}

func countRows(b *testing.B, s *site) {
	const rows = 100
	files := 0
	var made *meter
	for b.Loop() {
		s.meter.reset()
		s.importRoster(b, residentsFile(files*rows, rows))
		files++
		made = s.meter
	}
	made.report(b, rows)
}

func countMails(b *testing.B, s *site) {
	const mails = 20
	round := 0
	for b.Loop() {
		for n := range mails {
			s.invited(b, round*mails+n)
		}
		round++
		s.meter.reset()
		if err := s.deliverer.Drain(b.Context()); err != nil {
			b.Fatal(err)
		}
	}
	s.meter.report(b, mails)
}

// countReports counts what it takes to take note of all that the mail service
// says about a mail that it delivers.
func countReports(b *testing.B, s *site) {
	const mails = 20
	first := 0
	for b.Loop() {
		for n := range mails {
			s.invited(b, first+n)
		}
		first += mails
		s.reported.take()
		if err := s.deliverer.Drain(b.Context()); err != nil {
			b.Fatal(err)
		}
		events := s.reportsOf(b, mails)
		s.meter.reset()
		for _, e := range events {
			if err := s.feedback.Apply(b.Context(), e); err != nil {
				b.Fatal(err)
			}
		}
	}
	s.meter.report(b, mails)
}

// reportsOf waits for the reports about that many mails: that each was sent, and
// that it was delivered.
func (s *site) reportsOf(b *testing.B, mails int) (events [][]byte) {
	b.Helper()
	for range 1_000 {
		if events = append(events, s.reported.take()...); len(events) >= 2*mails {
			return events
		}
		time.Sleep(10 * time.Millisecond)
	}
	b.Fatalf("the mail service reports: got %d events about %d mails", len(events), mails)
	return nil
}

func countActivation(b *testing.B, s *site) {
	n := 0
	s.meter.reset()
	for b.Loop() {
		m := s.invited(b, n)
		a := s.ByMail(b, m)
		s.meter.reset()
		if _, err := s.Activate(b.Context(), a); err != nil {
			b.Fatal(err)
		}
		n++
	}
	s.meter.report(b, 1)
}
