// Package logo takes in the picture that a community shows as its logo. What
// comes in is decoded and encoded anew, so that nothing of the file is kept but
// its pixels: no location, no comment, no script.
package logo

import (
	"bytes"
	"errors"
	"image"
	"image/jpeg"
	"image/png"
)

// Limits of a logo.
const (
	MaxSide  = 512      // pixels, width and height
	MaxBytes = 64 << 10 // as it is kept
)

// What a picture may be refused with.
var (
	ErrKind  = errors.New("the picture is not a PNG or JPEG file")
	ErrSide  = errors.New("the picture is wider or higher than 512 pixels")
	ErrBytes = errors.New("the picture takes more than 64 kB; a smaller or simpler one will do")
)

// Picture is a logo as it is kept and served.
type Picture struct {
	Type          string // image/png or image/jpeg
	Bytes         []byte
	Width, Height int
}

// quality of a JPEG that is written anew.
const quality = 88

// Read takes in a file. The pixels are counted before they are read, so that a
// small file cannot ask for a large memory.
func Read(file []byte) (Picture, error) {
	config, format, err := image.DecodeConfig(bytes.NewReader(file))
	if err != nil || format != "png" && format != "jpeg" { // another package may have registered further ones
		return Picture{}, ErrKind
	}
	if config.Width > MaxSide || config.Height > MaxSide {
		return Picture{}, ErrSide
	}
	pixels, _, err := image.Decode(bytes.NewReader(file))
	if err != nil {
		return Picture{}, ErrKind
	}
	var kept bytes.Buffer
	if format == "jpeg" {
		err = jpeg.Encode(&kept, pixels, &jpeg.Options{Quality: quality})
	} else {
		err = (&png.Encoder{CompressionLevel: png.BestCompression}).Encode(&kept, pixels)
	}
	if err != nil {
		return Picture{}, ErrKind // without pixels, which neither format knows
	}
	if kept.Len() > MaxBytes {
		return Picture{}, ErrBytes
	}
	return Picture{Type: "image/" + format, Bytes: kept.Bytes(), Width: config.Width, Height: config.Height}, nil
}
