package brand

import (
	"bytes"
	"strings"
	"testing"
)

// Text is legible on light and dark screens.
func TestTokens_contrast(t *testing.T) {
	t.Parallel()
	pairs := []struct {
		text, ground string
		want         float64
	}{
		{"text", "page", TextContrast}, {"text", "sheet", TextContrast}, {"text", "inset", TextContrast},
		{"quiet", "page", TextContrast}, {"quiet", "sheet", TextContrast},
		{"action", "page", TextContrast}, {"action", "sheet", TextContrast}, {"action-strong", "sheet", TextContrast},
		{"on-action", "action", TextContrast}, {"on-action", "action-strong", TextContrast},
		{"bad", "sheet", TextContrast}, {"bad", "bad-back", TextContrast}, {"text", "bad-back", TextContrast},
		{"edge", "sheet", ShapeContrast},
	}
	for _, p := range pairs {
		for screen, of := range map[string]func(string) string{"light": Light, "dark": Dark} {
			text, _ := ParseColor(of(p.text))
			ground, _ := ParseColor(of(p.ground))
			if got := Contrast(text, ground); got < p.want {
				t.Errorf("%s: %s on %s has a contrast of %.2f, want %.1f", screen, p.text, p.ground, got, p.want)
			}
		}
	}
}

func TestCSS(t *testing.T) {
	t.Parallel()
	light, dark, found := strings.Cut(string(CSS()), "@media (prefers-color-scheme: dark)")
	if !found || !strings.Contains(light, "--brand-action: #026274;") || !strings.Contains(dark, "--brand-action: #2fbedc;") {
		t.Errorf("the tokens lack a scheme:\n%s", CSS())
	}
}

func TestIcon_isOurColor(t *testing.T) {
	t.Parallel()
	if !bytes.Contains(Icon, []byte(`fill="`+Light("action")+`"`)) {
		t.Errorf("the mark is not drawn in %s", Light("action"))
	}
	if !bytes.HasPrefix(Favicon, []byte{0, 0, 1, 0}) {
		t.Error("favicon.ico is no icon")
	}
}

// Every color that a community may choose works as a background for text, and
// stands out from the sheet, on light and dark screens.
func TestColor_readsAndShows(t *testing.T) {
	t.Parallel()
	sheet, _ := ParseColor(Dark("sheet"))
	for r := 0; r < 256; r += 15 {
		for g := 0; g < 256; g += 15 {
			for b := 0; b < 256; b += 15 {
				c := Color{uint8(r), uint8(g), uint8(b)}
				near, dark := c.Nearest(), c.ForDark()
				if c.Shows() && near != c {
					t.Errorf("%v shows, and is answered with %v", c, near)
				}
				if !near.Shows() {
					t.Errorf("%v: %v does not show", c, near)
				}
				if Contrast(dark, sheet) < ShapeContrast {
					t.Errorf("%v: %v does not show in the dark", c, dark)
				}
				for _, ground := range []Color{c, near, dark} {
					if got := Contrast(ground, ground.On()); got < TextContrast {
						t.Errorf("words on %v have a contrast of %.2f", ground, got)
					}
				}
			}
		}
	}
}

// The console's preview computes the same shades: infra/console/test/shade.test.mjs
// has the same values.
func TestPaletteOf(t *testing.T) {
	t.Parallel()
	for color, want := range map[string]Palette{
		"#1f6f54": {"#1f6f54", "#ffffff", "#22775a", "#ffffff"},
		"#000000": {"#000000", "#ffffff", "#696969", "#ffffff"},
		"#ffd700": {"#ffd700", "#000000", "#ffd700", "#000000"},
		"#0000ff": {"#0000ff", "#ffffff", "#5050ff", "#ffffff"},
		"#4a0d0d": {"#4a0d0d", "#ffffff", "#c13232", "#ffffff"},
	} {
		if got := PaletteOf(color); got != want {
			t.Errorf("%s: got %v, want %v", color, got, want)
		}
	}
}

func TestContrast(t *testing.T) {
	t.Parallel()
	if got := Contrast(white, black); got != 21 {
		t.Errorf("black on white has %v, want 21", got)
	}
	gray, _ := ParseColor("#767676") // the lightest gray for text on white
	if got := Contrast(gray, white); got < 4.5 || got > 4.6 {
		t.Errorf("#767676 on white has %.3f, want 4.54", got)
	}
}

func TestParseColor(t *testing.T) {
	t.Parallel()
	for typed, want := range map[string]string{"#1F6F54": "#1f6f54", "#000000": "#000000"} {
		if c, ok := ParseColor(typed); !ok || c.String() != want {
			t.Errorf("%q is %v, %v; want %s", typed, c, ok, want)
		}
	}
	for _, typed := range []string{"", "1f6f54", "#1f6", "#1f6f5g", "#1f6f54 ", "#1f6f54;x", "red", "#1f6f541f"} {
		if c, ok := ParseColor(typed); ok {
			t.Errorf("%q is taken for %v", typed, c)
		}
	}
}
