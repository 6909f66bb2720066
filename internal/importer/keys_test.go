package importer

import (
	"strings"
	"testing"
)

func FuzzPlaceOf(f *testing.F) {
	for _, key := range []string{"rosters/c/import/a.csv", "rosters/c/review/a/b.csv", "rosters/c/uploads/i/a.csv", "rosters/c/import/", "rosters//import/a", "../a", "rosters/../../x"} {
		f.Add(key)
	}
	f.Fuzz(func(t *testing.T, key string) {
		p, problem := placeOf(key)
		if problem != "" {
			if printable(problem) != problem {
				t.Errorf("the problem %q of %q cannot be shown", problem, key)
			}
			return
		}
		if p.community == "" || strings.Contains(p.community, "/") || p.name == "" || strings.Contains(p.name, "/") {
			t.Errorf("%q: got %+v", key, p)
		}
		if (p.way == wayUpload) != (p.upload != "") {
			t.Errorf("%q: an upload of no import: %+v", key, p)
		}
	})
}
