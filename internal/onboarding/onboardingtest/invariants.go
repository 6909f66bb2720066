package onboardingtest

import (
	"testing"

	"github.com/communitrak/onboarding/internal/dynamo/dynamotest"
)

// CheckInvariants fails the test for everything in the fixture's table that
// must never be there; see [dynamotest.Violations]. The fixture's password and
// the secrets must appear nowhere.
func (f *Fixture) CheckInvariants(t testing.TB, secrets ...string) {
	t.Helper()
	dynamotest.CheckInvariants(t, f.DB, f.Table, append(secrets, string(Password))...)
}

// Items reads the fixture's whole table.
func (f *Fixture) Items(t testing.TB) []dynamotest.Item {
	t.Helper()
	return dynamotest.Dump(t, f.DB, f.Table)
}
