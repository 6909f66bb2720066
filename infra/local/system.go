package main

import (
	"context"
	"encoding/json"
	"errors"
	"log/slog"
	"net/http"
	"time"

	"github.com/communitrak/onboarding/infra/local/bucket"
	"github.com/communitrak/onboarding/internal/api"
	"github.com/communitrak/onboarding/internal/api/everything"
	"github.com/communitrak/onboarding/internal/api/system"
	"github.com/communitrak/onboarding/internal/app"
	"github.com/communitrak/onboarding/internal/app/dynamodbclient"
	"github.com/communitrak/onboarding/internal/app/s3client"
	"github.com/communitrak/onboarding/internal/app/sesclient"
	"github.com/communitrak/onboarding/internal/console"
	"github.com/communitrak/onboarding/internal/dynamo"
	"github.com/communitrak/onboarding/internal/importer"
	importbucket "github.com/communitrak/onboarding/internal/importer/bucket"
	"github.com/communitrak/onboarding/internal/mail"
	"github.com/communitrak/onboarding/internal/page"
	"github.com/communitrak/onboarding/internal/printing"
)

// parts is what the local machine gives the system: clients for its own table,
// bucket and mail catcher, and its clock.
type parts struct {
	config config
	cloud  app.AWS
	keys   *app.Keys
	now    func() time.Time
}

// System is what Lambda runs, here in one process.
type System struct {
	// HTTP serves what the functions behind the gateway serve.
	HTTP http.Handler
	// Deliver sends the mails that are due.
	Deliver func(context.Context) error
	// Print prints the letters that were asked for.
	Print func(context.Context) error
	// Tick does what the schedules do every minute, except Deliver.
	Tick func(context.Context) error
	// RosterCreated takes an object that arrived under rosters/.
	RosterCreated func(context.Context, bucket.Created) error
	// MailEvent takes what became of a mail, in the JSON that SES publishes.
	MailEvent func(context.Context, json.RawMessage) error
}

// newSystem builds the system and, on first use, what it starts with.
func newSystem(ctx context.Context, p parts) (*System, error) {
	log := slog.Default()
	store := dynamo.NewStore(dynamodbclient.New(p.cloud), tableName)
	assembled := api.Assemble(api.API{Store: store, Keys: p.keys, Support: support, SourceIP: app.SourceIP, Log: log, Now: p.now, PasswordAlone: p.config.secondFactor == "off"})
	files := importbucket.New(s3client.New(p.cloud), bucketName)
	rosters := importer.New(store, assembled.Rules, files, importer.DefaultSettings().WithRows(p.config.rosterRows), log, p.now)
	if err := seed(ctx, assembled, p.config.password); err != nil {
		return nil, err
	}
	assets, err := console.Handler(console.Options{BucketOrigin: p.config.bucketURL(), Support: support, NotFound: page.Missing(support)})
	if err != nil {
		return nil, err
	}
	sender := mail.Identity{BaseURL: p.config.baseURL(), From: mailFrom, Support: support, PostalAddress: postalAddress}
	composer := mail.NewComposer(store, assembled.Rules, assembled.Accounts, sender, p.now)
	deliverer := mail.NewDeliverer(store, composer, mail.NewSES(sesclient.New(p.cloud), ""), log, p.now)
	feedback := mail.NewFeedback(store, log, p.now)
	letters := printing.New(store, assembled.Rules, files.Put, p.config.baseURL(), support, log, p.now)
	return &System{
		HTTP:    asGateway(everything.Handler(assembled, everything.Operations(rosters, 8*time.Second), system.Handler(assets))),
		Deliver: deliverer.Drain,
		Print:   letters.RunDue,
		Tick: func(ctx context.Context) error {
			return errors.Join(assembled.Rules.Sweep(ctx), rosters.RunDue(ctx), letters.RunDue(ctx))
		},
		RosterCreated: func(ctx context.Context, c bucket.Created) error {
			return rosters.Created(ctx, importbucket.Object{Key: c.Key, Version: c.VersionID, ETag: c.ETag, Size: c.Size})
		},
		MailEvent: func(ctx context.Context, event json.RawMessage) error { return feedback.Apply(ctx, event) },
	}, nil
}
