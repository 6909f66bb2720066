package address

import "strings"

// splitCity moves what follows the city in s.City to the other fields: rosters
// have columns named "City, State, Zip". A state or ZIP that contradicts its
// own field stays in the city.
func (s Street) splitCity() Street {
	segs := segments(s.City)
	words := flatten(segs)
	var f fields
	rest := f.consumeZIP(words)
	hasZIP := len(rest) < len(words)
	if hasZIP && s.ZIP != "" && !strings.HasPrefix(f.zip, s.ZIP) && !strings.HasPrefix(s.ZIP, f.zip) {
		return s
	}
	if len(rest) > 1 {
		state, n := trailingState(rest)
		apart := len(segs) > 1 && len(segs[len(segs)-1])-(len(words)-len(rest)) == n
		sure := hasZIP || apart || len(rest[len(rest)-1].up) == 2
		if n > 0 && n < len(rest) && sure && s.namesState(state) {
			f.state, rest = state, rest[:len(rest)-n]
		}
	}
	if len(rest) == len(words) {
		return s
	}
	if s.ZIP == "" {
		s.ZIP = f.zip
	}
	if s.State == "" {
		s.State = f.state
	}
	shown := make([]string, len(rest))
	for i, w := range rest {
		shown[i] = w.show
	}
	s.City = strings.Join(shown, " ")
	return s
}

// namesState reports whether the state field names the same state or is empty.
func (s Street) namesState(state string) bool {
	given, ok := stateOf(ups(splitWords(s.State)))
	return s.State == "" || ok && given == state
}
