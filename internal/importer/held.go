package importer

import (
	"cmp"
	"context"
	"maps"
	"slices"
	"sync"
	"time"

	"communitrak/internal/address"
	"communitrak/internal/dynamo"
	"communitrak/internal/roster"
)

// Held counts those of an import whose mail is held, as a release would find them now.
type Held struct {
	// Count is how many a filter picks.
	Count int
	// Complete: all were looked at. Otherwise there may be more.
	Complete bool
	// Areas are the streets and sections of those whom the rest of the filter picks,
	// those of the most people first. Lots is how many of them live at a lot.
	Areas []Share
	Lots  int
	// Roles are the household roles of those whom the rest of the filter picks.
	Roles map[roster.HouseholdRole]int
}

// Share is how many people a street or section has.
type Share struct {
	Name  string
	Count int
}

// Bounds of what is looked at for an answer, which must not take longer than the
// gateway waits.
const (
	lookTime   = 10 * time.Second
	lookChunks = 64 // of results at a time
	lookAtOnce = 6  // such parts
	mostAreas  = 500
)

// Held counts whom a release with that filter would mail.
func (s *Service) Held(ctx context.Context, community, id string, f roster.WaveFilter) (Held, error) {
	if err := checkedWave(f); err != nil {
		return Held{}, err
	}
	job, err := s.store.Import(ctx, community, id)
	if err != nil || !releasable(job) {
		return Held{Complete: true}, err
	}
	f.Street = address.StandardName(f.Street)
	return (&run{Service: s, job: job}).count(ctx, f)
}

// count looks at the import's held members, in parts, several at once.
func (r *run) count(ctx context.Context, f roster.WaveFilter) (Held, error) {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	sum := census{filter: f, areas: map[string]int{}, roles: map[roster.HouseholdRole]int{}}
	complete := false
	var parts sync.WaitGroup
	room := make(chan struct{}, lookAtOnce)
	until := time.Now().Add(lookTime)
	for cursor := ""; !complete && time.Now().Before(until) && ctx.Err() == nil; {
		page, next, err := r.store.Rows(ctx, r.job.Community, r.job.ID, 0, lookChunks, cursor)
		if err != nil {
			cancel(err)
			break
		}
		room <- struct{}{}
		parts.Go(func() {
			defer func() { <-room }()
			if err := r.countPart(ctx, page, &sum); err != nil {
				cancel(err)
			}
		})
		cursor, complete = next, next == ""
	}
	parts.Wait()
	if err := context.Cause(ctx); err != nil {
		return Held{}, err
	}
	return sum.held(complete), nil
}

func (r *run) countPart(ctx context.Context, page []dynamo.Chunk, sum *census) error {
	var rows []roster.RowResult
	for _, chunk := range page {
		rows = append(rows, chunk.Results...)
	}
	held, err := r.allHeld(ctx, rows)
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

// census counts held members by what a filter may ask for.
type census struct {
	filter roster.WaveFilter
	mu     sync.Mutex
	count  int
	lots   int
	areas  map[string]int
	roles  map[roster.HouseholdRole]int
}

// add counts a member of that role at p: each figure leaves out of the filter what it
// is about.
func (t *census) add(p roster.Property, role roster.HouseholdRole) {
	anyArea, anyRole, anyLot := t.filter, t.filter, t.filter
	anyArea.Area, anyRole.Role, anyLot.LotFrom, anyLot.LotTo = "", roster.NoHouseholdRole, 0, 0
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.filter.Holds(p, role) {
		t.count++
	}
	if anyLot.Holds(p, role) && p.Kind == roster.Lot {
		t.lots++
	}
	if anyRole.Holds(p, role) {
		t.roles[role]++
	}
	if anyArea.Holds(p, role) {
		t.areas[address.Area(p.Label)]++
	}
}

func (t *census) held(complete bool) Held {
	delete(t.areas, "")
	h := Held{Count: t.count, Complete: complete, Lots: t.lots, Roles: t.roles}
	names := slices.SortedFunc(maps.Keys(t.areas), func(a, b string) int {
		return cmp.Or(cmp.Compare(t.areas[b], t.areas[a]), cmp.Compare(a, b))
	})
	for _, name := range names[:min(mostAreas, len(names))] {
		h.Areas = append(h.Areas, Share{name, t.areas[name]})
	}
	return h
}
