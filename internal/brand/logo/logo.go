// Package logo reads the picture that a community shows as its logo. It decodes
// the file and encodes it again, so that only the pixels are kept: no location,
// no comment, no script.
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
	MaxBytes = 64 << 10 // as stored
)

// Errors that Read returns.
var (
	ErrKind  = errors.New("the picture is not a PNG or JPEG file")
	ErrSide  = errors.New("the picture is wider or higher than 512 pixels")
	ErrBytes = errors.New("the picture takes more than 64 kB; a smaller or simpler one will do")
)

// Picture is a logo as it is stored and served.
type Picture struct {
	Type          string // image/png or image/jpeg
	Bytes         []byte
	Width, Height int
}

// quality is the quality at which a JPEG is encoded again.
const quality = 88

// Read decodes a logo. It checks the dimensions before decoding the pixels, so
// that a small file cannot demand a lot of memory.
func Read(file []byte) (Picture, error) {
	config, format, err := image.DecodeConfig(bytes.NewReader(file))
	if err != nil || format != "png" && format != "jpeg" { // another package may have registered more formats
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
		return Picture{}, ErrKind // no pixels, which neither format can encode
	}
	if kept.Len() > MaxBytes {
		return Picture{}, ErrBytes
	}
	return Picture{Type: "image/" + format, Bytes: kept.Bytes(), Width: config.Width, Height: config.Height}, nil
}
