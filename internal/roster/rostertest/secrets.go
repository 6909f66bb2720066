// Package rostertest checks source code, for tests of package roster and of
// those above it.
package rostertest

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"strings"
	"testing"

	"github.com/communitrak/onboarding/internal/stack"
)

// Calls whose results are secrets or stand for one, types whose values are
// secrets, and names that hold one.
var (
	sources = map[string]bool{
		"Reveal": true, "reveal": true, "Sum": true, "Sum256": true, "tokenOf": true, "TicketToken": true, "recoveryHash": true,
	}
	secretTypes = map[string]bool{"Password": true, "Token": true, "Secret": true}
	secretNames = map[string]bool{"token": true, "otp": true, "proof": true, "pw": true, "Password": true, "Recovery": true}
	// comparers take longer the more two values have in common.
	comparers = map[string]bool{
		"bytes.Equal": true, "bytes.Compare": true, "strings.EqualFold": true, "strings.Compare": true, "cmp.Compare": true, "reflect.DeepEqual": true,
		"slices.Equal": true, "slices.Compare": true, "slices.Index": true, "slices.Contains": true, "strings.HasPrefix": true, "bytes.HasPrefix": true,
	}
)

// CheckComparisons fails the test for every comparison of a secret, in the Go
// files of a folder, whose duration reveals how much of it was right. Secrets
// may be compared with crypto/subtle or crypto/hmac, and with constants. It
// follows values only within a function.
func CheckComparisons(t testing.TB, folder string) {
	t.Helper()
	paths, err := filepath.Glob(filepath.Join(folder, "*.go"))
	if err != nil || len(paths) == 0 {
		t.Fatalf("no Go files in %s: %v", folder, err)
	}
	for _, path := range paths {
		if strings.HasSuffix(path, "_test.go") {
			continue
		}
		source, err := stack.ReadSource(path)
		if err != nil {
			t.Fatal(err)
		}
		found, err := comparisons(path, source)
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range found {
			t.Error(f)
		}
	}
}

// comparisons returns the offending comparisons in the source of one file.
func comparisons(path string, source []byte) ([]string, error) {
	files := token.NewFileSet()
	file, err := parser.ParseFile(files, path, source, parser.SkipObjectResolution)
	if err != nil {
		return nil, err
	}
	var found []string
	for _, d := range file.Decls {
		f, ok := d.(*ast.FuncDecl)
		if !ok || f.Body == nil {
			continue
		}
		s := secrets{}
		s.learn(f)
		ast.Inspect(f, func(n ast.Node) bool {
			if s.leaks(n) {
				found = append(found, fmt.Sprintf("%s: %s compares a secret in a time that tells of it; use crypto/subtle or hmac.Equal", files.Position(n.Pos()), f.Name.Name))
			}
			return true
		})
	}
	return found, nil
}

// secrets are the variables of a function that hold a secret.
type secrets map[string]bool

// learn collects them, parameters by their type and whatever is assigned from a
// secret, until it finds no more.
func (s secrets) learn(f *ast.FuncDecl) {
	ast.Inspect(f, func(n ast.Node) bool {
		if field, ok := n.(*ast.Field); ok && secretTypes[lastName(field.Type)] {
			for _, name := range field.Names {
				s[name.Name] = true
			}
		}
		return true
	})
	for before := -1; before < len(s); {
		before = len(s)
		ast.Inspect(f, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.AssignStmt:
				s.assign(n.Lhs, n.Rhs)
			case *ast.RangeStmt:
				if n.Value != nil && s.holds(n.X) {
					s.assign([]ast.Expr{n.Value}, []ast.Expr{n.X})
				}
			}
			return true
		})
	}
}

func (s secrets) assign(to, from []ast.Expr) {
	for n, left := range to {
		right := from[min(n, len(from)-1)]
		// Of several results, the first is the secret and the last an error.
		if name, ok := left.(*ast.Ident); ok && s.holds(right) && (len(to) == len(from) || n == 0) {
			s[name.Name] = true
		}
	}
}

// holds reports whether a value is a secret or part of one.
func (s secrets) holds(e ast.Expr) bool {
	switch e := e.(type) {
	case *ast.Ident:
		return s[e.Name] || secretNames[e.Name]
	case *ast.SelectorExpr:
		return secretNames[e.Sel.Name]
	case *ast.ParenExpr:
		return s.holds(e.X)
	case *ast.SliceExpr:
		return s.holds(e.X)
	case *ast.IndexExpr:
		return s.holds(e.X)
	case *ast.StarExpr:
		return s.holds(e.X)
	case *ast.CallExpr:
		if sources[lastName(e.Fun)] {
			return true
		}
		// A conversion, or text put together, is as secret as its input.
		_, array := e.Fun.(*ast.ArrayType)
		if name := lastName(e.Fun); array || name == "string" || name == "Clone" || strings.HasPrefix(name, "Trim") || name == "ToLower" || name == "ToUpper" || strings.HasPrefix(name, "EncodeToString") {
			return len(e.Args) > 0 && s.holds(e.Args[0])
		}
	}
	return false
}

// leaks reports whether n compares a secret with anything but a constant.
func (s secrets) leaks(n ast.Node) bool {
	switch n := n.(type) {
	case *ast.BinaryExpr:
		return (n.Op == token.EQL || n.Op == token.NEQ) && (s.holds(n.X) && !constant(n.Y) || s.holds(n.Y) && !constant(n.X))
	case *ast.SwitchStmt:
		return n.Tag != nil && s.holds(n.Tag)
	case *ast.CallExpr:
		fun, ok := n.Fun.(*ast.SelectorExpr)
		if !ok || !comparers[lastName(fun.X)+"."+fun.Sel.Name] {
			return false
		}
		for _, argument := range n.Args {
			if s.holds(argument) {
				return true
			}
		}
	}
	return false
}

// constant reports whether e is a literal or nil.
func constant(e ast.Expr) bool {
	if name, ok := e.(*ast.Ident); ok {
		return name.Name == "nil"
	}
	_, ok := e.(*ast.BasicLit)
	return ok
}

func lastName(e ast.Expr) string {
	switch e := e.(type) {
	case *ast.Ident:
		return e.Name
	case *ast.SelectorExpr:
		return e.Sel.Name
	case *ast.StarExpr:
		return lastName(e.X)
	}
	return ""
}
