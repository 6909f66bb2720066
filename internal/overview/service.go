package overview

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"github.com/communitrak/onboarding/internal/dynamo"
	"github.com/communitrak/onboarding/internal/roster"
)

// Settings limit what a count costs.
type Settings struct {
	// RequestBudget is how long one request counts.
	RequestBudget time.Duration
	// MaxUncached is the largest community, in members, that is counted on every
	// request. The count of a larger one is returned for CacheFor.
	MaxUncached int
	CacheFor    time.Duration
}

// DefaultSettings returns 1.5 seconds, 2,000 members, and five minutes.
func DefaultSettings() Settings {
	return Settings{RequestBudget: 1500 * time.Millisecond, MaxUncached: 2000, CacheFor: 5 * time.Minute}
}

const (
	// resumable is the maximum age of an interrupted count that can be resumed.
	resumable = 2 * time.Minute
	// retention is how long a count is stored if nobody asks.
	retention = 24 * time.Hour
)

// Service counts communities.
type Service struct {
	store    *dynamo.Store
	settings Settings
	now      func() time.Time
}

// New returns a Service that uses store.
func New(store *dynamo.Store, settings Settings, now func() time.Time) *Service {
	return &Service{store, settings, now}
}

// Overview is the answer to a request for a community's figures.
type Overview struct {
	// Figures are the latest complete count, or nil if there is none yet.
	Figures *Figures
	// Counting is the progress of an unfinished count, or nil if the figures
	// are recent enough. Another request continues the count.
	Counting *Counting
}

// Counting is how many members have been counted, out of approximately how
// many.
type Counting struct{ Done, Total int }

// snapshot is what is stored between requests.
type snapshot struct {
	Figures *Figures `json:",omitempty"`
	Count   *count   `json:",omitempty"`
}

// count is a count in progress.
type count struct {
	Figures
	// Cursor is where the count continues, Seen how many members it has read.
	Cursor string `json:"Place"`
	Seen   int
}

// Of returns the community's overview and counts as much as one request has
// time for.
func (s *Service) Of(ctx context.Context, c roster.Community) (Overview, error) {
	stored, rev, err := s.store.LoadOverview(ctx, c.ID)
	if err != nil {
		return Overview{}, err
	}
	var former snapshot
	if stored != nil {
		if err := json.Unmarshal(stored, &former); err != nil {
			return Overview{}, fmt.Errorf("kept overview: %w", err)
		}
	}
	if s.age(former.Figures, c) < s.settings.CacheFor {
		return Overview{Figures: former.Figures}, nil
	}
	n := former.Count
	if n == nil || s.age(&n.Figures, c) > resumable {
		n = &count{Figures: newFigures(s.now(), c.Preferences.TimeZone)}
	}
	done, err := s.resume(ctx, c, n)
	if err != nil {
		return Overview{}, err
	}
	if done && n.Seen <= s.settings.MaxUncached && former.Count == nil {
		return Overview{Figures: &n.Figures}, nil
	}
	return s.save(ctx, c, rev, former, n, done)
}

// age returns the age of figures. Figures that are nil or in a different time
// zone are too old for any use.
func (s *Service) age(f *Figures, c roster.Community) time.Duration {
	if f == nil || f.Zone != c.Preferences.TimeZone {
		return retention
	}
	return s.now().Sub(f.At)
}

// resume counts until everybody is counted or the request's time is up.
func (s *Service) resume(ctx context.Context, c roster.Community, n *count) (done bool, err error) {
	zone := c.Preferences.Zone()
	for until := time.Now().Add(s.settings.RequestBudget); ; {
		page, next, err := s.store.ProjectMembers(ctx, c.ID, n.Cursor)
		if err != nil {
			return false, err
		}
		for _, m := range page {
			n.add(m, zone)
		}
		n.Cursor, n.Seen = next, n.Seen+len(page)
		if next == "" || time.Now().After(until) {
			return next == "", nil
		}
	}
}

// save stores and returns what was counted.
func (s *Service) save(ctx context.Context, c roster.Community, rev int, former snapshot, n *count, done bool) (Overview, error) {
	out := Overview{}
	if done {
		former = snapshot{Figures: &n.Figures}
	} else {
		former.Count = n
		live, err := s.store.Counts(ctx, c.ID)
		if err != nil {
			return Overview{}, err
		}
		out.Counting = &Counting{n.Seen, max(n.Seen, live.Active+live.Pending+live.Profiles)}
	}
	out.Figures = former.Figures
	stored, err := json.Marshal(former)
	if err != nil {
		return Overview{}, err
	}
	err = s.store.SaveOverview(ctx, c.ID, stored, rev, s.now().Add(retention))
	if errors.Is(err, dynamo.ErrConflict) {
		err = nil // somebody else is counting as well and gets as far
	}
	return out, err
}
