package dynamo

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/communitrak/onboarding/internal/roster"
)

// due lists the first limit keys of due work in a lane, without the work whose
// partition is to be skipped. skip may be nil.
func (s *Store) due(ctx context.Context, lane string, now time.Time, limit int, skip func(pk string) bool) ([]attributes, error) {
	count := shards
	if lane == laneJob || lane == lanePrint {
		count = 1
	}
	var indexes []string
	for shard := range count {
		indexes = append(indexes, dueShard(lane, shard))
	}
	all, err := inBatches(ctx, indexes, func(ctx context.Context, index string) ([]attributes, error) {
		return s.dueIn(ctx, index, now, limit, skip)
	})
	slices.SortStableFunc(all, func(a, b attributes) int { return strings.Compare(stringOf(a, "GSI2SK"), stringOf(b, "GSI2SK")) })
	return all[:min(limit, len(all))], err
}

// dueIn lists the first limit keys of due work in a shard.
func (s *Store) dueIn(ctx context.Context, shard string, now time.Time, limit int, skip func(pk string) bool) ([]attributes, error) {
	q := query{index: "GSI2", pk: shard, before: dueBefore(now.Add(time.Millisecond)), limit: int32(limit)}
	var found []attributes
	for {
		items, next, err := s.query(ctx, q)
		if err != nil {
			return nil, err
		}
		for _, a := range items {
			if skip == nil || !skip(stringOf(a, "PK")) {
				found = append(found, a)
			}
		}
		if len(found) >= limit || len(next) == 0 {
			return found[:min(limit, len(found))], nil
		}
		q.start = next
	}
}

// oldestDue returns the key of the work in the lane that has been due longest,
// and since when. since is zero if nothing is due.
func (s *Store) oldestDue(ctx context.Context, lane string, now time.Time) (key attributes, since time.Time, err error) {
	items, err := s.due(ctx, lane, now, 1, nil)
	if err != nil || len(items) == 0 {
		return nil, since, err
	}
	millis, _, _ := strings.Cut(stringOf(items[0], "GSI2SK"), "#")
	at, err := strconv.ParseInt(millis, 10, 64)
	if err != nil {
		return nil, since, fmt.Errorf("due since: %w", err)
	}
	return items[0], time.UnixMilli(at), nil
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
	items, err := s.due(ctx, laneJob, now, limit, nil)
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
