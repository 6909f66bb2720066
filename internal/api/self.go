package api

import (
	"cmp"
	"context"
	"net/http"
	"slices"

	"github.com/danielgtaylor/huma/v2"

	"github.com/communitrak/onboarding/internal/dynamo"
	"github.com/communitrak/onboarding/internal/onboarding"
	"github.com/communitrak/onboarding/internal/roster"
)

type ownAnswer struct {
	Community CommunityRef  `json:"community"`
	Look      lookAnswer    `json:"look"`
	Member    string        `json:"member"`
	FirstName string        `json:"firstName"`
	LastName  string        `json:"lastName"`
	Email     string        `json:"email" doc:"the sign-in; not changed here"`
	Phone     *string       `json:"phone" doc:"E.164"`
	Role      roster.Role   `json:"role"`
	Home      *string       `json:"home" doc:"null for someone without a home"`
	Household *ownHousehold `json:"household" doc:"null for someone without a home"`
	PortalURL *string       `json:"portalUrl" doc:"the community's own site; null: it has none"`
	TimeZone  string        `json:"timeZone" doc:"of the community"`
	Version   int           `json:"version" doc:"names what an edit is based on"`
}

type ownHousehold struct {
	Name      string      `json:"name"`
	MayInvite bool        `json:"mayInvite" doc:"one may invite the rest of the household now: one is its Head, and the community allows it"`
	People    []ownPerson `json:"people" doc:"everybody of the household, the Head first"`
}

type ownPerson struct {
	FirstName     string               `json:"firstName"`
	LastName      string               `json:"lastName"`
	HouseholdRole roster.HouseholdRole `json:"householdRole" enum:"member,head"`
	Joined        bool                 `json:"joined" doc:"the account is active"`
	Invitation    *ownInvitation       `json:"invitation" doc:"of whom one has invited oneself, as long as they have not joined; else null"`
}

type ownEdit struct {
	Version   int     `json:"version,omitempty" doc:"the version that was seen; 412 when it has changed since"`
	FirstName *string `json:"firstName,omitempty" maxLength:"100"`
	LastName  *string `json:"lastName,omitempty" maxLength:"100"`
	Phone     *string `json:"phone,omitempty" maxLength:"50" doc:"empty removes it"`
}

func (a *API) selfOperations() {
	Register(a, self, huma.Operation{OperationID: "get-own-membership", Method: http.MethodGet, Path: "/v1/me/memberships/{c}",
		Summary: "Read one's own membership: home, household and details"}, a.getSelf)
	Register(a, self, huma.Operation{OperationID: "edit-own-membership", Method: http.MethodPatch, Path: "/v1/me/memberships/{c}",
		Summary: "Correct one's own name and phone", Description: "The email is the sign-in and is not changed here.",
		Metadata: Refuses("stale")}, a.editSelf)
	a.householdOperations()
}

// getSelf returns not found for Support, who act in every community but are a
// member of none.
func (a *API) getSelf(ctx context.Context, _ *InCommunity) (*Body[ownAnswer], error) {
	who := ActingIn(ctx)
	m, err := a.Store.Member(ctx, who.Community.ID, who.By.Member)
	if err != nil {
		return nil, err
	}
	return a.selfAnswer(ctx, m)
}

func (a *API) editSelf(ctx context.Context, in *struct {
	InCommunity
	Body ownEdit
}) (*Body[ownAnswer], error) {
	who, b := ActingIn(ctx), in.Body
	m, err := a.Rules.EditSelf(ctx, who.By, who.Community, onboarding.Edit{Version: b.Version, FirstName: b.FirstName, LastName: b.LastName, Phone: b.Phone})
	if err != nil {
		return nil, err
	}
	return a.selfAnswer(ctx, m)
}

// selfAnswer returns m with their home and who else lives there.
func (a *API) selfAnswer(ctx context.Context, m roster.Member) (*Body[ownAnswer], error) {
	c := ActingIn(ctx).Community
	p, h, err := a.Rules.HomeOf(ctx, m)
	if err != nil {
		return nil, err
	}
	out := ownAnswer{
		Community: CommunityRef{c.ID, c.Name, c.Open()}, Look: lookOf(c.Preferences.Branding), Member: m.ID, FirstName: m.FirstName, LastName: m.LastName, Email: m.Email,
		Phone: optional(m.Phone), Role: m.Role, Home: optional(p.Label), PortalURL: optional(c.Preferences.PortalURL), Version: m.Version,
		TimeZone: c.Preferences.TimeZone,
	}
	if h.ID != "" {
		invites := h.HeadInvites(m, c)
		people, err := a.peopleOf(ctx, h, m, invites)
		if err != nil {
			return nil, err
		}
		out.Household = &ownHousehold{h.Name(), invites, people}
	}
	return Answer(out), nil
}

// peopleOf returns the people in m's household, the Head first, then by name.
// Members who may invite also see the state of their own invitations.
func (a *API) peopleOf(ctx context.Context, h roster.Household, m roster.Member, invites bool) ([]ownPerson, error) {
	var refs []dynamo.MemberRef
	for id := range h.People {
		refs = append(refs, dynamo.MemberRef{Community: h.Community, ID: id})
	}
	members, err := a.Store.Members(ctx, refs)
	if err != nil {
		return nil, err
	}
	people := []ownPerson{}
	for _, one := range members {
		person := ownPerson{one.FirstName, one.LastName, h.RoleOf(one.ID), one.Status == roster.Active, nil}
		if invites && one.Status == roster.Pending && one.WasInvitedBy(m.ID) {
			person.Invitation = a.ownInvitation(one)
		}
		people = append(people, person)
	}
	slices.SortFunc(people, func(a, b ownPerson) int {
		return cmp.Or(cmp.Compare(a.HouseholdRole, b.HouseholdRole), cmp.Compare(a.FirstName, b.FirstName), cmp.Compare(a.LastName, b.LastName))
	})
	return people, nil
}
