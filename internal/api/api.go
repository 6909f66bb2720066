package api

import (
	"context"
	"log/slog"
	"net/http"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"github.com/communitrak/onboarding/internal/account"
	"github.com/communitrak/onboarding/internal/account/password"
	"github.com/communitrak/onboarding/internal/api/problems"
	"github.com/communitrak/onboarding/internal/dynamo"
	"github.com/communitrak/onboarding/internal/onboarding"
)

// API is what operations and pages are served with. What only some operations
// use is given to their group instead.
type API struct {
	Store    *dynamo.Store
	Keys     account.Keyring
	Accounts *account.Service
	Rules    *onboarding.Service
	// Support is the stack's Support contact, shown to users.
	Support string
	// PasswordAlone lets Support sign in without a second factor.
	PasswordAlone bool
	// MailSandbox reports that the mail service sends only to verified
	// addresses.
	MailSandbox bool
	// Sources limits what one source address may do without signing in.
	Sources SourceLimits
	// SourceIP returns where a request came from, according to the gateway;
	// never from a header that a client can set.
	SourceIP func(context.Context) string
	Log      *slog.Logger
	Now      func() time.Time
	// RefusalPace is the time to whose multiples the refusal of a wrong secret
	// is delayed. With 0 it is not delayed.
	RefusalPace time.Duration

	operations []*operation // of the handler that is being built
}

// Assemble returns the API with accounts, rules, and pace as they are by
// default.
func Assemble(a API) API {
	limits := account.DefaultLimits()
	limits.PasswordAlone = a.PasswordAlone
	a.Accounts = account.New(a.Store, a.Keys, limits, password.Default, a.Now)
	a.Rules = onboarding.New(a.Store, a.Keys, a.Accounts, onboarding.DefaultLimits(), a.Now)
	a.Sources, a.RefusalPace = DefaultSourceLimits(), refusalPace
	return a
}

// Group registers operations; those of one function are one or more groups.
type Group func(*API)

// New returns the handler for the operations of the groups.
func New(a API, groups ...Group) http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("/", problems.NotFound)
	methods := map[string][]string{}
	for _, o := range operationsOf(&a, groups) {
		mux.Handle(o.method+" "+o.path, o)
		methods[o.path] = append(methods[o.path], o.method)
	}
	for path, known := range methods {
		problems.RefuseMethods(mux, path, known)
	}
	return a.middleware(mux)
}

func init() {
	huma.NewError = newProblem
	huma.DefaultArrayNullable = false // an empty list is sent as []
	huma.ValidateStrictCasing = true  // Email is not email
}

// ListPage is one page of a list.
type ListPage[T any] struct {
	Items []T     `json:"items"`
	Next  *string `json:"next" doc:"cursor of the next page, null at the end"`
}

// PageOf returns a page with the items, and the cursor of the next page.
func PageOf[T any](items []T, next string) ListPage[T] {
	p := ListPage[T]{Items: items}
	if p.Items == nil {
		p.Items = []T{}
	}
	if next != "" {
		p.Next = &next
	}
	return p
}

// Paging holds the parameters that every list takes.
type Paging struct {
	Limit  int    `query:"limit" minimum:"1" maximum:"100" default:"50"`
	Cursor string `query:"cursor" maxLength:"2048"`
}

// Freshness holds the parameter of lists that may lag.
type Freshness struct {
	Fresh bool `query:"fresh" doc:"read what is listed as it is now, to show what one has just changed; otherwise it may be about a second old"`
}

// listed returns the store that a list reads from.
func (a *API) listed(f Freshness) *dynamo.Store {
	if f.Fresh {
		return a.Store
	}
	return a.Store.Lagging()
}

// Body is a response with a body.
type Body[T any] struct{ Body T }

// Answer returns the response with this body.
func Answer[T any](v T) *Body[T] { return &Body[T]{v} }

// optional returns nil for an empty string, so that it is null in JSON.
func optional(s string) *string {
	if s == "" {
		return nil
	}
	return &s
}

// OptionalTime returns nil for the zero time, so that it is null in JSON.
func OptionalTime(t time.Time) *time.Time {
	if t.IsZero() {
		return nil
	}
	t = t.UTC()
	return &t
}

// InCommunity is the path parameter of most operations. It is exported because
// the router fills only exported embedded inputs.
type InCommunity struct {
	Community string `path:"c" maxLength:"64"`
}
