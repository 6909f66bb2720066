package app

import (
	"context"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"sync"
	"time"

	"github.com/aws/aws-sdk-go-v2/service/secretsmanager"

	"github.com/communitrak/onboarding/internal/secret"
)

// Key is a secret for HMACs, which only Reveal returns.
type Key struct {
	secret.Masked
	reveal func() []byte
}

// NewKey returns a Key with the given bytes.
func NewKey(b []byte) Key { return Key{reveal: func() []byte { return b }} }

// Reveal returns the key itself, or nil for the zero Key.
func (k Key) Reveal() []byte {
	if k.reveal == nil {
		return nil
	}
	return k.reveal()
}

// minKey is 256 bits, the most that HMAC-SHA-256 can use (RFC 2104,
// section 3).
const minKey = 32

// reloadInterval is the minimum time between reads when an unknown ID or secret
// appears.
const reloadInterval = time.Minute

// Keys holds the system's two secrets: the code keys by ID, which invitations
// refer to, and the index key. Each secret is read on first use and then
// cached, so that a function that derives no codes needs no access to the code
// keys. It is safe for concurrent use.
type Keys struct {
	readCodes func(context.Context) (codeKeys, error)
	readIndex func(context.Context) (Key, error)
	now       func() time.Time

	mu     sync.Mutex
	codes  codeKeys
	readAt time.Time // of the code keys
	index  Key
}

// codeKeys holds the code keys by ID and the ID of the one for new invitations.
type codeKeys struct {
	current string
	byID    map[string]Key
}

// NewKeys reads the keys from the file KEYS_FILE if that is set, and otherwise
// from Secrets Manager, where the secret CODE_KEY_ARN is an object
// {"current":"k1","k1":"base64…"} and the secret INDEX_KEY_ARN a base64 text.
// The file contains
// {"current":"k1","codes":{"k1":"base64…"},"index":"base64…"}.
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

// CurrentCode returns the code key for new invitations and its ID.
func (k *Keys) CurrentCode(ctx context.Context) (id string, key []byte, err error) {
	codes, err := k.load(ctx, "")
	if err != nil {
		return "", nil, err
	}
	return codes.current, codes.byID[codes.current].Reveal(), nil
}

// Code returns the code key with that ID, current or retired. It returns nil if
// the recently read keys do not include the ID: its codes are void.
func (k *Keys) Code(ctx context.Context, id string) ([]byte, error) {
	codes, err := k.load(ctx, id)
	if err != nil {
		return nil, err
	}
	return codes.byID[id].Reveal(), nil
}

// Index returns the key for HMACs of emails and of request bodies. It never
// changes.
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

// load returns the code keys. It reads them on first use and, at most once a
// minute, when asked for an unknown ID: the key may have been added since.
func (k *Keys) load(ctx context.Context, id string) (codeKeys, error) {
	k.mu.Lock()
	defer k.mu.Unlock()
	_, known := k.codes.byID[id]
	fresh := k.now().Sub(k.readAt) < reloadInterval
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

// keyFile is the content of KEYS_FILE.
type keyFile struct {
	Current string            `json:"current"`
	Codes   map[string]string `json:"codes"`
	Index   string            `json:"index"`
}

func readKeyFile(name string) (keyFile, error) {
	text, err := os.ReadFile(name) //nolint:gosec // named by a setting, which is the operator's
	if err != nil {
		return keyFile{}, err
	}
	var file keyFile
	if err := json.Unmarshal(text, &file); err != nil {
		return keyFile{}, errors.New("the key file is not the JSON it should be")
	}
	return file, nil
}

// readSecret reads the current version of a text secret.
func readSecret(ctx context.Context, client *secretsmanager.Client, arn string) (string, error) {
	return readSecretAt(ctx, client, arn, "AWSCURRENT")
}

// readSecretAt reads the version with the given staging label.
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

// decodeKey returns errors that do not quote the key, unlike those of package
// base64.
func decodeKey(text string) (Key, error) {
	b, err := base64.StdEncoding.DecodeString(text)
	if err != nil {
		return Key{}, errors.New("not base64")
	}
	if len(b) < minKey {
		return Key{}, fmt.Errorf("%d bytes, want at least %d", len(b), minKey)
	}
	return NewKey(b), nil
}
