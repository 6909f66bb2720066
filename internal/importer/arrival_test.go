package importer_test

import (
	"bytes"
	"errors"
	"io"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/aws/aws-lambda-go/events"
	"github.com/google/go-cmp/cmp"

	"github.com/communitrak/onboarding/internal/importer"
	"github.com/communitrak/onboarding/internal/importer/bucket"
	"github.com/communitrak/onboarding/internal/roster"
)

func TestCreated_unplaced(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	for _, key := range []string{
		"rosters/guide.csv", "rosters/" + f.Community.ID + "/guide.csv", "rosters/nobody/import/guide.csv", "rosters/" + f.Community.ID + "/imports/guide.csv",
		"rosters/" + f.Community.ID + "/uploads/unknown/guide.csv", "rosters/../import/guide.csv", "rosters//import/guide.csv", "rosters/a#b/import/Ä +%2F.csv",
	} {
		event := f.put(t, key, guide)
		for range 2 {
			if err := f.importer.Created(t.Context(), event); err != nil {
				t.Errorf("%s: %v", key, err)
			}
		}
	}
	if got := len(f.imports(t)); got != 0 {
		t.Errorf("got %d imports, want none", got)
	}
	if diff := cmp.Diff(map[roster.MailKind]int{roster.MailUnplaced: 8}, f.owed(t)); diff != "" {
		t.Errorf("mails (-want +got):\n%s", diff)
	}
	if got, want := len(f.keys(t, "results/_unknown/")), 8; got != want {
		t.Errorf("notes in the bucket: got %d, want %d", got, want)
	}
}

func TestBegin(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	in := importer.Upload{Filename: `C:\rosters\Gu$ide 1.csv`, Size: int64(len(guide)), Mode: roster.ModeImport, Send: roster.SendHold, Request: "r1"}
	job, signed, err := f.importer.Begin(t.Context(), f.Support, f.Community, in)
	if err != nil {
		t.Fatal(err)
	}
	if again, _, err := f.importer.Begin(t.Context(), f.Support, f.Community, in); err != nil || again.ID != job.ID {
		t.Errorf("the same request: got %s, %v, want %s", again.ID, err, job.ID)
	}
	upload(t, signed, guide)
	created, err := bucket.New(f.s3, bucketName).Head(t.Context(), job.File.Key, "")
	if err != nil {
		t.Fatal(err)
	}
	for range 2 {
		if err := f.importer.Created(t.Context(), created); err != nil {
			t.Fatal(err)
		}
	}
	job = f.latest(t)
	if job.State != roster.ImportNeedsAttention || job.Counts.Created != 4 {
		t.Errorf("got %s with %d created, want 4", job.State, job.Counts.Created)
	}
	if diff := cmp.Diff(map[roster.MailKind]int{roster.MailImportDone: 2}, f.owed(t)); diff != "" {
		t.Errorf("mails of a held import (-want +got):\n%s", diff)
	}
	if got := f.members(t)["rosa@example.com"].Invitation.Delivery.State; got != roster.DeliveryHeld {
		t.Errorf("delivery: got %s, want held", got)
	}
	link, err := f.importer.FixURL(t.Context(), job)
	if err != nil {
		t.Fatal(err)
	}
	response, err := http.Get(link)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	if body, err := io.ReadAll(response.Body); err != nil || response.StatusCode != http.StatusOK || !bytes.Contains(body, []byte("brandts@example.com")) {
		t.Errorf("the fix file: got %d %s, %v", response.StatusCode, body, err)
	}
}

func upload(t *testing.T, signed bucket.Presigned, content string) {
	t.Helper()
	request, err := http.NewRequestWithContext(t.Context(), signed.Method, signed.URL, strings.NewReader(content))
	if err != nil {
		t.Fatal(err)
	}
	for name, value := range signed.Headers {
		request.Header.Set(name, value)
	}
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	if response.StatusCode != http.StatusOK {
		t.Fatalf("the upload: got %s", response.Status)
	}
}

func TestBegin_refused(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	good := importer.Upload{Filename: "a.csv", Size: 10, Mode: roster.ModeImport}
	for field, change := range map[string]func(*importer.Upload){
		"filename": func(u *importer.Upload) { u.Filename = "../" },
		"size":     func(u *importer.Upload) { u.Size = 10<<20 + 1 },
		"mode":     func(u *importer.Upload) { u.Mode = "later" },
		"send":     func(u *importer.Upload) { u.Send = "never" },
	} {
		in := good
		change(&in)
		_, _, err := f.importer.Begin(t.Context(), f.Support, f.Community, in)
		var invalid roster.InvalidErrors
		if !errors.As(err, &invalid) || invalid[0].Field != field {
			t.Errorf("%s: got %v, want it refused", field, err)
		}
	}
}

func TestEventObjects(t *testing.T) {
	t.Parallel()
	object := func(name, key string) events.S3EventRecord {
		return events.S3EventRecord{EventName: name, S3: events.S3Entity{Object: events.S3Object{Key: key, Size: 3, VersionID: "v1", ETag: "e1"}}}
	}
	got, err := bucket.EventObjects(events.S3Event{Records: []events.S3EventRecord{
		object("ObjectCreated:Put", "rosters/maple-grove/import/"+url.QueryEscape("März + April.csv")),
		object("ObjectRemoved:Delete", "rosters/maple-grove/import/b.csv"),
	}})
	if err != nil {
		t.Fatal(err)
	}
	want := []bucket.Object{{Key: "rosters/maple-grove/import/März + April.csv", Version: "v1", ETag: "e1", Size: 3}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("objects (-want +got):\n%s", diff)
	}
}
