package dynamo

import (
	"context"
	"fmt"
	"strconv"
	"strings"
	"time"

	"communitrak/internal/roster"
)

// due lists the keys of due work in a lane, about limit in total, the earliest
// of each shard first.
func (s *Store) due(ctx context.Context, lane string, now time.Time, limit int) ([]attributes, error) {
	var all []attributes
	count := shards
	if lane == laneJob || lane == lanePrint {
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

// oldestDue returns the key of the work in the lane that has been due longest,
// and since when. since is zero if nothing is due.
func (s *Store) oldestDue(ctx context.Context, lane string, now time.Time) (key attributes, since time.Time, err error) {
	items, err := s.due(ctx, lane, now, shards)
	if err != nil {
		return nil, since, err
	}
	for _, a := range items {
		millis, _, _ := strings.Cut(stringOf(a, "GSI2SK"), "#")
		at, err := strconv.ParseInt(millis, 10, 64)
		if err != nil {
			return nil, since, fmt.Errorf("due since: %w", err)
		}
		if at := time.UnixMilli(at); since.IsZero() || at.Before(since) {
			key, since = a, at
		}
	}
	return key, since, nil
}

// OldestDueJob returns the import or fan-out that has been due longest, and
// since when. The time is zero if nothing is due.
func (s *Store) OldestDueJob(ctx context.Context, now time.Time) (DueJob, time.Time, error) {
	key, since, err := s.oldestDue(ctx, laneJob, now)
	job, _ := dueJobOf(key)
	return job, since, err
}

// splitMemberKey splits a member's partition key.
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

// DueJob names an import or a fan-out that the schedule should resume.
type DueJob struct{ Community, Import, FanOut string }

// DueJobs lists unfinished imports and fan-outs that are due.
func (s *Store) DueJobs(ctx context.Context, now time.Time, limit int) ([]DueJob, error) {
	items, err := s.due(ctx, laneJob, now, limit)
	if err != nil {
		return nil, err
	}
	var jobs []DueJob
	for _, a := range items {
		if job, ok := dueJobOf(a); ok {
			jobs = append(jobs, job)
		}
	}
	return jobs, nil
}

func dueJobOf(key attributes) (DueJob, bool) {
	pk := stringOf(key, "PK")
	if c, j, ok := cutKey(pk, "#J#"); ok {
		return DueJob{Community: c, Import: j}, true
	}
	c, d, ok := cutKey(pk, "#D#")
	return DueJob{Community: c, FanOut: d}, ok
}

// FanOut reads a fan-out. It returns roster.ErrNotFound if there is none.
func (s *Store) FanOut(ctx context.Context, community, id string) (roster.FanOut, error) {
	return load(ctx, s, fanOutKey(community, id), (*fanOutItem).load)
}
