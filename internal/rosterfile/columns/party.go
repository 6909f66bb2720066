package columns

import (
	"slices"
	"strings"
)

// party is one of the people that the columns of a wide row distinguish: the
// resident, the second owner, the tenant. Its number is its position in the
// list.
type party struct {
	noun   personNoun
	order  int
	digit  bool            // numbered with digits
	repeat bool            // known only by repeated headings
	from   int             // first column of the party
	fields map[string]int  // columns of its name, by field
	forms  map[string]bool // headings used for them
}

// is reports whether a heading with noun and order is about the party.
// "Resident", "Member", and no noun at all are the same; an owner is somebody
// else.
func (k *party) is(noun personNoun, order int) bool {
	return k.order == max(order, 1) && (k.noun == noun || k.noun <= nounAny && noun <= nounAny)
}

// fits reports whether the heading may be about the party if nobody else is
// meant.
func (k *party) fits(noun personNoun, order int) bool {
	return k.is(noun, order) || k.order == max(order, 1) && (k.noun <= nounAny || noun <= nounAny)
}

func isNamePart(name string) bool {
	return name == FieldFullName || name == FieldFirst || name == FieldLast
}

// findParties makes a party of each set of name columns. Only names make a
// party: an email or phone alone belongs to one of them.
func (s *classifier) findParties() {
	s.dropVagueNames()
	for i, r := range s.readings {
		if !r.usable() || !isNamePart(r.field) {
			continue
		}
		k := s.partyFor(i, r)
		if k == nil {
			continue
		}
		k.noun = max(k.noun, r.noun)
		k.fields[r.field] = i
		k.forms[Folded(s.columns[i].Header)] = true
	}
	s.doubtContacts()
	s.dropOwnersBeside()
	s.nameMain()
	s.parties = s.parties[:min(len(s.parties), MaxPeople)]
	s.nameFromFirst()
	for n, k := range s.parties {
		for name, i := range k.fields {
			s.columns[i].Field = memberField(n+1, name, 1)
		}
	}
	s.bare = s.bareParty()
}

// readGivenNames reads "Husband" and "Adult 1" as first names if single words
// stand below them and another column has the last name.
func (s *classifier) readGivenNames() {
	if s.reads(FieldFirst) || !s.reads(FieldLast) && !s.reads(fieldFamilyName) {
		return
	}
	var given []int
	for i, r := range s.readings {
		if !r.usable() || r.field != FieldFullName {
			continue
		}
		if p := &s.profiles[i]; r.noun == nounNone || !p.mostly(p.names-p.multiword, 80) {
			return
		}
		given = append(given, i)
	}
	for _, i := range given {
		s.readings[i].field = FieldFirst
	}
}

// settleSecond reads "Secondary Email" as the email of whom "Secondary Name"
// names. Without such a name it is another email of the same person.
func (s *classifier) settleSecond() {
	if !slices.ContainsFunc(s.readings, func(r reading) bool { return r.second && r.usable() && isNamePart(r.field) }) {
		return
	}
	for i := range s.readings {
		if r := &s.readings[i]; r.second && r.usable() && !IsPlaceField(r.field) {
			r.order, r.weak, r.rank = 2, false, 0
		}
	}
}

// settleFamilyName reads "Family Name" as the last name or, if another column
// has the last name, as the household's name.
func (s *classifier) settleFamilyName() {
	first, last, full := s.reads(FieldFirst), s.reads(FieldLast), s.reads(FieldFullName)
	for i := range s.readings {
		if s.readings[i].field != fieldFamilyName {
			continue
		}
		s.readings[i].field = FieldLast
		if last || full && !first {
			s.readings[i].field = FieldHousehold
		}
	}
}

// dropVagueNames ignores "Screen Name" and the like if there are first and last
// names.
func (s *classifier) dropVagueNames() {
	if !s.reads(FieldFirst) || !s.reads(FieldLast) {
		return
	}
	for i, r := range s.readings {
		if r.usable() && r.field == FieldFullName && r.weak && r.noun == nounNone {
			s.ignore(i, whyUnneeded)
		}
	}
}

func (s *classifier) reads(name string) bool {
	return slices.ContainsFunc(s.readings, func(r reading) bool { return r.field == name && r.usable() })
}

// partyFor returns the party whose name is in column i, or nil if the column
// repeats a known one.
func (s *classifier) partyFor(i int, r reading) *party {
	for n := range s.parties {
		k := &s.parties[n]
		if !k.is(r.noun, r.order) && !s.completes(k, r) || r.digit && !k.digit && k.order > 1 {
			continue
		}
		j, taken := k.fields[r.field]
		switch {
		case !taken:
			return k
		case k.forms[Folded(s.columns[i].Header)]:
			if last := s.lastRepeat(r); last != nil {
				return last
			}
			return s.newParty(party{noun: r.noun, order: len(s.parties) + 1, repeat: true, from: i})
		}
		if both, differ := s.agree(i, j); both > 0 && differ > 0 {
			s.unclear = append(s.unclear, j)
			if of := qualifier(s.columns[i].Header); of != qualifier(s.columns[j].Header) {
				s.others = append(s.others, of)
			}
		}
		s.ignore(i, s.repeats(j))
		return nil
	}
	return s.newParty(party{noun: r.noun, order: max(r.order, 1), digit: r.digit, from: i})
}

// qualifier returns what a heading says about whose its column is: "adult 1" of
// "Adult 1 Name" and of "Adult 1 Email".
func qualifier(heading string) string {
	return strings.Join(slices.DeleteFunc(Words(heading), func(w string) bool {
		switch firstSpelling(w) {
		case "name", "full", "first", "last", "email", "phone", "mobile", "address", "number":
			return true
		}
		return false
	}), " ")
}

// completes reports whether a part of a name without a noun belongs to somebody
// with one: "Owner First Name" and "Last Name".
func (s *classifier) completes(k *party, r reading) bool {
	_, taken := k.fields[r.field]
	_, full := k.fields[FieldFullName]
	return k.fits(r.noun, r.order) && !taken && !full && r.field != FieldFullName && (k.noun == nounNone || r.noun == nounNone)
}

func (s *classifier) newParty(k party) *party {
	k.fields, k.forms = make(map[string]int), make(map[string]bool)
	s.parties = append(s.parties, k)
	return &s.parties[len(s.parties)-1]
}

// lastRepeat returns the last party known by repeated headings that does not
// have the field yet.
func (s *classifier) lastRepeat(r reading) *party {
	for n := len(s.parties) - 1; n >= 0; n-- {
		k := &s.parties[n]
		if _, taken := k.fields[r.field]; k.repeat && !taken && r.order == 0 {
			return k
		}
	}
	return nil
}

// doubtContacts has somebody asked about a "Contact Person" beside an owner with
// another name: they may be an agent or a relative who lives elsewhere.
func (s *classifier) doubtContacts() {
	owner := slices.IndexFunc(s.parties, func(k party) bool { return k.noun == nounOwner && k.order == 1 })
	contact := slices.IndexFunc(s.parties, func(k party) bool { return k.noun == nounAny && s.isContact(k) })
	if owner < 0 || contact < 0 {
		return
	}
	for _, name := range []string{FieldFullName, FieldFirst, FieldLast} {
		i, ok := s.parties[contact].fields[name]
		if !ok {
			continue
		}
		if j, both := s.parties[owner].fields[name]; both {
			if _, differ := s.agree(i, j); differ == 0 {
				continue
			}
		}
		s.unclear = append(s.unclear, i)
		return
	}
}

// isContact reports whether the headings call the party a contact.
func (s *classifier) isContact(k party) bool {
	for _, i := range k.fields {
		if slices.Contains(Words(s.columns[i].Header), "contact") {
			return true
		}
	}
	return false
}

// dropOwnersBeside drops an owner without an email if there is a resident: the
// name alone does not allow an invitation.
func (s *classifier) dropOwnersBeside() {
	if !slices.ContainsFunc(s.parties, func(k party) bool { return k.noun <= nounAny && k.order == 1 && !k.repeat }) {
		return
	}
	s.parties = slices.DeleteFunc(s.parties, func(k party) bool {
		if k.noun != nounOwner || s.hasOwn(FieldEmail, k.noun, k.order) {
			return false
		}
		for _, i := range k.fields {
			s.ignore(i, whyUnneeded)
		}
		return true
	})
}

// hasOwn reports whether a heading explicitly assigns the field to the person
// with noun and order.
func (s *classifier) hasOwn(name string, noun personNoun, order int) bool {
	return slices.ContainsFunc(s.readings, func(r reading) bool {
		return r.usable() && r.field == name && r.noun == noun && max(r.order, 1) == order
	})
}

// bareParty returns the number of the party that contacts without a noun belong
// to: the resident, or else the first main party without an explicit email.
func (s *classifier) bareParty() int {
	mains := s.mains()
	var lacking []int
	for _, n := range mains {
		k := s.parties[n-1]
		if k.noun <= nounAny {
			return n
		}
		if !s.hasOwn(FieldEmail, k.noun, 1) {
			lacking = append(lacking, n)
		}
	}
	switch {
	case len(mains) == 1:
		return mains[0]
	case len(lacking) == 0:
		return 0
	}
	s.rivals = lacking
	return lacking[0]
}

// nameMain makes the first person an owner if the only other one is the second
// owner, and a tenant if it is a second tenant.
func (s *classifier) nameMain() {
	main, noun := -1, nounNone
	for n, k := range s.parties {
		switch {
		case k.order == 1 && main >= 0, k.order == 1 && k.noun > nounAny:
			return
		case k.order == 1:
			main = n
		case k.noun == nounOwner || k.noun == nounTenant:
			noun = k.noun
		}
	}
	if main >= 0 && noun != nounNone {
		s.parties[main].noun = noun
	}
}

// mains returns the numbers of the first party of each kind: the resident, the
// owner, the tenant.
func (s *classifier) mains() (numbers []int) {
	for n, k := range s.parties {
		if k.order == 1 && !k.repeat && k.noun != nounSpouse {
			numbers = append(numbers, n+1)
		}
	}
	return numbers
}

// nameFromFirst treats a first name as the full name if the file has no other
// part of it and its values have several words.
func (s *classifier) nameFromFirst() {
	for n := range s.parties {
		k := &s.parties[n]
		i, ok := k.fields[FieldFirst]
		if !ok || len(k.fields) > 1 {
			continue
		}
		if p := &s.profiles[i]; p.mostly(p.multiword, 50) {
			delete(k.fields, FieldFirst)
			k.fields[FieldFullName] = i
		}
	}
}

// headingsOfCouples reads "Husband" and "His Email" as the owner's if other
// columns are the wife's. On their own, either is the spouse of whoever is
// named.
func headingsOfCouples(headings []string) []string {
	var his, hers bool
	for _, h := range headings {
		for _, w := range Words(h) {
			his = his || w == "husband" || w == "his"
			hers = hers || w == "wife" || w == "her" || w == "hers"
		}
	}
	if !his || !hers {
		return headings
	}
	spoken := make([]string, len(headings))
	for i, h := range headings {
		ws := Words(h)
		for j, w := range ws {
			switch w {
			case "husband", "his":
				ws[j] = "owner"
			case "her", "hers":
				ws[j] = "spouse"
			}
		}
		spoken[i] = strings.Join(ws, " ")
	}
	return spoken
}
