// Package roster is the domain: communities, properties, households, members
// and their invitations.
//
// Its rules are pure moves over state and time: a move takes a value and a
// moment, and returns either the value after the move or the reason why it may
// not happen. Nothing here reads a clock, a table or the network, so each rule
// can be read and tested by itself. Package dynamo stores the values, and
// package onboarding composes moves into use cases.
package roster
