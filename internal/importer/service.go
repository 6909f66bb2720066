package importer

import (
	"context"
	"errors"
	"log/slog"
	"time"

	"github.com/communitrak/onboarding/internal/dynamo"
	"github.com/communitrak/onboarding/internal/importer/bucket"
	"github.com/communitrak/onboarding/internal/onboarding"
	"github.com/communitrak/onboarding/internal/roster"
	"github.com/communitrak/onboarding/internal/rosterfile"
)

// Settings are the parameters of an import's lifecycle.
type Settings struct {
	Limits rosterfile.Limits
	// Lease is how long a run may be silent before another takes over.
	Lease time.Duration
	// Margin is how long before its context's deadline a run stops.
	Margin time.Duration
	// Sweep is how often the bucket is searched for objects whose event was
	// lost.
	Sweep time.Duration
	// ChunkRows is the maximum number of rows per transaction, which holds fewer
	// if they take many items.
	ChunkRows int
	// Failures is how many runs in a row may end in an error before the import
	// fails; Runs is how many may make no progress, including those that were
	// killed.
	Failures int
	Runs     int
	// Pause is how long the next run waits after a failed one, multiplied by
	// the number of failures.
	Pause time.Duration
	// UploadLife and LinkLife are how long a presigned upload and download
	// work.
	UploadLife time.Duration
	LinkLife   time.Duration
	// UploadGrace is how much longer an import waits for an upload that began
	// in time.
	UploadGrace time.Duration
	// RowsKept is how long the results of rows are kept.
	RowsKept time.Duration
}

// DefaultSettings returns the settings of the contract.
func DefaultSettings() Settings {
	return Settings{
		Limits:      rosterfile.DefaultLimits(),
		Lease:       30 * time.Second,
		Margin:      10 * time.Second,
		Sweep:       15 * time.Minute,
		ChunkRows:   40,
		Failures:    5,
		Runs:        25,
		Pause:       time.Minute,
		UploadLife:  15 * time.Minute,
		LinkLife:    5 * time.Minute,
		UploadGrace: 45 * time.Minute,
		RowsKept:    90 * 24 * time.Hour,
	}
}

// WithRows allows rosters of up to that many rows, and proportionally more
// bytes.
func (s Settings) WithRows(rows int) Settings {
	bytes := rosterfile.DefaultLimits().Bytes
	s.Limits.Bytes = max(bytes, bytes*int64(rows)/int64(rosterfile.DefaultLimits().Rows))
	s.Limits.Rows = rows
	return s
}

// Service imports rosters.
type Service struct {
	store    *dynamo.Store
	rules    *onboarding.Service
	bucket   *bucket.Bucket
	settings Settings
	log      *slog.Logger
	now      func() time.Time
}

// New returns a Service over the table of store and rules, and the bucket.
func New(store *dynamo.Store, rules *onboarding.Service, bucket *bucket.Bucket, settings Settings, log *slog.Logger, now func() time.Time) *Service {
	return &Service{store: store, rules: rules, bucket: bucket, settings: settings, log: log, now: now}
}

// save writes the import in place of revision job.Rev, together with the writes
// of also.
func (s *Service) save(ctx context.Context, job *roster.Import, also func(*dynamo.Tx)) error {
	tx := s.store.Begin()
	tx.SaveImport(*job)
	if also != nil {
		also(tx)
	}
	if err := tx.Commit(ctx); err != nil {
		return err
	}
	job.Rev++
	return nil
}

// lost returns errLost for a conflict with another run of the import.
func lost(err error) error {
	if errors.Is(err, dynamo.ErrConflict) {
		return errLost
	}
	return err
}

// auditEntry returns an entry about the import.
func auditEntry(job roster.Import, at time.Time, by roster.Actor, action string, changes ...roster.Change) roster.AuditEntry {
	return roster.AuditEntry{Community: job.Community, Subject: "import " + job.ID, At: at, By: by, Action: action, Changes: changes}
}
