package rosterfile

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

// Using a value removes what says that it is not used, and nothing else.
func TestRow_Use(t *testing.T) {
	t.Parallel()
	rows := rowsOf(t, open(t, "Name,Email,Phone,Address\nAnn Lee,ann@example.com; bo@example.com; cy@example.com,480-555-0101; 480-555-0102,1 Oak St\n"))
	r := rows[0]
	r.Use(func(u Unused) bool { return !u.Phone && u.Value == "bo@example.com" })
	var got []string
	for _, u := range r.Unused {
		got = append(got, u.Value)
	}
	for _, n := range r.Notes {
		got = append(got, n.String())
	}
	want := []string{
		"cy@example.com", "480-555-0102",
		"Email: another email, not used (cy@example.com)", "Phone: another phone, not used (480-555-0102)",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("left over (-want +got):\n%s", diff)
	}
}
