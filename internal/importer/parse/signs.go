package parse

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/communitrak/onboarding/internal/contact"
	"github.com/communitrak/onboarding/internal/personname"
	"github.com/communitrak/onboarding/internal/roster"
	"github.com/communitrak/onboarding/internal/rosterfile"
)

// A file may be misread as a whole even though each of its columns seems clear:
// a column that tells homes apart was dropped, or names are not names. These
// are the signs.
const (
	// fewSigns is the minimum number of rows that make a sign: in a short file
	// a family of four is most of it, and two missing emails are a fifth.
	fewSigns = 10
	// crowd is how many families in one home are a sign by themselves.
	crowd = 3
	// maxSurveyed bounds the number of homes and of domains surveyed, the
	// first ones in the file.
	maxSurveyed = 20000
)

// survey collects what the rows of a file show together.
type survey struct {
	// unread is how many of the rows may be misread.
	rows, misread int
	homes         map[string]surveyed
	// crowded is the first home with crowd families; shared is how many homes
	// have several.
	crowded *surveyed
	shared  int
	fullest surveyed
	// domains are those of the emails, of which some may be misspelled.
	domains map[string]*domain
}

// domain is where people have emails.
type domain struct {
	likely string // what it may be a misspelling of, or ""
	row    int    // of the first email there
	emails int
}

// surveyed is a home as the file has it.
type surveyed struct {
	label    string
	rows     int
	families []string
}

// AskAboutRows asks about what the rows show together. The caller decides whether
// it may: the rows of a file with open questions cannot be judged.
func (r *Parser) AskAboutRows(ctx context.Context, file *rosterfile.File) error {
	if err := r.FindRepeats(file.Rows(ctx), file.Detected().Rows); err != nil {
		return err
	}
	s := survey{homes: map[string]surveyed{}, domains: map[string]*domain{}}
	for row, err := range file.Rows(ctx) {
		if err != nil {
			return err
		}
		read, err := r.Parse(ctx, row)
		if err != nil {
			return err
		}
		s.add(read)
	}
	s.ask(file)
	return nil
}

func (s *survey) add(row Row) {
	if row.Skipped != "" {
		return
	}
	s.rows++
	if row.misread() {
		s.misread++
	}
	if len(row.People) == 0 {
		return
	}
	s.addDomains(row)
	key := row.Home.Line + "\x00" + row.Home.AddressZIP()
	home, known := s.homes[key]
	if !known && len(s.homes) == maxSurveyed {
		return
	}
	home.label = row.Home.Label
	home.rows++
	if row.Household == "" {
		s.addFamily(&home, row.People)
	}
	if home.rows > s.fullest.rows {
		s.fullest = home
	}
	s.homes[key] = home
}

func (s *survey) addDomains(row Row) {
	for _, p := range row.People {
		_, name, _ := strings.Cut(p.Email, "@")
		of, seen := s.domains[name]
		if !seen && len(s.domains) == maxSurveyed {
			continue
		}
		if !seen {
			of = &domain{likely: contact.LikelyProvider(name), row: row.Number}
			s.domains[name] = of
		}
		of.emails++
	}
}

// understood are reasons for attention that are no sign of a misread file: the
// row was read correctly, but its person cannot be invited that way.
var understood = []string{
	personname.CodeNotAPerson, personname.CodeTwoPeople, rosterfile.ProblemNotResidents, CodeFormerResident, CodeNotYetResident, CodeNoMail, CodeDuplicateEmail,
}

// misread reports whether the row needs attention for any other reason.
func (r *Row) misread() bool {
	of := func(why roster.RowReason) bool { return !slices.Contains(understood, why.Code) }
	return slices.ContainsFunc(r.Reasons, of) || slices.ContainsFunc(r.Unfit, func(p Resident) bool { return slices.ContainsFunc(p.Reasons, of) })
}

// addFamily adds the family of a row to the home, unless one of its people is
// there already.
func (s *survey) addFamily(home *surveyed, people []Resident) {
	for _, p := range people {
		if slices.ContainsFunc(home.families, func(family string) bool { return personname.Fold(family) == personname.Fold(p.Last) }) {
			return
		}
	}
	home.families = append(home.families, people[0].Last)
	switch len(home.families) {
	case 2:
		s.shared++
	case crowd:
		if s.crowded == nil {
			crowded := *home
			s.crowded = &crowded
		}
	}
}

func (s *survey) ask(file *rosterfile.File) {
	fifth := func(part, whole int) bool { return 5*part >= whole }
	const yes = "Yes, import it as planned"
	switch {
	case s.crowded != nil:
		file.AskWhether("families", "", fmt.Sprintf("Several families would share one home, such as %s at %s. Do they really live together?", listed(s.crowded.families), s.crowded.label), yes)
	case s.shared >= fewSigns && fifth(s.shared, len(s.homes)):
		file.AskWhether("families", "", fmt.Sprintf("In %d of %d homes, two families would live together. Is that right?", s.shared, len(s.homes)), yes)
	}
	if s.fullest.rows >= fewSigns && 2*s.fullest.rows > s.rows {
		file.AskWhether("one-home", "", fmt.Sprintf("%d of %d rows are at one home, %s. Do all of them live there?", s.fullest.rows, s.rows, s.fullest.label), yes)
	}
	s.askDomains(file)
	if s.misread >= fewSigns && fifth(s.misread, s.rows) {
		file.AskWhether("attention", "", fmt.Sprintf("%d of %d rows would need attention. Is the file being read correctly?", s.misread, s.rows), yes)
	}
}

// fewDomains is how many misspelled domains are asked about one by one.
const fewDomains = 5

// askDomains asks about the domains that may be misspelled: an invitation that
// goes there tells a stranger who lives where.
func (s *survey) askDomains(file *rosterfile.File) {
	const yes, otherwise = "Yes, invite them there", " If not, correct the file and import it again."
	names := slices.DeleteFunc(slices.Sorted(maps.Keys(s.domains)), func(name string) bool { return s.domains[name].likely == "" })
	if n := len(names); n > fewDomains {
		of := s.domains[names[0]]
		file.AskWhether("domain", strings.Join(names, " "), fmt.Sprintf("Emails at %d domains may be misspelled, such as the one in row %d, which ends in %q and may be meant as %q. Are they all right?", n, of.row, names[0], of.likely)+otherwise, yes)
		return
	}
	for _, name := range names {
		of, emails := s.domains[name], "The email in row %d ends in %q, which may be meant as %q. Is it right?"
		if of.emails > 1 {
			emails = "The email in row %d and others end in %q, which may be meant as %q. Are they right?"
		}
		file.AskWhether("domain", name, fmt.Sprintf(emails, of.row, name, of.likely)+otherwise, yes)
	}
}

// listed joins names for use in a sentence.
func listed(names []string) string {
	last := len(names) - 1
	return strings.Join(names[:last], ", ") + " and " + names[last]
}
