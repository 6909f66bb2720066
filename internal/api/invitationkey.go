package api

import (
	"context"
	"errors"
	"net/http"
	"time"

	"github.com/communitrak/onboarding/internal/dynamo"
)

// An invitation under an Idempotency-Key gives somebody new an ID that follows
// from the key, so the member is the record of the success. What has to be
// written is only whose body the key is, and that happens while the invitation
// reads. Two identical requests at the same time would be harmless, too: one of
// them finds what the other has made. The later one waits all the same.

// errKeyTaken means that the key belongs to an earlier request.
var errKeyTaken = errors.New("the key is taken")

// reservation is the claim of a request to its key.
type reservation struct {
	record, hash, makes string
	held                bool
	// known is the earlier request that has the key.
	known *dynamo.KeyedRequest
}

// inviteOnce is invite, but under an Idempotency-Key it takes effect once.
func (a *API) inviteOnce(ctx context.Context, in *invitationRequest) (*Body[invitedAnswer], error) {
	ctx, record, hash, err := a.keyed(ctx)
	if err != nil {
		return nil, err
	}
	if record == "" {
		return a.invite(ctx, in, nil)
	}
	makes, err := a.Rules.WillInvite(ctx, ActingIn(ctx).Community, in.Body.invitation(record))
	if err != nil {
		return nil, err
	}
	own := reservation{record: record, hash: hash, makes: makes}
	out, err := a.invite(ctx, in, func(ctx context.Context) error { return a.hold(ctx, &own) })
	if errors.Is(err, errKeyTaken) {
		if err := notRepeatable(own.known, hash); err != nil {
			return nil, err
		}
		return a.replayInvite(ctx, in, own.known.Made)
	}
	if own.held && (err != nil || out.Body.Member.ID != makes) {
		done := dynamo.KeyedRequest{Hash: hash, Status: http.StatusCreated}
		if err == nil {
			done.Made = invitedMember(out)
		}
		a.completeRequest(context.WithoutCancel(ctx), record, done, err)
	}
	return out, err
}

// hold reserves the key, unless it has been reserved before. It waits for an
// identical request that is running, and takes over from one that has died. Its
// error is errKeyTaken if the key is another request's, or if the earlier one
// succeeded.
func (a *API) hold(ctx context.Context, own *reservation) error {
	for waited := time.Duration(0); !own.held; waited += runningPollInterval {
		known, err := a.Store.ReserveForMaking(ctx, own.record, own.hash, []string{own.makes}, a.Now())
		if err != nil {
			return err
		}
		if known, err = a.settle(ctx, *own, known); err != nil {
			return err
		}
		switch {
		case known == nil, known.Hash == own.hash && known.Status == 0 && !known.Running(a.Now()):
			own.held = true
			return nil
		case known.Hash != own.hash, known.Status != 0, waited >= runningWait:
			own.known = known
			return errKeyTaken
		}
		timer := time.NewTimer(runningPollInterval)
		select {
		case <-ctx.Done():
			timer.Stop()
			own.known = known
			return errKeyTaken
		case <-timer.C:
		}
	}
	return nil
}

// settle fills in the success of an earlier request that shows in what it made.
func (a *API) settle(ctx context.Context, own reservation, known *dynamo.KeyedRequest) (*dynamo.KeyedRequest, error) {
	if known == nil || known.Hash != own.hash || known.Status != 0 {
		return known, nil
	}
	there, err := a.Rules.HasInvited(ctx, ActingIn(ctx).Community, own.makes)
	if there {
		known.Status, known.Made = http.StatusCreated, []string{own.makes}
	}
	return known, err
}
