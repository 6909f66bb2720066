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
	"time"
)

const heading = "# Performance\n\n" +
	"What the system costs. Most figures are ratios to the least that the same job could cost: both sides are measured in turn, in the same run and on the same engine. " +
	"`make bench` writes this page; `make bench ROWS=P3,P8` measures some rows. A figure is the median of several measurements, by nearest rank; where they differ, the lowest and the highest follow in parentheses. " +
	"*Load* is the machine's load before and after a row was measured: above half the number of its cores, times and their ratios mean little, but counts and sizes are exact on any machine. " +
	"The raw figures are in `infra/bench/results`, in the format of `benchstat`.\n\n" +
	"| | what | goal | reached | in figures |\n|---|---|---|---|---|\n"

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
	return s, err == nil && len(s.names) > 0, err
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
		if err := s.addLine(fields); err != nil {
			return s, fmt.Errorf("%q: %w", line, err)
		}
	}
	return s, lines.Err()
}

// addLine adds the figures of a benchmark's line: its name, how often it went
// around, and pairs of a value and its unit.
func (s *sample) addLine(fields []string) error {
	_, part, _ := strings.Cut(fields[0], "/")
	if dash := strings.LastIndex(part, "-"); dash >= 0 {
		part, s.configuration["cores"] = part[:dash], part[dash+1:]
	} else if _, cores, ok := strings.Cut(fields[0], "-"); ok {
		s.configuration["cores"] = cores
	}
	for n := 2; n+1 < len(fields); n += 2 {
		value, err := strconv.ParseFloat(fields[n], 64)
		if err != nil {
			return err
		}
		s.add(strings.TrimSpace(part+" "+fields[n+1]), value)
	}
	return nil
}

func (s *sample) add(name string, value float64) {
	if s.values[name] == nil {
		s.names = append(s.names, name)
	}
	s.values[name] = append(s.values[name], value)
}

// median returns the figure, or NaN if it was not measured.
func (s sample) median(name string) float64 {
	if len(s.values[name]) == 0 {
		return math.NaN()
	}
	return quantile(s.values[name], 0.5)
}

// figure says what a figure is: its median, and its spread if there is one.
func (s sample) figure(name string) string {
	values, unit := s.values[name], unitOf(name)
	text := "**" + withUnit(quantile(values, 0.5), unit) + "**"
	if least, most := plain(slices.Min(values)), plain(slices.Max(values)); least != most {
		text += fmt.Sprintf(" (%s–%s)", least, most)
	}
	return text
}

// lines say all figures, in one line those of a part, or about the same.
func (s sample) lines() (lines []string) {
	byPart := map[string][]string{}
	var parts []string
	for _, name := range s.names {
		part, about := label(name), ""
		if key, _, ok := strings.Cut(name, " "); ok {
			part = label(key + " unit")
			about = strings.TrimPrefix(strings.TrimPrefix(label(name), part), ", ")
		}
		if byPart[part] == nil {
			parts = append(parts, part)
		}
		byPart[part] = append(byPart[part], strings.TrimSpace(about+" "+s.figure(name)))
	}
	for _, part := range parts {
		lines = append(lines, part+" | "+strings.Join(byPart[part], ", "))
	}
	return lines
}

// circumstances says under which conditions the row was measured.
func (s sample) circumstances() string {
	c := s.configuration
	took, _ := time.ParseDuration(c["seconds"] + "s")
	times, ok := map[string]string{"1": "once", "2": "twice"}[c["count"]]
	if !ok {
		times = c["count"] + " times"
	}
	return fmt.Sprintf("Measured %s at %s on %s, with %s cores and a load of %s before and %s after, on %s, in %v.", times, c["commit"], c["engine"], c["cores"], c["load"], c["load-after"], c["date"], took)
}

// A metric's name is what it is about, and its unit after the last dash; the name
// of the benchmark's part may go before it, as in "members=1000 invitation-ms".
func unitOf(name string) string {
	metric := name[strings.LastIndex(name, " ")+1:]
	return metric[strings.LastIndex(metric, "-")+1:]
}

// label spells a figure's name without its unit.
func label(name string) string {
	part, metric, ok := strings.Cut(name, " ")
	if !ok {
		part, metric = "", name
	}
	about := strings.TrimSuffix(strings.TrimSuffix(metric, unitOf(name)), "-")
	var words []string
	for _, text := range append(strings.Split(part, "/"), about) {
		if text != "" {
			words = append(words, strings.ReplaceAll(counted(text), "_", " "))
		}
	}
	return strings.Join(words, ", ")
}

// counted spells members=1000 as 1,000 members.
func counted(text string) string {
	key, value, ok := strings.Cut(text, "=")
	n, err := strconv.ParseFloat(value, 64)
	if !ok || err != nil {
		return text
	}
	return plain(n) + " " + key
}

func withUnit(value float64, unit string) string {
	switch unit {
	case "ratio":
		return plain(value) + "×"
	case "dollars":
		return fmt.Sprintf("$%.3f", value)
	default:
		text := plain(value)
		if text == "1" {
			unit = strings.TrimSuffix(unit, "s")
		}
		return text + " " + unit
	}
}

// plain writes a figure with three significant digits, and whole ones in full.
func plain(value float64) string {
	if value != math.Trunc(value) && math.Abs(value) < 1000 {
		return strconv.FormatFloat(value, 'g', 3, 64)
	}
	digits := strconv.FormatFloat(value, 'f', 0, 64)
	for n := len(digits) - 3; n > 0 && digits[n-1] != '-'; n -= 3 {
		digits = digits[:n] + "," + digits[n:]
	}
	return digits
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
	var table, details strings.Builder
	for _, r := range rows {
		s, err := r.sample(folder)
		if err != nil {
			return "", err
		}
		fmt.Fprintf(&table, "| %s | %s | %s | %s | %s |\n", r.id, r.what, r.goal, r.verdict(s), r.summary(s))
		fmt.Fprintf(&details, "\n## %s: %s\n\n%s\n", r.id, r.what, r.how)
		if len(s.names) == 0 {
			fmt.Fprintf(&details, "\nNot measured yet: %s.\n", s.missing())
			continue
		}
		if r.verdict(s) == notReached {
			fmt.Fprintf(&details, "\n**Not reached.** %s\n", r.bound)
		}
		fmt.Fprint(&details, "\n| | |\n|---|---|\n")
		for _, line := range s.lines() {
			fmt.Fprintf(&details, "| %s |\n", line)
		}
		fmt.Fprintf(&details, "\n%s\n", s.circumstances())
	}
	ending, err := growth(folder)
	return heading + table.String() + details.String() + ending, err
}

// sample returns what was measured of the row, or is computed from others.
func (r row) sample(folder string) (sample, error) {
	if r.computed != nil {
		return r.computed(folder)
	}
	s, _, err := load(folder, r.id)
	return s, err
}

func (s sample) missing() string {
	if why := s.configuration["missing"]; why != "" {
		return why
	}
	return "it has not been run"
}

const notReached = "**no**"

// verdict says whether all goals are reached.
func (r row) verdict(s sample) string {
	if len(s.names) == 0 {
		return "not measured"
	}
	verdict := "yes"
	for _, g := range r.goals {
		switch {
		case s.values[g.figure] == nil:
			return "measured in part"
		case !g.reachedBy(s):
			verdict = notReached
		}
	}
	return verdict
}

// reachedBy is false for a figure that was not measured, too.
func (g goal) reachedBy(s sample) bool {
	value := s.median(g.figure)
	if g.least {
		return value >= g.limit
	}
	return value <= g.limit
}

// summary says those figures that have goals.
func (r row) summary(s sample) string {
	var texts []string
	for _, g := range r.goals {
		if s.values[g.figure] == nil {
			continue
		}
		texts = append(texts, strings.TrimSpace(label(g.figure)+" "+s.figure(g.figure)))
	}
	if len(s.names) == 0 {
		return s.missing()
	}
	return strings.Join(texts, "<br>")
}
