package rights

import (
	"bufio"
	"encoding/json"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/communitrak/onboarding/internal/api/apitest"
	"github.com/communitrak/onboarding/internal/stack"
)

// TestRights_apiTests checks that every call to the table in all tests of the API
// is allowed to the function that serves the request. What a request writes
// depends on what it finds, and those tests know more states of a community than
// the scenario of [TestRights].
func TestRights_apiTests(t *testing.T) {
	if testing.Short() {
		t.Skip("-short: runs the tests of the API once more")
	}
	t.Parallel()
	root, err := stack.Root()
	if err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(t.TempDir(), "calls")
	run := exec.CommandContext(t.Context(), "go", "test", "-count=1", "./internal/api")
	run.Dir = root
	run.Env = append(os.Environ(), apitest.TableCallsVariable+"="+file)
	if said, err := run.CombinedOutput(); err != nil {
		t.Fatalf("the tests of the API: %v\n%s", err, said)
	}
	calls, err := os.Open(file)
	if err != nil {
		t.Fatal(err)
	}
	defer calls.Close()

	c := newCloud(t)
	lines := bufio.NewScanner(calls)
	lines.Buffer(nil, 1<<20)
	writes := 0
	for lines.Scan() {
		var call apitest.TableCall
		if err := json.Unmarshal(lines.Bytes(), &call); err != nil {
			t.Fatal(err)
		}
		if strings.HasSuffix(call.Target, ".TransactWriteItems") {
			writes++
		}
		c.mayCall(call)
	}
	if err := lines.Err(); err != nil {
		t.Fatal(err)
	}
	if writes < 100 {
		t.Errorf("the tests of the API made %d transactions: are they recorded?", writes)
	}
	for _, g := range c.gates {
		for _, refusal := range sorted(g.refused) {
			t.Error(refusal)
		}
	}
}

// mayCall asks the gate of the function that serves the request for the call.
func (c *cloud) mayCall(call apitest.TableCall) {
	c.t.Helper()
	path, _, _ := strings.Cut(call.Path, "?")
	route := c.routeOf(call.Method, path)
	c.during.Store(route.name)
	g := c.gates[route.function]
	demands, err := g.tableDemands(&http.Request{Header: http.Header{"X-Amz-Target": {call.Target}}}, call.Body)
	if err != nil {
		c.t.Errorf("%s: %v", route.name, err)
	}
	g.ask(demands...)
}
