package sam

import (
	"bytes"
	"crypto/md5"
	"encoding/hex"
	"encoding/json"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/aws/aws-lambda-go/events"
	"github.com/google/go-cmp/cmp"

	"communitrak/internal/stack"
)

var noon = time.Date(2026, 3, 14, 12, 0, 0, 0, time.UTC)

// TestSamples holds the samples to what AWS sends: nothing in them is unknown
// to the published form of the event.
func TestSamples(t *testing.T) {
	t.Parallel()
	for name, event := range map[string]any{
		"schedule": &events.EventBridgeEvent{}, "s3-put": &events.S3Event{},
		"ses-notification": &events.SNSEvent{}, "stream-record": &events.DynamoDBEvent{},
	} {
		text, err := samples.ReadFile("events/" + name + ".json")
		if err != nil {
			t.Fatal(err)
		}
		decoder := json.NewDecoder(bytes.NewReader(text))
		decoder.DisallowUnknownFields()
		if err := decoder.Decode(event); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
	files, err := samples.ReadDir("events")
	if err != nil {
		t.Fatal(err)
	}
	if got, want := len(files), 4; got != want {
		t.Errorf("got %d samples, want %d", got, want)
	}
}

// TestSamples_roster checks that the sample names the sample roster, as the
// README drops it.
func TestSamples_roster(t *testing.T) {
	t.Parallel()
	root, err := stack.Root()
	if err != nil {
		t.Fatal(err)
	}
	roster, err := os.ReadFile(filepath.Join(root, "infra", "local", "samples", "roster.csv"))
	if err != nil {
		t.Fatal(err)
	}
	event, err := sample[events.S3Event]("s3-put")
	if err != nil {
		t.Fatal(err)
	}
	sum := md5.Sum(roster)
	want := events.S3Object{
		Key: "rosters/maple-grove/import/sample.csv", URLDecodedKey: "rosters/maple-grove/import/sample.csv",
		Size: int64(len(roster)), ETag: hex.EncodeToString(sum[:]), Sequencer: "0055AED6DCD90281E5",
	}
	if diff := cmp.Diff(want, event.Records[0].S3.Object); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}

func TestObjectCreated(t *testing.T) {
	t.Parallel()
	event, err := ObjectCreated("rosters-here", "rosters/maple-grove/import/über uns+2.csv", "v1", "abc", 7, noon)
	if err != nil {
		t.Fatal(err)
	}
	text, err := json.Marshal(event)
	if err != nil {
		t.Fatal(err)
	}
	var got events.S3Event
	if err := json.Unmarshal(text, &got); err != nil {
		t.Fatal(err)
	}
	object := got.Records[0].S3.Object
	if want := "rosters/maple-grove/import/über uns+2.csv"; object.URLDecodedKey != want {
		t.Errorf("key: got %q, want %q", object.URLDecodedKey, want)
	}
	if object.VersionID != "v1" || object.ETag != "abc" || object.Size != 7 || !got.Records[0].EventTime.Equal(noon) {
		t.Errorf("got %s", text)
	}
}

func TestMailEvent(t *testing.T) {
	t.Parallel()
	published := json.RawMessage(`{"eventType":"Delivery"}`)
	event, err := MailEvent(published, noon)
	if err != nil {
		t.Fatal(err)
	}
	if got, want := event.Records[0].SNS.Message, string(published); got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}
