package onboarding

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"time"

	"github.com/communitrak/onboarding/internal/dynamo"
	"github.com/communitrak/onboarding/internal/roster"
)

const (
	// sweepPage is how many members or jobs one query takes.
	sweepPage = 200
	// sweepTime is how long one run works on members; mails wait meanwhile.
	sweepTime = 20 * time.Second
	// sweepFailures is after how many failures it is not the members' fault.
	sweepFailures = 5
)

// Sweep does what became due by the clock alone: sending reminders, recording
// expired invitations, and announcing that doors are open. It is safe to run at
// any time, twice and concurrently; what it leaves, the next run finds.
func (s *Service) Sweep(ctx context.Context) error {
	return errors.Join(s.sweepMembers(ctx), s.sweepFanOuts(ctx))
}

// sweepMembers works through the due members, page after page while it makes
// progress. A member who cannot be handled does not stop the others.
func (s *Service) sweepMembers(ctx context.Context) error {
	began := time.Now()
	var failures []error
	for more := true; more; {
		refs, err := s.store.DueMembers(ctx, s.now(), sweepPage)
		if err != nil {
			return errors.Join(append(failures, err)...)
		}
		more = false
		for _, ref := range refs {
			if time.Since(began) > sweepTime {
				return errors.Join(failures...)
			}
			var moved bool
			err := dynamo.Retry(ctx, func() (err error) {
				moved, err = s.sweepMember(ctx, ref)
				return err
			})
			more = more || moved
			if err == nil {
				continue
			}
			if failures = append(failures, fmt.Errorf("member %s: %w", ref.ID, err)); len(failures) == sweepFailures {
				return errors.Join(failures...)
			}
		}
	}
	return errors.Join(failures...)
}

// sweepMember does what is due for one member. moved is false if nothing was.
func (s *Service) sweepMember(ctx context.Context, ref dynamo.MemberRef) (moved bool, err error) {
	now := s.now()
	m, err := s.store.Member(ctx, ref.Community, ref.ID)
	if err != nil || m.Due().IsZero() || now.Before(m.Due()) {
		return false, err
	}
	tx := s.store.Begin()
	next, owed := m.Remind(now)
	if owed {
		tx.Enqueue(roster.InvitationIntent(next, roster.MailReminder, roster.LaneBulk, now))
	}
	tx.SaveMember(m, next, now)
	err = tx.Commit(ctx)
	var exists *roster.ExistsError
	if errors.As(err, &exists) {
		tx := s.store.Begin()
		tx.SaveMember(m, next, now)
		err = tx.Commit(ctx)
	}
	return err == nil, err
}

func (s *Service) sweepFanOuts(ctx context.Context) error {
	work, err := s.store.DueJobs(ctx, s.now(), sweepPage)
	if err != nil {
		return err
	}
	for _, w := range work {
		if w.FanOut == "" {
			continue
		}
		for more := true; more; {
			err := dynamo.Retry(ctx, func() (err error) {
				more, err = s.announcePage(ctx, w.Community, w.FanOut)
				return err
			})
			if err != nil {
				return err
			}
		}
	}
	return nil
}

// announcePage enqueues "the doors are open" for one page of members.
func (s *Service) announcePage(ctx context.Context, community, id string) (more bool, err error) {
	now := s.now()
	f, err := s.store.FanOut(ctx, community, id)
	if err != nil || f.Done || now.Before(f.Due) {
		return false, err
	}
	c, err := s.store.Community(ctx, community)
	if err != nil {
		return false, err
	}
	page, next, err := s.store.BehindCurtain(ctx, community, dynamo.MaxItems-10, f.Cursor)
	if err != nil {
		return false, err
	}
	if !c.Open() {
		page, next, f.Pass = nil, "", 1
	}
	f.Cursor = next
	if next == "" {
		f.Done = f.Pass > 0
		f.Pass++
		f.Due = now.Add(secondPass)
	}
	err = s.announce(ctx, f, page)
	return next != "", err
}

// announce writes a page with the fan-out's progress. It skips members who are
// already being told, and enqueues again what was cancelled when the doors
// closed.
func (s *Service) announce(ctx context.Context, f roster.FanOut, page []roster.Member) error {
	now := s.now()
	var ids []string
	for _, m := range page {
		ids = append(ids, doorsOpenID(m))
	}
	told, err := s.store.Intents(ctx, ids)
	if err != nil {
		return err
	}
	tx := s.store.Begin()
	tx.SaveFanOut(f)
	for n, m := range page {
		if n, known := told[ids[n]]; known {
			if n.State == roster.IntentCancelled {
				tx.SaveIntent(n.Requeue(now))
			}
			continue
		}
		tx.Enqueue(roster.Intent{ID: ids[n], Kind: roster.MailDoorsOpen, Lane: roster.LaneBulk, Community: m.Community, Member: m.ID,
			Generation: m.Invitation.Generation, State: roster.IntentQueued, Due: now, CreatedAt: now})
	}
	return tx.Commit(ctx)
}

// doorsOpenID names the single such mail of an activation.
func doorsOpenID(m roster.Member) string {
	return roster.DerivedID(nil, "doors", m.Community, m.ID, strconv.FormatInt(m.ActivatedAt.UnixMilli(), 10))
}
