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
