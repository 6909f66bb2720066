// Package plan decides what becomes of each row of a roster: it judges parsed
// rows against a snapshot of the community. A newcomer is invited, a pending
// member's blanks are filled in, and contradictions need attention.
//
// It makes no calls. What it decides is collected in a transaction, which the run
// commits, or drops if the roster is only planned. The fingerprint of a row
// says what its decision rests on; a commit leaves rows whose fingerprint has
// changed since the review to people.
package plan

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/communitrak/onboarding/internal/dynamo"
	"github.com/communitrak/onboarding/internal/importer/parse"
	"github.com/communitrak/onboarding/internal/importer/snapshot"
	"github.com/communitrak/onboarding/internal/onboarding"
	"github.com/communitrak/onboarding/internal/personname"
	"github.com/communitrak/onboarding/internal/roster"
)

// Chunk judges rows against what is known of the table, and collects their
// writes for one transaction.
type Chunk struct {
	job   roster.Import
	txn   *onboarding.Transaction
	known *snapshot.Snapshot
	alike *snapshot.LookAlikes
	// streets and homes are those that the chunk creates or adds to; written
	// are the households among them.
	streets map[string]snapshot.Street
	homes   map[string]snapshot.Home
	written map[string]bool
	// Results has one entry per person.
	Results []roster.RowResult
}

// NewChunk returns an empty chunk of the import, which collects its writes in the
// transaction.
func NewChunk(job roster.Import, txn *onboarding.Transaction, k *snapshot.Snapshot, alike *snapshot.LookAlikes) *Chunk {
	return &Chunk{job: job, txn: txn, known: k, alike: alike, streets: map[string]snapshot.Street{}, homes: map[string]snapshot.Home{}, written: map[string]bool{}}
}

// membershipState is a resident's current state in the community.
type membershipState struct {
	parse.Resident
	link   *roster.Membership
	member roster.Member
}

// Add judges the row and adds its writes. A row whose fingerprint has changed
// since the plan is left alone.
func (c *Chunk) Add(row parse.Row) {
	if row.Broken {
		c.Results = append(c.Results, NotWritten(row)...)
		return
	}
	v := rowResults{Row: row}
	v.unjudged()
	people, existing := c.membershipStates(&v)
	fingerprint := c.fingerprint(row, people, existing)
	if row.Planned != nil && row.Planned[0].Fingerprint != fingerprint {
		v.changed()
		c.Results = append(c.Results, v.results...)
		return
	}
	if !c.job.Planning() {
		fingerprint = ""
	}
	var newcomers []membershipState
	for _, s := range people {
		if s.link == nil {
			newcomers = append(newcomers, s)
			continue
		}
		c.judgeKnown(s, &v)
	}
	if len(newcomers) > 0 {
		c.invite(newcomers, existing, &v)
	}
	c.Results = append(c.Results, v.inOrder(fingerprint)...)
}

// membershipStates returns the state of the row's people in the community, and the
// household of the first who already lives there or who shares the email of
// somebody there. People who share an email are left out, unless the import
// adds them as profiles or an earlier one did.
func (c *Chunk) membershipStates(v *rowResults) (people []membershipState, existing *roster.Household) {
	for _, p := range v.People {
		s := membershipState{Resident: p, link: c.known.Links[p.Person]}
		if s.link == nil && p.SharedWith != nil && c.job.SharedEmail != roster.SharedEmailProfile {
			p.Duplicate(v.Number, v.Home)
			v.needsAttention(p, "")
			continue
		}
		if s.link != nil {
			s.member = c.known.Members[s.link.Member]
			if existing == nil && c.street(v.Home).MatchesProperty(v.Home, s.member.Property) {
				existing = c.householdOf(s.member)
			}
		}
		if existing == nil && p.SharedWith != nil {
			existing = c.sharersHousehold(v.Home, *p.SharedWith)
		}
		people = append(people, s)
	}
	return people, existing
}

// memberOf derives the ID of the member that the import creates for a person of
// a row.
func (c *Chunk) memberOf(row, number int) string {
	return roster.DerivedID(nil, "imported", c.job.ID, strconv.Itoa(row), strconv.Itoa(number))
}

// sharersHousehold returns the household at the home in which the import put
// the person seen first.
func (c *Chunk) sharersHousehold(at roster.Property, first parse.Sighting) *roster.Household {
	id, err := c.street(at).Property(at)
	if err != nil {
		return nil
	}
	member := c.memberOf(first.Row, first.Number)
	for _, h := range c.home(id).Households {
		if _, lives := h.People[member]; lives {
			return &h
		}
	}
	return nil
}

// judgeKnown decides about somebody whose email the community knows.
func (c *Chunk) judgeKnown(s membershipState, v *rowResults) {
	switch {
	case s.link.Ended, s.member.Status.Ended():
		s.Attention(parse.CodeRevoked, s.Column, s.Email, fmt.Sprintf("%s’s invitation or membership was ended. A roster doesn’t invite anyone again; do that in Community Members.", s.FullName()))
		v.needsAttention(s.Resident, s.link.Member)
		return
	case s.member.Status == roster.Active:
		v.add(s.Resident, roster.RowSkipped, s.link.Member)
		return
	}
	if difference := c.difference(s, v.Home); difference != "" {
		s.Attention(parse.CodeDiffers, s.Column, s.Email, difference)
		v.needsAttention(s.Resident, s.link.Member)
		return
	}
	var head *roster.Household
	if s.HouseholdRole == roster.HouseholdHead {
		head = c.householdOf(s.member)
	}
	if head != nil {
		if now := c.txn.Household(*head); now.Head != "" {
			c.noteSecondHead(now, s.member.ID, &s.Resident)
			head = nil
		}
	}
	filled, changed := c.txn.Fill(s.member, s.Phone, head, s.Sources)
	if !changed {
		v.add(s.Resident, roster.RowUnchanged, s.member.ID)
		return
	}
	if head != nil {
		c.touch(*head)
	}
	v.add(s.Resident, roster.RowUpdated, s.member.ID).Filled = &roster.Filled{Version: filled.Version, Phone: filled.Phone != s.member.Phone, Head: head != nil}
}

// difference says how the row contradicts what is known of a pending member, or
// "" if it does not.
func (c *Chunk) difference(s membershipState, place roster.Property) string {
	m := s.member
	var differs []string
	if stored, err := personname.FromParts(m.FirstName, m.LastName); err != nil || !personname.SameName(s.Name, stored) {
		differs = append(differs, fmt.Sprintf("the name is %s in the file and %s here", s.FullName(), m.FullName()))
	}
	if !c.street(place).MatchesProperty(place, m.Property) {
		stored := m.Address
		if stored == "" {
			stored = "none"
		}
		differs = append(differs, fmt.Sprintf("the home is %s in the file and %s here", place.Label, stored))
	}
	if h := c.householdOf(m); h != nil && s.HouseholdRole == roster.HouseholdMember && c.txn.Household(*h).Head == m.ID {
		differs = append(differs, "the household role is member in the file and head here")
	}
	if len(differs) == 0 {
		return ""
	}
	return "This email was invited before, but " + strings.Join(differs, "; ") + ". Correct whichever is wrong."
}

// householdOf finds the member's household among the known homes.
func (c *Chunk) householdOf(m roster.Member) *roster.Household {
	for _, h := range c.home(m.Property).Households {
		if h.ID == m.Household {
			return &h
		}
	}
	return nil
}

// home returns the property with its households as the chunk leaves them.
func (c *Chunk) home(property string) snapshot.Home {
	if h, ok := c.homes[property]; ok {
		return h
	}
	return c.known.Homes[property]
}

// touch notes that the household is written.
func (c *Chunk) touch(h roster.Household) {
	c.written[h.ID] = true
	at := c.home(h.Property)
	at.Households = slices.Clone(at.Households)
	if n := slices.IndexFunc(at.Households, func(other roster.Household) bool { return other.ID == h.ID }); n >= 0 {
		at.Households[n] = c.txn.Household(h)
	} else {
		at.Households = append(at.Households, c.txn.Household(h))
	}
	c.homes[h.Property] = at
}

// invite adds newcomers to one household of the row's home. existing is the
// household of somebody in the row who already lives there.
func (c *Chunk) invite(newcomers []membershipState, existing *roster.Household, v *rowResults) {
	property, household, trouble := c.ensureHome(newcomers, existing, v)
	if trouble != nil {
		for _, p := range newcomers {
			p.Reasons = append(p.Reasons, *trouble)
			v.needsAttention(p.Resident, "")
			// The home may have been read later than the newcomers.
			c.txn.Tx().RequireNoMembership(p.Person, c.job.Community)
		}
		return
	}
	where := ""
	if c.job.Planning() {
		where = c.where(property, household)
	}
	for _, p := range newcomers {
		role := p.HouseholdRole
		if now := c.txn.Household(household); role == roster.HouseholdHead && now.Head != "" {
			c.noteSecondHead(now, "", &p.Resident)
			role = roster.HouseholdMember
		}
		m := c.addNewcomer(&p, onboarding.NewMember{
			ID:        c.memberOf(v.Number, p.Number),
			FirstName: p.First, LastName: p.Last, Email: p.Email, Person: p.Person, Phone: p.Phone, HouseholdRole: role,
			Send: c.sending(), Import: c.job.ID, Row: v.Number, Sources: p.Sources,
		}, property, household, v)
		made := v.add(p.Resident, roster.RowCreated, m.ID)
		if made.Made = true; where != "" {
			made.Message = parse.Clip(entered(p.Resident, where), parse.MaxMessage)
		}
	}
	c.touch(household)
}

// addNewcomer adds a newcomer: invited, or as a profile if somebody else has the
// email.
func (c *Chunk) addNewcomer(p *membershipState, in onboarding.NewMember, property roster.Property, household roster.Household, v *rowResults) roster.Member {
	if p.SharedWith == nil {
		return c.txn.Invite(in, property, household)
	}
	p.Note(fmt.Sprintf("%s: someone in %s has this email, so %s is added without sign-in", p.Column, p.SharedWith.From(v.Number), p.FullName()))
	return c.txn.AddProfile(in, property, household)
}

// entered says what a plan will do for a newcomer.
func entered(p parse.Resident, where string) string {
	if p.SharedWith != nil {
		return fmt.Sprintf("Adds %s without sign-in %s.", p.FullName(), where)
	}
	return fmt.Sprintf("Invites %s %s.", p.FullName(), where)
}

// where says into which home a plan puts newcomers.
func (c *Chunk) where(p roster.Property, h roster.Household) string {
	switch {
	case p.Rev == 0 && p.Import == c.job.ID && p.Households == 0 && len(c.home(p.ID).Households) == 0:
		return "to a new home, " + p.Label
	case len(h.People) == 0:
		return "to a new household at " + p.Label
	default:
		return fmt.Sprintf("into the %s at %s", h.Name(), p.Label)
	}
}

// placement is the placement of a row's newcomers. An empty property or household
// means a new one; trouble says why the placement is ambiguous.
type placement struct {
	property  string
	household *roster.Household
	problem   *roster.RowReason
}

// placementOf finds the placement of newcomers: the household of somebody in the same
// row, the one named in the file, or the one with their family name.
func (c *Chunk) placementOf(row parse.Row, newcomers []membershipState, existing *roster.Household) placement {
	id, err := c.street(row.Home).Property(row.Home)
	if errors.Is(err, onboarding.ErrAmbiguous) {
		return placement{problem: &roster.RowReason{Code: parse.CodeAmbiguousAddress, Column: row.HomeColumn, Value: row.Home.Label,
			Message: fmt.Sprintf("More than one property has the address %s. Add the ZIP.", row.Home.Label)}}
	}
	if err != nil {
		return placement{}
	}
	if existing != nil && existing.Property == id {
		return placement{property: id, household: existing}
	}
	there := c.home(id).Households
	fits := ofName(there, row.Household)
	for n := 0; len(fits) == 0 && n < len(newcomers); n++ {
		fits = ofFamily(there, newcomers[n].Last, row.Household != "")
	}
	switch len(fits) {
	case 0:
		return placement{property: id}
	case 1:
		return placement{property: id, household: &fits[0]}
	}
	return placement{property: id, problem: &roster.RowReason{Code: parse.CodeAmbiguousHousehold, Column: row.HomeColumn, Value: row.Home.Label,
		Message: fmt.Sprintf("More than one household at %s could be theirs. Invite %s in Community Members.", c.home(id).Property.Label, newcomers[0].FullName())}}
}

// ensureHome finds or creates the newcomers' home, or says why it is ambiguous.
func (c *Chunk) ensureHome(newcomers []membershipState, existing *roster.Household, v *rowResults) (p roster.Property, h roster.Household, trouble *roster.RowReason) {
	to := c.placementOf(v.Row, newcomers, existing)
	if to.problem != nil {
		return p, h, to.problem
	}
	if to.property == "" {
		p = c.addProperty(v.Home)
		c.alike.Note(p, &v.Remarks)
	} else {
		p = c.home(to.property).Property
	}
	if to.household != nil {
		return p, *to.household, nil
	}
	return p, c.txn.AddHousehold(p.ID, v.Row.Household, c.job.ID), nil
}

// maxRowsAtOnce is the largest roster that is invited at once: a first part has
// about as many emails.
const maxRowsAtOnce = roster.FirstBatch

// sending returns what happens to the emails: a roster sent in parts holds them
// until it is imported.
func (c *Chunk) sending() onboarding.SendTiming {
	if c.job.Send == roster.SendHold || c.job.Rows > maxRowsAtOnce {
		return onboarding.SendHeld
	}
	return onboarding.SendAtOnce
}

// noteSecondHead notes that the household already has a head.
func (c *Chunk) noteSecondHead(h roster.Household, member string, p *parse.Resident) {
	if h.Head != member {
		p.Note(fmt.Sprintf("%s is listed as head, but the household already has one, so they were made a member", p.FullName()))
	}
}

// street returns the delivery line of p as the chunk leaves it.
func (c *Chunk) street(p roster.Property) snapshot.Street {
	if s, ok := c.streets[p.Line]; ok {
		return s
	}
	return c.known.Streets[p.Line]
}

// addProperty creates a property at the row's address.
func (c *Chunk) addProperty(wanted roster.Property) roster.Property {
	wanted.Import = c.job.ID
	street := c.street(wanted)
	p := c.txn.AddProperty(wanted, street.Matches)
	c.streets[p.Line] = street.With(snapshot.Street{Matches: []dynamo.AddressMatch{{ZIP: p.AddressZIP(), Property: p.ID}}})
	c.homes[p.ID] = snapshot.Home{Property: p}
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

// Update updates k, and the addresses that look alike, with what the table holds
// after the chunk is written.
func (c *Chunk) Update(k *snapshot.Snapshot) {
	for line, s := range c.streets {
		k.Streets[line] = s
	}
	for id, at := range c.homes {
		at.Property.Rev = max(at.Property.Rev, 1)
		for n := range at.Households {
			if c.written[at.Households[n].ID] {
				at.Households[n].Rev++
			}
		}
		k.Homes[id] = at
	}
	c.alike.Keep()
}
