package api

import (
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"net/http"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"github.com/communitrak/onboarding/internal/dynamo"
	"github.com/communitrak/onboarding/internal/roster"
)

// request is what identifies a request under an Idempotency-Key.
type request struct {
	route string
	key   string
	body  []byte
}

// RepeatPolicy says what a POST does when it is repeated under the
// Idempotency-Key of an earlier success. Every POST declares this when it is
// registered; see also [PostOnce].
type RepeatPolicy int

const (
	// RunsAgain: it changes nothing, or uses the attempt to recognize what it
	// made.
	RunsAgain RepeatPolicy = iota
	// ignoresKey: each response opens a new session.
	ignoresKey
	// onlyOnce: the earlier success is answered again; see [PostOnce].
	onlyOnce
)

// Post registers a POST that may simply run again, or that takes no key.
func Post[I, O any](a *API, who Access, repeat RepeatPolicy, o huma.Operation, handler func(context.Context, *I) (*O, error)) {
	if repeat == ignoresKey {
		o.Method = http.MethodPost
		Register(a, who, o, handler)
		return
	}
	again := func(ctx context.Context, in *I, _ []string) (*O, error) { return handler(ctx, in) }
	postKeyed(a, who, o, withIdempotencyKey(a, RunsAgain, o.DefaultStatus, handler, nil, again))
}

// PostOnce registers a POST that takes effect once. made returns the IDs that a
// response refers to; again builds the response from them, in their current
// state. Both run after the operation's guards, on a repeat as on the first
// request.
func PostOnce[I, O any](a *API, who Access, o huma.Operation, handler func(context.Context, *I) (*O, error),
	made func(*O) []string, again func(context.Context, *I, []string) (*O, error)) {
	postKeyed(a, who, o, withIdempotencyKey(a, onlyOnce, o.DefaultStatus, handler, made, again))
}

// postKeyed registers a POST whose handler heeds the Idempotency-Key itself.
func postKeyed[I, O any](a *API, who Access, o huma.Operation, handler func(context.Context, *I) (*O, error)) {
	o.Method = http.MethodPost
	setMetadata(&o, keyedKey, true)
	Register(a, who, o, handler)
}

// replayNothing builds the response of operations that return only a status.
func replayNothing[I, O any](context.Context, *I, []string) (*O, error) { return nil, nil }

// How long, and how often, a request polls while the same request is still
// running.
const (
	runningWait         = 5 * time.Second
	runningPollInterval = 50 * time.Millisecond
)

// maxKeyLength is the maximum length of an Idempotency-Key.
const maxKeyLength = 255

// withIdempotencyKey makes handler idempotent: for 24 hours, the same key and
// body have one effect and the same response; the key with a different body is
// refused.
//
// A stranger's key cannot meet a different body (see recordOf), so a stranger's
// request that may run again needs no record.
func withIdempotencyKey[I, O any](a *API, repeat RepeatPolicy, status int, handler func(context.Context, *I) (*O, error),
	made func(*O) []string, again func(context.Context, *I, []string) (*O, error)) func(context.Context, *I) (*O, error) {
	return func(ctx context.Context, in *I) (*O, error) {
		ctx, record, hash, err := a.keyed(ctx)
		if err != nil {
			return nil, err
		}
		if record == "" {
			return handler(ctx, in)
		}
		if repeat == RunsAgain && identityOf(ctx) == nil {
			return handler(ctx, in)
		}
		known, err := a.reserve(ctx, record, hash)
		if err != nil {
			return nil, err
		}
		if known != nil {
			if err := notRepeatable(known, hash); err != nil {
				return nil, err
			}
			return again(ctx, in, known.Made)
		}
		out, err := handler(ctx, in)
		done := dynamo.KeyedRequest{Hash: hash, Status: status}
		if err == nil && made != nil {
			done.Made = made(out)
		}
		a.completeRequest(context.WithoutCancel(ctx), record, done, err)
		return out, err
	}
}

// keyed returns the record and the fingerprint of a request under a key, in the
// context of its attempt. record is empty if the request has no key.
func (a *API) keyed(ctx context.Context) (attempt context.Context, record, hash string, err error) {
	r, _ := ctx.Value(requestKey).(request)
	if r.key == "" {
		return ctx, "", "", nil
	}
	if len(r.key) > maxKeyLength {
		return ctx, "", "", problem(http.StatusBadRequest, "malformed", "an Idempotency-Key has 255 characters at most")
	}
	record, hash, err = a.recordOf(ctx, r)
	return context.WithValue(ctx, attemptKey, record), record, hash, err
}

// notRepeatable says why the key's earlier request cannot be answered again, if
// it cannot.
func notRepeatable(known *dynamo.KeyedRequest, hash string) error {
	switch {
	case known.Hash != hash:
		return problem(http.StatusUnprocessableEntity, "idempotency_key_reused", "this Idempotency-Key was used for another request")
	case known.Status == 0:
		return problem(http.StatusConflict, "in_progress", "the same request is being worked on").with(func(p *Problem) { p.retryAfter = time.Second })
	default:
		return nil
	}
}

// completeRequest records a success. After a refusal, which changed nothing,
// the key is free again. If recording fails, a repeat merely runs again.
func (a *API) completeRequest(ctx context.Context, record string, done dynamo.KeyedRequest, refused error) {
	var err error
	if refused == nil {
		err = a.Store.CompleteRequest(ctx, record, done, a.Now())
	} else {
		err = a.Store.ReleaseRequest(ctx, record)
	}
	if err != nil {
		a.Log.ErrorContext(ctx, "keeping a request failed", "error", err)
	}
}

// recordOf derives a request's record ID and its fingerprint; both are keyed,
// so that the table holds nothing that was sent. A key belongs to its sender.
// Without a session the sender is unknown, so the body becomes part of the key:
// two strangers who use the same key never collide.
func (a *API) recordOf(ctx context.Context, r request) (record, hash string, err error) {
	secret, err := a.Keys.Index(ctx)
	if err != nil {
		return "", "", err
	}
	mac := hmac.New(sha256.New, secret)
	mac.Write([]byte(r.route + "\x00"))
	mac.Write(r.body)
	hash = hex.EncodeToString(mac.Sum(nil))
	if id := identityOf(ctx); id != nil {
		return roster.DerivedID(secret, "request", id.account.Person, r.key), hash, nil
	}
	return roster.DerivedID(secret, "stranger's request", hash, r.key), hash, nil
}

// reserve starts the request, or waits for an identical one to finish.
func (a *API) reserve(ctx context.Context, record, hash string) (*dynamo.KeyedRequest, error) {
	for waited := time.Duration(0); ; waited += runningPollInterval {
		known, err := a.Store.ReserveRequest(ctx, record, hash, a.Now())
		if err != nil || known == nil || known.Status != 0 || known.Hash != hash || waited >= runningWait {
			return known, err
		}
		timer := time.NewTimer(runningPollInterval)
		select {
		case <-ctx.Done():
			timer.Stop()
			return known, nil
		case <-timer.C:
		}
	}
}
