package app

import (
	"context"
	"io"
	"log/slog"

	"github.com/communitrak/onboarding/internal/telemetry"
)

// NewLogger returns a logger that writes one JSON object per line. Records
// carry the IDs in their context (request, community, member), the only data
// about a person that may be logged. With a namespace, telemetry.Metric values
// become CloudWatch metrics in it; without, they are plain numbers.
func NewLogger(w io.Writer, namespace string) *slog.Logger {
	return slog.New(contextHandler{slog.NewJSONHandler(w, nil), namespace})
}

// contextHandler adds to each record the IDs of the context and the metadata
// that turns figures into metrics.
type contextHandler struct {
	slog.Handler
	namespace string
}

func (h contextHandler) Handle(ctx context.Context, record slog.Record) error {
	record.AddAttrs(telemetry.IDs(ctx)...)
	if h.namespace != "" {
		record.AddAttrs(embedded(h.namespace, record)...)
	}
	return h.Handler.Handle(ctx, record)
}

func (h contextHandler) WithAttrs(attrs []slog.Attr) slog.Handler {
	return contextHandler{h.Handler.WithAttrs(attrs), h.namespace}
}

func (h contextHandler) WithGroup(name string) slog.Handler {
	return contextHandler{h.Handler.WithGroup(name), h.namespace}
}
