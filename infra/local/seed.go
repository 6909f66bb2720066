package main

import (
	"context"
	"errors"
	"fmt"

	"github.com/communitrak/onboarding/internal/api"
	"github.com/communitrak/onboarding/internal/onboarding"
	"github.com/communitrak/onboarding/internal/roster"
	"github.com/communitrak/onboarding/internal/secret"
)

// The community that a new local system has.
const (
	demoCommunity = "Maple Grove"
	demoAdmin     = "admin@maple-grove.example"
)

// seed creates Support's account and the demo community with its active
// administrator. It leaves what already exists as it is, so the next start
// finishes one that was killed.
func seed(ctx context.Context, a api.API, typed string) error {
	pw := secret.Password(typed)
	if err := a.Accounts.CreateStaff(ctx, support, pw); err != nil {
		return fmt.Errorf("make Support's account: %w", err)
	}
	id := roster.Slug(demoCommunity)
	_, err := a.Store.Community(ctx, id)
	fresh := errors.Is(err, roster.ErrNotFound)
	if err != nil && !fresh {
		return err
	}
	staff := roster.StaffPrincipal("support", "Support", id)
	admin := onboarding.MemberDetails{FirstName: "Avery", LastName: "Maple", Email: demoAdmin}
	_, member, err := a.Rules.CreateCommunity(ctx, staff, onboarding.NewCommunity{Name: demoCommunity, Administrator: admin, Request: "demo"})
	if err != nil {
		return fmt.Errorf("make the demo community: %w", err)
	}
	if fresh {
		city, state, zip, zone := "Mesa", "AZ", "85201", "America/Phoenix"
		if _, err := a.Rules.EditPreferences(ctx, staff, id, onboarding.PreferencesEdit{City: &city, State: &state, ZIP: &zip, TimeZone: &zone}); err != nil {
			return fmt.Errorf("set the demo community's place: %w", err)
		}
	}
	if member.Status != roster.Pending {
		return nil
	}
	return activate(ctx, a, member, pw)
}

// activate activates the member as the link in the mail would.
func activate(ctx context.Context, a api.API, m roster.Member, pw secret.Password) error {
	code, _, err := a.Rules.Code(ctx, m)
	if err != nil {
		return err
	}
	proof, _, err := a.Rules.Proof(ctx, m)
	if err != nil {
		return err
	}
	_, err = a.Rules.Activate(ctx, onboarding.Activation{Email: m.Email, Code: code.Reveal(), Proof: proof.Reveal(), Password: pw})
	if err != nil {
		return fmt.Errorf("activate %s: %w", demoAdmin, err)
	}
	return nil
}
