package api_test

import (
	"context"
	"net/http"
	"sync"
	"testing"

	"github.com/aws/aws-sdk-go-v2/service/dynamodb"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb/types"
	"github.com/aws/smithy-go/middleware"

	"github.com/communitrak/onboarding/internal/onboarding/onboardingtest"
)

// batches notes which kinds of items are read in batches, and how.
type batches struct {
	mu         sync.Mutex
	consistent map[string]bool // by the sort key's first letter
}

func (b *batches) DynamoDB(o *dynamodb.Options) {
	o.APIOptions = append(o.APIOptions, func(stack *middleware.Stack) error {
		return stack.Initialize.Add(middleware.InitializeMiddlewareFunc("Batches", b.note), middleware.Before)
	})
}

func (b *batches) note(ctx context.Context, in middleware.InitializeInput, next middleware.InitializeHandler) (middleware.InitializeOutput, middleware.Metadata, error) {
	if get, ok := in.Parameters.(*dynamodb.BatchGetItemInput); ok {
		b.mu.Lock()
		for _, asked := range get.RequestItems {
			for _, key := range asked.Keys {
				b.consistent[key["SK"].(*types.AttributeValueMemberS).Value[:1]] = *asked.ConsistentRead
			}
		}
		b.mu.Unlock()
	}
	return next.HandleInitialize(ctx, in)
}

// Lists are cheap, unless they are to show what was just changed. Whom a bulk
// action picks is always read as it is now.
func TestLists_fresh(t *testing.T) {
	t.Parallel()
	read := &batches{consistent: map[string]bool{}}
	s := newServer(t, read.DynamoDB)
	admin := s.admin()
	s.call(admin, http.MethodPost, maple+"/invitations", invitation("Rosa", onboardingtest.Email(1))).want(http.StatusCreated, "")
	const member, property = "M", "P"
	for _, c := range []struct {
		method, path string
		body         any
		kind         string
		want         bool
	}{
		{http.MethodGet, "/members?status=pending", nil, member, false},
		{http.MethodGet, "/members?status=pending", nil, property, false},
		{http.MethodGet, "/members?status=pending&fresh=true", nil, member, true},
		{http.MethodGet, "/members?status=pending&fresh=true", nil, property, true},
		{http.MethodGet, "/properties?q=juniper", nil, property, false},
		{http.MethodGet, "/properties?q=juniper&fresh=true", nil, property, true},
		{http.MethodPost, "/invitations/resend", object{"filter": object{"status": "pending"}}, member, true},
	} {
		clear(read.consistent)
		s.call(admin, c.method, maple+c.path, c.body).want(http.StatusOK, "")
		if got, ok := read.consistent[c.kind]; !ok || got != c.want {
			t.Errorf("%s %s: item %s is read in a batch: %v, consistently: %v; want %v", c.method, c.path, c.kind, ok, got, c.want)
		}
	}
}
