package importer

import (
	"cmp"
	"slices"
	"strings"

	"communitrak/internal/roster"
)

// verdict is the outcome for the people of a row.
type verdict struct {
	reading
	// results has one entry per person.
	results []roster.RowResult
}

// result returns the result for one person of the row, without an outcome.
func (r reading) result(p resident) roster.RowResult {
	return roster.RowResult{Row: r.row, Person: p.number, Name: strings.TrimSpace(p.fullName()), Email: p.email, Home: r.home.Label, Notes: p.notes, Sources: p.sources}
}

// nobody returns the result of a row that names no one.
func (r reading) nobody() roster.RowResult {
	return r.result(resident{number: numberIn(r.list, 0)})
}

// held records that the person needs attention: the first reason is the most
// important. Reasons of the row apply to each of its people.
func (v *verdict) held(p resident, member string) {
	result := v.result(p)
	result.Result, result.Member = roster.RowAttention, member
	reasons := slices.Concat(p.reasons, v.reasons)
	result.RowReason, result.FurtherReasons = reasons[0], reasons[1:]
	v.results = append(v.results, result)
}

// found records the outcome for a person who is now that member in the table.
func (v *verdict) found(p resident, o roster.RowOutcome, member string) *roster.RowResult {
	result := v.result(p)
	result.Result, result.Member = o, member
	if o == roster.RowSkipped {
		result.RowReason = roster.RowReason{Code: CodeAlreadyActive, Message: "Already an active member, so nothing was changed."}
	}
	v.results = append(v.results, result)
	return &v.results[len(v.results)-1]
}

// unjudged records the outcome for those about whom the table need not be
// consulted.
func (v *verdict) unjudged() {
	for _, p := range v.unfit {
		v.held(p, "")
	}
	if len(v.unfit)+len(v.people) > 0 {
		return
	}
	if v.aside != "" {
		result := v.nobody()
		result.Result, result.Message = roster.RowNoPerson, "Not a person’s row: "+v.aside+"."
		v.results = append(v.results, result)
		return
	}
	v.held(resident{number: numberIn(v.list, 0)}, "")
}

// changed records that the row is no longer what the plan says.
func (v *verdict) changed() {
	v.results = nil
	for _, was := range v.planned {
		was.Result, was.Target, was.Message, was.FurtherReasons = roster.RowAttention, "", "", nil
		was.RowReason = roster.RowReason{Code: CodeChanged, Message: "Something about this person or home changed after the review. Check it in the community, then import the row again."}
		v.results = append(v.results, was)
	}
}

// inOrder returns the results in order of person; the first also gets the notes
// about the whole row. A target means that they belong to a plan, and they
// offer their cells for correction.
func (v *verdict) inOrder(target string) []roster.RowResult {
	slices.SortStableFunc(v.results, func(a, b roster.RowResult) int { return cmp.Compare(a.Person, b.Person) })
	for n := range v.results {
		if target != "" {
			v.results[n].Cells = v.cells.toCorrect(v.results[n])
		}
	}
	first := &v.results[0]
	first.Target = target
	first.Notes = slices.Concat(v.notes, first.Notes)
	return v.results
}

// notWritten returns the results of a row that fails on our side.
func (r reading) notWritten() []roster.RowResult {
	v := verdict{reading: r}
	for _, p := range slices.Concat(r.people, r.unfit) {
		v.results = append(v.results, r.result(p))
	}
	if len(v.results) == 0 {
		v.results = append(v.results, r.nobody())
	}
	for n := range v.results {
		v.results[n].Result = roster.RowFailed
		v.results[n].RowReason = roster.RowReason{
			Code: CodeNotWritten, Message: "This row couldn’t be saved. Import it again, or invite its people in Community Members.",
		}
	}
	return v.inOrder("")
}
