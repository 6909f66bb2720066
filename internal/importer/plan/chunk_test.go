package plan

import (
	"context"
	"io"
	"log/slog"
	"testing"
	"time"

	"github.com/communitrak/onboarding/internal/importer/parse"
	"github.com/communitrak/onboarding/internal/importer/snapshot"
	"github.com/communitrak/onboarding/internal/roster"
	"github.com/communitrak/onboarding/internal/rosterfile"
)

func TestLookAhead_readPanics(t *testing.T) {
	t.Parallel()
	quiet := slog.New(slog.NewTextHandler(io.Discard, nil))
	r := parse.NewParser(&rosterfile.File{}, roster.Preferences{}, func(context.Context, string) (string, error) { panic("a defect") }, time.Time{}, quiet)
	row := rosterfile.Row{Number: 7, Place: rosterfile.Place{Lot: "12"}, People: []rosterfile.Person{{Number: 1, FullName: "Ivy Sato", Email: "ivy@example.com"}}}
	got, err := r.Parse(t.Context(), row)
	if err != nil || !got.Broken || got.Number != 7 {
		t.Fatalf("got %+v, %v, want a broken row 7", got, err)
	}
	c := NewChunk(roster.Import{}, nil, snapshot.New(), nil)
	c.Add(got)
	if result := c.Results[0]; result.Result != roster.RowFailed || result.Row != 7 {
		t.Errorf("got %+v, want row 7 failed", result)
	}
}
