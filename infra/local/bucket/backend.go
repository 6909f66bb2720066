package bucket

import (
	"encoding/hex"
	"io"
	"maps"
	"slices"

	"github.com/johannesboyne/gofakes3"
)

var (
	_ gofakes3.Backend          = (*Store)(nil)
	_ gofakes3.VersionedBackend = (*Store)(nil)
)

// ListBuckets lists the one bucket.
func (s *Store) ListBuckets() ([]gofakes3.BucketInfo, error) {
	return []gofakes3.BucketInfo{{Name: s.name, CreationDate: gofakes3.NewContentTime(s.now())}}, nil
}

// BucketExists reports whether name is the one bucket.
func (s *Store) BucketExists(name string) (bool, error) { return name == s.name, nil }

// CreateBucket refuses: there is one bucket.
func (s *Store) CreateBucket(name string) error {
	if name == s.name {
		return gofakes3.ResourceError(gofakes3.ErrBucketAlreadyExists, name)
	}
	return gofakes3.ErrNotImplemented
}

// DeleteBucket refuses.
func (s *Store) DeleteBucket(string) error { return gofakes3.ErrNotImplemented }

// ForceDeleteBucket refuses.
func (s *Store) ForceDeleteBucket(string) error { return gofakes3.ErrNotImplemented }

// ListBucket lists the latest versions in key order.
func (s *Store) ListBucket(name string, prefix *gofakes3.Prefix, page gofakes3.ListBucketPage) (*gofakes3.ObjectList, error) {
	if err := s.check(name); err != nil {
		return nil, err
	}
	if prefix == nil {
		prefix = &gofakes3.Prefix{}
	}
	s.mu.RLock()
	defer s.mu.RUnlock()
	list := gofakes3.NewObjectList()
	folder := ""
	for _, key := range slices.Sorted(maps.Keys(s.versions)) {
		v, ok := s.latest(key)
		var match gofakes3.PrefixMatch
		if !ok || key <= page.Marker || !prefix.Match(key, &match) || (match.CommonPrefix && match.MatchedPart == folder) {
			continue
		}
		if page.MaxKeys > 0 && int64(len(list.Contents)+len(list.CommonPrefixes)) == page.MaxKeys {
			list.IsTruncated = true
			return list, nil
		}
		list.NextMarker = key
		if match.CommonPrefix {
			folder = match.MatchedPart
			list.AddPrefix(folder)
			continue
		}
		list.Add(&gofakes3.Content{Key: key, LastModified: gofakes3.NewContentTime(v.At), ETag: `"` + v.MD5 + `"`, Size: v.Size})
	}
	list.NextMarker = ""
	return list, nil
}

// HeadObject describes the latest version.
func (s *Store) HeadObject(bucket, key string) (*gofakes3.Object, error) {
	return s.HeadObjectVersion(bucket, key, "")
}

// HeadObjectVersion describes a version, or the latest if none is named.
func (s *Store) HeadObjectVersion(bucket, key string, id gofakes3.VersionID) (*gofakes3.Object, error) {
	v, err := s.find(bucket, key, id)
	if err != nil {
		return nil, err
	}
	return v.object(nil, nil)
}

// GetObject opens the latest version.
func (s *Store) GetObject(bucket, key string, request *gofakes3.ObjectRangeRequest) (*gofakes3.Object, error) {
	return s.GetObjectVersion(bucket, key, "", request)
}

// GetObjectVersion opens a version, or the latest if none is named.
func (s *Store) GetObjectVersion(bucket, key string, id gofakes3.VersionID, request *gofakes3.ObjectRangeRequest) (*gofakes3.Object, error) {
	v, err := s.find(bucket, key, id)
	if err != nil {
		return nil, err
	}
	return s.open(v, request)
}

func (s *Store) find(bucket, key string, id gofakes3.VersionID) (version, error) {
	if err := s.check(bucket); err != nil {
		return version{}, err
	}
	s.mu.RLock()
	defer s.mu.RUnlock()
	if id == "" {
		v, ok := s.latest(key)
		if !ok {
			return version{}, gofakes3.KeyNotFound(key)
		}
		return v, nil
	}
	for _, v := range s.versions[key] {
		if v.ID == string(id) && !v.Deleted {
			return v, nil
		}
	}
	return version{}, gofakes3.ErrNoSuchVersion
}

// PutObject adds a version.
func (s *Store) PutObject(bucket, key string, metadata map[string]string, input io.Reader, size int64, conditions *gofakes3.PutConditions) (gofakes3.PutObjectResult, error) {
	if err := s.check(bucket); err != nil {
		return gofakes3.PutObjectResult{}, err
	}
	c, err := s.receive(input)
	if err != nil {
		return gofakes3.PutObjectResult{}, err
	}
	v, err := s.put(key, metadata, c, size, conditions)
	if err != nil {
		return gofakes3.PutObjectResult{}, err
	}
	if s.created != nil {
		s.created(Created{Key: v.Key, VersionID: v.ID, ETag: v.MD5, Size: v.Size})
	}
	return gofakes3.PutObjectResult{VersionID: gofakes3.VersionID(v.ID)}, nil
}

func (s *Store) put(key string, metadata map[string]string, c content, size int64, conditions *gofakes3.PutConditions) (version, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if err := s.mayPut(key, c, size, conditions); err != nil {
		return version{}, c.discard(err)
	}
	return s.add(key, metadata, c)
}

// mayPut refuses content that is incomplete or does not meet its conditions.
// The caller holds the lock.
func (s *Store) mayPut(key string, c content, size int64, conditions *gofakes3.PutConditions) error {
	if c.size != size {
		return gofakes3.ErrIncompleteBody
	}
	if conditions == nil {
		return nil
	}
	var standing gofakes3.ConditionalObjectInfo
	if v, ok := s.latest(key); ok {
		hash, err := hex.DecodeString(v.MD5)
		if err != nil {
			return err
		}
		standing = gofakes3.ConditionalObjectInfo{Exists: true, Hash: hash}
	}
	return gofakes3.CheckPutConditions(conditions, &standing)
}

// CopyObject copies through PutObject.
func (s *Store) CopyObject(fromBucket, fromKey, toBucket, toKey string, metadata map[string]string) (gofakes3.CopyObjectResult, error) {
	return gofakes3.CopyObject(s, fromBucket, fromKey, toBucket, toKey, metadata)
}

// DeleteObject puts a delete marker on top of the object.
func (s *Store) DeleteObject(bucket, key string) (gofakes3.ObjectDeleteResult, error) {
	if err := s.check(bucket); err != nil {
		return gofakes3.ObjectDeleteResult{}, err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if _, ok := s.latest(key); !ok {
		return gofakes3.ObjectDeleteResult{}, nil
	}
	v, err := s.mark(key)
	if err != nil {
		return gofakes3.ObjectDeleteResult{}, err
	}
	return gofakes3.ObjectDeleteResult{IsDeleteMarker: true, VersionID: gofakes3.VersionID(v.ID)}, nil
}

// DeleteMulti deletes several objects.
func (s *Store) DeleteMulti(bucket string, keys ...string) (gofakes3.MultiDeleteResult, error) {
	objects := make([]gofakes3.ObjectID, 0, len(keys))
	for _, key := range keys {
		objects = append(objects, gofakes3.ObjectID{Key: key})
	}
	return s.DeleteMultiVersions(bucket, objects...)
}

// DeleteObjectVersion removes one version for good.
func (s *Store) DeleteObjectVersion(bucket, key string, id gofakes3.VersionID) (gofakes3.ObjectDeleteResult, error) {
	if err := s.check(bucket); err != nil {
		return gofakes3.ObjectDeleteResult{}, err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, v := range s.versions[key] {
		if v.ID == string(id) {
			return gofakes3.ObjectDeleteResult{IsDeleteMarker: v.Deleted, VersionID: id}, s.remove(v)
		}
	}
	return gofakes3.ObjectDeleteResult{}, nil
}

// DeleteMultiVersions deletes several objects, or the versions named.
func (s *Store) DeleteMultiVersions(bucket string, objects ...gofakes3.ObjectID) (gofakes3.MultiDeleteResult, error) {
	var result gofakes3.MultiDeleteResult
	for _, object := range objects {
		var err error
		if object.VersionID == "" {
			_, err = s.DeleteObject(bucket, object.Key)
		} else {
			_, err = s.DeleteObjectVersion(bucket, object.Key, gofakes3.VersionID(object.VersionID))
		}
		if err != nil {
			result.Error = append(result.Error, gofakes3.ErrorResultFromError(err))
			continue
		}
		result.Deleted = append(result.Deleted, object)
	}
	return result, nil
}

// VersioningConfiguration says that versioning is on.
func (s *Store) VersioningConfiguration(bucket string) (gofakes3.VersioningConfiguration, error) {
	return gofakes3.VersioningConfiguration{Status: gofakes3.VersioningEnabled}, s.check(bucket)
}

// SetVersioningConfiguration refuses: versioning is always on.
func (s *Store) SetVersioningConfiguration(string, gofakes3.VersioningConfiguration) error {
	return gofakes3.ErrNotImplemented
}

// ListBucketVersions lists all versions, by key, newest first.
func (s *Store) ListBucketVersions(bucket string, prefix *gofakes3.Prefix, page *gofakes3.ListBucketVersionsPage) (*gofakes3.ListBucketVersionsResult, error) {
	if err := s.check(bucket); err != nil {
		return nil, err
	}
	if prefix == nil {
		prefix = &gofakes3.Prefix{}
	}
	s.mu.RLock()
	defer s.mu.RUnlock()
	list := gofakes3.NewListBucketVersionsResult(bucket, prefix, page)
	for _, key := range slices.Sorted(maps.Keys(s.versions)) {
		if !prefix.Match(key, nil) {
			continue
		}
		for n, v := range slices.Backward(s.versions[key]) {
			latest := n == len(s.versions[key])-1
			at := gofakes3.NewContentTime(v.At)
			if v.Deleted {
				list.Versions = append(list.Versions, &gofakes3.DeleteMarker{Key: key, VersionID: gofakes3.VersionID(v.ID), IsLatest: latest, LastModified: at})
				continue
			}
			list.Versions = append(list.Versions, &gofakes3.Version{Key: key, VersionID: gofakes3.VersionID(v.ID), IsLatest: latest, LastModified: at, Size: v.Size, ETag: `"` + v.MD5 + `"`})
		}
	}
	return list, nil
}
