package mail_test

import (
	"strings"
	"testing"

	"github.com/communitrak/onboarding/internal/roster"
)

// A member's request to correct their home goes to those who are administrators
// when it is sent, and the request itself stays out of the mail.
func TestDeliverer_correction(t *testing.T) {
	t.Parallel()
	p := newPost(t)
	rosa := p.Invited(t, "Rosa", "Delgado", "rosa@example.org")
	p.ActivateByMail(t, rosa)
	by := roster.Principal{Community: rosa.Community, Member: rosa.ID, Name: rosa.FullName()}
	ask := func() {
		t.Helper()
		if err := p.RequestCorrection(t.Context(), by, p.Community, "We live in Unit 3."); err != nil {
			t.Fatal(err)
		}
	}
	ask()
	p.drain(t)
	mails := p.ses.To("admin@maple-grove.example")
	if len(mails) != 1 {
		t.Fatalf("%d mails to the administrator, want one", len(mails))
	}
	text := strings.ReplaceAll(mails[0].Raw, "=\r\n", "")
	if !strings.Contains(text, "Rosa Delgado") || !strings.Contains(text, "/members/"+rosa.ID) || strings.Contains(text, "Unit 3") {
		t.Errorf("got %s, want who asks, the way there, and nothing of what they wrote", text)
	}
	ask()
	if _, err := p.Remove(t.Context(), p.Support, p.Community, p.Admin.Member); err != nil {
		t.Fatal(err)
	}
	p.drain(t)
	if got := len(p.ses.To("admin@maple-grove.example")); got != 1 {
		t.Errorf("%d mails to somebody who has been removed, want none more", got)
	}
	ask()
	p.drain(t)
	if got := len(p.ses.To(supportDesk)); got != 1 {
		t.Errorf("%d mails to Support where there is no administrator, want one", got)
	}
	p.CheckInvariants(t)
}
