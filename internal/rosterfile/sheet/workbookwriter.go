package sheet

import (
	"archive/zip"
	"encoding/xml"
	"io"
	"strconv"
	"strings"
)

// WorkbookWriter writes a workbook (XLSX) with one sheet, row by row. Every cell
// is text, so no program takes it for a formula, a number, or a date.
type WorkbookWriter struct {
	zip   *zip.Writer
	sheet io.Writer
	err   error
}

// workbookParts are the parts that are the same in every workbook; see
// ECMA-376, part 1, 8.1 and 18.
var workbookParts = []struct{ name, content string }{
	{"[Content_Types].xml", `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>`},
	{"_rels/.rels", `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>`},
	{"xl/workbook.xml", `<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="Export" sheetId="1" r:id="rId1"/></sheets></workbook>`},
	{"xl/_rels/workbook.xml.rels", `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`},
}

// NewWorkbookWriter returns a SheetWriter that writes to w.
func NewWorkbookWriter(w io.Writer) *WorkbookWriter {
	s := &WorkbookWriter{zip: zip.NewWriter(w)}
	for _, part := range workbookParts {
		s.begin(part.name)
		s.put(xml.Header + part.content)
	}
	s.begin("xl/worksheets/sheet1.xml")
	// The first row, the headings, stays visible.
	s.put(xml.Header + `<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><sheetFormatPr baseColWidth="22" defaultRowHeight="15"/><sheetData>`)
	return s
}

// Write appends one row.
func (s *WorkbookWriter) Write(cells ...string) error {
	s.put("<row>")
	for _, c := range cells {
		s.put(`<c t="inlineStr"><is><t xml:space="preserve">`)
		if s.err == nil {
			// Characters not allowed in XML become U+FFFD.
			s.err = xml.EscapeText(s.sheet, []byte(escapeXLSX(strings.ToValidUTF8(c, "\ufffd"))))
		}
		s.put("</t></is></c>")
	}
	s.put("</row>")
	return s.err
}

// escapeXLSX keeps programs from decoding what looks like the code of a
// character: the underscore in front of it is written as such a code.
func escapeXLSX(s string) string {
	var out strings.Builder
	for i := strings.Index(s, "_x"); i >= 0; i = strings.Index(s, "_x") {
		out.WriteString(s[:i])
		s = s[i:]
		if looksEncoded(s) {
			out.WriteString("_x005F")
		}
		out.WriteString("_")
		s = s[len("_"):]
	}
	out.WriteString(s)
	return out.String()
}

// looksEncoded reports whether s starts with _xHHHH_; see unescapeXLSX.
func looksEncoded(s string) bool {
	if len(s) < len("_xHHHH_") || s[6] != '_' {
		return false
	}
	_, err := strconv.ParseUint(s[2:6], 16, 16)
	return err == nil
}

// Flush completes the workbook.
func (s *WorkbookWriter) Flush() error {
	s.put("</sheetData></worksheet>")
	if s.err == nil {
		s.err = s.zip.Close()
	}
	return s.err
}

func (s *WorkbookWriter) begin(part string) {
	if s.err == nil {
		s.sheet, s.err = s.zip.Create(part)
	}
}

func (s *WorkbookWriter) put(text string) {
	if s.err == nil {
		_, s.err = io.WriteString(s.sheet, text)
	}
}
