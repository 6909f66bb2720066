package columns

import (
	"maps"
	"strings"
	"unicode"

	"github.com/communitrak/onboarding/internal/personname"
	"github.com/communitrak/onboarding/internal/rosterfile/sheet"
)

// profile counts what a column's values look like in the first rows.
type profile struct {
	filled    int
	emails    int
	at        int // values with an @
	phones    int
	figures   int // values of digits only
	places    int // "12 Oak St", "Lot 7"
	names     int // only letters, and not in the vocabularies below
	multiword int // names of two words or more

	uncut, familyFirst, givenFirst int // of these: no comma; order judged by common given names
	certain                        int // of those whose family name is first: by their form

	states int
	titles int

	directions  int // "N", "SW", "North"
	streetTypes int // "St", "Drive"

	residents, households, ranks int // owner or renter, head or spouse, board or administrator
	strangers                    int // vendors, emergency contacts
	stays, absent, flags         int // current or former, former, yes or no
	zips, dates, commas, short   int
	moments                      int // dates with a time of day

	distinct map[string]bool
	samples  []string
}

// Limits of what the review shows of a column.
const (
	maxSamples  = 5
	sampleBytes = 80
)

// add counts one value, which must be cleaned.
func (p *profile) add(v string) {
	if v == "" {
		return
	}
	p.filled++
	if p.distinct == nil {
		p.distinct = make(map[string]bool)
	}
	if !p.distinct[v] && len(p.samples) < maxSamples {
		p.samples = append(p.samples, sheet.Truncate(v, sampleBytes))
	}
	p.distinct[v] = true

	word := Folded(v)
	switch {
	case LooksLikeEmail(v):
		p.emails++
	case sheet.IsNumber(v):
		p.figures++
	case LooksLikePlace(WithoutName(v, false)):
		p.places++
	case looksLikeName(v) && !notName(word):
		p.names++
		if strings.ContainsAny(v, " ,") {
			p.multiword++
			p.addOrder(v)
		}
	}
	p.at += strings.Count(v[:min(len(v), 200)], "@")
	_, isDay := Day(v)
	p.phones += count(!isDay && looksLikePhone(v))
	p.states += count(Says("states", strings.ToUpper(v)))
	p.titles += count(Says("titles", word))
	p.directions += count(Says("directions", word))
	p.streetTypes += count(Says("streettypes", word))
	p.residents += count(Says("residents", word))
	p.strangers += count(ofStranger(v))
	here := presence(FieldStatus, v)
	p.stays += count(here != presenceUnknown && here != presenceUnsaid)
	p.absent += count(here == presenceLeft || here == presenceNotYet)
	p.flags += count(Says("yes", word) || Says("no", word))
	p.zips += count(looksLikeZIP(v))
	p.short += count(len(v) <= 12 && (len(v) <= 2 || strings.ContainsAny(v, "0123456789#")))
	p.commas += count(strings.Contains(v, ","))
	p.dates += count(isDay)
	p.moments += count(isDay && hasClock(v))
	p.households += count(Says("households", word))
	p.ranks += count(Says("ranks", word))
}

// addOrder counts the order in which a full name is written.
func (p *profile) addOrder(v string) {
	p.uncut += count(!strings.Contains(v, ","))
	switch personname.OrderOf(v) {
	case personname.OrderFamilyFirst:
		p.familyFirst++
		p.certain += count(personname.CertainlyFamilyFirst(v))
	case personname.OrderGivenFirst:
		p.givenFirst++
	}
}

// lastFirst reports whether the names are written last name first without a
// comma: most names that reveal their order are or, if the heading says so, few
// reveal otherwise. A few that are certain speak for a short list.
func (p *profile) lastFirst(headingSaysSo bool) bool {
	const few, much = 4, 4
	switch {
	case p.uncut*2 <= p.multiword:
		return false
	case headingSaysSo:
		return p.givenFirst < few || p.givenFirst < much*p.familyFirst
	default:
		return p.certain > 0 && p.givenFirst == 0 || p.familyFirst >= few && p.familyFirst >= much*p.givenFirst && p.familyFirst*3 >= p.multiword
	}
}

// lastFirstLike reports whether the names may be written in the same order as
// those of another column, which has the last name first.
func (p *profile) lastFirstLike(other *profile) bool {
	return p.givenFirst == 0 && p.uncut*2 > p.multiword && other.lastFirst(false)
}

func count(yes bool) int {
	if yes {
		return 1
	}
	return 0
}

// mostly reports whether there are values and at least the given percentage of
// them is among the n counted.
func (p *profile) mostly(n, percent int) bool {
	return p.filled > 0 && n*100 >= p.filled*percent
}

// looksLikeHeading rejects what only data would say.
func looksLikeHeading(s string) bool {
	switch {
	case len(s) > 120, LooksLikeEmail(s), looksLikePhone(s):
		return false
	case s[0] >= '0' && s[0] <= '9' && (LooksLikePlace(s) || strings.Count(s, "/") == 2 || !strings.ContainsFunc(s, isNotFigure)):
		return false
	}
	return true
}

// hasClock reports whether a date has a time of day other than midnight, which
// programs add to dates.
func hasClock(v string) bool {
	_, clock, ok := strings.Cut(strings.Replace(v, "T", " ", 1), " ")
	return ok && strings.Contains(clock, ":") && strings.Trim(strings.ToUpper(clock), "0:. AMPZ") != "" && !strings.HasPrefix(clock, "12:00:00 A") && !strings.HasPrefix(clock, "12:00 A")
}

func isNotFigure(c rune) bool {
	return !unicode.IsDigit(c) && c != '.' && c != ',' && c != '-'
}

// notName reports whether the value is known not to be a name.
func notName(word string) bool {
	return Says("nonames", word) || Says("residents", word) || Says("households", word) || Says("ranks", word) || Says("titles", word)
}

func merged(sets ...map[string]bool) map[string]bool {
	all := make(map[string]bool)
	for _, s := range sets {
		maps.Copy(all, s)
	}
	return all
}
