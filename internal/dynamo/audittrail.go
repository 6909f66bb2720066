package dynamo

import (
	"context"
	"sync"
	"time"

	"communitrak/internal/roster"
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
		part, err := loadAuditEntries(items)
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
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	parts := make([][]roster.AuditEntry, len(members))
	next := make(chan int)
	var wait sync.WaitGroup
	for range min(trailConcurrency, len(members)) {
		wait.Go(func() {
			for n := range next {
				part, err := s.trailOf(ctx, members[n])
				if err != nil {
					cancel(err)
				}
				parts[n] = part
			}
		})
	}
	for n := range members {
		next <- n
	}
	close(next)
	wait.Wait()
	if err := context.Cause(ctx); err != nil {
		return nil, err
	}
	var entries []roster.AuditEntry
	for _, part := range parts {
		entries = append(entries, part...)
	}
	return entries, nil
}

func (s *Store) trailOf(ctx context.Context, m roster.Member) ([]roster.AuditEntry, error) {
	items, err := s.queryAll(ctx, query{pk: memberKey(m.Community, m.ID).PK, prefix: "L#"})
	if err != nil {
		return nil, err
	}
	return loadAuditEntries(items)
}

func loadAuditEntries(items []attributes) ([]roster.AuditEntry, error) {
	stored, err := decodeAll[auditItem](items)
	if err != nil {
		return nil, err
	}
	var entries []roster.AuditEntry
	for _, i := range stored {
		entries = append(entries, i.load())
	}
	return entries, nil
}
