package main

import (
	"fmt"
	"math"
)

// Limits of AWS that come first, for an account and a table as they are on their
// first day, and with a quota that AWS grants on request.
const (
	tableUnits     = 4_000 // write units a second of a new table on demand
	partitionUnits = 1_000 // of one partition key, in the table or an index
	firstMails     = 14    // a second, by SES
	grantedMails   = 200
)

// growth says how costs grow, from the units of P8.
func growth(folder string) (string, error) {
	s, ok, err := load(folder, "P8")
	if err != nil {
		return "", err
	}
	text := fmt.Sprintf(`
## How costs grow

- **An invitation** reads and writes by keys, so it takes the same calls and units in a community of any size. P3 shows it at several sizes.
- **An import** takes the same for each row (P4). The pending members of one community are one partition of an index, which takes %s writes a second: that is the most that any change to the importer can reach for one community.
- **A page of a list** takes the same in a community of any size, and **a search** reads the community's part of an index (P12).
- **Mails** go out at the rate that SES grants (P10): 10,000 take %s at %d a second, and %s at %d.
`, plain(partitionUnits), lasting(10_000, firstMails), firstMails, lasting(10_000, grantedMails), grantedMails)
	if !ok {
		return text, nil
	}
	const communities, members = 1_000, 500
	units := s.median("row units") + s.median("mail units") + s.median("report units")
	return text + fmt.Sprintf(`
**%s communities of %d members that import at once** write %s million units: %.1f for each row with its mail and the reports about it. A new table on demand takes %s a second, so that lasts %s unless the table has been warmed up. The mails take %s at %d a second, and %s at %d. Each import runs in a function of its own: %[1]s at once is the usual limit of an account, and a new account starts with ten; those that find no free function are started again by the schedule. So the rate of SES comes first, then the table; no partition does, since each community has its own. This is on paper: nothing here has run on AWS.
`, plain(communities), members, plain(math.Round(communities*members*units/1e5)/10), units, plain(tableUnits),
		lasting(communities*members*units, tableUnits), lasting(communities*members, firstMails), firstMails, lasting(communities*members, grantedMails), grantedMails), nil
}

// lasting is how long an amount takes at a rate.
func lasting(amount, perSecond float64) string {
	switch seconds := amount / perSecond; {
	case seconds < 100:
		return fmt.Sprintf("%.0f seconds", seconds)
	case seconds < 100*60:
		return fmt.Sprintf("%.0f minutes", seconds/60)
	default:
		return fmt.Sprintf("%.0f hours", seconds/3600)
	}
}
