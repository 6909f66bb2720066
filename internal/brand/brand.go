// Package brand defines how Communitrak looks everywhere: the console, the
// residents' pages, the emails, and printed material take their colors,
// spacing, and sizes from here and nowhere else. It also judges the color that
// a community chooses for itself.
package brand

import (
	_ "embed"
	"fmt"
	"strings"
)

// Name is the product's name.
const Name = "Communitrak"

// Icon is the mark, an SVG drawing that also serves as favicon.
//
//go:embed icon.svg
var Icon []byte

// Favicon is the mark for browsers that ask for /favicon.ico.
//
//go:embed favicon.ico
var Favicon []byte

// LogoPath is the path prefix under which communities' logos are served, by ID.
const LogoPath = "/page/logo/"

// token is a named color, for light and dark screens.
type token struct{ name, light, dark string }

// tokens are the colors. Text has a contrast of at least 4.5:1 with its
// background, and the edge of a field at least 3:1; a test checks both.
var tokens = []token{
	{"page", "#f1f2f3", "#101219"},          // behind the sheet
	{"sheet", "#ffffff", "#1b1d26"},         // behind text
	{"inset", "#f1f2f3", "#2f323f"},         // a code, inside a sheet
	{"line", "#c7c9d0", "#424554"},          // rules
	{"edge", "#717584", "#717584"},          // around fields
	{"text", "#1b1d26", "#f1f2f3"},          // primary text
	{"quiet", "#545868", "#9194a2"},         // secondary text
	{"action", "#026274", "#2fbedc"},        // buttons and links
	{"action-strong", "#014c5b", "#7fd6ec"}, // the same, under the pointer
	{"on-action", "#ffffff", "#002129"},     // text on a button
	{"bad", "#b30532", "#fd8f90"},           // errors
	{"bad-back", "#fff0ef", "#3e0913"},      // behind errors
}

// sizes are the spacing, in steps of 4 and 8 pixels, and the typography.
var sizes = []struct{ name, value string }{
	{"space-1", "0.25rem"}, {"space-2", "0.5rem"}, {"space-3", "0.75rem"}, {"space-4", "1rem"}, {"space-6", "1.5rem"}, {"space-8", "2rem"},
	{"size-small", "0.875rem"}, {"size-text", "1rem"}, {"size-lead", "1.125rem"}, {"size-title", "1.5rem"},
	{"touch", "2.75rem"}, {"radius", "0.5rem"},
	{"font", `system-ui, -apple-system, "Segoe UI", Roboto, Helvetica, Arial, sans-serif`},
	{"code-font", "ui-monospace, Menlo, Consolas, monospace"},
}

// Light returns a color for light screens, such as Light("action"). It panics
// on an unknown name, since only our own templates use the names.
func Light(name string) string { return find(name).light }

// Dark returns a color for dark screens; see [Light].
func Dark(name string) string { return find(name).dark }

func find(name string) token {
	for _, t := range tokens {
		if t.name == name {
			return t
		}
	}
	panic("no color " + name)
}

// CSS returns all tokens as custom properties, such as --brand-action, which
// follow the screen's color scheme.
func CSS() []byte {
	var b strings.Builder
	b.WriteString(":root {\n  color-scheme: light dark;\n")
	for _, t := range tokens {
		fmt.Fprintf(&b, "  --brand-%s: %s;\n", t.name, t.light)
	}
	for _, s := range sizes {
		fmt.Fprintf(&b, "  --brand-%s: %s;\n", s.name, s.value)
	}
	b.WriteString("}\n\n@media (prefers-color-scheme: dark) {\n  :root {\n")
	for _, t := range tokens {
		fmt.Fprintf(&b, "    --brand-%s: %s;\n", t.name, t.dark)
	}
	b.WriteString("  }\n}\n")
	return []byte(b.String())
}
