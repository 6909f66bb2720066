package letter_test

import (
	"bytes"
	"image"
	"image/color"
	"image/draw"
	"image/jpeg"
	"image/png"
	"slices"
	"testing"

	"github.com/communitrak/onboarding/internal/letter"
)

// picture returns a PNG file of one color.
func picture(t *testing.T, width, height int, c color.Color) []byte {
	t.Helper()
	m := image.NewNRGBA(image.Rect(0, 0, width, height))
	draw.Draw(m, m.Bounds(), image.NewUniform(c), image.Point{}, draw.Src)
	var file bytes.Buffer
	if err := png.Encode(&file, m); err != nil {
		t.Fatal(err)
	}
	return file.Bytes()
}

func look(t *testing.T, color string, logo []byte) letter.Look {
	t.Helper()
	l, err := letter.NewLook(color, logo)
	if err != nil {
		t.Fatal(err)
	}
	return l
}

// printed draws a letter in the given look.
func printed(t *testing.T, form letter.Form, color string, logo []byte) page {
	t.Helper()
	l := ana()
	l.Look = look(t, color, logo)
	return read(t, drawn(t, form, l))[0]
}

func names(p page, community string) bool {
	return slices.ContainsFunc(p.texts, func(text placed) bool { return text.text == community })
}

// A logo takes the place of the community's name, in its own proportions.
func TestWrite_logo(t *testing.T) {
	t.Parallel()
	var photo bytes.Buffer
	if err := jpeg.Encode(&photo, image.NewGray(image.Rect(0, 0, 300, 60)), nil); err != nil {
		t.Fatal(err)
	}
	for name, logo := range map[string][]byte{
		"png": picture(t, 300, 60, color.Black), "jpeg": photo.Bytes(), "see-through": picture(t, 300, 60, color.NRGBA{A: 0xc0}),
	} {
		for _, form := range []letter.Form{letter.Letters, letter.Cards} {
			p := printed(t, form, "", logo)
			if len(p.images) != 1 || names(p, "Maple Grove") {
				t.Fatalf("%s, %s: %d pictures, and the name is %v", name, form, len(p.images), names(p, "Maple Grove"))
			}
			if r := p.images[0]; r.w/r.h < 4.99 || r.w/r.h > 5.01 {
				t.Errorf("%s, %s: it is drawn %.2f by %.2f inches, want five to one", name, form, r.w, r.h)
			}
		}
	}
}

// All letters of a file share one copy of the logo.
func TestWrite_logoOnce(t *testing.T) {
	t.Parallel()
	l := ana()
	l.Look = look(t, "", picture(t, 300, 60, color.Black))
	file := drawn(t, letter.Letters, l, l, l)
	if got := bytes.Count(file, []byte("/Subtype /Image")); got != 1 {
		t.Errorf("the file holds %d pictures for three letters, want one", got)
	}
}

// What would not be seen on paper is not printed, and the name is.
func TestNewLook_whiteLogo(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]color.Color{"white": color.White, "transparent": color.Transparent, "pale": color.NRGBA{0xf0, 0xe6, 0x8c, 0xff}} {
		if p := printed(t, letter.Letters, "", picture(t, 300, 60, c)); len(p.images) != 0 || !names(p, "Maple Grove") {
			t.Errorf("%s: %d pictures, and the name is %v", name, len(p.images), names(p, "Maple Grove"))
		}
	}
}

func TestNewLook_refuses(t *testing.T) {
	t.Parallel()
	for name, logo := range map[string][]byte{"no picture": []byte("<svg/>"), "too wide": picture(t, letter.MaxLogoSide+1, 1, color.Black)} {
		if _, err := letter.NewLook("#1f6f54", logo); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
}

// A color that is too light for white paper is printed in a darker shade.
func TestNewLook_color(t *testing.T) {
	t.Parallel()
	for chosen, want := range map[string]string{"#1f6f54": "0.122 0.435 0.329", "": "0.008 0.384 0.455", "#ffd700": "0.686 0.576 0.000"} {
		p := printed(t, letter.Letters, chosen, nil)
		if !slices.Contains(p.rules, want) {
			t.Errorf("%q: the rule is drawn in one of %q, want %s", chosen, p.rules, want)
		}
	}
}
