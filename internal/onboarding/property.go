package onboarding

import (
	"cmp"
	"context"
	"errors"
	"slices"
	"strings"

	"github.com/communitrak/onboarding/internal/address"
	"github.com/communitrak/onboarding/internal/address/zipcode"
	"github.com/communitrak/onboarding/internal/dynamo"
	"github.com/communitrak/onboarding/internal/roster"
)

// ErrAmbiguous means that an address without a ZIP fits more than one property.
var ErrAmbiguous = errors.New("more than one property has that address")

// StreetProperty returns the property of a standard street address.
func StreetProperty(s address.Street) roster.Property {
	identity, line := s.Keys()
	return roster.Property{
		Kind:     roster.Street,
		Address:  roster.Address{Street: s.Street, Unit: s.Unit, City: s.City, State: s.State, ZIP: s.ZIP},
		Label:    s.Label(),
		Identity: identity, Line: line, RuleVersion: address.RuleVersion,
	}
}

// LotProperty returns the property of a standard lot.
func LotProperty(l address.Lot) roster.Property {
	return roster.Property{
		Kind:     roster.Lot,
		Address:  roster.Address{Lot: l.Lot, Unit: l.Unit, City: l.City, State: l.State, ZIP: l.ZIP},
		Label:    l.Label(),
		Identity: l.Identity(), Line: l.Identity(), RuleVersion: address.RuleVersion,
	}
}

// StandardizeStreet brings an address into standard form. If it has no city,
// the community's may end the street without a comma: "70 Heron Way Mesa".
func StandardizeStreet(in address.Street, p roster.Preferences) (address.Standard, error) {
	standard, err := address.Standardize(in)
	if err != nil || standard.City != "" || p.City == "" || !strings.HasSuffix(strings.ToUpper(in.Street), " "+strings.ToUpper(p.City)) {
		return standard, err
	}
	in.City = p.City
	here, err := address.Standardize(in)
	if err != nil || here.Street.Street == standard.Street.Street && here.Unit == standard.Unit {
		return standard, nil
	}
	return here, nil
}

// CompleteAddress fills in from the community's settings what the address leaves
// out, unless something in it tells of another place. The community's city is in
// its state under any ZIP.
func CompleteAddress(s address.Street, p roster.Preferences) address.Street {
	here := fits(s.City, p.City) && fits(s.State, p.State) && (s.ZIP == "" || p.ZIP != "" && strings.HasPrefix(s.ZIP, p.ZIP))
	switch {
	case here:
		s.City, s.State, s.ZIP = p.City, p.State, cmp.Or(s.ZIP, p.ZIP)
	case s.City == p.City && s.City != "" && s.State == "":
		s.State = p.State
	}
	return s
}

func fits(given, known string) bool { return given == "" || given == known }

// findProperty returns the property at p's address, whatever the spelling, and
// all matches on its delivery line. It returns roster.ErrNotFound if there is
// none. A property known without its ZIP is the same place; ErrAmbiguous means
// that p has no ZIP and several properties fit.
func (s *Service) findProperty(ctx context.Context, community string, p roster.Property) (id string, matches []dynamo.AddressMatch, err error) {
	if matches, err = s.store.PropertiesAt(ctx, community, p.Line); err != nil {
		return "", nil, err
	}
	id, err = MatchProperty(matches, p.AddressZIP())
	return id, matches, err
}

// MatchProperty picks among the properties on one delivery line.
func MatchProperty(matches []dynamo.AddressMatch, zip string) (property string, err error) {
	withoutZIP := ""
	different := map[string]bool{}
	matches = slices.DeleteFunc(slices.Clone(matches), vacated)
	for _, m := range matches {
		if m.ZIP == zip {
			return m.Property, nil
		}
		if m.ZIP == "" {
			withoutZIP = m.Property
		}
		different[m.Property] = true
	}
	switch {
	case withoutZIP != "":
		return withoutZIP, nil
	case zip != "" || len(different) == 0:
		return "", roster.ErrNotFound
	case len(different) > 1:
		return "", ErrAmbiguous
	default:
		return matches[0].Property, nil
	}
}

// vacated reports whether a property is stored under the address that has another
// one now.
func vacated(m dynamo.AddressMatch) bool { return m.Property == "" }

// UnconfirmedError asks for confirmation of an address's standard form.
type UnconfirmedError struct{ Standard address.Standard }

func (e *UnconfirmedError) Error() string { return "the standard form of the address is not confirmed" }

// standardize brings an address into standard form, completes it, and turns an
// address error into one about the field.
func standardize(in address.Street, prefix string, p roster.Preferences) (address.Standard, error) {
	standard, err := StandardizeStreet(in, p)
	if err != nil {
		return standard, fieldError(err, prefix)
	}
	standard.Street = CompleteAddress(standard.Street, p)
	return standard, nil
}

func fieldError(err error, prefix string) error {
	var field *address.FieldError
	if errors.As(err, &field) {
		return &roster.InvalidError{Field: prefix + field.Field, Code: field.Code, Reason: field.Reason}
	}
	return err
}

// Validated is the answer to an address that somebody typed.
type Validated struct {
	Standard address.Standard
	// Property is the property already at that address, if any.
	Property string
}

// ValidateAddress standardizes an address, checks whether the community has it,
// and warns about a ZIP that is unlikely to belong to the city.
func (s *Service) ValidateAddress(ctx context.Context, community roster.Community, in address.Street) (Validated, error) {
	standard, err := standardize(in, "", community.Preferences)
	if err != nil {
		return Validated{}, err
	}
	standard.Warnings = append(standard.Warnings, zipWarnings(standard)...)
	id, _, err := s.findProperty(ctx, community.ID, StreetProperty(standard.Street))
	if errors.Is(err, roster.ErrNotFound) || errors.Is(err, ErrAmbiguous) {
		return Validated{Standard: standard}, nil
	}
	return Validated{standard, id}, err
}

// zipWarnings warns about a ZIP that is unlikely to belong to the city, unless
// there already is a warning that it is in another state.
func zipWarnings(s address.Standard) []address.Warning {
	told := slices.ContainsFunc(s.Warnings, func(w address.Warning) bool { return w.Code == address.WarnZIPState })
	message := zipcode.Mismatch(s.ZIP, s.City, s.State)
	if told || message == "" {
		return nil
	}
	return []address.Warning{{Code: address.WarnZIPCity, Field: "zip", Message: message}}
}
