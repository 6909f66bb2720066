package dynamo

import (
	"context"
	"errors"
	"time"

	"communitrak/internal/roster"
)

// Answered is what a request under an Idempotency-Key was answered with.
type Answered struct {
	// Request is the keyed hash of the body: another body under the same key is
	// another request.
	Request string
	Done    bool
	// Again: the answer showed a secret and was not kept; the operation makes it
	// anew.
	Again  bool
	Status int
	Body   []byte
}

type answeredItem struct {
	header
	Hash   string `dynamodbav:"hash"`
	Done   bool   `dynamodbav:"done,omitempty"`
	Again  bool   `dynamodbav:"again,omitempty"`
	Until  stamp  `dynamodbav:"until"`
	Status int    `dynamodbav:"status,omitempty"`
	Body   []byte `dynamodbav:"body,omitempty"`
}

// Times of an idempotency record.
const (
	answerKept = 24 * time.Hour
	// answerLease is how long a request may run before a repeat takes over.
	answerLease = 40 * time.Second
)

// Reserve starts a request under the key. When the key is known, Reserve
// returns what is known of it instead: done with its answer, or still running.
func (s *Store) Reserve(ctx context.Context, key, hash string, now time.Time) (known *Answered, err error) {
	i := &answeredItem{header: at(idempotencyKey(key), 0), Hash: hash, Until: stampOf(now.Add(answerLease))}
	i.TTL = now.Add(answerKept).Unix()
	err = Retry(ctx, func() error {
		known = nil
		var old answeredItem
		found, err := s.get(ctx, idempotencyKey(key), &old)
		if err != nil {
			return err
		}
		if found && now.Before(old.Until.time()) {
			known = &Answered{old.Hash, old.Done, old.Again, old.Status, old.Body}
			return nil
		}
		i.Rev = old.Rev
		tx := s.Begin()
		tx.save(i, nil)
		return tx.Commit(ctx)
	})
	return known, err
}

// Answer keeps the answer for 24 hours.
func (s *Store) Answer(ctx context.Context, key string, a Answered, now time.Time) error {
	if a.Body == nil {
		a.Body = []byte{}
	}
	o := op{
		key: idempotencyKey(key), update: "SET done = :done, #status = :status, #until = :until, #hash = :hash, again = :again, body = :body",
		names: map[string]string{"#status": "status", "#until": "until", "#hash": "hash"},
		values: attributes{
			":done": boolean(true), ":status": number(a.Status), ":until": number(int(now.Add(answerKept).UnixMilli())), ":hash": text(a.Request),
			":again": boolean(a.Again), ":body": binary(a.Body),
		},
	}
	return s.writeOne(ctx, roster.NewID(), o)
}

// Forget gives the key free: the request changed nothing.
func (s *Store) Forget(ctx context.Context, key string) error {
	err := s.writeOne(ctx, roster.NewID(), op{
		key: idempotencyKey(key), delete: true, condition: "attribute_not_exists(done)",
	})
	if errors.Is(err, ErrConflict) {
		return nil
	}
	return err
}
