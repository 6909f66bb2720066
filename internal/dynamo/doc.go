// Package dynamo keeps the domain in one DynamoDB table.
//
// # The chart
//
//	item                  PK                     SK                 found by
//	community             C#<c>                  META               GSI1 COMMUNITIES, name
//	its member counts     C#<c>                  N#<0-7>
//	its administrators    C#<c>                  ADMINS
//	its running import    C#<c>                  IMPORT
//	its counted overview  C#<c>                  OVERVIEW
//	its audit             C#<c>#L#<yyyymm>       <time>#<id>
//	layouts of its files  C#<c>#MAP              MAP                of all communities: C##MAP
//	property              C#<c>#P#<p>            P                  GSI1 C#<c>#P, label
//	household             C#<c>#P#<p>            H#<h>
//	address key           C#<c>#K#<line>         K#<zip>
//	member                C#<c>#M#<m>            M                  GSI1 C#<c>#M#<tab>, name; GSI3 C#<c>#A, name
//	                                                                GSI2 DUE#member#<0-7>: reminder, end
//	who may invite                                                  GSI3 C#<c>#I, name
//	his audit             C#<c>#M#<m>            L#<time>#<id>
//	account               E#<person>             A
//	link, membership      E#<person>             C#<c>
//	wrong codes           E#<person>             W
//	session               S#<hash>               S
//	ticket (reset, …)     R#<id>                 R
//	throttle              T#<key>                T
//	idempotency           I#<key>                I
//	mail intent           O#<id>                 O                  GSI2 DUE#<lane>#<0-7>
//	import                C#<c>#J#<j>            J                  GSI1 C#<c>#J, time; GSI2 DUE#job#0
//	                                                                GSI3 WAITING#<what for>, time
//	what was detected     C#<c>#J#<j>            JD
//	results of a chunk    C#<c>#J#<j>            R#<n>
//	figures of its mails  C#<c>#J#<j>            S#<0-7>
//	fan-out               C#<c>#D#<d>            D                  GSI2 DUE#job#0
//	logo                  B#<id>                 B
//	lease, breaker        X#<name>               X
//
// GSI1 and GSI3 hold keys and the text that is searched, no more: a search reads
// little, a change of a mail's state costs no index write, and a list shows the
// items themselves, as they are now. Behind the text stand a few letters for role
// and import, which sift what a filter asks for; the items decide.
//
// A person is the keyed hash of an email; of a profile, which has none, that of an
// email it shares and its name. A household's identifier carries its
// property's: <p>.<suffix>.
//
// # What holds
//
// Every item that is read, judged and written back carries a revision (rv) and
// is only overwritten when that has not changed; who loses the race reads and
// judges again ([Retry]). What belongs together is one transaction ([Tx]).
// Every write carries a request id (rq), so that a write whose reply was lost
// recognises itself instead of failing on its own condition. Decisions read
// consistently; lists read indexes and may lag.
package dynamo
