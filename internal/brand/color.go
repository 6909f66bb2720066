package brand

import (
	"encoding/hex"
	"fmt"
	"math"
	"strings"
)

// Contrast ratios that WCAG 2.2 requires: of text with its background (1.4.3),
// and of non-text elements such as the shape of a button (1.4.11).
const (
	TextContrast  = 4.5
	ShapeContrast = 3.0
)

// Color is an opaque sRGB color.
type Color struct{ R, G, B uint8 }

var (
	white = Color{255, 255, 255}
	black = Color{}
)

// ParseColor parses the form #rrggbb, and no other.
func ParseColor(s string) (c Color, ok bool) {
	digits, marked := strings.CutPrefix(s, "#")
	b, err := hex.DecodeString(digits)
	if !marked || err != nil || len(b) != 3 {
		return Color{}, false
	}
	return Color{b[0], b[1], b[2]}, true
}

// String returns the form #rrggbb, in lowercase.
func (c Color) String() string { return fmt.Sprintf("#%02x%02x%02x", c.R, c.G, c.B) }

// Contrast returns the contrast ratio of two colors as WCAG defines it, from 1
// to 21.
func Contrast(a, b Color) float64 {
	lighter, darker := a.luminance(), b.luminance()
	if lighter < darker {
		lighter, darker = darker, lighter
	}
	return (lighter + 0.05) / (darker + 0.05)
}

// On returns the text color for a background of c: white where it is legible,
// else black. One of the two always is.
func (c Color) On() Color {
	if Contrast(c, white) >= TextContrast {
		return white
	}
	return black
}

// Shows reports whether a button in this color stands out from a white sheet.
func (c Color) Shows() bool { return Contrast(c, white) >= ShapeContrast }

// Nearest returns c if it shows, else the lightest color of the same hue that
// does.
func (c Color) Nearest() Color { return c.shaded(ShapeContrast) }

// ForText returns c if text in it is legible on white, else the lightest color
// of the same hue that is.
func (c Color) ForText() Color { return c.shaded(TextContrast) }

// ForDark returns the color to use for c on a dark sheet: c itself where it
// stands out, else the nearest lighter color of the same hue.
func (c Color) ForDark() Color {
	sheet, _ := ParseColor(Dark("sheet"))
	for t := range 200 {
		if lighter := c.lighter(float64(t) / 100); Contrast(lighter, sheet) >= ShapeContrast {
			return lighter
		}
	}
	return white
}

// lighter returns c as bright as its hue and saturation allow at t = 1, and white
// at t = 2. Mixed with white at once, a dark color would turn gray.
func (c Color) lighter(t float64) Color {
	r, g, b := c.linear()
	brightest := 1.0
	if most := max(r, g, b); most > 0 {
		brightest = 1 / most
	}
	scale, pale := 1+min(t, 1)*(brightest-1), max(t-1, 0)
	of := func(channel float64) float64 { return scale*channel + pale*(1-scale*channel) }
	return fromLinear(of(r), of(g), of(b))
}

// shaded returns the lightest shade of c with at least that contrast to white.
// It scales the channels evenly in linear light, which keeps the hue.
func (c Color) shaded(contrast float64) Color {
	r, g, b := c.linear()
	for k := 1.0; k > 0; k -= 0.01 {
		if darker := fromLinear(k*r, k*g, k*b); Contrast(darker, white) >= contrast {
			return darker
		}
	}
	return black
}

// luminance returns the relative luminance as WCAG 2.2 defines it.
func (c Color) luminance() float64 {
	r, g, b := c.linear()
	return 0.2126*r + 0.7152*g + 0.0722*b
}

func (c Color) linear() (r, g, b float64) { return toLinear(c.R), toLinear(c.G), toLinear(c.B) }

// toLinear converts a channel of sRGB to linear light (IEC 61966-2-1), 0 to 1.
func toLinear(channel uint8) float64 {
	v := float64(channel) / 255
	if v <= 0.04045 {
		return v / 12.92
	}
	return math.Pow((v+0.055)/1.055, 2.4)
}

func fromLinear(r, g, b float64) Color { return Color{channelOf(r), channelOf(g), channelOf(b)} }

func channelOf(light float64) uint8 {
	v := 12.92 * light
	if light > 0.0031308 {
		v = 1.055*math.Pow(light, 1/2.4) - 0.055
	}
	return uint8(math.Round(255 * min(1, max(0, v))))
}

// Palette is how a community's color is used: for the background of a button
// and the text on it, on light and dark screens.
type Palette struct{ Action, OnAction, DarkAction, DarkOnAction string }

// Own returns Communitrak's own palette.
func Own() Palette {
	return Palette{Light("action"), Light("on-action"), Dark("action"), Dark("on-action")}
}

// PaletteOf returns the palette for a community's color, #rrggbb, or our own if
// it has none.
func PaletteOf(color string) Palette {
	c, ok := ParseColor(color)
	if !ok {
		return Own()
	}
	dark := c.ForDark()
	return Palette{c.String(), c.On().String(), dark.String(), dark.On().String()}
}
