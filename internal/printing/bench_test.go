package printing_test

import (
	"context"
	"fmt"
	"log/slog"
	"runtime"
	"testing"

	. "github.com/communitrak/onboarding/internal/onboarding/onboardingtest"
	"github.com/communitrak/onboarding/internal/printing"
	"github.com/communitrak/onboarding/internal/roster"
)

// BenchmarkWork prints the largest possible file: 5,000 letters.
func BenchmarkWork(b *testing.B) {
	f := New(b)
	var ids []string
	var members []roster.Member
	for at := 0; at < roster.MaxPrinted; at += 40 {
		tx := f.Store.Begin()
		for n := at; n < at+40; n++ {
			m := roster.Member{ID: fmt.Sprintf("m%04d", n), Community: f.Community.ID, FirstName: "Robin", LastName: fmt.Sprintf("Resident %d", n), Email: Email(n),
				Status: roster.Pending, Version: 1, Invitation: roster.NewInvitation("k1", f.Community.Preferences.InvitationLifetime(), f.Clock.Now())}
			ids, members = append(ids, m.ID), append(members, tx.CreateMember(m, m.ID, f.Clock.Now()))
		}
		if err := tx.Commit(b.Context()); err != nil {
			b.Fatal(err)
		}
	}
	size := 0
	put := func(_ context.Context, _, _ string, content []byte) error { size = len(content); return nil }
	s := printing.New(f.Store, f.Service, put, "https://members.example.com", "support@communitrak.example", slog.New(slog.DiscardHandler), f.Clock.Now)
	for b.Loop() {
		p, err := f.CreatePrintJob(b.Context(), f.PlanPrintJob(f.Admin, f.Community, "letter", ids, members), "")
		if err != nil {
			b.Fatal(err)
		}
		if err := s.RunDue(b.Context()); err != nil {
			b.Fatal(err)
		}
		done, err := f.Store.PrintJob(b.Context(), p.Community, p.ID)
		if err != nil || done.State != roster.PrintJobReady || done.Done != roster.MaxPrinted {
			b.Fatalf("got %s, %d done, %v", done.State, done.Done, err)
		}
	}
	var memory runtime.MemStats
	runtime.ReadMemStats(&memory)
	b.ReportMetric(float64(size)/(1<<20), "MB/file")
	b.ReportMetric(float64(memory.Sys)/(1<<20), "MB/process")
}
