package sheet

import (
	"fmt"
)

// Limits are the limits for one file.
type Limits struct {
	Bytes       int64 // size of the file
	Rows        int   // rows with content below the header
	Columns     int   // columns with content; headings without values below do not count
	CellBytes   int   // UTF-8 bytes of one cell
	RecordBytes int   // bytes of one CSV record, including quotes and delimiters
	EmptyRows   int   // empty rows after which a sheet is considered to end

	UnzippedBytes int64 // declared size of all parts of a workbook
	ZipEntries    int   // parts of a workbook
	ZipRatio      int   // unzipped bytes per zipped byte, in parts above 1 MB
}

// DefaultLimits returns the limits promised to senders.
func DefaultLimits() Limits {
	return Limits{
		Bytes:         10 << 20,
		Rows:          50_000,
		Columns:       64,
		CellBytes:     4 << 10,
		RecordBytes:   64 << 10,
		EmptyRows:     1_000,
		UnzippedBytes: 64 << 20,
		ZipEntries:    200,
		ZipRatio:      100,
	}
}

// MaxWidth is the number of columns above which a file is refused even if they
// have only headings. keptWidth is the maximum number of cells kept per record.
const (
	MaxWidth  = 256
	keptWidth = MaxWidth + 5 // the columns of a fix file
)

// Codes of a RefusedError.
const (
	RefusedEmpty          = "empty_file"
	RefusedTooLarge       = "file_too_large"
	RefusedTooManyRows    = "too_many_rows"
	RefusedTooManyColumns = "too_many_columns"
	RefusedBinary         = "binary_file"
	RefusedHTML           = "html_file"
	RefusedPDF            = "pdf_file"
	RefusedOldExcel       = "old_excel_file"
	RefusedEncrypted      = "password_protected"
	RefusedMacros         = "macros"
	RefusedOtherFormat    = "other_format"
	RefusedDamaged        = "damaged_workbook"
	RefusedUnzipsTooLarge = "unzips_too_large"
	RefusedDoctype        = "doctype"
	RefusedUnclosedQuotes = "unclosed_quotes"
	RefusedNoSheet        = "no_sheet"
	RefusedNoHeader       = "no_header"
	RefusedMissingColumn  = "missing_column"
	RefusedNoRows         = "no_rows"
)

// RefusedError means that a file as a whole cannot be used. Sentence tells the
// sender what is wrong and what to do about it.
type RefusedError struct {
	Code     string
	Sentence string
}

// Error returns the code and the sentence.
func (e *RefusedError) Error() string {
	return fmt.Sprintf("roster file refused (%s): %s", e.Code, e.Sentence)
}

// Refuse returns a RefusedError with a sentence for the sender.
func Refuse(code, sentence string, args ...any) *RefusedError {
	return &RefusedError{Code: code, Sentence: fmt.Sprintf(sentence, args...)}
}

func (l Limits) tooLarge() error {
	return Refuse(RefusedTooLarge, "The file is larger than %d MB; split it into smaller files and import them one after the other.", l.Bytes>>20)
}

// TooManyRows returns the refusal of a file over the limit of rows.
func (l Limits) TooManyRows() error {
	return Refuse(RefusedTooManyRows, "The file has more than %d rows; split it into smaller files and import them one after the other.", l.Rows)
}

// TooManyColumns returns the refusal of a file over the limit of columns.
func (l Limits) TooManyColumns() error {
	return Refuse(RefusedTooManyColumns, "The file has more than %d columns with content; delete the columns that the import does not need.", l.Columns)
}

func refuseBinary() error {
	return Refuse(RefusedBinary, "The file holds bytes that are not text; save the list as CSV (UTF-8) or XLSX and send that.")
}
