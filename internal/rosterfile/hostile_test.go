package rosterfile

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/communitrak/onboarding/internal/rosterfile/sheet"
)

// hostile is a file that is not what it claims to be, or is too much.
type hostile struct {
	name  string
	file  []byte
	build func() []byte // instead of file, for a large one
	read  bool          // harmless after all: it must be read; the others must be refused
	any   bool          // either is right
}

// Limits of what one file may cost.
const (
	mostCPU      = 5 * time.Second
	mostMemoryKB = 200 << 10
)

// In a child process, hostileFile names the file to read, and hostileLimits
// says whether it may contain more than usual.
const (
	hostileFile   = "ROSTERFILE_HOSTILE"
	hostileLimits = "ROSTERFILE_LIMITS"
)

// outcome is what a child process reports about its file.
type outcome struct {
	Code, Sentence string // of a refusal
	Err            string // of anything else
	Rows           int
	PeakKB         int // of memory, if the system reports it
}

func TestMain(m *testing.M) {
	if name := os.Getenv(hostileFile); name != "" {
		if err := json.NewEncoder(os.Stdout).Encode(measured(readHostile(name))); err != nil {
			os.Exit(1)
		}
		return
	}
	m.Run()
}

// readHostile reads the file the way an import does.
func readHostile(name string) (o outcome) {
	fail := func(err error) outcome {
		refused := new(sheet.RefusedError)
		if errors.As(err, &refused) {
			o.Code, o.Sentence = refused.Code, refused.Sentence
			return o
		}
		o.Err = err.Error()
		return o
	}
	file, err := os.Open(name)
	if err != nil {
		return fail(err)
	}
	defer file.Close()
	info, err := file.Stat()
	if err != nil {
		return fail(err)
	}
	src := io.NewSectionReader(file, 0, info.Size())
	limits := sheet.DefaultLimits()
	if os.Getenv(hostileLimits) == "none" {
		limits = unlimited()
	}
	f, err := Open(src, "roster.csv", limits)
	if err == nil {
		err = f.Ready()
	}
	if err != nil {
		return fail(err)
	}
	for _, err := range f.Rows(context.Background()) {
		if err != nil {
			return fail(err)
		}
		o.Rows++
	}
	return o
}

// measured adds the peak memory of the process, as counted by Linux.
func measured(o outcome) outcome {
	status, err := os.ReadFile("/proc/self/status")
	if err != nil {
		return o
	}
	if _, after, ok := strings.Cut(string(status), "VmHWM:"); ok {
		o.PeakKB, _ = strconv.Atoi(strings.Fields(after)[0])
	}
	return o
}

// TestOpen_hostileFiles reads each file in its own process: the verdict comes
// quickly, with little memory, in one sentence that says what to do, and
// nothing is left on disk.
func TestOpen_hostileFiles(t *testing.T) {
	t.Parallel()
	random := rand.New(rand.NewPCG(3, 4))
	seen := make(map[string]bool)
	var worst outcome
	var slowest time.Duration
	groups := []func() []hostile{
		otherFormats, hugeTexts, func() []hostile { return hostileTexts(random) }, func() []hostile { return truncations(t, random) },
		func() []hostile { return hostileParts(t) },
		func() []hostile { return hostileArchives(t, random) }, func() []hostile { return hugeSheets(t) },
	}
	if testing.Short() {
		groups = groups[:5] // the others take seconds to make
	}
	for _, group := range groups {
		for _, h := range group() {
			if seen[h.name] {
				t.Errorf("two files are called %q", h.name)
			}
			seen[h.name] = true
			if testing.Short() && len(seen)%10 != 0 {
				continue
			}
			t.Run(h.name, func(t *testing.T) {
				got, cpu := checkHostile(t, h)
				worst.PeakKB, slowest = max(worst.PeakKB, got.PeakKB), max(slowest, cpu)
			})
		}
	}
	t.Logf("proved: %d files, each in a process of its own: a verdict in words within %v and %d MB, nothing left on disk", len(seen), slowest.Round(time.Millisecond), worst.PeakKB>>10)
	if !testing.Short() && len(seen) < 200 {
		t.Errorf("got %d files, want 200 or more", len(seen))
	}
}

func checkHostile(t *testing.T, h hostile) (got outcome, cpu time.Duration) {
	dir := t.TempDir()
	if h.build != nil {
		h.file = h.build()
	}
	name := filepath.Join(dir, "file")
	if err := os.WriteFile(name, h.file, 0o600); err != nil {
		t.Fatal(err)
	}
	scratch := filepath.Join(dir, "tmp")
	if err := os.Mkdir(scratch, 0o700); err != nil {
		t.Fatal(err)
	}
	got, cpu = readInChild(t, name, "TMPDIR="+scratch)
	switch {
	case got.Err != "":
		t.Errorf("got %q, want a refusal", got.Err)
	case got.Sentence != "" && !isAdvice(got.Sentence):
		t.Errorf("not one sentence that says what to do: %q", got.Sentence)
	case !h.any && h.read != (got.Code == ""):
		t.Errorf("read: %v, want %v: %+v", got.Code == "", h.read, got)
	}
	if cpu > mostCPU {
		t.Errorf("took %v", cpu)
	}
	if got.PeakKB > mostMemoryKB {
		t.Errorf("took %d MB", got.PeakKB>>10)
	}
	if left, err := os.ReadDir(scratch); err != nil || len(left) > 0 {
		t.Errorf("left %v on disk, %v", left, err)
	}
	return got, cpu
}

// readInChild reads a file in its own process, with additions to its
// environment.
func readInChild(t *testing.T, name string, env ...string) (got outcome, cpu time.Duration) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 12*mostCPU) // most of which others may take
	defer cancel()
	child := exec.CommandContext(ctx, os.Args[0])
	child.Env = append(append(os.Environ(), hostileFile+"="+name), env...)
	var stderr bytes.Buffer
	child.Stderr = &stderr
	out, err := child.Output()
	if err != nil {
		t.Fatalf("%v: %.2000s", err, stderr.String())
	}
	if err := json.Unmarshal(out, &got); err != nil {
		t.Fatal(err)
	}
	return got, child.ProcessState.UserTime() + child.ProcessState.SystemTime()
}

var action = regexp.MustCompile(`\b(save|send|split|open|export|unpack|remove|add|delete|copy|download|choose)\b`)

// isAdvice reports whether s is one sentence that says what to do.
func isAdvice(s string) bool {
	return strings.HasSuffix(s, ".") && !strings.Contains(s, ". ") && !strings.ContainsAny(s, "\r\n\t") && action.MatchString(s) && len(s) < 1000
}

// TestOpen_damagedFiles damages intact files in 600 ways. Each must be refused
// with a message or be read with every promise kept, quickly.
func TestOpen_damagedFiles(t *testing.T) {
	t.Parallel()
	const text = "sep=;\r\nOwner list\r\n\r\nFull Name;Address;Email;Gate Code\r\n\"Lee, Ann\";12 Oak St;ann@example.com;1\r\n\"Bo \"\"B\"\" Ray\";Lot 3;bo@example.com;2\r\n"
	sound := [][]byte{
		zipped(t, plainParts(headerRow+annRow)),
		[]byte(text),
		[]byte("\xff\xfe" + wide(text, false)),
	}
	random := rand.New(rand.NewPCG(1, 2))
	began := time.Now()
	for _, file := range sound {
		for range 100 {
			checkFile(t, file[:random.IntN(len(file))])
			checkFile(t, damaged(random, file))
		}
	}
	t.Logf("600 damaged files in %v", time.Since(began).Round(time.Millisecond))
}

// damaged returns the file with a few bytes changed.
func damaged(random *rand.Rand, file []byte) []byte {
	file = bytes.Clone(file)
	for range 1 + random.IntN(8) {
		file[random.IntN(len(file))] = byte(random.Uint32())
	}
	return file
}

// numbered returns n files made by a function.
func numbered(n int, name string, h hostile, file func(i int) []byte) []hostile {
	var all []hostile
	for i := range n {
		one := h
		one.name, one.file = fmt.Sprintf("%s %d", name, i+1), file(i)
		all = append(all, one)
	}
	return all
}
