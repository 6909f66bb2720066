package onboarding

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/communitrak/onboarding/internal/dynamo"
	"github.com/communitrak/onboarding/internal/roster"
)

// Erasure is what erasing a person did to the table, or would do.
type Erasure struct {
	Members, Accounts int
	Traces            dynamo.Erased
	// Kept says in words what still refers to the person.
	Kept []string
}

// UnfinishedError names imports that could bring the erased person back.
type UnfinishedError struct{ Imports []dynamo.ImportRef }

func (e *UnfinishedError) Error() string {
	var names []string
	for _, i := range e.Imports {
		names = append(names, i.Community+"/"+i.ID)
	}
	return "unfinished imports of the person's communities: " + strings.Join(names, ", ") + "; finish or abort them first"
}

// TraceOf gathers what identifies the person. email may be empty if only the
// person's identifier is known; former emails, phones and names come from the
// audit trail. For a person who is unknown or already erased, it holds only the
// email.
func (s *Service) TraceOf(ctx context.Context, person, email string) (*dynamo.Trace, error) {
	t := dynamo.NewTrace(person)
	t.AddEmail(email)
	p, err := s.store.Person(ctx, person)
	if err != nil {
		return nil, err
	}
	if p.Account != nil {
		t.AddEmail(p.Account.Email)
	}
	for _, link := range p.Memberships {
		m, err := s.store.Member(ctx, link.Community, link.Member)
		if err != nil {
			return nil, err
		}
		t.AddMember(m)
		if err := s.traceHistory(ctx, t, m); err != nil {
			return nil, err
		}
	}
	return t, nil
}

// historyPage is how many audit entries are read at once.
const historyPage = 100

func (s *Service) traceHistory(ctx context.Context, t *dynamo.Trace, m roster.Member) error {
	first, last := []string{m.FirstName}, []string{m.LastName}
	for cursor := ""; ; {
		page, next, err := s.store.History(ctx, m.Community, m.ID, historyPage, cursor)
		if err != nil {
			return err
		}
		for _, e := range page {
			for _, c := range e.Changes {
				switch c.Field {
				case "email":
					t.AddEmail(c.From)
					t.AddEmail(c.To)
				case "phone":
					t.AddPhone(c.From)
					t.AddPhone(c.To)
				case "household":
					t.AddHousehold(c.From)
					t.AddHousehold(c.To)
				case "firstName":
					first = append(first, c.From, c.To)
				case "lastName":
					last = append(last, c.From, c.To)
				}
			}
		}
		if cursor = next; next == "" {
			break
		}
	}
	for _, f := range first {
		for _, l := range last {
			t.AddName(f, l)
		}
	}
	return nil
}

// Erase removes the person from all communities. Their invitations and
// memberships end, with the mails owed for them; their sessions and account go;
// and names, email, phone and home are blanked wherever they appear. What stays
// serves the counts and keeps them from being invited again: members without a
// name, the audit trail without values, and, under the keyed hash of the email,
// that it was erased, so that no file invites it. Erase may be repeated. It
// returns *UnfinishedError if an import could undo it. With dry, nothing is
// written.
func (s *Service) Erase(ctx context.Context, by roster.Actor, t *dynamo.Trace, dry bool) (Erasure, error) {
	person, err := s.store.Person(ctx, t.Person)
	if err != nil {
		return Erasure{}, err
	}
	if err := s.checkImportsEnded(ctx, person.Memberships); err != nil {
		return Erasure{}, err
	}
	e := Erasure{Members: len(person.Memberships)}
	if person.Account != nil {
		e.Accounts = 1
	}
	if !dry {
		for _, link := range person.Memberships {
			if err := s.endPermanently(ctx, by, link); err != nil {
				return e, err
			}
		}
	}
	if e.Traces, err = s.store.EraseTraces(ctx, t, dry); err != nil {
		return e, err
	}
	for _, link := range person.Memberships {
		own, err := s.store.EraseHistory(ctx, t, dynamo.MemberRef{Community: link.Community, ID: link.Member}, dry)
		e.Traces.Entries += own.Entries
		if err != nil {
			return e, err
		}
		if dry {
			continue
		}
		if err := s.eraseMember(ctx, by, link); err != nil {
			return e, err
		}
	}
	if e.Kept, err = s.sharedHouseholds(ctx, t, person.Memberships); err != nil || dry {
		return e, err
	}
	return e, s.eraseAccount(ctx, t.Person)
}

// checkImportsEnded fails while an import of the communities may still write.
func (s *Service) checkImportsEnded(ctx context.Context, links []roster.Membership) error {
	var unfinished UnfinishedError
	for _, link := range links {
		for cursor := ""; ; {
			page, next, err := s.store.Imports(ctx, link.Community, historyPage, cursor)
			if err != nil {
				return err
			}
			for _, job := range page {
				if !job.State.Ended() && job.State != roster.ImportAwaitingUpload {
					unfinished.Imports = append(unfinished.Imports, dynamo.ImportRef{Community: job.Community, ID: job.ID})
				}
			}
			if cursor = next; next == "" {
				break
			}
		}
	}
	if len(unfinished.Imports) > 0 {
		return &unfinished
	}
	return nil
}

// endPermanently ends an invitation or membership, so that nothing more is sent.
func (s *Service) endPermanently(ctx context.Context, by roster.Actor, link roster.Membership) error {
	return dynamo.Retry(ctx, func() error {
		m, err := s.store.Member(ctx, link.Community, link.Member)
		if err != nil || m.Status.Ended() {
			return err
		}
		action, move := "revoked", roster.Member.Revoke
		if m.Status != roster.Pending {
			action, move = "removed", roster.Member.Remove
		}
		tx := s.store.Begin()
		tx.AllowNoAdministrator()
		if _, err := s.addEnd(ctx, tx, m, by, action, move, s.now()); err != nil {
			return err
		}
		return tx.Commit(ctx)
	})
}

func (s *Service) eraseMember(ctx context.Context, by roster.Actor, link roster.Membership) error {
	return dynamo.Retry(ctx, func() error {
		m, err := s.store.Member(ctx, link.Community, link.Member)
		if err != nil || !m.ErasedAt.IsZero() {
			return err
		}
		if !m.Status.Ended() {
			return fmt.Errorf("member %s was invited again meanwhile: begin anew", m.ID)
		}
		now := s.now()
		tx := s.store.Begin()
		tx.SaveMember(m, m.Erase(now), now)
		tx.Record(roster.AuditEntry{Community: m.Community, Member: m.ID, At: now, By: by, Action: "erased"})
		return tx.Commit(ctx)
	})
}

func (s *Service) eraseAccount(ctx context.Context, person string) error {
	return dynamo.Retry(ctx, func() error {
		account, err := s.store.Account(ctx, person)
		if errors.Is(err, roster.ErrNotFound) {
			return nil
		}
		if err != nil {
			return err
		}
		tx := s.store.Begin()
		tx.DeleteAccount(account)
		return tx.Commit(ctx)
	})
}

// sharedHouseholds returns which of the person's households have a chosen name
// and people left, who share that name.
func (s *Service) sharedHouseholds(ctx context.Context, t *dynamo.Trace, links []roster.Membership) ([]string, error) {
	var kept []string
	for id := range t.Households {
		for _, link := range links {
			h, err := s.store.Household(ctx, link.Community, id)
			if errors.Is(err, roster.ErrNotFound) {
				continue
			}
			if err != nil {
				return nil, err
			}
			if h.Given != "" && len(h.People) > 0 {
				kept = append(kept, fmt.Sprintf("household %s in %s keeps its chosen name: %d others live there", h.ID, h.Community, len(h.People)))
			}
		}
	}
	return kept, nil
}
