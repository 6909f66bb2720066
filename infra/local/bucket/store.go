package bucket

import (
	"bytes"
	"crypto/md5"
	"crypto/rand"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/johannesboyne/gofakes3"
)

// Created tells of an object that has come, as S3's ObjectCreated event does.
type Created struct {
	Key       string
	VersionID string
	ETag      string // without quotes
	Size      int64
}

// Store keeps one bucket in a folder. It is a gofakes3.Backend; safe for
// concurrent use.
type Store struct {
	name    string
	dir     string
	now     func() time.Time
	created func(Created)

	mu       sync.RWMutex
	versions map[string][]version // by key, oldest first
}

// version is one version of an object as its .json file holds it.
type version struct {
	ID       string            `json:"id"`
	Key      string            `json:"key"`
	Size     int64             `json:"size"`
	MD5      string            `json:"md5"`
	Metadata map[string]string `json:"metadata,omitempty"`
	At       time.Time         `json:"at"`
	Deleted  bool              `json:"deleted,omitempty"` // a delete marker
}

// Open opens the bucket of that name in dir, making the folder when there is
// none. Each object that comes is told to created, after it is safe on disk.
func Open(name, dir string, now func() time.Time, created func(Created)) (*Store, error) {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return nil, err
	}
	s := &Store{name: name, dir: dir, now: now, created: created, versions: map[string][]version{}}
	files, err := os.ReadDir(dir)
	if err != nil {
		return nil, err
	}
	whole := map[string]bool{}
	for _, file := range files { // in the order of their names, so oldest first
		id, ok := strings.CutSuffix(file.Name(), ".json")
		if !ok {
			continue
		}
		v, err := s.readVersion(file.Name())
		if err != nil {
			return nil, err
		}
		whole[id] = true
		s.versions[v.Key] = append(s.versions[v.Key], v)
	}
	for _, file := range files {
		if id := strings.TrimSuffix(file.Name(), filepath.Ext(file.Name())); !whole[id] {
			if err := os.Remove(filepath.Join(dir, file.Name())); err != nil {
				return nil, err
			}
		}
	}
	return s, nil
}

func (s *Store) readVersion(name string) (version, error) {
	text, err := os.ReadFile(filepath.Join(s.dir, name))
	if err != nil {
		return version{}, err
	}
	var v version
	if err := json.Unmarshal(text, &v); err != nil {
		return version{}, fmt.Errorf("bucket: %s: %w", name, err)
	}
	return v, nil
}

// latest is the current version of the object, unless it has none or was
// deleted. The caller holds the lock.
func (s *Store) latest(key string) (version, bool) {
	all := s.versions[key]
	if len(all) == 0 || all[len(all)-1].Deleted {
		return version{}, false
	}
	return all[len(all)-1], true
}

// add writes the version and makes it the latest. The caller holds the lock.
func (s *Store) add(v version, body []byte) (version, error) {
	v.At = s.now()
	// The machine's clock, unlike the program's, orders versions for ever.
	v.ID = fmt.Sprintf("%019d%s", time.Now().UnixNano(), rand.Text()[:6])
	if !v.Deleted {
		if err := s.write(v.ID+".body", body); err != nil {
			return version{}, err
		}
	}
	text, err := json.Marshal(v)
	if err != nil {
		return version{}, err
	}
	if err := s.write(v.ID+".json", text); err != nil {
		return version{}, err
	}
	s.versions[v.Key] = append(s.versions[v.Key], v)
	return v, nil
}

func (s *Store) write(name string, content []byte) error {
	file, err := os.CreateTemp(s.dir, "*.part")
	if err != nil {
		return err
	}
	_, err = io.Copy(file, bytes.NewReader(content))
	err = errors.Join(err, file.Sync(), file.Close())
	if err == nil {
		err = os.Rename(file.Name(), filepath.Join(s.dir, name))
	}
	if err != nil {
		return errors.Join(err, os.Remove(file.Name()))
	}
	return nil
}

// remove takes one version away for good. The caller holds the lock.
func (s *Store) remove(v version) error {
	for _, name := range [...]string{v.ID + ".json", v.ID + ".body"} {
		if err := os.Remove(filepath.Join(s.dir, name)); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
	}
	s.versions[v.Key] = slices.DeleteFunc(s.versions[v.Key], func(other version) bool { return other.ID == v.ID })
	if len(s.versions[v.Key]) == 0 {
		delete(s.versions, v.Key)
	}
	return nil
}

func (s *Store) check(bucket string) error {
	if bucket != s.name {
		return gofakes3.BucketNotFound(bucket)
	}
	return nil
}

// object is v as gofakes3 wants it; body is nil when only the head is asked for.
func (v version) object(body io.ReadCloser, part *gofakes3.ObjectRange) (*gofakes3.Object, error) {
	hash, err := hex.DecodeString(v.MD5)
	if err != nil {
		return nil, err
	}
	if body == nil {
		body = io.NopCloser(strings.NewReader(""))
	}
	return &gofakes3.Object{
		Name: v.Key, Metadata: maps.Clone(v.Metadata), Size: v.Size, Contents: body,
		Hash: hash, Range: part, VersionID: gofakes3.VersionID(v.ID),
	}, nil
}

// open reads the version's content, or the part of it that is asked for.
func (s *Store) open(v version, request *gofakes3.ObjectRangeRequest) (*gofakes3.Object, error) {
	content, err := os.ReadFile(filepath.Join(s.dir, v.ID+".body"))
	if err != nil {
		return nil, err
	}
	part, err := request.Range(v.Size)
	if err != nil {
		return nil, err
	}
	if part != nil {
		content = content[part.Start : part.Start+part.Length]
	}
	return v.object(io.NopCloser(bytes.NewReader(content)), part)
}

func sum(body []byte) string {
	hash := md5.Sum(body) // what S3 makes an ETag of
	return hex.EncodeToString(hash[:])
}
