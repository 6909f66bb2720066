package main

import (
	"context"
	"encoding/json"
	"fmt"
	"net"
	"net/http"
	"net/http/httputil"
	"net/url"
	"os"
	"strconv"

	"communitrak/infra/local/bucket"
	"communitrak/infra/sam"
)

// The template's functions that events and schedules run, and the names of the
// two secrets, which are ARNs on AWS.
const (
	deliverFunction  = "Deliver"
	importFunction   = "Import"
	printFunction    = "Print"
	feedbackFunction = "Feedback"

	codeKeySecret  = "communitrak-code-key"
	indexKeySecret = "communitrak-index-key"
)

// startContainers switches from the functions in this process, which have
// created what the system starts with, to functions in containers.
func (m *machine) startContainers(ctx context.Context, dynamoDB string) error {
	var err error
	if m.docker, err = sam.OpenDocker(ctx, os.Stderr); err != nil {
		return err
	}
	environment, err := m.reachable(ctx, dynamoDB)
	if err != nil {
		return err
	}
	m.functions, err = sam.Start(ctx, m.docker, sam.Settings{Root: m.config.root, Dir: m.config.dir, Environment: environment, Progress: os.Stderr})
	if err != nil {
		return err
	}
	m.system = m.containedSystem()
	return nil
}

// reachable makes what the functions call reachable from containers and returns
// the functions' settings.
func (m *machine) reachable(ctx context.Context, dynamoDB string) (map[string]string, error) {
	gateway, err := m.docker.Gateway(ctx)
	if err != nil {
		return nil, err
	}
	// The browser opens a presigned address on this machine.
	s3 := "http://" + net.JoinHostPort(sam.HostName, strconv.Itoa(m.config.s3Port))
	if gateway != "" {
		s3 = "http://" + net.JoinHostPort(gateway, strconv.Itoa(m.config.s3Port))
		l, err := net.Listen("tcp", net.JoinHostPort(gateway, strconv.Itoa(m.config.s3Port)))
		if err != nil {
			return nil, fmt.Errorf("port %d is taken on %s: set S3_PORT to a free one", m.config.s3Port, gateway)
		}
		m.serve(l, bucket.Handler(m.bucket, own))
	}
	others, err := m.serveOthers(gateway)
	if err != nil {
		return nil, err
	}
	table, err := fromContainers(dynamoDB)
	if err != nil {
		return nil, err
	}
	return map[string]string{
		"TABLE": tableName, "BUCKET": bucketName, "BUCKET_ORIGIN": s3, "SUPPORT_EMAIL": support,
		"BASE_URL": m.config.baseURL(), "MAIL_FROM": mailFrom, "POSTAL_ADDRESS": postalAddress, "CONFIGURATION_SET": "communitrak-mail",
		"SECOND_FACTOR": m.config.secondFactor, "MAIL_SANDBOX": "false",
		"CODE_KEY_ARN": codeKeySecret, "INDEX_KEY_ARN": indexKeySecret,
		"AWS_ENDPOINT_URL_DYNAMODB": table, "AWS_ENDPOINT_URL_S3": s3,
		"AWS_ENDPOINT_URL_SES": others + sesPath, "AWS_ENDPOINT_URL_SECRETS_MANAGER": others + "/",
	}, nil
}

// serveOthers serves the mail service and the secrets to containers only, and
// returns its address.
func (m *machine) serveOthers(gateway string) (string, error) {
	if gateway == "" {
		gateway = "127.0.0.1"
	}
	secrets, err := secretsOf(m.config.keysFile())
	if err != nil {
		return "", err
	}
	l, err := net.Listen("tcp", net.JoinHostPort(gateway, "0"))
	if err != nil {
		return "", err
	}
	mux := http.NewServeMux()
	mux.Handle(sesPath, m.box.SES())
	mux.Handle(sesPath+"/", m.box.SES())
	mux.Handle("/", sam.Secrets(secrets))
	m.serve(l, mux)
	return "http://" + net.JoinHostPort(sam.HostName, strconv.Itoa(l.Addr().(*net.TCPAddr).Port)), nil
}

// secretsOf returns the keys in the file in the form they have in Secrets
// Manager.
func secretsOf(keysFile string) (map[string]string, error) {
	text, err := os.ReadFile(keysFile)
	if err != nil {
		return nil, err
	}
	var file struct {
		Current string
		Codes   map[string]string
		Index   string
	}
	if err := json.Unmarshal(text, &file); err != nil {
		return nil, fmt.Errorf("%s: %w", keysFile, err)
	}
	file.Codes["current"] = file.Current
	codes, err := json.Marshal(file.Codes)
	if err != nil {
		return nil, err
	}
	return map[string]string{codeKeySecret: string(codes), indexKeySecret: file.Index}, nil
}

// fromContainers returns the endpoint as containers see it: this machine is
// localhost to us but another host to them.
func fromContainers(endpoint string) (string, error) {
	u, err := url.Parse(endpoint)
	if err != nil {
		return "", err
	}
	if ip := net.ParseIP(u.Hostname()); u.Hostname() == "localhost" || ip != nil && ip.IsLoopback() {
		u.Host = net.JoinHostPort(sam.HostName, u.Port())
	}
	return u.String(), nil
}

// containedSystem returns the system in containers: requests go to the gateway of
// `sam local`, and whatever events and schedules trigger on AWS is an
// invocation.
func (m *machine) containedSystem() *System {
	invoke := func(ctx context.Context, function string, event any, err error) error {
		if err != nil {
			return err
		}
		return m.functions.Invoke(ctx, function, event)
	}
	scheduled := func(function string) func(context.Context) error {
		return func(ctx context.Context) error {
			event, err := sam.Schedule(m.clock.Now())
			return invoke(ctx, function, event, err)
		}
	}
	return &System{
		HTTP:    m.proxy(),
		Deliver: scheduled(deliverFunction),
		Print:   scheduled(printFunction),
		Tick:    scheduled(importFunction),
		RosterCreated: func(ctx context.Context, c bucket.Created) error {
			event, err := sam.ObjectCreated(bucketName, c.Key, c.VersionID, c.ETag, c.Size, m.clock.Now())
			return invoke(ctx, importFunction, event, err)
		},
		MailEvent: func(ctx context.Context, published json.RawMessage) error {
			event, err := sam.MailEvent(published, m.clock.Now())
			return invoke(ctx, feedbackFunction, event, err)
		},
	}
}

func (m *machine) proxy() http.Handler {
	return &httputil.ReverseProxy{Rewrite: func(r *httputil.ProxyRequest) {
		r.SetURL(m.functions.Gateway())
		r.Out.Host = r.In.Host
	}}
}

// refuseClock says why the time cannot be moved forward.
func refuseClock(w http.ResponseWriter, _ *http.Request) {
	http.Error(w, "containers have this machine's clock: put it forward under make run", http.StatusConflict)
}
