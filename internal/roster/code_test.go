package roster_test

import (
	"bytes"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"log/slog"
	"regexp"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/communitrak/onboarding/internal/roster"
)

var codeKey = []byte("a code key of 32 bytes for tests")

func code() roster.Code {
	m := pending()
	m.Invitation.Seed = "seed"
	return roster.CodeOf(codeKey, m.Community, m.ID, m.Invitation)
}

func TestParseCode(t *testing.T) {
	t.Parallel()
	const shown = "0123-4567-89AB-CDEF"
	want, ok := roster.ParseCode(shown)
	if !ok || want.Reveal() != shown {
		t.Fatalf("%q is read as %q, %v", shown, want.Reveal(), ok)
	}
	for name, typed := range map[string]string{
		"as shown":         shown,
		"lower case":       strings.ToLower(shown),
		"without dashes":   strings.ReplaceAll(shown, "-", ""),
		"with blanks":      "  " + strings.ReplaceAll(shown, "-", " ") + "\r\n",
		"non-breaking":     strings.ReplaceAll(shown, "-", "\u2011") + "\u00a0",
		"long dashes":      strings.ReplaceAll(shown, "-", "–"),
		"O for 0, I for 1": strings.NewReplacer("0", "O", "1", "I").Replace(shown),
		"o for 0, l for 1": strings.NewReplacer("0", "o", "1", "l").Replace(shown),
		"128 bytes":        strings.Repeat(" ", 128-len(shown)) + shown,
	} {
		if got, ok := roster.ParseCode(typed); !ok || !got.Equal(want) {
			t.Errorf("%s: got %v, equal %v", name, ok, got.Equal(want))
		}
	}
	for name, typed := range map[string]string{
		"nothing":       "",
		"blanks":        "    ",
		"NUL":           "\x00",
		"15 symbols":    "0000-0000-0000-000",
		"17 symbols":    "0000-0000-0000-00000",
		"U is no digit": "UUUU-UUUU-UUUU-UUUU",
		"punctuation":   "0000.0000.0000.0000",
		"full width":    "０000-0000-0000-0000",
		"129 bytes":     strings.Repeat(" ", 129-len(shown)) + shown,
		"broken UTF-8":  "0000-0000-0000-\xff000",
	} {
		if got, ok := roster.ParseCode(typed); ok || got.Equal(want) || got.Equal(roster.Code{}) {
			t.Errorf("%s is taken for a code", name)
		}
	}
}

func TestParseCode_roundTrip(t *testing.T) {
	t.Parallel()
	shape := regexp.MustCompile(`^([0-9A-HJKMNP-TV-Z]{4}-){3}[0-9A-HJKMNP-TV-Z]{4}$`)
	rapid.Check(t, func(t *rapid.T) {
		inv := roster.Invitation{Generation: rapid.IntRange(1, 9).Draw(t, "generation"), Seed: rapid.String().Draw(t, "seed")}
		c := roster.CodeOf(codeKey, "c", "m", inv)
		if !shape.MatchString(c.Reveal()) {
			t.Fatalf("%q is not of the shape", c.Reveal())
		}
		if got, ok := roster.ParseCode(c.Reveal()); !ok || !got.Equal(c) {
			t.Fatalf("%q is not read back", c.Reveal())
		}
	})
}

func FuzzParseCode(f *testing.F) {
	for _, seed := range []string{"", "0000-0000-0000-0000", "oooo iiii llll 0000", "\x00", "ＡＢＣＤ"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, typed string) {
		c, ok := roster.ParseCode(typed)
		if !ok {
			return
		}
		if again, ok := roster.ParseCode(c.Reveal()); !ok || !again.Equal(c) {
			t.Errorf("%q is read as %q, which is another code", typed, c.Reveal())
		}
	})
}

// Everything that a code is derived from changes it.
func TestCodeOf(t *testing.T) {
	t.Parallel()
	inv := roster.Invitation{Generation: 1, Seed: "seed"}
	codes := map[string]string{}
	for name, c := range map[string]roster.Code{
		"the code":           roster.CodeOf(codeKey, "c1", "m1", inv),
		"its mail proof":     roster.ProofOf(codeKey, "c1", "m1", inv),
		"another member":     roster.CodeOf(codeKey, "c1", "m2", inv),
		"another community":  roster.CodeOf(codeKey, "c2", "m1", inv),
		"another key":        roster.CodeOf([]byte("another code key of 32 bytes ..."), "c1", "m1", inv),
		"another generation": roster.CodeOf(codeKey, "c1", "m1", roster.Invitation{Generation: 2, Seed: "seed"}),
		"another seed":       roster.CodeOf(codeKey, "c1", "m1", roster.Invitation{Generation: 1, Seed: "other"}),
		"shifted":            roster.CodeOf(codeKey, "c1m", "1", inv),
	} {
		if other, taken := codes[c.Reveal()]; taken {
			t.Errorf("%s is %s", name, other)
		}
		codes[c.Reveal()] = name
	}
	resent := inv
	resent.Sends, resent.Reminded, resent.ExpiresAt = 3, true, noon
	if !roster.CodeOf(codeKey, "c1", "m1", resent).Equal(roster.CodeOf(codeKey, "c1", "m1", inv)) {
		t.Error("a resend changes the code")
	}
}

func TestCode_neverShows(t *testing.T) {
	t.Parallel()
	c := code()
	type holder struct {
		Code   roster.Code
		hidden roster.Code
		Many   []roster.Code
		By     map[string]*roster.Code
	}
	h := holder{c, c, []roster.Code{c}, map[string]*roster.Code{"x": &c}}
	var log bytes.Buffer
	for _, logger := range []*slog.Logger{slog.New(slog.NewJSONHandler(&log, nil)), slog.New(slog.NewTextHandler(&log, nil))} {
		logger.Info("code", "code", c, "pointer", &c, "holder", h, "group", slog.GroupValue(slog.Any("code", c)))
	}
	for _, v := range []any{c, &c, h, &h} {
		for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%q", "%x", "%X", "%d", "%b"} {
			fmt.Fprintf(&log, verb+"\n", v)
		}
		encoded, err := json.Marshal(v)
		if err != nil {
			t.Fatal(err)
		}
		log.Write(encoded)
	}
	fmt.Fprintln(&log, fmt.Errorf("with %w and %v", errHolding{c}, h))

	raw := rawBytes(t, c)
	secrets := []string{c.Reveal(), strings.ReplaceAll(c.Reveal(), "-", ""), hex.EncodeToString(raw), strings.Trim(fmt.Sprint(raw), "[]"), fmt.Sprintf("%#v", raw[:3])[7:20]}
	for _, secret := range secrets {
		if strings.Contains(strings.ToUpper(log.String()), strings.ToUpper(secret)) {
			t.Errorf("the code shows as %q", secret)
		}
	}
	if !strings.Contains(log.String(), "••••") {
		t.Error("the mask does not show, so nothing was tested")
	}
}

type errHolding struct{ code roster.Code }

func (e errHolding) Error() string { return fmt.Sprintf("refused %v", e.code) }

// rawBytes returns the bits of a code, decoded by the alphabet.
func rawBytes(t *testing.T, c roster.Code) []byte {
	t.Helper()
	const alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
	var out []byte
	bits, held := 0, 0
	for _, r := range strings.ReplaceAll(c.Reveal(), "-", "") {
		bits, held = bits<<5|strings.IndexRune(alphabet, r), held+5
		for held >= 8 {
			held -= 8
			out = append(out, byte(bits>>held))
			bits &= 1<<held - 1
		}
	}
	if len(out) != 10 {
		t.Fatalf("a code has %d bytes, want 10", len(out))
	}
	return out
}
