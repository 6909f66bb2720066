package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/sqs"
	"github.com/aws/aws-sdk-go-v2/service/sqs/types"

	"github.com/communitrak/onboarding/internal/mail"
)

// failedEvent is the part of a message in the failure destination that matters
// here: for a function invoked asynchronously, its event; for a topic, the
// notification; for a stream, only where to look.
type failedEvent struct {
	RequestPayload struct {
		Records []struct {
			SNS struct{ Message string } `json:"Sns"`
			S3  struct {
				Object struct{ Key string } `json:"object"`
			} `json:"s3"`
		} `json:"Records"`
		Schedule string `json:"detail-type"`
	} `json:"requestPayload"`
	Stream  json.RawMessage `json:"DDBStreamBatchInfo"`
	Type    string          `json:"Type"`
	Message string          `json:"Message"`
}

// parseFailed says what the event was and returns the mail service's events in
// it. Only those are reported nowhere else; the schedules find everything else
// by themselves.
func parseFailed(body string) (mails []string, what string, err error) {
	var e failedEvent
	if err := json.Unmarshal([]byte(body), &e); err != nil {
		return nil, "", fmt.Errorf("a failed event is not JSON: %w", err)
	}
	if e.Type == "Notification" {
		return []string{e.Message}, "an event of the mail service", nil
	}
	for _, r := range e.RequestPayload.Records {
		if r.SNS.Message != "" {
			mails = append(mails, r.SNS.Message)
		}
	}
	switch {
	case len(mails) > 0:
		return mails, "events of the mail service", nil
	case e.Stream != nil:
		return nil, "a batch of the table's stream: the schedule sends what is owed", nil
	case e.RequestPayload.Schedule != "":
		return nil, "a turn of a schedule: the next one does the same", nil
	case len(e.RequestPayload.Records) > 0 && e.RequestPayload.Records[0].S3.Object.Key != "":
		return nil, "a roster that arrived: the schedule finds it", nil
	default:
		return nil, "", errors.New("a failed event of no kind that is known here")
	}
}

// redrive applies what is in the failure destination and removes it from the
// queue.
func redrive(ctx context.Context, j *invocation) error {
	yes := j.yes()
	if err := j.parse("stack"); err != nil {
		return err
	}
	s, err := j.open(ctx)
	if err != nil {
		return err
	}
	feedback := mail.NewFeedback(s.store, slog.Default(), s.now)
	applied := 0
	for {
		// Hidden from others for as long as applying ten events may take.
		out, err := s.queue.ReceiveMessage(ctx, &sqs.ReceiveMessageInput{QueueUrl: &s.failed, MaxNumberOfMessages: 10, WaitTimeSeconds: 2, VisibilityTimeout: 120})
		if err != nil {
			return err
		}
		if len(out.Messages) == 0 {
			break
		}
		for _, m := range out.Messages {
			if err := s.redriveOne(ctx, j, feedback, m, *yes); err != nil {
				return err
			}
			applied++
		}
	}
	if !*yes {
		j.say("%d failed events. They are seen again in two minutes. Add -yes to apply them and take them off the queue.", applied)
		return nil
	}
	j.say("%d failed events are done with.", applied)
	return nil
}

func (s *system) redriveOne(ctx context.Context, j *invocation, feedback *mail.Feedback, m types.Message, yes bool) error {
	mails, what, err := parseFailed(aws.ToString(m.Body))
	if err != nil {
		return fmt.Errorf("message %s: %w; look at it with aws sqs receive-message", aws.ToString(m.MessageId), err)
	}
	j.say("%s: %s", aws.ToString(m.MessageId), what)
	if !yes {
		return nil
	}
	for _, event := range mails {
		if err := feedback.Apply(ctx, []byte(event)); err != nil {
			return err
		}
	}
	_, err = s.queue.DeleteMessage(ctx, &sqs.DeleteMessageInput{QueueUrl: &s.failed, ReceiptHandle: m.ReceiptHandle})
	return err
}
