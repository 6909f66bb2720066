package api

import (
	"context"
	"maps"
	"net/http"
	"reflect"
	"strconv"
	"sync"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humago"
)

// operation is an operation with its route. Its router, with the schemas that
// requests are checked by, is built at its first request: a function serves up
// to thirty operations, and the request for which it was started needs one.
type operation struct {
	method, path string
	register     func(huma.API)

	once       sync.Once
	registered *huma.Operation
	answer     func(huma.Context)
}

// ServeHTTP implements [http.Handler].
func (o *operation) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	o.once.Do(func() { o.register(newRouter(o)) })
	o.answer(humago.NewContext(o.registered, r, w))
}

// Handle implements [huma.Adapter]: it takes over what was registered.
func (o *operation) Handle(registered *huma.Operation, answer func(huma.Context)) {
	o.registered, o.answer = registered, answer
}

// newRouter returns a router that knows no operations yet.
func newRouter(a huma.Adapter) huma.API {
	config := huma.DefaultConfig("Communitrak onboarding", "1")
	config.OpenAPIPath, config.DocsPath, config.SchemasPath = "", "", ""
	config.CreateHooks = nil
	config.Components.SecuritySchemes = map[string]*huma.SecurityScheme{"session": {Type: "http", Scheme: "bearer"}}
	return huma.NewAPI(config, a)
}

// operationsOf returns the operations that the groups register.
func operationsOf(a *API, groups []Group) []*operation {
	for _, group := range groups {
		group(a)
	}
	return a.operations
}

// Register adds an operation with its access rule, and maps its errors to
// problems.
func Register[I, O any](a *API, who Access, o huma.Operation, handler func(context.Context, *I) (*O, error)) {
	a.prepare(&o, who, reflect.TypeFor[O]())
	a.add(o, func(router huma.API, o huma.Operation) {
		huma.Register(router, o, func(ctx context.Context, in *I) (*O, error) {
			out, err := handler(ctx, in)
			if err != nil {
				return nil, a.problemOf(ctx, err)
			}
			return out, nil
		})
	})
}

// prepare sets what all operations have in common.
func (a *API) prepare(o *huma.Operation, who Access, answer reflect.Type) {
	o.Middlewares = append(o.Middlewares, a.guard(who), a.refuseNull)
	if o.MaxBodyBytes == 0 {
		o.MaxBodyBytes = maxBody
	}
	// The body has already been read. A read deadline would cancel the request,
	// and the work it does, if that took longer.
	o.BodyReadTimeout = -1
	if !who.open {
		o.Security = []map[string][]string{{"session": {}}}
	}
	o.RejectUnknownQueryParameters = true
	setMetadata(o, accessKey, who)
	setMetadata(o, answerKey, answer)
}

// add keeps the operation until a router is built for it.
func (a *API) add(o huma.Operation, register func(huma.API, huma.Operation)) {
	a.operations = append(a.operations, &operation{method: o.Method, path: o.Path, register: func(router huma.API) {
		if other, ok := o.Metadata[otherKey].(otherAnswer); ok {
			o.Responses = map[string]*huma.Response{strconv.Itoa(other.status): other.response(router)}
		}
		register(router, o)
	}})
}

// otherAnswer is a successful response besides the operation's own.
type otherAnswer struct {
	status      int
	description string
	body        reflect.Type
}

func (a otherAnswer) response(router huma.API) *huma.Response {
	schema := router.OpenAPI().Components.Schemas.Schema(a.body, true, "")
	return &huma.Response{Description: a.description, Content: map[string]*huma.MediaType{"application/json": {Schema: schema}}}
}

// Answering adds another successful response to an operation's metadata.
func Answering[T any](metadata map[string]any, status int, description string) map[string]any {
	metadata[otherKey] = otherAnswer{status, description, reflect.TypeFor[T]()}
	return metadata
}

// Metadata keys that carry part of an operation's description.
const (
	refusesKey = "refuses"
	keyedKey   = "keyed"
	secretKey  = "secret"
	accessKey  = "access"
	answerKey  = "answer"
	otherKey   = "other answer"
)

// Refuses returns the metadata of an operation that can fail in more ways than
// its registration shows: the problem codes.
func Refuses(codes ...string) map[string]any { return map[string]any{refusesKey: codes} }

// Showing marks an operation whose response contains a secret: a token, a code,
// or a URL that grants access. Such a response must not be stored.
func Showing(metadata map[string]any) map[string]any {
	metadata[secretKey] = true
	return metadata
}

// setMetadata adds to the operation's metadata, in a copy that it owns.
func setMetadata(o *huma.Operation, key string, value any) {
	told := map[string]any{key: value}
	maps.Copy(told, o.Metadata)
	o.Metadata = told
}

// OrNull returns a schema for s or null.
func OrNull(s *huma.Schema) *huma.Schema {
	return &huma.Schema{AnyOf: []*huma.Schema{s, {Type: "null"}}}
}
