package main

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/communitrak/onboarding/internal/account"
	"github.com/communitrak/onboarding/internal/dynamo"
	"github.com/communitrak/onboarding/internal/onboarding"
	"github.com/communitrak/onboarding/internal/onboarding/onboardingtest"
	"github.com/communitrak/onboarding/internal/roster"
	"github.com/communitrak/onboarding/internal/rosterfile"
)

// The person that the drill erases, and what identifies her in any text.
const (
	erasedEmail = "wilhelmina.quist@example.org"
	formerEmail = "w.quist@example.net"
	erasedPhone = "+16025550177"
)

var erasedTraces = []string{"wilhelmina", "quist", "6025550177", "602-555-0177", "(602) 555-0177"}

const drillRoster = "Full Name,Address,Email,Phone\n" +
	"Wilhelmina Quist,114 Juniper Ct,w.quist@example.net,602-555-0177\n" +
	"Orla Vance,116 Juniper Ct,orla.vance@example.org,602-555-0178\n" +
	"Wilhelmina Quist,,other@example.org,\n" + // no address: her name in a reason
	"Ned Okoro,118 Juniper Ct,w.quist@example.net,\n" // her email a second time

// populate leaves the person's traces in every kind of item.
func (w *world) populate() (community roster.Community, member, neighbour roster.Member) {
	t, ctx := w.t, w.t.Context()
	t.Helper()
	check := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	w.drop("rosters/maple-grove/import/roster.csv", drillRoster)
	w.drop("rosters/maple-grove/import/roster.csv", drillRoster+"\n") // a second version
	check(w.deliverer.Drain(ctx))
	member = w.memberOf("maple-grove", formerEmail)
	email := erasedEmail
	_, err := w.EditMember(ctx, w.Admin, w.Community, member.ID, onboarding.Edit{Email: &email})
	check(err)
	check(w.deliverer.Drain(ctx))
	member = w.Member(t, member)
	w.ActivateByMail(t, member)
	role := roster.RoleBoard
	_, err = w.EditMember(ctx, w.Admin, w.Community, member.ID, onboarding.Edit{Role: &role})
	check(err)
	_, _, err = w.Accounts.SignIn(ctx, erasedEmail, onboardingtest.Password, "")
	check(err)
	check(w.Accounts.LostPassword(ctx, erasedEmail))
	as := roster.Principal{Community: "maple-grove", Member: member.ID, Name: member.FullName(), Permissions: roster.RoleBoard.Permissions()}
	made, err := w.Invite(ctx, as, w.Community, onboardingtest.Person("Ada", "Neighbour", "ada@example.org"))
	check(err)
	_, _, err = w.ShowCode(ctx, as, w.Community, made.Member.ID)
	check(err)
	_, err = w.RenameHousehold(ctx, w.Admin, w.Community, w.Member(t, member).Household, "The Quist Family", false)
	check(err)
	replyTo := erasedEmail
	_, err = w.EditPreferences(ctx, w.Support, "maple-grove", onboarding.PreferencesEdit{ReplyTo: &replyTo})
	check(err)
	// A file that has her under another name: attention that shows both.
	w.drop("rosters/maple-grove/import/again.csv", "Name,Address,Email\nMina Quist,114 Juniper Ct,"+erasedEmail+"\n")
	other, admin := w.AddCommunity(t, "Cedar Bay", "admin@cedar-bay.example")
	invited, err := w.Invite(ctx, admin, other, onboardingtest.Person("Wilhelmina", "Quist", erasedEmail))
	check(err)
	check(w.deliverer.Drain(ctx))
	_ = invited
	return other, member, made.Member
}

// memberOf finds a member by email.
func (w *world) memberOf(community, email string) roster.Member {
	w.t.Helper()
	person, err := w.PersonID(w.t.Context(), email)
	if err != nil {
		w.t.Fatal(err)
	}
	link, err := w.Store.Membership(w.t.Context(), person, community)
	if err != nil {
		w.t.Fatalf("nobody of %s has that email: %v", community, err)
	}
	m, err := w.Store.Member(w.t.Context(), community, link.Member)
	if err != nil {
		w.t.Fatal(err)
	}
	return m
}

// traces lists what still tells of the person in table and bucket.
func (w *world) traces(of []string) []string {
	w.t.Helper()
	var found []string
	for _, i := range w.Items(w.t) {
		for _, trace := range of {
			if strings.Contains(strings.ToLower(i.Text), strings.ToLower(trace)) {
				found = append(found, fmt.Sprintf("%s %s tells %s", i.PK, i.SK, trace))
			}
		}
	}
	err := filepath.Walk(w.files, func(name string, info os.FileInfo, err error) error {
		if err != nil || info.IsDir() {
			return err
		}
		content, err := os.ReadFile(name)
		for _, trace := range of {
			if bytes.Contains(bytes.ToLower(content), []byte(strings.ToLower(trace))) {
				found = append(found, fmt.Sprintf("bucket: %s tells %s", filepath.Base(name), trace))
			}
		}
		return err
	})
	if err != nil {
		w.t.Fatal(err)
	}
	return found
}

func TestErase(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	other, member, neighbour := w.populate()
	household := w.Member(t, member).Household
	before := w.traces(erasedTraces)
	if len(before) < 20 {
		t.Fatalf("the drill left %d traces only:\n%s", len(before), strings.Join(before, "\n"))
	}
	countsBefore, err := w.Store.Counts(t.Context(), "maple-grove")
	if err != nil {
		t.Fatal(err)
	}

	w.mustOperate("erase", "-email", erasedEmail)
	if got := w.traces(erasedTraces); len(got) != len(before) {
		t.Errorf("without -yes it changed something: %d traces, there were %d", len(got), len(before))
	}
	said := w.mustOperate("erase", "-email", erasedEmail, "-yes")
	t.Logf("%d traces before\n%s", len(before), said)

	if left := w.traces(append(erasedTraces, household)); len(left) > 0 {
		// The household belongs to the address; what led from the person to it
		// must be gone.
		for _, l := range left {
			if !strings.HasSuffix(l, household) || strings.Contains(l, member.ID) {
				t.Errorf("left: %s", l)
			}
		}
	}
	for _, trace := range erasedTraces {
		if strings.Contains(strings.ToLower(said), trace) {
			t.Errorf("the program says %q", trace)
		}
	}
	w.CheckInvariants(t)
	countsAfter, err := w.Store.Counts(t.Context(), "maple-grove")
	if err != nil {
		t.Fatal(err)
	}
	want := countsBefore
	want.Active--
	if countsAfter != want {
		t.Errorf("counts: got %+v, want %+v", countsAfter, want)
	}
	if counts, err := w.Store.Counts(t.Context(), other.ID); err != nil || counts.Pending != 0 {
		t.Errorf("the other community: got %+v, %v", counts, err)
	}
	if _, _, err := w.Accounts.SignIn(t.Context(), erasedEmail, onboardingtest.Password, ""); err != account.ErrCredentials {
		t.Errorf("signing in: got %v, want %v", err, account.ErrCredentials)
	}
	if m := w.Member(t, neighbour); m.Status != roster.Pending || m.Origin.By.Name != "" {
		t.Errorf("whom she invited is %s, by %q", m.Status, m.Origin.By.Name)
	}
	if orla := w.memberOf("maple-grove", "orla.vance@example.org"); orla.FirstName != "Orla" {
		t.Errorf("the neighbour is called %q", orla.FirstName)
	}

	mails := len(w.box.Mails())
	w.Clock.Advance(48 * time.Hour)
	if err := w.Sweep(t.Context()); err != nil {
		t.Fatal(err)
	}
	if err := w.deliverer.Drain(t.Context()); err != nil {
		t.Fatal(err)
	}
	for _, m := range w.box.Mails()[mails:] {
		if m.To == erasedEmail || m.To == formerEmail {
			t.Errorf("she was written to: %s", m.Subject)
		}
	}
	if said := w.mustOperate("erase", "-email", erasedEmail, "-yes"); !strings.Contains(said, "0 sessions, 0 tickets, 0 mails, 0 audit entries, 0 result chunks, 0 imports") {
		t.Errorf("a second run found something:\n%s", said)
	}
}

// A person entered without an email is named by their place in the community.
func TestErase_profile(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	ctx := t.Context()
	shared := "Full Name,Address,Email\nNed Okoro,118 Juniper Ct,okoro@example.org\nWilhelmina Quist,118 Juniper Ct,okoro@example.org\n"
	w.drop("rosters/maple-grove/review/roster.csv", shared)
	jobs, _, err := w.Store.Imports(ctx, "maple-grove", 1, "")
	if err != nil || len(jobs) != 1 || jobs[0].State != roster.ImportReady {
		t.Fatalf("got %+v, %v, want one import that is ready", jobs, err)
	}
	_, err = w.importer.Remap(ctx, w.Support, "maple-grove", jobs[0].ID, rosterfile.Mapping{}, nil, roster.SharedEmailProfile)
	if err == nil {
		err = w.importer.RunDue(ctx)
	}
	if err == nil {
		_, err = w.importer.Commit(ctx, w.Support, "maple-grove", jobs[0].ID, "")
	}
	if err == nil {
		err = w.importer.RunDue(ctx)
	}
	if err != nil {
		t.Fatal(err)
	}
	profiles, _, err := w.Store.ListMembers(ctx, dynamo.MemberQuery{Community: "maple-grove", Tab: dynamo.TabProfile, Limit: 10})
	if err != nil || len(profiles) != 1 {
		t.Fatalf("got profiles %+v, %v, want one", profiles, err)
	}
	place := "maple-grove/" + profiles[0].ID
	said := w.mustOperate("erase", "-member", place, "-yes")
	if left := w.traces(erasedTraces[:2]); len(left) > 0 || strings.Contains(said, "Quist") {
		t.Errorf("left:\n%s\nsaid: %s", strings.Join(left, "\n"), said)
	}
	if ned := w.memberOf("maple-grove", "okoro@example.org"); ned.Status != roster.Pending {
		t.Errorf("whose email it was is %s", ned.Status)
	}
	if _, err := w.operate("erase", "-member", place, "-yes"); err == nil {
		t.Error("a member without values is found again")
	}
	w.WantCounts(t, roster.Counts{Active: 1, Pending: 1})
	w.CheckInvariants(t)
}

// Whatever the person was, counts hold, and what others do continues.
func TestErase_leavesTheRestWhole(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	ctx := t.Context()
	revoked := w.Invited(t, "Wilhelmina", "Quist", erasedEmail)
	if _, err := w.Revoke(ctx, w.Admin, w.Community, revoked.ID); err != nil {
		t.Fatal(err)
	}
	w.mustOperate("erase", "-email", erasedEmail, "-yes")
	w.WantCounts(t, roster.Counts{Active: 1})

	w.drop("rosters/maple-grove/import/roster.csv", drillRoster)
	w.mustOperate("erase", "-email", formerEmail, "-yes")
	jobs, _, err := w.Store.Imports(ctx, "maple-grove", 10, "")
	if err != nil || len(jobs) != 1 {
		t.Fatalf("got %d imports, %v", len(jobs), err)
	}
	if _, err := w.importer.Undo(ctx, w.Support, "maple-grove", jobs[0].ID); err != nil {
		t.Fatalf("undoing the import: %v", err)
	}
	if err := w.importer.RunDue(ctx); err != nil {
		t.Fatal(err)
	}
	job, err := w.Store.Import(ctx, "maple-grove", jobs[0].ID)
	if err != nil || !job.State.Ended() || job.Undo.Reversed == 0 {
		t.Errorf("undone: %s, %+v, %v", job.State, job.Undo, err)
	}
	w.WantCounts(t, roster.Counts{Active: 1})
	w.CheckInvariants(t)
	if left := w.traces(erasedTraces[:2]); len(left) > 0 {
		t.Errorf("left:\n%s", strings.Join(left, "\n"))
	}
}

// A file does not invite a person the system has forgotten; people may.
func TestErase_comesBack(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	member := w.Invited(t, "Wilhelmina", "Quist", erasedEmail)
	w.mustOperate("erase", "-email", erasedEmail, "-yes")
	mails := len(w.box.Mails())
	w.drop("rosters/maple-grove/import/roster.csv", "Full Name,Address,Email\nWilhelmina Quist,114 Juniper Ct,"+erasedEmail+"\n")
	if err := w.deliverer.Drain(t.Context()); err != nil {
		t.Fatal(err)
	}
	for _, m := range w.box.Mails()[mails:] {
		if m.To == erasedEmail {
			t.Errorf("the file had her invited: %s", m.Subject)
		}
	}
	again := w.Invited(t, "Wilhelmina", "Quist", erasedEmail)
	if again.ID != member.ID || again.Email != erasedEmail || !again.ErasedAt.IsZero() {
		t.Errorf("invited by hand: got %+v", again)
	}
	w.ActivateByMail(t, again)
	w.CheckInvariants(t)
}

// An import that continues could bring the person back.
func TestErase_unfinishedImport(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.Invited(t, "Wilhelmina", "Quist", erasedEmail)
	w.drop("rosters/maple-grove/review/roster.csv", drillRoster)
	said, err := w.operate("erase", "-email", erasedEmail, "-yes")
	if err == nil || !strings.Contains(err.Error(), "unfinished imports") {
		t.Errorf("got %v, want a refusal\n%s", err, said)
	}
}
