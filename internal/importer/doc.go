// Package importer imports rosters: an object in the bucket becomes members of
// a community, or rows that need attention.
//
// # An import's life
//
//	awaiting_upload ─► queued ─► checking ─► importing ─► completed
//	                     ▲          │  │         ▲    └► needs_attention ─► undoing ─► undone
//	         new mapping │          │  ▼         │ commit                        └► partly_undone
//	                     └──────────┼─ ready ────┘
//	                                └► rejected        any ─► aborted, failed
//
// An import is one version of one object. Its ID is derived from that version,
// so an event that arrives twice, late, or never (the bucket sweep then finds
// the object) leads to the same import.
//
// # Runs
//
// A run claims the import: it takes the community's lock and a lease, and
// raises the fence. It opens the file, reads rows, and writes them in chunks. A
// chunk is one transaction with the members and the emails enqueued for them,
// the results of its rows, and the import's cursor and counts; the import is
// only overwritten at the revision that the run knows, so a run that was
// presumed dead can write nothing more. The schedule continues a run that is
// cut off anywhere: rows before the cursor are read again, because later rows
// depend on them (an email seen twice), but are not written again.
//
// # Plans
//
// A roster to be reviewed is processed in the same way, but only the results of
// each chunk are written, each row with the fingerprint of what it depends
// on. The commit goes through the file once more and judges each row against the
// current table: with the same fingerprint it does what the plan says, with a
// different one the row needs attention.
//
// # Corrections
//
// Cells that the plan's reasons point to can be corrected during review. The
// file is unchanged; its rows are read with the corrections, and the plan is
// made again while the previous one is shown. See [Service.Correct].
//
// # Layouts
//
// What a user says about a file's columns, by mapping them or by answering
// questions, is remembered for the community with the file's layout
// ([rosterfile.Settled]) once the file has been read that way; Support may
// remember it for all communities. A file with a known layout raises no
// questions again. For each fix file, the importer remembers how the original
// file was read. The remembered layouts are one item, replaced only at the
// state that was read.
//
// # Shared emails
//
// Of the people who share an email, the first in the file is invited. The
// others need attention, unless the review chooses to add them as profiles,
// without sign-in; that choice is part of the plan, so changing it makes the
// plan again.
//
// # Sending
//
// All but short rosters have their invitations held during the import and then
// released in parts, each after the outcome of the parts before is known; see
// [roster.Sending]. This needs no lease, because every step replaces the import
// at the revision that was read.
//
// # Undo
//
// The results record which members each row created or filled. An undo goes
// through them and takes back those that nobody has activated or edited, along
// with the homes that this leaves empty, in one transaction with the results
// and the import.
//
// # Rows
//
// Each package below this one has one part in a row's way; arrows point down:
//
//	importer   runs, leases, review, sending, undo, reports
//	plan       decides what becomes of a row; makes no calls
//	snapshot   what is known of the community; reads only
//	parse      who lives where, according to the file
//	bucket     the objects in S3
//
// A row is first parsed ([parse.Parser]) without the table: people, property,
// and what is wrong whatever the table says. Then it is judged ([plan.Chunk])
// against a snapshot of the table, which is prefetched while earlier rows are
// written. Decisions rest on reads that may be slightly out of date; each write
// carries the condition it depends on, and a chunk that lost a race is judged
// again from fresh reads. A chunk takes as many rows as surely fit into one
// transaction. One that turns out too large is judged again with fewer rows, and
// one that the table throttles is written again as it is.
package importer
