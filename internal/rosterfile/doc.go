// Package rosterfile turns the bytes of a roster (CSV, other delimited text or
// XLSX) into rows of people and the place they live in.
//
// It knows nothing of members, households or storage. Three steps make a file
// usable:
//
//	f, err := rosterfile.Open(src, "roster.csv", rosterfile.DefaultLimits())
//	err = f.Ready()                  // can this be imported as it is mapped?
//	for row, err := range f.Rows(ctx) { … }
//
// Open looks at the content, never at the extension alone: it finds encoding,
// delimiter or sheet, the header row below any titles, and suggests what each
// column means. It reads the whole file once, so that a file beyond a limit is
// refused before anything is done with its rows. What was said of earlier files of
// its layout is a [Memory] and applied with [File.UseSaved], and Support may change
// sheet, header row and columns with [File.Use]; a [Mapping] is plain JSON.
//
// A column is used for the one whose it is known to be. Each has one account: a
// field of a party, known and not needed, or open. Of the exports of known programs
// a file in layouts says it (knownlayout.go); of all others account.go settles it
// from heading, values and first rows. What is open and matters is a [Question];
// [File.Certain] reports that there is none, [File.Answer] applies answers. The
// words that decide lie in vocabulary.txt.
//
// Three rules hold for every file:
//
//   - A file that cannot be read is a *[RefusedError] whose sentence tells its
//     sender what to do. A row that cannot be read is a [Row] with a [Problem];
//     it never ends the file.
//   - What is repaired (a ZIP without its zero, ="00123", a phone shown as a
//     number) is a [Note] on its row. Names, addresses and phones are handed
//     on as typed; what they mean is decided elsewhere.
//   - Memory does not grow with the number of rows, and a column of secrets
//     (passwords, gate codes, social security numbers) is blanked while it is
//     read.
//
// [Writer] and [FixWriter] write the answers: CSV for spreadsheets in which no
// cell can act as a formula, and which Open reads back unchanged.
package rosterfile
