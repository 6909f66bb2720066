package apptest

import (
	"strings"
	"testing"
)

// TestLog checks that the test of a logger that told a secret fails, and that
// of one that told none does not.
func TestLog(t *testing.T) {
	t.Parallel()
	for line, want := range map[string]int{"invited rosa@example.org": 1, "invited k2v9xw3dtn5mra8qe1hz7bcy4s": 0, "asked support@example.com": 0} {
		var also strings.Builder
		told := &telltale{TB: t}
		Log(told, &also).Info(line)
		for _, end := range told.ends {
			end()
		}
		if told.failures != want {
			t.Errorf("%q: %d failures, want %d", line, told.failures, want)
		}
		if !strings.Contains(also.String(), line) {
			t.Errorf("the log lacks %q: %s", line, also.String())
		}
	}
}

// telltale is a test that counts its failures.
type telltale struct {
	testing.TB
	ends     []func()
	failures int
}

func (t *telltale) Cleanup(end func())    { t.ends = append(t.ends, end) }
func (t *telltale) Errorf(string, ...any) { t.failures++ }
func (t *telltale) Failed() bool          { return t.failures > 0 }
