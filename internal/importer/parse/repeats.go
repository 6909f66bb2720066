package parse

import (
	"iter"
	"slices"

	"github.com/communitrak/onboarding/internal/contact"
	"github.com/communitrak/onboarding/internal/personname"
	"github.com/communitrak/onboarding/internal/rosterfile"
)

// repeats are the emails of a file, each with the different last names that it
// has after its first occurrence, up to unrelated of them. At the limit of rows
// they take about 5 MB.
type repeats map[string][]string

// unrelated is how many different last names make an email a shared mailbox
// that belongs to nobody.
const unrelated = 3

// FindRepeats reads the emails of the rows.
func (r *Parser) FindRepeats(rows iter.Seq2[rosterfile.Row, error]) error {
	r.repeats = repeats{}
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

// add records that the email was read, and for whom.
func (r repeats) add(email string, p rosterfile.Person) {
	names, again := r[email]
	if again && len(names) < unrelated {
		if last := personname.Fold(lastName(p)); !slices.Contains(names, last) {
			names = append(names, last)
		}
	}
	r[email] = names
}

// isMailbox reports whether many unrelated people have the email.
func (r repeats) isMailbox(email string) bool { return len(r[email]) >= unrelated }

// contains reports whether the email occurs more than once in the file.
func (r repeats) contains(email string) bool { return len(r[email]) > 0 }
