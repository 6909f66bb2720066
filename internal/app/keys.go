package app

import (
	"context"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"sync"
	"time"

	"github.com/aws/aws-sdk-go-v2/service/secretsmanager"
)

// Key is a secret for HMACs. However it is printed, logged or marshalled, it
// shows as a mask; Reveal alone gives it away. It is held by a function because
// package fmt does not ask the methods of what lies in unexported fields.
type Key struct{ reveal func() []byte }

// NewKey makes a key of b.
func NewKey(b []byte) Key { return Key{func() []byte { return b }} }

// Reveal returns the key itself, nil for the zero Key.
func (k Key) Reveal() []byte {
	if k.reveal == nil {
		return nil
	}
	return k.reveal()
}

const mask = "••••"

// String returns a mask.
func (Key) String() string { return mask }

// GoString returns a mask.
func (Key) GoString() string { return mask }

// Format writes a mask, whatever the verb.
func (Key) Format(f fmt.State, _ rune) { _, _ = f.Write([]byte(mask)) }

// LogValue returns a mask.
func (Key) LogValue() slog.Value { return slog.StringValue(mask) }

// MarshalJSON returns a mask.
func (Key) MarshalJSON() ([]byte, error) { return []byte(`"` + mask + `"`), nil }

// shortestKey is 256 bits, what HMAC-SHA-256 can use (RFC 2104, section 3).
const shortestKey = 32

// rereadAfter is how often, at most, keys are read anew for an id they lack.
const rereadAfter = time.Minute

// Keys are the system's two secrets, read on first use and then kept: the code
// keys by id, of which invitations name theirs, and the index key. Safe for
// concurrent use.
type Keys struct {
	read func(context.Context) (keyring, error)
	now  func() time.Time

	mu     sync.Mutex
	ring   keyring
	readAt time.Time
}

// keyring is what was read.
type keyring struct {
	current string
	codes   map[string]Key
	index   Key
}

// NewKeys reads the keys from the file KEYS_FILE where that is set, and
// otherwise from Secrets Manager, where the secret CODE_KEY_ARN is an object
// {"current":"k1","k1":"base64…"} and the secret INDEX_KEY_ARN a base64 text.
// The file holds {"current":"k1","codes":{"k1":"base64…"},"index":"base64…"}.
func NewKeys(s *Settings, cloud AWS) *Keys {
	if file := s.Optional("KEYS_FILE", ""); file != "" {
		return newKeys(func(context.Context) (keyring, error) { return readKeyFile(file) })
	}
	code, index := s.Required("CODE_KEY_ARN"), s.Required("INDEX_KEY_ARN")
	return newKeys(func(ctx context.Context) (keyring, error) {
		return readSecrets(ctx, cloud.secretsManager(), code, index)
	})
}

func newKeys(read func(context.Context) (keyring, error)) *Keys {
	return &Keys{read: read, now: time.Now}
}

// CurrentCode is the code key for new invitations, and its id.
func (k *Keys) CurrentCode(ctx context.Context) (id string, key []byte, err error) {
	ring, err := k.load(ctx, "")
	if err != nil {
		return "", nil, err
	}
	return ring.current, ring.codes[ring.current].Reveal(), nil
}

// Code is the code key of that id, current or retired. For an id that is not
// kept, though the keys were read lately, it is nil: the codes are void.
func (k *Keys) Code(ctx context.Context, id string) ([]byte, error) {
	ring, err := k.load(ctx, id)
	if err != nil {
		return nil, err
	}
	return ring.codes[id].Reveal(), nil
}

// Index is the key for HMACs of emails and of request bodies. It never changes.
func (k *Keys) Index(ctx context.Context) ([]byte, error) {
	ring, err := k.load(ctx, "")
	return ring.index.Reveal(), err
}

// load returns the keys, reading them on first use and, at most once a minute,
// when an id is asked for that they lack: the key may have come since.
func (k *Keys) load(ctx context.Context, id string) (keyring, error) {
	k.mu.Lock()
	defer k.mu.Unlock()
	_, known := k.ring.codes[id]
	fresh := k.now().Sub(k.readAt) < rereadAfter
	if k.ring.current != "" && (id == "" || known || fresh) {
		return k.ring, nil
	}
	ring, err := k.read(ctx)
	if err != nil {
		return keyring{}, fmt.Errorf("read the keys: %w", err)
	}
	k.ring, k.readAt = ring, k.now()
	return ring, nil
}

func readKeyFile(name string) (keyring, error) {
	text, err := os.ReadFile(name)
	if err != nil {
		return keyring{}, err
	}
	var file struct {
		Current string            `json:"current"`
		Codes   map[string]string `json:"codes"`
		Index   string            `json:"index"`
	}
	if err := json.Unmarshal(text, &file); err != nil {
		return keyring{}, errors.New("the key file is not the JSON it should be")
	}
	return newKeyring(file.Current, file.Codes, file.Index)
}

func readSecrets(ctx context.Context, client *secretsmanager.Client, codeARN, indexARN string) (keyring, error) {
	code, err := client.GetSecretValue(ctx, &secretsmanager.GetSecretValueInput{SecretId: &codeARN})
	if err != nil {
		return keyring{}, err
	}
	index, err := client.GetSecretValue(ctx, &secretsmanager.GetSecretValueInput{SecretId: &indexARN})
	if err != nil {
		return keyring{}, err
	}
	if code.SecretString == nil || index.SecretString == nil {
		return keyring{}, errors.New("a secret is not text")
	}
	var codes map[string]string
	if err := json.Unmarshal([]byte(*code.SecretString), &codes); err != nil {
		return keyring{}, errors.New("the code key's secret is not the JSON it should be")
	}
	current := codes["current"]
	delete(codes, "current")
	return newKeyring(current, codes, *index.SecretString)
}

func newKeyring(current string, codes map[string]string, index string) (keyring, error) {
	ring := keyring{current: current, codes: make(map[string]Key, len(codes))}
	for id, text := range codes {
		key, err := decodeKey(text)
		if err != nil {
			return keyring{}, fmt.Errorf("code key %q: %w", id, err)
		}
		ring.codes[id] = key
	}
	if _, ok := ring.codes[current]; !ok {
		return keyring{}, fmt.Errorf("the current code key %q is not among the code keys", current)
	}
	var err error
	if ring.index, err = decodeKey(index); err != nil {
		return keyring{}, fmt.Errorf("index key: %w", err)
	}
	return ring, nil
}

// decodeKey tells what is wrong without quoting the key, unlike the errors of
// package base64.
func decodeKey(text string) (Key, error) {
	b, err := base64.StdEncoding.DecodeString(text)
	if err != nil {
		return Key{}, errors.New("not base64")
	}
	if len(b) < shortestKey {
		return Key{}, fmt.Errorf("%d bytes, want at least %d", len(b), shortestKey)
	}
	return NewKey(b), nil
}
