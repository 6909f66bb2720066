package main

import (
	"context"
	"sync"
	"testing"

	"github.com/aws/aws-sdk-go-v2/service/dynamodb"
	"github.com/aws/smithy-go/middleware"

	"github.com/communitrak/onboarding/internal/roster"
)

// BenchmarkP11 imports a roster twice, and counts what the second time writes.
func BenchmarkP11(b *testing.B) {
	rows := 5_000
	if *small {
		rows = 20
	}
	content := residentsFile(0, rows)
	var first, again float64
	written := &writeCounter{kinds: map[string]int{}}
	for b.Loop() {
		s := newSite(b, written.DynamoDB)
		first += seconds(func() { s.wantImport(b, content, roster.Outcomes{Total: rows, Created: rows}) })
		written.reset()
		again += seconds(func() { s.wantImport(b, content, roster.Outcomes{Total: rows, Unchanged: rows}) })
	}
	b.ReportMetric(first/again, "again_÷_first-ratio")
	b.ReportMetric(float64(rows*b.N)/first, "first-rows/s")
	b.ReportMetric(float64(rows*b.N)/again, "again-rows/s")
	all := 0
	for _, n := range written.kinds {
		all += n
	}
	b.ReportMetric(float64(written.kinds["member"]), "again,_to_members-writes")
	b.ReportMetric(float64(written.kinds["mail"]), "again,_to_mails-writes")
	b.ReportMetric(float64(all), "again,_in_all-writes")
	b.ReportMetric(0, "ns/op")
}

// writeCounter is a part of a DynamoDB client that counts the writes that
// succeed, by kind of item.
type writeCounter struct {
	mu    sync.Mutex
	kinds map[string]int
}

// DynamoDB adds the counter to a client's options.
func (c *writeCounter) DynamoDB(o *dynamodb.Options) {
	o.APIOptions = append(o.APIOptions, func(stack *middleware.Stack) error {
		return stack.Initialize.Add(middleware.InitializeMiddlewareFunc("CountWrites", c.count), middleware.Before)
	})
}

func (c *writeCounter) count(ctx context.Context, in middleware.InitializeInput, next middleware.InitializeHandler) (middleware.InitializeOutput, middleware.Metadata, error) {
	out, metadata, err := next.HandleInitialize(ctx, in)
	if err != nil {
		return out, metadata, err
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	for _, w := range writesOf(in.Parameters) {
		if !w.check {
			c.kinds[kindOf(w.key)]++
		}
	}
	return out, metadata, nil
}

// reset forgets what was counted.
func (c *writeCounter) reset() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.kinds = map[string]int{}
}
