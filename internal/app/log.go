package app

import (
	"context"
	"io"
	"log/slog"
)

// NewLogger writes one JSON object a line. Records carry the ids that their
// context holds (request, community, member), which are all that a log may
// tell of a person.
func NewLogger(w io.Writer) *slog.Logger {
	return slog.New(contextHandler{slog.NewJSONHandler(w, nil)})
}

// contextHandler adds the ids of the context to each record.
type contextHandler struct{ slog.Handler }

func (h contextHandler) Handle(ctx context.Context, record slog.Record) error {
	for _, id := range [...]contextID{requestID, communityID, memberID} {
		if value := id.from(ctx); value != "" {
			record.AddAttrs(slog.String(string(id), value))
		}
	}
	return h.Handler.Handle(ctx, record)
}

func (h contextHandler) WithAttrs(attrs []slog.Attr) slog.Handler {
	return contextHandler{h.Handler.WithAttrs(attrs)}
}

func (h contextHandler) WithGroup(name string) slog.Handler {
	return contextHandler{h.Handler.WithGroup(name)}
}
