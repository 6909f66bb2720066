package rules

import (
	"encoding/json"
	"fmt"
	"go/ast"
	"go/token"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/communitrak/onboarding/internal/roster"
	"github.com/communitrak/onboarding/internal/rosterfile/columns"
	"github.com/communitrak/onboarding/internal/stack"
)

// What has to be said in a second place, so that no change is left half done.

// TestPermissions checks that each permission can be held, guards something,
// and is spelled in the console as in package roster.
func TestPermissions(t *testing.T) {
	t.Parallel()
	guards := needed(t)
	for _, permission := range constants(t, "roster", "Permission") {
		if !roster.RoleAdministrator.May(roster.Permission(permission.value)) {
			t.Errorf("nobody holds %s, not even Support: give it to a role in internal/roster/role.go", permission.value)
		}
		if !slices.Contains(guards, permission.name) {
			t.Errorf("nothing needs %s: name it in Requires(…) of an operation, or in May(…)", permission.value)
		}
	}
	known := values(t, "roster", "Permission")
	seen := 0
	for _, path := range consoleModules(t) {
		for _, permission := range matches(t, path, `\bcan\((?:[\w.]+, )?'([^']+)'\)`) {
			seen++
			if !slices.Contains(known, permission) {
				t.Errorf("%s asks for %s, which is no permission", path, permission)
			}
		}
	}
	if seen < 10 {
		t.Errorf("only %d uses of a permission were found in the console", seen)
	}
}

// TestDefaultRole checks that the console offers the default roles that package
// roster accepts.
func TestDefaultRole(t *testing.T) {
	t.Parallel()
	list := regexp.MustCompile(`const tooMuch = \[(.*)\]`).FindStringSubmatch(string(source(t, modules+"preferences.js")))
	if list == nil {
		t.Fatal("preferences.js has no list tooMuch")
	}
	for _, role := range roster.Roles() {
		offered := !slices.ContainsFunc(role.Permissions(), func(p roster.Permission) bool { return strings.Contains(list[1], "'"+string(p)+"'") })
		if offered != role.ValidDefault() {
			t.Errorf("%s may be the default role: %v, and the console offers it: %v; mend tooMuch in preferences.js", role, role.ValidDefault(), offered)
		}
	}
}

// TestPreferences_inConsole checks that the console edits each preference, and
// can read it.
func TestPreferences_inConsole(t *testing.T) {
	t.Parallel()
	var described struct {
		Components struct {
			Schemas map[string]struct{ Properties map[string]any }
		}
	}
	if err := json.Unmarshal(source(t, "docs/openapi.json"), &described); err != nil {
		t.Fatal(err)
	}
	drawn := []string{"timeZone"} // by a component of its own
	for _, path := range []string{"preferences.js", "preferences-look.js", "place-field.js"} {
		drawn = append(drawn, matches(t, modules+path, `(?:field\('|id: '(?:look-)?)(\w+)'`)...)
	}
	edited := []string{"blackCurtain"} // saved as soon as it is switched
	for path, list := range map[string]string{"preferences.js": `const (?:texts|choices) = \[(.*)\]`, "preferences-look.js": `const names = \[(.*)\]`} {
		for _, found := range matches(t, modules+path, list) {
			for name := range strings.SplitSeq(found, ", ") {
				edited = append(edited, strings.Trim(name, "'"))
			}
		}
	}
	preferences, read := described.Components.Schemas["PreferencesEdit"].Properties, described.Components.Schemas["Preferences"].Properties
	for name := range preferences {
		if read[name] == nil {
			t.Errorf("the API does not say what %s is: add it to preferences in internal/api/communities.go", name)
		}
		if !slices.Contains(edited, name) {
			t.Errorf("the console does not save %s: list it in preferences.js", name)
		}
		if !slices.Contains(drawn, name) {
			t.Errorf("nobody can edit %s in the console: draw a field for it in preferences.js", name)
		}
	}
	for _, name := range edited {
		if preferences[name] == nil {
			t.Errorf("the console sends the preference %s, which the API does not know", name)
		}
	}
}

// TestColumnMeanings checks that each meaning of a column can be chosen, is
// found by itself, and has an effect.
func TestColumnMeanings(t *testing.T) {
	t.Parallel()
	chosen := columns.Fields(1)
	for name, value := range fieldConstants(t) {
		if !slices.Contains(chosen, value) && !slices.Contains(chosen, "member[1]."+value) {
			t.Errorf("no column can be given the meaning %s: list it in personFields or placeFields in field.go", name)
		}
		if !used(t, name, func(path string) bool {
			return strings.Contains(path, "/columns/") && !strings.HasSuffix(path, "/field.go")
		}) {
			t.Errorf("no column ever means %s: let a heading mean it, in heading.go", name)
		}
		if !used(t, name, func(path string) bool { return !strings.Contains(path, "/heading") }) {
			t.Errorf("nothing is done with %s: say what it does to a row, in rosterfile/interpret.go", name)
		}
	}
}

// caughtBelow are errors that no use case returns to the API.
var caughtBelow = []string{
	"ErrAmbiguous", // the address's field is refused instead
	"ErrMember",    // of an operator's command
}

// TestErrors_haveSentences checks that the API has a sentence for each error by
// which a use case refuses something: without one, people would read that
// something went wrong on our side.
func TestErrors_haveSentences(t *testing.T) {
	t.Parallel()
	sentences := internalFiles(t)[filepath.Join("..", "..", "internal", "api", "problem.go")]
	if sentences == nil {
		t.Fatal("internal/api has no problem.go")
	}
	told := map[string]bool{}
	ast.Inspect(sentences, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.SelectorExpr:
			told[nameOf(n)] = true
		case *ast.CompositeLit:
			if len(n.Elts) == 4 && strings.HasPrefix(nameOf(n.Elts[0]), "Err") && literal(n.Elts[3]) == "" {
				t.Errorf("%s has no sentence in internal/api/problem.go", nameOf(n.Elts[0]))
			}
		}
		return true
	})
	errors := exportedErrors(t, "roster", "onboarding", "account")
	for _, name := range errors {
		if !told[name] && !slices.Contains(caughtBelow, name) {
			t.Errorf("%s is answered as a fault of ours: give it a code and a sentence in internal/api/problem.go", name)
		}
	}
	if len(errors) < 20 {
		t.Errorf("only %d errors were found", len(errors))
	}
}

// exportedErrors returns the variables of the packages whose names begin with
// Err.
func exportedErrors(t *testing.T, packages ...string) []string {
	t.Helper()
	var found []string
	for _, file := range internalFiles(t) {
		for _, declaration := range file.Decls {
			group, ok := declaration.(*ast.GenDecl)
			if !ok || group.Tok != token.VAR || !slices.Contains(packages, file.Name.Name) {
				continue
			}
			for _, spec := range group.Specs {
				if name := spec.(*ast.ValueSpec).Names[0].Name; strings.HasPrefix(name, "Err") {
					found = append(found, name)
				}
			}
		}
	}
	return found
}

// TestMails_composed checks that each kind of mail is owed by somebody, and
// composed.
func TestMails_composed(t *testing.T) {
	t.Parallel()
	composed := cases(t, "internal/mail/compose.go", "content")
	kinds := constants(t, "roster", "MailKind")
	for _, kind := range kinds {
		if !slices.Contains(composed, kind.name) {
			t.Errorf("roster.%s would fail when it is due: add its case to content in internal/mail/compose.go", kind.name)
		}
		if !used(t, kind.name, func(path string) bool { return !strings.Contains(path, "/internal/mail/") }) {
			t.Errorf("nothing owes roster.%s: enqueue it in a use case of internal/onboarding", kind.name)
		}
	}
	if len(kinds) < 10 {
		t.Errorf("only %d kinds of mail were found", len(kinds))
	}
}

// TestAlarms_whenToGetUp checks that the runbook says of each alarm whether to
// get up for it.
func TestAlarms_whenToGetUp(t *testing.T) {
	t.Parallel()
	_, rest, found := strings.Cut(string(source(t, "docs/operate.md")), "\n| Get up for |")
	table, _, _ := strings.Cut(rest, "\n\n")
	if !found {
		t.Fatal("docs/operate.md has no table Get up for")
	}
	for _, alarm := range loadAlarms(t).Resources(alarmType) {
		described := runbook.FindStringSubmatch(fmt.Sprint(alarm.Properties["AlarmDescription"]))
		if described == nil || !strings.Contains(table, "(#"+described[2]+")") {
			t.Errorf("%s: nobody knows whether to get up for it: add its runbook to a column of Get up for in docs/operate.md", alarm.Name)
		}
	}
}

// TestAlarms_price checks that the calculation of what a month costs counts
// each metric that an alarm watches.
func TestAlarms_price(t *testing.T) {
	t.Parallel()
	metrics := 0
	for _, alarm := range loadAlarms(t).Resources(alarmType) {
		metrics += len(watched(alarm))
	}
	if said := matches(t, "docs/deploy.md", `(\d+) alarm metrics × `); len(said) != 1 || said[0] != strconv.Itoa(metrics) {
		t.Errorf("docs/deploy.md counts %v alarm metrics, there are %d: mend the row CloudWatch in What it costs, and the sum", said, metrics)
	}
}

// TestParameters_explained checks that whoever deploys can read about each
// parameter and its default.
func TestParameters_explained(t *testing.T) {
	t.Parallel()
	parameters, _ := load(t).Sections["Parameters"].(map[string]any)
	rows := map[string]string{}
	for _, row := range regexp.MustCompile("(?m)^\\| `([A-Z]\\w+)` \\| ([^|]*) \\|").FindAllStringSubmatch(string(source(t, "docs/deploy.md")), -1) {
		rows[row[1]] = row[2]
	}
	for name, p := range parameters {
		told, ok := rows[name]
		if !ok {
			t.Errorf("docs/deploy.md does not explain %s: add a row to the table of parameters", name)
		}
		if value := fmt.Sprint(stack.At(p, "Default")); strings.HasPrefix(told, "`") && told != "`"+value+"`" {
			t.Errorf("%s: docs/deploy.md says that the default is %s, it is %s", name, told, value)
		}
		delete(rows, name)
	}
	for name := range rows {
		t.Errorf("docs/deploy.md explains %s, which is no parameter", name)
	}
}

// needed returns the names of the permissions in Requires(…) and May(…).
func needed(t *testing.T) []string {
	t.Helper()
	var names []string
	for _, file := range internalFiles(t) {
		if file.Name.Name == "roster" {
			continue
		}
		ast.Inspect(file, func(n ast.Node) bool {
			if call, ok := n.(*ast.CallExpr); ok && len(call.Args) == 1 && (nameOf(call.Fun) == "Requires" || nameOf(call.Fun) == "May") {
				names = append(names, nameOf(call.Args[0]))
			}
			return true
		})
	}
	return names
}

// fieldConstants returns the meanings of a column by the names of their
// constants, without those that are settled before a row is read.
func fieldConstants(t *testing.T) map[string]string {
	t.Helper()
	found := map[string]string{}
	for path, file := range internalFiles(t) {
		if !strings.HasSuffix(path, "columns/field.go") {
			continue
		}
		ast.Inspect(file, func(n ast.Node) bool {
			if c, ok := n.(*ast.ValueSpec); ok && len(c.Values) == 1 && strings.HasPrefix(strings.ToLower(c.Names[0].Name), "field") {
				found[c.Names[0].Name] = literal(c.Values[0])
			}
			return true
		})
	}
	delete(found, "FieldAgain")
	delete(found, "fieldFamilyName")
	if len(found) < 20 {
		t.Errorf("only %d meanings of a column were found", len(found))
	}
	return found
}

// used reports whether a function in one of the files uses the name.
func used(t *testing.T, name string, in func(path string) bool) bool {
	t.Helper()
	found := false
	for path, file := range internalFiles(t) {
		if !in(filepath.ToSlash(path)) {
			continue
		}
		for _, declaration := range file.Decls {
			f, ok := declaration.(*ast.FuncDecl)
			if !ok {
				continue
			}
			ast.Inspect(f, func(n ast.Node) bool {
				one, ok := n.(*ast.Ident)
				found = found || ok && one.Name == name
				return !found
			})
		}
	}
	return found
}

// cases returns the names in the cases of a function's switches.
func cases(t *testing.T, path, function string) []string {
	t.Helper()
	var names []string
	for file, parsed := range internalFiles(t) {
		if !strings.HasSuffix(file, path) {
			continue
		}
		for _, declaration := range parsed.Decls {
			if f, ok := declaration.(*ast.FuncDecl); ok && f.Name.Name == function {
				ast.Inspect(f, func(n ast.Node) bool {
					if clause, ok := n.(*ast.CaseClause); ok {
						for _, value := range clause.List {
							names = append(names, nameOf(value))
						}
					}
					return true
				})
			}
		}
	}
	return names
}
