package rosterfile

import (
	"errors"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/communitrak/onboarding/internal/rosterfile/sheet"
)

// open opens a text as a roster file, which must be usable.
func open(t *testing.T, text string) *File {
	t.Helper()
	f, err := Open(strings.NewReader(text), "roster.csv", sheet.DefaultLimits())
	if err != nil {
		t.Fatal(err)
	}
	return f
}

func rowsOf(t *testing.T, f *File) []Row {
	t.Helper()
	var rows []Row
	for r, err := range f.Rows(t.Context()) {
		if err != nil {
			t.Fatal(err)
		}
		rows = append(rows, r)
	}
	return rows
}

func fieldsOf(f *File) []string {
	var fields []string
	for _, c := range f.Columns() {
		fields = append(fields, c.Field)
	}
	return fields
}

func TestFile_Rows(t *testing.T) {
	t.Parallel()
	ann := []Person{{Number: 1, FullName: "Ann Lee", Email: "ann@example.com"}}
	oak := Place{Address: "12 Oak St"}
	tests := []struct {
		name, text string
		want       []Row
	}{
		{
			name: "title rows, blank rows and a BOM",
			text: "\ufeffMaple Grove HOA,,\r\nOwner list 2026,,\r\n,,\r\nFull Name,Address,Email\r\n\r\nAnn Lee,12 Oak St,ann@example.com\r\n",
			want: []Row{{Number: 6, People: ann, Place: oak}},
		},
		{
			name: "sep line is not a row",
			text: "sep=;\nFull Name;Address;Email\nAnn Lee;12 Oak St;ann@example.com\n",
			want: []Row{{Number: 2, People: ann, Place: oak}},
		},
		{
			name: "old Macintosh line ends",
			text: "Full Name\tAddress\tEmail\rAnn Lee\t12 Oak St\tann@example.com\r",
			want: []Row{{Number: 2, People: ann, Place: oak}},
		},
		{
			name: "an unclosed quote costs its own line only",
			text: "Full Name,Address,Email\n\"Bo Ray,1 Elm St,bo@example.com\nAnn Lee,12 Oak St,ann@example.com\n",
			want: []Row{
				{Number: 2, Problem: &Problem{Code: ProblemUnclosedQuote}},
				{Number: 3, People: ann, Place: oak},
			},
		},
		{
			name: "an unclosed quote before quoted cells",
			text: "Full Name,Address,Email\n\"Bo Ray,1 Elm St,bo@example.com\n\"Ann Lee\",\"12 Oak St\",ann@example.com\n",
			want: []Row{
				{Number: 2, Problem: &Problem{Code: ProblemUnclosedQuote}},
				{Number: 3, People: ann, Place: oak},
			},
		},
		{
			name: "a comma without quotes shifts nothing in silence",
			text: "Full Name,Address,Email\nAnn Lee,12 Oak St, Mesa,ann@example.com\n",
			want: []Row{{Number: 2, Problem: &Problem{Code: ProblemTooManyCells, Value: "ann@example.com"}}},
		},
		{
			name: "too few cells",
			text: "Full Name,Address,Email\nAnn Lee,ann@example.com\n",
			want: []Row{{Number: 2, Problem: &Problem{Code: ProblemTooFewCells}}},
		},
		{
			name: "left-out phones are no shift",
			text: "Full Name,Address,Email,Phone\nAnn Lee,12 Oak St,ann@example.com\n",
			want: []Row{{Number: 2, People: ann, Place: oak, Notes: []Note{{Code: NoteShortRow}}}},
		},
		{
			name: "a note where the address should be",
			text: "Full Name,Email,Address,Note\nAnn Lee,ann@example.com,away\nBo Ray,bo@example.com,14 Oak St\n",
			want: []Row{
				{Number: 2, Problem: &Problem{Code: ProblemTooFewCells}},
				{Number: 3, People: []Person{{Number: 1, FullName: "Bo Ray", Email: "bo@example.com"}}, Place: Place{Address: "14 Oak St"}, Notes: []Note{{Code: NoteShortRow}}},
			},
		},
		{
			name: "repeated headings",
			text: "Full Name,Address,Email\nAnn Lee,12 Oak St,ann@example.com\nFULL NAME,ADDRESS,EMAIL\n",
			want: []Row{{Number: 2, People: ann, Place: oak}, {Number: 3, Skipped: "the headings once more"}},
		},
		{
			name: "what spreadsheets do to numbers",
			text: "Full Name,Address,Zip,Email,Phone,Unit\nAnn Lee,12 Oak St,2109,ann@example.com,1.2E+10,\"=\"\"007\"\"\"\n",
			want: []Row{{
				Number: 2, People: ann, Place: Place{Address: "12 Oak St", ZIP: "02109", Unit: "007"},
				Notes: []Note{
					{Column: "Zip", Code: NoteZIPZero, From: "2109", To: "02109"},
					{Column: "Phone", Code: NoteLostDigits, From: "1.2E+10"},
					{Column: "Unit", Code: NoteFormulaText, From: `="007"`, To: "007"},
				},
			}},
		},
		{
			name: "invisible characters",
			text: "Full Name,Address,Email\n\u00a0Ann\u00a0Lee,12 Oak St,ann@example.com\u200b\n",
			want: []Row{{
				Number: 2, People: ann, Place: oak,
				Notes: []Note{
					{Column: "Full Name", Code: NoteBlanks, From: "no-break space U+00A0"},
					{Column: "Email", Code: NoteBlanks, From: "zero width space U+200B"},
				},
			}},
		},
		{
			name: "further phones and emails",
			text: "First Name,Last Name,Address,Home Phone,Mobile Phone,Email,Email 2\n" +
				"Ann,Lee,12 Oak St,480-555-0101,n/a,ann@example.com,lee@example.com\n",
			want: []Row{{
				Number: 2, Place: oak,
				People: []Person{{Number: 1, First: "Ann", Last: "Lee", Email: "ann@example.com", Phone: "480-555-0101"}},
				Notes: []Note{
					{Column: "Mobile Phone", Code: NoteEmptyWord, From: "n/a"},
					{Column: "Email 2", Code: NoteOtherEmail, From: "lee@example.com"},
				},
				Unused: []Unused{{Person: 1, Column: 7, Heading: "Email 2", Value: "lee@example.com"}},
			}},
		},
		{
			name: "two columns of units",
			text: "Name,Address,Address 2,Unit,Email\nAnn Lee,12 Oak St,Apt 5,,ann@example.com\nAnn Lee,12 Oak St,Bldg 2,7,ann@example.com\n",
			want: []Row{
				{Number: 2, Place: Place{Address: "12 Oak St", Unit2: "Apt 5"}, People: ann},
				{Number: 3, Place: Place{Address: "12 Oak St", Unit: "7", Unit2: "Bldg 2"}, People: ann},
			},
		},
		{
			name: "what lots are numbered in",
			text: "Name,Lot,Lot Suffix,Section,Phase,Email\nAnn Lee,12,A,2,The Oaks,ann@example.com\n",
			want: []Row{{Number: 2, Place: Place{Lot: "12A", Section: "2", Subdivision: "The Oaks"}, People: ann}},
		},
		{
			name: "what stands behind a house number",
			text: "Name,House No,House No Suffix,Street,Email\nAnn Lee,12,A,Oak St,ann@example.com\nAnn Lee,12,1/2,Oak St,ann@example.com\n",
			want: []Row{
				{Number: 2, Place: Place{Street: "12A Oak St"}, People: ann},
				{Number: 3, Place: Place{Street: "12 1/2 Oak St"}, People: ann},
			},
		},
		{
			name: "a street in parts",
			text: "St #,St Dir,St Name,St Type,Name,Email\n12,,Oak,St,Ann Lee,ann@example.com\n12,N,N Oak,ST,Ann Lee,ann@example.com\n12,,Oak St,St,Ann Lee,ann@example.com\n",
			want: []Row{
				{Number: 2, Place: Place{Street: "12 Oak St"}, People: ann},
				{Number: 3, Place: Place{Street: "12 N Oak ST"}, People: ann},
				{Number: 4, Place: Place{Street: "12 Oak St"}, People: ann},
			},
		},
		{
			name: "lists of an address book",
			text: "Full Name,Address,Phone 1 - Value,E-mail 1 - Value\nAnn Lee,12 Oak St,480-555-0101 ::: 480-555-0102,ann@example.com ::: lee@example.com\n",
			want: []Row{{
				Number: 2, Place: oak,
				People: []Person{{Number: 1, FullName: "Ann Lee", Email: "ann@example.com", Phone: "480-555-0101"}},
				Notes: []Note{
					{Column: "E-mail 1 - Value", Code: NoteOtherEmail, From: "lee@example.com"},
					{Column: "Phone 1 - Value", Code: NoteOtherPhone, From: "480-555-0102"},
				},
				Unused: []Unused{
					{Person: 1, Column: 4, Heading: "E-mail 1 - Value", Value: "lee@example.com"},
					{Person: 1, Phone: true, Column: 3, Heading: "Phone 1 - Value", Value: "480-555-0102"},
				},
			}},
		},
		{
			name: "lists in one cell",
			text: "Name,Address,Emails\nAnn Lee; Bo Ray,12 Oak St,ann@example.com; bo@example.com\n",
			want: []Row{{
				Number: 2, Place: oak,
				People: []Person{
					{Number: 1, FullName: "Ann Lee", Email: "ann@example.com"},
					{Number: 2, FullName: "Bo Ray", Email: "bo@example.com"},
				},
				Notes: []Note{{Column: "Name", Code: NoteSplitPeople, From: "Ann Lee; Bo Ray"}},
			}},
		},
		{
			name: "house number in a column of its own",
			text: "Name,Street No,Street Name,Email\nAnn Lee,12,Oak St,ann@example.com\n",
			want: []Row{{Number: 2, People: ann, Place: Place{Street: "12 Oak St"}}},
		},
		{
			name: "no header row",
			text: "Ann Lee,12 Oak St,ann@example.com\nBo Ray,14 Oak St,bo@example.com\n",
			want: []Row{
				{Number: 1, People: ann, Place: oak},
				{Number: 2, People: []Person{{Number: 1, FullName: "Bo Ray", Email: "bo@example.com"}}, Place: Place{Address: "14 Oak St"}},
			},
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			got := rowsOf(t, open(t, tt.text))
			if diff := cmp.Diff(tt.want, got, asTyped, cmpopts.IgnoreFields(Problem{}, "Reason")); diff != "" {
				t.Errorf("rows (-want +got):\n%s", diff)
			}
		})
	}
}

func TestOpen_encodings(t *testing.T) {
	t.Parallel()
	const text = "Name,Address,Email\nJosé Ñandú “Pepe” 𝒳,12 Oak St,jose@example.com\n"
	western := strings.NewReplacer("é", "\xe9", "Ñ", "\xd1", "ú", "\xfa", "“", "\x93", "”", "\x94", " 𝒳", "").Replace(text)
	mixed := text + "Zoë,1 Elm St,zoe@example.com\n" + "Zo\xeb,1 Elm St,zoe@example.com\n"
	tests := []struct {
		name, text, encoding, want string
		warnings                   int
	}{
		{"UTF-8", text, "UTF-8", "José Ñandú “Pepe” 𝒳", 0},
		{"UTF-8 with BOM", "\ufeff" + text, "UTF-8", "José Ñandú “Pepe” 𝒳", 0},
		{"UTF-16LE with BOM", "\xff\xfe" + wide(text, false), "UTF-16LE", "José Ñandú “Pepe” 𝒳", 0},
		{"UTF-16BE with BOM", "\xfe\xff" + wide(text, true), "UTF-16BE", "José Ñandú “Pepe” 𝒳", 0},
		{"UTF-16LE", wide(text, false), "UTF-16LE", "José Ñandú “Pepe” 𝒳", 0},
		{"UTF-16BE", wide(text, true), "UTF-16BE", "José Ñandú “Pepe” 𝒳", 0},
		{"Windows-1252", western, "Windows-1252", "José Ñandú “Pepe”", 1},
		{"Windows-1252 over a delimiter", "Name,Address,Email\nRen\xc3,\xa9 1 Elm St,rene@example.com\n", "Windows-1252", "RenÃ", 1},
		{"both", mixed, "UTF-8", "José Ñandú “Pepe” 𝒳", 1},
		{"Mac Roman", "Name,Address,Email\rZo\x91 N\x9c\x96ez,12 Oak St,zoe@example.com\r", "Mac Roman", "Zoë Núñez", 1},
		{"Mac Roman by its letters", "Name,Address,Email\nJos\x8e O\xd5Hara,12 Oak St,jose@example.com\n", "Mac Roman", "José O’Hara", 1},
		{"Windows-1252 with marks", "Name,Address,Email\nMar\xeda D\x92Angelo\x96Lee,12 Oak St,maria@example.com\n", "Windows-1252", "María D’Angelo–Lee", 1},
		{"Windows-1252 with an apostrophe", "Name,Address,Email\nAnn Lee,Ann\x92s House,ann@example.com\n", "Windows-1252", "Ann Lee", 1},
		{"UTF-8, encoded twice", "Name,Address,Email\nJosÃ© Ã\u0081lvarez O’NeilÃ¢,12 Oak St,jose@example.com\n", "UTF-8", "JosÃ© Ãlvarez O’NeilÃ¢", 0},
		{"UTF-8, encoded twice throughout", "Name,DirecciÃ³n,Email\nJosÃ© Ã\u0081lvarez Oâ€™Neil,12 Oak St,jose@example.com\n", "UTF-8", "José Álvarez O’Neil", 0},
		{"letters that follow each other", "Name,Address,Email\nJOÃO DA CONCEIÇÃO,12 Oak St,joao@example.com\n", "UTF-8", "JOÃO DA CONCEIÇÃO", 0},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			f := open(t, tt.text)
			if got := f.Detected().Encoding; got != tt.encoding {
				t.Errorf("got encoding %s, want %s", got, tt.encoding)
			}
			if got := len(f.Detected().Warnings); got != tt.warnings {
				t.Errorf("got %d warnings, want %d: %q", got, tt.warnings, f.Detected().Warnings)
			}
			if got := rowsOf(t, f)[0].People[0].FullName; got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}

func wide(s string, bigEndian bool) string {
	var b strings.Builder
	for _, u := range utf16.Encode([]rune(s)) {
		if bigEndian {
			b.Write([]byte{byte(u >> 8), byte(u)})
		} else {
			b.Write([]byte{byte(u), byte(u >> 8)})
		}
	}
	return b.String()
}

func TestOpen_refused(t *testing.T) {
	t.Parallel()
	wideHeader := "Name,Address,Email" + strings.Repeat(",Extra", 62) + "\nAnn,1 Elm St,a@example.com" + strings.Repeat(",x", 62) + "\n"
	tests := []struct {
		name, text, code string
	}{
		{"nothing", "", sheet.RefusedEmpty},
		{"blanks", " \r\n\t\n", sheet.RefusedEmpty},
		{"mark alone", "\ufeff", sheet.RefusedEmpty},
		{"delimiters alone", ",,,\r\n,,,\r\n", sheet.RefusedEmpty},
		{"web page", "\r\n <!DOCTYPE html><html><body>Sign in</body></html>", sheet.RefusedHTML},
		{"PDF", "%PDF-1.7\n", sheet.RefusedPDF},
		{"old Excel", "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + strings.Repeat("\x00", 600), sheet.RefusedOldExcel},
		{"encrypted", "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + wide("EncryptedPackage", false), sheet.RefusedEncrypted},
		{"NUL", "Name,Address,Email\nAnn\x00,12 Oak St,ann@example.com\n", sheet.RefusedBinary},
		{"JSON", "\ufeff[\n {\"name\": \"Ann\"}]", sheet.RefusedOtherFormat},
		{"compressed", "\x1f\x8b\x08\x00", sheet.RefusedOtherFormat},
		{"picture", "\x89PNG\r\n\x1a\n", sheet.RefusedOtherFormat},
		{"too many rows", "Name,Address,Email\n" + strings.Repeat("Ann,1 Elm St,a@example.com\n", 50_001), sheet.RefusedTooManyRows},
		{"too many columns", wideHeader, sheet.RefusedTooManyColumns},
		{"far too many headings", strings.Repeat("Name,", 300) + "\n", sheet.RefusedTooManyColumns},
		{"too large", strings.Repeat("x", 10<<20+1), sheet.RefusedTooLarge},
		{"no header and no certainty", "Opal,Finch,opal@example.com\nReed,Finch,reed@example.com\n", sheet.RefusedNoHeader},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			f, err := Open(strings.NewReader(tt.text), "roster.csv", sheet.DefaultLimits())
			if err == nil {
				err = f.Ready()
			}
			refused := new(sheet.RefusedError)
			if !errors.As(err, &refused) {
				t.Fatalf("got %v, want the file refused", err)
			}
			if refused.Code != tt.code {
				t.Errorf("got %s, want %s", refused, tt.code)
			}
			if !strings.HasSuffix(refused.Sentence, ".") || len(refused.Sentence) < 30 {
				t.Errorf("not a sentence: %q", refused.Sentence)
			}
		})
	}
}

func TestFile_Ready(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name, text, code string
	}{
		{"all there", "Name,Lot,Email\nAnn,1,ann@example.com\n", ""},
		{"no email", "Lot #,Owners\n1,Ann Lee\n", sheet.RefusedMissingColumn},
		{"nothing known", "foo,bar\na,b\n", sheet.RefusedMissingColumn},
		{"no rows", "Name,Lot,Email\n", sheet.RefusedNoRows},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			err := open(t, tt.text).Ready()
			refused := new(sheet.RefusedError)
			if errors.As(err, &refused); refused.Code != tt.code {
				t.Errorf("got %v, want code %q", err, tt.code)
			}
		})
	}
}

func TestOpen_limitsOfARow(t *testing.T) {
	t.Parallel()
	text := "Name,Address,Email,Notes\n" +
		"Ann,1 Elm St,ann@example.com," + strings.Repeat("x", 5<<10) + "\n" +
		"Bo,2 Elm St,bo@example.com," + strings.Repeat("y", 70<<10) + "\n" +
		"Cy,3 Elm St,cy@example.com,\"" + strings.Repeat("line\n", 20<<10) + "\"\n" +
		"Di,4 Elm St,di@example.com,\n"
	rows := rowsOf(t, open(t, text))
	var codes []string
	for _, r := range rows[:3] {
		codes = append(codes, r.Problem.Code)
	}
	if diff := cmp.Diff([]string{ProblemCellTooLong, ProblemRecordTooLong, ProblemUnclosedQuote}, codes); diff != "" {
		t.Errorf("problems (-want +got):\n%s", diff)
	}
	last := rows[len(rows)-1]
	if last.Problem != nil || last.People[0].FullName != "Di" {
		t.Errorf("the row behind them was lost: %+v", last)
	}
}

func TestOpen_quotesWithoutEnd(t *testing.T) {
	t.Parallel()
	_, err := Open(strings.NewReader("Name,Email\n"+strings.Repeat("\"\"b\n", 1<<20)), "roster.csv", sheet.DefaultLimits())
	refused := new(sheet.RefusedError)
	if errors.As(err, &refused); refused.Code != sheet.RefusedUnclosedQuotes {
		t.Errorf("got %v, want the file refused", err)
	}
}
