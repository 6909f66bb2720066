package importer

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"

	"github.com/communitrak/onboarding/internal/importer/bucket"

	"github.com/aws/aws-lambda-go/events"
)

// HandleEvent handles an event of the import function: a bucket event brings
// rosters; any other event comes from the schedule and continues what is
// unfinished.
func (s *Service) HandleEvent(ctx context.Context, event json.RawMessage) error {
	var created events.S3Event
	if err := json.Unmarshal(event, &created); err != nil {
		return fmt.Errorf("event: %w", err)
	}
	if len(created.Records) == 0 {
		return errors.Join(s.RunDue(ctx), s.measureWaiting(ctx))
	}
	objects, err := bucket.EventObjects(created)
	for _, o := range objects {
		err = errors.Join(err, s.Created(ctx, o))
	}
	return err
}
