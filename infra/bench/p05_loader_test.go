package main

import (
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"

	"github.com/communitrak/onboarding/internal/dynamo/dynamotest"
)

// loaderPython is the environment variable that names a Python with boto3, which
// make bench installs.
const loaderPython = "BENCH_BOTO3"

// BenchmarkP5 imports a roster, and has a loader write its members into another
// table of the same engine, in turn.
func BenchmarkP5(b *testing.B) {
	python := tool(b, loaderPython, "a Python with boto3, which make bench installs if there is python3")
	rows := 5_000
	if *small {
		rows = 20
	}
	roster := filepath.Join(b.TempDir(), "roster.csv")
	if err := os.WriteFile(roster, []byte(residentsFile(0, rows)), 0o600); err != nil {
		b.Fatal(err)
	}
	var imported, used float64
	var all loaded
	for b.Loop() {
		s := newSite(b)
		before := processorTime(b)
		imported += seconds(func() { s.importAll(b, rows) })
		used += (processorTime(b) - before).Seconds()
		_, table := newTable(b)
		l := runLoader(b, python, table, roster)
		all.Rows, all.Seconds, all.Processor = all.Rows+l.Rows, all.Seconds+l.Seconds, all.Processor+l.Processor
	}
	total := b.N * rows
	if all.Rows != total {
		b.Fatalf("the loader loaded %d rows, want %d", all.Rows, total)
	}
	b.ReportMetric(float64(total)/imported, "import-rows/s")
	b.ReportMetric(float64(total)/all.Seconds, "loader-rows/s")
	b.ReportMetric(all.Seconds/imported, "rows_a_second-ratio")
	b.ReportMetric(used*1e6/float64(total), "import-µs/row")
	b.ReportMetric(all.Processor*1e6/float64(total), "loader-µs/row")
	b.ReportMetric(used/all.Processor, "processor-ratio")
	b.ReportMetric(0, "ns/op")
}

type loaded struct {
	Rows               int
	Seconds, Processor float64
}

func runLoader(b *testing.B, python, table, roster string) (l loaded) {
	b.Helper()
	command := exec.CommandContext(b.Context(), python, filepath.Join("loader", "load.py"), dynamotest.Endpoint(b), table, roster)
	command.Stderr, command.WaitDelay = os.Stderr, time.Second
	said, err := command.Output()
	if err == nil {
		err = json.Unmarshal(said, &l)
	}
	if err != nil {
		b.Fatalf("the loader: %v", err)
	}
	return l
}

// tool returns the program that an environment variable names. Without it the
// benchmark says what it needs, and ends.
func tool(b *testing.B, variable, needs string) string {
	b.Helper()
	program := os.Getenv(variable)
	if _, err := os.Stat(program); program == "" || err != nil {
		fmt.Printf("missing: it needs %s\n", needs)
		b.SkipNow()
	}
	return program
}
