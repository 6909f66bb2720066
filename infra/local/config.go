package main

import (
	"fmt"
	"path/filepath"
	"strconv"

	"github.com/communitrak/onboarding/internal/app"
	"github.com/communitrak/onboarding/internal/importer"
)

// The names by which the local system's parts know each other.
const (
	tableName  = "communitrak"
	bucketName = "communitrak-rosters"
	// support is the stack's Support address and Support's sign-in.
	support = "support@communitrak.example"
	sesPath = "/_local/ses"
	// mailFrom is the sender of the mails.
	mailFrom = "no-reply@communitrak.example"
	// postalAddress stands at the foot of mails.
	postalAddress = "Communitrak, 100 Example Ave, Mesa, AZ 85201"
)

// config is what the environment can change.
type config struct {
	root         string // the project's folder
	dir          string // DATA_DIR
	port         int    // PORT
	s3Port       int    // S3_PORT
	dynamoDBPort int    // DYNAMODB_PORT
	dynamoDB     string // DYNAMODB_ENDPOINT; empty: an engine of our own
	sesRate      int    // SES_RATE
	password     string // LOCAL_PASSWORD
	secondFactor string // SECOND_FACTOR, Support's: on or off
	rosterRows   int    // ROSTER_ROWS, the most rows a roster may have
}

func readConfig(root string, s *app.Settings) (config, error) {
	c := config{
		root:         root,
		dir:          s.Optional("DATA_DIR", filepath.Join(root, ".local")),
		port:         s.Int("PORT", 8080),
		s3Port:       s.Int("S3_PORT", 8081),
		dynamoDBPort: s.Int("DYNAMODB_PORT", 8082),
		dynamoDB:     s.Optional("DYNAMODB_ENDPOINT", ""),
		sesRate:      s.Int("SES_RATE", 200),
		password:     s.Optional("LOCAL_PASSWORD", "correct horse maple staple"),
		secondFactor: s.Optional("SECOND_FACTOR", "off"),
		rosterRows:   s.Int("ROSTER_ROWS", importer.DefaultSettings().Limits.Rows),
	}
	if err := s.Err(); err != nil {
		return config{}, err
	}
	var err error
	if c.dir, err = filepath.Abs(c.dir); err != nil {
		return config{}, err
	}
	for _, port := range [...]int{c.port, c.s3Port, c.dynamoDBPort} {
		if port > 65535 {
			return config{}, fmt.Errorf("%d is not a port", port)
		}
	}
	return c, nil
}

func (c config) baseURL() string   { return "http://127.0.0.1:" + strconv.Itoa(c.port) }
func (c config) bucketURL() string { return "http://127.0.0.1:" + strconv.Itoa(c.s3Port) }

// environment returns the settings that the functions read.
func (c config) environment(dynamoDB string) *app.Settings {
	values := map[string]string{
		"AWS_REGION":                "us-east-1",
		"AWS_ACCESS_KEY_ID":         own.AccessKeyID,
		"AWS_SECRET_ACCESS_KEY":     own.SecretAccessKey,
		"AWS_ENDPOINT_URL_DYNAMODB": dynamoDB,
		"AWS_ENDPOINT_URL_S3":       c.bucketURL(),
		"AWS_ENDPOINT_URL_SES":      c.baseURL() + sesPath,
		"KEYS_FILE":                 c.keysFile(),
	}
	return app.NewSettings(func(name string) (string, bool) {
		value, ok := values[name]
		return value, ok
	})
}

func (c config) keysFile() string { return filepath.Join(c.dir, "keys.json") }
