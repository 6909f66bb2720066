package address

import (
	"regexp"
	"slices"
	"strings"
)

// fields is what a street field turns out to hold: often the whole address.
type fields struct {
	street, unit []word
	city         []word
	state        string
	zip          string
	// guessed means that only the word order shows where the city begins.
	guessed bool
	// second means that one of the ignored texts is an address.
	second bool
	// ignored holds words that belong to no field.
	ignored []word
	// careOf says in whose care mail is.
	careOf string
}

// splitFields splits a text into the five fields. city is the content of the
// city field; it helps tell a city at the end from part of the street.
func splitFields(text, city string) (fields, error) {
	text, careOf := cutCareOf(text)
	segs := joinNumber(segments(text))
	if len(segs) == 0 {
		return fields{}, nil
	}
	if last := segs[len(segs)-1]; endsInCanada(last) {
		return fields{}, &FieldError{"state", CodeOutsideUS, "is not in the United States"}
	}
	f := fields{careOf: careOf}
	at := streetSegment(segs)
	for _, seg := range segs[:at] {
		f.consumeExtra(seg)
	}
	if err := f.consumePlace(segs[at+1:], city); err != nil {
		return fields{}, err
	}
	f.consumeStreet(segs[at], city)
	return f, nil
}

// joinNumber undoes a comma after a house or route number: "114, Juniper Ct",
// "RR 5, Box 61".
func joinNumber(segs [][]word) [][]word {
	if len(segs) < 2 || !continues(segs[0], segs[1]) {
		return segs
	}
	joined := append(segs[0][:len(segs[0]):len(segs[0])], segs[1]...)
	return append([][]word{joined}, segs[2:]...)
}

// continues reports whether a segment completes the number before it.
func continues(first, second []word) bool {
	if second[0].up == "BOX" {
		_, _, next, ok := matchRouteNumber(first)
		return ok && next == len(first)
	}
	isNumber := len(first) == 1 && isHouseNumber(first[0].up)
	return isNumber && len(second) > 1 && !startsWithNumber(second) && !isUnit(second)
}

// streetSegment returns the index of the segment with the street.
func streetSegment(segs [][]word) int {
	for i, seg := range segs {
		if _, _, ok := matchPostal(seg); ok {
			return i
		}
		if len(seg) > 1 && startsWithNumber(seg) && !isUnit(seg) {
			return i
		}
	}
	for i, seg := range segs {
		if !isUnit(seg) {
			return i
		}
	}
	return 0
}

// consumeExtra keeps a segment that is a unit and ignores any other.
func (f *fields) consumeExtra(seg []word) {
	if isUnit(seg) || (len(seg) == 1 && isIdentifier(seg[0].up)) {
		f.unit = append(f.unit, seg...)
		return
	}
	f.second = f.second || len(seg) > 1 && startsWithNumber(seg)
	f.ignored = append(f.ignored, seg...)
}

var (
	careOfWords = []string{"c/o", "care of", "attn", "attention"}
	careOf      = regexp.MustCompile(`(?i)\b(?:` + strings.Join(careOfWords, "|") + `)\b[^,;\r\n]*`)
)

// cutCareOf cuts "c/o Rosa Delgado" out of a line, up to the next comma.
func cutCareOf(text string) (rest, other string) {
	lower := strings.ToLower(text) // cheaper than the expression
	if !slices.ContainsFunc(careOfWords, func(w string) bool { return strings.Contains(lower, w) }) {
		return text, ""
	}
	at := careOf.FindStringIndex(text)
	if at == nil {
		return text, ""
	}
	return text[:at[0]] + text[at[1]:], strings.TrimSpace(text[at[0]:at[1]])
}

// endsInCanada reports whether words end with a postal code such as M5V 2T6.
func endsInCanada(words []word) bool {
	code := words[len(words)-1].up
	if len(code) == 3 && len(words) > 1 {
		code = words[len(words)-2].up + code
	}
	if len(code) != 6 {
		return false
	}
	for i := range len(code) {
		if isLetter(code[i]) != (i%2 == 0) || !isLetter(code[i]) && !allDigits(code[i:i+1]) {
			return false
		}
	}
	return true
}

// consumePlace reads the segments after the street from last to first: country,
// ZIP, state, city, and units before them.
func (f *fields) consumePlace(segs [][]word, city string) error {
	var extras [][]word
	for i := len(segs) - 1; i >= 0; i-- {
		seg, err := dropCountry(segs[i])
		if err != nil {
			return err
		}
		whole := len(seg)
		seg = f.consumeZIP(seg)
		seg = f.consumeState(seg, city)
		switch {
		case len(seg) == 0:
		case len(f.city) > 0 || isUnit(seg) || anyDigit(seg):
			extras = append(extras, seg)
		case len(seg) < whole || f.state != "" || f.zip != "" || city == "" || sameCity(seg, city):
			f.city = seg
		default:
			extras = append(extras, seg)
		}
	}
	for i := len(extras) - 1; i >= 0; i-- {
		f.consumeExtra(extras[i])
	}
	return nil
}

// dropCountry removes the United States from the end and rejects its neighbors.
func dropCountry(seg []word) ([]word, error) {
	n := len(seg)
	switch last := seg[n-1].up; {
	case last == "USA":
		return seg[:n-1], nil
	case last == "US" && (n == 1 || isZIP(seg[n-2].up)):
		return seg[:n-1], nil
	case last == "STATES" && n >= 2 && seg[n-2].up == "UNITED":
		return seg[:n-2], nil
	case n == 1 && (last == "CANADA" || last == "MEXICO"):
		return nil, &FieldError{"state", CodeOutsideUS, "is not in the United States"}
	}
	return seg, nil
}

// consumeZIP takes a ZIP from the end of words: "85201", "85201-1234", "85201
// 1234", "2139" after a state, and one attached to a state code.
func (f *fields) consumeZIP(words []word) []word {
	n := len(words)
	switch {
	case n == 0 || f.zip != "":
		return words
	case n >= 2 && len(words[n-1].up) == 4 && allDigits(words[n-1].up) && len(words[n-2].up) == 5 && allDigits(words[n-2].up):
		f.zip = words[n-2].up + "-" + words[n-1].up
		return words[:n-2]
	case isZIP(words[n-1].up):
		f.zip = words[n-1].up
		return words[:n-1]
	case len(words[n-1].up) > 6 && isZIP(words[n-1].up[2:]) && isStateCode(words[n-1].up[:2]):
		state := words[n-1].up[:2]
		f.zip = words[n-1].up[2:]
		return append(words[:n-1:n-1], word{up: state, show: state})
	case n >= 2 && len(words[n-1].up) == 4 && allDigits(words[n-1].up) && isStateCode(words[n-2].up):
		f.zip = words[n-1].up
		return words[:n-1]
	}
	return words
}

// isStateCode reports whether a word is a two-letter state code and cannot end
// a street.
func isStateCode(up string) bool {
	_, isState := stateOf(up)
	return isState && len(up) == 2 && !endsLikeStreet(up)
}

// endsLikeStreet reports whether a word is a suffix or a direction.
func endsLikeStreet(up string) bool {
	_, isSuffix := suffixOf(up)
	return isSuffix || isDirection(up)
}

// consumeState takes a state from the end of its own segment. If the segment is
// only a state's name, it is the city if the city field says so.
func (f *fields) consumeState(words []word, city string) []word {
	if f.state != "" || len(words) == 0 || isUnit(words) {
		return words
	}
	state, n := trailingState(words)
	if n == 0 || (n == len(words) && sameCity(words, city)) {
		return words
	}
	f.state = state
	return words[:len(words)-n]
}

// trailingState returns the state at the end of words and the number of words
// it takes up.
func trailingState(words []word) (state string, n int) {
	last := words[len(words)-1].up
	// "Washington DC" is a city and a state.
	for n := min(maxStateWords, len(words)); n > 1 && len(last) > 2 && stateEnds()[last]; n-- {
		if state, ok := stateOf(ups(words[len(words)-n:])); ok {
			return state, n
		}
	}
	if state, ok := stateOf(last); ok {
		return state, 1
	}
	if len(words) > 1 && len(last) == 1 && len(words[len(words)-2].up) == 1 {
		if state, ok := stateOf(ups(words[len(words)-2:])); ok {
			return state, 2
		}
	}
	return "", 0
}

// consumeStreet keeps the segment with the street after removing what belongs to
// the city line from its end.
func (f *fields) consumeStreet(words []word, city string) {
	cut := len(words)
	switch {
	case len(f.city) > 0:
	case f.state != "":
		if end, trust := streetEnd(words); trust >= certain {
			cut = end
		}
	default:
		words, cut = f.consumeCityLine(words, city)
	}
	if cut < len(words) {
		f.city = words[cut:]
	}
	f.street = words[:cut]
}

// consumeCityLine takes the ZIP and state from the end of a line without commas
// and returns the words before them and the index where the city begins.
func (f *fields) consumeCityLine(words []word, city string) (rest []word, cut int) {
	core := coreEnd(words)
	if n := len(words); n > core+1 {
		if bare, err := dropCountry(words); err == nil && len(bare) > core {
			words = bare
		}
	}
	if n := len(words); n > core && !isUnitAt(words, n-2) {
		if shorter := f.consumeZIP(words); len(shorter) >= core {
			words = shorter
		} else {
			f.zip = ""
		}
	}
	if len(words) > core {
		if state, n := trailingState(words); n > 0 && len(words)-n >= core {
			if end, trust, ok := f.acceptState(words, n); ok {
				f.state = state
				f.guessed = trust == guess && end < len(words)-n
				return words[:len(words)-n], end
			}
		}
	}
	end, trust := streetEnd(words)
	if end < len(words) && trust >= likely && (sameCity(words[end:], city) || (f.zip != "" && trust == certain)) {
		return words, end
	}
	return words, len(words)
}

// isUnitAt reports whether words[i] is a designator that requires an
// identifier, so that the number after it is not a ZIP. FL before five digits
// is Florida.
func isUnitAt(words []word, i int) bool {
	if i <= 0 || words[i].up == "FL" {
		return false
	}
	kind, ok := designator(words[i].up)
	return words[i].up == "#" || (ok && !standsAlone(kind))
}

// acceptState decides whether the last n words are a state. CT, NE, and the
// like can also end a street, so they must follow a city; without a ZIP, every
// state must.
func (f *fields) acceptState(words []word, n int) (cut int, trust confidence, ok bool) {
	before := words[:len(words)-n]
	cut, trust = streetEnd(before)
	hasCity := cut < len(before) && trust >= likely && !anyDigit(before[cut:])
	if hasCity {
		return cut, trust, true
	}
	last := words[len(words)-1].up
	if f.zip == "" || endsLikeStreet(last) && !(last == "PR" && zipServes(f.zip, last)) {
		return 0, trust, false
	}
	return cut, trust, true
}

// sameCity reports whether words are the city in the city field.
func sameCity(words []word, city string) bool {
	return city != "" && ups(words) == ups(splitWords(city))
}

func anyDigit(words []word) bool {
	for _, w := range words {
		if hasDigit(w.up) {
			return true
		}
	}
	return false
}
