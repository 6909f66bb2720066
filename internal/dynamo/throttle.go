package dynamo

import (
	"context"
	"errors"
	"slices"
	"time"

	"github.com/aws/aws-sdk-go-v2/service/dynamodb/types"

	"github.com/communitrak/onboarding/internal/roster"
)

var errFull = errors.New("the limit is reached")

type throttleItem struct {
	header
	Count int   `dynamodbav:"n"`
	Until stamp `dynamodbav:"until"`
	// InFlight holds the IDs of tries whose secrets are still being compared.
	// They are already counted.
	InFlight []string `dynamodbav:"judging,stringset,omitempty"`
}

// Throttle counts one more use of name and reports whether it is within limit
// uses per window; a window starts with its first use. If the use is not
// allowed, wait is the rest of the window. Throttle counts before it answers,
// so parallel calls cannot slip through.
func (s *Store) Throttle(ctx context.Context, name string, limit int, window time.Duration, now time.Time) (allowed bool, wait time.Duration, err error) {
	full, err := s.countUse(ctx, name, nil, limit, window, now)
	if full != nil {
		return false, full.Until.time().Sub(now), nil
	}
	return err == nil, 0, err
}

// Unthrottle takes back a use that was counted at the given time. It leaves a
// window that began later alone.
func (s *Store) Unthrottle(ctx context.Context, name string, window time.Duration, counted time.Time) error {
	return s.adjustCount(ctx, op{
		key: throttleKey(name), update: "ADD n :less", condition: "n > :zero AND #until <= :latest",
		names:  map[string]string{"#until": "until"},
		values: attributes{":less": number(-1), ":zero": number(0), ":latest": number(int(counted.Add(window).UnixMilli()))},
	})
}

// Try is permission to compare a secret once.
type Try struct{ name, id string }

// maxTryWait is how long BeginTry waits without progress among the tries being
// compared. tryRetryAfter is the wait it then reports.
const (
	maxTryWait    = 10 * time.Second
	tryRetryAfter = time.Second
)

// BeginTry counts a try of a secret before the secret is compared; EndTry
// reports the result. At most limit tries per window, which starts with the
// first try, can turn out wrong. While tries that may yet be given back are
// being compared, BeginTry waits for them, so that any number of correct tries
// can pass at once. A wait above zero means that the try was refused until
// then.
func (s *Store) BeginTry(ctx context.Context, name string, limit int, window time.Duration, now time.Time) (t Try, wait time.Duration, err error) {
	t = Try{name, roster.NewID()}
	var judging []string
	moved := time.Now()
	for look := 1; ; look++ {
		full, err := s.countUse(ctx, name, []string{t.id}, limit, window, now)
		switch {
		case full == nil:
			return t, 0, err
		case len(full.InFlight) == 0:
			return t, full.Until.time().Sub(now), nil
		}
		slices.Sort(full.InFlight)
		if !slices.Equal(full.InFlight, judging) {
			judging, moved = full.InFlight, time.Now()
		}
		if time.Since(moved) >= maxTryWait {
			return t, tryRetryAfter, nil
		}
		if err := pause(ctx, look); err != nil {
			return t, 0, err
		}
	}
}

// EndTry gives the try back, or lets it stand as a wrong one.
func (s *Store) EndTry(ctx context.Context, t Try, refund bool) error {
	o := op{
		key: throttleKey(t.name), update: "DELETE judging :ids", condition: "contains(judging, :id)",
		values: attributes{":ids": texts(t.id), ":id": text(t.id)},
	}
	if refund {
		o.update = "ADD n :less DELETE judging :ids"
		o.values[":less"] = number(-1)
	}
	return s.adjustCount(ctx, o)
}

// adjustCount applies an adjustment to a count. If the count has moved on,
// there is nothing to do.
func (s *Store) adjustCount(ctx context.Context, o op) error {
	err := s.writeOne(ctx, roster.NewID(), o)
	if errors.Is(err, ErrConflict) {
		return nil
	}
	return err
}

// countUse counts one more use of name and, if id is set, adds it to the tries
// being compared. full is the current count if the limit has been reached.
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

// openWindow starts a window with one use, unless somebody else just did.
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

// Lease is a right that one holder has at a time. Fence increases with each
// holder. Free is how long the lease had been free before.
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
// holds it.
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
	i.header = newHeader(leaseKey(name), i.Rev)
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

// Extend extends the lease to life from now. It returns ErrConflict if somebody
// else has taken the lease since.
func (s *Store) Extend(ctx context.Context, l Lease, life time.Duration, now time.Time) error {
	return s.writeOne(ctx, roster.NewID(), op{
		key: leaseKey(l.Name), update: "SET #until = :until, rv = rv + :one", condition: "fence = :fence",
		names:  map[string]string{"#until": "until"},
		values: attributes{":until": number(int(now.Add(life).UnixMilli())), ":fence": number(l.Fence), ":one": number(1)},
	})
}

// Release releases the lease as of now.
func (s *Store) Release(ctx context.Context, l Lease, now time.Time) error {
	err := s.Extend(ctx, l, 0, now)
	if errors.Is(err, ErrConflict) {
		return nil
	}
	return err
}

// LeaseHeld reports whether somebody holds the lease at now.
func (s *Store) LeaseHeld(ctx context.Context, name string, now time.Time) (bool, error) {
	var i leaseItem
	found, err := s.get(ctx, leaseKey(name), &i)
	return found && now.Before(i.Until.time()), err
}
