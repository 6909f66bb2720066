package rosterfile

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"github.com/xuri/excelize/v2"
	"golang.org/x/text/encoding/charmap"

	"github.com/communitrak/onboarding/internal/casestest"
	"github.com/communitrak/onboarding/internal/rosterfile/columns"
	"github.com/communitrak/onboarding/internal/rosterfile/sheet"
)

// form is one of the ways in which programs store the same list.
type form struct {
	name   string
	make   func(t *testing.T, records [][]string) []byte // nil if not possible
	titles int                                           // records above the header
}

var forms = []form{
	{name: "UTF-8", make: func(_ *testing.T, rs [][]string) []byte { return []byte(delimited(rs, ",", "\n")) }},
	{name: "UTF-8 with a mark", make: func(_ *testing.T, rs [][]string) []byte { return []byte("\ufeff" + delimited(rs, ",", "\r\n")) }},
	{name: "UTF-16LE", make: func(_ *testing.T, rs [][]string) []byte {
		return []byte("\xff\xfe" + wide(delimited(rs, "\t", "\r\n"), false))
	}},
	{name: "UTF-16BE", make: func(_ *testing.T, rs [][]string) []byte {
		return []byte("\xfe\xff" + wide(delimited(rs, ",", "\r\n"), true))
	}},
	{name: "Windows-1252", make: func(_ *testing.T, rs [][]string) []byte {
		b, err := charmap.Windows1252.NewEncoder().Bytes([]byte(delimited(rs, ",", "\r\n")))
		if err != nil {
			return nil
		}
		return b
	}},
	{name: "semicolons", make: func(_ *testing.T, rs [][]string) []byte { return []byte(delimited(rs, ";", "\r\n")) }},
	{name: "tabs", make: func(_ *testing.T, rs [][]string) []byte { return []byte(delimited(rs, "\t", "\n")) }},
	{name: "pipes", make: func(_ *testing.T, rs [][]string) []byte { return []byte(delimited(rs, "|", "\n")) }},
	{name: "CR", make: func(_ *testing.T, rs [][]string) []byte { return []byte(delimited(rs, ",", "\r")) }},
	{name: "CRLF", make: func(_ *testing.T, rs [][]string) []byte { return []byte(delimited(rs, ",", "\r\n")) }},
	{name: "sep line", make: func(_ *testing.T, rs [][]string) []byte { return []byte("sep=;\r\n" + delimited(rs, ";", "\r\n")) }},
	{name: "a title", titles: 1, make: func(_ *testing.T, rs [][]string) []byte { return []byte(delimited(titled(rs, 1), ",", "\r\n")) }},
	{name: "two titles", titles: 2, make: func(_ *testing.T, rs [][]string) []byte { return []byte(delimited(titled(rs, 2), ";", "\r\n")) }},
	{name: "three titles", titles: 3, make: func(_ *testing.T, rs [][]string) []byte { return []byte(delimited(titled(rs, 3), ",", "\n")) }},
	{name: "XLSX", make: workbookOf},
	{name: "XLSX with titles", titles: 3, make: func(t *testing.T, rs [][]string) []byte { return workbookOf(t, titled(rs, 3)) }},
}

// delimited writes records as text, with unnecessary quotation marks around
// every second cell.
func delimited(records [][]string, comma, end string) string {
	var b strings.Builder
	for _, cells := range records {
		for i, c := range cells {
			if i > 0 {
				b.WriteString(comma)
			}
			if i%2 == 1 || strings.ContainsAny(c, "\"\r\n"+comma) {
				c = `"` + strings.ReplaceAll(c, `"`, `""`) + `"`
			}
			b.WriteString(c)
		}
		b.WriteString(end)
	}
	return b.String()
}

// titled adds what people write above a list.
func titled(records [][]string, n int) [][]string {
	titles := [][]string{{"Maple Grove Homeowners' Association"}, {"Roster, printed 3/1/2026"}, {""}}
	return append(slices.Clone(titles[:n]), records...)
}

func workbookOf(t *testing.T, records [][]string) []byte {
	t.Helper()
	x := excelize.NewFile()
	defer x.Close()
	for i, cells := range records {
		if err := x.SetSheetRow("Sheet1", fmt.Sprintf("A%d", i+1), &cells); err != nil {
			t.Fatal(err)
		}
	}
	var b bytes.Buffer
	if err := x.Write(&b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// cellsOf returns the cells of all records of a text.
func cellsOf(t *testing.T, b []byte) (all [][]string) {
	t.Helper()
	book, err := sheet.Open(bytes.NewReader(b), "roster.csv", sheet.DefaultLimits(), columns.Headings)
	if err != nil {
		t.Fatal(err)
	}
	records, err := book.Open("")
	for err == nil {
		var rec sheet.Record
		if rec, err = records.Next(); err == nil {
			all = append(all, rec.Cells)
		}
	}
	if !errors.Is(err, io.EOF) {
		t.Fatal(err)
	}
	return all
}

// checkForms expects each form of the list to be read like the plain one.
func checkForms(t *testing.T, plain []byte) {
	t.Parallel()
	records := cellsOf(t, plain)
	f, err := Open(bytes.NewReader(plain), "roster.csv", sheet.DefaultLimits())
	if err != nil {
		t.Fatal(err)
	}
	want := rowsOf(t, f)
	for _, form := range forms {
		t.Run(form.name, func(t *testing.T) {
			if form.titles > 0 && f.Detected().HeaderRow == 0 {
				t.Skip("above a list without headings a title is a row like others")
			}
			b := form.make(t, records)
			if b == nil {
				t.Skip("the list has letters that this encoding lacks")
			}
			g, err := Open(bytes.NewReader(b), "roster", sheet.DefaultLimits())
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(fieldsOf(f), fieldsOf(g)); diff != "" {
				t.Errorf("fields (-plain +here):\n%s", diff)
			}
			if diff := cmp.Diff(withoutShort(shifted(want, form.titles)), withoutShort(rowsOf(t, g)), cmpopts.EquateEmpty()); diff != "" {
				t.Errorf("rows (-plain +here):\n%s", diff)
			}
			if got, want := fmt.Sprint(g.Ready()), fmt.Sprint(f.Ready()); got != want {
				t.Errorf("got %s, want %s", got, want)
			}
		})
	}
}

// withoutShort returns the rows without the note that a row ends early: the rows
// of a sheet have no end.
func withoutShort(rows []Row) []Row {
	rows = slices.Clone(rows)
	for i, r := range rows {
		rows[i].Notes = slices.DeleteFunc(slices.Clone(r.Notes), func(n Note) bool { return n.Code == NoteShortRow })
	}
	return rows
}

// shifted returns the rows as they are numbered n rows further down.
func shifted(rows []Row, n int) []Row {
	rows = slices.Clone(rows)
	for i := range rows {
		rows[i].Number += n
	}
	return rows
}

func TestOpen_forms(t *testing.T) {
	t.Parallel()
	for name, plain := range map[string]string{
		"the columns that are asked for": "Full Name,Address,Email,Phone,Household Role\n" +
			"Ann Lee,\"12 Oak St, Mesa, AZ 85201\",ann@example.com,(480) 555-0101,Head\n" +
			"\"Lee, Bo\",Lot 13,bo@example.com,480.555.0102,Member\n" +
			"Cy “Cyd” Ray,\"14 Oak St\nUnit 3\",cy@example.com,,\n",
		"two owners, accents": "Lote,Propietario,Correo,Teléfono,Propietario 2,Correo 2\n" +
			"1,José Núñez,jose@example.com,+1 787 555 0101,María Peña,maria@example.com\n" +
			"2,Iñaki Ruiz,inaki@example.com,,,\n",
		"letters of other scripts": "Name,Unit #,Street,City,State,ZIP,E-mail\n" +
			"Łukasz Żak,4,9 Elm St,Troy,NY,02139,lukasz@example.org\n박민준,5,9 Elm St,Troy,NY,02139,park@example.org\n",
		"columns between": "First Name,,Last Name,Notes,Email,Address\n" +
			"Ann,,Lee,\"she said \"\"hi\"\"; calls\",ann@example.com,12 Oak St\nBo,,Ray,a | b,bo@example.com,14 Oak St\n",
		"no header": "Ann Lee,12 Oak St,ann@example.com,480-555-0101\nBo Ray,14 Oak St,bo@example.com,480-555-0102\n",
	} {
		t.Run(name, func(t *testing.T) { checkForms(t, []byte(plain)) })
	}
}

func TestOpen_formsOfRealLayouts(t *testing.T) {
	t.Parallel()
	for _, path := range casestest.Glob(t, "layouts/*.csv") {
		b, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		t.Run(filepath.Base(path), func(t *testing.T) { checkForms(t, b) })
	}
}
