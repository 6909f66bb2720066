package dynamo

import (
	"context"
	"errors"
	"iter"
	"math"
	"slices"
	"strings"
	"time"

	"github.com/communitrak/onboarding/internal/personname"
	"github.com/communitrak/onboarding/internal/roster"
)

// CreateMember adds a member together with the link that limits an email to one
// member per community. If the email already has a member, Commit returns a
// *roster.ExistsError that names it.
func (t *Tx) CreateMember(m roster.Member, person string, now time.Time) roster.Member {
	m = m.Refresh(now)
	t.save(storeMember(m), nil)
	t.CreateMembership(roster.Membership{Person: person, Community: m.Community, Member: m.ID, Ended: m.Status.Ended()})
	t.count(m.Community, roster.CountOf(m))
	return m
}

// SaveMember writes m over the revision that was read and moves the community's
// counts, its set of administrators, and what the member's import holds from what
// before contributed to what m contributes. Commit returns
// roster.ErrLastAdministrator if the set would become empty: see
// [Tx.AllowNoAdministrator].
func (t *Tx) SaveMember(before, m roster.Member, now time.Time) roster.Member {
	m = m.Refresh(now)
	t.save(storeMember(m), nil)
	t.moveAdministrator(before, m)
	t.count(m.Community, roster.CountOf(m).Minus(roster.CountOf(before)))
	if before.Held() && !m.Held() {
		t.unhold(before)
	}
	return m
}

// unhold counts that the member's import no longer holds their mail.
func (t *Tx) unhold(m roster.Member) {
	t.AddMailCounts(m.Community, m.Origin.Import, roster.MailCounts{Unheld: 1})
}

// DeleteMember removes m, as it was read, and its contribution to the counts and
// to what its import holds. The audit trail stays.
func (t *Tx) DeleteMember(m roster.Member) {
	t.remove(memberKey(m.Community, m.ID), m.Rev)
	t.count(m.Community, roster.Counts{}.Minus(roster.CountOf(m)))
	if m.Held() {
		t.unhold(m)
	}
}

// RequireMember makes the transaction fail if m has changed since it was read.
func (t *Tx) RequireMember(m roster.Member) {
	t.require(memberKey(m.Community, m.ID), m.Rev)
}

// CreateMembership reserves the person's email in the community for one member.
func (t *Tx) CreateMembership(l roster.Membership) {
	t.createUnique(storeMembership(l), func(old attributes) *roster.ExistsError {
		return &roster.ExistsError{What: "member", ID: stringOf(old, "m")}
	})
}

// RequireNoMembership makes the transaction fail if the person has a membership
// in the community.
func (t *Tx) RequireNoMembership(person, community string) {
	t.do(op{key: membershipKey(person, community), check: true, condition: "attribute_not_exists(PK)"})
}

// SaveMembership writes l over the revision that was read.
func (t *Tx) SaveMembership(l roster.Membership) { t.save(storeMembership(l), nil) }

// DeleteMembership frees the email in the community.
func (t *Tx) DeleteMembership(l roster.Membership) {
	t.remove(membershipKey(l.Person, l.Community), l.Rev)
}

// Member reads one member. It returns roster.ErrNotFound if there is none.
func (s *Store) Member(ctx context.Context, community, id string) (roster.Member, error) {
	return load(ctx, s, memberKey(community, id), (*memberItem).load)
}

// MemberRef names a member.
type MemberRef struct{ Community, ID string }

// Members reads many members at once and omits those that do not exist. Even
// without refs it makes one read, so that looking up a stranger and looking up
// a neighbor take the same calls.
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
	all, err := loadAll(items, (*memberItem).load)
	members := map[MemberRef]roster.Member{}
	for _, m := range all {
		members[MemberRef{m.Community, m.ID}] = m
	}
	return members, err
}

// MembersIn is Members that reads their communities in the same call. It returns
// roster.ErrNotFound if one is missing.
func (s *Store) MembersIn(ctx context.Context, refs []MemberRef) (map[MemberRef]roster.Member, map[string]roster.Community, error) {
	var keys []key
	for _, r := range refs {
		keys = append(keys, memberKey(r.Community, r.ID), communityKey(r.Community))
	}
	if len(keys) == 0 {
		keys = append(keys, memberKey("-", "-"))
	}
	items, err := s.getAll(ctx, keys)
	if err != nil {
		return nil, nil, err
	}
	members, communities := map[MemberRef]roster.Member{}, map[string]roster.Community{}
	for _, a := range items {
		if sortKey(a) == "META" {
			i, err := decode[communityItem](a)
			if err != nil {
				return nil, nil, err
			}
			communities[i.ID] = i.load()
			continue
		}
		i, err := decode[memberItem](a)
		if err != nil {
			return nil, nil, err
		}
		members[MemberRef{i.Community, i.ID}] = i.load()
	}
	for ref := range members {
		if _, ok := communities[ref.Community]; !ok {
			return nil, nil, roster.ErrNotFound
		}
	}
	return members, communities, nil
}

// Tab is a list of members.
type Tab string

// The tabs. TabAll includes revoked and removed members.
const (
	TabAll       Tab = ""
	TabActive    Tab = "active"
	TabPending   Tab = "pending"
	TabAttention Tab = "attention"
	TabProfile   Tab = "profile"
)

// Matches reports whether m belongs to the tab.
func (t Tab) Matches(m roster.Member) bool {
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
	Community string
	Tab       Tab
	Text      string
	// Filter is applied to the members as they are now, under the community's
	// preferences.
	Filter      roster.MemberFilter
	Preferences roster.Preferences
	Descending  bool
	Limit       int
	Cursor      string
}

// maxPrefixText is the longest text, in characters, that is matched only against
// the start of the family name: that reads a range of the index instead of all
// of it.
const maxPrefixText = 2

// maxExamined limits how many members are examined for one page, after the index
// has narrowed down the candidates. A page that is still short carries a
// cursor.
const maxExamined = 1000

// ListMembers reads one page in name order. next is empty at the end; a page
// may be short or even empty without being the last.
func (s *Store) ListMembers(ctx context.Context, q MemberQuery) (page []roster.Member, next string, err error) {
	from, err := decodeSortKey(q.Cursor)
	if err != nil {
		return nil, "", err
	}
	want := q.Limit
	if !q.Filter.Empty() {
		want = max(want, maxBatchGet)
	}
	entries := s.newMerge(s.memberQueries(q, from, want), maxIndexPages)
	for looked := 0; ; {
		found, upTo, err := entries.next(ctx, want)
		if err != nil {
			return nil, "", err
		}
		members, err := s.membersMatching(ctx, q, found)
		if err != nil {
			return nil, "", err
		}
		if room := q.Limit - len(page); len(members) > room || len(members) == room && upTo != "" {
			page = append(page, members[:room]...)
			return page, encodeSortKey(sortKeyOf(found, page[len(page)-1])), nil
		}
		page = append(page, members...)
		if looked += len(found); upTo == "" || looked >= maxExamined || len(found) == 0 {
			return page, encodeSortKey(upTo), nil
		}
		// If few of a stretch match, few of the next will: larger ones are read
		// in batches at the same time.
		want = min(2*want, maxExamined-looked)
	}
}

// MemberCursor returns the cursor of a page in name order that begins with m.
func MemberCursor(m roster.Member, descending bool) string {
	place := nameSort(m)
	if descending {
		return encodeCursor(place + "\x00")
	}
	return encodeCursor(place[:len(place)-1])
}

// EveryMember yields all members that the query matches, in name order and in
// parts of up to maxExamined. It reads each index entry once, which pages of
// ListMembers do not. It ends with the first error; the query's cursor and limit
// do not count.
func (s *Store) EveryMember(ctx context.Context, q MemberQuery) iter.Seq2[[]roster.Member, error] {
	return func(yield func([]roster.Member, error) bool) {
		entries := s.newMerge(s.memberQueries(q, "", maxExamined), math.MaxInt)
		for {
			found, upTo, err := entries.next(ctx, maxExamined)
			var part []roster.Member
			if err == nil {
				part, err = s.membersMatching(ctx, q, found)
			}
			if !yield(part, err) || err != nil || upTo == "" {
				return
			}
		}
	}
}

// membersMatching returns those members of the index entries that the query
// matches.
func (s *Store) membersMatching(ctx context.Context, q MemberQuery, entries []attributes) ([]roster.Member, error) {
	members, err := s.membersAt(ctx, entries)
	if err != nil {
		return nil, err
	}
	return s.Matching(ctx, q, members)
}

// sortKeyOf returns the member's sort key in the index that the entries come
// from.
func sortKeyOf(entries []attributes, m roster.Member) string {
	pk := memberKey(m.Community, m.ID).PK
	for _, a := range entries {
		if stringOf(a, "PK") == pk {
			return stringOf(a, "GSI1SK") + stringOf(a, "GSI3SK")
		}
	}
	return ""
}

// Matching returns the members that the query's tab and filter match, in the
// given order. It ignores the search text.
func (s *Store) Matching(ctx context.Context, q MemberQuery, members []roster.Member) ([]roster.Member, error) {
	members = slices.DeleteFunc(members, func(m roster.Member) bool { return !q.Tab.Matches(m) || !q.Filter.Matches(m, q.Preferences) })
	if len(q.Filter.Waves) == 0 {
		return members, nil
	}
	var properties, households []string
	for _, m := range members {
		if m.Property != "" {
			properties, households = append(properties, m.Property), append(households, m.Household)
		}
	}
	ps, hs, err := s.Homes(ctx, q.Community, properties, households)
	return slices.DeleteFunc(members, func(m roster.Member) bool {
		return !q.Filter.MatchesHome(ps[m.Property], hs[m.Household].RoleOf(m.ID))
	}), err
}

// membersAt reads the members that index entries refer to.
func (s *Store) membersAt(ctx context.Context, entries []attributes) ([]roster.Member, error) {
	items, err := s.resolve(ctx, entries)
	if err != nil {
		return nil, err
	}
	return loadAll(items, (*memberItem).load)
}

// memberQueries returns queries for the index partitions that can hold matches,
// all in the same name order and narrowed down as far as the index allows.
func (s *Store) memberQueries(q MemberQuery, from string, want int) []query {
	base := query{index: "GSI1", descending: q.Descending, limit: int32(want)}
	if q.Descending {
		base.before = from
	} else {
		base.from = from
	}
	folded := personname.Fold(roster.WithoutCommas(q.Text))
	switch {
	case folded == "":
	case len([]rune(folded)) <= maxPrefixText:
		base.prefix = folded
	default:
		base.contains("search", searchWords(folded))
	}
	base.narrow(q.Filter, q.Preferences)
	partitions := []string{}
	switch {
	case q.Tab == TabAttention, q.Filter.Mail.Troubled(), q.Filter.Need != "":
		base.index = "GSI3"
		partitions = append(partitions, attentionIndex(q.Community))
	case q.Tab != TabAll:
		partitions = append(partitions, membersIndex(q.Community, roster.Status(q.Tab)))
	case q.Filter.Mail != "":
		partitions = append(partitions, membersIndex(q.Community, roster.Pending))
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

// narrow drops entries that cannot match the filter, as far as the index can
// tell. The members themselves are checked again.
func (q *query) narrow(f roster.MemberFilter, p roster.Preferences) {
	q.containsPhrase("search", strings.Fields(personname.Fold(roster.WithoutCommas(f.Street))))
	if f.Role != roster.NoRole {
		roles := []string{roleFacet(f.Role)}
		if f.Role == p.DefaultRole {
			roles = append(roles, roleFacet(roster.NoRole))
		}
		q.containsAnyOrLacks("search", facet, roles...)
	}
	if f.Import != "" {
		q.containsAnyOrLacks("search", facet, importFacet(f.Import))
	}
}

// searchWords splits the search text into words. A phone number is one word,
// whatever its punctuation.
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
// and returns those who have not yet been told that the community is open.
func (s *Store) BehindCurtain(ctx context.Context, community string, limit int, cursor string) (page []roster.Member, next string, err error) {
	q := query{index: "GSI1", pk: membersIndex(community, roster.Active), limit: int32(limit)}
	if q.from, err = decodeSortKey(cursor); err != nil {
		return nil, "", err
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

// Inviters lists a community's active members who may invite others.
func (s *Store) Inviters(ctx context.Context, community string) ([]roster.Member, error) {
	entries, err := s.queryAll(ctx, query{index: "GSI3", pk: invitersIndex(community)})
	if err != nil {
		return nil, err
	}
	members, err := s.membersAt(ctx, entries)
	return slices.DeleteFunc(members, func(m roster.Member) bool { return !m.Invites() }), err
}

// DueMembers lists members that are due in the schedule.
func (s *Store) DueMembers(ctx context.Context, now time.Time, limit int) ([]MemberRef, error) {
	var refs []MemberRef
	items, err := s.due(ctx, laneMember, now, limit, nil)
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
