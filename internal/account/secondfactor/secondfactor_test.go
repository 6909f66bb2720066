package secondfactor_test

import (
	"fmt"
	"log/slog"
	"strings"
	"testing"
	"time"

	"github.com/communitrak/onboarding/internal/account/secondfactor"
)

// rfc is the shared secret in RFC 6238, appendix B.
var rfc = secondfactor.NewSecret([secondfactor.SecretSize]byte([]byte("12345678901234567890")))

// The codes are the last six digits of the eight in the appendix.
func TestSecret_Code(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		at   int64
		want string
	}{
		{59, "287082"}, {1111111109, "081804"}, {1111111111, "050471"}, {1234567890, "005924"}, {2000000000, "279037"}, {20000000000, "353130"},
	} {
		got, err := rfc.Code(time.Unix(test.at, 0))
		if err != nil || got != test.want {
			t.Errorf("at %d: got %q, %v, want %q", test.at, got, err, test.want)
		}
	}
}

func TestSecret_Match(t *testing.T) {
	t.Parallel()
	now := time.Unix(1111111111, 0) // step 37037037, one second after it began
	const step = 37037037
	at := func(d time.Duration) string {
		code, err := rfc.Code(now.Add(d))
		if err != nil {
			t.Fatal(err)
		}
		return code
	}
	for _, test := range []struct {
		name, typed string
		after       int64
		want        int64
		ok          bool
	}{
		{"now", at(0), 0, step, true},
		{"typed in two groups", at(0)[:3] + " " + at(0)[3:], 0, step, true},
		{"an app that is behind", at(-30 * time.Second), 0, step - 1, true},
		{"an app that is ahead", at(30 * time.Second), 0, step + 1, true},
		{"too old", at(-60 * time.Second), 0, 0, false},
		{"too new", at(60 * time.Second), 0, 0, false},
		{"used", at(0), step, 0, false},
		{"older than one that was used", at(-30 * time.Second), step, 0, false},
		{"after one that was used", at(30 * time.Second), step, step + 1, true},
		{"nothing", "", 0, 0, false},
		{"five digits", at(0)[:5], 0, 0, false},
		{"letters", "abcdef", 0, 0, false},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			got, ok := rfc.Match(test.typed, test.after, now)
			if got != test.want || ok != test.ok {
				t.Errorf("got %d, %v, want %d, %v", got, ok, test.want, test.ok)
			}
		})
	}
}

func TestSecret_URI(t *testing.T) {
	t.Parallel()
	got := rfc.URI("Communitrak", "support@example.com")
	want := "otpauth://totp/Communitrak:support@example.com?algorithm=SHA1&digits=6&issuer=Communitrak&period=30&secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
	if got != want {
		t.Errorf("got %s\nwant %s", got, want)
	}
	image, err := secondfactor.Image(got)
	if err != nil || !strings.HasPrefix(image, "data:image/png;base64,") {
		t.Errorf("image: got %.30s, %v", image, err)
	}
}

func TestSecret_printsAsMask(t *testing.T) {
	t.Parallel()
	var log strings.Builder
	slog.New(slog.NewJSONHandler(&log, nil)).Info("set up", "secret", rfc)
	printed := fmt.Sprintf("%v %+v %#v %s %q %x", rfc, rfc, rfc, rfc, rfc, rfc) + log.String()
	if strings.Contains(printed, "GEZDG") || strings.Contains(printed, "12345678") || strings.Contains(printed, "3132333435") {
		t.Errorf("the secret shows: %s", printed)
	}
}
