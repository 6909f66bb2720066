// Package rosterfile converts the bytes of a roster (CSV, other delimited text,
// or XLSX) into rows of people and their homes.
//
// It knows nothing about members, households, or storage. A file is read in
// three steps:
//
//	f, err := rosterfile.Open(src, "roster.csv", rosterfile.DefaultLimits())
//	err = f.Ready()                  // can this be imported as it is mapped?
//	for row, err := range f.Rows(ctx) { … }
//
// Open looks at the content, not just at the extension: it detects the
// encoding, the delimiter or sheet, and the header row below any titles, and
// suggests what each column means. It reads the whole file once, so that a file
// over a limit is refused before any of its rows is used. Answers for earlier
// files of the same layout are kept in a [Memory] and applied with
// [File.UseSaved]. Support may change the sheet, header row, and columns with
// [File.Use]; a [Mapping] is plain JSON.
//
// A column is used only for the person or home it is known to describe. Each
// column has one account: a field of a party, known and not needed, or open.
// For exports of known programs, a file in layouts says which (knownlayout.go);
// for all others, account.go decides from headings, values, and the first rows.
// An open column that matters becomes a [Question]; [File.Certain] reports that
// there are none, and [File.Answer] applies answers. The vocabulary for these
// decisions is in vocabulary.txt.
//
// Three rules hold for every file:
//
//   - A file that cannot be read is a *[RefusedError] whose message tells the
//     sender what to do. A row that cannot be read is a [Row] with a [Problem];
//     it never ends the file.
//   - Repairs (a ZIP without its zero, ="00123", a phone shown as a number) are
//     recorded as a [Note] on the row. Names, addresses, and phones are passed
//     on as typed; their meaning is decided elsewhere.
//   - Memory does not grow with the number of rows, and a column of secrets
//     (passwords, gate codes, Social Security numbers) is blanked as it is
//     read.
//
// [Writer] and [FixWriter] write the results: CSV for spreadsheets in which no
// cell can act as a formula, and which Open reads back unchanged.
package rosterfile
