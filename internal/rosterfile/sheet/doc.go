// Package sheet reads the bytes of a text or a workbook as records of cells,
// and writes such files. It knows nothing of what the cells mean.
//
//	book, err := sheet.Open(src, "roster.csv", sheet.DefaultLimits(), headings)
//	records, err := book.Open(book.Sheets()[0])
//	record, err := records.Next()
//
// [Open] looks at the content: signatures (sniff.go), the character encoding
// (encoding.go), and, for a text, delimiter and quotes (dialect.go), for which
// it asks the caller how [Headings] are recognized. A new dialect is added to
// dialect.go. Workbooks are unpacked (archive.go) and scanned (xmlscan.go)
// within [Limits] and without a window larger than a part's longest tag.
//
// A file that cannot be read is a *[RefusedError] whose sentence tells the
// sender what to do; a damaged [Record] has a fault, and reading continues after
// it. Memory does not grow with the number of records.
//
// [Writer] and [WorkbookWriter] write files in which no cell can act as a
// formula; Open reads back what they wrote, unchanged.
package sheet
