// Package address converts United States street addresses and lot numbers to a
// standard form, so that a home is recognized however it is spelled.
//
// The rules are those of USPS Publication 28 (Postal Addressing Standards):
// chapter 2 for the parts of an address, appendix B for states, C1 for street
// suffixes, C2 for unit designators, and F for county, state, and other
// highways. A standard address is kept in display case ("114 Juniper Ct"); the
// publication's own form is upper case.
//
// An address is parsed in three steps, each in its own file:
//
//	text → words         words.go    punctuation, fractions, initials
//	words → five fields  split.go    "114 juniper ct apt 2, mesa az 85201"
//	words → parts        line.go     number, directions, name, suffix
//
// The words by which parts are recognized are in vocabulary.txt.
//
// A standard address is a fixed point: standardizing it again changes nothing.
// The package checks only the spelling, not whether the house exists.
//
// The package is pure: it uses no network and no clock, and builds nothing
// before the first address is parsed.
package address

// RuleVersion is the version of the rules behind [Street.Identity] and
// [Lot.Identity]. It increases whenever the identity of any address changes, so
// that outdated stored identities can be detected.
const RuleVersion = 1
