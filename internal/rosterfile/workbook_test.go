package rosterfile

import (
	"bytes"
	"errors"
	"fmt"
	"maps"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"

	"github.com/communitrak/onboarding/internal/rosterfile/columns"
	"github.com/communitrak/onboarding/internal/rosterfile/sheet"
	"github.com/communitrak/onboarding/internal/rosterfile/sheet/sheettest"
)

const (
	contentTypes = `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">` +
		`<Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>`
	rootRels = `<Relationships><Relationship Id="rId1" Type="http://x/officeDocument" Target="xl/workbook.xml"/></Relationships>`
	bookRels = `<Relationships><Relationship Id="rId1" Type="http://x/worksheet" Target="worksheets/sheet1.xml"/>` +
		`<Relationship Id="rId2" Type="http://x/sharedStrings" Target="sharedStrings.xml"/>` +
		`<Relationship Id="rId3" Type="http://x/styles" Target="/xl/styles.xml"/></Relationships>`
	bookXML    = `<workbook xmlns:r="x"><sheets><sheet name="Owners" sheetId="1" r:id="rId1"/></sheets></workbook>`
	stringsXML = `<sst><si><t>Name</t></si><si><t>Address</t></si><si><r><t>Em</t></r><rPh><t>no</t></rPh><r><t xml:space="preserve">ail</t></r></si></sst>`
	stylesXML  = `<styleSheet><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>`
	headerRow  = `<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="C1" t="s"><v>2</v></c></row>`
)

// everyType declares, as SheetJS does, types for parts that may not exist.
const everyType = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` +
	`<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types" xmlns:xsd="http://www.w3.org/2001/XMLSchema">` +
	`<Default Extension="xml" ContentType="application/xml"/>` +
	`<Default Extension="bin" ContentType="application/vnd.ms-excel.sheet.binary.macroEnabled.main"/>` +
	`<Default Extension="vml" ContentType="application/vnd.openxmlformats-officedocument.vmlDrawing"/>` +
	`<Default Extension="data" ContentType="application/vnd.openxmlformats-officedocument.model+data"/>` +
	`<Default Extension="docx" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document"/>` +
	`<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>` +
	`<Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>` +
	`<Override PartName="/xl/vbaProject.bin" ContentType="application/vnd.ms-office.vbaProject"/>` +
	`<Override PartName="/xl/macrosheets/sheet1.xml" ContentType="application/vnd.ms-excel.macrosheet+xml"/>` +
	`<Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>`

// plainParts returns the parts of a workbook with the given rows.
func plainParts(rows string) map[string]string {
	return map[string]string{
		"[Content_Types].xml":        contentTypes,
		"_rels/.rels":                rootRels,
		"xl/workbook.xml":            bookXML,
		"xl/_rels/workbook.xml.rels": bookRels,
		"xl/sharedStrings.xml":       stringsXML,
		"xl/styles.xml":              stylesXML,
		"xl/worksheets/sheet1.xml":   `<worksheet><sheetData>` + rows + `</sheetData></worksheet>`,
	}
}

func inline(ref, text string) string {
	return fmt.Sprintf(`<c r="%s" t="inlineStr"><is><t>%s</t></is></c>`, ref, text)
}

const annRow = `<row r="2"><c r="A2" t="str"><v>Ann Lee</v></c><c r="B2" t="inlineStr"><is><t>12 Oak St</t></is></c>` +
	`<c r="C2" t="inlineStr"><is><t><![CDATA[ann@example.com]]></t></is></c></row>`

// with returns parts with one of them replaced.
func with(parts map[string]string, name, content string) map[string]string {
	parts = maps.Clone(parts)
	parts[name] = content
	return parts
}

// withoutPart returns parts without one of them.
func withoutPart(parts map[string]string, name string) map[string]string {
	parts = maps.Clone(parts)
	delete(parts, name)
	return parts
}

func zipped(t testing.TB, parts map[string]string) []byte {
	t.Helper()
	return sheettest.Zip(t, parts)
}

// refusedCode opens the file and reads its rows; "" means that it was read.
func refusedCode(t testing.TB, b []byte) string {
	t.Helper()
	f, err := Open(bytes.NewReader(b), "roster.xlsx", sheet.DefaultLimits())
	if err == nil {
		for _, rowErr := range f.Rows(t.Context()) {
			err = errors.Join(err, rowErr)
		}
	}
	refused := new(sheet.RefusedError)
	if err != nil && !errors.As(err, &refused) {
		t.Fatalf("got %v, want a refusal or nothing", err)
	}
	return refused.Code
}

func TestOpen_refusedWorkbooks(t *testing.T) {
	t.Parallel()
	good := plainParts(headerRow + annRow)
	sheetPart := "xl/worksheets/sheet1.xml"
	raw := zipped(t, good)
	many := maps.Clone(good)
	for i := range 300 {
		many[fmt.Sprintf("xl/media/image%d.png", i)] = "x"
	}
	encrypted := bytes.Clone(raw)
	for i := 0; ; i++ {
		n := bytes.Index(encrypted[i:], []byte("PK\x01\x02"))
		if n < 0 {
			break
		}
		i += n
		encrypted[i+8] |= 1
	}
	kind := func(s string) []byte {
		return zipped(t, with(good, "[Content_Types].xml", `<Types><Override PartName="/xl/workbook.xml" ContentType="`+s+`"/></Types>`))
	}
	tests := []struct {
		name string
		file []byte
		code string
	}{
		{"sound", raw, ""},
		{"document type in the sheet", zipped(t, with(good, sheetPart, `<!DOCTYPE x [<!ENTITY a "b">]><worksheet/>`)), sheet.RefusedDoctype},
		{"document type in the strings", zipped(t, with(good, "xl/sharedStrings.xml", `<?xml version="1.0"?><!DOCTYPE x><sst/>`)), sheet.RefusedDoctype},
		{"bomb", zipped(t, with(good, "xl/media/zero.bin", strings.Repeat("\x00", 70<<20))), sheet.RefusedUnzipsTooLarge},
		{"one part far too well compressed", zipped(t, with(good, sheetPart, "<worksheet>"+strings.Repeat(" ", 2<<20)+"</worksheet>")), sheet.RefusedUnzipsTooLarge},
		{"too many parts", zipped(t, many), sheet.RefusedUnzipsTooLarge},
		{"archive with a password", encrypted, sheet.RefusedEncrypted},
		{"macros", kind("application/vnd.ms-excel.sheet.macroEnabled.main+xml"), sheet.RefusedMacros},
		{"macros hidden under another type", zipped(t, with(good, "xl/vbaProject.bin", "x")), sheet.RefusedMacros},
		{"macros under another name", zipped(t, with(with(good, "xl/code.bin", "x"), "[Content_Types].xml",
			`<Types><Override PartName="/XL/Code.bin" ContentType="application/vnd.ms-office.vbaProject"/></Types>`)), sheet.RefusedMacros},
		{"macros of Excel 4", zipped(t, with(with(good, "xl/macrosheets/sheet1.xml", "<xm/>"), "[Content_Types].xml",
			`<Types><Override PartName="/xl/macrosheets/sheet1.xml" ContentType="application/vnd.ms-excel.macrosheet+xml"/></Types>`)), sheet.RefusedMacros},
		{"macros by its extension", zipped(t, with(good, "[Content_Types].xml",
			`<Types><Default Extension="xml" ContentType="application/vnd.ms-excel.sheet.macroEnabled.main+xml"/></Types>`)), sheet.RefusedMacros},
		{"every type declared", zipped(t, with(good, "[Content_Types].xml", everyType)), ""},
		{"no type declared", zipped(t, withoutPart(good, "[Content_Types].xml")), ""},
		{"binary workbook", kind("application/vnd.ms-excel.sheet.binary.macroEnabled.main"), sheet.RefusedOtherFormat},
		{"Word document with macros", kind("application/vnd.ms-word.document.macroEnabled.main+xml"), sheet.RefusedOtherFormat},
		{"Word document", kind("application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"), sheet.RefusedOtherFormat},
		{"OpenDocument", zipped(t, map[string]string{"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": "<x/>"}), sheet.RefusedOtherFormat},
		{"archive of files", zipped(t, map[string]string{"roster.csv": "Name,Email"}), sheet.RefusedOtherFormat},
		{"cut off", raw[:len(raw)/2], sheet.RefusedDamaged},
		{"no workbook part", zipped(t, with(good, "_rels/.rels", `<Relationships/>`+"<!-- -->")), ""},
		{"relations to nothing", zipped(t, with(good, "xl/_rels/workbook.xml.rels", `<Relationships/>`)), sheet.RefusedNoSheet},
		{"all sheets hidden", zipped(t, with(good, "xl/workbook.xml", strings.Replace(bookXML, `name=`, `state="hidden" name=`, 1))), sheet.RefusedNoSheet},
		{"sheet cut off", zipped(t, with(good, sheetPart, `<worksheet><sheetData>`+headerRow+`<row r="2"><c`)), sheet.RefusedDamaged},
		{"element left open", zipped(t, with(good, sheetPart, `<worksheet><sheetData>`+headerRow+annRow)), sheet.RefusedDamaged},
		{"tag without end", zipped(t, with(good, sheetPart, `<worksheet><row a="`+strings.Repeat("xy", 200<<10))), sheet.RefusedDamaged},
		{"CDATA without end", zipped(t, with(good, sheetPart, `<worksheet><![CDATA[`)), sheet.RefusedDamaged},
		{"other encoding", zipped(t, with(good, sheetPart, `<?xml version="1.0" encoding="EBCDIC"?><worksheet/>`)), sheet.RefusedDamaged},
		{"no rows", zipped(t, plainParts("")), sheet.RefusedEmpty},
		{"headings out of reach", zipped(t, plainParts(`<row r="1">`+inline("A1", "Name")+inline("XFD1", "Email")+`</row>`)), sheet.RefusedTooManyColumns},
		{"row beyond the last", zipped(t, plainParts(headerRow+`<row r="4294967297">`+inline("A4294967297", "x")+`</row>`)), sheet.RefusedDamaged},
		{"column beyond the last", zipped(t, plainParts(headerRow+`<row r="2">`+inline("ZZZZZZZZ2", "x")+`</row>`)), sheet.RefusedDamaged},
		{"text longer than any cell", zipped(t, with(good, "xl/sharedStrings.xml", "<sst><si><t>"+varied(200<<10)+"</t></si></sst>")), sheet.RefusedDamaged},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			if got := refusedCode(t, tt.file); got != tt.code {
				t.Errorf("got code %q, want %q", got, tt.code)
			}
		})
	}
}

func TestFile_Rows_oddSheets(t *testing.T) {
	t.Parallel()
	ann := func(number int) Row {
		return Row{Number: number, People: []Person{{Number: 1, FullName: "Ann Lee", Email: "ann@example.com"}}, Place: Place{Address: "12 Oak St"}}
	}
	far := strings.ReplaceAll(annRow, `2"`, `1048576"`)
	tests := []struct {
		name     string
		parts    map[string]string
		want     []Row
		warnings int
	}{
		{"plain", plainParts(headerRow + annRow), []Row{ann(2)}, 0},
		{"references left out", plainParts(strings.NewReplacer(` r="1"`, "", ` r="2"`, "", ` r="A2"`, "", ` r="B2"`, "", ` r="C2"`, "").Replace(headerRow + annRow)), []Row{ann(2)}, 0},
		{"a string, style and cell that are not there", plainParts(headerRow + annRow +
			`<row r="3"><c r="A3" t="s"><v>99</v></c><c r="B3" t="s"><v>-1</v></c><c r="C3" s="-7"><v>1</v></c><c r="C3"><v>2</v></c></row>`),
			[]Row{ann(2), {Number: 3, People: []Person{{Number: 1, Email: "1"}}}}, 0},
		{"cells in the wrong order", plainParts(headerRow + annRow + `<row r="3">` + inline("C3", "bo@example.com") + inline("A3", "Bo") + `</row>`),
			[]Row{ann(2), {Number: 3, People: []Person{{Number: 1, Email: "bo@example.com"}}}}, 0},
		{"a row a million rows down", plainParts(headerRow + annRow + far), []Row{ann(2)}, 1},
		{"cached value and error of a formula", plainParts(headerRow +
			`<row r="2"><c r="A2" t="str"><f>A9</f><v>Ann Lee</v></c>` + inline("B2", "12 Oak St") + inline("C2", "ann@example.com") + `</row>` +
			`<row r="3"><c r="A3" t="e"><f>A9</f><v>#REF!</v></c>` + inline("B3", "12 Oak St") + `</row>`),
			[]Row{ann(2), {Number: 3, Place: Place{Address: "12 Oak St"}, Notes: []Note{{Column: "Name", Code: NoteCellError, From: "#REF!"}}}}, 0},
		{"UTF-16 and prefixes", with(plainParts(""), "xl/worksheets/sheet1.xml", "\xff\xfe"+wide(`<?xml version="1.0" encoding="UTF-16"?><x:worksheet><x:sheetData>`+
			strings.NewReplacer("<c", "<x:c", "</c", "</x:c", "<row", "<x:row", "</row", "</x:row").Replace(headerRow+annRow)+`</x:sheetData></x:worksheet>`, false)),
			[]Row{ann(2)}, 0},
		{"hidden column, and merged cells of which each row has its own", with(plainParts(""), "xl/worksheets/sheet1.xml", `<worksheet><cols><col hidden="1"/></cols><sheetData>`+headerRow+
			annRow+strings.ReplaceAll(annRow, `2"`, `3"`)+`</sheetData><mergeCells><mergeCell ref="B2:B3"/></mergeCells></worksheet>`),
			[]Row{ann(2), ann(3)}, 1},
		{"one address for several people", with(plainParts(""), "xl/worksheets/sheet1.xml", `<worksheet><sheetData>`+headerRow+annRow+
			`<row r="3">`+inline("A3", "Bo Lee")+inline("C3", "bo@example.com")+`</row><row r="4"/><row r="5">`+inline("A5", "Cy Ray")+inline("C5", "cy@example.com")+`</row><row r="6">`+inline("C6", "cy.ray@example.com")+`</row></sheetData>`+
			`<mergeCells><mergeCell ref="B2:B4"/><mergeCell ref="A5:A6"/><mergeCell ref="A9:A8"/><mergeCell ref="A2:C2"/></mergeCells></worksheet>`),
			[]Row{ann(2), {Number: 3, People: []Person{{Number: 1, FullName: "Bo Lee", Email: "bo@example.com"}}, Place: Place{Address: "12 Oak St"}, Notes: []Note{{Column: "Address", Code: NoteMerged, From: "12 Oak St"}}},
				{Number: 5, People: []Person{{Number: 1, FullName: "Cy Ray", Email: "cy@example.com"}}}, {Number: 6, People: []Person{{Number: 1, Email: "cy.ray@example.com"}}}}, 0},
		{"lines through cells", with(plainParts(headerRow+strings.Replace(annRow, "<c ", `<c s="1" `, 1)+
			`<row r="3">`+inline("A3", "Bo Lee")+inline("B3", "12 Oak St")+strings.Replace(inline("C3", "bo@example.com"), "<c ", `<c s="1" `, 1)+`</row>`),
			"xl/styles.xml", `<styleSheet><fonts><font><strike val="0"/></font><font><strike/></font></fonts><cellXfs><xf fontId="0"/><xf fontId="1"/></cellXfs></styleSheet>`),
			[]Row{
				{Number: 2, People: []Person{{Number: 1, FullName: "Ann Lee (crossed out)", Email: "ann@example.com"}}, Place: Place{Address: "12 Oak St"}, Absences: []columns.Absence{{Person: 1, Column: "Name", Value: "crossed out"}}},
				{Number: 3, People: []Person{{Number: 1, FullName: "Bo Lee"}}, Place: Place{Address: "12 Oak St"}, Notes: []Note{{Person: 1, Column: "Email", Code: NoteCrossedOut, From: "bo@example.com (crossed out)"}}}}, 0},
		{"lines through a part of cells", with(plainParts(headerRow+annRow+
			`<row r="3"><c r="A3" t="inlineStr"><is><r><rPr><strike/></rPr><t>Bo </t></r><r><rPr><strike val="1"/></rPr><t>Lee</t></r></is></c>`+inline("B3", "12 Oak St")+inline("C3", "bo@example.com")+`</row>`+
			`<row r="4"><c r="A4" t="s"><v>3</v></c><c r="B4" t="s"><v>4</v></c><c r="C4" t="s"><v>5</v></c></row>`),
			"xl/sharedStrings.xml", strings.TrimSuffix(stringsXML, `</sst>`)+`<si><r><t xml:space="preserve">Cy Ray </t></r><r><rPr><strike/></rPr><t>Bo Lee</t></r></si>`+
				`<si><r><rPr><strike val="0"/></rPr><t xml:space="preserve">12 </t></r><r><t>Oak St</t></r></si><si><r><rPr><strike/></rPr><t>bo@example.com</t></r><r><t xml:space="preserve"> cy@example.com</t></r></si></sst>`),
			[]Row{
				ann(2),
				{Number: 3, People: []Person{{Number: 1, FullName: "Bo Lee (crossed out)", Email: "bo@example.com"}}, Place: Place{Address: "12 Oak St"}, Absences: []columns.Absence{{Person: 1, Column: "Name", Value: "crossed out"}}},
				{Number: 4, People: []Person{{Number: 1, FullName: "Cy Ray Bo Lee (partly crossed out)"}}, Place: Place{Address: "12 Oak St"}, Notes: []Note{{Person: 1, Column: "Email", Code: NoteCrossedOut, From: "bo@example.com cy@example.com (partly crossed out)"}}}}, 0},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			f, err := Open(bytes.NewReader(zipped(t, tt.parts)), "roster.xlsx", sheet.DefaultLimits())
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(tt.want, rowsOf(t, f), asTyped); diff != "" {
				t.Errorf("rows (-want +got):\n%s", diff)
			}
			if got := f.Detected().Warnings; len(got) != tt.warnings {
				t.Errorf("got warnings %q, want %d", got, tt.warnings)
			}
		})
	}
}

// TestFile_Correct_merged corrects a cell that is merged with the one above, and
// clears a whole row.
func TestFile_Correct_merged(t *testing.T) {
	t.Parallel()
	f, err := Open(bytes.NewReader(zipped(t, with(plainParts(""), "xl/worksheets/sheet1.xml", `<worksheet><sheetData>`+headerRow+annRow+
		`<row r="3">`+inline("A3", "Bo Lee")+inline("C3", "bo@example.com")+`</row><row r="4">`+inline("A4", "Cy Lee")+inline("C4", "cy@example.com")+`</row></sheetData>`+
		`<mergeCells><mergeCell ref="B2:B4"/></mergeCells></worksheet>`))), "roster.xlsx", sheet.DefaultLimits())
	if err != nil {
		t.Fatal(err)
	}
	f.Correct([]Correction{{Row: 2, Column: 1}, {Row: 2, Column: 2}, {Row: 2, Column: 3}, {Row: 3, Column: 2, Value: "14 Oak St"}})
	var got []string
	for _, row := range rowsOf(t, f) {
		codes := ""
		for _, n := range row.Notes {
			codes += n.Code + " "
		}
		got = append(got, fmt.Sprint(len(row.People), " ", row.Place.Address, " ", codes))
	}
	want := []string{"0  corrected corrected corrected ", "1 14 Oak St corrected ", "1 12 Oak St merged "}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("rows (-want +got):\n%s", diff)
	}
}

// TestOpen_hiddenRows asks about rows that somebody has hidden, or filtered out.
func TestOpen_hiddenRows(t *testing.T) {
	t.Parallel()
	hidden := strings.Replace(annRow, "<row", `<row hidden="1"`, 1)
	for rows, want := range map[string]string{
		annRow: "",
		hidden: "One row of the sheet is hidden or filtered out. Should it be imported, too?",
		hidden + strings.ReplaceAll(hidden, `2"`, `3"`): "2 rows of the sheet are hidden or filtered out. Should they be imported, too?",
	} {
		f, err := Open(bytes.NewReader(zipped(t, plainParts(headerRow+rows))), "roster.xlsx", sheet.DefaultLimits())
		if err != nil {
			t.Fatal(err)
		}
		got := ""
		for _, q := range f.Questions() {
			got += q.Text
		}
		if got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}

// TestOpen_workbookOfExcel reads another program's output: instructions on the
// first sheet, merged titles, numbers where text was meant.
func TestOpen_workbookOfExcel(t *testing.T) {
	t.Parallel()
	x := excelize.NewFile()
	defer x.Close()
	zip, err := x.NewStyle(&excelize.Style{CustomNumFmt: ptr("00000")})
	if err != nil {
		t.Fatal(err)
	}
	_, err = x.NewSheet("Roster")
	err = errors.Join(err,
		x.SetSheetName("Sheet1", "Read me"),
		x.SetCellValue("Read me", "A1", "Fill in the second sheet, then send it to us"),
		x.SetCellValue("Roster", "A1", "Maple Grove"), x.MergeCell("Roster", "A1", "E2"),
		x.SetSheetRow("Roster", "A4", &[]any{"Full Name", "Lot", "Email", "Phone", "Zip", "Moved in"}),
		x.SetSheetRow("Roster", "A6", &[]any{"Ann Lee", 12, "ann@example.com", 4805550101, 2109, 45000}),
		x.SetSheetRow("Roster", "A7", &[]any{"Bo Ray", "L-13", "bo@example.com", 1.48055501e10, 501, "spring 2021"}),
		x.SetCellStyle("Roster", "E6", "E6", zip),
	)
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	if err := x.Write(&b); err != nil {
		t.Fatal(err)
	}
	f, err := Open(bytes.NewReader(b.Bytes()), "roster.xlsx", sheet.DefaultLimits())
	if err != nil {
		t.Fatal(err)
	}
	if d := f.Detected(); d.Sheet != "Roster" || d.HeaderRow != 4 || d.Rows != 2 || d.Format != sheet.XLSX {
		t.Errorf("got %+v", d)
	}
	want := []Row{
		{Number: 6, People: []Person{{Number: 1, FullName: "Ann Lee", Email: "ann@example.com", Phone: "4805550101"}}, Place: Place{Lot: "12", ZIP: "02109"}},
		{Number: 7, People: []Person{{Number: 1, FullName: "Bo Ray", Email: "bo@example.com", Phone: "14805550100"}}, Place: Place{Lot: "L-13", ZIP: "00501"},
			Notes: []Note{{Column: "Zip", Code: NoteZIPZero, From: "501", To: "00501"}}},
	}
	if diff := cmp.Diff(want, rowsOf(t, f), asTyped); diff != "" {
		t.Errorf("rows (-want +got):\n%s", diff)
	}
	if err := f.Use(columns.Mapping{Sheet: "Read me"}); err != nil || f.Detected().Sheet != "Read me" {
		t.Errorf("the other sheet could not be chosen: %v", err)
	}
	if err := f.Use(columns.Mapping{Sheet: "none"}); err == nil {
		t.Error("a sheet that is not there could be chosen")
	}
}

// varied returns text that compresses no better than that of a list.
func varied(n int) string {
	var b strings.Builder
	for i := 0; b.Len() < n; i++ {
		fmt.Fprintf(&b, "%x ", i*i*i)
	}
	return b.String()[:n]
}

func ptr[T any](v T) *T { return &v }
