package dynamo

import (
	"errors"
	"fmt"
	"slices"

	"github.com/aws/aws-sdk-go-v2/service/dynamodb/types"
	"github.com/aws/smithy-go"

	"github.com/communitrak/onboarding/internal/roster"
)

// Contended reports whether somebody else changed what a write depends on, so
// that it has to be decided again.
func Contended(err error) bool {
	var exists *roster.ExistsError
	return errors.Is(err, ErrConflict) || errors.As(err, &exists)
}

// Throttled reports whether the table refused only temporarily.
func Throttled(err error) bool {
	return refusedWith(err, "ThrottlingException", "ProvisionedThroughputExceededException", "RequestLimitExceeded",
		"ThrottlingError", "ProvisionedThroughputExceeded", "TransactionConflict")
}

// TooLargeError is returned by Commit for a transaction that has more than
// MaxItems items. Nothing was written.
type TooLargeError struct{ Items int }

func (e *TooLargeError) Error() string {
	return fmt.Sprintf("the transaction has %d items, and the limit is %d", e.Items, MaxItems)
}

// Fitting returns about how many of the transaction's n parts, such as rows of a
// file, fit into one: fewer than n, but at least one.
func (e *TooLargeError) Fitting(n int) int { return max(1, min(n-1, n*MaxItems/e.Items)) }

// Unwritable reports whether the table will always refuse the transaction as it
// is.
func Unwritable(err error) bool {
	var large *TooLargeError
	return errors.As(err, &large) || refusedWith(err, "ValidationException", "ValidationError", "ItemCollectionSizeLimitExceeded")
}

// refusedWith reports whether the error, or the reason for one item of a
// transaction, has one of the codes.
func refusedWith(err error, codes ...string) bool {
	var canceled *types.TransactionCanceledException
	if errors.As(err, &canceled) {
		return slices.ContainsFunc(canceled.CancellationReasons, func(reason types.CancellationReason) bool {
			return reason.Code != nil && slices.Contains(codes, *reason.Code)
		})
	}
	var refused smithy.APIError
	return errors.As(err, &refused) && slices.Contains(codes, refused.ErrorCode())
}
