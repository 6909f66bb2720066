package importer

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"

	"github.com/aws/aws-lambda-go/events"
)

// Take is what the import function does with an event: an event of the bucket
// brings rosters, any other is the schedule's and asks to go on with what is
// unfinished.
func (s *Service) Take(ctx context.Context, event json.RawMessage) error {
	var created events.S3Event
	if err := json.Unmarshal(event, &created); err != nil {
		return fmt.Errorf("event: %w", err)
	}
	if len(created.Records) == 0 {
		return errors.Join(s.Work(ctx), s.measureWaiting(ctx))
	}
	objects, err := EventObjects(created)
	for _, o := range objects {
		err = errors.Join(err, s.Created(ctx, o))
	}
	return err
}
