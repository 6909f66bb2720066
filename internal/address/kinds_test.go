package address

import (
	"strings"
	"testing"
)

// TestStandardize_kinds has an address in each way that lists write them.
func TestStandardize_kinds(t *testing.T) {
	t.Parallel()
	tests := []struct{ in, want string }{
		{"40 CEDAR POND DR., WARWICK NY 10990", "40 Cedar Pond Dr, Warwick, NY 10990"},
		{"40 AUTUMN LAKE DR., WARWICK NY 10990", "40 Autumn Lake Dr, Warwick, NY 10990"},
		{"40 Cedar Pond Drive, Apartment 7, Warwick, New York 10990", "40 Cedar Pond Dr Apt 7, Warwick, NY 10990"},
		{"40  CEDAR ST -- SUITE 9", "40 Cedar St Ste 9"},
		{"40 1/2 CEDAR STREET", "40 1/2 Cedar St"},
		{"5 COUNTY HIGHWAY suite 9", "5 County Hwy Ste 9"},
		{"5 STATE HIGHWAY 9 ROOM 3", "5 State Highway 9 Rm 3"},
		{"5 Heron Point Southwest # 12", "5 Heron Pt SW # 12"},
		{"5 EAST 8 NORTH", "5 E 8 N"},
		{"31A 8TH AV.", "31A 8th Ave"},
		{"Flat 2, 7 Cedar St, Salem OR", "7 Cedar St Flat 2, Salem, OR"},
		{"7 Cedar St, Casita, Mesa AZ", "7 Cedar St Casita, Mesa, AZ"},
		{"7 Cedar St, Cottage Grove, OR", "7 Cedar St, Cottage Grove, OR"},
		{"7 Flat Rock Rd", "7 Flat Rock Rd"},
		{"7 Calle Luna Unit B", "7 Calle Luna Unit B"},
		{"P.O. BOX 77, Salem OR 97301-0077", "PO Box 77, Salem, OR 97301-0077"},
		{"RURAL ROUTE 3 BOX 8B", "RR 3 Box 8B"},
		{"Highway Contract 3 Box 8", "HC 3 Box 8"},
		{"PSC 3 BOX 88, APO AE 09012", "PSC 3 Box 88, APO, AE 09012"},
	}
	for _, tt := range tests {
		t.Run(tt.in, func(t *testing.T) {
			t.Parallel()
			checkLabel(t, tt.in, tt.want)
		})
	}
}

// TestStandardize_words tries every direction, every designator of a unit that
// Publication 28 lists, and every state.
func TestStandardize_words(t *testing.T) {
	t.Parallel()
	for _, words := range []string{"N NORTH", "S SOUTH", "E EAST", "W WEST", "NE NORTHEAST", "NW NORTHWEST", "SE SOUTHEAST", "SW SOUTHWEST"} {
		short, long, _ := strings.Cut(words, " ")
		checkLine(t, Street{Street: "5 " + long + " Cedar St"}, "5 "+short+" CEDAR ST")
		checkLine(t, Street{Street: "5 Cedar St " + long}, "5 CEDAR ST "+short)
	}
	for _, words := range []string{
		"APT APARTMENT", "BLDG BUILDING", "BSMT BASEMENT", "DEPT DEPARTMENT", "FL FLOOR", "FRNT FRONT", "HNGR HANGAR", "KEY KEY", "LBBY LOBBY", "LOT LOT", "LOWR LOWER",
		"OFC OFFICE", "PH PENTHOUSE", "PIER PIER", "REAR REAR", "RM ROOM", "SIDE SIDE", "SLIP SLIP", "SPC SPACE", "STOP STOP", "STE SUITE", "TRLR TRAILER", "UNIT UNIT", "UPPR UPPER",
	} {
		short, long, _ := strings.Cut(words, " ")
		checkLine(t, Street{Street: "5 Cedar St", Unit: long + " 8"}, "5 CEDAR ST "+short+" 8")
		checkLine(t, Street{Street: "5 Cedar St " + long + " 8"}, "5 CEDAR ST "+short+" 8")
	}
	for _, words := range strings.Split("AL Alabama,AK Alaska,AZ Arizona,AR Arkansas,CA California,CO Colorado,CT Connecticut,DE Delaware,DC District of Columbia,FL Florida,GA Georgia,"+
		"HI Hawaii,ID Idaho,IL Illinois,IN Indiana,IA Iowa,KS Kansas,KY Kentucky,LA Louisiana,ME Maine,MD Maryland,MA Massachusetts,MI Michigan,MN Minnesota,MS Mississippi,MO Missouri,"+
		"MT Montana,NE Nebraska,NV Nevada,NH New Hampshire,NJ New Jersey,NM New Mexico,NY New York,NC North Carolina,ND North Dakota,OH Ohio,OK Oklahoma,OR Oregon,PA Pennsylvania,"+
		"PR Puerto Rico,RI Rhode Island,SC South Carolina,SD South Dakota,TN Tennessee,TX Texas,UT Utah,VT Vermont,VA Virginia,WA Washington,WV West Virginia,WI Wisconsin,WY Wyoming", ",") {
		short, long, _ := strings.Cut(words, " ")
		s := mustStandardize(t, Street{Street: "5 Cedar St", City: "Salem", State: long})
		if s.State != short {
			t.Errorf("state %q: got %q, want %q", long, s.State, short)
		}
	}
}

// checkLabel standardizes an address on one line.
func checkLabel(t *testing.T, in, want string) {
	t.Helper()
	s, err := Standardize(Street{Street: in})
	if err != nil {
		t.Fatal(err)
	}
	if got := s.Label(); got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	checkFixedPoint(t, s.Street)
}

func checkLine(t *testing.T, in Street, want string) {
	t.Helper()
	s := mustStandardize(t, in)
	if got := s.deliveryLine(); got != want {
		t.Errorf("%+v: got %q, want %q", in, got, want)
	}
}

// TestIdentity_kinds has two spellings of one home, and two homes that look
// alike.
func TestIdentity_kinds(t *testing.T) {
	t.Parallel()
	tests := []struct {
		a, b string
		same bool
	}{
		{"40 CEDAR  ST", "40 Cedar Street", true},
		{"40 1/2 Cedar St", "40 1/2  CEDAR STREET", true},
		{"5 Cedar Ave South", "5 Cedar Avenue S", true},
		{"5 Cedar St - Suite 9", "5 Cedar St, Ste 9", true},
		{"5 Cedar St, Apt 9, Salem, OR 97301", "5 Cedar St Apartment 9, Salem, Oregon 97301-1234", true},
		{"5 8 Av", "5 8th Avenue", true},
		{"5 South Cedar Ave", "5 Cedar Ave South", false},
		{"40 1/2 Cedar St", "40 Cedar St", false},
		{"5 East Cedar", "5 Cedar", false},
		{"5 Cedar St Apt 9b", "5 Cedar St Apt b9", false},
		{"5 31 Street", "5 32 Street", false},
		{"5 Lake Drive West", "5 Lake West Drive", false},
		{"5 East Cedar", "5 East 800 South", false},
	}
	for _, tt := range tests {
		a, b := mustStandardize(t, Street{Street: tt.a}), mustStandardize(t, Street{Street: tt.b})
		if got := a.Line() == b.Line(); got != tt.same {
			t.Errorf("%q and %q: got %q and %q, want same %v", tt.a, tt.b, a.Line(), b.Line(), tt.same)
		}
	}
}
