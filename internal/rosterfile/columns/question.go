package columns

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
)

// Question is what must be known about a column before the file can be imported
// as mapped. Whoever answers sees the column with its samples.
type Question struct {
	ID        string   `json:"id"` // the same for every file of the layout
	Column    string   `json:"column"`
	Index     int      `json:"index"` // of the column, from 1; 0 for a question about the whole file
	Samples   []string `json:"samples"`
	Text      string   `json:"question"` // one sentence
	Answers   []Answer `json:"answers"`
	Suggested string   `json:"suggested"` // ID of an answer
	// lacks describes the field that no column has: once somebody assigns it to
	// a column, the question is moot. If nil, the question is asked regardless
	// of other columns.
	lacks func(Field) bool
}

// Answer is one of the possible answers, and its effect on the columns.
type Answer struct {
	ID      string       `json:"id"`
	Label   string       `json:"label"`
	Columns []Assignment `json:"columns"`
	// Effect is what the answer would do to the import, in one sentence; the
	// importer fills it in.
	Effect string `json:"effect,omitempty"`
}

// questionSamples is how many values a question shows.
const questionSamples = 3

// Questions returns the open questions. A question about a column that somebody
// has settled, for this file or an earlier one, is not open.
func (t *Table) Questions() []Question {
	said := slices.DeleteFunc(slices.Clone(t.detected.Columns), func(c Column) bool { return c.Source == SourceSuggested })
	return slices.DeleteFunc(slices.Clone(t.detected.Questions), func(q Question) bool {
		if q.Index == 0 {
			return slices.Contains(t.answered, q.ID)
		}
		by := t.detected.Columns[q.Index-1].Source
		return by != SourceSuggested && by != SourceLayout || q.lacks != nil && mapsAny(said, q.lacks)
	})
}

// Certain reports whether there are no open questions.
func (t *Table) Certain() bool { return len(t.Questions()) == 0 }

// Answer applies answers to the file's questions by ID. The error is a
// *MappingError if there is no such answer, or if two answers contradict each
// other.
func (t *Table) Answer(answers map[string]string) error {
	said, err := t.detected.Answered(answers)
	if err != nil {
		return err
	}
	return t.Use(said)
}

// AsSuggested returns the mapping of f with each question answered as
// suggested. If answers contradict each other, the last one wins.
func (t *Table) AsSuggested() (Mapping, error) {
	m := t.Suggest()
	for _, q := range t.Questions() {
		said, err := t.detected.Answered(map[string]string{q.ID: q.Suggested})
		if err != nil {
			return m, err
		}
		m = m.With(said)
	}
	return m, nil
}

// Answered returns what the answers say about columns. It ignores answers to
// questions that the file does not ask. The error is a *MappingError if there
// is no such answer.
func (d Detected) Answered(answers map[string]string) (said Mapping, err error) {
	for _, q := range d.Questions {
		id, ok := answers[q.ID]
		if !ok {
			continue
		}
		i := slices.IndexFunc(q.Answers, func(a Answer) bool { return a.ID == id })
		if i < 0 {
			return said, &MappingError{Assignment{Index: q.Index, Header: q.Column}, fmt.Sprintf("%q is no answer to the question", id)}
		}
		said.Columns = append(said.Columns, q.Answers[i].Columns...)
		if q.Index == 0 {
			said.Answered = append(said.Answered, q.ID)
		}
	}
	return said, nil
}

func digest(s string) string {
	sum := sha256.Sum256([]byte(s))
	return hex.EncodeToString(sum[:8])
}
