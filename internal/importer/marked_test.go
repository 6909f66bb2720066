package importer_test

import (
	"context"
	"time"

	"github.com/communitrak/onboarding/internal/dynamo/dynamotest"
	"github.com/communitrak/onboarding/internal/importer"
	"github.com/communitrak/onboarding/internal/importer/bucket"
	"github.com/communitrak/onboarding/internal/roster"
	"github.com/communitrak/onboarding/internal/rosterfile"
)

// marked is an importer that says which function makes its calls to the table:
// Import does the work, and Review says what is to be done.
type marked struct{ *importer.Service }

func imports(ctx context.Context) context.Context { return dynamotest.CallsFor(ctx, "Import") }

func reviews(ctx context.Context) context.Context { return dynamotest.CallsFor(ctx, "Review") }

func (s marked) Created(ctx context.Context, o bucket.Object) error {
	return s.Service.Created(imports(ctx), o)
}

func (s marked) RunDue(ctx context.Context) error { return s.Service.RunDue(imports(ctx)) }

func (s marked) Begin(ctx context.Context, by roster.Principal, c roster.Community, in importer.Upload) (roster.Import, bucket.Presigned, error) {
	return s.Service.Begin(reviews(ctx), by, c, in)
}

func (s marked) Commit(ctx context.Context, by roster.Principal, community, id string, send roster.SendMode) (roster.Import, error) {
	return s.Service.Commit(reviews(ctx), by, community, id, send)
}

func (s marked) Remap(ctx context.Context, by roster.Principal, community, id string, m rosterfile.Mapping, answers map[string]string, shared roster.SharedEmail) (roster.Import, error) {
	return s.Service.Remap(reviews(ctx), by, community, id, m, answers, shared)
}

func (s marked) Correct(ctx context.Context, by roster.Principal, community, id string, revision int, edits []importer.CellEdit) (roster.Import, error) {
	return s.Service.Correct(reviews(ctx), by, community, id, revision, edits)
}

func (s marked) Abort(ctx context.Context, by roster.Principal, community, id string) (roster.Import, error) {
	return s.Service.Abort(reviews(ctx), by, community, id)
}

func (s marked) Undo(ctx context.Context, by roster.Principal, community, id string) (roster.Import, error) {
	return s.Service.Undo(reviews(ctx), by, community, id)
}

func (s marked) Release(ctx context.Context, by roster.Principal, community, id string, f roster.WaveFilter, at time.Time, expected *int) (roster.Import, error) {
	return s.Service.Release(reviews(ctx), by, community, id, f, at, expected)
}
