package main

import (
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strconv"
	"strings"
	"sync"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/credentials"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb"
	"github.com/aws/aws-sdk-go-v2/service/s3"
	"github.com/aws/aws-sdk-go-v2/service/ses"

	"github.com/communitrak/onboarding/infra/local/bucket"
	"github.com/communitrak/onboarding/infra/local/mailbox"
	"github.com/communitrak/onboarding/infra/local/residents"
	"github.com/communitrak/onboarding/internal/account"
	"github.com/communitrak/onboarding/internal/api"
	"github.com/communitrak/onboarding/internal/dynamo"
	"github.com/communitrak/onboarding/internal/dynamo/dynamotest"
	"github.com/communitrak/onboarding/internal/importer"
	importbucket "github.com/communitrak/onboarding/internal/importer/bucket"
	"github.com/communitrak/onboarding/internal/mail"
	"github.com/communitrak/onboarding/internal/onboarding/onboardingtest"
	"github.com/communitrak/onboarding/internal/roster"
)

const rosters = "rosters"

var (
	grows = flag.String("members", "1000,10000", "the sizes of communities that show how costs grow")
	small = flag.Bool("small", false, "do as little of everything as possible")
)

// sizes are the sizes of communities to measure.
func sizes(b *testing.B) []int {
	b.Helper()
	if *small {
		return []int{20}
	}
	var all []int
	for text := range strings.SplitSeq(*grows, ",") {
		n, err := strconv.Atoi(text)
		if err != nil {
			b.Fatal(err)
		}
		all = append(all, n)
	}
	return all
}

// site is the whole system in this process, on a table of its own.
type site struct {
	*onboardingtest.Fixture
	meter     *meter
	handler   http.Handler // of the invite function
	lists     http.Handler // of the functions that list members and properties
	files     *s3.Client
	importer  *importer.Service
	deliverer *mail.Deliverer
	feedback  *mail.Feedback
	dropped   []importbucket.Object
	reported  reports
}

// reports are what the mail service has reported.
type reports struct {
	mu  sync.Mutex
	all [][]byte
}

func (r *reports) add(_ context.Context, e mailbox.Event) error {
	encoded, err := json.Marshal(e)
	r.mu.Lock()
	defer r.mu.Unlock()
	r.all = append(r.all, encoded)
	return err
}

// take returns the reports and forgets them.
func (r *reports) take() [][]byte {
	r.mu.Lock()
	defer r.mu.Unlock()
	all := r.all
	r.all = nil
	return all
}

func newSite(b *testing.B, options ...func(*dynamodb.Options)) *site {
	b.Helper()
	s := &site{Fixture: onboardingtest.New(b, options...)}
	parts := api.API{
		Store: s.Store, Rules: s.Service, Accounts: s.Accounts, Keys: s.Keys, Support: "support@communitrak.example",
		Sources: api.DefaultSourceLimits(), SourceIP: func(context.Context) string { return "192.0.2.1" },
		Log: slog.New(slog.DiscardHandler), Now: s.Clock.Now,
	}
	s.handler, s.lists = api.New(parts, api.InviteOperations), api.New(parts, api.InviteOperations, api.MemberOperations(nil))
	s.feedback = mail.NewFeedback(s.Store, slog.New(slog.DiscardHandler), s.Clock.Now)
	s.openBucket(b)
	s.deliverer = s.openMailbox(b, 10_000, func(h http.Handler) http.Handler { return h })
	return s
}

// newTable makes a table for the other side of a comparison.
func newTable(b *testing.B, options ...func(*dynamodb.Options)) (*dynamodb.Client, string) {
	b.Helper()
	return dynamotest.New(b, options...)
}

// fill adds members to the community, so many to a home.
func (s *site) fill(b *testing.B, store *dynamo.Store, members, perHome int) {
	b.Helper()
	if err := residents.Add(b.Context(), store, residents.Options{Community: s.Community.ID, Members: members, PerHome: perHome, Now: s.Clock.Now()}); err != nil {
		b.Fatal(err)
	}
}

func (s *site) openBucket(b *testing.B) {
	local := aws.Credentials{AccessKeyID: "local", SecretAccessKey: "local"}
	store, err := bucket.Open(rosters, b.TempDir(), s.Clock.Now, func(c bucket.Created) {
		s.dropped = append(s.dropped, importbucket.Object{Key: c.Key, Version: c.VersionID, ETag: c.ETag, Size: c.Size})
	})
	if err != nil {
		b.Fatal(err)
	}
	server := httptest.NewServer(bucket.Handler(store, local))
	b.Cleanup(server.Close)
	s.files = s3.New(s3.Options{
		Region: "us-east-1", BaseEndpoint: &server.URL, UsePathStyle: true,
		Credentials:                credentials.NewStaticCredentialsProvider("local", "local", ""),
		RequestChecksumCalculation: aws.RequestChecksumCalculationWhenRequired,
	})
	s.importer = importer.New(s.Store, s.Service, importbucket.New(s.files, rosters), importer.DefaultSettings(), slog.New(slog.DiscardHandler), s.Clock.Now)
}

// openMailbox returns a deliverer that sends to a mail service of its own, which
// grants that many mails a second; watch sees its requests.
func (s *site) openMailbox(b *testing.B, rate int, watch func(http.Handler) http.Handler) *mail.Deliverer {
	b.Helper()
	box, err := mailbox.Open(mailbox.Options{Dir: b.TempDir(), Rate: rate, Now: s.Clock.Now, Report: s.reported.add})
	if err != nil {
		b.Fatal(err)
	}
	box.Start()
	server := httptest.NewServer(watch(box.SES()))
	b.Cleanup(func() {
		server.Close()
		if err := box.Close(); err != nil {
			b.Error(err)
		}
	})
	client := ses.New(ses.Options{Region: "us-east-1", BaseEndpoint: &server.URL, Retryer: aws.NopRetryer{},
		Credentials: credentials.NewStaticCredentialsProvider("local", "local", "")})
	identity := mail.Identity{BaseURL: "https://communitrak.example", From: "invitations@communitrak.example", Support: "support@communitrak.example"}
	composer := mail.NewComposer(s.Store, s.Service, s.Accounts, identity, s.Clock.Now)
	return mail.NewDeliverer(s.Store, composer, mail.NewSES(client, "events"), slog.New(slog.DiscardHandler), s.Clock.Now)
}

// signIn returns a session of the administrator.
func (s *site) signIn(b *testing.B) account.Token {
	b.Helper()
	token, _, err := s.Accounts.SignIn(b.Context(), "admin@maple-grove.example", onboardingtest.Password, "")
	if err != nil {
		b.Fatal(err)
	}
	return token
}

// invite invites the n-th resident to a home of their own, through the API.
func (s *site) invite(b *testing.B, token account.Token, n int) {
	b.Helper()
	body := fmt.Sprintf(`{"property":{"street":{"street":"%d Juniper Ct","city":"Mesa","state":"AZ","zip":"85201"},"confirmed":true},
		"member":{"firstName":"Robin","lastName":"Resident","email":%q}}`, 100+n, onboardingtest.Email(n))
	r := httptest.NewRequestWithContext(b.Context(), http.MethodPost, "/v1/communities/"+s.Community.ID+"/invitations", strings.NewReader(body))
	r.Header.Set("Content-Type", "application/json")
	r.Header.Set("Authorization", "Bearer "+token.Reveal())
	r.Header.Set("Idempotency-Key", fmt.Sprint("invitation-", n))
	w := httptest.NewRecorder()
	s.handler.ServeHTTP(w, r)
	if w.Code != http.StatusCreated {
		b.Fatalf("inviting: got %d %s", w.Code, w.Body)
	}
}

// invited returns the n-th resident, invited to a home of their own.
func (s *site) invited(b *testing.B, n int) roster.Member {
	b.Helper()
	in := onboardingtest.Person("Robin", "Resident", onboardingtest.Email(n))
	in.Home.Street.Street = fmt.Sprintf("%d Juniper Ct", 100+n)
	made, err := s.Invite(b.Context(), s.Admin, s.Community, in)
	if err != nil {
		b.Fatal(err)
	}
	return made.Member
}

// importRoster drops a roster and imports it to its end, where its mails are queued.
func (s *site) importRoster(b *testing.B, content string) roster.Import {
	b.Helper()
	key := "rosters/" + s.Community.ID + "/import/roster.csv"
	if _, err := s.files.PutObject(b.Context(), &s3.PutObjectInput{Bucket: aws.String(rosters), Key: &key, Body: strings.NewReader(content)}); err != nil {
		b.Fatal(err)
	}
	if err := s.importer.Created(b.Context(), s.dropped[len(s.dropped)-1]); err != nil {
		b.Fatal(err)
	}
	s.Clock.Advance(1e9)
	all, _, err := s.Store.Imports(b.Context(), s.Community.ID, 1, "")
	if err != nil || len(all) == 0 {
		b.Fatalf("the import: got %d, %v", len(all), err)
	}
	job, err := s.Store.Import(b.Context(), s.Community.ID, all[0].ID)
	if err != nil {
		b.Fatal(err)
	}
	return job
}

// residentsFile returns a roster of n residents from the first on, two to a home.
func residentsFile(first, n int) string {
	var text strings.Builder
	text.WriteString("Full Name,Address,City,State,ZIP,Email,Phone\r\n")
	for i := first; i < first+n; i++ {
		fmt.Fprintf(&text, "%s %s,%d Juniper Ct,Mesa,AZ,85201,roster-%d@example.com,480555%04d\r\n", letters(i), letters(i/2), 1000+i/2, i, 100+i%100)
	}
	return text.String()
}

// letters turns a number into a name.
func letters(n int) string {
	name := []byte("Zwy")
	for ; n > 0; n /= 26 {
		name = append(name, byte('a'+n%26))
	}
	return string(name)
}
