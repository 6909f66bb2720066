package clock

import (
	"context"
	"errors"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

func TestClock_offsetOutlivesRestart(t *testing.T) {
	t.Parallel()
	file := filepath.Join(t.TempDir(), "clock")
	for _, want := range []time.Duration{0, 26 * time.Hour, 52 * time.Hour} {
		c, err := Open(file)
		if err != nil {
			t.Fatal(err)
		}
		if got := time.Until(c.Now()).Round(time.Minute); got != want {
			t.Errorf("ahead: got %v, want %v", got, want)
		}
		if err := c.Advance(26 * time.Hour); err != nil {
			t.Fatal(err)
		}
	}
}

func TestClock_Handler(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		method, path, body string
		status, ticks      int
		ahead              time.Duration
	}{
		{"POST", "/_local/clock", `{"advance":"26h"}`, 200, 1, 26 * time.Hour},
		{"POST", "/_local/clock", `{"advance":"31d"}`, 200, 1, 31 * 24 * time.Hour},
		{"POST", "/_local/clock", `{"advance":"-1h"}`, 400, 0, 0},
		{"POST", "/_local/clock", `{"advance":"soon"}`, 400, 0, 0},
		{"POST", "/_local/clock", `{}`, 400, 0, 0},
		{"POST", "/_local/clock", ``, 400, 0, 0},
		{"POST", "/_local/tick", ``, 200, 1, 0},
		{"GET", "/_local/clock", ``, 200, 0, 0},
		{"GET", "/_local/tick", ``, 405, 0, 0},
	} {
		t.Run(test.method+" "+test.path+" "+test.body, func(t *testing.T) {
			t.Parallel()
			c, err := Open(filepath.Join(t.TempDir(), "clock"))
			if err != nil {
				t.Fatal(err)
			}
			ticks := 0
			w := httptest.NewRecorder()
			c.Handler(func(context.Context) error { ticks++; return nil }).
				ServeHTTP(w, httptest.NewRequest(test.method, test.path, strings.NewReader(test.body)))
			if w.Code != test.status || ticks != test.ticks {
				t.Errorf("got status %d and %d ticks, want %d and %d", w.Code, ticks, test.status, test.ticks)
			}
			if got := time.Until(c.Now()).Round(time.Minute); got != test.ahead {
				t.Errorf("ahead: got %v, want %v", got, test.ahead)
			}
		})
	}
}

func TestClock_Handler_failingTick(t *testing.T) {
	t.Parallel()
	c, err := Open(filepath.Join(t.TempDir(), "clock"))
	if err != nil {
		t.Fatal(err)
	}
	w := httptest.NewRecorder()
	c.Handler(func(context.Context) error { return errors.New("no table") }).
		ServeHTTP(w, httptest.NewRequest(http.MethodPost, "/_local/tick", nil))
	if got, want := w.Code, http.StatusInternalServerError; got != want {
		t.Errorf("status: got %d, want %d", got, want)
	}
}
