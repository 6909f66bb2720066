package review

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"github.com/communitrak/onboarding/internal/api"
	"github.com/communitrak/onboarding/internal/importer"
	"github.com/communitrak/onboarding/internal/roster"
	"github.com/communitrak/onboarding/internal/rosterfile"
)

type mappingInput struct {
	Sheet     string             `json:"sheet,omitempty" maxLength:"200" doc:"empty: the detected one"`
	HeaderRow *int               `json:"headerRow,omitempty" minimum:"0" doc:"0: none; left out: the detected one"`
	Columns   []assignmentInput  `json:"columns,omitempty" maxItems:"256"`
	Answers   map[string]string  `json:"answers,omitempty" maxProperties:"256" doc:"the id of an answer by the id of its question; without columns, the others stay as they are"`
	Keep      string             `json:"keep,omitempty" enum:"community,all" doc:"for whose files with these headings what is said is kept: this community's, or those of all; left out: this community's"`
	Shared    roster.SharedEmail `json:"sharedEmail,omitempty" enum:"attention,profile" doc:"whether people whose email is somebody else's in the file need attention, or are entered without sign-in; left out: as before"`
}

type assignmentInput struct {
	Index  int    `json:"index" minimum:"0" doc:"counts only where the heading is empty"`
	Header string `json:"header" maxLength:"4096"`
	Field  string `json:"field" maxLength:"64" doc:"empty: the column is not used"`
}

type commitInput struct {
	Send roster.SendMode `json:"send,omitempty" enum:"now,hold" doc:"left out: as it was announced"`
}

type releaseInput struct {
	At     time.Time            `json:"at,omitempty" doc:"when to begin; left out: now"`
	Area   string               `json:"area,omitempty" maxLength:"200" doc:"only homes on this street or in this section, as import-held names it"`
	Street string               `json:"street,omitempty" maxLength:"200" doc:"only homes whose street address holds these words"`
	Lots   *api.LotRange        `json:"lots,omitempty" doc:"only lots of these numbers"`
	Role   roster.HouseholdRole `json:"role,omitempty" enum:"head,member" doc:"only who has this household role"`
	Expect *int                 `json:"expect,omitempty" minimum:"0" doc:"how many people this mails, as import-held says; refused where it is another number by now"`
}

type cellsInput struct {
	Revision int         `json:"revision" minimum:"0" doc:"of the import's corrections, as they were read"`
	Cells    []cellInput `json:"cells" minItems:"1" maxItems:"40"`
}

type cellInput struct {
	Row    int    `json:"row" minimum:"1" doc:"as the spreadsheet counts"`
	Column int    `json:"column" minimum:"1" doc:"of the file, from 1"`
	Value  string `json:"value" maxLength:"300"`
	AsFile bool   `json:"asInFile,omitempty" doc:"take the correction back: the cell is as in the file again, and the value does not count"`
}

func (a *operations) importActions() {
	const path = "/v1/communities/{c}/imports/{i}/"
	api.Register(a.API, api.SupportIn, huma.Operation{OperationID: "map-import", Method: http.MethodPut, Path: path + "mapping",
		Summary:  "Say what the columns mean, answer questions, and say what becomes of shared emails; the plan is made anew",
		Metadata: api.Refuses("not_ready")}, a.mapImport)
	api.PostOnce(a.API, api.SupportIn, huma.Operation{OperationID: "correct-import", Path: path + "corrections",
		Summary:  "Correct cells of the file by hand; the plan is made anew",
		Metadata: api.Refuses("not_ready", "stale")}, a.correctImport, nil, replayImport(a, func(r *correctRequest) InImport { return r.InImport }))
	api.PostOnce(a.API, api.SupportIn, huma.Operation{OperationID: "commit-import", Path: path + "commit",
		Summary:  "Do what the plan says",
		Metadata: api.Refuses("not_ready")}, a.commitImport, nil, replayImport(a, func(r *commitRequest) InImport { return r.InImport }))
	api.PostOnce(a.API, api.SupportIn, huma.Operation{OperationID: "abort-import", Path: path + "abort",
		Summary:  "End an import that waits or runs, or the sending of its mails",
		Metadata: api.Refuses("already_ended")}, a.abortImport, nil, replayImport(a, func(r *InImport) InImport { return *r }))
	api.PostOnce(a.API, api.SupportIn, huma.Operation{OperationID: "undo-import", Path: path + "undo",
		Summary:  "Take back what the import made and nobody activated or edited",
		Metadata: api.Refuses("not_undoable", "too_late")}, a.undoImport, nil, replayImport(a, func(r *InImport) InImport { return *r }))
	api.PostOnce(a.API, api.SupportIn, huma.Operation{OperationID: "release-import", Path: path + "release",
		Summary:  "Send held invitations: all or some, now or later",
		Metadata: api.Refuses("nothing_held", "held_changed")}, a.releaseImport, nil, replayImport(a, func(r *releaseRequest) InImport { return r.InImport }))
}

func (a *operations) mapImport(ctx context.Context, in *struct {
	InImport
	Body mappingInput
}) (*api.Body[importAnswer], error) {
	m := rosterfile.Mapping{Sheet: in.Body.Sheet, HeaderRow: in.Body.HeaderRow, ForAll: in.Body.Keep == "all"}
	for _, c := range in.Body.Columns {
		m.Columns = append(m.Columns, rosterfile.Assignment{Index: c.Index, Header: c.Header, Field: c.Field})
	}
	who := api.ActingIn(ctx)
	j, err := a.rosters.Remap(ctx, who.By, who.Community.ID, in.Import, m, in.Body.Answers, in.Body.Shared)
	var wrong *rosterfile.MappingError
	if errors.As(err, &wrong) {
		return nil, mappingProblem(m, wrong)
	}
	if err != nil {
		return nil, err
	}
	return a.answerImport(ctx, j)
}

// mappingProblem points at the column that does not fit.
func mappingProblem(m rosterfile.Mapping, wrong *rosterfile.MappingError) error {
	field := ""
	for n, c := range m.Columns {
		if c.Source = wrong.Assignment.Source; c == wrong.Assignment {
			field = fmt.Sprintf("columns[%d]", n)
		}
	}
	return &roster.InvalidError{Field: field, Code: "mapping", Reason: wrong.Reason}
}

type commitRequest struct {
	InImport
	Body *commitInput
}

func (a *operations) commitImport(ctx context.Context, in *commitRequest) (*api.Body[importAnswer], error) {
	send := roster.SendMode("")
	if in.Body != nil {
		send = in.Body.Send
	}
	who := api.ActingIn(ctx)
	j, err := a.rosters.Commit(ctx, who.By, who.Community.ID, in.Import, send)
	if err != nil {
		return nil, err
	}
	return a.answerImport(ctx, j)
}

// replayImport returns the current state of the import, for a repeated action.
func replayImport[I any](a *operations, of func(*I) InImport) func(context.Context, *I, []string) (*api.Body[importAnswer], error) {
	return func(ctx context.Context, in *I, _ []string) (*api.Body[importAnswer], error) {
		i := of(in)
		return a.getImport(ctx, &i)
	}
}

func (a *operations) abortImport(ctx context.Context, in *InImport) (*api.Body[importAnswer], error) {
	who := api.ActingIn(ctx)
	j, err := a.rosters.Abort(ctx, who.By, who.Community.ID, in.Import)
	if err != nil {
		return nil, err
	}
	return a.answerImport(ctx, j)
}

func (a *operations) undoImport(ctx context.Context, in *InImport) (*api.Body[importAnswer], error) {
	who := api.ActingIn(ctx)
	j, err := a.rosters.Undo(ctx, who.By, who.Community.ID, in.Import)
	if err != nil {
		return nil, err
	}
	return a.answerImport(ctx, j)
}

type releaseRequest struct {
	InImport
	Body *releaseInput
}

func (a *operations) releaseImport(ctx context.Context, in *releaseRequest) (*api.Body[importAnswer], error) {
	var wanted releaseInput
	if in.Body != nil {
		wanted = *in.Body
	}
	f := roster.WaveFilter{Area: wanted.Area, Street: wanted.Street, Role: wanted.Role}
	if wanted.Lots != nil {
		f.LotFrom, f.LotTo = wanted.Lots.From, wanted.Lots.To
	}
	who := api.ActingIn(ctx)
	j, err := a.rosters.Release(ctx, who.By, who.Community.ID, in.Import, f, wanted.At, wanted.Expect)
	if err != nil {
		return nil, err
	}
	return a.answerImport(ctx, j)
}

type correctRequest struct {
	InImport
	Body cellsInput
}

func (a *operations) correctImport(ctx context.Context, in *correctRequest) (*api.Body[importAnswer], error) {
	var edits []importer.CellEdit
	for _, c := range in.Body.Cells {
		edits = append(edits, importer.CellEdit{Correction: roster.Correction{Row: c.Row, Column: c.Column, Value: c.Value}, AsInFile: c.AsFile})
	}
	who := api.ActingIn(ctx)
	j, err := a.rosters.Correct(ctx, who.By, who.Community.ID, in.Import, in.Body.Revision, edits)
	if err != nil {
		return nil, err
	}
	return a.answerImport(ctx, j)
}

type heldAnswer struct {
	Count    int         `json:"count" doc:"people whom this would mail now"`
	Complete bool        `json:"complete" doc:"false: there may be more, counting took too long"`
	Areas    []heldShare `json:"areas" doc:"streets and sections, the largest first; their counts heed the other filters"`
	Roles    []heldShare `json:"roles" doc:"household roles; their counts heed the other filters"`
	Lots     int         `json:"lots" doc:"how many live at a lot"`
}

type heldShare struct {
	Name  string `json:"name" example:"Juniper Ct"`
	Count int    `json:"count" example:"12"`
}

func (a *operations) importHeld(ctx context.Context, in *struct {
	InImport
	Area    string               `query:"area" maxLength:"200" doc:"a street or section, as this operation names it"`
	Street  string               `query:"street" maxLength:"200" doc:"whole words of a street address"`
	LotFrom int                  `query:"lotFrom" minimum:"0"`
	LotTo   int                  `query:"lotTo" minimum:"0" doc:"inclusive; 0: no end"`
	Role    roster.HouseholdRole `query:"role" enum:"head,member"`
}) (*api.Body[heldAnswer], error) {
	held, err := a.rosters.Held(ctx, api.ActingIn(ctx).Community.ID, in.Import,
		roster.WaveFilter{Area: in.Area, Street: in.Street, LotFrom: in.LotFrom, LotTo: in.LotTo, Role: in.Role})
	if err != nil {
		return nil, err
	}
	out := heldAnswer{Count: held.Count, Complete: held.Complete, Areas: []heldShare{}, Roles: []heldShare{}, Lots: held.Lots}
	for _, area := range held.Areas {
		out.Areas = append(out.Areas, heldShare(area))
	}
	for _, role := range []roster.HouseholdRole{roster.HouseholdHead, roster.HouseholdMember} {
		out.Roles = append(out.Roles, heldShare{string(role), held.Roles[role]})
	}
	return api.Answer(out), nil
}
