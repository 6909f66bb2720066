package importer

import (
	"fmt"
	"path"
	"strings"
	"unicode"

	"github.com/communitrak/onboarding/internal/roster"
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
		return p, fmt.Sprintf("%.40q is no mode; rosters belong under import/ or review/ of their community.", p.way)
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

func misplacedKey(id string) string { return "results/_unknown/" + id + ".txt" }

// printable makes a key displayable, whatever characters it contains.
func printable(key string) string {
	return strings.Map(func(r rune) rune {
		if !unicode.IsPrint(r) {
			return unicode.ReplacementChar
		}
		return r
	}, key)
}
