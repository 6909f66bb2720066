package dynamo

import (
	"context"

	"github.com/communitrak/onboarding/internal/roster"
)

type logoItem struct {
	header
	ID        string `dynamodbav:"id"`
	Community string `dynamodbav:"c"`
	Type      string `dynamodbav:"type"`
	Width     int    `dynamodbav:"w"`
	Height    int    `dynamodbav:"h"`
	Bytes     []byte `dynamodbav:"bytes"`
}

func storeLogo(l roster.LogoPicture) *logoItem {
	return &logoItem{header: newHeader(logoKey(l.ID), 0), ID: l.ID, Community: l.Community, Type: l.Type, Width: l.Width, Height: l.Height, Bytes: l.Bytes}
}

func (i *logoItem) load() roster.LogoPicture {
	return roster.LogoPicture{Logo: roster.Logo{ID: i.ID, Width: i.Width, Height: i.Height}, Community: i.Community, Type: i.Type, Bytes: i.Bytes}
}

// AddLogo adds a picture. Commit returns ErrConflict if it already exists.
func (t *Tx) AddLogo(l roster.LogoPicture) { t.add(storeLogo(l)) }

// DeleteLogo deletes a picture. Pictures are written once and never changed.
func (t *Tx) DeleteLogo(id string) { t.remove(logoKey(id), 1) }

// Logo reads a picture. It returns roster.ErrNotFound if there is none.
func (s *Store) Logo(ctx context.Context, id string) (roster.LogoPicture, error) {
	return load(ctx, s, logoKey(id), (*logoItem).load)
}
