package onboarding

import (
	"context"

	"github.com/communitrak/onboarding/internal/dynamo"
	"github.com/communitrak/onboarding/internal/roster"
)

// Greeting is what the link in the mail is for.
type Greeting struct {
	Member    roster.Member
	Community roster.Community
	// Home is the zero Property for a member invited without one.
	Home roster.Property
	// Inviter is who invites, as the mail says.
	Inviter string
	// HasAccount means that the email already has an account, whose password
	// activates.
	HasAccount bool
}

// Greet reads what the link in the mail is for, and changes nothing, so a mail
// scanner that runs the page's script changes nothing. It takes the mail proof:
// a code alone, which the inviter knows, gets ErrRefused, like everything that
// is wrong. It returns roster.ErrExpired and roster.ErrAlreadyActive as
// Activate does.
func (s *Service) Greet(ctx context.Context, email, code, proof string) (Greeting, error) {
	a, err := s.newAttempt(ctx, Activation{Email: email, Code: code, Proof: proof})
	if err != nil {
		return Greeting{}, err
	}
	person, members, err := s.candidates(ctx, a.person)
	if err != nil {
		return Greeting{}, err
	}
	m, byMail, err := s.match(ctx, a, members)
	if err != nil {
		return Greeting{}, err
	}
	if m == nil {
		if m, byMail, err = s.claimedMember(ctx, a, person); err != nil {
			return Greeting{}, err
		}
	}
	if !byMail {
		return Greeting{}, ErrRefused
	}
	g, err := s.greeting(ctx, *m, person)
	if err != nil {
		return Greeting{}, err
	}
	takesOver := m.Status == roster.Active && unconfirmed(person.Account)
	if _, err := m.Activate(g.Community, s.now()); err != nil && !takesOver {
		return Greeting{}, err
	}
	return g, nil
}

// GreetDecliner reads what the link to decline is for, and changes nothing. An
// expired invitation can be declined, too. It returns ErrRefused for any wrong
// input, and roster.ErrAlreadyActive if nothing is left to decline.
func (s *Service) GreetDecliner(ctx context.Context, community, member, proof string) (Greeting, error) {
	m, err := s.provenMember(ctx, community, member, proof)
	switch {
	case err != nil:
		return Greeting{}, err
	case m.Status == roster.Active:
		return Greeting{}, roster.ErrAlreadyActive
	case m.Status.Ended():
		return Greeting{}, ErrRefused
	}
	id, err := s.PersonOf(ctx, m)
	if err != nil {
		return Greeting{}, err
	}
	person, err := s.store.Person(ctx, id)
	if err != nil {
		return Greeting{}, err
	}
	return s.greeting(ctx, m, person)
}

func (s *Service) greeting(ctx context.Context, m roster.Member, person dynamo.Person) (Greeting, error) {
	var community roster.Community
	var home roster.Property
	err := dynamo.SideBySide(
		func() (err error) {
			community, err = s.store.Community(ctx, m.Community)
			return err
		},
		func() (err error) {
			home, _, err = s.HomeOf(ctx, m)
			return err
		},
	)
	return Greeting{
		Member: m, Community: community, Home: home, Inviter: m.InvitedBy(community.Preferences),
		HasAccount: person.Account != nil && person.Account.Confirmed,
	}, err
}

// claimedMember returns the member whose letter was answered, as they would be
// under the email whose mailbox is proved.
func (s *Service) claimedMember(ctx context.Context, a *attempt, person dynamo.Person) (m *roster.Member, proved bool, err error) {
	onLetter, err := s.claimant(ctx, a)
	if err != nil || onLetter == nil {
		return nil, false, err
	}
	if proved, err = s.provesMailbox(ctx, a, *onLetter); err != nil || !proved {
		return nil, false, err
	}
	if link, known := person.Membership(onLetter.Community); known && link.Member != onLetter.ID {
		return nil, false, s.claimedBy(ctx, link)
	}
	claimed := onLetter.ClaimEmail(a.normal)
	return &claimed, true, nil
}
