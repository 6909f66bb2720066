package personname

import "testing"

// cellTexts returns cells with all pairs of parts between two names.
func cellTexts() []string {
	parts := []string{" ", "  ", "\t", "\n", "\r\n", ",", "and", "And", "AND", "or", "OR", "y", "et", "und", "ux", "&", "/", ";", "+", "-", "–", "w/", "f/k/a", "and/or", "(and", "(&", "Mary)",
		"Mr.", "Jr.", "Ph.", "D.", "J.R.", "www.example.com", "a:b", "LLC", "DeSoto", "é", "\x00"}
	var all []string
	for _, first := range parts {
		for _, second := range parts {
			all = append(all, "John "+first+" "+second+" Jane Smith", "Smith,"+first+second+"Jane Smith", first+"SMITH "+second)
		}
	}
	return all
}

// A text without anything that can stand between two people names no two people.
func TestMayJoin(t *testing.T) {
	t.Parallel()
	joined := 0
	for _, cell := range cellTexts() {
		text := tidy(onOneLine(cell))
		_, _, shared := sharedComma(text)
		_, _, paired := pair(coupleWords(text))
		if !shared && !paired {
			continue
		}
		if joined++; !mayJoin(text) {
			t.Errorf("%q names two people, but nothing is seen to join them", text)
		}
	}
	if joined == 0 {
		t.Error("no text names two people")
	}
}

// Plain text takes a shorter way to the same result: an invisible character,
// which is dropped, sends the same text the long way.
func TestIsPlain(t *testing.T) {
	t.Parallel()
	const dropped = "\u00ad"
	for _, cell := range cellTexts() {
		if got, want := tidy(cell), tidy(cell+dropped); got != want {
			t.Errorf("tidy(%q): got %q, want %q", cell, got, want)
		}
		if got, want := Fold(cell), Fold(cell+dropped); got != want {
			t.Errorf("Fold(%q): got %q, want %q", cell, got, want)
		}
		got, gotErr := Clean(cell)
		want, wantErr := Clean(cell + dropped)
		if got != want || (gotErr == nil) != (wantErr == nil) {
			t.Errorf("Clean(%q): got %q, %v, want %q, %v", cell, got, gotErr, want, wantErr)
		}
		if got, want := webAddress(cell), webAddress(dropped+" "+cell); got != want {
			t.Errorf("webAddress(%q): got %t, want %t", cell, got, want)
		}
	}
}
