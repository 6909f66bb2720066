package main

import (
	"testing"

	"github.com/xuri/excelize/v2"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"

	"github.com/communitrak/onboarding/internal/dynamo"
)

func TestTextOf(t *testing.T) {
	t.Parallel()
	trace := dynamo.NewTrace("person")
	trace.AddEmail("zoë.müller@example.org")
	trace.AddPhone("+16025550177")
	trace.AddName("Zoë", "Müller")
	book := func(rows ...[]any) []byte {
		f := excelize.NewFile()
		for n, row := range rows {
			cell, err := excelize.CoordinatesToCellName(1, n+1)
			if err != nil {
				t.Fatal(err)
			}
			if err := f.SetSheetRow("Sheet1", cell, &row); err != nil {
				t.Fatal(err)
			}
		}
		b, err := f.WriteToBuffer()
		if err != nil {
			t.Fatal(err)
		}
		return b.Bytes()
	}
	encoded := func(text string, encode func(string) (string, error)) []byte {
		s, err := encode(text)
		if err != nil {
			t.Fatal(err)
		}
		return []byte(s)
	}
	utf16 := unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewEncoder().String
	const line = "Name;Phone\nMüller, Zoë;-\n"
	for _, test := range []struct {
		name    string
		content []byte
		want    bool
	}{
		{"UTF-8, names turned around", []byte(line), true},
		{"names in two columns", []byte("First,Last\nZoe,Muller\n"), true},
		{"UTF-16", encoded(line, utf16), true},
		{"Windows-1252", encoded(line, charmap.Windows1252.NewEncoder().String), true},
		{"phone, punctuated", []byte("x,(602) 555-0177\n"), true},
		{"email in capitals", []byte("ZOË.MÜLLER@EXAMPLE.ORG"), true},
		{"workbook, one cell", book([]any{"Name"}, []any{"Zoë Müller"}), true},
		{"workbook, phone", book([]any{"Phone"}, []any{"602-555-0177"}), true},
		{"workbook of others", book([]any{"Name"}, []any{"Orla Vance"}), false},
		{"others", []byte("Name,Phone\nOrla Vance,602-555-0178\n"), false},
		{"the family name alone", []byte("Hans Müller\n"), false},
		{"a workbook that is cut off", book([]any{"Name"})[:200], true},
		{"nothing", nil, false},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			text, ok := textOf(test.content)
			if got := !ok || trace.Mentions(text); got != test.want {
				t.Errorf("got %v, want %v", got, test.want)
			}
		})
	}
}
