package app

import "context"

type sourceKey struct{}

// WithSourceIP notes the address a request comes from.
func WithSourceIP(ctx context.Context, ip string) context.Context {
	return context.WithValue(ctx, sourceKey{}, ip)
}

// SourceIP is the address a request comes from, as the gateway saw it or, behind
// the edge, as the edge did ([BehindEdge]); headers that a client can set, such as
// X-Forwarded-For, have no part in it. Empty outside of a request.
func SourceIP(ctx context.Context) string {
	ip, _ := ctx.Value(sourceKey{}).(string)
	return ip
}
