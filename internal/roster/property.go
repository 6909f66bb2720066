package roster

import (
	"slices"
	"strings"
	"time"
)

// PropertyKind is how a property is identified.
type PropertyKind string

// The kinds of property.
const (
	Street PropertyKind = "street"
	Lot    PropertyKind = "lot"
)

// Property is one home: a street address or a lot.
type Property struct {
	ID        string
	Community string
	Kind      PropertyKind
	Address   Address
	// Label is the address on one line, as people read it.
	Label string
	// Identity is the same for all spellings of one property; it is empty once
	// the property has been joined to another.
	Identity string
	// Line is the identity without the ZIP, for look-ups that have none.
	Line string
	// RuleVersion is the version of the rules that made Identity and Line.
	RuleVersion int
	// Households counts the households at the property.
	Households int
	// Aliases holds the addresses of properties that were joined to this one.
	// They lead here too.
	Aliases []AddressKey
	// JoinedTo names the property that replaced this one.
	JoinedTo  string
	CreatedAt time.Time
	// Import is the import that created it, if one did.
	Import string
	Rev    int
}

// AddressKey is the key under which an address is found: its delivery line and
// the ZIP that tells properties on that line apart.
type AddressKey struct{ Line, ZIP string }

// PropertyIDAt returns the ID of the property that is made at the address. Its
// item is the only one that can lead from the address to a property, so an
// address is taken once, whoever is first. It is as long as a random ID.
func PropertyIDAt(community string, at AddressKey) string {
	id := DerivedID(nil, "address", community, at.Line)[:lineSymbols]
	if at.ZIP == "" {
		return id
	}
	return id + zipMark + at.ZIP
}

const (
	// lineSymbols is how many symbols (of 5 bits) are derived from the delivery
	// line. A random ID has more.
	lineSymbols = 20
	// zipMark separates them from the ZIP.
	zipMark = "-"
)

// SplitPropertyID returns the parts of an ID: what properties on the same
// delivery line share, and the ZIP, if the ID has one.
func SplitPropertyID(id string) (line, zip string) {
	line, zip, _ = strings.Cut(id, zipMark)
	return line, zip
}

// NamedAfter reports whether p's ID is the one that the address yields.
func (p Property) NamedAfter(at AddressKey) bool { return p.ID == PropertyIDAt(p.Community, at) }

// Addresses returns all addresses that lead to p, its own first.
func (p Property) Addresses() []AddressKey { return append([]AddressKey{p.AddressKey()}, p.Aliases...) }

// MovedAway reports whether p's ID is derived from an address that does not lead
// to p anymore.
func (p Property) MovedAway() bool {
	line, _ := SplitPropertyID(p.ID)
	return len(line) == lineSymbols && !slices.ContainsFunc(p.Addresses(), p.NamedAfter)
}

// AddressKey returns the key under which p's own address is found.
func (p Property) AddressKey() AddressKey { return AddressKey{p.Line, p.AddressZIP()} }

// Absorb makes the addresses of former lead to p, which replaces it.
func (p Property) Absorb(former Property) (absorbed, joined Property) {
	p.Aliases = append(append(slices.Clone(p.Aliases), former.AddressKey()), former.Aliases...)
	former.JoinedTo, former.Aliases = p.ID, nil
	p.Import = "" // what people have joined stays when its import is undone
	return p, former
}

// Address holds the parts of a street address or of a lot in standard form.
type Address struct {
	Street, Lot            string
	Unit, City, State, ZIP string
}

// AddressZIP returns the ZIP that tells properties on one delivery line apart:
// five digits, or "" if unknown and for lots, whose identity needs none.
func (p Property) AddressZIP() string {
	if p.Kind == Lot || len(p.Address.ZIP) < 5 {
		return ""
	}
	return p.Address.ZIP[:5]
}

// Lines returns the address as written on an envelope: the street or lot with
// the unit, and the town.
func (p Property) Lines() (street, town string) {
	a := p.Address
	town = strings.TrimSpace(strings.Join([]string{a.State, a.ZIP}, " "))
	if a.City != "" && town != "" {
		town = a.City + ", " + town
	} else {
		town = a.City + town
	}
	if town == "" {
		return p.Label, ""
	}
	return strings.TrimSuffix(p.Label, ", "+town), town
}
