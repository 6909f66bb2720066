package main

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"io"
	"math/rand/v2"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/aws/aws-lambda-go/events"
	"github.com/google/go-cmp/cmp"

	"github.com/communitrak/onboarding/infra/local/bucket"
	"github.com/communitrak/onboarding/internal/dynamo"
	"github.com/communitrak/onboarding/internal/dynamo/dynamotest"
	"github.com/communitrak/onboarding/internal/onboarding/onboardingtest"
	"github.com/communitrak/onboarding/internal/roster"
)

const (
	kills      = 1_000  // the goal
	killedRows = 10_000 // likewise
	// perChunk is about how many calls go with a chunk of rows, and a start's
	// until the first one.
	perChunk = 12
	// again is how often an event is delivered once more after the process that
	// had it was killed.
	again = 2
)

// TestKills imports a roster with the function as it is deployed, which is
// killed again and again: before a request is out, while the service works on
// it, or before the answer is in. At the end the table and the report are what
// an undisturbed import of the same file leaves.
func TestKills(t *testing.T) {
	if testing.Short() {
		t.Skip("-short: kills the import function again and again")
	}
	t.Parallel()
	n, rows := sized(5, kills), sized(300, killedRows)
	bootstrap := built(t, "import")
	files := newFiles(t)
	event := files.drop(t, killedRoster(rows))

	calm := newImport(t, bootstrap, files, rows)
	calm.until(t, event, 0)
	report := files.report(t)
	killed := newImport(t, bootstrap, files, rows)
	killed.chunks = calm.gate.written
	killed.until(t, event, n)

	want, got := alike(rawItems(t, calm.Fixture), rawItems(t, killed.Fixture))
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("the table (-undisturbed +killed):\n%.20000s", diff)
	}
	if diff := cmp.Diff(report, files.report(t)); diff != "" {
		t.Errorf("the report (-undisturbed +killed):\n%.2000s", diff)
	}
	if killed.kills < n {
		t.Errorf("the import ended after %d kills, want %d", killed.kills, n)
	}
	repeated := killed.gate.repeated()
	if repeated > killed.kills || killed.gate.written != calm.gate.written {
		t.Errorf("%d transactions with rows were sent again after %d kills, and %d carried out, want %d", repeated, killed.kills, killed.gate.written, calm.gate.written)
	}
	killed.CheckInvariants(t)
	provedShare(t, some(killed.kills, kills, "kills of the bootstrap"), " during an import of %s of %s rows in %s transactions: the table as without, %s transactions sent again, none carried out twice",
		counted(rows), counted(killedRows), counted(killed.gate.written), counted(repeated))
}

// killedRoster has two people at every third home.
func killedRoster(rows int) string {
	var b strings.Builder
	b.WriteString("Full Name,Address,Email,Phone\r\n")
	for row := range rows {
		home := row - row/3
		fmt.Fprintf(&b, "%s %s,\"%d Juniper Ct, Mesa, AZ 85201\",resident-%d@example.com,480-555-01%02d\r\n", firstNames[row%len(firstNames)], lastNames[home%len(lastNames)], 100+home, row, row%100)
	}
	return b.String()
}

// files is a bucket for both imports, so that they import the same version of
// the same object.
type files struct {
	*bucket.Store

	mu      sync.Mutex
	created []bucket.Created
}

func newFiles(t *testing.T) *files {
	t.Helper()
	f := &files{}
	var err error
	f.Store, err = bucket.Open(rosters, t.TempDir(), time.Now, f.note)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

func (f *files) note(c bucket.Created) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.created = append(f.created, c)
}

// report returns the report that was written last.
func (f *files) report(t *testing.T) string {
	t.Helper()
	f.mu.Lock()
	defer f.mu.Unlock()
	for _, c := range slices.Backward(f.created) {
		if !strings.HasSuffix(c.Key, "/report.csv") {
			continue
		}
		object, err := f.GetObject(rosters, c.Key, nil)
		if err != nil {
			t.Fatal(err)
		}
		defer object.Contents.Close()
		content, err := io.ReadAll(object.Contents)
		if err != nil {
			t.Fatal(err)
		}
		return string(content)
	}
	t.Fatal("there is no report")
	return ""
}

// drop puts the roster into the bucket and returns its event.
func (f *files) drop(t *testing.T, content string) string {
	t.Helper()
	const key = "rosters/maple-grove/import/roster.csv"
	if _, err := f.PutObject(rosters, key, nil, strings.NewReader(content), int64(len(content)), nil); err != nil {
		t.Fatal(err)
	}
	var record events.S3EventRecord
	record.EventName = "ObjectCreated:Put"
	c := f.created[0]
	record.S3.Object = events.S3Object{Key: c.Key, VersionID: c.VersionID, ETag: c.ETag, Size: c.Size}
	event, err := json.Marshal(events.S3Event{Records: []events.S3EventRecord{record}})
	if err != nil {
		t.Fatal(err)
	}
	return string(event)
}

// deployed is a function on a table of its own.
type deployed struct {
	*onboardingtest.Fixture
	platform *platform
	gate     *gate
	random   *rand.Rand
	said     *said
	chunks   int // that an undisturbed import writes
	kills    int
}

func newImport(t *testing.T, bootstrap string, f *files, rows int) *deployed {
	t.Helper()
	d := &deployed{Fixture: onboardingtest.New(t), gate: newGate(), random: chance(200), said: &said{}}
	d.Clock.Advance(time.Since(d.Clock.Now()))
	table := httptest.NewServer(d.gate.around(onward(t, dynamotest.Endpoint(t))))
	t.Cleanup(table.Close)
	s3 := httptest.NewServer(d.gate.around(bucket.Handler(f.Store, local)))
	t.Cleanup(s3.Close)
	d.start(t, bootstrap, table.URL, "BUCKET="+rosters, "AWS_ENDPOINT_URL_S3="+s3.URL)
	return d
}

// start prepares the platform on which the function runs.
func (d *deployed) start(t *testing.T, bootstrap, table string, env ...string) {
	t.Helper()
	d.platform = newPlatform(t, bootstrap, d.said, append(env,
		"AWS_REGION=us-east-1", "AWS_ACCESS_KEY_ID=local", "AWS_SECRET_ACCESS_KEY=local", "TABLE="+d.Table,
		"AWS_ENDPOINT_URL_DYNAMODB="+table, "KEYS_FILE="+keysFile(t, d.Keys), "TMPDIR="+t.TempDir())...)
	d.gate.kill = d.platform.kill
	t.Cleanup(func() {
		if t.Failed() {
			t.Logf("the function said:\n%s", d.said)
		}
	})
}

// keysFile writes the fixture's keys as the functions read them.
func keysFile(t *testing.T, keys *onboardingtest.Keys) string {
	t.Helper()
	index, err := keys.Index(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	codes := map[string]string{}
	for id, key := range keys.Codes {
		codes[id] = base64.StdEncoding.EncodeToString(key)
	}
	content, err := json.Marshal(map[string]any{"current": keys.Current, "codes": codes, "index": base64.StdEncoding.EncodeToString(index)})
	if err != nil {
		t.Fatal(err)
	}
	name := filepath.Join(t.TempDir(), "keys.json")
	if err := os.WriteFile(name, content, 0o600); err != nil {
		t.Fatal(err)
	}
	return name
}

// until delivers the event, and then what the schedule sends, until the import
// has ended and its first mails are owed. Meanwhile the process is killed n
// times.
func (d *deployed) until(t *testing.T, event string, n int) {
	t.Helper()
	for deliveries := 0; ; deliveries++ {
		job, there := d.job(t)
		if there && !job.FinishedAt.IsZero() && (!job.Sending.State.Active() || job.Sending.Released > 0) {
			return
		}
		if deliveries > 2*n+20 {
			t.Fatalf("after %d deliveries the import is %s (%s)", deliveries, job.State, job.Reason)
		}
		d.endLease(t)
		if d.kills < n {
			d.gate.arm(d.survives(job, n), 1+d.random.IntN(perChunk), moment(d.random.IntN(int(allMoments))))
		} else {
			d.gate.disarm()
		}
		what := `{"source":"aws.scheduler"}`
		if deliveries <= again {
			what = event
		}
		killed, err := d.platform.invoke(t.Context(), what)
		if err != nil {
			t.Fatal(err)
		}
		d.kills += btoi(killed)
	}
}

// survives draws how many chunks the next process writes before its end nears,
// so that the kills are spread over the import.
func (d *deployed) survives(job roster.Import, n int) int {
	left := float64(d.chunks - job.Chunk)
	return d.random.IntN(1 + int(2*left/float64(n-d.kills)+0.5))
}

func (d *deployed) job(t *testing.T) (job roster.Import, there bool) {
	t.Helper()
	all, _, err := d.Store.Imports(t.Context(), d.Community.ID, 1, "")
	if err != nil {
		t.Fatal(err)
	}
	if len(all) == 0 {
		return job, false
	}
	job, err = d.Store.Import(t.Context(), d.Community.ID, all[0].ID)
	if err != nil {
		t.Fatal(err)
	}
	return job, true
}

// endLease lets the lease of a killed process end at once: functions live by
// the real clock, and a thousand times half a minute would take a night. What
// the process had under way may still be carried out meanwhile.
func (d *deployed) endLease(t *testing.T) {
	t.Helper()
	err := dynamo.Retry(t.Context(), func() error {
		job, there := d.job(t)
		if !there || !job.State.Working() || job.LeaseUntil.Before(time.Now()) {
			return nil
		}
		job.LeaseUntil = time.Now().Add(-time.Second)
		tx := d.Store.Begin()
		tx.SaveImport(job)
		return tx.Commit(t.Context())
	})
	if err != nil {
		t.Fatal(err)
	}
}

// said is what the processes log.
type said struct {
	mu  sync.Mutex
	all bytes.Buffer
}

func (s *said) Write(line []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.all.Write(line)
}

// String returns the end of it.
func (s *said) String() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	all := s.all.String()
	return all[max(0, len(all)-4000):]
}
