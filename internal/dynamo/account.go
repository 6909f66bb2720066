package dynamo

import (
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/aws/aws-sdk-go-v2/feature/dynamodb/attributevalue"

	"github.com/communitrak/onboarding/internal/roster"
)

// Person is everything stored under one email: the account, if any, the
// person's memberships, and the number of wrong codes they have entered.
type Person struct {
	ID          string
	Account     *roster.Account
	Memberships []roster.Membership
	Attempts    Attempts
}

// Attempts counts wrong codes since Since.
type Attempts struct {
	Count int
	Since time.Time
}

type attemptsItem struct {
	header
	Count int   `dynamodbav:"n"`
	Since stamp `dynamodbav:"since"`
}

// Person reads everything about a person in one consistent query. A person
// about whom nothing is stored is empty, not an error.
func (s *Store) Person(ctx context.Context, id string) (Person, error) {
	items, err := s.queryAll(ctx, query{pk: accountKey(id).PK})
	if err != nil {
		return Person{}, err
	}
	p := Person{ID: id}
	for _, a := range items {
		switch sk := sortKey(a); {
		case sk == "A":
			i, err := decode[accountItem](a)
			if err != nil {
				return Person{}, err
			}
			account := i.load()
			p.Account = &account
		case sk == "W":
			i, err := decode[attemptsItem](a)
			if err != nil {
				return Person{}, err
			}
			p.Attempts = Attempts{i.Count, i.Since.time()}
		case strings.HasPrefix(sk, "C#"):
			i, err := decode[membershipItem](a)
			if err != nil {
				return Person{}, err
			}
			p.Memberships = append(p.Memberships, i.load())
		}
	}
	return p, nil
}

// Membership returns the person's membership in the community.
func (p Person) Membership(community string) (roster.Membership, bool) {
	for _, l := range p.Memberships {
		if l.Community == community {
			return l, true
		}
	}
	return roster.Membership{}, false
}

// Membership reads a person's membership in a community. It returns
// roster.ErrNotFound if there is none.
func (s *Store) Membership(ctx context.Context, person, community string) (roster.Membership, error) {
	return load(ctx, s, membershipKey(person, community), (*membershipItem).load)
}

// Memberships reads the memberships of many persons in a community, by person.
func (s *Store) Memberships(ctx context.Context, community string, persons []string) (map[string]roster.Membership, error) {
	var keys []key
	for _, p := range persons {
		keys = append(keys, membershipKey(p, community))
	}
	items, err := s.getAll(ctx, keys)
	if err != nil {
		return nil, err
	}
	all, err := loadAll(items, (*membershipItem).load)
	links := map[string]roster.Membership{}
	for _, l := range all {
		links[l.Person] = l
	}
	return links, err
}

// attemptsRetention is how long an untouched count of wrong codes is kept.
const attemptsRetention = 400 * 24 * time.Hour

// CountAttempt counts one more try of a code before the code is compared. It
// returns false if cap tries have been counted since the given moment, the
// latest send; an older count starts over. seen is the count as it was read.
func (s *Store) CountAttempt(ctx context.Context, person string, seen Attempts, since time.Time, cap int, now time.Time) (bool, error) {
	if now.Before(since) {
		now = since // another machine's clock is ahead of this one's
	}
	o := op{key: attemptsKey(person)}
	if seen.Since.IsZero() || seen.Since.Before(since) {
		o.update = "SET n = :one, since = :now, #ttl = :ttl"
		o.condition = "attribute_not_exists(since)"
		o.values = attributes{":one": number(1), ":now": number(int(now.UnixMilli())), ":ttl": number(int(now.Add(attemptsRetention).Unix()))}
		o.names = map[string]string{"#ttl": "ttl"}
		if !seen.Since.IsZero() {
			o.condition = "since = :seen"
			o.values[":seen"] = number(int(seen.Since.UnixMilli()))
		}
	} else {
		o.update = "ADD n :one"
		o.condition = "since = :seen AND n < :cap"
		o.values = attributes{":one": number(1), ":cap": number(cap), ":seen": number(int(seen.Since.UnixMilli()))}
	}
	full := false
	o.refused = func(old attributes) error {
		i, err := decode[attemptsItem](old)
		if err == nil && i.Since == stampOf(seen.Since) && i.Count >= cap {
			full = true
			return errFull
		}
		return nil
	}
	err := s.writeOne(ctx, roster.NewID(), o)
	if full {
		return false, nil
	}
	return err == nil, err
}

// RefundAttempt takes back a try that proved right.
func (t *Tx) RefundAttempt(person string) {
	t.do(op{key: attemptsKey(person), update: "ADD n :less", values: attributes{":less": number(-1)}})
}

// CreateAccount adds an account. Commit returns ErrConflict if there already is
// one.
func (t *Tx) CreateAccount(a roster.Account) { t.save(storeAccount(a), nil) }

// SaveAccount writes a over the revision that was read.
func (t *Tx) SaveAccount(a roster.Account) { t.save(storeAccount(a), nil) }

func (t *Tx) DeleteAccount(a roster.Account) { t.remove(accountKey(a.Person), a.Rev) }

// RequireAccount makes the transaction fail if the account has changed since it
// was read.
func (t *Tx) RequireAccount(a roster.Account) {
	t.require(accountKey(a.Person), a.Rev)
}

// Account reads an account. It returns roster.ErrNotFound if the person has
// none.
func (s *Store) Account(ctx context.Context, person string) (roster.Account, error) {
	return load(ctx, s, accountKey(person), (*accountItem).load)
}

// CreateSession adds a session.
func (t *Tx) CreateSession(s roster.Session) { t.add(storeSession(s)) }

// RenewSession updates the epoch of an existing session.
func (t *Tx) RenewSession(s roster.Session) {
	i := storeSession(s)
	t.do(op{key: key{i.PK, i.SK}, update: "SET epoch = :epoch", condition: "attribute_exists(PK)",
		values: attributes{":epoch": number(s.Epoch)}})
}

// DeleteSession ends a session. It is not an error if the session does not
// exist.
func (s *Store) DeleteSession(ctx context.Context, id string) error {
	return s.writeOne(ctx, roster.NewID(), op{key: sessionKey(id), delete: true})
}

// TouchSession records that the session was used at now.
func (s *Store) TouchSession(ctx context.Context, id string, now time.Time) error {
	return s.writeOne(ctx, roster.NewID(), op{
		key: sessionKey(id), update: "SET seenAt = :now", condition: "attribute_exists(PK) AND seenAt < :now",
		values: attributes{":now": number(int(now.UnixMilli()))},
	})
}

// Session reads a session and its owner's account. It returns
// roster.ErrNotFound if either does not exist.
func (s *Store) Session(ctx context.Context, id string) (roster.Session, roster.Account, error) {
	var session roster.Session
	var owner roster.Account
	err := s.leads.readLed(sessionKey(id).PK, func() (string, error) {
		var i sessionItem
		found, err := s.get(ctx, sessionKey(id), &i)
		if err == nil && !found {
			err = roster.ErrNotFound
		}
		session = i.load()
		return session.Person, err
	}, func(person string) (err error) {
		owner, err = s.Account(ctx, person)
		return err
	})
	return session, owner, err
}

// maxSessions is how many sessions of one person are read.
const maxSessions = 100

// SessionsOf returns a person's latest sessions, newest first, including ended
// ones. It reads an index, which may lag.
func (s *Store) SessionsOf(ctx context.Context, person string) ([]roster.Session, error) {
	entries, _, err := s.query(ctx, query{index: "GSI1", pk: sessionsIndex(person), descending: true, limit: maxSessions})
	if err != nil {
		return nil, err
	}
	items, err := s.resolve(ctx, entries)
	if err != nil {
		return nil, err
	}
	return loadAll(items, (*sessionItem).load)
}

// SaveTicket writes a ticket, as a new item or over the revision that was read.
func (t *Tx) SaveTicket(k roster.Ticket) { t.save(storeTicket(k), nil) }

// Ticket reads a ticket. It returns roster.ErrNotFound if there is none.
func (s *Store) Ticket(ctx context.Context, id string) (roster.Ticket, error) {
	return load(ctx, s, ticketKey(id), (*ticketItem).load)
}

// Admitted is what decides whether a person may act in a community.
type Admitted struct {
	Membership roster.Membership
	Community  roster.Community
	Member     roster.Member
}

// SessionIn is Session that reads what Admission reads in the same call, if the
// process remembers from earlier requests where both lead. in is nil if it does
// not, or if they lead elsewhere by now; community may be empty.
func (s *Store) SessionIn(ctx context.Context, id, community string) (session roster.Session, owner roster.Account, in *Admitted, err error) {
	person := s.leads.follow(sessionKey(id).PK)
	member := s.leads.follow(admissionLead(person, community))
	if person == "" || member == "" {
		session, owner, err = s.Session(ctx, id)
		return session, owner, nil, err
	}
	items, err := s.getAll(ctx, []key{sessionKey(id), accountKey(person), membershipKey(person, community), communityKey(community), memberKey(community, member)})
	if err != nil {
		return session, owner, nil, err
	}
	var i struct {
		session    sessionItem
		account    accountItem
		membership membershipItem
		community  communityItem
		member     memberItem
	}
	into := map[string]any{"S": &i.session, "A": &i.account, "C#" + community: &i.membership, "META": &i.community, "M": &i.member}
	for _, a := range items {
		if err := attributevalue.UnmarshalMap(a, into[sortKey(a)]); err != nil {
			return session, owner, nil, fmt.Errorf("stored item: %w", err)
		}
	}
	switch {
	case i.session.ID == "", i.session.Person == person && i.account.Person == "":
		return session, owner, nil, roster.ErrNotFound
	case i.session.Person != person:
		session, owner, err = s.Session(ctx, id)
		return session, owner, nil, err
	case i.membership.Member == member && i.community.ID != "" && i.member.ID != "":
		in = &Admitted{i.membership.load(), i.community.load(), i.member.load()}
	}
	return i.session.load(), i.account.load(), in, nil
}

func admissionLead(person, community string) string {
	return membershipKey(person, community).PK + " " + community
}

// Admission reads what decides whether a person may act in a community. It
// returns roster.ErrNotFound if the membership or the community does not exist.
func (s *Store) Admission(ctx context.Context, person, community string) (in Admitted, err error) {
	err = s.leads.readLed(admissionLead(person, community), func() (_ string, err error) {
		in.Membership, in.Community, err = s.membershipIn(ctx, person, community)
		return in.Membership.Member, err
	}, func(member string) (err error) {
		in.Member, err = s.Member(ctx, community, member)
		return err
	})
	return in, err
}

// membershipIn reads a person's membership and its community. It returns
// roster.ErrNotFound if either does not exist.
func (s *Store) membershipIn(ctx context.Context, person, community string) (link roster.Membership, c roster.Community, err error) {
	items, err := s.getAll(ctx, []key{membershipKey(person, community), communityKey(community)})
	if err != nil {
		return link, c, err
	}
	for _, a := range items {
		if sortKey(a) == "META" {
			i, err := decode[communityItem](a)
			if err != nil {
				return link, c, err
			}
			c = i.load()
			continue
		}
		i, err := decode[membershipItem](a)
		if err != nil {
			return link, c, err
		}
		link = i.load()
	}
	if link.Member == "" || c.ID == "" {
		err = roster.ErrNotFound
	}
	return link, c, err
}
