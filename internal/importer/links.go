package importer

import (
	"context"
	"path"

	"github.com/communitrak/onboarding/internal/roster"
)

// Offer stores a file with the community's results and returns a temporary
// download link. The bucket deletes it with the other results.
func (s *Service) Offer(ctx context.Context, c roster.Community, name, contentType string, content []byte) (link string, err error) {
	key := path.Join("results", c.ID, "exports", roster.NewID(), name)
	if err := s.bucket.Put(ctx, key, contentType, content); err != nil {
		return "", err
	}
	return s.bucket.PresignGet(ctx, key, name, s.settings.LinkLife)
}

// LettersLink returns a temporary link that downloads printed invitations.
func (s *Service) LettersLink(ctx context.Context, c roster.Community, p roster.PrintJob) (string, error) {
	return s.bucket.PresignGet(ctx, p.ObjectKey(), roster.Slug(c.Name)+"-"+p.Form+"s.pdf", s.settings.LinkLife)
}
