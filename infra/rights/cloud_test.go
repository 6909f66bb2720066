package rights

import (
	"bytes"
	"context"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/aws/aws-lambda-go/events"
	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/communitrak/onboarding/infra/local/bucket"
	"github.com/communitrak/onboarding/infra/local/mailbox"
	"github.com/communitrak/onboarding/internal/account"
	"github.com/communitrak/onboarding/internal/api"
	"github.com/communitrak/onboarding/internal/api/review"
	"github.com/communitrak/onboarding/internal/api/system"
	"github.com/communitrak/onboarding/internal/app"
	"github.com/communitrak/onboarding/internal/app/dynamodbclient"
	"github.com/communitrak/onboarding/internal/app/s3client"
	"github.com/communitrak/onboarding/internal/app/sesclient"
	"github.com/communitrak/onboarding/internal/console"
	"github.com/communitrak/onboarding/internal/dynamo"
	"github.com/communitrak/onboarding/internal/dynamo/dynamotest"
	"github.com/communitrak/onboarding/internal/faults/units"
	"github.com/communitrak/onboarding/internal/importer"
	importbucket "github.com/communitrak/onboarding/internal/importer/bucket"
	"github.com/communitrak/onboarding/internal/mail"
	"github.com/communitrak/onboarding/internal/onboarding"
	"github.com/communitrak/onboarding/internal/onboarding/logofile"
	"github.com/communitrak/onboarding/internal/page"
	"github.com/communitrak/onboarding/internal/printing"
	"github.com/communitrak/onboarding/internal/stack"
)

const (
	support   = "support@communitrak.example"
	words     = "nine brown herons wade"
	jsonMedia = "application/json"
)

// own are the credentials of all calls.
var own = aws.Credentials{AccessKeyID: "local", SecretAccessKey: "local"}

// cloud is the template's stack in this process.
type cloud struct {
	t        *testing.T
	scope    *scope
	routes   []route
	pages    map[string]http.Handler                                 // by function
	takers   map[string]func(context.Context, json.RawMessage) error // by function
	gates    map[string]*gate
	services services
	during   atomic.Value // the use case
	skew     atomic.Int64 // how far the clock was moved forward
	objects  chan bucket.Created
	log      lockedBuffer
	units    meter
	key      string          // the Idempotency-Key of all requests; if empty, each has another
	called   map[string]bool // routes
	app      *factor
	admin    string // the administrator's token
}

// services are the services behind the gates.
type services struct {
	table, bucket, mail, secrets http.Handler
	box                          *mailbox.Mailbox
	bucketName                   string
}

// lockedBuffer collects the log of all functions.
type lockedBuffer struct {
	mu   sync.Mutex
	text bytes.Buffer
}

func (b *lockedBuffer) Write(p []byte) (int, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.text.Write(p)
}

func (b *lockedBuffer) String() string {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.text.String()
}

func newCloud(t *testing.T) *cloud {
	root, err := stack.Root()
	if err != nil {
		t.Fatal(err)
	}
	template, err := stack.Load(root)
	if err != nil {
		t.Fatal(err)
	}
	_, table := dynamotest.New(t)
	c := &cloud{
		t: t, scope: newScope(t, template, support, table), pages: map[string]http.Handler{}, gates: map[string]*gate{},
		takers: map[string]func(context.Context, json.RawMessage) error{}, objects: make(chan bucket.Created, 64),
		called: map[string]bool{}, units: meter{items: map[string]units.Item{}},
	}
	c.during.Store("start")
	t.Cleanup(c.tellWhy)
	c.startServices()
	for _, f := range template.Resources("AWS::Serverless::Function") {
		c.gates[f.Name] = &gate{
			function: f.Name, scope: c.scope, grants: grantsOf(c.scope, f), seen: map[right]map[string]bool{}, named: map[string]bool{}, refused: map[string]bool{},
			during: func() string { return c.during.Load().(string) },
		}
		c.assemble(f, c.settings(c.gates[f.Name], c.scope.environment(f)))
		c.addRoutes(f)
	}
	return c
}

// tellWhy shows what a failed test was refused, and what was logged about it.
func (c *cloud) tellWhy() {
	if !c.t.Failed() {
		return
	}
	for _, g := range c.gates {
		for _, refusal := range sorted(g.refused) {
			c.t.Log(refusal)
		}
	}
	for line := range strings.Lines(c.log.String()) {
		if strings.Contains(line, `"ERROR"`) || strings.Contains(line, `"WARN"`) {
			c.t.Log(line)
		}
	}
}

func (c *cloud) startServices() {
	endpoint, err := url.Parse(dynamotest.Endpoint(c.t))
	if err != nil {
		c.t.Fatal(err)
	}
	s := &c.services
	s.table = c.units.count(httputil.NewSingleHostReverseProxy(endpoint))
	s.bucketName = c.scope.eval(stack.At(c.resource("Rosters").Properties, "BucketName")).(string)
	store, err := bucket.Open(s.bucketName, c.t.TempDir(), c.now, func(o bucket.Created) { c.objects <- o })
	if err != nil {
		c.t.Fatal(err)
	}
	s.bucket = bucket.Handler(store, own)
	s.box, err = mailbox.Open(mailbox.Options{Dir: c.t.TempDir(), Rate: 1000, Now: c.now, Report: func(context.Context, mailbox.Event) error { return nil }})
	if err != nil {
		c.t.Fatal(err)
	}
	c.t.Cleanup(func() {
		if err := s.box.Close(); err != nil {
			c.t.Error(err)
		}
	})
	s.mail = s.box.SES()
	s.secrets = http.HandlerFunc(secrets)
}

// originSecret is what the edge presents.
const originSecret = "what the edge shows to the functions"

// secrets answers GetSecretValue.
func secrets(w http.ResponseWriter, r *http.Request) {
	var request struct{ SecretId, VersionStage string }
	if err := json.NewDecoder(r.Body).Decode(&request); err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	if request.VersionStage == "AWSPREVIOUS" { // none has been replaced yet
		w.WriteHeader(http.StatusBadRequest)
		_, _ = w.Write([]byte(`{"__type":"ResourceNotFoundException"}`))
		return
	}
	key := base64.StdEncoding.EncodeToString(bytes.Repeat([]byte(request.SecretId[len(request.SecretId)-1:]), 48))
	switch request.SecretId {
	case secretARN("code"):
		key = fmt.Sprintf(`{"current":"k1","k1":%q}`, key)
	case secretARN("origin"):
		key = originSecret
	}
	_ = json.NewEncoder(w).Encode(map[string]string{"SecretString": key}) // the client may have gone away
}

func (c *cloud) resource(name string) stack.Resource {
	r, ok := c.scope.template.Resource(name)
	if !ok {
		c.t.Fatalf("the template has no %s", name)
	}
	return r
}

func (c *cloud) now() time.Time { return time.Now().Add(time.Duration(c.skew.Load())) }

// settings returns a function's settings, with the services behind its gate.
func (c *cloud) settings(g *gate, variables map[string]string) *app.Settings {
	services := c.services
	variables["AWS_REGION"], variables["AWS_ACCESS_KEY_ID"], variables["AWS_SECRET_ACCESS_KEY"] = region, own.AccessKeyID, own.SecretAccessKey
	variables["AWS_ENDPOINT_URL_DYNAMODB"] = g.serve(c.t, g.tableDemands, services.table)
	variables["AWS_ENDPOINT_URL_S3"] = g.serve(c.t, g.bucketDemands, g.missing(services.bucket))
	variables["AWS_ENDPOINT_URL_SES"] = g.serve(c.t, g.mailDemands, services.mail)
	variables["AWS_ENDPOINT_URL_SECRETS_MANAGER"] = g.serve(c.t, g.secretDemands, services.secrets)
	return app.NewSettings(func(name string) (string, bool) {
		value, ok := variables[name]
		return value, ok
	})
}

// assemble builds a function as its main does.
func (c *cloud) assemble(f stack.Resource, s *app.Settings) {
	clients := app.NewAWS(s)
	log := app.NewLogger(&c.log, s.Optional("METRICS", ""))
	assembled := func() api.API {
		return api.Assemble(api.API{
			Store: dynamo.NewStore(dynamodbclient.New(clients), s.Required("TABLE")), Keys: app.NewKeys(s, clients), Support: s.Required("SUPPORT_EMAIL"),
			SourceIP: app.SourceIP, Log: log, Now: c.now,
		})
	}
	rosters := func(p api.API) *importer.Service {
		return importer.New(p.Store, p.Rules, importbucket.New(s3client.New(clients), s.Required("BUCKET")), importer.DefaultSettings(), log, c.now)
	}
	switch f.Name {
	case "Invite":
		c.pages[f.Name] = api.New(assembled(), api.InviteOperations)
	case "Resend":
		c.pages[f.Name] = api.New(assembled(), api.ResendOperations)
	case "Members":
		c.pages[f.Name] = api.New(assembled(), api.MemberOperations(logofile.Read))
	case "Activate":
		c.pages[f.Name] = api.Activate(assembled())
	case "Session":
		c.pages[f.Name] = api.Session(assembled())
	case "Review":
		p := assembled()
		c.pages[f.Name] = api.New(p, review.Operations(rosters(p), 0))
	case "Console":
		files, err := console.Handler(console.Options{BucketOrigin: s.Optional("BUCKET_ORIGIN", ""), Support: s.Required("SUPPORT_EMAIL"), NotFound: page.Missing(support)})
		if err != nil {
			c.t.Fatal(err)
		}
		c.pages[f.Name] = system.Handler(files)
	case "Import":
		c.takers[f.Name] = rosters(assembled()).HandleEvent
	case "Print":
		p, files := assembled(), importbucket.New(s3client.New(clients), s.Required("BUCKET"))
		letters := printing.New(p.Store, p.Rules, files.Put, s.Required("BASE_URL"), s.Required("SUPPORT_EMAIL"), log, c.now)
		c.takers[f.Name] = func(ctx context.Context, _ json.RawMessage) error { return letters.RunDue(ctx) }
	case "Deliver":
		c.takers[f.Name] = c.deliverer(clients, s, assembled(), log)
	case "Feedback":
		feedback := mail.NewFeedback(dynamo.NewStore(dynamodbclient.New(clients), s.Required("TABLE")), log, c.now)
		c.takers[f.Name] = func(ctx context.Context, event json.RawMessage) error { return feedback.Apply(ctx, event) }
	default:
		c.t.Errorf("%s is not known here", f.Name)
	}
	if page := c.pages[f.Name]; page != nil {
		c.pages[f.Name] = app.BehindEdge(s, page)
	}
	if err := s.Err(); err != nil {
		c.t.Errorf("%s: %v", f.Name, err)
	}
}

func (c *cloud) deliverer(clients app.AWS, s *app.Settings, p api.API, log *slog.Logger) func(context.Context, json.RawMessage) error {
	sender := mail.Identity{BaseURL: s.Required("BASE_URL"), From: s.Required("MAIL_FROM"), Support: s.Required("SUPPORT_EMAIL"), PostalAddress: s.Optional("POSTAL_ADDRESS", "")}
	composer := mail.NewComposer(p.Store, p.Rules, p.Accounts, sender, c.now)
	deliverer := mail.NewDeliverer(p.Store, composer, mail.NewSES(sesclient.New(clients), s.Required("CONFIGURATION_SET")), log, c.now)
	return func(ctx context.Context, _ json.RawMessage) error {
		for _, step := range []func(context.Context) error{p.Rules.Sweep, deliverer.Drain, deliverer.MeasureWaiting} {
			if err := step(ctx); err != nil {
				return err
			}
		}
		return nil
	}
}

// operator returns the system without gates, as for a person with the account's
// rights.
func (c *cloud) operator() (*account.Service, *onboarding.Service) {
	free := &gate{function: "operator", scope: c.scope, seen: map[right]map[string]bool{}, named: map[string]bool{}, refused: map[string]bool{}, during: func() string { return "" },
		grants: []*grant{{actions: operators, resources: []string{"*"}, used: map[pair]bool{}}}}
	s := c.settings(free, c.scope.environment(c.resource("Members")))
	clients := app.NewAWS(s)
	p := api.Assemble(api.API{Store: dynamo.NewStore(dynamodbclient.New(clients), s.Required("TABLE")), Keys: app.NewKeys(s, clients), Now: c.now})
	return p.Accounts, p.Rules
}

var operators = []string{"dynamodb:GetItem", "dynamodb:BatchGetItem", "dynamodb:Query", "dynamodb:PutItem", "dynamodb:UpdateItem", "dynamodb:DeleteItem",
	"dynamodb:ConditionCheckItem", "secretsmanager:GetSecretValue"}

// happens passes an event to a background function.
func (c *cloud) happens(function, what string, event any) {
	c.t.Helper()
	raw, err := json.Marshal(event)
	if err != nil {
		c.t.Fatal(err)
	}
	c.during.Store(what)
	ctx, cancel := context.WithTimeout(c.t.Context(), 2*time.Minute)
	defer cancel()
	if err := c.takers[function](ctx, raw); err != nil {
		c.t.Errorf("%s, %s: %v", function, what, err)
	}
}

// minute runs what the schedules do every minute, once the given time has
// passed.
func (c *cloud) minute(after time.Duration) {
	c.t.Helper()
	c.skew.Add(int64(after))
	schedule := object{"source": "aws.events"}
	c.happens("Import", "every minute", schedule)
	c.happens("Deliver", "every minute", schedule)
	c.happens("Print", "every minute", schedule)
}

// drop puts an object into the bucket, and its event to Import.
func (c *cloud) drop(key, content string) {
	c.t.Helper()
	r := httptest.NewRequestWithContext(c.t.Context(), http.MethodPut, "/"+c.services.bucketName+"/"+key, strings.NewReader(content))
	r.Header.Set("Content-Length", strconv.Itoa(len(content)))
	w := httptest.NewRecorder()
	c.services.bucket.ServeHTTP(w, r)
	if w.Code != http.StatusOK {
		c.t.Fatalf("dropping %s: %d %s", key, w.Code, w.Body)
	}
	c.created(key)
}

// created passes the object's creation to Import.
func (c *cloud) created(key string) {
	c.t.Helper()
	o := <-c.objects
	for o.Key != key { // reports, which trigger nothing
		o = <-c.objects
	}
	var record events.S3EventRecord
	record.EventName = "ObjectCreated:Put"
	record.S3.Object = events.S3Object{Key: url.QueryEscape(o.Key), VersionID: o.VersionID, ETag: o.ETag, Size: o.Size}
	c.happens("Import", "a roster comes", events.S3Event{Records: []events.S3EventRecord{record}})
}

// mailTo returns the newest mail to the address.
func (c *cloud) mailTo(address string) *mailbox.Mail {
	c.t.Helper()
	for _, m := range slices.Backward(c.services.box.Mails()) {
		if m.To == address {
			return m
		}
	}
	c.t.Fatalf("no mail to %s", address)
	return nil
}

// link returns what the newest link to the path, in mails to the address,
// carries after its number sign.
func (c *cloud) link(address, path string) url.Values {
	c.t.Helper()
	for _, m := range slices.Backward(c.services.box.Mails()) {
		_, rest, found := strings.Cut(m.Text, path+"#")
		if m.To != address || !found {
			continue
		}
		values, err := url.ParseQuery(strings.Fields(rest)[0])
		if err != nil {
			c.t.Fatal(err)
		}
		return values
	}
	c.t.Fatalf("no mail to %s links to %s", address, path)
	return nil
}

// reported publishes what SES says about the newest mail to the address.
func (c *cloud) reported(address, event string, detail object) {
	c.t.Helper()
	m := c.mailTo(address)
	told := object{"eventType": event, "mail": object{"messageId": m.ID, "destination": []string{m.To}, "tags": object{"mail": []string{m.Tags["mail"]}}}}
	for name, value := range detail {
		told[name] = value
	}
	c.happens("Feedback", "a mail is reported", told)
}
