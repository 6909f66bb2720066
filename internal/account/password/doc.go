// Package password checks, hashes, and compares passwords.
//
// A password is judged only by its length and by whether it is easy to guess;
// there are no composition rules, in line with NIST SP 800-63B-4 §3.1.1.2.
// Every function first converts the password to a canonical form (the
// OpaqueString profile of RFC 8265, without its table of unassigned
// characters), so that a password typed on another keyboard or system is still
// the same password.
package password
