package importer_test

import (
	"fmt"
	"runtime"
	"runtime/metrics"
	"strings"
	"testing"
	"time"

	"github.com/communitrak/onboarding/internal/address"
	"github.com/communitrak/onboarding/internal/onboarding"
	"github.com/communitrak/onboarding/internal/roster"
)

// manyRows returns a roster of n residents, two to a home.
func manyRows(n int) string {
	var b strings.Builder
	b.WriteString("Full Name,Address,City,State,ZIP,Email,Phone\r\n")
	for i := range n {
		fmt.Fprintf(&b, "%s %s,%d Juniper Ct,Mesa,AZ,85201,resident-%d@example.com,480555%04d\r\n", letters(i), letters(i/2), 100+i/2, i, 100+i%100)
	}
	return b.String()
}

// letters turns a number into a name.
func letters(n int) string {
	name := []byte("Zwy")
	for ; n > 0; n /= 26 {
		name = append(name, byte('a'+n%26))
	}
	return string(name)
}

// BenchmarkCreated imports whole rosters, and then the same ones again.
func BenchmarkCreated(b *testing.B) {
	for _, rows := range []int{1000, 10000, 50000} {
		b.Run(fmt.Sprint(rows), func(b *testing.B) {
			content := manyRows(rows)
			var first, again time.Duration
			var peak uint64
			for b.Loop() {
				f := newFixture(b)
				key := f.importKey("roster.csv")
				once := func(want roster.Outcomes) time.Duration {
					o := f.put(b, key, content)
					stop := watchHeap(&peak)
					start := time.Now()
					if err := f.importer.Created(b.Context(), o); err != nil {
						b.Fatal(err)
					}
					took := time.Since(start)
					stop()
					if got := f.latest(b).Counts; got != want {
						b.Fatalf("counts: got %+v, want %+v", got, want)
					}
					return took
				}
				first += once(roster.Outcomes{Total: rows, Created: rows})
				again += once(roster.Outcomes{Total: rows, Unchanged: rows})
			}
			b.ReportMetric(float64(b.N*rows)/first.Seconds(), "rows/s")
			b.ReportMetric(float64(b.N*rows)/again.Seconds(), "unchanged-rows/s")
			b.ReportMetric(float64(peak)/(1<<20), "peak-MB")
			b.ReportMetric(0, "ns/op")
		})
	}
}

// watchHeap records the largest heap it sees until stop is called.
func watchHeap(peak *uint64) (stop func()) {
	runtime.GC()
	end, ended := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(ended)
		sample := []metrics.Sample{{Name: "/memory/classes/heap/objects:bytes"}}
		tick := time.NewTicker(5 * time.Millisecond)
		defer tick.Stop()
		for {
			metrics.Read(sample)
			*peak = max(*peak, sample[0].Value.Uint64())
			select {
			case <-end:
				return
			case <-tick.C:
			}
		}
	}()
	return func() {
		close(end)
		<-ended
	}
}

// BenchmarkCreated_large imports a thousand rows into communities with other
// homes. Existing homes must not slow down an import.
func BenchmarkCreated_large(b *testing.B) {
	for _, homes := range []int{0, 10000} {
		b.Run(fmt.Sprintf("%d homes", homes), func(b *testing.B) {
			const rows = 1000
			var took time.Duration
			for b.Loop() {
				f := newFixture(b)
				f.populate(b, homes)
				o := f.put(b, f.importKey("roster.csv"), manyRows(rows))
				start := time.Now()
				if err := f.importer.Created(b.Context(), o); err != nil {
					b.Fatal(err)
				}
				took += time.Since(start)
				if got, want := f.latest(b).Counts, (roster.Outcomes{Total: rows, Created: rows}); got != want {
					b.Fatalf("counts: got %+v, want %+v", got, want)
				}
			}
			b.ReportMetric(float64(b.N*rows)/took.Seconds(), "rows/s")
			b.ReportMetric(0, "ns/op")
		})
	}
}

// populate adds homes, fifty to a street, with numbers that overlap those of
// manyRows.
func (f *fixture) populate(t testing.TB, homes int) {
	t.Helper()
	for n := 0; n < homes; {
		batch, err := f.NewTransaction(t.Context(), f.Admin.Actor(), f.Community, roster.LaneBulk)
		if err != nil {
			t.Fatal(err)
		}
		for range min(40, homes-n) {
			s := address.Street{Street: fmt.Sprintf("%d %s St", 100+10*(n%50), letters(n/50)), City: "Mesa", State: "AZ", ZIP: "85201"}
			batch.AddProperty(onboarding.StreetProperty(s), nil)
			n++
		}
		if err := batch.Commit(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
}
