package main

import (
	"context"
	"crypto/rand"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"

	"github.com/communitrak/onboarding/infra/local/bucket"
	"github.com/communitrak/onboarding/infra/local/clock"
	"github.com/communitrak/onboarding/infra/local/mailbox"
	"github.com/communitrak/onboarding/internal/app"
	"github.com/communitrak/onboarding/internal/app/dynamodbclient"
	"github.com/communitrak/onboarding/internal/dynamo/engine"
	"github.com/communitrak/onboarding/internal/telemetry"
)

// own are the credentials that sign the system's own calls.
var own = aws.Credentials{AccessKeyID: "local", SecretAccessKey: "local"}

// How often the schedules run. On AWS they run every minute, which is too long
// to wait for a mail here.
const (
	deliverEvery = time.Second
	tickEvery    = 2 * time.Second
	printEvery   = time.Second
	// closeWithin is how long requests may take to end.
	closeWithin = 5 * time.Second
	// importers is how many rosters are taken in at once.
	importers = 2
)

// machine is what replaces AWS, and the system on it.
type machine struct {
	config config
	lock   io.Closer
	engine *engine.Engine // nil with DYNAMODB_ENDPOINT
	clock  *clock.Clock
	box    *mailbox.Mailbox
	bucket *bucket.Store
	system *System

	servers []*http.Server
	ticking sync.Mutex
	rosters chan bucket.Created
	changed chan struct{}
	failed  chan error
}

// newMachine brings everything up but answers nothing yet. It claims the ports
// first, so that a second start fails before it touches data.
func newMachine(ctx context.Context, c config) (_ *machine, err error) {
	m := &machine{config: c, rosters: make(chan bucket.Created, 1024), changed: make(chan struct{}, 1), failed: make(chan error, 1)}
	defer func() {
		if err != nil {
			err = errors.Join(err, m.close())
		}
	}()
	lock, err := lockData(c.dir)
	if err != nil {
		return nil, err
	}
	m.lock = lock
	web, err := listen("PORT", c.port)
	if err != nil {
		return nil, err
	}
	s3, err := listen("S3_PORT", c.s3Port)
	if err != nil {
		return nil, errors.Join(err, web.Close())
	}
	endpoint, err := m.open(ctx)
	if err != nil {
		return nil, errors.Join(err, web.Close(), s3.Close())
	}
	if err := m.serveContainers(s3, endpoint); err != nil {
		return nil, errors.Join(err, web.Close())
	}
	m.serve(web, m.routes())
	return m, nil
}

// open opens the data, with the system on it, and returns the engine's endpoint.
func (m *machine) open(ctx context.Context) (endpoint string, err error) {
	if m.clock, err = clock.Open(filepath.Join(m.config.dir, "clock")); err != nil {
		return "", err
	}
	if err := makeKeys(m.config.keysFile()); err != nil {
		return "", err
	}
	m.bucket, err = bucket.Open(bucketName, filepath.Join(m.config.dir, "s3"), m.clock.Now, m.uploaded)
	if err != nil {
		return "", err
	}
	m.box, err = mailbox.Open(mailbox.Options{
		Dir: filepath.Join(m.config.dir, "mail"), Rate: m.config.sesRate, Now: m.clock.Now, Report: m.reportMail,
	})
	if err != nil {
		return "", err
	}
	endpoint = m.config.dynamoDB
	if endpoint == "" {
		dir := filepath.Join(m.config.dir, "dynamodb")
		if err := os.MkdirAll(dir, 0o755); err != nil {
			return "", err
		}
		m.engine, err = engine.Start(ctx, engine.Options{Root: m.config.root, Port: m.config.dynamoDBPort, Dir: dir, Progress: os.Stderr})
		if err != nil {
			return "", err
		}
		endpoint = m.engine.Endpoint()
	}
	environment := m.config.environment(endpoint)
	cloud := app.NewAWS(environment)
	if err := makeTable(ctx, m.config.root, dynamodbclient.New(cloud)); err != nil {
		return "", err
	}
	p := parts{config: m.config, cloud: cloud, keys: app.NewKeys(environment, cloud), now: m.clock.Now}
	if err := environment.Err(); err != nil {
		return "", err
	}
	m.system, err = newSystem(ctx, p)
	return endpoint, err
}

func listen(setting string, port int) (net.Listener, error) {
	listener, err := net.Listen("tcp", net.JoinHostPort("127.0.0.1", strconv.Itoa(port)))
	if err != nil {
		return nil, fmt.Errorf("port %d is taken: stop what uses it, or set %s to a free one", port, setting)
	}
	return listener, nil
}

// serve answers on the listener until close; a failure ends the machine.
func (m *machine) serve(l net.Listener, h http.Handler) {
	server := &http.Server{Handler: h, ReadHeaderTimeout: 10 * time.Second}
	m.servers = append(m.servers, server)
	go func() {
		if err := server.Serve(l); !errors.Is(err, http.ErrServerClosed) {
			m.fail(err)
		}
	}()
}

func (m *machine) fail(err error) {
	select {
	case m.failed <- err:
	default: // one reason is enough
	}
}

// routes adds what exists only here to what the gateway serves.
func (m *machine) routes() http.Handler {
	mux := http.NewServeMux()
	mux.Handle("/_local/mailbox", m.box.Handler())
	mux.Handle("/_local/mailbox.json", m.box.Handler())
	mux.Handle("/_local/mailbox/", m.box.Handler())
	mux.Handle("/_local/ses-event", m.box.Handler())
	mux.Handle("/_local/clock", m.clock.Handler(m.tick))
	mux.Handle("/_local/tick", m.clock.Handler(m.tick))
	mux.Handle("/_local/", http.NotFoundHandler())
	system := m.noteChanges(m.system.HTTP)
	mux.Handle("/", system)
	catcher := m.box.SES()
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		// The SDK posts to the endpoint's bare path, which the mux would
		// redirect.
		if r.URL.Path == sesPath || strings.HasPrefix(r.URL.Path, sesPath+"/") {
			catcher.ServeHTTP(w, r)
			return
		}
		// The mux would also redirect a path under /v1/ that is not clean.
		if strings.HasPrefix(r.URL.Path, "/v1/") {
			system.ServeHTTP(w, r)
			return
		}
		mux.ServeHTTP(w, r)
	})
}

// noteChanges checks for due mail as soon as a request may have enqueued one,
// as the table's stream does on AWS.
func (m *machine) noteChanges(h http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h.ServeHTTP(w, r)
		if r.Method != http.MethodGet && r.Method != http.MethodHead {
			m.mayOweMail()
		}
	})
}

func (m *machine) mayOweMail() {
	select {
	case m.changed <- struct{}{}:
	default: // a check is already pending
	}
}

// asGateway gives the handler what the gateway would give it.
func asGateway(h http.Handler) http.Handler {
	h = app.Recover(h)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		host, _, err := net.SplitHostPort(r.RemoteAddr)
		if err != nil {
			host = r.RemoteAddr
		}
		ctx := app.WithSourceIP(r.Context(), host)
		h.ServeHTTP(w, r.WithContext(telemetry.WithRequestID(ctx, rand.Text())))
	})
}

// run does what events and schedules do, until ctx ends or something fails.
func (m *machine) run(ctx context.Context) error {
	ctx, cancel := context.WithCancel(ctx)
	var work sync.WaitGroup
	defer work.Wait()
	defer cancel()
	m.box.Start()
	work.Go(func() { every(ctx, deliverEvery, m.changed, "deliver", m.system.Deliver) })
	work.Go(func() { every(ctx, tickEvery, nil, "schedules", m.tick) })
	work.Go(func() { every(ctx, printEvery, nil, "print", m.system.Print) })
	for range importers {
		work.Go(func() { m.importRosters(ctx) })
	}
	m.announce(os.Stdout)
	var engineDone <-chan struct{}
	if m.engine != nil {
		engineDone = m.engine.Done()
	}
	select {
	case <-ctx.Done():
		return nil
	case err := <-m.failed:
		return err
	case <-engineDone:
		return errors.New("DynamoDB Local has ended: " + m.engine.Output())
	}
}

// tick runs all schedules once, one tick at a time.
func (m *machine) tick(ctx context.Context) error {
	m.ticking.Lock()
	defer m.ticking.Unlock()
	return errors.Join(m.system.Tick(ctx), m.system.Deliver(ctx))
}

// every calls do again and again, and at once on a signal from now.
func every(ctx context.Context, pause time.Duration, now <-chan struct{}, name string, do func(context.Context) error) {
	ticker := time.NewTicker(pause)
	defer ticker.Stop()
	said := ""
	for {
		err := do(ctx)
		if err == nil {
			said = ""
		} else if err.Error() != said && ctx.Err() == nil {
			said = err.Error() // once, not on every turn
			slog.ErrorContext(ctx, "a schedule failed", "schedule", name, "error", err)
		}
		select {
		case <-ctx.Done():
			return
		case <-ticker.C:
		case <-now:
		}
	}
}

// uploaded enqueues an object. If too many are waiting, or the process ends,
// the schedule finds it, as on AWS when an event is lost.
func (m *machine) uploaded(c bucket.Created) {
	if !strings.HasPrefix(c.Key, "rosters/") {
		return
	}
	select {
	case m.rosters <- c:
	default:
	}
}

func (m *machine) importRosters(ctx context.Context) {
	for {
		select {
		case <-ctx.Done():
			return
		case c := <-m.rosters:
			if err := m.system.RosterCreated(ctx, c); err != nil && ctx.Err() == nil {
				slog.ErrorContext(ctx, "a roster could not be taken, the schedule will", "error", err)
			}
			m.mayOweMail()
		}
	}
}

func (m *machine) reportMail(ctx context.Context, e mailbox.Event) error {
	event, err := json.Marshal(e)
	if err != nil {
		return err
	}
	return m.system.MailEvent(ctx, event)
}

// close ends everything, callers before what they call: the servers first, the
// engine last.
func (m *machine) close() error {
	ctx, cancel := context.WithTimeout(context.Background(), closeWithin)
	defer cancel()
	var errs []error
	for _, server := range m.servers {
		if err := server.Shutdown(ctx); err != nil {
			errs = append(errs, server.Close())
		}
	}
	if m.box != nil {
		errs = append(errs, m.box.Close())
	}
	if m.engine != nil {
		errs = append(errs, m.engine.Stop())
	}
	if m.lock != nil {
		errs = append(errs, m.lock.Close())
	}
	return errors.Join(errs...)
}
