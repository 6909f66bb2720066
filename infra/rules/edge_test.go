package rules

import (
	"encoding/json"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/communitrak/onboarding/docs"
	"github.com/communitrak/onboarding/internal/stack"
)

func TestGateway(t *testing.T) {
	t.Parallel()
	gateway, _ := load(t).Resource("Api")
	for _, limit := range []string{"ThrottlingRateLimit", "ThrottlingBurstLimit"} {
		if stack.At(gateway.Properties, "DefaultRouteSettings", limit) == nil {
			t.Errorf("no default %s", limit)
		}
	}
	routes, _ := gateway.Properties["RouteSettings"].(map[string]any)
	// Routes where a stranger may try secrets or have mail sent.
	for _, route := range []string{"POST /v1/activations", "POST /v1/activations/invitation", "POST /v1/activations/lost", "POST /v1/sessions", "POST /v1/second-factors", "POST /v1/second-factors/confirm", "POST /v1/passwords/lost", "POST /activate", "ANY /forgot"} {
		if stack.At(routes[route], "ThrottlingRateLimit") == nil {
			t.Errorf("%s: no limit of its own", route)
		}
	}
	// A deployment without an address of its own is found at the gateway's;
	// with one, nobody gets past it.
	want(t, gateway, map[string]any{"Fn::If": []any{"HasDomain", true, false}}, "DisableExecuteApiEndpoint")
	if gateway.Properties["CorsConfiguration"] != nil {
		t.Error("the console has the API's origin; nobody else's pages may call it")
	}
	format := fmt.Sprint(stack.At(gateway.Properties, "AccessLogSettings", "Format"))
	for _, personal := range []string{"$context.path", "$context.identity", "http.path", "sourceIp", "userAgent"} {
		if strings.Contains(format, personal) {
			t.Errorf("the access log holds %s", personal)
		}
	}
	for _, domain := range load(t).Resources("AWS::ApiGatewayV2::DomainName") {
		for _, configuration := range list(domain.Properties["DomainNameConfigurations"]) {
			if got := stack.At(configuration, "SecurityPolicy"); got != "TLS_1_2" {
				t.Errorf("%s: SecurityPolicy: got %v, want TLS_1_2", domain.Name, got)
			}
		}
	}
}

var parameter = regexp.MustCompile(`\{[^}]*\}`)

// Each operation of the API has a route to a function, and each route an
// operation. A request without a route goes to the console, which answers 404.
func TestRoutes(t *testing.T) {
	t.Parallel()
	var description struct {
		Paths map[string]map[string]json.RawMessage
	}
	if err := json.Unmarshal(docs.OpenAPI, &description); err != nil {
		t.Fatal(err)
	}
	routed, shapes := map[string]string{}, map[string]string{}
	for _, f := range load(t).Resources(functionType) {
		for _, event := range events(f, "HttpApi") {
			if event["Path"] == nil {
				continue // the catch-all
			}
			route := fmt.Sprint(event["Method"], " ", event["Path"])
			if other, taken := routed[route]; taken {
				t.Errorf("%s leads to %s and %s", route, other, f.Name)
			}
			routed[route] = f.Name
			path := fmt.Sprint(event["Path"])
			shape := parameter.ReplaceAllString(path, "{}")
			if other, taken := shapes[shape]; taken && other != path {
				t.Errorf("%s and %s are one path to the gateway", path, other)
			}
			shapes[shape] = path
		}
	}
	gateway, _ := load(t).Resource("Api")
	limits, _ := gateway.Properties["RouteSettings"].(map[string]any)
	for route := range limits {
		if routed[route] == "" {
			t.Errorf("the limit of %s is of no route; the gateway would refuse it", route)
		}
	}
	used := map[string]bool{}
	for path, methods := range description.Paths {
		for method := range methods {
			route, ok := routeOf(routed, strings.ToUpper(method), path)
			if !ok && !slices.Contains(ofTheRest, path) {
				t.Errorf("%s %s has no route", strings.ToUpper(method), path)
			}
			used[route] = true
		}
	}
	for route := range routed {
		if strings.Contains(route, " /v1/") && !used[route] {
			t.Errorf("%s leads to no operation", route)
		}
	}
}

// ofTheRest are the paths that the console's function, behind the catch-all,
// answers itself.
var ofTheRest = []string{"/v1/openapi.json", "/healthz"}

// routeOf returns the most specific route for an operation, as the gateway
// does: a literal before a parameter.
func routeOf(routed map[string]string, method, path string) (string, bool) {
	best := ""
	for route := range routed {
		pattern := regexp.QuoteMeta(route)
		pattern = regexp.MustCompile(`\\\{[^}]*\\\}`).ReplaceAllString(pattern, `[^/]+`)
		if regexp.MustCompile("^"+pattern+"$").MatchString(method+" "+path) && (best == "" || parameters(route) < parameters(best)) {
			best = route
		}
	}
	return best, best != ""
}

func parameters(route string) int { return len(parameter.FindAllString(route, -1)) }

func TestMail(t *testing.T) {
	t.Parallel()
	template := load(t)
	for _, set := range template.Resources("AWS::SES::ConfigurationSet") {
		if set.Properties["TrackingOptions"] != nil {
			t.Errorf("%s: tracking rewrites links, and the links hold codes", set.Name)
		}
		want(t, set, []any{"BOUNCE", "COMPLAINT"}, "SuppressionOptions", "SuppressedReasons")
	}
	destinations := template.Resources("AWS::SES::ConfigurationSetEventDestination")
	if len(destinations) != 1 {
		t.Fatalf("event destinations: got %d, want 1", len(destinations))
	}
	want(t, destinations[0], true, "EventDestination", "Enabled")
	types := list(stack.At(destinations[0].Properties, "EventDestination", "MatchingEventTypes"))
	for _, event := range []string{"send", "delivery", "bounce", "complaint", "reject"} {
		if !slices.Contains(types, any(event)) {
			t.Errorf("SES does not report %s", event)
		}
	}
	for _, tracked := range []string{"open", "click"} {
		if slices.Contains(types, any(tracked)) {
			t.Errorf("%s is tracked", tracked)
		}
	}
}
