package main

import (
	"context"
	"errors"
)

// rekeyAddresses goes through all properties after a release that changed how
// addresses are told apart.
func rekeyAddresses(ctx context.Context, j *invocation) error {
	yes := j.yes()
	if err := j.parse(); err != nil {
		return err
	}
	s, err := j.open(ctx)
	if err != nil {
		return err
	}
	for cursor := ""; ; {
		page, next, err := s.store.Communities(ctx, 100, cursor)
		if err != nil {
			return err
		}
		for _, c := range page {
			done, err := s.rules.RekeyAddresses(ctx, c, !*yes)
			if err != nil {
				return errors.Join(err, errors.New("begin anew: what was done is not done twice"))
			}
			j.say("%s: %d properties, %d found under a further address, %d already up to date.", c.ID, done.Examined, done.Added, done.Current)
			for _, same := range done.Same {
				j.say("  %s and %s are one address by the new rules: join them in the console.", same[0], same[1])
			}
		}
		if cursor = next; next == "" {
			break
		}
	}
	if !*yes {
		j.say("Nothing was changed. Add -yes to do it.")
	}
	return nil
}
