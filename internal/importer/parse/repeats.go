package parse

import (
	"iter"
	"slices"

	"github.com/communitrak/onboarding/internal/contact"
	"github.com/communitrak/onboarding/internal/personname"
	"github.com/communitrak/onboarding/internal/rosterfile"
)

// repeats are the emails that a file has more than once, each with the different
// last names that it has after its first occurrence, up to unrelated of them.
//
// Most emails of a file occur once and are only noted in a filter, so the memory
// does not grow with them. The filter takes a few emails for ones that it has
// noted. Such an email is kept for nothing, which is harmless, and its first
// occurrence counts as a further one, which only matters once it seems to be a
// mailbox; see FindRepeats.
type repeats struct {
	noted filter
	names map[string][]string
}

// unrelated is how many different last names make an email a shared mailbox
// that belongs to nobody.
const unrelated = 3

// FindRepeats reads the emails of the rows, about as many as the number given. It
// reads them a second time if there seem to be shared mailboxes, to count their
// names from the first occurrence on.
func (r *Parser) FindRepeats(rows iter.Seq2[rosterfile.Row, error], number int) error {
	r.repeats = newRepeats(number)
	if err := r.eachEmail(rows, r.repeats.add); err != nil {
		return err
	}
	seeming := r.repeats.mailboxes()
	if len(seeming) == 0 {
		return nil
	}
	if err := r.eachEmail(rows, seeming.add); err != nil {
		return err
	}
	for email, names := range seeming {
		r.repeats.names[email] = names
	}
	return nil
}

// eachEmail calls add with each email of the rows and whose it is.
func (r *Parser) eachEmail(rows iter.Seq2[rosterfile.Row, error], add func(string, rosterfile.Person)) error {
	for row, err := range rows {
		if err != nil {
			return err
		}
		for _, p := range r.People(&row) {
			if email, err := contact.ParseEmail(p.Email); err == nil {
				add(email.Reveal(), p)
			}
		}
	}
	return nil
}

func newRepeats(number int) *repeats {
	return &repeats{noted: newFilter(number), names: map[string][]string{}}
}

// add records that the email was read, and for whom.
func (r *repeats) add(email string, p rosterfile.Person) {
	if r.noted.note(email) {
		r.names[email] = withLastName(r.names[email], p)
	}
}

// withLastName adds the person's last name, unless it is there or there are
// enough.
func withLastName(names []string, p rosterfile.Person) []string {
	if len(names) == unrelated {
		return names
	}
	if last := personname.Fold(lastName(p)); !slices.Contains(names, last) {
		names = append(names, last)
	}
	return names
}

// isMailbox reports whether many unrelated people have the email.
func (r *repeats) isMailbox(email string) bool { return len(r.names[email]) >= unrelated }

// mayContain reports whether the email may occur more than once in the file. Of
// an email that does, the answer is always true.
func (r *repeats) mayContain(email string) bool { return len(r.names[email]) > 0 }

// counted are emails whose names are counted from the first occurrence on; nil
// is an email that has not occurred yet.
type counted map[string][]string

// mailboxes returns the emails that seem to be mailboxes, to be counted.
func (r *repeats) mailboxes() counted {
	all := counted{}
	for email, names := range r.names {
		if len(names) >= unrelated {
			all[email] = nil
		}
	}
	return all
}

func (c counted) add(email string, p rosterfile.Person) {
	switch names, wanted := c[email]; {
	case !wanted:
	case names == nil:
		c[email] = []string{} // the first occurrence
	default:
		c[email] = withLastName(names, p)
	}
}
