package onboarding

import (
	"context"
	"errors"
	"slices"

	"github.com/communitrak/onboarding/internal/address"
	"github.com/communitrak/onboarding/internal/dynamo"
	"github.com/communitrak/onboarding/internal/roster"
)

// Rekeyed is what became of a community's properties under newer rules.
type Rekeyed struct {
	// Examined counts all properties, Current those already following the rules,
	// and Added those that can now also be found under another address.
	Examined, Current, Added int
	// Same are pairs of labels that are one address under the new rules.
	Same [][2]string
}

// RekeyAddresses makes the community's properties findable by what the current
// rules make of their addresses, in addition to what older rules made of them.
// If interrupted, it starts over. With dry, nothing is written.
func (s *Service) RekeyAddresses(ctx context.Context, community roster.Community, dry bool) (Rekeyed, error) {
	var done Rekeyed
	for cursor := ""; ; {
		page, next, err := s.store.Properties(ctx, community.ID, "", historyPage, cursor)
		if err != nil {
			return done, err
		}
		for _, p := range page {
			done.Examined++
			if p.RuleVersion >= address.RuleVersion {
				done.Current++
				continue
			}
			if err := dynamo.Retry(ctx, func() error { return s.rekey(ctx, p.Community, p.ID, dry, &done) }); err != nil {
				return done, err
			}
		}
		if cursor = next; next == "" {
			return done, nil
		}
	}
}

func (s *Service) rekey(ctx context.Context, community, id string, dry bool, done *Rekeyed) error {
	p, err := s.store.Property(ctx, community, id)
	if err != nil || p.ID != id {
		return err
	}
	place, err := currentAddressKey(p)
	if err != nil {
		return err
	}
	next := p
	next.RuleVersion = address.RuleVersion
	tx := s.store.Begin()
	further := place != p.AddressKey() && !slices.Contains(p.Aliases, place)
	if further {
		next.Aliases = append(slices.Clone(p.Aliases), place)
		tx.ReserveAddress(p, place)
	}
	tx.SaveProperty(next)
	if !dry {
		err = tx.Commit(ctx)
	}
	var exists *roster.ExistsError
	switch {
	case errors.As(err, &exists):
		other, err := s.store.Property(ctx, community, exists.ID)
		done.Same = append(done.Same, [2]string{p.Label, other.Label})
		return err
	case err == nil && further:
		done.Added++
	}
	return err
}

// currentAddressKey returns the key under which the current rules find p's
// address.
func currentAddressKey(p roster.Property) (roster.AddressKey, error) {
	a := p.Address
	if p.Kind == roster.Lot {
		lot, err := address.StandardizeLot(address.Lot{Lot: a.Lot, Unit: a.Unit, City: a.City, State: a.State, ZIP: a.ZIP})
		return LotProperty(lot).AddressKey(), err
	}
	standard, err := address.Standardize(address.Street{Street: a.Street, Unit: a.Unit, City: a.City, State: a.State, ZIP: a.ZIP})
	return StreetProperty(standard.Street).AddressKey(), err
}
