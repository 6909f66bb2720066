package app

import (
	"log/slog"
	"time"

	"github.com/communitrak/onboarding/internal/telemetry"
)

// metricMetadata is the object by which CloudWatch extracts metrics from a log
// line; see "Specification: Embedded metric format" in its user guide. A metric
// thus costs no call and is not lost with a request.
type metricMetadata struct {
	Timestamp         int64 // in milliseconds
	CloudWatchMetrics []metricDirective
}

type metricDirective struct {
	Namespace  string
	Dimensions [][]string
	Metrics    []metricDefinition
}

type metricDefinition struct{ Name, Unit string }

// embedded returns the attributes that turn the record's figures into metrics:
// the metadata and the dimension values. The figures themselves are already in
// the record.
func embedded(namespace string, record slog.Record) []slog.Attr {
	var directives []metricDirective
	var attrs []slog.Attr
	record.Attrs(func(a slog.Attr) bool {
		figure, ok := a.Value.Any().(telemetry.Metric)
		if !ok {
			return true
		}
		dimensions := []string{}
		if figure.Dimension != "" {
			dimensions = append(dimensions, figure.Dimension)
			attrs = append(attrs, slog.String(figure.Dimension, figure.Of))
		}
		directives = append(directives, metricDirective{namespace, [][]string{dimensions}, []metricDefinition{{figure.Name, figure.Unit}}})
		return true
	})
	if directives == nil {
		return nil
	}
	return append(attrs, slog.Any("_aws", metricMetadata{stamp(record.Time).UnixMilli(), directives}))
}

// stamp returns the record's time or, if it has none, the current time, because
// CloudWatch requires one.
func stamp(at time.Time) time.Time {
	if at.IsZero() {
		return time.Now()
	}
	return at
}
