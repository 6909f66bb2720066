package api

import (
	"cmp"
	"context"
	"maps"
	"net/http"
	"slices"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"github.com/communitrak/onboarding/internal/overview"
	"github.com/communitrak/onboarding/internal/roster"
)

type overviewAnswer struct {
	AsOf         *time.Time        `json:"asOf" doc:"when the figures were counted; null while a large community is counted for the first time: then only invited, active, attention and withoutEmail are known"`
	TimeZone     string            `json:"timeZone" doc:"the community's; weeks begin on Monday there"`
	Invited      int               `json:"invited" doc:"people whose invitation stands or was accepted"`
	Delivered    *int              `json:"delivered" doc:"those of them whom it reached: the email arrived, or they are active"`
	Active       int               `json:"active" doc:"those of them who activated their account"`
	Attention    int               `json:"attention" doc:"people in the list Needs attention"`
	Revoked      int               `json:"revoked" doc:"those of them whose invitation was revoked"`
	WithoutEmail int               `json:"withoutEmail" doc:"people who cannot be invited until they have an email"`
	Weeks        []overviewWeek    `json:"weeks" doc:"the latest 12 weeks, oldest first"`
	Earlier      Progress          `json:"earlier" doc:"before these weeks"`
	Waves        []overviewWave    `json:"waves" doc:"of the latest imports, newest first; empty without imports.view"`
	Streets      []overviewStreet  `json:"streets" doc:"up to 100 streets and sections, those with the most people first"`
	Elsewhere    Progress          `json:"elsewhere" doc:"people on further streets, or without a home"`
	Stuck        []overviewStuck   `json:"stuck" doc:"reasons that hold somebody up, those to act on first"`
	LastImport   *overviewImport   `json:"lastImport" doc:"the latest import that brought people in; null when there is none, or without imports.view"`
	Counting     *overviewCounting `json:"counting" doc:"how far a new count has come; ask again to go on with it. null: the figures are new enough"`
}

// Progress counts the people who were invited and those of them who are active.
// It is exported because the description shows only exported embedded fields.
type Progress struct {
	Invited int `json:"invited"`
	Active  int `json:"active"`
}

type overviewWeek struct {
	Week string `json:"week" doc:"its Monday" example:"2026-03-02"`
	Progress
}

type overviewStreet struct {
	Label string `json:"label" example:"Juniper Ct"`
	Progress
}

type overviewWave struct {
	Import    string    `json:"import"`
	File      string    `json:"file" example:"roster.csv"`
	Number    int       `json:"number" doc:"0: those whom no wave mailed"`
	At        time.Time `json:"at" doc:"when the wave began; of number 0, when the import did"`
	Street    string    `json:"street"`
	Lots      *LotRange `json:"lots"`
	Role      string    `json:"role" doc:"head, member or empty"`
	Held      int       `json:"held" doc:"emails that wait for their release"`
	Delivered int       `json:"delivered"`
	Progress
}

type overviewStuck struct {
	Reason  overview.Reason `json:"reason" enum:"bounced,failed,expired,not_activated,not_sent,no_email,held,complained" doc:"not_activated: emailed a week ago or longer"`
	Count   int             `json:"count"`
	Members []string        `json:"members" doc:"up to 400 of them, where resending the invitation helps"`
}

type overviewImport struct {
	ID        string             `json:"id"`
	File      string             `json:"file" example:"roster.csv"`
	State     roster.ImportState `json:"state" enum:"importing,completed,needs_attention,partly_undone"`
	At        time.Time          `json:"at" doc:"when it ended, or began while it runs"`
	Total     int                `json:"total" doc:"people in the file"`
	Created   int                `json:"created"`
	Attention int                `json:"attention" doc:"people who need attention, or failed"`
}

type overviewCounting struct {
	Done  int `json:"done" doc:"people counted"`
	Total int `json:"total" doc:"of about how many"`
}

// Maximum sizes of an overview.
const (
	overviewWeeks   = 12
	overviewStreets = 100
	overviewImports = 20
)

func (a *API) overviewOperations() {
	Register(a, Requires(roster.InviteMembers), huma.Operation{OperationID: "get-overview", Method: http.MethodGet, Path: "/v1/communities/{c}/overview",
		Summary: "See how far a community is, and who is stuck", Description: "Small communities are counted when asked. Figures of large ones are up to five minutes old and say so; counting them takes several requests."}, a.getOverview)
}

func (a *API) getOverview(ctx context.Context, _ *InCommunity) (*Body[overviewAnswer], error) {
	who := ActingIn(ctx)
	counted, err := overview.New(a.Store, overview.DefaultSettings(), a.Now).Of(ctx, who.Community)
	if err != nil {
		return nil, err
	}
	out := overviewAnswer{TimeZone: who.Community.Preferences.TimeZone, Counting: (*overviewCounting)(counted.Counting),
		Weeks: []overviewWeek{}, Waves: []overviewWave{}, Streets: []overviewStreet{}, Stuck: []overviewStuck{}}
	if counted.Figures == nil {
		live, err := a.Store.Counts(ctx, who.Community.ID)
		out.Invited, out.Active, out.Attention, out.WithoutEmail = live.Active+live.Pending, live.Active, live.Attention, live.Profiles
		return Answer(out), err
	}
	out.fill(*counted.Figures)
	if !who.By.May(roster.ViewImports) {
		return Answer(out), nil
	}
	imports, _, err := a.Store.Imports(ctx, who.Community.ID, overviewImports, "")
	if err != nil {
		return nil, err
	}
	out.fillImports(imports, counted.Figures.Waves)
	return Answer(out), nil
}

// fill sets the figures.
func (o *overviewAnswer) fill(f overview.Figures) {
	o.AsOf, o.Delivered = new(f.At.UTC()), &f.Delivered
	o.Invited, o.Active, o.Attention, o.Revoked, o.WithoutEmail = f.Invited, f.Active, f.Attention, f.Revoked, f.WithoutEmail
	weeks, before := f.LatestWeeks(overviewWeeks)
	for _, w := range weeks {
		o.Weeks = append(o.Weeks, overviewWeek{w.Monday, Progress(w.Progress)})
	}
	o.Earlier = Progress(before)
	streets := slices.SortedFunc(maps.Keys(f.Areas), func(a, b string) int {
		return cmp.Or(cmp.Compare(f.Areas[b].Invited, f.Areas[a].Invited), cmp.Compare(a, b))
	})
	for _, name := range streets {
		p := Progress(f.Areas[name])
		if name == "" || len(o.Streets) == overviewStreets {
			o.Elsewhere = Progress{o.Elsewhere.Invited + p.Invited, o.Elsewhere.Active + p.Active}
			continue
		}
		o.Streets = append(o.Streets, overviewStreet{name, p})
	}
	for _, why := range overview.Reasons() {
		stuck := f.Stuck[why]
		if stuck.Count == 0 {
			continue
		}
		o.Stuck = append(o.Stuck, overviewStuck{why, stuck.Count, append([]string{}, stuck.Members...)})
	}
}

// fillImports adds the progress of the people brought in by the imports, newest
// first.
func (o *overviewAnswer) fillImports(imports []roster.Import, waves map[overview.Wave]overview.WaveProgress) {
	for _, j := range imports {
		if o.LastImport == nil && broughtIn(j) {
			o.LastImport = &overviewImport{j.ID, j.File.Name, j.State, cmp.Or(j.FinishedAt, j.CreatedAt).UTC(), j.Counts.Total, j.Counts.Created, j.Counts.Attention + j.Counts.Failed}
		}
		add := func(wave overviewWave) {
			p, ok := waves[overview.Wave{Import: j.ID, Number: wave.Number}]
			if !ok {
				return
			}
			wave.Import, wave.File, wave.Held, wave.Delivered = j.ID, j.File.Name, p.Held, p.Delivered
			wave.Progress = Progress{p.Invited, p.Active}
			o.Waves = append(o.Waves, wave)
		}
		for _, w := range slices.Backward(j.Sending.Waves) {
			wave := overviewWave{Number: w.Number, At: w.At.UTC(), Street: w.Street, Role: string(w.Role)}
			if w.LotFrom != 0 || w.LotTo != 0 {
				wave.Lots = &LotRange{w.LotFrom, w.LotTo}
			}
			add(wave)
		}
		add(overviewWave{At: j.CreatedAt.UTC()})
	}
}

// broughtIn reports whether the import brought people in, or is doing so now.
func broughtIn(j roster.Import) bool {
	switch j.State {
	case roster.ImportImporting, roster.ImportCompleted, roster.ImportNeedsAttention, roster.ImportPartlyUndone:
		return !j.Planning()
	default:
		return false
	}
}

// LotRange is a range of lot numbers.
type LotRange struct {
	From int `json:"from,omitempty" minimum:"0"`
	To   int `json:"to,omitempty" minimum:"0" doc:"inclusive; 0: no end"`
}
