package password

import (
	_ "embed"
	"slices"
	"strings"
	"sync"
	"unicode"
)

const (
	// minPieces is the least number of pieces in an acceptable password:
	// guessing programs try combinations of a few known pieces first.
	minPieces = 4

	// minDistinct is the least number of distinct characters.
	minDistinct = 5

	// minContext keeps initials and the like from counting as words.
	minContext = 3

	// maxContext bounds the work for a long name. It is the maximum length of
	// a phrase in bytes, and also that of an email address.
	maxContext = 320
)

// commonList is common.txt, which lists, one per line, words and phrases that
// top every public list of leaked passwords, in lower case and without spaces.
// A line beginning with # is a comment.
//
//go:embed common.txt
var commonList string

var commonPieces = sync.OnceValue(func() [][]rune {
	var pieces [][]rune
	for line := range strings.Lines(commonList) {
		line = strings.TrimSpace(line)
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		pieces = append(pieces, []rune(line))
	}
	return pieces
})

// walks are keyboard rows and other well-known sequences. At least three
// adjacent characters of a walk, in either direction, form one piece.
var walks = sync.OnceValue(func() [][]rune {
	var both [][]rune
	for _, walk := range []string{
		"abcdefghijklmnopqrstuvwxyz", "01234567890",
		"qwertyuiop", "asdfghjkl", "zxcvbnm", "qwertzuiop", "azertyuiop", "qsdfghjklm", "wxcvbn",
		"!@#$%^&*()", "1qaz", "2wsx", "3edc", "4rfv", "5tgb", "6yhn", "7ujm", "1q2w3e4r5t6y7u8i9o0p",
	} {
		forward := []rune(walk)
		backward := slices.Clone(forward)
		slices.Reverse(backward)
		both = append(both, forward, backward)
	}
	return both
})

// guessable reports whether pw consists of so few known pieces (common words,
// words of the context, years, keyboard walks, repetitions) that a guessing
// program would try it early.
func guessable(pw string, context []string) bool {
	text := fold(pw)
	if distinct(text) < minDistinct {
		return true
	}
	return pieces(period(text), words(context)) < minPieces
}

// fold removes common word separators and converts to lower case.
func fold(s string) []rune {
	var folded []rune
	for _, r := range s {
		if r == ' ' || r == '-' || r == '_' || r == '.' || r == ',' {
			continue
		}
		folded = append(folded, unicode.ToLower(r))
	}
	return folded
}

func distinct(text []rune) int {
	sorted := slices.Clone(text)
	slices.Sort(sorted)
	return len(slices.Compact(sorted))
}

// period returns the shortest prefix of text whose repetition is the whole
// text.
func period(text []rune) []rune {
	for n := 1; n <= len(text)/2; n++ {
		if len(text)%n == 0 && slices.Equal(text[n:], text[:len(text)-n]) {
			return text[:n]
		}
	}
	return text
}

// words returns the parts of the context that count as known pieces: each word,
// and each phrase as a whole.
func words(context []string) [][]rune {
	var out [][]rune
	for _, phrase := range context {
		phrase = phrase[:min(len(phrase), maxContext)]
		parts := strings.FieldsFunc(phrase, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
		for _, part := range append(parts, phrase, strings.Join(parts, "")) {
			if word := fold(part); len(word) >= minContext {
				out = append(out, word)
			}
		}
	}
	return out
}

// pieces returns the smallest number of known pieces and single characters that
// make up text.
func pieces(text []rune, context [][]rune) int {
	known := append(slices.Clone(commonPieces()), context...)
	readings := [][]rune{text, unleet(text, 'i'), unleet(text, 'l')}

	fewest := make([]int, len(text)+1) // fewest[i]: pieces in text[:i]
	for i := range text {
		fewest[i+1] = len(text) + 1
	}
	for i := range text {
		reach := func(length int) {
			fewest[i+length] = min(fewest[i+length], fewest[i]+1)
		}
		reach(1)
		for length := 2; length <= runLength(text[i:]); length++ {
			reach(length)
		}
		if year(text[i:]) {
			reach(4)
		}
		for _, piece := range known {
			for _, reading := range readings {
				if hasPrefix(reading[i:], piece) {
					reach(len(piece))
				}
			}
		}
	}
	return fewest[len(text)]
}

// runLength returns the length of the repetition or walk at the start of text.
func runLength(text []rune) int {
	longest := 1
	for longest < len(text) && text[longest] == text[0] {
		longest++
	}
	for _, walk := range walks() {
		start := slices.Index(walk, text[0])
		if start < 0 {
			continue
		}
		n := 0
		for n < len(text) && start+n < len(walk) && text[n] == walk[start+n] {
			n++
		}
		if n >= 3 {
			longest = max(longest, n)
		}
	}
	return longest
}

// year reports whether text begins with a year from 1900 to 2099.
func year(text []rune) bool {
	if len(text) < 4 {
		return false
	}
	century := string(text[:2])
	return (century == "19" || century == "20") && unicode.IsDigit(text[2]) && unicode.IsDigit(text[3])
}

// unleet undoes common character substitutions; one is the letter that the
// digit 1 stands for.
func unleet(text []rune, one rune) []rune {
	plain := slices.Clone(text)
	for i, r := range plain {
		switch r {
		case '0':
			plain[i] = 'o'
		case '1', '!', '|':
			plain[i] = one
		case '3', '€':
			plain[i] = 'e'
		case '4', '@':
			plain[i] = 'a'
		case '5', '$':
			plain[i] = 's'
		case '7', '+':
			plain[i] = 't'
		case '8':
			plain[i] = 'b'
		}
	}
	return plain
}

func hasPrefix(text, prefix []rune) bool {
	return len(text) >= len(prefix) && slices.Equal(text[:len(prefix)], prefix)
}
