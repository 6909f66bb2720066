package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"github.com/xuri/excelize/v2"

	"github.com/communitrak/onboarding/internal/stack"
)

// BenchmarkP6 reads CSV files of a thousand rows, of as many as an import
// accepts, and of many more, each in a process of its own, to rows and to what an
// import decides about.
func BenchmarkP6(b *testing.B) {
	few, most, many := 1_000, mostRows, 1_000_000
	if *small {
		few, most, many = 10, 50, 100
	}
	read := newReader(b)
	short, full, long := writeCSV(b, few), writeCSV(b, most), writeCSV(b, many)
	for _, way := range []string{"rows", "plan"} {
		b.Run(way, func(b *testing.B) {
			var little, accepted, much []taken
			for b.Loop() {
				little = append(little, read.file(b, way, short, few))
				accepted = append(accepted, read.file(b, way, full, most))
				much = append(much, read.file(b, way, long, many))
			}
			b.ReportMetric(median(little, peak), "1,000_rows-MB")
			b.ReportMetric(median(accepted, peak), "50,000_rows-MB")
			b.ReportMetric(median(much, peak), "1,000,000_rows-MB")
			b.ReportMetric(median(much, peak)/median(little, peak), "ratio")
			b.ReportMetric(float64(many)/median(much, processor), "rows/s")
			b.ReportMetric(0, "ns/op")
		})
	}
	b.Run("cells", func(b *testing.B) {
		var much []taken
		for b.Loop() {
			much = append(much, read.file(b, "csv", long, many))
		}
		b.ReportMetric(median(much, peak), "1,000,000_rows-MB")
		b.ReportMetric(float64(many)/median(much, processor), "rows/s")
		b.ReportMetric(0, "ns/op")
	})
}

// BenchmarkP7 reads a workbook of many rows, each time in a process of its own:
// as an import does, and only its cells, with excelize.
func BenchmarkP7(b *testing.B) {
	rows := 100_000
	if *small {
		rows = 100
	}
	read, book := newReader(b), writeWorkbook(b, rows)
	b.Run("workbook", func(b *testing.B) {
		var plan, plain, cells []taken
		for b.Loop() {
			plan = append(plan, read.file(b, "plan", book, rows))
			plain = append(plain, read.file(b, "rows", book, rows))
			cells = append(cells, read.file(b, "excelize", book, rows))
		}
		for name, all := range map[string][]taken{"plan": plan, "rows": plain, "excelize": cells} {
			b.ReportMetric(median(all, peak), name+"-MB")
			b.ReportMetric(float64(rows)/median(all, processor), name+"-rows/s")
		}
		b.ReportMetric(median(cells, processor)/median(plan, processor), "plan-ratio")
		b.ReportMetric(median(cells, processor)/median(plain, processor), "rows-ratio")
		b.ReportMetric(0, "ns/op")
	})
}

// taken is what reading a file took, as the command read says.
type taken struct {
	Rows      int
	PeakMB    float64
	processor float64 // seconds; a busy machine changes them little
}

func peak(t taken) float64      { return t.PeakMB }
func processor(t taken) float64 { return t.processor }

func median(all []taken, of func(taken) float64) float64 {
	var values []float64
	for _, t := range all {
		values = append(values, of(t))
	}
	return quantile(values, 0.5)
}

// reader is where the command read is.
type reader string

func newReader(b *testing.B) reader {
	b.Helper()
	root, err := stack.Root()
	if err != nil {
		b.Fatal(err)
	}
	program := filepath.Join(b.TempDir(), "read")
	command := exec.CommandContext(b.Context(), "go", "build", "-trimpath", "-ldflags=-s", "-o", program, "./infra/bench/read")
	command.Dir, command.Env = root, append(os.Environ(), "CGO_ENABLED=0")
	if said, err := command.CombinedOutput(); err != nil {
		b.Fatalf("building the reader: %v\n%s", err, said)
	}
	return reader(program)
}

// file reads a file that has so many rows.
func (r reader) file(b *testing.B, way, name string, rows int) (t taken) {
	b.Helper()
	command := exec.CommandContext(b.Context(), string(r), way, name)
	command.Stderr = os.Stderr
	said, err := command.Output()
	if err == nil {
		err = json.Unmarshal(said, &t)
		t.processor = (command.ProcessState.UserTime() + command.ProcessState.SystemTime()).Seconds()
	}
	if err != nil || t.Rows != rows {
		b.Fatalf("reading %s for its %s: got %d rows, want %d; %v", name, way, t.Rows, rows, err)
	}
	return t
}

var headings = []any{"Full Name", "Address", "Email", "Phone", "Household Role", "City", "State", "Zip"}

func cellsOf(n int) []any {
	return []any{fmt.Sprintf("Resident %c Number", 'A'+n%26), fmt.Sprintf("%d Juniper Ct", 100+n), fmt.Sprintf("resident%d@example.com", n), "(480) 555-0100", "Member", "Mesa", "AZ", "85201"}
}

func writeCSV(b *testing.B, rows int) (name string) {
	b.Helper()
	name = filepath.Join(b.TempDir(), "roster.csv")
	file, err := os.Create(name)
	if err != nil {
		b.Fatal(err)
	}
	defer file.Close()
	text := bufio.NewWriter(file)
	const line = "%s,%s,%s,%s,%s,%s,%s,%s\r\n"
	fmt.Fprintf(text, line, headings...)
	for n := range rows {
		fmt.Fprintf(text, line, cellsOf(n)...)
	}
	if err := text.Flush(); err != nil {
		b.Fatal(err)
	}
	return name
}

func writeWorkbook(b *testing.B, rows int) (name string) {
	b.Helper()
	name = filepath.Join(b.TempDir(), "roster.xlsx")
	book := excelize.NewFile()
	defer book.Close()
	stream, err := book.NewStreamWriter("Sheet1")
	if err != nil {
		b.Fatal(err)
	}
	set := func(row int, cells []any) {
		if err := stream.SetRow(fmt.Sprint("A", row), cells); err != nil {
			b.Fatal(err)
		}
	}
	set(1, headings)
	for n := range rows {
		set(n+2, cellsOf(n))
	}
	if err := stream.Flush(); err != nil {
		b.Fatal(err)
	}
	if err := book.SaveAs(name); err != nil {
		b.Fatal(err)
	}
	return name
}
