package parse

import (
	"context"
	"fmt"
	"log/slog"
	"slices"
	"strconv"
	"time"

	"github.com/communitrak/onboarding/internal/roster"
	"github.com/communitrak/onboarding/internal/rosterfile"
)

// Parser interprets the rows of a file before the table is consulted. Rows must
// be read in file order: of rows with the same email, the first one counts.
type Parser struct {
	preferences roster.Preferences
	personID    func(ctx context.Context, email string) (string, error)
	// columns are the headings by field.
	columns map[string]string
	// spouses are the numbers of the people whose heading calls them a spouse.
	spouses map[int]bool
	sources sources
	repeats *repeats
	// seen is where the owners of emails in several rows were first read.
	seen map[string]Sighting
	// subdivisions are by address, if the file names them.
	subdivisions map[string]string
	// today separates people who have left from people who will.
	today time.Time
	log   *slog.Logger
}

// NewParser returns a parser of the file's rows. personID identifies people by
// their email.
func NewParser(file *rosterfile.File, p roster.Preferences, personID func(context.Context, string) (string, error), today time.Time, log *slog.Logger) *Parser {
	r := &Parser{preferences: p, personID: personID, today: today, log: log, columns: map[string]string{}, spouses: map[int]bool{}, sources: newSources(file.Columns()), repeats: newRepeats(0), seen: map[string]Sighting{}, subdivisions: map[string]string{}}
	for _, c := range file.Columns() {
		if c.Field != "" {
			r.columns[c.Field] = c.Name()
			if n := c.Spouse(); n > 0 {
				r.spouses[n] = true
			}
		}
	}
	return r
}

// FromStart returns a parser that reads the rows from the first one again, and
// knows the emails that r has found to be repeated.
func (r *Parser) FromStart() *Parser {
	again := *r
	again.seen, again.subdivisions = map[string]Sighting{}, map[string]string{}
	return &again
}

// Parse interprets the row. A row that makes our code panic is broken; it does
// not stop the others.
func (r *Parser) Parse(ctx context.Context, row rosterfile.Row) (out Row, err error) {
	defer func() {
		if cause := recover(); cause != nil {
			r.log.ErrorContext(ctx, "a row could not be read", "row", row.Number, "panic", fmt.Sprintf("%T", cause))
			out, err = Row{Number: row.Number, Broken: true}, nil
		}
	}()
	return r.interpret(ctx, row)
}

func (r *Parser) interpret(ctx context.Context, row rosterfile.Row) (Row, error) {
	out := Row{Number: row.Number, List: row.List, Skipped: row.Skipped, Household: row.Household, HomeColumn: r.placeColumn(), Cells: cells{row, &r.sources}}
	if p := row.Problem; p != nil {
		out.Attention(p.Code, p.Column, p.Value, Sentence(p.Reason))
	}
	if row.Problem != nil || row.Skipped != "" {
		return out, nil
	}
	people := r.People(&row)
	out.emails = emailsOf(people, row.Unused)
	notes := out.repaired(row.Notes)
	residents := make([]Resident, 0, len(people))
	for i, p := range people {
		if TypedName(p) == "" && (p.Email == "" && p.Number > 1 || repeatsEmail(people[:i], p)) {
			out.nameless(r, p)
			continue
		}
		if onlyShares(p, people) {
			continue
		}
		res := Resident{Number: NumberIn(row.List, p.Number), Column: r.columnOf(p.EmailFrom, p.Number, "email"), Remarks: Remarks{Notes: notes[p.Number]}}
		r.resident(p, row.Absences, &res, &out)
		res.Sources = r.sources.person(row, p, &res)
		residents = append(residents, res)
	}
	if len(residents) == 0 && len(out.Reasons) == 0 {
		out.Attention(CodeMissingName, r.nameColumn(1), "", "This row doesn’t name anyone.")
	}
	home, ok := r.home(row.Place, &out)
	if !ok || len(out.Reasons) > 0 {
		out.Unfit = residents
		return out, nil
	}
	out.Home = home
	for i := range residents {
		residents[i].Sources = r.sources.home(residents[i].Sources, row, home)
	}
	return out, r.register(ctx, &out, residents)
}

// onlyShares reports whether all that is known of a person is a last name that
// somebody else in the row has as well: the column is everybody's.
func onlyShares(p rosterfile.Person, people []rosterfile.Person) bool {
	return p.Last != "" && p.FullName+p.First+p.Email+p.Phone == "" &&
		slices.ContainsFunc(people, func(q rosterfile.Person) bool { return q.Number != p.Number && q.Last == p.Last && q.First != "" })
}

// column returns the heading of one of the person's fields, or "".
func (r *Parser) column(person int, field string) string {
	return r.columns["member["+strconv.Itoa(person)+"]."+field]
}

// columnOf returns the heading of the column that a value comes from, counted from
// 1, or, if it is 0, of the person's field.
func (r *Parser) columnOf(from, person int, field string) string {
	if from > 0 {
		return r.sources.columns[from-1].Name()
	}
	return r.column(person, field)
}

func (r *Parser) nameColumn(person int) string {
	for _, field := range []string{"fullName", "lastFirst", "last", "first"} {
		if c := r.column(person, field); c != "" {
			return c
		}
	}
	return ""
}
