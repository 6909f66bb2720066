package contact

import (
	"net/netip"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/idna"
	"golang.org/x/text/unicode/norm"
)

// Email is an address in normal form: lower case, with the domain in ASCII. We
// treat equal values as one mailbox. Its methods print a mask; see
// [Email.Reveal].
type Email string

// Limits of RFC 5321 §4.5.3.1, in octets. The path limit of 256 includes the
// angle brackets.
const (
	maxLocal   = 64
	maxAddress = 254
)

// ParseEmail parses one address as people type or paste it. It strips
// surrounding whitespace, "mailto:", and angle brackets with a preceding
// display name; the domain may be international. Quoted local parts, comments,
// and address literals are rejected: no mailbox provider that residents use has
// them.
//
// The error is an [*InvalidError]: required, invalid_email, or not_deliverable
// for a well-formed address that Amazon SES cannot reach, because its local
// part is not ASCII (SES does not support SMTPUTF8) or its top-level domain is
// reserved (RFC 6761, RFC 6762, RFC 7686).
func ParseEmail(s string) (Email, error) {
	address := norm.NFC.String(unwrap(trim(s)))
	if address == "" {
		return "", &InvalidError{Code: CodeRequired, Reason: "is required"}
	}
	if err := oneAddress(address); err != nil {
		return "", err
	}
	local, domain, _ := strings.Cut(address, "@")
	if err := checkLocal(local); err != nil {
		return "", err
	}
	domain, err := asciiDomain(domain)
	if err != nil {
		return "", err
	}
	normal := strings.ToLower(local) + "@" + domain
	if len(normal) > maxAddress {
		return "", invalidEmail("is too long for an email address")
	}
	return Email(normal), nil
}

// unwrap strips what mail programs and web pages put around an address.
func unwrap(s string) string {
	s = trim(strings.TrimRight(s, ",;"))
	if strings.HasSuffix(s, ">") && strings.Count(s, "<") == 1 && strings.Count(s, ">") == 1 {
		s = trim(s[strings.IndexByte(s, '<')+1 : len(s)-1])
	}
	const scheme = "mailto:"
	if len(s) >= len(scheme) && strings.EqualFold(s[:len(scheme)], scheme) {
		// A question mark after the domain starts the subject and other fields.
		s, _, _ = cutAfterAt(s[len(scheme):])
		s = trim(s)
	}
	return s
}

func cutAfterAt(s string) (address, query string, found bool) {
	at := strings.LastIndexByte(s, '@')
	if at < 0 {
		return s, "", false
	}
	end := strings.IndexByte(s[at:], '?')
	if end < 0 {
		return s, "", false
	}
	return s[:at+end], s[at+end+1:], true
}

func oneAddress(s string) error {
	if !utf8.ValidString(s) {
		return invalidEmail("holds bytes that are not text")
	}
	signs := strings.Count(s, "@")
	switch {
	case signs == 0:
		return invalidEmail("needs an @, as in name@example.com")
	case signs > 1 && strings.ContainsAny(s, ",;/ "):
		return invalidEmail("holds more than one address")
	}
	for _, r := range s {
		switch {
		case unicode.IsControl(r):
			return invalidEmail("holds a control character")
		case unicode.IsSpace(r):
			return invalidEmail("has a space in it")
		case invisible(r):
			return invalidEmail("holds an invisible character")
		}
	}
	if signs > 1 {
		return invalidEmail("holds more than one @")
	}
	return nil
}

// checkLocal checks that the part before the @ is a dot-atom (RFC 5322 §3.2.3).
func checkLocal(local string) error {
	switch {
	case local == "":
		return invalidEmail("needs a name before the @")
	case strings.ContainsAny(local, `"`):
		return invalidEmail("has a quoted part before the @, which is not supported")
	}
	for _, r := range local {
		if r >= utf8.RuneSelf {
			if unicode.IsLetter(r) || unicode.IsMark(r) || unicode.IsNumber(r) {
				return notDeliverable("has a letter before the @ that our mail service cannot send to")
			}
			return invalidEmail("has a character before the @ that an address cannot have")
		}
		if !atext(byte(r)) && r != '.' {
			return invalidEmail("has a character before the @ that an address cannot have")
		}
	}
	switch {
	case len(local) > maxLocal:
		return invalidEmail("is too long before the @")
	case local[0] == '.' || local[len(local)-1] == '.' || strings.Contains(local, ".."):
		return invalidEmail("has a dot in the wrong place before the @")
	}
	return nil
}

func atext(c byte) bool {
	switch {
	case 'a' <= c && c <= 'z', 'A' <= c && c <= 'Z', '0' <= c && c <= '9':
		return true
	}
	return strings.IndexByte("!#$%&'*+-/=?^_`{|}~", c) >= 0
}

// asciiDomain returns the domain in lower case with international labels in
// ASCII form (RFC 5891, lookup rules).
func asciiDomain(domain string) (string, error) {
	switch {
	case domain == "":
		return "", invalidEmail("needs a domain after the @")
	case strings.HasPrefix(domain, "["):
		return "", invalidEmail("has a number instead of a domain after the @")
	case !norm.NFKC.IsNormalString(domain):
		// IDNA would turn look-alikes such as full-width letters into ASCII.
		return "", invalidEmail("has a look-alike character after the @")
	}
	ascii, err := idna.Lookup.ToASCII(domain)
	if err != nil {
		return "", invalidEmail("has a domain after the @ that cannot exist")
	}
	ascii = strings.ToLower(ascii)
	if err := checkDomain(ascii); err != nil {
		return "", err
	}
	return ascii, nil
}

const (
	maxDomain = 253
	maxLabel  = 63
)

// checkDomain checks what IDNA leaves open: dots, lengths, hyphens, and the
// top-level domain.
func checkDomain(ascii string) error {
	if len(ascii) > maxDomain {
		return invalidEmail("is too long after the @")
	}
	labels := strings.Split(ascii, ".")
	for _, label := range labels {
		switch {
		case label == "":
			if len(labels) == 1 {
				return invalidEmail("needs a domain after the @")
			}
			return invalidEmail("has a dot in the wrong place after the @")
		case len(label) > maxLabel, label[0] == '-', label[len(label)-1] == '-', !hostLabel(label):
			return invalidEmail("has a domain after the @ that cannot exist")
		}
	}
	if len(labels) == 1 {
		return invalidEmail("needs a dot after the @, as in name@example.com")
	}
	if isNumber(ascii) {
		return invalidEmail("has a number instead of a domain after the @")
	}
	return checkTopLevel(labels[len(labels)-1])
}

// isNumber reports whether a domain is a number. One that does not end in a
// digit is none, and needs no error that says why.
func isNumber(ascii string) bool {
	if last := ascii[len(ascii)-1]; last < '0' || last > '9' {
		return false
	}
	_, err := netip.ParseAddr(ascii)
	return err == nil
}

func hostLabel(label string) bool {
	for _, c := range []byte(label) {
		if (c < 'a' || c > 'z') && (c < '0' || c > '9') && c != '-' {
			return false
		}
	}
	return true
}

// checkTopLevel requires a top-level domain that has at least two letters and
// no digits or hyphens (RFC 1123 §2.1, ISO 3166), or is an A-label.
func checkTopLevel(top string) error {
	switch top {
	case "invalid", "local", "localhost", "onion", "internal":
		return notDeliverable("has a domain that does not exist in the public mail system")
	}
	if strings.HasPrefix(top, "xn--") {
		return nil
	}
	if len(top) < 2 || strings.ContainsAny(top, "0123456789-") {
		return invalidEmail("does not end like a domain, such as .com")
	}
	return nil
}

// trim removes whitespace and invisible characters, which come along with a
// copied cell, from both ends.
func trim(s string) string {
	return strings.TrimFunc(s, func(r rune) bool { return unicode.IsSpace(r) || invisible(r) })
}

// invisible reports whether r is a format character: zero-width, a byte order
// mark, a soft hyphen, or a directional mark.
func invisible(r rune) bool { return unicode.Is(unicode.Cf, r) }
