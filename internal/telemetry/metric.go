package telemetry

import (
	"log/slog"
	"time"
)

// Metric dimensions. Each has few values, because every value is a metric that
// costs money.
const (
	Outcome = "Outcome"
	Code    = "Code"
	Lane    = "Lane"
)

// Metric units, as CloudWatch spells them.
const (
	count   = "Count"
	seconds = "Seconds"
)

// Metric is a metric value.
type Metric struct {
	// Name is the name of the metric.
	Name string
	// Unit is the CloudWatch unit: Count or Seconds.
	Unit  string
	Value float64
	// Dimension distinguishes metrics of the same name, and Of is its value.
	// Both may be empty.
	Dimension string
	Of        string
}

// LogValue returns just the number, for loggers that do not know about Metric.
func (f Metric) LogValue() slog.Value { return slog.Float64Value(f.Value) }

// Count records that something happened n times.
func Count(name string, n int) slog.Attr { return CountOf(name, n, "", "") }

// CountOf is like Count with a dimension.
func CountOf(name string, n int, dimension, of string) slog.Attr {
	return slog.Any(name, Metric{name, count, float64(n), dimension, of})
}

// Seconds records a duration. The dimension may be empty.
func Seconds(name string, d time.Duration, dimension, of string) slog.Attr {
	return slog.Any(name, Metric{name, seconds, d.Seconds(), dimension, of})
}
