package app

import (
	"context"
	"io"
	"log/slog"

	"communitrak/internal/telemetry"
)

// NewLogger writes one JSON object a line. Records carry the ids that their
// context holds (request, community, member), which are all that a log may
// tell of a person. With a namespace, figures are metrics of that namespace;
// without, numbers.
func NewLogger(w io.Writer, namespace string) *slog.Logger {
	return slog.New(contextHandler{slog.NewJSONHandler(w, nil), namespace})
}

// contextHandler adds the ids of the context to each record, and what makes
// metrics of its figures.
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
