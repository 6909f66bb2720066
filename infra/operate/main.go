// Command operate is the operator's program: it does what the console does not
// offer and a runbook asks for. docs/operate.md says when to use what.
//
//	go run ./infra/operate <command> [flags]
//
// With -stack it works on that deployed stack, with the credentials and the
// region that the AWS CLI would use; without it, on the local system of make
// run. A command that destroys anything changes nothing without -yes.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"syscall"
	"time"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	err := program{out: os.Stdout, in: os.Stdin, lookup: os.LookupEnv, now: time.Now}.run(ctx, os.Args[1:])
	if err != nil && !errors.Is(err, flag.ErrHelp) {
		fmt.Fprintln(os.Stderr, "operate:", err)
		os.Exit(1)
	}
}

// command is one thing that operators do.
type command struct {
	name, summary string
	// run declares its flags on the set, calls parse, and does the work.
	run func(context.Context, *invocation) error
}

var commands = []command{
	{"first-support", "make a Support account and print the link that sets its password", firstSupport},
	{"forget-second-factor", "let a Support account set up its second factor anew", forgetFactor},
	{"end-support", "take Support's rights from an account", endSupport},
	{"erase", "erase a person from table and bucket (GDPR, CCPA)", erase},
	{"after-restore", "let nothing be mailed twice by a restored table", afterRestore},
	{"copy-table", "make the stack's table hold what a restored one holds", copyTable},
	{"rotate-code-key", "derive new invite codes under a new key", rotateCodeKey},
	{"redrive", "apply the failed events that are waiting", redrive},
	{"rekey-addresses", "find properties by the addresses of newer rules, too", rekeyAddresses},
}

// program is what the commands use of the machine.
type program struct {
	out    io.Writer
	in     io.Reader
	lookup func(name string) (string, bool)
	now    func() time.Time
}

// invocation is one run of a command.
type invocation struct {
	program
	flags *flag.FlagSet
	args  []string
	stack string
	table string
}

func (p program) run(ctx context.Context, args []string) error {
	out := p.out
	if len(args) == 0 || args[0] == "help" || args[0] == "-h" || args[0] == "--help" {
		usage(out)
		return nil
	}
	for _, c := range commands {
		if c.name != args[0] {
			continue
		}
		j := &invocation{flags: flag.NewFlagSet(c.name, flag.ContinueOnError), args: args[1:], program: p}
		j.flags.SetOutput(out)
		j.flags.Usage = func() {
			fmt.Fprintf(out, "%s: %s\n", c.name, c.summary)
			j.flags.PrintDefaults()
		}
		j.flags.StringVar(&j.stack, "stack", "", "the deployed stack; without it the local system")
		j.flags.StringVar(&j.table, "table", "", "work on this table instead of the stack's")
		return c.run(ctx, j)
	}
	usage(out)
	return fmt.Errorf("there is no command %q", args[0])
}

func usage(out io.Writer) {
	fmt.Fprint(out, "usage: go run ./infra/operate <command> [flags]; --help after a command tells its flags\n\n")
	for _, c := range commands {
		fmt.Fprintf(out, "  %-22s %s\n", c.name, c.summary)
	}
}

// parse parses the flags and fails if a required one is empty.
func (j *invocation) parse(required ...string) error {
	if err := j.flags.Parse(j.args); err != nil {
		return err
	}
	for _, name := range required {
		if j.flags.Lookup(name).Value.String() == "" {
			return fmt.Errorf("-%s is needed; see %s --help", name, j.flags.Name())
		}
	}
	if j.flags.NArg() > 0 {
		return fmt.Errorf("%q is not expected", j.flags.Arg(0))
	}
	return nil
}

// yes declares the flag without which a command only says what it would do.
func (j *invocation) yes() *bool {
	return j.flags.Bool("yes", false, "do it; without this it only says what it would do")
}

func (j *invocation) say(format string, args ...any) { fmt.Fprintf(j.out, format+"\n", args...) }
