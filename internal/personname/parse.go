package personname

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Name is one person's name, split into parts. Missing parts are empty; Middle
// and Suffix may hold several words.
type Name struct {
	Title, First, Middle, Last, Suffix, Nickname string
}

// GivenForMember returns a member's first name: the first and middle names
// ("Ana Lucia" for "Ana Lucia Torres"), or the nickname if there is nothing
// else. It drops the title.
func (n Name) GivenForMember() string {
	if given := join(n.First, n.Middle); given != "" {
		return given
	}
	return n.Nickname
}

// FamilyForMember returns a member's last name, including particles ("de la
// Cruz"). It drops the suffix, like rosters with a suffix column: "Simon Bray,
// Jr." is Simon, Bray.
func (n Name) FamilyForMember() string { return n.Last }

// LeftOut returns what a member's first and last name omit: title, suffix, and
// nickname, for a note on the row. It is empty if nothing is lost.
func (n Name) LeftOut() string {
	if join(n.First, n.Middle) == "" {
		return join(n.Title, n.Suffix)
	}
	return join(n.Title, n.Suffix, n.Nickname)
}

// Parse splits a full name written "First Last" or "Last, First". A name in a
// single case ("RUSH, WILLIE H") is converted to display case; any other is
// kept as written. A single word is the last name after a title ("Mrs. Smith")
// and otherwise the first name; callers that need both must check.
//
// The error is an [*InvalidError]: required, invalid_name for a text that is
// not a name at all, two_people_in_one_name (see [Couple]), or not_a_person
// (see [NotAPerson]). A name that is wrapped onto a second line is read as one;
// lines that could each be a full name are two people.
func Parse(full string) (Name, error) {
	text, err := readable(full)
	if err != nil {
		return Name{}, err
	}
	if err := onePerson(text); err != nil {
		return Name{}, err
	}
	if lines := linesOf(full); len(lines) > 1 && fullNames(lines) > 1 {
		return Name{}, twoPeople()
	}
	bare, nickname := cutNickname(text)
	if isNote(nickname, text) {
		return Name{}, invalidName("holds a remark about the person")
	}
	r := reader{shouting: oneCase(text), alias: nickname != ""}
	n := r.read(bare)
	n.nick(nickname)
	return finish(n, text)
}

// FromParts returns the name of a person whose first and last name are in
// separate cells. The first may include a title, a middle name, or a suffix
// ("Simon, Jr."), the last a suffix. Display case and errors are as in [Parse],
// but two lines in a cell are always two people.
func FromParts(first, last string) (Name, error) {
	given, err := readable(first)
	if err != nil && strings.TrimSpace(first) != "" {
		return Name{}, err
	}
	family, err := readable(last)
	if err != nil && strings.TrimSpace(last) != "" {
		return Name{}, err
	}
	text := join(given, family)
	if text == "" {
		return Name{}, &InvalidError{Code: CodeRequired, Reason: "is required"}
	}
	if err := onePerson(text); err != nil {
		return Name{}, err
	}
	if len(linesOf(first)) > 1 || len(linesOf(last)) > 1 {
		return Name{}, twoPeople()
	}
	given, nickname := cutNickname(given)
	if isNote(nickname, text) {
		return Name{}, invalidName("holds a remark about the person")
	}
	r := reader{shouting: oneCase(text), alias: nickname != ""}
	n := r.given(commaParts(given))
	n.nick(nickname)
	words, suffixes := r.cutSuffixes(slices.Concat(commaParts(family)...), 1)
	n.Last = join(words...)
	n.Suffix = list(append([]string{n.Suffix}, suffixes...))
	return finish(n, text)
}

// nick stores the quoted or bracketed part: the nickname, or a suffix as in
// "Lon (Jr.) Williams".
func (n *Name) nick(quoted string) {
	switch {
	case suffix(quoted):
		n.Suffix = list([]string{n.Suffix, quoted})
	case visible(quoted):
		n.Nickname = quoted
	}
}

func finish(n Name, text string) (Name, error) {
	if n.First == "" && n.Last == "" && n.Nickname == "" {
		return Name{}, invalidName("holds no name")
	}
	if oneCase(text) {
		n = n.displayCase()
	}
	if utf8.RuneCountInString(n.GivenForMember()) > maxField || utf8.RuneCountInString(n.Last) > maxField {
		return Name{}, invalidName(fmt.Sprintf("is longer than %d characters", maxField))
	}
	return n, nil
}

// surnameFirst reports whether words are a last name, which is not a common
// given name, followed by a common given name.
func surnameFirst(words []string) bool {
	return len(words) > 1 && !initial(words[0]) && !title(words[0]) && !given(words[0]) && given(words[1])
}

// endsInInitial reports whether words are a last name, a given name, and an
// initial, as in "OYELARAN TUNDE B". Nobody writes an initial for the last name
// behind two given names in capitals.
func endsInInitial(words []string) bool {
	family := familyWords(words)
	return len(words) == family+2 && initial(words[family+1]) && !initial(words[family]) && !title(words[0]) && !initial(words[0]) &&
		(!given(words[0]) || given(words[family]))
}

// capitalFamily returns how many words a leading last name has that is in capitals
// before other names that are not, as in "DE LA CRUZ Tess", or 0.
func capitalFamily(words []string) int {
	n := 0
	for n < len(words) && strings.ContainsFunc(words[n], unicode.IsUpper) && !strings.ContainsFunc(words[n], unicode.IsLower) {
		n++
	}
	if n == 0 || n == len(words) || title(words[0]) || onlySuffixes(words[n:]) || given(words[0]) && (!given(words[n]) || n < len(words)-1) {
		return 0
	}
	long := false
	for i, word := range words[:n] {
		long = long || utf8.RuneCountInString(letters(word)) > 2 && !particleAt(words, i)
		if initial(word) || suffix(word) || joiner(word) {
			return 0
		}
	}
	if !long || strings.ToLower(words[n]) == words[n] {
		return 0 // "TJ Hall", "VAN Dyke"
	}
	return n
}

// familyWords returns how many words a leading last name has, with its particles.
func familyWords(words []string) int {
	n := 0
	for particleAt(words, n) {
		n++
	}
	return n + 1
}

// reader reads one cell. shouting means that letter case carries no
// information, alias that the cell has a nickname.
type reader struct{ shouting, alias bool }

func (r reader) read(text string) Name {
	parts := commaParts(text)
	switch {
	case len(parts) == 0:
		return Name{}
	case len(parts) == 1 && capitalFamily(parts[0]) > 0:
		family := capitalFamily(parts[0])
		return r.familyFirst([][]string{parts[0][:family], parts[0][family:]})
	case len(parts) == 1 && surnameFirst(parts[0]) && initial(parts[0][len(parts[0])-1]):
		return r.familyFirst([][]string{parts[0][:1], parts[0][1:]}) // "Smith John A"
	case len(parts) == 1 && r.shouting && endsInInitial(parts[0]):
		family := familyWords(parts[0])
		return r.familyFirst([][]string{parts[0][:family], parts[0][family:]})
	case len(parts) == 1:
		return r.natural(parts[0])
	case r.onlySuffixesFollow(parts):
		n := r.natural(parts[0])
		if n.Last == "" {
			n.First, n.Last = "", n.First // "Andrews, M.D."
		}
		n.Suffix = list(append([]string{n.Suffix}, joinAll(parts[1:])...))
		return n
	}
	if after := slices.Concat(parts[1:]...); len(parts[0]) > 1 && onlyTitles(after) {
		n := r.natural(parts[0]) // "Hans Meier, Dr."
		n.Title = join(n.Title, join(after...))
		return n
	}
	return r.familyFirst(parts)
}

// commaParts returns the words between commas. A two-word suffix counts as one
// word.
func commaParts(text string) [][]string {
	var parts [][]string
	for part := range strings.SplitSeq(text, ",") {
		words := slices.DeleteFunc(strings.Fields(part), func(word string) bool { return !visible(word) })
		if words = doctorate(words); len(words) > 0 {
			parts = append(parts, words)
		}
	}
	return parts
}

// doctorate joins "Ph. D.".
func doctorate(words []string) []string {
	for i := range max(0, len(words)-1) {
		if key(words[i]) == "ph" && key(words[i+1]) == "d" {
			return slices.Replace(words, i, i+2, words[i]+" "+words[i+1])
		}
	}
	return words
}

// onlySuffixesFollow distinguishes "John Doe, CLU, CFP" from "Doe, John".
func (r reader) onlySuffixesFollow(parts [][]string) bool {
	_, names := cutTitles(parts[0])
	for _, part := range parts[1:] {
		if !r.suffixes(part, len(names) > 1) {
			return false
		}
	}
	return true
}

// suffixes reports whether all words after a comma are suffixes. Doubtful ones
// count after a full name if they are written like a suffix.
func (r reader) suffixes(words []string, afterName bool) bool {
	for _, word := range words {
		if !suffix(word) && !(afterName && r.postNominal(word)) {
			return false
		}
	}
	return true
}

// postNominal recognizes letters after a name by their spelling: "Jane Doe,
// NCARB".
func (r reader) postNominal(word string) bool {
	if doubtfulSuffix(word) {
		return allUpper(word) || strings.Contains(word, ".")
	}
	return !r.shouting && allUpper(word) && utf8.RuneCountInString(key(word)) > 2
}

// natural reads "Title First Middle Last Suffix".
func (r reader) natural(words []string) Name {
	titles, words := cutTitles(words)
	words, suffixes := r.cutSuffixes(words, 2)
	n := Name{Title: join(titles...), Suffix: list(suffixes)}
	if surnameOnly(words) {
		n.Last = join(words...)
		return n
	}
	names := pieces(words)
	switch {
	case len(names) == 0:
	case len(names) > 1:
		n.First, n.Last = names[0], names[len(names)-1]
		n.Middle = join(names[1 : len(names)-1]...)
	case len(titles) > 0 && !titleOfGivenName(titles[len(titles)-1]), len(suffixes) > 0, r.alias:
		n.Last = names[0]
	default:
		n.First = names[0]
	}
	return n
}

// surnameOnly recognizes "von Bergen" and "De La Cruz" without a given name.
func surnameOnly(words []string) bool {
	if len(words) < 2 || !particle(words[0]) {
		return false
	}
	if len(words) > 2 && lowerParticle(key(words[0])) && particle(words[1]) {
		return true
	}
	return startsLower(words[0]) && startsUpper(words[len(words)-1])
}

// familyFirst reads "Last Suffix, Title First Middle Suffix, Suffix".
func (r reader) familyFirst(parts [][]string) Name {
	titles, family := cutTitles(parts[0])
	family, familySuffixes := r.cutSuffixes(family, 1)
	n := r.given(parts[1:])
	n.Title = join(join(titles...), n.Title)
	n.Suffix = list(append(familySuffixes, n.Suffix))
	n.Last = join(family...)
	n.First, n.Middle, n.Last = sortedParticles(n, family)
	if capitalFamily(strings.Fields(join(n.Last, n.First))) > 0 {
		n.Last = norm.NFC.String(familyCase(n.Last, true)) // the capitals mark the last name
	}
	return n
}

// sortedParticles reassembles "Velt, Mike van der", as sorted in Dutch and
// Portuguese lists.
func sortedParticles(n Name, family []string) (first, middle, last string) {
	words := strings.Fields(n.Middle)
	cut := len(words)
	for cut > 0 && lowerParticle(words[cut-1]) {
		cut--
	}
	return n.First, join(words[:cut]...), join(join(words[cut:]...), join(family...))
}

// given reads the parts that contain everything but the last name.
func (r reader) given(parts [][]string) Name {
	var n Name
	var names, suffixes []string
	for i, part := range parts {
		if r.suffixes(part, len(names) > 0) && (len(names) > 0 || i < len(parts)-1) {
			suffixes = append(suffixes, join(part...))
			continue
		}
		titles, rest := cutTitles(part)
		if len(names) > 0 && len(titles) == 0 && len(rest) == 1 && title(rest[0]) {
			titles, rest = rest, nil // "Doe, John, Dr."
		}
		rest, more := r.cutSuffixes(rest, 1)
		n.Title = join(n.Title, join(titles...))
		names = append(names, rest...)
		suffixes = append(suffixes, more...)
	}
	n.Suffix = list(suffixes)
	if len(names) > 0 {
		n.First, n.Middle = names[0], join(names[1:]...)
	}
	return n
}

// cutTitles splits leading titles off and leaves at least one word.
func cutTitles(words []string) (titles, rest []string) {
	cut := 0
	if len(words) > 2 && key(words[0]) == "the" && title(words[1]) {
		cut = 1
	}
	for len(words)-cut > 1 && (title(words[cut]) || cut > 0 && rank(words[cut])) && !suffix(words[cut+1]) {
		cut++
	}
	return words[:cut], words[cut:]
}

// cutSuffixes splits trailing suffixes off and leaves at least one word. It
// takes a doubtful one only if at least names words remain.
func (r reader) cutSuffixes(words []string, names int) (rest, suffixes []string) {
	end := len(words)
	for end > 1 && (suffix(words[end-1]) || end > names && r.doubtful(words[:end], names)) {
		end--
	}
	return words[:end], words[end:]
}

// doubtful reports whether the last of words is a suffix, if it is a doubtful
// one.
func (r reader) doubtful(words []string, names int) bool {
	word := words[len(words)-1]
	if !doubtfulSuffix(word) {
		return false
	}
	if initial(word) {
		// "Alexander, John V" has an initial, "Alexander, John A. V" is the
		// fifth.
		return names > 1 || len(words) > 2
	}
	return allUpper(word) && !r.shouting || strings.Contains(strings.TrimSuffix(word, "."), ".")
}

// pieces splits a full name in natural order into names: words together with
// their particles and conjunctions.
func pieces(words []string) []string {
	words = joinConjunctions(words)
	var names []string
	for i := 0; i < len(words); {
		end := i + 1
		if i > 0 && particleAt(words, i) {
			end = particleEnd(words, i)
		}
		names = append(names, join(words[i:end]...))
		i = end
	}
	return names
}

func particleAt(words []string, i int) bool { return i < len(words)-1 && particle(words[i]) }

// particleEnd returns where the name starting with the particle at i ends: at
// the next particle or at the end.
func particleEnd(words []string, i int) int {
	end := i
	for particleAt(words, end) {
		end++
	}
	if devotional(words[end]) && end < len(words)-1 {
		return end + 1
	}
	end++
	for end < len(words) && !particleAt(words, end) {
		end++
	}
	return end
}

// joinConjunctions makes one word of "Velasquez y Garcia".
func joinConjunctions(words []string) []string {
	var joined []string
	for i := 0; i < len(words); i++ {
		if !binds(words, i) {
			joined = append(joined, words[i])
			continue
		}
		piece := words[i]
		if last := len(joined) - 1; last >= 0 {
			piece = joined[last] + " " + piece
			joined = joined[:last]
		}
		for bound := true; bound && i+1 < len(words); {
			i++
			piece += " " + words[i]
			bound = conjunction(words[i])
		}
		joined = append(joined, piece)
	}
	return joined
}

// binds reports whether the word at i joins its neighbors. A lower-case y or e
// does so between surnames; after the first name it is an initial.
func binds(words []string, i int) bool {
	switch words[i] {
	case "y", "e":
		return i >= 2 && i < len(words)-1
	case "Y":
		return i >= 2 && i < len(words)-1 && allUpper(words[i-1]) && !initial(words[i-1])
	}
	return conjunction(words[i])
}

// list joins suffixes with commas.
func list(words []string) string {
	return strings.Join(slices.DeleteFunc(words, func(w string) bool { return w == "" }), ", ")
}

func joinAll(parts [][]string) []string {
	joined := make([]string, len(parts))
	for i, part := range parts {
		joined[i] = join(part...)
	}
	return joined
}
