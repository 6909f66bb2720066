package faults

import (
	"context"
	"maps"
	"net/http"
	"strings"
	"sync"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb/types"
	"github.com/aws/smithy-go/middleware"

	"github.com/communitrak/onboarding/internal/faults/units"
)

// Limits refuses what a table could not write within a second, as DynamoDB does:
// beyond Table write units for all of it, or Partition units for one partition
// key of the table or of an index. Units are computed from the request alone: an
// update counts as one kB, and an index entry as written whenever its keys are.
// One second's worth of units is saved up.
type Limits struct {
	Table, Partition float64

	mu       sync.Mutex
	left     map[string]bucket // by partition, and "" for the table
	refused  int
	accepted float64 // units
}

type bucket struct {
	units float64
	at    time.Time
}

// DynamoDB attaches the limits to a DynamoDB client. Several clients may share
// them.
func (l *Limits) DynamoDB(o *dynamodb.Options) {
	o.APIOptions = append(o.APIOptions, func(stack *middleware.Stack) error {
		if err := stack.Initialize.Add(rememberInput, middleware.Before); err != nil {
			return err
		}
		return stack.Deserialize.Add(middleware.DeserializeMiddlewareFunc("faults.limits", l.handle), middleware.After)
	})
}

// Set changes the limits from now on.
func (l *Limits) Set(table, partition float64) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.Table, l.Partition = table, partition
}

// Refused returns how many calls were refused.
func (l *Limits) Refused() int {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.refused
}

// Accepted returns how many units the other calls took.
func (l *Limits) Accepted() float64 {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.accepted
}

func (l *Limits) handle(ctx context.Context, in middleware.DeserializeInput, next middleware.DeserializeHandler) (middleware.DeserializeOutput, middleware.Metadata, error) {
	input := middleware.GetStackValue(ctx, inputKey{})
	if costs := unitsOf(input); len(costs) > 0 && !l.take(costs, time.Now()) {
		return failed(exceeded(input))
	}
	return next.HandleDeserialize(ctx, in)
}

// take takes the units from their partitions and from the table, or none of
// them.
func (l *Limits) take(costs map[string]float64, now time.Time) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	wanted := maps.Clone(costs)
	for _, n := range costs {
		wanted[""] += n
	}
	for partition, n := range wanted {
		if l.available(partition, now) < n {
			l.refused++
			return false
		}
	}
	if l.left == nil {
		l.left = map[string]bucket{}
	}
	for partition, n := range wanted {
		l.left[partition] = bucket{l.available(partition, now) - n, now}
	}
	l.accepted += wanted[""]
	return true
}

func (l *Limits) available(partition string, now time.Time) float64 {
	limit := l.Partition
	if partition == "" {
		limit = l.Table
	}
	b, known := l.left[partition]
	if !known {
		return limit
	}
	return min(limit, b.units+limit*now.Sub(b.at).Seconds())
}

// exceeded is what DynamoDB answers beyond its limits.
func exceeded(input any) error {
	if in, ok := input.(*dynamodb.TransactWriteItemsInput); ok {
		return canceled(len(in.TransactItems), "ThrottlingError")
	}
	return status(http.StatusBadRequest, &types.ProvisionedThroughputExceededException{Message: aws.String("injected")})
}

// unitsOf returns the write units of a request by partition.
func unitsOf(input any) map[string]float64 {
	wanted := map[string]float64{}
	add := func(item units.Item, factor int) {
		for _, c := range units.Of(nil, item, factor) {
			wanted[strings.TrimSpace(c.Index+" "+c.Partition)] += float64(c.Units)
		}
	}
	switch in := input.(type) {
	case *dynamodb.PutItemInput:
		add(in.Item, units.Alone)
	case *dynamodb.UpdateItemInput:
		add(in.Key, units.Alone)
	case *dynamodb.DeleteItemInput:
		add(in.Key, units.Alone)
	case *dynamodb.TransactWriteItemsInput:
		for _, item := range in.TransactItems {
			add(itemOf(item), units.InTransaction)
		}
	}
	return wanted
}
