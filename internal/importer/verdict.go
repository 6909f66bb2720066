package importer

import (
	"slices"

	"communitrak/internal/roster"
)

// verdict is what becomes of a row.
type verdict struct {
	reading
	outcomes []roster.RowOutcome
	member   string
	made     []string
	filled   []roster.Filled
	target   string
	// message says in a plan what will be done.
	message string
}

// changed says that the row is not what it was planned as.
func (v *verdict) changed() {
	v.found(roster.RowAttention, v.planned.Member)
	v.attention(CodeChanged, "", "", "What the row is about has changed in the community since the review; look there, then import the row again.")
}

// found notes what became of one person of the row.
func (v *verdict) found(o roster.RowOutcome, member string) {
	v.outcomes = append(v.outcomes, o)
	if v.member == "" {
		v.member = member
	}
}

// weight orders outcomes: that of a row is the weightiest of its people.
var weight = []roster.RowOutcome{roster.RowUnchanged, roster.RowSkipped, roster.RowUpdated, roster.RowCreated, roster.RowAttention, roster.RowFailed}

// result is the row's line in the report.
func (v *verdict) result() roster.RowResult {
	result := roster.RowResult{Row: v.row, Result: roster.RowUnchanged, Member: v.member, Made: v.made, Filled: v.filled, Target: v.target, Notes: v.notes}
	for _, o := range v.outcomes {
		if slices.Index(weight, o) > slices.Index(weight, result.Result) {
			result.Result = o
		}
	}
	if len(v.reasons) > 0 {
		result.Result = roster.RowAttention
		result.RowReason, result.Also = v.reasons[0], v.reasons[1:]
	}
	if result.Code == "" {
		result.Message = clip(v.message, longestMessage)
	}
	if result.Result == roster.RowSkipped {
		result.RowReason = roster.RowReason{Code: CodeAlreadyActive, Message: "Already an active member; a roster changes nothing about that."}
	}
	return result
}

// notWritten is the result of a row that fails on our side.
func (r reading) notWritten() roster.RowResult {
	return roster.RowResult{Row: r.row, Result: roster.RowFailed, Notes: r.notes, Also: r.reasons, RowReason: roster.RowReason{
		Code: CodeNotWritten, Message: "The row could not be stored; import it again, or invite its people in Community Members.",
	}}
}
