package importer_test

import (
	"encoding/json"
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/communitrak/onboarding/internal/dynamo"
	"github.com/communitrak/onboarding/internal/onboarding"
	"github.com/communitrak/onboarding/internal/roster"
	"github.com/communitrak/onboarding/internal/rosterfile"
)

// sharing is a roster in which the Smiths share one email: two people, one of
// them listed twice, and John once more at another home.
const sharing = "Full Name,Address,Email,Phone,Spouse Name,Spouse Email\r\n" +
	"John Smith,Lot 7,smiths@example.com,,,\r\n" +
	"Jane Smith,Lot 7,smiths@example.com,480-555-0142,,\r\n" +
	"JANE SMITH,Lot 7,smiths@example.com,,,\r\n" +
	"John Smith,Lot 9,smiths@example.com,,,\r\n" +
	"Rosa Delgado,Lot 8,rosa@example.com,,Ben Delgado,rosa@example.com\r\n" +
	"Ivy Sato,Lot 7,smiths@example.com,,,\r\n"

// makeProfiles chooses during review that people who share an email become
// profiles.
func (f *fixture) makeProfiles(t testing.TB, job roster.Import) roster.Import {
	t.Helper()
	var m rosterfile.Mapping
	if err := json.Unmarshal(job.Mapping, &m); err != nil {
		t.Fatal(err)
	}
	if _, err := f.importer.Remap(t.Context(), support, f.Community.ID, job.ID, m, nil, roster.SharedEmailProfile); err != nil {
		t.Fatalf("choosing profiles: %v", err)
	}
	f.work(t)
	return f.job(t, job.ID)
}

// profiles returns the community's profiles by first name.
func (f *fixture) profiles(t testing.TB) map[string]roster.Member {
	t.Helper()
	page, _, err := f.Store.ListMembers(t.Context(), dynamo.MemberQuery{Community: f.Community.ID, Tab: dynamo.TabProfile, Limit: 100})
	if err != nil {
		t.Fatal(err)
	}
	all := map[string]roster.Member{}
	for _, m := range page {
		all[m.FirstName] = m
	}
	return all
}

func TestSharedEmail_needsAttention(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	job := f.drop(t, "sharing.csv", sharing)
	f.wantRows(t, job, "2 created", "3 attention duplicate_email", "4 attention duplicate_email", "5 attention duplicate_email", "6 created", "6 attention duplicate_email", "7 attention duplicate_email")
	if _, ok := f.members(t)["rosa@example.com"]; !ok || len(f.profiles(t)) != 0 {
		t.Errorf("got %v and profiles %v, want the first of each email and no profile", f.members(t), f.profiles(t))
	}
	f.CheckInvariants(t)
}

func TestSharedEmail_profile(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	job := f.makeProfiles(t, f.review(t, "sharing.csv", sharing))
	want := []string{"2 created", "3 created", "4 attention duplicate_email", "5 attention duplicate_email", "6 created", "6 created", "7 created"}
	rows := f.rows(t, job)
	if diff := cmp.Diff(want, said(rows)); diff != "" {
		t.Fatalf("the plan (-want +got):\n%s", diff)
	}
	for row, message := range map[int]string{
		1: "Adds Jane Smith without sign-in into the Smith Family at Lot 7",
		6: "Adds Ivy Sato without sign-in into the Smith Family at Lot 7", // the other owner of the email decides
		4: "Invites Rosa Delgado to a new home",
		5: "Adds Ben Delgado without sign-in to a new home",
	} {
		if !strings.HasPrefix(rows[row].Message, message) {
			t.Errorf("row %d: got %q, want %q …", rows[row].Row, rows[row].Message, message)
		}
	}
	job = f.commit(t, job)
	rows = f.rows(t, job)
	if diff := cmp.Diff(want, said(rows)); diff != "" {
		t.Errorf("what was done (-want +got):\n%s", diff)
	}
	if notes := strings.Join(rows[1].Notes, "\n"); !strings.Contains(notes, "someone in row 2 has this email, so Jane Smith is added without sign-in") {
		t.Errorf("the notes of Jane's row: %q", notes)
	}
	jane := f.profiles(t)["Jane"]
	if jane.Email != "" || jane.Phone != "+14805550142" || jane.Household != f.members(t)["smiths@example.com"].Household {
		t.Errorf("got %+v, want Jane in John's household with her phone and no email", jane)
	}
	if got := f.owed(t)[roster.MailInvitation]; got != 2 || job.Counts.Created != 5 || job.Profiles != 3 {
		t.Errorf("got %d invitations, %d residents, %d of them profiles, want 2, 5, 3", got, job.Counts.Created, job.Profiles)
	}
	f.WantCounts(t, roster.Counts{Active: 1, Pending: 2, Profiles: 3})
	f.CheckInvariants(t)

	again := f.drop(t, "again.csv", sharing)
	if diff := cmp.Diff([]string{"2 unchanged", "3 unchanged", "4 attention duplicate_email", "5 attention duplicate_email", "6 unchanged", "6 unchanged", "7 unchanged"}, said(f.rows(t, again))); diff != "" {
		t.Errorf("imported again without the choice (-want +got):\n%s", diff)
	}
	f.CheckInvariants(t)

	phone := "+14805550143"
	if _, err := f.EditMember(t.Context(), f.Admin, f.Community, jane.ID, edit(phone)); err != nil {
		t.Fatal(err)
	}
	job = f.undo(t, job.ID)
	if job.State != roster.ImportPartlyUndone || job.Undo.Kept != 1 || job.Undo.Reversed != 4 {
		t.Errorf("undone: got %s, %+v, want Jane kept and the four others reversed", job.State, job.Undo)
	}
	f.CheckInvariants(t)
	if _, err := f.Remove(t.Context(), f.Admin, f.Community, jane.ID); err != nil {
		t.Fatal(err)
	}
	f.WantCounts(t, roster.Counts{Active: 1})
	f.CheckInvariants(t)
}

// A profile is invited once somebody knows their email.
func TestSharedEmail_profileGetsAnEmail(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	f.commit(t, f.makeProfiles(t, f.review(t, "sharing.csv", sharing)))
	jane := f.profiles(t)["Jane"]
	if _, _, err := f.ShowCode(t.Context(), f.Admin, f.Community, jane.ID); !errors.Is(err, roster.ErrNotPending) {
		t.Errorf("the code of a profile: got %v", err)
	}
	if _, err := f.Revoke(t.Context(), f.Admin, f.Community, jane.ID); !errors.Is(err, roster.ErrNotPending) {
		t.Errorf("revoking a profile: got %v", err)
	}
	taken, own := "rosa@example.com", "jane@example.com"
	var exists *roster.ExistsError
	if _, err := f.EditMember(t.Context(), f.Admin, f.Community, jane.ID, onboarding.Edit{Email: &taken}); !errors.As(err, &exists) {
		t.Errorf("an email that somebody has: got %v", err)
	}
	invited, err := f.EditMember(t.Context(), f.Admin, f.Community, jane.ID, onboarding.Edit{Email: &own})
	if err != nil {
		t.Fatal(err)
	}
	if invited.Status != roster.Pending || invited.Invitation.Delivery.State != roster.DeliveryQueued || f.owed(t)[roster.MailInvitation] != 3 {
		t.Errorf("got %s, mail %s, want an invitation that is mailed", invited.Status, invited.Invitation.Delivery.State)
	}
	f.WantCounts(t, roster.Counts{Active: 1, Pending: 3, Profiles: 2})
	f.CheckInvariants(t)
	f.ActivateByMail(t, invited)
	f.WantCounts(t, roster.Counts{Active: 2, Pending: 2, Profiles: 2})
	f.CheckInvariants(t)
}
