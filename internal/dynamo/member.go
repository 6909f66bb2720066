package dynamo

import (
	"context"
	"errors"
	"slices"
	"strings"
	"time"

	"communitrak/internal/personname"
	"communitrak/internal/roster"
)

// CreateMember adds a member together with the link that keeps the email to
// one member of the community. When the email has one already, Commit returns
// a *roster.ExistsError that names it.
func (t *Tx) CreateMember(m roster.Member, person string, now time.Time) roster.Member {
	m = m.Settled(now)
	t.save(storeMember(m), nil)
	t.CreateLink(roster.Link{Person: person, Community: m.Community, Member: m.ID, Status: m.Status, Role: m.Role})
	t.count(m.Community, roster.CountOf(m))
	return m
}

// SaveMember writes m in place of the revision it was read at and moves the
// community's counts, and its set of administrators, from what before added to
// what m adds. Commit returns roster.ErrLastAdministrator when nobody would be
// left in the set: see [Tx.AllowNoAdministrator].
func (t *Tx) SaveMember(before, m roster.Member, now time.Time) roster.Member {
	m = m.Settled(now)
	t.save(storeMember(m), nil)
	t.moveAdministrator(before, m)
	t.count(m.Community, roster.CountOf(m).Minus(roster.CountOf(before)))
	return m
}

// DeleteMember removes m, as it was read, with what it adds to the counts. Its
// audit trail stays.
func (t *Tx) DeleteMember(m roster.Member) {
	t.remove(memberKey(m.Community, m.ID), m.Rev)
	t.count(m.Community, roster.Counts{}.Minus(roster.CountOf(m)))
}

// RequireMember makes the transaction depend on m being as it was read.
func (t *Tx) RequireMember(m roster.Member) {
	t.do(op{key: memberKey(m.Community, m.ID), check: true, condition: "rv = :rv", values: attributes{":rv": number(m.Rev)}})
}

// CreateLink keeps an email to one member of a community.
func (t *Tx) CreateLink(l roster.Link) {
	t.save(storeLink(l), func(old attributes) error {
		if old == nil {
			return nil
		}
		return &roster.ExistsError{What: stringOf(old, "status") + " member", ID: stringOf(old, "m")}
	})
}

// RequireNoLink makes the transaction depend on the person being nobody in the
// community.
func (t *Tx) RequireNoLink(person, community string) {
	t.do(op{key: linkKey(person, community), check: true, condition: "attribute_not_exists(PK)"})
}

// SaveLink writes l in place of the revision it was read at.
func (t *Tx) SaveLink(l roster.Link) { t.save(storeLink(l), nil) }

// DeleteLink frees the email in the community.
func (t *Tx) DeleteLink(l roster.Link) { t.remove(linkKey(l.Person, l.Community), l.Rev) }

// Member reads one member. roster.ErrNotFound: there is none.
func (s *Store) Member(ctx context.Context, community, id string) (roster.Member, error) {
	var i memberItem
	found, err := s.get(ctx, memberKey(community, id), &i)
	if err != nil {
		return roster.Member{}, err
	}
	if !found {
		return roster.Member{}, roster.ErrNotFound
	}
	return i.load(), nil
}

// MemberRef names a member.
type MemberRef struct{ Community, ID string }

// Members reads many members at once; who does not exist is left out. Asking
// for nobody still costs one read, so that looking up a stranger and looking up
// a neighbour are the same calls.
func (s *Store) Members(ctx context.Context, refs []MemberRef) (map[MemberRef]roster.Member, error) {
	keys := []key{}
	for _, r := range refs {
		keys = append(keys, memberKey(r.Community, r.ID))
	}
	if len(keys) == 0 {
		keys = append(keys, memberKey("-", "-"))
	}
	items, err := s.getAll(ctx, keys)
	if err != nil {
		return nil, err
	}
	members := map[MemberRef]roster.Member{}
	for _, a := range items {
		i, err := decode[memberItem](a)
		if err != nil {
			return nil, err
		}
		members[MemberRef{i.Community, i.ID}] = i.load()
	}
	return members, nil
}

// Tab is a list of members.
type Tab string

// The tabs. TabAll holds everybody, the revoked and removed too.
const (
	TabAll       Tab = ""
	TabActive    Tab = "active"
	TabPending   Tab = "pending"
	TabAttention Tab = "attention"
	TabProfile   Tab = "profile"
)

// Holds reports whether m stands in the tab.
func (t Tab) Holds(m roster.Member) bool {
	switch t {
	case TabAll:
		return true
	case TabAttention:
		return m.Attention
	default:
		return string(m.Status) == string(t)
	}
}

// MemberQuery asks for one page of a tab.
type MemberQuery struct {
	Community  string
	Tab        Tab
	Text       string
	Descending bool
	Limit      int
	Cursor     string
}

// shortText is up to how many characters the text is looked for at the start of
// the family name only: that reads a range of the index instead of all of it.
const shortText = 2

// ListMembers reads one page in name order. next is empty at the end.
func (s *Store) ListMembers(ctx context.Context, q MemberQuery) (page []roster.Member, next string, err error) {
	var from string
	if q.Cursor != "" {
		parts, err := decodeCursor(q.Cursor, 1)
		if err != nil {
			return nil, "", err
		}
		from = parts[0]
	}
	queries := s.memberQueries(q, from)
	place := queries[0].index + "SK"
	var entries []attributes
	more := false
	for _, qq := range queries {
		items, next, err := s.fill(ctx, qq, q.Limit)
		if err != nil {
			return nil, "", err
		}
		entries = append(entries, items...)
		more = more || next != ""
	}
	slices.SortFunc(entries, func(a, b attributes) int {
		if q.Descending {
			a, b = b, a
		}
		return strings.Compare(stringOf(a, place), stringOf(b, place))
	})
	if len(entries) > q.Limit {
		entries, more = entries[:q.Limit], true
	}
	page, err = s.membersAt(ctx, entries)
	if more && len(entries) > 0 {
		next = encodeCursor(stringOf(entries[len(entries)-1], place))
	}
	return slices.DeleteFunc(page, func(m roster.Member) bool { return !q.Tab.Holds(m) }), next, err
}

// membersAt reads the members that index entries stand for.
func (s *Store) membersAt(ctx context.Context, entries []attributes) ([]roster.Member, error) {
	items, err := s.follow(ctx, entries)
	if err != nil {
		return nil, err
	}
	stored, err := decodeAll[memberItem](items)
	if err != nil {
		return nil, err
	}
	var members []roster.Member
	for _, i := range stored {
		members = append(members, i.load())
	}
	return members, nil
}

// memberQueries are the index partitions that the tab is made of, all in the
// same order of names.
func (s *Store) memberQueries(q MemberQuery, from string) []query {
	base := query{index: "GSI1", descending: q.Descending, limit: int32(q.Limit)}
	if q.Descending {
		base.before = from
	} else {
		base.from = from
	}
	folded := personname.Fold(strings.ReplaceAll(q.Text, ",", " "))
	switch {
	case folded == "":
	case len([]rune(folded)) <= shortText:
		base.prefix = folded
	default:
		base.contains("search", searchWords(folded))
	}
	partitions := []string{}
	switch q.Tab {
	case TabActive, TabPending, TabProfile:
		partitions = append(partitions, membersIndex(q.Community, roster.Status(q.Tab)))
	case TabAttention:
		base.index = "GSI3"
		partitions = append(partitions, attentionIndex(q.Community))
	default:
		for _, status := range []roster.Status{roster.Active, roster.Pending, roster.Profile, roster.Revoked} {
			partitions = append(partitions, membersIndex(q.Community, status))
		}
	}
	var queries []query
	for _, pk := range partitions {
		b := base
		b.pk = pk
		queries = append(queries, b)
	}
	return queries
}

// searchWords are what is looked for. A phone number is one word, however it is
// punctuated.
func searchWords(folded string) []string {
	const phoneDigits = 7
	digits := strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' {
			return r
		}
		return -1
	}, folded)
	if len(digits) >= phoneDigits && strings.Trim(folded, "0123456789 ()+-.") == "" {
		return []string{digits}
	}
	return strings.Fields(folded)
}

// BehindCurtain pages through the active members of a community in name order
// and returns those who were not told yet that its doors are open.
func (s *Store) BehindCurtain(ctx context.Context, community string, limit int, cursor string) (page []roster.Member, next string, err error) {
	q := query{index: "GSI1", pk: membersIndex(community, roster.Active), limit: int32(limit)}
	if cursor != "" {
		parts, err := decodeCursor(cursor, 1)
		if err != nil {
			return nil, "", err
		}
		q.from = parts[0]
	}
	items, last, err := s.query(ctx, q)
	if err != nil {
		return nil, "", err
	}
	members, err := s.membersAt(ctx, items)
	if err != nil {
		return nil, "", err
	}
	for _, m := range members {
		if m.Status == roster.Active && m.BehindCurtain {
			page = append(page, m)
		}
	}
	if len(last) > 0 && len(items) > 0 {
		next = encodeCursor(stringOf(items[len(items)-1], "GSI1SK"))
	}
	return page, next, nil
}

// Inviters lists the active members of a community who may invite others.
func (s *Store) Inviters(ctx context.Context, community string) ([]roster.Member, error) {
	entries, err := s.queryAll(ctx, query{index: "GSI3", pk: invitersIndex(community)})
	if err != nil {
		return nil, err
	}
	members, err := s.membersAt(ctx, entries)
	return slices.DeleteFunc(members, func(m roster.Member) bool { return !m.Invites() }), err
}

// DueMembers lists members for whom the schedule has something to do.
func (s *Store) DueMembers(ctx context.Context, now time.Time, limit int) ([]MemberRef, error) {
	var refs []MemberRef
	items, err := s.due(ctx, laneMember, now, limit)
	if err != nil {
		return nil, err
	}
	for _, a := range items {
		c, m, ok := splitMemberKey(stringOf(a, "PK"))
		if !ok {
			return nil, errors.New("due: not a member: " + stringOf(a, "PK"))
		}
		refs = append(refs, MemberRef{c, m})
	}
	return refs, nil
}
