// Package importer brings rosters in: an object in the bucket becomes members
// of a community, or rows that somebody has to look at.
//
// # An import's life
//
//	awaiting_upload ─► queued ─► checking ─► importing ─► completed
//	                     ▲          │  │         ▲    └► needs_attention ─► undoing ─► undone
//	         new mapping │          │  ▼         │ commit                        └► partly_undone
//	                     └──────────┼─ ready ────┘
//	                                └► rejected        any ─► aborted, failed
//
// An import is one version of one object. Its identifier is derived from that,
// so an event that comes twice, late, or never (the sweep of the bucket finds
// the object then) leads to the same import.
//
// # Runs
//
// A run claims the import: it takes the community's lock, a lease, and raises the
// fence. It opens the file, reads rows, and writes them in chunks. A chunk is one
// transaction with the members and the mails they are owed, the results of its
// rows, and the import's cursor and counts; the import is only overwritten at
// the revision that the run knows, so a run that was taken for dead writes
// nothing more. A run that is cut off anywhere is gone on with by the schedule:
// what was read before the cursor is read again for what later rows depend on
// (an email seen twice) and written no more.
//
// # Plans
//
// A roster to be reviewed is gone through in the same way, but of each chunk only
// the results are written, with what each row rests on (its target). The commit
// goes through the file once more and judges each row against the table as it is
// then: on the same target it does what the plan says, on another one the row
// needs attention.
//
// # Corrections
//
// Cells that the plan's reasons point to can be corrected in the review. The file
// stays; its rows are read with the corrections, and the plan is made anew while the
// one before is shown. See [Service.Correct].
//
// # Layouts
//
// What somebody says of a file's columns, by mapping them or by answering, is kept
// for the community with the file's layout ([rosterfile.Settled]) once the file was
// read so, and Support may keep it for all communities. A file of a layout that is
// known asks nothing again. With each fix file it is kept how the file was read that
// it is of. A layout's memory is one item, replaced only as it was read.
//
// # Shared emails
//
// Of people who share an email the first in the file is invited. The others need
// attention, unless the review has chosen to enter them as profiles, without
// sign-in: that is part of the plan, and so is made anew with it.
//
// # Sending
//
// The invitations of all but short rosters are held while it is
// imported, and released after that in parts, each after it is known how those
// before fared: see [roster.Sending]. Nobody needs a lease for that, every step
// replaces the import at the revision it was read at.
//
// # Undo
//
// The results say which members each row made or filled. An undo goes through them
// and takes back those that nobody has activated or edited, with the homes that
// are empty then, in one transaction with the results and the import.
//
// # Rows
//
// A row is read ([reader]) without the table: people, property, and what is
// wrong whatever the table says. Then it is judged ([chunk]) against what the
// table holds: a newcomer is invited, a pending member's blanks are filled, and
// what contradicts needs attention. Decisions rest on reads that may be a moment
// old; each write carries the condition that it rests on, and a chunk that lost
// a race is judged again from fresh reads.
package importer
