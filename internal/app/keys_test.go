package app

import (
	"bytes"
	"context"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

var (
	noon     = time.Date(2026, 3, 14, 12, 0, 0, 0, time.UTC)
	keyText  = base64.StdEncoding.EncodeToString(bytes.Repeat([]byte{1}, 48))
	newText  = base64.StdEncoding.EncodeToString(bytes.Repeat([]byte{2}, 48))
	indexKey = base64.StdEncoding.EncodeToString(bytes.Repeat([]byte{3}, 48))
)

func TestKey_neverShows(t *testing.T) {
	t.Parallel()
	key := NewKey([]byte("canary"))
	holder := struct{ Key, hidden Key }{key, key}
	var log bytes.Buffer
	NewLogger(&log, "").Info("key", "key", key, "holder", holder, "pointer", &holder)
	marshalled, err := json.Marshal(holder)
	if err != nil {
		t.Fatal(err)
	}
	shown := log.String() + string(marshalled) + fmt.Sprint(key, holder, &holder) +
		fmt.Sprintf("%s %v %+v %#v %x %q %d %#v", key, key, key, key, key, key, key, holder) + fmt.Errorf("with %v", holder).Error()
	for _, secret := range []string{"canary", fmt.Sprintf("%x", "canary"), base64.StdEncoding.EncodeToString([]byte("canary")), "99 97 110"} {
		if strings.Contains(shown, secret) {
			t.Errorf("the key shows as %q in %s", secret, shown)
		}
	}
}

func TestKeys_file(t *testing.T) {
	t.Parallel()
	file := filepath.Join(t.TempDir(), "keys.json")
	text := fmt.Sprintf(`{"current":"k2","codes":{"k1":%q,"k2":%q},"index":%q}`, keyText, newText, indexKey)
	if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	checkKeys(t, NewKeys(settings(map[string]string{"KEYS_FILE": file}), AWS{}))
}

func TestKeys_secretsManager(t *testing.T) {
	t.Parallel()
	secrets := map[string]string{
		"arn:code":  fmt.Sprintf(`{"current":"k2","k1":%q,"k2":%q}`, keyText, newText),
		"arn:index": indexKey,
	}
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		var request struct{ SecretId string }
		if err := json.NewDecoder(r.Body).Decode(&request); err != nil {
			t.Error(err)
		}
		w.Header().Set("Content-Type", "application/x-amz-json-1.1")
		if err := json.NewEncoder(w).Encode(map[string]string{"SecretString": secrets[request.SecretId]}); err != nil {
			t.Error(err)
		}
	}))
	t.Cleanup(server.Close)
	s := settings(map[string]string{
		"AWS_REGION": "us-east-1", "AWS_ACCESS_KEY_ID": "a", "AWS_SECRET_ACCESS_KEY": "b",
		"AWS_ENDPOINT_URL_SECRETS_MANAGER": server.URL,
		"CODE_KEY_ARN":                     "arn:code", "INDEX_KEY_ARN": "arn:index",
	})
	keys := NewKeys(s, NewAWS(s))
	if err := s.Err(); err != nil {
		t.Fatal(err)
	}
	checkKeys(t, keys)
}

// checkKeys expects k2 to be current and k1 retired.
func checkKeys(t *testing.T, keys *Keys) {
	t.Helper()
	id, current, err := keys.CurrentCode(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if got, want := id, "k2"; got != want {
		t.Errorf("current: got %q, want %q", got, want)
	}
	retired, err := keys.Code(t.Context(), "k1")
	if err != nil {
		t.Fatal(err)
	}
	index, err := keys.Index(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for name, pair := range map[string][2]string{
		"current": {string(current), newText},
		"retired": {string(retired), keyText},
		"index":   {string(index), indexKey},
	} {
		if got, want := base64.StdEncoding.EncodeToString([]byte(pair[0])), pair[1]; got != want {
			t.Errorf("%s: got another key", name)
		}
	}
	if key, err := keys.Code(t.Context(), "k9"); err != nil || key != nil {
		t.Errorf("unknown key: got a key %v, %v, want none", key != nil, err)
	}
}

func TestKeys_rotation(t *testing.T) {
	t.Parallel()
	reads, clock := 0, noon
	codes := map[string]string{"k1": keyText}
	keys := newKeys(func(context.Context) (codeKeys, error) {
		reads++
		return newCodeKeys("k1", codes)
	}, nil)
	keys.now = func() time.Time { return clock }
	check := func(id string, want bool, wantReads int) {
		t.Helper()
		if key, err := keys.Code(t.Context(), id); err != nil || (key != nil) != want {
			t.Errorf("%s: got a key %v, %v, want %v", id, key != nil, err, want)
		}
		if reads != wantReads {
			t.Errorf("%s: read %d times, want %d", id, reads, wantReads)
		}
	}
	check("k1", true, 1)
	codes["k2"] = newText
	check("k2", false, 1)
	clock = clock.Add(reloadInterval)
	check("k2", true, 2)
	check("k1", true, 2)
}

func TestKeys_failedReadIsNotKept(t *testing.T) {
	t.Parallel()
	failure := errors.New("throttled")
	fail := true
	keys := newKeys(func(context.Context) (codeKeys, error) {
		if fail {
			return codeKeys{}, failure
		}
		return newCodeKeys("k1", map[string]string{"k1": keyText})
	}, func(context.Context) (Key, error) {
		if fail {
			return Key{}, failure
		}
		return newIndexKey(indexKey)
	})
	check := func(want error) {
		t.Helper()
		if _, err := keys.Index(t.Context()); !errors.Is(err, want) {
			t.Errorf("index key: got %v, want %v", err, want)
		}
		if _, err := keys.Code(t.Context(), "k1"); !errors.Is(err, want) {
			t.Errorf("code key: got %v, want %v", err, want)
		}
	}
	check(failure)
	fail = false
	check(nil)
}

// A function that needs one of the secrets does not read the other.
func TestKeys_areReadApart(t *testing.T) {
	t.Parallel()
	codes, indexes := 0, 0
	keys := newKeys(func(context.Context) (codeKeys, error) {
		codes++
		return newCodeKeys("k1", map[string]string{"k1": keyText})
	}, func(context.Context) (Key, error) {
		indexes++
		return newIndexKey(indexKey)
	})
	check := func(wantCodes, wantIndexes int) {
		t.Helper()
		if got, want := [2]int{codes, indexes}, [2]int{wantCodes, wantIndexes}; got != want {
			t.Errorf("reads of the code keys and of the index key: got %v, want %v", got, want)
		}
	}
	for range 2 {
		if _, err := keys.Index(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	check(0, 1)
	if _, _, err := keys.CurrentCode(t.Context()); err != nil {
		t.Fatal(err)
	}
	check(1, 1)
}

func TestKeys_refuse(t *testing.T) {
	t.Parallel()
	short := base64.StdEncoding.EncodeToString([]byte("short canary"))
	for name, read := range map[string]func() error{
		"no current":  func() error { _, err := newCodeKeys("k2", map[string]string{"k1": keyText}); return err },
		"nothing":     func() error { _, err := newCodeKeys("", nil); return err },
		"short":       func() error { _, err := newCodeKeys("k1", map[string]string{"k1": short}); return err },
		"not base64":  func() error { _, err := newCodeKeys("k1", map[string]string{"k1": "canary!"}); return err },
		"short index": func() error { _, err := newIndexKey(short); return err },
		"not JSON":    func() error { _, err := parseCodeKeys("canary"); return err },
	} {
		err := read()
		if err == nil {
			t.Errorf("%s: accepted", name)
		} else if strings.Contains(err.Error(), "canary") || strings.Contains(err.Error(), short) {
			t.Errorf("%s: the error quotes the key: %v", name, err)
		}
	}
}
