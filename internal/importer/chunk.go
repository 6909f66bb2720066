package importer

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"communitrak/internal/dynamo"
	"communitrak/internal/onboarding"
	"communitrak/internal/personname"
	"communitrak/internal/roster"
)

// chunk judges rows against what is known of the table, and collects their
// writes for one transaction.
type chunk struct {
	job   roster.Import
	batch *onboarding.Batch
	known *known
	alike *lookAlikes
	// streets and homes are those that the chunk creates or adds to; written
	// are the households among them.
	streets map[string]street
	homes   map[string]home
	written map[string]bool
	// rows is the number of rows added; results has one entry per person.
	rows    int
	results []roster.RowResult
	// invited: somebody is new, so the community's counts change.
	invited bool
}

func newChunk(job roster.Import, batch *onboarding.Batch, k *known, alike *lookAlikes) *chunk {
	return &chunk{job: job, batch: batch, known: k, alike: alike, streets: map[string]street{}, homes: map[string]home{}, written: map[string]bool{}}
}

// Transaction items besides those of the rows: the import and the results; with
// the first newcomer, also the counts of members and of emails.
const (
	chunkItems    = 2
	newcomerItems = 2
)

// fits reports whether the row's items fit in the transaction. A new member
// takes three items, as does a filled one with its household; a home takes at
// most three.
func (c *chunk) fits(row reading) bool {
	items := c.batch.Actions() + chunkItems + 3*len(row.people) + 3
	if !c.invited {
		items += newcomerItems
	}
	return c.rows == 0 || items <= dynamo.MaxActions
}

// standing is a resident's current state in the community.
type standing struct {
	resident
	link   *roster.Membership
	member roster.Member
}

// add judges the row and adds its writes. A row whose target has changed since
// the plan is left alone.
func (c *chunk) add(row reading) {
	c.rows++
	if row.broken {
		c.results = append(c.results, row.notWritten()...)
		return
	}
	v := verdict{reading: row}
	v.unjudged()
	people, settled := c.standings(&v)
	target := c.target(row, people, settled)
	if row.planned != nil && row.planned[0].Target != target {
		v.changed()
		c.results = append(c.results, v.results...)
		return
	}
	if !c.job.Planning() {
		target = ""
	}
	var newcomers []standing
	for _, s := range people {
		if s.link == nil {
			newcomers = append(newcomers, s)
			continue
		}
		c.judgeKnown(s, &v)
	}
	if len(newcomers) > 0 {
		c.invite(newcomers, settled, &v)
	}
	c.results = append(c.results, v.inOrder(target)...)
}

// standings returns the state of the row's people in the community, and the
// household of the first who already lives there or who shares the email of
// somebody there. People who share an email are left out, unless the import
// adds them as profiles or an earlier one did.
func (c *chunk) standings(v *verdict) (people []standing, settled *roster.Household) {
	for _, p := range v.people {
		s := standing{resident: p, link: c.known.links[p.person]}
		if s.link == nil && p.sharedWith != nil && c.job.SharedEmail != roster.SharedEmailProfile {
			p.duplicate(v.row, v.home)
			v.held(p, "")
			continue
		}
		if s.link != nil {
			s.member = c.known.members[s.link.Member]
			if settled == nil && c.street(v.home).matchesProperty(v.home, s.member.Property) {
				settled = c.householdOf(s.member)
			}
		}
		if settled == nil && p.sharedWith != nil {
			settled = c.sharersHousehold(v.home, *p.sharedWith)
		}
		people = append(people, s)
	}
	return people, settled
}

// memberOf derives the ID of the member that the import creates for a person of
// a row.
func (c *chunk) memberOf(row, number int) string {
	return roster.DerivedID(nil, "imported", c.job.ID, strconv.Itoa(row), strconv.Itoa(number))
}

// sharersHousehold returns the household at the home in which the import put
// the person seen first.
func (c *chunk) sharersHousehold(at roster.Property, first sighting) *roster.Household {
	id, err := c.street(at).property(at)
	if err != nil {
		return nil
	}
	member := c.memberOf(first.row, first.number)
	for _, h := range c.home(id).households {
		if _, lives := h.People[member]; lives {
			return &h
		}
	}
	return nil
}

// judgeKnown decides about somebody whose email the community knows.
func (c *chunk) judgeKnown(s standing, v *verdict) {
	switch {
	case s.link.Status.Ended(), s.member.Status.Ended():
		s.attention(CodeRevoked, s.column, s.email, fmt.Sprintf("%s’s invitation or membership was ended. A roster doesn’t invite anyone again; do that in Community Members.", s.fullName()))
		v.held(s.resident, s.link.Member)
		return
	case s.link.Status == roster.Active || s.member.Status == roster.Active:
		v.found(s.resident, roster.RowSkipped, s.link.Member)
		return
	}
	if difference := c.difference(s, v.home); difference != "" {
		s.attention(CodeDiffers, s.column, s.email, difference)
		v.held(s.resident, s.link.Member)
		return
	}
	var head *roster.Household
	if s.householdRole == roster.HouseholdHead {
		head = c.householdOf(s.member)
	}
	if head != nil {
		if now := c.batch.Household(*head); now.Head != "" {
			c.noteSecondHead(now, s.member.ID, &s.resident)
			head = nil
		}
	}
	filled, changed := c.batch.Fill(s.member, s.phone, head, s.sources)
	if !changed {
		v.found(s.resident, roster.RowUnchanged, s.member.ID)
		return
	}
	if head != nil {
		c.touch(*head)
	}
	v.found(s.resident, roster.RowUpdated, s.member.ID).Filled = &roster.Filled{Version: filled.Version, Phone: filled.Phone != s.member.Phone, Head: head != nil}
}

// difference says how the row contradicts what is known of a pending member, or
// "" if it does not.
func (c *chunk) difference(s standing, place roster.Property) string {
	m := s.member
	var differs []string
	if stored, err := personname.FromParts(m.FirstName, m.LastName); err != nil || !personname.SameName(s.name, stored) {
		differs = append(differs, fmt.Sprintf("the name is %s in the file and %s here", s.fullName(), m.FullName()))
	}
	if !c.street(place).matchesProperty(place, m.Property) {
		stored := m.Address
		if stored == "" {
			stored = "none"
		}
		differs = append(differs, fmt.Sprintf("the home is %s in the file and %s here", place.Label, stored))
	}
	if h := c.householdOf(m); h != nil && s.householdRole == roster.HouseholdMember && c.batch.Household(*h).Head == m.ID {
		differs = append(differs, "the household role is member in the file and head here")
	}
	if len(differs) == 0 {
		return ""
	}
	return "This email was invited before, but " + strings.Join(differs, "; ") + ". Correct whichever is wrong."
}

// householdOf finds the member's household among the known homes.
func (c *chunk) householdOf(m roster.Member) *roster.Household {
	for _, h := range c.home(m.Property).households {
		if h.ID == m.Household {
			return &h
		}
	}
	return nil
}

// home returns the property with its households as the chunk leaves them.
func (c *chunk) home(property string) home {
	if h, ok := c.homes[property]; ok {
		return h
	}
	return c.known.homes[property]
}

// touch notes that the household is written.
func (c *chunk) touch(h roster.Household) {
	c.written[h.ID] = true
	at := c.home(h.Property)
	at.households = slices.Clone(at.households)
	if n := slices.IndexFunc(at.households, func(other roster.Household) bool { return other.ID == h.ID }); n >= 0 {
		at.households[n] = c.batch.Household(h)
	} else {
		at.households = append(at.households, c.batch.Household(h))
	}
	c.homes[h.Property] = at
}

// invite adds newcomers to one household of the row's home. settled is the
// household of somebody in the row who already lives there.
func (c *chunk) invite(newcomers []standing, settled *roster.Household, v *verdict) {
	property, household, trouble := c.place(newcomers, settled, v)
	if trouble != nil {
		for _, p := range newcomers {
			p.reasons = append(p.reasons, *trouble)
			v.held(p.resident, "")
			// The home may have been read later than the newcomers.
			c.batch.Tx().RequireNoMembership(p.person, c.job.Community)
		}
		return
	}
	where := ""
	if c.job.Planning() {
		where = c.where(property, household)
	}
	for _, p := range newcomers {
		role := p.householdRole
		if now := c.batch.Household(household); role == roster.HouseholdHead && now.Head != "" {
			c.noteSecondHead(now, "", &p.resident)
			role = roster.HouseholdMember
		}
		m := c.enter(&p, onboarding.NewMember{
			ID:        c.memberOf(v.row, p.number),
			FirstName: p.first, LastName: p.last, Email: p.email, Person: p.person, Phone: p.phone, HouseholdRole: role,
			Send: c.sending(), Import: c.job.ID, Row: v.row, Sources: p.sources,
		}, property, household, v)
		made := v.found(p.resident, roster.RowCreated, m.ID)
		if made.Made = true; where != "" {
			made.Message = clip(p.entered(where), longestMessage)
		}
	}
	c.touch(household)
	c.invited = true
}

// enter adds a newcomer: invited, or as a profile if somebody else has the
// email.
func (c *chunk) enter(p *standing, in onboarding.NewMember, property roster.Property, household roster.Household, v *verdict) roster.Member {
	if p.sharedWith == nil {
		return c.batch.Invite(in, property, household)
	}
	p.note(fmt.Sprintf("%s: someone in %s has this email, so %s is added without sign-in", p.column, p.sharedWith.from(v.row), p.fullName()))
	return c.batch.AddProfile(in, property, household)
}

// entered says what a plan will do for a newcomer.
func (p resident) entered(where string) string {
	if p.sharedWith != nil {
		return fmt.Sprintf("Adds %s without sign-in %s.", p.fullName(), where)
	}
	return fmt.Sprintf("Invites %s %s.", p.fullName(), where)
}

// where says into which home a plan puts newcomers.
func (c *chunk) where(p roster.Property, h roster.Household) string {
	switch {
	case p.Rev == 0 && p.Import == c.job.ID && p.Households == 0 && len(c.home(p.ID).households) == 0:
		return "to a new home, " + p.Label
	case len(h.People) == 0:
		return "to a new household at " + p.Label
	default:
		return fmt.Sprintf("into the %s at %s", h.Name(), p.Label)
	}
}

// aim is the placement of a row's newcomers. An empty property or household
// means a new one; trouble says why the placement is ambiguous.
type aim struct {
	property  string
	household *roster.Household
	trouble   *roster.RowReason
}

// aim finds the placement of newcomers: the household of somebody in the same
// row, the one named in the file, or the one with their family name.
func (c *chunk) aim(row reading, newcomers []standing, settled *roster.Household) aim {
	id, err := c.street(row.home).property(row.home)
	if errors.Is(err, onboarding.ErrAmbiguous) {
		return aim{trouble: &roster.RowReason{Code: CodeAmbiguousAddress, Column: row.homeColumn, Value: row.home.Label,
			Message: fmt.Sprintf("More than one property has the address %s. Add the ZIP.", row.home.Label)}}
	}
	if err != nil {
		return aim{}
	}
	if settled != nil && settled.Property == id {
		return aim{property: id, household: settled}
	}
	there := c.home(id).households
	fits := ofName(there, row.household)
	for n := 0; len(fits) == 0 && n < len(newcomers); n++ {
		fits = ofFamily(there, newcomers[n].last, row.household != "")
	}
	switch len(fits) {
	case 0:
		return aim{property: id}
	case 1:
		return aim{property: id, household: &fits[0]}
	}
	return aim{property: id, trouble: &roster.RowReason{Code: CodeAmbiguousHousehold, Column: row.homeColumn, Value: row.home.Label,
		Message: fmt.Sprintf("More than one household at %s could be theirs. Invite %s in Community Members.", c.home(id).property.Label, newcomers[0].fullName())}}
}

// place finds or creates the newcomers' home, or says why it is ambiguous.
func (c *chunk) place(newcomers []standing, settled *roster.Household, v *verdict) (p roster.Property, h roster.Household, trouble *roster.RowReason) {
	to := c.aim(v.reading, newcomers, settled)
	if to.trouble != nil {
		return p, h, to.trouble
	}
	if to.property == "" {
		p = c.addProperty(v.home)
		c.alike.note(p, &v.remarks)
	} else {
		p = c.home(to.property).property
	}
	if to.household != nil {
		return p, *to.household, nil
	}
	return p, c.batch.AddHousehold(p.ID, v.reading.household, c.job.ID), nil
}

// atOnceRows is the largest roster that is invited at once: a first part has
// about as many emails.
const atOnceRows = roster.FirstBatch

// sending returns what happens to the emails: a roster sent in parts holds them
// until it is imported.
func (c *chunk) sending() onboarding.SendTiming {
	if c.job.Send == roster.SendHold || c.job.Rows > atOnceRows {
		return onboarding.SendHeld
	}
	return onboarding.SendAtOnce
}

// noteSecondHead notes that the household already has a head.
func (c *chunk) noteSecondHead(h roster.Household, member string, p *resident) {
	if h.Head != member {
		p.note(fmt.Sprintf("%s is listed as head, but the household already has one, so they were made a member", p.fullName()))
	}
}

// street returns the delivery line of p as the chunk leaves it.
func (c *chunk) street(p roster.Property) street {
	if s, ok := c.streets[p.Line]; ok {
		return s
	}
	return c.known.streets[p.Line]
}

// addProperty creates a property at the row's address.
func (c *chunk) addProperty(wanted roster.Property) roster.Property {
	wanted.Import = c.job.ID
	p := c.batch.AddProperty(wanted)
	c.streets[p.Line] = c.street(p).with(street{matches: []dynamo.AddressMatch{{ZIP: p.AddressZIP(), Property: p.ID}}})
	c.homes[p.ID] = home{property: p}
	return p
}

// ofName returns the households with that name.
func ofName(all []roster.Household, name string) []roster.Household {
	if name == "" {
		return nil
	}
	folded := personname.Fold(name)
	return slices.DeleteFunc(slices.Clone(all), func(h roster.Household) bool { return personname.Fold(h.Name()) != folded })
}

// ofFamily returns the households in which the family name occurs. If the file
// names a household, those with a given name are excluded.
func ofFamily(all []roster.Household, family string, named bool) []roster.Household {
	folded := personname.Fold(family)
	return slices.DeleteFunc(slices.Clone(all), func(h roster.Household) bool {
		if named && h.Given != "" {
			return true
		}
		for _, name := range h.People {
			if personname.Fold(name) == folded {
				return false
			}
		}
		return true
	})
}

// teach updates k with what the table holds after the chunk is written.
func (c *chunk) teach(k *known) {
	for line, s := range c.streets {
		k.streets[line] = s
	}
	for id, at := range c.homes {
		at.property.Rev = max(at.property.Rev, 1)
		for n := range at.households {
			if c.written[at.households[n].ID] {
				at.households[n].Rev++
			}
		}
		k.homes[id] = at
	}
}
