package importer

import (
	"context"
	"path"

	"communitrak/internal/roster"
)

// Offer puts a file into the community's results and returns a link that downloads
// it for a while. The bucket lets go of it with the other results.
func (s *Service) Offer(ctx context.Context, c roster.Community, name, contentType string, content []byte) (link string, err error) {
	key := path.Join("results", c.ID, "exports", roster.NewID(), name)
	if err := s.bucket.Put(ctx, key, contentType, content); err != nil {
		return "", err
	}
	return s.bucket.PresignGet(ctx, key, name, s.settings.LinkLife)
}

// LettersLink is a link that downloads invitations on paper for a while.
func (s *Service) LettersLink(ctx context.Context, c roster.Community, p roster.Printing) (string, error) {
	return s.bucket.PresignGet(ctx, p.File(), roster.Slug(c.Name)+"-"+p.Form+".pdf", s.settings.LinkLife)
}
