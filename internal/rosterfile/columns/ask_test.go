package columns

import (
	"slices"
	"strings"
	"testing"
)

// There are no more than MaxNumber columns of a kind; a further one can be left
// out, or is not asked about.
func TestClassify_asksNothingBeyondTheLast(t *testing.T) {
	t.Parallel()
	headings := []string{"Name", "Address", "Email"}
	row := []string{"Uma Vale", "2 Rail St", "uma@example.com"}
	for range MaxNumber {
		headings, row = append(headings, "Moved Out"), append(row, "1/1/2030")
	}
	headings, row = append(headings, "Keys Back"), append(row, "1/2/2030")
	profiles := make([]profile, len(headings))
	for i, v := range row {
		profiles[i].add(v)
	}
	_, full := classify(headings, nil, profiles, nil, recognized{})
	if i := slices.IndexFunc(full, func(q Question) bool { return q.Column == "Keys Back" }); i >= 0 {
		t.Errorf("asks %+v", full[i])
	}
	_, room := classify(slices.Delete(headings, 3, 4), nil, slices.Delete(profiles, 3, 4), nil, recognized{})
	for _, q := range room {
		for _, a := range q.Answers {
			for _, c := range a.Columns {
				if _, ok := ParseField(c.Field); c.Field != "" && !ok {
					t.Errorf("%q answers %q with the field %q", q.Text, a.Label, c.Field)
				}
			}
		}
	}
	if !slices.ContainsFunc(room, func(q Question) bool { return strings.Contains(q.Text, "Keys Back") }) {
		t.Error("does not ask although there is room")
	}
}
