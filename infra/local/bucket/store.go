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

// Created reports a new object, as S3's ObjectCreated event does.
type Created struct {
	Key       string
	VersionID string
	ETag      string // without quotes
	Size      int64
}

// Store keeps one bucket in a folder. It is a gofakes3.Backend and safe for
// concurrent use.
type Store struct {
	name    string
	dir     string
	now     func() time.Time
	created func(Created)

	mu       sync.RWMutex
	versions map[string][]version // by key, oldest first
}

// version is one version of an object, as stored in its .json file.
type version struct {
	ID       string            `json:"id"`
	Key      string            `json:"key"`
	Size     int64             `json:"size"`
	MD5      string            `json:"md5"`
	Metadata map[string]string `json:"metadata,omitempty"`
	At       time.Time         `json:"at"`
	Deleted  bool              `json:"deleted,omitempty"` // a delete marker
}

// Open opens the bucket of that name in dir, creating the folder if needed. It
// calls created for each new object once the object is safe on disk.
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
	for _, file := range files { // in name order, so oldest first
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

// latest returns the object's current version, unless it has none or is
// deleted. The caller holds the lock.
func (s *Store) latest(key string) (version, bool) {
	all := s.versions[key]
	if len(all) == 0 || all[len(all)-1].Deleted {
		return version{}, false
	}
	return all[len(all)-1], true
}

// content is an object's content on its way into the bucket: a temporary file
// that becomes a version's file or is discarded.
type content struct {
	file string
	size int64
	md5  string
}

// receive writes r to disk. Rosters may be larger than what should be kept in
// memory, where the program that reads them is measured.
func (s *Store) receive(r io.Reader) (content, error) {
	file, err := os.CreateTemp(s.dir, "*.part")
	if err != nil {
		return content{}, err
	}
	hash := md5.New() // S3 makes the ETag from it
	size, err := io.Copy(io.MultiWriter(file, hash), r)
	err = errors.Join(err, file.Sync(), file.Close())
	if err != nil {
		return content{}, errors.Join(err, os.Remove(file.Name()))
	}
	return content{file.Name(), size, hex.EncodeToString(hash.Sum(nil))}, nil
}

// discard removes content that is not put into the bucket, and returns the
// reason.
func (c content) discard(because error) error {
	if err := os.Remove(c.file); err != nil {
		return errors.Join(because, err)
	}
	return because
}

func (s *Store) move(c content, name string) error {
	if err := os.Rename(c.file, filepath.Join(s.dir, name)); err != nil {
		return c.discard(err)
	}
	return nil
}

// add makes c the latest version of the object at key. The caller holds the lock.
func (s *Store) add(key string, metadata map[string]string, c content) (version, error) {
	v := s.newVersion(key)
	v.Size, v.MD5, v.Metadata = c.size, c.md5, metadata
	if err := s.move(c, v.ID+".body"); err != nil {
		return version{}, err
	}
	return v, s.list(v)
}

// mark makes a delete marker the latest version. The caller holds the lock.
func (s *Store) mark(key string) (version, error) {
	v := s.newVersion(key)
	v.Deleted = true
	return v, s.list(v)
}

func (s *Store) newVersion(key string) version {
	// The machine's clock, unlike the program's, orders versions forever.
	return version{Key: key, At: s.now(), ID: fmt.Sprintf("%019d%s", time.Now().UnixNano(), rand.Text()[:6])}
}

// list records that v exists.
func (s *Store) list(v version) error {
	text, err := json.Marshal(v)
	if err != nil {
		return err
	}
	c, err := s.receive(bytes.NewReader(text))
	if err != nil {
		return err
	}
	if err := s.move(c, v.ID+".json"); err != nil {
		return err
	}
	s.versions[v.Key] = append(s.versions[v.Key], v)
	return nil
}

// remove removes one version for good. The caller holds the lock.
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

// object returns v in gofakes3's form. body is nil if only the head is
// requested.
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

// open opens the version's content, or the requested part of it.
func (s *Store) open(v version, request *gofakes3.ObjectRangeRequest) (*gofakes3.Object, error) {
	part, err := request.Range(v.Size)
	if err != nil {
		return nil, err
	}
	file, err := os.Open(filepath.Join(s.dir, v.ID+".body"))
	if err != nil {
		return nil, err
	}
	if part == nil {
		return v.object(file, nil)
	}
	return v.object(struct {
		io.Reader
		io.Closer
	}{io.NewSectionReader(file, part.Start, part.Length), file}, part)
}
