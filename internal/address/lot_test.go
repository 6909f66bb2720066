package address

import (
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestStandardizeLot(t *testing.T) {
	t.Parallel()
	tests := []struct {
		in              Lot
		label, identity string
	}{
		{Lot{Lot: "12"}, "Lot 12", "LOT 12|"},
		{Lot{Lot: "Lot 12"}, "Lot 12", "LOT 12|"},
		{Lot{Lot: "lot #012"}, "Lot 12", "LOT 12|"},
		{Lot{Lot: "L-12"}, "Lot 12", "LOT 12|"},
		{Lot{Lot: "LOT12"}, "Lot 12", "LOT 12|"},
		{Lot{Lot: "#12"}, "Lot 12", "LOT 12|"},
		{Lot{Lot: "12.0"}, "Lot 12", "LOT 12|"},
		{Lot{Lot: "12a"}, "Lot 12A", "LOT 12A|"},
		{Lot{Lot: "12-A"}, "Lot 12-A", "LOT 12A|"},
		{Lot{Lot: "lots 12 and 13"}, "Lot 12 & 13", "LOT 12&13|"},
		{Lot{Lot: "Blk A, Lot 12"}, "Lot 12 Block A", "LOT 12 BLOCK A|"},
		{Lot{Lot: "L12/B3"}, "Lot 12 Block 3", "LOT 12 BLOCK 3|"},
		{Lot{Lot: "B3 L12"}, "Lot 12 Block 3", "LOT 12 BLOCK 3|"},
		{Lot{Lot: "Lt 12 Bk 3"}, "Lot 12 Block 3", "LOT 12 BLOCK 3|"},
		{Lot{Lot: "Lot B3"}, "Lot B3", "LOT B3|"},
		{Lot{Lot: "B3"}, "Lot B3", "LOT B3|"},
		{Lot{Lot: "TR 5 LOT 6"}, "Lot 6 Tract 5", "LOT 6 TRACT 5|"},
		{Lot{Lot: "Lot 12 Phase II Section 4"}, "Lot 12 Section 4 Phase II", "LOT 12 SECTION 4 PHASE II|"},
		{Lot{Lot: "Lot 12 Unit 3"}, "Lot 12 Unit 3", "LOT 12|3"},
		{Lot{Lot: "12", Unit: "#3"}, "Lot 12 # 3", "LOT 12|3"},
		{Lot{Lot: "12", Unit: "n/a", City: "mesa", State: "Arizona", ZIP: "85201"}, "Lot 12", "LOT 12|"},
	}
	for _, tt := range tests {
		t.Run(tt.in.Lot+"/"+tt.in.Unit, func(t *testing.T) {
			t.Parallel()
			l, err := StandardizeLot(tt.in)
			if err != nil {
				t.Fatal(err)
			}
			if got := l.Label(); got != tt.label {
				t.Errorf("label: got %q, want %q", got, tt.label)
			}
			if got := l.Identity(); got != tt.identity {
				t.Errorf("identity: got %q, want %q", got, tt.identity)
			}
			if got := tt.in.Identity(); got != tt.identity && tt.in.Unit != "n/a" {
				t.Errorf("identity as typed: got %q, want %q", got, tt.identity)
			}
			again, err := StandardizeLot(l)
			if diff := cmp.Diff(l, again); diff != "" || err != nil {
				t.Errorf("not a fixed point: %v\n%s", err, diff)
			}
		})
	}
}

func TestStandardizeLot_Refused(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name        string
		in          Lot
		field, code string
	}{
		{"nothing", Lot{}, "lot", CodeRequired},
		{"only the word", Lot{Lot: "Lot"}, "lot", CodeLotShape},
		{"an address", Lot{Lot: "12 Oak Ave"}, "lot", CodeLotShape},
		{"control character", Lot{Lot: "12\x07"}, "lot", CodeControlCharacter},
		{"no state", Lot{Lot: "12", State: "Nowhere"}, "state", CodeUnknownState},
		{"no ZIP", Lot{Lot: "12", ZIP: "x"}, "zip", CodeZIPShape},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			_, err := StandardizeLot(tt.in)
			var got *FieldError
			if !errors.As(err, &got) || got.Field != tt.field || got.Code != tt.code {
				t.Errorf("got %+v, want field %s, code %s", err, tt.field, tt.code)
			}
		})
	}
}

func TestParse(t *testing.T) {
	t.Parallel()
	tests := []struct {
		in    string
		kind  Kind
		label string
		ok    bool
	}{
		{"114 Juniper Ct", KindStreet, "114 Juniper Ct", true},
		{"114 Juniper Ct, Mesa, AZ 85201", KindStreet, "114 Juniper Ct, Mesa, AZ 85201", true},
		{"114 Juniper Ct Lot 12", KindStreet, "114 Juniper Ct Lot 12", true},
		{"PO Box 12", KindStreet, "PO Box 12", true},
		{"rr 5 box 61", KindStreet, "RR 5 Box 61", true},
		{"Juniper Ct", KindStreet, "Juniper Ct", false},
		{"Lot 12 Juniper Ct", KindStreet, "Juniper Ct Lot 12", false},
		{"Lot 12", KindLot, "Lot 12", true},
		{"L-12", KindLot, "Lot 12", true},
		{"#12", KindLot, "Lot 12", true},
		{"Lot 12, Block A, Mesa AZ 85201", KindLot, "Lot 12 Block A", true},
		{"12", KindLot, "Lot 12", false},
		{"A-12", KindLot, "Lot A-12", false},
		{"Unit 4", KindUnit, "Unit 4", false},
		{"ph-2", KindUnit, "PH 2", false},
		{"", KindNone, "", false},
		{"N/A", KindNone, "", false},
		{"Clubhouse", KindNone, "", false},
		{"9 Oak\x00", KindNone, "", false},
	}
	for _, tt := range tests {
		t.Run(tt.in, func(t *testing.T) {
			t.Parallel()
			kind, s, l, ok := Parse(tt.in)
			if kind != tt.kind || ok != tt.ok {
				t.Errorf("got kind %v, ok %v, want %v, %v", kind, ok, tt.kind, tt.ok)
			}
			got := s.Label()
			if kind == KindLot {
				got = l.Label()
			}
			if got != tt.label {
				t.Errorf("got %q, want %q", got, tt.label)
			}
		})
	}
}

func TestParse_LotPlace(t *testing.T) {
	t.Parallel()
	_, _, got, _ := Parse("Lot 12, Unit 3, Mesa AZ 85201")
	want := Lot{"12", "Unit 3", "Mesa", "AZ", "85201"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}
