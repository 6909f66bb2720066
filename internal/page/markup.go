package page

import g "maragu.dev/gomponents"

// Elements, attributes, and texts. They are not inlined, because the compiler
// would make functions of its own for each element of each page, half a megabyte
// in all.

// el is an element with its attributes and what is in it.
//
//go:noinline
func el(name string, children ...g.Node) g.Node { return g.El(name, children...) }

// attr is an attribute; without a value, one that is either there or not.
//
//go:noinline
func attr(name string, value ...string) g.Node { return g.Attr(name, value...) }

// words is text.
//
//go:noinline
func words(text string) g.Node { return g.Text(text) }
