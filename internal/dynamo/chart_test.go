package dynamo

import (
	"go/ast"
	"go/parser"
	"go/token"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/communitrak/onboarding/internal/roster"
)

// everyKey holds one key of each kind, spelled with letters in place of
// identifiers as the chart in doc.go spells them.
func everyKey() map[string]key {
	at := time.Date(2026, 11, 27, 12, 0, 0, 0, time.UTC)
	return map[string]key{
		"communityKey":         communityKey("c"),
		"countsKey":            countsKey("c", 0),
		"administratorsKey":    administratorsKey("c"),
		"overviewKey":          overviewKey("c"),
		"importLockKey":        importLockKey("c"),
		"propertyKey":          propertyKey("c", "line"),
		"propertyKey with ZIP": propertyKey("c", "line-zip"),
		"memberKey":            memberKey("c", "m"),
		"accountKey":           accountKey("person"),
		"membershipKey":        membershipKey("person", "c"),
		"attemptsKey":          attemptsKey("person"),
		"sessionKey":           sessionKey("hash"),
		"ticketKey":            ticketKey("id"),
		"throttleKey":          throttleKey("key"),
		"idempotencyKey":       idempotencyKey("key"),
		"intentKey":            intentKey("id"),
		"importKey":            importKey("c", "j"),
		"detectedKey":          detectedKey("c", "j"),
		"fanOutKey":            fanOutKey("c", "d"),
		"leaseKey":             leaseKey("name"),
		"correctionsKey":       correctionsKey("c", "j"),
		"printJobKey":          printJobKey("c", "b"),
		"letterKey":            letterKey("hash"),
		"logoKey":              logoKey("id"),
		"rowsKey":              rowsKey("c", "j", 0, 1),
		"rowsKey of a plan":    rowsKey("c", "j", 1, 1),
		"layoutsKey":           layoutsKey("c"),
		"mailCountsKey":        mailCountsKey("c", "j", 0),
		"householdKey":         householdKey("c", "p.h"),
		"addressKey":           addressKey("c", roster.AddressKey{Line: "line", ZIP: "zip"}),
		"auditKey":             auditKey(roster.AuditEntry{Community: "c", At: at, ID: "id"}),
		"auditKey of a member": auditKey(roster.AuditEntry{Community: "c", Member: "m", At: at, ID: "id"}),
	}
}

// TestChart compares the chart in doc.go with keys.go: every kind of item that
// has a key is a line of the chart.
func TestChart(t *testing.T) {
	lines := chart(t)
	for name, k := range everyKey() {
		if !charted(lines, k) {
			t.Errorf("%s: no line of the chart in doc.go is for %s / %s", name, k.PK, k.SK)
		}
	}
}

// TestChart_everyKey finds the functions of keys.go that everyKey lacks.
func TestChart_everyKey(t *testing.T) {
	file, err := parser.ParseFile(token.NewFileSet(), "keys.go", nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	keys := everyKey()
	for _, declaration := range file.Decls {
		function, ok := declaration.(*ast.FuncDecl)
		if !ok || !strings.HasSuffix(function.Name.Name, "Key") || function.Name.Name == "placeKey" {
			continue
		}
		if _, known := keys[function.Name.Name]; !known {
			t.Errorf("%s is not compared with the chart", function.Name.Name)
		}
	}
}

// A line of the chart: what it is of, its partition key, and its sort key.
var chartLine = regexp.MustCompile(`(?m)^//\t\S.*?\s{2,}(\S+)\s{2,}(\S+)`)

// chart returns the patterns of the chart's partition and sort keys.
func chart(t *testing.T) [][2]*regexp.Regexp {
	t.Helper()
	file, err := parser.ParseFile(token.NewFileSet(), "doc.go", nil, parser.ParseComments)
	if err != nil {
		t.Fatal(err)
	}
	var text strings.Builder
	for _, comment := range file.Comments[0].List {
		text.WriteString(comment.Text + "\n")
	}
	var lines [][2]*regexp.Regexp
	for _, match := range chartLine.FindAllStringSubmatch(text.String(), -1)[1:] {
		lines = append(lines, [2]*regexp.Regexp{pattern(match[1]), pattern(match[2])})
	}
	return lines
}

// pattern matches keys that are spelled like the chart's, in which <x> stands
// for any value and <0-7> for a shard.
func pattern(spelled string) *regexp.Regexp {
	value := regexp.MustCompile(`<[^>]*>`).ReplaceAllString(regexp.QuoteMeta(spelled), `[^#]+`)
	return regexp.MustCompile("^" + value + "$")
}

func charted(lines [][2]*regexp.Regexp, k key) bool {
	for _, line := range lines {
		if line[0].MatchString(k.PK) && line[1].MatchString(k.SK) {
			return true
		}
	}
	return false
}
