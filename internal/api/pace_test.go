package api_test

import (
	"context"
	"errors"
	"fmt"
	"testing"
	"testing/synctest"
	"time"

	"github.com/communitrak/onboarding/internal/account"
	"github.com/communitrak/onboarding/internal/api"
	"github.com/communitrak/onboarding/internal/onboarding"
	"github.com/communitrak/onboarding/internal/roster"
)

// A wrong secret is refused at a multiple of the pace, whatever the table took;
// nothing else waits, and nobody waits for a client that has gone.
func TestPaced(t *testing.T) {
	t.Parallel()
	const pace = 100 * time.Millisecond
	for _, test := range []struct {
		took, want time.Duration
		err        error
	}{
		{3 * time.Millisecond, pace, onboarding.ErrRefused},
		{99 * time.Millisecond, pace, onboarding.ErrRefused},
		{120 * time.Millisecond, 2 * pace, onboarding.ErrRefused},
		{40 * time.Millisecond, pace, fmt.Errorf("signing in: %w", account.ErrCredentials)},
		{3 * time.Millisecond, 3 * time.Millisecond, nil},
		{3 * time.Millisecond, 3 * time.Millisecond, roster.ErrExpired},
	} {
		synctest.Test(t, func(t *testing.T) {
			began := time.Now()
			err := api.Paced(t.Context(), pace, func() error {
				time.Sleep(test.took)
				return test.err
			})
			if got := time.Since(began); got != test.want || !errors.Is(err, test.err) {
				t.Errorf("%v after %v: got %v after %v, want it after %v", test.err, test.took, err, got, test.want)
			}
		})
	}
	gone, leave := context.WithCancel(t.Context())
	leave()
	if err := api.Paced(gone, time.Hour, func() error { return onboarding.ErrRefused }); !errors.Is(err, onboarding.ErrRefused) {
		t.Errorf("a client that has gone: got %v", err)
	}
}
