package importer

import (
	"context"

	"communitrak/internal/rosterfile"
)

// Remember adds what was settled about layouts to what a community knows of them.
func (s *Service) Remember(ctx context.Context, community string, settled ...rosterfile.Settled) error {
	return s.remember(ctx, community, settled...)
}

// Remembered is what a community knows of layouts.
func (s *Service) Remembered(ctx context.Context, community string) (rosterfile.Memory, error) {
	memory, _, err := s.layouts(ctx, community)
	return memory, err
}
