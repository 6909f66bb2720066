package main

import (
	"bytes"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
)

// TestMutants checks that each mutant can still be planted, and compiles.
// `make mutants` tells whether it is caught.
func TestMutants(t *testing.T) {
	t.Parallel()
	c, err := sharedChecker()
	if err != nil {
		t.Fatal(err)
	}
	root := c.root
	mutants, err := readLists(lists)
	if err != nil {
		t.Fatal(err)
	}
	names := map[string]bool{}
	for _, m := range mutants {
		t.Run(m.name, func(t *testing.T) {
			if names[m.name] {
				t.Error("another mutant has this name")
			}
			names[m.name] = true
			source, err := os.ReadFile(filepath.Join(root, m.file))
			if err != nil {
				t.Fatal(err)
			}
			planted, err := m.apply(root)
			if err != nil {
				t.Fatal(err)
			}
			if bytes.Equal(planted, source) {
				t.Error("it changes nothing")
			}
			if err := c.check(m.file, planted); err != nil {
				t.Errorf("it does not compile: %v", err)
			}
			test, _, _ := strings.Cut(m.test, "/")
			if !hasTest(t, filepath.Join(root, m.pkg), test) {
				t.Errorf("%s has no test %s", m.pkg, test)
			}
		})
	}
}

func TestReadLists(t *testing.T) {
	t.Parallel()
	const place = "a/b.go TestB\n"
	two := mutant{"two", "It holds: always.", "a/b.go", "\tx\n\ty", "\tz", "a", "TestB/in words"}
	gone := mutant{"gone", "It holds.", "a/b.go", "x", "", "c", "TestC"}
	tests := []struct {
		name, list string
		want       []mutant
	}{
		{"two", "two: It holds: always.\na/b.go TestB/in words\n-\tx\n-\ty\n+\tz\n\ngone: It holds.\na/b.go c TestC\n-x\n", []mutant{two, gone}},
		{"no promise", "two\n" + place + "-x\n+y\n", nil},
		{"no test", "two: It holds.\na/b.go c\n-x\n+y\n", nil},
		{"no change", "two: It holds.\n" + place, nil},
		{"nothing replaced", "two: It holds.\n" + place + "+y\n", nil},
		{"a sign is missing", "two: It holds.\n" + place + "-x\ny\n", nil},
		{"the wrong way around", "two: It holds.\n" + place + "-x\n+y\n-z\n", nil},
		{"two run together", "two: It holds.\n" + place + "-x\n+y\ngone: It holds.\n" + place + "-z\n", nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, err := readLists(fstest.MapFS{"list/a.txt": {Data: []byte(tt.list)}})
			if !slices.Equal(got, tt.want) || (err == nil) != (tt.want != nil) {
				t.Errorf("got %q and %v, want %q", got, err, tt.want)
			}
		})
	}
}

func hasTest(t *testing.T, folder, test string) bool {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(folder, "*_test.go"))
	if err != nil {
		t.Fatal(err)
	}
	for _, path := range files {
		file, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		for _, d := range file.Decls {
			if f, ok := d.(*ast.FuncDecl); ok && f.Recv == nil && f.Name.Name == test {
				return true
			}
		}
	}
	return false
}

func TestChoose(t *testing.T) {
	t.Parallel()
	all := []mutant{{name: "lease-without-fence"}, {name: "expiry-after-the-moment"}}
	for only, want := range map[string]int{"": 2, "lease": 1, "lease|expiry": 2, "^fence": 0, "(": 0} {
		got, err := choose(all, only)
		if len(got) != want || (err != nil) != (want == 0) {
			t.Errorf("%q: got %d and %v, want %d", only, len(got), err, want)
		}
	}
}

// TestPlanter plants mutants with each outcome in a module of its own.
func TestPlanter(t *testing.T) {
	if testing.Short() {
		t.Skip("-short: builds a dozen test programs")
	}
	t.Parallel()
	root := t.TempDir()
	source := map[string]string{
		"go.mod":  "module sums\n\ngo 1.26\n",
		"sums.go": "package sums\n\nfunc Add(a, b int) int { return a + b }\n\nfunc Less(a, b int) bool { return a < b }\n",
		"sums_test.go": `package sums

import "testing"

func TestAdd(t *testing.T) {
	t.Run("two and two", func(t *testing.T) {
		if Add(2, 2) != 4 {
			t.Error("not 4")
		}
	})
}

func TestLess(t *testing.T) {
	if !Less(1, 2) {
		t.Error("1 is not less than 2")
	}
}

func TestBroken(t *testing.T) { t.Error("fails anyhow") }
`,
	}
	for name, content := range source {
		if err := os.WriteFile(filepath.Join(root, name), []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	plus := mutant{name: "minus", breaks: "sums are right", file: "sums.go", old: "a + b", new: "a - b", pkg: ".", test: "TestAdd"}
	with := func(change func(*mutant)) mutant {
		m := plus
		change(&m)
		return m
	}
	tests := []struct {
		name string
		mutant
		want outcome
		says string
	}{
		{"caught", plus, caught, ""},
		{"caught by a subtest", with(func(m *mutant) { m.test = "TestAdd/two and two" }), caught, ""},
		{"caught by a panic", with(func(m *mutant) { m.new = `func() int { panic("planted") }()` }), caught, ""},
		{"lives", with(func(m *mutant) { m.old, m.new, m.test = "a < b", "a <= b", "TestLess" }), lived, ""},
		{"does not compile", with(func(m *mutant) { m.new = "a + c" }), stale, "undefined: c"},
		{"text is gone", with(func(m *mutant) { m.old = "a * b" }), stale, "0 times"},
		{"text stands twice", with(func(m *mutant) { m.old = "(a, b int)" }), stale, "2 times"},
		{"test is gone", with(func(m *mutant) { m.test = "TestSub" }), stale, "no such test"},
		{"subtest is gone", with(func(m *mutant) { m.test = "TestAdd/three and three" }), stale, "without the mutant"},
		{"fails without it", with(func(m *mutant) { m.test = "TestBroken" }), stale, "fails anyhow"},
	}
	p := newPlanter(root)
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, err := p.plant(t.Context(), tt.mutant)
			if got != tt.want {
				t.Errorf("got %s, want %s", got, tt.want)
			}
			switch {
			case (err != nil) != (tt.says != ""):
				t.Errorf("got error %v", err)
			case err != nil && !strings.Contains(err.Error(), tt.says):
				t.Errorf("got error %v, want one that says %q", err, tt.says)
			}
		})
	}
	for name, want := range source {
		if got, err := os.ReadFile(filepath.Join(root, name)); err != nil || string(got) != want {
			t.Errorf("%s was changed: %v\n%s", name, err, got)
		}
	}

	var out bytes.Buffer
	if err := p.plantAll(t.Context(), &out, []mutant{plus}); err != nil || !strings.Contains(out.String(), "1 of 1 caught") {
		t.Errorf("one that is caught: %v\n%s", err, out.String())
	}
	out.Reset()
	alive := tests[3].mutant
	if err := p.plantAll(t.Context(), &out, []mutant{plus, alive}); err == nil || !strings.Contains(out.String(), "LIVED") || !strings.Contains(out.String(), alive.breaks) {
		t.Errorf("one that lives: %v\n%s", err, out.String())
	}
}
