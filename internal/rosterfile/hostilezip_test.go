package rosterfile

import (
	"archive/zip"
	"bytes"
	"encoding/binary"
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

const sheetPart = "xl/worksheets/sheet1.xml"

// part is a member of an archive, written as is, against the rules if need be.
type part struct {
	name    string
	content string
	method  uint16
}

// archived writes parts in order; two may have the same name.
func archived(t *testing.T, parts ...part) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, p := range parts {
		w, err := z.CreateHeader(&zip.FileHeader{Name: p.name, Method: p.method})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write([]byte(p.content)); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// soundParts returns the parts of a readable workbook.
func soundParts() []part {
	parts := plainParts(headerRow + annRow)
	var all []part
	for _, name := range slices.Sorted(maps.Keys(parts)) {
		all = append(all, part{name, parts[name], zip.Deflate})
	}
	return all
}

// directory changes each entry of the archive's directory.
func directory(file []byte, change func(entry []byte)) []byte {
	file = bytes.Clone(file)
	for i := 0; ; {
		n := bytes.Index(file[i:], []byte("PK\x01\x02"))
		if n < 0 {
			return file
		}
		i += n
		change(file[i:])
		i += 4
	}
}

// atEnd changes the record at the end of the archive.
func atEnd(file []byte, change func(end []byte)) []byte {
	file = bytes.Clone(file)
	change(file[bytes.LastIndex(file, []byte("PK\x05\x06")):])
	return file
}

// hostileArchives returns archives that lie about their contents.
func hostileArchives(t *testing.T, random *rand.Rand) []hostile {
	le := binary.LittleEndian
	sound := archived(t, soundParts()...)
	more := func(parts ...part) []byte { return archived(t, append(soundParts(), parts...)...) }
	first := func(parts ...part) []byte { return archived(t, append(parts, soundParts()...)...) }
	zeros := strings.Repeat("\x00", 70<<20)
	inner := archived(t, part{"zero.bin", zeros, zip.Deflate})
	all := []hostile{
		{name: "bomb", file: more(part{"xl/media/zero.bin", zeros, zip.Deflate})},
		{name: "bomb inside a bomb", file: more(part{"xl/embeddings/inner.zip", string(inner), zip.Deflate}), read: true},
		{name: "bomb as the sheet", file: archived(t, append(without(sheetPart), part{sheetPart, zeros, zip.Deflate})...)},
		{name: "bomb that says it is small", file: directory(more(part{"xl/media/zero.bin", zeros, zip.Deflate}), func(e []byte) {
			if le.Uint32(e[24:]) > 1<<20 {
				le.PutUint32(e[24:], 1000)
			}
		}), read: true},
		{name: "sheet that says it is small", file: directory(archived(t, append(without(sheetPart),
			part{sheetPart, "<worksheet><sheetData>" + headerRow + strings.Repeat(annRow, 100_000) + "</sheetData></worksheet>", zip.Deflate})...), func(e []byte) {
			if le.Uint32(e[24:]) > 1<<20 {
				le.PutUint32(e[24:], 1000)
			}
		})},
		{name: "sheet that says it is large", file: directory(sound, func(e []byte) { le.PutUint32(e[24:], 60<<20) })},
		{name: "all parts say they have no bytes", file: directory(sound, func(e []byte) { le.PutUint32(e[24:], 0) })},
		{name: "sizes of zip64 without zip64", file: directory(sound, func(e []byte) { le.PutUint32(e[20:], 1<<32-1); le.PutUint32(e[24:], 1<<32-1) })},
		{name: "offsets behind the end", file: directory(sound, func(e []byte) { le.PutUint32(e[42:], 1<<31) })},
		{name: "all parts are the first", file: directory(sound, func(e []byte) { le.PutUint32(e[42:], 0) })},
		{name: "wrong checksums", file: directory(sound, func(e []byte) { e[16]++ })},
		{name: "unknown compression", file: directory(sound, func(e []byte) { le.PutUint16(e[10:], 99) })},
		{name: "stored, it says", file: directory(sound, func(e []byte) { le.PutUint16(e[10:], 0) })},
		{name: "encrypted, it says", file: directory(sound, func(e []byte) { e[8] |= 1 })},
		{name: "names longer than the directory", file: directory(sound, func(e []byte) { le.PutUint16(e[28:], 1<<16-1) })},
		{name: "extras longer than the directory", file: directory(sound, func(e []byte) { le.PutUint16(e[30:], 1<<16-1) })},
		{name: "says 65,535 parts", file: atEnd(sound, func(e []byte) { le.PutUint16(e[8:], 1<<16-1); le.PutUint16(e[10:], 1<<16-1) })},
		{name: "says 60,000 parts", file: atEnd(sound, func(e []byte) { le.PutUint16(e[8:], 60_000); le.PutUint16(e[10:], 60_000) })},
		{name: "says no parts", file: atEnd(sound, func(e []byte) { le.PutUint16(e[8:], 0); le.PutUint16(e[10:], 0) }), any: true},
		{name: "directory behind the end", file: atEnd(sound, func(e []byte) { le.PutUint32(e[16:], 1<<32-2) })},
		{name: "directory of 4 GB", file: atEnd(sound, func(e []byte) { le.PutUint32(e[12:], 1<<32-2) })},
		{name: "second end in the comment", file: append(atEnd(sound, func(e []byte) { le.PutUint16(e[20:], 22) }), "PK\x05\x06\x00\x00\x00\x00\xff\xff\xff\xff\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00"...), any: true},
		{name: "zip64 that lies", file: zip64(sound, 1<<40, 1<<50)},
		{name: "zip64 of few parts that are many", file: zip64(more(many(300)...), 5, 0), any: true},
		{name: "201 parts", file: more(many(201)...)},
		{name: "65,000 parts", file: more(many(65_000)...)},
		{name: "two sheets of one name", file: more(part{sheetPart, "<worksheet/>", zip.Deflate}), read: true},
		{name: "two workbooks", file: first(part{"xl/workbook.xml", "<workbook/>", zip.Deflate})},
		{name: "names in other letters", file: more(part{"XL/WORKSHEETS/SHEET1.XML", "<worksheet/>", zip.Deflate}), read: true},
		{name: "absolute path", file: more(part{"/etc/passwd", "root", zip.Store}), read: true},
		{name: "path above the root", file: more(part{"../../etc/passwd", "root", zip.Store}), read: true},
		{name: "path of Windows", file: more(part{`C:\Windows\win.ini`, "x", zip.Store}), read: true},
		{name: "path that comes back to the sheet", file: first(part{"xl/../../xl/worksheets/./sheet1.xml", "<worksheet/>", zip.Store})},
		{name: "name with a NUL", file: more(part{"xl/worksheets/sheet1.xml\x00.png", "x", zip.Store}), read: true},
		{name: "name of 60 kB", file: more(part{strings.Repeat("a/", 30_000), "", zip.Store}), read: true},
		{name: "no name", file: more(part{"", "x", zip.Store}), any: true},
		{name: "file before the archive", file: append([]byte(soundText), sound...)},
		{name: "program before the archive", file: append([]byte("MZ\x90\x00"), sound...)},
		{name: "text behind the archive", file: append(bytes.Clone(sound), soundText...), any: true},
		{name: "start of an archive alone", file: []byte("PK\x03\x04")},
		{name: "empty archive", file: []byte("PK\x05\x06" + strings.Repeat("\x00", 18))},
		{name: "spanned archive", file: append([]byte("PK\x07\x08"), sound...)},
		{name: "CSV in an archive", file: archived(t, part{"roster.csv", soundText, zip.Deflate})},
		{name: "OpenDocument", file: archived(t, part{"mimetype", "application/vnd.oasis.opendocument.spreadsheet", zip.Store}, part{"content.xml", "<x/>", zip.Deflate})},
		{name: "Numbers", file: archived(t, part{"Index/Document.iwa", "x", zip.Store}, part{"preview.jpg", "x", zip.Store})},
		{name: "Java archive", file: archived(t, part{"META-INF/MANIFEST.MF", "Manifest-Version: 1.0", zip.Deflate})},
		{name: "book", file: archived(t, part{"mimetype", "application/epub+zip", zip.Store})},
	}
	for name, kind := range map[string]string{
		"macros":        "application/vnd.ms-excel.sheet.macroEnabled.main+xml",
		"template":      "application/vnd.ms-excel.template.macroEnabled.main+xml",
		"binary":        "application/vnd.ms-excel.sheet.binary.macroEnabled.main",
		"Word":          "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
		"PowerPoint":    "application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml",
		"Word template": "application/vnd.ms-word.template.macroEnabledTemplate.main+xml",
	} {
		all = append(all, hostile{name: "archive of " + name, file: archived(t, append(without("[Content_Types].xml"),
			part{"[Content_Types].xml", `<Types><Override PartName="/xl/workbook.xml" ContentType="` + kind + `"/></Types>`, zip.Deflate})...)})
	}
	return append(all, numbered(8, "directory with changed bytes", hostile{any: true}, func(int) []byte {
		return directory(sound, func(e []byte) { e[4+random.IntN(42)] = byte(random.Uint32()) })
	})...)
}

// without returns the parts of an intact workbook except one.
func without(name string) []part {
	return slices.DeleteFunc(soundParts(), func(p part) bool { return p.name == name })
}

func many(n int) []part {
	parts := make([]part, n)
	for i := range parts {
		parts[i] = part{name: fmt.Sprintf("xl/media/image%d.png", i)}
	}
	return parts
}

// zip64 appends a zip64 directory with the given number of entries and offset.
func zip64(file []byte, entries, offset uint64) []byte {
	i := bytes.LastIndex(file, []byte("PK\x05\x06"))
	size, start := binary.LittleEndian.Uint32(file[i+12:]), binary.LittleEndian.Uint32(file[i+16:])
	if offset == 0 {
		offset = uint64(start)
	}
	out := bytes.Clone(file[:i])
	record := binary.LittleEndian.AppendUint64([]byte("PK\x06\x06"), 44)
	record = append(record, 45, 0, 45, 0, 0, 0, 0, 0, 0, 0, 0, 0)
	for _, n := range []uint64{entries, entries, uint64(size), offset} {
		record = binary.LittleEndian.AppendUint64(record, n)
	}
	record = append(record, "PK\x06\x07\x00\x00\x00\x00"...)
	record = binary.LittleEndian.AppendUint64(record, uint64(i))
	record = append(record, 1, 0, 0, 0)
	out = append(out, record...)
	end := bytes.Clone(file[i:])
	binary.LittleEndian.PutUint16(end[8:], 1<<16-1)
	binary.LittleEndian.PutUint16(end[10:], 1<<16-1)
	binary.LittleEndian.PutUint32(end[16:], 1<<32-1)
	return append(out, end...)
}
