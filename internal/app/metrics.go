package app

import (
	"log/slog"
	"time"

	"communitrak/internal/telemetry"
)

// CloudWatch reads metrics out of log lines that hold this object; see
// "Specification: Embedded metric format" in its user guide. So a figure costs
// no call and is not lost with a request.
type metadata struct {
	Timestamp         int64 // in milliseconds
	CloudWatchMetrics []directive
}

type directive struct {
	Namespace  string
	Dimensions [][]string
	Metrics    []definition
}

type definition struct{ Name, Unit string }

// embedded is what makes metrics of the record's figures: the description, and
// the values of their dimensions. The figures themselves stand in the record.
func embedded(namespace string, record slog.Record) []slog.Attr {
	var directives []directive
	var attrs []slog.Attr
	record.Attrs(func(a slog.Attr) bool {
		figure, ok := a.Value.Any().(telemetry.Figure)
		if !ok {
			return true
		}
		dimensions := []string{}
		if figure.Dimension != "" {
			dimensions = append(dimensions, figure.Dimension)
			attrs = append(attrs, slog.String(figure.Dimension, figure.Of))
		}
		directives = append(directives, directive{namespace, [][]string{dimensions}, []definition{{figure.Name, figure.Unit}}})
		return true
	})
	if directives == nil {
		return nil
	}
	return append(attrs, slog.Any("_aws", metadata{stamp(record.Time).UnixMilli(), directives}))
}

// stamp is a moment that CloudWatch takes: a record may have none.
func stamp(at time.Time) time.Time {
	if at.IsZero() {
		return time.Now()
	}
	return at
}
