package importer_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/communitrak/onboarding/internal/onboarding"
	. "github.com/communitrak/onboarding/internal/onboarding/onboardingtest"
	"github.com/communitrak/onboarding/internal/roster"
)

const knownHeader = "Full Name,Address,Email,Phone,Household Role\r\n"

// outcomes returns the results and codes of an import's rows, in short.
func (f *fixture) outcomes(t testing.TB, job roster.Import) []string {
	t.Helper()
	var all []string
	for _, r := range f.rows(t, job) {
		all = append(all, strings.TrimSpace(string(r.Result)+" "+r.Code))
	}
	return all
}

func TestCreated_knownEmails(t *testing.T) {
	t.Parallel()
	const home = `"114 Juniper Ct, Mesa AZ 85201"`
	tests := []struct {
		name string
		// before sets up what the community knows about rosa@example.org.
		before func(t *testing.T, f *fixture)
		row    string
		want   string
		check  func(t *testing.T, f *fixture)
	}{
		{name: "pending, nothing new", row: "Rosa Delgado," + home + ",rosa@example.org,,", want: "unchanged"},
		{name: "pending, other spelling", row: `"DELGADO, ROSA",114 juniper court,ROSA@example.org,,head`, want: "unchanged"},
		{name: "pending, a phone", row: "Rosa Delgado," + home + ",rosa@example.org,480-555-0101,", want: "updated", check: func(t *testing.T, f *fixture) {
			if got, want := f.members(t)["rosa@example.org"].Phone, "+14805550101"; got != want {
				t.Errorf("phone: got %q, want %q", got, want)
			}
		}},
		{name: "pending, another phone", before: func(t *testing.T, f *fixture) {
			phone := "480 555 0199"
			if _, err := f.EditMember(t.Context(), f.Admin, f.Community, f.members(t)["rosa@example.org"].ID, onboarding.Edit{Phone: &phone}); err != nil {
				t.Fatal(err)
			}
		}, row: "Rosa Delgado," + home + ",rosa@example.org,480-555-0101,", want: "unchanged"},
		{name: "pending, head of a household without one", before: func(t *testing.T, f *fixture) {
			member := roster.HouseholdMember
			if _, err := f.EditMember(t.Context(), f.Admin, f.Community, f.members(t)["rosa@example.org"].ID, onboarding.Edit{HouseholdRole: &member}); err != nil {
				t.Fatal(err)
			}
		}, row: "Rosa Delgado," + home + ",rosa@example.org,,Head of Household", want: "updated", check: func(t *testing.T, f *fixture) {
			rosa := f.members(t)["rosa@example.org"]
			if _, h, err := f.HomeOf(t.Context(), rosa); err != nil || h.Head != rosa.ID {
				t.Errorf("head: got %q, %v, want %q", h.Head, err, rosa.ID)
			}
		}},
		{name: "pending, another name", row: "Rosa Diaz," + home + ",rosa@example.org,480-555-0101,", want: "attention differs"},
		{name: "pending, another home", row: "Rosa Delgado,116 Juniper Ct,rosa@example.org,480-555-0101,", want: "attention differs"},
		{name: "pending, another role", row: "Rosa Delgado," + home + ",rosa@example.org,480-555-0101,member", want: "attention differs"},
		{name: "active", before: func(t *testing.T, f *fixture) {
			f.ActivateByMail(t, f.members(t)["rosa@example.org"])
		}, row: "Rosa Diaz,116 Juniper Ct,rosa@example.org,480-555-0101,", want: "skipped already_active"},
		{name: "revoked", before: func(t *testing.T, f *fixture) {
			if _, err := f.Revoke(t.Context(), f.Admin, f.Community, f.members(t)["rosa@example.org"].ID); err != nil {
				t.Fatal(err)
			}
		}, row: "Rosa Delgado," + home + ",rosa@example.org,480-555-0101,", want: "attention revoked"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			f := newFixture(t)
			f.Invited(t, "Rosa", "Delgado", "rosa@example.org")
			if tt.before != nil {
				tt.before(t, f)
			}
			mails := f.owed(t)[roster.MailInvitation]
			job := f.drop(t, "known.csv", knownHeader+tt.row+"\r\n")
			if diff := cmp.Diff([]string{tt.want}, f.outcomes(t, job)); diff != "" {
				t.Errorf("rows (-want +got):\n%s\n%+v", diff, f.rows(t, job))
			}
			if got := f.owed(t)[roster.MailInvitation]; got > mails {
				t.Errorf("invitations owed: got %d, want %d as before", got, mails)
			}
			if tt.check != nil {
				tt.check(t, f)
			}
		})
	}
}

func TestCreated_sameFileTwice(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	first := f.drop(t, "guide.csv", guide)
	before, mails := f.members(t), f.owed(t)
	second := f.drop(t, "guide.csv", guide)
	if first.ID == second.ID {
		t.Fatal("the second version of the object led to the first import")
	}
	want := []string{"unchanged", "unchanged", "unchanged", "unchanged", "attention two_people_in_one_name", "attention missing_address"}
	if diff := cmp.Diff(want, f.outcomes(t, second)); diff != "" {
		t.Errorf("rows (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff(before, f.members(t)); diff != "" {
		t.Errorf("members (-before +after):\n%s", diff)
	}
	mails[roster.MailImportDone] += 2
	if diff := cmp.Diff(mails, f.owed(t)); diff != "" {
		t.Errorf("mails (-want +got):\n%s", diff)
	}
}

func TestCreated_correctedFixFile(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	job := f.drop(t, "guide.csv", guide)
	fix := f.get(t, "results/"+f.Community.ID+"/"+job.ID+"/fix.csv")
	fix = strings.Replace(fix, "Tom & Ellen Brandt,", "Tom Brandt,", 1)
	fix = strings.Replace(fix, "Ivy Sato,,", "Ivy Sato,Lot 9,", 1)
	job = f.drop(t, "fix.csv", fix)
	if diff := cmp.Diff([]string{"created", "created"}, f.outcomes(t, job)); diff != "" {
		t.Errorf("rows (-want +got):\n%s", diff)
	}
	if got, want := job.State, roster.ImportCompleted; got != want {
		t.Errorf("state: got %s, want %s", got, want)
	}
}

func TestCreated_households(t *testing.T) {
	t.Parallel()
	const header = "Owner Name 1,Owner Email 1,Owner Name 2,Owner Email 2,Address,Household Role\r\n"
	tests := []struct {
		name, rows string
		want       []string
		households []string
	}{
		{name: "one family in two rows", rows: "Ada Sato,a@example.com,,,1 Elm St,\r\nBo Sato,b@example.com,,,1 Elm Street,\r\n",
			want: []string{"created", "created"}, households: []string{"Sato Family: 2"}},
		{name: "two families at one property", rows: "Ada Sato,a@example.com,,,1 Elm St,\r\nBo Berg,b@example.com,,,1 Elm St,\r\n",
			want: []string{"created", "created"}, households: []string{"Berg Family: 1", "Sato Family: 1"}},
		{name: "two owners of one row", rows: "Ada Sato,a@example.com,Bo Berg,b@example.com,1 Elm St,\r\nCy Berg,c@example.com,,,1 Elm St,\r\n",
			want: []string{"created", "created", "created"}, households: []string{"Sato & Berg Family: 3"}},
		{name: "two heads", rows: "Ada Sato,a@example.com,,,1 Elm St,Head\r\nBo Sato,b@example.com,,,1 Elm St,Head\r\n",
			want: []string{"created", "created"}, households: []string{"Sato Family: 2"}},
		{name: "second owner without an email", rows: "Ada Sato,a@example.com,Bo Sato,,1 Elm St,\r\n",
			want: []string{"created", "attention missing_email"}, households: []string{"Sato Family: 1"}},
		{name: "one email for both owners", rows: "Ada Sato,a@example.com,Bo Sato,A@example.com,1 Elm St,\r\n",
			want: []string{"created", "attention duplicate_email"}, households: []string{"Sato Family: 1"}},
		{name: "couple with two emails", rows: "Ada and Bo Sato,a@example.com,,b@example.com,1 Elm St,\r\n",
			want: []string{"created", "created"}, households: []string{"Sato Family: 2"}},
		{name: "company", rows: "Open House Builders LLC,a@example.com,,,1 Elm St,\r\n",
			want: []string{"attention not_a_person"}},
		{name: "units are properties", rows: "Ada Sato,a@example.com,,,1 Elm St Apt 2,\r\nBo Sato,b@example.com,,,\"1 Elm St, #2\",\r\nCy Sato,c@example.com,,,1 Elm St Unit 3,\r\n",
			want: []string{"created", "created", "created"}, households: []string{"Sato Family: 1", "Sato Family: 2"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			f := newFixture(t)
			job := f.drop(t, "owners.csv", header+tt.rows)
			if diff := cmp.Diff(tt.want, f.outcomes(t, job)); diff != "" {
				t.Errorf("rows (-want +got):\n%s", diff)
			}
			if diff := cmp.Diff(tt.households, f.households(t)); diff != "" {
				t.Errorf("households (-want +got):\n%s", diff)
			}
		})
	}
}

func TestCreated_joinsHouseholds(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	rosa := f.Invited(t, "Rosa", "Delgado", Email(1))
	job := f.drop(t, "roster.csv", knownHeader+"Owen Delgado,114 Juniper Court,owen@example.com,,Head\r\nIvy Sato,114 Juniper Ct,ivy@example.com,,\r\n")
	if diff := cmp.Diff([]string{"created", "created"}, f.outcomes(t, job)); diff != "" {
		t.Errorf("rows (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]string{"Delgado Family: 2", "Sato Family: 1"}, f.households(t)); diff != "" {
		t.Errorf("households (-want +got):\n%s", diff)
	}
	if _, h, err := f.HomeOf(t.Context(), f.Member(t, rosa)); err != nil || h.Head != rosa.ID {
		t.Errorf("head: got %s, %v, want %s still", h.Head, err, rosa.ID)
	}
	if got := f.rows(t, job)[0].Notes; len(got) != 1 {
		t.Errorf("notes: got %q, want one about the second head", got)
	}
}
