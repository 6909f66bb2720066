package main

import (
	"fmt"
	"slices"
	"strings"
	"time"
)

const heading = "# Reliability\n\n" +
	"What must hold whatever happens, in figures: the goal for each, and how much of it has been shown. `make proof` writes this page. " +
	"It runs the proofs one after another, which takes days on two cores; `make proof PROOFS='histories|storm' SCALE=0.01` runs some of them at a hundredth of their goals, " +
	"and `make proof PROOFS=histories MINUTES=30` continues with one for that long. " +
	"`infra/proof/figures.go` says what each proof runs; `make test` runs a short form of each. Where the last column says that something is smaller or missing, the goal has not been shown yet. " +
	"The seed determines faults, order, and choices; what runs at the same time is up to the machine. Runs with different seeds add up, but a failure discards the runs before it; a run that was ended from outside counts for nothing. " +
	"Passwords are hashed at a small fraction of the deployed cost. " +
	"`SECOND=1` runs proofs on Dynoxide, which takes a quarter of the time; each run names its engine. " +
	"Where the load says so, the machine had other work to do at the time.\n\n" +
	"| | goal | reached | command | seed | commit | time | smaller or missing |\n|---|---|---|---|---|---|---|---|\n"

// render writes the table from the results in folder.
func render(folder string) ([]byte, error) {
	var b strings.Builder
	b.WriteString(heading)
	for _, f := range figures {
		cells, err := f.row(folder)
		if err != nil {
			return nil, err
		}
		fmt.Fprintf(&b, "| %s |\n", strings.Join(cells, " | "))
	}
	return []byte(b.String()), nil
}

// The columns of a row that its proofs fill.
const (
	reachedColumn = iota
	commandColumn
	seedColumn
	commitColumn
	timeColumn
	missingColumn
	columns
)

// row is the figure's line: in each cell, what its proofs say of it.
func (f figure) row(folder string) ([]string, error) {
	cells := make([][]string, columns)
	for _, p := range f.proofs {
		r, err := load(folder, p.name)
		if err != nil {
			return nil, err
		}
		for n, text := range p.cells(r) {
			if text != "" {
				cells[n] = append(cells[n], text)
			}
		}
	}
	if len(f.proofs) == 0 {
		cells[reachedColumn] = []string{"not shown yet"}
	}
	if f.missing != "" {
		cells[missingColumn] = append(cells[missingColumn], "missing: "+f.missing)
	}
	row := []string{f.id, f.goal}
	for _, texts := range cells {
		row = append(row, strings.Join(texts, "<br>"))
	}
	return row, nil
}

// cells are what the proof says in each column.
func (p proof) cells(r result) [columns]string {
	latest, ok := r.latest()
	if !ok {
		return [columns]string{reachedColumn: "*" + p.name + ":* not shown yet"}
	}
	var cells [columns]string
	cells[reachedColumn] = "*" + p.name + ":* " + p.reached(r, latest)
	cells[commandColumn] = "`" + latest.command(p.name) + "`"
	if latest.Scale > 0 {
		cells[seedColumn] = strings.Join(r.seeds(), ", ")
	}
	cells[commitColumn] = strings.Join(r.commits(), ", ")
	cells[timeColumn] = r.time(latest)
	cells[missingColumn] = p.smaller(r, latest)
	return cells
}

// command is how one has the run repeated.
func (r run) command(proof string) string {
	command := "make proof PROOFS=" + proof
	if r.Scale > 0 && r.Scale < 1 {
		command += fmt.Sprintf(" SCALE=%.3g", r.Scale)
	}
	if r.Engine == "Dynoxide" {
		command += " SECOND=1"
	}
	return command
}

// reached is what the runs say, in the proof's own words where it has some.
func (p proof) reached(r result, latest run) string {
	switch {
	case !latest.Passed && latest.Failure != "":
		return "**failed:** " + strings.ReplaceAll(latest.Failure, "|", `\|`)
	case !latest.Passed:
		return "**failed**"
	case len(latest.Reached) == 0:
		return p.shows
	}
	said := strings.Join(latest.Reached, "; ")
	if sum, ok := r.shown(); ok && len(r.Runs) > 1 {
		return fmt.Sprintf("%s in %d runs; the last: %s", sum, len(r.Runs), said)
	}
	return said
}

// smaller says what the runs lack of the goal.
func (p proof) smaller(r result, latest run) string {
	sum, ok := r.shown()
	switch {
	case ok && sum.Reached < sum.Of && p.alone:
		return fmt.Sprintf("*%s:* %s, and runs do not add up", p.name, sum)
	case ok && sum.Reached < sum.Of:
		return fmt.Sprintf("*%s:* %s", p.name, sum)
	case !ok && latest.Scale > 0 && latest.Scale < 1:
		return fmt.Sprintf("*%s:* run at a scale of %g", p.name, latest.Scale)
	default:
		return ""
	}
}

// seeds are those of all runs, neighbors as a range.
func (r result) seeds() []string {
	var all []uint64
	for _, e := range r.Runs {
		all = append(all, e.Seed)
	}
	slices.Sort(all)
	var said []string
	for first := 0; first < len(all); {
		last := first
		for last+1 < len(all) && all[last+1] == all[last]+1 {
			last++
		}
		text := fmt.Sprint(all[first])
		if last > first {
			text += fmt.Sprintf("–%d", all[last])
		}
		said, first = append(said, text), last+1
	}
	return said
}

// commits are those that were run, in their order.
func (r result) commits() []string {
	var said []string
	for _, e := range r.Runs {
		if e.Commit != "" && !slices.Contains(said, e.Commit) {
			said = append(said, e.Commit)
		}
	}
	return said
}

// time is how long all runs took, when the last one was, and on which engines.
func (r result) time(latest run) string {
	var seconds float64
	for _, e := range r.Runs {
		seconds += e.Seconds
	}
	said := fmt.Sprintf("%s, %s", time.Duration(seconds*float64(time.Second)).Round(time.Second), latest.At.Format(time.DateOnly))
	var engines []string
	for _, e := range r.Runs {
		if e.Engine != "" && !slices.Contains(engines, e.Engine) {
			engines = append(engines, e.Engine)
		}
	}
	if len(engines) > 0 {
		said += ", " + strings.Join(engines, " and ")
	}
	if latest.Load > 0 {
		said += fmt.Sprintf(", load %.1f on %d processors", latest.Load, latest.Processors)
	}
	return said
}
