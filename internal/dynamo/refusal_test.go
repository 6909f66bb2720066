package dynamo_test

import (
	"errors"
	"fmt"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb/types"
	"github.com/aws/smithy-go"

	"github.com/communitrak/onboarding/internal/dynamo"
	"github.com/communitrak/onboarding/internal/roster"
)

// An import waits for what passes, decides again what it lost, and gives up a
// row that the table will never take: each error is of one kind only.
func TestRefusals(t *testing.T) {
	t.Parallel()
	canceled := func(codes ...string) error {
		err := &types.TransactionCanceledException{}
		for _, code := range codes {
			err.CancellationReasons = append(err.CancellationReasons, types.CancellationReason{Code: aws.String(code)})
		}
		return fmt.Errorf("transaction: %w", err)
	}
	for _, tt := range []struct {
		err  error
		want string
	}{
		{dynamo.ErrConflict, "contended"},
		{fmt.Errorf("creating: %w", &roster.ExistsError{}), "contended"},
		{&smithy.GenericAPIError{Code: "ThrottlingException"}, "throttled"},
		{canceled("None", "ThrottlingError"), "throttled"},
		{canceled("TransactionConflict", "None"), "throttled"},
		{canceled("None", "ValidationError"), "unwritable"},
		{&dynamo.TooLargeError{Items: 101}, "unwritable"},
		{&smithy.GenericAPIError{Code: "ItemCollectionSizeLimitExceeded"}, "unwritable"},
		{&smithy.GenericAPIError{Code: "AccessDeniedException"}, ""},
		{canceled("None"), ""},
		{errors.New("a defect"), ""},
	} {
		got := ""
		for kind, is := range map[string]func(error) bool{"contended": dynamo.Contended, "throttled": dynamo.Throttled, "unwritable": dynamo.Unwritable} {
			if is(tt.err) {
				got += kind
			}
		}
		if got != tt.want {
			t.Errorf("%v: got %q, want %q", tt.err, got, tt.want)
		}
	}
}

// A transaction that is too large says how much of it fits, and shrinks with
// every try.
func TestTooLargeError_Fitting(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct{ items, parts, want int }{
		{112, 16, 14},
		{101, 2, 1},
		{101, 16, 15},
		{1000, 2, 1},
		{120, 1, 1},
	} {
		err := &dynamo.TooLargeError{Items: tt.items}
		if got := err.Fitting(tt.parts); got != tt.want {
			t.Errorf("of %d parts with %d items: got %d, want %d", tt.parts, tt.items, got, tt.want)
		}
	}
}
