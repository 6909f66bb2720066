package importer

import (
	"log/slog"
	"time"

	"communitrak/internal/dynamo"
	"communitrak/internal/onboarding"
	"communitrak/internal/rosterfile"
)

// Settings are the figures of an import's life.
type Settings struct {
	Limits rosterfile.Limits
	// Lease is how long a run may be silent before another one takes over.
	Lease time.Duration
	// Margin is how long before its context's deadline a run stops.
	Margin time.Duration
	// Sweep is how often the bucket is looked through for objects whose event
	// was lost.
	Sweep time.Duration
	// ChunkRows is how many rows one transaction writes at most.
	ChunkRows int
	// Failures is how many runs in a row may end in an error before the import
	// fails; Runs is how many may get no further, those that were cut off
	// without a word included.
	Failures int
	Runs     int
	// Pause is how long the next run waits after a failed one, for each run
	// that failed.
	Pause time.Duration
	// UploadLife and LinkLife are how long a presigned upload and download work.
	UploadLife time.Duration
	LinkLife   time.Duration
	// UploadGrace is how much longer an import waits for an upload that began in
	// time.
	UploadGrace time.Duration
	// RowsKept is how long the results of rows are kept.
	RowsKept time.Duration
}

// DefaultSettings are those of the contract.
func DefaultSettings() Settings {
	return Settings{
		Limits:      rosterfile.DefaultLimits(),
		Lease:       30 * time.Second,
		Margin:      10 * time.Second,
		Sweep:       15 * time.Minute,
		ChunkRows:   16,
		Failures:    5,
		Runs:        25,
		Pause:       time.Minute,
		UploadLife:  15 * time.Minute,
		LinkLife:    5 * time.Minute,
		UploadGrace: 45 * time.Minute,
		RowsKept:    90 * 24 * time.Hour,
	}
}

// WithRows takes rosters of up to so many rows, and of as many more bytes.
func (s Settings) WithRows(rows int) Settings {
	bytes := rosterfile.DefaultLimits().Bytes
	s.Limits.Bytes = max(bytes, bytes*int64(rows)/int64(rosterfile.DefaultLimits().Rows))
	s.Limits.Rows = rows
	return s
}

// Service takes rosters in.
type Service struct {
	store    *dynamo.Store
	rules    *onboarding.Service
	bucket   *Bucket
	settings Settings
	log      *slog.Logger
	now      func() time.Time
}

// New returns the service over the table of store and rules, and the bucket.
func New(store *dynamo.Store, rules *onboarding.Service, bucket *Bucket, settings Settings, log *slog.Logger, now func() time.Time) *Service {
	return &Service{store: store, rules: rules, bucket: bucket, settings: settings, log: log, now: now}
}
