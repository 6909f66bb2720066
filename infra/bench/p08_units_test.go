package main

import (
	"testing"
)

// BenchmarkP8 counts the write units of an invitation through the API with an
// Idempotency-Key, a row of a roster, a mail, and an activation.
func BenchmarkP8(b *testing.B) {
	for _, tt := range []struct {
		name string
		run  func(*testing.B, *site)
	}{
		{"invitation", countInvitation}, {"row", countRows}, {"mail", countMails}, {"activation", countActivation},
	} {
		b.Run(tt.name, func(b *testing.B) {
			counted := &meter{units: map[string]int{}}
			s := newSite(b, counted.DynamoDB)
			s.meter = counted
			tt.run(b, s)
		})
	}
}

func countInvitation(b *testing.B, s *site) {
	token := s.signIn(b)
	s.meter.reset()
	n := 0
	for b.Loop() {
		s.invite(b, token, n)
		n++
	}
	s.meter.report(b, n)
}

func countRows(b *testing.B, s *site) {
	const rows = 100
	files := 0
	var made *meter
	for b.Loop() {
		s.meter.reset()
		s.importRoster(b, residents(files*rows, rows))
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
