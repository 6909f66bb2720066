package main

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/config"
	"github.com/aws/aws-sdk-go-v2/service/cloudformation"
	"github.com/aws/aws-sdk-go-v2/service/s3"
	"github.com/aws/aws-sdk-go-v2/service/secretsmanager"
	"github.com/aws/aws-sdk-go-v2/service/sqs"

	"github.com/communitrak/onboarding/internal/account"
	"github.com/communitrak/onboarding/internal/account/password"
	"github.com/communitrak/onboarding/internal/app"
	"github.com/communitrak/onboarding/internal/app/dynamodbclient"
	"github.com/communitrak/onboarding/internal/app/s3client"
	"github.com/communitrak/onboarding/internal/dynamo"
	"github.com/communitrak/onboarding/internal/onboarding"
)

// Names of the stack's outputs, and of the settings that replace them for the
// local system.
const (
	outputTable  = "TableName"
	outputBucket = "RostersBucket"
	outputCode   = "CodeKeyArn"
	outputIndex  = "IndexKeyArn"
	outputFailed = "FailedEventsUrl"
	outputURL    = "Url"
)

// system is what a command works on.
type system struct {
	store    *dynamo.Store
	accounts *account.Service
	rules    *onboarding.Service
	s3       *s3.Client
	bucket   string
	// url is the address where people find the system.
	url string
	now func() time.Time

	// For a deployed stack only.
	secrets *secretsmanager.Client
	codeKey string
	queue   *sqs.Client
	failed  string
	// keysFile is the local system's key file.
	keysFile string

	settings func(string) (string, bool)
	table    string
}

// open connects to the stack, or to the local system.
func (j *invocation) open(ctx context.Context) (*system, error) {
	if j.stack == "" {
		j.say("On the local system; -stack NAME works on a deployed one.")
		return j.openLocal()
	}
	return j.openStack(ctx)
}

// openLocal opens the system of make run. It honors the settings that change
// where that system is.
func (j *invocation) openLocal() (*system, error) {
	env := app.NewSettings(j.lookup)
	values := map[string]string{
		"AWS_REGION": "us-east-1", "AWS_ACCESS_KEY_ID": "local", "AWS_SECRET_ACCESS_KEY": "local",
		"AWS_ENDPOINT_URL_DYNAMODB": env.Optional("DYNAMODB_ENDPOINT", "http://127.0.0.1:"+env.Optional("DYNAMODB_PORT", "8082")),
		"AWS_ENDPOINT_URL_S3":       env.Optional("S3_ENDPOINT", "http://127.0.0.1:"+env.Optional("S3_PORT", "8081")),
		"KEYS_FILE":                 env.Optional("KEYS_FILE", env.Optional("DATA_DIR", ".local")+"/keys.json"),
	}
	s, err := j.assemble(values, env.Optional("TABLE", "communitrak"))
	if err != nil {
		return nil, err
	}
	s.bucket, s.url, s.keysFile = env.Optional("BUCKET", "communitrak-rosters"), "http://127.0.0.1:"+env.Optional("PORT", "8080"), values["KEYS_FILE"]
	return s, nil
}

// openStack asks CloudFormation for the stack's resources.
func (j *invocation) openStack(ctx context.Context) (*system, error) {
	cfg, err := config.LoadDefaultConfig(ctx)
	if err != nil {
		return nil, err
	}
	j.say("On the stack %s in %s.", j.stack, cfg.Region)
	outputs, err := outputsOf(ctx, cloudformation.NewFromConfig(cfg), j.stack)
	if err != nil {
		return nil, err
	}
	credentials, err := cfg.Credentials.Retrieve(ctx)
	if err != nil {
		return nil, fmt.Errorf("AWS credentials: %w", err)
	}
	s, err := j.assemble(map[string]string{
		"AWS_REGION": cfg.Region, "AWS_ACCESS_KEY_ID": credentials.AccessKeyID,
		"AWS_SECRET_ACCESS_KEY": credentials.SecretAccessKey, "AWS_SESSION_TOKEN": credentials.SessionToken,
		"CODE_KEY_ARN": outputs[outputCode], "INDEX_KEY_ARN": outputs[outputIndex],
	}, outputs[outputTable])
	if err != nil {
		return nil, err
	}
	s.bucket, s.url, s.codeKey, s.failed = outputs[outputBucket], outputs[outputURL], outputs[outputCode], outputs[outputFailed]
	s.secrets, s.queue = secretsmanager.NewFromConfig(cfg), sqs.NewFromConfig(cfg)
	return s, nil
}

func outputsOf(ctx context.Context, client *cloudformation.Client, stack string) (map[string]string, error) {
	out, err := client.DescribeStacks(ctx, &cloudformation.DescribeStacksInput{StackName: &stack})
	if err != nil {
		return nil, err
	}
	outputs := map[string]string{}
	for _, o := range out.Stacks[0].Outputs {
		outputs[aws.ToString(o.OutputKey)] = aws.ToString(o.OutputValue)
	}
	var missing error
	for _, name := range [...]string{outputTable, outputBucket, outputCode, outputIndex, outputFailed, outputURL} {
		if outputs[name] == "" {
			missing = errors.Join(missing, fmt.Errorf("stack %s has no output %s", stack, name))
		}
	}
	return outputs, missing
}

// assemble builds the use cases on the table, with the functions' clients.
func (j *invocation) assemble(values map[string]string, table string) (*system, error) {
	lookup := func(name string) (string, bool) { v, ok := values[name]; return v, ok }
	settings := app.NewSettings(lookup)
	cloud := app.NewAWS(settings)
	keys := app.NewKeys(settings, cloud)
	if err := settings.Err(); err != nil {
		return nil, err
	}
	s := &system{s3: s3client.New(cloud), now: j.now, settings: lookup, table: table}
	s.store = s.storeOf(table)
	if j.table != "" {
		s.store = s.storeOf(j.table)
	}
	s.accounts = account.New(s.store, keys, account.DefaultLimits(), password.Default, s.now)
	s.rules = onboarding.New(s.store, keys, s.accounts, onboarding.DefaultLimits(), s.now)
	return s, nil
}

// storeOf returns the store of another table.
func (s *system) storeOf(table string) *dynamo.Store {
	return dynamo.NewStore(dynamodbclient.New(app.NewAWS(app.NewSettings(s.settings))), table)
}
