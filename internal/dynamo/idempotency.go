package dynamo

import (
	"context"
	"errors"
	"time"

	"github.com/aws/aws-sdk-go-v2/feature/dynamodb/attributevalue"

	"communitrak/internal/roster"
)

// KeyedRequest is the record of a request made under an Idempotency-Key: enough
// to recognize the request and to render its answer again, but nothing of the
// answer itself.
type KeyedRequest struct {
	// Hash is the keyed hash of the request. A different body under the same
	// key is a different request.
	Hash string
	// Status is the response status, or 0 while the request is running.
	Status int
	// Made holds the IDs of what the request created, or outcome codes.
	Made []string
}

type keyedRequestItem struct {
	header
	Hash   string   `dynamodbav:"hash"`
	Until  stamp    `dynamodbav:"until"`
	Status int      `dynamodbav:"status,omitempty"`
	Made   []string `dynamodbav:"made,omitempty"`
}

// Lifetimes of an idempotency record.
const (
	requestRetention = 24 * time.Hour
	// requestLease is how long a request may run before a repeat takes over.
	requestLease = 40 * time.Second
)

// ReserveRequest reserves the key for a request. If the key is already in use,
// ReserveRequest returns its record instead.
func (s *Store) ReserveRequest(ctx context.Context, key, hash string, now time.Time) (known *KeyedRequest, err error) {
	i := &keyedRequestItem{header: newHeader(idempotencyKey(key), 0), Hash: hash, Until: stampOf(now.Add(requestLease))}
	i.TTL = now.Add(requestRetention).Unix()
	err = Retry(ctx, func() error {
		known = nil
		var old keyedRequestItem
		found, err := s.get(ctx, idempotencyKey(key), &old)
		if err != nil {
			return err
		}
		if found && now.Before(old.Until.time()) {
			known = &KeyedRequest{old.Hash, old.Status, old.Made}
			return nil
		}
		i.Rev = old.Rev
		tx := s.Begin()
		tx.save(i, nil)
		return tx.Commit(ctx)
	})
	return known, err
}

// CompleteRequest records for 24 hours that the request succeeded.
func (s *Store) CompleteRequest(ctx context.Context, key string, r KeyedRequest, now time.Time) error {
	made, err := attributevalue.Marshal(r.Made)
	if err != nil {
		return err
	}
	o := op{
		key: idempotencyKey(key), update: "SET #status = :status, #until = :until, #hash = :hash, made = :made",
		names: map[string]string{"#status": "status", "#until": "until", "#hash": "hash"},
		values: attributes{
			":status": number(r.Status), ":until": number(int(now.Add(requestRetention).UnixMilli())), ":hash": text(r.Hash), ":made": made,
		},
	}
	return s.writeOne(ctx, roster.NewID(), o)
}

// ReleaseRequest releases the key of a request that changed nothing.
func (s *Store) ReleaseRequest(ctx context.Context, key string) error {
	err := s.writeOne(ctx, roster.NewID(), op{
		key: idempotencyKey(key), delete: true, condition: "attribute_not_exists(#status)",
		names: map[string]string{"#status": "status"},
	})
	if errors.Is(err, ErrConflict) {
		return nil
	}
	return err
}
