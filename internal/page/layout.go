package page

import (
	"strconv"
	"strings"

	g "maragu.dev/gomponents"

	"github.com/communitrak/onboarding/internal/brand"
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
	return g.Group{g.Raw("<!doctype html>"), el("html", attr("lang", "en"),
		el("head",
			el("meta", attr("charset", "utf-8")),
			el("meta", attr("name", "viewport"), attr("content", "width=device-width, initial-scale=1")),
			el("meta", attr("name", "color-scheme"), attr("content", "light dark")),
			el("meta", attr("name", "robots"), attr("content", "noindex, nofollow")),
			el("title", words(title)),
			el("link", attr("rel", "icon"), attr("href", icon().path), attr("type", "image/svg+xml")),
			el("link", attr("rel", "stylesheet"), attr("href", stylesheet().path)),
			el("script", attr("src", script().path), attr("defer")),
		),
		el("body",
			el("header", el("img", attr("src", icon().path), attr("alt", ""), attr("width", "24"), attr("height", "24")), words(" Communitrak")),
			el("main",
				colors(d.Look),
				g.If(d.failed(), d.summary()),
				d.logo(),
				el("h1", words(d.Title)),
				g.Group(d.Body),
			),
			g.If(d.Support != "", d.help()),
		),
	)}
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
		attr("data-action", p.Action), attr("data-text", p.OnAction), attr("data-dark-action", p.DarkAction), attr("data-dark-text", p.DarkOnAction),
	}
}

// summary says what went wrong, and links to the fields that are wrong.
func (d document) summary() g.Node {
	return el("div", attr("class", "summary"), attr("role", "alert"), attr("tabindex", "-1"), attr("autofocus"),
		g.If(d.Alert != "", text(d.Alert)),
		g.If(len(d.Errors) > 0, g.Group{
			el("h2", words("Please check")),
			el("ul", g.Map(d.Errors, func(e FieldError) g.Node { return el("li", el("a", attr("href", "#"+e.Field), words(e.Message))) })),
		}),
	)
}

// logo is empty if the community has none: the script fills it in when it has
// learned whose link was opened.
func (d document) logo() g.Node {
	if d.Look.LogoURL == "" {
		return el("img", attr("class", "logo"), attr("alt", ""), hidden())
	}
	return el("img", attr("class", "logo"), attr("alt", d.LogoAlt),
		attr("width", strconv.Itoa(d.Look.Width)), attr("height", strconv.Itoa(d.Look.Height)), attr("src", d.Look.LogoURL))
}

func (d document) help() g.Node {
	contact := words(d.Support)
	if strings.Contains(d.Support, "@") && !strings.ContainsAny(d.Support, " \t\r\n") {
		contact = el("a", attr("href", "mailto:"+d.Support), contact)
	}
	return el("footer", el("details",
		el("summary", words("Help")),
		el("p", words("Your community’s board or manager can help, and so can Support: "), contact),
		text("Never send anyone your password or your invite code."),
	))
}

// text is a paragraph.
func text(sentences string) g.Node { return el("p", words(sentences)) }

// hidden hides an element until the script shows it.
func hidden() g.Node { return attr("hidden") }

// isolated keeps the writing direction of a name from changing that of the words
// around it.
func isolated(name string) g.Node { return el("bdi", words(name)) }

// said is a place where the script says what it has learned of the invitation.
func said(what string) g.Node { return el("bdi", attr("data-say", what)) }

// shownIn shows an element only in these states of the script.
func shownIn(states string) g.Node { return attr("data-in", states) }

// needs shows an element only if the script has learned this.
func needs(what string) g.Node { return attr("data-needs", what) }

// post is a form that posts to the path, with its key.
func post(path, key string, children ...g.Node) g.Node {
	return el("form", attr("method", "post"), attr("action", path), attr("novalidate"), secretInput(FieldKey, key), g.Group(children))
}

// secretInput is a hidden input that the browser must not keep.
func secretInput(name, value string) g.Node {
	return el("input", attr("type", "hidden"), attr("name", name), attr("value", value), attr("autocomplete", "off"))
}

func submit(label string, attributes ...g.Node) g.Node {
	return el("button", attr("type", "submit"), g.Group(attributes), words(label))
}

// links is a list of further links below a page.
func links(items ...g.Node) g.Node { return el("ul", attr("class", "links"), g.Group(items)) }

// node is the field with its label, its hint, and its error.
func (f field) node() g.Node {
	isPassword := f.Type == "password"
	input := el("input", attr("id", f.Name), attr("name", f.Name), attr("type", f.Type), attr("value", f.Value), attr("required"),
		given("autocomplete", f.Autocomplete), given("autocapitalize", f.Autocapitalize), given("inputmode", f.Inputmode),
		given("spellcheck", f.Spellcheck), given("aria-describedby", f.describedBy()),
		g.If(f.Error != "", attr("aria-invalid", "true")))
	if isPassword {
		input = el("div", attr("class", "entry"), input,
			el("button", attr("type", "button"), attr("class", "show"), attr("aria-controls", f.Name), attr("data-show", "Show"), attr("data-hide", "Hide"), hidden(), words("Show")))
	}
	return el("div", attr("class", "field"),
		el("label", attr("for", f.Name), words(f.Label)),
		g.If(f.Hint != "", el("p", attr("class", "hint"), attr("id", f.Name+"-hint"), words(f.Hint))),
		g.If(f.Error != "", el("p", attr("class", "error"), attr("id", f.Name+"-error"), words(f.Error))),
		input,
	)
}

// given is the attribute, or nothing without a value.
func given(name, value string) g.Node {
	if value == "" {
		return nil
	}
	return attr(name, value)
}
