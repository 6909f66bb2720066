package importer_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/communitrak/onboarding/internal/roster"
)

const guide = "Full Name,Address,Email,Phone,Household Role,Unit Number\r\n" +
	`Rosa Delgado,"114 Juniper Ct, Mesa, AZ 85201",rosa@example.com,(480) 555-0101,Head of Household,` + "\r\n" +
	`Owen Delgado,"114 Juniper Court, Mesa AZ 85201",owen@example.com,480.555.0102,Member,` + "\r\n" +
	`"Park, Min-jun",Lot 27,minjun@example.com,4805550103,,` + "\r\n" +
	`Grace Holloway,220 W Palo Verde Dr,grace@example.com,12,member,4B` + "\r\n" +
	`Tom & Ellen Brandt,118 Juniper Ct,brandts@example.com,480-555-0104,,` + "\r\n" +
	`Ivy Sato,,ivy@example.com,480-555-0105,,` + "\r\n"

// guideRows are additional rows under the headings of manyRows.
const guideRows = "Rosa Delgado,1 Elm St,Mesa,AZ,85201,rosa@example.com,\r\n" +
	"Rosa Delgado,1 Elm St,Mesa,AZ,85201,rosa@example.com,\r\n" +
	"Ivy Sato,,,,,ivy@example.com,\r\n"

func TestCreated(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	job := f.drop(t, "guide.csv", guide)

	if got, want := job.State, roster.ImportNeedsAttention; got != want {
		t.Fatalf("state: got %s (%s), want %s", got, job.Reason, want)
	}
	if diff := cmp.Diff(roster.Outcomes{Total: 6, Created: 4, Attention: 2}, job.Counts); diff != "" {
		t.Errorf("counts (-want +got):\n%s", diff)
	}
	members := f.members(t)
	if len(members) != 4 {
		t.Errorf("got %d members, want 4", len(members))
	}
	rosa, owen := members["rosa@example.com"], members["owen@example.com"]
	if rosa.Household == "" || rosa.Household != owen.Household {
		t.Errorf("households: got %q and %q, want the same one", rosa.Household, owen.Household)
	}
	if got, want := rosa.Phone, "+14805550101"; got != want {
		t.Errorf("phone: got %s, want %s", got, want)
	}
	_, h, err := f.HomeOf(t.Context(), rosa)
	if err != nil || h.Head != rosa.ID || h.Name() != "Delgado Family" {
		t.Errorf("household: got %q with head %s, %v; want the Delgado Family with %s", h.Name(), h.Head, err, rosa.ID)
	}
	grace := members["grace@example.com"]
	if got, want := grace.Address, "220 W Palo Verde Dr Unit 4B, Mesa, AZ 85201"; got != want {
		t.Errorf("address: got %q, want %q", got, want)
	}
	if got, want := grace.Phone, ""; got != want {
		t.Errorf("phone: got %q, want none", got)
	}
	var codes []string
	for _, r := range f.rows(t, job) {
		codes = append(codes, string(r.Result)+" "+r.Code)
	}
	want := []string{"created ", "created ", "created ", "created ", "attention two_people_in_one_name", "attention missing_address"}
	if diff := cmp.Diff(want, codes); diff != "" {
		t.Errorf("rows (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff(map[roster.MailKind]int{roster.MailInvitation: 4, roster.MailImportDone: 2}, f.owed(t)); diff != "" {
		t.Errorf("mails (-want +got):\n%s", diff)
	}
	fix := f.get(t, "results/"+f.Community.ID+"/"+job.ID+"/fix.csv")
	if got, want := strings.Count(fix, "\r\n"), 3; got != want {
		t.Errorf("lines of the fix file: got %d, want %d:\n%s", got, want, fix)
	}
}

// An email that occurs twice in a row with the same name belongs to one person.
func TestCreated_emailAgain(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	job := f.drop(t, "roster.csv", "Owner 1,Owner 1 Email,Owner 2,Owner 2 Email,Address\r\n"+
		"Ann Lee,ann@example.com,,ANN@example.com,100 Juniper Ct\r\nBo Hall,bo@example.com,,cy@example.com,102 Juniper Ct\r\n")
	f.wantRows(t, job, "2 created", "3 created", "3 attention missing_name")
}

// Somebody who has opted out of email gets none; others in the row do, if the
// column stands among those of the first.
func TestCreated_noMail(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	job := f.drop(t, "roster.csv", "Name,Email,Do Not Email,Owner 2,Owner 2 Email,Address\r\n"+
		"Ann Lee,ann@example.com,FALSE,,,100 Juniper Ct\r\n"+
		"Bo Hall,bo@example.com,Yes,Cy Hall,cy@example.com,102 Juniper Ct\r\n")
	f.wantRows(t, job, "2 created", "3 attention asked_for_no_mail", "3 created")
	if _, written := f.members(t)["bo@example.com"]; written || len(f.members(t)) != 2 {
		t.Errorf("got %v, want Ann and Cy", f.members(t))
	}
}

// Lots with the same number in two phases are two homes.
func TestCreated_lotsOfPhases(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	f.drop(t, "roster.csv", "Lot,Block,Phase,Name,Email\r\n"+
		"12,A,1,Ann Lee,ann@example.com\r\n12,A,2,Bo Hall,bo@example.com\r\n"+
		"Lot 12 Blk A,A,2,Cy Hall,cy@example.com\r\n13,Blk B,Ph 2,Dee Ford,dee@example.com\r\n")
	f.drop(t, "sections.csv", "Lot,Section,Name,Email\r\n12,SE,Hal Voss,hal@example.com\r\n")
	f.drop(t, "addresses.csv", "Address,Phase,Name,Email\r\nLot 12,1,Eve Mora,eve@example.com\r\nLot 12,2,Fay Oda,fay@example.com\r\n9 Elm St,2,Gil Ray,gil@example.com\r\n")
	var got []string
	for _, email := range []string{"ann@example.com", "bo@example.com", "cy@example.com", "dee@example.com", "eve@example.com", "fay@example.com", "gil@example.com", "hal@example.com"} {
		got = append(got, f.members(t)[email].Address)
	}
	want := []string{"Lot 12 Block A Phase 1", "Lot 12 Block A Phase 2", "Lot 12 Block A Phase 2", "Lot 13 Block B Phase 2", "Lot 12 Phase 1", "Lot 12 Phase 2", "9 Elm St, Mesa, AZ 85201", "Lot 12 Section SE"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("homes (-want +got):\n%s", diff)
	}
}

// A lot with the same number in another subdivision is a different home, and
// only people can name it.
func TestCreated_lotsOfSubdivisions(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	job := f.drop(t, "roster.csv", "Lot,Section,Name,Email\r\n"+
		"12,The Oaks,Ann Lee,ann@example.com\r\n13,The Pines,Bo Hall,bo@example.com\r\n"+
		"12,THE OAKS,Cy Lee,cy@example.com\r\n12,The Pines,Dee Ford,dee@example.com\r\n")
	f.wantRows(t, job, "2 created", "3 created", "4 created", "5 attention ambiguous_address")
}

// Somebody who has sold or moved is not invited, nor is anyone else in the row.
func TestCreated_former(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	job := f.drop(t, "roster.csv", "Name,Email,Owner 2,Owner 2 Email,Address,Occupancy,Status\r\n"+
		"Ann Lee,ann@example.com,,,100 Juniper Ct,Owner,Current\r\n"+
		"Bo Hall,bo@example.com,Cy Hall,cy@example.com,102 Juniper Ct,Owner,Sold\r\n"+
		"Dee Ford,dee@example.com,,,104 Juniper Ct,Former owner,Current\r\n")
	var got []string
	for _, r := range f.rows(t, job) {
		got = append(got, strings.TrimSpace(fmt.Sprintf("%s %s %s %s", r.Result, r.Code, r.Column, r.Value)))
	}
	want := []string{"created", "attention former_resident Status Sold", "attention former_resident Status Sold", "attention former_resident Occupancy Former owner"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("rows (-want +got):\n%s", diff)
	}
	if n := len(f.members(t)); n != 1 {
		t.Errorf("got %d members, want 1", n)
	}
}

// Somebody who has left, by a date or a flag, is not invited, nor is somebody
// who has not moved in yet; a future leaving date is no reason.
func TestCreated_absent(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	past, future := f.Clock.Now().AddDate(0, -1, 0).Format("1/2/2006"), f.Clock.Now().AddDate(1, 0, 0).Format("2006-01-02")
	job := f.drop(t, "roster.csv", "Name,Email,Address,Vacated Date,Archived,Is Current Owner,Status\r\n"+
		"Ann Lee,ann@example.com,100 Juniper Ct,,,True,Current\r\n"+
		"Bo Hall,bo@example.com,102 Juniper Ct,"+past+",,True,Current\r\n"+
		"Cy Ford,cy@example.com,104 Juniper Ct,"+future+",,True,Current\r\n"+
		"Di Mora,di@example.com,106 Juniper Ct,,Yes,True,Current\r\n"+
		"Ed Oda,ed@example.com,108 Juniper Ct,,,False,Current\r\n"+
		"Flo Ray,flo@example.com,110 Juniper Ct,,,True,Denied\r\n")
	f.wantRows(t, job, "2 created", "3 attention former_resident", "4 created", "5 attention former_resident", "6 attention former_resident", "7 attention not_yet_resident")
	f.CheckInvariants(t)
}

// What programs and people leave in cells is repaired if it can be read in only
// one way, and needs attention otherwise.
func TestCreated_cells(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	job := f.drop(t, "roster.csv", "Name,Email,Address,Unit\r\n"+
		"*Ann Lee,ann@example.com.,100 Juniper Ct,nan\r\n"+
		"Tenant: Bo Hall,bo@example.com (work),102 Juniper Ct,102\r\n"+
		"Cy Ford JT TEN,cy@example.com,\"104 Juniper Ct, Suite CA\",\r\n"+
		"Di Mora,none@example.com,106 Juniper Ct,\r\n"+
		"Ed Oda,ed@example.con,108 Juniper Ct,\r\n"+
		"Flo Ray,flo@example.com,110 Juniper Ct,2024-03-01\r\n"+
		"Gus Null &,gus@example.com,112 Juniper Ct,112 Juniper Court\r\n"+
		"Kay Pike TTE,kay@example.com,114 Juniper Ct,\r\n"+
		"Total: 8,,,\r\n")
	f.wantRows(t, job, "2 created", "3 created", "4 created", "5 attention invalid_email", "6 attention invalid_email", "7 attention looks_like_a_date",
		"8 created", "9 attention not_a_person", "10 no_person")
	var got []string
	for _, email := range []string{"ann@example.com", "bo@example.com", "cy@example.com", "gus@example.com"} {
		m := f.members(t)[email]
		got = append(got, m.FirstName+" "+m.LastName+", "+strings.TrimSuffix(m.Address, ", Mesa, AZ 85201"))
	}
	want := []string{"Ann Lee, 100 Juniper Ct", "Bo Hall, 102 Juniper Ct", "Cy Ford, 104 Juniper Ct Ste CA", "Gus Null, 112 Juniper Ct"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("members (-want +got):\n%s", diff)
	}
	rows := f.rows(t, job)
	for i, note := range []string{"Name: extra marks around the name were left out (*Ann Lee → Ann Lee)", "Unit: not a unit, it only repeats the street (102)"} {
		if !slices.Contains(rows[i].Notes, note) {
			t.Errorf("row %d: got the notes %q, want %q", rows[i].Row, rows[i].Notes, note)
		}
	}
	if got, want := rows[len(rows)-1].Message, "Not a person’s row: a total."; got != want {
		t.Errorf("the total: got %q, want %q", got, want)
	}
	if want := (roster.Outcomes{Total: 8, Created: 4, Attention: 4, NoPerson: 1}); job.Counts != want {
		t.Errorf("counts: got %+v, want %+v", job.Counts, want)
	}
	f.CheckInvariants(t)
}

// An email listed for people with many different names belongs to none of them.
func TestCreated_mailbox(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	text := "Name,Email,Address\r\n"
	for i, last := range []string{"Lee", "Hall", "Ford", "Mora", "Oda"} {
		text += fmt.Sprintf("Ann %s,office@example.com,%d Juniper Ct\r\n", last, 100+i)
	}
	job := f.drop(t, "roster.csv", text+"Bo Ray,bo@example.com,90 Juniper Ct\r\n")
	f.wantRows(t, job, "2 attention duplicate_email", "3 attention duplicate_email", "4 attention duplicate_email", "5 attention duplicate_email", "6 attention duplicate_email", "7 created")
}

// An email beside a second name in one cell is paired only if no cell lists one
// person's emails; a spouse listed by first name has the family's last name.
func TestCreated_pairs(t *testing.T) {
	t.Parallel()
	f := newFixture(t)
	f.drop(t, "roster.csv", "Name,Email,Address,Spouse,Spouse Email\r\n"+
		"Ann Lee and Bo Ray,ann@example.com; bo@example.com,100 Juniper Ct,,\r\n"+
		"\"Cy Ford, Di Mora\",\"cy@example.com, di@example.com\",102 Juniper Ct,,\r\n"+
		"\"Ed Oda and Flo Oda\",\"ed@example.com, flo@example.com\",104 Juniper Ct,,\r\n"+
		"Gus Hall,gus@example.com,106 Juniper Ct,Hal,hal@example.com\r\n"+
		"Ida Poe w/ Jo Day,ida@example.com,108 Juniper Ct,,\r\n")
	var got []string
	for email, m := range f.members(t) {
		got = append(got, email+" "+m.FirstName+" "+m.LastName)
	}
	slices.Sort(got)
	want := []string{"ann@example.com Ann Lee", "bo@example.com Bo Ray", "gus@example.com Gus Hall", "hal@example.com Hal Hall"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("members (-want +got):\n%s", diff)
	}
}
