package roster

// Counts holds how many members are in each tab, how many of the active ones
// are still to be told that the doors are open, and what would help those who
// need attention.
type Counts struct {
	Active, Pending, Attention, Profiles, BehindCurtain int
	Needs                                               NeedCounts
}

// CountOf returns what one member, as last written, adds to the counts.
func CountOf(m Member) Counts {
	var c Counts
	switch m.Status {
	case Active:
		c.Active = 1
		if m.BehindCurtain {
			c.BehindCurtain = 1
		}
	case Pending:
		c.Pending = 1
	case Profile:
		c.Profiles = 1
	}
	if m.Attention {
		c.Attention = 1
		*c.Needs.Of(m.Need()) = 1
	}
	return c
}

// Plus adds d.
func (c Counts) Plus(d Counts) Counts {
	return Counts{c.Active + d.Active, c.Pending + d.Pending, c.Attention + d.Attention, c.Profiles + d.Profiles, c.BehindCurtain + d.BehindCurtain, c.Needs.Plus(d.Needs)}
}

// Minus subtracts d.
func (c Counts) Minus(d Counts) Counts {
	return Counts{c.Active - d.Active, c.Pending - d.Pending, c.Attention - d.Attention, c.Profiles - d.Profiles, c.BehindCurtain - d.BehindCurtain, c.Needs.Minus(d.Needs)}
}

// IsZero reports whether nothing is counted.
func (c Counts) IsZero() bool { return c == Counts{} }
