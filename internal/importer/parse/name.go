package parse

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/communitrak/onboarding/internal/personname"
	"github.com/communitrak/onboarding/internal/rosterfile"
)

// TypedName returns the name as the file has it.
func TypedName(p rosterfile.Person) string {
	if p.First == "" && p.Last == "" {
		return p.FullName
	}
	return joined(p.First, p.Middle, p.Last)
}

func joined(words ...string) string {
	return strings.Join(slices.DeleteFunc(words, func(w string) bool { return w == "" }), " ")
}

// readName reads one person's name. If it holds two names, the whole row needs
// attention, because nobody knows whose email it is.
func (r *Parser) readName(p rosterfile.Person, typed string, res *Resident, out *Row) {
	column := r.nameColumn(cmp.Or(p.NameFrom, p.Number))
	if out.emails > 1 && twoBeforeComma(p) {
		out.Attention(personname.CodeTwoPeople, column, typed, fmt.Sprintf("%q names two people. Give each of them their own name and email.", typed))
		return
	}
	if p.FullName != "" {
		if bare, less := personname.Bare(typed); less {
			res.Note(fmt.Sprintf("%s: extra marks around the name were left out (%s → %s)", column, typed, bare))
		}
	}
	var err error
	if p.FullName != "" && (p.First == "" || p.Last == "") {
		res.Name, err = personname.Parse(p.FullName)
	} else {
		res.Name, err = personname.FromParts(joined(p.First, p.Middle), p.Last)
	}
	var invalid *personname.InvalidError
	switch {
	case errors.As(err, &invalid) && invalid.Code == personname.CodeRequired:
		res.Attention(CodeMissingName, column, "", "The name is missing.")
	case errors.As(err, &invalid) && invalid.Code == personname.CodeTwoPeople:
		out.Attention(invalid.Code, column, typed, fmt.Sprintf("%q %s. Give each of them their own name and email.", typed, invalid.Reason))
	case errors.As(err, &invalid):
		res.Attention(invalid.Code, column, typed, fmt.Sprintf("%q %s. Enter the name of the person who will sign in.", typed, invalid.Reason))
	case err != nil:
		res.Attention(personname.CodeInvalidName, column, typed, Sentence(err.Error()))
	default:
		keepName(column, typed, res)
	}
}

// keepName sets the member's first and last name, checked as a form does.
func keepName(column, typed string, res *Resident) {
	var err, err2 error
	res.First, err = personname.Clean(res.Name.GivenForMember())
	res.Last, err2 = personname.Clean(res.Name.FamilyForMember())
	switch {
	case err != nil || err2 != nil:
		res.Attention(personname.CodeInvalidName, column, typed, Sentence(errors.Join(err, err2).Error()))
		return
	case strings.Contains(res.First+res.Last, `\`):
		res.Attention(personname.CodeInvalidName, column, typed, fmt.Sprintf("%q has a backslash. Enter the name as it is spelled.", typed))
		return
	case strings.Contains(res.First+res.Last, "?"):
		res.Attention(personname.CodeInvalidName, column, typed, fmt.Sprintf("%q has a question mark, perhaps where a letter was lost. Enter the name as it is spelled.", typed))
		return
	case res.First == "":
		res.Attention(CodeMissingName, column, typed, fmt.Sprintf("%q has no first name.", typed))
		return
	case res.Last == "":
		res.Attention(CodeMissingName, column, typed, fmt.Sprintf("%q has no last name.", typed))
		return
	}
	if left := res.Name.LeftOut(); left != "" {
		res.Note(fmt.Sprintf("%s: the title, suffix or nickname isn’t kept (%s)", column, left))
	}
}

// twoBeforeComma reports whether a name may be two people: "Abe Roth, Bea Lamb"
// is two people, or one whose last name comes first.
func twoBeforeComma(p rosterfile.Person) bool {
	before, after, ok := strings.Cut(p.FullName, ",")
	return ok && len(strings.Fields(before)) > 1 && len(strings.Fields(after)) > 1
}
