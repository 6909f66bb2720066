// Package faults makes AWS calls fail on purpose, for the tests of other
// packages, and records the calls that were made.
//
// An Injector is in the SDK's Deserialize step, closest to the network and
// below the retry loop: each attempt counts as one call, so the SDK's own
// retries are tested too. Which call fails in which way is scripted (the sweep:
// every call of a good run, one fault each) or drawn from a seed; the same seed
// draws the same fault for the same call number.
//
//	inject := faults.Nth(3, faults.ReplyLost)
//	inject.Log = t.Logf
//	client, table := dynamotest.New(t, inject.DynamoDB)
package faults

import (
	"context"
	"errors"
	"math/rand/v2"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	awsmiddleware "github.com/aws/aws-sdk-go-v2/aws/middleware"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb"
	"github.com/aws/aws-sdk-go-v2/service/s3"
	"github.com/aws/aws-sdk-go-v2/service/ses"
	"github.com/aws/smithy-go/middleware"
	smithyhttp "github.com/aws/smithy-go/transport/http"
)

// Kind is a way in which a call fails.
type Kind string

// The kinds of fault. Before means that the service did not carry out the
// request, after that it did.
const (
	None           Kind = ""
	ThrottleBefore Kind = "throttle before"
	ErrorBefore    Kind = "500 before"
	ErrorAfter     Kind = "500 after"
	ReplyLost      Kind = "reply lost after"
	Reset          Kind = "connection reset before"
	// Conflict is another transaction on the same item. It is drawn only for
	// DynamoDB's writes and transactions; nothing else can have one.
	Conflict Kind = "transaction conflict"
	// Slow lets the call through after Injector.Wait; in a context of
	// Injector.Run it takes longer than the function has.
	Slow Kind = "slow"
	// CrashBefore and CrashAfter end the program like kill -9: that call and
	// all later ones fail with ErrCrashed, and later ones reach nobody, until
	// Revive.
	CrashBefore Kind = "crash before"
	CrashAfter  Kind = "crash after"
)

// Kinds returns all kinds of fault, for a sweep.
func Kinds() []Kind {
	return []Kind{ThrottleBefore, ErrorBefore, ErrorAfter, ReplyLost, Reset, Conflict, Slow, CrashBefore, CrashAfter}
}

// ErrCrashed is returned by calls in a program that a fault has ended.
var ErrCrashed = errors.New("the program has crashed")

// Call is one attempt of a call.
type Call struct {
	Number    int    // from 1, across all clients of the injector
	Service   string // "DynamoDB", "S3", "SES"
	Operation string // "TransactWriteItems"
	Keys      []Key  // the items or objects it names
	Fault     Kind   // the injected fault
}

// Injector injects faults into the calls of the clients it is attached to and
// records the calls. It is safe for concurrent use.
type Injector struct {
	// Log, such as t.Logf, is called for each fault. It may be nil.
	Log func(format string, args ...any)
	// Wait is what Slow does before the call continues: it returns when the
	// time is up or the context is done. If it is nil, Slow ends the run of
	// [Injector.Run]; without one it waits for the context.
	Wait func(context.Context)
	// OnCrash is called at a crash, for a program that really ends. It may be
	// nil.
	OnCrash func()

	choose func(number int, possible []Kind) Kind
	seed   uint64
	before func(context.Context, Call)

	mu      sync.Mutex
	calls   []Call
	crashed bool
	running *limited
}

// Record returns an Injector that only records.
func Record() *Injector { return Script(nil) }

// Nth injects one fault, into the nth call (from 1).
func Nth(n int, kind Kind) *Injector { return Script(map[int]Kind{n: kind}) }

// Script injects the faults by call number. It omits a kind that cannot affect
// its call.
func Script(faults map[int]Kind) *Injector {
	return &Injector{choose: func(number int, possible []Kind) Kind {
		if kind := faults[number]; slices.Contains(possible, kind) {
			return kind
		}
		return None
	}}
}

// Random injects faults into a share (0 to 1) of all calls, drawn from the
// kinds by the seed.
func Random(seed uint64, share float64, kinds ...Kind) *Injector {
	choose := func(number int, possible []Kind) Kind {
		draw := rand.New(rand.NewPCG(seed, uint64(number)))
		if draw.Float64() >= share {
			return None
		}
		possible = slices.DeleteFunc(possible, func(k Kind) bool { return !slices.Contains(kinds, k) })
		if len(possible) == 0 {
			return None
		}
		return possible[draw.IntN(len(possible))]
	}
	return &Injector{choose: choose, seed: seed}
}

// Meanwhile injects no fault, but runs do before the nth call (from 1) of the
// operation continues, as if somebody else had been quicker.
func Meanwhile(operation string, n int, do func(context.Context)) *Injector {
	i := Record()
	var calls atomic.Int32
	i.before = func(ctx context.Context, call Call) {
		if call.Operation == operation && calls.Add(1) == int32(n) {
			do(ctx)
		}
	}
	return i
}

// DynamoDB attaches the injector to a DynamoDB client. It is an option for the
// client's constructor.
func (i *Injector) DynamoDB(o *dynamodb.Options) { o.APIOptions = append(o.APIOptions, i.Attach) }

// S3 attaches the injector to an S3 client.
func (i *Injector) S3(o *s3.Options) { o.APIOptions = append(o.APIOptions, i.Attach) }

// SES attaches the injector to an SES client.
func (i *Injector) SES(o *ses.Options) { o.APIOptions = append(o.APIOptions, i.Attach) }

// Calls returns the calls so far, in the order in which they started.
func (i *Injector) Calls() []Call {
	return i.Since(0)
}

// Since returns the calls after the first n.
func (i *Injector) Since(n int) []Call {
	i.mu.Lock()
	defer i.mu.Unlock()
	return slices.Clone(i.calls[n:])
}

// Crashed reports whether a fault has ended the program.
func (i *Injector) Crashed() bool {
	i.mu.Lock()
	defer i.mu.Unlock()
	return i.crashed
}

// Revive restarts the program after a crash.
func (i *Injector) Revive() {
	i.mu.Lock()
	defer i.mu.Unlock()
	i.crashed = false
}

type inputKey struct{}

var rememberInput = middleware.InitializeMiddlewareFunc("faults.input",
	func(ctx context.Context, in middleware.InitializeInput, next middleware.InitializeHandler) (middleware.InitializeOutput, middleware.Metadata, error) {
		return next.HandleInitialize(middleware.WithStackValue(ctx, inputKey{}, in.Parameters), in)
	})

// Attach adds the injector to a client's middleware stack.
func (i *Injector) Attach(stack *middleware.Stack) error {
	if err := stack.Initialize.Add(rememberInput, middleware.Before); err != nil {
		return err
	}
	return stack.Deserialize.Add(middleware.DeserializeMiddlewareFunc("faults.inject", i.handle), middleware.After)
}

func (i *Injector) handle(ctx context.Context, in middleware.DeserializeInput, next middleware.DeserializeHandler) (middleware.DeserializeOutput, middleware.Metadata, error) {
	input := middleware.GetStackValue(ctx, inputKey{})
	call, ok := i.begin(awsmiddleware.GetServiceID(ctx), awsmiddleware.GetOperationName(ctx), input)
	if !ok {
		return failed(ErrCrashed)
	}
	if i.before != nil {
		i.before(ctx, call)
	}
	switch call.Fault {
	case ThrottleBefore, ErrorBefore, Reset, Conflict:
		return failed(failure(call, input))
	case CrashBefore:
		i.crash()
		return failed(ErrCrashed)
	case Slow:
		i.wait(ctx)
		if err := ctx.Err(); err != nil {
			return failed(&smithyhttp.RequestSendError{Err: err})
		}
	}
	out, metadata, err := next.HandleDeserialize(ctx, in)
	switch call.Fault {
	case ErrorAfter, ReplyLost:
		return failed(errors.Join(failure(call, input), discard(out)))
	case CrashAfter:
		i.crash()
		return failed(errors.Join(ErrCrashed, discard(out)))
	}
	return out, metadata, err
}

// begin numbers and records the call, unless the program has crashed.
func (i *Injector) begin(service, operation string, input any) (Call, bool) {
	keys := keysOf(input)
	i.mu.Lock()
	defer i.mu.Unlock()
	if i.crashed {
		return Call{}, false
	}
	call := Call{Number: len(i.calls) + 1, Service: service, Operation: operation, Keys: keys}
	call.Fault = i.choose(call.Number, call.Possible())
	i.calls = append(i.calls, call)
	if call.Fault != None && i.Log != nil {
		i.Log("fault: seed %d, call %d, %s, %s %s", i.seed, call.Number, call.Fault, service, operation)
	}
	return call, true
}

func (i *Injector) crash() {
	i.mu.Lock()
	i.crashed = true
	i.mu.Unlock()
	if i.OnCrash != nil {
		i.OnCrash()
	}
}

func (i *Injector) wait(ctx context.Context) {
	if i.Wait != nil {
		i.Wait(ctx)
		return
	}
	i.mu.Lock()
	running := i.running
	i.mu.Unlock()
	if running == nil {
		<-ctx.Done()
		return
	}
	running.end(context.DeadlineExceeded)
	select {
	case <-ctx.Done():
	case <-time.After(detached):
	}
}

// detached is when a call whose context outlives the run goes on. To one whose
// context does not, the end of the run gets sooner.
const detached = 50 * time.Millisecond

func failed(err error) (middleware.DeserializeOutput, middleware.Metadata, error) {
	return middleware.DeserializeOutput{}, middleware.Metadata{}, err
}

// discard closes the body of a response that nobody will read.
func discard(out middleware.DeserializeOutput) error {
	if response, ok := out.RawResponse.(*smithyhttp.Response); ok && response.Body != nil {
		return response.Body.Close()
	}
	return nil
}
