package onboarding

import (
	"context"
	"errors"

	"github.com/communitrak/onboarding/internal/address"
	"github.com/communitrak/onboarding/internal/contact"
	"github.com/communitrak/onboarding/internal/dynamo"
	"github.com/communitrak/onboarding/internal/personname"
	"github.com/communitrak/onboarding/internal/roster"
)

// Invitation is what the wizard asks for.
type Invitation struct {
	Home   Home
	Member MemberDetails
	// Role is empty for the community's default at activation.
	Role roster.Role
	Send SendTiming
	// Request identifies the attempt: repeating it leads to the same member. If
	// empty, every call is another attempt.
	Request string
	// Ready runs side by side with the reads. If it fails, nothing is written,
	// and its error is returned. It may be nil; it runs again whenever the
	// decision is made again.
	Ready func(context.Context) error
}

// memberID returns the ID that the attempt gives somebody who is new to the
// community.
func (in Invitation) memberID(community roster.Community, person string) string {
	return roster.DerivedID(nil, "invite", community.ID, person, in.Request)
}

// Home says where the member lives. Exactly one of Property, Street and Lot is
// set.
type Home struct {
	Property string
	Street   *address.Street
	// Confirmed means that the inviter has seen Street in its standard form.
	Confirmed bool
	Lot       *address.Lot
	// Household is an existing household of Property. If empty, it is a new
	// one, named HouseholdName or, if that is empty too, after its members.
	Household     string
	HouseholdName string
}

// MemberDetails is what is known about a person.
type MemberDetails struct {
	FirstName     string
	LastName      string
	Email         string
	Phone         string
	HouseholdRole roster.HouseholdRole
}

// Invited is the result of an invitation.
type Invited struct {
	Member    roster.Member
	Property  roster.Property
	Household roster.Household
}

// Invite brings one person into the community: property, household, member,
// invitation and the mail owed are made together or not at all. It fails with
// *roster.InvalidError(s), *roster.ExistsError for a member who is pending or
// active, *UnconfirmedError, or roster.ErrRoleAboveYours.
func (s *Service) Invite(ctx context.Context, by roster.Principal, community roster.Community, in Invitation) (Invited, error) {
	if err := guardRole(by, community, in.Role); err != nil {
		return Invited{}, err
	}
	member, err := in.Member.Checked("member.")
	if err != nil {
		return Invited{}, err
	}
	in.Member = member
	person, err := s.PersonID(ctx, in.Member.Email)
	if err != nil {
		return Invited{}, err
	}
	own := inviteAttempt{roster.NewID(), roster.NewID()}
	if in.Request != "" {
		own = inviteAttempt{in.memberID(community, person), seedOf(community, person, in.Request)}
	}
	var made Invited
	err = dynamo.Retry(ctx, func() error {
		made, err = s.inviteOnce(ctx, by, community, in, person, own)
		var exists *roster.ExistsError
		switch {
		case !errors.As(err, &exists):
			return err
		case exists.What == "property":
			return dynamo.ErrConflict
		}
		there, err := s.store.Member(ctx, community.ID, exists.ID)
		if err != nil {
			return changedIfGone(err)
		}
		if own.made(there) {
			made, err = s.invited(ctx, there)
			return err
		}
		current, err := s.PersonOf(ctx, there)
		if err != nil {
			return err
		}
		if current != person || there.Status.Ended() {
			return dynamo.ErrConflict // no longer who was found: decide again
		}
		return &roster.ExistsError{What: string(there.Status) + " member", ID: there.ID}
	})
	return made, err
}

// inviteAttempt is what an attempt to invite gives the member: its ID to somebody
// who is new, its seed to any invitation. By these a repetition recognizes what
// the attempt has made already, whatever others have done to it since.
type inviteAttempt struct{ id, seed string }

func (a inviteAttempt) made(m roster.Member) bool { return m.ID == a.id || m.Invitation.Seed == a.seed }

// seedOf returns the seed of the invitation that the attempt makes.
func seedOf(community roster.Community, person, attempt string) string {
	return roster.DerivedID(nil, "seed", community.ID, person, attempt)
}

// WillInvite returns the ID that Invite gives somebody who is new to the
// community. in must have a Request.
func (s *Service) WillInvite(ctx context.Context, community roster.Community, in Invitation) (id string, err error) {
	normal := in.Member.Email
	if email, err := contact.ParseEmail(normal); err == nil {
		normal = email.Reveal()
	}
	person, err := s.PersonID(ctx, normal)
	return in.memberID(community, person), err
}

// HasInvited reports whether the member of that ID exists.
func (s *Service) HasInvited(ctx context.Context, community roster.Community, id string) (bool, error) {
	_, err := s.store.Member(ctx, community.ID, id)
	if errors.Is(err, roster.ErrNotFound) {
		return false, nil
	}
	return err == nil, err
}

// InvitedBefore returns what the attempt made earlier, as it is by now, under
// the guards of Invite. It returns roster.ErrSuperseded if the member has
// another invitation since.
func (s *Service) InvitedBefore(ctx context.Context, by roster.Principal, community roster.Community, member string, in Invitation) (Invited, error) {
	if err := guardRole(by, community, in.Role); err != nil {
		return Invited{}, err
	}
	profile, err := in.Member.Checked("member.")
	if err != nil {
		return Invited{}, err
	}
	person, err := s.PersonID(ctx, profile.Email)
	if err != nil {
		return Invited{}, err
	}
	m, err := s.OutrankedMember(ctx, by, community, member)
	if err != nil {
		return Invited{}, err
	}
	if m.Invitation.Seed != seedOf(community, person, in.Request) {
		return Invited{}, roster.ErrSuperseded
	}
	return s.invited(ctx, m)
}

func (s *Service) inviteOnce(ctx context.Context, by roster.Principal, community roster.Community, in Invitation, person string, own inviteAttempt) (Invited, error) {
	txn, err := s.NewTransaction(ctx, by.Actor(), community, roster.LaneNow)
	if err != nil {
		return Invited{}, err
	}
	var former *roster.Member
	var link *roster.Membership
	var property roster.Property
	var household roster.Household
	err = dynamo.SideBySide(
		func() error {
			if in.Ready == nil {
				return nil
			}
			return in.Ready(ctx)
		},
		func() (err error) {
			former, link, err = s.lookUpInvitee(ctx, by, community, person)
			return err
		},
		func() (err error) {
			property, household, err = s.home(ctx, txn, community, in.Home)
			return err
		},
	)
	if err != nil {
		return Invited{}, err
	}
	if former != nil && own.made(*former) {
		return s.invited(ctx, *former)
	}
	newcomer := NewMember{
		ID: own.id, FirstName: in.Member.FirstName, LastName: in.Member.LastName, Email: in.Member.Email, Person: person,
		Phone: in.Member.Phone, Role: in.Role, HouseholdRole: in.Member.HouseholdRole, Send: in.Send, Seed: own.seed,
	}
	var member roster.Member
	if former != nil {
		if member, err = txn.Revive(*former, *link, newcomer, property, household); err != nil {
			return Invited{}, err
		}
	} else {
		member = txn.Invite(newcomer, property, household)
	}
	for _, head := range txn.unseated {
		if err := s.guardHead(ctx, txn.Tx(), by, community, head); err != nil {
			return Invited{}, err
		}
	}
	household = txn.households[household.ID]
	property.Households += txn.added[property.ID]
	if err := txn.Commit(ctx); err != nil {
		return Invited{}, err
	}
	return Invited{member, property, household}, nil
}

// lookUpInvitee finds out what the email is in the community: nothing; a person
// whose invitation or membership had ended, to be revived; or, as an error, a
// person who is there.
func (s *Service) lookUpInvitee(ctx context.Context, by roster.Principal, community roster.Community, person string) (*roster.Member, *roster.Membership, error) {
	link, err := s.store.Membership(ctx, person, community.ID)
	if errors.Is(err, roster.ErrNotFound) {
		return nil, nil, nil
	}
	if err != nil {
		return nil, nil, err
	}
	if !link.Ended {
		return nil, nil, &roster.ExistsError{What: "member", ID: link.Member}
	}
	m, err := s.store.Member(ctx, community.ID, link.Member)
	if err != nil {
		return nil, nil, changedIfGone(err)
	}
	if !m.Status.Ended() {
		return nil, nil, dynamo.ErrConflict
	}
	if !by.Outranks(m.EffectiveRole(community.Preferences)) {
		return nil, nil, roster.ErrRoleAboveYours
	}
	return &m, &link, nil
}

// invited returns what an earlier attempt with the same request made.
func (s *Service) invited(ctx context.Context, m roster.Member) (Invited, error) {
	p, h, err := s.HomeOf(ctx, m)
	return Invited{m, p, h}, err
}

// HomeOf reads the member's property and household; both are empty if they have
// no home.
func (s *Service) HomeOf(ctx context.Context, m roster.Member) (roster.Property, roster.Household, error) {
	if m.Property == "" {
		return roster.Property{}, roster.Household{}, nil
	}
	ps, hs, err := s.store.Homes(ctx, m.Community, []string{m.Property}, []string{m.Household})
	return ps[m.Property], hs[m.Household], err
}

// home finds the property and household, or adds them to the transaction.
func (s *Service) home(ctx context.Context, txn *Transaction, community roster.Community, in Home) (roster.Property, roster.Household, error) {
	var property roster.Property
	var household roster.Household
	var missing error
	err := dynamo.SideBySide(
		func() (err error) {
			property, err = s.property(ctx, txn, community, in)
			return err
		},
		func() error {
			if in.Household != "" {
				household, missing = s.store.Household(ctx, community.ID, in.Household)
			}
			return nil
		},
	)
	if err != nil {
		return roster.Property{}, roster.Household{}, err
	}
	if in.Household == "" {
		name, err := cleanName("household.name", in.HouseholdName)
		if err != nil {
			return roster.Property{}, roster.Household{}, err
		}
		return property, txn.AddHousehold(property.ID, name, ""), nil
	}
	if missing == nil && household.Property != property.ID {
		missing = roster.ErrNotFound
	}
	if errors.Is(missing, roster.ErrNotFound) {
		missing = &roster.InvalidError{Field: "household.id", Code: "not_found", Reason: "the property has no such household"}
	}
	return property, household, missing
}

func (s *Service) property(ctx context.Context, txn *Transaction, community roster.Community, in Home) (roster.Property, error) {
	var wanted roster.Property
	switch {
	case in.Property != "":
		p, err := s.store.Property(ctx, community.ID, in.Property)
		if errors.Is(err, roster.ErrNotFound) {
			err = &roster.InvalidError{Field: "property.id", Code: "not_found", Reason: "the community has no such property"}
		}
		return p, err
	case in.Street != nil:
		standard, err := standardize(*in.Street, "property.street.", community.Preferences)
		if err != nil {
			return roster.Property{}, err
		}
		if !in.Confirmed {
			return roster.Property{}, &UnconfirmedError{standard}
		}
		wanted = StreetProperty(standard.Street)
	case in.Lot != nil:
		lot, err := address.StandardizeLot(*in.Lot)
		if err != nil {
			return roster.Property{}, fieldError(err, "property.lot.")
		}
		wanted = LotProperty(lot)
	default:
		return roster.Property{}, &roster.InvalidError{Field: "property", Code: "required", Reason: "choose a property or give a street address or a lot"}
	}
	id, matches, err := s.findProperty(ctx, community.ID, wanted)
	switch {
	case errors.Is(err, roster.ErrNotFound):
		return txn.AddProperty(wanted, matches), nil
	case errors.Is(err, ErrAmbiguous):
		return roster.Property{}, &roster.InvalidError{Field: "property.street.zip", Code: "ambiguous", Reason: "several properties have that address; give the ZIP"}
	case err != nil:
		return roster.Property{}, err
	}
	return s.store.Property(ctx, community.ID, id)
}

// guardRole is the rank guard for a role to be given. No explicit role means
// the default, which holds nothing of consequence.
func guardRole(by roster.Principal, community roster.Community, role roster.Role) error {
	if role == roster.NoRole {
		return nil
	}
	if !role.Valid() {
		return &roster.InvalidError{Field: "role", Code: "unknown_role", Reason: "the community has no such role"}
	}
	if !by.Outranks(role) {
		return roster.ErrRoleAboveYours
	}
	return nil
}

// Checked returns the profile in normal form, or an error that says what is
// wrong with each field.
func (p MemberDetails) Checked(prefix string) (MemberDetails, error) {
	var invalid roster.InvalidErrors
	p.FirstName = checkedName(&invalid, prefix+"firstName", p.FirstName)
	p.LastName = checkedName(&invalid, prefix+"lastName", p.LastName)
	p.Email = checkedEmail(&invalid, prefix+"email", p.Email)
	p.Phone = checkedPhone(&invalid, prefix+"phone", p.Phone)
	switch p.HouseholdRole {
	case roster.NoHouseholdRole, roster.HouseholdMember, roster.HouseholdHead:
	default:
		invalid.Add(prefix+"householdRole", "unknown_household_role", "the household role is member or head")
	}
	return p, invalid.Err()
}

func checkedName(invalid *roster.InvalidErrors, field, typed string) string {
	name, err := cleanName(field, typed)
	var bad *roster.InvalidError
	switch {
	case errors.As(err, &bad):
		*invalid = append(*invalid, bad)
	case name == "":
		invalid.Add(field, "required", "is required")
	}
	return name
}

func cleanName(field, typed string) (string, error) {
	name, err := personname.Clean(typed)
	if err != nil {
		return "", &roster.InvalidError{Field: field, Code: "invalid_name", Reason: err.Error()}
	}
	return name, nil
}

func checkedEmail(invalid *roster.InvalidErrors, field, typed string) string {
	email, err := contact.ParseEmail(typed)
	var bad *contact.InvalidError
	switch {
	case errors.As(err, &bad):
		invalid.Add(field, bad.Code, bad.Reason)
	case err != nil:
		invalid.Add(field, "invalid_email", err.Error())
	}
	return email.Reveal()
}

func checkedPhone(invalid *roster.InvalidErrors, field, typed string) string {
	if typed == "" {
		return ""
	}
	phone, err := contact.ParsePhone(typed)
	var bad *contact.InvalidError
	switch {
	case errors.As(err, &bad):
		invalid.Add(field, bad.Code, bad.Reason)
	case err != nil:
		invalid.Add(field, "invalid_phone", err.Error())
	}
	return phone.Reveal()
}
