package main

import (
	"context"
	"errors"
	"fmt"
	"time"
)

// afterRestore makes a restored table safe to run on.
func afterRestore(ctx context.Context, j *invocation) error {
	typed := j.flags.String("restored-to", "", "the moment that the table was restored to, such as 2026-03-02T12:00:00Z")
	former := j.flags.String("old-table", "", "the table as it was last; with it, what is known of mails is taken over")
	lost := j.flags.Bool("old-table-lost", false, "there is no such table any more: every mail that is owed fails in words")
	yes := j.yes()
	if err := j.parse("restored-to", "table"); err != nil {
		return err
	}
	at, err := time.Parse(time.RFC3339, *typed)
	if err != nil {
		return fmt.Errorf("-restored-to: %w", err)
	}
	if (*former == "") == !*lost {
		return errors.New("give either -old-table or -old-table-lost")
	}
	if *former == j.table {
		return errors.New("-table is the restored one, -old-table another")
	}
	s, err := j.open(ctx)
	if err != nil {
		return err
	}
	old := s.storeOf(*former)
	if *lost {
		old = nil
	}
	done, err := s.rules.AfterRestore(ctx, at, old, !*yes)
	if err != nil {
		return err
	}
	parked, err := s.parkRosters(ctx, at, !*yes)
	if err != nil {
		return err
	}
	j.say("Mails: %d are over as the old table says, %d were never tried and are sent, %d may have been sent and fail in words.", done.Known, done.Untried, len(done.Doubtful))
	for _, n := range done.Doubtful {
		j.say("  may have been sent: %s, community %s, member %s", n.Kind, n.Community, n.Member)
	}
	j.say("Reminders not owed any more: %d.", done.Reminders)
	for _, f := range done.FanOuts {
		j.say("  'The doors are open' stopped in community %s: turn the Black Curtain on and off to tell who was not told.", f.Community)
	}
	for _, i := range done.Imports {
		j.say("  Import %s of community %s stopped: drop its roster again for review.", i.ID, i.Community)
	}
	for _, key := range parked {
		j.say("  Roster parked, because it came after the backup: %s (now under %s)", key, parkedPrefix)
	}
	for _, person := range done.Erased {
		j.say("  Erased since: run  erase -person %s -yes  once the system runs again.", person)
	}
	if !*yes {
		j.say("Nothing was changed. Add -yes to do it.")
	}
	return nil
}

// copyTable copies a restored table into the stack's own.
func copyTable(ctx context.Context, j *invocation) error {
	from := j.flags.String("from", "", "the table to copy, after after-restore")
	yes := j.yes()
	if err := j.parse("from"); err != nil {
		return err
	}
	s, err := j.open(ctx)
	if err != nil {
		return err
	}
	if *from == s.table || *from == j.table {
		return errors.New("-from is the stack's own table")
	}
	if !*yes {
		j.say("Would make %s hold what %s holds, and nothing else. Stop the functions first; then add -yes.", s.table, *from)
		return nil
	}
	done, err := s.store.CopyFrom(ctx, s.storeOf(*from))
	if err != nil {
		return err
	}
	j.say("Copied %d items, deleted %d that the restored table does not have.", done.Written, done.Deleted)
	return nil
}
