package letter_test

import (
	"bytes"
	"compress/zlib"
	"errors"
	"image/color"
	"io"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/communitrak/onboarding/internal/letter"
)

// ana returns a printed invitation.
func ana() letter.Letter {
	return letter.Letter{
		Community: "Maple Grove", Name: "Ana Núñez", FirstName: "Ana", Street: "114 Juniper Ct Unit 2", Town: "Mesa, AZ 85201", Inviter: "Rosa Delgado",
		Email: "ana@example.com", Code: "7QK2-M9XW-4TZA-0BCD", Link: "https://members.example.com/activate#code=7QK2-M9XW-4TZA-0BCD&email=ana%40example.com",
		Page: "members.example.com/activate", Ends: time.Date(2026, 12, 27, 16, 50, 0, 0, time.FixedZone("MST", -7*60*60)),
		Date: time.Date(2026, 11, 27, 9, 0, 0, 0, time.UTC), ReplyTo: "board@example.org",
	}
}

func drawn(t *testing.T, form letter.Form, letters ...letter.Letter) []byte {
	t.Helper()
	var file bytes.Buffer
	if err := letter.Write(&file, form, letters); err != nil {
		t.Fatal(err)
	}
	return file.Bytes()
}

// placed is a text and its position, in inches from the top left.
type placed struct {
	x, y float64
	text string
}

// rectangle is a filled rectangle, positioned likewise.
type rectangle struct{ x, y, w, h float64 }

// page is the content of one page.
type page struct {
	texts  []placed
	filled []rectangle
	images []rectangle
	rules  []string // the colors of strokes, as in the file
}

func (p page) words() string {
	var all []string
	for _, t := range p.texts {
		all = append(all, t.text)
	}
	return strings.Join(all, " ")
}

var (
	stream = regexp.MustCompile(`(?s)stream\r?\n(.*?)\r?\nendstream`)
	shown  = regexp.MustCompile(`(?s)BT ([\d.-]+) ([\d.-]+) Td \((.*?)\) Tj ET`)
	filled = regexp.MustCompile(`([\d.-]+) ([\d.-]+) ([\d.-]+) ([\d.-]+) re f`)
	imaged = regexp.MustCompile(`q ([\d.-]+) 0 0 ([\d.-]+) ([\d.-]+) ([\d.-]+) cm /I\S+ Do Q`)
	stroke = regexp.MustCompile(`([\d.]+ [\d.]+ [\d.]+) RG`)
)

// read parses a file into its pages.
func read(t *testing.T, file []byte) []page {
	t.Helper()
	var pages []page
	for _, match := range stream.FindAllSubmatch(file, -1) {
		inflated, err := zlib.NewReader(bytes.NewReader(match[1]))
		if err != nil {
			continue
		}
		content, err := io.ReadAll(inflated)
		if err != nil || !bytes.Contains(content, []byte(" Tf")) {
			continue
		}
		pages = append(pages, pageOf(t, string(content)))
	}
	return pages
}

func pageOf(t *testing.T, content string) (p page) {
	t.Helper()
	inches := func(s string) float64 {
		points, err := strconv.ParseFloat(s, 64)
		if err != nil {
			t.Fatal(err)
		}
		return points / 72
	}
	for _, m := range shown.FindAllStringSubmatch(content, -1) {
		p.texts = append(p.texts, placed{inches(m[1]), 11 - inches(m[2]), utf16be(m[3])})
	}
	for _, m := range filled.FindAllStringSubmatch(content, -1) {
		p.filled = append(p.filled, rectangle{inches(m[1]), 11 - inches(m[2]), inches(m[3]), -inches(m[4])})
	}
	for _, m := range imaged.FindAllStringSubmatch(content, -1) {
		width, height := inches(m[1]), inches(m[2])
		p.images = append(p.images, rectangle{inches(m[3]), 11 - inches(m[4]) - height, width, height})
	}
	for _, m := range stroke.FindAllStringSubmatch(content, -1) {
		p.rules = append(p.rules, m[1])
	}
	return p
}

// utf16be decodes text as stored in the file.
func utf16be(s string) string {
	s = strings.NewReplacer(`\\`, `\`, `\(`, `(`, `\)`, `)`, `\r`, "\r").Replace(s)
	var b strings.Builder
	for n := 0; n+1 < len(s); n += 2 {
		b.WriteRune(rune(s[n])<<8 | rune(s[n+1]))
	}
	return b.String()
}

func TestWrite_says(t *testing.T) {
	t.Parallel()
	for _, form := range []letter.Form{letter.Letters, letter.Cards} {
		pages := read(t, drawn(t, form, ana()))
		if len(pages) != 1 {
			t.Fatalf("%s: got %d pages, want one", form, len(pages))
		}
		for _, want := range []string{"Maple Grove", "Ana Núñez", "114 Juniper Ct Unit 2", "Mesa, AZ 85201", "Rosa Delgado", "7QK2-M9XW-4TZA-0BCD",
			"members.example.com/activate", "Dec 27, 2026 at 4:50 PM MST", "Communitrak is where Maple Grove", "ana@example.com"} {
			if words := pages[0].words(); !strings.Contains(words, want) {
				t.Errorf("%s: %q is missing in %q", form, want, words)
			}
		}
	}
}

func TestWrite_withoutAnEmail(t *testing.T) {
	t.Parallel()
	l := ana()
	l.Email = ""
	words := read(t, drawn(t, letter.Letters, l))[0].words()
	if !strings.Contains(words, "enter your email") || strings.Contains(words, "the community has for you") {
		t.Errorf("got %q, want that the email is theirs to choose", words)
	}
}

// The window of a #10 envelope shows the address, and nothing else, however the
// sheet slides.
func TestWrite_window(t *testing.T) {
	t.Parallel()
	const (
		top, bottom, left, right = 2.5 + 0.125, 3.167 - 0.125, 0.875 + 0.125, 4.375 - 0.125
		seenFrom, seenTo         = 2.04, 3.63
		capitals                 = 0.1
	)
	long := ana()
	long.Name = "Wolfeschlegelsteinhausenbergerdorff-Montgomery Alexandrina Maximiliana"
	tall := ana()
	tall.Look = look(t, "", picture(t, 40, 512, color.Black))
	for _, l := range []letter.Letter{ana(), long, tall} {
		p := read(t, drawn(t, letter.Letters, l))[0]
		inside := 0
		for _, text := range p.texts {
			if text.y < seenFrom || text.y-capitals > seenTo {
				continue
			}
			inside++
			if text.y-capitals < top-0.001 || text.y > bottom || text.x < left {
				t.Errorf("%q at %.3f, %.3f leaves the window", text.text, text.x, text.y)
			}
		}
		if inside != 3 {
			t.Errorf("the window shows %d lines, want name, street and town", inside)
		}
		for _, r := range p.filled {
			if r.y < seenTo && r.y+r.h > seenFrom {
				t.Fatalf("something is drawn at %.2f, where the window may be", r.y)
			}
		}
		for _, r := range p.images {
			if r.y+r.h > seenFrom || r.y < 0.25 {
				t.Errorf("the logo is drawn from %.2f to %.2f inches", r.y, r.y+r.h)
			}
		}
	}
}

func TestWrite_pages(t *testing.T) {
	t.Parallel()
	for form, want := range map[letter.Form]int{letter.Letters: 5, letter.Cards: 2} {
		if got := len(read(t, drawn(t, form, ana(), ana(), ana(), ana(), ana()))); got != want {
			t.Errorf("five %s: got %d pages, want %d", form, got, want)
		}
	}
}

// A card stays within its quarter.
func TestWrite_cardsStayApart(t *testing.T) {
	t.Parallel()
	l := ana()
	l.Community = "The Association of Home Owners of Greater Maple Grove and Juniper Meadows, Phase 2"
	l.Email = "a.very.long.address.of.somebody@mail.residents.example.com"
	l.Page = "a1b2c3d4e5.execute-api.us-west-2.amazonaws.com/activate"
	p := read(t, drawn(t, letter.Cards, l, l, l, l))[0]
	for _, text := range p.texts {
		if y := text.y; y > 5.5-0.2 && y < 5.5+0.2 || y > 11-0.2 {
			t.Errorf("%q stands on a cut, at %.2f", text.text, y)
		}
	}
	for _, r := range p.filled {
		if r.x < 4.25 && r.x+r.w > 4.25-0.2 {
			t.Fatalf("a QR code reaches the cut, at %.2f", r.x+r.w)
		}
	}
}

func TestWrite_sameBytes(t *testing.T) {
	t.Parallel()
	if !bytes.Equal(drawn(t, letter.Letters, ana(), ana()), drawn(t, letter.Letters, ana(), ana())) {
		t.Error("the same letters are other bytes")
	}
}

func TestShows(t *testing.T) {
	t.Parallel()
	for name, want := range map[string]bool{
		"Ana Núñez": true, "Łukasz Żółć": true, "Nguyễn Thị Ánh": true, "Василий": true, "Ωμέγα": true, "O’Brien": true, "Ame\u0301lie": true, "": true,
		"李明": false, "김": false, "שלום": false, "علي": false, "x\u0323\u0307": false, "Ana\u202e": false, "🙂": false, "a\tb": false, "☃": false, "\ua7fc": false,
	} {
		if got := letter.Shows(name); got != want {
			t.Errorf("%q: got %v, want %v", name, got, want)
		}
	}
	l := ana()
	l.Name = "李明"
	if err := letter.Write(io.Discard, letter.Letters, []letter.Letter{ana(), l}); !errors.Is(err, letter.ErrGlyph) {
		t.Errorf("got %v, want that the name cannot be shown", err)
	}
}

// An accent entered as a separate character is composed with its letter.
func TestWrite_composes(t *testing.T) {
	t.Parallel()
	l := ana()
	l.Name = "Ame\u0301lie"
	texts := read(t, drawn(t, letter.Letters, l))[0].texts
	if !slices.ContainsFunc(texts, func(p placed) bool { return p.text == "Amélie" }) {
		t.Errorf("got %v, want Amélie", texts)
	}
}
