package apptest

import (
	"strings"
	"testing"

	"github.com/communitrak/onboarding/internal/onboarding/onboardingtest"
)

// TestCanary checks that the canaries sing, and that nothing else does.
func TestCanary(t *testing.T) {
	t.Parallel()
	for _, told := range []string{
		`{"email":"rosa@example.org"}`, `to owen-1.delgado+x@example.com failed`, `/?q=rosa%40example.org`, `admin@maple-grove.example`,
		`(480) 555-0142`, `480-555-0142`, `+14805550142`, `7K2M-0000-ABCD-WXYZ`, `#email=x&code=7K2M`, `Authorization: Bearer abcdefghijklmnopqrstuvwxyz`,
		`{"token":"x"}`, `password ` + string(onboardingtest.Password),
	} {
		if Canary(told) == "" {
			t.Errorf("%q is not recognized", told)
		}
	}
	for _, discreet := range []string{
		`{"time":"2026-03-02T12:00:00Z","level":"INFO","msg":"activated","community":"maple-grove","member":"k2v9xw3dtn5mra8qe1hz7bcy4s"}`,
		`mail to support@communitrak.example failed`, `arn:aws:lambda:us-east-1:123456789012:function:x`, `{"Namespace":"communitrak","Dimensions":[[]]}`, `2026-11-28-0000`,
	} {
		if found := Canary(discreet); found != "" {
			t.Errorf("%q is taken for a secret in %q", found, discreet)
		}
	}
}

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
