package api

import (
	"cmp"
	"context"
	"errors"
	"net/http"
	"slices"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"github.com/communitrak/onboarding/internal/dynamo"
	"github.com/communitrak/onboarding/internal/onboarding"
	"github.com/communitrak/onboarding/internal/roster"
)

// MemberAnswer is a member as the API shows them.
type MemberAnswer struct {
	ID            string               `json:"id"`
	FirstName     string               `json:"firstName"`
	LastName      string               `json:"lastName"`
	Email         string               `json:"email"`
	Phone         *string              `json:"phone" doc:"E.164"`
	Status        roster.Status        `json:"status" enum:"pending,active,profile,revoked,removed" doc:"profile: entered without an email and so without sign-in"`
	Role          roster.Role          `json:"role" doc:"of a pending member without an explicit role: the community's default"`
	HouseholdRole roster.HouseholdRole `json:"householdRole,omitempty" enum:"member,head" doc:"left out for someone without a household"`
	Household     *NamedRef            `json:"household" doc:"null for someone invited without a home"`
	Property      *LabelledRef         `json:"property" doc:"null for someone invited without a home"`
	Invitation    *InvitationAnswer    `json:"invitation" doc:"null for a profile, which nobody invited, until its letter is printed"`
	Attention     bool                 `json:"attention" doc:"somebody should look after this member"`
	ActivatedAt   *time.Time           `json:"activatedAt"`
	Version       int                  `json:"version" doc:"names what an edit is based on"`

	// Mail is for exports.
	Mail roster.MailState `json:"-"`
}

// NamedRef refers to something by its ID and its name.
type NamedRef struct {
	ID   string `json:"id"`
	Name string `json:"name"`
}

// LabelledRef refers to a property by its ID and its label.
type LabelledRef struct {
	ID    string `json:"id"`
	Label string `json:"label"`
}

// InvitationAnswer is an invitation as the API shows it.
type InvitationAnswer struct {
	ExpiresAt time.Time      `json:"expiresAt"`
	InvitedAt time.Time      `json:"invitedAt"`
	PrintedAt *time.Time     `json:"printedAt" doc:"when its letter was last printed; null: never"`
	Delivery  deliveryAnswer `json:"delivery"`
}

type deliveryAnswer struct {
	State  roster.DeliveryState `json:"state" enum:"none,held,queued,sent,delivered,bounced,complained,suppressed,failed,cancelled"`
	At     time.Time            `json:"at"`
	Reason string               `json:"reason,omitempty"`
}

func memberOf(m roster.Member, p roster.Property, h roster.Household, prefs roster.Preferences) MemberAnswer {
	out := MemberAnswer{
		ID: m.ID, FirstName: m.FirstName, LastName: m.LastName, Email: m.Email, Phone: optional(m.Phone), Status: m.Status,
		Role: m.EffectiveRole(prefs), Attention: m.Attention, ActivatedAt: OptionalTime(m.ActivatedAt), Version: m.Version, Mail: m.Mail(),
	}
	if !m.Invitation.ExpiresAt.IsZero() {
		out.Invitation = &InvitationAnswer{m.Invitation.ExpiresAt.UTC(), m.Origin.At.UTC(), OptionalTime(m.Invitation.PrintedAt), deliveryOf(m.Invitation.Delivery)}
	}
	if p.ID != "" {
		out.Property = &LabelledRef{p.ID, p.Label}
	}
	if h.ID != "" {
		out.Household = &NamedRef{h.ID, h.Name()}
		out.HouseholdRole = h.RoleOf(m.ID)
	}
	return out
}

func deliveryOf(d roster.Delivery) deliveryAnswer {
	return deliveryAnswer{d.State, d.At.UTC(), d.Reason}
}

// MemberOperations returns those of the members function.
func MemberOperations(readLogo LogoReader) Group {
	return func(a *API) {
		a.memberOperations()
		a.communityOperations()
		a.lookOperations(readLogo)
		a.overviewOperations()
		a.bulkOperations()
		a.selfOperations()
	}
}

func (a *API) memberOperations() {
	Register(a, Requires(roster.ViewMembers), huma.Operation{OperationID: "list-members", Method: http.MethodGet, Path: "/v1/communities/{c}/members",
		Summary: "List or search members in name order", Description: "Who may not invite sees active members only. A page may be short, or empty, and not be the last: next is null at the end."}, a.listMembers)
	Register(a, Requires(roster.ViewMembers), huma.Operation{OperationID: "get-member", Method: http.MethodGet, Path: "/v1/communities/{c}/members/{m}", Summary: "Read a member"}, a.getMember)
	Register(a, Requires(roster.InviteMembers), huma.Operation{OperationID: "edit-member", Method: http.MethodPatch, Path: "/v1/communities/{c}/members/{m}",
		Summary: "Edit a member", Description: "Of a pending member and a profile names, email, phone, roles and household; a changed email kills the old code and sends anew, and invites a profile. Of an active one roles, phone and household.",
		Metadata: Refuses("role_above_yours", "not_pending", "email_not_editable", "exists", "already_pending", "already_active", "last_administrator", "stale")}, a.editMember)
	PostOnce(a, Requires(roster.InviteMembers), huma.Operation{OperationID: "revoke-member", Path: "/v1/communities/{c}/members/{m}/revoke",
		DefaultStatus: http.StatusOK, Summary: "End a pending invitation",
		Metadata: Refuses("role_above_yours", "not_pending")}, a.revokeMember, nil, a.replayMember)
	PostOnce(a, Requires(roster.EditMembers), huma.Operation{OperationID: "remove-member", Path: "/v1/communities/{c}/members/{m}/remove",
		DefaultStatus: http.StatusOK, Summary: "End a membership and its sessions, or take a profile away",
		Metadata: Refuses("role_above_yours", "not_active", "last_administrator")}, a.removeMember, nil, a.replayMember)
	Post(a, Requires(roster.InviteMembers), RunsAgain, huma.Operation{OperationID: "show-code", Path: "/v1/communities/{c}/members/{m}/code",
		DefaultStatus: http.StatusOK, Summary: "Show the invite code; that it was shown is in the audit trail",
		Metadata: Showing(Refuses("role_above_yours", "not_pending", "expired"))}, a.showCode)
	PostOnce(a, SupportIn, huma.Operation{OperationID: "address-works", Path: "/v1/communities/{c}/members/{m}/address-works",
		DefaultStatus: http.StatusOK, Summary: "Clear the mark of a bounced, complained or suppressed address"}, a.addressWorks, nil, a.replayMember)
	Register(a, Requires(roster.InviteMembers), huma.Operation{OperationID: "member-history", Method: http.MethodGet, Path: "/v1/communities/{c}/members/{m}/history",
		Summary: "Read a member's audit trail, newest first, and how their mails fared"}, a.memberHistory)
}

type membersPage struct {
	ListPage[MemberAnswer]
	Counts struct {
		Active    int `json:"active"`
		Pending   int `json:"pending"`
		Attention int `json:"attention"`
		Profile   int `json:"profile" doc:"entered without sign-in"`
		Behind    int `json:"behindCurtain" doc:"active members who are told by mail when the Black Curtain is turned off"`
	} `json:"counts"`
	Matching *matchingAnswer `json:"matching" doc:"whom the filter picks, over all pages; null unless count asks for it"`
	Needs    *needsAnswer    `json:"needs" doc:"what would help those who need attention, over all pages and whatever need is asked for; null in other lists, and in a filtered list unless count asks for it"`
}

type matchingAnswer struct {
	Count int  `json:"count" doc:"members; where they must be looked through, up to 2,000"`
	More  bool `json:"more" doc:"there are, or may be, more than that"`
}

func (a *API) listMembers(ctx context.Context, in *struct {
	InCommunity
	MemberFilter
	Paging
	Sort  string `query:"sort" enum:"name,-name" default:"name"`
	From  string `query:"from" maxLength:"64" doc:"id of the member with whom the first page begins"`
	Count bool   `query:"count" doc:"count in matching whom the filter picks"`
	Freshness
}) (*Body[membersPage], error) {
	who, store := ActingIn(ctx), a.listed(in.Freshness)
	q, err := a.MemberQuery(ctx, in.MemberFilter)
	if err != nil {
		return nil, err
	}
	q.Descending, q.Limit, q.Cursor = in.Sort == "-name", in.Limit, in.Cursor
	if in.From != "" && in.Cursor == "" {
		m, err := a.Store.Member(ctx, who.Community.ID, in.From)
		if errors.Is(err, roster.ErrNotFound) {
			err = &roster.InvalidError{Field: "query.from", Code: "not_found", Reason: "the community has no such member"}
		}
		if err != nil {
			return nil, err
		}
		q.Cursor = dynamo.MemberCursor(m, q.Descending)
	}
	members, next, err := a.findMembers(ctx, store, q)
	if err != nil {
		return nil, err
	}
	items, err := WithHomes(ctx, store, who.Community, members)
	if err != nil {
		return nil, err
	}
	counts, err := store.Counts(ctx, who.Community.ID)
	if err != nil {
		return nil, err
	}
	out := membersPage{ListPage: PageOf(items, next)}
	out.Counts.Active = counts.Active
	if who.By.May(roster.InviteMembers) {
		out.Counts.Pending, out.Counts.Attention, out.Counts.Profile, out.Counts.Behind = counts.Pending, counts.Attention, counts.Profiles, counts.BehindCurtain
	}
	if in.Count {
		out.Matching = &matchingAnswer{}
		if out.Matching.Count, out.Matching.More, err = a.matching(ctx, store, q, counts); err != nil {
			return nil, err
		}
	}
	out.Needs, err = a.needs(ctx, store, q, counts, in.Count)
	return Answer(out), err
}

// WithHomes reads the homes of a whole page at once.
func WithHomes(ctx context.Context, store *dynamo.Store, c roster.Community, members []roster.Member) ([]MemberAnswer, error) {
	var properties, households []string
	for _, m := range members {
		if m.Property != "" {
			properties, households = append(properties, m.Property), append(households, m.Household)
		}
	}
	ps, hs, err := store.Homes(ctx, c.ID, properties, households)
	if err != nil {
		return nil, err
	}
	var items []MemberAnswer
	for _, m := range members {
		items = append(items, memberOf(m, ps[m.Property], hs[m.Household], c.Preferences))
	}
	return items, nil
}

type InMember struct {
	InCommunity
	Member string `path:"m" maxLength:"64"`
}

func (a *API) getMember(ctx context.Context, in *InMember) (*Body[MemberAnswer], error) {
	who := ActingIn(ctx)
	m, err := a.Store.Member(ctx, who.Community.ID, in.Member)
	if err == nil && m.Status != roster.Active && !who.By.May(roster.InviteMembers) {
		err = roster.ErrNotFound
	}
	if err != nil {
		return nil, err
	}
	return a.answerMember(ctx, m)
}

// answerMember returns m with their home.
func (a *API) answerMember(ctx context.Context, m roster.Member) (*Body[MemberAnswer], error) {
	p, h, err := a.Rules.HomeOf(ctx, m)
	if err != nil {
		return nil, err
	}
	return Answer(memberOf(m, p, h, ActingIn(ctx).Community.Preferences)), nil
}

type memberEdit struct {
	Version       int                   `json:"version,omitempty" doc:"the version that was seen; 412 when it has changed since"`
	FirstName     *string               `json:"firstName,omitempty" maxLength:"100"`
	LastName      *string               `json:"lastName,omitempty" maxLength:"100"`
	Email         *string               `json:"email,omitempty" maxLength:"320"`
	Phone         *string               `json:"phone,omitempty" maxLength:"50" doc:"empty removes it"`
	Role          *roster.Role          `json:"role,omitempty"`
	HouseholdRole *roster.HouseholdRole `json:"householdRole,omitempty" enum:"member,head"`
	Household     *struct {
		ID string `json:"id" maxLength:"64"`
	} `json:"household,omitempty" doc:"moves the member there"`
}

func (a *API) editMember(ctx context.Context, in *struct {
	InMember
	Body memberEdit
}) (*Body[MemberAnswer], error) {
	who := ActingIn(ctx)
	b := in.Body
	edit := onboarding.Edit{Version: b.Version, FirstName: b.FirstName, LastName: b.LastName, Email: b.Email, Phone: b.Phone, Role: b.Role, HouseholdRole: b.HouseholdRole}
	if b.Household != nil {
		edit.Household = &b.Household.ID
	}
	m, err := a.Rules.EditMember(ctx, who.By, who.Community, in.Member, edit)
	if err != nil {
		return nil, err
	}
	return a.answerMember(ctx, m)
}

func (a *API) revokeMember(ctx context.Context, in *InMember) (*Body[MemberAnswer], error) {
	return a.changeMember(ctx, in, a.Rules.Revoke)
}

func (a *API) removeMember(ctx context.Context, in *InMember) (*Body[MemberAnswer], error) {
	return a.changeMember(ctx, in, a.Rules.Remove)
}

func (a *API) addressWorks(ctx context.Context, in *InMember) (*Body[MemberAnswer], error) {
	return a.changeMember(ctx, in, a.Rules.AddressWorks)
}

// replayMember returns the current state of the member, for a repeated change.
func (a *API) replayMember(ctx context.Context, in *InMember, _ []string) (*Body[MemberAnswer], error) {
	who := ActingIn(ctx)
	m, err := a.Rules.OutrankedMember(ctx, who.By, who.Community, in.Member)
	if err != nil {
		return nil, err
	}
	return a.answerMember(ctx, m)
}

func (a *API) changeMember(ctx context.Context, in *InMember, change func(context.Context, roster.Principal, roster.Community, string) (roster.Member, error)) (*Body[MemberAnswer], error) {
	who := ActingIn(ctx)
	m, err := change(ctx, who.By, who.Community, in.Member)
	if err != nil {
		return nil, err
	}
	return a.answerMember(ctx, m)
}

type codeAnswer struct {
	Code      string    `json:"code" example:"XXXX-XXXX-XXXX-XXXX"`
	ExpiresAt time.Time `json:"expiresAt"`
}

func (a *API) showCode(ctx context.Context, in *InMember) (*Body[codeAnswer], error) {
	who := ActingIn(ctx)
	code, m, err := a.Rules.ShowCode(ctx, who.By, who.Community, in.Member)
	if err != nil {
		return nil, err
	}
	return Answer(codeAnswer{code.Reveal(), m.Invitation.ExpiresAt.UTC()}), nil
}

type historyEntry struct {
	At      time.Time      `json:"at"`
	Action  string         `json:"action"`
	By      ActorAnswer    `json:"by"`
	Changes []changeAnswer `json:"changes"`
}

// ActorAnswer says who did something.
type ActorAnswer struct {
	Kind roster.ActorKind `json:"kind" enum:"member,support,resident,import,system"`
	ID   string           `json:"id,omitempty"`
	Name string           `json:"name,omitempty"`
}

type changeAnswer struct {
	Field string `json:"field"`
	From  string `json:"from"`
	To    string `json:"to"`
}

// historyPage is one page of a member's audit trail.
type historyPage struct {
	ListPage[historyEntry]
	Mails []mailAnswer `json:"mails" doc:"with the first page: the invitation's mails of the last 90 days, oldest first"`
}

type mailAnswer struct {
	Kind   roster.MailKind      `json:"kind" enum:"invitation,reminder"`
	OwedAt time.Time            `json:"owedAt" doc:"when it was asked for, or fell due"`
	SentAt *time.Time           `json:"sentAt"`
	State  roster.DeliveryState `json:"state" enum:"queued,sent,delivered,bounced,complained,suppressed,failed,cancelled"`
	At     time.Time            `json:"at" doc:"when the state was known"`
	Reason string               `json:"reason,omitempty"`
}

func (a *API) memberHistory(ctx context.Context, in *struct {
	InMember
	Paging
}) (*Body[historyPage], error) {
	c := ActingIn(ctx).Community
	m, err := a.Store.Member(ctx, c.ID, in.Member)
	if err != nil {
		return nil, err
	}
	entries, next, err := a.Store.History(ctx, c.ID, in.Member, in.Limit, in.Cursor)
	if err != nil {
		return nil, err
	}
	var items []historyEntry
	for _, e := range entries {
		items = append(items, historyOf(e))
	}
	if next == "" {
		items = append(items, historyOf(m.FirstEntry()))
	}
	mails := []mailAnswer{}
	if in.Cursor == "" {
		mails, err = a.mailsOf(ctx, m)
	}
	return Answer(historyPage{PageOf(items, next), mails}), err
}

// mailsOf returns the current state of the emails of the member's invitations.
func (a *API) mailsOf(ctx context.Context, m roster.Member) ([]mailAnswer, error) {
	intents, err := a.Store.Intents(ctx, m.MailIDs())
	mails := []mailAnswer{}
	for _, n := range intents {
		state, at := n.DeliveryOutcome()
		mail := mailAnswer{Kind: n.Kind, OwedAt: n.CreatedAt.UTC(), State: state, At: at.UTC(), Reason: n.Reason}
		if n.State == roster.IntentSent {
			mail.SentAt = OptionalTime(n.SentAt)
		}
		mails = append(mails, mail)
	}
	slices.SortFunc(mails, func(a, b mailAnswer) int {
		return cmp.Or(a.OwedAt.Compare(b.OwedAt), cmp.Compare(a.Kind, b.Kind))
	})
	return mails, err
}

func historyOf(e roster.AuditEntry) historyEntry {
	out := historyEntry{At: e.At.UTC(), Action: e.Action, By: ActorAnswer(e.By), Changes: []changeAnswer{}}
	for _, c := range e.Changes {
		out.Changes = append(out.Changes, changeAnswer(c))
	}
	return out
}
