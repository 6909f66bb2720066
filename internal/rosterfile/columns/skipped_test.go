package columns

import (
	"strings"
	"testing"

	"github.com/communitrak/onboarding/internal/rosterfile/sheet"
)

func TestIsOtherTable(t *testing.T) {
	t.Parallel()
	header := []string{"Name", "Address", "Email", "Type", "Phone Type", "Unit"}
	for row, want := range map[string]bool{
		"Ann Lee,,,Owner,Resident,":        false,
		"Ann Lee,,,Owner,Mobile,":          false,
		"Ann Lee,,,Home,Mobile,Cell":       false,
		",,,Owner,Mobile,Condo":            false,
		"Mobile,Home":                      false,
		"Unit,Lot":                         false,
		"Name,Address,Email":               false, // repeated headings
		"Ann Lee,1 Oak St,Email":           false,
		"Vendor,Email":                     true,
		"Vendor,Service,Email":             true,
		"Tenant,Unit,Phone,City,Zeta":      true,
		"Lot,Street,City,State":            true,
		"Zeta,Omega,Lot,Street,City,State": false, // words that include headings
	} {
		if got := IsOtherTable(sheet.Record{Cells: strings.Split(row, ",")}, header); got != want {
			t.Errorf("%q: got %v, want %v", row, got, want)
		}
	}
}

// TestSkipped says of lines that reports print around their rows what they are,
// and of similar ones that somebody wrote them.
func TestSkipped(t *testing.T) {
	t.Parallel()
	const aTotal, aLine, aTitle = "a total", "a line of the page", "the title of a group"
	for line, want := range map[string]string{
		"Total: 12": aTotal, "Totals,,12": aTotal, "Subtotal,,9": aTotal, "Sub Total,,9": aTotal, "Grand Total,,9": aTotal, "Sum,,9": aTotal, "Count: 12": aTotal,
		"Totally Tubular LLC": "", "Grand Manor": "", "Sumner Ann": "", "Sum Wong,1 Oak St": "", "Count Basie": "", "Total of what all of the owners owe us by now": "",
		"Page 3": aLine, "Page of 4": aLine, "Page Ann": "", "Printed on 1/5/2026": aLine, "Printed by Ann": "", "Exported 2026-01-05": aLine,
		"Generated: 1/5/2026": aLine, "Report 12": aLine, "Confidential": aLine, "Strictly confidential": aLine, "Copyright 2026": aLine, "Run date 1/5/2026": aLine, "The Run 7": "",
		"As of 1/5/2026": aLine, "As of now": "", "End of report": aLine, "West End of Mesa": "", "12 records": aLine, "1 record": aLine, "120 rows": aLine, "Records": "", "12 records that we have lost": "",
		"-----":        aLine,
		"-> Oak Manor": aTitle, "Current Residents": aTitle, "Past Owners": aTitle, "Building 4": aTitle, "Board": aTitle, "A": aTitle, "A B": "", "Current residents of the old board": "", "Ann Lee": "", "12": "",
	} {
		rec := sheet.Record{Cells: strings.Split(line, ",")}
		if got := Skipped(rec, nil, func(int) bool { return false }); got != want {
			t.Errorf("%q: got %q, want %q", line, got, want)
		}
	}
	home := sheet.Record{Cells: []string{"", "Building 4"}}
	if got := Skipped(home, nil, func(i int) bool { return i == 1 }); got != "" {
		t.Errorf("a home without people: got %q, want a row", got)
	}
}
