package letter_test

import (
	"image"
	"image/color"
	"testing"

	"github.com/makiuchi-d/gozxing"
	"github.com/makiuchi-d/gozxing/qrcode"

	"github.com/communitrak/onboarding/internal/letter"
)

// A phone can read the link from what is drawn.
func TestWrite_qr(t *testing.T) {
	t.Parallel()
	for _, form := range []letter.Form{letter.Letters, letter.Cards} {
		const dpi = 200
		l := ana()
		sheet := image.NewGray(image.Rect(0, 0, 8.5*dpi, 11*dpi))
		for n := range sheet.Pix {
			sheet.Pix[n] = 0xff
		}
		for _, r := range read(t, drawn(t, form, l))[0].filled {
			for y := int(r.y * dpi); y < int((r.y+r.h)*dpi); y++ {
				for x := int(r.x * dpi); x < int((r.x+r.w)*dpi); x++ {
					sheet.SetGray(x, y, color.Gray{})
				}
			}
		}
		bitmap, err := gozxing.NewBinaryBitmapFromImage(sheet)
		if err != nil {
			t.Fatal(err)
		}
		got, err := qrcode.NewQRCodeReader().Decode(bitmap, nil)
		if err != nil {
			t.Fatalf("%s: nothing can be read: %v", form, err)
		}
		if got.GetText() != l.Link {
			t.Errorf("%s: got %q, want %q", form, got.GetText(), l.Link)
		}
	}
}
