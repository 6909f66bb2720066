// Package bucket reads, writes, lists, and presigns the objects of the bucket
// in which rosters arrive and results are kept.
package bucket

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"iter"
	"mime"
	"net/http"
	"os"
	"strings"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	awshttp "github.com/aws/aws-sdk-go-v2/aws/transport/http"
	"github.com/aws/aws-sdk-go-v2/service/s3"
)

// ErrNoObject reports that the bucket does not hold the object, or not the
// requested version.
var ErrNoObject = errors.New("the bucket does not hold that object")

// Object is one version of an object.
type Object struct {
	Key string
	// Version is empty if the bucket is not versioned.
	Version string
	// ETag has no quotes.
	ETag string
	Size int64
	// Modified tells two versions apart if the bucket is not versioned.
	Modified time.Time
}

// Bucket is the bucket of rosters and results.
type Bucket struct {
	client *s3.Client
	links  *s3.PresignClient
	name   string
}

// New returns the bucket with that name.
func New(client *s3.Client, name string) *Bucket {
	links := s3.NewPresignClient(client, s3.WithPresignClientFromClientOptions(func(o *s3.Options) {
		// The uploader signs only the size; a checksum in the URL would be that
		// of an empty body.
		o.RequestChecksumCalculation = aws.RequestChecksumCalculationWhenRequired
	}))
	return &Bucket{client: client, links: links, name: name}
}

// Name returns the bucket's name.
func (b *Bucket) Name() string { return b.name }

// Head describes the object at key, at the given version or the latest if
// version is empty. It fails with ErrNoObject if there is none.
func (b *Bucket) Head(ctx context.Context, key, version string) (Object, error) {
	out, err := b.client.HeadObject(ctx, &s3.HeadObjectInput{Bucket: &b.name, Key: &key, VersionId: optional(version)})
	if err != nil {
		return Object{}, bucketError("describing an object", err)
	}
	return Object{
		Key: key, Version: versionOf(out.VersionId), ETag: bare(out.ETag),
		Size: aws.ToInt64(out.ContentLength), Modified: aws.ToTime(out.LastModified),
	}, nil
}

// Open downloads the whole object, so that what was read can no longer change.
// The content is on disk, because a roster may be larger than what should be
// held in memory, in an unlinked file, so that nothing can be left behind. It
// fails with ErrNoObject if the object is gone, was replaced, or is larger than
// limit.
func (b *Bucket) Open(ctx context.Context, o Object, limit int64) (*Spool, error) {
	input := &s3.GetObjectInput{Bucket: &b.name, Key: &o.Key, VersionId: optional(o.Version)}
	if o.Version == "" && o.ETag != "" {
		input.IfMatch = aws.String(`"` + o.ETag + `"`)
	}
	out, err := b.client.GetObject(ctx, input)
	if err != nil {
		return nil, bucketError("opening an object", err)
	}
	defer out.Body.Close()
	spool, err := newSpool(io.LimitReader(out.Body, limit+1))
	if err != nil {
		return nil, fmt.Errorf("reading an object: %w", err)
	}
	if spool.size > limit {
		return nil, errors.Join(fmt.Errorf("an object of more than %d bytes: %w", limit, ErrNoObject), spool.Close())
	}
	return spool, nil
}

// Spool is the content of an object on disk.
type Spool struct {
	*os.File
	size int64
}

// newSpool copies r to disk.
func newSpool(r io.Reader) (*Spool, error) {
	file, err := os.CreateTemp("", "roster-*")
	if err != nil {
		return nil, err
	}
	if err := os.Remove(file.Name()); err != nil {
		return nil, errors.Join(err, file.Close())
	}
	size, err := io.Copy(file, r)
	if err != nil {
		return nil, errors.Join(err, file.Close())
	}
	return &Spool{file, size}, nil
}

// Size returns the size in bytes.
func (s *Spool) Size() int64 { return s.size }

// Put writes an object, replacing any object at key.
func (b *Bucket) Put(ctx context.Context, key, contentType string, content []byte) error {
	_, err := b.client.PutObject(ctx, &s3.PutObjectInput{
		Bucket: &b.name, Key: &key, Body: bytes.NewReader(content), ContentType: &contentType,
	})
	if err != nil {
		return fmt.Errorf("writing an object: %w", err)
	}
	return nil
}

// List iterates over the latest versions under prefix in key order.
func (b *Bucket) List(ctx context.Context, prefix string) iter.Seq2[Object, error] {
	return func(yield func(Object, error) bool) {
		pages := s3.NewListObjectVersionsPaginator(b.client, &s3.ListObjectVersionsInput{Bucket: &b.name, Prefix: &prefix})
		for pages.HasMorePages() {
			page, err := pages.NextPage(ctx)
			if err != nil {
				yield(Object{}, fmt.Errorf("listing objects: %w", err))
				return
			}
			for _, v := range page.Versions {
				if !aws.ToBool(v.IsLatest) {
					continue
				}
				o := Object{
					Key: aws.ToString(v.Key), Version: versionOf(v.VersionId), ETag: bare(v.ETag),
					Size: aws.ToInt64(v.Size), Modified: aws.ToTime(v.LastModified),
				}
				if !yield(o, nil) {
					return
				}
			}
		}
	}
}

// Presigned is a request that anyone holding it may make until it expires.
type Presigned struct {
	Method    string
	URL       string
	Headers   map[string]string
	ExpiresAt time.Time
}

// PresignPut lets its holder write exactly size bytes to key.
func (b *Bucket) PresignPut(ctx context.Context, key string, size int64, life time.Duration) (Presigned, error) {
	request, err := b.links.PresignPutObject(ctx, &s3.PutObjectInput{Bucket: &b.name, Key: &key, ContentLength: &size}, s3.WithPresignExpires(life))
	if err != nil {
		return Presigned{}, fmt.Errorf("presigning an upload: %w", err)
	}
	signed := Presigned{Method: request.Method, URL: request.URL, Headers: map[string]string{}}
	for name, values := range request.SignedHeader {
		if !strings.EqualFold(name, "Host") {
			signed.Headers[name] = strings.Join(values, ",")
		}
	}
	return signed, nil
}

// PresignGet returns a link that downloads the object at key under the given
// file name.
func (b *Bucket) PresignGet(ctx context.Context, key, filename string, life time.Duration) (string, error) {
	request, err := b.links.PresignGetObject(ctx, &s3.GetObjectInput{
		Bucket: &b.name, Key: &key,
		ResponseContentDisposition: aws.String(mime.FormatMediaType("attachment", map[string]string{"filename": filename})),
	}, s3.WithPresignExpires(life))
	if err != nil {
		return "", fmt.Errorf("presigning a download: %w", err)
	}
	return request.URL, nil
}

// bucketError maps answers that a retry would not change to ErrNoObject.
func bucketError(doing string, err error) error {
	var response *awshttp.ResponseError
	if errors.As(err, &response) {
		switch response.HTTPStatusCode() {
		case http.StatusNotFound, http.StatusPreconditionFailed, http.StatusMethodNotAllowed:
			return fmt.Errorf("%s: %w", doing, ErrNoObject)
		}
	}
	return fmt.Errorf("%s: %w", doing, err)
}

func optional(s string) *string {
	if s == "" {
		return nil
	}
	return &s
}

// versionOf returns the version of an object; in an unversioned bucket, S3
// calls it "null".
func versionOf(id *string) string {
	if v := aws.ToString(id); v != "null" {
		return v
	}
	return ""
}

func bare(etag *string) string { return strings.Trim(aws.ToString(etag), `"`) }
