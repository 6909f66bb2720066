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
