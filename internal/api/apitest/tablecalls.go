package apitest

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"sync"

	"github.com/aws/aws-sdk-go-v2/service/dynamodb"
)

// TableCallsVariable names the environment variable with the file to which
// [RecordTableCalls] appends.
const TableCallsVariable = "TABLE_CALLS"

// TableCall is a call to the table, and the request of the API that it is for.
type TableCall struct {
	Method, Path string
	Target       string          // the header X-Amz-Target, which names the operation
	Body         json.RawMessage // of the call
}

type requestKey struct{}

// ForRequest marks the calls to the table of a context as those of a request.
func ForRequest(ctx context.Context, method, path string) context.Context {
	return context.WithValue(ctx, requestKey{}, TableCall{Method: method, Path: path})
}

// RecordTableCalls makes a client append the calls of requests, as lines of JSON,
// to the file that [TableCallsVariable] names, if it is set.
func RecordTableCalls(o *dynamodb.Options) {
	if file := os.Getenv(TableCallsVariable); file != "" {
		o.HTTPClient = recorder{o.HTTPClient, file}
	}
}

type recorder struct {
	next dynamodb.HTTPClient
	file string
}

var recording sync.Mutex

func (c recorder) Do(r *http.Request) (*http.Response, error) {
	call, ok := r.Context().Value(requestKey{}).(TableCall)
	if !ok {
		return c.next.Do(r)
	}
	body, err := io.ReadAll(r.Body)
	if err != nil {
		return nil, err
	}
	r.Body = io.NopCloser(bytes.NewReader(body))
	call.Target, call.Body = r.Header.Get("X-Amz-Target"), body
	if err := c.record(call); err != nil {
		return nil, fmt.Errorf("recording a call to the table: %w", err)
	}
	return c.next.Do(r)
}

func (c recorder) record(call TableCall) error {
	line, err := json.Marshal(call)
	if err != nil {
		return err
	}
	recording.Lock()
	defer recording.Unlock()
	file, err := os.OpenFile(c.file, os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	_, err = file.Write(append(line, '\n'))
	return errors.Join(err, file.Close())
}
