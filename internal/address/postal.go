package address

import "strings"

// matchPostal parses a delivery line that names no street: a post office box
// (Publication 28 section 28), a rural or highway contract route (sections 24
// and 25), a military box (section 238), or general delivery (section 26). It
// returns the line's words and the index after the words it used.
func matchPostal(words []word) (line []word, next int, ok bool) {
	if len(words) == 0 || !isLetter(words[0].up[0]) {
		return nil, 0, false
	}
	if line, next, ok := matchRoute(words); ok {
		return line, next, true
	}
	if line, next, ok := matchBox(words); ok {
		return line, next, true
	}
	if len(words) >= 2 && words[0].up == "GENERAL" && words[1].up == "DELIVERY" {
		return []word{written("General"), written("Delivery")}, 2, true
	}
	return nil, 0, false
}

// matchBox parses "P.O. Box 114", "Drawer K", and the like.
func matchBox(words []word) (line []word, next int, ok bool) {
	if number, glued := gluedNumber(words, "POBOX", "POB", "BOX"); glued {
		return boxLine(number), 1, true
	}
	_, i, ok := known().boxes.leading(words)
	if !ok {
		return nil, 0, false
	}
	i = skipNumberSign(words, i)
	if i >= len(words) || !isBoxNumber(words[i].up) {
		return nil, 0, false
	}
	return boxLine(words[i].up), i + 1, true
}

func boxLine(number string) []word {
	return []word{{"PO", "PO"}, {"BOX", "Box"}, {number, number}}
}

// matchRoute parses "Rural Route 5 Box 61", "RR05 #61", "Box 61 RR 5", and the
// routes of military mail, which have the same form.
func matchRoute(words []word) (line []word, next int, ok bool) {
	if len(words) >= 4 && words[0].up == "BOX" && isBoxNumber(words[1].up) {
		service, number, n, ok := matchRouteNumber(words[2:])
		if ok && (service == "RR" || service == "HC") {
			return routeLine(service, number, words[1].up), n + 2, true
		}
	}
	service, number, i, ok := matchRouteNumber(words)
	if !ok || i >= len(words) {
		return nil, 0, false
	}
	named := words[i].up == "BOX" || words[i].up == "BX"
	if !named && (words[i].up != "#" || !takesSign(service)) {
		return nil, 0, false
	}
	i = skipNumberSign(words, i+1)
	if i >= len(words) || !isBoxNumber(words[i].up) {
		return nil, 0, false
	}
	return routeLine(service, number, words[i].up), i + 1, true
}

// takesSign reports whether "#" can stand for the box of a service.
func takesSign(service string) bool { return service == "RR" || service == "HC" }

// matchRouteNumber parses a service and its number: "RR 5", "RR05".
func matchRouteNumber(words []word) (service, number string, next int, ok bool) {
	if number, ok := gluedNumber(words, "RR", "RFD"); ok {
		return "RR", number, 1, true
	}
	if number, ok := gluedNumber(words, "HCR", "HC"); ok {
		return "HC", number, 1, true
	}
	service, i, ok := known().routes.leading(words)
	if !ok {
		return "", "", 0, false
	}
	i = skipNumberSign(words, i)
	if i >= len(words) || !hasDigit(words[i].up) || isOrdinal(words[i].up) {
		return "", "", 0, false
	}
	return service, words[i].up, i + 1, true
}

func routeLine(service, number, box string) []word {
	number, box = trimZeros(number), trimZeros(box)
	show := service
	if service == "UNIT" {
		show = "Unit"
	}
	return []word{{service, show}, {number, number}, {"BOX", "Box"}, {box, box}}
}

// gluedNumber parses digits attached to one of the names.
func gluedNumber(words []word, names ...string) (number string, ok bool) {
	if len(words) == 0 {
		return "", false
	}
	for _, name := range names {
		if number, ok := strings.CutPrefix(words[0].up, name); ok && number != "" && isDigit(rune(number[0])) {
			return number, true
		}
	}
	return "", false
}

// isBoxNumber reports whether a word can name a box: one letter, or something
// with digits that is not an ordinal.
func isBoxNumber(up string) bool {
	if len(up) == 1 {
		return isLetter(up[0]) || isDigit(rune(up[0]))
	}
	return hasDigit(up) && !isOrdinal(up) && !strings.ContainsAny(up, "/.")
}

// trimZeros removes leading zeros but leaves at least one character.
func trimZeros(number string) string {
	for len(number) > 1 && number[0] == '0' && isDigit(rune(number[1])) {
		number = number[1:]
	}
	return number
}
