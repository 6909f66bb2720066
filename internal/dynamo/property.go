package dynamo

import (
	"context"
	"errors"
	"strings"

	"github.com/communitrak/onboarding/internal/personname"
	"github.com/communitrak/onboarding/internal/roster"
)

// CreateProperty adds a property and its address key. If the address already
// has a property, Commit returns a *roster.ExistsError that names it.
func (t *Tx) CreateProperty(p roster.Property) {
	t.save(storeProperty(p), nil)
	t.ReserveAddress(p, p.AddressKey())
}

// SaveProperty writes p over the revision that was read. Its first household
// stays as it is.
func (t *Tx) SaveProperty(p roster.Property) { t.overwrite(storeProperty(p), "home") }

// ReserveAddress maps the address, p's own or another, to p. If it already has a
// property, Commit returns a *roster.ExistsError that names it.
func (t *Tx) ReserveAddress(p roster.Property, address roster.AddressKey) {
	t.createUnique(&addressItem{newHeader(addressKeyOf(p.Community, address), 0), p.ID}, func(old attributes) *roster.ExistsError {
		return &roster.ExistsError{What: "property", ID: stringOf(old, "p")}
	})
}

// JoinProperty saves joined and the property that replaces it, and redirects
// all addresses of joined to the latter.
func (t *Tx) JoinProperty(joined, to roster.Property) {
	for _, place := range append([]roster.AddressKey{joined.AddressKey()}, joined.Aliases...) {
		t.do(op{
			key: addressKeyOf(joined.Community, place), update: "SET p = :to",
			condition: "p = :from", values: attributes{":from": text(joined.ID), ":to": text(to.ID)},
		})
	}
	to, joined = to.Absorb(joined)
	t.SaveProperty(to)
	t.SaveProperty(joined)
}

// ReleaseAddress frees one of p's addresses for another property.
func (t *Tx) ReleaseAddress(p roster.Property, address roster.AddressKey) {
	t.do(op{key: addressKeyOf(p.Community, address), delete: true, condition: "p = :p", values: attributes{":p": text(p.ID)}})
}

// AddHouseholds adds n to the property's number of households. Commit returns
// ErrConflict if the property does not exist or was joined to another.
func (t *Tx) AddHouseholds(community, property string, n int) {
	t.do(op{
		key: propertyKey(community, property), update: "SET households = households + :n, rv = rv + :one",
		condition: "attribute_exists(PK) AND attribute_not_exists(joinedTo)",
		values:    attributes{":n": number(n), ":one": number(1)},
	})
}

// SaveHousehold writes h, as a new household or over the revision that was read.
func (t *Tx) SaveHousehold(h roster.Household) {
	if roster.FirstHousehold(h.ID) {
		t.changeHome(homeChange{household: h, save: true})
		return
	}
	t.save(storeHousehold(h), nil)
}

// RequireHousehold makes the transaction depend on h being as it was read.
func (t *Tx) RequireHousehold(h roster.Household) {
	if roster.FirstHousehold(h.ID) {
		t.changeHome(homeChange{household: h})
		return
	}
	t.require(householdKey(h.Community, h.ID), h.Rev)
}

// DeleteHousehold removes h. The caller must have read that it is empty.
func (t *Tx) DeleteHousehold(h roster.Household) {
	if roster.FirstHousehold(h.ID) {
		t.changeHome(homeChange{household: h, remove: true})
		return
	}
	t.remove(householdKey(h.Community, h.ID), h.Rev)
}

// DeleteProperty removes p and frees all its addresses. The caller must have
// read that it has no households.
func (t *Tx) DeleteProperty(p roster.Property) {
	t.remove(propertyKey(p.Community, p.ID), p.Rev)
	for _, place := range append([]roster.AddressKey{p.AddressKey()}, p.Aliases...) {
		t.ReleaseAddress(p, place)
	}
}

// Property reads one property. If it was joined to another, Property returns
// that one.
func (s *Store) Property(ctx context.Context, community, id string) (roster.Property, error) {
	for range 5 {
		p, err := load(ctx, s, propertyKey(community, id), (*propertyItem).load)
		if err != nil || p.JoinedTo == "" {
			return p, err
		}
		id = p.JoinedTo
	}
	return roster.Property{}, roster.ErrNotFound
}

// Household reads one household. It follows a property that was joined to
// another after the ID was issued.
func (s *Store) Household(ctx context.Context, community, id string) (roster.Household, error) {
	h, err := s.householdNow(ctx, community, id)
	if !errors.Is(err, roster.ErrNotFound) {
		return h, err
	}
	former := roster.PropertyOf(id)
	if former == id {
		return roster.Household{}, roster.ErrNotFound
	}
	p, err := s.Property(ctx, community, former)
	if err != nil {
		return roster.Household{}, err
	}
	if p.ID == former {
		return roster.Household{}, roster.ErrNotFound
	}
	return s.Household(ctx, community, roster.HouseholdMovedTo(p.ID, id))
}

// householdNow reads one household under the ID that it has now.
func (s *Store) householdNow(ctx context.Context, community, id string) (roster.Household, error) {
	if !roster.FirstHousehold(id) {
		return load(ctx, s, householdKey(community, id), (*householdItem).load)
	}
	var i propertyItem
	if _, err := s.get(ctx, householdKey(community, id), &i); err != nil {
		return roster.Household{}, err
	}
	h, ok := i.household()
	if !ok || h.ID != id {
		return roster.Household{}, roster.ErrNotFound
	}
	return h, nil
}

// Households lists a property's households.
func (s *Store) Households(ctx context.Context, community, property string) ([]roster.Household, error) {
	items, err := s.queryAll(ctx, query{pk: propertyKey(community, property).PK})
	if err != nil {
		return nil, err
	}
	_, households, err := loadHomes(items)
	return households, err
}

// Homes reads many properties and households at once, for a page of a list or a
// chunk of an import. It omits those that do not exist, and may add first
// households of the properties.
func (s *Store) Homes(ctx context.Context, community string, properties, households []string) (map[string]roster.Property, map[string]roster.Household, error) {
	var keys []key
	for _, p := range properties {
		keys = append(keys, propertyKey(community, p))
	}
	for _, h := range households {
		keys = append(keys, householdKey(community, h))
	}
	items, err := s.getAll(ctx, keys)
	if err != nil {
		return nil, nil, err
	}
	ps, hs := map[string]roster.Property{}, map[string]roster.Household{}
	found, living, err := loadHomes(items)
	for _, p := range found {
		ps[p.ID] = p
	}
	for _, h := range living {
		hs[h.ID] = h
	}
	return ps, hs, err
}

// loadHomes returns the properties and households that the items hold.
func loadHomes(items []attributes) (properties []roster.Property, households []roster.Household, err error) {
	for _, a := range items {
		if sortKey(a) != "P" {
			i, err := decode[householdItem](a)
			if err != nil {
				return nil, nil, err
			}
			households = append(households, i.load())
			continue
		}
		i, err := decode[propertyItem](a)
		if err != nil {
			return nil, nil, err
		}
		properties = append(properties, i.load())
		if h, ok := i.household(); ok {
			households = append(households, h)
		}
	}
	return properties, households, nil
}

// AddressMatch is a property that an address leads to, and the ZIP it was found
// under.
type AddressMatch struct{ ZIP, Property string }

// PropertiesAt lists the properties on one delivery line under any ZIP.
func (s *Store) PropertiesAt(ctx context.Context, community, line string) ([]AddressMatch, error) {
	items, err := s.queryAll(ctx, query{pk: addressKey(community, line, "").PK, prefix: "K#"})
	if err != nil {
		return nil, err
	}
	var matches []AddressMatch
	for _, a := range items {
		matches = append(matches, AddressMatch{ZIP: strings.TrimPrefix(sortKey(a), "K#"), Property: stringOf(a, "p")})
	}
	return matches, nil
}

// PropertiesOf looks up many addresses, each with its ZIP and without one, and
// returns the matches by delivery line. For an address without a ZIP, it does
// not find properties stored under one: see [Store.PropertiesAt].
func (s *Store) PropertiesOf(ctx context.Context, community string, addresses []roster.AddressKey) (map[string][]AddressMatch, error) {
	lines := map[string]string{}
	var keys []key
	for _, a := range addresses {
		for _, k := range []key{addressKey(community, a.Line, a.ZIP), addressKey(community, a.Line, "")} {
			lines[k.PK] = a.Line
			keys = append(keys, k)
		}
	}
	items, err := s.getAll(ctx, keys)
	if err != nil {
		return nil, err
	}
	matches := map[string][]AddressMatch{}
	for _, a := range items {
		line := lines[stringOf(a, "PK")]
		matches[line] = append(matches[line], AddressMatch{ZIP: strings.TrimPrefix(sortKey(a), "K#"), Property: stringOf(a, "p")})
	}
	return matches, nil
}

// Properties lists a community's properties whose labels contain the words of
// q, limit at a time: first those whose labels start with q, with the same
// numbers, which are a range of the index; then the others, for which all of it is
// read. Both are in label order.
func (s *Store) Properties(ctx context.Context, community, q string, limit int, cursor string) (page []roster.Property, next string, err error) {
	from, err := decodeSortKey(cursor)
	if err != nil {
		return nil, "", err
	}
	words := strings.Fields(personname.Fold(q))
	from, elsewhere := strings.CutPrefix(from, elsewhereMark)
	var found []attributes
	var upTo string
	if !elsewhere {
		qq := query{index: "GSI1", pk: propertiesIndex(community), from: from, prefix: labelStart(strings.Join(words, " ")), limit: int32(limit)}
		if found, upTo, err = s.collect(ctx, []query{qq}, limit); err != nil {
			return nil, "", err
		}
		from, elsewhere = "", upTo == "" && len(words) > 0
	}
	switch room := limit - len(found); {
	case elsewhere && room == 0:
		upTo = elsewhereMark
	case elsewhere:
		more, end, err := s.collect(ctx, propertiesElsewhere(community, words, from), room)
		if err != nil {
			return nil, "", err
		}
		found = append(found, more...)
		if end != "" {
			upTo = elsewhereMark + end
		}
	}
	items, err := s.resolve(ctx, found)
	if err != nil {
		return nil, "", err
	}
	page, err = loadAll(items, (*propertyItem).load)
	return page, encodeSortKey(upTo), err
}

// elsewhereMark begins a cursor among the labels that do not start with the
// search text. No label starts with it.
const elsewhereMark = "\x01"

// propertiesElsewhere returns queries for labels after from that contain the words
// but do not start with them.
func propertiesElsewhere(community string, words []string, from string) (queries []query) {
	first := labelStart(strings.Join(words, " "))
	last := first + "\U0010FFFF"
	base := query{index: "GSI1", pk: propertiesIndex(community)}
	base.contains("search", words)
	if from < first {
		before := base
		// With both bounds, the query includes them.
		before.before, before.from = first, from+"\x00"
		queries = append(queries, before)
	}
	after := base
	after.from = max(from, last)
	return append(queries, after)
}

// PropertyEntry is a property's index entry.
type PropertyEntry struct {
	ID string
	// Text is the folded, searchable label.
	Text string
}

// PropertiesBetween lists up to most properties whose labels start with first,
// start with last, or sort between the two. It reads an index, which may lag.
func (s *Store) PropertiesBetween(ctx context.Context, community, first, last string, limit int) ([]PropertyEntry, error) {
	q := query{index: "GSI1", pk: propertiesIndex(community), from: labelStart(first), before: labelStart(last) + "\U0010FFFF"}
	var entries []PropertyEntry
	for {
		items, next, err := s.query(ctx, q)
		if err != nil {
			return nil, err
		}
		for _, a := range items {
			id := strings.TrimPrefix(stringOf(a, "PK"), propertyKey(community, "").PK)
			entries = append(entries, PropertyEntry{ID: id, Text: stringOf(a, "search")})
		}
		if len(next) == 0 || len(entries) >= limit {
			return entries[:min(limit, len(entries))], nil
		}
		q.start = next
	}
}
