package review

import (
	"context"
	"errors"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"github.com/communitrak/onboarding/internal/api"
	"github.com/communitrak/onboarding/internal/contact"
	"github.com/communitrak/onboarding/internal/dynamo"
	"github.com/communitrak/onboarding/internal/roster"
)

// AuditRange is the part of the audit trail to export.
type AuditRange struct {
	Member string    `query:"member" maxLength:"64" doc:"id of the member whose trail it is; left out: everybody's, and the community's own"`
	From   time.Time `query:"from" doc:"entries from this moment on"`
	To     time.Time `query:"to" doc:"entries before this moment"`
}

// Resolve refuses a moment that is given and empty: the router would take it as
// left out, and the file would hold more than was asked for.
func (r *AuditRange) Resolve(c huma.Context) []error {
	var errs []error
	given := c.URL()
	for _, name := range []string{"from", "to"} {
		if given.Query().Has(name) && given.Query().Get(name) == "" {
			errs = append(errs, &huma.ErrorDetail{Location: "query." + name, Message: "is empty; leave it out, or give a time", Value: ""})
		}
	}
	return errs
}

// contains reports whether an entry at that time is in the range.
func (r AuditRange) contains(at time.Time) bool {
	return !at.Before(r.From) && (r.To.IsZero() || at.Before(r.To))
}

// auditRow is one change of an entry, or an entry without changes.
type auditRow struct {
	roster.AuditEntry
	name   string // of the member it is about
	change roster.Change
}

func (a *operations) exportAudit(ctx context.Context, in *struct {
	api.InCommunity
	AuditRange
	ExportFormat
}) (*exported, error) {
	if !in.To.IsZero() && !in.From.Before(in.To) {
		return nil, &roster.InvalidError{Field: "query.to", Code: "invalid", Reason: "comes after from"}
	}
	rows, err := a.trail(ctx, in.AuditRange)
	if err != nil {
		return nil, err
	}
	if err := a.recordAudit(ctx, len(rows), in.AuditRange); err != nil {
		return nil, err
	}
	file, err := fileOf(in.ExportFormat, auditColumns(timesOf(api.ActingIn(ctx).Community, in.Format)), rows)
	if err != nil {
		return nil, err
	}
	return a.sendFile(ctx, in.ExportFormat, "audit", file)
}

// trail reads the entries of the range, oldest first.
func (a *operations) trail(ctx context.Context, r AuditRange) ([]auditRow, error) {
	c := api.ActingIn(ctx).Community
	var members []roster.Member
	var entries []roster.AuditEntry
	var taken map[string]string
	var err error
	if r.Member != "" {
		members, taken, err = a.memberOrTaken(ctx, c, r.Member)
	} else {
		members, taken, entries, err = a.everybody(ctx, c, r)
	}
	if err != nil {
		return nil, err
	}
	names := map[string]string{}
	for _, m := range members {
		names[m.ID] = m.FullName()
		entries = append(entries, m.FirstEntry())
	}
	for id, name := range taken {
		names[id] = name
		members = append(members, roster.Member{Community: c.ID, ID: id})
	}
	of, err := a.Store.Trails(ctx, members)
	if err != nil {
		return nil, err
	}
	return rowsOf(append(entries, of...), names, r), nil
}

// memberOrTaken returns one member, or their name if an undone import took them
// away: the rows of imports are read only for who is no member.
func (a *operations) memberOrTaken(ctx context.Context, c roster.Community, id string) ([]roster.Member, map[string]string, error) {
	m, err := a.Store.Member(ctx, c.ID, id)
	if err == nil {
		return []roster.Member{m}, nil, nil
	}
	if !errors.Is(err, roster.ErrNotFound) {
		return nil, nil, err
	}
	taken, failed := a.takenAway(ctx, c)
	if failed != nil {
		return nil, nil, failed
	}
	name, gone := taken[id]
	if !gone {
		return nil, nil, err
	}
	return nil, map[string]string{id: name}, nil
}

// everybody returns all members, whom undone imports took away, and the
// community's own entries.
func (a *operations) everybody(ctx context.Context, c roster.Community, r AuditRange) ([]roster.Member, map[string]string, []roster.AuditEntry, error) {
	taken, err := a.takenAway(ctx, c)
	if err != nil {
		return nil, nil, nil, err
	}
	members, err := a.allMembers(ctx, c)
	if err != nil {
		return nil, nil, nil, err
	}
	entries, err := a.Store.CommunityTrail(ctx, c.ID, laterOf(r.From, c.CreatedAt), a.Now())
	return members, taken, entries, err
}

// takenAway returns the people whom undone imports removed, by ID. They are no
// members anymore: what is left is their trail, and their name in the import's
// rows, unless it was erased there. Once the rows are deleted, nothing leads to
// them.
func (a *operations) takenAway(ctx context.Context, c roster.Community) (map[string]string, error) {
	names := map[string]string{}
	for cursor := ""; ; {
		jobs, next, err := a.Store.Imports(ctx, c.ID, exportPart, cursor)
		if err != nil {
			return nil, err
		}
		for _, job := range jobs {
			if err := a.takenBack(ctx, job, names); err != nil {
				return nil, err
			}
		}
		if cursor = next; next == "" {
			return names, nil
		}
	}
}

// takenBack adds to names whom the import made and an undo removed.
func (a *operations) takenBack(ctx context.Context, job roster.Import, names map[string]string) error {
	if !job.UndoBegun() {
		return nil
	}
	const atOnce = 20
	for cursor := ""; ; {
		chunks, next, err := a.Store.Rows(ctx, job.Community, job.ID, 0, atOnce, cursor)
		if err != nil {
			return err
		}
		for _, chunk := range chunks {
			for _, row := range chunk.Results {
				if row.Made && row.Undo.Outcome == roster.UndoReversed {
					names[row.Member] = row.Name
				}
			}
		}
		if cursor = next; next == "" {
			return nil
		}
	}
}

func laterOf(a, b time.Time) time.Time {
	if a.After(b) {
		return a
	}
	return b
}

// allMembers returns all members of the community, including former ones.
func (a *operations) allMembers(ctx context.Context, c roster.Community) ([]roster.Member, error) {
	var all []roster.Member
	for part, err := range a.Store.EveryMember(ctx, dynamo.MemberQuery{Community: c.ID, Preferences: c.Preferences}) {
		if err != nil {
			return nil, err
		}
		all = append(all, part...)
	}
	return all, nil
}

// rowsOf returns the entries of the range, oldest first, with one row per
// change.
func rowsOf(entries []roster.AuditEntry, names map[string]string, r AuditRange) []auditRow {
	entries = slices.DeleteFunc(entries, func(e roster.AuditEntry) bool { return !r.contains(e.At) })
	slices.SortStableFunc(entries, func(a, b roster.AuditEntry) int { return a.At.Compare(b.At) })
	var rows []auditRow
	for _, e := range entries {
		changes := e.Changes
		if len(changes) == 0 {
			changes = []roster.Change{{}}
		}
		for _, change := range changes {
			rows = append(rows, auditRow{e, names[e.Member], change})
		}
	}
	return rows
}

// recordAudit records that the trail was exported, and which part.
func (a *operations) recordAudit(ctx context.Context, rows int, r AuditRange) error {
	who := api.ActingIn(ctx)
	changes := roster.Diff(roster.Change{Field: "rows", To: strconv.Itoa(rows)}, roster.Change{Field: "member", To: r.Member},
		roster.Change{Field: "from", To: dayOf(r.From)}, roster.Change{Field: "to", To: dayOf(r.To)})
	tx := a.Store.Begin()
	tx.Record(roster.AuditEntry{Community: who.Community.ID, Subject: "audit", At: a.Now(), By: who.By.Actor(), Action: "exported", Changes: changes})
	return tx.Commit(ctx)
}

func dayOf(at time.Time) string {
	if at.IsZero() {
		return ""
	}
	return at.UTC().Format(time.RFC3339)
}

func auditColumns(t times) []column[auditRow] {
	return []column[auditRow]{
		{t.heading("When"), "at", func(r auditRow) string { return t.of(r.At) }},
		{"Who", "by", func(r auditRow) string { return r.By.Name }},
		{"As", "as", func(r auditRow) string { return string(r.By.Kind) }},
		{"What", "action", func(r auditRow) string { return t.words(r.Action) }},
		{"Member", "name", func(r auditRow) string { return r.name }},
		{"Member ID", "member", func(r auditRow) string { return r.Member }},
		{"About", "subject", func(r auditRow) string { return r.Subject }},
		{"Field", "field", func(r auditRow) string { return r.change.Field }},
		{"From", "from", func(r auditRow) string { return t.value(r.change.Field, r.change.From) }},
		{"To", "to", func(r auditRow) string { return t.value(r.change.Field, r.change.To) }},
	}
}

// value formats a value of an entry: for people, phones and times appear as
// they do elsewhere.
func (t times) value(field, said string) string {
	if t.layout == time.RFC3339 || said == "" {
		return said
	}
	if field == "phone" {
		return contact.Phone(said).Display()
	}
	if at, err := time.Parse(time.RFC3339, said); err == nil {
		return t.of(at)
	}
	return said
}

// words makes a code readable for people; programs get it unchanged.
func (t times) words(code string) string {
	if t.layout == time.RFC3339 {
		return code
	}
	return strings.ReplaceAll(code, "_", " ")
}
