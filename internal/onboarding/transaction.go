package onboarding

import (
	"context"
	"slices"
	"time"

	"github.com/communitrak/onboarding/internal/dynamo"
	"github.com/communitrak/onboarding/internal/roster"
)

// Transaction gathers everything that one transaction creates in a community: a
// single invitation, or a chunk of a roster. Each property and household is
// written once, however many members join it.
type Transaction struct {
	tx         *dynamo.Tx
	community  roster.Community
	by         roster.Actor
	keyID      string
	now        time.Time
	properties map[string]roster.Property
	added      map[string]int
	households map[string]roster.Household
	lane       roster.Lane
	held       int
	profiles   int
	// unseated are the former Heads of Household whom the transaction replaces.
	unseated []string
}

// NewTransaction starts a transaction that acts as by; its mails go out in lane.
func (s *Service) NewTransaction(ctx context.Context, by roster.Actor, community roster.Community, lane roster.Lane) (*Transaction, error) {
	keyID, _, err := s.keys.CurrentCode(ctx)
	if err != nil {
		return nil, err
	}
	return &Transaction{
		tx: s.store.Begin(), community: community, by: by, keyID: keyID, now: s.now(), lane: lane,
		properties: map[string]roster.Property{}, added: map[string]int{}, households: map[string]roster.Household{},
	}, nil
}

// Tx returns the transaction, for anything else that belongs in it.
func (b *Transaction) Tx() *dynamo.Tx { return b.tx }

// AddProperty adds a new property. known is what the table holds on its delivery
// line: if a property that has moved away is still stored under the address, the
// new one gets an ID that is not derived from it.
func (b *Transaction) AddProperty(p roster.Property, known []dynamo.AddressMatch) roster.Property {
	p.Community = b.community.ID
	p.ID = roster.PropertyIDAt(p.Community, p.AddressKey())
	if slices.ContainsFunc(known, func(m dynamo.AddressMatch) bool { return vacated(m) && m.ZIP == p.AddressZIP() }) {
		p.ID = roster.NewID()
	}
	p.CreatedAt = b.now
	b.properties[p.ID] = p
	return p
}

// AddHousehold adds a new household at the property. If given is empty, its
// name is derived from its members.
func (b *Transaction) AddHousehold(property, given, origin string) roster.Household {
	_, isNew := b.properties[property]
	h := roster.Household{
		ID: roster.NewHouseholdID(property, isNew && b.added[property] == 0), Community: b.community.ID, Property: property,
		Given: given, Import: origin, CreatedAt: b.now,
	}
	b.households[h.ID] = h
	b.added[property]++
	return h
}

// NewMember is a person to invite.
type NewMember struct {
	ID            string
	FirstName     string
	LastName      string
	Email         string
	Person        string
	Phone         string
	Role          roster.Role
	HouseholdRole roster.HouseholdRole
	Send          SendTiming
	Import        string
	Row           int
	// Sources say where in the import's file the values come from.
	Sources []roster.Source
	// Seed is the invitation's seed, by which a repeated attempt recognizes
	// what it made; empty means a random one.
	Seed string
}

// SendTiming says what happens to the mail.
type SendTiming int

// Send at once, only on request, or when an import releases it.
const (
	SendAtOnce SendTiming = iota
	SendLater
	SendHeld
)

// Invite adds the member to a household at the property and enqueues the mail.
func (b *Transaction) Invite(in NewMember, p roster.Property, h roster.Household) roster.Member {
	m := b.placeInHome(b.draft(in), p, h, in.HouseholdRole)
	b.enqueueInvitation(m, in.Import)
	return b.tx.CreateMember(m, in.Person, b.now)
}

// AddProfile adds a person without an email of their own to a household at the
// property. Nobody gets mail.
func (b *Transaction) AddProfile(in NewMember, p roster.Property, h roster.Household) roster.Member {
	m := b.draft(in)
	m.Status, m.Email, m.Person = roster.Profile, "", in.Person
	m.Invitation = roster.Invitation{Delivery: roster.Delivery{State: roster.DeliveryNone, At: b.now}}
	b.profiles++
	return b.tx.CreateMember(b.placeInHome(m, p, h, in.HouseholdRole), in.Person, b.now)
}

// inviteHomeless adds a member without a home, such as a community's first
// administrator.
func (b *Transaction) inviteHomeless(in NewMember) roster.Member {
	m := b.draft(in)
	b.enqueueInvitation(m, "")
	return b.tx.CreateMember(m, in.Person, b.now)
}

// Revive invites an ended member again, under their old identifier.
func (b *Transaction) Revive(former roster.Member, link roster.Membership, in NewMember, p roster.Property, h roster.Household) (roster.Member, error) {
	draft := b.draft(in)
	m, err := former.Revive(draft.Invitation)
	if err != nil {
		return former, err
	}
	m.FirstName, m.LastName, m.Email, m.Phone, m.Role = in.FirstName, in.LastName, in.Email, in.Phone, in.Role
	m = b.placeInHome(m, p, h, in.HouseholdRole)
	b.enqueueInvitation(m, "")
	link.Ended = false
	b.tx.SaveMembership(link)
	b.record(m.ID, "invited_again", roster.Diff(
		roster.Change{Field: "status", From: string(former.Status), To: string(m.Status)},
		roster.Change{Field: "firstName", From: former.FirstName, To: m.FirstName},
		roster.Change{Field: "lastName", From: former.LastName, To: m.LastName},
		roster.Change{Field: "phone", From: former.Phone, To: m.Phone},
		roster.Change{Field: "role", From: string(former.Role), To: string(m.Role)},
		roster.Change{Field: "property", From: former.Property, To: m.Property},
	))
	return b.tx.SaveMember(former, m, b.now), nil
}

// Fill gives a pending member what they lack: a phone, and, if head is their
// household and has no head, that role. It changes nothing else; filled is
// false if nothing was lacking. The sources say where the phone comes from.
func (b *Transaction) Fill(m roster.Member, phone string, head *roster.Household, sources []roster.Source) (next roster.Member, filled bool) {
	next = m
	if next.Phone == "" {
		next.Phone = phone
	}
	changes := roster.Diff(roster.Change{Field: "phone", From: m.Phone, To: next.Phone})
	if len(changes) > 0 {
		changes = append(changes, roster.SourceChanges(slices.DeleteFunc(slices.Clone(sources), func(s roster.Source) bool { return s.Field != roster.SourcePhone }))...)
	}
	if head != nil && !b.hasHead(*head) {
		b.join(*head, m, roster.HouseholdHead)
		changes = append(changes, roster.Change{Field: "householdRole", From: string(roster.HouseholdMember), To: string(roster.HouseholdHead)})
	}
	if len(changes) == 0 {
		return m, false
	}
	next.Version++
	b.record(m.ID, "edited", changes)
	return b.tx.SaveMember(m, next, b.now), true
}

// Release enqueues the mail of a held invitation, as part of that wave and in
// the figures of the import that created the member. It returns false if
// nothing may be sent.
func (b *Transaction) Release(m roster.Member, wave int) bool {
	next, skipped := m.Resend(b.community.Preferences.InvitationLifetime(), roster.ResendLimits{}, b.now)
	if skipped != "" || !m.Held() {
		return false
	}
	next, _ = renewUnderKey(next, b.keyID)
	next.Invitation.Wave = wave
	b.enqueueInvitation(next, next.Origin.Import)
	b.tx.SaveMember(m, next, b.now)
	return true
}

func (b *Transaction) draft(in NewMember) roster.Member {
	m := roster.Member{
		ID: in.ID, Community: b.community.ID, FirstName: in.FirstName, LastName: in.LastName, Email: in.Email, Phone: in.Phone,
		Status: roster.Pending, Role: in.Role, Version: 1,
		Origin:     roster.Origin{By: b.by, At: b.now, Import: in.Import, Row: in.Row, Columns: roster.ColumnsOf(in.Sources)},
		Invitation: roster.NewInvitation(b.keyID, b.community.Preferences.InvitationLifetime(), b.now),
	}
	if m.ID == "" {
		m.ID = roster.NewID()
	}
	if in.Seed != "" {
		m.Invitation.Seed = in.Seed
	}
	switch in.Send {
	case SendAtOnce:
		m.Invitation = m.Invitation.Queue(b.now)
	case SendHeld:
		m.Invitation = m.Invitation.Hold(b.now)
	}
	return m
}

// placeInHome gives the member a home.
func (b *Transaction) placeInHome(m roster.Member, p roster.Property, h roster.Household, role roster.HouseholdRole) roster.Member {
	m.Property, m.Household, m.Address = p.ID, h.ID, p.Label
	b.join(h, m, role)
	return m
}

// join puts the member into the household; the audit trail names the former
// head.
func (b *Transaction) join(h roster.Household, m roster.Member, role roster.HouseholdRole) {
	joined, formerHead := b.Household(h).Join(m.ID, m.LastName, role)
	b.households[h.ID] = joined
	if formerHead != "" {
		b.unseated = append(b.unseated, formerHead)
		b.record(formerHead, "household_role_changed", noLongerHead)
	}
}

// Household returns h as the transaction leaves it.
func (b *Transaction) Household(h roster.Household) roster.Household {
	if known, ok := b.households[h.ID]; ok {
		return known
	}
	return h
}

// hasHead reports whether the household, as the transaction leaves it, has a head.
func (b *Transaction) hasHead(h roster.Household) bool { return b.Household(h).Head != "" }

// Held returns how many mails the transaction holds back.
func (b *Transaction) Held() int { return b.held }

// Profiles returns how many profiles the transaction adds.
func (b *Transaction) Profiles() int { return b.profiles }

// enqueueInvitation enqueues the mail of m's invitation, in the figures of the
// import it is sent for.
func (b *Transaction) enqueueInvitation(m roster.Member, job string) {
	if m.Held() {
		b.held++
	}
	if m.Invitation.Delivery.State == roster.DeliveryQueued {
		n := roster.InvitationIntent(m, roster.MailInvitation, b.lane, b.now)
		if n.Ref = job; n.Ref != "" {
			b.tx.AddMailCounts(m.Community, n.Ref, n.MailCounts())
		}
		b.tx.Enqueue(n)
	}
}

func (b *Transaction) record(member, action string, changes []roster.Change) {
	b.tx.Record(roster.AuditEntry{Community: b.community.ID, Member: member, At: b.now, By: b.by, Action: action, Changes: changes})
}

// Items returns how many items the transaction writes.
func (b *Transaction) Items() int {
	known := map[string]bool{}
	note := func(property string) {
		if _, isNew := b.properties[property]; !isNew {
			known[property] = true
		}
	}
	const counts, mails = 1, 1 // of the community, and of the import
	items := b.tx.Items() + counts + mails + len(b.properties)
	for _, p := range b.properties {
		if !p.NamedAfter(p.AddressKey()) {
			items++ // its address is another item
		}
	}
	for id := range b.added {
		note(id)
	}
	for id := range b.households {
		if roster.FirstHousehold(id) {
			note(roster.PropertyOf(id))
		} else {
			items++
		}
	}
	return items + len(known)
}

// MostItems returns how many items it takes, at the most, to invite that many
// people into one home or to fill in what they lack.
func MostItems(people int) int {
	const person, home = 3, 3 // the mail too; the household too, and that its head is replaced
	return person*people + home
}

// Commit writes the transaction. A *roster.ExistsError says which property or member
// somebody else has created meanwhile.
func (b *Transaction) Commit(ctx context.Context) error {
	for id, p := range b.properties {
		p.Households += b.added[id]
		delete(b.added, id)
		b.tx.CreateProperty(p)
	}
	for id, n := range b.added {
		b.tx.AddHouseholds(b.community.ID, id, n)
	}
	for _, h := range b.households {
		b.tx.SaveHousehold(h)
	}
	return b.tx.Commit(ctx)
}
