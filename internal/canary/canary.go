// Package canary finds secrets in what a program under test emits. The people of
// tests have addresses, phones, and passwords that are easy to recognize, like
// canaries in a mine.
package canary

import (
	"bytes"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"sync"
)

// Kinds are the secrets, in words.
const Kinds = "email, phone, code, proof, token, or password"

// secrets matches what nothing that is emitted may hold: an email of a test, a
// phone, a code or a proof as people see it, what a link carries, and a session's
// token.
var secrets = regexp.MustCompile(strings.Join([]string{
	`[\w.+-]+(?:@|%40)(?:[\w-]+\.)*example(?:\.(?:org|com|net))?\b`,
	`\(?\b480\)?[ -]?555-?\d{4}|\+?1480555\d{4}`,
	`\b[0-9A-HJKMNP-TV-Z]{4}(?:-[0-9A-HJKMNP-TV-Z]{4}){3}\b`,
	`\b(?:code|proof|token|password)=\S`,
	`(?i)bearer [\w-]{20}`,
	`"token":"`,
}, "|"))

// staff are the stack's own addresses, which are no secret.
var staff = regexp.MustCompile(`\b(?:support|invitations|no-reply)@[\w.-]+`)

// Find returns a secret that the text tells, or one of the passwords, or "".
func Find(text string, passwords ...string) string {
	if told := slices.IndexFunc(passwords, func(password string) bool { return strings.Contains(text, password) }); told >= 0 {
		return passwords[told]
	}
	return secrets.FindString(staff.ReplaceAllString(text, ""))
}

// maxFound is how many lines that told a secret a log keeps.
const maxFound = 10

// Log is an io.Writer of lines in which no canary may sing. It is safe for
// concurrent use.
type Log struct {
	// Passwords are further secrets.
	Passwords []string

	mu      sync.Mutex
	partial []byte
	lines   int
	found   []string
}

// Write looks at the lines that p completes.
func (l *Log) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.partial = append(l.partial, p...)
	for {
		line, rest, ok := bytes.Cut(l.partial, []byte("\n"))
		if !ok {
			return len(p), nil
		}
		l.look(string(line))
		l.partial = rest
	}
}

func (l *Log) look(line string) {
	l.lines++
	if told := Find(line, l.Passwords...); told != "" && len(l.found) < maxFound {
		l.found = append(l.found, fmt.Sprintf("%q: %s", told, line))
	}
}

// Found returns how many lines were written, and those that told a secret, each
// after the secret.
func (l *Log) Found() (lines int, told []string) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if len(l.partial) > 0 {
		l.look(string(l.partial))
		l.partial = nil
	}
	return l.lines, slices.Clone(l.found)
}
