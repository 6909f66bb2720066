package importer

import (
	"context"
	"fmt"
	"strings"

	"communitrak/internal/address"
	"communitrak/internal/roster"
)

// lookAlikes finds street addresses that are close to one that a row would make.
// Both stay: only people can tell whether they are one home.
type lookAlikes struct {
	// byNumber are the packed addresses by their house number.
	byNumber map[string][]string
	size     int
}

// mostAlike bounds how many addresses are remembered; in a community with more,
// further ones are not compared.
const mostAlike = 20_000

// alikePage is how many properties are read at once.
const alikePage = 500

// findLookAlikes remembers the addresses of the community.
func (s *Service) findLookAlikes(ctx context.Context, community string) (*lookAlikes, error) {
	l := &lookAlikes{byNumber: map[string][]string{}}
	for cursor, more := "", true; more && l.size < mostAlike; more = cursor != "" {
		page, next, err := s.store.Properties(ctx, community, "", alikePage, cursor)
		if err != nil {
			return nil, fmt.Errorf("listing properties: %w", err)
		}
		for _, p := range page {
			l.add(p)
		}
		cursor = next
	}
	return l, nil
}

// note says which other addresses the new property's looks like, and remembers
// it.
func (l *lookAlikes) note(p roster.Property, v *verdict) {
	if p.Kind != roster.Street {
		return
	}
	s := streetOf(p)
	for _, other := range l.byNumber[number(s)] {
		if other := unpack(other); address.LookAlike(s, other) {
			v.note(fmt.Sprintf("a new home is made at %s, which looks like %s; join the two if they are one", p.Label, other.Label()))
			break
		}
	}
	l.add(p)
}

func (l *lookAlikes) add(p roster.Property) {
	if p.Kind != roster.Street || p.JoinedTo != "" || l.size >= mostAlike {
		return
	}
	s := streetOf(p)
	n := number(s)
	l.byNumber[n] = append(l.byNumber[n], pack(s))
	l.size++
}

// pack makes one string of an address, of which there are many.
func pack(s address.Street) string {
	return strings.Join([]string{s.Street, s.Unit, s.City, s.State, s.ZIP}, "\x00")
}

func unpack(packed string) address.Street {
	p := strings.Split(packed, "\x00")
	return address.Street{Street: p[0], Unit: p[1], City: p[2], State: p[3], ZIP: p[4]}
}

func number(s address.Street) string {
	n, _, _ := strings.Cut(s.Street, " ")
	return n
}

func streetOf(p roster.Property) address.Street {
	a := p.Address
	return address.Street{Street: a.Street, Unit: a.Unit, City: a.City, State: a.State, ZIP: a.ZIP}
}
