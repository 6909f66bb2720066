package importer

import (
	"cmp"
	"context"
	"errors"
	"maps"
	"slices"
	"sync"
	"time"

	"golang.org/x/sync/errgroup"

	"github.com/communitrak/onboarding/internal/address"
	"github.com/communitrak/onboarding/internal/dynamo"
	"github.com/communitrak/onboarding/internal/roster"
)

// Held counts the people of an import whose email is held, as a release would
// find them now.
type Held struct {
	// Count is the number that the filter matches.
	Count int
	// Complete reports that all were checked. Otherwise there may be more.
	Complete bool
	// Areas are the streets and sections of those who match the rest of the
	// filter, largest first. Lots is how many of them live at a lot.
	Areas []Share
	Lots  int
	// Roles are the household roles of those who match the rest of the filter.
	Roles map[roster.HouseholdRole]int
}

// Share is the number of people on a street or in a section.
type Share struct {
	Name  string
	Count int
}

// Limits on the work for one response, which must not take longer than the
// gateway waits.
const (
	countTime   = 10 * time.Second
	countChunks = 64 // result chunks per part
	maxCounters = 6  // parts at a time
	maxAreas    = 500
)

// Held counts the people whom a release with that filter would email.
func (s *Service) Held(ctx context.Context, community, id string, f roster.WaveFilter) (Held, error) {
	if err := checkedWave(f); err != nil {
		return Held{}, err
	}
	job, mails, err := s.withMails(ctx, community, id)
	if err != nil || !releasable(job, mails) {
		return Held{Complete: true}, err
	}
	f.Street = address.StandardName(f.Street)
	return (&run{Service: s, job: job}).count(ctx, f)
}

// withMails returns an import and the states of its mails.
func (s *Service) withMails(ctx context.Context, community, id string) (roster.Import, roster.MailCounts, error) {
	job, err := s.store.Import(ctx, community, id)
	if err != nil {
		return roster.Import{}, roster.MailCounts{}, err
	}
	mails, err := s.store.MailCounts(ctx, community, id)
	return job, mails, err
}

// count checks the import's held members in parts, several concurrently.
func (r *run) count(ctx context.Context, f roster.WaveFilter) (Held, error) {
	parts, ctx := errgroup.WithContext(ctx)
	parts.SetLimit(maxCounters)
	sum := census{filter: f, areas: map[string]int{}, roles: map[roster.HouseholdRole]int{}}
	complete := false
	until := time.Now().Add(countTime)
	for cursor := ""; !complete && time.Now().Before(until) && ctx.Err() == nil; {
		page, next, err := r.store.Rows(ctx, r.job.Community, r.job.ID, 0, countChunks, cursor)
		if err != nil {
			return Held{}, errors.Join(err, parts.Wait())
		}
		parts.Go(func() error { return r.countPart(ctx, page, &sum) })
		cursor, complete = next, next == ""
	}
	if err := parts.Wait(); err != nil {
		return Held{}, err
	}
	return sum.held(complete), nil
}

func (r *run) countPart(ctx context.Context, page []dynamo.Chunk, sum *census) error {
	var rows []roster.RowResult
	for _, chunk := range page {
		rows = append(rows, chunk.Results...)
	}
	held, err := r.heldMembers(ctx, rows)
	if err != nil || len(held) == 0 {
		return err
	}
	properties, households, err := r.homesOf(ctx, held)
	if err != nil {
		return err
	}
	for _, m := range held {
		sum.add(properties[m.Property], households[m.Household].RoleOf(m.ID))
	}
	return nil
}

// census counts held members by each aspect of the filter.
type census struct {
	filter roster.WaveFilter
	mu     sync.Mutex
	count  int
	lots   int
	areas  map[string]int
	roles  map[roster.HouseholdRole]int
}

// add counts a member with that role at p: each figure ignores the part of the
// filter that it is about.
func (t *census) add(p roster.Property, role roster.HouseholdRole) {
	anyArea, anyRole, anyLot := t.filter, t.filter, t.filter
	anyArea.Area, anyRole.Role, anyLot.LotFrom, anyLot.LotTo = "", roster.NoHouseholdRole, 0, 0
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.filter.Matches(p, role) {
		t.count++
	}
	if anyLot.Matches(p, role) && p.Kind == roster.Lot {
		t.lots++
	}
	if anyRole.Matches(p, role) {
		t.roles[role]++
	}
	if anyArea.Matches(p, role) {
		t.areas[address.Area(p.Label)]++
	}
}

func (t *census) held(complete bool) Held {
	delete(t.areas, "")
	h := Held{Count: t.count, Complete: complete, Lots: t.lots, Roles: t.roles}
	names := slices.SortedFunc(maps.Keys(t.areas), func(a, b string) int {
		return cmp.Or(cmp.Compare(t.areas[b], t.areas[a]), cmp.Compare(a, b))
	})
	for _, name := range names[:min(maxAreas, len(names))] {
		h.Areas = append(h.Areas, Share{name, t.areas[name]})
	}
	return h
}
