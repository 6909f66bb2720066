package api

import (
	"context"
	"log/slog"
	"maps"
	"net/http"
	"slices"
	"time"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humago"

	"communitrak/internal/account"
	"communitrak/internal/dynamo"
	"communitrak/internal/importer"
	"communitrak/internal/onboarding"
	"communitrak/internal/overview"
)

// Parts are the dependencies of the operations. Importer may be nil if no
// import operation is served.
type Parts struct {
	Store    *dynamo.Store
	Rules    *onboarding.Service
	Accounts *account.Service
	Importer *importer.Service
	Keys     account.Keyring
	// Support is the stack's Support contact, shown to users.
	Support string
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
	// LettersWait is how long a request waits for its letters to be printed.
	LettersWait time.Duration
}

// API serves operations.
type API struct {
	Parts
	overview *overview.Service
	log      *slog.Logger
	huma     huma.API
}

// Group is the set of operations that one function serves.
type Group func(*API)

// Groups maps each function to its operations.
var Groups = map[string]Group{
	"invite":   (*API).inviteOperations,
	"activate": (*API).activateOperations,
	"resend":   (*API).resendOperations,
	"members":  (*API).memberOperations,
	"imports":  (*API).importOperations,
	"session":  (*API).sessionOperations,
}

// New returns the handler for the operations of the groups.
func New(parts Parts, groups ...Group) http.Handler {
	a, mux := build(parts, groups...)
	return a.middleware(mux)
}

func build(parts Parts, groups ...Group) (*API, *http.ServeMux) {
	mux := http.NewServeMux()
	config := huma.DefaultConfig("Communitrak onboarding", "1")
	config.OpenAPIPath, config.DocsPath, config.SchemasPath = "", "", ""
	config.CreateHooks = nil
	config.Components.SecuritySchemes = map[string]*huma.SecurityScheme{"session": {Type: "http", Scheme: "bearer"}}
	a := &API{Parts: parts, overview: overview.New(parts.Store, overview.DefaultSettings(), parts.Now), log: parts.Log}
	a.huma = humago.New(mux, config)
	mux.HandleFunc("/", notFound)
	for _, group := range groups {
		group(a)
	}
	refuseMethods(mux, a.huma.OpenAPI())
	return a, mux
}

// OpenAPI returns the OpenAPI 3.1 description of all operations, in JSON.
func OpenAPI() ([]byte, error) {
	a, _ := build(Parts{}, everyGroup()...)
	return a.describe().MarshalJSON()
}

// everyGroup returns all groups, ordered by name.
func everyGroup() []Group {
	var all []Group
	for _, name := range slices.Sorted(maps.Keys(Groups)) {
		all = append(all, Groups[name])
	}
	return all
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

func pageOf[T any](items []T, next string) ListPage[T] {
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

type body[T any] struct{ Body T }

func answer[T any](v T) *body[T] { return &body[T]{v} }

// optional returns nil for an empty string, so that it is null in JSON.
func optional(s string) *string {
	if s == "" {
		return nil
	}
	return &s
}

func optionalTime(t time.Time) *time.Time {
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
