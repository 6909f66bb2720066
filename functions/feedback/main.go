// Command feedback is the Lambda function for the mail service's events.
package main

import (
	"context"
	"errors"
	"log/slog"
	"time"

	"github.com/aws/aws-lambda-go/events"

	"github.com/communitrak/onboarding/internal/app"
	"github.com/communitrak/onboarding/internal/app/dynamodbclient"
	"github.com/communitrak/onboarding/internal/dynamo"
	"github.com/communitrak/onboarding/internal/mail"
)

func main() { app.Main(serve) }

func serve(s *app.Settings) error {
	feedback := mail.NewFeedback(dynamo.NewStore(dynamodbclient.New(app.NewAWS(s)), s.Required("TABLE")), slog.Default(), time.Now)
	return app.ServeEvents(s, func(ctx context.Context, event events.SNSEvent) (any, error) {
		var failed error
		for _, record := range event.Records {
			failed = errors.Join(failed, feedback.Apply(ctx, []byte(record.SNS.Message)))
		}
		return nil, failed
	})
}
