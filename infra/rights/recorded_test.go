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

	"github.com/communitrak/onboarding/internal/dynamo/dynamotest"
	"github.com/communitrak/onboarding/internal/stack"
)

// TestRights_recorded checks that every call to the table in the tests of the API
// and of the functions that events call is allowed to the function that makes it.
// What is written depends on what is found, and those tests know more states of a
// community than the scenario of [TestRights].
func TestRights_recorded(t *testing.T) {
	if testing.Short() {
		t.Skip("-short: runs the tests of other packages once more")
	}
	t.Parallel()
	root, err := stack.Root()
	if err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(t.TempDir(), "calls")
	run := exec.CommandContext(t.Context(), "go", "test", "-short", "-count=1", "./internal/api", "./internal/importer", "./internal/mail", "./internal/printing")
	run.Dir = root
	run.Env = append(os.Environ(), dynamotest.CallsVariable+"="+file)
	if said, err := run.CombinedOutput(); err != nil {
		t.Fatalf("the tests whose calls are recorded: %v\n%s", err, said)
	}
	calls, err := os.Open(file)
	if err != nil {
		t.Fatal(err)
	}
	defer calls.Close()

	c := newCloud(t)
	writes := map[string]int{}
	lines := bufio.NewScanner(calls)
	lines.Buffer(nil, 8<<20)
	for lines.Scan() {
		var call dynamotest.Call
		if err := json.Unmarshal(lines.Bytes(), &call); err != nil {
			t.Fatal(err)
		}
		g := c.gateFor(call)
		if g == nil {
			continue
		}
		if strings.HasSuffix(call.Target, ".TransactWriteItems") {
			writes[g.function]++
		}
		demands, err := g.tableDemands(&http.Request{Header: http.Header{"X-Amz-Target": {call.Target}}}, call.Body)
		if err != nil {
			t.Errorf("%s: %v", call.For, err)
		}
		g.ask(demands...)
	}
	if err := lines.Err(); err != nil {
		t.Fatal(err)
	}
	for name, g := range c.gates {
		if name != "Console" && writes[name] == 0 {
			t.Errorf("no transaction of %s was recorded", name)
		}
		for _, refusal := range sorted(g.refused) {
			t.Error(refusal)
		}
	}
}

// gateFor returns the gate of the function that makes the call.
func (c *cloud) gateFor(call dynamotest.Call) *gate {
	c.t.Helper()
	use, function := call.For, call.For
	if method, path, ok := strings.Cut(call.For, " "); ok {
		path, _, _ = strings.Cut(path, "?")
		r := c.routeOf(method, path)
		use, function = r.name, r.function
	}
	c.during.Store(use)
	g := c.gates[function]
	if g == nil {
		c.t.Errorf("a call for %s, which no function serves", call.For)
	}
	return g
}
