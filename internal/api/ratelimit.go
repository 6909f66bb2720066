package api

import (
	"context"
	"errors"
	"net/netip"
	"time"

	"github.com/communitrak/onboarding/internal/account"
	"github.com/communitrak/onboarding/internal/roster"
)

// SourceLimits is how often per minute one source address may do what is open
// to everyone. The limits are below what the gateway admits per route, so that
// one source is refused long before it could shut out the others.
type SourceLimits struct {
	// Activations counts attempts, right or wrong.
	Activations int
	// Guesses counts wrong passwords, codes, and links. Each is counted before
	// it is compared, and given back if it was right.
	Guesses int
	// Mails counts the emails that anyone can request.
	Mails int
}

// DefaultSourceLimits leaves room for a clubhouse full of people behind one
// address.
func DefaultSourceLimits() SourceLimits {
	return SourceLimits{Activations: 300, Guesses: 100, Mails: 60}
}

// sourceWindow is the period over which SourceLimits count.
const sourceWindow = time.Minute

// limitActivations counts an activation from the request's source address. It
// fails with *account.LimitedError if there were too many.
func (a *API) limitActivations(ctx context.Context) error {
	return a.limitSource(ctx, "activations#"+a.source(ctx), a.Sources.Activations)
}

// limitMails counts an email that the request asks for. It fails with
// *account.LimitedError if the source address asked for too many.
func (a *API) limitMails(ctx context.Context) error {
	return a.limitSource(ctx, "mails#"+a.source(ctx), a.Sources.Mails)
}

// limitGuesses lets the request try a secret. It fails with
// *account.LimitedError if its source address was wrong too often.
func (a *API) limitGuesses(ctx context.Context, try func() error) error {
	counter, counted := "guesses#"+a.source(ctx), a.Now()
	if err := a.limitSource(ctx, counter, a.Sources.Guesses); err != nil {
		return err
	}
	err := a.paced(ctx, try)
	if !provedRight(err) {
		return err
	}
	if failed := a.Store.Unthrottle(context.WithoutCancel(ctx), counter, sourceWindow, counted); failed != nil {
		a.Log.ErrorContext(ctx, "giving a right guess back failed", "error", failed)
	}
	return err
}

// provedRight reports whether the secret was right, even if the request failed
// for another reason.
func provedRight(err error) bool {
	if err == nil {
		return true
	}
	for _, after := range []error{account.ErrClosed, account.ErrNoMembership, account.ErrNotEnrolled, account.ErrOTPRequired, account.ErrNoFactor, roster.ErrExpired, roster.ErrAlreadyActive} {
		if errors.Is(err, after) {
			return true
		}
	}
	return false
}

func (a *API) limitSource(ctx context.Context, counter string, limit int) error {
	allowed, wait, err := a.Store.Throttle(ctx, counter, limit, sourceWindow, a.Now())
	if err == nil && !allowed {
		err = &account.LimitedError{Wait: wait}
	}
	return err
}

// source returns what a request is counted under: an IPv4 address, or the /64
// network of an IPv6 address, because a subscriber has 2^64 addresses (RFC
// 6177).
func (a *API) source(ctx context.Context) string {
	said := a.SourceIP(ctx)
	ip, err := netip.ParseAddr(said)
	if err != nil {
		return said
	}
	ip = ip.Unmap().WithZone("")
	if ip.Is4() {
		return ip.String()
	}
	network, err := ip.Prefix(64)
	if err != nil {
		return said
	}
	return network.String()
}
