// Package password judges, hashes and compares passwords.
//
// The form of a password is judged by its length and by whether it is among
// the first that anybody would try; there are no composition rules, as NIST
// SP 800-63B-4 §3.1.1.2 asks. Every function brings a password into one
// canonical form first (the OpaqueString profile of RFC 8265, without its
// table of unassigned characters), so that a password typed on another
// keyboard or system is still the same password.
//
// A [Password] cannot be printed. The only way to its characters is the
// conversion string(pw), which is easy to search for.
package password
