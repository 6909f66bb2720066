package sam

import (
	"embed"
	"encoding/json"
	"fmt"
	"net/url"
	"time"

	"github.com/aws/aws-lambda-go/events"
)

// samples are events as AWS sends them, used by `sam local invoke` and as
// templates for the events of the running system.
//
//go:embed events/*.json
var samples embed.FS

// Schedule returns the event of a schedule.
func Schedule(now time.Time) (events.EventBridgeEvent, error) {
	event, err := sample[events.EventBridgeEvent]("schedule")
	event.Time = now
	return event, err
}

// ObjectCreated returns the event of an object created in the bucket.
func ObjectCreated(bucket, key, version, etag string, size int64, now time.Time) (events.S3Event, error) {
	event, err := sample[events.S3Event]("s3-put")
	if err != nil {
		return event, err
	}
	record := &event.Records[0]
	record.EventTime = now
	record.S3.Bucket.Name, record.S3.Bucket.Arn = bucket, "arn:aws:s3:::"+bucket
	record.S3.Object.Key, record.S3.Object.VersionID = url.QueryEscape(key), version
	record.S3.Object.ETag, record.S3.Object.Size = etag, size
	return event, nil
}

// MailEvent returns the notification of what SES published about a mail.
func MailEvent(published json.RawMessage, now time.Time) (events.SNSEvent, error) {
	event, err := sample[events.SNSEvent]("ses-notification")
	if err != nil {
		return event, err
	}
	event.Records[0].SNS.Timestamp = now
	event.Records[0].SNS.Message = string(published)
	return event, nil
}

func sample[E any](name string) (E, error) {
	var event E
	text, err := samples.ReadFile("events/" + name + ".json")
	if err != nil {
		return event, err
	}
	if err := json.Unmarshal(text, &event); err != nil {
		return event, fmt.Errorf("the event %s: %w", name, err)
	}
	return event, nil
}
