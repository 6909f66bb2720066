package rosterfile

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"testing"

	"github.com/xuri/excelize/v2"

	"github.com/communitrak/onboarding/internal/rosterfile/sheet"
)

const benchRows = 100_000

// rosterCSV streams a roster of n rows without keeping it in memory.
func rosterCSV(n int) io.Reader {
	r, w := io.Pipe()
	go func() {
		fmt.Fprint(w, "Full Name,Address,Email,Phone,Household Role,City,State,Zip\r\n")
		for i := range n {
			fmt.Fprintf(w, "Resident %c Number,%d Juniper Ct,resident%d@example.com,(480) 555-0100,Member,Mesa,AZ,85201\r\n", 'A'+i%26, i, i)
		}
		w.Close()
	}()
	return r
}

func unlimited() sheet.Limits {
	l := sheet.DefaultLimits()
	l.Rows, l.Bytes, l.UnzippedBytes = 2_000_000, 1<<30, 256<<20
	return l
}

func drain(b testing.TB, src sheet.Source) int {
	f, err := Open(src, "roster", unlimited())
	if err != nil {
		b.Fatal(err)
	}
	n := 0
	for row, err := range f.Rows(context.Background()) {
		if err != nil {
			b.Fatal(err)
		}
		n += len(row.People)
	}
	return n
}

func BenchmarkCSV(b *testing.B) {
	text, err := io.ReadAll(rosterCSV(benchRows))
	if err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for b.Loop() {
		if n := drain(b, bytes.NewReader(text)); n != benchRows {
			b.Fatalf("got %d people", n)
		}
	}
	b.ReportMetric(float64(benchRows)*float64(b.N)/b.Elapsed().Seconds(), "rows/s")
}

func rosterXLSX(b testing.TB, n int) []byte {
	x := excelize.NewFile()
	defer x.Close()
	w, err := x.NewStreamWriter("Sheet1")
	if err != nil {
		b.Fatal(err)
	}
	set := func(row int, cells ...any) {
		if err := w.SetRow(fmt.Sprintf("A%d", row), cells); err != nil {
			b.Fatal(err)
		}
	}
	set(1, "Full Name", "Address", "Email", "Phone", "Household Role", "City", "State", "Zip")
	for i := range n {
		set(i+2, fmt.Sprintf("Resident %c Number", 'A'+i%26), fmt.Sprintf("%d Juniper Ct", i), fmt.Sprintf("resident%d@example.com", i),
			"(480) 555-0100", "Member", "Mesa", "AZ", 85201)
	}
	if err := w.Flush(); err != nil {
		b.Fatal(err)
	}
	var out bytes.Buffer
	if err := x.Write(&out); err != nil {
		b.Fatal(err)
	}
	return out.Bytes()
}

func BenchmarkXLSX(b *testing.B) {
	file := rosterXLSX(b, benchRows)
	b.Run("rosterfile, checked and read", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			if n := drain(b, bytes.NewReader(file)); n != benchRows {
				b.Fatalf("got %d people", n)
			}
		}
		b.ReportMetric(float64(benchRows)*float64(b.N)/b.Elapsed().Seconds(), "rows/s")
	})
	b.Run("excelize, cells only", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			x, err := excelize.OpenReader(bytes.NewReader(file))
			if err != nil {
				b.Fatal(err)
			}
			rows, err := x.Rows("Sheet1")
			if err != nil {
				b.Fatal(err)
			}
			for rows.Next() {
				if _, err := rows.Columns(); err != nil {
					b.Fatal(err)
				}
			}
			x.Close()
		}
		b.ReportMetric(float64(benchRows)*float64(b.N)/b.Elapsed().Seconds(), "rows/s")
	})
}
