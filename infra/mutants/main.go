// Command mutants asks whether the tests would notice a defect. It plants one
// defect at a time, in an overlay that only the Go command sees, and runs the
// test that must then fail:
//
//	make mutants
//	make mutants ONLY='lease|expiry'
//
// The lists are list/<package>.txt; list.go describes their form. A defect that survives means
// that a promise has no test. A stale one proves nothing: its text is not found
// exactly once, it does not compile, or its test fails or is missing without
// it. Either fails the run. The source is never written.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"regexp"
	"slices"
	"syscall"
	"time"

	"github.com/communitrak/onboarding/internal/stack"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	only := flag.String("only", "", "a regular expression: plant those mutants only whose name it matches")
	flag.Parse()
	if err := run(ctx, os.Stdout, *only); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(ctx context.Context, out io.Writer, only string) error {
	root, err := stack.Root()
	if err != nil {
		return err
	}
	all, err := readLists(lists)
	if err != nil {
		return err
	}
	chosen, err := choose(all, only)
	if err != nil {
		return err
	}
	return newPlanter(root).plantAll(ctx, out, chosen)
}

// choose returns the mutants whose name matches the regular expression.
func choose(all []mutant, only string) ([]mutant, error) {
	matching, err := regexp.Compile(only)
	if err != nil {
		return nil, err
	}
	chosen := slices.DeleteFunc(slices.Clone(all), func(m mutant) bool { return !matching.MatchString(m.name) })
	if len(chosen) == 0 {
		return nil, fmt.Errorf("no mutant has a name that matches %q", only)
	}
	return chosen, nil
}

// plantAll plants one mutant after the other and prints a line for each. It
// fails unless all are caught.
func (p *planter) plantAll(ctx context.Context, out io.Writer, chosen []mutant) error {
	started := time.Now()
	name, test := width(chosen, mutant.title), width(chosen, mutant.location)
	fmt.Fprintf(out, "%-*s  %-*s  %-6s  %7s\n", name, "mutant", test, "test", "", "seconds")
	bad := 0
	for _, m := range chosen {
		began := time.Now()
		outcome, err := p.plant(ctx, m)
		if ctx.Err() != nil {
			return ctx.Err()
		}
		fmt.Fprintf(out, "%-*s  %-*s  %-6s  %7.1f\n", name, m.title(), test, m.location(), outcome, time.Since(began).Seconds())
		if outcome != caught {
			bad++
			fmt.Fprintf(out, "    %s: %s\n", m.file, m.breaks)
		}
		if err != nil {
			fmt.Fprintf(out, "    %v\n", err)
		}
	}
	fmt.Fprintf(out, "%d of %d caught, %.0f s\n", len(chosen)-bad, len(chosen), time.Since(started).Seconds())
	if bad > 0 {
		return errors.New("not every mutant was caught")
	}
	return nil
}

func (m mutant) title() string { return m.name }

func (m mutant) location() string { return m.pkg + " " + m.test }

func width(all []mutant, column func(mutant) string) int {
	widest := 0
	for _, m := range all {
		widest = max(widest, len(column(m)))
	}
	return widest
}
