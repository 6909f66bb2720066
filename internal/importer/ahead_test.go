package importer

import (
	"context"
	"io"
	"log/slog"
	"testing"

	"communitrak/internal/roster"
	"communitrak/internal/rosterfile"
)

func TestLookAhead_readPanics(t *testing.T) {
	t.Parallel()
	a := &lookAhead{
		run:    &run{Service: &Service{log: slog.New(slog.NewTextHandler(io.Discard, nil))}},
		reader: &reader{personID: func(context.Context, string) (string, error) { panic("a defect") }, repeats: newRepeats(0), seen: map[string]sighting{}},
	}
	row := rosterfile.Row{Number: 7, Place: rosterfile.Place{Lot: "12"}, People: []rosterfile.Person{{Number: 1, FullName: "Ivy Sato", Email: "ivy@example.com"}}}
	got, err := a.read(t.Context(), row)
	if err != nil || !got.broken || got.row != 7 {
		t.Fatalf("got %+v, %v, want a broken row 7", got, err)
	}
	c := newChunk(roster.Import{}, nil, newKnown(), nil)
	c.add(got)
	if result := c.results[0]; result.Result != roster.RowFailed || result.Row != 7 {
		t.Errorf("got %+v, want row 7 failed", result)
	}
}
