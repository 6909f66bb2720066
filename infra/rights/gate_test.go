package rights

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"net/http"
	"net/http/httptest"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
)

// gate is in front of the services of one function: it refuses and records what
// the function's grants do not allow, and passes on and records the rest.
type gate struct {
	function string
	scope    *scope
	grants   []*grant
	during   func() string // the use case under way

	mu      sync.Mutex
	seen    map[right]map[string]bool // with the use cases
	named   map[string]bool           // attributes
	refused map[string]bool           // as sentences
}

// right is an action on a resource and, for a table, on one kind of item.
type right struct{ action, resource, kind string }

// ask records the demands and reports whether all are allowed. As in IAM, a
// single statement has to allow a demand as a whole.
func (g *gate) ask(demands ...demand) bool {
	g.mu.Lock()
	defer g.mu.Unlock()
	allowed := true
	for _, d := range demands {
		ok := false
		for _, grant := range g.grants {
			ok = grant.allows(d) || ok // several may be meant for it
		}
		for _, kind := range d.kinds() {
			r := right{d.action, d.resource, kind}
			if g.seen[r] == nil {
				g.seen[r] = map[string]bool{}
			}
			g.seen[r][g.during()] = true
		}
		for _, name := range d.context[attributes] {
			g.named[name] = true
		}
		if !ok {
			allowed = false
			g.refused[g.refusal(d)] = true
		}
	}
	return allowed
}

// kinds returns the kinds of items that a demand is on, or one empty kind if it
// is on none.
func (d demand) kinds() []string {
	var kinds []string
	for _, key := range d.context[leadingKeys] {
		kinds = append(kinds, kindOf(key))
	}
	slices.Sort(kinds)
	if kinds = slices.Compact(kinds); kinds == nil {
		kinds = []string{""}
	}
	return kinds
}

// refusal says which right is missing and what to do about it.
func (g *gate) refusal(d demand) string {
	what := d.action + " on " + strings.Replace(d.resource, g.scope.lookUp("Table.Arn"), "Table", 1)
	if kinds := d.kinds(); kinds[0] != "" {
		what += ", keys " + strings.Join(kinds, " and ")
	}
	limited := slices.ContainsFunc(d.context[leadingKeys], func(key string) bool {
		return slices.ContainsFunc(g.grants, func(one *grant) bool { return one.covers(d.action, d.resource, key) })
	})
	if limited && len(d.context[attributes]) > 0 {
		what += ", attributes " + strings.Join(d.context[attributes], " ")
	}
	return fmt.Sprintf("%s needs %s during %s, and no statement allows it: if it should, add that to its statement for %s in template.yaml and write docs/iam.md anew with go test ./infra/rights -update",
		g.function, what, g.during(), d.action)
}

// serve starts an AWS service behind the gate.
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

// item is an item or a key in DynamoDB's JSON.
type item map[string]map[string]any

func (i item) key() string { return fmt.Sprint(i["PK"]["S"]) }

// tableRequest is the part of a request to DynamoDB that tells which rights it
// needs.
type tableRequest struct {
	IndexName                 string
	KeyConditionExpression    string
	ExpressionAttributeValues item
	RequestItems              map[string]struct{ Keys []item }
	TransactItems             []map[string]written
	written
}

// written is the part of a write, alone or in a transaction, that tells which
// rights it needs.
type written struct {
	Key, Item                item
	UpdateExpression         string
	ConditionExpression      string
	ExpressionAttributeNames map[string]string
}

var word = regexp.MustCompile(`[:#]?[A-Za-z_]\w*`)

// expressed are the words in expressions that are not attributes.
var expressed = []string{"SET", "REMOVE", "ADD", "DELETE", "AND", "OR", "NOT", "BETWEEN", "IN",
	"attribute_exists", "attribute_not_exists", "attribute_type", "begins_with", "contains", "size", "if_not_exists", "list_append"}

// names returns the attributes that the write names: its key, and what it sets
// or puts under a condition.
func (w written) names() []string {
	names := slices.AppendSeq(slices.Collect(maps.Keys(w.Key)), maps.Keys(w.Item))
	for _, found := range word.FindAllString(w.UpdateExpression+" "+w.ConditionExpression, -1) {
		switch {
		case found[0] == ':' || slices.Contains(expressed, found):
		case found[0] == '#':
			names = append(names, w.ExpressionAttributeNames[found])
		default:
			names = append(names, found)
		}
	}
	slices.Sort(names)
	return slices.Compact(names)
}

func (w written) key() string {
	if w.Key == nil {
		return w.Item.key()
	}
	return w.Key.key()
}

func (g *gate) tableDemands(r *http.Request, body []byte) ([]demand, error) {
	_, operation, _ := strings.Cut(r.Header.Get("X-Amz-Target"), ".")
	var request tableRequest
	if err := json.Unmarshal(body, &request); err != nil {
		return nil, err
	}
	table := g.scope.lookUp("Table.Arn")
	switch operation {
	case "GetItem":
		return []demand{onKeys(operation, table, request.key())}, nil
	case "PutItem", "UpdateItem", "DeleteItem":
		return []demand{onKeys(operation, table, request.key()).naming(request.names()...)}, nil
	case "Query":
		if request.IndexName != "" {
			table += "/index/" + request.IndexName
		}
		return []demand{onKeys(operation, table, fmt.Sprint(request.ExpressionAttributeValues[":pk"]["S"]))}, nil
	case "BatchGetItem":
		var keys []string
		for _, asked := range request.RequestItems {
			for _, key := range asked.Keys {
				keys = append(keys, key.key())
			}
		}
		return []demand{onKeys(operation, table, keys...)}, nil
	case "TransactWriteItems":
		return transactDemands(table, request.TransactItems), nil
	default:
		return nil, fmt.Errorf("%s is not known here", operation)
	}
}

// transactDemands asks for each action once, with the keys of all its items.
// IAM may judge each item by itself; whatever is allowed together is allowed
// separately.
func transactDemands(table string, items []map[string]written) []demand {
	keys, names := map[string][]string{}, map[string][]string{}
	for _, actions := range items {
		for name, w := range actions {
			action := transacted[name]
			keys[action] = append(keys[action], w.key())
			names[action] = append(names[action], w.names()...)
		}
	}
	var demands []demand
	for action := range keys {
		demands = append(demands, onKeys(action, table, keys[action]...).naming(names[action]...))
	}
	return demands
}

// transacted are the rights that the parts of a transaction need.
var transacted = map[string]string{"Put": "PutItem", "Update": "UpdateItem", "Delete": "DeleteItem", "ConditionCheck": "ConditionCheckItem"}

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

// missing asks for s3:ListBucket when an object is not found: without that
// right S3 answers 403, and a missing file could not be told from a missing
// right.
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
		sent := map[string][]string{fromAddress: {from}}
		var demands []demand
		// In the sandbox, which is the default, SES also asks for the
		// recipient.
		for _, identity := range []string{from, form.Get("Destinations.member.1")} {
			demands = append(demands, demand{action: "ses:SendRawEmail", resource: prefix + "identity/" + identity, context: sent})
		}
		set := prefix + "configuration-set/" + form.Get("ConfigurationSetName")
		return append(demands, demand{action: "ses:SendRawEmail", resource: set, context: sent}), nil
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

// kindOf returns the key without its identifiers, which tells the kind of item.
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

// uses returns the use cases of all demands for one action on one resource, and
// the kinds of keys.
func (g *gate) uses() []use {
	var all []use
	for r, cases := range g.seen {
		at := slices.IndexFunc(all, func(u use) bool { return u.action == r.action && u.resource == r.resource })
		if at < 0 {
			all = append(all, use{function: g.function, action: r.action, resource: r.resource, keys: map[string]bool{}, cases: map[string]bool{}})
			at = len(all) - 1
		}
		if r.kind != "" {
			all[at].keys[r.kind] = true
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
