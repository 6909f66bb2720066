package dynamo

import (
	"context"
	"fmt"
	"strconv"
	"strings"
	"time"

	"communitrak/internal/roster"
)

// due lists the keys of what is due in a lane, the earliest of each shard
// first, at most limit.
func (s *Store) due(ctx context.Context, lane string, now time.Time, limit int) ([]attributes, error) {
	var all []attributes
	count := shards
	if lane == laneJob {
		count = 1
	}
	for shard := range count {
		items, _, err := s.query(ctx, query{index: "GSI2", pk: dueShard(lane, shard), before: dueBefore(now.Add(time.Millisecond)), limit: int32(max(1, limit/count))})
		if err != nil {
			return nil, err
		}
		all = append(all, items...)
	}
	return all, nil
}

// oldestDue is when the longest waiting of what is due in a lane was due. Zero:
// nothing is.
func (s *Store) oldestDue(ctx context.Context, lane string, now time.Time) (time.Time, error) {
	items, err := s.due(ctx, lane, now, shards)
	if err != nil {
		return time.Time{}, err
	}
	oldest := time.Time{}
	for _, a := range items {
		millis, _, _ := strings.Cut(stringOf(a, "GSI2SK"), "#")
		since, err := strconv.ParseInt(millis, 10, 64)
		if err != nil {
			return time.Time{}, fmt.Errorf("due since: %w", err)
		}
		if at := time.UnixMilli(since); oldest.IsZero() || at.Before(oldest) {
			oldest = at
		}
	}
	return oldest, nil
}

// OldestDueJob is since when the longest waiting import or fan-out has waited for
// somebody to go on with it. Zero: none waits.
func (s *Store) OldestDueJob(ctx context.Context, now time.Time) (time.Time, error) {
	return s.oldestDue(ctx, laneJob, now)
}

// splitMemberKey takes a member's partition key apart.
func splitMemberKey(pk string) (community, member string, ok bool) {
	return cutKey(pk, "#M#")
}

func cutKey(pk, kind string) (community, id string, ok bool) {
	rest, ok := strings.CutPrefix(pk, "C#")
	if !ok {
		return "", "", false
	}
	return strings.Cut(rest, kind)
}

// DueWork names an import or a fan-out that the schedule goes on with.
type DueWork struct{ Community, Import, FanOut string }

// DueJobs lists unfinished imports and fan-outs whose time has come.
func (s *Store) DueJobs(ctx context.Context, now time.Time, limit int) ([]DueWork, error) {
	items, err := s.due(ctx, laneJob, now, limit)
	if err != nil {
		return nil, err
	}
	var work []DueWork
	for _, a := range items {
		pk := stringOf(a, "PK")
		if c, j, ok := cutKey(pk, "#J#"); ok {
			work = append(work, DueWork{Community: c, Import: j})
		} else if c, d, ok := cutKey(pk, "#D#"); ok {
			work = append(work, DueWork{Community: c, FanOut: d})
		}
	}
	return work, nil
}

// FanOut reads a fan-out. roster.ErrNotFound: there is none.
func (s *Store) FanOut(ctx context.Context, community, id string) (roster.FanOut, error) {
	var i fanOutItem
	found, err := s.get(ctx, fanOutKey(community, id), &i)
	if err != nil {
		return roster.FanOut{}, err
	}
	if !found {
		return roster.FanOut{}, roster.ErrNotFound
	}
	return i.load(), nil
}
