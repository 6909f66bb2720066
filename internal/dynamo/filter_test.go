package dynamo

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/aws/aws-sdk-go-v2/service/dynamodb"
	"github.com/google/go-cmp/cmp"

	"github.com/communitrak/onboarding/internal/roster"
)

// filtered creates members who differ in everything that can be filtered by,
// and returns them in name order.
func filtered(t *testing.T, s *Store) []roster.Member {
	t.Helper()
	streets := []string{"2 Oak St, Mesa, AZ 85201", "9 Oakmont Dr, Mesa, AZ 85201", "Lot 12 Block A", ""}
	roles := []roster.Role{roster.NoRole, roster.RoleMember, roster.RoleBoard}
	mails := []roster.DeliveryState{roster.DeliveryDelivered, roster.DeliveryBounced, roster.DeliveryHeld}
	var all []roster.Member
	tx := s.Begin()
	for n := range 24 {
		m := newcomer("c", fmt.Sprintf("m%02d", n))
		m.LastName, m.FirstName = fmt.Sprintf("Family%c", 'A'+n), "Ana"
		m.Address, m.Role = streets[n%4], roles[n%3]
		m.Status = []roster.Status{roster.Pending, roster.Pending, roster.Active, roster.Revoked}[n/3%4]
		m.Invitation.Delivery.State = mails[n/2%3]
		if n%2 == 0 {
			m.Origin.Import = "j1"
		}
		if n%5 == 0 {
			m.Invitation.ExpiresAt = noon
		}
		all = append(all, tx.CreateMember(m, fmt.Sprintf("x%d", n), noon))
	}
	commit(t, tx)
	return all
}

func TestStore_ListMembers_filter(t *testing.T) {
	t.Parallel()
	s := newStore(t)
	all := filtered(t, s)
	prefs := roster.Preferences{DefaultRole: roster.RoleMember}
	filters := map[string]roster.MemberFilter{
		"a street":              {Street: "oak st"},
		"no half word":          {Street: "Oakm"},
		"a section":             {Street: "Block A"},
		"past a comma":          {Street: "Oak St Mesa"},
		"the default role":      {Role: roster.RoleMember},
		"another role":          {Role: roster.RoleBoard},
		"a role that none has":  {Role: roster.RoleAdministrator},
		"an import":             {Import: "j1"},
		"another import":        {Import: "j2"},
		"role and import":       {Role: roster.RoleBoard, Import: "j1"},
		"all at once":           {Street: "Oak St", Role: roster.RoleMember, Import: "j1", Mail: "delivered"},
		"delivered, not over":   {Mail: "delivered"},
		"bounced":               {Mail: "bounced"},
		"held":                  {Mail: "held"},
		"expired":               {Mail: roster.MailExpired},
		"revoked":               {Mail: roster.MailRevoked},
		"a mail that none has":  {Mail: "complained"},
		"a street and its mail": {Street: "oak", Mail: "bounced"},
	}
	found := 0
	for name, f := range filters {
		for _, tab := range []Tab{TabAll, TabActive, TabPending, TabAttention} {
			want := []string{}
			for _, m := range all {
				if tab.Matches(m) && f.Matches(m, prefs) {
					want = append(want, m.ID)
				}
			}
			found += len(want)
			for _, limit := range []int{2, 100} {
				q := MemberQuery{Community: "c", Tab: tab, Filter: f, Preferences: prefs, Limit: limit}
				if diff := cmp.Diff(want, walk(t, s, q)); diff != "" {
					t.Errorf("%s in %q, %d at a time: %s", name, tab, limit, diff)
				}
				q.Descending = true
				back := walk(t, s, q)
				slices.Reverse(back)
				if diff := cmp.Diff(want, back); diff != "" {
					t.Errorf("%s in %q, %d at a time, backwards: %s", name, tab, limit, diff)
				}
			}
		}
	}
	if found < 100 {
		t.Errorf("only %d were to be found", found)
	}
}

// Members stored before facets existed are still found by filters.
func TestStore_ListMembers_withoutFacets(t *testing.T) {
	t.Parallel()
	s := newStore(t)
	m := newcomer("c", "m1")
	m.Role, m.Origin.Import = roster.RoleBoard, "j1"
	tx := s.Begin()
	tx.CreateMember(m, "x1", noon)
	commit(t, tx)
	former, _, _ := strings.Cut(searchText(m), facet)
	update := "SET #search = :former"
	_, err := s.db.UpdateItem(t.Context(), &dynamodb.UpdateItemInput{TableName: &s.table, Key: memberKey("c", "m1").attributes(), UpdateExpression: &update,
		ExpressionAttributeNames: map[string]string{"#search": "search"}, ExpressionAttributeValues: attributes{":former": text(former)}})
	must(t, err)
	for name, c := range map[string]struct {
		filter roster.MemberFilter
		want   []string
	}{
		"its role":         {roster.MemberFilter{Role: roster.RoleBoard}, []string{"m1"}},
		"its import":       {roster.MemberFilter{Import: "j1"}, []string{"m1"}},
		"another's role":   {roster.MemberFilter{Role: roster.RoleMember}, []string{}},
		"another's import": {roster.MemberFilter{Import: "j2"}, []string{}},
	} {
		if diff := cmp.Diff(c.want, walk(t, s, MemberQuery{Community: "c", Filter: c.filter, Limit: 10})); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
}

// A street whose words are part of other streets' words is looked up as a
// phrase: else every member is read to find its few.
func TestStore_memberQueries_street(t *testing.T) {
	t.Parallel()
	s := newStore(t)
	tx := s.Begin()
	for n, home := range []string{"1 Oak Bell Ct, Mesa, AZ 85201", "2 Bay Ct Oak Rd, Mesa, AZ 85201", "3 Oak B Ct, Mesa, AZ 85201", "4 Oak Ct, B Park, AZ 85201"} {
		m := newcomer("c", fmt.Sprintf("m%d", n+1))
		m.Address = home
		tx.CreateMember(m, fmt.Sprintf("x%d", n), noon)
	}
	former := newcomer("c", "m5")
	former.Address = "5 Oak B Ct, Mesa, AZ 85201"
	tx.CreateMember(former, "x5", noon)
	commit(t, tx)
	update := "SET #search = :former" // as it was stored earlier, with commas
	_, err := s.db.UpdateItem(t.Context(), &dynamodb.UpdateItemInput{TableName: &s.table, Key: memberKey("c", "m5").attributes(), UpdateExpression: &update,
		ExpressionAttributeNames: map[string]string{"#search": "search"}, ExpressionAttributeValues: attributes{":former": text("a b a  5 oak b ct, mesa, az 85201")}})
	must(t, err)
	for street, want := range map[string][]string{
		"Oak B Ct":       {"m3", "m5"},
		"oak b ct, mesa": {"m3", "m5"},
		"Mesa":           {"m1", "m2", "m3", "m5"},
		"B":              {"m1", "m2", "m3", "m4", "m5"},
	} {
		q := MemberQuery{Community: "c", Filter: roster.MemberFilter{Street: street}}
		entries, _, err := s.newMerge(s.memberQueries(q, "", 10), 1).next(t.Context(), 10)
		must(t, err)
		members, err := s.membersAt(t.Context(), entries)
		must(t, err)
		ids := []string{}
		for _, m := range members {
			ids = append(ids, m.ID)
		}
		if diff := cmp.Diff(slices.Sorted(slices.Values(want)), slices.Sorted(slices.Values(ids))); diff != "" {
			t.Errorf("%s: %s", street, diff)
		}
	}
}

func TestStore_ListMembers_waves(t *testing.T) {
	t.Parallel()
	s := newStore(t)
	tx := s.Begin()
	for n, street := range []string{"2 Oak St", "4 Elm Way", "6 Oak St"} {
		id := fmt.Sprintf("%d", n)
		p := roster.Property{ID: "p" + id, Community: "c", Kind: roster.Street, Address: roster.Address{Street: street}, Label: street, Line: street}
		h := roster.Household{ID: p.ID + ".h", Community: "c", Property: p.ID}
		m := newcomer("c", "m"+id)
		m.Property, m.Household, m.Origin.Import = p.ID, h.ID, "j1"
		if n == 2 {
			h, _ = h.Join(m.ID, "Doe", roster.HouseholdHead)
		} else {
			h, _ = h.Join(m.ID, "Doe", roster.HouseholdMember)
		}
		tx.CreateProperty(p)
		tx.SaveHousehold(h)
		tx.CreateMember(m, "x"+id, noon)
	}
	commit(t, tx)
	heads, oaks, rest := roster.WaveFilter{Role: roster.HouseholdHead}, roster.WaveFilter{Street: "Oak St"}, roster.WaveFilter{}
	for name, c := range map[string]struct {
		waves []roster.WaveFilter
		want  []string
	}{
		"the first":                 {[]roster.WaveFilter{heads}, []string{"m2"}},
		"what the first left":       {[]roster.WaveFilter{heads, oaks}, []string{"m0"}},
		"what the first two left":   {[]roster.WaveFilter{heads, oaks, rest}, []string{"m1"}},
		"nobody is left for a last": {[]roster.WaveFilter{rest, oaks}, []string{}},
	} {
		q := MemberQuery{Community: "c", Filter: roster.MemberFilter{Import: "j1", Waves: c.waves}, Limit: 10}
		if diff := cmp.Diff(c.want, walk(t, s, q)); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
}

// However many members there are, one page examines a bounded number of them
// and returns a cursor.
func TestStore_ListMembers_bounded(t *testing.T) {
	t.Parallel()
	s := newStore(t)
	const members = maxExamined + 150
	for from := 0; from < members; from += 45 {
		tx := s.Begin()
		for n := from; n < min(from+45, members); n++ {
			m := newcomer("c", fmt.Sprintf("m%04d", n))
			m.LastName = fmt.Sprintf("Family %04d", n)
			m.Invitation.Delivery.State = roster.DeliveryDelivered
			if n == members-1 {
				m.Invitation.Delivery.State = roster.DeliveryHeld
			}
			tx.CreateMember(m, fmt.Sprintf("x%d", n), noon)
		}
		commit(t, tx)
	}
	q := MemberQuery{Community: "c", Filter: roster.MemberFilter{Mail: "held"}, Limit: 50}
	page, next, err := s.ListMembers(t.Context(), q)
	must(t, err)
	if len(page) != 0 || next == "" {
		t.Fatalf("the first page: got %d members and cursor %q, want none and a cursor", len(page), next)
	}
	q.Cursor = next
	page, next, err = s.ListMembers(t.Context(), q)
	must(t, err)
	if len(page) != 1 || page[0].ID != fmt.Sprintf("m%04d", members-1) || next != "" {
		t.Errorf("the second page: got %v and cursor %q, want the one whose mail is held, and the end", page, next)
	}
}
