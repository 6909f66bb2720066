package contact

import (
	"bytes"
	"encoding/json"
	"fmt"
	"log/slog"
	"strings"
	"testing"
)

// TestRedaction prints a log line and a value in every way that happens by
// accident and looks for the address and the number.
func TestRedaction(t *testing.T) {
	t.Parallel()
	const local, subscriber = "rosa.delgado", "5550101"
	member := struct {
		Email  Email
		Phone  Phone
		Emails []Email
	}{Email: local + "@example.com", Phone: "+1480" + subscriber, Emails: []Email{local + "@example.org"}}

	var out bytes.Buffer
	for _, handler := range []slog.Handler{slog.NewJSONHandler(&out, nil), slog.NewTextHandler(&out, nil)} {
		log := slog.New(handler)
		log.Info("invited", "email", member.Email, "phone", member.Phone, "member", member, "pointer", &member)
		log.Info("invited", slog.Group("to", "email", &member.Email, "all", member.Emails))
	}
	for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%q", "%x", "%X", "%d"} {
		fmt.Fprintf(&out, verb+"\n", member)
		fmt.Fprintf(&out, verb+" "+verb+"\n", member.Email, member.Phone)
	}
	fmt.Fprintln(&out, member.Email, member.Phone, member.Email.String(), member.Phone.GoString(), member.Email.GoString())
	encoded, err := json.Marshal(map[string]any{"to": member, "phone": &member.Phone})
	if err != nil {
		t.Fatal(err)
	}
	out.Write(encoded)

	printed := out.String()
	for _, secret := range []string{local, subscriber, fmt.Sprintf("%x", local), fmt.Sprintf("%X", local)} {
		if strings.Contains(printed, secret) {
			t.Errorf("%q was printed:\n%s", secret, printed)
		}
	}
	if want := "r…@example.com"; !strings.Contains(printed, want) {
		t.Errorf("no mask %q in:\n%s", want, printed)
	}
}

func TestMask(t *testing.T) {
	t.Parallel()
	tests := []struct {
		value fmt.Stringer
		want  string
	}{
		{Email("rosa@example.com"), "r…@example.com"},
		{Email("r@example.com"), "…@example.com"},
		{Email("not an address"), "…"},
		{Email(""), ""},
		{Phone("+14805550101"), "…01"},
		{Phone("+1480"), "…"},
		{Phone(""), ""},
	}
	for _, tt := range tests {
		if got := tt.value.String(); got != tt.want {
			t.Errorf("got %q, want %q", got, tt.want)
		}
	}
}
