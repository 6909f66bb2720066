package personname

import (
	"strings"
	"unicode/utf8"
)

// NotAPerson reports whether a name cell holds something other than people, and
// what: "a company", "a trust", "an estate", "an association", "a public body",
// "a church", "a bank", "a family", or "a placeholder". It knows that Mark
// Church and Rose Banks are people.
func NotAPerson(full string) (reason string, is bool) {
	reason = nature(setApart(Fold(tidy(full))))
	return reason, reason != ""
}

func nature(folded string) string {
	words := bareWords(folded)
	if len(words) == 0 {
		return ""
	}
	if placeholder(strings.Join(words, " ")) {
		return "a placeholder"
	}
	if words[0] == "vacant" {
		return "a placeholder"
	}
	if reason := openingNature(words); reason != "" {
		return reason
	}
	for i, word := range words {
		if reason := wordNature(word, words[i+1:]); reason != "" {
			return reason
		}
	}
	return closingNature(words, strings.Contains(folded, ","))
}

// bareWords returns the words without punctuation; the letters of "L. L. C."
// become one word.
func bareWords(folded string) []string {
	words := make([]string, 0, 4)
	spelled := 0 // how many single letters the last word consists of
	for word := range strings.FieldsFuncSeq(folded, func(r rune) bool { return strings.ContainsRune(" ,;()[]\"", r) }) {
		letters := strings.ReplaceAll(word, ".", "")
		switch {
		case letters == "":
			continue
		case len(letters) == 1 && letters != "&" && letters != "/" && spelled > 0:
			words[len(words)-1] += letters
			spelled++
			continue
		case len(letters) == 1 && letters != "&" && letters != "/":
			spelled = 1
		default:
			spelled = 0
		}
		words = append(words, letters)
	}
	return words
}

func placeholder(text string) bool {
	switch text {
	case "vacant", "vacancy", "empty", "unoccupied", "unknown", "none", "n / a", "na", "tbd", "tba", "null", "nil", "no name", "not available",
		"owner of record", "owners of record", "record owner", "unit owner", "lot owner", "the owner", "the owners", "owner", "owners", "homeowner", "current owner", "no owner", "owner unknown", "unknown owner", "new owner", "property owner",
		"resident", "current resident", "occupant", "current occupant", "tenant", "current tenant", "renter",
		"landlord", "property manager", "board", "do not contact", "do not mail", "same as above", "see above", "unassigned",
		"builder", "developer", "for sale", "unsold", "common area", "model home", "test", "test test":
		return true
	}
	return false
}

// openingNature classifies a text by its first words.
func openingNature(words []string) string {
	if words[0] == "the" {
		words = words[1:]
		// "The Smiths" names a family.
		if len(words) == 1 {
			return "a family"
		}
	}
	if len(words) < 2 {
		return ""
	}
	if len(words) > 2 && words[0] == "secretary" && (words[2] == "housing" || words[2] == "veterans") {
		return "a public body"
	}
	switch words[0] + " " + words[1] {
	case "city of", "county of", "state of", "town of", "village of", "township of", "borough of", "department of", "dept of", "united states", "school district":
		return "a public body"
	case "estate of", "heirs of":
		return "an estate"
	case "trustee of", "trustees of":
		return "a trust"
	case "bank of", "us bank":
		return "a bank"
	case "church of", "diocese of", "archdiocese of":
		return "a church"
	case "fannie mae", "freddie mac", "wells fargo", "habitat for":
		return "a company"
	}
	return ""
}

// wordNature classifies a text by words that never occur in a person's name,
// wherever they are.
func wordNature(word string, after []string) string {
	switch word {
	case "llc", "lllp", "llp", "pllc", "inc", "incorporated", "corp", "corporation", "ltd", "limited", "plc", "gmbh", "company", "companies",
		"holdings", "holding", "investments", "investment", "investors", "enterprises", "enterprise", "ventures", "industries",
		"properties", "property", "realty", "realtors", "rentals", "rental", "leasing", "mortgage", "apartments", "townhomes", "homes",
		"builders", "homebuilders", "construction", "contracting", "contractors", "development", "developers", "developments",
		"management", "mgmt", "services", "solutions", "systems", "associates", "partners", "partnership", "group", "capital", "agency",
		"insurance", "reit", "fnma", "fhlmc", "restaurant", "landscaping", "plumbing", "consulting", "dba", "international", "bros", "brothers", "sons":
		return "a company"
	case "trust", "trst", "trustee", "trustees", "ttee", "ttees", "tte", "ttes", "revocable", "irrevocable", "udt":
		return "a trust"
	case "deceased", "decd", "executor", "executrix":
		return "an estate"
	case "estate", "estates":
		if len(after) > 0 && after[0] == "trust" {
			return "a trust"
		}
		return "an estate"
	case "hoa", "poa", "coa", "homeowners", "association", "assoc", "assn", "condominium", "condominiums", "cooperative", "coop",
		"foundation", "society", "club":
		return "an association"
	case "ministries", "ministry", "congregation", "diocese", "synagogue", "mosque":
		return "a church"
	case "university", "school", "authority", "hospital", "municipality", "hud":
		return "a public body"
	case "bancorp", "bankers":
		return "a bank"
	case "bank":
		if len(after) > 0 && after[0] == "of" {
			return "a bank"
		}
	case "household", "attn":
		return "a placeholder"
	case "/":
		return ""
	}
	return ""
}

// closingNature classifies a text by its last word, which may be a surname too:
// Church, Bank.
func closingNature(words []string, comma bool) string {
	last := len(words) - 1
	if last == 0 {
		return ""
	}
	switch words[last] {
	case "family", "families", "residence":
		return "a family"
	case "co", "lp", "na":
		if words[last] == "co" || last > 1 {
			return "a company"
		}
	case "tr", "trs":
		return "a trust"
	}
	if comma || bearsName(words[:last]) {
		return ""
	}
	switch words[last] {
	case "church", "chapel", "temple", "abbey", "parish":
		return "a church"
	case "bank":
		return "a bank"
	case "college":
		return "a public body"
	}
	return ""
}

// bearsName reports whether the words before a surname belong to a person: they
// include a title, an initial, or a common first name.
func bearsName(words []string) bool {
	if titleKey(words[0]) {
		return true
	}
	for _, word := range words[1:] {
		if utf8.RuneCountInString(word) == 1 && word != "&" {
			return true
		}
	}
	return len(words) <= 2 && commonGivenName(words[0])
}

// commonGivenNames lists the most common given names of men and women in the
// United States (Social Security Administration, births 1930–2010).
const commonGivenNames = " james robert john michael david william richard joseph thomas charles christopher daniel matthew anthony mark " +
	"donald steven stephen andrew paul joshua kenneth kevin brian george timothy ronald jason edward jeffrey jeff ryan jacob gary nicholas " +
	"eric jonathan larry justin scott brandon benjamin samuel sam gregory greg alexander patrick frank raymond jack dennis jerry tyler aaron " +
	"jose henry adam douglas nathan peter zachary kyle noah ethan jeremy walter christian keith roger terry austin sean gerald carl harold " +
	"dylan arthur lawrence jordan jesse bryan billy bruce gabriel joe logan alan juan albert willie elijah wayne randy vincent mason roy ralph " +
	"bobby russell bradley philip eugene bob bill jim tom mike dave dan steve tony ben luke leo carlos luis " +
	"mary patricia jennifer linda elizabeth barbara susan jessica sarah karen lisa nancy betty sandra margaret ashley kimberly emily donna " +
	"michelle carol amanda melissa deborah stephanie rebecca sharon laura cynthia dorothy amy kathleen angela shirley emma brenda pamela " +
	"nicole anna samantha katherine christine debra rachel carolyn janet maria olivia heather helen catherine diane julie victoria joyce " +
	"lauren kelly christina ruth joan virginia judith evelyn hannah andrea megan cheryl jacqueline madison teresa abigail sophia martha sara " +
	"gloria janice kathryn ann isabella judy charlotte julia amber alice jean denise frances danielle marilyn natalie beverly diana brittany " +
	"theresa kayla alexis doris lori tiffany rose grace jane ellen sue kate ana elena claire lucy eleanor thelma "

// given reports whether a word, as typed, is a common given name.
func given(word string) bool { return commonGivenName(Fold(key(word))) }

func commonGivenName(word string) bool {
	return strings.Contains(commonGivenNames, " "+word+" ")
}
