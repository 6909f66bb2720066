package telemetry

import (
	"log/slog"
	"time"
)

// The dimensions that figures are told apart by. Each has few values: every one
// is a metric that is paid for.
const (
	Outcome = "Outcome"
	Code    = "Code"
	Lane    = "Lane"
)

// Units of figures, as CloudWatch spells them.
const (
	count   = "Count"
	seconds = "Seconds"
)

// Figure is a number to be watched.
type Figure struct {
	// Name of the metric.
	Name string
	// Unit is CloudWatch's: Count or Seconds.
	Unit  string
	Value float64
	// Dimension tells figures of one name apart, Of says which this is. Both
	// may be empty.
	Dimension string
	Of        string
}

// LogValue is the number alone, for loggers that know no figures.
func (f Figure) LogValue() slog.Value { return slog.Float64Value(f.Value) }

// Count tells that something happened n times.
func Count(name string, n int) slog.Attr { return CountOf(name, n, "", "") }

// CountOf tells that something happened n times, apart by a dimension.
func CountOf(name string, n int, dimension, of string) slog.Attr {
	return slog.Any(name, Figure{name, count, float64(n), dimension, of})
}

// Seconds tells a length of time, apart by a dimension, which may be empty.
func Seconds(name string, d time.Duration, dimension, of string) slog.Attr {
	return slog.Any(name, Figure{name, seconds, d.Seconds(), dimension, of})
}
