package dynamo

import (
	"slices"
	"testing"
	"time"

	"github.com/communitrak/onboarding/internal/roster"
)

var noon = time.Date(2026, time.March, 2, 12, 0, 0, 0, time.UTC)

// TestKeys pins every spelling: changing a key loses what is stored under it.
func TestKeys(t *testing.T) {
	t.Parallel()
	entry := roster.AuditEntry{ID: "e1", Community: "c1", At: noon.Add(7 * time.Millisecond)}
	ofMember := entry
	ofMember.Member = "m1"
	for _, c := range []struct{ got, want key }{
		{communityKey("c1"), key{"C#c1", "META"}},
		{countsKey("c1", 7), key{"C#c1", "N#7"}},
		{administratorsKey("c1"), key{"C#c1", "ADMINS"}},
		{importLockKey("c1"), key{"C#c1", "IMPORT"}},
		{overviewKey("c1"), key{"C#c1", "OVERVIEW"}},
		{propertyKey("c1", "p1"), key{"C#c1#P#p1", "P"}},
		{householdKey("c1", "p1.h1"), key{"C#c1#P#p1", "H#p1.h1"}},
		{householdKey("c1", "p1.oh1"), key{"C#c1#P#p1", "P"}},
		{propertyKey("c1", "p1-85201"), key{"C#c1#P#p1", "P#85201"}},
		{householdKey("c1", "p1-85201.h1"), key{"C#c1#P#p1", "H#p1-85201.h1"}},
		{householdKey("c1", "p1-85201.oh1"), key{"C#c1#P#p1", "P#85201"}},
		{addressKey("c1", roster.AddressKey{Line: "114 JUNIPER CT", ZIP: "85201"}), key{"C#c1#P#4dcr7yv84hy0t3sgm1tv", "P#85201"}},
		{addressKey("c1", roster.AddressKey{Line: "114 JUNIPER CT"}), key{"C#c1#P#4dcr7yv84hy0t3sgm1tv", "P"}},
		{addressKey("c2", roster.AddressKey{Line: "114 JUNIPER CT"}), key{"C#c2#P#6e33r6q1bz6b6g9z3yhw", "P"}},
		{memberKey("c1", "m1"), key{"C#c1#M#m1", "M"}},
		{accountKey("x1"), key{"E#x1", "A"}},
		{membershipKey("x1", "c1"), key{"E#x1", "C#c1"}},
		{attemptsKey("x1"), key{"E#x1", "W"}},
		{sessionKey("s1"), key{"S#s1", "S"}},
		{ticketKey("r1"), key{"R#r1", "R"}},
		{throttleKey("password#x1"), key{"T#password#x1", "T"}},
		{idempotencyKey("i1"), key{"I#i1", "I"}},
		{intentKey("o1"), key{"O#o1", "O"}},
		{importKey("c1", "j1"), key{"C#c1#J#j1", "J"}},
		{detectedKey("c1", "j1"), key{"C#c1#J#j1", "JD"}},
		{correctionsKey("c1", "j1"), key{"C#c1#J#j1", "JC"}},
		{rowsKey("c1", "j1", 0, 12), key{"C#c1#J#j1", "R#000012"}},
		{rowsKey("c1", "j1", 2, 12), key{"C#c1#J#j1", "P2#000012"}},
		{layoutsKey("c1"), key{"C#c1#MAP", "MAP"}},
		{layoutsKey(Everywhere), key{"C##MAP", "MAP"}},
		{mailCountsKey("c1", "j1", 3), key{"C#c1#J#j1", "S#3"}},
		{fanOutKey("c1", "d1"), key{"C#c1#D#d1", "D"}},
		{printJobKey("c1", "b1"), key{"C#c1#B#b1", "B"}},
		{letterKey("y1"), key{"Y#y1", "Y"}},
		{logoKey("b1"), key{"B#b1", "B"}},
		{leaseKey("deliver"), key{"X#deliver", "X"}},
		{auditKey(entry), key{"C#c1#L#202603", "2026-03-02T12:00:00.007Z#e1"}},
		{auditKey(ofMember), key{"C#c1#M#m1", "L#2026-03-02T12:00:00.007Z#e1"}},
		// Of indexes: partition and sort keys.
		{key{communitiesIndex, ""}, key{"COMMUNITIES", ""}},
		{key{propertiesIndex("c1"), labelSort("114 Juniper Ct Apt 2, Mesa", "p1")}, key{"C#c1#P", "00000114 juniper ct apt 00000002, mesa\x1fp1"}},
		{key{propertiesIndex("c1"), labelStart("114")}, key{"C#c1#P", "00000114"}},
		{key{propertiesIndex("c1"), labelStart("N6W23001")}, key{"C#c1#P", "n00000006w00023001"}},
		{key{importsIndex("c1"), dueSort(noon, "j1")}, key{"C#c1#J", "1772452800000#j1"}},
		{key{membersIndex("c1", roster.Active), ""}, key{"C#c1#M#active", ""}},
		{key{membersIndex("c1", roster.Pending), ""}, key{"C#c1#M#pending", ""}},
		{key{membersIndex("c1", roster.Revoked), ""}, key{"C#c1#M#ended", ""}},
		{key{membersIndex("c1", roster.Removed), ""}, key{"C#c1#M#ended", ""}},
		{key{attentionIndex("c1"), nameSort(roster.Member{ID: "m1", FirstName: "Renée", LastName: "O'Brien"})}, key{"C#c1#A", "o'brien\x1frenee\x1fm1"}},
		{key{dueIndex("now", "o1"), dueSort(noon, "o1")}, key{"DUE#now#5", "1772452800000#o1"}},
		{key{dueShard(laneJob, 0), ""}, key{"DUE#job#0", ""}},
		{key{waitingIndex(roster.WaitingReady), dueSort(noon, "j1")}, key{"WAITING#ready", "1772452800000#j1"}},
	} {
		if c.got != c.want {
			t.Errorf("got %+q, want %+q", c.got, c.want)
		}
	}
}

// Nothing stored under one kind of key is found under another.
func TestKeys_apart(t *testing.T) {
	t.Parallel()
	kinds := map[key]string{}
	for name, k := range map[string]key{
		"community": communityKey("c"), "counts": countsKey("c", 0), "administrators": administratorsKey("c"), "running import": importLockKey("c"), "overview": overviewKey("c"), "property": propertyKey("c", "x"),
		"household": householdKey("c", "x.y"), "address": addressKey("c", roster.AddressKey{Line: "x", ZIP: "y"}), "member": memberKey("c", "x"), "account": accountKey("x"),
		"link": membershipKey("x", "c"), "attempts": attemptsKey("x"), "session": sessionKey("x"), "ticket": ticketKey("x"), "throttle": throttleKey("x"),
		"idempotency": idempotencyKey("x"), "intent": intentKey("x"), "import": importKey("c", "x"), "detected": detectedKey("c", "x"),
		"rows": rowsKey("c", "x", 0, 0), "plan": rowsKey("c", "x", 1, 0), "layouts": layoutsKey("c"), "layouts everywhere": layoutsKey(Everywhere), "mails": mailCountsKey("c", "x", 0), "fan-out": fanOutKey("c", "x"), "lease": leaseKey("x"), "logo": logoKey("x"),
	} {
		if other, taken := kinds[k]; taken {
			t.Errorf("%s and %s share the key %v", name, other, k)
		}
		kinds[k] = name
	}
}

func TestLabelSort(t *testing.T) {
	t.Parallel()
	want := []string{"2 Oak St", "9 Oak St", "10 Oak St Apt 2", "10 Oak St Apt 10", "100 Oak St", "Lot 3", "Lot 12"}
	got := slices.Clone(want)
	slices.Sort(got)
	slices.SortFunc(got, func(a, b string) int {
		if labelSort(a, "x") < labelSort(b, "x") {
			return -1
		}
		return 1
	})
	if !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestDueIndex_spreads(t *testing.T) {
	t.Parallel()
	shardsUsed := map[string]int{}
	for range 800 {
		shardsUsed[dueIndex("bulk", roster.NewID())]++
	}
	if len(shardsUsed) != shards {
		t.Errorf("%d partitions in use, want %d", len(shardsUsed), shards)
	}
}

func TestSplitMemberKey(t *testing.T) {
	t.Parallel()
	if c, m, ok := splitMemberKey(memberKey("c1", "m1").PK); c != "c1" || m != "m1" || !ok {
		t.Errorf("got %q, %q, %v", c, m, ok)
	}
	for _, pk := range []string{"", "E#x", propertyKey("c1", "p1").PK} {
		if c, m, ok := splitMemberKey(pk); ok {
			t.Errorf("%q is taken for a member %s of %s", pk, m, c)
		}
	}
}

func TestCursor(t *testing.T) {
	t.Parallel()
	got, err := decodeCursor(encodeCursor("delgado\x1frosa\x1fm1"), 1)
	if err != nil || got[0] != "delgado\x1frosa\x1fm1" {
		t.Errorf("got %q, %v", got, err)
	}
	for name, cursor := range map[string]string{
		"not base64":                       "%%%",
		"nothing":                          encodeCursor(""),
		"two parts":                        encodeCursor("a", "b"),
		"broken UTF-8":                     encodeCursor("\xff"),
		"a sort key that DynamoDB refuses": encodeCursor(string(make([]byte, 2000))),
	} {
		if got, err := decodeCursor(cursor, 1); err != errCursor {
			t.Errorf("%s: got %q, %v", name, got, err)
		}
	}
}
