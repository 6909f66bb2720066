package address

import "strings"

// What areas are called that have no name of their own.
const (
	areaLots  = "Lots"
	areaBoxes = "PO boxes and rural routes"
)

// Area is the part of a community that a home of that label lies in: its street
// ("Juniper Ct"), or what its lot is numbered in ("Block A Section 2"; "Lots"
// where that is nothing). It takes labels as [Street.Label] and [Lot.Label] write
// them. The area of an empty label is empty.
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
