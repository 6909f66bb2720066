package dynamo

import (
	"context"
	"errors"

	"communitrak/internal/roster"
)

// CreateImport adds an import. When the identifier is known, Commit returns a
// *roster.ExistsError: the same object was reported twice.
func (t *Tx) CreateImport(j roster.Import) {
	t.save(storeImport(j), func(old attributes) error {
		if old == nil {
			return nil
		}
		return &roster.ExistsError{What: "import", ID: j.ID}
	})
}

// SaveImport writes j in place of the revision it was read at. A run that lost
// its fence to another gets ErrConflict.
func (t *Tx) SaveImport(j roster.Import) { t.save(storeImport(j), nil) }

// AddRows adds the results of a chunk.
func (t *Tx) AddRows(community, job string, chunk int, results []roster.RowResult) {
	t.add(&rowsItem{at(rowsKey(community, job, chunk), 0), results})
}

// Import reads one import. roster.ErrNotFound: there is none.
func (s *Store) Import(ctx context.Context, community, id string) (roster.Import, error) {
	var i importItem
	found, err := s.get(ctx, importKey(community, id), &i)
	if err != nil {
		return roster.Import{}, err
	}
	if !found {
		return roster.Import{}, roster.ErrNotFound
	}
	return i.load(), nil
}

// Imports lists a community's imports, newest first.
func (s *Store) Imports(ctx context.Context, community string, limit int, cursor string) (page []roster.Import, next string, err error) {
	q := query{index: "GSI1", pk: importsIndex(community), descending: true, limit: int32(limit)}
	if cursor != "" {
		parts, err := decodeCursor(cursor, 1)
		if err != nil {
			return nil, "", err
		}
		q.before = parts[0]
	}
	items, next, err := s.fill(ctx, q, limit)
	if err != nil {
		return nil, "", err
	}
	stored, err := decodeAll[importItem](items)
	if err != nil {
		return nil, "", err
	}
	for _, i := range stored {
		page = append(page, i.load())
	}
	return page, next, nil
}

// Rows reads the results of an import in the order of the file, from the chunk
// on that cursor names, at least one chunk. next is empty at the end.
func (s *Store) Rows(ctx context.Context, community, id string, chunks int, cursor string) (results []roster.RowResult, next string, err error) {
	q := query{pk: importKey(community, id).PK, prefix: "R#", limit: int32(chunks)}
	if cursor != "" {
		parts, err := decodeCursor(cursor, 1)
		if err != nil {
			return nil, "", err
		}
		q.from = parts[0]
	}
	items, last, err := s.query(ctx, q)
	if err != nil {
		return nil, "", err
	}
	for _, a := range items {
		i, err := decode[rowsItem](a)
		if err != nil {
			return nil, "", err
		}
		results = append(results, i.Results...)
	}
	if len(last) > 0 {
		next = encodeCursor(sortKey(last))
	}
	return results, next, nil
}

type importLockItem struct {
	header
	Import string `dynamodbav:"import"`
}

// LockImports makes job the community's one running import. ok is false while
// another one, which LockImports names, is.
func (s *Store) LockImports(ctx context.Context, community, job string) (holder string, ok bool, err error) {
	err = s.writeOne(ctx, roster.NewID(), op{
		key: importLockKey(community), update: "SET #import = :job", condition: "attribute_not_exists(PK) OR #import = :job",
		names: map[string]string{"#import": "import"}, values: attributes{":job": text(job)},
		refused: func(old attributes) error {
			holder = stringOf(old, "import")
			return errFull
		},
	})
	if errors.Is(err, errFull) {
		return holder, false, nil
	}
	return job, err == nil, err
}

// UnlockImports lets the community's next import run. The write is part of the
// transaction that ends job.
func (t *Tx) UnlockImports(community, job string) {
	t.do(op{
		key: importLockKey(community), delete: true, condition: "attribute_not_exists(PK) OR #import = :job",
		names: map[string]string{"#import": "import"}, values: attributes{":job": text(job)},
	})
}
