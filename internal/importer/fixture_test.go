package importer_test

import (
	"bytes"
	"context"
	"fmt"
	"log/slog"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/credentials"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb"
	"github.com/aws/aws-sdk-go-v2/service/s3"
	"github.com/aws/aws-sdk-go-v2/service/s3/types"
	"github.com/johannesboyne/gofakes3"
	"github.com/johannesboyne/gofakes3/backend/s3mem"

	"github.com/communitrak/onboarding/internal/app/apptest"
	"github.com/communitrak/onboarding/internal/dynamo"
	"github.com/communitrak/onboarding/internal/faults"
	"github.com/communitrak/onboarding/internal/importer"
	"github.com/communitrak/onboarding/internal/importer/bucket"
	"github.com/communitrak/onboarding/internal/onboarding"
	"github.com/communitrak/onboarding/internal/onboarding/onboardingtest"
	"github.com/communitrak/onboarding/internal/roster"
)

const bucketName = "rosters-for-tests"

// fixture is a community, a bucket, and the importer over both.
type fixture struct {
	*onboardingtest.Fixture
	s3       *s3.Client
	endpoint string
	importer marked
	settings importer.Settings
	log      *slog.Logger
}

func newFixture(t testing.TB, options ...func(*dynamodb.Options)) *fixture {
	t.Helper()
	f := &fixture{Fixture: onboardingtest.New(t, options...), settings: importer.DefaultSettings(), log: apptest.Log(t)}
	server := httptest.NewServer(gofakes3.New(s3mem.New(), gofakes3.WithLogger(gofakes3.DiscardLog())).Server())
	t.Cleanup(server.Close)
	f.endpoint = server.URL
	f.s3 = bucketClient(f.endpoint)
	if _, err := f.s3.CreateBucket(t.Context(), &s3.CreateBucketInput{Bucket: aws.String(bucketName)}); err != nil {
		t.Fatalf("making the bucket: %v", err)
	}
	if _, err := f.s3.PutBucketVersioning(t.Context(), &s3.PutBucketVersioningInput{Bucket: aws.String(bucketName),
		VersioningConfiguration: &types.VersioningConfiguration{Status: types.BucketVersioningStatusEnabled}}); err != nil {
		t.Fatalf("keeping versions: %v", err)
	}
	f.importer = f.newImporter(faults.Record())
	return f
}

func bucketClient(endpoint string, options ...func(*s3.Options)) *s3.Client {
	return s3.New(s3.Options{
		Region: "us-east-1", BaseEndpoint: &endpoint, UsePathStyle: true,
		Credentials:                credentials.NewStaticCredentialsProvider("local", "local", ""),
		RequestChecksumCalculation: aws.RequestChecksumCalculationWhenRequired,
	}, options...)
}

// newImporter returns an importer as in another process; the injector affects
// only that process.
func (f *fixture) newImporter(inject *faults.Injector, options ...func(*dynamodb.Options)) marked {
	store := dynamo.NewStore(dynamodb.New(f.DB.Options(), append(options, inject.DynamoDB)...), f.Table)
	rules := onboarding.New(store, f.Keys, f.Accounts, onboarding.DefaultLimits(), f.Clock.Now)
	return marked{importer.New(store, rules, bucket.New(bucketClient(f.endpoint, inject.S3), bucketName), f.settings, f.log, f.Clock.Now)}
}

// put writes an object and returns the content of its event.
func (f *fixture) put(t testing.TB, key, content string) bucket.Object {
	t.Helper()
	out, err := f.s3.PutObject(t.Context(), &s3.PutObjectInput{Bucket: aws.String(bucketName), Key: &key, Body: strings.NewReader(content)})
	if err != nil {
		t.Fatalf("putting %s: %v", key, err)
	}
	return bucket.Object{Key: key, Version: aws.ToString(out.VersionId), ETag: strings.Trim(aws.ToString(out.ETag), `"`), Size: int64(len(content))}
}

func (f *fixture) get(t testing.TB, key string) string {
	t.Helper()
	out, err := f.s3.GetObject(t.Context(), &s3.GetObjectInput{Bucket: aws.String(bucketName), Key: &key})
	if err != nil {
		t.Fatalf("getting %s: %v", key, err)
	}
	defer out.Body.Close()
	var b bytes.Buffer
	if _, err := b.ReadFrom(out.Body); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func (f *fixture) importKey(name string) string {
	return "rosters/" + f.Community.ID + "/import/" + name
}

// drop imports a roster and returns the finished import.
func (f *fixture) drop(t testing.TB, name, content string) roster.Import {
	t.Helper()
	if err := f.importer.Created(t.Context(), f.put(t, f.importKey(name), content)); err != nil {
		t.Fatalf("importing %s: %v", name, err)
	}
	return f.latest(t)
}

// latest returns the community's newest import.
func (f *fixture) latest(t testing.TB) roster.Import {
	t.Helper()
	return f.latestOf(t, f.Community)
}

func (f *fixture) latestOf(t testing.TB, c roster.Community) roster.Import {
	t.Helper()
	all := f.importsOf(t, c)
	if len(all) == 0 {
		t.Fatal("there is no import")
	}
	job, err := f.Store.Import(t.Context(), c.ID, all[0].ID)
	if err != nil {
		t.Fatal(err)
	}
	f.Clock.Advance(time.Second)
	return job
}

func (f *fixture) imports(t testing.TB) []roster.Import {
	t.Helper()
	return f.importsOf(t, f.Community)
}

func (f *fixture) importsOf(t testing.TB, c roster.Community) []roster.Import {
	t.Helper()
	all, _, err := f.Store.Imports(t.Context(), c.ID, 100, "")
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// members returns the community's pending members by email.
func (f *fixture) members(t testing.TB) map[string]roster.Member {
	t.Helper()
	members := map[string]roster.Member{}
	for cursor, more := "", true; more; more = cursor != "" {
		page, next, err := f.Store.ListMembers(t.Context(), dynamo.MemberQuery{Community: f.Community.ID, Tab: dynamo.TabPending, Limit: 100, Cursor: cursor})
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range page {
			members[m.Email] = m
		}
		cursor = next
	}
	return members
}

// rows returns the results of an import's rows.
func (f *fixture) rows(t testing.TB, job roster.Import) []roster.RowResult {
	t.Helper()
	var all []roster.RowResult
	for cursor, more := "", true; more; more = cursor != "" {
		page, next, err := f.importer.Rows(t.Context(), job, importer.RowFilter{}, 100, cursor)
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, page...)
		cursor = next
	}
	return all
}

// owed counts the enqueued emails by kind, except the administrator's own.
func (f *fixture) owed(t testing.TB) map[roster.MailKind]int {
	t.Helper()
	owed := map[roster.MailKind]int{}
	for _, lane := range []roster.Lane{roster.LaneNow, roster.LaneBulk} {
		ids, err := f.Store.DueIntents(context.Background(), lane, f.Clock.Now().Add(time.Hour), 8*20000, nil)
		if err != nil {
			t.Fatal(err)
		}
		for n := 0; n < len(ids); n += 100 {
			intents, err := f.Store.Intents(t.Context(), ids[n:min(n+100, len(ids))])
			if err != nil {
				t.Fatal(err)
			}
			for _, i := range intents {
				if i.Kind != roster.MailInvitation || i.Member != f.Admin.Member {
					owed[i.Kind]++
				}
			}
		}
	}
	return owed
}

// picture is the community as seen from outside, without IDs and codes: two
// histories that end in the same picture are equivalent.
func (f *fixture) picture(t testing.TB) []string {
	t.Helper()
	var lines []string
	for _, m := range f.members(t) {
		_, h, err := f.HomeOf(t.Context(), m)
		if err != nil {
			t.Fatal(err)
		}
		lines = append(lines, fmt.Sprintf("member %s, %s, %s, %q, %s of %s (%d), mail %s %d, row %d", m.FullName(), m.Email, m.Phone, m.Address,
			h.RoleOf(m.ID), h.Name(), len(h.People), m.Invitation.Delivery.State, m.Invitation.Sends, m.Origin.Row))
	}
	properties, _, err := f.Store.Properties(t.Context(), f.Community.ID, "", 1000, "")
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range properties {
		households, err := f.Store.Households(t.Context(), f.Community.ID, p.ID)
		if err != nil {
			t.Fatal(err)
		}
		lines = append(lines, fmt.Sprintf("property %s, %d households, %d counted", p.Label, len(households), p.Households))
	}
	for _, job := range f.imports(t) {
		lines = append(lines, fmt.Sprintf("import %s %s %+v of %d, %+v", job.File.Name, job.State, job.Counts, job.Rows, f.MailCounts(t, job)))
		for _, r := range f.rows(t, job) {
			lines = append(lines, fmt.Sprintf("row %d %s %s", r.Row, r.Result, r.Code))
		}
	}
	for kind, n := range f.owed(t) {
		lines = append(lines, fmt.Sprintf("%d mails %s", n, kind))
	}
	counts, err := f.Store.Counts(t.Context(), f.Community.ID)
	if err != nil {
		t.Fatal(err)
	}
	lines = append(lines, fmt.Sprintf("counts %+v", counts))
	slices.Sort(lines)
	return lines
}

// households returns the community's households with how many people live in
// each.
func (f *fixture) households(t testing.TB) []string {
	t.Helper()
	properties, _, err := f.Store.Properties(t.Context(), f.Community.ID, "", 1000, "")
	if err != nil {
		t.Fatal(err)
	}
	var all []string
	for _, p := range properties {
		households, err := f.Store.Households(t.Context(), f.Community.ID, p.ID)
		if err != nil {
			t.Fatal(err)
		}
		for _, h := range households {
			all = append(all, fmt.Sprintf("%s: %d", h.Name(), len(h.People)))
		}
	}
	slices.Sort(all)
	return all
}

// keys returns the keys under prefix.
func (f *fixture) keys(t testing.TB, prefix string) []string {
	t.Helper()
	var keys []string
	for o, err := range bucket.New(f.s3, bucketName).List(t.Context(), prefix) {
		if err != nil {
			t.Fatal(err)
		}
		keys = append(keys, o.Key)
	}
	return keys
}
