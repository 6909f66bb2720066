package main

import (
	"fmt"
	"strings"
	"time"
)

const heading = "# Reliability\n\n" +
	"What must hold whatever happens, as figures: the goal, and what was shown of it. `make proof` writes this page. " +
	"It runs the proofs one after the other, which takes days on two cores; `make proof PROOFS='histories|storm' SCALE=0.01` runs some of them in a hundredth of their goal. " +
	"What each runs is in `infra/proof/figures.go`; a short form of each is in `make test`. Where the last column says what is smaller or missing, the goal has not been shown yet. " +
	"The seed fixes faults, order and choices; what runs at the same time is the machine's doing.\n\n" +
	"| | goal | reached | command | seed | time | smaller or missing |\n|---|---|---|---|---|---|---|\n"

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

// row is the figure's line: in each cell, what its proofs say of it.
func (f figure) row(folder string) ([]string, error) {
	cells := make([][]string, 5) // reached, command, seed, time, smaller or missing
	add := func(n int, text string) {
		if text != "" {
			cells[n] = append(cells[n], text)
		}
	}
	for _, p := range f.proofs {
		r, ok, err := load(folder, p.name)
		if err != nil {
			return nil, err
		}
		if !ok {
			add(0, "*"+p.name+":* not shown yet")
			continue
		}
		add(0, p.reached(r))
		add(1, "`"+r.command()+"`")
		if r.Scale > 0 {
			add(2, fmt.Sprint(r.Seed))
		}
		add(3, fmt.Sprintf("%s, %s", time.Duration(r.Seconds*float64(time.Second)).Round(time.Second), r.At.Format(time.DateOnly)))
		if r.Scale > 0 && r.Scale < 1 {
			add(4, fmt.Sprintf("*%s:* run at a scale of %g", p.name, r.Scale))
		}
	}
	if len(f.proofs) == 0 {
		add(0, "not shown yet")
	}
	if f.missing != "" {
		add(4, "missing: "+f.missing)
	}
	row := []string{f.id, f.goal}
	for _, texts := range cells {
		row = append(row, strings.Join(texts, "<br>"))
	}
	return row, nil
}

// command is how one has the proof run again.
func (r result) command() string {
	command := "make proof PROOFS=" + r.Proof
	if r.Scale > 0 && r.Scale < 1 {
		command += fmt.Sprintf(" SCALE=%g", r.Scale)
	}
	return command
}

// reached is what the result says, in the proof's own words where it has some.
func (p proof) reached(r result) string {
	switch {
	case !r.Passed:
		return "*" + p.name + ":* **failed**"
	case len(r.Reached) > 0:
		return "*" + p.name + ":* " + strings.Join(r.Reached, "; ")
	default:
		return "*" + p.name + ":* " + p.shows
	}
}
