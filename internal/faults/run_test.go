package faults_test

import (
	"context"
	"errors"
	"testing"

	"github.com/communitrak/onboarding/internal/dynamo/dynamotest"
	"github.com/communitrak/onboarding/internal/faults"
)

// A slow call takes the time that its run has left. What the run has started for
// after its end goes on.
func TestInjector_Run(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		context func(context.Context) context.Context
		done    string
	}{
		"the run's own call": {func(ctx context.Context) context.Context { return ctx }, "0"},
		"a call with an end of its own": {func(ctx context.Context) context.Context {
			own, stop := context.WithCancel(ctx)
			context.AfterFunc(ctx, stop)
			return own
		}, "0"},
		"a call that outlives the run": {context.WithoutCancel, "1"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			inject := faults.Nth(1, faults.Slow)
			client, table := dynamotest.New(t, inject.DynamoDB)
			ctx, stop := inject.Run(t.Context())
			defer stop()
			if err := bump(test.context(ctx), client, table); (err == nil) != (test.done == "1") {
				t.Errorf("the call: %v", err)
			}
			if !errors.Is(ctx.Err(), context.DeadlineExceeded) {
				t.Errorf("the run: got %v, want its time to be over", ctx.Err())
			}
			if got := times(t, client, table); got != test.done {
				t.Errorf("done: got %s times, want %s", got, test.done)
			}
		})
	}
}

func TestInjector_Run_stop(t *testing.T) {
	t.Parallel()
	ctx, stop := faults.Record().Run(t.Context())
	if err := ctx.Err(); err != nil {
		t.Errorf("at the start: %v", err)
	}
	stop()
	if <-ctx.Done(); !errors.Is(ctx.Err(), context.Canceled) {
		t.Errorf("after its end: got %v", ctx.Err())
	}
}
