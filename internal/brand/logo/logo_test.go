package logo

import (
	"bytes"
	"errors"
	"hash/crc32"
	"image"
	"image/color"
	"image/gif"
	"image/jpeg"
	"image/png"
	"math/rand/v2"
	"strings"
	"testing"
)

func picture(width, height int, noise bool) image.Image {
	random := rand.New(rand.NewPCG(1, 2))
	m := image.NewNRGBA(image.Rect(0, 0, width, height))
	for y := range height {
		for x := range width {
			c := color.NRGBA{31, 111, 84, 255}
			if noise {
				c = color.NRGBA{uint8(random.Uint32()), uint8(random.Uint32()), uint8(random.Uint32()), 255}
			}
			m.SetNRGBA(x, y, c)
		}
	}
	return m
}

func asPNG(t *testing.T, m image.Image) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := png.Encode(&b, m); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func asJPEG(t *testing.T, m image.Image) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := jpeg.Encode(&b, m, nil); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func asGIF(t *testing.T, m image.Image) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := gif.Encode(&b, m, nil); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// annotated inserts a text chunk after the PNG's header.
func annotated(file []byte, text string) []byte {
	const header = 8 + 25
	body := append([]byte("tEXt"), text...)
	chunk := []byte{byte(len(text) >> 24), byte(len(text) >> 16), byte(len(text) >> 8), byte(len(text))}
	chunk = append(chunk, body...)
	sum := crc32.ChecksumIEEE(body)
	chunk = append(chunk, byte(sum>>24), byte(sum>>16), byte(sum>>8), byte(sum))
	return append(append(append([]byte{}, file[:header]...), chunk...), file[header:]...)
}

func TestRead(t *testing.T) {
	t.Parallel()
	for kind, file := range map[string][]byte{"image/png": asPNG(t, picture(320, 80, false)), "image/jpeg": asJPEG(t, picture(320, 80, false))} {
		got, err := Read(file)
		if err != nil {
			t.Fatal(err)
		}
		if got.Type != kind || got.Width != 320 || got.Height != 80 {
			t.Errorf("%s is taken for a %s of %d × %d", kind, got.Type, got.Width, got.Height)
		}
		again, err := Read(got.Bytes)
		if err != nil || again.Width != 320 {
			t.Errorf("what is kept of a %s cannot be read: %v", kind, err)
		}
	}
}

func TestRead_keepsNothingButPixels(t *testing.T) {
	t.Parallel()
	const secret = "Comment\x00taken at 14 Swan St <script>"
	file := annotated(asPNG(t, picture(16, 16, false)), secret)
	if !bytes.Contains(file, []byte(secret)) {
		t.Fatal("the file has no comment")
	}
	got, err := Read(append(file, "trailing <script>"...))
	if err != nil {
		t.Fatal(err)
	}
	for _, text := range []string{secret, "trailing"} {
		if bytes.Contains(got.Bytes, []byte(text)) {
			t.Errorf("%q is kept", text)
		}
	}
}

func TestRead_refuses(t *testing.T) {
	t.Parallel()
	bomb := asPNG(t, picture(1, 1, false))
	copy(bomb[16:], []byte{0, 0, 0xff, 0xff, 0, 0, 0xff, 0xff}) // claims to be 65,535 pixels wide and high
	sum := crc32.ChecksumIEEE(bomb[12:29])
	copy(bomb[29:], []byte{byte(sum >> 24), byte(sum >> 16), byte(sum >> 8), byte(sum)})
	for name, tt := range map[string]struct {
		file []byte
		want error
	}{
		"nothing":    {nil, ErrKind},
		"a drawing":  {[]byte(`<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>`), ErrKind},
		"a GIF":      {asGIF(t, picture(8, 8, false)), ErrKind},
		"half a PNG": {asPNG(t, picture(64, 64, true))[:200], ErrKind},
		"too wide":   {asPNG(t, picture(MaxSide+1, 8, false)), ErrSide},
		"too high":   {asJPEG(t, picture(8, MaxSide+1, false)), ErrSide},
		"a bomb":     {bomb, ErrSide},
		"too much":   {asPNG(t, picture(400, 400, true)), ErrBytes},
		"a page":     {[]byte(strings.Repeat("<html>", 9)), ErrKind},
	} {
		if _, err := Read(tt.file); !errors.Is(err, tt.want) {
			t.Errorf("%s: got %v, want %v", name, err, tt.want)
		}
	}
}
