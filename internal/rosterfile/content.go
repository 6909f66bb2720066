package rosterfile

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"communitrak/internal/personname"
)

// profile counts what the values of a column look like, over the first rows.
type profile struct {
	filled    int
	emails    int
	at        int // values with an @
	phones    int
	figures   int // values of digits alone
	places    int // "12 Oak St", "Lot 7"
	names     int // letters only, not a word of the vocabularies below
	multiword int // names of two words or more

	uncut, familyFirst, givenFirst int // of these, without a comma; last name first and given name first, by what is a given name

	states int
	titles int

	directions  int // "N", "SW", "North"
	streetTypes int // "St", "Drive"

	residents, households, ranks int // owner or renter, head or spouse, board or administrator
	stays                        int // current or former

	distinct map[string]bool
	samples  []string
}

// What the review shows of a column.
const (
	maxSamples  = 5
	sampleBytes = 80
)

// add counts one value, already cleaned.
func (p *profile) add(v string) {
	if v == "" {
		return
	}
	p.filled++
	if p.distinct == nil {
		p.distinct = make(map[string]bool)
	}
	if !p.distinct[v] && len(p.samples) < maxSamples {
		p.samples = append(p.samples, truncate(v, sampleBytes))
	}
	p.distinct[v] = true

	word := strings.Join(words(v), " ")
	switch {
	case looksLikeEmail(v):
		p.emails++
	case isNumber(v):
		p.figures++
	case looksLikePlace(v):
		p.places++
	case looksLikeName(v) && !notNames[word]:
		p.names++
		if strings.ContainsAny(v, " ,") {
			p.multiword++
			p.addOrder(v)
		}
	}
	p.at += strings.Count(v[:min(len(v), 200)], "@")
	p.phones += count(looksLikePhone(v))
	p.states += count(states[strings.ToUpper(v)])
	p.titles += count(titles[word])
	p.directions += count(directions[word])
	p.streetTypes += count(streetTypes[word])
	p.residents += count(residentWords[word])
	p.stays += count(stayWords[word] || HasLeft(v))
	p.households += count(householdWords[word])
	p.ranks += count(rankWords[word])
}

// addOrder counts in which order a full name is written.
func (p *profile) addOrder(v string) {
	p.uncut += count(!strings.Contains(v, ","))
	switch personname.OrderOf(v) {
	case personname.OrderFamilyFirst:
		p.familyFirst++
	case personname.OrderGivenFirst:
		p.givenFirst++
	}
}

// lastFirst reports whether the names are written last name first without a
// comma: most that tell do, or few tell otherwise under a heading that says so.
func (p *profile) lastFirst(headingSaysSo bool) bool {
	const few, much = 4, 4
	switch {
	case p.uncut*2 <= p.multiword:
		return false
	case headingSaysSo:
		return p.givenFirst < few || p.givenFirst < much*p.familyFirst
	default:
		return p.familyFirst >= few && p.familyFirst >= much*p.givenFirst && p.familyFirst*3 >= p.multiword
	}
}

func count(yes bool) int {
	if yes {
		return 1
	}
	return 0
}

// mostly reports whether at least the given percentage of the values are
// among the n counted, and there are any.
func (p *profile) mostly(n, percent int) bool {
	return p.filled > 0 && n*100 >= p.filled*percent
}

// looksLikeEmail is a quick look for telling columns apart, no validation.
func looksLikeEmail(s string) bool {
	at := strings.LastIndexByte(s, '@')
	if at < 1 || strings.ContainsAny(s, " \t\r\n,;<>") || strings.Count(s, "@") != 1 {
		return false
	}
	dot := strings.LastIndexByte(s[at:], '.')
	return dot > 1 && at+dot < len(s)-1
}

// looksLikePhone accepts what carries the digits of a phone and little else.
func looksLikePhone(s string) bool {
	if looksScientific(s) {
		return true
	}
	digits, others := 0, 0
	for _, c := range s {
		switch {
		case c >= '0' && c <= '9':
			digits++
		case !strings.ContainsRune("+-.()/ \u00a0", c):
			others++
		}
	}
	return digits >= 7 && digits <= 15 && others <= 4 && (digits >= 10 || strings.ContainsAny(s, "-. "))
}

// looksLikePlace accepts a house number with a street, and a lot.
func looksLikePlace(s string) bool {
	ws := strings.Fields(s)
	if len(ws) < 2 {
		return false
	}
	first := strings.ToLower(strings.Trim(ws[0], "#.,"))
	if first == "lot" || first == "lote" {
		return len(ws) <= 3 || strings.ContainsAny(s, ",")
	}
	if first == "po" || first == "p.o" {
		return true
	}
	return first != "" && first[0] >= '0' && first[0] <= '9' && strings.ContainsFunc(s[len(ws[0]):], unicode.IsLetter) &&
		!strings.ContainsAny(s, "@:")
}

// looksLikePlat accepts what numbers a block, a section or a phase.
func looksLikePlat(s string) bool {
	return len(s) <= 4 && strings.ContainsAny(s, "0123456789") || len(s) <= 2 || strings.Trim(strings.ToUpper(s), "IVX") == ""
}

// looksLikeName accepts letters and what may stand between the parts of a name.
func looksLikeName(s string) bool {
	if utf8.RuneCountInString(s) > 80 {
		return false
	}
	letters := 0
	for _, c := range s {
		switch {
		case unicode.IsLetter(c) || unicode.Is(unicode.Mn, c):
			letters++
		case !strings.ContainsRune(" .,'’-&()\"/\n;", c):
			return false
		}
	}
	return letters > 1
}

// looksLikeHeading rejects what only data would say.
func looksLikeHeading(s string) bool {
	switch {
	case s == "", len(s) > 120, looksLikeEmail(s), looksLikePhone(s):
		return false
	case s[0] >= '0' && s[0] <= '9' && (looksLikePlace(s) || strings.Count(s, "/") == 2 || strings.ContainsFunc(s, isNotFigure) == false):
		return false
	}
	return true
}

// HasLeft reports whether a value of the column that says owner or renter, or how
// that stands, says that the person is there no more.
func HasLeft(value string) bool {
	w := words(value)
	if len(w) == 0 {
		return false
	}
	switch w[0] {
	case "past", "former", "formerly", "previous", "prior", "ex", "sold", "moved", "vacated", "evicted", "deceased", "left":
		return len(w) <= 3
	case "no":
		return len(w) > 1 && w[1] == "longer"
	}
	return false
}

// WantsNoMail reports whether a value of the column that says who has asked for
// no mail says so.
func WantsNoMail(value string) bool {
	switch strings.Join(words(value), " ") {
	case "yes", "y", "true", "t", "1", "x", "checked", "si", "opted out", "opt out", "unsubscribed", "do not email", "do not contact", "no email":
		return true
	}
	return false
}

func isNotFigure(c rune) bool {
	return !unicode.IsDigit(c) && c != '.' && c != ',' && c != '-'
}

var (
	residentWords = set("owner", "homeowner", "home owner", "renter", "tenant", "lessee", "landlord", "resident", "occupant", "co owner",
		"owner occupant", "owner occupied", "non resident owner", "absentee owner", "off site owner", "investor", "leaseholder", "subtenant",
		"own", "rent", "owned", "rented", "o", "r", "t",
		"propietario", "propietaria", "dueno", "duena", "inquilino", "inquilina", "arrendatario", "arrendataria", "residente")
	// The commonest only: a column Type may say Villa.
	streetTypes = set("st", "street", "ave", "avenue", "dr", "drive", "ct", "court", "ln", "lane", "rd", "road", "blvd", "boulevard", "way", "pl", "place", "cir", "circle", "ter", "terrace",
		"trl", "trail", "pkwy", "parkway", "loop", "run", "cv", "cove", "sq", "square", "pass", "path", "pt", "point", "xing", "crossing", "hwy", "highway", "walk", "row", "bnd", "bend")
	directions     = set("n", "s", "e", "w", "ne", "nw", "se", "sw", "north", "south", "east", "west", "northeast", "northwest", "southeast", "southwest")
	stayWords      = set("active", "inactive", "current", "pending", "new", "closed", "future", "applicant", "notice")
	householdWords = set("head", "head of household", "hoh", "head of house", "household head", "member", "household member", "spouse", "wife",
		"husband", "partner", "child", "son", "daughter", "dependent", "dependant", "parent", "mother", "father", "relative", "other", "primary",
		"secondary", "self", "roommate", "adult", "jefe", "jefe de hogar", "miembro", "esposo", "esposa", "hijo", "hija", "conyuge")
	rankWords = set("board", "board member", "administrator", "admin", "manager", "president", "vice president", "treasurer", "secretary",
		"director", "community manager", "property manager")
	titles = set("mr", "mrs", "ms", "miss", "mx", "dr", "prof", "professor", "rev", "reverend", "hon", "fr", "sr", "sra", "srta", "don", "dona",
		"sir", "capt", "col", "lt", "maj", "sgt", "mr mrs", "mr and mrs")
	notNames = union(residentWords, householdWords, rankWords, titles,
		set("yes", "no", "true", "false", "y", "n", "x", "n a", "none", "null", "na", "active", "inactive", "pending", "closed", "home", "work",
			"mobile", "cell", "si", "paid", "unpaid", "family"))
	states = set("AL", "AK", "AZ", "AR", "CA", "CO", "CT", "DE", "DC", "FL", "GA", "HI", "ID", "IL", "IN", "IA", "KS", "KY", "LA", "ME", "MD", "MA",
		"MI", "MN", "MS", "MO", "MT", "NE", "NV", "NH", "NJ", "NM", "NY", "NC", "ND", "OH", "OK", "OR", "PA", "RI", "SC", "SD", "TN", "TX", "UT",
		"VT", "VA", "WA", "WV", "WI", "WY", "PR", "VI", "GU", "AS", "MP", "AA", "AE", "AP",
		"ALABAMA", "ALASKA", "ARIZONA", "ARKANSAS", "CALIFORNIA", "COLORADO", "CONNECTICUT", "DELAWARE", "DISTRICT OF COLUMBIA", "FLORIDA",
		"GEORGIA", "HAWAII", "IDAHO", "ILLINOIS", "INDIANA", "IOWA", "KANSAS", "KENTUCKY", "LOUISIANA", "MAINE", "MARYLAND", "MASSACHUSETTS",
		"MICHIGAN", "MINNESOTA", "MISSISSIPPI", "MISSOURI", "MONTANA", "NEBRASKA", "NEVADA", "NEW HAMPSHIRE", "NEW JERSEY", "NEW MEXICO",
		"NEW YORK", "NORTH CAROLINA", "NORTH DAKOTA", "OHIO", "OKLAHOMA", "OREGON", "PENNSYLVANIA", "PUERTO RICO", "RHODE ISLAND",
		"SOUTH CAROLINA", "SOUTH DAKOTA", "TENNESSEE", "TEXAS", "UTAH", "VERMONT", "VIRGINIA", "WASHINGTON", "WEST VIRGINIA", "WISCONSIN",
		"WYOMING")
)

func union(sets ...map[string]bool) map[string]bool {
	all := make(map[string]bool)
	for _, s := range sets {
		for w := range s {
			all[w] = true
		}
	}
	return all
}
