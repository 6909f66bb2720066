package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"time"
)

// result is what the runs of a proof have shown. Their shares of the goal add
// up, for each has a seed of its own.
type result struct {
	Proof string
	Runs  []run // in the order in which they ended
}

// run is one run of a proof.
type run struct {
	Commit  string  // what was run; empty in results from before it was kept
	Scale   float64 // of a proof that takes it, else 0
	Seed    uint64  // likewise
	Share   *share  // of a proof whose size can be counted
	Reached []string
	Passed  bool
	Failure string `json:",omitempty"` // why it did not pass, in a line
	Seconds float64
	At      time.Time
	// Engine is what kept the table of a proof of our own, and Load what the machine had to do in the
	// last minute of the run, on so many processors: figures that depend on
	// them can be told apart. They are empty or 0 where nobody knows.
	Engine     string
	Load       float64
	Processors int
}

// share is how much of a goal a run has reached, as its test counts it.
type share struct {
	Reached int    `json:"reached"`
	Of      int    `json:"of"`
	Unit    string `json:"unit"`
}

// String is the share in words: "20 of 1,000 mails".
func (s share) String() string {
	return fmt.Sprintf("%s of %s %s", counted(s.Reached), counted(s.Of), s.Unit)
}

// counted writes a number as people do: 1,234.
func counted(n int) string {
	digits := fmt.Sprint(n)
	for i := len(digits) - 3; i > 0; i -= 3 {
		digits = digits[:i] + "," + digits[i:]
	}
	return digits
}

// add notes a run. It replaces an earlier one of its seed. A failure leaves
// nothing of what was shown before, and the next success nothing of the failure;
// of runs that do not add up, the last one counts.
func (r *result) add(latest run, adds bool) {
	earlier := slices.DeleteFunc(slices.Clone(r.Runs), func(e run) bool { return e.Seed == latest.Seed || !e.Passed })
	if !latest.Passed || latest.Share == nil || !adds {
		earlier = nil
	}
	r.Runs = append(earlier, latest)
}

// latest returns the last run, if there is one.
func (r result) latest() (run, bool) {
	if len(r.Runs) == 0 {
		return run{}, false
	}
	return r.Runs[len(r.Runs)-1], true
}

// shown is the share of the goal that all runs have reached together. ok is
// false if nobody counts it.
func (r result) shown() (sum share, ok bool) {
	latest, ok := r.latest()
	if !ok || latest.Share == nil {
		return share{}, false
	}
	sum = *latest.Share
	for _, e := range r.Runs[:len(r.Runs)-1] {
		sum.Reached += e.Share.Reached
	}
	return sum, true
}

// done reports whether the goal is reached.
func (r result) done() bool {
	sum, ok := r.shown()
	return ok && sum.Reached >= sum.Of
}

// unused returns the first seed from the given one on that no run had.
func (r result) unused(seed uint64) uint64 {
	for slices.ContainsFunc(r.Runs, func(e run) bool { return e.Seed == seed }) {
		seed++
	}
	return seed
}

func (r result) save(folder string) error {
	encoded, err := json.MarshalIndent(r, "", "  ")
	if err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(folder, r.Proof+".json"), append(encoded, '\n'), 0o644)
}

// load reads the result of a proof, which has no runs if there is none yet.
func load(folder, proof string) (result, error) {
	r := result{Proof: proof}
	encoded, err := os.ReadFile(filepath.Join(folder, proof+".json"))
	if errors.Is(err, os.ErrNotExist) {
		return r, nil
	}
	if err == nil {
		err = json.Unmarshal(encoded, &r)
	}
	return r, err
}
