package address

import (
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestStandardize_DeliveryLine(t *testing.T) {
	t.Parallel()
	tests := []struct{ kind, in, want string }{
		{"suffix", "114 juniper court", "114 Juniper Ct"},
		{"suffix", "114 JUNIPER CRT.", "114 Juniper Ct"},
		{"suffix that is all there is", "9 Parkway", "9 Parkway"},
		{"two suffixes", "31 Elm St Ext", "31 Elm Street Ext"},
		{"two suffixes", "31 Oak Pt Rd", "31 Oak Point Rd"},
		{"plural in a name", "31 Rosa Parks Blvd", "31 Rosa Parks Blvd"},
		{"no suffix", "9 Via Dolorosa", "9 Via Dolorosa"},
		{"direction before", "220 WEST PALO VERDE DRIVE", "220 W Palo Verde Dr"},
		{"direction behind", "17 Fox Hollow Rd. South", "17 Fox Hollow Rd S"},
		{"direction before and behind", "17 n. fox hollow rd s.w.", "17 N Fox Hollow Rd SW"},
		{"direction in two words", "17 South East Fox Hollow Rd", "17 SE Fox Hollow Rd"},
		{"direction as name", "17 West Ln", "17 West Ln"},
		{"direction as name with another before", "17 South West Ln", "17 S West Ln"},
		{"direction as name, behind as well", "17 West Ln N", "17 West Ln N"},
		{"direction inside a name", "17 Hill E Rd", "17 Hill East Rd"},
		{"lettered street", "17 E St NW", "17 E St NW"},
		{"lettered avenue", "17 Ave K", "17 Avenue K"},
		{"lettered boulevard with a unit", "17 Blvd W # 3", "17 Boulevard W # 3"},
		{"ordinal", "17 41 st", "17 41st St"},
		{"ordinal", "17 111 AVE", "17 111th Ave"},
		{"ordinal in two words", "17 7 th ave", "17 7th Ave"},
		{"ordinal before two suffixes", "17 9 street court", "17 9th Street Ct"},
		{"spelled ordinal", "17 SECOND STREET", "17 Second St"},
		{"grid", "75 S 2100 E", "75 S 2100 E"},
		{"grid without blanks", "75s 300e", "75 S 300 E"},
		{"grid number", "n40 w22110 birch lane", "N40W22110 Birch Ln"},
		{"fraction", "12½ Oak Ave", "12 1/2 Oak Ave"},
		{"number with letter", "12b oak ave", "12B Oak Ave"},
		{"number with hyphen", "120–14 Oak Ave", "120-14 Oak Ave"},
		{"number in words", "One Harbor Plaza", "1 Harbor Plz"},
		{"number sign", "#12 Oak Ave", "12 Oak Ave"},
		{"saint", "12 St. Anne's Ln", "12 Saint Anne's Ln"},
		{"saint inside a name", "12 Mount St Helens Way", "12 Mount Saint Helens Way"},
		{"punctuation", "12 @ \"Oak\" Ave.", "12 Oak Ave"},
		{"hyphen", "12 Half-Moon Ave", "12 Half Moon Ave"},
		{"case", "12 MCDOWELL RD", "12 McDowell Rd"},
		{"case", "12 o'brien rd", "12 O'Brien Rd"},
		{"case", "12 DeSoto rd", "12 DeSoto Rd"},
		{"case", "12 mlk blvd", "12 MLK Blvd"},
		{"case", "12 AVENUE OF THE OAKS", "12 Avenue of the Oaks"},
		{"accent", "12 PEÑA BLVD", "12 Peña Blvd"},
		{"wide digits", "１２ Oak Ave", "12 Oak Ave"},
		{"line break", "12\tOak  Ave\r\n", "12 Oak Ave"},
		{"county road", "9 CNTY RD 72w", "9 County Road 72W"},
		{"county road", "9 C.R. 14.5", "9 County Road 14.5"},
		{"county road with a direction", "9 N County Road 14 East", "9 N County Road 14 E"},
		{"county road without number", "9 County Rd", "9 County Rd"},
		{"state road", "9 SR #14", "9 State Road 14"},
		{"state route", "9 st rte 14", "9 State Route 14"},
		{"lettered state route", "9 SR BB", "9 State Route BB"},
		{"state highway of a state", "9 New Mexico St Hwy 14", "9 NM State Highway 14"},
		{"state's number", "9 NV 88", "9 NV Highway 88"},
		{"US highway", "9 U.S. Route 14", "9 US Highway 14"},
		{"interstate", "9 I-70 Frontage Road", "9 Interstate 70 Frontage Rd"},
		{"farm road", "9 Farm to Market Rd 14", "9 FM 14"},
		{"old highway", "9 Old Hwy 14", "9 Old Highway 14"},
		{"numbered road", "9 Rd 14 apt 3", "9 Road 14 Apt 3"},
		{"box", "P. O. Box 114", "PO Box 114"},
		{"box", "post office drawer k", "PO Box K"},
		{"box", "POB#114", "PO Box 114"},
		{"box with a street", "PO Box 114 Oak Ave", "PO Box 114"},
		{"rural route", "R.R. #5, Box 061", "RR 5 Box 61"},
		{"rural route", "RFD 5 # 61B Oak Farm", "RR 5 Box 61B"},
		{"rural route, box first", "Box 61 Rural Route 5", "RR 5 Box 61"},
		{"highway contract", "Star Rt 7 Box 12", "HC 7 Box 12"},
		{"military", "cmr 12 box 114", "CMR 12 Box 114"},
		{"space of a park", "114 Juniper Dr Sp 14", "114 Juniper Dr Spc 14"},
		{"general delivery", "GENERAL DELIVERY", "General Delivery"},
	}
	for _, tt := range tests {
		t.Run(tt.kind+"/"+tt.in, func(t *testing.T) {
			t.Parallel()
			s, err := Standardize(Street{Street: tt.in})
			if err != nil {
				t.Fatal(err)
			}
			if got := joinWords(s.Street.Street, s.Unit); got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
			checkFixedPoint(t, s.Street)
		})
	}
}

func TestStandardize_Unit(t *testing.T) {
	t.Parallel()
	tests := []struct{ street, unit, want string }{
		{"17 Oak Ave apartment 4b", "", "Apt 4B"},
		{"17 Oak Ave apt. #4-b", "", "Apt 4B"},
		{"17 Oak Ave apt4", "", "Apt 4"},
		{"17 Oak Ave #4", "", "# 4"},
		{"17 Oak Ave Unit 12-4", "", "Unit 12-4"},
		{"17 Oak Ave Bldg 3 Suite 100", "", "Bldg 3 Ste 100"},
		{"17 Oak Ave 2nd floor", "", "Fl 2"},
		{"17 Oak Ave penthouse", "", "PH"},
		{"17 Oak Ave Unit PH-2", "", "PH 2"},
		{"17 Oak Ave rear", "", "Rear"},
		{"17 Oak Ave basement", "", "Bsmt"},
		{"17 Oak Ave 4", "", "Unit 4"},
		{"17 Oak Ave S 4B", "", "Unit 4B"},
		{"17 Oak Ave Villa 3", "", "Villa 3"},
		{"Unit 4, 17 Oak Ave", "", "Unit 4"},
		{"Unit 4 17 Oak Ave", "", "Unit 4"},
		{"17 #4 Oak Ave", "", "# 4"},
		{"lt42 17 Oak Ave", "", "Lot 42"},
		{"17 Oak Ave", "4", "Unit 4"},
		{"17 Oak Ave", "4.0", "Unit 4"},
		{"17 Oak Ave", "no. 4", "Unit 4"},
		{"17 Oak Ave", "space 12", "Spc 12"},
		{"17 Oak Ave", "tower b unit 4", "Tower B Unit 4"},
		{"17 Oak Ave", "garden", "Garden"},
		{"17 Oak Ave", "level 2", "Level 2"},
		{"17 Oak Ave", "entrance 2", "Entrance 2"},
		{"17 Oak Ave", "pmb 33", "PMB 33"},
		{"17 Oak Ave", "4/5", "Unit 4/5"},
		{"17 Oak Ave", "n/a", ""},
		{"17 Oak Ave", " - ", ""},
		{"17 Oak Ave Apt 4", "4", "Apt 4"},
		{"17 Oak Ave Bldg 3", "4", "Bldg 3 Unit 4"},
		{"17 Oak Ave No. 4", "", "# 4"},
		{"17 Oak Ave rear unit", "", "Rear"},
		{"17 Oak Ave upstairs", "", "Uppr"},
		{"17 Oak Ave Lower Apt 4", "", "Lowr Apt 4"},
		{"7 Front St", "", ""},
		{"8 Lower Mill Rd", "", ""},
		{"9 Key West Dr", "", ""},
		{"9 Space Blvd", "", ""},
	}
	for _, tt := range tests {
		t.Run(tt.street+"/"+tt.unit, func(t *testing.T) {
			t.Parallel()
			s, err := Standardize(Street{Street: tt.street, Unit: tt.unit})
			if err != nil {
				t.Fatal(err)
			}
			if s.Unit != tt.want {
				t.Errorf("got %q, want %q", s.Unit, tt.want)
			}
			checkFixedPoint(t, s.Street)
		})
	}
}

func TestStandardize_OneLine(t *testing.T) {
	t.Parallel()
	tests := []struct{ in, want string }{
		{"114 juniper court apt 2, mesa az 85201", "114 Juniper Ct Apt 2, Mesa, AZ 85201"},
		{"114 Juniper Ct\nApt 2\nMesa, Ariz. 85201-1234", "114 Juniper Ct Apt 2, Mesa, AZ 85201-1234"},
		{"114 Juniper Ct Mesa AZ 85201 1234", "114 Juniper Ct, Mesa, AZ 85201-1234"},
		{"114 Juniper Ct, Mesa, AZ 85201, USA", "114 Juniper Ct, Mesa, AZ 85201"},
		{"114 Juniper Ct Unit 2 Mesa Arizona", "114 Juniper Ct Unit 2, Mesa, AZ"},
		{"114, Juniper Ct, Mesa", "114 Juniper Ct, Mesa"},
		{"114 Juniper Ct 85201", "114 Juniper Ct, 85201"},
		{"114 Juniper Ct, AZ", "114 Juniper Ct, AZ"},
		{"(114 Juniper Ct, Mesa AZ)", "114 Juniper Ct, Mesa, AZ"},
		{"114 Juniper Ct Cedar Rapids IA 52401", "114 Juniper Ct, Cedar Rapids, IA 52401"},
		{"114 Juniper Dr St Paul MN 55101", "114 Juniper Dr, Saint Paul, MN 55101"},
		{"114 Juniper St St Paul MN 55101", "114 Juniper St, Saint Paul, MN 55101"},
		{"114 Juniper St North Canton OH 44720", "114 Juniper St, North Canton, OH 44720"},
		{"114 Juniper St N Canton OH 44720", "114 Juniper St N, Canton, OH 44720"},
		{"114 Juniper St, n canton OH", "114 Juniper St, North Canton, OH"},
		{"114 Juniper Hollow Dayton OH 45402", "114 Juniper Holw, Dayton, OH 45402"},
		{"114 Juniper Dayton OH 45402", "114 Juniper, Dayton, OH 45402"},
		{"114 Juniper St Hartford CT", "114 Juniper St, Hartford, CT"},
		{"114 Juniper CT", "114 Juniper Ct"},
		{"114 Juniper CT 06101", "114 Juniper Ct, 06101"},
		{"114 Juniper St NE 68001", "114 Juniper St NE, 68001"},
		{"114 Juniper St Tampa FL 33602", "114 Juniper St, Tampa, FL 33602"},
		{"114 Juniper St Boston MA 2109", "114 Juniper St, Boston, MA 02109"},
		{"114 Juniper St New York NY 10001", "114 Juniper St, New York, NY 10001"},
		{"114 Juniper St New York New York", "114 Juniper St, New York, NY"},
		{"114 Juniper St NW Washington DC", "114 Juniper St NW, Washington, DC"},
		{"9 State Highway 14 Dayton OH 45402", "9 State Highway 14, Dayton, OH 45402"},
		{"75 S 2100 E Salt Lake City UT", "75 S 2100 E, Salt Lake City, UT"},
		{"PO Box 12345 Mesa AZ 85201", "PO Box 12345, Mesa, AZ 85201"},
		{"9 Broadway Dayton OH", "9 Broadway, Dayton, OH"},
		{"114 Juniper Ct Cedar Rapids IA, 52401", "114 Juniper Ct, Cedar Rapids, IA 52401"},
		{"114 Juniper Ct, Mesa,AZ85201", "114 Juniper Ct, Mesa, AZ 85201"},
		{"114 Juniper Ct 4B Mesa AZ 85201", "114 Juniper Ct Unit 4B, Mesa, AZ 85201"},
		{"114 Juniper Ave Northwest Washington DC", "114 Juniper Ave NW, Washington, DC"},
		{"114 Juniper Rd Southwest Ranches FL 33330", "114 Juniper Rd, Southwest Ranches, FL 33330"},
		{"14 Calle Sol Ponce PR 00716", "14 Calle Sol, Ponce, PR 00716"},
	}
	for _, tt := range tests {
		t.Run(tt.in, func(t *testing.T) {
			t.Parallel()
			checkLabel(t, tt.in, tt.want)
		})
	}
}

func TestStandardize_Account(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name string
		in   Street
		want Standard
	}{
		{
			"a standard address",
			Street{"114 Juniper Ct", "Apt 2", "Mesa", "AZ", "85201"},
			Standard{Street: Street{"114 Juniper Ct", "Apt 2", "Mesa", "AZ", "85201"}},
		},
		{
			"all in the street field",
			Street{Street: "114 juniper ct #2, mesa az 85201"},
			Standard{
				Street: Street{"114 Juniper Ct", "# 2", "Mesa", "AZ", "85201"},
				Changed: []Change{
					{"street", "114 juniper ct #2, mesa az 85201", "114 Juniper Ct"},
					{"unit", "", "# 2"}, {"city", "", "Mesa"}, {"state", "", "AZ"}, {"zip", "", "85201"},
				},
			},
		},
		{
			"prefilled fields say the same",
			Street{"114 Juniper Ct, MESA ARIZONA 85201", "", "Mesa", "AZ", "85201"},
			Standard{
				Street:  Street{"114 Juniper Ct", "", "Mesa", "AZ", "85201"},
				Changed: []Change{{"street", "114 Juniper Ct, MESA ARIZONA 85201", "114 Juniper Ct"}},
			},
		},
		{
			"city behind the street without a comma",
			Street{"114 Juniper Ct Mesa", "", "Mesa", "AZ", "85201"},
			Standard{
				Street:  Street{"114 Juniper Ct", "", "Mesa", "AZ", "85201"},
				Changed: []Change{{"street", "114 Juniper Ct Mesa", "114 Juniper Ct"}},
			},
		},
		{
			"prefilled fields say something else",
			Street{"114 Juniper Ct, Tempe AZ 85281", "", "Mesa", "AZ", "85201"},
			Standard{
				Street: Street{"114 Juniper Ct", "", "Tempe", "AZ", "85281"},
				Changed: []Change{
					{"street", "114 Juniper Ct, Tempe AZ 85281", "114 Juniper Ct"},
					{"city", "Mesa", "Tempe"}, {"zip", "85201", "85281"},
				},
				Warnings: []Warning{
					{WarnConflict, "city", "The address line says Tempe and not Mesa.", ""},
					{WarnConflict, "zip", "The address line says 85281 and not 85201.", ""},
				},
			},
		},
		{
			"lost zero and a slip",
			Street{"9 Oak Ave", "", "st. albans", "Vermnot", "5478"},
			Standard{
				Street: Street{"9 Oak Ave", "", "Saint Albans", "VT", "05478"},
				Changed: []Change{
					{"city", "st. albans", "Saint Albans"}, {"state", "Vermnot", "VT"}, {"zip", "5478", "05478"},
				},
				Warnings: []Warning{
					{WarnStateSpelling, "state", "Read as VT.", ""},
					{WarnZIPPadded, "zip", "Leading zeros were put back.", ""},
				},
			},
		},
		{
			"text that belongs nowhere",
			Street{"Juniper Court, The Palms, Mesa AZ", "", "", "", "12345"},
			Standard{
				Street: Street{"Juniper Ct", "", "Mesa", "AZ", "12345"},
				Changed: []Change{
					{"street", "Juniper Court, The Palms, Mesa AZ", "Juniper Ct"}, {"city", "", "Mesa"}, {"state", "", "AZ"},
				},
				Warnings: []Warning{
					{WarnNoHouseNumber, "street", "The street has no house number.", ""},
					{WarnIgnoredText, "street", "“The Palms” was left out.", "The Palms"},
					{WarnZIPState, "zip", "No ZIP code of AZ begins with 1.", ""},
				},
			},
		},
		{
			"in whose care mail is",
			Street{Street: "9 Oak Ave attn Rosa Delgado, Mesa AZ", Unit: "C/O Owen Delgado; Apt 2"},
			Standard{
				Street: Street{Street: "9 Oak Ave", Unit: "Apt 2", City: "Mesa", State: "AZ"},
				Changed: []Change{
					{"street", "9 Oak Ave attn Rosa Delgado, Mesa AZ", "9 Oak Ave"}, {"unit", "C/O Owen Delgado; Apt 2", "Apt 2"}, {"city", "", "Mesa"}, {"state", "", "AZ"},
				},
				Warnings: []Warning{
					{WarnIgnoredText, "street", "“attn Rosa Delgado” was left out.", "attn Rosa Delgado"},
					{WarnIgnoredText, "unit", "“C/O Owen Delgado” was left out.", "C/O Owen Delgado"},
				},
			},
		},
		{
			"two addresses",
			Street{Street: "9 Oak Ave, 11 Oak Ave"},
			Standard{
				Street:   Street{Street: "9 Oak Ave"},
				Changed:  []Change{{"street", "9 Oak Ave, 11 Oak Ave", "9 Oak Ave"}},
				Warnings: []Warning{{WarnIgnoredText, "street", "“11 Oak Ave” was left out.", "11 Oak Ave"}, {WarnTwoAddresses, "street", "There is another address on the line.", ""}},
			},
		},
		{
			"two units",
			Street{Street: "9 Oak Ave Apt 2", Unit: "3"},
			Standard{
				Street:   Street{Street: "9 Oak Ave", Unit: "Apt 2 Unit 3"},
				Changed:  []Change{{"street", "9 Oak Ave Apt 2", "9 Oak Ave"}, {"unit", "3", "Apt 2 Unit 3"}},
				Warnings: []Warning{{WarnTwoUnits, "unit", "The street and the unit field name different units.", ""}},
			},
		},
		{
			"a guess",
			Street{Street: "9 Oak Dayton OH 45402"},
			Standard{
				Street: Street{"9 Oak", "", "Dayton", "OH", "45402"},
				Changed: []Change{
					{"street", "9 Oak Dayton OH 45402", "9 Oak"}, {"city", "", "Dayton"}, {"state", "", "OH"},
					{"zip", "", "45402"},
				},
				Warnings: []Warning{
					{WarnCityGuessed, "city", "Nothing tells where the street ends and the city begins.", ""},
				},
			},
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			got, err := Standardize(tt.in)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

func TestStandardize_Refused(t *testing.T) {
	t.Parallel()
	home := Street{"9 Oak Ave", "", "Mesa", "AZ", "85201"}
	with := func(change func(*Street)) Street {
		s := home
		change(&s)
		return s
	}
	tests := []struct {
		name        string
		in          Street
		field, code string
	}{
		{"nothing", Street{}, "street", CodeRequired},
		{"blanks", Street{Street: " \n\t "}, "street", CodeRequired},
		{"punctuation", Street{Street: "--,.,--"}, "street", CodeRequired},
		{"only a unit", Street{Street: "Apt 4"}, "street", CodeRequired},
		{"only numbers", Street{Street: "9 12"}, "street", CodeNoLetters},
		{"no street", Street{Street: "Clubhouse"}, "street", CodeNoHouseNumber},
		{"crossing", Street{Street: "Oak & Elm"}, "street", CodeIntersection},
		{"crossing in words", Street{Street: "Oak St and Elm St, Mesa AZ"}, "street", CodeIntersection},
		{"abroad", Street{Street: "9 Oak Ave, Toronto, Canada"}, "state", CodeOutsideUS},
		{"control character", with(func(s *Street) { s.Unit = "4\x00" }), "unit", CodeControlCharacter},
		{"direction override", with(func(s *Street) { s.City = "Mesa\u202e" }), "city", CodeControlCharacter},
		{"no text", with(func(s *Street) { s.Street = "9 Oak\xff" }), "street", CodeControlCharacter},
		{"long", with(func(s *Street) { s.City = strings.Repeat("é", 101) }), "city", CodeTooLong},
		{"no state", with(func(s *Street) { s.State = "Ontario" }), "state", CodeUnknownState},
		{"letters for a ZIP", with(func(s *Street) { s.ZIP = "ABCDE" }), "zip", CodeZIPShape},
		{"seven digits", with(func(s *Street) { s.ZIP = "8520112" }), "zip", CodeZIPShape},
		{"four digits, and no zero would do", with(func(s *Street) { s.ZIP = "5201" }), "zip", CodeZIPShape},
		{"two digits", with(func(s *Street) { s.ZIP = "85" }), "zip", CodeZIPShape},
		{"no such ZIP", with(func(s *Street) { s.ZIP = "00012" }), "zip", CodeZIPShape},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			_, err := Standardize(tt.in)
			var got *FieldError
			if !errors.As(err, &got) {
				t.Fatalf("got %v, want a *FieldError", err)
			}
			if got.Field != tt.field || got.Code != tt.code || got.Reason == "" {
				t.Errorf("got %+v, want field %s, code %s and a reason", got, tt.field, tt.code)
			}
		})
	}
}

func TestStandardize_Place(t *testing.T) {
	t.Parallel()
	states := map[string]string{
		"az": "AZ", "Arizona": "AZ", "N. Carolina": "NC", "W. Va.": "WV", "D.C.": "DC", "Washington, D.C.": "DC",
		"Penna.": "PA", "Puerto Rico": "PR", "Armed Forces Pacific": "AP", "Missisippi": "MS",
	}
	for in, want := range states {
		s, err := Standardize(Street{Street: "9 Oak Ave", State: in})
		if err != nil || s.State != want {
			t.Errorf("state %q: got %q, %v, want %q", in, s.State, err, want)
		}
	}
	zips := map[string]string{
		"85201": "85201", "85201-1234": "85201-1234", "852011234": "85201-1234", "85201 1234": "85201-1234",
		"85201.0": "85201", "2109": "02109", "21091234": "02109-1234", "2109-1234": "02109-1234", "601": "00601",
		"85201-": "85201", "85201-0000": "85201",
	}
	for in, want := range zips {
		s, err := Standardize(Street{Street: "9 Oak Ave", ZIP: in})
		if err != nil || s.ZIP != want {
			t.Errorf("ZIP %q: got %q, %v, want %q", in, s.ZIP, err, want)
		}
	}
}

func TestStandardName(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{
		"Juniper Court": "Juniper Ct", "juniper": "Juniper", "North Main Street": "N Main St", "Juniper Ct": "Juniper Ct",
		"Juniper Ct Apt 2": "Juniper Ct Apt 2", "": "", "114 Juniper": "114 Juniper", "??": "??",
	} {
		if got := StandardName(in); got != want {
			t.Errorf("StandardName(%q): got %q, want %q", in, got, want)
		}
	}
}
