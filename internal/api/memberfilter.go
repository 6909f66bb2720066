package api

import (
	"context"
	"errors"
	"iter"
	"strings"

	"github.com/communitrak/onboarding/internal/contact"
	"github.com/communitrak/onboarding/internal/dynamo"
	"github.com/communitrak/onboarding/internal/roster"
)

// MemberFilter selects the members to list, export, or act on, in a query or a
// body. Omitted fields match everyone.
type MemberFilter struct {
	Status string           `query:"status" json:"status,omitempty" enum:"active,pending,attention,profile" doc:"left out: everybody, the revoked too"`
	Q      string           `query:"q" json:"q,omitempty" maxLength:"200" doc:"name, email, phone or address; up to two characters: start of the family name"`
	Street string           `query:"street" json:"street,omitempty" maxLength:"100" doc:"whole words of the home's address, such as a street or a section"`
	Role   string           `query:"role" json:"role,omitempty" enum:"member,board,administrator" doc:"of a pending member without an explicit role: the community's default"`
	Mail   roster.MailState `query:"mail" json:"mail,omitempty" enum:"none,held,queued,sent,delivered,bounced,complained,suppressed,failed,cancelled,expired,revoked" doc:"of an invitation: how its latest mail fares, or that it expired or was revoked; an active member has none"`
	Need   roster.Need      `query:"need" json:"need,omitempty" enum:"correct_email,resend,ask,invite_again" doc:"of those who need attention: what would help"`
	Import string           `query:"import" json:"import,omitempty" maxLength:"64" doc:"id of the import that made the member"`
	Wave   int              `query:"wave" json:"wave,omitempty" minimum:"1" doc:"number of a wave of the import: whom it was for, without those of earlier waves"`
}

// MemberQuery converts the filter to a table query, restricted to what the
// sender may see: without permission to invite, only active members.
func (a *API) MemberQuery(ctx context.Context, f MemberFilter) (dynamo.MemberQuery, error) {
	who := ActingIn(ctx)
	q := dynamo.MemberQuery{Community: who.Community.ID, Tab: dynamo.Tab(f.Status), Text: f.Q, Preferences: who.Community.Preferences,
		Filter: roster.MemberFilter{Street: f.Street, Role: roster.Role(f.Role), Mail: f.Mail, Need: f.Need, Import: f.Import}}
	if !who.By.May(roster.InviteMembers) {
		if q.Tab != dynamo.TabAll && q.Tab != dynamo.TabActive {
			return q, roster.ErrForbidden
		}
		q.Tab = dynamo.TabActive
	}
	if f.Street != "" && strings.Trim(f.Street, " ,") == "" {
		return q, &roster.InvalidError{Field: "query.street", Code: "invalid", Reason: "holds no word"}
	}
	if f.Import == "" && f.Wave == 0 {
		return q, nil
	}
	var err error
	q.Filter.Waves, err = a.wavesUpTo(ctx, who.Community, f.Import, f.Wave)
	return q, err
}

// wavesUpTo returns the waves of the import up to the given number; there are
// none for number 0.
func (a *API) wavesUpTo(ctx context.Context, c roster.Community, job string, number int) ([]roster.WaveFilter, error) {
	if job == "" {
		return nil, &roster.InvalidError{Field: "query.wave", Code: "required", Reason: "a wave belongs to an import: give that too"}
	}
	j, err := a.Store.Import(ctx, c.ID, job)
	if errors.Is(err, roster.ErrNotFound) {
		return nil, &roster.InvalidError{Field: "query.import", Code: "not_found", Reason: "the community has no such import"}
	}
	if err != nil || number == 0 {
		return nil, err
	}
	waves, err := j.Sending.UpToWave(number)
	if errors.Is(err, roster.ErrNotFound) {
		return nil, &roster.InvalidError{Field: "query.wave", Code: "not_found", Reason: "the import has no such wave"}
	}
	return waves, err
}

// findMembers lists members. A complete email is looked up directly, which
// costs the same in a community of any size.
func (a *API) findMembers(ctx context.Context, store *dynamo.Store, q dynamo.MemberQuery) ([]roster.Member, string, error) {
	email, err := contact.ParseEmail(q.Text)
	if err != nil {
		return store.ListMembers(ctx, q)
	}
	picked, found, err := a.memberByEmail(ctx, q, email)
	if err != nil || found {
		return picked, "", err
	}
	return store.ListMembers(ctx, q) // it may be the end of a longer one
}

// EveryMember yields all members that findMembers lists, in parts.
func (a *API) EveryMember(ctx context.Context, q dynamo.MemberQuery) iter.Seq2[[]roster.Member, error] {
	email, err := contact.ParseEmail(q.Text)
	if err != nil {
		return a.Store.EveryMember(ctx, q)
	}
	picked, found, err := a.memberByEmail(ctx, q, email)
	if err == nil && !found {
		return a.Store.EveryMember(ctx, q)
	}
	return func(yield func([]roster.Member, error) bool) { yield(picked, err) }
}

// memberByEmail returns whoever has the email, if the query matches them. found
// is false if nobody in the community has it.
func (a *API) memberByEmail(ctx context.Context, q dynamo.MemberQuery, email contact.Email) (picked []roster.Member, found bool, err error) {
	person, err := a.Accounts.PersonID(ctx, email.Reveal())
	if err != nil {
		return nil, false, err
	}
	link, err := a.Store.Membership(ctx, person, q.Community)
	if errors.Is(err, roster.ErrNotFound) {
		return nil, false, nil
	}
	if err != nil {
		return nil, false, err
	}
	m, err := a.Store.Member(ctx, q.Community, link.Member)
	if err != nil || !m.ErasedAt.IsZero() {
		return nil, true, err
	}
	picked, err = a.Store.Matching(ctx, q, []roster.Member{m})
	return picked, true, err
}

// maxMatching is the maximum number of members counted for a filter.
const maxMatching = 2000

// matching counts the members that match the query. more reports that there
// are, or may be, more than that.
func (a *API) matching(ctx context.Context, store *dynamo.Store, q dynamo.MemberQuery, counts roster.Counts) (count int, more bool, err error) {
	if need := q.Filter.Need; need != "" && picksNeedAlone(q) {
		return *counts.Needs.Of(need), false, nil
	}
	q.Cursor, q.Limit = "", maxMatching
	for range 3 {
		page, next, err := a.findMembers(ctx, store, q)
		if err != nil {
			return 0, false, err
		}
		count += len(page)
		if next == "" {
			return count, false, nil
		}
		q.Cursor, q.Limit = next, q.Limit-len(page)
		if q.Limit <= 0 {
			break
		}
	}
	return count, true, nil
}

// needsAnswer counts the members who need attention by what would help them.
type needsAnswer struct {
	CorrectEmail int  `json:"correctEmail"`
	Resend       int  `json:"resend"`
	Ask          int  `json:"ask"`
	InviteAgain  int  `json:"inviteAgain"`
	More         bool `json:"more" doc:"there are, or may be, more than that"`
}

func needsOf(n roster.NeedCounts) *needsAnswer {
	return &needsAnswer{CorrectEmail: n.CorrectEmail, Resend: n.Resend, Ask: n.Ask, InviteAgain: n.InviteAgain}
}

// needs returns what would help the members on the list that needs attention,
// whatever need the query names. A filtered list is counted only if that is
// asked for; otherwise, and for other lists, it returns nil.
func (a *API) needs(ctx context.Context, store *dynamo.Store, q dynamo.MemberQuery, counts roster.Counts, count bool) (*needsAnswer, error) {
	switch whole := picksNeedAlone(q); {
	case q.Tab != dynamo.TabAttention:
		return nil, nil
	case whole:
		return needsOf(counts.Needs), nil
	case !count:
		return nil, nil
	}
	q.Filter.Need = ""
	return a.countNeeds(ctx, store, q)
}

// picksNeedAlone reports whether the query picks everybody who needs attention,
// or everybody with one need.
func picksNeedAlone(q dynamo.MemberQuery) bool {
	q.Filter.Need = ""
	return q.Tab == dynamo.TabAttention && q.Text == "" && q.Filter.Empty()
}

// countNeeds counts the members that match the query by what would help them.
func (a *API) countNeeds(ctx context.Context, store *dynamo.Store, q dynamo.MemberQuery) (*needsAnswer, error) {
	q.Cursor, q.Limit = "", maxMatching
	var found roster.NeedCounts
	for range maxNeedQueries {
		page, next, err := a.findMembers(ctx, store, q)
		if err != nil {
			return nil, err
		}
		for _, m := range page {
			*found.Of(m.Need())++
		}
		if q.Cursor = next; next == "" {
			return needsOf(found), nil
		}
	}
	out := needsOf(found)
	out.More = true
	return out, nil
}

// maxNeedQueries is how many pages of the attention list are counted, of about
// 1,000 members each.
const maxNeedQueries = 3
