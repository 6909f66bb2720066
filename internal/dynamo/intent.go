package dynamo

import (
	"context"
	"strings"
	"time"

	"github.com/communitrak/onboarding/internal/roster"
)

// Enqueue enqueues a mail. If a mail with the same ID has been enqueued before,
// Commit returns a *roster.ExistsError.
func (t *Tx) Enqueue(n roster.Intent) {
	t.createUnique(storeIntent(n), func(attributes) *roster.ExistsError { return &roster.ExistsError{What: "mail", ID: n.ID} })
}

// SaveIntent writes n over the revision that was read.
func (t *Tx) SaveIntent(n roster.Intent) { t.save(storeIntent(n), nil) }

// Intent reads one intent. It returns roster.ErrNotFound if there is none.
func (s *Store) Intent(ctx context.Context, id string) (roster.Intent, error) {
	return load(ctx, s, intentKey(id), (*intentItem).load)
}

// Intents reads many intents at once and omits those that do not exist.
func (s *Store) Intents(ctx context.Context, ids []string) (map[string]roster.Intent, error) {
	var keys []key
	for _, id := range ids {
		keys = append(keys, intentKey(id))
	}
	items, err := s.getAll(ctx, keys)
	if err != nil {
		return nil, err
	}
	all, err := loadAll(items, (*intentItem).load)
	intents := map[string]roster.Intent{}
	for _, n := range all {
		intents[n.ID] = n
	}
	return intents, err
}

// DueIntents lists the first limit mails of the lane that are due, without those
// to be skipped. skip may be nil.
func (s *Store) DueIntents(ctx context.Context, lane roster.Lane, now time.Time, limit int, skip func(id string) bool) ([]string, error) {
	id := func(pk string) string { return strings.TrimPrefix(pk, "O#") }
	items, err := s.due(ctx, string(lane), now, limit, func(pk string) bool { return skip != nil && skip(id(pk)) })
	if err != nil {
		return nil, err
	}
	var ids []string
	for _, a := range items {
		ids = append(ids, id(stringOf(a, "PK")))
	}
	return ids, nil
}

// OldestDue returns the due time of the mail that has waited longest in the
// lane, or zero if none is due.
func (s *Store) OldestDue(ctx context.Context, lane roster.Lane, now time.Time) (time.Time, error) {
	_, since, err := s.oldestDue(ctx, string(lane), now)
	return since, err
}
