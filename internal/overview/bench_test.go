package overview_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/communitrak/onboarding/internal/onboarding/onboardingtest"
	"github.com/communitrak/onboarding/internal/overview"
	"github.com/communitrak/onboarding/internal/roster"
)

// many returns n members on streets of fifty homes, half of them active.
func many(community string, n int) []roster.Member {
	var all []roster.Member
	for i := range n {
		all = append(all, resident(community, fmt.Sprintf("m%05d", i), func(m *roster.Member) {
			m.LastName, m.Address = fmt.Sprintf("Resident %05d", i), fmt.Sprintf("%d Juniper %d Ct, Mesa, AZ 85201", 100+i%50, i/50)
			m.Invitation.Delivery.State = roster.DeliveryDelivered
			if i%2 == 0 {
				m.Status, m.ActivatedAt = roster.Active, onboardingtest.Noon
			}
		}))
	}
	return all
}

// BenchmarkService_Of counts a community in as many requests as it takes and
// then asks for the result.
func BenchmarkService_Of(b *testing.B) {
	for _, n := range []int{2000, 50000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			f := onboardingtest.New(b)
			enter(b, f, many(f.Community.ID, n))
			s := overview.New(f.Store, overview.DefaultSettings(), f.Clock.Now)
			var whole, longest, kept time.Duration
			requests := 0
			ask := func() (overview.Overview, time.Duration) {
				start := time.Now()
				got, err := s.Of(b.Context(), f.Community)
				if err != nil {
					b.Fatal(err)
				}
				return got, time.Since(start)
			}
			for b.Loop() {
				f.Clock.Advance(time.Hour)
				for {
					got, took := ask()
					requests++
					whole, longest = whole+took, max(longest, took)
					if got.Counting != nil {
						continue
					}
					if want := n + 1; got.Figures.Invited != want {
						b.Fatalf("got %d invited, want %d", got.Figures.Invited, want)
					}
					break
				}
				_, took := ask()
				kept += took
			}
			per := func(d time.Duration) float64 { return float64(d.Milliseconds()) / float64(b.N) }
			b.ReportMetric(per(whole), "ms/count")
			b.ReportMetric(float64(requests)/float64(b.N), "requests/count")
			b.ReportMetric(float64(longest.Milliseconds()), "ms/longest-request")
			b.ReportMetric(per(kept), "ms/asked-again")
			b.ReportMetric(0, "ns/op")
		})
	}
}
