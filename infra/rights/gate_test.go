package rights

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strings"
	"sync"
	"testing"
)

// gate stands before the services of one function: what its grants do not
// allow is refused and noted, the rest is handed on and noted too.
type gate struct {
	function string
	scope    *scope
	grants   []*grant
	during   func() string // the use case that is under way

	mu      sync.Mutex
	seen    map[demand]map[string]bool // with the use cases
	refused []string
}

// ask notes the demands and reports whether all are allowed.
func (g *gate) ask(demands ...demand) bool {
	g.mu.Lock()
	defer g.mu.Unlock()
	allowed := true
	for _, d := range demands {
		ok := false
		for _, grant := range g.grants {
			ok = grant.allows(d) || ok // more than one may be meant for it
		}
		if !ok {
			allowed = false
			g.refused = append(g.refused, fmt.Sprintf("%s: %s on %s %s, during %s", g.function, d.action, d.resource, kindOf(d.key), g.during()))
		}
		d.key, d.from = kindOf(d.key), ""
		if g.seen[d] == nil {
			g.seen[d] = map[string]bool{}
		}
		g.seen[d][g.during()] = true
	}
	return allowed
}

// serve is a service of AWS behind the gate.
func (g *gate) serve(t *testing.T, demandsOf func(r *http.Request, body []byte) ([]demand, error), service http.Handler) string {
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, err := io.ReadAll(r.Body)
		if err != nil {
			t.Error(err)
		}
		r.Body = io.NopCloser(bytes.NewReader(body))
		demands, err := demandsOf(r, body)
		if err != nil {
			t.Errorf("%s: %v", g.function, err)
		}
		if !g.ask(demands...) {
			w.Header().Set("Content-Type", "application/x-amz-json-1.0")
			w.WriteHeader(http.StatusBadRequest)
			_, _ = io.WriteString(w, `{"__type":"AccessDeniedException","message":"not allowed by the template"}`)
			return
		}
		service.ServeHTTP(w, r)
	}))
	t.Cleanup(server.Close)
	return server.URL
}

// item is an item, or a key, in DynamoDB's JSON.
type item map[string]map[string]any

func (i item) key() string { return fmt.Sprint(i["PK"]["S"]) }

// tableRequest is what of a request to DynamoDB tells what it needs.
type tableRequest struct {
	Key, Item                 item
	IndexName                 string
	KeyConditionExpression    string
	ExpressionAttributeValues item
	RequestItems              map[string]struct{ Keys []item }
	TransactItems             []map[string]struct{ Key, Item item }
}

func (g *gate) tableDemands(r *http.Request, body []byte) ([]demand, error) {
	_, operation, _ := strings.Cut(r.Header.Get("X-Amz-Target"), ".")
	var request tableRequest
	if err := json.Unmarshal(body, &request); err != nil {
		return nil, err
	}
	table := g.scope.lookUp("Table.Arn")
	on := func(action, key string) demand {
		return demand{action: "dynamodb:" + action, resource: table, key: key}
	}
	var demands []demand
	switch operation {
	case "GetItem", "UpdateItem", "DeleteItem":
		demands = append(demands, on(operation, request.Key.key()))
	case "PutItem":
		demands = append(demands, on(operation, request.Item.key()))
	case "Query":
		d := on(operation, fmt.Sprint(request.ExpressionAttributeValues[":pk"]["S"]))
		if request.IndexName != "" {
			d.resource += "/index/" + request.IndexName
		}
		demands = append(demands, d)
	case "BatchGetItem":
		for _, asked := range request.RequestItems {
			for _, key := range asked.Keys {
				demands = append(demands, on(operation, key.key()))
			}
		}
	case "TransactGetItems", "TransactWriteItems":
		for _, actions := range request.TransactItems {
			for name, action := range actions {
				key := action.Key
				if key == nil {
					key = action.Item
				}
				demands = append(demands, on(transacted[name], key.key()))
			}
		}
	default:
		return nil, fmt.Errorf("%s is not known here", operation)
	}
	return demands, nil
}

// transacted are the rights that parts of a transaction need.
var transacted = map[string]string{"Get": "GetItem", "Put": "PutItem", "Update": "UpdateItem", "Delete": "DeleteItem", "ConditionCheck": "ConditionCheckItem"}

func (g *gate) bucketDemands(r *http.Request, _ []byte) ([]demand, error) {
	name, key, _ := strings.Cut(strings.TrimPrefix(r.URL.Path, "/"), "/")
	bucket := "arn:aws:s3:::" + name
	query := r.URL.Query()
	switch {
	case key == "" && query.Has("versions"):
		return []demand{{action: "s3:ListBucketVersions", resource: bucket}}, nil
	case key == "":
		return []demand{{action: "s3:ListBucket", resource: bucket}}, nil
	case r.Method == http.MethodPut:
		return []demand{{action: "s3:PutObject", resource: bucket + "/" + key}}, nil
	case r.Method != http.MethodGet && r.Method != http.MethodHead:
		return nil, fmt.Errorf("%s of an object is not known here", r.Method)
	case query.Get("versionId") != "":
		return []demand{{action: "s3:GetObjectVersion", resource: bucket + "/" + key}}, nil
	default:
		return []demand{{action: "s3:GetObject", resource: bucket + "/" + key}}, nil
	}
}

// missing asks for s3:ListBucket where an object is not found: without, S3
// answers 403, and a file that is gone could not be told from a missing right.
func (g *gate) missing(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		answer := httptest.NewRecorder()
		next.ServeHTTP(answer, r)
		name, key, _ := strings.Cut(strings.TrimPrefix(r.URL.Path, "/"), "/")
		if answer.Code == http.StatusNotFound && key != "" {
			g.ask(demand{action: "s3:ListBucket", resource: "arn:aws:s3:::" + name})
		}
		for header, values := range answer.Header() {
			w.Header()[header] = values
		}
		w.WriteHeader(answer.Code)
		_, _ = w.Write(answer.Body.Bytes())
	})
}

func (g *gate) mailDemands(r *http.Request, body []byte) ([]demand, error) {
	form, err := url.ParseQuery(string(body))
	if err != nil {
		return nil, err
	}
	switch action := form.Get("Action"); action {
	case "GetSendQuota":
		return []demand{{action: "ses:GetSendQuota", resource: "*"}}, nil
	case "SendRawEmail":
		prefix := "arn:aws:ses:" + region + ":" + accountID + ":"
		from := form.Get("Source")
		var demands []demand
		// In the sandbox, where the defaults are, SES asks for the recipient too.
		for _, identity := range []string{from, form.Get("Destinations.member.1")} {
			demands = append(demands, demand{action: "ses:SendRawEmail", resource: prefix + "identity/" + identity, from: from})
		}
		set := prefix + "configuration-set/" + form.Get("ConfigurationSetName")
		return append(demands, demand{action: "ses:SendRawEmail", resource: set, from: from}), nil
	default:
		return nil, fmt.Errorf("SES: %s is not known here", action)
	}
}

func (g *gate) secretDemands(r *http.Request, body []byte) ([]demand, error) {
	var request struct {
		SecretID string `json:"SecretId"`
	}
	if err := json.Unmarshal(body, &request); err != nil {
		return nil, err
	}
	_, operation, _ := strings.Cut(r.Header.Get("X-Amz-Target"), ".")
	return []demand{{action: "secretsmanager:" + operation, resource: request.SecretID}}, nil
}

// kindOf is the key with its identifiers left out: of which kind the item is.
func kindOf(key string) string {
	parts := strings.Split(key, "#")
	if len(parts) < 2 {
		return key
	}
	if parts[0] == "DUE" {
		return "DUE#" + parts[1] + "#*"
	}
	kind := parts[0] + "#*"
	if parts[0] == "C" && len(parts) > 2 {
		kind += "#" + parts[2]
	}
	if parts[0] == "C" && len(parts) > 3 {
		kind += "#*"
	}
	return kind
}

func TestKindOf(t *testing.T) {
	t.Parallel()
	for key, want := range map[string]string{
		"": "", "COMMUNITIES": "COMMUNITIES", "C#c1": "C#*", "C#c1#M#m1": "C#*#M#*", "C#c1#MAP": "C#*#MAP", "O#1": "O#*", "DUE#now#3": "DUE#now#*", "T#cooldown#e1": "T#*",
	} {
		if got := kindOf(key); got != want {
			t.Errorf("%q: got %q, want %q", key, got, want)
		}
	}
}

// uses are the use cases of all demands of one action on one resource, and the
// kinds of keys.
func (g *gate) uses() []use {
	var all []use
	for d, cases := range g.seen {
		at := slices.IndexFunc(all, func(u use) bool { return u.action == d.action && u.resource == d.resource })
		if at < 0 {
			all = append(all, use{function: g.function, action: d.action, resource: d.resource, keys: map[string]bool{}, cases: map[string]bool{}})
			at = len(all) - 1
		}
		if d.key != "" {
			all[at].keys[d.key] = true
		}
		for name := range cases {
			all[at].cases[name] = true
		}
	}
	return all
}

// use is what one function did with one right.
type use struct {
	function, action, resource string
	keys, cases                map[string]bool
}
