package columns

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// suggest maps headings without groups and rows.
func suggest(headings []string, profiles []profile) []Column {
	columns, _ := classify(headings, nil, profiles, nil, recognized{})
	return columns
}

// fieldsFor returns what headings alone are taken for, "-" for ignored and "!"
// for a secret.
func fieldsFor(headings string) string {
	hs := strings.Split(headings, "|")
	var fields []string
	for _, c := range suggest(hs, make([]profile, len(hs))) {
		switch {
		case c.Secret:
			fields = append(fields, "!")
		case c.Ignored:
			fields = append(fields, "-")
		default:
			fields = append(fields, strings.NewReplacer("member[", "", "].", ".", "property.", "").Replace(c.Field))
		}
	}
	return strings.Join(fields, "|")
}

func TestSuggest(t *testing.T) {
	t.Parallel()
	tests := []struct{ name, headings, want string }{
		{"the columns that are asked for",
			"Full Name|Address|Email|Phone|Household Role|Unit|City|State|ZIP",
			"1.fullName|address|1.email|1.phone|1.householdRole|unit|city|state|zip"},
		{"camel case, underscores, capitals",
			"FirstName|last_name|STREETADDRESS|e-mail|ZipCode|HomePhone",
			"1.first|1.last|street|1.email|zip|1.phone"},
		{"second owner in words",
			"Owner First Name|Owner Last Name|Co-Owner First Name|Co-Owner Last Name|Owner Email|Co-Owner Email|Lot #",
			"1.first|1.last|2.first|2.last|1.email|2.email|lot"},
		{"numbered people",
			"OWNER 1|OWNER 2|EMAIL 1|EMAIL 2|PHONE 1|PHONE 2|UNIT ADDRESS",
			"1.fullName|2.fullName|1.email|2.email|1.phone|2.phone|address"},
		{"numbered emails of one person",
			"Name|Email 1|Email 2|Email 3|Cell|Home Phone|Work Phone|Address",
			"1.fullName|1.email|1.email2|1.email3|1.phone|1.phone2|1.phone3|address"},
		{"a spouse takes the second email",
			"Name|Spouse First Name|Email|Email 2|Address",
			"1.fullName|2.first|1.email|2.email|address"},
		{"a spouse with an email of her own",
			"Name|Spouse|Email|Email 2|Spouse Email|Address",
			"1.fullName|2.fullName|1.email|1.email2|2.email|address"},
		{"owner and tenant are two",
			"Owner|Owner Email|Tenant|Tenant Email|Tenant Phone|Address",
			"1.fullName|1.email|2.fullName|2.email|2.phone|address"},
		{"nobody inherits a tenant's email",
			"Owner Name|Tenant Email|Address",
			"1.fullName|-|address"},
		{"repeated headings",
			"First Name|Last Name|Email|First Name|Last Name|Email|Address",
			"1.first|1.last|1.email|2.first|2.last|2.email|address"},
		{"head and spouse",
			"Head of Household|Spouse|Children|Home Address|Head Email|Spouse Email",
			"1.fullName|2.fullName|-|address|1.email|2.email"},
		{"his and hers",
			"Husband|Wife|Street Address|His Email|Her Email|His Cell|Her Cell",
			"1.fullName|2.fullName|street|1.email|2.email|1.phone|2.phone"},
		{"a street in parts",
			"House No|Pre Dir|Street Name|Street Type|Post Dir|Apt|City/State/Zip|Homeowner*|Email",
			"streetNumber|-|street|streetType|streetEnd|unit|city|1.fullName|1.email"},
		{"a street in parts, abbreviated",
			"St #|St Dir|St Name|St Sfx|Name|Email",
			"streetNumber|streetDirection|street|streetType|1.fullName|1.email"},
		{"parts beside a whole address",
			"Address|Street Type|Street Direction|Name|Email|St|Zip",
			"address|-|-|1.fullName|1.email|state|zip"},
		{"what lots are numbered in",
			"Lot|Blk|Sec|Phase|Name|Email",
			"lot|block|section|phase|1.fullName|1.email"},
		{"where there are no lots",
			"Street|Section|Phase #|Subdivision|Name|Email",
			"street|-|-|-|1.fullName|1.email"},
		{"subdivisions",
			"Subdivision|Lot|Lot Suffix|Name|Email",
			"subdivision|lot|lotSuffix|1.fullName|1.email"},
		{"two columns of units",
			"Address|Address 2|Unit|Name|Email",
			"address|unit2|unit|1.fullName|1.email"},
		{"what stands behind a house number",
			"House No|House No Suffix|Street|Fraction|Name|Email",
			"streetNumber|streetNumberSuffix|street|-|1.fullName|1.email"},
		{"who has asked for no mail",
			"Name|Email|Do Not Email|Address",
			"1.fullName|1.email|1.noMail|address"},
		{"in the words of other programs",
			"Name|Email|Email Opt Out|SMS Opt Out|Opt-In|Directory Opt Out|Address",
			"1.fullName|1.email|1.noMail|-|-|-|address"},
		{"paper mail",
			"Name|Email|Property Street|Mail Address 1|Mail City|Mail State|Mail Zip|Mail To",
			"1.fullName|1.email|street|-|-|-|-|-"},
		{"mailing address behind the property's",
			"Name|Property Address|Property City|Property Zip|Mailing Address|City|State|Zip|Email",
			"1.fullName|address|city|zip|-|-|-|-|1.email"},
		{"bare city behind a mailing address",
			"Name|Lot|Mailing Address|City|State|Zip|Email",
			"1.fullName|lot|-|-|-|-|1.email"},
		{"where an owner lives instead",
			"Lot|Owner Name|Owner Email|Off-Site Address|Off-Site City|Off-Site State",
			"lot|1.fullName|1.email|-|-|-"},
		{"address lines",
			"Name|Address Line 1|Address Line 2|Address Line 3|City|ST|Postcode|Email",
			"1.fullName|street|unit|-|city|state|zip|1.email"},
		{"the second line of a unit's address",
			"Owner|Unit Street Address 1|Unit Street Address 2|Unit City|Owner Email|Board Member",
			"1.fullName|street|unit|city|1.email|-"},
		{"city, state and ZIP in one column",
			"Property Owner Name|Address|City, State, Zip|Preferred Email",
			"1.fullName|address|city|1.email"},
		{"house number apart",
			"House #|Street Name|Apt/Unit|Bldg|Owner's Name|Owner's E-mail",
			"streetNumber|street|unit|building|1.fullName|1.email"},
		{"Spanish",
			"Nombre completo|Dirección|Correo electrónico|Teléfono celular|Código postal|Ciudad|Lote|Manzana|Contraseña",
			"1.fullName|address|1.email|1.phone|zip|city|lot|block|!"},
		{"family name",
			"First Name|Last Name|Family Name|Email|Lot",
			"1.first|1.last|household.name|1.email|lot"},
		{"family name is the last name",
			"Given Name|Family Name|Yomi Name|Email|Lot",
			"1.first|1.last|-|1.email|lot"},
		{"slips of the finger",
			"Frist Name|Lsat Name|Emial|Adress|Phne Number",
			"1.first|1.last|1.email|address|1.phone"},
		{"secrets",
			"Name|Email|Lot|Password|Gate Code|PIN|SSN|Social Security #|Alarm Code|Key Fob|Driver's License",
			"1.fullName|1.email|lot|!|!|!|!|!|!|!|!"},
		{"what is not a resident's",
			"Name|Email|Lot|Emergency Contact|Emergency Contact Phone|Fax|Property Manager Email|E-mail Type|Email Opt In|Business Phone|Move-in Date|Monthly Dues",
			"1.fullName|1.email|lot|-|-|-|-|-|-|-|1.arrives|-"},
		{"owners in words",
			"First Owner|First Owner Email|Second Owner|Second Owner Email|Address", "1.fullName|1.email|2.fullName|2.email|address"},
		{"owners by ordinal numbers",
			"1st Owner|1st Owner Email|2nd Owner|2nd Owner Email|Address", "1.fullName|1.email|2.fullName|2.email|address"},
		{"further owners",
			"Owner|Owner Email|Additional Owner|Additional Owner Email|Address", "1.fullName|1.email|2.fullName|2.email|address"},
		{"other and alternate owners",
			"Owner Name|Owner Email|Other Owner Name|Alternate Owner Email|Address", "1.fullName|1.email|2.fullName|2.email|address"},
		{"the first owner's first name",
			"First Owner First Name|First Owner Last Name|Owner #2 First Name|Owner #2 Last Name|Email|Address", "1.first|1.last|2.first|2.last|1.email|address"},
		{"relations of an address book",
			"Name|Relation 1 - Label|Relation 1 - Value|Email|Address", "1.fullName|-|-|1.email|address"},
		{"roles",
			"Name|Relationship|Community Role|Role Value|Email|Address", "1.fullName|1.householdRole|1.role|-|1.email|address"},
		{"the end of a nine-digit ZIP",
			"Name|Address|Zip|Zip 4|Zip Plus Four|Email", "1.fullName|address|zip|-|-|1.email"},
		{"a unit as delivery files call it",
			"Name|Street|Secondary Number|Email", "1.fullName|street|unit|1.email"},
		{"lots and tracts",
			"Name|Lot|Tract|Email", "1.fullName|lot|tract|1.email"},
		{"lots or units",
			"Name|Lot/Unit|Email", "1.fullName|lot|1.email"},
		{"what is parked and stored elsewhere",
			"Name|Address|Parking Space|Storage Pad|Email", "1.fullName|address|-|-|1.email"},
		{"identifiers of streets and lines",
			"Name|Address|Street ID|Address Code|Property ID|Unit ID|Email", "1.fullName|address|-|-|-|-|1.email"},
		{"who still lives there",
			"Name|Email|Address|Still Lives Here|No Longer Here", "1.fullName|1.email|address|1.lives|1.left"},
		{"who lives there now",
			"Name|Email|Address|Currently Living Here", "1.fullName|1.email|address|1.lives"},
		{"who lives there at all",
			"Name|Email|Address|Lives Here", "1.fullName|1.email|address|1.lives"},
		{"a neighbor, who is somebody else",
			"Name|Email|Address|Phone|Neighbor Phone|Neighbor's Email", "1.fullName|1.email|address|1.phone|-|-"},
		{"a neighbor in Spanish",
			"Nombre completo|Correo|Dirección|Vecino|Teléfono vecino", "1.fullName|1.email|address|-|-"},
		{"who is unsubscribed",
			"Name|Email|Address|Unsubscribed", "1.fullName|1.email|address|1.noMail"},
		{"who is not to be called",
			"Name|Email|Address|Dont Contact|Do Not Call", "1.fullName|1.email|address|1.noMail|-"},
		{"paper mail by its street",
			"Name|Email|Address|Mail Street|Mail Postal Code", "1.fullName|1.email|address|-|-"},
		{"questions of a form",
			"Your name|Your email|Street address in our neighborhood", "1.fullName|1.email|street"},
		{"how to fill in a form",
			"Full name (as it should appear in the directory)|Street address (number and street, no city)|Unit (leave blank if house)|Lot #, if you know it|ZIP (5 digits)|Email. We will never share it.|Phone (XXX-XXX-XXXX)|Mailing address (if different from property address)",
			"1.fullName|street|unit|lot|zip|1.email|1.phone|-"},
		{"what to fill in, and what for",
			"Name (please print: Last, First)|Home address in the community (not your mailing address)|Please provide the best email for HOA communications|Cell phone (for text alerts)",
			"1.fullName|address|1.email|1.phone"},
		{"questions about where one lives",
			"What is your name?|What street do you live on? (no city)|Which unit do you live in?|What is your email?|Phone (e.g. 480-555-0199)",
			"1.fullName|street|unit|1.email|1.phone"},
		{"whose it is, in brackets",
			"Name|Address|Email|Email (if tenant)|Email (Zed)|Email (no longer valid)|Email (not for HOA communications)|Phone (office, if any)|Phone for emergencies|Phone (to text your husband)",
			"1.fullName|address|1.email|-|-|-|-|-|-|-"},
		{"other addresses, in brackets",
			"Name|Email|Lot|Address (if renting)|Address (previous, if known)|Address for billing|Phone (please include gate code)",
			"1.fullName|1.email|lot|-|-|-|!"},
		{"several people in one cell",
			"Full names (please include both spouses)|Names of household members (including children)|Email|Lot",
			"1.fullName|-|1.email|lot"},
		{"a preferred phone",
			"Name|Preferred Phone|Preferred Name|Email|Address", "1.fullName|1.phone|-|1.email|address"},
		{"numbers behind a sign",
			"Name #1|Name #2|Email #1|Email #2|Address #1|Unit #", "1.fullName|2.fullName|1.email|2.email|street|unit"},
		{"numbers in brackets",
			"Owner (#1)|Owner (#2)|Email (#1)|Email (#2)|Lot", "1.fullName|2.fullName|1.email|2.email|lot"},
		{"street prefixes",
			"House Number|Street Prefix|Street Name|Name|Email", "streetNumber|streetDirection|street|1.fullName|1.email"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			if diff := cmp.Diff(strings.Split(tt.want, "|"), strings.Split(fieldsFor(tt.headings), "|")); diff != "" {
				t.Errorf("%s (-want +got):\n%s", tt.headings, diff)
			}
		})
	}
}

func TestFields(t *testing.T) {
	t.Parallel()
	for _, name := range Fields(MaxPeople) {
		if _, ok := ParseField(name); !ok {
			t.Errorf("%s cannot be mapped", name)
		}
	}
	for _, name := range []string{"", "email", "member[1]", "member[1].", "member[12].email", "member[1].email1", "member[1].last2", "property.", "familyName"} {
		if _, ok := ParseField(name); ok {
			t.Errorf("%q is taken for a field", name)
		}
	}
}

func TestWords(t *testing.T) {
	t.Parallel()
	if got, want := utf8.RuneCountInString(accented), len(plain); got != want {
		t.Fatalf("%d letters with accents, %d without", got, want)
	}
	tests := map[string]string{
		"SecondaryTenantFirstName": "secondary tenant first name",
		"m2first":                  "m 2 first",
		"Owner(s) E-Mail2":         "owner email 2",
		"ZIPCode":                  "zip code",
		"P.O. Box #":               "po box number",
		"Teléfono (móvil)":         "telefono movil",
		"2nd Owner's   e-mail":     "2 th owners email",
		"DIRECCIÓN":                "direccion",
	}
	for heading, want := range tests {
		if got := strings.Join(Words(heading), " "); got != want {
			t.Errorf("%s: got %q, want %q", heading, got, want)
		}
	}
}

func FuzzSuggest(f *testing.F) {
	f.Add("Full Name|Address|Email|Email 2|Spouse First Name|Gate Code|Owner 2 Name")
	f.Add("First Name|Last Name|First Name|Last Name|E-mail|Phone|Family Name|Name|Namen")
	f.Fuzz(func(t *testing.T, headings string) {
		checkColumns(t, suggest(strings.Split(headings, "|"), make([]profile, strings.Count(headings, "|")+1)))
	})
}

// checkColumns reports a mapping that assigns a field twice or reads a secret.
func checkColumns(t interface{ Fatalf(string, ...any) }, columns []Column) {
	seen := make(map[string]bool)
	for _, c := range columns {
		if c.Field == "" {
			if !c.Ignored {
				t.Fatalf("nothing is said of column %+v", c)
			}
			continue
		}
		if _, ok := ParseField(c.Field); !ok || seen[c.Field] || c.Secret || c.Ignored {
			t.Fatalf("column %+v of %+v", c, columns)
		}
		seen[c.Field] = true
	}
}

// Any order and combination of known headings assigns each field once.
func TestSuggest_anyHeadings(t *testing.T) {
	t.Parallel()
	who := rapid.SampledFrom([]string{"", "Owner ", "Second Owner ", "Tenant ", "Spouse ", "Owner 2 ", "Primary ", "Mailing ", "Emergency Contact ", "m3"})
	what := rapid.SampledFrom([]string{"Name", "First Name", "last", "Email", "E-mail 2", "Phone", "Cell Phone 3", "Address", "Street", "City", "Zip", "Unit #", "Lot",
		"Type", "Role", "PIN", "Notes", "Household", "Family Name", "", "Adress", "Row"})
	rapid.Check(t, func(t *rapid.T) {
		var headings []string
		for range rapid.IntRange(1, 20).Draw(t, "columns") {
			headings = append(headings, who.Draw(t, "who")+what.Draw(t, "what"))
		}
		checkColumns(t, suggest(headings, make([]profile, len(headings))))
	})
}
