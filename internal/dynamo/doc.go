// Package dynamo stores the domain in a single DynamoDB table.
//
// # Table layout
//
//	item                  PK                     SK                 indexed by
//	community             C#<c>                  META               GSI1 COMMUNITIES, name
//	member counts         C#<c>                  N#<0-7>
//	administrators        C#<c>                  ADMINS
//	running import        C#<c>                  IMPORT
//	cached overview       C#<c>                  OVERVIEW
//	audit trail           C#<c>#L#<yyyymm>       <time>#<id>
//	roster layouts        C#<c>#MAP              MAP                all communities: C##MAP
//	property, address     C#<c>#P#<line>         P#<zip>            GSI1 C#<c>#P, label
//	without a ZIP, a lot  C#<c>#P#<line>         P                  GSI1 C#<c>#P, label
//	further household     C#<c>#P#<line>         H#<h>
//	member                C#<c>#M#<m>            M                  GSI1 C#<c>#M#<tab>, name; GSI3 C#<c>#A, name
//	                                                                GSI2 DUE#member#<0-7>: reminder, end
//	inviter                                                         GSI3 C#<c>#I, name
//	member's audit trail  C#<c>#M#<m>            L#<time>#<id>
//	account               E#<person>             A
//	membership            E#<person>             C#<c>
//	wrong-code counter    E#<person>             W
//	session               S#<hash>               S                  GSI1 E#<person>#S, time
//	ticket (reset, …)     R#<id>                 R
//	throttle              T#<key>                T
//	idempotency           I#<key>                I
//	mail intent           O#<id>                 O                  GSI2 DUE#<lane>#<0-7>
//	import                C#<c>#J#<j>            J                  GSI1 C#<c>#J, time; GSI2 DUE#job#0
//	                                                                GSI3 WAITING#<reason>, time
//	detected layout       C#<c>#J#<j>            JD
//	corrected cells       C#<c>#J#<j>            JC
//	chunk results         C#<c>#J#<j>            R#<n>
//	plan chunk            C#<c>#J#<j>            P<plan>#<n>
//	mail counters         C#<c>#J#<j>            S#<0-7>
//	fan-out               C#<c>#D#<d>            D                  GSI2 DUE#job#0
//	invitations on paper  C#<c>#B#<b>            B                  GSI2 DUE#print#0
//	code on paper         Y#<hash>               Y
//	logo                  B#<id>                 B
//	lease, breaker        X#<name>               X
//
// GSI1 and GSI3 project only keys and the searchable text. Searches read
// little, a change of delivery state costs no index write, and lists fetch the
// items themselves. The search text ends in a few letters that
// encode role and import; they narrow a filter's candidates, and the items
// decide.
//
// A property's ID is <line>-<zip>, or <line> without a ZIP, where <line> is a hash
// of its delivery line, so it spells the key of the item that is also its
// address's: an attribute of that item names the property that the address leads
// to. A property that gets another address stays where it is; the items of its
// further addresses hold only that name. Since a vacated item cannot be another
// property's, a new property there has a random ID in place of <line>.
//
// A person ID is the keyed hash of the email or, for a profile, which has none,
// of the email it shares plus its name. A household ID embeds its property's
// ID: <p>.<suffix>. The household that is made together with its property is an
// attribute of the property's item; its suffix begins with an o, which no other
// suffix does.
//
// # Guarantees
//
// Every item that follows a read-decide-write cycle carries a revision (rv) and
// is overwritten only if that revision is unchanged. The loser of a race reads
// and decides again ([Retry]). Writes that belong together form one transaction
// ([Tx]). Every write carries a request ID (rq), so a write whose reply was
// lost recognizes itself instead of failing on its own condition. Decisions use
// consistent reads; lists read indexes and may lag ([Store.Lagging]).
package dynamo
