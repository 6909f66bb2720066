package importer

import (
	"context"

	"github.com/communitrak/onboarding/internal/rosterfile"
)

// Remember adds settled layouts to those that a community remembers.
func (s *Service) Remember(ctx context.Context, community string, settled ...rosterfile.Settled) error {
	return s.remember(ctx, community, settled...)
}

// Remembered returns the layouts that a community remembers.
func (s *Service) Remembered(ctx context.Context, community string) (rosterfile.Memory, error) {
	memory, _, err := s.layouts(ctx, community)
	return memory, err
}
