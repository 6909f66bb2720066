package api

import (
	"context"
	"errors"
	"net/netip"
	"time"

	"communitrak/internal/account"
	"communitrak/internal/roster"
)

// SourceLimits is how often in a minute one source address may do what is open
// to everybody. They stand below what the gateway lets through of a route, so
// that one source is refused long before it would shut out the others.
type SourceLimits struct {
	// Activations may be right or wrong.
	Activations int
	// Guesses are wrong passwords, codes and links. They are counted before they
	// are compared, and right ones are given back.
	Guesses int
	// Mails are those that anybody can ask for.
	Mails int
}

// DefaultSourceLimits leave room for a clubhouse full of people behind one
// address.
func DefaultSourceLimits() SourceLimits {
	return SourceLimits{Activations: 300, Guesses: 100, Mails: 60}
}

// sourceWindow is the time that SourceLimits count over.
const sourceWindow = time.Minute

// admitActivation counts an activation of the request's source address.
// *account.LimitedError: there were too many.
func (a *API) admitActivation(ctx context.Context) error {
	return a.admit(ctx, "activations#"+a.source(ctx), a.Sources.Activations)
}

// admitMail counts a mail that the request asks for. *account.LimitedError: its
// source address asked for too many.
func (a *API) admitMail(ctx context.Context) error {
	return a.admit(ctx, "mails#"+a.source(ctx), a.Sources.Mails)
}

// guess lets the request try a secret. *account.LimitedError: its source address
// was wrong too often.
func (a *API) guess(ctx context.Context, try func() error) error {
	counter, counted := "guesses#"+a.source(ctx), a.Now()
	if err := a.admit(ctx, counter, a.Sources.Guesses); err != nil {
		return err
	}
	err := try()
	if !provedRight(err) {
		return err
	}
	if failed := a.Store.Unthrottle(context.WithoutCancel(ctx), counter, sourceWindow, counted); failed != nil {
		a.log.ErrorContext(ctx, "giving a right guess back failed", "error", failed)
	}
	return err
}

// provedRight reports whether the secret was right, whatever came of it.
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

func (a *API) admit(ctx context.Context, counter string, limit int) error {
	allowed, wait, err := a.Store.Throttle(ctx, counter, limit, sourceWindow, a.Now())
	if err == nil && !allowed {
		err = &account.LimitedError{Wait: wait}
	}
	return err
}

// source is whom a request is counted for: an IPv4 address, or the network of an
// IPv6 address, of which a subscriber has 2^64 addresses (RFC 6177).
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
