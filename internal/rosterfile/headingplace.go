package rosterfile

// asAddress reads columns of the property, and tells those of another address.
func (h *heading) asAddress() bool {
	h.mailing = h.isMailing()
	h.explicit = h.any("property", "home", "house", "unit")
	switch {
	case h.has["city"] && h.any("state", "zip"):
		return h.asPart(fieldCity) // "City, State, Zip"
	case h.has["zip"]:
		if h.number == 4 || h.has["plus"] {
			return h.ignore(whyUnneeded)
		}
		return h.asPart(fieldZIP)
	case h.has["city"]:
		return h.asPart(fieldCity)
	case h.any("first", "last", "full", "middle"), h.has["name"] && !h.has["street"], h.noun != nounNone && !h.any("address", "street"):
		return false
	case h.has["state"]:
		return h.asPart(fieldState)
	case h.has["lot"] && h.any("address", "street", "property"):
		return h.as(fieldAddress)
	case h.has["lot"]:
		return h.as(fieldLot)
	case h.has["number"] && h.any("street", "house") && !h.has["unit"]:
		return h.as(fieldStreetNumber)
	case h.has["unit"]:
		return h.asUnit()
	case h.has["block"]:
		return h.as(fieldBlock)
	case len(h.words) <= 2 && h.has["section"]:
		return h.asPart(fieldSection)
	case len(h.words) <= 2 && h.has["phase"]:
		return h.asPart(fieldPhase)
	case len(h.words) <= 2 && h.has["tract"]:
		return h.asPart(fieldTract)
	case h.has["building"]:
		return h.as(fieldBuilding)
	case h.any("street", "address"):
		return h.asStreet()
	case h.any("property", "house", "home") && !h.any("id", "number", "code", "key"):
		h.weak = true
		return h.as(fieldAddress)
	}
	return false
}

// asSubdivision reads names within which lots are numbered.
func (h *heading) asSubdivision() bool {
	if !h.any("subdivision", "village", "neighborhood", "development") || len(h.words) > 2 || h.any("id", "code", "number") {
		return false
	}
	return h.as(fieldSubdivision)
}

// asStreetPart reads what some programs keep beside name and number of a street.
func (h *heading) asStreetPart() bool {
	direction := h.has["direction"]
	switch {
	case h.any("suffix", "fraction") && h.has["number"] && h.any("street", "house"), len(h.words) == 1 && h.has["fraction"]:
		return h.as(fieldNumberSuffix)
	case h.has["lot"] && h.has["suffix"]:
		return h.as(fieldLotSuffix)
	case !direction && !h.has["street"], h.any("address", "name", "number"):
		return false
	case (direction || h.any("type", "suffix", "title")) && h.isMailing():
		return h.ignore(whyMailing)
	case direction && h.any("post", "suffix"):
		return h.as(fieldStreetEnd)
	case direction:
		h.weak = !h.has["street"]
		return h.as(fieldStreetDirection)
	case h.has["title"]: // "Street Prefix"
		return h.as(fieldStreetDirection)
	case h.any("type", "suffix"):
		return h.as(fieldStreetType)
	}
	return false
}

// isMailing reports whether the heading speaks of an address other than the
// property's: by name, or as a part of a second one ("Address 2 - City").
func (h *heading) isMailing() bool {
	for w := range h.has {
		if mailingWords[w] && h.any("address", "street", "city", "state", "zip", "unit") {
			return true
		}
	}
	return h.number > 1 && h.any("city", "state", "zip")
}

func (h *heading) asPart(field string) bool {
	if h.mailing {
		return h.ignore(whyMailing)
	}
	return h.as(field)
}

func (h *heading) asUnit() bool {
	if h.any("street", "line") && h.has["address"] {
		return h.asStreet() // "Unit Street Address 1"
	}
	for _, w := range h.words {
		if w == "unit" || w == "address" {
			h.field = map[string]string{"unit": fieldUnit, "address": fieldAddress}[w]
		}
	}
	h.weak = h.has["id"]
	return h.asPart(h.field)
}

func (h *heading) asStreet() bool {
	switch {
	case h.mailing:
		return h.ignore(whyMailing)
	case h.has["id"], h.has["code"]:
		return h.ignore(whyUnneeded)
	case h.has["extended"], h.number == 2 && h.isSecondLine():
		h.rank = 1
		return h.as(fieldUnit)
	case h.number > 1:
		return h.ignore(whyUnneeded)
	case h.has["street"], h.has["line"], h.number == 1 && !h.any("formatted", "full"):
		return h.as(fieldStreet)
	}
	return h.as(fieldAddress)
}

// isSecondLine tells the second line of an address, "Street Address 2", from a
// part of a second address, "Address 2 - Street".
func (h *heading) isSecondLine() bool {
	return !h.has["street"] || !h.has["address"] || h.has["line"] || isNumber(h.words[len(h.words)-1])
}
