package rosterfile

import (
	"archive/zip"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"
)

// laughs declares an entity that would expand to a billion words.
const laughs = `<!DOCTYPE x [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">` +
	`<!ENTITY d "&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;">]>`

// hostileParts returns workbooks with one malformed part.
func hostileParts(t *testing.T) []hostile {
	var all []hostile
	add := func(name, partName, content string, h hostile) {
		h.name, h.file = name, archived(t, append(without(partName), part{partName, content, zip.Deflate})...)
		all = append(all, h)
	}
	sheet := func(name, rows string, h hostile) {
		add(name, sheetPart, "<worksheet><sheetData>"+headerRow+rows+"</sheetData></worksheet>", h)
	}
	sound := plainParts(headerRow + annRow)
	refused, read, either := hostile{}, hostile{read: true}, hostile{any: true}

	for _, name := range slices.Sorted(maps.Keys(sound)) {
		// The list of types is searched for words and not read as XML.
		add("entities in "+name, name, laughs+sound[name], hostile{any: name == "[Content_Types].xml"})
		add("half of "+name, name, sound[name][:len(sound[name])/2], hostile{any: name == "[Content_Types].xml" || name == "xl/styles.xml"})
		add("nothing in "+name, name, "", hostile{any: true})
	}
	add("external entity", sheetPart, `<!DOCTYPE x SYSTEM "file:///etc/passwd" [<!ENTITY e SYSTEM "file:///etc/passwd">]><worksheet>&e;</worksheet>`, refused)
	add("entity that nobody declared", "xl/sharedStrings.xml", `<sst><si><t>Name</t></si><si><t>Address</t></si><si><t>Email&unknown;</t></si></sst>`, either)
	add("sheet elsewhere on the network", "xl/_rels/workbook.xml.rels",
		`<Relationships><Relationship Id="rId1" Type="http://x/worksheet" TargetMode="External" Target="http://example.com/sheet1.xml"/></Relationships>`, refused)
	add("sheet on the disk", "xl/_rels/workbook.xml.rels",
		`<Relationships><Relationship Id="rId1" Type="http://x/worksheet" TargetMode="External" Target="file:///etc/passwd"/></Relationships>`, refused)
	add("sheet above the root", "xl/_rels/workbook.xml.rels",
		`<Relationships><Relationship Id="rId1" Type="http://x/worksheet" Target="../../../../etc/passwd"/></Relationships>`, refused)
	add("workbook that is its own sheet", "xl/_rels/workbook.xml.rels",
		`<Relationships><Relationship Id="rId1" Type="http://x/worksheet" Target="workbook.xml"/></Relationships>`, refused)
	add("10,000 sheets that are one", "xl/workbook.xml", `<workbook><sheets>`+strings.Repeat(`<sheet name="S" id="rId1"/>`, 10_000)+`</sheets></workbook>`, read)
	add("10,000 relations", "xl/_rels/workbook.xml.rels", strings.Replace(bookRels, "</Relationships>", relations(10_000)+"</Relationships>", 1), either)
	add("sheet name of 200 kB", "xl/workbook.xml", `<workbook><sheets><sheet name="`+varied(200_000)+`" id="rId1"/></sheets></workbook>`, either)
	add("100,000 formats", "xl/styles.xml", `<styleSheet><cellXfs>`+strings.Repeat(`<xf numFmtId="14"/>`, 100_000)+`</cellXfs></styleSheet>`, refused)
	add("a format of 100 kB", "xl/styles.xml", `<styleSheet><numFmts><numFmt numFmtId="200" formatCode="`+strings.Repeat("[", 100_000)+`"/></numFmts><cellXfs><xf numFmtId="200"/></cellXfs></styleSheet>`, read)
	add("no strings", "xl/sharedStrings.xml", `<sst count="4294967295" uniqueCount="4294967295"/>`, either)

	for name, n := range map[string]string{"one behind the last": "3", "far behind": "4294967296", "negative": "-1", "not a number": "x", "very long": strings.Repeat("9", 5000)} {
		sheet("string "+name, annRow+`<row r="3"><c r="A3" t="s"><v>`+n+`</v></c>`+inline("C3", "bo@example.com")+`</row>`, read)
	}
	for name, n := range map[string]string{"0": "0", "minus one": "-1", "the last": "1048576", "no number": "x"} {
		sheet("row number "+name, annRow+`<row r="`+n+`">`+inline("A3", "x")+`</row>`, read)
	}
	for name, n := range map[string]string{"behind the last": "1048577", "of 32 bits": "4294967297"} {
		sheet("row number "+name, annRow+`<row r="`+n+`">`+inline("A3", "x")+`</row>`, refused)
	}
	sheet("row number of 64 bits and more", annRow+`<row r="99999999999999999999">`+inline("A3", "x")+`</row>`, either)
	sheet("rows that go back", annRow+annRow+strings.ReplaceAll(annRow, `2"`, `1"`), read)
	sheet("cell in the last column", annRow+`<row r="3">`+inline("XFD3", "x")+`</row>`, refused)
	sheet("cell behind the last column", annRow+`<row r="3">`+inline("XFE3", "x")+`</row>`, refused)
	sheet("one cell a hundred times", `<row r="2">`+strings.Repeat(inline("A2", "Ann Lee"), 100)+inline("C2", "ann@example.com")+`</row>`, read)
	sheet("cells without an end", `<row r="2"><c r="A2"><v>`, refused)
	sheet("rows inside rows", strings.Repeat(`<row>`, 1000)+strings.Repeat(`</row>`, 1000)+annRow, either)
	sheet("ends without starts", `</row></sheetData></worksheet></x>`, refused)
	sheet("infinite numbers", annRow+`<row r="3"><c r="A3"><v>1E400</v></c><c r="B3"><v>NaN</v></c><c r="C3"><v>-INF</v></c></row>`, read)
	sheet("a number of 100,000 digits", annRow+`<row r="3"><c r="A3"><v>`+strings.Repeat("7", 100_000)+`</v></c></row>`, read)
	sheet("a date in the year 10,000", annRow+`<row r="3"><c r="A3" s="1"><v>2958466</v></c><c r="B3" s="1"><v>-5</v></c></row>`, read)
	sheet("letters that are none", annRow+`<row r="3">`+inline("A3", "\xff\xfe\xed\xa0\x80&#0;&#xD800;&#x110000;")+`</row>`, read)
	for name, ref := range map[string]string{"all": "A1:XFD1048576", "nothing": "A1", "backwards": "Z9:A1", "nonsense": "\x01::"} {
		add("dimension of "+name, sheetPart, `<worksheet><dimension ref="`+ref+`"/><sheetData>`+headerRow+annRow+`</sheetData></worksheet>`, read)
	}
	return all
}

func relations(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, `<Relationship Id="x%d" Type="http://x/image" Target="media/%d"/>`, i, i)
	}
	return b.String()
}

// hugeSheets returns files that stay within the limits of an archive and
// contain far more than a list does.
func hugeSheets(t *testing.T) []hostile {
	var all []hostile
	add := func(name, partName, content string, h hostile) {
		h.name, h.file = name, archived(t, append(without(partName), part{partName, content, zip.Deflate})...)
		all = append(all, h)
	}
	fill := func(s string, size int) string { return strings.Repeat(s, size/len(s)) }
	sheet := func(rows string) string {
		return "<worksheet><sheetData>" + headerRow + rows + "</sheetData></worksheet>"
	}
	either := hostile{any: true}
	noise := varied(60 << 10)

	add("a million empty rows", sheetPart, sheet(annRow+counted(`<row r="%d"/>`, 3, 1_000_000)), either)
	add("a million cells of one row", sheetPart, sheet(`<row r="2">`+counted(`<c n="%d"/>`, 0, 1_000_000)+`</row>`), either)
	add("elements inside each other", sheetPart, sheet(counted(`<a%d>`, 0, 300_000)), either)
	add("half a million attributes", sheetPart, `<worksheet `+counted(`a%d="" `, 0, 500_000)+`/>`, either)
	add("an attribute of 1 MB", sheetPart, `<worksheet a="`+varied(1<<20)+`"/>`, hostile{})
	add("a tag of 1 MB", sheetPart, `<`+strings.ReplaceAll(varied(1<<20), " ", "")+`/>`, hostile{})
	add("a comment of 20 MB", sheetPart, `<worksheet><!--`+fill(noise, 20<<20)+`--><sheetData>`+headerRow+annRow+`</sheetData></worksheet>`, either)
	add("CDATA of 20 MB", sheetPart, sheet(`<row r="2"><c r="A2" t="str"><v><![CDATA[`+fill(noise, 20<<20)+`]]></v></c></row>`), hostile{})
	add("a cell of 20 MB", sheetPart, sheet(`<row r="2">`+inline("A2", fill(noise, 20<<20))+`</row>`), hostile{})
	add("a number of 20 MB", sheetPart, sheet(`<row r="2"><c r="A2"><v>`+fill(noise, 20<<20)+`</v></c></row>`), hostile{})
	add("an instruction of 1 MB", sheetPart, `<?x `+varied(1<<20)+`?><worksheet/>`, hostile{})
	add("a million merged cells", sheetPart, `<worksheet><sheetData>`+headerRow+annRow+`</sheetData><mergeCells>`+
		counted(`<mergeCell ref="A1:A%d"/>`, 2, 1_000_000)+`</mergeCells></worksheet>`, either)
	add("a million columns of a sheet", sheetPart, `<worksheet><cols>`+counted(`<col min="%d" max="9"/>`, 0, 1_000_000)+`</cols><sheetData>`+headerRow+annRow+`</sheetData></worksheet>`, either)
	add("a million strings", "xl/sharedStrings.xml", `<sst><si><t>Name</t></si><si><t>Address</t></si><si><t>Email</t></si>`+counted(`<si><t>text %d</t></si>`, 0, 1_000_000)+`</sst>`, hostile{read: true})
	add("four million empty strings", "xl/sharedStrings.xml", `<sst>`+counted(`<si n="%d"/>`, 0, 3_500_000)+`</sst>`, either)
	add("60 MB of strings", "xl/sharedStrings.xml", `<sst><si><t>Name</t></si><si><t>Address</t></si><si><t>Email</t></si>`+
		fill(`<si><t>`+varied(4000)+`</t></si>`, 60<<20)+`</sst>`, either)
	add("strings beyond the limit of a cell", "xl/sharedStrings.xml", `<sst><si><t>Name</t></si><si><t>Address</t></si><si><t>Email</t></si>`+
		fill(`<si><t>`+varied(30_000)+`</t></si>`, 50<<20)+`</sst>`, either)
	add("a million runs of one string", "xl/sharedStrings.xml", `<sst><si>`+counted(`<r n="%d"><t>x</t></r>`, 0, 900_000)+`</si></sst>`, either)
	add("escapes", "xl/sharedStrings.xml", `<sst><si><t>Name</t></si><si><t>`+strings.Repeat("_x0041_", 18_000)+`</t></si><si><t>`+strings.Repeat("&amp;", 20_000)+`</t></si></sst>`, either)
	add("100,000 rows", sheetPart, sheet(counted(`<row r="%[1]d"><c r="A%[1]d"><v>%[1]d</v></c><c r="C%[1]d" t="s"><v>2</v></c></row>`, 2, 100_000)), hostile{})
	add("50,000 rows of 60 cells", sheetPart, sheet(counted(`<row r="%d">`+strings.Repeat(`<c><v>1</v></c>`, 60)+`</row>`, 2, 50_000)), either)
	add("60 MB of blanks", sheetPart, sheet(fill(varied(50)+" ", 40<<20)), either)
	return all
}

// counted repeats a pattern with the numbers starting at first.
func counted(pattern string, first, n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, pattern, first+i)
	}
	return b.String()
}
