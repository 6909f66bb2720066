package sheet

import (
	"bytes"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/communitrak/onboarding/internal/rosterfile/sheet/sheettest"
)

// parts are the parts of a workbook that a test writes, by name.
type parts map[string]string

// bookOf returns a workbook with one sheet, as most programs write it.
func bookOf(rows string) parts {
	return parts{
		"[Content_Types].xml": `<Types><Default Extension="xml" ContentType="application/xml"/>` +
			`<Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>`,
		"_rels/.rels":     `<Relationships><Relationship Id="r1" Type="http://schemas.example/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
		"xl/workbook.xml": `<workbook xmlns:r="x"><sheets><sheet name="Roster" r:id="s1"/></sheets></workbook>`,
		"xl/_rels/workbook.xml.rels": `<Relationships><Relationship Id="s1" Type="http://schemas.example/worksheet" Target="worksheets/one.xml"/>` +
			`<Relationship Id="s2" Type="http://schemas.example/sharedStrings" Target="shared.xml"/>` +
			`<Relationship Id="s3" Type="http://schemas.example/styles" Target="styles.xml"/></Relationships>`,
		"xl/worksheets/one.xml": sheetOf(rows),
	}
}

func sheetOf(rows string) string { return `<worksheet><sheetData>` + rows + `</sheetData></worksheet>` }

// with returns the workbook with more parts, given as names and contents.
func (p parts) with(more ...string) parts {
	p = maps.Clone(p)
	for i := 0; i < len(more); i += 2 {
		p[more[i]] = more[i+1]
	}
	return p
}

func (p parts) zipped(t *testing.T) []byte {
	t.Helper()
	return sheettest.Zip(t, p)
}

// styled returns a workbook with a number in each format, one below the other.
// Formats of the program have a number, others a code.
func styled(values []string, formats []any) parts {
	var rows, numbers, cells strings.Builder
	for i, value := range values {
		id := formats[i]
		if code, ok := id.(string); ok {
			id = 164 + i
			fmt.Fprintf(&numbers, `<numFmt numFmtId="%d" formatCode="%s"/>`, id, strings.ReplaceAll(code, `"`, "&quot;"))
		}
		fmt.Fprintf(&cells, `<xf numFmtId="%d"/>`, id)
		fmt.Fprintf(&rows, `<row r="%d"><c r="A%[1]d" s="%d"><v>%s</v></c></row>`, i+1, i, value)
	}
	return bookOf(rows.String()).with("xl/styles.xml", `<styleSheet><numFmts>`+numbers.String()+`</numFmts>`+
		`<cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs>`+cells.String()+`</cellXfs><cellStyles><xf numFmtId="14"/></cellStyles></styleSheet>`)
}

// TestWorkbook_kinds reads what programs write into the cells of a sheet.
func TestWorkbook_kinds(t *testing.T) {
	t.Parallel()
	people := `<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c></row>` +
		`<row r="2"><c r="A2" t="s"><v>2</v></c><c r="B2" t="s"><v> 3 </v></c></row>`
	tests := []struct {
		name string
		book parts
		want [][]string
	}{
		{"shared strings, one of them empty", bookOf(people).with("xl/shared.xml",
			`<sst><si><t>Name</t></si><si><t>Lot</t></si><si><t/></si><si><t xml:space="preserve"> 7 &amp; 8 </t></si></sst>`),
			[][]string{{"Name", "Lot"}, {"", " 7 & 8 "}}},
		{"rich text with a prefix and phonetic guides", bookOf(people).with("xl/shared.xml",
			`<x:sst><x:si><x:r><x:rPr><x:b/></x:rPr><x:t>Na</x:t></x:r><x:r><x:t>me</x:t></x:r><x:rPh><x:t>no</x:t></x:rPh></x:si>`+
				`<x:si><x:t>Lot</x:t></x:si><x:si><x:t>Uma</x:t></x:si><x:si><x:t>7</x:t></x:si></x:sst>`),
			[][]string{{"Name", "Lot"}, {"Uma", "7"}}},
		{"inline strings in CDATA and in runs", bookOf(`<row r="1"><c r="A1" t="inlineStr"><is><t><![CDATA[Uma & Vic]]></t></is></c>` +
			`<c r="B1" t="inlineStr"><is><r><t>Lot </t></r><r><t>7</t></r></is></c></row>`),
			[][]string{{"Uma & Vic", "Lot 7"}}},
		{"characters that XML cannot hold", bookOf(`<row r="1"><c r="A1" t="inlineStr"><is><t>Uma_x000A_Vic</t></is></c><c r="B1" t="str"><v>a_x000D_b</v></c>` +
			`<c r="C1" t="str"><v>a_xyz_b</v></c><c r="D1" t="str"><v>a_x0041</v></c></row>`),
			[][]string{{"Uma\nVic", "a\rb", "a_xyz_b", "a_x0041"}}},
		{"formulas with the value that was last shown", bookOf(`<row r="1"><c r="A1" t="str"><f>B1&amp;C1</f><v>Uma Vale</v></c>` +
			`<c r="B1"><f>3+4</f><v>7</v></c><c r="C1"><f>4+5</f></c><c r="D1" t="b"><f>TRUE()</f><v>1</v></c><c r="E1" t="b"><v>0</v></c></row>`),
			[][]string{{"Uma Vale", "7", "", "TRUE", "FALSE"}}},
		{"errors", bookOf(`<row r="1"><c r="A1" t="e"><v>#N/A</v></c><c r="B1" t="e"><f>1/0</f><v>#DIV/0!</v></c></row>`),
			[][]string{{"#N/A", "#DIV/0!"}}},
		{"rows and cells without a reference", bookOf(`<row><c><v>1</v></c><c><v>2</v></c></row><row><c r="B2"><v>3</v></c><c><v>4</v></c></row>`),
			[][]string{{"1", "2"}, {"", "3", "4"}}},
		{"gaps between rows and cells", bookOf(`<row r="2"><c r="B2"><v>1</v></c><c r="E2"><v>2</v></c></row><row r="4"><c r="AA4"><v>3</v></c></row>`),
			[][]string{{}, {"", "1", "", "", "2"}, {}, {25: "", 26: "3"}}},
		{"references in lower case", bookOf(`<row r="1"><c r="b1"><v>1</v></c></row>`), [][]string{{"", "1"}}},
		{"one cell twice", bookOf(`<row r="1"><c r="A1"><v>1</v></c><c r="A1"><v>2</v></c><c><v>3</v></c></row>`), [][]string{{"1", "3"}}},
		{"numbers", bookOf(`<row r="1"><c r="A1"><v>4.8055501040000000E9</v></c><c r="B1"><v>0.1</v></c><c r="C1"><v>72.299999999999997</v></c>` +
			`<c r="D1"><v>-3</v></c><c r="E1"><v>1.5E-7</v></c><c r="F1"><v>2.5E+20</v></c><c r="G1"><v>12 Elm</v></c><c r="H1" t="n"><v> 9 </v></c></row>`),
			[][]string{{"4805550104", "0.1", "72.3", "-3", "1.5e-07", "2.5e+20", "12 Elm", "9"}}},
		{"formats of the program", styled(
			[]string{"45000", "45000.5", "0.75", "45000", "45000", "45000", "45000", "45000"},
			[]any{14, 22, 20, 0, 1, 37, 30, 58}),
			[][]string{{"2023-03-15"}, {"2023-03-15 12:00:00"}, {"18:00:00"}, {"45000"}, {"45000"}, {"45000"}, {"2023-03-15"}, {"2023-03-15"}}},
		{"formats of people", styled(
			[]string{"45000", "45000", "1.5", "7", "45000", "12", "7030", "45000", "45000"},
			[]any{"yyyy-mm-dd", "[Red]d. mmmm", "[hh]:mm", `0 "days"`, `0.00\d`, "_m0", "00000;@", "[$-409]mmm", `"due" * d`}),
			[][]string{{"2023-03-15"}, {"2023-03-15"}, {"1900-01-01 12:00:00"}, {"7"}, {"45000"}, {"12"}, {"07030"}, {"2023-03-15"}, {"2023-03-15"}}},
		{"days before March 1900", styled([]string{"1", "59", "61"}, []any{14, 14, 14}), [][]string{{"1900-01-01"}, {"1900-02-28"}, {"1900-03-01"}}},
		{"no days", styled([]string{"-1", "2958466", "2958465"}, []any{14, 14, 14}), [][]string{{"-1"}, {"2958466"}, {"9999-12-31"}}},
		{"days since 1904", styled([]string{"0", "43538"}, []any{14, 14}).with("xl/workbook.xml",
			`<workbook xmlns:r="x"><workbookPr date1904="1"/><sheets><sheet name="Roster" r:id="s1"/></sheets></workbook>`),
			[][]string{{"1904-01-01"}, {"2023-03-15"}}},
		{"dates as text", bookOf(`<row r="1"><c r="A1" t="d"><v>2023-03-15</v></c><c r="B1" t="d"><v>2023-03-15T00:00:00.000Z</v></c><c r="C1" t="d"><v>2023-03-15T08:30:00Z</v></c>` +
			`<c r="D1" t="d"><v>2023-03-15T08:30:00.250</v></c></row>`),
			[][]string{{"2023-03-15", "2023-03-15", "2023-03-15 08:30:00", "2023-03-15 08:30:00.250"}}},
		{"merged cells have their value once", bookOf("").with("xl/worksheets/one.xml", `<worksheet><dimension ref="A1:XFD1048576"/><sheetData>`+
			`<row r="1"><c r="A1"><v>1</v></c><c r="B1"/></row><row r="2"><c r="A2"/><c r="B2"><v>2</v></c></row></sheetData>`+
			`<mergeCells><mergeCell ref="A1:B1"/><mergeCell ref="A1:A2"/></mergeCells></worksheet>`),
			[][]string{{"1"}, {"", "2"}}},
		{"a chart, hidden sheets, and the same sheet twice", bookOf(`<row r="1"><c r="A1"><v>7</v></c></row>`).with("xl/workbook.xml",
			`<workbook xmlns:r="x"><sheets><sheet name="Chart" r:id="c1"/><sheet name="Old" state="hidden" r:id="s8"/><sheet name="Lists" state="veryHidden" r:id="s9"/>`+
				`<sheet name="Gone" r:id="s0"/><sheet name="Roster" state="visible" r:id="s1"/><sheet name="Again" r:id="s1"/></sheets></workbook>`,
			"xl/_rels/workbook.xml.rels", `<Relationships><Relationship Id="c1" Type="http://schemas.example/chartsheet" Target="charts/one.xml"/>`+
				`<Relationship Id="s8" Type="http://schemas.example/worksheet" Target="worksheets/old.xml"/><Relationship Id="s9" Type="http://schemas.example/worksheet" Target="worksheets/lists.xml"/>`+
				`<Relationship Id="s0" Type="http://schemas.example/worksheet" Target="worksheets/gone.xml"/>`+
				`<Relationship Id="s1" Type="http://schemas.example/worksheet" Target="/xl/worksheets/one.xml"/></Relationships>`,
			"xl/charts/one.xml", `<chartsheet/>`, "xl/worksheets/old.xml", sheetOf(`<row><c><v>8</v></c></row>`), "xl/worksheets/lists.xml", sheetOf(`<row><c><v>9</v></c></row>`)),
			[][]string{{"7"}}},
		{"part names with backslashes and capitals", parts{
			"[Content_Types].xml": `<Types/>`, `_rels\.rels`: `<Relationships><Relationship Id="r1" Type="http://schemas.example/officeDocument" Target="XL\Workbook.xml"/></Relationships>`,
			`xl\workbook.xml`:            `<workbook><sheets><sheet name="Roster" id="s1"/></sheets></workbook>`,
			`xl\_rels\workbook.xml.rels`: `<Relationships><Relationship Id="s1" Type="http://schemas.example/worksheet" Target="Worksheets\One.xml"/></Relationships>`,
			`xl\worksheets\one.xml`:      sheetOf(`<row><c><v>7</v></c></row>`),
		}, [][]string{{"7"}}},
		{"the workbook elsewhere, and no types", parts{
			"_rels/.rels":               `<Relationships><Relationship Id="r0" Type="http://schemas.example/core-properties" Target="docProps/core.xml"/><Relationship Id="r1" Type="http://schemas.example/officeDocument" Target="/book/main.xml"/></Relationships>`,
			"book/main.xml":             `<workbook><sheets><sheet name="Roster" id="s1"/></sheets></workbook>`,
			"book/_rels/main.xml.rels":  `<Relationships><Relationship Id="s1" Type="http://schemas.example/worksheet" Target="../sheets/one.xml"/></Relationships>`,
			"sheets/one.xml":            sheetOf(`<row><c><v>7</v></c></row>`),
			"xl/workbook.xml":           `<workbook/>`,
			"xl/worksheets/another.xml": sheetOf(`<row><c><v>8</v></c></row>`),
		}, [][]string{{"7"}}},
		{"declarations, and line ends behind the last element", bookOf("").with("xl/worksheets/one.xml",
			"\ufeff<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\r\n<!-- by hand -->\n"+sheetOf("\n <row>\n <c><v>7</v></c>\n </row>\n")+"\r\n"), [][]string{{"7"}}},
		{"a protected sheet is not encrypted", bookOf("").with("xl/worksheets/one.xml",
			`<worksheet><sheetProtection password="CAFE" sheet="1"/><sheetData><row><c><v>7</v></c></row></sheetData></worksheet>`), [][]string{{"7"}}},
		{"a schema in another part is not fetched", bookOf(`<row><c><v>7</v></c></row>`).with("xl/xmlMaps.xml",
			`<!DOCTYPE a [<!ENTITY b SYSTEM "http://schemas.example/b">]><MapInfo>&b;</MapInfo>`), [][]string{{"7"}}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			got, err := sheetRows(tt.book.zipped(t), len(tt.want))
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(tt.want, got, cmpopts.EquateEmpty()); diff != "" {
				t.Errorf("rows (-want +got):\n%s", diff)
			}
		})
	}
}

// TestWorkbook_long reads a sheet that is longer than what is in memory at once,
// with characters of every length at its edges.
func TestWorkbook_long(t *testing.T) {
	t.Parallel()
	const cell = "Ü&&👪 Vale"
	for shift := range 12 {
		var rows strings.Builder
		rows.WriteString(strings.Repeat(" ", shift))
		for i := range 9_000 {
			fmt.Fprintf(&rows, `<row r="%d"><c t="inlineStr"><is><t>Ü&amp;&#38;👪 Vale</t></is></c><c><v>%[1]d</v></c></row>`, i+1)
		}
		got, err := sheetRows(bookOf(rows.String()).zipped(t), 9_000)
		if err != nil || len(got) != 9_000 {
			t.Fatalf("got %d rows, %v", len(got), err)
		}
		for i, row := range got {
			if want := []string{cell, fmt.Sprint(i + 1)}; !slices.Equal(row, want) {
				t.Fatalf("row %d shifted by %d: got %q, want %q", i+1, shift, row, want)
			}
		}
	}
}

// TestWorkbook_refusedKinds expects each file to be refused for its own reason.
func TestWorkbook_refusedKinds(t *testing.T) {
	t.Parallel()
	row := `<row><c><v>7</v></c></row>`
	ole := func(stream string) []byte {
		b := bytes.NewBufferString("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + strings.Repeat("\x00", 504))
		for _, u := range utf16.Encode([]rune(stream)) {
			b.Write([]byte{byte(u), byte(u >> 8)})
		}
		return b.Bytes()
	}
	tests := []struct {
		name string
		file []byte
		code string
	}{
		{"encrypted", ole("EncryptedPackage"), RefusedEncrypted},
		{"a workbook of old Excel", ole("Workbook"), RefusedOldExcel},
		{"strings that unpack to far more", bookOf(row).with("xl/shared.xml", "<sst>"+strings.Repeat("<si><t>aaaaaaaaaaaaaaaa</t></si>", 1<<17)+"</sst>").zipped(t), RefusedUnzipsTooLarge},
		{"a picture of blank bytes", bookOf(row).with("xl/media/one.bin", strings.Repeat("\x00", 65<<20)).zipped(t), RefusedUnzipsTooLarge},
		{"entities in the strings", bookOf(row).with("xl/shared.xml", `<!DOCTYPE sst [<!ENTITY a "aa"><!ENTITY b "&a;&a;">]><sst><si><t>&b;</t></si></sst>`).zipped(t), RefusedDoctype},
		{"entities in the list of sheets", bookOf(row).with("xl/workbook.xml", `<!DOCTYPE workbook><workbook/>`).zipped(t), RefusedDoctype},
		{"a row without end", bookOf("").with("xl/worksheets/one.xml", `<worksheet><sheetData><row><c><v>7</v></c>`).zipped(t), RefusedDamaged},
		{"a cell without end", bookOf("").with("xl/worksheets/one.xml", `<worksheet><sheetData><row><c><v>7`).zipped(t), RefusedDamaged},
		{"strings without end", bookOf(row).with("xl/shared.xml", `<sst><si><t>Uma`).zipped(t), RefusedDamaged},
		{"only hidden sheets", bookOf(row).with("xl/workbook.xml", `<workbook><sheets><sheet name="Roster" state="veryHidden" id="s1"/></sheets></workbook>`).zipped(t), RefusedNoSheet},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			err := readThrough(tt.file)
			refused := new(RefusedError)
			if errors.As(err, &refused); refused.Code != tt.code {
				t.Errorf("got %v, want code %q", err, tt.code)
			}
		})
	}
}
