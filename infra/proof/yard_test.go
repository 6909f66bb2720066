package main

import (
	"context"
	"encoding/json"
	"log/slog"
	"math/rand/v2"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/aws/aws-lambda-go/events"
	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/credentials"
	"github.com/aws/aws-sdk-go-v2/service/s3"
	"github.com/aws/aws-sdk-go-v2/service/ses"

	"github.com/communitrak/onboarding/infra/local/bucket"
	"github.com/communitrak/onboarding/infra/local/mailbox"
	"github.com/communitrak/onboarding/internal/app/apptest"
	"github.com/communitrak/onboarding/internal/faults"
	"github.com/communitrak/onboarding/internal/importer"
	importbucket "github.com/communitrak/onboarding/internal/importer/bucket"
	"github.com/communitrak/onboarding/internal/mail"
	"github.com/communitrak/onboarding/internal/onboarding/onboardingtest"
)

const (
	rosters   = "rosters"
	fast      = 100_000 // mails a second, so that nothing waits for the wall clock
	minute    = time.Minute
	published = "configuration"
)

var local = aws.Credentials{AccessKeyID: "local", SecretAccessKey: "local"}

// yard is the table with a bucket and a mail service. Their events are kept
// until somebody delivers them.
type yard struct {
	*onboardingtest.Fixture
	files  *bucket.Store
	box    *mailbox.Mailbox
	logger *slog.Logger // what everything that is started here logs, figures included
	s3URL  string
	sesURL string

	mu      sync.Mutex
	created []events.S3Event
	fared   []json.RawMessage
}

func newYard(t *testing.T) *yard {
	t.Helper()
	y := &yard{Fixture: onboardingtest.New(t), logger: apptest.Log(t)}
	var err error
	if y.files, err = bucket.Open(rosters, t.TempDir(), y.Clock.Now, y.noteFile); err != nil {
		t.Fatal(err)
	}
	if y.box, err = mailbox.Open(mailbox.Options{Dir: t.TempDir(), Rate: fast, Now: y.Clock.Now, Report: y.noteMail}); err != nil {
		t.Fatal(err)
	}
	y.box.Start()
	s3, ses := httptest.NewServer(bucket.Handler(y.files, local)), httptest.NewServer(y.box.SES())
	y.s3URL, y.sesURL = s3.URL, ses.URL
	t.Cleanup(func() {
		s3.Close()
		ses.Close()
		if err := y.box.Close(); err != nil {
			t.Error(err)
		}
	})
	return y
}

// noteFile keeps the event of an object, as the bucket publishes it.
func (y *yard) noteFile(c bucket.Created) {
	var record events.S3EventRecord
	record.EventName = "ObjectCreated:Put"
	record.S3.Object = events.S3Object{Key: strings.ReplaceAll(c.Key, " ", "+"), VersionID: c.VersionID, ETag: c.ETag, Size: c.Size}
	y.mu.Lock()
	defer y.mu.Unlock()
	y.created = append(y.created, events.S3Event{Records: []events.S3EventRecord{record}})
}

// noteMail keeps what became of a mail.
func (y *yard) noteMail(_ context.Context, e mailbox.Event) error {
	encoded, err := json.Marshal(e)
	if err != nil {
		return err
	}
	y.mu.Lock()
	defer y.mu.Unlock()
	y.fared = append(y.fared, encoded)
	return nil
}

// news returns the events since the last time.
func (y *yard) news() (created []events.S3Event, fared []json.RawMessage) {
	y.mu.Lock()
	defer y.mu.Unlock()
	created, fared, y.created, y.fared = y.created, y.fared, nil, nil
	return created, fared
}

// drop puts a file into the bucket.
func (y *yard) drop(t *testing.T, key, content string) {
	t.Helper()
	_, err := y.bucketClient(faults.Record()).PutObject(t.Context(), &s3.PutObjectInput{Bucket: aws.String(rosters), Key: &key, Body: strings.NewReader(content)})
	if err != nil {
		t.Fatalf("putting %s: %v", key, err)
	}
}

func (y *yard) bucketClient(inject *faults.Injector) *s3.Client {
	return s3.New(s3.Options{
		Region: "us-east-1", BaseEndpoint: &y.s3URL, UsePathStyle: true, Retryer: impatient(),
		Credentials:                credentials.NewStaticCredentialsProvider("local", "local", ""),
		RequestChecksumCalculation: aws.RequestChecksumCalculationWhenRequired,
	}, inject.S3)
}

// process is what runs the functions. Its calls go through an injector.
type process struct {
	*onboardingtest.Fixture
	inject    *faults.Injector
	importer  *importer.Service
	deliverer *mail.Deliverer
	feedback  *mail.Feedback
}

func (y *yard) start(inject *faults.Injector) *process {
	p := &process{Fixture: y.Through(inject), inject: inject}
	p.importer = importer.New(p.Store, p.Service, importbucket.New(y.bucketClient(inject), rosters), importer.DefaultSettings(), y.logger, y.Clock.Now)
	composer := mail.NewComposer(p.Store, p.Service, p.Accounts, mail.Identity{BaseURL: "https://communitrak.example", From: "invitations@communitrak.example", Support: "support@communitrak.example"}, y.Clock.Now)
	client := ses.New(ses.Options{Region: "us-east-1", BaseEndpoint: &y.sesURL, Retryer: aws.NopRetryer{},
		Credentials: credentials.NewStaticCredentialsProvider("local", "local", "")}, inject.SES)
	p.deliverer = mail.NewDeliverer(p.Store, composer, mail.NewSES(client, published), y.logger, y.Clock.Now)
	p.feedback = mail.NewFeedback(p.Store, y.logger, y.Clock.Now)
	return p
}

// chance is a source of randomness for one part of a proof.
func chance(part uint64) *rand.Rand { return rand.New(rand.NewPCG(*seed, part)) }
