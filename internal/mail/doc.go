// Package mail sends enqueued mails and processes the events about them.
//
// A mail is enqueued as an intent (roster.Intent), written in the same
// transaction as the change it is about. [Composer] composes the mail from the
// state at the time of sending or finds that it is no longer due. [Deliverer]
// sends due mails, one drain at a time, at the rate granted by the mail
// service; it lists the next ones while those before are being sent. [Feedback] updates intents and members from the mail service's
// events.
//
//	Queued ──claim──► Sending ──accepted──► Sent
//	  ▲                 │ ├────rejected──► Failed
//	  └──not accepted───┘ └────unknown──► Uncertain ──event──► Sent
//	                                        │ after 15, 30 and 60 min: Sending
//	                                        └ unknown for the fourth time: Failed
//	any unsent ──no longer due──► Cancelled
package mail
