package parse

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/communitrak/onboarding/internal/personname"
	"github.com/communitrak/onboarding/internal/roster"
	"github.com/communitrak/onboarding/internal/rosterfile"
)

// Sighting is where a person was first read, and with which name and home;
// Number is their number within the row.
type Sighting struct {
	Row, Number int
	name        personname.Name
	home        roster.Property
}

func emailsOf(people []rosterfile.Person, unused []rosterfile.Unused) (n int) {
	for _, p := range people {
		if p.Email != "" {
			n++
		}
	}
	for _, u := range unused {
		if !u.Phone {
			n++
		}
	}
	return n
}

// register keeps the residents, each with what identifies them: the email, or,
// if somebody else has it first, the email and the name. Those with a problem
// are set apart.
func (r *Parser) register(ctx context.Context, out *Row, residents []Resident) error {
	for i := range residents {
		if p := &residents[i]; len(p.Reasons) == 0 {
			if err := r.identify(ctx, out, p); err != nil {
				return err
			}
		}
	}
	isUnfit := func(p Resident) bool { return len(p.Reasons) > 0 }
	if !slices.ContainsFunc(residents, isUnfit) {
		out.People = residents
		return nil
	}
	for _, p := range residents {
		if isUnfit(p) {
			out.Unfit = append(out.Unfit, p)
		} else {
			out.People = append(out.People, p)
		}
	}
	return nil
}

// identify determines who the resident is, or why that is impossible.
func (r *Parser) identify(ctx context.Context, row *Row, p *Resident) error {
	if r.repeats.isMailbox(p.Email) {
		p.Attention(CodeDuplicateEmail, p.Column, p.Email, fmt.Sprintf("The email of %s is listed for people of many different names, so it belongs to none of them. Everyone needs an email of their own.", p.FullName()))
		return nil
	}
	id, err := r.personID(ctx, p.Email)
	if err != nil {
		return err
	}
	if first, ok := r.seen[id]; ok {
		p.SharedWith = &first
		if id, err = r.personID(ctx, p.Email+"\x00"+personname.Fold(p.FullName())); err != nil {
			return err
		}
		again, ok := r.seen[id]
		if ok {
			p.SharedWith = &again
		}
		if ok || personname.SameName(first.name, p.Name) {
			p.Duplicate(row.Number, row.Home)
			return nil
		}
	}
	if r.repeats.mayContain(p.Email) {
		r.seen[id] = Sighting{row.Number, p.Number, p.Name, row.Home}
	}
	p.Person = id
	return nil
}

// repeatsEmail reports whether p repeats the email of an earlier person in the
// row.
func repeatsEmail(before []rosterfile.Person, p rosterfile.Person) bool {
	return p.Email != "" && slices.ContainsFunc(before, func(q rosterfile.Person) bool { return strings.EqualFold(q.Email, p.Email) })
}

// From describes the sighting from the point of view of a row.
func (s Sighting) From(row int) string {
	if s.Row == row {
		return "the same row"
	}
	return fmt.Sprintf("row %d", s.Row)
}

// Duplicate says that the file already gives p's email to somebody: to another
// person, to the same person with another home, or to the same person again.
func (p *Resident) Duplicate(row int, home roster.Property) {
	first, where := p.SharedWith, p.SharedWith.From(row)
	message := fmt.Sprintf("%s has the same email as someone in %s. Everyone needs an email of their own.", p.FullName(), where)
	switch {
	case !personname.SameName(first.name, p.Name):
	case first.home.Line == home.Line && first.home.AddressZIP() == home.AddressZIP():
		message = fmt.Sprintf("%s is listed in %s already, with the same email and home.", p.FullName(), where)
	default:
		message = fmt.Sprintf("%s is listed in %s already, at %s. A person has one home here: keep the row with the right one.", p.FullName(), where, first.home.Label)
	}
	p.Attention(CodeDuplicateEmail, p.Column, p.Email, message)
}
