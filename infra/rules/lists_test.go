package rules

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"maps"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"

	"github.com/communitrak/onboarding/internal/contact"
	"github.com/communitrak/onboarding/internal/rosterfile/columns"
	"github.com/communitrak/onboarding/internal/stack"
)

// The console's modules, and its texts.
const (
	modules = "internal/console/assets/js/"
	texts   = modules + "text/"
)

// TestLists_words checks that the console has words for each code that the API
// sends, and for no other.
func TestLists_words(t *testing.T) {
	t.Parallel()
	fates := slices.DeleteFunc(values(t, "roster", "DeliveryState"), func(state string) bool { return state == "none" || state == "held" })
	tests := []struct {
		codes  []string
		listed []string
		in     string
	}{
		{values(t, "roster", "Permission"), keys(t, texts+"codes.js", "permissions"), "permissions in text/codes.js"},
		{values(t, "roster", "HouseholdRole"), keys(t, texts+"codes.js", "householdRoles"), "householdRoles in text/codes.js"},
		{values(t, "roster", "SkipReason"), keys(t, texts+"codes.js", "skipped"), "skipped in text/codes.js"},
		{slices.Concat(values(t, "roster", "DeliveryState"), values(t, "roster", "MailState")), keys(t, texts+"codes.js", "mail"), "mail in text/codes.js"},
		{fates, keys(t, texts+"member.js", "fates"), "history.fates in text/member.js"},
		{values(t, "roster", "ActorKind"), keys(t, texts+"member.js", "actors"), "history.actors in text/member.js"},
		{memberActions(t), keys(t, texts+"member.js", "history", "actions"), "history.actions in text/member.js"},
		{values(t, "roster", "Need"), matches(t, modules+"attention.js", `need: '(\w+)'`), "groupsOf in attention.js"},
		{values(t, "overview", "Reason"), matches(t, modules+"overview-words.js", `case '(\w+)':`), "stuckWords in overview-words.js"},
		{values(t, "roster", "ImportState"), keys(t, modules+"import-words.js", "states"), "states in import-words.js"},
		{values(t, "roster", "RowOutcome"), matches(t, modules+"import-words.js", `value: '(\w+)', label: importWords\.outcomes`), "outcomes in import-words.js"},
		{values(t, "roster", "UndoOutcome"), matches(t, modules+"import-words.js", `value: '(\w+)', label: importWords\.undone`), "undone in import-words.js"},
		{append(values(t, "roster", "SendingState"), "none"), keys(t, modules+"import-words.js", "sendings"), "sendings in import-words.js"},
		{values(t, "columns", "Source"), keys(t, texts+"review.js", "sources"), "columns.sources in text/review.js"},
		{contact.Providers, matches(t, modules+"mail-typo.js", `'([a-z0-9]+\.[a-z]+)'`), "common in mail-typo.js"},
		{columns.Fields(1), columnLabels(t), "fields in text/import-words.js"},
	}
	for _, tt := range tests {
		same(t, tt.codes, tt.listed, tt.in)
	}
}

func same(t *testing.T, codes, listed []string, in string) {
	t.Helper()
	if len(codes) == 0 || len(listed) == 0 {
		t.Errorf("%s: %d codes and %d words, so nothing is compared", in, len(codes), len(listed))
	}
	for _, code := range codes {
		if !slices.Contains(listed, code) {
			t.Errorf("%q has no words: add them to %s", code, in)
		}
	}
	for _, word := range listed {
		if !slices.Contains(codes, word) {
			t.Errorf("%q is no code of the API: remove it from %s", word, in)
		}
	}
}

// columnLabels returns the column meanings that have a label, as the API spells
// them for the first person.
func columnLabels(t *testing.T) []string {
	t.Helper()
	labels := keys(t, texts+"import-words.js", "fields", "home")
	for _, group := range []string{"name", "contact"} {
		for _, name := range keys(t, texts+"import-words.js", "fields", group) {
			labels = append(labels, "member[1]."+name)
		}
	}
	return labels
}

// consoleModules returns the paths of the console's modules, without its texts.
func consoleModules(t *testing.T) []string {
	t.Helper()
	found, err := filepath.Glob(filepath.Join("..", "..", filepath.FromSlash(modules), "*.js"))
	if err != nil {
		t.Fatal(err)
	}
	for n, path := range found {
		found[n] = modules + filepath.Base(path)
	}
	return found
}

// matches returns what the pattern's group matches in a file.
func matches(t *testing.T, path, pattern string) []string {
	t.Helper()
	var found []string
	for _, match := range regexp.MustCompile(pattern).FindAllStringSubmatch(string(source(t, path)), -1) {
		found = append(found, match[1])
	}
	return found
}

var (
	firstKey = regexp.MustCompile(`^(?:'([^']+)'|(\w+)):`)
	eachKey  = regexp.MustCompile(`(?:^|[{,]) *(?:'([^']+)'|(\w+)):`)
)

// keys returns the keys of an object in a module of the console, which is found
// by its name and the names of the objects around it. It relies on the
// indentation.
func keys(t *testing.T, path string, names ...string) []string {
	t.Helper()
	lines := strings.Split(string(source(t, path)), "\n")
	for _, name := range names {
		start := regexp.MustCompile(`^ *(?:(?:export )?const )?` + name + `(?::| =) \{`)
		first := slices.IndexFunc(lines, start.MatchString)
		if first < 0 {
			t.Fatalf("%s has no %s", path, strings.Join(names, "."))
		}
		if line := lines[first]; strings.HasSuffix(line, "},") { // all in one line
			return keysIn(line[strings.Index(line, "{"):], eachKey)
		}
		indented := lines[first][:len(lines[first])-len(strings.TrimLeft(lines[first], " "))]
		length := slices.IndexFunc(lines[first:], func(line string) bool { return strings.HasPrefix(line, indented+"}") })
		lines = lines[first+1 : first+length]
		for n, line := range lines {
			lines[n] = strings.TrimPrefix(line, indented+"  ")
		}
	}
	var found []string
	for _, line := range lines {
		found = append(found, keysIn(line, firstKey)...)
	}
	return found
}

func keysIn(line string, key *regexp.Regexp) []string {
	var found []string
	for _, match := range key.FindAllStringSubmatch(line, -1) {
		found = append(found, match[1]+match[2])
	}
	return found
}

// constant is a string constant.
type constant struct{ name, value string }

// constants returns the constants of internal that have the type, except empty
// ones.
func constants(t *testing.T, pkg, kind string) []constant {
	t.Helper()
	var found []constant
	for _, file := range internalFiles(t) {
		for _, declaration := range file.Decls {
			group, ok := declaration.(*ast.GenDecl)
			if !ok || group.Tok != token.CONST || file.Name.Name != pkg {
				continue
			}
			for _, spec := range group.Specs {
				c := spec.(*ast.ValueSpec)
				if len(c.Values) == 1 && nameOf(c.Type) == kind && literal(c.Values[0]) != "" {
					found = append(found, constant{c.Names[0].Name, literal(c.Values[0])})
				}
			}
		}
	}
	return found
}

// values returns the values of the constants of a type.
func values(t *testing.T, pkg, kind string) []string {
	t.Helper()
	var found []string
	for _, c := range constants(t, pkg, kind) {
		found = append(found, c.value)
	}
	return found
}

// literal returns the value of a string literal, or "".
func literal(e ast.Expr) string {
	written, ok := e.(*ast.BasicLit)
	if !ok || written.Kind != token.STRING {
		return ""
	}
	value, _ := strconv.Unquote(written.Value)
	return value
}

// internalFiles returns the parsed files of internal, without tests.
func internalFiles(t *testing.T) map[string]*ast.File {
	t.Helper()
	files, err := parseInternal()
	if err != nil {
		t.Fatal(err)
	}
	return files
}

var parseInternal = sync.OnceValues(func() (map[string]*ast.File, error) {
	files := map[string]*ast.File{}
	root := filepath.Join("..", "..", "internal")
	err := filepath.WalkDir(root, func(path string, _ fs.DirEntry, err error) error {
		if err != nil || filepath.Ext(path) != ".go" || strings.HasSuffix(path, "_test.go") {
			return err
		}
		text, err := stack.ReadSource(path)
		if err != nil {
			return err
		}
		files[path], err = parser.ParseFile(token.NewFileSet(), path, text, parser.SkipObjectResolution)
		return err
	})
	return files, err
})

// memberActions returns the actions in the audit trail of a member.
func memberActions(t *testing.T) []string {
	t.Helper()
	files := internalFiles(t)
	takes := takingAction(files)
	actions := map[string]bool{}
	for _, file := range files {
		if pkg := file.Name.Name; pkg != "onboarding" && pkg != "roster" {
			continue
		}
		ast.Inspect(file, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.CompositeLit: // roster.AuditEntry{Member: …, Action: "…"}
				if fields := fieldsOf(n); nameOf(n.Type) == "AuditEntry" && fields["Member"] != nil {
					actions[literal(fields["Action"])] = true
				}
			case *ast.CallExpr: // s.addEnd(…, "…", …)
				if at, ok := takes[nameOf(n.Fun)]; ok && at < len(n.Args) {
					actions[literal(n.Args[at])] = true
				}
			case *ast.AssignStmt: // entry.Action = "…"
				if name := nameOf(n.Lhs[0]); name == "Action" || name == "action" {
					actions[literal(n.Rhs[0])] = true
				}
			}
			return true
		})
	}
	delete(actions, "")
	return slices.Sorted(maps.Keys(actions))
}

// takingAction returns the functions of package onboarding that record the
// action that they are given, with its place among their parameters.
func takingAction(files map[string]*ast.File) map[string]int {
	takes := map[string]int{}
	for _, file := range files {
		for _, declaration := range file.Decls {
			f, ok := declaration.(*ast.FuncDecl)
			if !ok || file.Name.Name != "onboarding" {
				continue
			}
			place := 0
			for _, parameter := range f.Type.Params.List {
				for _, name := range parameter.Names {
					if name.Name == "action" {
						takes[f.Name.Name] = place
					}
					place++
				}
			}
		}
	}
	return takes
}

// nameOf returns the name at the end of an expression.
func nameOf(e ast.Expr) string {
	switch e := e.(type) {
	case *ast.Ident:
		return e.Name
	case *ast.SelectorExpr:
		return e.Sel.Name
	default:
		return ""
	}
}

// fieldsOf returns the fields that a composite literal names.
func fieldsOf(l *ast.CompositeLit) map[string]ast.Expr {
	fields := map[string]ast.Expr{}
	for _, element := range l.Elts {
		if pair, ok := element.(*ast.KeyValueExpr); ok {
			fields[nameOf(pair.Key)] = pair.Value
		}
	}
	return fields
}
