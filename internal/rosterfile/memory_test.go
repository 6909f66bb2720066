package rosterfile

import (
	"errors"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
)

// endless is a roster of any number of rows that is stored nowhere: the offset
// of line n can be computed.
type endless struct {
	header string
	line   string // its first digits are the line's number
	rows   int64
}

func newEndless(rows int) *endless {
	return &endless{
		header: "Email,Full Name,Address,Phone\r\n",
		line:   "0000000@example.com,Ann Lee,12 Oak St,(480) 555-0100\r\n",
		rows:   int64(rows),
	}
}

func (e *endless) Size() int64 { return int64(len(e.header)) + e.rows*int64(len(e.line)) }

func (e *endless) ReadAt(p []byte, off int64) (int, error) {
	n := 0
	for n < len(p) && off < e.Size() {
		part := e.header
		at := off
		if off >= int64(len(e.header)) {
			row := (off - int64(len(e.header))) / int64(len(e.line))
			at = (off - int64(len(e.header))) % int64(len(e.line))
			digits := []byte("0000000")
			for i := len(digits) - 1; i >= 0; i-- {
				digits[i] = byte('0' + row%10)
				row /= 10
			}
			part = string(digits) + e.line[len(digits):]
		}
		c := copy(p[n:], part[at:])
		n += c
		off += int64(c)
	}
	if n < len(p) {
		return n, io.EOF
	}
	return n, nil
}

// liveAfter returns the memory in use, excluding garbage, after the last of n
// rows has been read.
func liveAfter(t testing.TB, n int) uint64 {
	f, err := Open(newEndless(n), "roster.csv", unlimited())
	if err != nil {
		t.Fatal(err)
	}
	var m runtime.MemStats
	seen := 0
	for row, err := range f.Rows(t.Context()) {
		if err != nil {
			t.Fatal(err)
		}
		if seen++; seen == n {
			runtime.GC()
			runtime.ReadMemStats(&m)
			if row.Number != n+1 || !strings.HasSuffix(row.People[0].Email, "@example.com") {
				t.Fatalf("last row: %+v", row)
			}
		}
	}
	return m.HeapAlloc
}

// Not parallel: other tests' memory would be counted.
func TestFile_Rows_memory(t *testing.T) {
	few, many := liveAfter(t, 1_000), liveAfter(t, 300_000)
	if many > few+few/4+256<<10 {
		t.Errorf("got %d kB in use for 300,000 rows, %d kB for 1,000", many>>10, few>>10)
	}
}

// TestOpen_peakMemory reads a thousand and a million rows in separate
// processes. The live memory is the same, see above; how much garbage
// accumulates depends on how busy the machine is, so the collector is kept on a
// short leash.
func TestOpen_peakMemory(t *testing.T) {
	if testing.Short() {
		t.Skip("-short: reads a million rows")
	}
	peak := func(rows int, env ...string) int {
		name := filepath.Join(t.TempDir(), "roster.csv")
		file, err := os.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		_, err = io.Copy(file, rosterCSV(rows))
		if err := errors.Join(err, file.Close()); err != nil {
			t.Fatal(err)
		}
		got, _ := readInChild(t, name, append(env, hostileLimits+"=none")...)
		if got.Rows != rows {
			t.Fatalf("got %+v, want %d rows", got, rows)
		}
		return got.PeakKB
	}
	t.Logf("1,000 rows: %d kB, 1,000,000 rows: %d kB, with the collector as it is", peak(1_000), peak(1_000_000))
	short := []string{"GOGC=25", "GOMAXPROCS=1"}
	few, many := peak(1_000, short...), peak(1_000_000, short...)
	t.Logf("1,000 rows: %d kB, 1,000,000 rows: %d kB, on a short lead", few, many)
	if many*100 > few*125 {
		t.Errorf("got %d kB for 1,000,000 rows, %d kB for 1,000", many, few)
	}
}

func TestOpen_peakMemoryOfWorkbook(t *testing.T) {
	if testing.Short() {
		t.Skip("-short: reads a workbook of a hundred thousand rows")
	}
	name := filepath.Join(t.TempDir(), "roster.xlsx")
	if err := os.WriteFile(name, rosterXLSX(t, benchRows), 0o600); err != nil {
		t.Fatal(err)
	}
	got, cpu := readInChild(t, name, hostileLimits+"=none")
	t.Logf("%d rows: %d kB, %v", got.Rows, got.PeakKB, cpu)
	if got.Rows != benchRows || got.PeakKB > 64<<10 {
		t.Errorf("got %+v, want %d rows in 64 MB", got, benchRows)
	}
}
