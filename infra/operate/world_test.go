package main

import (
	"bytes"
	"context"
	"encoding/base64"
	"encoding/json"
	"io"
	"log/slog"
	"maps"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/credentials"
	"github.com/aws/aws-sdk-go-v2/service/s3"
	"github.com/aws/aws-sdk-go-v2/service/ses"

	"github.com/communitrak/onboarding/infra/local/bucket"
	"github.com/communitrak/onboarding/infra/local/mailbox"
	_ "github.com/communitrak/onboarding/internal/account/password/passwordtest" // cheap to hash
	"github.com/communitrak/onboarding/internal/dynamo"
	"github.com/communitrak/onboarding/internal/dynamo/dynamotest"
	"github.com/communitrak/onboarding/internal/importer"
	importbucket "github.com/communitrak/onboarding/internal/importer/bucket"
	"github.com/communitrak/onboarding/internal/mail"
	"github.com/communitrak/onboarding/internal/onboarding/onboardingtest"
)

const bucketName = "rosters-for-tests"

// world is a system with bucket and mail service, and the operator's program on
// top.
type world struct {
	*onboardingtest.Fixture
	t         *testing.T
	s3        *s3.Client
	files     string // the folder of the bucket
	box       *mailbox.Mailbox
	ses       *ses.Client
	importer  *importer.Service
	deliverer *mail.Deliverer
	env       map[string]string
}

func newWorld(t *testing.T) *world {
	t.Helper()
	w := &world{Fixture: onboardingtest.New(t), t: t, files: t.TempDir()}
	log := slog.New(slog.NewTextHandler(io.Discard, nil))
	store, err := bucket.Open(bucketName, w.files, w.Clock.Now, nil)
	if err != nil {
		t.Fatal(err)
	}
	own := aws.Credentials{AccessKeyID: "local", SecretAccessKey: "local"}
	files := httptest.NewServer(bucket.Handler(store, own))
	t.Cleanup(files.Close)
	w.s3 = s3.New(s3.Options{Region: "us-east-1", BaseEndpoint: &files.URL, UsePathStyle: true, Credentials: credentials.NewStaticCredentialsProvider("local", "local", "")})
	w.importer = w.importerOf(w.Fixture)

	feedback := mail.NewFeedback(w.Store, log, w.Clock.Now)
	w.box, err = mailbox.Open(mailbox.Options{Dir: t.TempDir(), Rate: 10_000, Now: w.Clock.Now, Report: func(ctx context.Context, e mailbox.Event) error {
		raw, err := json.Marshal(e)
		if err != nil {
			return err
		}
		return feedback.Apply(ctx, raw)
	}})
	if err != nil {
		t.Fatal(err)
	}
	mails := httptest.NewServer(w.box.SES())
	t.Cleanup(mails.Close)
	w.ses = ses.New(ses.Options{Region: "us-east-1", BaseEndpoint: &mails.URL, Retryer: aws.NopRetryer{}, Credentials: credentials.NewStaticCredentialsProvider("local", "local", "")})
	w.deliverer = w.delivererOf(w.Fixture)
	w.env = map[string]string{
		"DYNAMODB_ENDPOINT": dynamotest.Endpoint(t), "TABLE": w.Table, "S3_ENDPOINT": files.URL, "BUCKET": bucketName, "KEYS_FILE": w.keysFile(),
	}
	return w
}

// importerOf returns an importer for the fixture's table.
func (w *world) importerOf(f *onboardingtest.Fixture) *importer.Service {
	log := slog.New(slog.NewTextHandler(io.Discard, nil))
	return importer.New(f.Store, f.Service, importbucket.New(w.s3, bucketName), importer.DefaultSettings(), log, f.Clock.Now)
}

// delivererOf returns a deliverer of what the fixture's table owes.
func (w *world) delivererOf(f *onboardingtest.Fixture) *mail.Deliverer {
	sender := mail.Identity{BaseURL: "https://example.com", From: "no-reply@example.com", Support: "support@example.com"}
	composer := mail.NewComposer(f.Store, f.Service, f.Accounts, sender, f.Clock.Now)
	return mail.NewDeliverer(f.Store, composer, mail.NewSES(w.ses, ""), slog.New(slog.NewTextHandler(io.Discard, nil)), f.Clock.Now)
}

// keysFile writes the fixture's keys in the form of the local system's key
// file.
func (w *world) keysFile() string {
	w.t.Helper()
	index, err := w.Keys.Index(w.t.Context())
	if err != nil {
		w.t.Fatal(err)
	}
	file := keyFile{Current: w.Keys.Current, Codes: map[string]string{}, Index: base64.StdEncoding.EncodeToString(index)}
	for id, key := range w.Keys.Codes {
		file.Codes[id] = base64.StdEncoding.EncodeToString(key)
	}
	text, err := json.Marshal(file)
	if err != nil {
		w.t.Fatal(err)
	}
	name := filepath.Join(w.t.TempDir(), "keys.json")
	if err := os.WriteFile(name, text, 0o600); err != nil {
		w.t.Fatal(err)
	}
	return name
}

// operate runs the operator's program on the system.
func (w *world) operate(args ...string) (string, error) {
	w.t.Helper()
	var out bytes.Buffer
	p := program{out: &out, in: strings.NewReader(""), now: w.Clock.Now, lookup: func(name string) (string, bool) { v, ok := w.env[name]; return v, ok }}
	err := p.run(w.t.Context(), args)
	return out.String(), err
}

func (w *world) mustOperate(args ...string) string {
	w.t.Helper()
	said, err := w.operate(args...)
	if err != nil {
		w.t.Fatalf("operate %s: %v\n%s", strings.Join(args, " "), err, said)
	}
	return said
}

// drop puts an object into the bucket and imports it if it is a roster.
func (w *world) drop(key, content string) {
	w.t.Helper()
	w.put(key, content)
	if err := w.importer.Created(w.t.Context(), importbucket.Object{Key: key}); err != nil {
		w.t.Fatalf("importing %s: %v", key, err)
	}
}

func (w *world) put(key, content string) {
	w.t.Helper()
	_, err := w.s3.PutObject(w.t.Context(), &s3.PutObjectInput{Bucket: aws.String(bucketName), Key: &key, Body: strings.NewReader(content)})
	if err != nil {
		w.t.Fatal(err)
	}
}

// sent counts the mails to each address.
func (w *world) sent() map[string]int {
	counts := map[string]int{}
	for _, m := range w.box.Mails() {
		counts[m.To]++
	}
	return counts
}

// another returns the same system on another table.
func (w *world) another(table string) *onboardingtest.Fixture {
	return w.On(table)
}

// copyTo makes another table hold what the system's table holds now, as a
// backup would.
func (w *world) copyTo(table string) {
	w.t.Helper()
	if _, err := dynamo.NewStore(w.DB, table).CopyFrom(w.t.Context(), w.Store); err != nil {
		w.t.Fatal(err)
	}
}

// useKeys switches the system to the keys in the file.
func (w *world) useKeys(file keyFile) {
	w.t.Helper()
	w.Keys.Current = file.Current
	for id, text := range file.Codes {
		key, err := base64.StdEncoding.DecodeString(text)
		if err != nil {
			w.t.Fatal(err)
		}
		w.Keys.Codes[id] = key
	}
}

func sortedIDs(codes map[string]string) string {
	return strings.Join(slices.Sorted(maps.Keys(codes)), " ")
}
