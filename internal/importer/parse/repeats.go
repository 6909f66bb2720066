package parse

import (
	"hash/maphash"
	"iter"
	"slices"

	"communitrak/internal/contact"
	"communitrak/internal/personname"
	"communitrak/internal/rosterfile"
)

// repeats tells which emails may occur more than once in a file. It is built in
// one pass over the file, with memory for the repeats and a few bits per row:
// emails seen are kept in a Bloom filter, and only those it cannot rule out are
// remembered. An email that is not among the repeats occurs only once.
type repeats struct {
	seed  maphash.Seed
	bits  []uint64
	again map[uint64][]uint64 // up to unrelated different last names seen after the first occurrence
}

// unrelated is how many different last names make an email a shared mailbox
// that belongs to nobody.
const unrelated = 3

// bitsPerRow and probes let about one in four hundred emails pass as a false
// repeat, which costs a map entry and nothing else.
const (
	bitsPerRow = 16
	probes     = 4
)

// FindRepeats reads the emails of at most most rows.
func (r *Parser) FindRepeats(rows iter.Seq2[rosterfile.Row, error], most int) error {
	r.repeats = newRepeats(most)
	for row, err := range rows {
		if err != nil {
			return err
		}
		for _, p := range r.People(&row) {
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

// add records that the email was read, and for whom.
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

// isMailbox reports whether many unrelated people have the email.
func (r *repeats) isMailbox(email string) bool { return len(r.again[r.hash(email)]) >= unrelated }

// contains reports whether the email may occur more than once in the file.
func (r *repeats) contains(email string) bool {
	_, again := r.again[r.hash(email)]
	return again
}
