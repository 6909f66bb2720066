package importer

import (
	"context"
	"errors"
	"slices"
	"time"

	"github.com/aws/aws-sdk-go-v2/service/dynamodb/types"
	"github.com/aws/smithy-go"

	"communitrak/internal/dynamo"
	"communitrak/internal/roster"
)

// pace slows a run down while the table is throttling. The zero value does not
// wait.
type pace struct {
	wait    time.Duration
	refused int
}

// The first and the longest wait before a chunk, and how many times in a row
// the table may throttle before the run gives up.
const (
	shortestWait = 50 * time.Millisecond
	longestWait  = 3 * time.Second
	mostRefused  = 10
)

// slower doubles the wait. It returns false if the table has throttled too
// often.
func (p *pace) slower() bool {
	p.wait = min(longestWait, max(shortestWait, 2*p.wait))
	p.refused++
	return p.refused < mostRefused
}

// faster shortens the wait after a chunk was written.
func (p *pace) faster() {
	p.refused = 0
	if p.wait = p.wait * 3 / 4; p.wait < shortestWait {
		p.wait = 0
	}
}

// rest waits before the next chunk.
func (p *pace) rest(ctx context.Context) error {
	if p.wait == 0 {
		return nil
	}
	timer := time.NewTimer(p.wait)
	defer timer.Stop()
	select {
	case <-timer.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// contended reports whether somebody else changed what the chunk depends on.
func contended(err error) bool {
	var exists *roster.ExistsError
	return errors.Is(err, dynamo.ErrConflict) || errors.As(err, &exists)
}

// throttled reports whether the table refused only temporarily.
func throttled(err error) bool {
	return refusedWith(err, "ThrottlingException", "ProvisionedThroughputExceededException", "RequestLimitExceeded",
		"ThrottlingError", "ProvisionedThroughputExceeded", "TransactionConflict")
}

// unwritable reports whether the table will always refuse the item as it is.
func unwritable(err error) bool {
	return refusedWith(err, "ValidationException", "ValidationError", "ItemCollectionSizeLimitExceeded")
}

// refusedWith reports whether the error, or the reason for one item of a
// transaction, has one of the codes.
func refusedWith(err error, codes ...string) bool {
	var cancelled *types.TransactionCanceledException
	if errors.As(err, &cancelled) {
		return slices.ContainsFunc(cancelled.CancellationReasons, func(reason types.CancellationReason) bool {
			return reason.Code != nil && slices.Contains(codes, *reason.Code)
		})
	}
	var refused smithy.APIError
	return errors.As(err, &refused) && slices.Contains(codes, refused.ErrorCode())
}
