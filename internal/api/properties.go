package api

import (
	"cmp"
	"context"
	"errors"
	"net/http"
	"slices"

	"github.com/danielgtaylor/huma/v2"

	"github.com/communitrak/onboarding/internal/address"
	"github.com/communitrak/onboarding/internal/address/zipcode"
	"github.com/communitrak/onboarding/internal/dynamo"
	"github.com/communitrak/onboarding/internal/onboarding"
	"github.com/communitrak/onboarding/internal/roster"
)

// streetAddress is a street address in parts; Street may hold all of it.
type streetAddress struct {
	Street string `json:"street" maxLength:"200"`
	Unit   string `json:"unit,omitempty" maxLength:"50"`
	City   string `json:"city,omitempty" maxLength:"100"`
	State  string `json:"state,omitempty" maxLength:"100"`
	ZIP    string `json:"zip,omitempty" maxLength:"10"`
}

type lotAddress struct {
	Lot   string `json:"lot" maxLength:"50"`
	Unit  string `json:"unit,omitempty" maxLength:"50"`
	City  string `json:"city,omitempty" maxLength:"100"`
	State string `json:"state,omitempty" maxLength:"100"`
	ZIP   string `json:"zip,omitempty" maxLength:"10"`
}

// ValidatedAddress is a standardized address, with what was changed.
type ValidatedAddress struct {
	Standard standardAddress  `json:"standard"`
	Label    string           `json:"label" example:"114 Juniper Ct Apt 2, Mesa, AZ 85201"`
	Changed  []addressChange  `json:"changed"`
	Warnings []addressWarning `json:"warnings"`
	Property *string          `json:"property" doc:"the property that stands there already"`
}

type standardAddress struct {
	Street string `json:"street"`
	Unit   string `json:"unit"`
	City   string `json:"city"`
	State  string `json:"state"`
	ZIP    string `json:"zip"`
}

type addressChange struct {
	Field string `json:"field"`
	From  string `json:"from"`
	To    string `json:"to"`
}

type addressWarning struct {
	Code    string `json:"code"`
	Field   string `json:"field"`
	Message string `json:"message"`
}

type propertyAnswer struct {
	ID         string              `json:"id"`
	Label      string              `json:"label"`
	Kind       roster.PropertyKind `json:"kind" enum:"street,lot"`
	Address    propertyAddress     `json:"address"`
	Households int                 `json:"households" doc:"how many households stand here"`
}

type propertyAddress struct {
	Street string `json:"street,omitempty"`
	Lot    string `json:"lot,omitempty"`
	Unit   string `json:"unit"`
	City   string `json:"city"`
	State  string `json:"state"`
	ZIP    string `json:"zip"`
}

type householdAnswer struct {
	ID      string `json:"id"`
	Name    string `json:"name"`
	Members int    `json:"members" doc:"how many people belong to it"`
}

func (a *API) homeOperations() {
	Register(a, signingOut, huma.Operation{OperationID: "find-zip", Method: http.MethodGet, Path: "/v1/places/zip/{zip}",
		Summary: "Tell where a ZIP code is", Description: "City, state and time zone, to fill in a form. The postal service may accept other cities, too, and a few ZIP codes are not known.",
		Metadata: Refuses("not_found")}, a.findZIP)
	Post(a, Requires(roster.InviteMembers), RunsAgain, huma.Operation{OperationID: "validate-address", Path: "/v1/communities/{c}/addresses/validate",
		Summary: "Bring an address into standard form", DefaultStatus: http.StatusOK}, a.validateAddress)
	Register(a, Requires(roster.InviteMembers), huma.Operation{OperationID: "list-properties", Method: http.MethodGet, Path: "/v1/communities/{c}/properties",
		Summary: "List or search properties", Description: "In the order of their labels; a search lists those that start with its text before the others. A page may be empty and not be the last: next is null at the end."}, a.listProperties)
	Register(a, Requires(roster.InviteMembers), huma.Operation{OperationID: "get-property", Method: http.MethodGet, Path: "/v1/communities/{c}/properties/{p}",
		Summary: "Read a property, with who lives there", Description: "A property that was joined with another one is answered as that one."}, a.getProperty)
	Register(a, Requires(roster.InviteMembers), huma.Operation{OperationID: "list-households", Method: http.MethodGet, Path: "/v1/communities/{c}/properties/{p}/households",
		Summary: "List the households of a property"}, a.listHouseholds)
	Register(a, Requires(roster.InviteMembers), huma.Operation{OperationID: "correct-property", Method: http.MethodPatch, Path: "/v1/communities/{c}/properties/{p}",
		Summary:  "Correct an address, or join two properties that are one",
		Metadata: Refuses("exists", "role_above_yours")}, a.correctProperty)
	Register(a, Requires(roster.InviteMembers), huma.Operation{OperationID: "delete-property", Method: http.MethodDelete, Path: "/v1/communities/{c}/properties/{p}",
		Summary:  "Delete a property in which nobody lives",
		Metadata: Refuses("not_empty")}, a.deleteProperty)
	Register(a, Requires(roster.InviteMembers), huma.Operation{OperationID: "rename-household", Method: http.MethodPatch, Path: "/v1/communities/{c}/households/{h}",
		Summary:  "Name a household (an empty name follows its members), or join two that are one",
		Metadata: Refuses("exists", "role_above_yours")}, a.renameHousehold)
	Register(a, Requires(roster.InviteMembers), huma.Operation{OperationID: "delete-household", Method: http.MethodDelete, Path: "/v1/communities/{c}/households/{h}",
		Summary:  "Delete an empty household",
		Metadata: Refuses("not_empty")}, a.deleteHousehold)
}

func validated(v onboarding.Validated) ValidatedAddress {
	s := v.Standard
	out := ValidatedAddress{
		Standard: standardAddress{s.Street.Street, s.Unit, s.City, s.State, s.ZIP}, Label: s.Label(),
		Changed: []addressChange{}, Warnings: []addressWarning{}, Property: optional(v.Property),
	}
	for _, c := range s.Changed {
		out.Changed = append(out.Changed, addressChange{c.Field, c.From, c.To})
	}
	for _, w := range s.Warnings {
		out.Warnings = append(out.Warnings, addressWarning{w.Code, w.Field, w.Message})
	}
	return out
}

func propertyOf(p roster.Property) propertyAnswer {
	return propertyAnswer{p.ID, p.Label, p.Kind, propertyAddress(p.Address), p.Households}
}

func householdOf(h roster.Household) householdAnswer {
	return householdAnswer{h.ID, h.Name(), len(h.People)}
}

func (a *API) validateAddress(ctx context.Context, in *struct {
	InCommunity
	Body streetAddress
}) (*Body[ValidatedAddress], error) {
	v, err := a.Rules.ValidateAddress(ctx, ActingIn(ctx).Community, address.Street(in.Body))
	if err != nil {
		return nil, err
	}
	return Answer(validated(v)), nil
}

func (a *API) listProperties(ctx context.Context, in *struct {
	InCommunity
	Paging
	Q string `query:"q" maxLength:"200" doc:"words of the address"`
	Freshness
}) (*Body[ListPage[propertyAnswer]], error) {
	properties, next, err := a.listed(in.Freshness).Properties(ctx, ActingIn(ctx).Community.ID, in.Q, in.Limit, in.Cursor)
	if err != nil {
		return nil, err
	}
	var items []propertyAnswer
	for _, p := range properties {
		items = append(items, propertyOf(p))
	}
	return Answer(PageOf(items, next)), nil
}

type InProperty struct {
	InCommunity
	Property string `path:"p" maxLength:"64"`
}

type InHousehold struct {
	InCommunity
	Household string `path:"h" maxLength:"64"`
}

func (a *API) listHouseholds(ctx context.Context, in *InProperty) (*Body[ListPage[householdAnswer]], error) {
	_, households, err := a.propertyWithHouseholds(ctx, in.Property)
	if err != nil {
		return nil, err
	}
	var items []householdAnswer
	for _, h := range households {
		items = append(items, householdOf(h))
	}
	return Answer(PageOf(items, "")), nil
}

// propertyWithHouseholds reads a property of the community. A property that was
// merged leads to the one that it became part of.
func (a *API) propertyWithHouseholds(ctx context.Context, id string) (roster.Property, []roster.Household, error) {
	c := ActingIn(ctx).Community
	p, err := a.Store.Property(ctx, c.ID, id)
	if err != nil {
		return p, nil, err
	}
	households, err := a.Store.Households(ctx, c.ID, p.ID)
	return p, households, err
}

type livedInProperty struct {
	Property   propertyAnswer     `json:"property"`
	Households []livedInHousehold `json:"households"`
}

type livedInHousehold struct {
	ID      string         `json:"id"`
	Name    string         `json:"name"`
	Members []MemberAnswer `json:"members" doc:"who lives there: active, pending, or without sign-in"`
}

func (a *API) getProperty(ctx context.Context, in *InProperty) (*Body[livedInProperty], error) {
	c := ActingIn(ctx).Community
	p, households, err := a.propertyWithHouseholds(ctx, in.Property)
	if err != nil {
		return nil, err
	}
	var refs []dynamo.MemberRef
	for _, h := range households {
		for id := range h.People {
			refs = append(refs, dynamo.MemberRef{Community: c.ID, ID: id})
		}
	}
	members, err := a.Store.Members(ctx, refs)
	if err != nil {
		return nil, err
	}
	out := livedInProperty{propertyOf(p), []livedInHousehold{}}
	for _, h := range households {
		lives := livedInHousehold{h.ID, h.Name(), []MemberAnswer{}}
		for id := range h.People {
			if m, ok := members[dynamo.MemberRef{Community: c.ID, ID: id}]; ok {
				lives.Members = append(lives.Members, memberOf(m, p, h, c.Preferences))
			}
		}
		slices.SortFunc(lives.Members, headFirst)
		out.Households = append(out.Households, lives)
	}
	return Answer(out), nil
}

// headFirst puts the Head of Household first, and the others in order of name.
func headFirst(a, b MemberAnswer) int {
	return cmp.Or(
		cmp.Compare(a.HouseholdRole, b.HouseholdRole), // head, member
		cmp.Compare(a.FirstName, b.FirstName),
		cmp.Compare(a.LastName, b.LastName),
		cmp.Compare(a.ID, b.ID),
	)
}

type zipAnswer struct {
	ZIP      string `json:"zip"`
	City     string `json:"city" doc:"the one that mail to this ZIP usually says"`
	State    string `json:"state"`
	TimeZone string `json:"timeZone" example:"America/Phoenix" doc:"empty where none is known"`
}

func (a *API) findZIP(_ context.Context, in *struct {
	ZIP string `path:"zip" pattern:"^[0-9]{5}$" maxLength:"5" doc:"five digits"`
}) (*Body[zipAnswer], error) {
	place, err := zipcode.Find(in.ZIP)
	if errors.Is(err, zipcode.ErrUnknown) {
		return nil, roster.ErrNotFound
	}
	return Answer(zipAnswer(place)), err
}

type correctionInput struct {
	Street *streetAddress `json:"street,omitempty"`
	Lot    *lotAddress    `json:"lot,omitempty"`
	Merge  bool           `json:"merge,omitempty" doc:"join with the property that has this address already"`
}

func (a *API) correctProperty(ctx context.Context, in *struct {
	InProperty
	Body correctionInput
}) (*Body[propertyAnswer], error) {
	who := ActingIn(ctx)
	p, err := a.Rules.CorrectProperty(ctx, who.By, who.Community, in.Property, onboarding.PropertyCorrection{
		Street: (*address.Street)(in.Body.Street), Lot: (*address.Lot)(in.Body.Lot), Join: in.Body.Merge})
	if err != nil {
		return nil, err
	}
	return Answer(propertyOf(p)), nil
}

func (a *API) deleteProperty(ctx context.Context, in *InProperty) (*struct{}, error) {
	who := ActingIn(ctx)
	return nil, a.Rules.DeleteProperty(ctx, who.By, who.Community, in.Property)
}

type householdName struct {
	Name  string `json:"name" maxLength:"100"`
	Merge bool   `json:"merge,omitempty" doc:"join with the household of the property that has this name already"`
}

func (a *API) renameHousehold(ctx context.Context, in *struct {
	InHousehold
	Body householdName
}) (*Body[householdAnswer], error) {
	who := ActingIn(ctx)
	h, err := a.Rules.RenameHousehold(ctx, who.By, who.Community, in.Household, in.Body.Name, in.Body.Merge)
	if err != nil {
		return nil, err
	}
	return Answer(householdOf(h)), nil
}

func (a *API) deleteHousehold(ctx context.Context, in *InHousehold) (*struct{}, error) {
	who := ActingIn(ctx)
	return nil, a.Rules.DeleteHousehold(ctx, who.By, who.Community, in.Household)
}
