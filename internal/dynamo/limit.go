package dynamo

import (
	"context"
	"errors"
	"slices"
	"time"

	"github.com/aws/aws-sdk-go-v2/service/dynamodb/types"

	"communitrak/internal/roster"
)

var errFull = errors.New("the limit is reached")

type throttleItem struct {
	header
	Count int   `dynamodbav:"n"`
	Until stamp `dynamodbav:"until"`
	// Judging are the tries that are being compared; they are counted.
	Judging []string `dynamodbav:"judging,stringset,omitempty"`
}

// Throttle counts one more use of name and reports whether that is within limit
// uses in a window that starts with the first. wait is how long the window still
// lasts when it is not. It counts before it answers, so parallel calls cannot
// slip through.
func (s *Store) Throttle(ctx context.Context, name string, limit int, window time.Duration, now time.Time) (allowed bool, wait time.Duration, err error) {
	full, err := s.countUse(ctx, name, nil, limit, window, now)
	if full != nil {
		return false, full.Until.time().Sub(now), nil
	}
	return err == nil, 0, err
}

// Unthrottle takes back a use that was counted at that time. A window that began
// since keeps its count.
func (s *Store) Unthrottle(ctx context.Context, name string, window time.Duration, counted time.Time) error {
	return s.settle(ctx, op{
		key: throttleKey(name), update: "ADD n :less", condition: "n > :zero AND #until <= :latest",
		names:  map[string]string{"#until": "until"},
		values: attributes{":less": number(-1), ":zero": number(0), ":latest": number(int(counted.Add(window).UnixMilli()))},
	})
}

// Try is the right to compare a secret once.
type Try struct{ name, id string }

// How long TakeTry waits while nobody is judged, and what it tells those for whom
// that took too long.
const (
	tryPatience = 10 * time.Second
	tryLater    = time.Second
)

// TakeTry counts a try of a secret before it is compared; EndTry says what it
// proved. In a window that starts with the first, limit tries prove wrong at
// most. While others are being compared that could still give theirs back, it
// waits for them, so that any number of right ones at once pass. wait above zero:
// the try is not given, and not before that time.
func (s *Store) TakeTry(ctx context.Context, name string, limit int, window time.Duration, now time.Time) (t Try, wait time.Duration, err error) {
	t = Try{name, roster.NewID()}
	var judging []string
	moved := time.Now()
	for look := 1; ; look++ {
		full, err := s.countUse(ctx, name, []string{t.id}, limit, window, now)
		switch {
		case full == nil:
			return t, 0, err
		case len(full.Judging) == 0:
			return t, full.Until.time().Sub(now), nil
		}
		slices.Sort(full.Judging)
		if !slices.Equal(full.Judging, judging) {
			judging, moved = full.Judging, time.Now()
		}
		if time.Since(moved) >= tryPatience {
			return t, tryLater, nil
		}
		if err := pause(ctx, look); err != nil {
			return t, 0, err
		}
	}
}

// EndTry gives the try back, or lets it stand as a wrong one.
func (s *Store) EndTry(ctx context.Context, t Try, giveBack bool) error {
	o := op{
		key: throttleKey(t.name), update: "DELETE judging :ids", condition: "contains(judging, :id)",
		values: attributes{":ids": texts(t.id), ":id": text(t.id)},
	}
	if giveBack {
		o.update = "ADD n :less DELETE judging :ids"
		o.values[":less"] = number(-1)
	}
	return s.settle(ctx, o)
}

// settle writes what a count becomes; one that has gone on needs nothing.
func (s *Store) settle(ctx context.Context, o op) error {
	err := s.writeOne(ctx, roster.NewID(), o)
	if errors.Is(err, ErrConflict) {
		return nil
	}
	return err
}

// countUse counts one more use of name, as one of those being judged if it has an
// identifier. full is the count as it stands where the limit is reached.
func (s *Store) countUse(ctx context.Context, name string, id []string, limit int, window time.Duration, now time.Time) (full *throttleItem, err error) {
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
	if id != nil {
		count.update += ", judging :ids"
		count.values[":ids"] = texts(id...)
	}
	err = Retry(ctx, func() error {
		err := s.writeOne(ctx, roster.NewID(), count)
		if !errors.Is(err, errFull) || now.Before(old.Until.time()) {
			return err
		}
		return s.openWindow(ctx, name, id, old.Until, window, now)
	})
	if errors.Is(err, errFull) {
		return old, nil
	}
	return nil, err
}

// openWindow starts a window with one use, unless someone else just did.
func (s *Store) openWindow(ctx context.Context, name string, id []string, former stamp, window time.Duration, now time.Time) error {
	o := op{
		key: throttleKey(name), update: "SET n = :one, #until = :until, #ttl = :ttl",
		condition: "attribute_not_exists(PK)",
		names:     map[string]string{"#until": "until", "#ttl": "ttl"},
		values:    attributes{":one": number(1), ":until": number(int(now.Add(window).UnixMilli())), ":ttl": number(int(now.Add(window + time.Hour).Unix()))},
	}
	if id != nil {
		o.update += ", judging = :ids"
		o.values[":ids"] = texts(id...)
	}
	if former != 0 {
		o.condition = "#until = :former"
		o.values[":former"] = number(int(former))
	}
	return s.writeOne(ctx, roster.NewID(), o)
}

func texts(s ...string) types.AttributeValue { return &types.AttributeValueMemberSS{Value: s} }

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
