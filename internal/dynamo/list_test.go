package dynamo

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/communitrak/onboarding/internal/roster"
)

// people are the residents in the list tests, in name order.
var people = []struct {
	last, first, phone, address string
	status                      roster.Status
}{
	{"Abe", "Yuki", "", "2 Oak St", roster.Active},
	{"Adams", "Zoe", "", "", roster.Removed},
	{"Çelik", "Deniz", "+14805550101", "9 Oak St", roster.Pending},
	{"de la Cruz", "Ana", "", "10 Oak St", roster.Revoked},
	{"Delgado", "Owen", "+14805550102", "114 Juniper Ct", roster.Active},
	{"Delgado", "Rosa", "", "114 Juniper Ct", roster.Pending},
	{"O'Brien", "Renée", "", "Lot 12", roster.Active},
	{"Sato", "Ivy", "", "", roster.Pending},
	{"Sato", "Ivy", "", "", roster.Active},
	{"Smith", "Rosalind", "", "Rose Ave 7", roster.Revoked},
	{"Zhang", "Wei", "", "", roster.Active},
}

// listed creates two communities with the people as members.
func listed(t *testing.T, s *Store) {
	t.Helper()
	for _, community := range []string{"c", "d"} {
		tx := s.Begin()
		for n, p := range people {
			m := newcomer(community, fmt.Sprintf("m%02d", n))
			m.LastName, m.FirstName, m.Phone, m.Address, m.Status = p.last, p.first, p.phone, p.address, p.status
			if n%4 == 3 {
				m.Invitation.Delivery.State = roster.DeliveryBounced
			}
			tx.CreateMember(m, fmt.Sprintf("x%d%s", n, community), noon)
		}
		commit(t, tx)
	}
}

// walk follows a list to its end: every page but the last is full, and no page
// is empty unless it is the only one.
func walk(t *testing.T, s *Store, q MemberQuery) []string {
	t.Helper()
	ids := []string{}
	for pages := 0; ; pages++ {
		page, next, err := s.ListMembers(t.Context(), q)
		must(t, err)
		for _, m := range page {
			if m.Community != q.Community {
				t.Errorf("%+v shows somebody of %s", q, m.Community)
			}
			ids = append(ids, m.ID)
		}
		if next == "" {
			return ids
		}
		if len(page) != q.Limit {
			t.Errorf("%+v: a page of %d before the last, want %d", q, len(page), q.Limit)
		}
		if pages > 100 {
			t.Fatalf("%+v does not end", q)
		}
		q.Cursor = next
	}
}

func TestStore_ListMembers(t *testing.T) {
	t.Parallel()
	s := newStore(t)
	listed(t, s)
	all := []string{"m00", "m01", "m02", "m03", "m04", "m05", "m06", "m07", "m08", "m09", "m10"}
	for name, c := range map[string]struct {
		tab  Tab
		text string
		want []string
	}{
		"everybody":                      {TabAll, "", all},
		"active":                         {TabActive, "", []string{"m00", "m04", "m06", "m08", "m10"}},
		"pending":                        {TabPending, "", []string{"m02", "m05", "m07"}},
		"attention":                      {TabAttention, "", []string{"m03", "m07", "m09"}},
		"one letter begins the family":   {TabAll, "s", []string{"m07", "m08", "m09"}},
		"two letters begin the family":   {TabAll, "DE", []string{"m03", "m04", "m05"}},
		"without its accent":             {TabAll, "ce", []string{"m02"}},
		"with its accent":                {TabAll, "Ç", []string{"m02"}},
		"two letters, one tab":           {TabPending, "de", []string{"m05"}},
		"two letters, attention":         {TabAttention, "sm", []string{"m09"}},
		"nobody begins so":               {TabAll, "qq", []string{}},
		"a word":                         {TabAll, "ros", []string{"m05", "m09"}},
		"first and last name":            {TabAll, "rosa delgado", []string{"m05"}},
		"last name, comma, first name":   {TabAll, "Delgado, Rosa", []string{"m05"}},
		"parts of both":                  {TabAll, "delg ow", []string{"m04"}},
		"the email":                      {TabAll, "m04@example.org", []string{"m04"}},
		"the address":                    {TabAll, "juniper", []string{"m04", "m05"}},
		"the phone, punctuated":          {TabAll, "(480) 555-0102", []string{"m04"}},
		"the phone, in E.164":            {TabAll, "+14805550101", []string{"m02"}},
		"the phone's end":                {TabAll, "555-0102", []string{"m04"}},
		"the apostrophe":                 {TabAll, "o'brien", []string{"m06"}},
		"all words must be there":        {TabAll, "rosa smith", []string{"m09"}},
		"blanks are nothing":             {TabActive, "   ", []string{"m00", "m04", "m06", "m08", "m10"}},
		"what reads like our conditions": {TabAll, "#text :w0 )", []string{}},
	} {
		for _, limit := range []int{1, 2, 3, 100} {
			q := MemberQuery{Community: "c", Tab: c.tab, Text: c.text, Limit: limit}
			if diff := cmp.Diff(c.want, walk(t, s, q)); diff != "" {
				t.Errorf("%s, %d at a time: %s", name, limit, diff)
			}
			q.Descending = true
			back := walk(t, s, q)
			slices.Reverse(back)
			if diff := cmp.Diff(c.want, back); diff != "" {
				t.Errorf("%s, %d at a time, backwards: %s", name, limit, diff)
			}
		}
	}
}

func TestStore_EveryMember(t *testing.T) {
	t.Parallel()
	s := newStore(t)
	listed(t, s)
	for _, q := range []MemberQuery{
		{Community: "c"},
		{Community: "c", Descending: true},
		{Community: "c", Tab: TabAttention},
		{Community: "c", Text: "rosa"},
		{Community: "c", Filter: roster.MemberFilter{Mail: "none"}},
		{Community: "nowhere"},
	} {
		got := []string{}
		for part, err := range s.EveryMember(t.Context(), q) {
			must(t, err)
			for _, m := range part {
				got = append(got, m.ID)
			}
		}
		q.Limit = 100
		if diff := cmp.Diff(walk(t, s, q), got); diff != "" {
			t.Errorf("%+v: %s", q, diff)
		}
	}
	for _, err := range s.EveryMember(canceled(t), MemberQuery{Community: "c"}) {
		if !errors.Is(err, context.Canceled) {
			t.Errorf("canceled: got %v", err)
		}
	}
}

func canceled(t *testing.T) context.Context {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	return ctx
}

// However small DynamoDB's pages are, and wherever reading stops, nobody is left
// out or listed twice.
func TestMerge_stops(t *testing.T) {
	t.Parallel()
	s := newStore(t)
	listed(t, s)
	for _, descending := range []bool{false, true} {
		q := MemberQuery{Community: "c", Descending: descending}
		q.Limit = 100
		want := walk(t, s, q)
		for _, c := range []struct{ pageSize, pages, want int }{{1, 1, 1}, {1, 1, 5}, {2, 1, 3}, {1, 3, 4}, {3, 2, 100}, {1, 100, 100}, {100, 1, 2}} {
			got, from := []string{}, ""
			for rounds := 0; ; rounds++ {
				queries := s.memberQueries(q, from, c.want)
				for n := range queries {
					queries[n].limit = int32(c.pageSize)
				}
				entries, upTo, err := s.newMerge(queries, c.pages).next(t.Context(), c.want)
				must(t, err)
				members, err := s.membersAt(t.Context(), entries)
				must(t, err)
				for _, m := range members {
					got = append(got, m.ID)
				}
				if from = upTo; upTo == "" {
					break
				}
				if rounds > 100 {
					t.Fatalf("%+v does not end", c)
				}
			}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("%+v, descending %v: %s", c, descending, diff)
			}
		}
	}
}

// A forged cursor leads nowhere else: only to a page of the requested list, or
// to an error.
func TestStore_forgedCursors(t *testing.T) {
	t.Parallel()
	s := newStore(t)
	listed(t, s)
	tx := s.Begin()
	for n := range 5 {
		p := roster.Property{ID: fmt.Sprintf("p%d", n), Community: "c", Kind: roster.Lot, Label: fmt.Sprintf("Lot %d", n), Line: fmt.Sprintf("LOT %d", n)}
		tx.CreateProperty(p)
		tx.Record(roster.AuditEntry{ID: fmt.Sprintf("e%d", n), Community: "c", Member: "m00", At: noon, Action: "edited"})
	}
	commit(t, tx)
	for _, forged := range []string{
		"", "~", "\x00", "zzzz", "C#d#M#active", "M", "L#", "L#\U0010FFFF", "N#0", "\U0010FFFF", "a\x1eb", string(make([]byte, 1100)), "\xff\xfe",
	} {
		cursor := encodeCursor(forged)
		if cursor == "" {
			cursor = "="
		}
		for _, text := range []string{"", "de", "rosa"} {
			for _, tab := range []Tab{TabAll, TabActive, TabAttention} {
				for _, descending := range []bool{false, true} {
					page, _, err := s.ListMembers(t.Context(), MemberQuery{Community: "c", Tab: tab, Text: text, Limit: 3, Cursor: cursor, Descending: descending})
					checkForged(t, forged, err)
					for _, m := range page {
						if m.Community != "c" || !tab.Matches(m) {
							t.Errorf("cursor %q shows %s of %s in %q", forged, m.ID, m.Community, tab)
						}
					}
				}
			}
		}
		_, _, err := s.Properties(t.Context(), "c", "", 3, cursor)
		checkForged(t, forged, err)
		_, _, err = s.Communities(t.Context(), 3, cursor)
		checkForged(t, forged, err)
		_, _, err = s.Imports(t.Context(), "c", 3, cursor)
		checkForged(t, forged, err)
		_, _, err = s.Rows(t.Context(), "c", "j", 0, 3, cursor)
		checkForged(t, forged, err)
		entries, _, err := s.History(t.Context(), "c", "m00", 3, cursor)
		checkForged(t, forged, err)
		for _, e := range entries {
			if e.Member != "m00" {
				t.Errorf("cursor %q shows history of %s", forged, e.Member)
			}
		}
	}
}

// Everybody is surveyed exactly once, whatever list they are in and however
// many there are.
func TestStore_ProjectMembers(t *testing.T) {
	t.Parallel()
	s := newStore(t)
	want := map[string]roster.Status{}
	// All others are pending.
	statuses := []roster.Status{roster.Active, roster.Profile, roster.Revoked, roster.Removed}
	for n := 0; n < projectedPage+200; {
		tx := s.Begin()
		for range 40 {
			m := newcomer("c", fmt.Sprintf("m%04d", n))
			m.Address, m.Invitation.Wave, m.Origin.Import = "114 Juniper Ct", 2, "j1"
			if n < len(statuses) {
				m.Status = statuses[n]
			}
			want[m.ID] = m.Status
			tx.CreateMember(m, m.ID, noon)
			n++
		}
		commit(t, tx)
	}
	got := map[string]roster.Status{}
	pages := 0
	for place, more := "", true; more; more = place != "" {
		page, next, err := s.ProjectMembers(t.Context(), "c", place)
		must(t, err)
		for _, m := range page {
			if _, twice := got[m.ID]; twice || m.Address != "114 Juniper Ct" || m.Invitation.Wave != 2 || m.Origin.Import != "j1" {
				t.Errorf("%s: got %+v, want once, with home, import and wave", m.ID, m)
			}
			got[m.ID] = m.Status
		}
		place, pages = next, pages+1
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("surveyed (-want +got):\n%s", diff)
	}
	if pages <= len(projectedStatuses) {
		t.Errorf("got %d pages for %d lists; one of them should take two", pages, len(projectedStatuses))
	}
}

func checkForged(t *testing.T, cursor string, err error) {
	t.Helper()
	if err != nil && err != error(errCursor) {
		t.Errorf("cursor %q: got %v, want a page or a refusal", cursor, err)
	}
}

func TestStore_Properties(t *testing.T) {
	t.Parallel()
	s := newStore(t)
	labels := []string{"2 Oak St", "9 Oak St", "10 Oak St Apt 2", "10 Oak St Apt 10", "114 Juniper Ct", "114 Lot Ln", "Lot 3", "Lot 12", "Oak Ln Lot 3", "The Oak 2"}
	tx := s.Begin()
	for n, label := range labels {
		tx.CreateProperty(roster.Property{ID: fmt.Sprintf("p%d", n), Community: "c", Label: label, Line: label})
	}
	tx.CreateProperty(roster.Property{ID: "elsewhere", Community: "d", Label: "2 Oak St", Line: "2 Oak St"})
	commit(t, tx)
	for text, want := range map[string][]string{
		"":        labels,
		"OAK 10":  labels[2:4],
		"lot 1":   {"114 Lot Ln", "Lot 12"},
		"juniper": labels[4:5],
		// What starts with the text comes first, the others after it.
		"oak":     {"Oak Ln Lot 3", "2 Oak St", "9 Oak St", "10 Oak St Apt 2", "10 Oak St Apt 10", "The Oak 2"},
		"lot":     {"Lot 3", "Lot 12", "114 Lot Ln", "Oak Ln Lot 3"},
		" 2  OAK": {"2 Oak St", "10 Oak St Apt 2", "The Oak 2"},
		"10 oak":  labels[2:4],
		"1":       {"10 Oak St Apt 2", "10 Oak St Apt 10", "114 Juniper Ct", "114 Lot Ln", "Lot 12"},
		"elm":     {},
	} {
		for _, limit := range []int{1, 2, 100} {
			got, cursor := []string{}, ""
			for {
				page, next, err := s.Properties(t.Context(), "c", text, limit, cursor)
				must(t, err)
				for _, p := range page {
					got = append(got, p.Label)
				}
				if len(page) > limit {
					t.Errorf("%q: a page of %d, want %d at most", text, len(page), limit)
				}
				if next == "" {
					break
				}
				cursor = next
			}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("%q, %d at a time: %s", text, limit, diff)
			}
		}
	}
}

func TestStore_History(t *testing.T) {
	t.Parallel()
	s := newStore(t)
	var want []string
	for n := range 7 {
		tx := s.Begin()
		tx.Record(roster.AuditEntry{ID: fmt.Sprintf("e%d", n), Community: "c", Member: "m", At: noon.Add(time.Duration(n) * time.Second), Action: "edited"})
		commit(t, tx)
		want = append([]string{fmt.Sprintf("e%d", n)}, want...)
	}
	for _, limit := range []int{1, 3, 7, 50} {
		var got []string
		cursor := ""
		for {
			page, next, err := s.History(t.Context(), "c", "m", limit, cursor)
			must(t, err)
			for _, e := range page {
				got = append(got, e.ID)
			}
			if next == "" {
				break
			}
			cursor = next
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%d at a time: %s", limit, diff)
		}
	}
}

// More members than one DynamoDB read returns.
func TestStore_Members_many(t *testing.T) {
	t.Parallel()
	s := newStore(t)
	var refs []MemberRef
	for chunk := range 5 {
		tx := s.Begin()
		for n := range 45 {
			m := tx.CreateMember(newcomer("c", fmt.Sprintf("m%d-%d", chunk, n)), fmt.Sprintf("x%d-%d", chunk, n), noon)
			refs = append(refs, MemberRef{"c", m.ID})
		}
		commit(t, tx)
	}
	refs = append(refs, refs[0], MemberRef{"c", "nobody"}, MemberRef{"d", refs[0].ID})
	got, err := s.Members(t.Context(), refs)
	must(t, err)
	if len(got) != 225 {
		t.Errorf("read %d members, want 225", len(got))
	}
	if got, want := counts(t, s, "c"), (roster.Counts{Pending: 225}); got != want {
		t.Errorf("counts: got %+v, want %+v", got, want)
	}
}

func TestStore_due(t *testing.T) {
	t.Parallel()
	s := newStore(t)
	tx := s.Begin()
	for n := range 20 {
		intent := roster.Intent{ID: fmt.Sprintf("o%d", n), Kind: roster.MailInvitation, Lane: roster.LaneNow, State: roster.IntentQueued, Due: noon.Add(time.Duration(n) * time.Minute)}
		if n%5 == 4 {
			intent = intent.Cancel("over")
		}
		tx.Enqueue(intent)
	}
	tx.Enqueue(roster.Intent{ID: "bulk", Lane: roster.LaneBulk, State: roster.IntentUncertain, Due: noon.Add(time.Minute)})
	commit(t, tx)
	for name, c := range map[string]struct {
		lane   roster.Lane
		at     time.Duration
		want   int
		oldest time.Time
	}{
		"a moment too early": {roster.LaneNow, -time.Millisecond, 0, time.Time{}},
		"to the moment":      {roster.LaneNow, 0, 1, noon},
		"half of them":       {roster.LaneNow, 9 * time.Minute, 8, noon},
		"all":                {roster.LaneNow, time.Hour, 16, noon},
		"the other lane":     {roster.LaneBulk, time.Hour, 1, noon.Add(time.Minute)},
	} {
		ids, err := s.DueIntents(t.Context(), c.lane, noon.Add(c.at), 100, nil)
		must(t, err)
		oldest, err := s.OldestDue(t.Context(), c.lane, noon.Add(c.at))
		must(t, err)
		if len(ids) != c.want || !oldest.Equal(c.oldest) {
			t.Errorf("%s: %d due, the oldest since %v, want %d since %v", name, len(ids), oldest, c.want, c.oldest)
		}
	}
}

// Mails that are under way are still listed as due. They hide none of the others,
// and the ones that have waited longest come first.
func TestStore_DueIntents_skip(t *testing.T) {
	t.Parallel()
	s := newStore(t)
	tx := s.Begin()
	var want []string
	for n := range 100 {
		id := fmt.Sprintf("mail-%02d", n)
		tx.Enqueue(roster.Intent{ID: id, Lane: roster.LaneBulk, State: roster.IntentQueued, Due: noon.Add(time.Duration(n) * time.Second)})
		if n >= 90 && n < 93 {
			want = append(want, id)
		}
	}
	commit(t, tx)
	got, err := s.DueIntents(t.Context(), roster.LaneBulk, noon.Add(time.Hour), 3, func(id string) bool { return id < "mail-90" })
	must(t, err)
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestStore_OldestDueJob(t *testing.T) {
	t.Parallel()
	s := newStore(t)
	tx := s.Begin()
	for n, id := range []string{"later", "first", "done"} {
		j := roster.Import{Community: "c", ID: id, State: roster.ImportQueued, CreatedAt: noon.Add(time.Duration(5-n) * time.Minute)}
		if id == "done" {
			j.State = roster.ImportCompleted
		}
		tx.CreateImport(j)
	}
	commit(t, tx)
	if work, since, err := s.OldestDueJob(t.Context(), noon); err != nil || !since.IsZero() {
		t.Errorf("before anything is due: got %v since %v, %v", work, since, err)
	}
	work, since, err := s.OldestDueJob(t.Context(), noon.Add(time.Hour))
	must(t, err)
	if want := (DueJob{Community: "c", Import: "first"}); work != want || !since.Equal(noon.Add(4*time.Minute)) {
		t.Errorf("got %v since %v, want %v since 12:04", work, since, want)
	}
}

func TestStore_joinedPropertiesLeadOn(t *testing.T) {
	t.Parallel()
	s := newStore(t)
	property := func(id string) roster.Property {
		return roster.Property{ID: id, Community: "c", Kind: roster.Street, Label: id, Line: id}
	}
	tx := s.Begin()
	for _, id := range []string{"p1", "p2", "p3"} {
		tx.CreateProperty(property(id))
	}
	tx.SaveHousehold(roster.Household{ID: "p3.h", Community: "c", Property: "p3"})
	commit(t, tx)
	for _, join := range [][2]string{{"p1", "p2"}, {"p2", "p3"}} {
		from, err := s.Property(t.Context(), "c", join[0])
		must(t, err)
		to, err := s.Property(t.Context(), "c", join[1])
		must(t, err)
		tx := s.Begin()
		tx.JoinProperty(from, to)
		commit(t, tx)
	}
	for _, id := range []string{"p1", "p2", "p3"} {
		if p, err := s.Property(t.Context(), "c", id); err != nil || p.ID != "p3" {
			t.Errorf("%s leads to %q, %v, want p3", id, p.ID, err)
		}
		if h, err := s.Household(t.Context(), "c", id+".h"); err != nil || h.ID != "p3.h" {
			t.Errorf("its household is %q, %v, want p3.h", h.ID, err)
		}
		if got, err := s.PropertiesAt(t.Context(), "c", id); err != nil || len(got) != 1 || got[0].Property != "p3" {
			t.Errorf("the address of %s leads to %+v, %v, want p3", id, got, err)
		}
	}
	p3, err := s.Property(t.Context(), "c", "p3")
	must(t, err)
	gone := s.Begin()
	gone.DeleteProperty(p3)
	commit(t, gone)
	for _, id := range []string{"p1", "p2", "p3"} {
		if got, err := s.PropertiesAt(t.Context(), "c", id); err != nil || len(got) != 0 {
			t.Errorf("after it is deleted the address of %s leads to %+v, %v, want nothing", id, got, err)
		}
	}
}
