// Package background assembles what the functions share that events and
// schedules run.
package background

import (
	"time"

	"github.com/communitrak/onboarding/internal/account"
	"github.com/communitrak/onboarding/internal/account/password"
	"github.com/communitrak/onboarding/internal/app"
	"github.com/communitrak/onboarding/internal/app/dynamodbclient"
	"github.com/communitrak/onboarding/internal/dynamo"
	"github.com/communitrak/onboarding/internal/onboarding"
)

// Parts are the table and the rules about it.
type Parts struct {
	Store    *dynamo.Store
	Accounts *account.Service
	Rules    *onboarding.Service
}

// Assemble builds the parts with the default limits. Settings that are missing
// are reported by [app.ServeEvents].
func Assemble(s *app.Settings, cloud app.AWS) Parts {
	store, keys := dynamo.NewStore(dynamodbclient.New(cloud), s.Required("TABLE")), app.NewKeys(s, cloud)
	accounts := account.New(store, keys, account.DefaultLimits(), password.Default, time.Now)
	rules := onboarding.New(store, keys, accounts, onboarding.DefaultLimits(), time.Now)
	return Parts{store, accounts, rules}
}
