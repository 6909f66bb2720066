// Package rights shows that each function may do what it does, and no more.
//
// Its test runs all functions in one process, each with its own clients, whose
// calls pass a gate. A gate knows the function's statements in template.yaml
// and refuses what they do not allow, as AWS would: it judges the action, the
// resource, the leading keys of the table, the attributes that an update names,
// the address that mail is sent from, and what holds for a request that names
// none of these. A scenario goes through every route and every event. At the
// end, a right that nobody used is as wrong as one that was missing. A right is
// a pair: an action on one kind of item, or on one resource. That the action is
// used elsewhere, and the kind by other actions, does not make the pair used.
// docs/iam.md is written from what was seen.
//
// A scenario knows only some of the states that a community can be in, and what a
// request or an event writes depends on them. So a second test records the calls to
// the table in the tests of the packages that do the work, and asks the gates about
// each.
package rights
