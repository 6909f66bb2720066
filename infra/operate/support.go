package main

import (
	"context"
	"errors"
	"net/url"

	"github.com/communitrak/onboarding/internal/account"
	"github.com/communitrak/onboarding/internal/contact"
	"github.com/communitrak/onboarding/internal/roster"
)

// firstSupport creates a Support account that nobody can sign in to yet. The
// link proves to its recipient that it comes from the operator; the second
// factor is set up at the first sign-in.
func firstSupport(ctx context.Context, j *invocation) error {
	typed := j.flags.String("email", "", "the address that the account signs in with")
	if err := j.parse("email"); err != nil {
		return err
	}
	email, err := contact.ParseEmail(*typed)
	if err != nil {
		return err
	}
	s, err := j.open(ctx)
	if err != nil {
		return err
	}
	ticket, err := s.accounts.InviteStaff(ctx, email.Reveal())
	if err != nil {
		return err
	}
	token, err := s.accounts.TicketToken(ctx, ticket)
	if err != nil {
		return err
	}
	j.say("Give this link to its owner, and to nobody else. It sets the password, once, until %s:", ticket.EndsAt.UTC().Format("2006-01-02 15:04 MST"))
	j.say("%s/reset#%s", s.url, url.Values{"token": {token}}.Encode())
	j.say("Then sign in at %s/ and choose Create community.", s.url)
	return nil
}

func forgetFactor(ctx context.Context, j *invocation) error {
	return j.changeAccount(ctx, (*account.Service).RemoveFactor,
		"Would end all sessions of the account and forget its authenticator app and recovery codes. Make sure by another way than mail that its owner asks for it; then add -yes.",
		"Forgotten. The next sign-in sets up another one; until then the password alone guards the account.")
}

// endSupport is for a person who no longer works in Support.
func endSupport(ctx context.Context, j *invocation) error {
	return j.changeAccount(ctx, (*account.Service).EndStaff,
		"Would take Support's rights from the account, with its password and second factor, and end its sessions. Add -yes to do it.",
		"Ended. first-support with the same address makes it Support again.")
}

// changeAccount applies the command's change to the account that -email names,
// or says what it would do.
func (j *invocation) changeAccount(ctx context.Context, change func(s *account.Service, ctx context.Context, email string) error, would, did string) error {
	typed := j.flags.String("email", "", "the address that the account signs in with")
	yes := j.yes()
	if err := j.parse("email"); err != nil {
		return err
	}
	email, err := contact.ParseEmail(*typed)
	if err != nil {
		return err
	}
	s, err := j.open(ctx)
	if err != nil {
		return err
	}
	if !*yes {
		j.say("%s", would)
		return nil
	}
	err = change(s.accounts, ctx, email.Reveal())
	if errors.Is(err, roster.ErrNotFound) {
		return errors.New("there is no such account with this address")
	}
	if err != nil {
		return err
	}
	j.say("%s", did)
	return nil
}
