package columns

import (
	"os"
	"strings"
	"testing"
)

// Nothing is recognized as a layout without all of the headings that identify
// it.
func TestKnownLayouts_all(t *testing.T) {
	t.Parallel()
	all, err := knownLayouts()
	if err != nil || len(all) == 0 {
		t.Fatalf("got %d layouts, %v", len(all), err)
	}
	for _, l := range all {
		for _, without := range l.KnownBy {
			var forms []string
			for _, c := range l.Columns {
				if c.form != without {
					forms = append(forms, c.form)
				}
			}
			if _, known := l.of(forms, forms); known > 0 {
				t.Errorf("%s is recognized without %q", l.Name, without)
			}
		}
	}
}

// An invalid layout file is refused with what is wrong in it.
func TestKnownLayout_read_wrong(t *testing.T) {
	t.Parallel()
	for want, text := range map[string]string{
		"unknown field":    `{"name":"A","knownBy":["x","y"],"columns":[{"heading":"x","means":"member[1].email"}]}`,
		"two headings":     `{"name":"A","knownBy":["x"],"columns":[{"heading":"x","unneeded":"money"}]}`,
		"does not say":     `{"name":"A","knownBy":["x","y"],"columns":[{"heading":"x","unneeded":"money"}]}`,
		"one of the":       `{"name":"A","knownBy":["x","x"],"columns":[{"heading":"x","field":"member[1].mail"}]}`,
		"not needed":       `{"name":"A","knownBy":["x","x"],"columns":[{"heading":"x","field":"member[1].email","unneeded":"money"}]}`,
		"no heading":       `{"name":"A","knownBy":["x","x"],"columns":[{"heading":"-","unneeded":"money"}]}`,
		"no such form":     `{"name":"A","knownBy":["x","x"],"columns":[{"heading":"x","field":"property.address","form":"address"}]}`,
		"its values say":   `{"name":"A","knownBy":["x","x"],"columns":[{"heading":"x","field":"member[1].email","left":["Past"]}]}`,
		"unexpected EOF":   `{"name":"A"`,
		"a layout has a n": `{"knownBy":["x","x"],"columns":[{"heading":"x","unneeded":"money"}]}`,
	} {
		if err := new(knownLayout).read([]byte(text)); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: got %v, want %q", text, err, want)
		}
	}
}

// The example in the README is a valid layout.
func TestKnownLayout_readme(t *testing.T) {
	t.Parallel()
	b, err := os.ReadFile("layouts/README.md")
	if err != nil {
		t.Fatal(err)
	}
	_, rest, _ := strings.Cut(string(b), "```json\n")
	text, _, found := strings.Cut(rest, "```")
	var l knownLayout
	if err := l.read([]byte(text)); err != nil || !found || len(l.Example) == 0 {
		t.Errorf("got %v", err)
	}
}

// No layout can make a secret column readable.
func TestKnownLayout_secret(t *testing.T) {
	t.Parallel()
	says := recognized{"A", []*layoutColumn{nil, {Field: "member[1].phone"}}}
	columns, _ := classify([]string{"Name", "Gate Code"}, nil, make([]profile, 2), nil, says)
	if c := columns[1]; !c.Secret || c.Field != "" || c.Source == SourceLayout {
		t.Errorf("got %+v", c)
	}
}
