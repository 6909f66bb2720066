// Package rights shows that each function may do what it does, and no more.
//
// Its test runs all functions in one process, each with clients of its own whose
// calls pass a gate. A gate knows the function's statements in template.yaml and
// refuses what they do not allow, as AWS would: the action, the resource, the
// leading keys of the table, the address that mail is sent from. A scenario goes
// through every route and every event. In the end a right that nobody used is as
// wrong as one that was missing, and docs/iam.md is written from what was seen.
package rights
