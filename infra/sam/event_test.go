// Package sam_test checks the sample events.
package sam_test

import (
	"bytes"
	"crypto/md5"
	"encoding/hex"
	"encoding/json"
	"os"
	"path/filepath"
	"testing"

	"github.com/aws/aws-lambda-go/events"
	"github.com/google/go-cmp/cmp"
)

// TestSamples holds the samples to what AWS sends: nothing in them is unknown
// to the published form of the event.
func TestSamples(t *testing.T) {
	t.Parallel()
	for name, event := range map[string]any{
		"schedule": &events.EventBridgeEvent{}, "s3-put": &events.S3Event{},
		"ses-notification": &events.SNSEvent{}, "stream-record": &events.DynamoDBEvent{},
	} {
		text, err := os.ReadFile(filepath.Join("events", name+".json"))
		if err != nil {
			t.Fatal(err)
		}
		decoder := json.NewDecoder(bytes.NewReader(text))
		decoder.DisallowUnknownFields()
		if err := decoder.Decode(event); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
	files, err := os.ReadDir("events")
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
	roster, err := os.ReadFile(filepath.Join("..", "local", "samples", "roster.csv"))
	if err != nil {
		t.Fatal(err)
	}
	text, err := os.ReadFile(filepath.Join("events", "s3-put.json"))
	if err != nil {
		t.Fatal(err)
	}
	var event events.S3Event
	if err := json.Unmarshal(text, &event); err != nil {
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
