package telemetry

import (
	"context"
	"log/slog"
)

// contextID names an identifier that a context carries; its text is the log's
// key.
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

// WithRequestID notes the id of a request.
func WithRequestID(ctx context.Context, id string) context.Context {
	return context.WithValue(ctx, requestID, id)
}

// RequestID is the gateway's or Lambda's id of the request. Empty outside of one.
func RequestID(ctx context.Context) string { return requestID.from(ctx) }

// WithCommunity notes the community that the work is about.
func WithCommunity(ctx context.Context, id string) context.Context {
	return context.WithValue(ctx, communityID, id)
}

// WithMember notes the member that the work is about.
func WithMember(ctx context.Context, id string) context.Context {
	return context.WithValue(ctx, memberID, id)
}

// IDs are the identifiers that ctx carries, as attributes of a log line.
func IDs(ctx context.Context) []slog.Attr {
	var ids []slog.Attr
	for _, id := range [...]contextID{requestID, communityID, memberID} {
		if value := id.from(ctx); value != "" {
			ids = append(ids, slog.String(string(id), value))
		}
	}
	return ids
}
