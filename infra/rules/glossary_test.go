package rules

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// A type in the glossary: a package of internal, and a name in it.
var glossaryType = regexp.MustCompile("`([a-z]+)\\.([A-Z][A-Za-z]*)`")

// TestGlossary_types checks that each type in the glossary exists.
func TestGlossary_types(t *testing.T) {
	root := filepath.Join("..", "..")
	text, err := os.ReadFile(filepath.Join(root, "docs", "glossary.md"))
	if err != nil {
		t.Fatal(err)
	}
	named := glossaryType.FindAllStringSubmatch(string(text), -1)
	if len(named) == 0 {
		t.Fatal("the glossary names no types")
	}
	declared := map[string]map[string]bool{}
	for _, match := range named {
		pkg, name := match[1], match[2]
		if declared[pkg] == nil {
			declared[pkg] = typesIn(t, packageNamed(t, filepath.Join(root, "internal"), pkg))
		}
		if !declared[pkg][name] {
			t.Errorf("docs/glossary.md names %s.%s, which does not exist", pkg, name)
		}
	}
}

// packageNamed returns the folder below root that has the package's name.
func packageNamed(t *testing.T, root, pkg string) string {
	t.Helper()
	found := ""
	err := filepath.WalkDir(root, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || !entry.IsDir() || entry.Name() != pkg {
			return err
		}
		found = path
		return fs.SkipAll
	})
	if err != nil || found == "" {
		t.Fatalf("no package %s below %s: %v", pkg, root, err)
	}
	return found
}

// typesIn returns the names of the types that a folder's package declares.
func typesIn(t *testing.T, folder string) map[string]bool {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(folder, "*.go"))
	if err != nil {
		t.Fatal(err)
	}
	names := map[string]bool{}
	for _, file := range files {
		if strings.HasSuffix(file, "_test.go") {
			continue
		}
		parsed, err := parser.ParseFile(token.NewFileSet(), file, nil, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		for _, declaration := range parsed.Decls {
			group, ok := declaration.(*ast.GenDecl)
			if !ok {
				continue
			}
			for _, spec := range group.Specs {
				if declared, ok := spec.(*ast.TypeSpec); ok {
					names[declared.Name.Name] = true
				}
			}
		}
	}
	return names
}
