// Command deliver is the Lambda function for the outbox: it sends enqueued
// mails.
package main

import (
	"context"
	"encoding/json"
	"errors"
	"log/slog"
	"time"
	_ "time/tzdata" // mails show dates in the community's time zone

	"communitrak/internal/account"
	"communitrak/internal/account/password"
	"communitrak/internal/app"
	"communitrak/internal/dynamo"
	"communitrak/internal/mail"
	"communitrak/internal/onboarding"
)

func main() { app.Main(serve) }

func serve(s *app.Settings) error {
	cloud := app.NewAWS(s)
	keys, store := app.NewKeys(s, cloud), dynamo.NewStore(cloud.DynamoDB(), s.Required("TABLE"))
	sender := mail.Identity{BaseURL: s.Required("BASE_URL"), From: s.Required("MAIL_FROM"), Support: s.Required("SUPPORT_EMAIL"), PostalAddress: s.Optional("POSTAL_ADDRESS", "")}
	ses := mail.NewSES(cloud.SES(), s.Required("CONFIGURATION_SET"))
	if err := s.Err(); err != nil {
		return err
	}
	accounts := account.New(store, keys, account.DefaultLimits(), password.Default, time.Now)
	rules := onboarding.New(store, keys, accounts, onboarding.DefaultLimits(), time.Now)
	deliverer := mail.NewDeliverer(store, mail.NewComposer(store, rules, accounts, sender, time.Now), ses, slog.Default(), time.Now)
	// A batch of the stream and the schedule mean the same: check what is due.
	return app.ServeEvents(func(ctx context.Context, _ json.RawMessage) (any, error) {
		return nil, errors.Join(rules.Sweep(ctx), deliverer.Drain(ctx), deliverer.MeasureWaiting(ctx))
	})
}
