// Package onboardingtest sets up the use cases on a table of their own, for
// tests of this and other packages.
package onboardingtest

import (
	"context"
	"fmt"
	"sync/atomic"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/service/dynamodb"

	"github.com/communitrak/onboarding/internal/account"
	"github.com/communitrak/onboarding/internal/account/password"
	"github.com/communitrak/onboarding/internal/address"
	"github.com/communitrak/onboarding/internal/dynamo"
	"github.com/communitrak/onboarding/internal/dynamo/dynamotest"
	"github.com/communitrak/onboarding/internal/faults"
	"github.com/communitrak/onboarding/internal/onboarding"
	"github.com/communitrak/onboarding/internal/roster"
	"github.com/communitrak/onboarding/internal/secret"
)

// Noon is where every fixture's clock starts.
var Noon = time.Date(2026, time.March, 2, 12, 0, 0, 0, time.UTC)

// Clock is a clock that tests move.
type Clock struct{ nanos atomic.Int64 }

// Now returns the clock's time.
func (c *Clock) Now() time.Time { return Noon.Add(time.Duration(c.nanos.Load())) }

// Advance moves the clock forward.
func (c *Clock) Advance(d time.Duration) { c.nanos.Add(int64(d)) }

// Keys is a keyring with one code key in use, and former ones.
type Keys struct {
	Current string
	Codes   map[string][]byte
}

// CurrentCode implements account.Keyring.
func (k *Keys) CurrentCode(context.Context) (string, []byte, error) {
	return k.Current, k.Codes[k.Current], nil
}

// Code implements account.Keyring.
func (k *Keys) Code(_ context.Context, id string) ([]byte, error) { return k.Codes[id], nil }

// Index implements account.Keyring.
func (k *Keys) Index(context.Context) ([]byte, error) {
	return []byte("index key for tests, 32 bytes ..."), nil
}

// Fixture is a community with an active administrator.
type Fixture struct {
	*onboarding.Service
	Accounts  *account.Service
	Store     *dynamo.Store
	DB        *dynamodb.Client
	Table     string
	Clock     *Clock
	Keys      *Keys
	Community roster.Community
	Support   roster.Principal
	Admin     roster.Principal
}

// Password is everybody's password in a fixture.
const Password = secret.Password("nine brown herons wade")

// New sets up a fixture; options change its DynamoDB client.
func New(t testing.TB, options ...func(*dynamodb.Options)) *Fixture {
	t.Helper()
	db, table := dynamotest.New(t, options...)
	f := &Fixture{
		DB: db, Table: table, Clock: &Clock{},
		Keys: &Keys{Current: "k1", Codes: map[string][]byte{"k1": []byte("code key for tests, 32 bytes ....")}},
	}
	f.assemble()
	f.Support = roster.StaffPrincipal("staff", "Support", "")
	f.Community, f.Admin = f.AddCommunity(t, "Maple Grove", "admin@maple-grove.example")
	return f
}

// QuickPolicy is the password policy without what a hash costs.
func QuickPolicy() password.Policy {
	quick := password.Default
	quick.Cost = password.Cost{Memory: 8, Iterations: 1}
	return quick
}

func (f *Fixture) assemble() {
	f.Store = dynamo.NewStore(f.DB, f.Table)
	limits := account.DefaultLimits()
	limits.PasswordAlone = true
	f.Accounts = account.New(f.Store, f.Keys, limits, QuickPolicy(), f.Clock.Now)
	f.Service = onboarding.New(f.Store, f.Keys, f.Accounts, onboarding.DefaultLimits(), f.Clock.Now)
}

// Through returns the same fixture with its calls going through inject.
func (f *Fixture) Through(inject *faults.Injector) *Fixture {
	through := *f
	through.DB = dynamodb.New(f.DB.Options(), inject.DynamoDB)
	through.assemble()
	return &through
}

// On returns the same fixture on another table.
func (f *Fixture) On(table string) *Fixture {
	on := *f
	on.Table = table
	on.assemble()
	return &on
}

// AddCommunity creates a community with an active administrator.
func (f *Fixture) AddCommunity(t testing.TB, name, admin string) (roster.Community, roster.Principal) {
	t.Helper()
	ctx := t.Context()
	c, m, err := f.CreateCommunity(ctx, f.Support, onboarding.NewCommunity{Name: name, Request: name,
		Administrator: onboarding.MemberDetails{FirstName: "Ada", LastName: "Admin", Email: admin}})
	if err != nil {
		t.Fatalf("creating the community: %v", err)
	}
	city, state, zip := "Mesa", "AZ", "85201"
	c, err = f.EditPreferences(ctx, f.Support, c.ID, onboarding.PreferencesEdit{City: &city, State: &state, ZIP: &zip})
	if err != nil {
		t.Fatalf("setting the community's place: %v", err)
	}
	f.ActivateByMail(t, m)
	return c, roster.Principal{Community: c.ID, Member: m.ID, Name: m.FullName(), Permissions: roster.RoleAdministrator.Permissions()}
}

// Person returns an invitation of somebody to 114 Juniper Ct, Mesa.
func Person(first, last, email string) onboarding.Invitation {
	return onboarding.Invitation{
		Home:   onboarding.Home{Street: &address.Street{Street: "114 Juniper Ct", City: "Mesa", State: "AZ", ZIP: "85201"}, Confirmed: true},
		Member: onboarding.MemberDetails{FirstName: first, LastName: last, Email: email},
	}
}

// Invited invites somebody, as the administrator.
func (f *Fixture) Invited(t testing.TB, first, last, email string) roster.Member {
	t.Helper()
	made, err := f.Invite(t.Context(), f.Admin, f.Community, Person(first, last, email))
	if err != nil {
		t.Fatalf("inviting %s %s: %v", first, last, err)
	}
	return made.Member
}

// Member rereads a member.
func (f *Fixture) Member(t testing.TB, m roster.Member) roster.Member {
	t.Helper()
	m, err := f.Store.Member(t.Context(), m.Community, m.ID)
	if err != nil {
		t.Fatalf("reading the member: %v", err)
	}
	return m
}

// ByMail returns the activation that the link in m's mail leads to.
func (f *Fixture) ByMail(t testing.TB, m roster.Member) onboarding.Activation {
	t.Helper()
	a := f.ByCode(t, m)
	proof, _, err := f.Proof(t.Context(), m)
	if err != nil {
		t.Fatalf("deriving the proof: %v", err)
	}
	a.Proof = proof.Reveal()
	return a
}

// ByCode returns an activation with the code typed by hand.
func (f *Fixture) ByCode(t testing.TB, m roster.Member) onboarding.Activation {
	t.Helper()
	code, ok, err := f.Code(t.Context(), m)
	if err != nil || !ok {
		t.Fatalf("deriving the code: %v, %v", ok, err)
	}
	return onboarding.Activation{Email: m.Email, Code: code.Reveal(), Password: Password}
}

// ActivateByMail activates m through the link in the mail.
func (f *Fixture) ActivateByMail(t testing.TB, m roster.Member) {
	t.Helper()
	if _, err := f.Activate(t.Context(), f.ByMail(t, m)); err != nil {
		t.Fatalf("activating %s: %v", m.ID, err)
	}
}

// WantCounts fails the test unless the community has these counts.
func (f *Fixture) WantCounts(t testing.TB, want roster.Counts) {
	t.Helper()
	got, err := f.Store.Counts(t.Context(), f.Community.ID)
	if err != nil {
		t.Fatal(err)
	}
	if got != want {
		t.Errorf("counts: got %+v, want %+v", got, want)
	}
}

// Email returns the n-th test resident's address.
func Email(n int) string { return fmt.Sprintf("resident-%d@example.org", n) }
