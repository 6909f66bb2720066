package page

import (
	"strconv"
	"strings"

	g "maragu.dev/gomponents"
	h "maragu.dev/gomponents/html"

	"communitrak/internal/brand"
)

// document is a page: what every page has, around a body of its own.
type document struct {
	Site
	Title  string       // of the window, and the page's heading
	Alert  string       // what went wrong overall; may be empty
	Errors []FieldError // what is wrong, by field
	Body   []g.Node     // the page's own part
	Look   brand.Look   // the community's

	LogoAlt string // for Look's logo: the community's name
}

func (d document) node() g.Node {
	title := d.Title + " – Communitrak"
	if d.failed() {
		title = "Error: " + title
	}
	return h.Doctype(h.HTML(h.Lang("en"),
		h.Head(
			h.Meta(h.Charset("utf-8")),
			h.Meta(h.Name("viewport"), h.Content("width=device-width, initial-scale=1")),
			h.Meta(h.Name("color-scheme"), h.Content("light dark")),
			h.Meta(h.Name("robots"), h.Content("noindex, nofollow")),
			h.TitleEl(g.Text(title)),
			h.Link(h.Rel("icon"), h.Href(icon.path), h.Type("image/svg+xml")),
			h.Link(h.Rel("stylesheet"), h.Href(stylesheet.path)),
			h.Script(h.Src(script.path), h.Defer()),
		),
		h.Body(
			h.Header(h.Img(h.Src(icon.path), h.Alt(""), h.Width("24"), h.Height("24")), g.Text(" Communitrak")),
			h.Main(
				colors(d.Look),
				g.If(d.failed(), d.summary()),
				d.logo(),
				h.H1(g.Text(d.Title)),
				g.Group(d.Body),
			),
			g.If(d.Support != "", d.help()),
		),
	))
}

// failed reports whether the page must say that something went wrong.
func (d document) failed() bool { return d.Alert != "" || len(d.Errors) > 0 }

// colors are attributes for the script, because the pages' policy does not allow
// styles in the document.
func colors(l brand.Look) g.Node {
	if !l.HasColor() {
		return nil
	}
	p := l.Palette
	return g.Group{
		h.Data("action", p.Action), h.Data("text", p.OnAction), h.Data("dark-action", p.DarkAction), h.Data("dark-text", p.DarkOnAction),
	}
}

// summary says what went wrong, and links to the fields that are wrong.
func (d document) summary() g.Node {
	return h.Div(h.Class("summary"), h.Role("alert"), h.TabIndex("-1"), h.AutoFocus(),
		g.If(d.Alert != "", text(d.Alert)),
		g.If(len(d.Errors) > 0, g.Group{
			h.H2(g.Text("Please correct")),
			h.Ul(g.Map(d.Errors, func(e FieldError) g.Node { return h.Li(h.A(h.Href("#"+e.Field), g.Text(e.Message))) })),
		}),
	)
}

// logo is empty if the community has none: the script fills it in when it has
// learned whose link was opened.
func (d document) logo() g.Node {
	if d.Look.LogoURL == "" {
		return h.Img(h.Class("logo"), h.Alt(""), hidden())
	}
	return h.Img(h.Class("logo"), h.Alt(d.LogoAlt),
		h.Width(strconv.Itoa(d.Look.Width)), h.Height(strconv.Itoa(d.Look.Height)), h.Src(d.Look.LogoURL))
}

func (d document) help() g.Node {
	contact := g.Text(d.Support)
	if strings.Contains(d.Support, "@") && !strings.ContainsAny(d.Support, " \t\r\n") {
		contact = h.A(h.Href("mailto:"+d.Support), contact)
	}
	return h.Footer(h.Details(
		h.Summary(g.Text("Help")),
		h.P(g.Text("Your community’s board or manager can help, and so can Support: "), contact),
		text("Never send anyone your password or your invite code."),
	))
}

// text is a paragraph.
func text(words string) g.Node { return h.P(g.Text(words)) }

// hidden hides an element until the script shows it.
func hidden() g.Node { return g.Attr("hidden") }

// isolated keeps the writing direction of a name from changing that of the words
// around it.
func isolated(name string) g.Node { return g.El("bdi", g.Text(name)) }

// said is a place where the script says what it has learned of the invitation.
func said(what string) g.Node { return g.El("bdi", h.Data("say", what)) }

// shownIn shows an element only in these states of the script.
func shownIn(states string) g.Node { return h.Data("in", states) }

// needs shows an element only if the script has learned this.
func needs(what string) g.Node { return h.Data("needs", what) }

// post is a form that posts to the path, with its key.
func post(path, key string, children ...g.Node) g.Node {
	return h.Form(h.Method("post"), h.Action(path), g.Attr("novalidate"), secretInput(FieldKey, key), g.Group(children))
}

// secretInput is a hidden input that the browser must not keep.
func secretInput(name, value string) g.Node {
	return h.Input(h.Type("hidden"), h.Name(name), h.Value(value), h.AutoComplete("off"))
}

func submit(words string, attributes ...g.Node) g.Node {
	return h.Button(h.Type("submit"), g.Group(attributes), g.Text(words))
}

// links is a list of further links below a page.
func links(items ...g.Node) g.Node { return h.Ul(h.Class("links"), g.Group(items)) }

// node is the field with its label, its hint, and its error.
func (f field) node() g.Node {
	isPassword := f.Type == "password"
	input := h.Input(h.ID(f.Name), h.Name(f.Name), h.Type(f.Type), h.Value(f.Value), h.Required(),
		given("autocomplete", f.Autocomplete), given("autocapitalize", f.Autocapitalize), given("inputmode", f.Inputmode),
		given("spellcheck", f.Spellcheck), given("aria-describedby", f.describedBy()),
		g.If(f.Error != "", h.Aria("invalid", "true")))
	if isPassword {
		input = h.Div(h.Class("entry"), input,
			h.Button(h.Type("button"), h.Class("show"), h.Aria("controls", f.Name), h.Data("show", "Show"), h.Data("hide", "Hide"), hidden(), g.Text("Show")))
	}
	return h.Div(h.Class("field"),
		h.Label(h.For(f.Name), g.Text(f.Label)),
		g.If(f.Hint != "", h.P(h.Class("hint"), h.ID(f.Name+"-hint"), g.Text(f.Hint))),
		g.If(f.Error != "", h.P(h.Class("error"), h.ID(f.Name+"-error"), g.Text(f.Error))),
		input,
	)
}

// given is the attribute, or nothing without a value.
func given(name, value string) g.Node {
	if value == "" {
		return nil
	}
	return g.Attr(name, value)
}
