package roster

import (
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"crypto/subtle"
	"encoding/base32"
	"strconv"
	"strings"

	"github.com/communitrak/onboarding/internal/secret"
)

// codeBytes is the strength of a code and of a mail proof: 80 bits.
const codeBytes = 10

// crockford is Crockford's base32, https://www.crockford.com/base32.html.
var crockford = base32.NewEncoding("0123456789ABCDEFGHJKMNPQRSTVWXYZ").WithPadding(base32.NoPadding)

// Code is an invite code or a mail proof. It is derived and never stored, and
// only Reveal returns it. The zero Code is none and equals nothing.
type Code struct {
	secret.Masked
	reveal func() [codeBytes]byte
}

func newCode(b [codeBytes]byte) Code { return Code{reveal: func() [codeBytes]byte { return b }} }

// Reveal returns the code as people type it, XXXX-XXXX-XXXX-XXXX, or "" for the
// zero Code.
func (c Code) Reveal() string {
	if c.reveal == nil {
		return ""
	}
	b := c.reveal()
	s := crockford.EncodeToString(b[:])
	return s[0:4] + "-" + s[4:8] + "-" + s[8:12] + "-" + s[12:16]
}

// NewCode returns a random code, for what cannot be derived.
func NewCode() Code {
	var b [codeBytes]byte
	rand.Read(b[:])
	return newCode(b)
}

// Equal compares two codes in constant time.
func (c Code) Equal(other Code) bool {
	if c.reveal == nil || other.reveal == nil {
		return false
	}
	mine, theirs := c.reveal(), other.reveal()
	return subtle.ConstantTimeCompare(mine[:], theirs[:]) == 1
}

// ParseCode parses what a person typed: case, blanks and dashes do not matter,
// O reads as 0, I and L read as 1. Anything else is not a code.
func ParseCode(typed string) (Code, bool) {
	if len(typed) > 128 {
		return Code{}, false
	}
	var symbols strings.Builder
	for _, r := range strings.ToUpper(typed) {
		switch r {
		case ' ', '\t', '\n', '\r', '-', '\u00a0', '\u2010', '\u2011', '\u2012', '\u2013', '\u2014', '\u2212':
			continue
		case 'O':
			r = '0'
		case 'I', 'L':
			r = '1'
		}
		symbols.WriteRune(r)
	}
	if symbols.Len() != 16 {
		return Code{}, false
	}
	b, err := crockford.DecodeString(symbols.String())
	if err != nil {
		return Code{}, false
	}
	return newCode([codeBytes]byte(b)), true
}

// CodeOf derives the invite code of the invitation under key. The inviter sees
// it, so it proves the invitation, not the mailbox.
func CodeOf(key []byte, community, member string, inv Invitation) Code {
	return derive(key, "code", community, member, inv)
}

// ProofOf derives the mail proof, which only the mail shows: its holder reads
// the mailbox.
func ProofOf(key []byte, community, member string, inv Invitation) Code {
	return derive(key, "proof", community, member, inv)
}

// ClaimOf derives the claim in the mail that a letter triggered: its holder
// reads that person's mailbox and has the letter.
func ClaimOf(key []byte, community, member string, inv Invitation, person string) Code {
	return derive(key, "claim "+person, community, member, inv)
}

func derive(key []byte, purpose, community, member string, inv Invitation) Code {
	mac := hmac.New(sha256.New, key)
	mac.Write([]byte(strings.Join([]string{purpose, community, member, strconv.Itoa(inv.Generation), inv.Seed}, "\x00")))
	return newCode([codeBytes]byte(mac.Sum(nil)[:codeBytes]))
}
