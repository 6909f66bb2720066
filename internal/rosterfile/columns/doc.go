// Package columns says what the columns of a roster mean.
//
// [Open] finds the sheet, the header row below any titles (headerrow.go), and a
// meaning for each column, in one pass over the sheet (firstpass.go), so that a
// file over a limit is refused before any of its rows is used. The result is a
// [Table]. Answers for earlier files of the same layout are kept in a [Memory]
// and applied with [Table.UseSaved]. Support may change the sheet, header row,
// and columns with [Table.Use]; a [Mapping] is plain JSON.
//
// A column is used only for the person or home it is known to describe. Each
// column is in one class: a field of a party, known and not needed, or open.
// For exports of known programs, a file in layouts says which (knownlayout.go);
// for all others, classify.go decides from the headings (heading.go), the values
// (profile.go), and the first rows: whose names they are (party.go), whose
// emails and phones (contacts.go), and which address is the home (home.go). An
// open column that matters becomes a [Question]; [Table.Certain] reports that
// there are none, and [Table.Answer] applies answers.
//
// Where to add what: a word in vocabulary.txt, a layout in layouts, a meaning
// in field.go.
package columns
