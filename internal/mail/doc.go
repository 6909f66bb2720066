// Package mail sends the mails that are owed and takes in what became of them.
//
// A mail is owed by an intent (roster.Intent) that was written in the same
// transaction as what it is about. [Composer] makes the mail from the state at
// the moment of sending, or finds that it is no longer due. [Deliverer] sends
// what is due, one drain at a time, at the rate that the mail service grants.
// [Feedback] moves intents and members by the events of the mail service.
//
//	Queued ──claim──► Sending ──accepted──► Sent
//	  ▲                 │ ├────rejected──► Failed
//	  └──not accepted───┘ └────unknown──► Uncertain ──event──► Sent
//	                                        │ 15 min, once more: Sending
//	                                        └ and again: Failed
//	any unsent ──no longer due──► Cancelled
package mail
