package parse

import (
	"fmt"
	"log/slog"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/communitrak/onboarding/internal/roster"
	"github.com/communitrak/onboarding/internal/rosterfile"
	"github.com/communitrak/onboarding/internal/rosterfile/sheet"
)

// readRoster returns what becomes of each row of a roster: the people as
// "row: first|last <email> phone role, home", those who need attention with the
// codes of the reasons, and the codes for rows as a whole. An email that the
// file gives to somebody else first is "like" that row. Notes follow.
func readRoster(t *testing.T, text string) (lines []string) {
	t.Helper()
	file, err := rosterfile.Open(strings.NewReader(text), "roster.csv", sheet.DefaultLimits())
	if err != nil {
		t.Fatal(err)
	}
	if !file.Certain() {
		t.Fatalf("asks %+v", file.Questions())
	}
	today := time.Date(2026, 11, 28, 0, 0, 0, 0, time.UTC)
	p := NewParser(file, roster.Preferences{City: "Salem", State: "OR", ZIP: "97301"}, byEmail, today, slog.New(slog.DiscardHandler))
	if err := p.FindRepeats(file.Rows(t.Context()), file.Detected().Rows); err != nil {
		t.Fatal(err)
	}
	for row, err := range file.Rows(t.Context()) {
		if err != nil {
			t.Fatal(err)
		}
		parsed, err := p.Parse(t.Context(), row)
		if err != nil {
			t.Fatal(err)
		}
		for _, one := range parsed.People {
			line := fmt.Sprintf("%d: %s|%s <%s> %s %s, %s", parsed.Number, one.First, one.Last, one.Email, one.Phone, one.HouseholdRole, parsed.Home.Label)
			if one.SharedWith != nil {
				line += ", like " + one.SharedWith.From(parsed.Number)
			}
			lines = append(lines, line)
		}
		for _, one := range append(parsed.People, parsed.Unfit...) {
			lines = append(lines, one.Notes...)
		}
		lines = append(lines, parsed.Notes...)
		for _, one := range parsed.Unfit {
			lines = append(lines, strings.TrimSpace(fmt.Sprintf("%d: needs attention: %s %s", parsed.Number, one.Email, codesOf(one.Remarks))))
		}
		if codes := codesOf(parsed.Remarks); codes != "" {
			lines = append(lines, fmt.Sprintf("%d: %s", parsed.Number, codes))
		}
	}
	return lines
}

func codesOf(r Remarks) string {
	var codes []string
	for _, reason := range r.Reasons {
		codes = append(codes, reason.Code)
	}
	return strings.Join(codes, " ")
}

// TestParser_kinds reads each kind of row that rosters have.
func TestParser_kinds(t *testing.T) {
	t.Parallel()
	const headings = "Full Name,Address,Email,Phone,Household Role\n"
	tests := []struct {
		name, text string
		want       []string
	}{
		{"several lots", headings +
			"Uma Vale,\"Lots 3, 4\",uma@example.com,,\nKit Ruiz,Lot 5,kit@example.com,,\n",
			[]string{
				"2: Uma|Vale <uma@example.com>  , Lot 3 & 4",
				"3: Kit|Ruiz <kit@example.com>  , Lot 5",
			}},
		{"columns that say whose a value is", "Name,Address,Email,Email Belongs To,Phone,Whose Phone\n" +
			"Uma Vale,2 Rail St,uma@example.com,Self,(503) 555-0131,Uma\nKit Ruiz,4 Rail St,ben@example.com,Ben Ruiz,(503) 555-0132,Ben\nInes Novak,6 Rail St,ines@example.com,Ines Novak,(503) 555-0133,\n",
			[]string{
				"2: Uma|Vale <uma@example.com> +15035550131 , 2 Rail St, Salem, OR 97301",
				"Email: another email, not used (Ben Ruiz: ben@example.com)", "Phone: another phone, not used ((503) 555-0132)",
				"3: needs attention:  missing_email",
				"4: Ines|Novak <ines@example.com> +15035550133 , 6 Rail St, Salem, OR 97301",
			}},
		{"remarks in brackets", headings +
			"Uma Vale (Moved),2 Rail St,uma@example.com,,\nKit Ruiz,4 Rail St (sold 2024),kit@example.com,,\nInes Novak (Past President),6 Rail St,ines@example.com,,\nLeo Novak (RIP),8 Rail St [Rear],leo@example.com,,\n",
			[]string{
				"Full Name: the title, suffix or nickname isn’t kept (Moved)", "2: needs attention: uma@example.com", "2: former_resident",
				"3: needs attention: kit@example.com", "3: former_resident unclear_address",
				"4: Ines|Novak <ines@example.com>  , 6 Rail St, Salem, OR 97301", "Full Name: the title, suffix or nickname isn’t kept (Past President)",
				"Full Name: the title, suffix or nickname isn’t kept (RIP)", "5: needs attention: leo@example.com", "5: former_resident",
			}},
		{"remarks after dashes, before colons, and in notes", "Name,Address,Email,Notes\n" +
			"Former: Uma Vale,2 Rail St,uma@example.com,\nKit Ruiz,4 Rail St - sold May 2024,kit@example.com,\nInes Novak,6 Rail St – rental,ines@example.com,Moved in 2019. Past President\n" +
			"Leo Novak,8 Rail St (owner occupied),leo@example.com,\"Two dogs. Moved out 3/2021\"\nMae Soto,10 Rail St - Unit 2,mae@example.com,moved from 4 Elm\nOtis Brandt,12 Rail St - vacant,otis@example.com,\n" +
			"Rosa Prior,14 Rail St,rosa@example.com,no longer at this number\n",
			[]string{
				"2: needs attention: uma@example.com invalid_name", "2: former_resident",
				"3: needs attention: kit@example.com", "3: former_resident unclear_address",
				"4: Ines|Novak <ines@example.com>  , 6 Rail St, Salem, OR 97301", "Address: a remark about who lives there was left out (6 Rail St – rental → 6 Rail St)",
				"Address: a remark about who lives there was left out (8 Rail St (owner occupied) → 8 Rail St)", "5: needs attention: leo@example.com", "5: former_resident",
				"6: Mae|Soto <mae@example.com>  , 10 Rail St Unit 2, Salem, OR 97301",
				"7: needs attention: otis@example.com", "7: former_resident",
				"8: Rosa|Prior <rosa@example.com>  , 14 Rail St, Salem, OR 97301",
			}},
		{"who moves in later, and who wants no email", "Name,Address,Email,Move In Date,OK to Email?\n" +
			"Uma Vale,2 Rail St,uma@example.com,1/1/2099,Yes\nKit Ruiz,4 Rail St,kit@example.com,1/1/2019,no\nInes Novak,6 Rail St,ines@example.com,1/1/2019,\n",
			[]string{
				"2: needs attention: uma@example.com", "2: not_yet_resident",
				"3: needs attention: kit@example.com asked_for_no_mail",
				"4: Ines|Novak <ines@example.com>  , 6 Rail St, Salem, OR 97301",
			}},
		{"names and emails that are not in the same order", "Name,Address,Email\n" +
			"Uma Vale; Kit Ruiz,2 Rail St,kit@example.com; uma@example.com\nInes Novak & Leo Novak,4 Rail St,leo@example.com; ines@example.com\nMae Soto; Otis Brandt,6 Rail St,mae@example.com; otis@example.com\n",
			[]string{
				"Email: another email, not used (uma@example.com)", "2: needs attention: kit@example.com", "2: two_people_in_one_name",
				"Email: another email, not used (ines@example.com)", "3: needs attention: leo@example.com", "3: two_people_in_one_name",
				"4: Mae|Soto <mae@example.com>  , 6 Rail St, Salem, OR 97301", "4: Otis|Brandt <otis@example.com>  , 6 Rail St, Salem, OR 97301",
				"Name: read as several people (Mae Soto; Otis Brandt)",
			}},
		{"a row with nothing but a secret", "Name,Address,Email,Gate Code\nUma Vale,2 Rail St,uma@example.com,1234\n,,,5678\n",
			[]string{"2: Uma|Vale <uma@example.com>  , 2 Rail St, Salem, OR 97301", "3: missing_name missing_address"}},
		{"a flag for residents", "Name,Address,Email,Resident?\n" +
			"Uma Vale,31 Heron Way,uma@example.com,No\nKit Ruiz,33 Heron Way,kit@example.com,Yes\n",
			[]string{
				"2: needs attention: uma@example.com",
				"2: former_resident",
				"3: Kit|Ruiz <kit@example.com>  , 33 Heron Way, Salem, OR 97301",
			}},
		{"people at streets and lots", headings +
			"Uma Vale,2 rail street,UMA@example.com,(503) 555-0131,Head of Household\n\"Vale, Kit\",Lot 7,kit@example.com,,Member\nDR. INES NOVAK JR,\"2 Rail St, Unit 3, Dallas OR 97338\",ines@example.com,503-555-0132 x4,\n",
			[]string{
				"2: Uma|Vale <uma@example.com> +15035550131 head, 2 Rail St, Salem, OR 97301",
				"3: Kit|Vale <kit@example.com>  member, Lot 7",
				"4: Ines|Novak <ines@example.com> +15035550132 , 2 Rail St Unit 3, Dallas, OR 97338",
				"Full Name: the title, suffix or nickname isn’t kept (Dr. Jr)",
				"Phone: the extension isn’t kept (503-555-0132 x4)",
			}},
		{"what is missing or no use", headings +
			",2 Rail St,uma@example.com,,\nUma Vale,,uma@example.com,,\nUma Vale,2 Rail St,,,\nUma,2 Rail St,uma@example.com,,\nUma Vale,2 Rail St,uma at example.com,,\n" +
			"Uma Vale,2 Rail St,noemail@example.com,,\nUma Vale,Rail & Elm,uma@example.com,,\nKit Ruiz,4 Rail St,kit@example.com,call me,\n",
			[]string{
				"2: needs attention: uma@example.com missing_name",
				"3: needs attention: uma@example.com",
				"3: missing_address",
				"4: needs attention:  missing_email",
				"5: needs attention: uma@example.com missing_name",
				"6: needs attention:  invalid_email",
				"7: needs attention: noemail@example.com invalid_email",
				"8: needs attention: uma@example.com",
				"8: unclear_address",
				"9: Kit|Ruiz <kit@example.com>  , 4 Rail St, Salem, OR 97301",
				"Phone: this phone can’t be used (call me)",
			}},
		{"addresses that are not one home", headings +
			"Uma Vale,PO Box 9,uma@example.com,,\nKit Ruiz,2 Rail St; 4 Rail St,kit@example.com,,\nInes Novak,2 Rail St (winter: 9 Palm Dr),ines@example.com,,\nLeo Novak,\"2 Rail St, Toronto, ON M5V 2T6\",leo@example.com,,\n" +
			"Otis Brandt,2 Rail St c/o Mae Soto,otis@example.com,,\nMae Soto,\"2 Rail St, Zeta 9\",mae@example.com,,\nRosa Soto,2 Rail St (corner of Oak),rosa@example.com,,\nCy Soto,2 Rail St (Unit 4),cy@example.com,,\nDi Soto,\"Flat 5, 2 Rail St\",di@example.com,,\n",
			[]string{
				"2: needs attention: uma@example.com", "2: unclear_address",
				"3: needs attention: kit@example.com", "3: unclear_address",
				"4: needs attention: ines@example.com", "4: unclear_address",
				"5: needs attention: leo@example.com", "5: unclear_address",
				"6: Otis|Brandt <otis@example.com>  , 2 Rail St, Salem, OR 97301", "Address: “c/o Mae Soto” was left out.",
				"7: needs attention: mae@example.com", "7: unclear_address",
				"8: needs attention: rosa@example.com", "8: unclear_address",
				"9: Cy|Soto <cy@example.com>  , 2 Rail St Unit 4, Salem, OR 97301",
				"10: Di|Soto <di@example.com>  , 2 Rail St Flat 5, Salem, OR 97301",
			}},
		{"people who are listed with a home and do not live there", "Name,Address,Email,Contact Type,Relationship\nUma Vale,2 Rail St,uma@example.com,Owner/Manager,Self\nPat Kerr,2 Rail St,pat@example.com,Property Manager,\n" +
			"Bo Ray,2 Rail St,bo@example.com,Authorized Guest,\nEd Lowe,2 Rail St,ed@example.com,,Caregiver\nKit Vale,2 Rail St,kit@example.com,Landlord,Relative\n",
			[]string{
				"2: Uma|Vale <uma@example.com>  , 2 Rail St, Salem, OR 97301", "Relationship: not a household role we know (Self)",
				"3: needs attention: pat@example.com not_residents", "4: needs attention: bo@example.com not_residents",
				"Relationship: not a household role we know (Caregiver)", "5: needs attention: ed@example.com not_residents",
				"6: Kit|Vale <kit@example.com>  member, 2 Rail St, Salem, OR 97301",
			}},
		{"another address on the second line", "Name,Address 1,Address 2,Email\nUma Vale,2 Rail St,9 Palm Dr,uma@example.com\nKit Ruiz,2 Rail St,2 Rail St,kit@example.com\n",
			[]string{
				"2: needs attention: uma@example.com", "2: unclear_address",
				"3: Kit|Ruiz <kit@example.com>  , 2 Rail St, Salem, OR 97301", "Address 2: not a unit, it only repeats the street (2 Rail St)",
			}},
		{"one street address in two villages", "Village,Address,Name,Email\nElm,2 Rail St,Uma Vale,uma@example.com\nOak,2 Rail St,Kit Ruiz,kit@example.com\n",
			[]string{"2: Uma|Vale <uma@example.com>  , 2 Rail St, Salem, OR 97301", "3: needs attention: kit@example.com", "3: ambiguous_address"}},
		{"who is no person, or two", headings +
			"Vale Rentals LLC,2 Rail St,office@example.com,,\nVale Family Trust,4 Rail St,trust@example.com,,\nUma & Kit Vale,6 Rail St,vales@example.com,,\nUma & Kit Vale,8 Rail St,uma@example.com; kit@example.com,,\n" +
			"\"Uma Vale, Kit Ruiz\",9 Rail St,\"uma2@example.com; kit2@example.com\",,\n",
			[]string{
				"2: needs attention: office@example.com not_a_person",
				"3: needs attention: trust@example.com not_a_person",
				"4: needs attention: vales@example.com",
				"4: two_people_in_one_name",
				"5: Uma|Vale <uma@example.com>  , 8 Rail St, Salem, OR 97301",
				"5: Kit|Vale <kit@example.com>  , 8 Rail St, Salem, OR 97301",
				"Full Name: read as several people (Uma & Kit Vale)",
				"Email: another email, not used (kit2@example.com)",
				"6: needs attention: uma2@example.com",
				"6: two_people_in_one_name",
			}},
		{"one email for two rows", headings +
			"Uma Vale,2 Rail St,both@example.com,,\nUma Vale,2 Rail St,both@example.com,,\nKit Vale,2 Rail St,BOTH@example.com,,\nUma Vale,4 Rail St,both@example.com,,\n",
			[]string{
				"2: Uma|Vale <both@example.com>  , 2 Rail St, Salem, OR 97301",
				"3: needs attention: both@example.com duplicate_email",
				"4: Kit|Vale <both@example.com>  , 2 Rail St, Salem, OR 97301, like row 2",
				"5: needs attention: both@example.com duplicate_email",
			}},
		{"a couple of whom one has no email", "Owner 1,Owner 1 Email,Owner 1 Phone,Owner 2,Owner 2 Email,Owner 2 Phone,Address\n" +
			"Uma Vale,uma@example.com,503-555-0141,Kit Vale,,503-555-0142,2 Rail St\nInes Novak,,,Leo Novak,leo@example.com,,4 Rail St\nOtis Brandt,otis@example.com,,,,503-555-0143,6 Rail St\nMae Soto,mae@example.com,,,mae@example.com,,8 Rail St\n",
			[]string{
				"2: Uma|Vale <uma@example.com> +15035550141 , 2 Rail St, Salem, OR 97301",
				"2: needs attention:  missing_email",
				"3: Leo|Novak <leo@example.com>  , 4 Rail St, Salem, OR 97301",
				"3: needs attention:  missing_email",
				"4: Otis|Brandt <otis@example.com>  , 6 Rail St, Salem, OR 97301",
				"Owner 2 Phone: not used, because there is no name or email with it (503-555-0143)",
				"5: Mae|Soto <mae@example.com>  , 8 Rail St, Salem, OR 97301",
				"Owner 2 Email: the same email again, without a name",
			}},
		{"a last name of all, and one of two", "Last Name,His First,Her First,His Email,Her Email,Address\nVale,Otis,Uma,otis@example.com,uma@example.com,2 Rail St\nNovak,,Ines,,ines@example.com,4 Rail St\n",
			[]string{
				"2: Otis|Vale <otis@example.com>  , 2 Rail St, Salem, OR 97301", "2: Uma|Vale <uma@example.com>  , 2 Rail St, Salem, OR 97301", "Her First: took the last name of the first person in the row (Uma → Uma Vale)",
				"3: Ines|Novak <ines@example.com>  , 4 Rail St, Salem, OR 97301", "Her First: took the last name of the first person in the row (Ines → Ines Novak)",
			}},
		{"a spouse with the last name of the first", "First Name,Last Name,Email,Spouse First Name,Spouse Email,Address\nUma,Vale,uma@example.com,Kit,kit@example.com,2 Rail St\nInes,Novak,ines@example.com,,,4 Rail St\n", []string{
			"2: Uma|Vale <uma@example.com>  , 2 Rail St, Salem, OR 97301",
			"2: Kit|Vale <kit@example.com>  , 2 Rail St, Salem, OR 97301",
			"Spouse First Name: took the last name of the first person in the row (Kit → Kit Vale)",
			"3: Ines|Novak <ines@example.com>  , 4 Rail St, Salem, OR 97301",
		}},
		{"who has left, and who has yet to come", "Name,Email,Address,Status,Move Out,Move In\nUma Vale,uma@example.com,2 Rail St,Current,,11/27/2026\nKit Ruiz,kit@example.com,4 Rail St,Former,,\nInes Novak,ines@example.com,6 Rail St,Future,,\n" +
			"Leo Novak,leo@example.com,8 Rail St,Current,11/27/2026,\nMae Soto,mae@example.com,9 Rail St,Current,12/31/2026,Jan 2020\nOtis Vale,otis@example.com,11 Rail St,Current,,12/1/2026\nBo Vale,bo@example.com,12 Rail St,Current,,March 2027\n",
			[]string{
				"2: Uma|Vale <uma@example.com>  , 2 Rail St, Salem, OR 97301",
				"3: needs attention: kit@example.com",
				"3: former_resident",
				"4: needs attention: ines@example.com",
				"4: not_yet_resident",
				"5: needs attention: leo@example.com",
				"5: former_resident",
				"6: Mae|Soto <mae@example.com>  , 9 Rail St, Salem, OR 97301",
				"7: needs attention: otis@example.com",
				"7: not_yet_resident",
				"8: needs attention: bo@example.com",
				"8: not_yet_resident",
			}},
		{"first names beside the family's name", "Family Name,Adult 1,Adult 1 Email,Adult 2,Adult 2 Email,Address\nVale,Uma,uma@example.com,Kit Ruiz,kit@example.com,2 Rail St\n" +
			"Novak/Soto,Ines,ines@example.com,,,4 Rail St\nSoto,Mae,mae@example.com,Leo,leo@example.com,6 Rail St\n", []string{
			"2: Uma|Vale <uma@example.com>  , 2 Rail St, Salem, OR 97301", "2: Kit|Ruiz <kit@example.com>  , 2 Rail St, Salem, OR 97301",
			"Family Name: took the last name from the family’s name (Uma → Uma Vale)",
			"3: needs attention: ines@example.com missing_name",
			"4: Mae|Soto <mae@example.com>  , 6 Rail St, Salem, OR 97301", "4: Leo|Soto <leo@example.com>  , 6 Rail St, Salem, OR 97301",
			"Family Name: took the last name from the family’s name (Mae → Mae Soto)", "Family Name: took the last name from the family’s name (Leo → Leo Soto)",
		}},
		{"first names beside the household's name", "Household,Resident 1,Resident 1 Email,Address\nCedar,Uma,uma@example.com,2 Rail St\n", []string{"2: needs attention: uma@example.com missing_name"}},
		{"a second phone in a cell that is no phone", "Name,Email,Phone,Address\nUma & Kit Vale,uma@example.com; kit@example.com,503-555-0101; A: 503-555,2 Rail St\n", []string{
			"2: Uma|Vale <uma@example.com> +15035550101 , 2 Rail St, Salem, OR 97301", "2: Kit|Vale <kit@example.com>  , 2 Rail St, Salem, OR 97301",
			"Name: read as several people (Uma & Kit Vale)", "Phone: this phone can’t be used (A: 503-555)",
		}},
		{"second lines of addresses", "Name,Email,Address Line 1,Address Line 2\nUma Vale,uma@example.com,2 Rail St,\"Bend, OR 97701\"\nKit Ruiz,kit@example.com,4 Rail St,Bend OR 97701\n" +
			"Ines Novak,ines@example.com,6 Rail St,Guest House\nLeo Soto,leo@example.com,8 Rail St,c/o Mae Soto\nMae Soto,mae@example.com,10 Rail St,Apt 3\nOtis Vale,otis@example.com,12 Rail St,\"c/o Mae Soto, Apt 3\"\nBo Vale,bo@example.com,14 Rail St,Suite CA\nDi Vale,di@example.com,16 Rail St,Attn: Mae Soto Apt 3\nEd Vale,ed@example.com,18 Rail St,20 Oak Ave\nFlo Vale,flo@example.com,4B/20 Rail St,\nGus Vale,gus@example.com,22 Rail St,Gate code 1234\n", []string{
			"2: Uma|Vale <uma@example.com>  , 2 Rail St, Bend, OR 97701", "3: Kit|Ruiz <kit@example.com>  , 4 Rail St, Bend, OR 97701",
			"4: Ines|Novak <ines@example.com>  , 6 Rail St Guest House, Salem, OR 97301",
			"5: Leo|Soto <leo@example.com>  , 8 Rail St, Salem, OR 97301", "Address Line 2: “c/o Mae Soto” was left out.",
			"6: Mae|Soto <mae@example.com>  , 10 Rail St Apt 3, Salem, OR 97301",
			"7: Otis|Vale <otis@example.com>  , 12 Rail St Apt 3, Salem, OR 97301", "Address Line 2: “c/o Mae Soto” was left out.",
			"8: Bo|Vale <bo@example.com>  , 14 Rail St Ste CA, Salem, OR 97301",
			"9: needs attention: di@example.com", "9: unclear_address",
			"10: needs attention: ed@example.com", "10: unclear_address",
			"11: needs attention: flo@example.com", "11: unclear_address",
			"12: needs attention: gus@example.com", "12: unclear_address",
		}},
		{"last names in capitals", "Name,Email,Address\nVALE Uma,uma@example.com,2 Rail St\nDE LA CRUZ Kit,kit@example.com,4 Rail St\nRUIZ Bo & Ann,bo@example.com; ann@example.com,6 Rail St\n", []string{
			"2: Uma|Vale <uma@example.com>  , 2 Rail St, Salem, OR 97301", "Name: read with the last name first (VALE Uma → VALE, Uma)",
			"3: Kit|de la Cruz <kit@example.com>  , 4 Rail St, Salem, OR 97301", "Name: read with the last name first (DE LA CRUZ Kit → DE LA CRUZ, Kit)",
			"4: Bo|Ruiz <bo@example.com>  , 6 Rail St, Salem, OR 97301", "4: Ann|Ruiz <ann@example.com>  , 6 Rail St, Salem, OR 97301",
			"Name: read with the last name first (RUIZ Bo & Ann → RUIZ, Bo & Ann)", "Name: read as several people (RUIZ, Bo & Ann)",
		}},
		{"what notes say", "Owner 1,Owner 1 Email,Owner 2,Owner 2 Email,Address,Email Opt Out,Notes\n" +
			"Uma Vale,uma@example.com,Kit Vale,kit@example.com,2 Rail St,,Owner 2 moved out 2024\nInes Novak,ines@example.com,,,4 Rail St,No,Please do not email!\n" +
			"Leo Soto,leo@example.com,,,6 Rail St,,\"Previous owner moved out 2020, Leo is on the board\"\nMae Soto,mae@example.com,,,8 Rail St,,Mae has moved to Reno\nOtis Vale,otis@example.com,,,10 Rail St,,Passed away in 2023\n", []string{
			"2: needs attention: uma@example.com", "2: needs attention: kit@example.com", "2: former_resident",
			"3: needs attention: ines@example.com asked_for_no_mail",
			"4: Leo|Soto <leo@example.com>  , 6 Rail St, Salem, OR 97301",
			"5: needs attention: mae@example.com", "5: former_resident",
			"6: needs attention: otis@example.com", "6: former_resident",
		}},
		{"what notes say of who has left and when", "Name,Email,Address,Notes\nUma Vale,uma@example.com,2 Rail St,Died in May 2024\nInes Novak,ines@example.com,4 Rail St,SOLD closing 5/1/2024\n" +
			"Leo Soto,leo@example.com,6 Rail St,House was sold in 2020\nMae Soto,mae@example.com,8 Rail St,No longer an owner\nOtis Vale,otis@example.com,10 Rail St,Sold boat in May\n" +
			"Kit Ruiz,kit@example.com,12 Rail St,Moved in May 2019\nBo Ruiz,bo@example.com,14 Rail St,Left the keys\n", []string{
			"2: needs attention: uma@example.com", "2: former_resident", "3: needs attention: ines@example.com", "3: former_resident",
			"4: needs attention: leo@example.com", "4: former_resident", "5: needs attention: mae@example.com", "5: former_resident",
			"6: Otis|Vale <otis@example.com>  , 10 Rail St, Salem, OR 97301", "7: Kit|Ruiz <kit@example.com>  , 12 Rail St, Salem, OR 97301",
			"8: Bo|Ruiz <bo@example.com>  , 14 Rail St, Salem, OR 97301",
		}},
		{"what people were to their homes", "Name,Address,Email,Relationship\nUma Vale,2 Rail St,uma@example.com,Owner\nKit Ruiz,4 Rail St,kit@example.com,Former Owner\nInes Novak,6 Rail St,ines@example.com,Ex-Wife\n", []string{
			"2: Uma|Vale <uma@example.com>  , 2 Rail St, Salem, OR 97301", "Relationship: not a household role we know (Owner)",
			"Relationship: not a household role we know (Former Owner)", "3: needs attention: kit@example.com", "3: former_resident",
			"Relationship: not a household role we know (Ex-Wife)", "4: needs attention: ines@example.com", "4: former_resident",
		}},
		{"what a file has damaged", "Name,Street,City,State,ZIP,Email\nUma Mu?oz,2 Rail St,Salem,OR,97301,uma@example.com\nKit Ruiz,4 Rail St,Salem,OR,9730,kit@example.com\nInes Novak,6 Rail St,Salem,MA,1970,ines@example.com\n" +
			"Dr. Leo Soto & Dr. Mae Novak,8 Rail St,Salem,OR,97301,leo@example.com; mae@example.com\n", []string{
			"2: needs attention: uma@example.com invalid_name",
			"ZIP: the ZIP got back the leading zero a spreadsheet dropped (9730 → 09730)", "3: needs attention: kit@example.com", "3: invalid_address",
			"4: Ines|Novak <ines@example.com>  , 6 Rail St, Salem, MA 01970", "ZIP: the ZIP got back the leading zero a spreadsheet dropped (1970 → 01970)",
			"5: Leo|Soto <leo@example.com>  , 8 Rail St, Salem, OR 97301", "5: Mae|Novak <mae@example.com>  , 8 Rail St, Salem, OR 97301",
			"Name: read as several people (Dr. Leo Soto & Dr. Mae Novak)", "Name: the title, suffix or nickname isn’t kept (Dr.)", "Name: the title, suffix or nickname isn’t kept (Dr.)",
		}},
		{"nobody else", "Owner,Owner Email,Tenant,Tenant Email,Address\nUma Vale,uma@example.com,N/A,N/A,2 Rail St\nKit Ruiz,kit@example.com,Owner occupied,,4 Rail St\nInes Novak,ines@example.com,same as owner,,6 Rail St\nLeo Soto,leo@example.com,Vacant,v@example.com,8 Rail St\n", []string{
			"2: Uma|Vale <uma@example.com>  , 2 Rail St, Salem, OR 97301", "Tenant: nobody’s name, not used (N/A)",
			"3: Kit|Ruiz <kit@example.com>  , 4 Rail St, Salem, OR 97301", "Tenant: nobody’s name, not used (Owner occupied)",
			"4: Ines|Novak <ines@example.com>  , 6 Rail St, Salem, OR 97301", "Tenant: nobody’s name, not used (same as owner)",
			"5: Leo|Soto <leo@example.com>  , 8 Rail St, Salem, OR 97301", "5: needs attention: v@example.com not_a_person",
		}},
		{"an email with the first name of another in the row", "Owner 1,Owner 2,Email,Address\nUma Vale,Kit Ruiz,kit@example.com,2 Rail St\nInes Novak,Leo Novak,novak@example.com,4 Rail St\n", []string{
			"Email: another email, not used (kit@example.com)", "2: needs attention:  missing_email", "2: needs attention:  missing_email",
			"3: Ines|Novak <novak@example.com>  , 4 Rail St, Salem, OR 97301", "3: needs attention:  missing_email",
		}},
		{"types of which few are those of residents", "Name,Email,Address,Resident Type\nUma Vale,uma@example.com,2 Rail St,Zeta\nKit Ruiz,kit@example.com,4 Rail St,Omega\nBo Vale,bo@example.com,6 Rail St,Staff\nLeo Soto,leo@example.com,8 Rail St,Ex-Owner\nMae Soto,mae@example.com,10 Rail St,Owner\n", []string{
			"2: Uma|Vale <uma@example.com>  , 2 Rail St, Salem, OR 97301", "3: Kit|Ruiz <kit@example.com>  , 4 Rail St, Salem, OR 97301",
			"4: needs attention: bo@example.com not_residents", "5: needs attention: leo@example.com", "5: former_resident",
			"6: Mae|Soto <mae@example.com>  , 10 Rail St, Salem, OR 97301",
		}},
		{"what is no unit", "Name,Email,Address,Apt\nUma Vale,uma@example.com,2 Rail St #4,5\nKit Ruiz,kit@example.com,\"4 Rail St\n503-555-0131\",\nBo Vale,bo@example.com,6 Rail St #4,4\nLeo Soto,leo@example.com,8 Rail St,4001\n", []string{
			"2: needs attention: uma@example.com", "2: unclear_address", "3: needs attention: kit@example.com", "3: unclear_address",
			"4: Bo|Vale <bo@example.com>  , 6 Rail St # 4, Salem, OR 97301", "5: Leo|Soto <leo@example.com>  , 8 Rail St Unit 4001, Salem, OR 97301",
		}},
		{"first names and an email for each", "Members,Emails,Address\n\"Uma, Kit\",\"uma@example.com, kit@example.com\",2 Rail St\n\"Vale, Bo\",\"bo@example.com, vale@example.com\",4 Rail St\n", []string{
			"Members: read as several people (Uma, Kit)", "2: needs attention: uma@example.com missing_name", "2: needs attention: kit@example.com missing_name",
			"3: Bo|Vale <bo@example.com>  , 4 Rail St, Salem, OR 97301", "Emails: another email, not used (vale@example.com)",
		}},
		{"what columns of any kind say", "Name,Email,Address,Zeta,Type\nUma Vale,uma@example.com,2 Rail St,Do not contact - litigation,Owner\nKit Ruiz,kit@example.com,4 Rail St,Opted out; do call,Owner\nBo Vale,bo@example.com,6 Rail St,,Management Company\n", []string{
			"2: needs attention: uma@example.com asked_for_no_mail", "3: Kit|Ruiz <kit@example.com>  , 4 Rail St, Salem, OR 97301",
			"4: needs attention: bo@example.com not_residents",
		}},
		{"titles of people who are not to be invited", "Name,Email,Address\nUma Vale,uma@example.com,2 Rail St\nSold Homes,,\nKit Ruiz,kit@example.com,4 Rail St\nOwners,,\nBo Vale,bo@example.com,6 Rail St\nDo Not Contact,,\nLeo Soto,leo@example.com,8 Rail St\n", []string{
			"2: Uma|Vale <uma@example.com>  , 2 Rail St, Salem, OR 97301", "4: not_residents",
			"6: Bo|Vale <bo@example.com>  , 6 Rail St, Salem, OR 97301", "8: not_residents",
		}},
		{"marks of other programs", "Name,Email,Address,Phone,ZIP\nAnn \\Vale,ann@example.com,2 Rail St,,\nKit Ruiz,kit@example.com,4 Rail St,'5035550131,'97301\n", []string{
			"2: needs attention: ann@example.com invalid_name",
			"3: Kit|Ruiz <kit@example.com> +15035550131 , 4 Rail St, Salem, OR 97301", "Phone: the apostrophe that marks a number as text was left out ('5035550131 → 5035550131)", "ZIP: the apostrophe that marks a number as text was left out ('97301 → 97301)",
		}},
		{"emails of both people of a row", "Owner Name,Co-Owner Name,Owner/Co-Owner Email,Address\nUma Vale,Jo Ruiz,jo@example.com,2 Rail St\nInes Novak,Leo Novak,ines@example.com / leo@example.com,4 Rail St\n", []string{
			"Owner/Co-Owner Email: another email, not used (jo@example.com)", "2: needs attention:  missing_email", "2: needs attention:  missing_email",
			"3: Ines|Novak <ines@example.com>  , 4 Rail St, Salem, OR 97301", "Owner/Co-Owner Email: another email, not used (leo@example.com)", "3: needs attention:  missing_email",
		}},
		{"what else says not to mail", "Name,Address,Email,Contact Preference,Consent to Email,Remarks\nUma Vale,2 Rail St,uma@example.com,US Mail only,,\nKit Ruiz,4 Rail St,kit@example.com,E-mail only,Yes,\nInes Novak,6 Rail St,ines@example.com,,No,\n" +
			"Leo Novak,8 Rail St,leo@example.com,Mail,,Wrong email\nMae Soto,10 Rail St,mae@example.com,Email,yes,Please do not invite\nOtis Vale,12 Rail St,otis@example.com,Yes,,\n", []string{
			"2: needs attention: uma@example.com asked_for_no_mail",
			"3: Kit|Ruiz <kit@example.com>  , 4 Rail St, Salem, OR 97301",
			"4: needs attention: ines@example.com asked_for_no_mail", "5: needs attention: leo@example.com asked_for_no_mail", "6: needs attention: mae@example.com asked_for_no_mail",
			"7: Otis|Vale <otis@example.com>  , 12 Rail St, Salem, OR 97301",
		}},
		{"roles of a second contact", "Contact 1,Contact 1 Email,Contact 2,Contact 2 Email,Contact 2 Role,Property Address\nUma Vale,uma@example.com,Kit Ruiz,kit@example.com,Owner,2 Rail St\nInes Novak,ines@example.com,Leo Soto,leo@example.com,Property Manager,4 Rail St\n" +
			"Mae Soto,mae@example.com,Otis Vale,otis@example.com,Emergency,6 Rail St\n", []string{
			"2: Uma|Vale <uma@example.com>  , 2 Rail St, Salem, OR 97301", "2: Kit|Ruiz <kit@example.com>  , 2 Rail St, Salem, OR 97301",
			"3: Ines|Novak <ines@example.com>  , 4 Rail St, Salem, OR 97301", "3: needs attention: leo@example.com not_residents",
			"4: Mae|Soto <mae@example.com>  , 6 Rail St, Salem, OR 97301", "4: needs attention: otis@example.com not_residents",
		}},
		{"until when people lived there", "Name,Address,Email,Resident Thru\nUma Vale,2 Rail St,uma@example.com,Present\nKit Ruiz,4 Rail St,kit@example.com,2019\nInes Novak,6 Rail St,ines@example.com,2031\n", []string{
			"2: Uma|Vale <uma@example.com>  , 2 Rail St, Salem, OR 97301", "3: needs attention: kit@example.com", "3: former_resident",
			"4: Ines|Novak <ines@example.com>  , 6 Rail St, Salem, OR 97301",
		}},
		{"homes below the names of their streets", "Address,Name,Email\nRAIL ST,,\n2,Uma Vale,uma@example.com\n4B,Kit Ruiz,kit@example.com\nPage 2,,\nOak Ave,,\n2,Ines Novak,ines@example.com\n6 Rail St,Leo Novak,leo@example.com\nLot 7,Mae Soto,mae@example.com\nSection 2,,\n8,Otis Vale,otis@example.com\nElm St,,\n10,Bo Vale,bo@example.com\nFir St,(north side),\n12,Cy Vale,cy@example.com\n", []string{
			"3: Uma|Vale <uma@example.com>  , 2 Rail St, Salem, OR 97301", "Address: took the street from the title above the row (2 → 2 RAIL ST)",
			"4: Kit|Ruiz <kit@example.com>  , 4B Rail St, Salem, OR 97301", "Address: took the street from the title above the row (4B → 4B RAIL ST)",
			"7: Ines|Novak <ines@example.com>  , 2 Oak Ave, Salem, OR 97301", "Address: took the street from the title above the row (2 → 2 Oak Ave)",
			"8: Leo|Novak <leo@example.com>  , 6 Rail St, Salem, OR 97301",
			"9: Mae|Soto <mae@example.com>  , Lot 7",
			"10: missing_name unclear_address", "11: needs attention: otis@example.com", "11: unclear_address",
			"13: Bo|Vale <bo@example.com>  , 10 Elm St, Salem, OR 97301", "Address: took the street from the title above the row (10 → 10 Elm St)",
			"14: needs attention:  missing_email", "14: no_house_number",
			"15: needs attention: cy@example.com", "15: unclear_address",
		}},
		{"what stands beside emails", "Name,Address,Email\nUma Vale,2 Rail St,old: uma@example.com new: uma2@example.com\nKit Ruiz,4 Rail St,kit@example.com ben@example.com (Ben)\nInes & Leo Novak,6 Rail St,Leo leo@example.com Ines ines@example.com\n" +
			"Mae Soto,8 Rail St,?mae@example.com\nOtis Vale,10 Rail St,otis@example.com otis2@example.com\nBo Vale,12 Rail St,503-555-0131 / bo@example.com\n", []string{
			"Email: another email, not used (old: uma@example.com)", "Email: another email, not used (new: uma2@example.com)", "2: needs attention:  missing_email",
			"3: Kit|Ruiz <kit@example.com>  , 4 Rail St, Salem, OR 97301", "Email: another email, not used (Ben: ben@example.com)",
			"4: Ines|Novak <ines@example.com>  , 6 Rail St, Salem, OR 97301", "4: Leo|Novak <leo@example.com>  , 6 Rail St, Salem, OR 97301",
			"Name: read as several people (Ines & Leo Novak)",
			"5: needs attention:  invalid_email",
			"6: Otis|Vale <otis@example.com>  , 10 Rail St, Salem, OR 97301", "Email: another email, not used (otis2@example.com)",
			"7: Bo|Vale <bo@example.com>  , 12 Rail St, Salem, OR 97301", "Email: extra text around the email was left out (503-555-0131 / bo@example.com → bo@example.com)",
		}},
		{"who wants no mail", "Name,Email,Address,Email Opt Out\nUma Vale,uma@example.com,2 Rail St,Yes\nKit Ruiz,kit@example.com,4 Rail St,No\nBo Vale,bo@example.com,6 Rail St,2026-03-01 10:30:00\n", []string{
			"2: needs attention: uma@example.com asked_for_no_mail",
			"3: Kit|Ruiz <kit@example.com>  , 4 Rail St, Salem, OR 97301",
			"4: needs attention: bo@example.com asked_for_no_mail",
		}},
		{"what notes say of emails", "Name,Email,Address,Notes\nUma Vale,uma@example.com,2 Rail St,Two dogs. Email changed to uma2@example.com\nInes Novak,ines@example.com,4 Rail St,DO NOT IMPORT\nLeo Soto,leo@example.com,6 Rail St,Email is best\n", []string{
			"2: needs attention: uma@example.com asked_for_no_mail", "3: needs attention: ines@example.com asked_for_no_mail",
			"4: Leo|Soto <leo@example.com>  , 6 Rail St, Salem, OR 97301",
		}},
		{"phones with a type of their own", "Name,Email,Address,Phone 1,Type 1,Phone 2,Type 2\nUma Vale,uma@example.com,2 Rail St,503-555-0131,Spouse Cell,503-555-0132,Home\nInes Novak,ines@example.com,4 Rail St,503-555-0133,Disconnected,,\n", []string{
			"2: Uma|Vale <uma@example.com> +15035550132 , 2 Rail St, Salem, OR 97301", "Phone 1: another phone, not used (503-555-0131)",
			"3: Ines|Novak <ines@example.com>  , 4 Rail St, Salem, OR 97301", "Phone 1: another phone, not used (503-555-0133)",
		}},
		{"names and emails in lines", "Owner Name(s),Property,Email Address(es)\n\"Uma Vale\nKit Ruiz\",2 Rail St,\"uma@example.com\nkit@example.com\"\n", []string{
			"2: Uma|Vale <uma@example.com>  , 2 Rail St, Salem, OR 97301", "2: Kit|Ruiz <kit@example.com>  , 2 Rail St, Salem, OR 97301", "Owner Name(s): read as several people (Uma Vale\nKit Ruiz)",
		}},
		{"whom to invite", "Owner 1,Owner 1 Email,Owner 2,Owner 2 Email,Address,Invite?\nUma Vale,uma@example.com,Kit Vale,kit@example.com,2 Rail St,Yes\nInes Novak,ines@example.com,Leo Novak,leo@example.com,4 Rail St,No\n" +
			"Mae Soto,mae@example.com,,,6 Rail St,\n", []string{
			"2: Uma|Vale <uma@example.com>  , 2 Rail St, Salem, OR 97301", "2: Kit|Vale <kit@example.com>  , 2 Rail St, Salem, OR 97301",
			"3: needs attention: ines@example.com asked_for_no_mail", "3: needs attention: leo@example.com asked_for_no_mail",
			"4: Mae|Soto <mae@example.com>  , 6 Rail St, Salem, OR 97301",
		}},
		{"whom alone to invite", "Name,Email,Address,Send Invitation (Y/N)\nUma Vale,uma@example.com,2 Rail St,x\nInes Novak,ines@example.com,4 Rail St,\n", []string{
			"2: Uma|Vale <uma@example.com>  , 2 Rail St, Salem, OR 97301", "3: needs attention: ines@example.com asked_for_no_mail",
		}},
		{"who was invited, and who is in a directory", "Name,Email,Address,Invited,Include in Directory\nUma Vale,uma@example.com,2 Rail St,x,No\nInes Novak,ines@example.com,4 Rail St,,No\n", []string{
			"2: Uma|Vale <uma@example.com>  , 2 Rail St, Salem, OR 97301", "3: Ines|Novak <ines@example.com>  , 4 Rail St, Salem, OR 97301",
		}},
		{"where mail does not arrive", "Name,Valid Email,Address,Email Status,Bounced,Delete?,No Email\nUma Vale,uma@example.com,2 Rail St,Valid,No,,\nInes Novak,ines@example.com,4 Rail St,Hard Bounce,,,\nLeo Soto,leo@example.com,6 Rail St,,Yes,,\n" +
			"Mae Soto,mae@example.com,8 Rail St,,,x,\nOtis Vale,otis@example.com,10 Rail St,,,,x\n", []string{
			"2: Uma|Vale <uma@example.com>  , 2 Rail St, Salem, OR 97301", "3: needs attention: ines@example.com asked_for_no_mail", "4: needs attention: leo@example.com asked_for_no_mail",
			"5: needs attention: mae@example.com asked_for_no_mail", "6: needs attention: otis@example.com asked_for_no_mail",
		}},
		{"who can be mailed", "Name,Email,Address,Email Valid\nUma Vale,uma@example.com,2 Rail St,Yes\nInes Novak,ines@example.com,4 Rail St,No\n", []string{
			"2: Uma|Vale <uma@example.com>  , 2 Rail St, Salem, OR 97301", "3: needs attention: ines@example.com asked_for_no_mail",
		}},
		{"the community's city behind the street", "Name,Email,Address\nUma Vale,uma@example.com,2 Rail St Salem\nKit Ruiz,kit@example.com,4 Via Salem\nInes Novak,ines@example.com,6 Rail St Unit 3 salem\nLeo Soto,leo@example.com,8 Rail St Reno\n", []string{
			"2: Uma|Vale <uma@example.com>  , 2 Rail St, Salem, OR 97301", "3: Kit|Ruiz <kit@example.com>  , 4 Via Salem, Salem, OR 97301",
			"4: Ines|Novak <ines@example.com>  , 6 Rail St Unit 3, Salem, OR 97301", "5: Leo|Soto <leo@example.com>  , 8 Rail St Reno, Salem, OR 97301",
		}},
		{"units and buildings", "Name,Email,Street,Bldg,Unit,City,State,ZIP\nUma Vale,uma@example.com,2 Rail St,C,7,Salem,OR,97301\nKit Ruiz,kit@example.com,2 Rail St,,7,Salem,OR,97301\nInes Novak,ines@example.com,,,7,Salem,OR,97301\n", []string{
			"2: Uma|Vale <uma@example.com>  , 2 Rail St Bldg C Unit 7, Salem, OR 97301",
			"3: Kit|Ruiz <kit@example.com>  , 2 Rail St Unit 7, Salem, OR 97301",
			"4: needs attention: ines@example.com",
			"4: missing_address",
		}},
		{"lots with blocks", "Name,Email,Lot,Block\nUma Vale,uma@example.com,L-12,A\nKit Ruiz,kit@example.com,#12,B\nInes Novak,ines@example.com,,A\n", []string{
			"2: Uma|Vale <uma@example.com>  , Lot 12 Block A",
			"3: Kit|Ruiz <kit@example.com>  , Lot 12 Block B",
			"4: needs attention: ines@example.com",
			"4: missing_address",
		}},
		{"what is left out and repaired", "Name,Address,Email,Phone,Household Role,ZIP\n*Uma Vale*,2 Rail St,uma@example.com,none yet,Queen,2139\n\"Dr. Kit \"\"Kitty\"\" Ruiz\",4 Rail St,kit@example.com,503-555-0151 x9,,97301\n", []string{
			"2: Uma|Vale <uma@example.com>  , 2 Rail St, 02139",
			"Name: extra marks around the name were left out (*Uma Vale* → Uma Vale)",
			"Phone: this phone can’t be used (none yet)",
			"Household Role: not a household role we know (Queen)",
			"ZIP: the ZIP got back the leading zero a spreadsheet dropped (2139 → 02139)",
			"3: Kit|Ruiz <kit@example.com> +15035550151 , 4 Rail St, Salem, OR 97301",
			"Name: the title, suffix or nickname isn’t kept (Dr. Kitty)",
			"Phone: the extension isn’t kept (503-555-0151 x9)",
		}},
		{"a role with permissions", "Name,Email,Address,Role\nUma Vale,uma@example.com,2 Rail St,President\nKit Ruiz,kit@example.com,4 Rail St,Head of Household\n", []string{
			"2: Uma|Vale <uma@example.com>  , 2 Rail St, Salem, OR 97301",
			"Role: a roster doesn’t give anyone a role with permissions; set it in Community Members (President)",
			"3: Kit|Ruiz <kit@example.com>  head, 4 Rail St, Salem, OR 97301",
		}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			if diff := cmp.Diff(tt.want, readRoster(t, tt.text)); diff != "" {
				t.Errorf("rows (-want +got):\n%s", diff)
			}
		})
	}
}
