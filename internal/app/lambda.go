package app

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/url"
	"os"
	"runtime"
	"runtime/debug"
	"strings"

	"github.com/aws/aws-lambda-go/events"
	"github.com/aws/aws-lambda-go/lambda"
	"github.com/aws/aws-lambda-go/lambdacontext"
	"github.com/awslabs/aws-lambda-go-api-proxy/httpadapter"

	"github.com/communitrak/onboarding/internal/telemetry"
)

// Main runs a function's program: it sets up the logger, reads settings from
// the environment, and, when serve returns, ends the process with one log line.
// METRICS is the namespace for logged metrics; without it they are plain
// numbers in the log. VERSION, if set, is in each line: during a deployment in
// steps, two versions log side by side.
func Main(serve func(*Settings) error) {
	slog.SetDefault(functionLog(os.Stderr, os.Getenv))
	err := serve(NewSettings(os.LookupEnv))
	if err == nil {
		err = errors.New("the function stopped serving")
	}
	slog.Error("cannot run", "error", err)
	os.Exit(1)
}

func functionLog(w io.Writer, getenv func(string) string) *slog.Logger {
	log := NewLogger(w, getenv("METRICS"))
	if version := getenv("VERSION"); version != "" {
		return log.With("version", version)
	}
	return log
}

// ServeHTTP serves an HTTP API's events (payload format 2.0) with h, wrapped in
// [BehindEdge]. It does not return while Lambda keeps the environment.
func ServeHTTP(s *Settings, h http.Handler) error {
	h = BehindEdge(s, h)
	if err := s.Err(); err != nil {
		return err
	}
	lambda.Start(gatewayHandler(h))
	return nil
}

// ServeEvents serves events that are not HTTP: S3, SNS, streams, schedules.
func ServeEvents[E, R any](s *Settings, handle func(context.Context, E) (R, error)) error {
	if err := s.Err(); err != nil {
		return err
	}
	lambda.Start(func(ctx context.Context, event E) (R, error) {
		if lc, ok := lambdacontext.FromContext(ctx); ok {
			ctx = telemetry.WithRequestID(ctx, lc.AwsRequestID)
		}
		return handle(ctx, event)
	})
	return nil
}

// adapterHeaders is the prefix of the headers in which the adapter passes on
// the gateway's context. The adapter appends to them, so a caller's own values
// would come first.
const adapterHeaders = "x-golambdaproxy-"

func gatewayHandler(h http.Handler) func(context.Context, events.APIGatewayV2HTTPRequest) (events.APIGatewayV2HTTPResponse, error) {
	adapter := httpadapter.NewV2(Recover(withServerHeaders(h)))
	return func(ctx context.Context, event events.APIGatewayV2HTTPRequest) (events.APIGatewayV2HTTPResponse, error) {
		for name := range event.Headers {
			if strings.HasPrefix(strings.ToLower(name), adapterHeaders) {
				delete(event.Headers, name)
			}
		}
		if !addressable(event) {
			// The adapter would print the address.
			return events.APIGatewayV2HTTPResponse{StatusCode: http.StatusBadRequest}, nil
		}
		ctx = WithSourceIP(ctx, event.RequestContext.HTTP.SourceIP)
		ctx = telemetry.WithRequestID(ctx, event.RequestContext.RequestID)
		ctx = context.WithValue(ctx, headersKey{}, event.Headers)
		return adapter.ProxyWithContext(ctx, event)
	}
}

func addressable(event events.APIGatewayV2HTTPRequest) bool {
	_, err := url.Parse("https://" + event.RequestContext.DomainName + "/" + strings.TrimPrefix(event.RawPath, "/"))
	return err == nil && !strings.ContainsFunc(event.RequestContext.HTTP.Method, func(r rune) bool { return r < 'A' || r > 'Z' })
}

type headersKey struct{}

// withServerHeaders evens out differences between the adapter and an HTTP
// server: the adapter splits headers at commas, so that Get sees only the first
// piece, and treats an empty response as a failure.
func withServerHeaders(h http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		headers, _ := r.Context().Value(headersKey{}).(map[string]string)
		for name, value := range headers {
			r.Header.Set(name, value)
		}
		answer := &statusRecorder{ResponseWriter: w}
		h.ServeHTTP(answer, r)
		if !answer.wroteHeader {
			w.WriteHeader(http.StatusOK)
		}
	})
}

// statusRecorder records whether a handler has started its response.
type statusRecorder struct {
	http.ResponseWriter
	wroteHeader bool
}

func (a *statusRecorder) WriteHeader(status int) {
	a.wroteHeader = true
	a.ResponseWriter.WriteHeader(status)
}

func (a *statusRecorder) Write(p []byte) (int, error) {
	a.wroteHeader = true
	return a.ResponseWriter.Write(p)
}

// Recover responds with status 500 and a fixed sentence if h panics, and logs
// the stack. A panic value may quote a person's input, so only errors of the Go
// runtime are logged.
func Recover(h http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		defer func() {
			reason := recover()
			switch reason := reason.(type) {
			case nil:
				return
			case runtime.Error:
				slog.ErrorContext(r.Context(), "panic", "error", reason.Error(), "stack", string(debug.Stack()))
			default:
				slog.ErrorContext(r.Context(), "panic", "stack", string(debug.Stack()))
			}
			fail(w, http.StatusInternalServerError, "internal", internalErrorDetail)
		}()
		h.ServeHTTP(w, r)
	})
}

const internalErrorDetail = "Something went wrong on our side. It has been noted; please try again."

// fail responds with a problem document.
func fail(w http.ResponseWriter, status int, code, detail string) {
	w.Header().Set("Content-Type", "application/problem+json")
	w.WriteHeader(status)
	// The client may be gone.
	_, _ = fmt.Fprintf(w, `{"type":"about:blank","title":%q,"status":%d,"code":%q,"detail":%q}`, http.StatusText(status), status, code, detail)
}
