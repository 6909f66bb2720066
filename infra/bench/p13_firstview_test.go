package main

import (
	"net/http"
	"net/http/httptest"
	"regexp"
	"testing"

	"github.com/communitrak/onboarding/internal/console"
)

var referenced = regexp.MustCompile(`(?:href|src)="(/[^"]+)"`)

// BenchmarkP13 counts the compressed bytes that a browser loads before anybody
// can sign in to the console.
func BenchmarkP13(b *testing.B) {
	h, err := console.Handler(console.Options{Support: "support@communitrak.example"})
	if err != nil {
		b.Fatal(err)
	}
	var files, bytes int
	for b.Loop() {
		files, bytes = firstView(b, h)
	}
	b.ReportMetric(float64(files), "first_view-files")
	b.ReportMetric(float64(bytes), "first_view-bytes")
	b.ReportMetric(0, "ns/op")
}

func firstView(t testing.TB, h http.Handler) (files, bytes int) {
	paths := []string{"/"}
	seen := map[string]bool{}
	for _, match := range referenced.FindAllStringSubmatch(fetch(t, h, "/", "identity").Body.String(), -1) {
		paths = append(paths, match[1])
	}
	for _, path := range paths {
		if seen[path] {
			continue
		}
		seen[path] = true
		bytes += fetch(t, h, path, "gzip").Body.Len()
	}
	return len(seen), bytes
}

func fetch(t testing.TB, h http.Handler, path, encoding string) *httptest.ResponseRecorder {
	t.Helper()
	r := httptest.NewRequestWithContext(t.Context(), http.MethodGet, path, nil)
	r.Header.Set("Accept-Encoding", encoding)
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	if w.Code != http.StatusOK {
		t.Fatalf("%s: got status %d", path, w.Code)
	}
	return w
}
