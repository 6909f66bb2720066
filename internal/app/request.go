package app

import "context"

// contextID names an id that a context carries; its text is the log's key.
type contextID string

const (
	requestID   contextID = "request"
	sourceIP    contextID = "source"
	communityID contextID = "community"
	memberID    contextID = "member"
)

func (id contextID) from(ctx context.Context) string {
	value, _ := ctx.Value(id).(string)
	return value
}

// WithSourceIP notes the address a request comes from.
func WithSourceIP(ctx context.Context, ip string) context.Context {
	return context.WithValue(ctx, sourceIP, ip)
}

// SourceIP is the address a request comes from, as the gateway saw it; headers
// such as X-Forwarded-For have no part in it. Empty outside of a request.
func SourceIP(ctx context.Context) string { return sourceIP.from(ctx) }

// WithRequestID notes the id of a request; the logger adds it to each line.
func WithRequestID(ctx context.Context, id string) context.Context {
	return context.WithValue(ctx, requestID, id)
}

// RequestID is the gateway's or Lambda's id of the request. Empty outside of one.
func RequestID(ctx context.Context) string { return requestID.from(ctx) }

// WithCommunity notes the community a request is about, for the logger.
func WithCommunity(ctx context.Context, id string) context.Context {
	return context.WithValue(ctx, communityID, id)
}

// WithMember notes the member a request is about, for the logger.
func WithMember(ctx context.Context, id string) context.Context {
	return context.WithValue(ctx, memberID, id)
}
