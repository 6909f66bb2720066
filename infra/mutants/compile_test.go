package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"go/ast"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/communitrak/onboarding/internal/stack"
)

// checker tells whether a package compiles with one of its files replaced. It
// checks types in this process, with what the Go command has compiled of the
// packages that it imports, because a call of the Go command for each of some
// hundred mutants would take minutes.
type checker struct {
	root string

	mu       sync.Mutex
	files    *token.FileSet
	packages map[string]*checkedPackage // by folder
	imports  types.Importer
}

// checkedPackage is a package as `go list -json` describes it.
type checkedPackage struct {
	ImportPath, Dir, Export string
	GoFiles                 []string

	parsed map[string]*ast.File // by file name
}

// sharedChecker is the one for this module.
var sharedChecker = sync.OnceValues(func() (*checker, error) {
	root, err := stack.Root()
	if err != nil {
		return nil, err
	}
	return newChecker(root)
})

func newChecker(root string) (*checker, error) {
	list := exec.Command("go", "list", "-export", "-deps", "-json=ImportPath,Dir,Export,GoFiles", "./...")
	list.Dir = root
	var complaints bytes.Buffer
	list.Stderr = &complaints
	printed, err := list.Output()
	if err != nil {
		return nil, fmt.Errorf("go list: %w\n%s", err, complaints.String())
	}
	c := &checker{root: root, files: token.NewFileSet(), packages: map[string]*checkedPackage{}}
	exports := map[string]string{}
	for decoder := json.NewDecoder(bytes.NewReader(printed)); ; {
		var p checkedPackage
		err := decoder.Decode(&p)
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return nil, err
		}
		c.packages[p.Dir] = &p
		exports[p.ImportPath] = p.Export
	}
	c.imports = importer.ForCompiler(c.files, "gc", func(path string) (io.ReadCloser, error) { return os.Open(exports[path]) })
	return c, nil
}

// check returns an error unless the file's package compiles with this content of
// the file. What is no Go file compiles.
func (c *checker) check(file string, content []byte) error {
	if filepath.Ext(file) != ".go" {
		return nil
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	folder, name := filepath.Split(filepath.Join(c.root, file))
	p, ok := c.packages[filepath.Clean(folder)]
	if !ok || !slices.Contains(p.GoFiles, name) {
		return fmt.Errorf("no package has the file %s", file)
	}
	if err := c.parse(p); err != nil {
		return err
	}
	planted, err := parser.ParseFile(c.files, file, content, parser.SkipObjectResolution)
	if err != nil {
		return err
	}
	sources := []*ast.File{planted}
	for other, parsed := range p.parsed {
		if other != name {
			sources = append(sources, parsed)
		}
	}
	config := types.Config{Importer: c.imports}
	_, err = config.Check(p.ImportPath, c.files, sources, nil)
	return err
}

// parse parses the package's files, once.
func (c *checker) parse(p *checkedPackage) error {
	if p.parsed != nil {
		return nil
	}
	p.parsed = map[string]*ast.File{}
	for _, name := range p.GoFiles {
		parsed, err := parser.ParseFile(c.files, filepath.Join(p.Dir, name), nil, parser.SkipObjectResolution)
		if err != nil {
			return err
		}
		p.parsed[name] = parsed
	}
	return nil
}

func TestChecker(t *testing.T) {
	t.Parallel()
	c, err := sharedChecker()
	if err != nil {
		t.Fatal(err)
	}
	const file = "infra/mutants/main.go"
	source, err := os.ReadFile(filepath.Join(c.root, file))
	if err != nil {
		t.Fatal(err)
	}
	tests := []struct{ name, file, content, says string }{
		{"as it is", file, string(source), ""},
		{"an undefined name", file, string(source) + "\nvar planted = missing\n", "undefined: missing"},
		{"an unused import", file, strings.Replace(string(source), "import (", "import (\n\t\"bytes\"", 1), "imported and not used"},
		{"an unused variable", file, string(source) + "\nfunc planted() { unused := 1 }\n", "declared and not used"},
		{"no Go", file, string(source) + "}", "expected declaration"},
		{"a file of no package", "infra/mutants/gone.go", "package main", "no package"},
		{"a document", "README.md", "# Communitrak", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			err := c.check(tt.file, []byte(tt.content))
			switch {
			case (err != nil) != (tt.says != ""):
				t.Errorf("got %v, want %q", err, tt.says)
			case err != nil && !strings.Contains(err.Error(), tt.says):
				t.Errorf("got %v, want an error that says %q", err, tt.says)
			}
		})
	}
}
