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
func (s *classifier) askWhom(i int) *Question {
	if !slices.Contains(s.unsure, i) || !s.tellsOfAbsence(i) {
		return nil
	}
	f, _ := ParseField(s.columns[i].Field)
	var answers []Answer
	for _, n := range s.mains() {
		id, label := fmt.Sprintf("person-%d", n), "Of "+s.called(n-1)
		if n == f.Person {
			answers = append(answers, s.answer(id, label, i, s.columns[i].Field))
			continue
		}
		answers = append(answers, s.further(id, label, i, n, f.Name)...)
	}
	answers = append(answers, s.answer("other", "Of nobody here", i, ""))
	return s.question("whom", i, fmt.Sprintf("%q says who lives there. Of whom does it speak?", s.shown(i)), answers...)
}

// askPresence asks about unknown values in a column that says who lives there.
func (s *classifier) askPresence(i int) *Question {
	f, _ := ParseField(s.columns[i].Field)
	if !IsPresence(f.Name) {
		return nil
	}
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
	as := func(id, label, name string) []Answer {
		if f.Name == name {
			return []Answer{s.answer(id, label, i, s.columns[i].Field)}
		}
		return s.further(id, label, i, f.Person, name)
	}
	answers := append(as("left", "No, their rows need attention", FieldLeft), as("here", "Yes, invite them", FieldStatus)...)
	answers = append(answers, s.answer("other", "It is about something else", i, ""))
	return s.question("status", i, fmt.Sprintf("%q says %s. Do these people live there?", s.shown(i), quoted(unknown)), answers...)
}

// askUnknownStatus asks about a status of whose values some are unknown.
func (s *classifier) askUnknownStatus(i int) *Question {
	if !slices.Contains(s.unclear, i) {
		return nil
	}
	return s.askAbout("status", i, "who lives there", "about something else", s.further("left", "Yes, and those rows need attention", i, 1, FieldLeft))
}

// askWhoLeft asks about a column that may say that somebody else has left.
func (s *classifier) askWhoLeft(i int) *Question {
	r, p := s.readings[i], &s.profiles[i]
	if !IsPresence(r.field) || r.field == FieldArrives || p.dates == 0 && p.absent == 0 && p.flags == 0 {
		return nil
	}
	return s.askAbout("left", i, "who has left", "about somebody or something else", s.further("left", "Yes, leave them out", i, 1, r.field))
}

// askAbout asks about a column whose values may be about people who left; the
// suggested answer is that they are not.
func (s *classifier) askAbout(kind string, i int, says, otherwise string, yes []Answer) *Question {
	answers := append([]Answer{s.answer("no", "No, it is "+otherwise, i, "")}, yes...)
	return s.question(kind, i, fmt.Sprintf("%q says %s. Does it say %s?", s.shown(i), quoted(s.columns[i].Samples), says), answers...)
}

// askStatus asks about a column under an unknown heading that says who lives
// there.
func (s *classifier) askStatus(i int) *Question {
	p := &s.profiles[i]
	if p.absent == 0 || !p.mostly(p.stays, 80) {
		return nil
	}
	answers := append(s.further("status", "Yes, leave out who does not", i, 1, FieldStatus), s.answer("no", "No, it is about something else", i, ""))
	return s.question("status", i, fmt.Sprintf("%q says %s. Does it say who lives there?", s.shown(i), quoted(s.columns[i].Samples)), answers...)
}

func (s *classifier) askDates(i int) *Question {
	if words := Words(s.columns[i].Header); slices.Contains(words, "login") || len(words) > 1 && words[0] == "last" && words[1] != "day" {
		return nil // "Last Payment": what happens again and again
	}
	if p := &s.profiles[i]; !p.mostly(p.dates, 50) || p.mostly(p.moments, 50) { // at 10:32, a program did something
		return nil
	}
	answers := append([]Answer{s.answer("no", "No, it is another date", i, "")}, s.further("left", "Yes, after that date they no longer live there", i, 1, FieldLeft)...)
	return s.question("left", i, fmt.Sprintf("%q holds dates. Is that when people leave?", s.shown(i)), answers...)
}
