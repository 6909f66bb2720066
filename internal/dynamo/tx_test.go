package dynamo

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb/types"

	"github.com/communitrak/onboarding/internal/dynamo/dynamotest"
	"github.com/communitrak/onboarding/internal/faults"
	"github.com/communitrak/onboarding/internal/roster"
)

func newStore(t testing.TB) *Store { return NewStore(dynamotest.New(t)) }

// through returns a store on the same table whose calls go through inject.
func through(s *Store, inject *faults.Injector) *Store {
	return NewStore(dynamodb.New(s.db.Options(), inject.DynamoDB), s.table)
}

func commit(t testing.TB, tx *Tx) {
	t.Helper()
	if err := tx.Commit(t.Context()); err != nil {
		t.Fatalf("commit: %v", err)
	}
}

func newcomer(community, id string) roster.Member {
	return roster.Member{ID: id, Community: community, FirstName: "Rosa", LastName: "Delgado", Email: id + "@example.org",
		Status: roster.Pending, Version: 1, Invitation: roster.NewInvitation("k1", 30*24*time.Hour, noon)}
}

// A transaction that DynamoDB would refuse is not sent; the counts are part of it.
func TestTx_Commit_tooLarge(t *testing.T) {
	t.Parallel()
	inject := faults.Record()
	s := through(newStore(t), inject)
	for n, want := range map[int]bool{MaxItems / 2: false, MaxItems/2 + 1: true} {
		c := fmt.Sprint("c", n)
		tx, before := s.Begin(), len(inject.Calls())
		for m := range n {
			m := newcomer(c, fmt.Sprint("m", m))
			tx.save(storeMember(m), nil)
			if m.ID != "m0" {
				tx.Record(roster.AuditEntry{Community: c, Member: m.ID, At: noon})
			}
		}
		tx.count(c, roster.Counts{Pending: n})
		err := tx.Commit(t.Context())
		var large *TooLargeError
		if got := errors.As(err, &large); got != want || got && large.Items != 2*n {
			t.Errorf("%d items: got %v, want it refused: %t", 2*n, err, want)
		}
		if calls := len(inject.Calls()) - before; want == (calls > 0) {
			t.Errorf("%d items: got %d calls", 2*n, calls)
		}
	}
}

// write is one way to write, and its expected effect on a fresh name.
type write struct {
	prepare func(t testing.TB, s *Store, name string)
	do      func(ctx context.Context, s *Store, name string) error
	// got reads what the write changed; want is its value after one
	// application.
	got  func(t testing.TB, s *Store, name string) any
	want any
}

var writes = map[string]write{
	"put a new item": {
		do: func(ctx context.Context, s *Store, name string) error {
			tx := s.Begin()
			tx.SaveCommunity(roster.Community{ID: name, Name: "Maple Grove"})
			return tx.Commit(ctx)
		},
		got: communityRevision, want: 1,
	},
	"put in place of a revision": {
		prepare: makeCommunity,
		do: func(ctx context.Context, s *Store, name string) error {
			c, err := s.Community(ctx, name)
			if err != nil {
				return err
			}
			tx := s.Begin()
			tx.SaveCommunity(c)
			return tx.Commit(ctx)
		},
		got: communityRevision, want: 2,
	},
	"count the first use": {
		do: use, got: uses, want: 1,
	},
	"count another use": {
		prepare: func(t testing.TB, s *Store, name string) { must(t, use(t.Context(), s, name)) },
		do:      use, got: uses, want: 2,
	},
	"take a use back": {
		prepare: func(t testing.TB, s *Store, name string) {
			for range 3 {
				must(t, use(t.Context(), s, name))
			}
		},
		do: func(ctx context.Context, s *Store, name string) error {
			return s.Unthrottle(ctx, name, time.Minute, noon)
		},
		got: uses, want: 2,
	},
	"take a try": {
		prepare: func(t testing.TB, s *Store, name string) { take(t, s, name) },
		do: func(ctx context.Context, s *Store, name string) error {
			_, _, err := s.BeginTry(ctx, name, 10, time.Minute, noon)
			return err
		},
		got: uses, want: 2,
	},
	"count a wrong code": {
		prepare: func(t testing.TB, s *Store, name string) { must(t, attempt(t.Context(), s, name)) },
		do:      attempt, got: attempts, want: 2,
	},
	"give a try back": {
		prepare: func(t testing.TB, s *Store, name string) {
			for range 3 {
				must(t, attempt(t.Context(), s, name))
			}
		},
		do: func(ctx context.Context, s *Store, name string) error {
			tx := s.Begin()
			tx.RefundAttempt(name)
			return tx.Commit(ctx)
		},
		got: attempts, want: 2,
	},
	"delete": {
		prepare: func(t testing.TB, s *Store, name string) {
			tx := s.Begin()
			tx.SaveHousehold(roster.Household{ID: "p." + name, Community: "c", Property: "p"})
			commit(t, tx)
		},
		do: func(ctx context.Context, s *Store, name string) error {
			tx := s.Begin()
			tx.DeleteHousehold(roster.Household{ID: "p." + name, Community: "c", Property: "p", Rev: 1})
			return tx.Commit(ctx)
		},
		got: func(t testing.TB, s *Store, name string) any {
			_, err := s.Household(t.Context(), "c", "p."+name)
			return errors.Is(err, roster.ErrNotFound)
		},
		want: true,
	},
	"transaction": {
		do: func(ctx context.Context, s *Store, name string) error {
			tx := s.Begin()
			tx.CreateMember(newcomer(name, "m"), name, noon)
			return tx.Commit(ctx)
		},
		got: counts, want: roster.Counts{Pending: 1},
	},
	"transaction over what was read": {
		prepare: func(t testing.TB, s *Store, name string) {
			tx := s.Begin()
			tx.CreateMember(newcomer(name, "m"), name, noon)
			commit(t, tx)
		},
		do: func(ctx context.Context, s *Store, name string) error {
			m, err := s.Member(ctx, name, "m")
			if err != nil {
				return err
			}
			active, err := m.Activate(roster.Community{Preferences: roster.DefaultPreferences("Maple Grove")}, noon)
			if err != nil {
				return err
			}
			tx := s.Begin()
			tx.SaveMember(m, active, noon)
			return tx.Commit(ctx)
		},
		got: counts, want: roster.Counts{Active: 1},
	},
	"take a lease": {
		do: func(ctx context.Context, s *Store, name string) error {
			_, ok, err := s.Acquire(ctx, name, time.Minute, noon)
			if err == nil && !ok {
				err = errors.New("somebody else has the lease")
			}
			return err
		},
		got: func(t testing.TB, s *Store, name string) any {
			held, err := s.LeaseHeld(t.Context(), name, noon)
			must(t, err)
			return held
		},
		want: true,
	},
	"extend a lease": {
		prepare: func(t testing.TB, s *Store, name string) {
			_, _, err := s.Acquire(t.Context(), name, time.Minute, noon)
			must(t, err)
		},
		do: func(ctx context.Context, s *Store, name string) error {
			return s.Extend(ctx, Lease{Name: name, Fence: 1}, time.Hour, noon)
		},
		got: func(t testing.TB, s *Store, name string) any {
			held, err := s.LeaseHeld(t.Context(), name, noon.Add(30*time.Minute))
			must(t, err)
			return held
		},
		want: true,
	},
	"reserve a request": {
		do: func(ctx context.Context, s *Store, name string) error {
			known, err := s.ReserveRequest(ctx, name, "hash", noon)
			if known != nil {
				err = errors.Join(err, errors.New("somebody else runs it"))
			}
			return err
		},
		got: keyed, want: fmt.Sprintf("%+v", KeyedRequest{Hash: "hash"}),
	},
	"finish a request": {
		prepare: func(t testing.TB, s *Store, name string) {
			_, err := s.ReserveRequest(t.Context(), name, "hash", noon)
			must(t, err)
		},
		do: func(ctx context.Context, s *Store, name string) error {
			return s.CompleteRequest(ctx, name, KeyedRequest{Hash: "hash", Status: 201, Made: []string{"m1", ""}}, noon)
		},
		got: keyed, want: fmt.Sprintf("%+v", KeyedRequest{Hash: "hash", Status: 201, Made: []string{"m1", ""}}),
	},
	"lock the imports": {
		do: func(ctx context.Context, s *Store, name string) error {
			holder, ok, err := s.LockImports(ctx, name, "j1")
			if err == nil && !ok {
				err = fmt.Errorf("%s has the lock", holder)
			}
			return err
		},
		got: func(t testing.TB, s *Store, name string) any {
			holder, _, err := s.LockImports(t.Context(), name, "j2")
			must(t, err)
			return holder
		},
		want: "j1",
	},
	"touch a session": {
		prepare: func(t testing.TB, s *Store, name string) {
			tx := s.Begin()
			tx.CreateAccount(roster.Account{Person: name})
			tx.CreateSession(roster.Session{ID: name, Person: name, SeenAt: noon, EndsAt: noon.Add(time.Hour)})
			commit(t, tx)
		},
		do: func(ctx context.Context, s *Store, name string) error {
			return s.TouchSession(ctx, name, noon.Add(time.Minute))
		},
		got: func(t testing.TB, s *Store, name string) any {
			session, _, err := s.Session(t.Context(), name)
			must(t, err)
			return session.SeenAt
		},
		want: noon.Add(time.Minute),
	},
}

// TestStore_faults makes each call of each write fail once: the write still
// succeeds and is applied once.
func TestStore_faults(t *testing.T) {
	t.Parallel()
	s := newStore(t)
	for kind, w := range writes {
		t.Run(kind, func(t *testing.T) {
			t.Parallel()
			n := 0
			run := func(inject *faults.Injector) *faults.Injector {
				n++
				name := fmt.Sprintf("%s %d", kind, n)
				if w.prepare != nil {
					w.prepare(t, s, name)
				}
				if err := w.do(t.Context(), through(s, inject), name); err != nil {
					t.Errorf("run %d: got %v, want success", n, err)
				}
				if got := w.got(t, s, name); got != w.want {
					t.Errorf("run %d: got %+v, want %+v", n, got, w.want)
				}
				return inject
			}
			good := run(faults.Record())
			for call := range good.Calls() {
				for _, fault := range []faults.Kind{faults.ReplyLost, faults.ErrorAfter, faults.ErrorBefore, faults.ThrottleBefore, faults.Reset, faults.Conflict} {
					inject := faults.Nth(call+1, fault)
					inject.Log = t.Logf
					run(inject)
				}
			}
		})
	}
}

// A failed condition is final: retrying would only cost.
func TestStore_failedConditionIsFinal(t *testing.T) {
	t.Parallel()
	s := newStore(t)
	makeCommunity(t, s, "c")
	for name, do := range map[string]func(tx *Tx){
		"single write": func(tx *Tx) { tx.CreateCommunity(roster.Community{ID: "c"}) },
		"transaction": func(tx *Tx) {
			tx.CreateCommunity(roster.Community{ID: "c"})
			tx.CreateMember(newcomer("c", "m"), "x", noon)
		},
		"a check alone": func(tx *Tx) { tx.RequireAccount(roster.Account{Person: "nobody", Rev: 1}) },
	} {
		inject := faults.Record()
		tx := through(s, inject).Begin()
		do(tx)
		if err := tx.Commit(t.Context()); !errors.Is(err, ErrConflict) {
			t.Errorf("%s: got %v, want a conflict", name, err)
		}
		if got := len(inject.Calls()); got != 1 {
			t.Errorf("%s: %d calls, want 1", name, got)
		}
	}
	if got := counts(t, s, "c"); got != (roster.Counts{}) {
		t.Errorf("the transaction that failed counted %+v", got)
	}
}

// A check alone writes nothing.
func TestTx_checkAlone(t *testing.T) {
	t.Parallel()
	s := newStore(t)
	tx := s.Begin()
	tx.RequireNoMembership("nobody", "c")
	commit(t, tx)
	if _, err := s.Account(t.Context(), "nobody"); !errors.Is(err, roster.ErrNotFound) {
		t.Errorf("got %v, want no account", err)
	}
	if p, err := s.Person(t.Context(), "nobody"); err != nil || p.Account != nil {
		t.Errorf("got %+v, %v", p, err)
	}
}

func TestTx_nothing(t *testing.T) {
	t.Parallel()
	inject := faults.Record()
	commit(t, through(newStore(t), inject).Begin())
	if got := len(inject.Calls()); got != 0 {
		t.Errorf("%d calls, want none", got)
	}
}

// If every reply is lost, the outcome is unknown, but the write is still
// applied once.
func TestTx_allRepliesLost(t *testing.T) {
	t.Parallel()
	s := newStore(t)
	lost := faults.Script(map[int]faults.Kind{1: faults.ReplyLost, 2: faults.ReplyLost, 3: faults.ReplyLost})
	tx := through(s, lost).Begin()
	tx.CreateMember(newcomer("c", "m"), "x", noon)
	if err := tx.Commit(t.Context()); err == nil || errors.Is(err, ErrConflict) {
		t.Errorf("got %v, want an error of the engine", err)
	}
	if got, want := counts(t, s, "c"), (roster.Counts{Pending: 1}); got != want {
		t.Errorf("counts: got %+v, want %+v", got, want)
	}
	again := s.Begin()
	again.CreateMember(newcomer("c", "m2"), "x", noon)
	var exists *roster.ExistsError
	if err := again.Commit(t.Context()); !errors.As(err, &exists) || exists.ID != "m" || exists.What != "member" {
		t.Errorf("again: got %v, want that m is there", err)
	}
}

// When many callers change what they read, every change counts, whatever else
// is written along with it.
func TestRetry_conflicts(t *testing.T) {
	t.Parallel()
	s := newStore(t)
	makeCommunity(t, s, "c")
	tx := s.Begin()
	tx.SaveHousehold(roster.Household{ID: "p.h", Community: "c", Property: "p"})
	commit(t, tx)
	inject := faults.Random(7, 0.3, faults.Conflict)
	inject.Log = t.Logf
	busy := through(s, inject)
	var wait sync.WaitGroup
	for n := range 8 {
		wait.Go(func() {
			err := Retry(t.Context(), func() error {
				h, err := busy.Household(t.Context(), "c", "p.h")
				if err != nil {
					return err
				}
				h, _ = h.Join(fmt.Sprintf("m%d", n), "Delgado", roster.HouseholdMember)
				tx := busy.Begin()
				tx.SaveHousehold(h)
				tx.count("c", roster.Counts{Pending: 1})
				return tx.Commit(t.Context())
			})
			if err != nil {
				t.Errorf("member %d: %v", n, err)
			}
		})
	}
	wait.Wait()
	h, err := s.Household(t.Context(), "c", "p.h")
	must(t, err)
	if len(h.People) != 8 {
		t.Errorf("%d people joined, want 8", len(h.People))
	}
	if got, want := counts(t, s, "c"), (roster.Counts{Pending: 8}); got != want {
		t.Errorf("counts: got %+v, want %+v", got, want)
	}
}

func TestJudge(t *testing.T) {
	t.Parallel()
	exists := &roster.ExistsError{What: "pending member", ID: "m"}
	ops := []op{{}, {refused: func(old attributes) error {
		if old == nil {
			return nil
		}
		return exists
	}}, {}}
	const request = "mine"
	cancelled := errors.New("cancelled")
	reason := func(code, owner string) types.CancellationReason {
		r := types.CancellationReason{Code: aws.String(code)}
		if owner != "" {
			r.Item = attributes{"rq": text(owner)}
		}
		return r
	}
	none := types.CancellationReason{}
	busy := &busyError{}
	for name, c := range map[string]struct {
		reasons []types.CancellationReason
		want    func(error) bool
	}{
		"own write found":           {[]types.CancellationReason{none, reason("ConditionalCheckFailed", request), none}, func(err error) bool { return err == nil }},
		"refused":                   {[]types.CancellationReason{none, reason("ConditionalCheckFailed", "theirs"), none}, func(err error) bool { return err == error(exists) }},
		"the item is gone":          {[]types.CancellationReason{none, reason("ConditionalCheckFailed", ""), none}, func(err error) bool { return err == ErrConflict }},
		"another transaction":       {[]types.CancellationReason{reason("TransactionConflict", ""), none, none}, func(err error) bool { return errors.As(err, &busy) }},
		"throttled":                 {[]types.CancellationReason{none, none, reason("ThrottlingError", "")}, func(err error) bool { return errors.As(err, &busy) }},
		"a refusal beside conflict": {[]types.CancellationReason{reason("TransactionConflict", ""), reason("ConditionalCheckFailed", "theirs"), none}, func(err error) bool { return err == error(exists) }},
		"a refusal and a change":    {[]types.CancellationReason{none, reason("ConditionalCheckFailed", "theirs"), reason("ConditionalCheckFailed", "theirs")}, func(err error) bool { return err == ErrConflict }},
		"own write beside conflict": {[]types.CancellationReason{reason("TransactionConflict", ""), none, reason("ConditionalCheckFailed", request)}, func(err error) bool { return err == nil }},
		"a mistake of ours":         {[]types.CancellationReason{reason("ValidationError", ""), none, none}, func(err error) bool { return errors.Is(err, cancelled) && !errors.As(err, &busy) }},
		"no reason":                 {nil, func(err error) bool { return err == cancelled }},
		"more reasons than writes":  {[]types.CancellationReason{none, none, none, reason("ConditionalCheckFailed", "theirs")}, func(err error) bool { return err != nil }},
	} {
		if got := checkReasons(c.reasons, ops, request, cancelled); !c.want(got) {
			t.Errorf("%s: got %v", name, got)
		}
	}
}

func TestTx_twiceTheSameItem(t *testing.T) {
	t.Parallel()
	s := newStore(t)
	tx := s.Begin()
	tx.SaveCommunity(roster.Community{ID: "c"})
	tx.SaveCommunity(roster.Community{ID: "c"})
	if err := tx.Commit(t.Context()); err == nil || errors.Is(err, ErrConflict) {
		t.Errorf("got %v, want to be told of the mistake", err)
	}
	if c, err := s.Community(t.Context(), "c"); !errors.Is(err, roster.ErrNotFound) {
		t.Errorf("got %+v, %v, want nothing written", c, err)
	}
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func makeCommunity(t testing.TB, s *Store, name string) {
	t.Helper()
	tx := s.Begin()
	tx.CreateCommunity(roster.Community{ID: name, Name: "Maple Grove"})
	commit(t, tx)
}

func communityRevision(t testing.TB, s *Store, name string) any {
	t.Helper()
	c, err := s.Community(t.Context(), name)
	must(t, err)
	return c.Rev
}

func counts(t testing.TB, s *Store, community string) any {
	t.Helper()
	c, err := s.Counts(t.Context(), community)
	must(t, err)
	return c
}

// use counts one use of name, with ten allowed per minute.
func use(ctx context.Context, s *Store, name string) error {
	allowed, _, err := s.Throttle(ctx, name, 10, time.Minute, noon)
	if err == nil && !allowed {
		err = errFull
	}
	return err
}

func take(t testing.TB, s *Store, name string) Try {
	t.Helper()
	try, wait, err := s.BeginTry(t.Context(), name, 10, time.Minute, noon)
	must(t, err)
	if wait > 0 {
		t.Fatalf("the try is not given for %v", wait)
	}
	return try
}

func uses(t testing.TB, s *Store, name string) any {
	t.Helper()
	var i throttleItem
	_, err := s.get(t.Context(), throttleKey(name), &i)
	must(t, err)
	return i.Count
}

func attempt(ctx context.Context, s *Store, person string) error {
	p, err := s.Person(ctx, person)
	if err != nil {
		return err
	}
	allowed, err := s.CountAttempt(ctx, person, p.Attempts, time.Time{}, 10, noon)
	if err == nil && !allowed {
		err = errFull
	}
	return err
}

func attempts(t testing.TB, s *Store, person string) any {
	t.Helper()
	p, err := s.Person(t.Context(), person)
	must(t, err)
	return p.Attempts.Count
}

func keyed(t testing.TB, s *Store, name string) any {
	t.Helper()
	known, err := s.ReserveRequest(t.Context(), name, "another", noon)
	must(t, err)
	if known == nil {
		return nil
	}
	known.Lease = time.Time{}
	return fmt.Sprintf("%+v", *known)
}
