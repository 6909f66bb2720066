package letter

import (
	"bytes"
	"fmt"
	"image"
	"image/draw"
	_ "image/jpeg" // logos are PNG or JPEG
	"image/png"

	"github.com/communitrak/onboarding/internal/brand"
)

// Look is a community's branding on paper. The zero value prints the name in
// black.
type Look struct {
	name brand.Color // of the community's name, dark enough for text on white paper
	rule brand.Color // of the line below it, dark enough to be seen
	logo []byte      // an opaque PNG; nil prints the community's name
}

// MaxLogoSide is the maximum width and height of a logo, in pixels.
const MaxLogoSide = 512

// NewLook returns the look for a community's color, #rrggbb, and its logo, a
// PNG or JPEG file. Either may be empty. A color too light for white paper is
// printed in a darker shade. The logo is encoded again as it looks on white
// paper. One that would not be seen there, such as a white one, is left out.
func NewLook(community string, logo []byte) (Look, error) {
	c, ok := brand.ParseColor(community)
	if !ok {
		c, _ = brand.ParseColor(brand.Light("action"))
	}
	look := Look{name: c.ForText(), rule: c.Nearest()}
	if len(logo) == 0 {
		return look, nil
	}
	config, _, err := image.DecodeConfig(bytes.NewReader(logo))
	if err != nil {
		return Look{}, fmt.Errorf("reading a logo: %w", err)
	}
	if config.Width > MaxLogoSide || config.Height > MaxLogoSide {
		return Look{}, fmt.Errorf("reading a logo: %d by %d pixels are too many", config.Width, config.Height)
	}
	picture, _, err := image.Decode(bytes.NewReader(logo))
	if err != nil {
		return Look{}, fmt.Errorf("reading a logo: %w", err)
	}
	printed := onPaper(picture)
	if !seen(printed) {
		return look, nil
	}
	var file bytes.Buffer
	if err := png.Encode(&file, printed); err != nil {
		return Look{}, fmt.Errorf("encoding a logo: %w", err)
	}
	look.logo = file.Bytes()
	return look, nil
}

// onPaper returns the picture on a white ground.
func onPaper(picture image.Image) *image.RGBA {
	bounds := image.Rect(0, 0, picture.Bounds().Dx(), picture.Bounds().Dy())
	paper := image.NewRGBA(bounds)
	draw.Draw(paper, bounds, image.White, image.Point{}, draw.Src)
	draw.Draw(paper, bounds, picture, picture.Bounds().Min, draw.Over)
	return paper
}

// seen reports whether at least one pixel in a hundred stands out from white
// paper.
func seen(picture *image.RGBA) bool {
	const share = 100
	white := brand.Color{R: 255, G: 255, B: 255}
	dark, all := 0, picture.Rect.Dx()*picture.Rect.Dy()
	judged := map[brand.Color]bool{}
	for y := range picture.Rect.Dy() {
		for x := range picture.Rect.Dx() {
			p := picture.RGBAAt(x, y)
			c := brand.Color{R: p.R, G: p.G, B: p.B}
			shows, known := judged[c]
			if !known {
				shows = brand.Contrast(c, white) >= brand.ShapeContrast
				judged[c] = shows
			}
			if shows {
				dark++
			}
		}
	}
	return dark*share >= all
}
