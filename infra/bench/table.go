package main

import (
	"bufio"
	"errors"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
)

const heading = "# Performance\n\n" +
	"What the system costs, mostly beside the least that could be spent for the same: both sides are measured in turn, in one process, on one engine. " +
	"`make bench` writes this page; `make bench ROWS='P3|P8'` measures some rows. A figure is the median of several measurements, with the lowest and highest in parentheses where they differ. " +
	"*Load* is the machine's when a row was begun: above half the number of its cores, times and their ratios mean little; counts and sizes are exact on any machine. " +
	"Write units are counted by AWS's rules, by kind of item, in `infra/bench/units_test.go`.\n\n" +
	"| | what | goal | measured | circumstances | missing |\n|---|---|---|---|---|---|\n"

// sample holds the measurements of one row: values by name of the figure, names
// in order, and the configuration.
type sample struct {
	values        map[string][]float64
	names         []string
	configuration map[string]string
}

// load reads what was measured of a row. ok is false if nothing was.
func load(folder, id string) (s sample, ok bool, err error) {
	text, err := os.ReadFile(filepath.Join(folder, id+".txt"))
	if errors.Is(err, os.ErrNotExist) {
		return s, false, nil
	}
	if err != nil {
		return s, false, err
	}
	s, err = parse(string(text))
	return s, err == nil, err
}

// parse reads the output of go test -bench.
func parse(text string) (sample, error) {
	s := sample{values: map[string][]float64{}, configuration: map[string]string{}}
	lines := bufio.NewScanner(strings.NewReader(text))
	for lines.Scan() {
		line := lines.Text()
		if name, value, ok := strings.Cut(line, ": "); ok && !strings.HasPrefix(line, "Benchmark") {
			s.configuration[name] = strings.TrimSpace(value)
			continue
		}
		fields := strings.Fields(line)
		if len(fields) < 4 || !strings.HasPrefix(line, "Benchmark") {
			continue
		}
		if err := s.add(fields); err != nil {
			return s, fmt.Errorf("%q: %w", line, err)
		}
	}
	return s, lines.Err()
}

// add adds the figures of a benchmark's line: its name, how often it went
// around, and pairs of a value and its unit.
func (s *sample) add(fields []string) error {
	_, part, _ := strings.Cut(fields[0], "/")
	if dash := strings.LastIndex(part, "-"); dash >= 0 {
		part = part[:dash]
	}
	for n := 2; n+1 < len(fields); n += 2 {
		value, err := strconv.ParseFloat(fields[n], 64)
		if err != nil {
			return err
		}
		name := strings.TrimSpace(part + " " + fields[n+1])
		if s.values[name] == nil {
			s.names = append(s.names, name)
		}
		s.values[name] = append(s.values[name], value)
	}
	return nil
}

// figures says in one line for each figure what it is.
func (s sample) figures() string {
	var texts []string
	for _, name := range s.names {
		values := s.values[name]
		text := name + " **" + plain(quantile(values, 0.5)) + "**"
		if least, most := slices.Min(values), slices.Max(values); least != most {
			text += fmt.Sprintf(" (%s–%s)", plain(least), plain(most))
		}
		texts = append(texts, text)
	}
	return strings.Join(texts, "<br>")
}

func (s sample) circumstances() string {
	c := s.configuration
	return fmt.Sprintf("%s, %s, load %s, %s", c["commit"], c["engine"], c["load"], c["date"])
}

// plain writes a figure with three significant digits, and whole ones in full.
func plain(value float64) string {
	if value == math.Trunc(value) || value >= 1000 {
		return strconv.FormatFloat(value, 'f', 0, 64)
	}
	return strconv.FormatFloat(value, 'g', 3, 64)
}

// quantile returns the value that the share q of the values do not exceed, by
// nearest rank.
func quantile(values []float64, q float64) float64 {
	sorted := slices.Sorted(slices.Values(values))
	rank := int(math.Ceil(q * float64(len(sorted))))
	return sorted[max(rank, 1)-1]
}

// render writes the page from the results in folder.
func render(folder string) (string, error) {
	var b strings.Builder
	b.WriteString(heading)
	for _, r := range rows {
		s, ok, err := load(folder, r.id)
		if err != nil {
			return "", err
		}
		measured, circumstances := "not measured", ""
		if ok {
			measured, circumstances = s.figures(), s.circumstances()
		}
		if r.id == "P9" {
			if measured, circumstances, err = price(folder); err != nil {
				return "", err
			}
		}
		fmt.Fprintf(&b, "| %s | %s | %s | %s | %s | %s |\n", r.id, r.what, r.goal, measured, circumstances, r.missing)
	}
	return b.String(), nil
}

// writeUnit is the list price of a write unit on demand, in dollars.
const writeUnit = 0.625e-6

// price computes P9 from the write units of P8, the only part of the cost that
// grows with what an invitation writes.
func price(folder string) (measured, circumstances string, err error) {
	s, ok, err := load(folder, "P8")
	if err != nil || !ok {
		return "not measured", "", err
	}
	units := quantile(s.values["invitation units"], 0.5) + quantile(s.values["mail units"], 0.5)
	return fmt.Sprintf("writes **$%.2f**: 10,000 × %s units × $0.625/M", 10_000*units*writeUnit, plain(units)), "computed from P8", nil
}
