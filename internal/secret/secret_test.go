package secret_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"log/slog"
	"strings"
	"testing"

	"github.com/communitrak/onboarding/internal/secret"
)

func TestPassword_neverPrints(t *testing.T) {
	t.Parallel()
	const canary = "otter-violin-canary"
	pw := secret.Password(canary)
	form := struct{ Password secret.Password }{pw}

	var out bytes.Buffer
	for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%q", "%x", "%X", "%d", "%T %v"} {
		fmt.Fprintf(&out, verb+"\n", pw, form)
		fmt.Fprintf(&out, verb+"\n", form, &form)
	}
	fmt.Fprintln(&out, pw, form, &pw, []secret.Password{pw}, map[string]secret.Password{"a": pw})
	fmt.Fprintln(&out, fmt.Errorf("refused: %v", pw))
	slog.New(slog.NewJSONHandler(&out, nil)).Info("text", "pw", pw, "form", form)
	slog.New(slog.NewTextHandler(&out, nil)).Info("text", "pw", pw, "form", form)
	encoded, err := json.Marshal(form)
	if err != nil {
		t.Fatal(err)
	}
	out.Write(encoded)

	if strings.Contains(out.String(), canary) || strings.Contains(out.String(), fmt.Sprintf("%x", canary)) {
		t.Errorf("the password was printed:\n%s", out.String())
	}
}

func TestPassword_readsJSON(t *testing.T) {
	t.Parallel()
	var form struct{ Password secret.Password }
	if err := json.Unmarshal([]byte(`{"Password":"otter \u0000 \"violin\""}`), &form); err != nil {
		t.Fatal(err)
	}
	if got, want := string(form.Password), "otter \x00 \"violin\""; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}
