package app

import "context"

type sourceKey struct{}

// WithSourceIP records the address that a request comes from.
func WithSourceIP(ctx context.Context, ip string) context.Context {
	return context.WithValue(ctx, sourceKey{}, ip)
}

// SourceIP returns the address that a request comes from, as seen by the
// gateway or, behind the edge, by the edge ([BehindEdge]). Headers that a
// client can set, such as X-Forwarded-For, do not affect it. It is empty
// outside a request.
func SourceIP(ctx context.Context) string {
	ip, _ := ctx.Value(sourceKey{}).(string)
	return ip
}
