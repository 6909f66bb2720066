package rules

import (
	"encoding/json"
	"fmt"
	"os/exec"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/communitrak/onboarding/internal/app"
	"github.com/communitrak/onboarding/internal/stack"
)

// loadEdge reads the optional template for what is in front of the gateway.
func loadEdge(t *testing.T) *stack.Template { return parse(t, edgeTemplate) }

func edgeResource(t *testing.T, name string) stack.Resource {
	t.Helper()
	r, ok := loadEdge(t).Resource(name)
	if !ok {
		t.Fatalf("the edge has no %s", name)
	}
	return r
}

// The functions believe these two headers, so each request gets them here: one
// from a secret, one from what CloudFront itself knows.
func TestEdge_headers(t *testing.T) {
	t.Parallel()
	origins := list(stack.At(edgeResource(t, "Distribution").Properties, "DistributionConfig", "Origins"))
	if len(origins) != 1 {
		t.Fatalf("origins: got %d, want 1", len(origins))
	}
	headers := list(stack.At(origins[0], "OriginCustomHeaders"))
	if len(headers) != 1 || stack.At(headers[0], "HeaderName") != app.OriginSecretHeader {
		t.Fatalf("headers to the origin: got %v, want %s", headers, app.OriginSecretHeader)
	}
	if got, want := fmt.Sprint(stack.At(headers[0], "HeaderValue", "Fn::Sub")), "{{resolve:secretsmanager:${OriginSecret}:SecretString}}"; got != want {
		t.Errorf("%s: got %s, want %s", app.OriginSecretHeader, got, want)
	}
	want(t, edgeResource(t, "OriginSecret"), 64, "GenerateSecretString", "PasswordLength")
	config := stack.At(edgeResource(t, "Distribution").Properties, "DistributionConfig")
	functions := list(stack.At(config, "DefaultCacheBehavior", "FunctionAssociations"))
	if len(functions) != 1 || stack.At(functions[0], "EventType") != "viewer-request" || !strings.Contains(text(t, functions[0]), "ViewerAddress") {
		t.Errorf("functions: got %v, want ViewerAddress at each viewer's request", functions)
	}
	if stack.At(config, "CacheBehaviors") != nil {
		t.Error("a path of its own could pass by the function that tells the viewer's address")
	}
}

// Whatever a viewer puts in the header, it holds the address that CloudFront
// saw.
func TestEdge_viewerAddress(t *testing.T) {
	t.Parallel()
	node, err := exec.LookPath("node")
	if err != nil {
		t.Skip("needs Node, to run the function of CloudFront")
	}
	source := fmt.Sprint(stack.At(edgeResource(t, "ViewerAddress").Properties, "FunctionCode"))
	event := `{viewer: {ip: '2001:db8::7'}, request: {method: 'POST', uri: '/v1/sessions', headers: {
		'` + strings.ToLower(app.ViewerAddressHeader) + `': {value: '198.51.100.1', multiValue: [{value: '198.51.100.1'}, {value: '198.51.100.2'}]},
		authorization: {value: 'Bearer t'}}}}`
	out, err := exec.CommandContext(t.Context(), node, "-e", source+"\nconsole.log(JSON.stringify(handler("+event+")))").Output()
	if err != nil {
		t.Fatal(err)
	}
	var got any
	if err := json.Unmarshal(out, &got); err != nil {
		t.Fatal(err)
	}
	want := map[string]any{"method": "POST", "uri": "/v1/sessions", "headers": map[string]any{
		strings.ToLower(app.ViewerAddressHeader): map[string]any{"value": "2001:db8::7"}, "authorization": map[string]any{"value": "Bearer t"},
	}}
	if diff := cmp.Diff(any(want), got); diff != "" {
		t.Errorf("request (-want +got):\n%s", diff)
	}
}

// Nothing shown to one person is kept for the next, not even for a second.
func TestEdge_cachesNothing(t *testing.T) {
	t.Parallel()
	config := stack.At(edgeResource(t, "Distribution").Properties, "DistributionConfig")
	for name, id := range map[string]string{
		"CachePolicyId":         "4135ea2d-6df8-44a3-9df3-4b5a84be39ad", // CachingDisabled
		"OriginRequestPolicyId": "b689b0a8-53d0-40ab-baf2-68738e2966ac", // AllViewerExceptHostHeader
	} {
		if got := stack.At(config, "DefaultCacheBehavior", name); got != id {
			t.Errorf("%s: got %v, want %s", name, got, id)
		}
	}
	kept := map[string]bool{}
	for _, e := range list(stack.At(config, "CustomErrorResponses")) {
		kept[fmt.Sprint(stack.At(e, "ErrorCode"))] = fmt.Sprint(stack.At(e, "ErrorCachingMinTTL")) != "0"
	}
	// The statuses that CloudFront caches, by its developer guide, "HTTP 4xx
	// and 5xx status codes that CloudFront caches".
	for _, status := range []string{"400", "403", "404", "405", "414", "416", "500", "501", "502", "503", "504"} {
		if cached, said := kept[status]; cached || !said {
			t.Errorf("%s is cached", status)
		}
	}
}

func TestEdge_encrypts(t *testing.T) {
	t.Parallel()
	distribution := edgeResource(t, "Distribution")
	want(t, distribution, "TLSv1.2_2021", "DistributionConfig", "ViewerCertificate", "MinimumProtocolVersion")
	want(t, distribution, "redirect-to-https", "DistributionConfig", "DefaultCacheBehavior", "ViewerProtocolPolicy")
	for _, origin := range list(stack.At(distribution.Properties, "DistributionConfig", "Origins")) {
		if got := stack.At(origin, "CustomOriginConfig", "OriginProtocolPolicy"); got != "https-only" {
			t.Errorf("to the origin: got %v, want https-only", got)
		}
		if got := fmt.Sprint(stack.At(origin, "CustomOriginConfig", "OriginSSLProtocols")); got != "[TLSv1.2]" {
			t.Errorf("to the origin: got %v, want TLSv1.2", got)
		}
	}
}

// The firewall limits each source; the gateway limits all of them together.
func TestEdge_limits(t *testing.T) {
	t.Parallel()
	firewall := edgeResource(t, "Firewall")
	want(t, firewall, "CLOUDFRONT", "Scope")
	want(t, edgeResource(t, "Distribution"), att("Firewall", "Arn"), "DistributionConfig", "WebACLId")
	var all, tries bool
	for _, rule := range list(firewall.Properties["Rules"]) {
		rate := stack.At(rule, "Statement", "RateBasedStatement")
		if stack.At(rate, "AggregateKeyType") != "IP" || stack.At(rule, "Action", "Block") == nil {
			t.Errorf("%v limits nobody", stack.At(rule, "Name"))
		}
		if stack.At(rule, "VisibilityConfig", "SampledRequestsEnabled") != false {
			t.Errorf("%v: samples of requests hold tokens of sessions", stack.At(rule, "Name"))
		}
		scope := stack.At(rate, "ScopeDownStatement", "AndStatement", "Statements")
		if scope == nil {
			all = true
			continue
		}
		tries = true
		checkTries(t, scope)
	}
	if !all || !tries {
		t.Errorf("limits: of everything %v, of tries %v, want both", all, tries)
	}
}

// checkTries wants exactly the paths that have a limit of their own at the
// gateway.
func checkTries(t *testing.T, scope any) {
	t.Helper()
	statements := list(scope)
	at := slices.IndexFunc(statements, func(s any) bool { return stack.At(s, "RegexMatchStatement") != nil })
	if at < 0 {
		t.Fatal("no paths are named")
	}
	path := regexp.MustCompile(fmt.Sprint(stack.At(statements[at], "RegexMatchStatement", "RegexString")))
	gateway, _ := load(t).Resource("Api")
	routes, _ := gateway.Properties["RouteSettings"].(map[string]any)
	if len(routes) == 0 {
		t.Fatal("no route has a limit of its own")
	}
	for route := range routes {
		_, name, _ := strings.Cut(route, " ")
		if !path.MatchString(name) {
			t.Errorf("%s is limited for all together, and not for each source", name)
		}
	}
	for _, name := range []string{"/", "/v1/communities/maple-grove/members", "/v1/me", "/activated", "/page/style.css"} {
		if path.MatchString(name) {
			t.Errorf("%s counts as a try", name)
		}
	}
}

func TestEdge_parameters(t *testing.T) {
	t.Parallel()
	template := loadEdge(t)
	parameters, _ := template.Sections["Parameters"].(map[string]any)
	used := text(t, template.Sections["Resources"]) + text(t, template.Sections["Conditions"])
	for name, p := range parameters {
		if stack.At(p, "Description") == nil {
			t.Errorf("%s: no description", name)
		}
		if stack.At(p, "AllowedPattern") == nil && stack.At(p, "MinValue") == nil {
			t.Errorf("%s takes any value", name)
		}
		if !refers(used, name) {
			t.Errorf("%s is used nowhere", name)
		}
	}
}
