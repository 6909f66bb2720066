package rosterfile

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"

	"github.com/communitrak/onboarding/internal/rosterfile/sheet"
)

// roster is a list as an association, a program, or a county writes it: what
// its columns are taken for (see classesOf), the people in it as
// "name <email> phone, home", and the code of its refusal if it lacks a column.
type roster struct {
	name, text, fields string
	people             []string
	refused            string
}

var rosters = []roster{
	{
		name: "the columns that the help asks for",
		text: "Full Name,Address,Email,Phone,Household Role,Unit Number\n" +
			"Uma Vale,\"31 Heron Way, Salem, OR 97301\",uma.vale@example.com,(503) 555-0131,Head of Household,\n" +
			"\"Vale, Kit\",\"31 Heron Way, Salem OR 97301\",kit.vale@example.com,503.555.0132,Member,\n" +
			"Otis Brandt,33 Heron Way,otis@example.com,,,B\n",
		fields: "1.fullName|address|1.email|1.phone|1.householdRole|unit",
		people: []string{
			"Uma Vale <uma.vale@example.com> (503) 555-0131, 31 Heron Way, Salem, OR 97301",
			"Vale, Kit <kit.vale@example.com> 503.555.0132, 31 Heron Way, Salem OR 97301",
			"Otis Brandt <otis@example.com> , 33 Heron Way, B",
		},
	},
	{
		name: "a congregation's directory, with the family beside each name",
		text: "Last Name,First Name,Family Name,Cell Phone,Home Address,Email Address\n" +
			"Novak,Ines M.,Novak Family,5035550141,6 Tern Ln,ines.novak@example.com\nNovak,Leo,Novak Family,,6 Tern Ln,leo.novak@example.com\n",
		fields: "1.last|1.first|household.name|1.phone|address|1.email",
		people: []string{
			"Ines M. Novak <ines.novak@example.com> 5035550141, 6 Tern Ln", "Leo Novak <leo.novak@example.com> , 6 Tern Ln",
		},
	},
	{
		name:   "a building where a unit is all there is",
		text:   "Unit No.,Given Name,Surname,E-Mail,Mobile,Resident Type\nPH2,Uma,Vale,uma@example.com,503-555-0133,owner\n12,Kit,Ruiz,kit@example,,tenant\n",
		fields: "unit|1.first|1.last|1.email|1.phone|1.residentType",
		people: []string{"Uma Vale <uma@example.com> 503-555-0133, PH2", "Kit Ruiz <kit@example> , 12"},
	},
	{
		name:   "the same in Spanish",
		text:   "Apartamento;Nombre;Apellidos;Correo;Celular;Tipo de residente\n4-B;Inés;Núñez Díaz;ines@example.com;787-555-0134;dueña\n5-A;Íñigo;Peña;inigo@example.com;;inquilino\n",
		fields: "unit|1.first|1.last|1.email|1.phone|1.residentType",
		people: []string{"Inés Núñez Díaz <ines@example.com> 787-555-0134, 4-B", "Íñigo Peña <inigo@example.com> , 5-A"},
	},
	{
		name: "an association of houses whose program calls each a unit",
		text: "Association,Unit,Owner,Mobile phone,Primary email,Primary address\nFern Hollow HOA,Fern Hollow - 31 Heron Way,\"Vale, Uma\",503-555-0131,uma@example.com,\"PO Box 9, Salem, OR 97301\"\n" +
			"Fern Hollow HOA,Fern Hollow - 33 Heron Way,\"Ruiz, Kit\",,kit@example.com,\"33 Heron Way, Salem, OR 97301\"\n",
		fields: "|address|1.fullName|1.phone|1.email|",
		people: []string{"Vale, Uma <uma@example.com> 503-555-0131, 31 Heron Way", "Ruiz, Kit <kit@example.com> , 33 Heron Way"},
	},
	{
		name:   "what members of a site signed up with",
		text:   "Member Type,First Name,Last Name,Street Address,Apt Number,Email Address,Username\nHomeowner,Uma,Vale,8 Plover Rd,,uma@example.com,umavale\nRenter,Kit,Ruiz,8 Plover Rd,2,kit@example.com,kruiz\n",
		fields: "1.residentType|1.first|1.last|street|unit|1.email|",
		people: []string{"Uma Vale <uma@example.com> , 8 Plover Rd", "Kit Ruiz <kit@example.com> , 8 Plover Rd, 2"},
	},
	{
		name:    "properties without people",
		text:    "street,suite,city,state,postal code,country\n7 Wren Ct,,Salem,OR,97301,US\n9 Wren Ct,B,Salem,OR,97301,US\n",
		fields:  "street|unit|city|state|zip|",
		refused: sheet.RefusedMissingColumn,
	},
	{
		name:   "a ledger of dues",
		text:   "Lot,Block,Property Address,Annual Dues,Late Fees,Balance,Owner Name,Owner Email,Paid On\n1,C,2 Finch St,$310.00,,0,Uma Vale,uma@example.com,1/15/2026\n2,C,4 Finch St,$310.00,12.50,-40.00,Kit Ruiz,kit@example.com,\n",
		fields: "lot|block|address||||1.fullName|1.email|",
		people: []string{"Uma Vale <uma@example.com> , 2 Finch St, 1, C", "Kit Ruiz <kit@example.com> , 4 Finch St, 2, C"},
	},
	{
		name:    "lots and their owners, without a way to write to them",
		text:    "Lot No.,Section,Rented,Site Address,Owners,Billing Address\n1,East,,12 Ibis Ct,Otis & Mae Brandt,\n2,West,x,14 Ibis Ct,Uma Vale,PO Box 9\n",
		fields:  "lot|section||address|1.fullName|",
		refused: sheet.RefusedMissingColumn,
	},
	{
		name: "a pool club's accounts: numbered people, and an email each signs in with",
		text: "login,account no,plan,paid,street,town,Member 1 First,Member 1 Last,Member 1 Type,Member 2 First,Member 2 Last,Member 2 Type\n" +
			"uma.vale@example.com,501,Family,Yes,3 Gull Ave,Salem,Uma,Vale,Adult,Kit,Vale,Adult\nines@example.com,502,Single,No,5 Gull Ave,Salem,Ines,Novak,Adult,,,\n",
		fields: "1.email||||street|city|1.first|1.last|1.residentType|2.first|2.last|2.residentType",
		people: []string{
			"Uma Vale <uma.vale@example.com> , 3 Gull Ave, Salem", "Kit Vale <> , 3 Gull Ave, Salem", "Ines Novak <ines@example.com> , 5 Gull Ave, Salem",
		},
	},
	{
		name: "two owners side by side",
		text: "Home Address,City,ST,Zip Code,Owner 1 Name,Owner 1 Email,Owner 1 Phone,Owner 2 Name,Owner 2 Email,Owner 2 Phone\n" +
			"6 Egret Dr,Salem,OR,97301,Uma Vale,uma@example.com,5035550151,Kit Vale,kit@example.com,5035550152\n8 Egret Dr,Salem,OR,97301,Otis Brandt,otis@example.com,,,,\n",
		fields: "address|city|state|zip|1.fullName|1.email|1.phone|2.fullName|2.email|2.phone",
		people: []string{
			"Uma Vale <uma@example.com> 5035550151, 6 Egret Dr, Salem, OR, 97301", "Kit Vale <kit@example.com> 5035550152, 6 Egret Dr, Salem, OR, 97301",
			"Otis Brandt <otis@example.com> , 8 Egret Dr, Salem, OR, 97301",
		},
	},
	{
		name:    "names and emails alone, without headings",
		text:    "Uma,Vale,uma@example.com\nKit,Ruiz,kit@example.com\nInes,Novak,ines@example.com\n",
		refused: sheet.RefusedNoHeader,
	},
	{
		name: "leases: two tenants and the kinds of their phones",
		text: "Community,AcctNo,FirstName,LastName,CoTenantFirstName,CoTenantLastName,UnitAddress,Phone,PhoneLabel,Email,CoTenantPhone,CoTenantPhoneLabel,CoTenantEmail,LeaseStart,TenantOtherPhone,TenantOtherPhoneLabel\n" +
			"ELM,E100,Uma,Vale,Kit,Vale,5 Crane Rd,503-555-0161,Cell,uma@example.com,503-555-0162,Work,kit@example.com,02/01/2024,503-555-0164,Work\nELM,E101,Ines,Novak,,,7 Crane Rd,503-555-0163,Home,ines@example.com,,,,03/01/2024,,\n",
		fields: "||1.first|1.last|2.first|2.last|address|1.phone||1.email|2.phone||2.email||1.phone2|",
		people: []string{
			"Uma Vale <uma@example.com> 503-555-0161, 5 Crane Rd", "Kit Vale <kit@example.com> 503-555-0162, 5 Crane Rd", "Ines Novak <ines@example.com> 503-555-0163, 7 Crane Rd",
		},
	},
	{
		name:   "a contact with another name beside the owner",
		text:   "Owner,Address,Contact First,Contact Last,Contact Email\nUma Vale,3 Teal Ct,Kit,Ruiz,kit@example.com\nInes Novak,5 Teal Ct,Ines,Novak,ines@example.com\n",
		fields: "|address|1.first|1.last|1.email|? right Contact First",
		people: []string{"Kit Ruiz <kit@example.com> , 3 Teal Ct", "Ines Novak <ines@example.com> , 5 Teal Ct"},
	},
	{
		name:   "the owner as the contact",
		text:   "Owner,Address,Contact,Contact Email\nUma Vale,3 Teal Ct,Uma Vale,uma@example.com\nInes Novak,5 Teal Ct,Ines Novak,ines@example.com\n",
		fields: "|address|1.fullName|1.email",
		people: []string{"Uma Vale <uma@example.com> , 3 Teal Ct", "Ines Novak <ines@example.com> , 5 Teal Ct"},
	},
	{
		name:   "ends of what nobody knows",
		text:   "Name,Address,Email,Start Date,End Date,Moved\nUma Vale,3 Teal Ct,uma@example.com,1/2/2019,3/4/2021,x\nInes Novak,5 Teal Ct,ines@example.com,1/2/2019,,\n",
		fields: "1.fullName|address|1.email||||? left End Date|? left Moved",
		people: []string{"Uma Vale <uma@example.com> , 3 Teal Ct", "Ines Novak <ines@example.com> , 5 Teal Ct"},
	},
	{
		name:    "paying members of a club, without homes",
		text:    "First name,Last name,Email,Level,Joined,Renews,Family account\nUma,Vale,uma@example.com,Gold,2021-04-01,2027-04-01,uma@example.com\nKit,Vale,kit@example.com,,2021-04-01,,uma@example.com\n",
		fields:  "1.first|1.last|1.email|||||? left Renews|? whose Family account",
		people:  []string{"Uma Vale <uma@example.com> , ", "Kit Vale <kit@example.com> , "},
		refused: sheet.RefusedMissingColumn,
	},
	{
		name: "a report with its title, pages, and totals",
		text: "Heron Point Association,,,\nResident list as of 11/2/2026,,,\n,,,\nHomeowner,Unit Address,E-mail,Telephone\nUma Vale,2 Rail St,uma@example.com,503 555 0171\n" +
			"Page 1 of 2,,,\nHomeowner,Unit Address,E-mail,Telephone\nKit Ruiz,4 Rail St,kit@example.com,\nTotal: 2,,,\n",
		fields: "1.fullName|address|1.email|1.phone",
		people: []string{"Uma Vale <uma@example.com> 503 555 0171, 2 Rail St", "Kit Ruiz <kit@example.com> , 4 Rail St"},
	},
	{
		name:   "what a program writes for nothing",
		text:   "Name,Address,Email,Phone\nUma Vale,2 Rail St,uma@example.com,NULL\nKit Ruiz,4 Rail St,None,nan\nInes Novak,6 Rail St,N/A,#N/A\n",
		fields: "1.fullName|address|1.email|1.phone",
		people: []string{"Uma Vale <uma@example.com> , 2 Rail St", "Kit Ruiz <> , 4 Rail St", "Ines Novak <> , 6 Rail St"},
	},
	{
		name:   "secrets and other columns that nobody needs",
		text:   "Name,Address,Email,Portal Password,Gate Code,Sq Ft,Home Value,Year Built,Pets\nUma Vale,2 Rail St,uma@example.com,hunter2,4410,1820,\"$410,000\",1998,1 dog\n",
		fields: "1.fullName|address|1.email||||||",
		people: []string{"Uma Vale <uma@example.com> , 2 Rail St"},
	},
	{
		name: "the home and where its owner gets mail",
		text: "Owner,Owner Email,Site Address,Site City,Site Zip,Mailing Address,Mailing City,Mailing State,Mailing Zip\n" +
			"Uma Vale,uma@example.com,2 Rail St,Salem,97301,PO Box 12,Reno,NV,89501\n",
		fields: "1.fullName|1.email|address|city|zip||||",
		people: []string{"Uma Vale <uma@example.com> , 2 Rail St, Salem, 97301"},
	},
	{
		name:   "an owner who rents the home out",
		text:   "Owner,Owner Email,Tenant Name,Tenant Email,Tenant Phone,Property Address\nUma Vale,uma@example.com,Kit Ruiz,kit@example.com,503-555-0181,2 Rail St\nInes Novak,,,,,4 Rail St\n",
		fields: "1.fullName|1.email|2.fullName|2.email|2.phone|address",
		people: []string{
			"Uma Vale <uma@example.com> , 2 Rail St", "Kit Ruiz <kit@example.com> 503-555-0181, 2 Rail St", "Ines Novak <> , 4 Rail St",
		},
	},
	{
		name:   "a spouse with a name and an email",
		text:   "First,Last,Spouse,Address,Email,Spouse Email,Home Phone,Cell Phone,Work Phone\nUma,Vale,Kit Vale,2 Rail St,uma@example.com,kit@example.com,503-555-0191,503-555-0192,503-555-0193\n",
		fields: "1.first|1.last|2.fullName|address|1.email|2.email|1.phone2|1.phone|1.phone3",
		people: []string{"Uma Vale <uma@example.com> 503-555-0192, 2 Rail St", "Kit Vale <kit@example.com> , 2 Rail St"},
	},
	{
		name:   "who has left and who is yet to come",
		text:   "Resident,Unit Address,Email,Status,Move Out\nUma Vale,2 Rail St,uma@example.com,Current,\nKit Ruiz,4 Rail St,kit@example.com,Past,3/1/2024\nInes Novak,6 Rail St,ines@example.com,Future,\n",
		fields: "1.fullName|address|1.email|1.status|1.left",
		people: []string{
			"Uma Vale <uma@example.com> , 2 Rail St", "Kit Ruiz <kit@example.com> , 4 Rail St, left", "Ines Novak <ines@example.com> , 6 Rail St, not yet",
		},
	},
	{
		name:   "a street in its parts, as a county keeps it",
		text:   "Parcel,House No,Dir,Street Name,Type,Apt,City,Owner Name,Email\n0410-22,118,N,Heron,WAY,,Salem,VALE UMA R,uma@example.com\n0410-23,120,,7TH,ST,B,Salem,\"RUIZ, KIT\",kit@example.com\n",
		fields: "|streetNumber|streetDirection|street|streetType|unit|city|1.fullName|1.email",
		people: []string{"VALE UMA R <uma@example.com> , 118 N Heron WAY, Salem", "RUIZ, KIT <kit@example.com> , 120 7TH ST, B, Salem"},
	},
	{
		name:   "an address on several lines",
		text:   "Name,Address,Email\nUma Vale,\"2 Rail St\nUnit 3\nSalem, OR 97301\",uma@example.com\n",
		fields: "1.fullName|address|1.email",
		people: []string{"Uma Vale <uma@example.com> , 2 Rail St\nUnit 3\nSalem, OR 97301"},
	},
	{
		name:   "rows that are quoted as a whole",
		text:   "\"Name,Address,Email\"\n\"Uma Vale,2 Rail St,uma@example.com\"\n\"Kit Ruiz,4 Rail St,kit@example.com\"\n",
		fields: "1.fullName|address|1.email",
		people: []string{"Uma Vale <uma@example.com> , 2 Rail St", "Kit Ruiz <kit@example.com> , 4 Rail St"},
	},
	{
		name:   "names inside the emails",
		text:   "Resident,Address,Email\nUma Vale,2 Rail St,Uma Vale <uma@example.com>\nKit Ruiz,4 Rail St,mailto:kit@example.com\n",
		fields: "1.fullName|address|1.email",
		people: []string{"Uma Vale <Uma Vale <uma@example.com>> , 2 Rail St", "Kit Ruiz <kit@example.com> , 4 Rail St"},
	},
	{
		name:   "addresses of which some are those of offices",
		text:   "Name,Email,Address,Address Type\nUma Vale,uma@example.com,2 Rail St,Home\nKit Ruiz,kit@example.com,9 Mill Rd,Business\n",
		fields: "1.fullName|1.email|address|",
		people: []string{"Uma Vale <uma@example.com> , 2 Rail St", "Kit Ruiz <kit@example.com> , "},
	},
	{
		name: "emails with the names of others",
		text: "Resident,Address,Email\nUma Vale,2 Rail St,Kit Vale <kit@example.com>\nKit Ruiz,4 Rail St,kit@example.com (daughter)\nInes Novak,6 Rail St,\"Leo: leo@example.com; Ines: ines@example.com\"\n" +
			"Otis Brandt,8 Rail St,otis@example.com (work)\nMae Brandt,10 Rail St,Mae: mae@example.com\n\"Lowe, Ana\",12 Rail St,\"Lowe, Ana <ana@example.com>, ana@example.org\"\nEd Lowe,14 Rail St,ed@example.com (old)\n" +
			"Ray and Sue Hale,16 Rail St,Sue Hale <sue@example.com>; Ray Hale <ray@example.com>\n",
		fields: "1.fullName|address|1.email",
		people: []string{
			"Uma Vale <> , 2 Rail St", "Kit Ruiz <> , 4 Rail St", "Ines Novak <ines@example.com> , 6 Rail St", "Otis Brandt <otis@example.com> , 8 Rail St",
			"Mae Brandt <mae@example.com> , 10 Rail St", "Lowe, Ana <ana@example.com> , 12 Rail St", "Ed Lowe <> , 14 Rail St", "Ray and Sue Hale <ray@example.com> , 16 Rail St",
		},
	},
	{
		name:   "answers to a form about two adults",
		text:   "Your name,Your street address,Your email,Name of second adult in household,Email of second adult\nUma Vale,2 Rail St,uma@example.com,Kit Vale,kit@example.com\nInes Novak,4 Rail St,ines@example.com,,\n",
		fields: "1.fullName|street|1.email|2.fullName|2.email",
		people: []string{"Uma Vale <uma@example.com> , 2 Rail St", "Kit Vale <kit@example.com> , 2 Rail St", "Ines Novak <ines@example.com> , 4 Rail St"},
	},
	{
		name:   "a further member of the household",
		text:   "Name,Address,Email,Additional Household Member,Additional Household Member Email\nUma Vale,2 Rail St,uma@example.com,Kit Vale,kit@example.com\n",
		fields: "1.fullName|address|1.email|2.fullName|2.email",
		people: []string{"Uma Vale <uma@example.com> , 2 Rail St", "Kit Vale <kit@example.com> , 2 Rail St"},
	},
	{
		name: "an address book's labels, of which some are of relatives",
		text: "Name,Address,E-mail 1 - Label,E-mail 1 - Value,E-mail 2 - Label,E-mail 2 - Value,Phone 1 - Label,Phone 1 - Value,Phone 2 - Label,Phone 2 - Value\n" +
			"Uma Vale,2 Rail St,Husband,kit@example.com,* Home,uma@example.com,Work Fax,503-555-0195,Home,503-555-0196\nInes Novak,4 Rail St,Daughter,pia@example.com,,,Daughter,503-555-0197,,\n",
		fields: "1.fullName|address||1.email||1.email2||1.phone||1.phone2",
		people: []string{"Uma Vale <uma@example.com> 503-555-0196, 2 Rail St", "Ines Novak <> , 4 Rail St"},
	},
	{
		name:   "where letters go, which is no email",
		text:   "Name,Site Addr,Mail Addr,Email,Ownership End\nUma Vale,2 Rail St,PO Box 9,uma@example.com,\nKit Ruiz,4 Rail St,9 Palm Dr,,\nInes Novak,6 Rail St,,ines@example.com,3/1/2024\n",
		fields: "1.fullName|address||1.email|1.left",
		people: []string{"Uma Vale <uma@example.com> , 2 Rail St", "Kit Ruiz <> , 4 Rail St", "Ines Novak <ines@example.com> , 6 Rail St, left"},
	},
	{
		name:   "a first row that is shorter than the others",
		text:   "Name,Address,Email,Phone,Notes\nUma Vale,2 Rail St,uma@example.com\nKit Ruiz,4 Rail St,kit@example.com,503-555-0195,two cats\n",
		fields: "1.fullName|address|1.email|1.phone|",
		people: []string{"Uma Vale <uma@example.com> , 2 Rail St", "Kit Ruiz <kit@example.com> 503-555-0195, 4 Rail St"},
	},
	{
		name:   "an address book's list of groups and numbers",
		text:   "Name,Given Name,Family Name,Group Membership,E-mail 1 - Type,E-mail 1 - Value,E-mail 2 - Value,Phone 1 - Type,Phone 1 - Value,Address 1 - Formatted\nUma Vale,Uma,Vale,Pool ::: Board,Home,uma@example.com,vale@example.org,Mobile,+1 503-555-0196,2 Rail St\n",
		fields: "|1.first|1.last|||1.email|1.email2||1.phone|address",
		people: []string{"Uma Vale <uma@example.com> +1 503-555-0196, 2 Rail St"},
	},
}

// TestRosters reads each roster and expects its columns, its people, and no
// question except for the ones that fields names.
func TestRosters(t *testing.T) {
	t.Parallel()
	for _, tt := range rosters {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			f := open(t, tt.text)
			refused := new(sheet.RefusedError)
			if errors.As(f.Ready(), &refused); refused.Code != tt.refused {
				t.Errorf("ready: got %v, want code %q", f.Ready(), tt.refused)
			}
			if tt.fields == "" {
				return
			}
			if diff := gocmp.Diff(strings.Split(tt.fields, "|"), strings.Split(classesOf(f), "|")); diff != "" {
				t.Errorf("columns (-want +got):\n%s", diff)
			}
			if tt.people == nil {
				return
			}
			var got []string
			for _, p := range peopleOf(rowsOf(t, f)) {
				got = append(got, fmt.Sprintf("%s <%s> %s, %s", p.Name, p.Email, p.Phone, joinFilled(", ", p.Home, p.Gone)))
			}
			if diff := gocmp.Diff(tt.people, got); diff != "" {
				t.Errorf("people (-want +got):\n%s", diff)
			}
		})
	}
}

func TestOpen_formsOfRosters(t *testing.T) {
	t.Parallel()
	for _, r := range rosters {
		t.Run(r.name, func(t *testing.T) { checkForms(t, []byte(r.text)) })
	}
}
