// Package logofile reads the picture in a file that somebody uploads as their
// community's logo. It is apart from the use cases because decoders of pictures
// register themselves: whoever imports them links them, called or not.
package logofile

import (
	"errors"

	"github.com/communitrak/onboarding/internal/brand/logo"
	"github.com/communitrak/onboarding/internal/roster"
)

// Read returns the picture in the file, PNG or JPEG, without an ID and a
// community. What is wrong with it is an [roster.InvalidError] of the field
// image.
func Read(file []byte) (roster.LogoPicture, error) {
	picture, err := logo.Read(file)
	if err != nil {
		return roster.LogoPicture{}, fieldError(err)
	}
	return roster.LogoPicture{Logo: roster.Logo{Width: picture.Width, Height: picture.Height}, Type: picture.Type, Bytes: picture.Bytes}, nil
}

// fieldError converts an error about the picture into one about its field.
func fieldError(err error) error {
	for _, form := range []struct {
		is   error
		code string
	}{{logo.ErrKind, "not_a_picture"}, {logo.ErrSide, "too_wide"}, {logo.ErrBytes, "too_large"}} {
		if errors.Is(err, form.is) {
			return &roster.InvalidError{Field: "image", Code: form.code, Reason: err.Error()}
		}
	}
	return err
}
