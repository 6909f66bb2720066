// Package clock is the local system's clock. It runs with the machine's and can
// be moved forward, so that something that expires in 30 days can be seen
// today.
package clock

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"net/http"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"time"
)

// Clock is the machine's clock moved forward by an offset that is kept in a
// file. It is safe for concurrent use.
type Clock struct {
	file string

	mu     sync.RWMutex
	offset time.Duration
}

// Open reads the offset from the file; without a file, the clock is the
// machine's.
func Open(file string) (*Clock, error) {
	c := &Clock{file: file}
	text, err := os.ReadFile(file)
	if errors.Is(err, fs.ErrNotExist) {
		return c, nil
	}
	if err != nil {
		return nil, err
	}
	c.offset, err = time.ParseDuration(strings.TrimSpace(string(text)))
	if err != nil {
		return nil, fmt.Errorf("clock: %s: %w", filepath.Base(file), err)
	}
	return c, nil
}

// Now returns the local system's time in UTC.
func (c *Clock) Now() time.Time {
	c.mu.RLock()
	defer c.mu.RUnlock()
	return time.Now().Add(c.offset).UTC()
}

// Advance moves the clock forward, across restarts too. It never goes back:
// what has happened would then lie in the future.
func (c *Clock) Advance(by time.Duration) error {
	if by < 0 {
		return errors.New("the clock goes forward only")
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	offset := c.offset + by
	part := c.file + ".part"
	if err := os.WriteFile(part, []byte(offset.String()+"\n"), 0o600); err != nil {
		return err
	}
	if err := os.Rename(part, c.file); err != nil {
		return err
	}
	c.offset = offset
	return nil
}

// Handler serves POST /_local/clock, which moves the clock forward and ticks;
// GET /_local/clock, which returns the time; and POST /_local/tick, which runs
// the schedules at once. Both POSTs answer once tick has returned.
func (c *Clock) Handler(tick func(context.Context) error) http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /_local/clock", func(w http.ResponseWriter, _ *http.Request) { c.writeTime(w) })
	mux.HandleFunc("POST /_local/tick", func(w http.ResponseWriter, r *http.Request) {
		if err := tick(r.Context()); err != nil {
			http.Error(w, "tick: "+err.Error(), http.StatusInternalServerError)
			return
		}
		c.writeTime(w)
	})
	mux.HandleFunc("POST /_local/clock", func(w http.ResponseWriter, r *http.Request) {
		var body struct {
			Advance string `json:"advance"`
		}
		if err := json.NewDecoder(http.MaxBytesReader(w, r.Body, 1<<10)).Decode(&body); err != nil {
			http.Error(w, `send {"advance":"26h"}`, http.StatusBadRequest)
			return
		}
		by, err := parse(body.Advance)
		if err != nil {
			http.Error(w, err.Error(), http.StatusBadRequest)
			return
		}
		if err := c.Advance(by); err != nil {
			http.Error(w, err.Error(), http.StatusBadRequest)
			return
		}
		if err := tick(r.Context()); err != nil {
			http.Error(w, "tick: "+err.Error(), http.StatusInternalServerError)
			return
		}
		c.writeTime(w)
	})
	return mux
}

func (c *Clock) writeTime(w http.ResponseWriter) {
	w.Header().Set("Content-Type", "application/json")
	// A client that has gone away does not need the answer.
	_ = json.NewEncoder(w).Encode(map[string]time.Time{"now": c.Now()})
}

// parse parses a duration. It also takes days, which Go leaves out, as 24
// hours.
func parse(text string) (time.Duration, error) {
	if days, ok := strings.CutSuffix(text, "d"); ok {
		if n, err := strconv.ParseUint(days, 10, 16); err == nil {
			return time.Duration(n) * 24 * time.Hour, nil
		}
	}
	by, err := time.ParseDuration(text)
	if err != nil {
		return 0, fmt.Errorf(`%q is not a length of time such as "90m", "26h" or "31d"`, text)
	}
	return by, nil
}
