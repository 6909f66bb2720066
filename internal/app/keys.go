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

// Keys are the system's two secrets: the code keys by id, of which invitations
// name theirs, and the index key. Each is read on its first use and then kept, so
// that whoever derives no code needs no right to the code keys. Safe for
// concurrent use.
type Keys struct {
	readCodes func(context.Context) (codeKeys, error)
	readIndex func(context.Context) (Key, error)
	now       func() time.Time

	mu     sync.Mutex
	codes  codeKeys
	readAt time.Time // the code keys
	index  Key
}

// codeKeys are the code keys by id, and which of them new invitations use.
type codeKeys struct {
	current string
	byID    map[string]Key
}

// NewKeys reads the keys from the file KEYS_FILE where that is set, and
// otherwise from Secrets Manager, where the secret CODE_KEY_ARN is an object
// {"current":"k1","k1":"base64…"} and the secret INDEX_KEY_ARN a base64 text.
// The file holds {"current":"k1","codes":{"k1":"base64…"},"index":"base64…"}.
func NewKeys(s *Settings, cloud AWS) *Keys {
	if file := s.Optional("KEYS_FILE", ""); file != "" {
		return newKeys(
			func(context.Context) (codeKeys, error) {
				f, err := readKeyFile(file)
				if err != nil {
					return codeKeys{}, err
				}
				return newCodeKeys(f.Current, f.Codes)
			},
			func(context.Context) (Key, error) {
				f, err := readKeyFile(file)
				if err != nil {
					return Key{}, err
				}
				return newIndexKey(f.Index)
			},
		)
	}
	code, index := s.Required("CODE_KEY_ARN"), s.Required("INDEX_KEY_ARN")
	client := cloud.secretsManager()
	return newKeys(
		func(ctx context.Context) (codeKeys, error) {
			text, err := readSecret(ctx, client, code)
			if err != nil {
				return codeKeys{}, err
			}
			return parseCodeKeys(text)
		},
		func(ctx context.Context) (Key, error) {
			text, err := readSecret(ctx, client, index)
			if err != nil {
				return Key{}, err
			}
			return newIndexKey(text)
		},
	)
}

func newKeys(codes func(context.Context) (codeKeys, error), index func(context.Context) (Key, error)) *Keys {
	return &Keys{readCodes: codes, readIndex: index, now: time.Now}
}

// CurrentCode is the code key for new invitations, and its id.
func (k *Keys) CurrentCode(ctx context.Context) (id string, key []byte, err error) {
	codes, err := k.load(ctx, "")
	if err != nil {
		return "", nil, err
	}
	return codes.current, codes.byID[codes.current].Reveal(), nil
}

// Code is the code key of that id, current or retired. For an id that is not
// kept, though the keys were read lately, it is nil: the codes are void.
func (k *Keys) Code(ctx context.Context, id string) ([]byte, error) {
	codes, err := k.load(ctx, id)
	if err != nil {
		return nil, err
	}
	return codes.byID[id].Reveal(), nil
}

// Index is the key for HMACs of emails and of request bodies. It never changes.
func (k *Keys) Index(ctx context.Context) ([]byte, error) {
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.index.Reveal() == nil {
		index, err := k.readIndex(ctx)
		if err != nil {
			return nil, fmt.Errorf("read the index key: %w", err)
		}
		k.index = index
	}
	return k.index.Reveal(), nil
}

// load returns the code keys, reading them on first use and, at most once a
// minute, when an id is asked for that they lack: the key may have come since.
func (k *Keys) load(ctx context.Context, id string) (codeKeys, error) {
	k.mu.Lock()
	defer k.mu.Unlock()
	_, known := k.codes.byID[id]
	fresh := k.now().Sub(k.readAt) < rereadAfter
	if k.codes.current != "" && (id == "" || known || fresh) {
		return k.codes, nil
	}
	codes, err := k.readCodes(ctx)
	if err != nil {
		return codeKeys{}, fmt.Errorf("read the code keys: %w", err)
	}
	k.codes, k.readAt = codes, k.now()
	return codes, nil
}

// keyFile is what KEYS_FILE holds.
type keyFile struct {
	Current string            `json:"current"`
	Codes   map[string]string `json:"codes"`
	Index   string            `json:"index"`
}

func readKeyFile(name string) (keyFile, error) {
	text, err := os.ReadFile(name)
	if err != nil {
		return keyFile{}, err
	}
	var file keyFile
	if err := json.Unmarshal(text, &file); err != nil {
		return keyFile{}, errors.New("the key file is not the JSON it should be")
	}
	return file, nil
}

// readSecret reads a secret that is text.
func readSecret(ctx context.Context, client *secretsmanager.Client, arn string) (string, error) {
	return readSecretAt(ctx, client, arn, "AWSCURRENT")
}

// readSecretAt reads the version of that stage.
func readSecretAt(ctx context.Context, client *secretsmanager.Client, arn, stage string) (string, error) {
	secret, err := client.GetSecretValue(ctx, &secretsmanager.GetSecretValueInput{SecretId: &arn, VersionStage: &stage})
	if err != nil {
		return "", err
	}
	if secret.SecretString == nil {
		return "", errors.New("a secret is not text")
	}
	return *secret.SecretString, nil
}

func parseCodeKeys(text string) (codeKeys, error) {
	var codes map[string]string
	if err := json.Unmarshal([]byte(text), &codes); err != nil {
		return codeKeys{}, errors.New("the code key's secret is not the JSON it should be")
	}
	current := codes["current"]
	delete(codes, "current")
	return newCodeKeys(current, codes)
}

func newCodeKeys(current string, codes map[string]string) (codeKeys, error) {
	ring := codeKeys{current: current, byID: make(map[string]Key, len(codes))}
	for id, text := range codes {
		key, err := decodeKey(text)
		if err != nil {
			return codeKeys{}, fmt.Errorf("code key %q: %w", id, err)
		}
		ring.byID[id] = key
	}
	if _, ok := ring.byID[current]; !ok {
		return codeKeys{}, fmt.Errorf("the current code key %q is not among the code keys", current)
	}
	return ring, nil
}

func newIndexKey(text string) (Key, error) {
	key, err := decodeKey(text)
	if err != nil {
		return Key{}, fmt.Errorf("index key: %w", err)
	}
	return key, nil
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
