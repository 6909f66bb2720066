package personname

import "testing"

func TestNotAPerson(t *testing.T) {
	t.Parallel()
	tests := []struct{ full, want string }{
		{"Open House Builders LLC", "a company"},
		{"Juniper Holdings, L.L.C.", "a company"},
		{"JUNIPER L L C", "a company"},
		{"Acme Inc.", "a company"},
		{"Smith & Sons", "a company"},
		{"Smith & Co.", "a company"},
		{"Juniper Property Management", "a company"},
		{"Beazer Homes", "a company"},
		{"Rosa Delgado dba Rosa's Rentals", "a company"},
		{"Juniper Partners LP", "a company"},
		{"Sandoval Family Trust", "a trust"},
		{"The Rosa Delgado Revocable Living Trust", "a trust"},
		{"Delgado, Rosa, Trustee", "a trust"},
		{"Rosa Delgado TTEE", "a trust"},
		{"Estate of Rosa Delgado", "an estate"},
		{"Rosa Delgado Estate", "an estate"},
		{"Juniper Court Homeowners Association", "an association"},
		{"Juniper HOA", "an association"},
		{"City of Mesa", "a public body"},
		{"The City of Mesa", "a public body"},
		{"Mesa Unified School District", "a public body"},
		{"First Baptist Church", "a church"},
		{"St. Mark Church", "a church"},
		{"Calvary Chapel", "a church"},
		{"First National Bank", "a bank"},
		{"Bank of Juniper", "a bank"},
		{"Juniper National Bank of Mesa", "a bank"},
		{"Secretary of Housing", "a public body"},
		{"Juniper REIT", "a company"},
		{"Rosa Delgado (deceased)", "an estate"},
		{"Delgado Residence", "a family"},
		{"Do not contact", "a placeholder"},
		{"OWNER OF RECORD", "a placeholder"},
		{"Rosa Delgado d/b/a Rosa's Rentals", "a company"},
		{"Smith Family", "a family"},
		{"The Smiths", "a family"},
		{"Vacant", "a placeholder"},
		{"VACANT LOT", "a placeholder"},
		{"Current Resident", "a placeholder"},
		{"N/A", "a placeholder"},
		{"unknown", "a placeholder"},
	}
	for _, tt := range tests {
		t.Run(tt.full, func(t *testing.T) {
			t.Parallel()
			if got, is := NotAPerson(tt.full); !is || got != tt.want {
				t.Errorf("got %q, %v, want %q", got, is, tt.want)
			}
		})
	}
}

func TestNotAPerson_people(t *testing.T) {
	t.Parallel()
	for _, full := range []string{
		"", "Rosa Delgado", "Mark Church", "Church, Mark", "Xiomara L. Church", "Mr. Church", "Rose Banks", "Bank, Thomas", "Shirley Temple",
		"Mary Ann Church", "Robert Parish", "Eddie House", "Vincent Price", "Trusty Miller", "Estella Estevez", "Ina Cole",
		"Lloyd Lpez", "Park, Min-jun", "L. L. Bean", "Hall, Monty", "Joe Cityman", "Owner Jones", "Grace Field", "the and Jon Dough",
	} {
		if got, is := NotAPerson(full); is {
			t.Errorf("NotAPerson(%q): got %q, want a person", full, got)
		}
	}
}

func FuzzNotAPerson(f *testing.F) {
	for _, s := range []string{"Open House LLC", "L L C", "the", "/", "Church", ", bank", "0 \xff\xff BAnk", "℀O"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, full string) {
		reason, is := NotAPerson(full)
		if is != (reason != "") {
			t.Errorf("NotAPerson(%q) = %q, %v", full, reason, is)
		}
		if again, _ := NotAPerson(Fold(full)); again != reason {
			t.Errorf("NotAPerson(%q) = %q, folded %q", full, reason, again)
		}
	})
}
