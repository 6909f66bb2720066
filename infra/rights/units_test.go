package rights

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/feature/dynamodb/attributevalue"

	"github.com/communitrak/onboarding/internal/faults/units"
)

// meter counts what requests to the table take, judging by what they send.
type meter struct {
	mu            sync.Mutex
	items         map[string]units.Item // as last written
	calls         []string              // since the last call of taken, for a failed check to show
	reads, writes float64
}

const readUnit = 4 << 10 // bytes

// count adds up a request and its answer.
func (m *meter) count(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, err := io.ReadAll(r.Body)
		if err != nil {
			http.Error(w, err.Error(), http.StatusBadRequest)
			return
		}
		r.Body = io.NopCloser(bytes.NewReader(body))
		answer := httptest.NewRecorder()
		next.ServeHTTP(answer, r)
		if answer.Code == http.StatusOK {
			_, operation, _ := strings.Cut(r.Header.Get("X-Amz-Target"), ".")
			m.add(operation, body, answer.Body.Len())
		}
		for name, values := range answer.Header() {
			w.Header()[name] = values
		}
		w.WriteHeader(answer.Code)
		_, _ = w.Write(answer.Body.Bytes()) // the client may have gone away
	})
}

func (m *meter) add(operation string, body []byte, answered int) {
	var request tableRequest
	if err := json.Unmarshal(body, &request); err != nil {
		return // the engine accepted it anyway, and the gate complains
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	reads, writes := m.reads, m.writes
	m.calls = append(m.calls, operation)
	defer func() {
		m.calls = append(m.calls, fmt.Sprintf("  = %.1f reads, %.1f writes", m.reads-reads, m.writes-writes))
	}()
	switch operation {
	case "GetItem", "Query":
		m.reads += float64(max(1, (answered+readUnit-1)/readUnit)) * m.share(request)
	case "BatchGetItem":
		for _, asked := range request.RequestItems {
			m.reads += float64(len(asked.Keys))
		}
	case "PutItem", "UpdateItem", "DeleteItem":
		m.write(strings.TrimSuffix(operation, "Item"), request.Key, request.Item, units.Alone)
	case "TransactWriteItems":
		for _, actions := range request.TransactItems {
			for name, action := range actions {
				m.write(name, action.Key, action.Item, units.InTransaction)
			}
		}
	}
}

// share returns the share of a read's units that is charged: half if it may
// lag.
func (m *meter) share(request tableRequest) float64 {
	if request.IndexName != "" {
		return 0.5
	}
	return 1
}

// write adds up one item. What an update changes is not known, so it counts as
// if it changed nothing.
func (m *meter) write(action string, key, written item, factor int) {
	if written == nil {
		written = key
	}
	now := written.attributes()
	name := fmt.Sprint(written["PK"]["S"], "\x00", written["SK"]["S"])
	before := m.items[name]
	after := before
	switch action {
	case "Put":
		after = now
	case "Delete":
		after = nil
	}
	costs := units.Of(before, after, factor)
	m.writes += float64(units.Sum(costs))
	m.calls = append(m.calls, fmt.Sprintf("  %s %s %s: %v", action, written["PK"]["S"], written["SK"]["S"], costs))
	m.items[name] = after
}

// attributes returns the item as the SDK has it.
func (i item) attributes() units.Item {
	encoded, err := json.Marshal(i)
	if err != nil {
		panic(err) // it was read from JSON
	}
	attributes, err := attributevalue.UnmarshalMapJSON(encoded)
	if err != nil {
		panic(err) // the engine took it
	}
	return attributes
}

// taken returns the units used since its last call, and the calls that used
// them.
func (m *meter) taken() (reads, writes float64, calls []string) {
	m.mu.Lock()
	defer m.mu.Unlock()
	reads, writes, calls = m.reads, m.writes, m.calls
	m.reads, m.writes, m.calls = 0, 0, nil
	return reads, writes, calls
}

// TestUnits holds the table units that each operation uses, on which the cost
// table in docs/deploy.md is based. More units cost money and are a reason to
// look.
func TestUnits(t *testing.T) {
	if testing.Short() {
		t.Skip("-short: counts the units of each job")
	}
	t.Parallel()
	c := newCloud(t)
	c.supportMakesTheCommunity()
	c.minute(time.Second)
	c.units.taken()

	check := func(what string, n int, mostReads, mostWrites float64) {
		t.Helper()
		reads, writes, calls := c.units.taken()
		reads, writes = reads/float64(n), writes/float64(n)
		t.Logf("%-30s %6.1f reads %6.1f writes", what, reads, writes)
		if reads > mostReads || writes > mostWrites {
			t.Errorf("%s: got %.1f reads and %.1f writes, docs/deploy.md says at most %g and %g:\n%s", what, reads, writes, mostReads, mostWrites, strings.Join(calls, "\n"))
		}
	}
	const rosa = "rosa.delgado@example.com"
	c.invite("Rosa", rosa, nil)
	check("an invitation, with a new home", 1, 8, 15)
	c.deliver()
	check("its mail", 1, 30, 8)
	c.reported(rosa, "Send", nil)
	c.reported(rosa, "Delivery", nil)
	check("what is reported of a mail", 1, 5, 2)
	c.activate(rosa)
	check("an activation, greeted and signed in", 1, 10, 17)
	c.signIn(rosa, words)
	check("a sign-in", 1, 4, 6)
	c.call(c.admin, "GET", maple+"/members", nil).want(200)
	check("a page of the list", 1, 12, 0)
	const rows = 80
	c.drop("rosters/maple-grove/import/elms.csv", rosterOf("Elm", rows-2))
	check("a row of an import", rows, 4, 13.5)
	c.deliver()
	check("a mail of an import", rows-2, 8, 8)
	c.minute(2 * time.Minute)
	c.units.taken()
	c.minute(time.Minute)
	check("a minute without work", 1, 26, 1)
}
