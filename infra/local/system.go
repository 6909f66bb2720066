package main

import (
	"context"
	"encoding/json"
	"errors"
	"log/slog"
	"net/http"
	"time"

	"communitrak/infra/local/bucket"
	"communitrak/internal/api"
	"communitrak/internal/app"
	"communitrak/internal/console"
	"communitrak/internal/dynamo"
	"communitrak/internal/importer"
	importbucket "communitrak/internal/importer/bucket"
	"communitrak/internal/mail"
	"communitrak/internal/printing"
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
	store := dynamo.NewStore(p.cloud.DynamoDB(), tableName)
	parts := api.Assemble(api.Stack{Store: store, Keys: p.keys, Support: support, SourceIP: app.SourceIP, Log: log, Now: p.now, PasswordAlone: p.config.secondFactor == "off"})
	files := importbucket.New(p.cloud.S3(), bucketName)
	rosters := importer.New(store, parts.Rules, files, importer.DefaultSettings().WithRows(p.config.rosterRows), log, p.now)
	parts.Importer, parts.LettersWait = rosters, 8*time.Second
	if err := seed(ctx, parts, p.config.password); err != nil {
		return nil, err
	}
	assets, err := console.Handler(console.Options{BucketOrigin: p.config.bucketURL(), Support: support, NotFound: api.PageNotFound(support)})
	if err != nil {
		return nil, err
	}
	sender := mail.Identity{BaseURL: p.config.baseURL(), From: mailFrom, Support: support, PostalAddress: postalAddress}
	composer := mail.NewComposer(store, parts.Rules, parts.Accounts, sender, p.now)
	deliverer := mail.NewDeliverer(store, composer, mail.NewSES(p.cloud.SES(), ""), log, p.now)
	feedback := mail.NewFeedback(store, log, p.now)
	letters := printing.New(store, parts.Rules, files.Put, p.config.baseURL(), support, log, p.now)
	return &System{
		HTTP:    asGateway(api.Everything(parts, api.Public(assets))),
		Deliver: deliverer.Drain,
		Print:   letters.RunDue,
		Tick: func(ctx context.Context) error {
			return errors.Join(parts.Rules.Sweep(ctx), rosters.RunDue(ctx), letters.RunDue(ctx))
		},
		RosterCreated: func(ctx context.Context, c bucket.Created) error {
			return rosters.Created(ctx, importbucket.Object{Key: c.Key, Version: c.VersionID, ETag: c.ETag, Size: c.Size})
		},
		MailEvent: func(ctx context.Context, event json.RawMessage) error { return feedback.Apply(ctx, event) },
	}, nil
}
