package sheet

import (
	"bytes"
	"errors"
	"io"
	"strings"
)

// Source is a file that can be read from any position, any number of times: a
// *bytes.Reader, *strings.Reader, or *io.SectionReader. It is read in large
// pieces and needs no buffer.
type Source interface {
	io.ReaderAt
	Size() int64
}

const sniffBytes = 4 << 10

// head returns the first bytes of src, at most n.
func head(src Source, n int) ([]byte, error) {
	b := make([]byte, min(int64(n), src.Size()))
	read, err := src.ReadAt(b, 0)
	if err != nil && !errors.Is(err, io.EOF) {
		return nil, err
	}
	return b[:read], nil
}

// signature is how a kind of file starts, and what the sender is told.
type signature struct {
	magic, code, sentence string
}

var signatures = []signature{
	{"%PDF", RefusedPDF, "This is a PDF; export the list from its program as CSV or XLSX and send that."},
	{"{\\rtf", RefusedOtherFormat, "This is a text document; save the list as CSV or XLSX and send that."},
	{"\x1f\x8b", RefusedOtherFormat, "This file is compressed; unpack it and send the CSV or XLSX inside."},
	{"7z\xbc\xaf\x27\x1c", RefusedOtherFormat, "This file is an archive; unpack it and send the CSV or XLSX inside."},
	{"Rar!", RefusedOtherFormat, "This file is an archive; unpack it and send the CSV or XLSX inside."},
	{"\x89PNG", RefusedOtherFormat, "This is a picture; send the list itself as CSV or XLSX."},
	{"\xff\xd8\xff", RefusedOtherFormat, "This is a picture; send the list itself as CSV or XLSX."},
	{"GIF8", RefusedOtherFormat, "This is a picture; send the list itself as CSV or XLSX."},
	{"BEGIN:VCARD", RefusedOtherFormat, "These are contact cards (vCard); export the contacts as CSV and send that."},
	{"ID;PWXL", RefusedOtherFormat, "This is a SYLK spreadsheet; save it as XLSX and send that."},
	{"\x09\x08\x10\x00\x00\x06", RefusedOldExcel, oldExcelSentence},
	{"\xff\xfe\x00\x00", RefusedBinary, utf32Sentence},
	{"\x00\x00\xfe\xff", RefusedBinary, utf32Sentence},
}

const (
	oldExcelSentence = "This is a workbook of the old Excel format (.xls); open it, save it as XLSX and send that."
	utf32Sentence    = "The text is stored as UTF-32; save the list as CSV (UTF-8) and send that."
	htmlSentence     = "This is a web page, not a list; download the file again while signed in, or save the list as CSV or XLSX."
)

const (
	zipMagic = "PK\x03\x04"
	oleMagic = "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
)

// isWorkbook reports whether the file is a zip archive. It refuses files that
// are neither an archive nor text.
func isWorkbook(src Source, start []byte) (bool, error) {
	if len(bytes.TrimSpace(start)) == 0 && src.Size() <= int64(len(start)) {
		return false, Refuse(RefusedEmpty, "The file is empty; save the list again and send that.")
	}
	switch {
	case bytes.HasPrefix(start, []byte(zipMagic)):
		return true, nil
	case bytes.HasPrefix(start, []byte("PK")):
		return false, refuseDamaged()
	case bytes.HasPrefix(start, []byte(oleMagic)):
		return false, refuseOLE(src)
	}
	trimmed := bytes.TrimLeft(bytes.TrimPrefix(start, []byte("\xef\xbb\xbf")), " \t\r\n")
	for _, s := range signatures {
		if bytes.HasPrefix(start, []byte(s.magic)) || bytes.HasPrefix(trimmed, []byte(s.magic)) {
			return false, Refuse(s.code, "%s", s.sentence)
		}
	}
	if isJSON(trimmed) {
		return false, Refuse(RefusedOtherFormat, "This is a JSON file; save the list as CSV or XLSX and send that.")
	}
	return false, refuseMarkup(trimmed)
}

// isJSON reports whether start is a JSON object, or a list of objects, with a
// first key.
func isJSON(start []byte) bool {
	const blanks = " \t\r\n"
	rest := bytes.TrimLeft(bytes.TrimPrefix(start, []byte("[")), blanks)
	key, ok := bytes.CutPrefix(rest, []byte("{"))
	return ok && bytes.HasPrefix(bytes.TrimLeft(key, blanks), []byte(`"`))
}

// refuseMarkup refuses web pages and XML under any file name. It accepts a list
// whose first cell merely begins with <.
func refuseMarkup(start []byte) error {
	text := strings.ToLower(string(start[:min(len(start), 1024)]))
	if !strings.HasPrefix(text, "<") {
		return nil
	}
	for _, tag := range []string{"<!doctype", "<html", "<head", "<body", "<table", "<script", "<meta", "<!--", "<div"} {
		if strings.HasPrefix(text, tag) {
			return Refuse(RefusedHTML, htmlSentence)
		}
	}
	if strings.HasPrefix(text, "<?xml") {
		return Refuse(RefusedOtherFormat, "This is an XML file; save the list as CSV or XLSX and send that.")
	}
	return nil
}

// refuseOLE distinguishes an encrypted workbook from one in the old format:
// both are OLE containers, in which directory names are UTF-16.
func refuseOLE(src Source) error {
	const lookAt = 10 << 20
	b, err := head(src, lookAt)
	if err != nil {
		return err
	}
	for _, stream := range []string{"EncryptedPackage", "EncryptionInfo"} {
		if bytes.Contains(b, utf16LE(stream)) {
			return Refuse(RefusedEncrypted, "The workbook is protected by a password; remove the password in Excel (File, Info, Protect Workbook) and send it again.")
		}
	}
	return Refuse(RefusedOldExcel, oldExcelSentence)
}

func utf16LE(s string) []byte {
	b := make([]byte, 0, 2*len(s))
	for i := range len(s) {
		b = append(b, s[i], 0)
	}
	return b
}

func refuseDamaged() error {
	return Refuse(RefusedDamaged, "The workbook is damaged or incomplete; open it in a spreadsheet program, save it again as XLSX and send that.")
}
