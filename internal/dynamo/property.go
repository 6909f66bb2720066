package dynamo

import (
	"context"
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strings"

	"github.com/communitrak/onboarding/internal/personname"
	"github.com/communitrak/onboarding/internal/roster"
)

// CreateProperty adds a property, to which its address then leads. If the
// address already leads to a property, Commit returns a *roster.ExistsError that
// names it.
func (t *Tx) CreateProperty(p roster.Property) {
	i := storeProperty(p)
	if !p.NamedAfter(p.AddressKey()) {
		t.save(i, nil)
		t.ReserveAddress(p, p.AddressKey())
		return
	}
	i.LeadsTo = p.ID
	t.save(i, addressTaken)
	t.ops[len(t.ops)-1].condition = "attribute_not_exists(id) AND attribute_not_exists(p)"
}

func addressTaken(old attributes) error {
	if p := stringOf(old, "p"); p != "" {
		return &roster.ExistsError{What: "property", ID: p}
	}
	return nil
}

// SaveProperty writes p over the revision that was read. Its first household
// stays as it is, and so does where its item's address leads.
func (t *Tx) SaveProperty(p roster.Property) {
	condition, made := sameProperty(p)
	t.overwrite(storeProperty(p), condition, made, "home", "p")
}

// sameProperty is the condition that the item is not that of another property,
// which was made at the address after p was deleted.
func sameProperty(p roster.Property) (condition string, values attributes) {
	return "createdAt = :made", attributes{":made": number(int(stampOf(p.CreatedAt)))}
}

// ReserveAddress lets the address, p's own or another, lead to p. If it already
// leads to a property, Commit returns a *roster.ExistsError that names it.
func (t *Tx) ReserveAddress(p roster.Property, address roster.AddressKey) {
	t.changeAddress(addressChange{key: addressKey(p.Community, address), to: p.ID})
}

// JoinProperty saves joined and the property that replaces it, and redirects
// all addresses of joined to the latter.
func (t *Tx) JoinProperty(joined, to roster.Property) {
	for _, address := range joined.Addresses() {
		t.changeAddress(addressChange{key: addressKey(joined.Community, address), from: joined.ID, to: to.ID})
	}
	to, joined = to.Absorb(joined)
	t.SaveProperty(to)
	t.SaveProperty(joined)
}

// ReleaseAddress frees one of p's addresses for another property.
func (t *Tx) ReleaseAddress(p roster.Property, address roster.AddressKey) {
	t.changeAddress(addressChange{key: addressKey(p.Community, address), from: p.ID})
}

// addressChange changes which property an address leads to: from none if from is
// empty, to none if to is.
type addressChange struct {
	key      key
	from, to string
}

// changeAddress adds the change to the transaction when it is whole: the item may
// be that of a property, which a transaction writes only once.
func (t *Tx) changeAddress(c addressChange) {
	t.late = append(t.late, func() error { return t.foldAddress(c) })
}

func (t *Tx) foldAddress(c addressChange) error {
	n := t.opOn(c.key)
	if n < 0 {
		n = len(t.ops)
		t.ops = append(t.ops, op{key: c.key})
	}
	o := t.ops[n]
	if o.put != nil || o.values[":leads"] != nil || o.values[":led"] != nil || o.delete && c.to != "" {
		return fmt.Errorf("the transaction writes address %s %s twice", c.key.PK, c.key.SK)
	}
	if c.from == "" {
		o = o.and("attribute_not_exists(p)", nil)
		o.refused = addressTaken
	} else {
		o = o.and("p = :led", attributes{":led": text(c.from)})
	}
	switch {
	case c.to != "":
		o = o.and("", attributes{":leads": text(c.to)}).alsoUpdating("p = :leads", "")
	case !o.delete:
		o = o.alsoUpdating("", "p")
	}
	t.ops[n] = o
	return nil
}

// AddHouseholds adds n to the property's number of households. Commit returns
// ErrConflict if the property does not exist or was joined to another.
func (t *Tx) AddHouseholds(community, property string, n int) {
	t.do(op{
		key: propertyKey(community, property), update: "SET households = households + :n, rv = rv + :one",
		condition: "attribute_exists(id) AND attribute_not_exists(joinedTo)",
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
// read that it has no households. Of a property that has moved, the item stays,
// empty: its address may lead to another property by now.
func (t *Tx) DeleteProperty(p roster.Property) {
	o := op{key: propertyKey(p.Community, p.ID), delete: true, condition: "rv = :rv", values: attributes{":rv": number(p.Rev)}}
	if p.MovedAway() {
		names := map[string]string{}
		o.delete, o.names = false, names
		for n, name := range attributesOf(reflect.TypeFor[propertyItem]()) {
			if slices.Contains([]string{"PK", "SK", "rq", "home", "p"}, name) {
				continue
			}
			attribute := fmt.Sprintf("#n%d", n)
			names[attribute] = name
			o = o.alsoUpdating("", attribute)
		}
	}
	t.do(o.and(sameProperty(p)))
	for _, address := range p.Addresses() {
		t.ReleaseAddress(p, address)
	}
}

// Property reads one property. If it was joined to another, Property returns
// that one.
func (s *Store) Property(ctx context.Context, community, id string) (roster.Property, error) {
	for range 5 {
		p, err := load(ctx, s, propertyKey(community, id), (*propertyItem).load)
		if err == nil && p.ID == "" {
			err = roster.ErrNotFound // an address that leads to a property elsewhere
		}
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

// Households lists a property's households. It reads all that is stored of the
// property's delivery line, which is seldom more.
func (s *Store) Households(ctx context.Context, community, property string) ([]roster.Household, error) {
	items, err := s.queryAll(ctx, query{pk: propertyKey(community, property).PK})
	if err != nil {
		return nil, err
	}
	_, households, err := loadHomes(items)
	return slices.DeleteFunc(households, func(h roster.Household) bool { return h.Property != property }), err
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
		if !strings.HasPrefix(sortKey(a), propertySort) {
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
		if i.ID == "" {
			continue // an address that leads to a property elsewhere
		}
		properties = append(properties, i.load())
		if h, ok := i.household(); ok {
			households = append(households, h)
		}
	}
	return properties, households, nil
}

// AddressMatch is what an address leads to, and the ZIP it was found under.
type AddressMatch struct {
	ZIP string
	// Property is empty if the address is free although the property that was
	// made there is still stored under it: it has another address now, and a new
	// property at this one needs an ID of its own.
	Property string
}

// PropertiesAt lists the properties on one delivery line under any ZIP.
func (s *Store) PropertiesAt(ctx context.Context, community, line string) ([]AddressMatch, error) {
	items, err := s.queryAll(ctx, query{pk: addressKey(community, roster.AddressKey{Line: line}).PK, prefix: propertySort})
	if err != nil {
		return nil, err
	}
	var matches []AddressMatch
	for _, a := range items {
		matches = appendMatch(matches, a)
	}
	return matches, nil
}

// appendMatch adds what the item says of its address, if anything.
func appendMatch(matches []AddressMatch, a attributes) []AddressMatch {
	if stringOf(a, "p") == "" && stringOf(a, "id") == "" {
		return matches
	}
	return append(matches, AddressMatch{ZIP: zipOf(sortKey(a)), Property: stringOf(a, "p")})
}

// PropertiesOf looks up many addresses, each with its ZIP and without one, and
// returns the matches by delivery line. For an address without a ZIP, it does
// not find properties stored under one: see [Store.PropertiesAt].
func (s *Store) PropertiesOf(ctx context.Context, community string, addresses []roster.AddressKey) (map[string][]AddressMatch, error) {
	lines := map[string]string{}
	var keys []key
	for _, a := range addresses {
		for _, k := range []key{addressKey(community, a), addressKey(community, roster.AddressKey{Line: a.Line})} {
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
		matches[line] = appendMatch(matches[line], a)
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
			place := stringOf(a, "GSI1SK")
			entries = append(entries, PropertyEntry{ID: place[strings.LastIndex(place, labelEnd)+1:], Text: stringOf(a, "search")})
		}
		if len(next) == 0 || len(entries) >= limit {
			return entries[:min(limit, len(entries))], nil
		}
		q.start = next
	}
}
