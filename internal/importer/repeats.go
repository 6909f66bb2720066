package importer

import (
	"hash/maphash"
	"iter"
	"slices"

	"communitrak/internal/contact"
	"communitrak/internal/personname"
	"communitrak/internal/rosterfile"
)

// repeats tells which emails may stand more than once in a file. It is made by
// reading the file through once, in memory that depends on the number of repeats
// and a few bits for each row: what was seen is kept in a Bloom filter, and only
// what that cannot rule out is remembered. An email that is not among the repeats
// stands in one place only.
type repeats struct {
	seed  maphash.Seed
	bits  []uint64
	again map[uint64][]uint64 // the different last names of those behind the first, a few
}

// unrelated is how many people of other last names make an email a mailbox that is
// nobody's.
const unrelated = 3

// bitsPerRow and probes let about one in four hundred emails pass for a repeat
// that is none, which costs an entry in a map and nothing else.
const (
	bitsPerRow = 16
	probes     = 4
)

// findRepeats reads the emails of the rows, which are so many at most.
func (r *reader) findRepeats(rows iter.Seq2[rosterfile.Row, error], most int) error {
	r.repeats = newRepeats(most)
	for row, err := range rows {
		if err != nil {
			return err
		}
		for _, p := range r.people(&row) {
			if email, err := contact.ParseEmail(p.Email); err == nil {
				r.repeats.add(email.Reveal(), p)
			}
		}
	}
	return nil
}

func newRepeats(rows int) *repeats {
	return &repeats{seed: maphash.MakeSeed(), bits: make([]uint64, rows*bitsPerRow/64+64), again: map[uint64][]uint64{}}
}

func (r *repeats) hash(email string) uint64 { return maphash.String(r.seed, email) }

// add notes that the email was read, and for whom.
func (r *repeats) add(email string, p rosterfile.Person) {
	h := r.hash(email)
	step := h>>32 | 1
	seen := true
	for n := range uint64(probes) {
		bit := (h + n*step) % uint64(64*len(r.bits))
		if r.bits[bit/64]&(1<<(bit%64)) == 0 {
			seen = false
			r.bits[bit/64] |= 1 << (bit % 64)
		}
	}
	if !seen {
		return
	}
	names := r.again[h]
	if last := r.hash(personname.Fold(lastName(p))); len(names) < unrelated && !slices.Contains(names, last) {
		names = append(names, last)
	}
	r.again[h] = names
}

// isMailbox reports whether the email is that of many who have nothing to do with
// each other.
func (r *repeats) isMailbox(email string) bool { return len(r.again[r.hash(email)]) >= unrelated }

// holds reports whether the email may stand more than once in the file.
func (r *repeats) holds(email string) bool {
	_, again := r.again[r.hash(email)]
	return again
}
