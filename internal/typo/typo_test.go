package typo

import "testing"

func TestWithin(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		a, b string
		want int // the smallest limit
	}{
		{"gmail", "gmail", 0}, {"gmial", "gmail", 1}, {"gmal", "gmail", 1}, {"ggmail", "gmail", 1}, {"gnail", "gmail", 1},
		{"gamil", "gmail", 1}, {"gml", "gmail", 2}, {"", "ab", 2}, {"hotmial", "hotmail", 1}, {"hotnial", "hotmail", 2},
	} {
		for limit := range 4 {
			if got := Within(tt.a, tt.b, limit); got != (limit >= tt.want) {
				t.Errorf("%q and %q within %d: %v", tt.a, tt.b, limit, got)
			}
			if Within(tt.a, tt.b, limit) != Within(tt.b, tt.a, limit) {
				t.Errorf("%q and %q within %d: the order matters", tt.a, tt.b, limit)
			}
		}
	}
}
