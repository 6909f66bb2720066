package importer

import (
	"fmt"
	"path"
	"strings"

	"communitrak/internal/roster"
)

// rostersPrefix is the prefix under which rosters arrive.
const rostersPrefix = "rosters/"

// The ways in, as keys spell them.
const (
	wayImport = "import"
	wayReview = "review"
	wayUpload = "uploads"
)

// place is a parsed key: rosters/{community}/{import|review}/{name} or
// rosters/{community}/uploads/{import}/{name}.
type place struct {
	community string
	way       string
	upload    string
	name      string
}

// placeOf parses a key. problem says in words what the key lacks; the community
// is not looked up.
func placeOf(key string) (p place, problem string) {
	rest, ok := strings.CutPrefix(key, rostersPrefix)
	if !ok {
		return p, "The key does not begin with rosters/."
	}
	var found bool
	if p.community, rest, found = strings.Cut(rest, "/"); !found || p.community == "" {
		return p, "The key names no community; rosters belong under rosters/{community}/import/ or rosters/{community}/review/."
	}
	if p.way, rest, found = strings.Cut(rest, "/"); !found {
		return p, "The key names no mode; rosters belong under import/ or review/ of their community."
	}
	switch p.way {
	case wayImport, wayReview:
	case wayUpload:
		if p.upload, rest, found = strings.Cut(rest, "/"); !found || p.upload == "" {
			return p, "The key names no import that waits for an upload."
		}
	default:
		return p, fmt.Sprintf("%q is no mode; rosters belong under import/ or review/ of their community.", clip(p.way, 40))
	}
	if p.name = path.Base(rest); rest == "" || strings.HasSuffix(rest, "/") {
		return p, "The key names no file."
	}
	return p, ""
}

// mode returns the import mode for a roster that arrived this way.
func (p place) mode() roster.ImportMode {
	if p.way == wayReview {
		return roster.ModeReview
	}
	return roster.ModeImport
}

// Keys of results.

func resultKey(j roster.Import, name string) string {
	return "results/" + j.Community + "/" + j.ID + "/" + name
}

func unplacedKey(id string) string { return "results/_unknown/" + id + ".txt" }

// clip truncates a text to at most that many characters.
func clip(s string, runes int) string {
	n := 0
	for i := range s {
		if n == runes {
			return s[:i] + "…"
		}
		n++
	}
	return s
}
