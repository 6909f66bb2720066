package dynamo

import (
	"context"
	"slices"
	"time"

	"golang.org/x/sync/errgroup"

	"github.com/communitrak/onboarding/internal/roster"
)

// CommunityTrail returns the audit trail of the community itself, its
// preferences, properties, and imports, oldest first. It covers whole months,
// from that of from to that of to.
func (s *Store) CommunityTrail(ctx context.Context, community string, from, to time.Time) ([]roster.AuditEntry, error) {
	var entries []roster.AuditEntry
	from, to = from.UTC(), to.UTC()
	for month := time.Date(from.Year(), from.Month(), 1, 0, 0, 0, 0, time.UTC); !month.After(to); month = month.AddDate(0, 1, 0) {
		items, err := s.queryAll(ctx, query{pk: auditKey(roster.AuditEntry{Community: community, At: month}).PK})
		if err != nil {
			return nil, err
		}
		part, err := loadAll(items, (*auditItem).load)
		if err != nil {
			return nil, err
		}
		entries = append(entries, part...)
	}
	return entries, nil
}

// trailConcurrency is how many members' trails are read concurrently; each is in
// its own partition.
const trailConcurrency = 64

// Trails returns the audit trails of many members, each oldest first.
func (s *Store) Trails(ctx context.Context, members []roster.Member) ([]roster.AuditEntry, error) {
	parts := make([][]roster.AuditEntry, len(members))
	group, ctx := errgroup.WithContext(ctx)
	group.SetLimit(trailConcurrency)
	for n, m := range members {
		group.Go(func() (err error) {
			parts[n], err = s.trailOf(ctx, m)
			return err
		})
	}
	if err := group.Wait(); err != nil {
		return nil, err
	}
	return slices.Concat(parts...), nil
}

func (s *Store) trailOf(ctx context.Context, m roster.Member) ([]roster.AuditEntry, error) {
	items, err := s.queryAll(ctx, query{pk: memberKey(m.Community, m.ID).PK, prefix: "L#"})
	if err != nil {
		return nil, err
	}
	return loadAll(items, (*auditItem).load)
}
