package address

import "github.com/communitrak/onboarding/internal/typo"

// Likeness is an address prepared for comparison: see [Likeness.Alike].
type Likeness struct {
	number, zip, units, pre, suffix, post, name string
	postal                                      bool
}

// Likeness prepares the address, which must be in standard form.
func (s Street) Likeness() Likeness {
	l, units := s.parts()
	return Likeness{
		number: l.number, zip: s.zip5(), units: unitsIdentity(units), pre: l.pre, suffix: l.suffix, post: l.post,
		name: l.nameIdentity(), postal: l.postal,
	}
}

// Alike reports whether two addresses are similar without being the same: a
// typo in the name or the ZIP, a direction, unit, or ZIP that one of them
// lacks, a different suffix. Such homes are listed for review and never treated
// as one.
func (a Likeness) Alike(b Likeness) bool {
	if a.number != b.number || a.number == "" || a.postal || b.postal {
		return false
	}
	var d differences
	d.missingOr(a.zip, b.zip, func(x, y string) bool { return typo.Within(x, y, 1) })
	d.missingOr(a.units, b.units, never)
	d.directions(a, b)
	d.missingOr(a.suffix, b.suffix, always)
	if d.others > 0 {
		return false // as nearly always: the names need not be compared
	}
	d.missingOr(a.name, b.name, similarNames)
	return d.alike()
}

// differences counts the differences between two addresses.
type differences struct {
	// missing counts parts that only one address has, slips parts that differ
	// slightly, and others parts that distinguish two homes.
	missing, slips, others int
}

// alike reports whether there are differences, but so few that the same home
// may be meant.
func (d differences) alike() bool {
	return d.others == 0 && d.slips <= 1 && d.missing+d.slips >= 1 && d.missing+d.slips <= 2
}

// missingOr compares a part; close says whether two different values may be a
// typo.
func (d *differences) missingOr(a, b string, close func(a, b string) bool) {
	switch {
	case a == b:
	case a == "" || b == "":
		d.missing++
	case close(a, b):
		d.slips++
	default:
		d.others++
	}
}

// directions compares the directions before and after the name. One that only
// moved is a slip; opposite ones mean different streets.
func (d *differences) directions(a, b Likeness) {
	if a.pre == b.post && a.post == b.pre && a.pre != a.post {
		d.slips++
		return
	}
	d.missingOr(a.pre, b.pre, never)
	d.missingOr(a.post, b.post, never)
}

func never(string, string) bool  { return false }
func always(string, string) bool { return true }

// similarNames reports whether names differ by a typo. Numbered streets have
// neighbors one digit away, so names with digits are never similar.
func similarNames(a, b string) bool {
	if hasDigit(a) || hasDigit(b) {
		return false
	}
	switch n := min(len(a), len(b)); {
	case n < 4:
		return false
	case n < 8:
		return typo.Within(a, b, 1)
	}
	return typo.Within(a, b, 2)
}
