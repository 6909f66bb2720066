package columns

import (
	"strconv"

	"github.com/communitrak/onboarding/internal/rosterfile/sheet"
)

// asAddress recognizes the parts of an address. [heading.qualify] determines
// whose it is.
func (h *heading) asAddress() bool {
	switch {
	case h.has["city"] && h.any("state", "zip"):
		return h.as(FieldCity) // "City, State, Zip"
	case h.has["zip"]:
		if h.number == 4 || h.has["plus"] {
			return h.ignore(whyUnneeded)
		}
		return h.as(FieldZIP)
	case h.has["city"]:
		return h.as(FieldCity)
	case h.any("first", "last", "full", "middle") && !h.any("address", "street"), h.has["name"] && !h.has["street"], h.noun != nounNone && !h.any("address", "street"):
		return false
	case h.has["state"]:
		return h.as(FieldState)
	case h.isUnitOrLot():
		h.either = true
		return h.as(FieldUnit)
	case h.has["lot"] && h.any("address", "street", "property"):
		return h.as(FieldAddress)
	case h.has["lot"]:
		return h.as(FieldLot)
	case h.has["number"] && h.any("street", "house") && !h.any("unit", "code", "id"):
		return h.as(FieldStreetNumber)
	case h.has["number"] && h.has["property"] && len(h.words) == 2: // "Situs Number", or that of a file
		h.weak = true
		return h.as(FieldStreetNumber)
	case h.has["unit"]:
		return h.asUnit()
	case h.has["block"]:
		return h.as(FieldBlock)
	case len(h.words) <= 2 && h.has["section"]:
		return h.as(FieldSection)
	case len(h.words) <= 2 && h.has["phase"]:
		return h.as(FieldPhase)
	case len(h.words) <= 2 && h.has["tract"]:
		return h.as(FieldTract)
	case h.has["building"] && !h.any("address", "street"):
		return h.as(FieldBuilding)
	case h.any("street", "address"):
		return h.asStreet()
	case h.has["secondary"] && h.has["number"]:
		return h.as(FieldUnit)
	case h.any("property", "house", "home") && !h.any("id", "number", "code", "key", "type"), len(h.words) == 1 && h.has["mailing"]:
		h.weak = true
		return h.as(FieldAddress)
	}
	return false
}

// isUnitOrLot reports whether the column numbers places within a park, a
// marina, or a plan. They are units of a street or, if there are no streets,
// lots.
func (h *heading) isUnitOrLot() bool {
	return h.any("space", "pad", "slip", "berth", "homesite") && !h.any("parking", "storage", "address") || h.has["lot"] && h.has["unit"]
}

// asSubdivision recognizes names within which lots are numbered.
func (h *heading) asSubdivision() bool {
	if !h.any("subdivision", "village", "neighborhood", "development") || len(h.words) > 2 || h.any("id", "code", "number") {
		return false
	}
	return h.as(FieldSubdivision)
}

// asStreetPart recognizes parts that some programs keep separate from the
// street name and number.
func (h *heading) asStreetPart() bool {
	direction := h.has["direction"]
	switch {
	case h.any("suffix", "fraction") && h.has["number"] && h.any("street", "house"), len(h.words) == 1 && h.has["fraction"]:
		return h.as(FieldNumberSuffix)
	case h.has["lot"] && h.has["suffix"]:
		return h.as(FieldLotSuffix)
	case !direction && !h.has["street"], h.any("address", "name", "number"):
		return false
	case direction && h.any("post", "suffix"):
		return h.as(fieldStreetEnd)
	case direction:
		h.weak = !h.has["street"]
		return h.as(FieldStreetDirection)
	case h.has["title"]: // "Street Prefix"
		return h.as(FieldStreetDirection)
	case h.any("type", "suffix"):
		return h.as(FieldStreetType)
	}
	return false
}

// placeSet determines which address a part belongs to: "Owner City" and "City
// 2" belong to a different one than "City".
func (h *heading) placeSet() {
	if h.set != "" {
		return
	}
	if n := h.number; n > 1 && h.isOfAddress() {
		h.set = strconv.Itoa(n)
		h.ignore(whyMailing)
		return
	}
	for _, w := range []string{"property", "unit", "home"} {
		if h.has[w] && (w != "unit" || h.field != FieldUnit) {
			h.set = w
			return
		}
	}
}

// setOf treats a word that is not part of the home's address as the name of
// another address.
func (h *heading) setOf(w string) {
	switch {
	case inSentence(h.words, w):
	case mailingWords[w]:
		h.set = "mailing"
		h.ignore(whyMailing)
	default:
		h.set, h.stranger = w, true
	}
}

func (h *heading) asUnit() bool {
	if h.any("street", "line", "extended") && h.has["address"] {
		return h.asStreet() // "Unit Street Address 1"
	}
	for _, w := range h.words {
		if w == "unit" || w == "address" {
			h.field = map[string]string{"unit": FieldUnit, "address": FieldAddress}[w]
		}
	}
	h.weak = h.has["id"]
	return true
}

func (h *heading) asStreet() bool {
	switch {
	case h.has["id"], h.has["code"]:
		return h.ignore(whyUnneeded)
	case h.has["extended"], h.number == 2 && h.isSecondLine():
		h.rank = 1
		return h.as(FieldUnit)
	case h.number > 1 && h.isSecondLine():
		return h.ignore(whyUnneeded)
	case h.has["street"], h.has["line"], h.number == 1 && !h.any("formatted", "full"):
		return h.as(FieldStreet)
	}
	return h.as(FieldAddress)
}

// isSecondLine distinguishes the second line of an address, "Street Address 2",
// from part of a second address, "Address 2 - Street".
func (h *heading) isSecondLine() bool {
	return !h.has["street"] || !h.has["address"] || h.has["line"] || sheet.IsNumber(h.words[len(h.words)-1])
}
