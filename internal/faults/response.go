package faults

import (
	"net"
	"net/http"
	"os"
	"slices"
	"syscall"

	"github.com/aws/aws-sdk-go-v2/aws"
	awshttp "github.com/aws/aws-sdk-go-v2/aws/transport/http"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb/types"
	"github.com/aws/smithy-go"
	smithyhttp "github.com/aws/smithy-go/transport/http"
)

// Possible returns the kinds of fault that can affect the call.
func (call Call) Possible() []Kind {
	kinds := Kinds()
	switch call.Operation {
	case "PutItem", "UpdateItem", "DeleteItem", "TransactWriteItems", "TransactGetItems":
		return kinds
	}
	return slices.DeleteFunc(kinds, func(k Kind) bool { return k == Conflict })
}

// failure returns the error that the SDK would return for such a fault.
func failure(call Call, input any) error {
	switch call.Fault {
	case ThrottleBefore:
		return throttle(call)
	case ErrorBefore, ErrorAfter:
		return status(http.StatusInternalServerError, &smithy.GenericAPIError{
			Code: "InternalServerError", Message: "injected", Fault: smithy.FaultServer})
	case ReplyLost:
		return &smithyhttp.RequestSendError{Err: &net.OpError{Op: "read", Net: "tcp", Err: os.ErrDeadlineExceeded}}
	case Reset:
		return &smithyhttp.RequestSendError{Err: &net.OpError{Op: "write", Net: "tcp", Err: os.NewSyscallError("write", syscall.ECONNRESET)}}
	case Conflict:
		return conflict(input)
	default:
		return nil
	}
}

func throttle(call Call) error {
	if call.Service == dynamodb.ServiceID {
		return status(http.StatusBadRequest, &types.ProvisionedThroughputExceededException{Message: aws.String("injected")})
	}
	return status(http.StatusBadRequest, &smithy.GenericAPIError{Code: "Throttling", Message: "injected", Fault: smithy.FaultClient})
}

// conflict cancels a transaction because of its last item, which exposes code
// that reads only the first reason. A single write has its own error.
func conflict(input any) error {
	actions := 0
	switch input := input.(type) {
	case *dynamodb.TransactWriteItemsInput:
		actions = len(input.TransactItems)
	case *dynamodb.TransactGetItemsInput:
		actions = len(input.TransactItems)
	}
	if actions == 0 {
		return status(http.StatusBadRequest, &types.TransactionConflictException{Message: aws.String("injected")})
	}
	return canceled(actions, "TransactionConflict")
}

// canceled is the error of a transaction whose last action has the code.
func canceled(actions int, code string) error {
	reasons := make([]types.CancellationReason, actions)
	for n := range reasons {
		reasons[n].Code = aws.String("None")
	}
	reasons[actions-1] = types.CancellationReason{Code: aws.String(code), Message: aws.String("injected")}
	return status(http.StatusBadRequest, &types.TransactionCanceledException{
		Message: aws.String("injected"), CancellationReasons: reasons})
}

func status(code int, err error) error {
	response := &http.Response{StatusCode: code, Header: http.Header{}, Body: http.NoBody}
	return &awshttp.ResponseError{
		RequestID:     "injected",
		ResponseError: &smithyhttp.ResponseError{Response: &smithyhttp.Response{Response: response}, Err: err},
	}
}
