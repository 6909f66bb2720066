package roster

import (
	"slices"
	"strings"
	"time"
)

// PropertyKind tells how a property is named.
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
	// Identity is what makes two spellings the same property; empty once the
	// property was joined to another.
	Identity string
	// Line is the identity without the ZIP, for look-ups that have none.
	Line string
	// Rules is the version of the rules that Identity and Line were made by.
	Rules int
	// Households counts the households that stand here.
	Households int
	// Also are the addresses of properties that were joined to this one. They
	// lead here too.
	Also []Place
	// JoinedTo names the property that took this one's place.
	JoinedTo  string
	CreatedAt time.Time
	// Import is the job that made it, when one did.
	Import string
	Rev    int
}

// Place is under what an address is found: its delivery line and the ZIP that
// tells properties of that line apart.
type Place struct{ Line, ZIP string }

// Place is under what p's own address is found.
func (p Property) Place() Place { return Place{p.Line, p.AddressZIP()} }

// TakePlace lets the addresses of former lead to p, which takes its place.
func (p Property) TakePlace(former Property) (taken, joined Property) {
	p.Also = append(append(slices.Clone(p.Also), former.Place()), former.Also...)
	former.JoinedTo, former.Also = p.ID, nil
	p.Import = "" // what people have joined stays when its import is undone
	return p, former
}

// Address holds the parts of a street address or of a lot in standard form.
type Address struct {
	Street, Lot            string
	Unit, City, State, ZIP string
}

// AddressZIP is the ZIP that tells properties of one delivery line apart: five
// digits, empty when unknown and for lots, which are told apart by themselves.
func (p Property) AddressZIP() string {
	if p.Kind == Lot || len(p.Address.ZIP) < 5 {
		return ""
	}
	return p.Address.ZIP[:5]
}

// Lines is the address as it stands on an envelope: street or lot with the unit,
// and the town.
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
