package columns

import (
	"slices"
	"strconv"

	"github.com/communitrak/onboarding/internal/rosterfile/sheet"
)

// personNoun is what a heading calls the person whose column it is.
type personNoun int

const (
	nounNone personNoun = iota
	nounAny             // member, resident, contact: whoever lives there
	nounOwner
	nounTenant
	nounSpouse
)

// reading is what a heading says on its own, regardless of the rest of the
// file.
type reading struct {
	field string // one of the constants in field.go, "" for none

	noun   personNoun
	order  int  // 1 for "primary owner", 2 for "owner 2", 0 if not stated
	digit  bool // order was a number in digits
	number int  // a number or ordinal that belongs to the field: "Email 2"
	rank   int  // preference among emails or phones, lower is better

	lastFirst bool // says "Last, First"
	second    bool // "Secondary Name", "Secondary Email": another, or another person's

	set    string // whose place it is part of: "" for a bare "City", else "owner", "2", …
	either bool   // a unit, or a lot if there are no streets

	doubt    bool   // may be part of the home or of another address
	stranger bool   // has an unknown qualifier: about somebody or something else
	weak     bool   // believed only if the values agree or there is nothing better
	ignored  bool   // understood but not used
	secret   bool   // never stored
	why      string // for ignored and secret
}

// heading is a parsed header cell.
type heading struct {
	words []string
	has   map[string]bool
	reading
}

// maxHeadingWords is the maximum number of words in a heading.
const maxHeadingWords = 12

// readHeading interprets one header cell.
func readHeading(s string) reading {
	h := parseLabel(s)
	if h.isSecret() {
		return reading{ignored: true, secret: true, why: whySecret}
	}
	if label := withoutHelp(s); label != s {
		h = parseLabel(label)
	}
	return h.read()
}

// read interprets the words of a heading that is no secret.
func (h *heading) read() reading {
	if len(h.words) == 0 || len(h.words) > maxHeadingWords {
		return reading{}
	}
	for _, rule := range []func() bool{h.asRole, h.asNoMail, h.asPresence, h.asSubdivision, h.asElsewhere, h.asEmail, h.asPhone, h.asStreetPart, h.asType, h.asAddress, h.asName} {
		if rule() {
			h.second = h.has["secondary"] && h.noun == nounNone
			h.qualify()
			return h.reading
		}
	}
	return reading{}
}

// qualify checks what each word of the heading says about whose column it is.
// An unknown word makes it somebody else's.
func (h *heading) qualify() {
	kind := besideField(h.field)
	if kind == "" {
		return
	}
	for i, w := range h.words {
		switch {
		case w == "different" && h.has["property"]: // "Property Address (if different)"
		case kind == "home" && mailingWords[w] && !(w == "secondary" && h.field == FieldUnit), w == "building" && h.isOfAddress():
			h.setOf(w)
		case sheet.IsNumber(w), beside["any"][w], beside[kind][w]:
		case kind == "home":
			h.setOf(w)
		case persons[w] != nounNone, ordinals[w] > 0:
		case beside["other"][w] && persons[h.word(i+1)] != nounNone:
		case beside["property of"][w] && livesThere(h.word(i+1)):
		case kind == "about" && (beside["contact"][w] || beside["home"][w] || beside["name"][w]):
		default:
			h.stranger = true
		}
	}
	if kind == "home" {
		h.placeSet()
	}
}

// isOfAddress reports whether the field is part of an address whose qualifier
// says whose it is.
func (h *heading) isOfAddress() bool {
	switch h.field {
	case FieldAddress, FieldStreet, FieldCity, FieldState, FieldZIP:
		return true
	}
	return false
}

// livesThere reports whether w is a resident in "Home Owner" or "Unit
// Resident".
func livesThere(w string) bool { return persons[w] > nounAny || w == "resident" }

// besideField returns the kind of words that may accompany a field.
func besideField(name string) string {
	switch name {
	case "":
		return ""
	case FieldEmail, FieldPhone:
		return "contact"
	case FieldFullName, FieldFirst, FieldMiddle, FieldLast, FieldTitle, FieldSuffix, fieldFamilyName, FieldHousehold:
		return "name"
	}
	if IsPlaceField(name) {
		return "home"
	}
	return "about"
}

const (
	whySecret    = "a secret: never stored or shown"
	whyMailing   = "not the address of the property"
	whyStranger  = "not known to be the resident's"
	whyDescribes = "only describes another column"
	whyUnneeded  = "not needed for an import"
	whyOther     = "about someone who is not a resident"
)

// parseHeading parses a heading without what only tells people how to fill in
// the column.
func parseHeading(s string) *heading { return parseLabel(withoutHelp(s)) }

func parseLabel(s string) *heading {
	h := wordsOf(s)
	h.findPerson()
	if h.noun != nounNone && namesSeveral(s) {
		h.order, h.digit, h.noun = 0, false, nounAny
		if h.any("email", "phone", "mobile") {
			h.noun = nounNone // nobody's in particular
		}
	}
	return h
}

// wordsOf returns a heading of which only the words are known.
func wordsOf(s string) *heading {
	h := &heading{has: make(map[string]bool)}
	spoken := Words(s)
	for i, w := range spoken {
		next := ""
		if i+1 < len(spoken) {
			next = spoken[i+1]
		}
		switch c, ok := canonical[w]; {
		case w == "st" && Says("afterst", next):
			w = "street"
		case w == "mail" && next != "" && behindMail(spoken[i+1:]):
			w = "mailing"
		case w == "no" && (next == "longer" || i == 0 && refusable[firstSpelling(next)]): // not a number
		case ok:
			w = c
		case i == 0 && next != "" && abbreviated[w] != "":
			w = abbreviated[w]
		}
		if w == "number" && sheet.IsNumber(next) {
			continue // "Owner #2" is "Owner 2"
		}
		if w == "household" && i > 0 && (persons[next] != nounNone || persons[canonical[next]] != nounNone) {
			continue // "Second Household Member" is "Second Member"
		}
		h.words = append(h.words, w)
		h.has[w] = true
	}
	return h
}

func (h *heading) word(i int) string {
	if i < 0 || i >= len(h.words) {
		return ""
	}
	return h.words[i]
}

func (h *heading) count(w string) int {
	n := 0
	for _, v := range h.words {
		if v == w {
			n++
		}
	}
	return n
}

func (h *heading) any(ws ...string) bool {
	for _, w := range ws {
		if h.has[w] {
			return true
		}
	}
	return false
}

func atoi(s string) int {
	n, err := strconv.Atoi(s)
	if err != nil || n > 99 {
		return 0
	}
	return n
}

func (h *heading) isSecret() bool {
	return saySecret(func(w string) bool { return h.has[w] })
}

// HoldsSecret reports whether a value has the words of a secret: "gate code
// 1234".
func HoldsSecret(value string) bool {
	words := Words(value)
	return saySecret(func(w string) bool { return slices.Contains(words, w) })
}

func saySecret(has func(word string) bool) bool {
	return slices.ContainsFunc(secretWords, func(all []string) bool {
		return !slices.ContainsFunc(all, func(w string) bool { return !has(w) })
	})
}

func (h *heading) as(field string) bool {
	h.field = field
	return true
}

func (h *heading) ignore(why string) bool {
	h.ignored, h.why = true, why
	return true
}

func (h *heading) asRole() bool {
	switch {
	case !h.any("role", "relationship"):
		return false
	case h.any("label", "value"):
		return h.ignore(whyDescribes)
	case h.any("relationship", "household", "family"):
		return h.as(FieldHouseholdRole)
	case h.any("community", "board", "portal", "access"):
		return h.as(FieldRole)
	}
	h.weak = true
	return h.as(FieldRole)
}

// behindMail reports whether words are part of a postal address, after "mail".
func behindMail(words []string) bool {
	switch words[0] {
	case "street", "city", "state", "zip", "zipcode", "postal", "to":
		return true
	case "address", "addr":
		return len(words) > 1 && sheet.IsNumber(words[1])
	}
	return false
}

// asPresence recognizes dates and flags about who has left and who lives there.
// Some of the words may instead be about a price or about the person's name.
func (h *heading) asPresence() bool {
	switch {
	case h.any("email", "phone", "mobile", "address", "street", "zip", "city", "price", "amount", "name", "first", "last", "sale", "reason", "status", "type", "notice", "number", "by", "balance", "parking",
		"fee", "fees", "inspection", "deposit", "packet", "rent", "lease", "portal", "login", "account", "access", "board", "committee", "user", "web", "app", "last"):
		return false
	case h.any("vacated", "vacate", "deceased", "archived", "inactive", "departed", "departure", "terminated", "termination", "removed", "deactivated", "left", "former", "evicted", "sold", "death"),
		h.any("move", "moved") && h.any("out", "away"), h.has["no"] && h.has["longer"]:
		return h.as(FieldLeft)
	case h.any("end", "until") && h.any("owner", "ownership", "residency"), h.any("thru", "through") && h.noun != nounNone:
		return h.as(FieldLeft)
	case h.has["active"], h.any("still", "currently") && h.any("lives", "living", "resident", "here"),
		h.any("lives", "living") && h.any("here", "there"), h.has["current"] && h.has["is"]:
		return h.as(FieldLives)
	case h.has["current"] && (h.noun != nounNone || len(h.words) == 1), h.has["resident"] && len(h.words) == 1:
		h.weak = true // flags, or names
		return h.as(FieldLives)
	case h.any("move", "moved") && h.has["in"], h.any("occupancy", "possession") && h.has["date"]:
		return h.as(FieldArrives)
	case h.has["moved"] && len(h.words) == 1, h.has["end"] && !slices.ContainsFunc(h.words, func(w string) bool { return w != "end" && w != "date" }):
		h.stranger = true // moved in, or out; the end of something
		return h.as(FieldLeft)
	}
	return false
}

func (h *heading) asElsewhere() bool {
	if h.has["board"] && !h.any("name", "first", "last", "email", "phone", "mobile") {
		return h.ignore(whyUnneeded) // "Board Member": yes or no
	}
	if h.has["status"] && (len(h.words) == 1 || h.any("resident", "owner", "tenant", "type", "occupancy", "current", "lease", "account", "member", "record")) &&
		!h.any("payment", "collection", "dues", "balance", "email", "voting", "marital") {
		h.weak = true
		return h.as(FieldStatus)
	}
	for _, w := range h.words {
		if w == "preferred" && h.any("email", "phone", "mobile") {
			continue
		}
		if w == "value" && h.any("email", "phone") {
			continue
		}
		if h.any("address", "street") && inSentence(h.words, w) {
			continue // "your street address in the community"
		}
		if why := elsewhere[w]; why != "" {
			return h.ignore(why)
		}
	}
	return false
}

// inSentence reports whether the word is part of a question, where it is not a
// qualifier.
func inSentence(all []string, w string) bool {
	i := slices.Index(all, w)
	return isCommunity(w) && i > 0 && slices.Contains([]string{"the", "our", "your", "this", "in"}, all[i-1])
}

// isCommunity reports whether a word may be what the file's people call their
// community.
func isCommunity(w string) bool {
	return slices.Contains([]string{"community", "association", "hoa", "subdivision", "neighborhood"}, w)
}

func (h *heading) asEmail() bool {
	switch {
	case !h.has["email"] || h.has["mailing"]:
		return false
	case h.has["type"]:
		return h.ignore(whyDescribes)
	case h.any("work", "business", "office"):
		h.rank++ // an employer may read it, and it ends with the job
	}
	return h.as(FieldEmail)
}

func (h *heading) asPhone() bool {
	switch {
	case !h.any("phone", "mobile"):
		return false
	case h.has["type"]:
		return h.ignore(whyDescribes)
	}
	switch {
	case h.has["mobile"]:
	case h.has["work"]:
		h.rank += 3
	case h.has["home"]:
		h.rank += 2
	default:
		h.rank++
	}
	return h.as(FieldPhone)
}

func (h *heading) asType() bool {
	if !h.has["type"] {
		return false
	}
	if h.any("address", "street", "unit", "property", "lot", "household", "building", "home") {
		return h.ignore(whyUnneeded)
	}
	h.weak = !h.digit
	return h.as(FieldResidentType)
}

func (h *heading) asName() bool {
	if h.order == 0 && h.number > 0 {
		h.order, h.digit = h.number, true
	}
	switch {
	case h.any("login", "id", "code", "key", "number", "account"):
		return false
	case h.has["first"] && h.any("last", "family"):
		last := slices.IndexFunc(h.words, func(w string) bool { return w == "last" || w == "family" })
		h.lastFirst = last < slices.Index(h.words, "first")
		return h.as(FieldFullName)
	case h.has["full"] && h.any("name", "first"), h.has["legal"] && h.has["name"] && !h.has["first"]:
		return h.as(FieldFullName)
	case h.has["first"]:
		return h.as(FieldFirst)
	case h.has["last"]:
		return h.as(FieldLast)
	case h.has["middle"]:
		h.order, h.digit = 0, false
		return h.as(FieldMiddle)
	case h.has["suffix"]:
		return h.as(FieldSuffix)
	case h.has["title"]:
		h.weak = true
		return h.as(FieldTitle)
	case h.has["head"]:
		h.weak = true
		return h.as(FieldFullName)
	case h.has["family"]:
		return h.as(fieldFamilyName)
	case h.has["household"] && (h.noun == nounNone || h.order == 0 && !h.has["member"]):
		return h.as(FieldHousehold)
	}
	return h.asFullName()
}

func (h *heading) asFullName() bool {
	switch {
	case h.has["name"]:
		if h.noun == nounNone && h.any("property", "building", "unit", "home", "house", "section", "project") {
			return h.ignore(whyUnneeded)
		}
		h.weak = len(h.words) > 1 && h.noun == nounNone && h.number == 0
		return h.as(FieldFullName)
	case h.noun != nounNone && h.words[0] != "user":
		h.weak = true
		return h.as(FieldFullName)
	}
	return false
}
