package parse

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

// A couple in one name cell is two people if exactly one unused email of theirs
// is left; that of another owner is not the spouse's.
func TestParser_couple(t *testing.T) {
	t.Parallel()
	const headings = "Owner 1,Owner 1 Email,Owner 1 Phone,Owner 2,Owner 2 Email,Address\n"
	tests := []struct {
		name, row string
		want      []string
	}{
		{"an email and a phone for each", "Uma and Kit Vale,uma@example.com; kit@example.com,503-555-0141; 503-555-0142,,,2 Rail St\n", []string{
			"2: Uma|Vale <uma@example.com> +15035550141 , 2 Rail St, Salem, OR 97301",
			"2: Kit|Vale <kit@example.com> +15035550142 , 2 Rail St, Salem, OR 97301",
			"Owner 1: read as several people (Uma and Kit Vale)",
		}},
		{"an email for each and three phones", "Uma and Kit Vale,uma@example.com; kit@example.com,503-555-0141; 503-555-0142; 503-555-0143,,,2 Rail St\n", []string{
			"2: Uma|Vale <uma@example.com> +15035550141 , 2 Rail St, Salem, OR 97301",
			"2: Kit|Vale <kit@example.com>  , 2 Rail St, Salem, OR 97301",
			"Owner 1 Phone: another phone, not used (503-555-0142)",
			"Owner 1 Phone: another phone, not used (503-555-0143)",
			"Owner 1: read as several people (Uma and Kit Vale)",
		}},
		{"phones that say whose they are", "Uma and Kit Vale,uma@example.com; kit@example.com,\"503-555-0141 (Kit), 503-555-0142 (Uma)\",,,2 Rail St\n" +
			"Ines Novak & Leo Soto,ines@example.com; leo@example.com,Leo's cell: 503-555-0143,,,4 Rail St\n" +
			"Mae Soto; Otis Brandt,mae@example.com; otis@example.com,Otis: 503-555-0144; Rex: 503-555-0145,,,6 Rail St\n" +
			"Bo Lind,bo@example.com,503-555-0146 (Bo); 503-555-0147 (Rex),,,8 Rail St\nCy Lind,cy@example.com,503-555-0148 (Rex),,,10 Rail St\n" +
			"Ed Lind; Flo Lind,ed@example.com; flo@example.com,503-555-0149 (the Linds),,,12 Rail St\n" +
			"Gus & Hal Lind,gus@example.com,503-555-0150 (Hal),,hal@example.com,14 Rail St\n" +
			"Ian and Jo Lind,\"ian@example.com, jo@example.com\",,,,16 Rail St\n", []string{
			"2: Uma|Vale <uma@example.com> +15035550142 , 2 Rail St, Salem, OR 97301", "2: Kit|Vale <kit@example.com> +15035550141 , 2 Rail St, Salem, OR 97301",
			"Owner 1: read as several people (Uma and Kit Vale)",
			"3: Ines|Novak <ines@example.com>  , 4 Rail St, Salem, OR 97301", "3: Leo|Soto <leo@example.com> +15035550143 , 4 Rail St, Salem, OR 97301",
			"Owner 1: read as several people (Ines Novak & Leo Soto)",
			"4: Mae|Soto <mae@example.com>  , 6 Rail St, Salem, OR 97301", "4: Otis|Brandt <otis@example.com> +15035550144 , 6 Rail St, Salem, OR 97301",
			"Owner 1: read as several people (Mae Soto; Otis Brandt)", "Owner 1 Phone: another phone, not used (Rex: 503-555-0145)",
			"5: Bo|Lind <bo@example.com> +15035550146 , 8 Rail St, Salem, OR 97301",
			"Owner 1 Phone: another phone, not used (503-555-0147 (Rex))",
			"6: Cy|Lind <cy@example.com>  , 10 Rail St, Salem, OR 97301",
			"Owner 1 Phone: another phone, not used (503-555-0148 (Rex))",
			"7: Ed|Lind <ed@example.com>  , 12 Rail St, Salem, OR 97301", "7: Flo|Lind <flo@example.com>  , 12 Rail St, Salem, OR 97301",
			"Owner 1: read as several people (Ed Lind; Flo Lind)", "Owner 1 Phone: another phone, not used (503-555-0149 (the Linds))",
			"8: Gus|Lind <gus@example.com>  , 14 Rail St, Salem, OR 97301", "8: Hal|Lind <hal@example.com>  , 14 Rail St, Salem, OR 97301",
			"Owner 1: read as several people (Gus & Hal Lind)", "Owner 1 Phone: another phone, not used (503-555-0150 (Hal))",
			"Owner 1 Email: another email, not used (jo@example.com)", "9: needs attention: ian@example.com", "9: two_people_in_one_name",
		}},
		{"a further email of the other owner", "Uma and Kit Vale,uma@example.com,,Ines Novak,ines@example.com; novak@example.com,2 Rail St\n", []string{
			"Owner 2 Email: another email, not used (novak@example.com)",
			"2: needs attention: uma@example.com",
			"2: needs attention: ines@example.com",
			"2: two_people_in_one_name",
		}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			if diff := cmp.Diff(tt.want, readRoster(t, headings+tt.row)); diff != "" {
				t.Errorf("people (-want +got):\n%s", diff)
			}
		})
	}
}
