// Package address brings United States street addresses and lot numbers into
// one standard form, so that a home is found again in whatever spelling it is
// typed.
//
// The rules are those of USPS Publication 28 (Postal Addressing Standards):
// chapter 2 for the parts of an address, appendix B for states, C1 for street
// suffixes, C2 for unit designators and F for county, state and other highways.
// A standard address is kept in display case ("114 Juniper Ct"); upper case is
// the publication's own form and is what [Street.DeliveryLine] gives.
//
// Reading an address goes in three steps, each in a file of its own:
//
//	text → words         words.go    punctuation, fractions, initials
//	words → five fields  split.go    "114 juniper ct apt 2, mesa az 85201"
//	words → parts        line.go     number, directions, name, suffix
//
// A standard address is a fixed point: standardizing it again changes nothing.
// Whether a house really stands there is not judged: only its spelling is.
//
// The package is pure: no network, no clock, and nothing is built before the
// first address is read.
package address

// RuleVersion numbers the rules behind [Street.Identity] and [Lot.Identity]. It
// grows whenever some address gets another identity than before, so that stored
// identities can be told from current ones.
const RuleVersion = 1
