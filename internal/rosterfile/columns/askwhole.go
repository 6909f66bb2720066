package columns

import (
	"errors"
	"fmt"

	"github.com/communitrak/onboarding/internal/rosterfile/sheet"
)

// AskWhether asks a question about the whole file that has only one answer.
// Anybody who cannot give it must map the columns differently or not import the
// file. The answer holds for every file with the same layout if the question is
// about the same thing, such as a domain, or "" for the layout itself.
func (t *Table) AskWhether(kind, about, text, yes string) { t.askWhole(kind, about, "", text, yes) }

func (t *Table) askWhole(kind, about, column, text, label string) {
	t.detected.Questions = append(t.detected.Questions, Question{ID: kind + "-" + digest(t.detected.HeadingsID()+about), Column: column, Samples: []string{}, Text: text,
		Answers: []Answer{{ID: "as_planned", Label: label, Columns: []Assignment{}}}, Suggested: "as_planned"})
}

// askStrangers asks about a list of which a title above it, or the name of its
// sheet, says that its people do not live there or want no mail.
func (t *Table) askStrangers(s *firstPass) {
	titles := []string{s.sheet}
	for _, rec := range s.sample[:max(s.header, 0)] {
		titles = append(titles, rec.Cells...)
	}
	for _, title := range titles {
		if title = sheet.Clean(title); listsStrangers(title) {
			title = sheet.Truncate(title, 80)
			t.askWhole("strangers", title, "", fmt.Sprintf("The list is called %q. Should the people on it be invited?", title), "Yes, invite them")
			return
		}
	}
}

// askHidden asks about rows that somebody does not want to see: they may be those
// of people who have left.
func (t *Table) askHidden(rows int) {
	switch {
	case rows == 1:
		t.askWhole("hidden", "", "", "One row of the sheet is hidden or filtered out. Should it be imported, too?", "Yes, import it, too")
	case rows > 1:
		t.askWhole("hidden", "", "", fmt.Sprintf("%d rows of the sheet are hidden or filtered out. Should they be imported, too?", rows), "Yes, import them, too")
	}
}

// askBeyond asks about people who may be outside the rows that are read: in
// another table below them, or on another sheet.
func (t *Table) askBeyond(s *firstPass) error {
	if s.other {
		t.askWhole("table", "", "", "Below the rows stands another table with headings of its own. Should the first be imported without it?", "Yes, the other table will be a file of its own")
	}
	for _, name := range t.book.Sheets() {
		if name == s.sheet {
			continue
		}
		other, err := t.firstPass(name)
		if refused := new(sheet.RefusedError); errors.As(err, &refused) {
			continue // it is not read
		}
		if err != nil {
			return err
		}
		if other.listsPeople() && !listsStrangers(name) {
			t.askWhole("sheet", name, name, fmt.Sprintf("The sheet %q looks like a list of people, too. Should %q be imported without it?", name, s.sheet), "Yes, the other sheet will be a file of its own")
		}
	}
	return nil
}

// listsPeople reports whether the sheet's headings include people's names and
// contacts, with rows below them.
func (s *firstPass) listsPeople() bool {
	if !s.known || len(s.rowsBelow()) == 0 {
		return false
	}
	var name, reach bool
	for _, h := range s.sample[s.header].Cells {
		r := readHeading(h)
		name = name || r.usable() && isNamePart(r.field)
		reach = reach || r.usable() && (r.field == FieldEmail || r.field == FieldPhone)
	}
	return name && reach
}
