package parse

import (
	"errors"
	"fmt"
	"strings"

	"github.com/communitrak/onboarding/internal/contact"
	"github.com/communitrak/onboarding/internal/rosterfile"
)

// resident normalizes one person and notes problems: with the person, or, if
// others in the row depend on it, with the row.
func (r *Parser) resident(p rosterfile.Person, absences []rosterfile.Absence, res *Resident, out *Row) {
	typed := TypedName(p)
	r.readName(p, typed, res, out)
	who := typed
	if who == "" {
		who = "The person"
	}
	r.readEmail(p, who, res)
	res.Phone = r.phone(p, res)
	r.roles(p, res)
	if a := r.absence(p, absences); a != nil {
		// Whoever lived with the first person of the row may have left with
		// them.
		remarks := &res.Remarks
		if p.Number == 1 && !a.Stranger {
			remarks = &out.Remarks
		}
		remarks.absent(who, *a)
	}
	if p.NoMailFrom > 0 {
		column := r.columnOf(p.NoMailFrom, p.Number, "noMail")
		text := fmt.Sprintf("%s may not be mailed: it says %q under %s. Clear the cell to invite them anyway, or leave the row out.", who, p.NoMail, column)
		if p.NoMail == "" {
			text = fmt.Sprintf("%s isn’t marked under %s, as others are. Mark the cell to invite them, or leave the row out.", who, column)
		}
		res.Attention(CodeNoMail, column, p.NoMail, text)
	}
}

func (r *Parser) readEmail(p rosterfile.Person, who string, res *Resident) {
	email, err := contact.ParseEmail(p.Email)
	if err != nil {
		badEmail(p, who, err, res)
		return
	}
	if strings.ContainsRune("?*!~#", rune(email.Reveal()[0])) { // may be in an email, but stands for doubt, or a footnote
		res.Attention(contact.CodeInvalidEmail, res.Column, p.Email, fmt.Sprintf("The email for %s begins with %q. Enter only the email, if it is theirs.", who, p.Email[:1]))
		return
	}
	if isPlaceholder(email.Reveal()) {
		res.Attention(contact.CodeInvalidEmail, res.Column, p.Email, fmt.Sprintf("The email for %s is a placeholder, or its domain can’t exist. Enter their real email.", who))
	}
	res.Email = email.Reveal()
}

// absence returns what says that the person does not live there, or nil. A day
// of departure counts once it is past, one of arrival until it has come.
func (r *Parser) absence(p rosterfile.Person, absences []rosterfile.Absence) *rosterfile.Absence {
	for i, a := range absences {
		if a.Person == p.Number && !a.Left.After(r.today) && (a.From.IsZero() || a.From.After(r.today)) {
			return &absences[i]
		}
	}
	return nil
}

func (r *Remarks) absent(who string, a rosterfile.Absence) {
	if a.Stranger {
		r.Attention(rosterfile.ProblemNotResidents, a.Column, a.Value, fmt.Sprintf("%s may not live there: it says %q under %s. Correct the cell, or leave the row out.", who, a.Value, a.Column))
		return
	}
	if a.NotYet {
		r.Attention(CodeNotYetResident, a.Column, a.Value, fmt.Sprintf("%s doesn’t live there yet: it says %q under %s. Correct the cell, or leave the row out.", who, a.Value, a.Column))
		return
	}
	r.Attention(CodeFormerResident, a.Column, a.Value, fmt.Sprintf("%s no longer lives there: it says %q under %s. Correct the cell, or leave the row out.", who, a.Value, a.Column))
}

func badEmail(p rosterfile.Person, who string, err error, res *Resident) {
	var bad *contact.InvalidError
	switch {
	case errors.As(err, &bad) && bad.Code == contact.CodeRequired:
		res.Attention(CodeMissingEmail, res.Column, "", who+" has no email.")
	case errors.As(err, &bad):
		res.Attention(bad.Code, res.Column, p.Email, fmt.Sprintf("The email for %s %s.", who, strings.TrimSuffix(bad.Reason, ".")))
	default:
		res.Attention(contact.CodeInvalidEmail, res.Column, p.Email, Sentence(err.Error()))
	}
}

// phone returns the number in E.164, or "": an unusable phone never stops a
// row.
func (r *Parser) phone(p rosterfile.Person, res *Resident) string {
	if p.Phone == "" {
		return ""
	}
	column := r.columnOf(p.PhoneFrom, p.Number, "phone")
	number, whose := rosterfile.SplitPhone(p.Phone)
	phone, err := contact.ParsePhone(number)
	if err == nil && !p.MayBe(whose) {
		res.Note(fmt.Sprintf("%s: another phone, not used (%s)", column, p.Phone))
		return ""
	}
	if err != nil {
		res.Note(fmt.Sprintf("%s: this phone can’t be used (%s)", column, p.Phone))
		return ""
	}
	if _, extension := contact.SplitExtension(number); extension != "" {
		res.Note(fmt.Sprintf("%s: the extension isn’t kept (%s)", column, p.Phone))
	}
	return phone.Reveal()
}
