package parse

import (
	"hash/maphash"
	"math/bits"
)

// filter is a Bloom filter: it remembers texts in a few bits each. It never
// forgets a text, but takes a few others for one that it remembers.
type filter struct {
	seed maphash.Seed
	bits []uint64
}

// With 16 bits for each text and four of them set, fewer than 3 in 1,000 others
// are taken for one when all are noted.
const (
	bitsPerText = 16
	bitsSet     = 4
)

// newFilter returns a filter for about as many texts as the number given.
func newFilter(number int) filter {
	words := max(1, number*bitsPerText/64)
	return filter{maphash.MakeSeed(), make([]uint64, 1<<bits.Len(uint(words-1)))}
}

// note notes the text and reports whether it seems to be noted already.
func (f filter) note(text string) (noted bool) {
	hash := maphash.String(f.seed, text)
	// The next bit is always an odd number of bits away, and so another one.
	step := hash>>32 | 1
	noted = true
	for range bitsSet {
		word, bit := &f.bits[hash>>6&uint64(len(f.bits)-1)], uint64(1)<<(hash&63)
		noted = noted && *word&bit != 0
		*word |= bit
		hash += step
	}
	return noted
}
