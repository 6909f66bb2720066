package dynamo

import (
	"fmt"
	"hash/fnv"
	"strings"
	"time"

	"github.com/communitrak/onboarding/internal/personname"
	"github.com/communitrak/onboarding/internal/roster"
)

// key is the primary key of an item. Only this file spells keys.
type key struct{ PK, SK string }

// shards is the number of index partitions that due work is spread over, and
// the number of items that a community's counts are spread over.
const shards = 8

func communityKey(c string) key          { return key{"C#" + c, "META"} }
func countsKey(c string, shard int) key  { return key{"C#" + c, fmt.Sprintf("N#%d", shard)} }
func administratorsKey(c string) key     { return key{"C#" + c, "ADMINS"} }
func overviewKey(c string) key           { return key{"C#" + c, "OVERVIEW"} }
func importLockKey(c string) key         { return key{"C#" + c, "IMPORT"} }
func memberKey(c, m string) key          { return key{"C#" + c + "#M#" + m, "M"} }
func accountKey(person string) key       { return key{"E#" + person, "A"} }
func membershipKey(person, c string) key { return key{"E#" + person, "C#" + c} }
func attemptsKey(person string) key      { return key{"E#" + person, "W"} }
func sessionKey(id string) key           { return key{"S#" + id, "S"} }
func ticketKey(id string) key            { return key{"R#" + id, "R"} }
func throttleKey(name string) key        { return key{"T#" + name, "T"} }
func idempotencyKey(id string) key       { return key{"I#" + id, "I"} }
func intentKey(id string) key            { return key{"O#" + id, "O"} }
func importKey(c, j string) key          { return key{"C#" + c + "#J#" + j, "J"} }
func detectedKey(c, j string) key        { return key{"C#" + c + "#J#" + j, "JD"} }
func correctionsKey(c, j string) key     { return key{"C#" + c + "#J#" + j, "JC"} }
func fanOutKey(c, d string) key          { return key{"C#" + c + "#D#" + d, "D"} }
func printJobKey(c, b string) key        { return key{"C#" + c + "#B#" + b, "B"} }
func letterKey(id string) key            { return key{"Y#" + id, "Y"} }
func logoKey(id string) key              { return key{"B#" + id, "B"} }
func leaseKey(name string) key           { return key{"X#" + name, "X"} }

// rowsKey is the key of a chunk's results (plan 0) or of what plan 1, 2, … says
// about the chunk.
func rowsKey(c, j string, plan, chunk int) key {
	kind := "R#"
	if plan > 0 {
		kind = fmt.Sprintf("P%d#", plan)
	}
	return key{"C#" + c + "#J#" + j, fmt.Sprintf("%s%06d", kind, chunk)}
}

// layoutsKey takes "" as the community for layouts shared by all communities.
func layoutsKey(c string) key { return key{"C#" + c + "#MAP", "MAP"} }

func mailCountsKey(c, j string, shard int) key {
	return key{"C#" + c + "#J#" + j, fmt.Sprintf("S#%d", shard)}
}

// householdKey is the key of the item that holds the household: for the first
// one of a property, the property's.
func householdKey(c, h string) key {
	if roster.FirstHousehold(h) {
		return propertyKey(c, roster.PropertyOf(h))
	}
	return key{propertyKey(c, roster.PropertyOf(h)).PK, "H#" + h}
}

// propertyKey is the key of a property and of the address that its ID is derived
// from. Everything on one delivery line shares a partition.
func propertyKey(c, p string) key {
	line, zip := roster.SplitPropertyID(p)
	k := key{"C#" + c + "#P#" + line, propertySort}
	if zip != "" {
		k.SK += "#" + zip
	}
	return k
}

// propertySort begins the sort keys of properties and addresses.
const propertySort = "P"

// addressKey is the key of the item that leads from the address to its property.
func addressKey(c string, a roster.AddressKey) key { return propertyKey(c, roster.PropertyIDAt(c, a)) }

// zipOf returns the ZIP in the sort key of an address.
func zipOf(sk string) string { return strings.TrimPrefix(strings.TrimPrefix(sk, propertySort), "#") }

func auditKey(e roster.AuditEntry) key {
	at := e.At.UTC().Format("2006-01-02T15:04:05.000Z")
	if e.Member != "" {
		return key{memberKey(e.Community, e.Member).PK, "L#" + at + "#" + e.ID}
	}
	return key{"C#" + e.Community + "#L#" + e.At.UTC().Format("200601"), at + "#" + e.ID}
}

// Index partitions and sort keys.

const communitiesIndex = "COMMUNITIES"

// sessionsIndex holds the sessions of a person, oldest first.
func sessionsIndex(person string) string { return "E#" + person + "#S" }

func propertiesIndex(c string) string { return "C#" + c + "#P" }
func importsIndex(c string) string    { return "C#" + c + "#J" }
func attentionIndex(c string) string  { return "C#" + c + "#A" }
func invitersIndex(c string) string   { return "C#" + c + "#I" }

// waitingIndex holds the imports of all communities that are waiting for
// Support.
func waitingIndex(w roster.Waiting) string { return "WAITING#" + string(w) }

func membersIndex(c string, s roster.Status) string {
	if s.Ended() {
		return "C#" + c + "#M#ended"
	}
	return "C#" + c + "#M#" + string(s)
}

// nameSort orders members by last name, then first name; the ID keeps namesakes
// apart.
func nameSort(m roster.Member) string {
	return personname.Fold(m.LastName) + "\x1f" + personname.Fold(m.FirstName) + "\x1f" + m.ID
}

// labelSort orders properties naturally: numbers by value.
func labelSort(label, id string) string {
	var b strings.Builder
	digits := ""
	flush := func() {
		if digits != "" {
			b.WriteString(strings.Repeat("0", max(0, 8-len(digits))) + digits)
			digits = ""
		}
	}
	for _, r := range personname.Fold(label) {
		if r >= '0' && r <= '9' {
			digits += string(r)
			continue
		}
		flush()
		b.WriteRune(r)
	}
	flush()
	return b.String() + labelEnd + id
}

// labelEnd separates the label from the ID in a sort key.
const labelEnd = "\x1f"

// labelStart is the prefix that labelSort gives to every label starting with
// label.
func labelStart(label string) string { return strings.TrimSuffix(labelSort(label, ""), labelEnd) }

// Lanes of due work.
const (
	laneMember = "member"
	laneJob    = "job"
	lanePrint  = "print"
)

func dueIndex(lane, id string) string {
	h := fnv.New32a()
	h.Write([]byte(id))
	return dueShard(lane, int(h.Sum32()%shards))
}

func dueShard(lane string, shard int) string { return fmt.Sprintf("DUE#%s#%d", lane, shard) }

// dueSort orders by due time.
func dueSort(at time.Time, id string) string { return dueBefore(at) + "#" + id }

func dueBefore(at time.Time) string { return fmt.Sprintf("%013d", at.UnixMilli()) }
