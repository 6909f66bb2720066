package main

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/communitrak/onboarding/internal/address"
	"github.com/communitrak/onboarding/internal/onboarding"
	"github.com/communitrak/onboarding/internal/onboarding/onboardingtest"
	"github.com/communitrak/onboarding/internal/roster"
)

// BenchmarkP10 sends invitations through mail services that grant so many a
// second, and watches the services: how many they accept, how many at most
// within any second, and how many they refuse as too fast.
func BenchmarkP10(b *testing.B) {
	s := newSite(b)
	queued := 0
	for _, service := range mailServices() {
		b.Run(fmt.Sprintf("a_second=%d", service.rate), func(b *testing.B) {
			watch := &mailWatch{}
			deliverer := s.openMailbox(b, service.rate, watch.handler)
			var used time.Duration
			for b.Loop() {
				s.queueMails(b, queued, service.mails)
				queued += service.mails
				before := processorTime(b)
				if err := deliverer.Drain(b.Context()); err != nil {
					b.Fatal(err)
				}
				used += processorTime(b) - before
			}
			watch.report(b, service.rate, b.N*service.mails)
			b.ReportMetric(used.Seconds()*1000/float64(b.N*service.mails), "processor-ms/mail")
			b.ReportMetric(0, "ns/op")
		})
	}
}

type mailService struct{ rate, mails int }

// mailServices grant what AWS does in the sandbox's successor, to a grown account,
// and to a large one; each is used for some seconds.
func mailServices() []mailService {
	if *small {
		return []mailService{{200, 10}}
	}
	return []mailService{{14, 140}, {50, 400}, {200, 1_400}}
}

// queueMails invites residents from the first on, in batches like an import's.
func (s *site) queueMails(b *testing.B, first, mails int) {
	b.Helper()
	const batch = 10
	for n := first; n < first+mails; n += batch {
		chunk, err := s.NewTransaction(b.Context(), s.Admin.Actor(), s.Community, roster.LaneBulk)
		if err != nil {
			b.Fatal(err)
		}
		for i := n; i < min(n+batch, first+mails); i++ {
			home := chunk.AddProperty(onboarding.StreetProperty(address.Street{Street: fmt.Sprintf("%d Juniper Ct", 100+i), City: "Mesa", State: "AZ", ZIP: "85201"}), nil)
			email := onboardingtest.Email(i)
			chunk.Invite(onboarding.NewMember{ID: fmt.Sprint("queued-", i), FirstName: "Robin", LastName: "Resident", Email: email, Person: "queued-" + email},
				home, chunk.AddHousehold(home.ID, "", ""))
		}
		if err := chunk.Commit(b.Context()); err != nil {
			b.Fatal(err)
		}
	}
}

// mailWatch notes when a mail service accepted mails, and how many it refused.
type mailWatch struct {
	mu       sync.Mutex
	accepted []time.Time
	refused  int
}

func (w *mailWatch) handler(service http.Handler) http.Handler {
	return http.HandlerFunc(func(to http.ResponseWriter, r *http.Request) {
		at, answer := time.Now(), httptest.NewRecorder()
		service.ServeHTTP(answer, r)
		w.note(at, answer.Body.String())
		to.Header().Set("Content-Type", answer.Header().Get("Content-Type"))
		to.WriteHeader(answer.Code)
		_, _ = to.Write(answer.Body.Bytes()) // a client that has gone away counts as served
	})
}

func (w *mailWatch) note(at time.Time, answer string) {
	w.mu.Lock()
	defer w.mu.Unlock()
	switch {
	case strings.Contains(answer, "<SendRawEmailResponse"):
		w.accepted = append(w.accepted, at)
	case strings.Contains(answer, "<Code>Throttling</Code>"):
		w.refused++
	}
}

func (w *mailWatch) report(b *testing.B, rate, mails int) {
	b.Helper()
	w.mu.Lock()
	defer w.mu.Unlock()
	sent := len(w.accepted)
	if sent < mails/2 {
		b.Fatalf("the mail service accepted %d of %d mails", sent, mails)
	}
	slices.SortFunc(w.accepted, time.Time.Compare)
	reached := float64(sent-1) / w.accepted[sent-1].Sub(w.accepted[0]).Seconds()
	b.ReportMetric(reached, "mails/s")
	b.ReportMetric(reached/float64(rate), "ratio")
	b.ReportMetric(float64(most(w.accepted, time.Second))/float64(rate), "fullest_second-ratio")
	b.ReportMetric(float64(w.refused), "throttled-mails")
	b.ReportMetric(float64(mails-sent), "postponed-mails") // such as after a timeout
}

// most returns how many of the times, which are in order, lie within the span at
// most.
func most(times []time.Time, span time.Duration) (n int) {
	from := 0
	for i, at := range times {
		for at.Sub(times[from]) >= span {
			from++
		}
		n = max(n, i-from+1)
	}
	return n
}

// processorTime returns what this process has used of the processor.
func processorTime(b *testing.B) time.Duration {
	b.Helper()
	var used syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &used); err != nil {
		b.Fatal(err)
	}
	return time.Duration(used.Utime.Nano() + used.Stime.Nano())
}

func TestMost(t *testing.T) {
	t.Parallel()
	var times []time.Time
	for _, ms := range []int{0, 400, 999, 1000, 1400, 5000} {
		times = append(times, time.UnixMilli(int64(ms)))
	}
	if got := most(times, time.Second); got != 3 {
		t.Errorf("got %d within a second, want 3", got)
	}
}
