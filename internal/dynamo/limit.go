package dynamo

import (
	"context"
	"errors"
	"time"

	"communitrak/internal/roster"
)

var errFull = errors.New("the limit is reached")

type throttleItem struct {
	header
	Count int   `dynamodbav:"n"`
	Until stamp `dynamodbav:"until"`
}

// Throttle counts one more use of name and reports whether that is within limit
// uses in a window that starts with the first. wait is how long the window still
// lasts when it is not. It counts before it answers, so parallel calls cannot
// slip through.
func (s *Store) Throttle(ctx context.Context, name string, limit int, window time.Duration, now time.Time) (allowed bool, wait time.Duration, err error) {
	var old *throttleItem
	count := op{
		key: throttleKey(name), update: "ADD n :one", condition: "#until > :now AND n < :limit",
		names:  map[string]string{"#until": "until"},
		values: attributes{":one": number(1), ":now": number(int(now.UnixMilli())), ":limit": number(limit)},
		refused: func(a attributes) (err error) {
			old, err = decode[throttleItem](a)
			return errors.Join(errFull, err)
		},
	}
	err = Retry(ctx, func() error {
		err := s.writeOne(ctx, roster.NewID(), count)
		if !errors.Is(err, errFull) || now.Before(old.Until.time()) {
			return err
		}
		return s.openWindow(ctx, name, old.Until, window, now)
	})
	switch {
	case errors.Is(err, errFull):
		return false, old.Until.time().Sub(now), nil
	case err != nil:
		return false, 0, err
	}
	return true, 0, nil
}

// openWindow starts a window with one use, unless someone else just did.
func (s *Store) openWindow(ctx context.Context, name string, former stamp, window time.Duration, now time.Time) error {
	o := op{
		key: throttleKey(name), update: "SET n = :one, #until = :until, #ttl = :ttl",
		condition: "attribute_not_exists(PK)",
		names:     map[string]string{"#until": "until", "#ttl": "ttl"},
		values:    attributes{":one": number(1), ":until": number(int(now.Add(window).UnixMilli())), ":ttl": number(int(now.Add(window + time.Hour).Unix()))},
	}
	if former != 0 {
		o.condition = "#until = :former"
		o.values[":former"] = number(int(former))
	}
	return s.writeOne(ctx, roster.NewID(), o)
}

// Unthrottle takes back one counted use.
func (s *Store) Unthrottle(ctx context.Context, name string) error {
	err := s.writeOne(ctx, roster.NewID(), op{
		key: throttleKey(name), update: "ADD n :less", condition: "n > :zero",
		values: attributes{":less": number(-1), ":zero": number(0)},
	})
	if errors.Is(err, ErrConflict) {
		return nil
	}
	return err
}

// Lease is a right that one holder has at a time. Fence rises with each holder;
// Free is how long nobody had it before.
type Lease struct {
	Name  string
	Fence int
	Free  time.Duration
}

type leaseItem struct {
	header
	Fence int    `dynamodbav:"fence"`
	Until stamp  `dynamodbav:"until"`
	Note  string `dynamodbav:"note,omitempty"`
}

// Acquire takes the lease for the given time. ok is false while somebody else
// has it.
func (s *Store) Acquire(ctx context.Context, name string, life time.Duration, now time.Time) (l Lease, ok bool, err error) {
	var i leaseItem
	found, err := s.get(ctx, leaseKey(name), &i)
	if err != nil {
		return Lease{}, false, err
	}
	if found && now.Before(i.Until.time()) {
		return Lease{}, false, nil
	}
	free := now.Sub(i.Until.time())
	i.header = at(leaseKey(name), i.Rev)
	i.Fence++
	i.Until = stampOf(now.Add(life))
	tx := s.Begin()
	tx.save(&i, nil)
	switch err := tx.Commit(ctx); {
	case errors.Is(err, ErrConflict):
		return Lease{}, false, nil
	case err != nil:
		return Lease{}, false, err
	}
	return Lease{name, i.Fence, free}, true, nil
}

// Extend keeps the lease until life from now. ErrConflict: it is somebody
// else's by now.
func (s *Store) Extend(ctx context.Context, l Lease, life time.Duration, now time.Time) error {
	return s.writeOne(ctx, roster.NewID(), op{
		key: leaseKey(l.Name), update: "SET #until = :until, rv = rv + :one", condition: "fence = :fence",
		names:  map[string]string{"#until": "until"},
		values: attributes{":until": number(int(now.Add(life).UnixMilli())), ":fence": number(l.Fence), ":one": number(1)},
	})
}

// Release gives the lease back at now.
func (s *Store) Release(ctx context.Context, l Lease, now time.Time) error {
	err := s.Extend(ctx, l, 0, now)
	if errors.Is(err, ErrConflict) {
		return nil
	}
	return err
}

// Held reports whether somebody has the lease at now.
func (s *Store) Held(ctx context.Context, name string, now time.Time) (bool, error) {
	var i leaseItem
	found, err := s.get(ctx, leaseKey(name), &i)
	return found && now.Before(i.Until.time()), err
}
