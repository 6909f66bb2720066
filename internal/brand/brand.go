// Package brand is how Communitrak looks, wherever people meet it: the console,
// the resident's pages, the mails and what is printed take their colors, spaces
// and sizes from here, and nowhere else. It also judges the color that a
// community chooses for itself.
package brand

import (
	_ "embed"
	"fmt"
	"strings"
)

// Name is what the product is called.
const Name = "Communitrak"

// Icon is the mark, an SVG drawing that also serves as favicon.
//
//go:embed icon.svg
var Icon []byte

// Favicon is the mark for browsers that ask for /favicon.ico.
//
//go:embed favicon.ico
var Favicon []byte

// LogoPath is below which path communities' logos are served, by identifier.
const LogoPath = "/page/logo/"

// token is a color by what it is for, on a light and on a dark screen.
type token struct{ name, light, dark string }

// tokens are the colors. Text on its ground has a contrast of 4.5:1 at least,
// and the edge of a field 3:1; a test holds both.
var tokens = []token{
	{"page", "#f1f2f3", "#101219"},          // behind the sheet
	{"sheet", "#ffffff", "#1b1d26"},         // what is read
	{"inset", "#f1f2f3", "#2f323f"},         // a code, inside a sheet
	{"line", "#c7c9d0", "#424554"},          // between things
	{"edge", "#717584", "#717584"},          // around fields
	{"text", "#1b1d26", "#f1f2f3"},          // what is read first
	{"quiet", "#545868", "#9194a2"},         // what is read second
	{"action", "#026274", "#2fbedc"},        // buttons and links
	{"action-strong", "#014c5b", "#7fd6ec"}, // the same under the pointer
	{"on-action", "#ffffff", "#002129"},     // the words on a button
	{"bad", "#b30532", "#fd8f90"},           // what is wrong
	{"bad-back", "#fff0ef", "#3e0913"},      // behind it
}

// sizes are the spaces, in steps of 4 and 8 pixels, and the type.
var sizes = []struct{ name, value string }{
	{"space-1", "0.25rem"}, {"space-2", "0.5rem"}, {"space-3", "0.75rem"}, {"space-4", "1rem"}, {"space-6", "1.5rem"}, {"space-8", "2rem"},
	{"size-small", "0.875rem"}, {"size-text", "1rem"}, {"size-lead", "1.125rem"}, {"size-title", "1.5rem"},
	{"touch", "2.75rem"}, {"radius", "0.5rem"},
	{"font", `system-ui, -apple-system, "Segoe UI", Roboto, Helvetica, Arial, sans-serif`},
	{"code-font", "ui-monospace, Menlo, Consolas, monospace"},
}

// Light is a color on a light screen, such as Light("action"). It panics for a
// name that there is not: the names stand in our own templates.
func Light(name string) string { return find(name).light }

// Dark is a color on a dark screen, as [Light].
func Dark(name string) string { return find(name).dark }

func find(name string) token {
	for _, t := range tokens {
		if t.name == name {
			return t
		}
	}
	panic("no color " + name)
}

// CSS are all tokens as custom properties, such as --brand-action, which turn
// dark with the screen.
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
