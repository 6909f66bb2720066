package main

import (
	"archive/zip"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net/url"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/s3"
	"github.com/aws/aws-sdk-go-v2/service/s3/types"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"

	"github.com/communitrak/onboarding/internal/dynamo"
)

// Prefixes in the bucket.
const (
	rostersPrefix = "rosters/"
	resultsPrefix = "results/"
	// parkedPrefix triggers nothing.
	parkedPrefix = "parked/"
)

// eachVersion visits all versions of all objects under the prefix.
func (s *system) eachVersion(ctx context.Context, prefix string, visit func(types.ObjectVersion) error) error {
	pages := s3.NewListObjectVersionsPaginator(s.s3, &s3.ListObjectVersionsInput{Bucket: &s.bucket, Prefix: &prefix})
	for pages.HasMorePages() {
		page, err := pages.NextPage(ctx)
		if err != nil {
			return err
		}
		for _, v := range page.Versions {
			if err := visit(v); err != nil {
				return err
			}
		}
	}
	return nil
}

// eraseObjects deletes every version of every roster and report that mentions
// the person, and returns their keys. A file also holds other people; all of
// these files live for only 30 days.
func (s *system) eraseObjects(ctx context.Context, t *dynamo.Trace, dry bool) ([]string, error) {
	var found []string
	for _, prefix := range [...]string{rostersPrefix, resultsPrefix, parkedPrefix} {
		err := s.eachVersion(ctx, prefix, func(v types.ObjectVersion) error {
			told, err := s.mentions(ctx, v, t)
			if err != nil || !told {
				return err
			}
			found = append(found, aws.ToString(v.Key))
			if dry {
				return nil
			}
			_, err = s.s3.DeleteObject(ctx, &s3.DeleteObjectInput{Bucket: &s.bucket, Key: v.Key, VersionId: v.VersionId})
			return err
		})
		if err != nil {
			return found, err
		}
	}
	return found, nil
}

// maxObject is the most that is read of an object, in bytes; a roster has
// at most 10 MB.
const maxObject = 64 << 20

// mentions reports whether the version mentions the person. One that cannot be
// read counts as mentioning them.
func (s *system) mentions(ctx context.Context, v types.ObjectVersion, t *dynamo.Trace) (bool, error) {
	if t.Mentions(aws.ToString(v.Key)) {
		return true, nil
	}
	out, err := s.s3.GetObject(ctx, &s3.GetObjectInput{Bucket: &s.bucket, Key: v.Key, VersionId: v.VersionId})
	if err != nil {
		return false, err
	}
	defer out.Body.Close()
	content, err := io.ReadAll(io.LimitReader(out.Body, maxObject+1))
	if err != nil {
		return false, err
	}
	if len(content) > maxObject {
		return true, nil
	}
	text, ok := textOf(content)
	return !ok || t.Mentions(text), nil
}

// textOf returns the text of a file, whatever its encoding, or of all parts of
// a workbook. ok is false if the file cannot be decoded.
func textOf(content []byte) (text string, ok bool) {
	if bytes.HasPrefix(content, []byte("PK\x03\x04")) {
		return workbookText(content)
	}
	if bytes.HasPrefix(content, []byte{0xff, 0xfe}) || bytes.HasPrefix(content, []byte{0xfe, 0xff}) || bytes.Count(content, []byte{0}) > len(content)/4 {
		decoded, err := unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewDecoder().Bytes(content)
		return string(decoded), err == nil
	}
	if utf8.Valid(content) {
		return string(content), true
	}
	decoded, err := charmap.Windows1252.NewDecoder().Bytes(content)
	return string(decoded), err == nil
}

func workbookText(content []byte) (string, bool) {
	archive, err := zip.NewReader(bytes.NewReader(content), int64(len(content)))
	if err != nil {
		return "", false
	}
	var text strings.Builder
	for _, part := range archive.File {
		if !strings.HasSuffix(part.Name, ".xml") {
			continue
		}
		if err := appendPart(&text, part); err != nil {
			return "", false
		}
	}
	return text.String(), true
}

// appendPart adds the text between the tags.
func appendPart(text *strings.Builder, part *zip.File) error {
	r, err := part.Open()
	if err != nil {
		return err
	}
	xml, err := io.ReadAll(io.LimitReader(r, maxObject+1))
	if err := errors.Join(err, r.Close()); err != nil {
		return err
	}
	if len(xml) > maxObject {
		return fmt.Errorf("%s is too large", part.Name)
	}
	inTag := false
	for _, r := range string(xml) {
		switch {
		case r == '<':
			inTag = true
			text.WriteByte(' ')
		case r == '>':
			inTag = false
		case !inTag:
			text.WriteRune(r)
		}
	}
	return nil
}

// parkRosters moves rosters that arrived after the given moment to where
// nothing imports them, and returns their keys.
func (s *system) parkRosters(ctx context.Context, since time.Time, dry bool) ([]string, error) {
	var late []string
	err := s.eachVersion(ctx, rostersPrefix, func(v types.ObjectVersion) error {
		if aws.ToBool(v.IsLatest) && aws.ToTime(v.LastModified).After(since) {
			late = append(late, aws.ToString(v.Key))
		}
		return nil
	})
	if err != nil || dry {
		return late, err
	}
	for _, key := range late {
		to := parkedPrefix + strings.TrimPrefix(key, rostersPrefix)
		source := s.bucket + "/" + url.PathEscape(key)
		if _, err := s.s3.CopyObject(ctx, &s3.CopyObjectInput{Bucket: &s.bucket, Key: &to, CopySource: &source}); err != nil {
			return late, err
		}
		if _, err := s.s3.DeleteObject(ctx, &s3.DeleteObjectInput{Bucket: &s.bucket, Key: &key}); err != nil {
			return late, err
		}
	}
	return late, nil
}
