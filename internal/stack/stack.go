// Package stack reads template.yaml, so that the local system, the tests and
// our rules for the template work with the very schema that is deployed.
//
// Intrinsic functions are not evaluated. They are kept in CloudFormation's long
// form: !Ref X reads as {"Ref": "X"}, !Sub x as {"Fn::Sub": "x"}.
package stack

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"
)

// Template is a SAM template.
type Template struct {
	// Sections holds the whole document.
	Sections map[string]any
}

// Resource is one resource of a template.
type Resource struct {
	Name       string
	Type       string
	Attributes map[string]any // DeletionPolicy, DependsOn, Metadata, …
	Properties map[string]any
}

// Root returns the project's folder: the nearest one, from the working
// directory upward, that holds go.mod.
func Root() (string, error) {
	dir, err := os.Getwd()
	if err != nil {
		return "", err
	}
	for {
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
			return dir, nil
		}
		parent := filepath.Dir(dir)
		if parent == dir {
			return "", errors.New("no go.mod in the working directory or above it")
		}
		dir = parent
	}
}

// Load reads the template in the project's folder.
func Load(root string) (*Template, error) {
	source, err := os.ReadFile(filepath.Join(root, "template.yaml"))
	if err != nil {
		return nil, err
	}
	return Parse(source)
}

// Parse parses a template.
func Parse(source []byte) (*Template, error) {
	file, err := parser.ParseBytes(source, 0)
	if err != nil {
		return nil, fmt.Errorf("template: %w", err)
	}
	if len(file.Docs) != 1 {
		return nil, fmt.Errorf("template: %d documents, want one", len(file.Docs))
	}
	value, err := plain(file.Docs[0].Body)
	if err != nil {
		return nil, fmt.Errorf("template: %w", err)
	}
	sections, ok := value.(map[string]any)
	if !ok {
		return nil, errors.New("template: not a mapping")
	}
	return &Template{Sections: sections}, nil
}

// Resource returns the resource with that logical name.
func (t *Template) Resource(name string) (Resource, bool) {
	resources, _ := t.Sections["Resources"].(map[string]any)
	attributes, ok := resources[name].(map[string]any)
	if !ok {
		return Resource{}, false
	}
	properties, _ := attributes["Properties"].(map[string]any)
	kind, _ := attributes["Type"].(string)
	return Resource{Name: name, Type: kind, Attributes: attributes, Properties: properties}, true
}

// Resources returns the resources of one type, or all if kind is empty, in name
// order.
func (t *Template) Resources(kind string) []Resource {
	all, _ := t.Sections["Resources"].(map[string]any)
	var found []Resource
	for name := range all {
		if r, ok := t.Resource(name); ok && (kind == "" || r.Type == kind) {
			found = append(found, r)
		}
	}
	slices.SortFunc(found, func(a, b Resource) int { return strings.Compare(a.Name, b.Name) })
	return found
}

// At follows a path of keys and returns what it finds, or nil.
func At(value any, path ...string) any {
	for _, key := range path {
		m, ok := value.(map[string]any)
		if !ok {
			return nil
		}
		value = m[key]
	}
	return value
}

func plain(node ast.Node) (any, error) {
	switch n := node.(type) {
	case nil, *ast.NullNode:
		return nil, nil
	case *ast.TagNode:
		return intrinsic(n)
	case *ast.MappingNode:
		m := make(map[string]any, len(n.Values))
		for _, entry := range n.Values {
			if err := add(m, entry); err != nil {
				return nil, err
			}
		}
		return m, nil
	case *ast.MappingValueNode:
		m := map[string]any{}
		return m, add(m, n)
	case *ast.SequenceNode:
		list := make([]any, 0, len(n.Values))
		for _, item := range n.Values {
			value, err := plain(item)
			if err != nil {
				return nil, err
			}
			list = append(list, value)
		}
		return list, nil
	case *ast.LiteralNode:
		return n.Value.Value, nil
	case ast.ScalarNode:
		return n.GetValue(), nil
	default:
		return nil, fmt.Errorf("line %d: %s is not expected in a template", node.GetToken().Position.Line, node.Type())
	}
}

func add(m map[string]any, entry *ast.MappingValueNode) error {
	value, err := plain(entry.Value)
	if err != nil {
		return err
	}
	var key any = entry.Key.String()
	if scalar, ok := entry.Key.(ast.ScalarNode); ok {
		key = scalar.GetValue()
	}
	m[fmt.Sprint(key)] = value
	return nil
}

func intrinsic(n *ast.TagNode) (any, error) {
	value, err := plain(n.Value)
	if err != nil {
		return nil, err
	}
	switch name := strings.TrimPrefix(n.Start.Value, "!"); name {
	case "Ref", "Condition":
		return map[string]any{name: value}, nil
	case "GetAtt":
		if dotted, ok := value.(string); ok {
			resource, attribute, _ := strings.Cut(dotted, ".")
			value = []any{resource, attribute}
		}
		return map[string]any{"Fn::GetAtt": value}, nil
	default:
		return map[string]any{"Fn::" + name: value}, nil
	}
}
