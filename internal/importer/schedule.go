package importer

import (
	"context"
	"errors"
	"time"

	"github.com/communitrak/onboarding/internal/dynamo"
	"github.com/communitrak/onboarding/internal/importer/bucket"
	"github.com/communitrak/onboarding/internal/roster"
)

// duePage is how many unfinished imports are read at once.
const duePage = 200

// RunDue runs from the schedule every minute. It continues each unfinished import
// that no run holds, and periodically searches the bucket for objects whose
// event was lost. It stops some seconds before ctx's deadline and leaves the
// rest to the next run. It is safe to call at any time, repeatedly and
// concurrently.
func (s *Service) RunDue(ctx context.Context) error {
	return errors.Join(s.sweep(ctx), s.resume(ctx))
}

// resume continues what is due. An import that ends makes room for the
// community's next one, so it looks again until nothing is left to try.
func (s *Service) resume(ctx context.Context) error {
	var failed error
	tried := map[dynamo.ImportRef]int{}
	for {
		due, err := s.store.DueJobs(ctx, s.now(), duePage)
		if err != nil {
			return errors.Join(failed, err)
		}
		ended := false
		for _, w := range due {
			ref := dynamo.ImportRef{Community: w.Community, ID: w.Import}
			if w.Import == "" || tried[ref] > 1 {
				continue
			}
			if !s.timeLeft(ctx) {
				return failed
			}
			tried[ref]++
			failed = errors.Join(failed, s.advance(ctx, ref))
			ended = true
		}
		if !ended {
			return failed
		}
	}
}

// timeLeft reports whether there is time for another piece of work.
func (s *Service) timeLeft(ctx context.Context) bool {
	deadline, ok := ctx.Deadline()
	return ctx.Err() == nil && (!ok || time.Until(deadline) > s.settings.Margin)
}

// sweepLease is held until the next sweep is wanted; a sweep that was cut off
// loses it after sweepTime.
const (
	sweepLease = "roster-sweep"
	sweepTime  = 2 * time.Minute
)

// sweep imports the objects for which no event arrived. Only the latest version
// of an object is meant to be imported.
func (s *Service) sweep(ctx context.Context) error {
	lease, ok, err := s.store.Acquire(ctx, sweepLease, sweepTime, s.now())
	if err != nil || !ok {
		return err
	}
	start := s.now()
	if err := s.sweepObjects(ctx); err != nil {
		return errors.Join(err, s.store.Release(ctx, lease, s.now()))
	}
	return s.store.Extend(ctx, lease, s.settings.Sweep, start)
}

// sweepPage is how many objects are looked up at once.
const sweepPage = 100

func (s *Service) sweepObjects(ctx context.Context) error {
	var page []bucket.Object
	for o, err := range s.bucket.List(ctx, rostersPrefix) {
		if err != nil {
			return err
		}
		if page = append(page, o); len(page) < sweepPage {
			continue
		}
		if err := s.acceptMissed(ctx, page); err != nil {
			return err
		}
		page = page[:0]
	}
	return s.acceptMissed(ctx, page)
}

// acceptMissed queues the objects that have no import, or whose import is still
// waiting for them.
func (s *Service) acceptMissed(ctx context.Context, page []bucket.Object) error {
	refs := map[bucket.Object]dynamo.ImportRef{}
	var ask []dynamo.ImportRef
	for _, o := range page {
		p, problem := placeOf(o.Key)
		if problem != "" {
			continue
		}
		ref := dynamo.ImportRef{Community: p.community, ID: p.upload}
		if p.way != wayUpload {
			ref.ID = s.identity("import", o)
		}
		refs[o] = ref
		ask = append(ask, ref)
	}
	known, err := s.store.ImportStates(ctx, ask)
	if err != nil {
		return err
	}
	for _, o := range page {
		if state, ok := known[refs[o]]; ok && state != roster.ImportAwaitingUpload {
			continue
		}
		if _, _, err := s.accept(ctx, o); err != nil {
			return err
		}
	}
	return nil
}
