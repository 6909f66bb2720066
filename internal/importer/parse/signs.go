package parse

import (
	"context"
	"fmt"
	"slices"
	"strings"

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
	// maxSurveyed bounds the number of homes surveyed, the first ones in the
	// file.
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
	s := survey{homes: map[string]surveyed{}}
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
		file.AskWhether("families", fmt.Sprintf("Several families would share one home, such as %s at %s. Do they really live together?", listed(s.crowded.families), s.crowded.label), yes)
	case s.shared >= fewSigns && fifth(s.shared, len(s.homes)):
		file.AskWhether("families", fmt.Sprintf("In %d of %d homes, two families would live together. Is that right?", s.shared, len(s.homes)), yes)
	}
	if s.fullest.rows >= fewSigns && 2*s.fullest.rows > s.rows {
		file.AskWhether("one-home", fmt.Sprintf("%d of %d rows are at one home, %s. Do all of them live there?", s.fullest.rows, s.rows, s.fullest.label), yes)
	}
	if s.misread >= fewSigns && fifth(s.misread, s.rows) {
		file.AskWhether("attention", fmt.Sprintf("%d of %d rows would need attention. Is the file being read correctly?", s.misread, s.rows), yes)
	}
}

// listed joins names for use in a sentence.
func listed(names []string) string {
	last := len(names) - 1
	return strings.Join(names[:last], ", ") + " and " + names[last]
}
