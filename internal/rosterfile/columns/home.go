package columns

import (
	"slices"
	"strings"

	"github.com/communitrak/onboarding/internal/rosterfile/sheet"
)

// anySet is the set of a part that stands alone: it belongs to the home,
// whatever the home's set is.
const anySet = "*"

// alone is the set of a part until it is known whether it is the home's.
const alone = "?"

// homeSets are the sets of columns that mean the home, the most explicit first.
var homeSets = []string{"property", "unit", "home", ""}

// settlePlace finds the set of columns that is the home's address and keeps one
// column for each part of it. Nothing is taken from another set.
func (s *classifier) settlePlace() {
	s.followSecondAddress()
	s.followSets()
	home, found := s.homeSet()
	inHome, best := make([]bool, len(s.readings)), make(map[string]int)
	for i, r := range s.readings {
		if inHome[i] = s.inHome(i, home, found); !inHome[i] {
			continue
		}
		if j, ok := best[r.field]; !ok || s.betterPlace(i, j) {
			best[r.field] = i
		}
	}
	s.findOtherHomes(best, inHome)
	s.settleEither(best)
	further := s.furtherUnit(best, inHome)
	for i := range s.readings {
		r := s.readings[i] // may have been settled since
		if !inHome[i] {
			s.readings[i].doubt = r.doubt || r.usable() && (r.field == FieldUnit || r.field == FieldBuilding)
			if found && r.usable() && (r.field == FieldAddress || r.field == FieldStreet) {
				s.ignore(i, "another column names the home")
			}
			continue
		}
		switch j, ok := best[r.field]; {
		case !ok:
		case i == further:
			s.columns[i].Field = FieldUnit2
		case i != j:
			s.ignore(i, s.repeats(j))
		case r.set == "" && isCityLine(r.field) && s.contradicts(i, best):
			s.ignore(i, "the address says otherwise")
		case isWithinLots(r.field) && !hasAny(best, FieldLot, FieldAddress):
			s.ignore(i, whyUnneeded)
		case IsStreetPart(r.field) && (!hasAny(best, FieldStreet) || !hasAny(best, FieldStreetNumber)):
			s.ignore(i, "the address holds it")
		case r.weak && r.field == FieldUnit && hasAny(best, FieldAddress, FieldStreet, FieldLot):
			s.ignore(i, whyUnneeded)
		default:
			s.columns[i].Field = r.field
		}
	}
}

// followSecondAddress treats "Address 2" as a second address rather than a
// second line if there is a "City 2" or the like.
func (s *classifier) followSecondAddress() {
	for i := range s.readings {
		r := &s.readings[i]
		if r.field == FieldUnit && r.rank == 1 && r.number > 1 && slices.ContainsFunc(s.readings, func(other reading) bool {
			return other.number == r.number && isCityLine(other.field)
		}) {
			r.ignored, r.why, r.set = true, whyMailing, "2"
		}
	}
}

// followSets assigns each bare City, State, ZIP, and unit to the address it
// follows. One that follows none is the home's, unless another address lacks
// that part.
func (s *classifier) followSets() {
	s.sets = make([]string, len(s.readings))
	run, inRun := "", false
	for i, r := range s.readings {
		switch {
		case !IsPlaceField(r.field):
			inRun = inRun && r.ignored && r.why == whyUnneeded
			continue
		case r.set != "" || !isBarePart(r.field):
			run, inRun = r.set, true
			if r.set == "" && (IsStreetPart(r.field) || r.field == FieldStreetNumber) {
				run = anySet
			}
		case !inRun:
			run, inRun = alone, true
		}
		s.sets[i] = run
	}
	s.dropMixed()
	for i, r := range s.readings {
		if s.sets[i] == alone && IsPlaceField(r.field) && (r.field == FieldUnit || r.field == FieldBuilding || !s.anotherLacks(r.field)) {
			s.sets[i] = anySet
		}
	}
	if slices.Contains(s.sets, alone) {
		s.dropBareCity() // torn apart: the others may belong to that other address, too
	}
	for i := range s.readings {
		if r := &s.readings[i]; IsPlaceField(r.field) && r.set == "" && !slices.Contains(homeSets, s.sets[i]) && s.sets[i] != anySet {
			s.leaveTo(r, s.sets[i])
		}
	}
}

// leaveTo assigns a bare part to another address.
func (s *classifier) leaveTo(r *reading, set string) {
	r.stranger, r.set = true, set
	switch {
	case r.field == FieldUnit || r.field == FieldBuilding:
		r.doubt = true // without it, neighbors would become one household
	case set == "mailing" || set == "2":
		r.ignored, r.why = true, whyMailing
	}
}

// dropMixed ignores bare City, State, and ZIP columns if there are two of a
// kind and they do not follow two addresses with the same parts each.
func (s *classifier) dropMixed() {
	parts := map[string]map[string]int{}
	twice := map[string]bool{}
	for i, r := range s.readings {
		if r.set != "" || !isCityLine(r.field) {
			continue
		}
		if parts[r.field] == nil {
			parts[r.field] = map[string]int{}
		}
		twice[r.field] = twice[r.field] || len(parts[r.field]) > 0
		parts[r.field][s.sets[i]]++
	}
	if len(twice) == 0 || !slices.ContainsFunc([]string{FieldCity, FieldState, FieldZIP}, func(name string) bool { return twice[name] }) {
		return
	}
	mixed := false
	for _, sets := range parts {
		for set, n := range sets {
			mixed = mixed || n > 1 || set == alone || set == anySet
			for _, others := range parts {
				mixed = mixed || others[set] != n
			}
		}
	}
	if mixed {
		s.dropBareCity()
	}
}

// dropBareCity stops using bare City, State, and ZIP columns for the home.
func (s *classifier) dropBareCity() {
	for i, r := range s.readings {
		if r.set == "" && isCityLine(r.field) && (slices.Contains(homeSets, s.sets[i]) || s.sets[i] == anySet || s.sets[i] == alone) {
			s.sets[i] = "mixed"
		}
	}
}

func isCityLine(name string) bool { return name == FieldCity || name == FieldState || name == FieldZIP }

// isBarePart reports whether the field, without a qualifier, does not say whose
// it is.
func isBarePart(name string) bool {
	return name == FieldUnit || name == FieldBuilding || isCityLine(name)
}

// anotherLacks reports whether another address has neither the part nor
// complete addresses.
func (s *classifier) anotherLacks(name string) bool {
	for i, r := range s.readings {
		if r.field != FieldAddress && r.field != FieldStreet || r.usable() || r.set == "" || s.profiles[i].mostly(s.profiles[i].commas, 50) {
			continue
		}
		has := false
		for j, part := range s.readings {
			has = has || part.field == name && (part.set == r.set || s.sets[j] == r.set)
		}
		if !has {
			return true
		}
	}
	return false
}

// homeSet returns the set that names the home, and whether there is one with an
// address.
func (s *classifier) homeSet() (home string, found bool) {
	first := -1
	for _, set := range homeSets {
		for i, r := range s.readings {
			if !r.usable() || r.set != set || r.field != FieldAddress && r.field != FieldStreet {
				continue
			}
			if !found {
				home, found, first = set, true, i
				break
			}
			if both, differ := s.agree(first, i); s.profiles[i].filled > 0 && (both == 0 || differ > 0) {
				s.otherHomes[first] = append(s.otherHomes[first], otherHome{i, r})
			}
		}
	}
	if home == "" && found && s.anotherHome() {
		s.unclear = append(s.unclear, first)
	}
	return home, found
}

// anotherHome reports whether a column of addresses is about a property, whose
// heading does not say, and differs from the one under a bare "Address".
func (s *classifier) anotherHome() bool {
	return slices.ContainsFunc(s.readings, func(r reading) bool { return r.stranger && !r.ignored && r.field == FieldAddress && r.weak })
}

// otherHome is a column of addresses that are not used, and its reading before
// it was left out.
type otherHome struct {
	column int
	reading
}

// findOtherHomes finds the columns that are as much the home's address as the one
// that is used, but hold other addresses.
func (s *classifier) findOtherHomes(best map[string]int, inHome []bool) {
	used, ok := best[FieldAddress]
	if street, numbered := best[FieldStreet]; numbered && (!ok || street < used) {
		used = street
	}
	for i, r := range s.readings {
		if inHome[i] && i != used && (r.field == FieldAddress || r.field == FieldStreet) && r.rank == 0 && s.differInPlace(used, i) {
			s.otherHomes[used] = append(s.otherHomes[used], otherHome{i, r})
		}
	}
}

// differInPlace reports whether two columns ever hold addresses at different
// house numbers or streets.
func (s *classifier) differInPlace(i, j int) bool {
	return slices.ContainsFunc(s.sample, func(rec sheet.Record) bool {
		if i >= len(rec.Cells) || j >= len(rec.Cells) || !LooksLikePlace(rec.Cells[i]) || !LooksLikePlace(rec.Cells[j]) {
			return false
		}
		a, b := Words(rec.Cells[i]), Words(rec.Cells[j])
		return len(a) > 1 && len(b) > 1 && !slices.Equal(a[:2], b[:2])
	})
}

// inHome reports whether column i is part of the home.
func (s *classifier) inHome(i int, home string, found bool) bool {
	r := s.readings[i]
	switch {
	case !r.usable():
		return false
	case r.field == FieldHousehold:
		return true
	case !IsPlaceField(r.field):
		return false
	case !found || s.sets[i] == home || s.sets[i] == anySet:
		return true
	case r.field == FieldAddress || r.field == FieldStreet:
		return false
	}
	// "Property City" next to "Address" is the home's if that set has no street
	// of its own.
	set := s.sets[i]
	return slices.Contains(homeSets, set) && !s.readsOf(set, FieldAddress) && !s.readsOf(set, FieldStreet) || r.field == FieldLot
}

// settleEither treats what could be a unit as a lot if there are no streets,
// and lots that distinguish homes at one street address as units.
func (s *classifier) settleEither(best map[string]int) {
	unit, hasUnit := best[FieldUnit]
	lot, hasLot := best[FieldLot]
	switch {
	case hasUnit && s.readings[unit].either && !hasAny(best, FieldAddress, FieldStreet, FieldLot):
		s.readings[unit].field = FieldLot
		delete(best, FieldUnit)
		best[FieldLot] = unit
	case hasLot && !hasUnit && hasAny(best, FieldAddress, FieldStreet) && s.tellsApart(lot, best):
		s.readings[lot].field = FieldUnit
		delete(best, FieldLot)
		best[FieldUnit] = lot
	}
}

// tellsApart reports whether the column has different values in rows that are
// otherwise about the same home.
func (s *classifier) tellsApart(i int, home map[string]int) bool {
	first := make(map[string]string)
	for _, rec := range s.sample {
		if i >= len(rec.Cells) {
			continue
		}
		where, value := s.homeOf(rec, home, i), sheet.Clean(rec.Cells[i])
		if where == "" || value == "" {
			continue
		}
		if before, ok := first[where]; ok && before != value {
			return true
		}
		first[where] = value
	}
	return false
}

// homeOf returns what a row says about its home without column i, or "" if that
// is not an address.
func (s *classifier) homeOf(rec sheet.Record, home map[string]int, i int) string {
	where, said := "", false
	for _, name := range placeFields {
		j, ok := home[name]
		if !ok || j == i || j >= len(rec.Cells) || name == FieldHousehold {
			continue
		}
		value := Folded(rec.Cells[j])
		said = said || value != "" && (name == FieldAddress || name == FieldStreet || name == FieldLot)
		where += value + "|"
	}
	if !said {
		return ""
	}
	return where
}

// contradicts reports whether a bare City, State, or ZIP mostly differs from
// the one in the home's complete addresses.
func (s *classifier) contradicts(i int, home map[string]int) bool {
	at, ok := home[FieldAddress]
	if !ok {
		return false
	}
	whole, other := 0, 0
	for _, rec := range s.sample {
		if i >= len(rec.Cells) || at >= len(rec.Cells) {
			continue
		}
		address, value := Folded(rec.Cells[at]), Folded(rec.Cells[i])
		last := address[strings.LastIndexByte(address, ' ')+1:]
		if value == "" || !looksLikeZIP(last) && !Says("states", strings.ToUpper(last)) || !strings.Contains(rec.Cells[at], ",") {
			continue
		}
		whole++
		other += count(!strings.Contains(" "+address+" ", " "+value+" "))
	}
	return other*2 > whole
}

// furtherUnit returns the index of a second unit column, or -1.
func (s *classifier) furtherUnit(best map[string]int, inHome []bool) int {
	first, ok := best[FieldUnit]
	for i, r := range s.readings {
		if ok && i != first && r.field == FieldUnit && !r.weak && inHome[i] {
			return i
		}
	}
	return -1
}

// isWithinLots reports whether the column only has a meaning together with
// lots.
func isWithinLots(name string) bool {
	return IsPlat(name) || name == FieldLotSuffix || name == FieldSubdivision
}

func (s *classifier) betterPlace(i, j int) bool {
	a, b := s.readings[i], s.readings[j]
	switch {
	case a.weak != b.weak:
		return b.weak
	case a.rank != b.rank:
		return a.rank < b.rank
	}
	return a.set != "" && b.set == ""
}

func hasAny(m map[string]int, names ...string) bool {
	for _, name := range names {
		if _, ok := m[name]; ok {
			return true
		}
	}
	return false
}
