package address

import "strings"

// Names for areas that have none of their own.
const (
	areaLots  = "Lots"
	areaBoxes = "PO boxes and rural routes"
)

// Area returns the part of a community in which the home with that label is:
// its street ("Juniper Ct"), or the block, section, and so on that contains its
// lot ("Block A Section 2", or "Lots" if there is none). It accepts labels in
// the form of [Street.Label] and [Lot.Label]. The area of an empty label is
// empty.
func Area(label string) string {
	line, _, _ := strings.Cut(label, ",")
	words := flatten(segments(line))
	if len(words) == 0 {
		return ""
	}
	if lot, ok := readLot(words); ok && lot.named {
		lot.number = ""
		if within := strings.TrimSpace(lot.String()); within != "" {
			return within
		}
		return areaLots
	}
	l := parseLine(words)
	if l.postal {
		return areaBoxes
	}
	l.number = ""
	if street := l.Street(); street != "" {
		return street
	}
	return line
}
