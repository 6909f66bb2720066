package api

import (
	"context"
	"net/http"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"github.com/communitrak/onboarding/internal/onboarding"
	"github.com/communitrak/onboarding/internal/roster"
)

type communityAnswer struct {
	CommunityRef
	Administrator *MemberAnswer    `json:"administrator,omitempty" doc:"who was invited as the first administrator"`
	Invitation    *codedInvitation `json:"invitation" doc:"the administrator's; null once it is no longer open"`
}

// codedInvitation is an open invitation with its code.
type codedInvitation struct {
	Code      string         `json:"code" example:"XXXX-XXXX-XXXX-XXXX"`
	ExpiresAt time.Time      `json:"expiresAt"`
	Delivery  deliveryAnswer `json:"delivery"`
}

type listedCommunity struct {
	CommunityRef
	Look     lookAnswer        `json:"look"`
	TimeZone string            `json:"timeZone"`
	Progress communityProgress `json:"progress"`
}

type communityProgress struct {
	Invited      int `json:"invited" doc:"people whose invitation stands or was accepted"`
	Active       int `json:"active" doc:"those of them who activated their account"`
	Attention    int `json:"attention" doc:"people in the list Needs attention"`
	WithoutEmail int `json:"withoutEmail" doc:"people who cannot be invited until they have an email"`
}

type createCommunityInput struct {
	Name          string `json:"name" maxLength:"100"`
	Confirmed     bool   `json:"confirmed,omitempty" doc:"another community of this name is meant"`
	City          string `json:"city,omitempty" maxLength:"100" doc:"the place completes addresses that leave it out"`
	State         string `json:"state,omitempty" maxLength:"100"`
	ZIP           string `json:"zip,omitempty" maxLength:"10"`
	TimeZone      string `json:"timeZone,omitempty" maxLength:"64" example:"America/Phoenix" doc:"default: America/New_York"`
	SenderName    string `json:"senderName,omitempty" maxLength:"100" doc:"default: the name"`
	ReplyTo       string `json:"replyTo,omitempty" maxLength:"320" doc:"default: Support"`
	Administrator struct {
		FirstName string `json:"firstName" maxLength:"100"`
		LastName  string `json:"lastName" maxLength:"100"`
		Email     string `json:"email" maxLength:"320"`
	} `json:"administrator"`
}

type preferences struct {
	BlackCurtain   bool        `json:"blackCurtain" doc:"while on, members can activate but not sign in"`
	DefaultRole    roster.Role `json:"defaultRole" doc:"what members without an explicit role get at activation"`
	InvitationDays int         `json:"invitationDays" doc:"life of an invitation in days"`
	City           string      `json:"city"`
	State          string      `json:"state"`
	ZIP            string      `json:"zip"`
	TimeZone       string      `json:"timeZone" example:"America/Phoenix"`
	SenderName     string      `json:"senderName" doc:"who a mail without a personal inviter comes from"`
	ReplyTo        string      `json:"replyTo" doc:"where answers to mails go; empty: Support"`
	PortalURL      string      `json:"portalUrl" doc:"the community's own site, shown to its members; empty: none"`
	HeadsInvite    bool        `json:"headsInvite" doc:"a Head of Household may invite the rest of their household"`
	Color          string      `json:"colour" doc:"of the buttons in mails and on the residents' pages, #rrggbb; empty: Communitrak's own"`
	Welcome        string      `json:"welcome" doc:"one line that greets residents; empty: none"`
	MailingAddress string      `json:"mailingAddress" doc:"at the foot of mails; empty: the stack's"`
	Logo           *logoAnswer `json:"logo" doc:"null: none"`
}

type preferencesEdit struct {
	BlackCurtain   *bool        `json:"blackCurtain,omitempty"`
	DefaultRole    *roster.Role `json:"defaultRole,omitempty"`
	InvitationDays *int         `json:"invitationDays,omitempty"`
	City           *string      `json:"city,omitempty" maxLength:"100"`
	State          *string      `json:"state,omitempty" maxLength:"100"`
	ZIP            *string      `json:"zip,omitempty" maxLength:"10"`
	TimeZone       *string      `json:"timeZone,omitempty" maxLength:"64"`
	SenderName     *string      `json:"senderName,omitempty" maxLength:"100"`
	ReplyTo        *string      `json:"replyTo,omitempty" maxLength:"320"`
	PortalURL      *string      `json:"portalUrl,omitempty" maxLength:"500" doc:"starts with https://; empty removes it"`
	HeadsInvite    *bool        `json:"headsInvite,omitempty"`
	Color          *string      `json:"colour,omitempty" maxLength:"20" doc:"#rrggbb; empty removes it"`
	Welcome        *string      `json:"welcome,omitempty" maxLength:"500" doc:"140 characters at most; empty removes it"`
	MailingAddress *string      `json:"mailingAddress,omitempty" maxLength:"500" doc:"200 characters at most; empty removes it"`
}

type roleAnswer struct {
	Name        roster.Role         `json:"name"`
	Permissions []roster.Permission `json:"permissions"`
}

func (a *API) communityOperations() {
	PostOnce(a, Support, huma.Operation{OperationID: "create-community", Path: "/v1/communities", DefaultStatus: http.StatusCreated,
		Summary:     "Create a community and invite its first administrator",
		Description: "The community, its settings, the administrator, the invitation and the mail that is owed are made together or not at all. The other settings begin with their defaults.",
		Metadata:    Showing(Refuses("exists"))}, a.createCommunity, createdCommunity, a.replayCreateCommunity)
	Register(a, Support, huma.Operation{OperationID: "list-communities", Method: http.MethodGet, Path: "/v1/communities", Summary: "List communities by name, with how far they are"}, a.listCommunities)
	Register(a, Requires(roster.ViewMembers), huma.Operation{OperationID: "get-preferences", Method: http.MethodGet, Path: "/v1/communities/{c}/preferences",
		Summary: "Read the preferences"}, a.getPreferences)
	Register(a, Requires(roster.ManagePreferences), huma.Operation{OperationID: "edit-preferences", Method: http.MethodPatch, Path: "/v1/communities/{c}/preferences",
		Summary: "Change preferences"}, a.editPreferences)
	Register(a, Requires(roster.ViewMembers), huma.Operation{OperationID: "list-roles", Method: http.MethodGet, Path: "/v1/communities/{c}/roles",
		Summary: "List the roles and what they may do"}, a.listRoles)
}

func (a *API) createCommunity(ctx context.Context, in *Body[createCommunityInput]) (*Body[communityAnswer], error) {
	id := identityOf(ctx)
	c, m, err := a.Rules.CreateCommunity(ctx, roster.StaffPrincipal(id.account.Person, "Support", ""), in.Body.community(Attempt(ctx)))
	if err != nil {
		return nil, err
	}
	return a.answerCreated(ctx, c, m, roster.Property{}, roster.Household{})
}

// community converts the input to the use case's request.
func (in createCommunityInput) community(attempt string) onboarding.NewCommunity {
	admin := in.Administrator
	return onboarding.NewCommunity{
		Name: in.Name, Confirmed: in.Confirmed, Request: attempt,
		Administrator: onboarding.MemberDetails{FirstName: admin.FirstName, LastName: admin.LastName, Email: admin.Email},
		Preferences: onboarding.PreferencesEdit{City: optional(in.City), State: optional(in.State), ZIP: optional(in.ZIP),
			TimeZone: optional(in.TimeZone), SenderName: optional(in.SenderName), ReplyTo: optional(in.ReplyTo)},
	}
}

func (a *API) answerCreated(ctx context.Context, c roster.Community, m roster.Member, p roster.Property, h roster.Household) (*Body[communityAnswer], error) {
	administrator := memberOf(m, p, h, c.Preferences)
	out := communityAnswer{CommunityRef: CommunityRef{c.ID, c.Name, c.Open()}, Administrator: &administrator}
	if m.Status != roster.Pending {
		return Answer(out), nil
	}
	code, kept, err := a.Rules.Code(ctx, m)
	if err != nil {
		return nil, err
	}
	if kept {
		out.Invitation = &codedInvitation{code.Reveal(), m.Invitation.ExpiresAt.UTC(), deliveryOf(m.Invitation.Delivery)}
	}
	return Answer(out), nil
}

func createdCommunity(out *Body[communityAnswer]) []string {
	return []string{out.Body.ID, out.Body.Administrator.ID}
}

func (a *API) replayCreateCommunity(ctx context.Context, _ *Body[createCommunityInput], made []string) (*Body[communityAnswer], error) {
	c, err := a.Store.Community(ctx, made[0])
	if err != nil {
		return nil, err
	}
	m, err := a.Store.Member(ctx, c.ID, made[1])
	if err != nil {
		return nil, err
	}
	p, h, err := a.Rules.HomeOf(ctx, m)
	if err != nil {
		return nil, err
	}
	return a.answerCreated(ctx, c, m, p, h)
}

func (a *API) listCommunities(ctx context.Context, in *Paging) (*Body[ListPage[listedCommunity]], error) {
	communities, next, err := a.Store.Communities(ctx, in.Limit, in.Cursor)
	if err != nil {
		return nil, err
	}
	var ids []string
	for _, c := range communities {
		ids = append(ids, c.ID)
	}
	counts, err := a.Store.CountsOf(ctx, ids)
	if err != nil {
		return nil, err
	}
	var items []listedCommunity
	for _, c := range communities {
		n := counts[c.ID]
		items = append(items, listedCommunity{CommunityRef{c.ID, c.Name, c.Open()}, lookOf(c.Preferences.Branding), c.Preferences.TimeZone, communityProgress{n.Active + n.Pending, n.Active, n.Attention, n.Profiles}})
	}
	return Answer(PageOf(items, next)), nil
}

func preferencesOf(p roster.Preferences) preferences {
	return preferences{p.BlackCurtain, p.DefaultRole, p.InvitationDays, p.City, p.State, p.ZIP, p.TimeZone, p.SenderName, p.ReplyTo, p.PortalURL, p.HeadsInvite,
		p.Branding.Color, p.Branding.Welcome, p.Branding.MailingAddress, logoOf(p.Branding.Look(""))}
}

func (a *API) getPreferences(ctx context.Context, _ *InCommunity) (*Body[preferences], error) {
	return Answer(preferencesOf(ActingIn(ctx).Community.Preferences)), nil
}

func (a *API) editPreferences(ctx context.Context, in *struct {
	InCommunity
	Body preferencesEdit
}) (*Body[preferences], error) {
	who := ActingIn(ctx)
	c, err := a.Rules.EditPreferences(ctx, who.By, who.Community.ID, onboarding.PreferencesEdit(in.Body))
	if err != nil {
		return nil, err
	}
	return Answer(preferencesOf(c.Preferences)), nil
}

func (a *API) listRoles(context.Context, *InCommunity) (*Body[[]roleAnswer], error) {
	var roles []roleAnswer
	for _, r := range roster.Roles() {
		roles = append(roles, roleAnswer{r, r.Permissions()})
	}
	return Answer(roles), nil
}
