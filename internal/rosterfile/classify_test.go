package rosterfile

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/communitrak/onboarding/internal/rosterfile/columns"
)

// classesOf returns what columns are taken for, and the kinds of the questions.
func classesOf(f *File) string {
	var said []string
	for _, field := range fieldsOf(f) {
		said = append(said, strings.NewReplacer("member[", "", "].", ".", "property.", "").Replace(field))
	}
	for _, q := range f.Questions() {
		kind, _, _ := strings.Cut(q.ID, "-")
		said = append(said, "? "+kind+" "+q.Column)
	}
	return strings.Join(said, "|")
}

func TestClassify(t *testing.T) {
	t.Parallel()
	tests := []struct{ name, text, want string }{
		{"a stranger's email is no fallback",
			"Name,Address,Email,Builder Email\nAnn Lee,1 Oak St,,b@example.org\n", "1.fullName|address|1.email|"},
		{"and is asked about where there is no other",
			"Name,Address,Zeta Email\nAnn Lee,1 Oak St,b@example.org\n", "1.fullName|address||? whose Zeta Email"},
		{"a tenant's email is not the owner's",
			"Full Name,Address,Email,Tenant Email\nAnn Lee,1 Oak St,,t@example.org\n", "1.fullName|address|1.email|"},
		{"an owner beside a resident",
			"Resident,Unit Address,Email,Owner Name,Owner Email\nAnn Lee,1 Oak St,,Bo Ray,b@example.com\n", "1.fullName|address|1.email|2.fullName|2.email"},
		{"one email by name, one without",
			"Owner,Owner Email,Email,Tenant,Tenant Email,Address\nAnn Lee,a@example.com,x@example.org,Bo Ray,b@example.com,1 Oak St\n",
			"1.fullName|1.email||2.fullName|2.email|address|? whose Email"},
		{"emails of both",
			"Owner Name,Co-Owner Name,Address,Owner/Co-Owner Email\nAnn Lee,Bo Ray,1 Oak St,a@example.com\n", "1.fullName|2.fullName|address|1.email"},
		{"emails of whoever lives there",
			"Owner/Tenant Name,Address,Owner/Tenant Email\nAnn Lee,1 Oak St,a@example.com\n", "1.fullName|address|1.email"},
		{"emails of either",
			"Owner,Tenant,Address,Owner/Tenant Email\nAnn Lee,Bo Ray,1 Oak St,a@example.com\n", "1.fullName|2.fullName|address||? whose Owner/Tenant Email"},
		{"emails of one person by two words",
			"Owner,Spouse,Address,Email,Spouse/Co-Owner Email\nAnn Lee,Bo Ray,1 Oak St,a@example.com,b@example.com\n", "1.fullName|2.fullName|address|1.email|2.email"},
		{"people, abbreviated",
			"Prop Addr,Own1 First,Own1 Last,Own2 First,Own2 Last,Own Email,Own Ph\n1 Oak St,Ann,Lee,Bo,Ray,a@example.com,480-555-0101\n", "address|1.first|1.last|2.first|2.last|1.email|1.phone"},
		{"a home that is elsewhere than the address",
			"Name,Email,Address,Property Address (if different)\nAnn Lee,a@example.com,9 Far St,1 Oak St\n", "1.fullName|1.email||address|? home Property Address (if different)"},
		{"people who have left, by the title",
			"Former Residents as of 2024,,\n\nName,Address,Email\nAnn Lee,1 Oak St,a@example.com\n", "1.fullName|address|1.email|? strangers "},
		{"people who wait, by the title",
			"Oak Park - Waiting List\nName,Address,Email\nAnn Lee,1 Oak St,a@example.com\n", "1.fullName|address|1.email|? strangers "},
		{"people who live there, by the title",
			"Current and Former Owners,Past Due Owners,Friends of Oak Park\nName,Address,Email\nAnn Lee,1 Oak St,a@example.com\n", "1.fullName|address|1.email"},
		{"emails of two years",
			"Name,Address,Email 2019,Email 2024\nAnn Lee,1 Oak St,a@example.com,a2@example.com\n", "1.fullName|address|1.email2|1.email"},
		{"emails that are not to be used",
			"Name,Address,Email - DO NOT USE,Email\nAnn Lee,1 Oak St,a@example.com,a2@example.com\n", "1.fullName|address||1.email"},
		{"contacts behind the name of a manager",
			"Name,Address,Manager,Email,Phone\nAnn Lee,1 Oak St,Bo Ray,b@example.org,480-555-0101\n", "1.fullName|address||||? whose Email|? whose Phone"},
		{"contacts once more, behind the name of somebody to call",
			"Name,Address,Email,Phone,Emergency Contact,Relationship,Phone\nAnn Lee,1 Oak St,a@example.com,,Bo Ray,Spouse,480-555-0101\n", "1.fullName|address|1.email|1.phone|||"},
		{"numbers of houses, called the address",
			"Lot #,Address #,Street,Owner,Email\n4,120,Oak St,Ann Lee,a@example.com\n", "lot|streetNumber|street|1.fullName|1.email"},
		{"buildings, called by their addresses",
			"Unit,Name,Email,Building\n4,Ann Lee,a@example.com,500 Oak St\n", "unit|1.fullName|1.email|address"},
		{"buildings at an address",
			"Unit,Name,Email,Building,Address\n4,Ann Lee,a@example.com,500 Oak St,1 Elm St\n", "unit|1.fullName|1.email|building|address"},
		{"where mail goes, in a word",
			"Name,Address,Mailing,Email\nAnn Lee,1 Oak St,9 Far St,a@example.com\n", "1.fullName|address||1.email"},
		{"and where nothing else is an address",
			"Name,Mailing,Email\nAnn Lee,9 Far St,a@example.com\n", "1.fullName||1.email|? home Mailing"},
		{"what somebody to call is to the resident",
			"Name,Address,Email,In Case of Emergency,Emergency Phone,Relationship to Resident\nAnn Lee,1 Oak St,a@example.com,Bo,480-555-0101,Spouse\n", "1.fullName|address|1.email|||"},
		{"what people are to the resident",
			"Name,Address,Email,Relationship to Resident\nAnn Lee,1 Oak St,a@example.com,Spouse\n", "1.fullName|address|1.email|1.householdRole"},
		{"people of whom no word is known",
			"Name,Address,Email,Zeta Name,Zeta Email,Zeta Phone\nAnn Lee,1 Oak St,a@example.com,Bo Ray,b@example.com,480-555-0101\n", "1.fullName|address|1.email||||? names Zeta Name"},
		{"and who cannot be invited",
			"Name,Address,Email,Zeta Name,Zeta Phone\nAnn Lee,1 Oak St,a@example.com,Bo Ray,480-555-0101\n", "1.fullName|address|1.email||"},
		{"people who have left",
			"Name,Address,Email,Previous Owner Name,Previous Owner Email\nAnn Lee,1 Oak St,a@example.com,Bo Ray,b@example.com\n", "1.fullName|address|1.email||"},
		{"a partner, in a sentence",
			"What is your name?,What is your partner's name?,What is your email?,What is your partner's email?,Your address?\nAnn Lee,Bo Ray,a@example.com,b@example.com,1 Oak St\n", "1.fullName|2.fullName|1.email|2.email|address"},
		{"another adult",
			"Name,Address,Email,Other adult in home,Other adult email\nAnn Lee,1 Oak St,a@example.com,Bo Ray,b@example.com\n", "1.fullName|address|1.email|2.fullName|2.email"},
		{"what a program did, and when",
			"Name,Address,Email,Zeta Time,Unsub Time\nAnn Lee,1 Oak St,a@example.com,2023-05-01 10:30:00,2023-05-01 10:31:00\n", "1.fullName|address|1.email||1.noMail"},
		{"days with midnight behind them",
			"Name,Address,Email,Zeta\nAnn Lee,1 Oak St,a@example.com,2023-05-01 00:00:00\nBo Ray,2 Oak St,b@example.com,5/1/2023 12:00:00 AM\n", "1.fullName|address|1.email||? left Zeta"},
		{"contacts once more, behind the name of a sitter",
			"Name,Address,Email,Phone,Sitter,Phone\nAnn Lee,1 Oak St,a@example.com,,Bo Ray,480-555-0101\n", "1.fullName|address|1.email|1.phone||"},
		{"an email that may be the owner's or the tenant's",
			"Owner,Tenant,Email,Address\nAnn Lee,Bo Ray,b@example.com,1 Oak St\n", "1.fullName|2.fullName||address|? whose Email"},
		{"the owner's email, before a tenant is named",
			"Owner,Email,Tenant,Address\nAnn Lee,a@example.com,Bo Ray,1 Oak St\n", "1.fullName|1.email|2.fullName|address"},
		{"contacts behind each of two names",
			"Owner,Phone,Email,Tenant,Phone,Email,Address\nAnn Lee,480-555-0101,a@example.com,Bo Ray,480-555-0102,b@example.com,1 Oak St\n", "1.fullName|1.phone|1.email|2.fullName|2.phone|2.email|address"},
		{"contacts behind a spouse's name",
			"First,Last,Email,Spouse,Email,Address\nAnn,Lee,a@example.com,Bo,b@example.com,1 Oak St\n", "1.first|1.last|1.email|2.fullName|2.email|address"},
		{"the names of two, and then the emails of two",
			"First,Last,First,Last,Email,Email,Address\nAnn,Lee,Bo,Ray,a@example.com,b@example.com,1 Oak St\n", "1.first|1.last|2.first|2.last|1.email|2.email|address"},
		{"the names of two, and one email",
			"First,Last,First,Last,Email,Address\nAnn,Lee,Bo,Ray,a@example.com,1 Oak St\n", "1.first|1.last|2.first|2.last||address|? whose Email"},
		{"homes under a heading of another program, and mailing addresses",
			"Name,Properties Held,Address,Email\nAnn Lee,1 Oak St,PO Box 9,a@example.com\n", "1.fullName||address|1.email|? right Address"},
		{"parts of a place, named and not numbered",
			"Site,Lot,Name,Email\nNorth,4,Ann Lee,a@example.com\nSouth,4,Bo Ray,b@example.com\n", "|lot|1.fullName|1.email|? unit Site"},
		{"given names, and the last name of all",
			"Last Name,Husband,Wife,Email,Address\nLee,Bo,Ann,b@example.com,1 Oak St\nRay,Cy,,c@example.com,2 Oak St\n", "1.last|1.first|2.first|1.email|address"},
		{"given names, and the family's",
			"Family Name,Adult 1,Adult 1 Email,Adult 2,Address\nLee,Bo,b@example.com,Ann,1 Oak St\n", "1.last|1.first|1.email|2.first|address"},
		{"whole names, and the family's",
			"Family Name,Adult 1,Adult 1 Email,Address\nLee,Bo Lee,b@example.com,1 Oak St\n", "household.name|1.fullName|1.email|address"},
		{"numbers of people tell no homes apart",
			"Person ID,First,Last,Email,Address\n1,Ann,Lee,a@example.com,1 Oak St\n2,Bo,Lee,b@example.com,1 Oak St\n", "|1.first|1.last|1.email|address"},
		{"yes and no tell no homes apart",
			"Zeta?,First,Last,Email,Address\nY,Ann,Lee,a@example.com,1 Oak St\nN,Bo,Lee,b@example.com,1 Oak St\n", "|1.first|1.last|1.email|address"},
		{"numbers of houses, as counties call them",
			"Owner,Situs Number,Situs Street,Situs Unit,Email\nAnn Lee,12,OAK ST,,a@example.com\n", "1.fullName|streetNumber|street|unit|1.email"},
		{"numbers of properties beside whole streets",
			"Owner,Property Number,Property Street,Email\nAnn Lee,12,1 Oak St,a@example.com\n", "1.fullName||street|1.email"},
		{"what people are to their homes",
			"Name,Address,Email,Relationship to Property\nAnn Lee,1 Oak St,a@example.com,Owner\nBo Ray,2 Oak St,b@example.com,Renter\n", "1.fullName|address|1.email|1.residentType"},
		{"parents",
			"Family Name,Parent 1,Parent 1 Email,Parent 2,Parent 2 Email,Child 1,Address\nLee,Ann,a@example.com,Bo,b@example.com,Cy,1 Oak St\n", "1.last|1.first|1.email|2.first|2.email||address"},
		{"which email somebody prefers",
			"Name,Address,Home Email,Work Email,Preferred Email\nAnn Lee,1 Oak St,a@example.com,a@work.example.com,Home\n", "1.fullName|address|1.email|1.email2|"},
		{"whether an email is valid",
			"Name,Address,Email,Email Valid\nAnn Lee,1 Oak St,a@example.com,Y\n", "1.fullName|address|1.email|1.noMail"},
		{"two columns about who gets no emails",
			"Name,Address,Email,Email Delivery Disabled,Receiving Emails Disabled\nAnn Lee,1 Oak St,a@example.com,no,yes\n", "1.fullName|address|1.email|1.noMail|1.noMail2"},
		{"sentences are no names",
			"Name,Address,Email,Anything else?\nAnn Lee,1 Oak St,a@example.com,We are moving out in June\n", "1.fullName|address|1.email|"},
		{"shareholders of a cooperative",
			"Shareholder 1,Shareholder 2,Apt,Email 1,Email 2,Address\nAnn Lee,Bo Ray,4A,a@example.com,b@example.com,1 Oak St\n", "1.fullName|2.fullName|unit|1.email|2.email|address"},
		{"another adult, numbered",
			"Head of Household,HOH Email,Spouse,Spouse Email,Other Adult 1,Other Adult 1 Email,Address\nAnn Lee,a@example.com,Bo Ray,b@example.com,Cy Fox,c@example.com,1 Oak St\n", "1.fullName|1.email|2.fullName|2.email|3.fullName|3.email|address"},
		{"contacts of whose name another may be the same",
			"Name,Email,Resident,Resident Email,Address\nAnn Lee,,Bo Ray,b@example.com,1 Oak St\n", "1.fullName|1.email|||address|? right Name|? whose Resident Email"},
		{"the members of a household",
			"Name,Address,Email,Household Members\nAnn Lee,1 Oak St,a@example.com,Bo Lee\n", "1.fullName|address|1.email||? right Name"},
		{"people under a heading that is an address",
			"Name,Address,Email,Also at this address,Their email\nAnn Lee,1 Oak St,a@example.com,Bo Lee,b@example.com\n", "1.fullName|address|1.email|||? names Also at this address"},
		{"since when somebody gets no emails",
			"Name,Address,Email,SMS Opt Out,Email Opt-Out Date\nAnn Lee,1 Oak St,a@example.com,Yes,2024-01-01\n", "1.fullName|address|1.email||1.noMail"},
		{"how somebody prefers to be contacted",
			"Name,Address,Email,Preferred Contact Method\nAnn Lee,1 Oak St,a@example.com,Do not contact\n", "1.fullName|address|1.email|1.noMail"},
		{"nor do those of members",
			"Member Number,First,Last,Email,Address\n1,Ann,Lee,a@example.com,1 Oak St\n2,Bo,Lee,b@example.com,1 Oak St\n", "|1.first|1.last|1.email|address"},
		{"who gets no emails",
			"Name,Email,Email Delivery Disabled,Address,Last Login\nAnn Lee,a@example.com,no,1 Oak St,1/5/2023\n", "1.fullName|1.email|1.noMail|address|"},
		{"numbers of homes do",
			"Home ID,First,Last,Email,Address\n1,Ann,Lee,a@example.com,1 Oak St\n2,Bo,Ray,b@example.com,1 Oak St\n", "|1.first|1.last|1.email|address|? unit Home ID"},
		{"a legal first name",
			"Legal First Name,Preferred Name,Last Name,Email,Address\nAnn,Annie,Lee,a@example.com,1 Oak St\n", "1.first||1.last|1.email|address"},
		{"an owner's address is not the home",
			"Property Address,City,Owner,Owner Address 1,Owner City,Email\n1 Oak St,Mesa,Ann Lee,9 Far St,Reno,a@example.com\n", "address|city|1.fullName|||1.email"},
		{"and is asked about where there is no other",
			"Owner,Owner Address,Owner City,Email\nAnn Lee,9 Far St,Reno,a@example.com\n", "1.fullName|||1.email|? home Owner Address"},
		{"statements and residents of now",
			"Name,Unit Address,Statement Address,Current Address,Email\nAnn Lee,1 Oak St,9 Far St,8 Far St,a@example.com\n", "1.fullName|address|||1.email"},
		{"two addresses that may be the home",
			"Name,Address,Property Address,Email\nAnn Lee,9 Far St,1 Oak St,a@example.com\n", "1.fullName||address|1.email|? home Property Address"},
		{"another address, which is empty",
			"Name,Address,Property Address,Email\nAnn Lee,,1 Oak St,a@example.com\n", "1.fullName||address|1.email"},
		{"house numbers and streets in one column",
			"Name,House Number and Street Name,Email\nAnn Lee,1 Oak St,a@example.com\n", "1.fullName|street|1.email"},
		{"addresses and cities in one column",
			"Name,\"Address, City\",Email\nAnn Lee,\"1 Oak St, Mesa\",a@example.com\n", "1.fullName|address|1.email"},
		{"a second address, and no second line",
			"Address,City,Name,Email,Address 2,City 2\n1 Oak St,Mesa,Ann Lee,a@example.com,9 Far St,Reno\n", "address|city|1.fullName|1.email||"},
		{"two cities, torn from their addresses",
			"City,Name,Mailing Address,Email,City,Address\nMesa,Ann Lee,9 Far St,a@example.com,Reno,1 Oak St\n", "|1.fullName||1.email||address"},
		{"a city that is not that of the whole addresses",
			"Name,Address,City,Email\nAnn Lee,\"1 Oak St, Mesa, AZ 85201\",Reno,a@example.com\n", "1.fullName|address||1.email"},
		{"days are no phone numbers",
			"Name,Address,Email,Valid Through\nAnn Lee,1 Oak St,a@example.com,2027-04-01\n", "1.fullName|address|1.email||? left Valid Through"},
		{"a city behind units",
			"Name,Address,City,Email\nAnn Lee,\"1 Oak St, Unit 4\",Mesa,a@example.com\n", "1.fullName|address|city|1.email"},
		{"a unit behind another address",
			"Name,Mailing Address,Unit,Email,Address\nAnn Lee,9 Far St,4,a@example.com,1 Oak St\n", "1.fullName|||1.email|address|? unit Unit"},
		{"what tells homes apart in parks",
			"Name,Address,Space #,Email\nAnn Lee,1 Oak St,4,a@example.com\n", "1.fullName|address|unit|1.email"},
		{"and where there are no streets",
			"Name,Pad,Email\nAnn Lee,4,a@example.com\n", "1.fullName|lot|1.email"},
		{"lots at one street address",
			"Name,Address,Lot,Email\nAnn Lee,1 Oak St,4,a@example.com\nBo Ray,1 Oak St,5,b@example.com\n", "1.fullName|address|unit|1.email"},
		{"lots beside streets",
			"Name,Address,Lot,Email\nAnn Lee,1 Oak St,4,a@example.com\nBo Ray,2 Oak St,5,b@example.com\n", "1.fullName|address|lot|1.email"},
		{"something that differs at one street address",
			"Name,Address,Zeta,Email\nAnn Lee,1 Oak St,4,a@example.com\nBo Ray,1 Oak St,5,b@example.com\n", "1.fullName|address||1.email|? unit Zeta"},
		{"emails under a heading that says nothing",
			"Name,Address,Email,Zeta\nAnn Lee,1 Oak St,a@example.com,b@example.org\n", "1.fullName|address|1.email||? whose Zeta"},
		{"dates under a heading that says nothing",
			"Name,Address,Email,Zeta\nAnn Lee,1 Oak St,a@example.com,1/5/2023\n", "1.fullName|address|1.email||? left Zeta"},
		{"words of a status that are not known",
			"Name,Address,Email,Status\nAnn Lee,1 Oak St,a@example.com,Current\nBo Ray,2 Oak St,b@example.com,Zeta\n", "1.fullName|address|1.email|1.status|? status Status"},
		{"a status about something else",
			"Name,Address,Email,Status\nAnn Lee,1 Oak St,a@example.com,Paid\n", "1.fullName|address|1.email|"},
		{"a column of leaving with a word that is not known",
			"Name,Address,Email,Zeta Move Out\nAnn Lee,1 Oak St,a@example.com,1/5/2023\n", "1.fullName|address|1.email||? left Zeta Move Out"},
		{"a status that no heading calls so",
			"Name,Address,Email,Zeta\nAnn Lee,1 Oak St,a@example.com,Applicant\nBo Ray,2 Oak St,b@example.com,Resident\n", "1.fullName|address|1.email||? status Zeta"},
		{"what is active in a portal",
			"Name,Address,Email,Portal Active,Last Sold,Lease Termination Date\nAnn Lee,1 Oak St,a@example.com,No,1/5/2023,1/5/2023\n", "1.fullName|address|1.email|||"},
		{"two owners of a county, of whom one reveals the order",
			"Owner 1,Owner 2,Site Address,Email\nLAMB BOB J,LAMB UMA,1 Oak St,a@example.com\nVANCE UMA,,2 Oak St,b@example.com\n", "1.lastFirst|2.lastFirst|address|1.email"},
		{"last names in capitals",
			"Name,Address,Email\nOYELARAN Tunde,1 Oak St,a@example.com\nNG Wei,2 Oak St,b@example.com\n", "1.lastFirst|address|1.email"},
		{"an order that the names contradict",
			"Owner 1,Owner 2,Site Address,Email\nLAMB BOB J,Uma Lamb,1 Oak St,a@example.com\nJames Vance,,2 Oak St,b@example.com\n", "1.fullName|2.fullName|address|1.email"},
		{"a secondary person",
			"Address,Primary Name,Primary Phone,Primary Email,Secondary Name,Secondary Phone,Secondary Email\n1 Oak St,Ann Lee,,,Bo Ray,480-555-0101,b@example.com\n", "address|1.fullName|1.phone|1.email|2.fullName|2.phone|2.email"},
		{"a secondary email of the same person",
			"Address,Name,Email,Secondary Email\n1 Oak St,Ann Lee,a@example.com,b@example.com\n", "address|1.fullName|1.email|1.email2"},
		{"an email at work",
			"Name,Work Email,Personal Email,Home Address\nAnn Lee,a@work.example.com,a@example.com,1 Oak St\n", "1.fullName|1.email2|1.email|address"},
		{"days of arrival",
			"Name,Address,Email,Moved In,Lease Start,Move In Fee\nAnn Lee,1 Oak St,a@example.com,1/5/2023,1/5/2024,1/5/2023\n", "1.fullName|address|1.email|1.arrives||"},
		{"arrivals where several live",
			"Owner,Owner Email,Tenant,Tenant Email,Address,Move In\nAnn Lee,a@example.com,Bo Ray,b@example.com,1 Oak St,1/5/2023\n",
			"1.fullName|1.email|2.fullName|2.email|address|1.arrives"},
		{"of whom several a day speaks",
			"Owner,Owner Email,Tenant,Tenant Email,Address,Move Out\nAnn Lee,a@example.com,Bo Ray,b@example.com,1 Oak St,1/5/2023\n",
			"1.fullName|1.email|2.fullName|2.email|address|1.left|? whom Move Out"},
		{"two lists side by side",
			"Name,Address,Email,,Name,Address,Email\nAnn Lee,1 Oak St,a@example.com,,Bo Ray,2 Oak St,b@example.com\n",
			"1.fullName|address|1.email|||||? beside Name"},
		{"groups above the headings",
			",,Owner,,Tenant,\nProperty Address,Lot,Name,Email,Name,Email\n1 Oak St,1,Ann Lee,a@example.com,Bo Ray,b@example.com\n",
			"address|lot|1.fullName|1.email|2.fullName|2.email"},
		{"groups that look like headings",
			"Unit,Resident,,Contact,,Lease,\n,Code,Name,Email,Cell,From,To\n4,t100,Ann Lee,a@example.com,480-555-0101,1/1/2024,\n", "unit||1.fullName|1.email|1.phone||"},
		{"a title is no group",
			"Maple Grove,Roster\nName,Address,Email\nAnn Lee,1 Oak St,a@example.com\n", "1.fullName|address|1.email"},
		{"what only looks like a part of a home",
			"Name,Property Address,Home Value,Unit Sq Ft,Portal Key,Email\nAnn Lee,1 Oak St,300000,900,AB12,a@example.com\n", "1.fullName|address||||1.email"},
		{"streets of county rolls",
			"Owner,SITUS_NUM,SITUS_DIR,SITUS_STREET,SITUS_TYPE,Email\nAnn Lee,14,N,Oak,St,a@example.com\n", "1.fullName|streetNumber|streetDirection|street|streetType|1.email"},
		{"a number that is no house's",
			"Name,Property Number,Address,Email\nAnn Lee,1044,1 Oak St,a@example.com\n", "1.fullName||address|1.email"},
		{"remarks that differ at one street address",
			"Name,Address,Email,Zeta\nAnn Lee,1 Oak St,a@example.com,keeps two dogs\nBo Ray,1 Oak St,b@example.com,rides a bike\n", "1.fullName|address|1.email||? names Zeta"},
		{"days that differ at one street address",
			"Name,Address,Email,Zeta\nAnn Lee,1 Oak St,a@example.com,1/5/2023\nBo Ray,1 Oak St,b@example.com,2/5/2023\n", "1.fullName|address|1.email||? left Zeta"},
		{"a stranger's numbers that differ at one street address",
			"Name,Address,Email,Zeta Phone\nAnn Lee,1 Oak St,a@example.com,12\nBo Ray,1 Oak St,b@example.com,14\n", "1.fullName|address|1.email|"},
		{"phones under a heading that says nothing",
			"Name,Address,Email,Phone,Zeta\nAnn Lee,1 Oak St,a@example.com,480-555-0101,480-555-0102\n", "1.fullName|address|1.email|1.phone||? whose Zeta"},
		{"words that differ between families",
			"Name,Address,Email,Zeta\nAnn Lee,1 Oak St,a@example.com,North\nBo Ray,1 Oak St,b@example.com,South\n", "1.fullName|address|1.email||? unit Zeta"},
		{"words that differ within a family",
			"Name,Address,Email,Zeta\nAnn Lee,1 Oak St,a@example.com,Red\nBo Lee,1 Oak St,b@example.com,Blue\nCy Day,1 Oak St,c@example.com,Green\n", "1.fullName|address|1.email|"},
		{"words that differ with the address",
			"Name,Address,Email,Zeta\nAnn Lee,1 Oak St,a@example.com,Red\nBo Ray,2 Oak St,b@example.com,Blue\n", "1.fullName|address|1.email|"},
		{"many words that differ between families",
			"Name,Address,Email,Zeta\nAnn Lee,1 Oak St,a@example.com,Red\nBo Ray,1 Oak St,b@example.com,Blue\nCy Day,2 Oak St,c@example.com,Pink\nDi Hall,3 Oak St,d@example.com,Gray\nEd Poe,4 Oak St,e@example.com,Green\nFlo Ivy,5 Oak St,f@example.com,White\nGus Kerr,6 Oak St,g@example.com,Black\n", "1.fullName|address|1.email|"},
		{"something that differs where there are units",
			"Name,Address,Unit,Email,Zeta\nAnn Lee,1 Oak St,4,a@example.com,A1\nBo Ray,1 Oak St,4,b@example.com,A2\n", "1.fullName|address|unit|1.email||? unit Zeta"},
		{"one phone by name, one without",
			"Owner,Owner Email,Owner Phone,Phone,Tenant,Tenant Email,Address\nAnn Lee,a@example.com,480-555-0101,480-555-0102,Bo Ray,b@example.com,1 Oak St\n", "1.fullName|1.email|1.phone||2.fullName|2.email|address|? whose Phone"},
		{"who has left and when, under a word that is not known",
			"Name,Address,Email,Zeta\nAnn Lee,1 Oak St,a@example.com,Moved out in 3/2024\nBo Ray,2 Oak St,b@example.com,\n", "1.fullName|address|1.email||? status Zeta"},
		{"a flag of leaving with a word that is not known",
			"Name,Address,Email,Zeta Inactive\nAnn Lee,1 Oak St,a@example.com,Yes\n", "1.fullName|address|1.email||? left Zeta Inactive"},
		{"a slip over other values",
			"Name,Address,Email,Emial,Phne,Zpi,Sttae,Adress\nAnn Lee,1 Oak St,a@example.com,blue,red,green,yellow,black\n", "1.fullName|address|1.email|||||"},
		{"slips over what they mean",
			"Name,Adress,Emial,Phne,Zipcod,Sttae\nAnn Lee,1 Oak St,a@example.com,480-555-0101,85201,AZ\n", "1.fullName|address|1.email|1.phone||state"},
		{"two names in a row that are no two lists",
			"Name,Email,Name,Email,Address\nAnn Lee,a@example.com,Bo Ray,b@example.com,1 Oak St\n", "1.fullName|1.email|2.fullName|2.email|address"},
		{"two addresses in a row that are no two lists",
			"Name,Email,Address,Address\nAnn Lee,a@example.com,1 Oak St,1 Oak St\n", "1.fullName|1.email|address|"},
		{"two addresses in a row that differ",
			"Name,Email,Address,Address\nAnn Lee,a@example.com,1 Oak St,9 Far St\n", "1.fullName|1.email|address||? home Address"},
		{"an address at another street",
			"Name,Email,Street,Address\nAnn Lee,a@example.com,1 Oak St,9 Far St\n", "1.fullName|1.email|street|address|? home Street"},
		{"an address with its city beside its street",
			"Name,Email,Street,Address\nAnn Lee,a@example.com,1 Oak St,\"1 Oak St, Mesa\"\n", "1.fullName|1.email|street|address"},
		{"two lists of streets",
			"Name,Street,Email,Name,Street,Email\nAnn Lee,1 Oak St,a@example.com,Bo Ray,2 Oak St,b@example.com\n", "1.fullName|street|1.email||||? beside Name"},
		{"owners of now, by name",
			"Current Owner,Address,Email\nAnn Lee,1 Oak St,a@example.com\n", "1.fullName|address|1.email"},
		{"houses by number",
			"House,Street,Name,Email\n12,Oak St,Ann Lee,a@example.com\n", "streetNumber|street|1.fullName|1.email"},
		{"houses by address",
			"House,Name,Email\n12 Oak St,Ann Lee,a@example.com\n", "address|1.fullName|1.email"},
		{"a building behind another address",
			"Name,Mailing Address,Bldg,Email,Address\nAnn Lee,9 Far St,4,a@example.com,1 Oak St\n", "1.fullName|||1.email|address|? unit Bldg"},
		{"a unit of another address",
			"Name,Property Address,Home Address,Home Apt,Email\nAnn Lee,1 Oak St,1 Oak St,4,a@example.com\n", "1.fullName|address|||1.email|? unit Home Apt"},
		{"roles in the household and in the community",
			"Name,Address,Email,Role\nAnn Lee,1 Oak St,a@example.com,Head\nBo Ray,2 Oak St,b@example.com,Board Member\n", "1.fullName|address|1.email|1.role"},
		{"two addresses of several people",
			"Name,Address,City,Email,Address 2\nAnn Lee,1 Oak St,Mesa,a@example.com,Apt 4\n", "1.fullName|address|city|1.email|unit"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			if diff := cmp.Diff(strings.Split(tt.want, "|"), strings.Split(classesOf(open(t, tt.text)), "|")); diff != "" {
				t.Errorf("%s(-want +got):\n%s", tt.text, diff)
			}
		})
	}
}

func TestFile_Rows_absences(t *testing.T) {
	t.Parallel()
	f := open(t, "Name,Address,Email,Vacated Date,Status,Active,Move In\n"+
		"Ann Lee,1 Oak St,a@example.com,1/5/2023,Current,Yes,\nBo Ray,2 Oak St,b@example.com,,Applicant,Yes,spring\n"+
		"Cy Day,3 Oak St,c@example.com,,Current,No,\nDi Hall,4 Oak St,d@example.com,,Current,Yes,1/5/2023\nEd Poe,5 Oak St,e@example.com,soon,Current,Yes,no\n")
	var got []columns.Absence
	for _, r := range rowsOf(t, f) {
		got = append(got, r.Absences...)
	}
	want := []columns.Absence{
		{Person: 1, Column: "Vacated Date", Value: "1/5/2023", Left: time.Date(2023, 1, 5, 0, 0, 0, 0, time.UTC)},
		{Person: 1, Column: "Status", Value: "Applicant", NotYet: true},
		{Person: 1, Column: "Active", Value: "No"},
		{Person: 1, Column: "Move In", Value: "1/5/2023", NotYet: true, From: time.Date(2023, 1, 5, 0, 0, 0, 0, time.UTC)},
		{Person: 1, Column: "Vacated Date", Value: "soon"},
		{Person: 1, Column: "Move In", Value: "no", NotYet: true},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("absences (-want +got):\n%s", diff)
	}
}

func TestFile_Rows_aside(t *testing.T) {
	t.Parallel()
	f := open(t, "Name,Address,Email\nCurrent Residents,,\nAnn Lee,1 Oak St,a@example.com\nMaple Grove   Page 1 of 2,,\nName,Address,Email\n"+
		"Ann Total,2 Oak St,t@example.com\nAmy Hall,,\n,14 Oak St,\n-> Maple Grove - 100 Oak St,,\nTotal: 4,,\nPrinted 11/27/2026 by jdoe,,\n\n,Vendor,Email\nJoe Poe,Plumber,joe@example.org\n")
	var got []string
	for _, r := range rowsOf(t, f) {
		said := r.Skipped
		if r.Problem != nil {
			said = r.Problem.Code
		}
		got = append(got, fmt.Sprintf("%d %s", r.Number, said))
	}
	want := []string{"2 the title of a group", "3 ", "4 a line of the page", "5 the headings once more", "6 ", "7 ", "8 ",
		"9 the title of a group", "10 a total", "11 a line of the page", "13 other_table", "14 other_table"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("rows (-want +got):\n%s", diff)
	}
	if w := f.Detected().Warnings; len(w) != 1 || !strings.Contains(w[0], "another table") {
		t.Errorf("got the warnings %q", w)
	}
}

func TestRepair_cells(t *testing.T) {
	t.Parallel()
	tests := []struct{ field, cell, value, code string }{
		{"email", "ann@example.com.", "ann@example.com", NoteEmailTrimmed},
		{"email", "ann@example.com (work)", "ann@example.com", NoteEmailTrimmed},
		{"email", "ann@example.com (work) (home)", "ann@example.com (work) (home)", ""},
		{"email", "nan", "", NoteEmptyWord},
		{"property.unit", "None", "", NoteEmptyWord},
		{"last", "None", "None", ""},
		{"property.unit", "2024-03-01", "2024-03-01", NoteMisreadAsDay},
		{"property.unit", "3-1", "3-1", ""},
		{"property.address", "100 Oak St - Rear", "100 Oak St - Rear", ""},
	}
	for _, tt := range tests {
		if value, code := repair(tt.cell, tt.field); value != tt.value || code != tt.code {
			t.Errorf("%s %q: got %q, %s, want %q, %s", tt.field, tt.cell, value, code, tt.value, tt.code)
		}
	}
}

// TestFile_Rows_groups reads rows under titles that say whose they are.
func TestFile_Rows_groups(t *testing.T) {
	t.Parallel()
	f := open(t, "Unit,Name,Email,Address\nCurrent Residents,,,\n1,Ann Lee,a@example.com,1 Oak St\nFuture Residents/Applicants,,,\n2,Bo Ray,b@example.com,1 Oak St\n"+
		"B,,,\nTotal: 1,,,\n3,Cy Day,c@example.com,1 Oak St\nPast Tenants,,,\n4,Di Hall,d@example.com,1 Oak St\nCurrent and Former Owners,,,\n5,Ed Poe,e@example.com,1 Oak St\n"+
		",Vendors,,\n6,Flo Orr,f@example.com,1 Oak St\nOwners,,,\n7,Gil Fox,g@example.com,1 Oak St\n")
	got := map[int]string{}
	for _, r := range rowsOf(t, f) {
		switch {
		case r.Skipped != "":
		case r.Problem != nil:
			got[r.Number] = r.Problem.Code + " " + r.Problem.Value
		default:
			got[r.Number] = r.People[0].FullName
		}
	}
	want := map[int]string{
		3: "Ann Lee", 5: "not_residents Future Residents/Applicants", 6: "not_residents Future Residents/Applicants", 8: "not_residents Future Residents/Applicants",
		10: "not_residents Past Tenants", 12: "Ed Poe", 14: "not_residents Vendors", 16: "Gil Fox",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("rows (-want +got):\n%s", diff)
	}
}
