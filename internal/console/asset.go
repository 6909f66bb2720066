package console

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/hex"
	"mime"
	"net/http"
	"path"
	"strconv"
	"strings"
	"sync"
)

const (
	cacheForever    = "public, max-age=31536000, immutable"
	cacheOneDay     = "public, max-age=86400"
	cacheRevalidate = "no-cache"
)

// asset is a file as it is served. It is compressed at the first request and
// the result is kept, so that startup costs nothing.
type asset struct {
	name         string
	plain        []byte
	cacheControl string

	once   sync.Once
	zipped []byte // nil if compression does not help
	etag   string
}

func (a *asset) prepare() {
	sum := sha256.Sum256(a.plain)
	a.etag = hex.EncodeToString(sum[:8])

	var zipped bytes.Buffer
	// Neither the level nor a write to memory can fail.
	z, _ := gzip.NewWriterLevel(&zipped, gzip.BestCompression)
	_, _ = z.Write(a.plain)
	_ = z.Close()
	if zipped.Len() < len(a.plain) {
		a.zipped = zipped.Bytes()
	}
}

func (a *asset) serve(w http.ResponseWriter, r *http.Request) {
	a.once.Do(a.prepare)

	h := w.Header()
	h.Set("Cache-Control", a.cacheControl)
	h.Set("Vary", "Accept-Encoding")
	h.Set("Content-Type", contentType(a.name))

	body, etag := a.plain, `"`+a.etag+`"`
	if a.zipped != nil && acceptsGzip(r.Header.Get("Accept-Encoding")) {
		body, etag = a.zipped, `"`+a.etag+`-gzip"`
		h.Set("Content-Encoding", "gzip")
	}
	h.Set("ETag", etag)
	if matches(r.Header.Get("If-None-Match"), etag) {
		w.WriteHeader(http.StatusNotModified)
		return
	}
	h.Set("Content-Length", strconv.Itoa(len(body)))
	if r.Method == http.MethodHead {
		return
	}
	// A failed write means the browser went away; there is nobody to tell.
	_, _ = w.Write(body)
}

// contentType does not consult the operating system, whose table differs
// between machines.
func contentType(name string) string {
	switch path.Ext(name) {
	case ".js":
		return "text/javascript; charset=utf-8"
	case ".css":
		return "text/css; charset=utf-8"
	case ".html":
		return "text/html; charset=utf-8"
	case ".svg":
		return "image/svg+xml"
	case ".ico":
		return "image/x-icon"
	case ".csv":
		return "text/csv; charset=utf-8"
	default:
		return "text/plain; charset=utf-8"
	}
}

// acceptsGzip reports whether an Accept-Encoding header allows gzip (RFC 9110,
// 12.5.3).
func acceptsGzip(header string) bool {
	for part := range strings.SplitSeq(header, ",") {
		coding, params, err := mime.ParseMediaType(strings.TrimSpace(part))
		if err != nil || coding != "gzip" && coding != "*" {
			continue
		}
		weight, given := params["q"]
		q, err := strconv.ParseFloat(weight, 64)
		return !given || err == nil && q > 0
	}
	return false
}

// matches reports whether an If-None-Match header names the tag, by the weak
// comparison that RFC 9110, 13.1.2, requires.
func matches(header, etag string) bool {
	for part := range strings.SplitSeq(header, ",") {
		if candidate := strings.TrimSpace(part); candidate == "*" || strings.TrimPrefix(candidate, "W/") == etag {
			return true
		}
	}
	return false
}
