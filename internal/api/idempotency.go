package api

import (
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"net/http"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"communitrak/internal/dynamo"
	"communitrak/internal/roster"
)

// request is what a request under an Idempotency-Key is recognized by.
type request struct {
	route string
	key   string
	body  []byte
}

// onRepeat says what a POST does when it is repeated under the Idempotency-Key
// of an earlier success. Every POST says so where it is registered: see also
// [postOnce].
type onRepeat int

const (
	// runsAgain: it changes nothing, or recognizes by its attempt what it made.
	runsAgain onRepeat = iota
	// ignoresKey: its answer opens a session, and each is another one.
	ignoresKey
)

// post registers a POST that may simply run again, or that takes no key.
func post[I, O any](a *API, who access, repeat onRepeat, o huma.Operation, handler func(context.Context, *I) (*O, error)) {
	if repeat == ignoresKey {
		o.Method = http.MethodPost
		register(a, who, o, handler)
		return
	}
	again := func(ctx context.Context, in *I, _ []string) (*O, error) { return handler(ctx, in) }
	postOnce(a, who, o, handler, nil, again)
}

// postOnce registers a POST that has its effect once. made are the identifiers
// of what an answer tells of; again renders the answer from them, as things
// stand by then. Both see requests that have passed the operation's guards, the
// repeat like the first.
func postOnce[I, O any](a *API, who access, o huma.Operation, handler func(context.Context, *I) (*O, error),
	made func(*O) []string, again func(context.Context, *I, []string) (*O, error)) {
	o.Method = http.MethodPost
	tell(&o, keyedKey, true)
	register(a, who, o, underKey(a, o.DefaultStatus, handler, made, again))
}

// nothing is the answer of operations that answer with a status alone, and what
// is kept of it.
func nothing[I, O any](context.Context, *I, []string) (*O, error) { return nil, nil }

// Times of a request under an Idempotency-Key that finds its like running.
const (
	runningWait = 5 * time.Second
	runningLook = 50 * time.Millisecond
)

// longestKey is how long an Idempotency-Key may be.
const longestKey = 255

// underKey is handler with the promise of an Idempotency-Key: the same key and
// body have one effect and the same answer for 24 hours, another body is
// refused.
func underKey[I, O any](a *API, status int, handler func(context.Context, *I) (*O, error),
	made func(*O) []string, again func(context.Context, *I, []string) (*O, error)) func(context.Context, *I) (*O, error) {
	return func(ctx context.Context, in *I) (*O, error) {
		r, _ := ctx.Value(requestKey).(request)
		if r.key == "" {
			return handler(ctx, in)
		}
		if len(r.key) > longestKey {
			return nil, problem(http.StatusBadRequest, "malformed", "an Idempotency-Key has 255 characters at most")
		}
		record, hash, err := a.recordOf(ctx, r)
		if err != nil {
			return nil, err
		}
		known, err := a.reserve(ctx, record, hash)
		if err != nil {
			return nil, err
		}
		ctx = context.WithValue(ctx, attemptKey, record)
		switch {
		case known == nil:
		case known.Hash != hash:
			return nil, problem(http.StatusUnprocessableEntity, "idempotency_key_reused", "this Idempotency-Key was used for another request")
		case known.Status == 0:
			return nil, problem(http.StatusConflict, "in_progress", "the same request is being worked on").with(func(p *Problem) { p.retryAfter = time.Second })
		default:
			return again(ctx, in, known.Made)
		}
		out, err := handler(ctx, in)
		done := dynamo.KeyedRequest{Hash: hash, Status: status}
		if err == nil && made != nil {
			done.Made = made(out)
		}
		a.settle(context.WithoutCancel(ctx), record, done, err)
		return out, err
	}
}

// settle keeps a success. After a refusal the key is free again: it changed
// nothing. What cannot be kept only costs the repeat another run.
func (a *API) settle(ctx context.Context, record string, done dynamo.KeyedRequest, refused error) {
	var err error
	if refused == nil {
		err = a.Store.Finish(ctx, record, done, a.Now())
	} else {
		err = a.Store.Forget(ctx, record)
	}
	if err != nil {
		a.log.ErrorContext(ctx, "keeping a request failed", "error", err)
	}
}

// recordOf derives where a request is kept and what tells it from another:
// keyed, so that the table holds nothing of what was sent. A key is its sender's
// own. Nobody knows who sends without a session, so there the body belongs to
// the key: two strangers who use the same one never meet.
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

// reserve starts the request, or waits for its like to end.
func (a *API) reserve(ctx context.Context, record, hash string) (*dynamo.KeyedRequest, error) {
	for waited := time.Duration(0); ; waited += runningLook {
		known, err := a.Store.Reserve(ctx, record, hash, a.Now())
		if err != nil || known == nil || known.Status != 0 || known.Hash != hash || waited >= runningWait {
			return known, err
		}
		timer := time.NewTimer(runningLook)
		select {
		case <-ctx.Done():
			timer.Stop()
			return known, nil
		case <-timer.C:
		}
	}
}
