package importer_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/communitrak/onboarding/internal/casestest"
	"github.com/communitrak/onboarding/internal/roster"
)

// TestCreated_anyFile drops files of all kinds: each import ends with counts
// that add up, and the next one runs.
func TestCreated_anyFile(t *testing.T) {
	if testing.Short() {
		t.Skip("-short: imports hundreds of files")
	}
	t.Parallel()
	files := casestest.Glob(t, "csvdialects/*", "xlsx/*", "layouts/*")
	f := newFixture(t)
	states := map[roster.ImportState]int{}
	for _, path := range files {
		if stat, err := os.Stat(path); err != nil || stat.IsDir() {
			continue
		}
		name := filepath.Base(path)
		if err := f.importer.Created(t.Context(), f.put(t, f.importKey(name), string(read(t, path)))); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		job := f.latest(t)
		states[job.State]++
		f.wantSettled(t, job)
	}
	t.Logf("%d files: %v", len(files), states)
}

// wantSettled fails the test unless the import has ended properly or asks a
// question.
func (f *fixture) wantSettled(t *testing.T, job roster.Import) {
	t.Helper()
	c := job.Counts
	if job.State == roster.ImportReady {
		f.questions(t, job)
		return
	}
	switch {
	case job.State != roster.ImportRejected && job.State != roster.ImportCompleted && job.State != roster.ImportNeedsAttention:
		t.Errorf("%s: got %s, want an end", job.File.Name, job.State)
	case job.State == roster.ImportRejected && job.Reason == "":
		t.Errorf("%s: rejected without a reason", job.File.Name)
	case rowsIn(f.rows(t, job)) != job.Cursor || c.Total != c.Created+c.Updated+c.Unchanged+c.Skipped+c.Attention+c.Failed:
		t.Errorf("%s: counts of %d rows do not add up: %+v", job.File.Name, job.Cursor, c)
	case c.Failed > 0:
		t.Errorf("%s: %d rows failed", job.File.Name, c.Failed)
	}
}

func TestCreated_naughtyValues(t *testing.T) {
	if testing.Short() {
		t.Skip("-short: imports hundreds of odd values")
	}
	t.Parallel()
	values := casestest.Naughty(t)
	f := newFixture(t)
	var b strings.Builder
	b.WriteString("Full Name,Address,Email,Phone\r\n")
	quote := func(s string) string { return `"` + strings.ReplaceAll(s, `"`, `""`) + `"` }
	for n, v := range values {
		email := "n" + letters(n) + "@example.com"
		for _, row := range [][]string{
			{v, "Lot 1", "a" + email, ""}, {"Ivy Sato", v, "b" + email, ""}, {"Ivy Sato", "Lot 1", v, ""}, {"Ivy Sato", "Lot 1", "c" + email, v},
		} {
			for c := range row {
				row[c] = quote(row[c])
			}
			b.WriteString(strings.Join(row, ",") + "\r\n")
		}
	}
	job := f.confirm(t, f.drop(t, "naughty.csv", b.String()))
	f.wantSettled(t, job)
	if job.State != roster.ImportNeedsAttention || job.Counts.Total < 3*len(values) {
		t.Errorf("got %s %q with %+v", job.State, job.Reason, job.Counts)
	}
	for _, m := range f.members(t) {
		if !utf8.ValidString(m.FullName()) || strings.ContainsAny(m.FullName()+m.Address, "\r\n\x00\u202e") {
			t.Errorf("a member is named %q and lives at %q", m.FullName(), m.Address)
		}
	}
	t.Logf("%+v", job.Counts)
}
