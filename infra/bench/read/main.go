// Command read reads a roster and prints what that took as JSON. It is a process
// of its own so that its memory can be measured, and links nothing else:
//
//	read rows roster.csv
package main

import (
	"bufio"
	"context"
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"strconv"
	"strings"
	"time"

	"github.com/xuri/excelize/v2"

	"github.com/communitrak/onboarding/internal/importer/parse"
	"github.com/communitrak/onboarding/internal/roster"
	"github.com/communitrak/onboarding/internal/rosterfile"
	"github.com/communitrak/onboarding/internal/rosterfile/sheet"
)

// taken is what reading a file took.
type taken struct {
	Rows int
	// PeakMB is the most memory that the process had, as counted by Linux, or 0.
	PeakMB float64
}

// ways are the ways to read a file.
var ways = map[string]func(*os.File) (rows int, err error){
	"rows": readRows, "plan": readForPlan, "csv": readCSV, "excelize": readExcelize,
}

func main() {
	if err := run(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(arguments []string) error {
	if len(arguments) != 2 || ways[arguments[0]] == nil {
		return errors.New("usage: read rows|plan|csv|excelize file")
	}
	file, err := os.Open(arguments[1])
	if err != nil {
		return err
	}
	defer file.Close()
	rows, err := ways[arguments[0]](file)
	if err != nil {
		return err
	}
	t := taken{Rows: rows}
	if t.PeakMB, err = peakMB(); err != nil {
		return err
	}
	return json.NewEncoder(os.Stdout).Encode(t)
}

// limits let larger files pass than an import accepts.
func limits() sheet.Limits {
	l := sheet.DefaultLimits()
	l.Rows, l.Bytes, l.UnzippedBytes = 2_000_000, 1<<30, 256<<20
	return l
}

func open(file *os.File) (*rosterfile.File, error) {
	info, err := file.Stat()
	if err != nil {
		return nil, err
	}
	return rosterfile.Open(io.NewSectionReader(file, 0, info.Size()), info.Name(), limits())
}

// readRows reads the people and homes of each row.
func readRows(file *os.File) (rows int, err error) {
	f, err := open(file)
	if err != nil {
		return 0, err
	}
	for _, err := range f.Rows(context.Background()) {
		if err != nil {
			return rows, err
		}
		rows++
	}
	return rows, nil
}

// readForPlan reads what an import decides about: it goes through the file once
// for repeated emails, and then parses names, homes, and phones.
func readForPlan(file *os.File) (rows int, err error) {
	f, err := open(file)
	if err != nil {
		return 0, err
	}
	ctx, noLog := context.Background(), slog.New(slog.DiscardHandler)
	identify := func(_ context.Context, email string) (string, error) { return email, nil }
	parser := parse.NewParser(f, roster.Preferences{City: "Mesa", State: "AZ", ZIP: "85201"}, identify, time.Now(), noLog)
	if err := parser.FindRepeats(f.Rows(ctx), f.Detected().Rows); err != nil {
		return 0, err
	}
	for row, err := range f.Rows(ctx) {
		if err == nil {
			_, err = parser.Parse(ctx, row)
		}
		if err != nil {
			return rows, err
		}
		rows++
	}
	return rows, nil
}

// readCSV reads the cells of each record, and nothing more.
func readCSV(file *os.File) (rows int, err error) {
	records := csv.NewReader(bufio.NewReader(file))
	records.ReuseRecord = true
	for {
		_, err := records.Read()
		if errors.Is(err, io.EOF) {
			return rows - 1, nil // without the header
		}
		if err != nil {
			return rows, err
		}
		rows++
	}
}

// readExcelize reads the cells of each row as the library streams them, and
// nothing more. Parts above its limit are unzipped to a file.
func readExcelize(file *os.File) (rows int, err error) {
	book, err := excelize.OpenReader(file, excelize.Options{UnzipXMLSizeLimit: 1 << 20})
	if err != nil {
		return 0, err
	}
	defer func() { err = errors.Join(err, book.Close()) }()
	all, err := book.Rows(book.GetSheetName(0))
	if err != nil {
		return 0, err
	}
	for all.Next() {
		if _, err := all.Columns(); err != nil {
			return rows, err
		}
		rows++
	}
	return rows - 1, errors.Join(all.Error(), all.Close())
}

// peakMB returns 0 where the system does not tell.
func peakMB() (float64, error) {
	status, err := os.ReadFile("/proc/self/status")
	if errors.Is(err, os.ErrNotExist) {
		return 0, nil
	}
	if err != nil {
		return 0, err
	}
	_, after, _ := strings.Cut(string(status), "VmHWM:")
	kB, err := strconv.Atoi(strings.Fields(after + " 0")[0])
	return float64(kB) / 1024, err
}
