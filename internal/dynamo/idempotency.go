package dynamo

import (
	"cmp"
	"context"
	"errors"
	"time"

	"github.com/aws/aws-sdk-go-v2/feature/dynamodb/attributevalue"

	"github.com/communitrak/onboarding/internal/roster"
)

// KeyedRequest is the record of a request made under an Idempotency-Key: enough
// to recognize the request and to render its answer again, but nothing of the
// answer itself.
type KeyedRequest struct {
	// Hash is the keyed hash of the request. A different body under the same
	// key is a different request.
	Hash string
	// Status is the response status, or 0 until a success is recorded.
	Status int
	// Made holds the IDs of what the request created, or outcome codes; see
	// also [Store.ReserveForMaking].
	Made []string
	// Lease is when a request whose success is not recorded is given up.
	Lease time.Time
}

// Running reports whether the request may still be running at now.
func (r KeyedRequest) Running(now time.Time) bool { return r.Status == 0 && now.Before(r.Lease) }

// keyedRequestItem is taken over by another request from Until on. Without
// Lease, that is also when a running request is given up.
type keyedRequestItem struct {
	header
	Hash   string   `dynamodbav:"hash"`
	Until  stamp    `dynamodbav:"until"`
	Lease  stamp    `dynamodbav:"lease,omitempty"`
	Status int      `dynamodbav:"status,omitempty"`
	Made   []string `dynamodbav:"made,omitempty"`
}

func (i *keyedRequestItem) load() *KeyedRequest {
	return &KeyedRequest{Hash: i.Hash, Status: i.Status, Made: i.Made, Lease: cmp.Or(i.Lease, i.Until).time()}
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
	return s.reserve(ctx, &keyedRequestItem{header: newHeader(idempotencyKey(key), 0), Hash: hash, Until: stampOf(now.Add(requestLease))}, now)
}

// ReserveForMaking is ReserveRequest for a request that knows in advance what it
// will make. Whether that exists tells whether the request succeeded, so nobody
// has to record it: the key stays the request's for 24 hours.
func (s *Store) ReserveForMaking(ctx context.Context, key, hash string, made []string, now time.Time) (known *KeyedRequest, err error) {
	return s.reserve(ctx, &keyedRequestItem{header: newHeader(idempotencyKey(key), 0), Hash: hash,
		Until: stampOf(now.Add(requestRetention)), Lease: stampOf(now.Add(requestLease)), Made: made}, now)
}

// reserve writes i unless another request holds the key, whose record it
// returns.
func (s *Store) reserve(ctx context.Context, i *keyedRequestItem, now time.Time) (known *KeyedRequest, err error) {
	i.TTL = now.Add(requestRetention).Unix()
	i.Rev, i.Request = 1, roster.NewID()
	put, err := attributevalue.MarshalMap(i)
	if err != nil {
		return nil, err
	}
	err = s.writeOne(ctx, i.Request, op{
		key: key{i.PK, i.SK}, put: put, condition: "attribute_not_exists(PK) OR #until <= :now",
		names: map[string]string{"#until": "until"}, values: attributes{":now": number(int(now.UnixMilli()))},
		refused: func(old attributes) error {
			there, err := decode[keyedRequestItem](old)
			if err != nil {
				return err
			}
			known = there.load()
			return errFull
		},
	})
	if known != nil {
		return known, nil
	}
	return nil, err
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
