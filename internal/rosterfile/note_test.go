package rosterfile

import (
	"go/ast"
	"go/parser"
	"go/token"
	"strings"
	"testing"
)

// Every note code has words.
func TestNote_words(t *testing.T) {
	t.Parallel()
	file, err := parser.ParseFile(token.NewFileSet(), "note.go", nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	codes := 0
	ast.Inspect(file, func(n ast.Node) bool {
		spec, ok := n.(*ast.ValueSpec)
		if !ok || !strings.HasPrefix(spec.Names[0].Name, "Note") {
			return true
		}
		code := strings.Trim(spec.Values[0].(*ast.BasicLit).Value, `"`)
		if codes++; noteWords[code] == "" {
			t.Errorf("%s has no words", spec.Names[0].Name)
		}
		return true
	})
	if codes < 10 {
		t.Errorf("found %d codes", codes)
	}
}
