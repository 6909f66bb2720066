package api

import (
	"context"
	"errors"
	"time"

	"github.com/communitrak/onboarding/internal/account"
	"github.com/communitrak/onboarding/internal/onboarding"
)

// refusalPace is longer than reading an invitation usually takes.
const refusalPace = 100 * time.Millisecond

// paced runs what tries a secret. If the secret is wrong, it returns at a
// multiple of the pace after it began: the same calls take the table a little
// longer when they find somebody, which would tell who is invited.
func (a *API) paced(ctx context.Context, try func() error) error {
	began := time.Now()
	err := try()
	wrong := errors.Is(err, onboarding.ErrRefused) || errors.Is(err, account.ErrCredentials)
	if !wrong || a.RefusalPace <= 0 {
		return err
	}
	turn := time.NewTimer(a.RefusalPace - time.Since(began)%a.RefusalPace)
	defer turn.Stop()
	select {
	case <-turn.C:
	case <-ctx.Done():
	}
	return err
}

func (a *API) pacedActivation(ctx context.Context, in onboarding.Activation) (done onboarding.Activated, err error) {
	err = a.paced(ctx, func() (err error) {
		done, err = a.Rules.Activate(ctx, in)
		return err
	})
	return done, err
}
