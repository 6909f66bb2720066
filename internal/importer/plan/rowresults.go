package plan

import (
	"cmp"
	"slices"
	"strings"

	"github.com/communitrak/onboarding/internal/importer/parse"
	"github.com/communitrak/onboarding/internal/roster"
)

// rowResults is the outcome for the people of a row.
type rowResults struct {
	parse.Row
	// results has one entry per person.
	results []roster.RowResult
}

// resultOf returns the result for one person of the row, without an outcome.
func resultOf(r parse.Row, p parse.Resident) roster.RowResult {
	return roster.RowResult{Row: r.Number, Person: p.Number, Name: strings.TrimSpace(p.FullName()), Email: p.Email, Home: r.Home.Label, Notes: p.Notes, Sources: p.Sources}
}

// nobody returns the result of a row that names no one.
func nobody(r parse.Row) roster.RowResult {
	return resultOf(r, parse.Resident{Number: parse.NumberIn(r.List, 0)})
}

// needsAttention records that the person needs attention: the first reason is the most
// important. Reasons of the row apply to each of its people.
func (v *rowResults) needsAttention(p parse.Resident, member string) {
	result := resultOf(v.Row, p)
	result.Result, result.Member = roster.RowAttention, member
	reasons := slices.Concat(p.Reasons, v.Reasons)
	result.RowReason, result.FurtherReasons = reasons[0], reasons[1:]
	v.results = append(v.results, result)
}

// add records the outcome for a person who is now that member in the table.
func (v *rowResults) add(p parse.Resident, o roster.RowOutcome, member string) *roster.RowResult {
	result := resultOf(v.Row, p)
	result.Result, result.Member = o, member
	if o == roster.RowSkipped {
		result.RowReason = roster.RowReason{Code: parse.CodeAlreadyActive, Message: "Already an active member, so nothing was changed."}
	}
	v.results = append(v.results, result)
	return &v.results[len(v.results)-1]
}

// unjudged records the outcome for those about whom the table need not be
// consulted.
func (v *rowResults) unjudged() {
	for _, p := range v.Unfit {
		v.needsAttention(p, "")
	}
	if len(v.Unfit)+len(v.People) > 0 {
		return
	}
	if v.Skipped != "" {
		result := nobody(v.Row)
		result.Result, result.Message = roster.RowNoPerson, "Not a person’s row: "+v.Skipped+"."
		v.results = append(v.results, result)
		return
	}
	v.needsAttention(parse.Resident{Number: parse.NumberIn(v.List, 0)}, "")
}

// changed records that the row is no longer what the plan says.
func (v *rowResults) changed() {
	v.results = nil
	for _, was := range v.Planned {
		was.Result, was.Fingerprint, was.Message, was.FurtherReasons = roster.RowAttention, "", "", nil
		was.RowReason = roster.RowReason{Code: parse.CodeChanged, Message: "Something about this person or home changed after the review. Check it in the community, then import the row again."}
		v.results = append(v.results, was)
	}
}

// inOrder returns the results in order of person; the first also gets the notes
// about the whole row. A fingerprint means that they belong to a plan, and they
// offer their cells for correction.
func (v *rowResults) inOrder(fingerprint string) []roster.RowResult {
	slices.SortStableFunc(v.results, func(a, b roster.RowResult) int { return cmp.Compare(a.Person, b.Person) })
	for n := range v.results {
		if fingerprint != "" {
			v.results[n].Cells = v.Cells.ToCorrect(v.results[n])
		}
	}
	first := &v.results[0]
	first.Fingerprint = fingerprint
	first.Notes = slices.Concat(v.Notes, first.Notes)
	return v.results
}

// NotWritten returns the results of a row that fails on our side.
func NotWritten(r parse.Row) []roster.RowResult {
	v := rowResults{Row: r}
	for _, p := range slices.Concat(r.People, r.Unfit) {
		v.results = append(v.results, resultOf(r, p))
	}
	if len(v.results) == 0 {
		v.results = append(v.results, nobody(r))
	}
	for n := range v.results {
		v.results[n].Result = roster.RowFailed
		v.results[n].RowReason = roster.RowReason{
			Code: parse.CodeNotWritten, Message: "This row couldn’t be saved. Import it again, or invite its people in Community Members.",
		}
	}
	return v.inOrder("")
}
