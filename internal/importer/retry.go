package importer

import (
	"context"
	"errors"

	"github.com/communitrak/onboarding/internal/dynamo"
)

// A transaction that lost a race is decided again several times, then with fewer
// rows; in the end its last remaining row is given up.
const (
	maxContended = 6
	shrinkBy     = 4
)

// writeRows calls write with how many of the rows at hand to put into one
// transaction at the most, until it succeeds. write returns how many it put there,
// also if it fails. writeRows returns how many were written, at least one: a row
// that cannot be written even by itself is left to giveUp.
//
// Only transactions that lost a race count toward giving up. What the table
// throttles says nothing about the rows: it is written again after a wait.
func (r *run) writeRows(ctx context.Context, rows int, write func(ctx context.Context, rows int) (int, error), giveUp func(ctx context.Context, cause error) error) (written int, err error) {
	for contended := 0; ; {
		if err := r.backoff.wait(ctx); err != nil || !r.timeLeft(ctx) {
			return 0, errors.Join(err, errPaused)
		}
		tried, err := write(ctx, rows)
		if dynamo.Throttled(err) {
			if !r.backoff.increase() {
				return 0, err
			}
			continue
		}
		r.backoff.decrease()
		var large *dynamo.TooLargeError
		switch {
		case err == nil:
			return tried, nil
		case errors.As(err, &large) && tried > 1:
			rows = large.Fitting(tried)
			continue
		case dynamo.Contended(err):
			contended++
		case !dynamo.Unwritable(err):
			return 0, err
		}
		if err := r.stillMine(ctx); err != nil {
			return 0, err
		}
		switch {
		case dynamo.Contended(err) && contended < maxContended:
		case rows > 1:
			rows, contended = max(1, rows/shrinkBy), 0
		default:
			return 1, giveUp(ctx, err)
		}
	}
}

// stillMine returns errLost if another run has changed the import.
func (r *run) stillMine(ctx context.Context) error {
	job, err := r.store.Import(ctx, r.job.Community, r.job.ID)
	if err == nil && job.Rev != r.job.Rev {
		return errLost
	}
	return err
}
