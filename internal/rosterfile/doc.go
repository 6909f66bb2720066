// Package rosterfile reads a roster (CSV, other delimited text, or XLSX) as rows
// of people and their homes.
//
// It knows nothing about members, households, or storage. A file is read in
// three steps:
//
//	f, err := rosterfile.Open(src, "roster.csv", rosterfile.DefaultLimits())
//	err = f.Ready()                  // can this be imported as it is mapped?
//	for row, err := range f.Rows(ctx) { … }
//
// Below it stand two packages, above it one; each knows only those below it:
//
//   - sheet turns bytes into records of cells: encodings, dialects, workbooks,
//     limits. It also writes such files.
//   - columns says what the columns mean: headings, vocabulary, known layouts,
//     the mapping, questions, and what is remembered of the answers.
//   - rosterfile, this package, makes each record a [Row]: it repairs cells
//     (repair.go), chooses among several emails and phones (candidates.go), and
//     fills in people and place (interpret.go).
//   - report writes the report of all rows and the fix file.
//
// A [File] is a [columns.Table] whose rows can be read: it has the table's
// mapping and questions, too. Three rules hold for every file:
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
package rosterfile
