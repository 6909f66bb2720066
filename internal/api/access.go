package api

import (
	"context"
	"errors"
	"net/http"
	"strings"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humago"

	"github.com/communitrak/onboarding/internal/account"
	"github.com/communitrak/onboarding/internal/dynamo"
	"github.com/communitrak/onboarding/internal/roster"
	"github.com/communitrak/onboarding/internal/telemetry"
)

// Access says who may call an operation.
type Access struct {
	// open to everyone, signed in or not.
	open bool
	// anyone who is signed in. leaving: even if no community is open to them.
	anyone, signingOut bool
	// staff: Support only.
	staff bool
	// own: a member of the community in the path, acting on their own data.
	own bool
	// permission in the community in the path; Support holds all of them.
	permission roster.Permission
}

var (
	public     = Access{open: true}
	signedIn   = Access{anyone: true}
	signingOut = Access{anyone: true, signingOut: true}
	// Support may do what concerns no single community.
	Support = Access{staff: true}
	self    = Access{own: true}
)

// Requires grants access to whoever has the permission in the community in the
// path.
func Requires(p roster.Permission) Access { return Access{permission: p} }

// SupportIn is Support acting in the community in the path.
var SupportIn = Access{staff: true, permission: roster.ViewMembers}

// identity is the sender of a request.
type identity struct {
	token   account.Token
	session roster.Session
	account roster.Account
	// in is what was read along with the session about the community in the
	// path; nil if it has to be read.
	in *dynamo.Admitted
}

type contextKey int

const (
	identityKey contextKey = iota
	requestKey
	actingKey
	attemptKey
	membershipsKey
)

// Acting is a principal and the community they act in.
type Acting struct {
	By        roster.Principal
	Community roster.Community
}

func identityOf(ctx context.Context) *identity {
	id, _ := ctx.Value(identityKey).(*identity)
	return id
}

// ActingIn returns who acts in the community in the path. It is set for
// operations registered with a permission, or with oneself.
func ActingIn(ctx context.Context) Acting {
	who, _ := ctx.Value(actingKey).(Acting)
	return who
}

// membershipsOf returns the sender's memberships. They are set for operations
// open to anyone signed in.
func membershipsOf(ctx context.Context) []account.Membership {
	memberships, _ := ctx.Value(membershipsKey).([]account.Membership)
	return memberships
}

// Attempt identifies a request with an Idempotency-Key; it is empty without
// one.
func Attempt(ctx context.Context) string {
	key, _ := ctx.Value(attemptKey).(string)
	return key
}

// identify returns the session of the request's bearer token, or nil if it
// carries none.
func (a *API) identify(r *http.Request) (*identity, error) {
	scheme, token, ok := strings.Cut(r.Header.Get("Authorization"), " ")
	if !ok || !strings.EqualFold(scheme, "Bearer") || len(token) > 128 {
		return nil, nil
	}
	session, owner, in, err := a.Accounts.AuthenticateIn(r.Context(), account.TokenOf(token), communityIn(r.URL.Path))
	if errors.Is(err, account.ErrSession) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	return &identity{account.TokenOf(token), session, owner, in}, nil
}

// communityIn returns the community that the path of a request names, or "".
func communityIn(path string) string {
	for _, list := range [...]string{"/v1/communities/", "/v1/me/memberships/"} {
		if rest, ok := strings.CutPrefix(path, list); ok {
			community, _, _ := strings.Cut(rest, "/")
			return community
		}
	}
	return ""
}

// guard is the middleware that lets only authorized callers run an operation.
// The Black Curtain is checked before permissions, and another community's ID
// is answered like one that does not exist.
func (a *API) guard(who Access) func(huma.Context, func(huma.Context)) {
	return func(c huma.Context, next func(huma.Context)) {
		if who.open {
			next(c)
			return
		}
		ctx := c.Context()
		id := identityOf(ctx)
		switch {
		case id == nil:
			a.deny(c, account.ErrSession)
		case who.anyone && who.signingOut:
			next(c)
		case who.anyone:
			memberships, err := a.Accounts.Memberships(ctx, id.account)
			if err != nil {
				a.deny(c, err)
				return
			}
			next(huma.WithContext(c, context.WithValue(ctx, membershipsKey, memberships)))
		case who.staff && who.permission == "" && !id.account.Staff:
			a.deny(c, roster.ErrForbidden)
		case who.staff && who.permission == "":
			next(c)
		default:
			act, err := a.enter(ctx, *id, c.Param("c"))
			if err == nil && !who.own && (who.staff && !id.account.Staff || !act.By.May(who.permission)) {
				err = roster.ErrForbidden
			}
			if err != nil {
				a.deny(c, err)
				return
			}
			ctx = telemetry.WithMember(telemetry.WithCommunity(ctx, act.Community.ID), c.Param("m"))
			next(huma.WithContext(c, context.WithValue(ctx, actingKey, act)))
		}
	}
}

func (a *API) deny(c huma.Context, err error) {
	_, w := humago.Unwrap(c)
	writeProblem(w, a.problemOf(c.Context(), err))
}

// enter determines in which role the account acts in the community.
func (a *API) enter(ctx context.Context, id identity, community string) (Acting, error) {
	if id.account.Staff {
		c, err := a.Store.Community(ctx, community)
		return Acting{roster.StaffPrincipal(id.account.Person, "Support", community), c}, err
	}
	in, err := a.admission(ctx, id, community)
	c, m := in.Community, in.Member
	switch {
	case err != nil:
		return Acting{}, err
	case m.Status != roster.Active:
		return Acting{}, roster.ErrNotFound
	case !(account.Membership{Community: c, Role: m.Role}).MayEnter():
		return Acting{}, account.ErrClosed
	}
	by := roster.Principal{Person: id.account.Person, Community: community, Member: m.ID, Name: m.FullName(), Permissions: m.Role.Permissions()}
	return Acting{by, c}, nil
}

// admission returns what decides whether the account may act in the community,
// as it was read along with the session or, otherwise, as it is now.
func (a *API) admission(ctx context.Context, id identity, community string) (dynamo.Admitted, error) {
	if id.in != nil && id.in.Community.ID == community {
		return *id.in, nil
	}
	return a.Store.Admission(ctx, id.account.Person, community)
}
