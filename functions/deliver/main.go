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

	"github.com/communitrak/onboarding/functions/internal/background"
	"github.com/communitrak/onboarding/internal/app"
	"github.com/communitrak/onboarding/internal/app/sesclient"
	"github.com/communitrak/onboarding/internal/mail"
)

func main() { app.Main(serve) }

func serve(s *app.Settings) error {
	cloud := app.NewAWS(s)
	p := background.Assemble(s, cloud)
	sender := mail.Identity{
		BaseURL: s.Required("BASE_URL"), From: s.Required("MAIL_FROM"),
		Support: s.Required("SUPPORT_EMAIL"), PostalAddress: s.Optional("POSTAL_ADDRESS", ""),
	}
	ses := mail.NewSES(sesclient.New(cloud), s.Required("CONFIGURATION_SET"))
	deliverer := mail.NewDeliverer(p.Store, mail.NewComposer(p.Store, p.Rules, p.Accounts, sender, time.Now), ses, slog.Default(), time.Now)
	// A batch of the stream and the schedule mean the same: check what is due.
	return app.ServeEvents(s, func(ctx context.Context, _ json.RawMessage) (any, error) {
		return nil, errors.Join(p.Rules.Sweep(ctx), deliverer.Drain(ctx), deliverer.MeasureWaiting(ctx))
	})
}
