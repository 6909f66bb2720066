package dynamo

import (
	"context"
	"strings"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb/types"

	"github.com/communitrak/onboarding/internal/roster"
)

// Unfinished is the work that the schedules of a table would resume, now or
// later.
type Unfinished struct {
	Mails   []string
	Members []MemberRef
	Imports []ImportRef
	FanOuts []DueJob
}

// Unfinished reads the whole table. It uses no indexes, which need not be ready
// yet on a restored table.
func (s *Store) Unfinished(ctx context.Context) (Unfinished, error) {
	var u Unfinished
	err := s.scan(ctx, func(a attributes) error {
		lane, _, _ := strings.Cut(strings.TrimPrefix(stringOf(a, "GSI2PK"), "DUE#"), "#")
		pk := stringOf(a, "PK")
		switch lane {
		case "":
		case laneMember:
			if c, m, ok := splitMemberKey(pk); ok {
				u.Members = append(u.Members, MemberRef{c, m})
			}
		case laneJob:
			if c, j, ok := cutKey(pk, "#J#"); ok {
				u.Imports = append(u.Imports, ImportRef{c, j})
			} else if c, d, ok := cutKey(pk, "#D#"); ok {
				u.FanOuts = append(u.FanOuts, DueJob{Community: c, FanOut: d})
			}
		default:
			u.Mails = append(u.Mails, strings.TrimPrefix(pk, "O#"))
		}
		return nil
	})
	return u, err
}

// ErasedSince lists the persons, as keyed hashes of their emails, who were
// erased after the given moment.
func (s *Store) ErasedSince(ctx context.Context, since time.Time) ([]string, error) {
	erased := map[MemberRef]bool{}
	var links []*membershipItem
	err := s.scan(ctx, func(a attributes) error {
		pk, sk := stringOf(a, "PK"), sortKey(a)
		switch {
		case strings.HasPrefix(pk, "E#") && strings.HasPrefix(sk, "C#"):
			i, err := decode[membershipItem](a)
			if err != nil {
				return err
			}
			links = append(links, i)
		case strings.HasPrefix(pk, "C#") && sk == "M":
			i, err := decode[memberItem](a)
			if err != nil {
				return err
			}
			if i.ErasedAt.time().After(since) {
				erased[MemberRef{i.Community, i.ID}] = true
			}
		}
		return nil
	})
	var persons []string
	seen := map[string]bool{}
	for _, l := range links {
		if erased[MemberRef{l.Community, l.Member}] && !seen[l.Person] {
			seen[l.Person] = true
			persons = append(persons, l.Person)
		}
	}
	return persons, err
}

// scan reads the whole table consistently, item by item.
func (s *Store) scan(ctx context.Context, each func(attributes) error) error {
	pages := dynamodb.NewScanPaginator(s.db, &dynamodb.ScanInput{TableName: &s.table, ConsistentRead: aws.Bool(true)})
	for pages.HasMorePages() {
		page, err := pages.NextPage(ctx)
		if err != nil {
			return err
		}
		for _, a := range page.Items {
			if err := each(a); err != nil {
				return err
			}
		}
	}
	return nil
}

// Copied counts what CopyFrom did.
type Copied struct{ Written, Deleted int }

// CopyFrom makes the table hold exactly what from holds. Nobody may write to
// either table meanwhile. It is safe to repeat; identical items are written
// again.
func (s *Store) CopyFrom(ctx context.Context, from *Store) (Copied, error) {
	var done Copied
	there := map[key]bool{}
	b := batchWriter{store: s}
	err := from.scan(ctx, func(a attributes) error {
		there[keyOf(a)] = true
		done.Written++
		return b.add(ctx, types.WriteRequest{PutRequest: &types.PutRequest{Item: a}})
	})
	if err != nil {
		return done, err
	}
	err = s.scan(ctx, func(a attributes) error {
		if there[keyOf(a)] {
			return nil
		}
		done.Deleted++
		return b.add(ctx, types.WriteRequest{DeleteRequest: &types.DeleteRequest{Key: keyOf(a).attributes()}})
	})
	if err != nil {
		return done, err
	}
	return done, b.flush(ctx)
}

// batchWriter writes without conditions, in the largest batches that DynamoDB
// allows.
type batchWriter struct {
	store *Store
	batch []types.WriteRequest
}

// maxBatchWrite is the maximum number of items in one BatchWriteItem.
const maxBatchWrite = 25

func (b *batchWriter) add(ctx context.Context, r types.WriteRequest) error {
	b.batch = append(b.batch, r)
	if len(b.batch) < maxBatchWrite {
		return nil
	}
	return b.flush(ctx)
}

func (b *batchWriter) flush(ctx context.Context) error {
	for try := 1; len(b.batch) > 0; try++ {
		out, err := b.store.db.BatchWriteItem(ctx, &dynamodb.BatchWriteItemInput{RequestItems: map[string][]types.WriteRequest{b.store.table: b.batch}})
		if err != nil {
			return err
		}
		if b.batch = out.UnprocessedItems[b.store.table]; len(b.batch) > 0 {
			if err := pause(ctx, try); err != nil {
				return err
			}
		}
	}
	return nil
}

// AdjustMailCounts adjusts an import's mail counters for a mail that changed from
// before to n.
func (t *Tx) AdjustMailCounts(before, n roster.Intent) {
	if n.Kind == roster.MailInvitation && n.Ref != "" {
		t.AddMailCounts(n.Community, n.Ref, n.MailCounts().Minus(before.MailCounts()))
	}
}
