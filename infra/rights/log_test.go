package rights

import (
	"regexp"
	"strings"
)

// secret matches what no log may hold: an email, a phone, an invite code, a
// token.
var secret = regexp.MustCompile(`[\w.+-]+@[\w-]+\.[a-z]+|480-?555|\+1480555|[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}|nine brown|geese`)

// wantNobodyInTheLog searches everything the functions logged.
func (c *cloud) wantNobodyInTheLog() {
	written := c.log.String()
	for line := range strings.Lines(written) {
		if found := secret.FindString(line); found != "" {
			c.t.Errorf("the log tells %q: %s", found, line)
		}
		for _, word := range []string{"Delgado", "Rosa", "Robin", "Juniper", "Elm St"} {
			if strings.Contains(line, word) {
				c.t.Errorf("the log tells %q: %s", word, line)
			}
		}
	}
	for _, m := range c.services.box.Mails() {
		for _, text := range regexp.MustCompile(`(?:code|proof|token)=([^&\s]+)`).FindAllStringSubmatch(m.Text, -1) {
			if strings.Contains(written, text[1]) {
				c.t.Errorf("the log holds what a mail to %s proves", m.To)
			}
		}
	}
}

// wantFigures looks for every metric that an alarm or the dashboard watches.
func (c *cloud) wantFigures() {
	written := c.log.String()
	for _, name := range []string{"Invitations", "Activations", "Mails", "ImportRows", "Refusals", "OldestDueMail", "OldestImport"} {
		if !strings.Contains(written, `{"Namespace":"communitrak","Dimensions":`) || !strings.Contains(written, `"Name":"`+name+`"`) {
			c.t.Errorf("no figure %s was told", name)
		}
	}
	for _, id := range []string{`"request":"request-1"`, `"community":"maple-grove"`, `"member":"`, `"import":"`, `"mail":"`} {
		if !strings.Contains(written, id) {
			c.t.Errorf("no line of the log has %s", id)
		}
	}
}
