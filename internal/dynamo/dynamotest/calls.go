package dynamotest

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

// CallsVariable names the environment variable with the file to which the
// clients of [New] append their calls, as lines of JSON, if it is set.
const CallsVariable = "TABLE_CALLS"

// Call is a call to the table on somebody's behalf.
type Call struct {
	For    string          // a request, as "GET /v1/me", or a function that an event calls, as "Import"
	Target string          // the header X-Amz-Target, which names the operation
	Body   json.RawMessage // of the call
}

type forKey struct{}

// CallsFor marks the calls to the table of a context as those of a request, or
// of a function. Calls without a mark are the test's own, and aren't recorded.
func CallsFor(ctx context.Context, whom string) context.Context {
	return context.WithValue(ctx, forKey{}, whom)
}

type recorder struct {
	next dynamodb.HTTPClient
	file string
}

var recording sync.Mutex

func (c recorder) Do(r *http.Request) (*http.Response, error) {
	whom, ok := r.Context().Value(forKey{}).(string)
	if !ok {
		return c.next.Do(r)
	}
	body, err := io.ReadAll(r.Body)
	if err != nil {
		return nil, err
	}
	r.Body = io.NopCloser(bytes.NewReader(body))
	if err := c.record(Call{For: whom, Target: r.Header.Get("X-Amz-Target"), Body: body}); err != nil {
		return nil, fmt.Errorf("recording a call to the table: %w", err)
	}
	return c.next.Do(r)
}

func (c recorder) record(call Call) error {
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
