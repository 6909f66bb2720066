package overview

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"communitrak/internal/dynamo"
	"communitrak/internal/roster"
)

// Settings bound what a count costs.
type Settings struct {
	// Patience is for how long one request counts.
	Patience time.Duration
	// Small is up to how many members a community is counted whenever somebody
	// asks; what was counted of a larger one is answered for Fresh.
	Small int
	Fresh time.Duration
}

// DefaultSettings are a moment, 2,000 members and five minutes.
func DefaultSettings() Settings {
	return Settings{Patience: 1500 * time.Millisecond, Small: 2000, Fresh: 5 * time.Minute}
}

const (
	// resumable is how old a count that was broken off may be to be gone on with.
	resumable = 2 * time.Minute
	// keptFor is how long what was counted is stored when nobody asks.
	keptFor = 24 * time.Hour
)

// Service counts.
type Service struct {
	store    *dynamo.Store
	settings Settings
	now      func() time.Time
}

// New returns the service over the store.
func New(store *dynamo.Store, settings Settings, now func() time.Time) *Service {
	return &Service{store, settings, now}
}

// Overview is what is known of a community when somebody asks.
type Overview struct {
	// Figures are the latest that were counted to the end; nil: none were yet.
	Figures *Figures
	// Counting says how far a count has come that is not at its end; nil: the
	// figures are new enough. Asking again goes on with it.
	Counting *Counting
}

// Counting is how many members were counted, of about how many.
type Counting struct{ Done, Total int }

// kept is what is stored between requests.
type kept struct {
	Figures *Figures `json:",omitempty"`
	Count   *count   `json:",omitempty"`
}

// count is a count that is under way.
type count struct {
	Figures
	// Place is where it goes on, Seen how many members it has read.
	Place string
	Seen  int
}

// Of counts how far the community is, or as much of it as a request has time for.
func (s *Service) Of(ctx context.Context, c roster.Community) (Overview, error) {
	stored, rev, err := s.store.KeptOverview(ctx, c.ID)
	if err != nil {
		return Overview{}, err
	}
	var known kept
	if stored != nil {
		if err := json.Unmarshal(stored, &known); err != nil {
			return Overview{}, fmt.Errorf("kept overview: %w", err)
		}
	}
	if s.age(known.Figures, c) < s.settings.Fresh {
		return Overview{Figures: known.Figures}, nil
	}
	n := known.Count
	if n == nil || s.age(&n.Figures, c) > resumable {
		n = &count{Figures: newFigures(s.now(), c.Preferences.TimeZone)}
	}
	done, err := s.goOn(ctx, c, n)
	if err != nil {
		return Overview{}, err
	}
	if done && n.Seen <= s.settings.Small && known.Count == nil {
		return Overview{Figures: &n.Figures}, nil
	}
	return s.keep(ctx, c, rev, known, n, done)
}

// age is how long ago figures were counted; those of no count, or of another time
// zone, are older than any.
func (s *Service) age(f *Figures, c roster.Community) time.Duration {
	if f == nil || f.Zone != c.Preferences.TimeZone {
		return keptFor
	}
	return s.now().Sub(f.At)
}

// goOn counts until everybody is counted or the request's time is over.
func (s *Service) goOn(ctx context.Context, c roster.Community, n *count) (done bool, err error) {
	zone := c.Preferences.Zone()
	for until := time.Now().Add(s.settings.Patience); ; {
		page, next, err := s.store.SurveyMembers(ctx, c.ID, n.Place)
		if err != nil {
			return false, err
		}
		for _, m := range page {
			n.add(m, zone)
		}
		n.Place, n.Seen = next, n.Seen+len(page)
		if next == "" || time.Now().After(until) {
			return next == "", nil
		}
	}
}

// keep stores what was counted, and answers it.
func (s *Service) keep(ctx context.Context, c roster.Community, rev int, known kept, n *count, done bool) (Overview, error) {
	out := Overview{}
	if done {
		known = kept{Figures: &n.Figures}
	} else {
		known.Count = n
		live, err := s.store.Counts(ctx, c.ID)
		if err != nil {
			return Overview{}, err
		}
		out.Counting = &Counting{n.Seen, max(n.Seen, live.Active+live.Pending+live.Profiles)}
	}
	out.Figures = known.Figures
	stored, err := json.Marshal(known)
	if err != nil {
		return Overview{}, err
	}
	err = s.store.KeepOverview(ctx, c.ID, stored, rev, s.now().Add(keptFor))
	if errors.Is(err, dynamo.ErrConflict) {
		err = nil // somebody else counts as well, and gets as far
	}
	return out, err
}
