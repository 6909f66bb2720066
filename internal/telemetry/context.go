package telemetry

import (
	"context"
	"log/slog"
)

// contextID names an ID carried by a context; its text is the log key.
type contextID string

const (
	requestID   contextID = "request"
	communityID contextID = "community"
	memberID    contextID = "member"
)

func (id contextID) from(ctx context.Context) string {
	value, _ := ctx.Value(id).(string)
	return value
}

// WithRequestID records the ID of a request.
func WithRequestID(ctx context.Context, id string) context.Context {
	return context.WithValue(ctx, requestID, id)
}

// RequestID returns the API Gateway or Lambda request ID, or "" outside a
// request.
func RequestID(ctx context.Context) string { return requestID.from(ctx) }

// WithCommunity records the community that the work is about.
func WithCommunity(ctx context.Context, id string) context.Context {
	return context.WithValue(ctx, communityID, id)
}

// WithMember records the member that the work is about.
func WithMember(ctx context.Context, id string) context.Context {
	return context.WithValue(ctx, memberID, id)
}

// IDs returns the IDs carried by ctx as log attributes.
func IDs(ctx context.Context) []slog.Attr {
	var ids []slog.Attr
	for _, id := range [...]contextID{requestID, communityID, memberID} {
		if value := id.from(ctx); value != "" {
			ids = append(ids, slog.String(string(id), value))
		}
	}
	return ids
}
