package parse

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"log/slog"
	"slices"
	"time"

	"github.com/communitrak/onboarding/internal/roster"
	"github.com/communitrak/onboarding/internal/rosterfile"
)

// Limits on the rows read to estimate the effect of an answer: fewer rows if
// there are many answers, so that it never takes longer than a moment.
const (
	maxEffectRows = 200
	maxEffectWork = 10_000
)

// Describe returns what was understood of the file, with the effect of each
// answer to its questions.
func Describe(ctx context.Context, file *rosterfile.File, p roster.Preferences, today time.Time, log *slog.Logger) (rosterfile.Detected, error) {
	detected := file.Detected()
	var err error
	if detected.First, err = file.First(ctx); err != nil {
		return detected, err
	}
	if file.TwoLists() {
		detected.Rows = 0
		for _, err := range file.Rows(ctx) {
			if err != nil {
				return detected, err
			}
			detected.Rows++
		}
	}
	answers := 0
	for _, q := range detected.Questions {
		answers += len(q.Answers)
	}
	most := min(maxEffectRows, maxEffectWork/max(1, answers))
	suggested, err := file.AsSuggested()
	if err != nil {
		return detected, err
	}
	for n, q := range detected.Questions {
		detected.Questions[n].Answers = slices.Clone(q.Answers)
		for i, a := range q.Answers {
			answered, err := file.WithAnswer(suggested, a)
			if err != nil {
				return detected, err
			}
			if detected.Questions[n].Answers[i].Effect, err = effect(ctx, answered, NewParser(answered, p, byEmail, today, log), max(1, most)); err != nil {
				return detected, err
			}
		}
	}
	return detected, nil
}

// effect describes the outcome for the first rows of the file, without looking
// at who is in the community.
func effect(ctx context.Context, file *rosterfile.File, r *Parser, most int) (string, error) {
	var refused *rosterfile.RefusedError
	if err := file.Ready(); errors.As(err, &refused) {
		return refused.Sentence, nil
	}
	rows := firstRows(file.Rows(ctx), most)
	if err := r.FindRepeats(rows, most); err != nil {
		return "", err
	}
	var read, people, attention int
	homes := map[string]bool{}
	for row, err := range rows {
		if err != nil {
			return "", err
		}
		parsed, err := r.Parse(ctx, row)
		if err != nil {
			return "", err
		}
		read++
		people += len(parsed.People)
		if len(parsed.People) > 0 {
			homes[parsed.Home.Identity] = true
		}
		attention += len(parsed.Unfit)
		if parsed.Broken || len(parsed.Reasons) > 0 && len(parsed.Unfit) == 0 {
			attention++
		}
	}
	return effectSentence(read, read < file.Detected().Rows, people, len(homes), attention), nil
}

// byEmail tells people apart within a file.
func byEmail(_ context.Context, email string) (string, error) { return email, nil }

func firstRows(rows iter.Seq2[rosterfile.Row, error], most int) iter.Seq2[rosterfile.Row, error] {
	return func(yield func(rosterfile.Row, error) bool) {
		n := 0
		for row, err := range rows {
			if n++; !yield(row, err) || n == most {
				return
			}
		}
	}
}

func effectSentence(rows int, more bool, people, homes, attention int) string {
	of := "Of "
	if more {
		of = "Of the first "
	}
	invited := "nobody to invite"
	if people > 0 {
		invited = fmt.Sprintf("%s at %s to invite", several(people, "person", "people"), several(homes, "home", "homes"))
	}
	if attention == 0 {
		return fmt.Sprintf("%s%s: %s.", of, several(rows, "row", "rows"), invited)
	}
	return fmt.Sprintf("%s%s: %s, %s attention.", of, several(rows, "row", "rows"), invited, several(attention, "person needs", "people need"))
}

func several(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}
