package rosterfile

import (
	"bytes"
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

const (
	soundHeader = "Full Name,Address,Email,Phone\r\n"
	soundRow    = "Ann Lee,12 Oak St,ann@example.com,480-555-0101\r\n"
	soundText   = soundHeader + soundRow + "Bo Ray,14 Oak St,bo@example.com,\r\n"
)

// otherFormats returns files that start like those of other programs.
func otherFormats() []hostile {
	const ole = "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
	zeros := strings.Repeat("\x00", 600)
	starts := map[string]string{
		"old Excel":                  ole + zeros,
		"old Excel without OLE":      "\x09\x08\x10\x00\x00\x06\x05\x00" + zeros,
		"Excel 4":                    "\x09\x04\x06\x00\x00\x00\x10\x00" + zeros,
		"encrypted workbook":         ole + zeros + wide("EncryptionInfo", false) + zeros + wide("EncryptedPackage", false),
		"encrypted, name at the end": ole + strings.Repeat(zeros, 10_000) + wide("EncryptedPackage", false),
		"PDF":                        "%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n",
		"PDF behind a mark":          "\ufeff%PDF-1.4\n",
		"PNG":                        "\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR",
		"JPEG":                       "\xff\xd8\xff\xe0\x00\x10JFIF\x00",
		"GIF":                        "GIF89a\x01\x00\x01\x00",
		"WebP":                       "RIFF\x24\x00\x00\x00WEBPVP8 ",
		"HEIC":                       "\x00\x00\x00\x18ftypheic\x00\x00\x00\x00",
		"BMP":                        "BM\x36\x00\x00\x00\x00\x00",
		"TIFF":                       "II*\x00\x08\x00\x00\x00",
		"MP4":                        "\x00\x00\x00\x20ftypisom\x00\x00\x02\x00",
		"gzip":                       "\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\x03",
		"bzip2":                      "BZh91AY&SY\x01\x02\x03\x04\x80\x00",
		"xz":                         "\xfd7zXZ\x00\x00\x04",
		"Zstandard":                  "\x28\xb5\x2f\xfd\x00\x58\x00\x00",
		"7-Zip":                      "7z\xbc\xaf\x27\x1c\x00\x04",
		"RAR":                        "Rar!\x1a\x07\x01\x00",
		"tar":                        "roster.csv" + strings.Repeat("\x00", 247) + "ustar\x0000",
		"program":                    "MZ\x90\x00\x03\x00\x00\x00",
		"ELF program":                "\x7fELF\x02\x01\x01\x00",
		"SQLite":                     "SQLite format 3\x00\x10\x00",
		"Access":                     "\x00\x01\x00\x00Standard Jet DB\x00",
		"Parquet":                    "PAR1\x15\x04\x15\x00\x00",
		"RTF":                        "{\\rtf1\\ansi Ann Lee, 12 Oak St}",
		"vCard":                      "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Ann Lee\r\nEMAIL:ann@example.com\r\nEND:VCARD\r\n",
		"calendar":                   "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nEND:VCALENDAR\r\n",
		"LDIF":                       "dn: cn=Ann Lee\ncn: Ann Lee\nmail: ann@example.com\n",
		"SYLK":                       "ID;PWXL;N;E\nP;PGeneral\nC;Y1;X1;K\"Name\"\nE\n",
		"mail":                       "From: ann@example.com\r\nTo: bo@example.com\r\nSubject: roster\r\n\r\nsee attached\r\n",
		"web archive":                "MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x\r\n\r\n--x\r\n",
		"JSON":                       `[{"name": "Ann Lee", "email": "ann@example.com", "address": "12 Oak St"}]`,
		"XML":                        `<?xml version="1.0"?><members><member name="Ann"/></members>`,
		"XML spreadsheet of 2003":    `<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>`,
		"flat OpenDocument":          `<?xml version="1.0"?><office:document office:mimetype="application/vnd.oasis.opendocument.spreadsheet"/>`,
		"web page":                   "<!DOCTYPE html><html><body><form>Sign in</form></body></html>",
		"web page behind a mark":     "\ufeff\r\n<html><head></head></html>",
		"table of a web page":        "<table><tr><td>Name</td><td>Email</td></tr></table>",
		"web page with a comment":    "<!-- saved from -->\n<html></html>",
		"web page in UTF-16":         "\xff\xfe" + wide("<html><body>Sign in</body></html>", false),
		"PDF in UTF-16":              "\xfe\xff" + wide("%PDF-1.7 and nothing else", true),
		"UTF-32":                     "\xff\xfe\x00\x00N\x00\x00\x00a\x00\x00\x00",
		"UTF-32 the other way":       "\x00\x00\xfe\xff\x00\x00\x00N\x00\x00\x00a",
		"UTF-32 without a mark":      strings.Repeat("N\x00\x00\x00,\x00\x00\x00", 40),
		"UTF-7":                      "+/v8-Name,Email\n",
		"letter":                     "Dear Sir,\n\nplease find our owners below.\n\nKind regards\nAnn\n",
		"one word":                   "roster",
		"zeros alone":                zeros,
	}
	var all []hostile
	for _, name := range slices.Sorted(maps.Keys(starts)) {
		all = append(all, hostile{name: name, file: []byte(starts[name])})
	}
	return all
}

// hostileTexts returns small files that look like a list at first.
func hostileTexts(random *rand.Rand) []hostile {
	noise := func(i int) []byte {
		b := make([]byte, 4096)
		for j := range b {
			b[j] = byte(random.Uint32())
		}
		if i%2 == 0 {
			b = bytes.ReplaceAll(b, []byte{0}, []byte{' '})
		}
		return append([]byte(soundHeader), b...)
	}
	all := []hostile{
		{name: "NUL at the start", file: []byte("\x00" + soundText)},
		{name: "NUL in a row", file: []byte(soundText + "Cy\x00 Ray,1 Elm St,cy@example.com,\r\n")},
		{name: "NUL at the end", file: []byte(soundText + "\x00")},
		{name: "NUL a megabyte down", file: []byte(soundHeader + strings.Repeat(soundRow, 20_000) + "\x00\r\n")},
		{name: "every second byte NUL from the middle on", file: []byte(soundText + wide(soundText, false))},
		{name: "headings alone", file: []byte(soundHeader)},
		{name: "mark alone", file: []byte("\ufeff")},
		{name: "two marks", file: []byte("\ufeff\ufeff" + soundText), read: true},
		{name: "mark of UTF-16 over UTF-8", file: []byte("\xff\xfe" + soundText)},
		{name: "quotes that nothing closes", file: []byte(soundHeader + "\"Ann Lee,12 Oak St,ann@example.com,\r\n" + soundRow), read: true},
		{name: "quote at the very end", file: []byte(soundText + "\""), read: true},
		{name: "quotes alone", file: []byte(strings.Repeat("\"", 1001))},
		{name: "a sep line of quotes", file: []byte("sep=\"\r\n" + soundText), any: true},
		{name: "a sep line of a letter", file: []byte("sep=e\r\n" + soundText), any: true},
		{name: "a sep line and nothing", file: []byte("sep=;")},
		{name: "five encodings", file: []byte(soundText + "Zo\xeb,1 Elm St,zoe@example.com,\r\nZo\xc3\xab,2 Elm St,z2@example.com,\r\n\xed\xa0\x80,3 Elm St,z3@example.com,\r\n\xf8\x88\x80\x80\x80,4 Elm St,z4@example.com,\r\n"), read: true},
		{name: "lone surrogates", file: []byte("\xff\xfe" + wide(soundText, false) + "\x00\xd8\x00\xd8\x00\xdc,\x00"), read: true},
		{name: "UTF-16 of an odd length", file: []byte("\xff\xfe" + wide(soundText, false) + "A"), read: true},
		{name: "letters that turn the line", file: []byte(soundText + "\u202eeeL nnA\u202c,\u20661 Elm St,cy@example.com,\r\n"), read: true},
		{name: "vertical tabs and form feeds", file: []byte(soundText + "\v\f\v,\f,\v,\f\r\n"), read: true},
		{name: "CR CR LF", file: []byte(strings.ReplaceAll(soundText, "\r\n", "\r\r\n")), read: true},
		{name: "line separators of Unicode", file: []byte(strings.ReplaceAll(soundText, "\r\n", "\u2028")), any: true},
		{name: "formulas", file: []byte(soundText + "=cmd|'/c calc'!A1,@SUM(1),+1@example.com,-1\r\n"), read: true},
		{name: "rows of every width", file: []byte(soundText + ragged(64)), read: true},
		{name: "rows of far too great a width", file: []byte(soundText + ragged(300))},
		{name: "one name for all headings", file: []byte(strings.Repeat("Email,", 60) + "Name\r\n" + soundRow)},
	}
	return append(all, numbered(8, "noise", hostile{any: true}, noise)...)
}

func ragged(n int) string {
	var b strings.Builder
	for i := range n {
		b.WriteString("x" + strings.Repeat(",x", i) + "\r\n")
	}
	return b.String()
}

// hugeTexts returns files of the maximum size or more.
func hugeTexts() []hostile {
	const size = 10 << 20
	repeated := func(start, s, end string, times int) func() []byte {
		return func() []byte { return []byte(start + strings.Repeat(s, times) + end) }
	}
	fill := func(s string) func() []byte { return repeated("", s, "", size/len(s)) }
	with := func(start, s string) func() []byte { return repeated(start, s, "", (size-len(start))/len(s)) }
	return []hostile{
		{name: "a byte too large", build: repeated("", "x", "", size+1)},
		{name: "one cell of 10 MB", build: fill("x")},
		{name: "a million columns", build: repeated("", "a,", "\r\n", 1_000_000)},
		{name: "a million headings", build: repeated("", "Email,", "\r\n"+soundRow, 1_000_000)},
		{name: "ten million delimiters", build: fill(",")},
		{name: "a thousand rows of ten thousand cells", build: fill(strings.Repeat(",", 10_000) + "\n")},
		{name: "ten million lines", build: fill("\n")},
		{name: "ten million CR", build: fill("\r")},
		{name: "five million CRLF", build: fill("\r\n")},
		{name: "blanks", build: fill(" ")},
		{name: "five million rows", build: with(soundHeader, "a\n")},
		{name: "50,001 rows", build: repeated(soundHeader, soundRow, "", 50_001)},
		{name: "50,000 rows", build: repeated(soundHeader, soundRow, "", 50_000), read: true},
		{name: "opening quotes alone", build: with(soundHeader, "\"a\n")},
		{name: "an opening quote on each line", build: with(soundHeader, "x,\"Ann Lee,12 Oak St,ann@example.com\r\n")},
		{name: "ten million quotes", build: fill("\"")},
		{name: "quotes and delimiters", build: with(soundHeader, "\",\""), any: true},
		{name: "quotes and letters", build: with(soundHeader, "\"a"), any: true},
		{name: "one quoted cell of 10 MB", build: repeated(soundHeader+"\"", "line\n", "\"", 2<<20), any: true},
		{name: "a record of 64 kB and a byte", file: []byte(soundText + strings.Repeat("x", 64<<10+1) + "\r\n" + soundRow), read: true},
		{name: "records of 65 kB", build: with(soundHeader, strings.Repeat("y", 65<<10)+"\r\n"), read: true},
		{name: "cells of 5 kB", build: with(soundHeader, strings.Repeat("y", 5<<10)+",b,c,d\r\n"), read: true},
		{name: "a heading of 5 MB", build: repeated("Name,Email,Lot,", "h", "\r\nAnn,ann@example.com,1,x\r\n", 5<<20), any: true},
		{name: "a title of 3 MB", build: repeated("", "t ", "\r\n"+soundText, 3<<19), any: true},
		{name: "10 MB of UTF-16 surrogates", build: with("\xff\xfe", "\x00\xd8")},
		{name: "10 MB of Windows-1252", build: with(soundHeader, "\xc9\xc9\xc9,\xc9,\xc9@example.com,\xc9\r\n"), any: true},
		{name: "10 MB of marks", build: fill("\ufeff")},
		{name: "10 MB of accents over one letter", build: with(soundHeader+"a", "\u0301"), any: true},
		{name: "10 MB of at signs", build: with(soundHeader, "@@@@@@@@,@@@@@@@@,@@@@@@@@\n"), any: true},
		{name: "headings over nothing", file: []byte(strings.TrimSuffix(soundHeader, "\r\n") + strings.Repeat(",", 200) + "\r\n" + soundRow), read: true},
		{name: "65 columns with content", file: []byte(wideRoster(65))},
		{name: "64 columns with content", file: []byte(wideRoster(64)), read: true},
	}
}

func wideRoster(columns int) string {
	var head, row strings.Builder
	for i := 4; i <= columns; i++ {
		fmt.Fprintf(&head, ",Extra %d", i)
		row.WriteString(",x")
	}
	return "Full Name,Address,Email" + head.String() + "\r\nAnn Lee,12 Oak St,ann@example.com" + row.String() + "\r\n"
}

// truncations returns files cut off where a broken transfer would have ended.
func truncations(t *testing.T, random *rand.Rand) []hostile {
	book := zipped(t, plainParts(headerRow+strings.Repeat(annRow, 200)))
	text := []byte(soundHeader + strings.Repeat(strings.Replace(soundRow, "Ann Lee", `"Lee, Ann"`, 1), 50))
	wideText := []byte("\xff\xfe" + wide(string(text), false))
	all := numbered(12, "workbook cut off", hostile{}, func(i int) []byte {
		return book[:4+(len(book)-4)*i/12]
	})
	all = append(all, numbered(8, "end of the workbook cut off", hostile{}, func(i int) []byte {
		return book[:len(book)-1-i*3]
	})...)
	all = append(all, numbered(8, "text cut off", hostile{read: true}, func(int) []byte {
		return text[:len(text)/2+random.IntN(len(text)/2)]
	})...)
	all = append(all, numbered(8, "UTF-16 cut off", hostile{read: true}, func(int) []byte {
		return wideText[:len(wideText)/2+random.IntN(len(wideText)/2)]
	})...)
	return append(all, numbered(12, "workbook with changed bytes", hostile{any: true}, func(int) []byte {
		return damaged(random, book)
	})...)
}
