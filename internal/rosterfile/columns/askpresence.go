package columns

import (
	"fmt"
	"slices"
)

// tellsOfAbsence reports whether any value says that somebody does not live
// there.
func (s *classifier) tellsOfAbsence(i int) bool {
	f, _ := ParseField(s.columns[i].Field)
	for v := range s.profiles[i].distinct {
		if _, ok := s.columns[i].Absence(f, v); ok {
			return true
		}
	}
	return false
}

// askWhom asks which person in a row has left.
func (s *classifier) askWhom(i int) Question {
	f, _ := ParseField(s.columns[i].Field)
	var answers []Answer
	for _, n := range s.mains() {
		field := s.columns[i].Field
		if n != f.Person {
			field = memberField(n, f.Name, s.nextNumber(n, f.Name))
		}
		answers = append(answers, s.answer(fmt.Sprintf("person-%d", n), "Of "+s.called(n-1), i, field))
	}
	answers = append(answers, s.answer("other", "Of nobody here", i, ""))
	return s.question("whom", i, fmt.Sprintf("%q says who lives there. Of whom does it speak?", s.shown(i)), answers...)
}

// askPresence asks about unknown values in a column that says who lives there.
func (s *classifier) askPresence(i int) *Question {
	f, _ := ParseField(s.columns[i].Field)
	var unknown []string
	for v := range s.profiles[i].distinct {
		_, listed := s.columns[i].status[Folded(v)]
		if !listed && (s.columns[i].status != nil || presence(f.Name, v) == presenceUnknown) {
			unknown = append(unknown, v)
		}
	}
	if len(unknown) == 0 {
		return nil
	}
	slices.Sort(unknown)
	left := memberField(f.Person, FieldLeft, s.nextNumber(f.Person, FieldLeft))
	here := memberField(f.Person, FieldStatus, s.nextNumber(f.Person, FieldStatus))
	switch f.Name {
	case FieldLeft:
		left = s.columns[i].Field
	case FieldStatus:
		here = s.columns[i].Field
	}
	q := s.question("status", i, fmt.Sprintf("%q says %s. Do these people live there?", s.shown(i), quoted(unknown)),
		s.answer("left", "No, their rows need attention", i, left), s.answer("here", "Yes, invite them", i, here), s.answer("other", "It is about something else", i, ""))
	return &q
}
