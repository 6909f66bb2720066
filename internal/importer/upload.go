package importer

import (
	"context"
	"errors"
	"fmt"
	"path"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/communitrak/onboarding/internal/importer/bucket"
	"github.com/communitrak/onboarding/internal/roster"
)

// Upload announces a roster that comes through the API.
type Upload struct {
	Filename string
	Size     int64
	Mode     roster.ImportMode
	// Send is when its invitations are sent; empty means now.
	Send roster.SendMode
	// Request identifies the attempt: repeating it returns the same import. If
	// empty, every call creates a new one.
	Request string
}

// maxFilename keeps the key well below S3's limit of 1,024 bytes.
const maxFilename = 200

// Begin creates an import that waits for its file, and returns a request that
// uploads exactly the announced size. It fails with *roster.InvalidErrors.
func (s *Service) Begin(ctx context.Context, by roster.Principal, community roster.Community, in Upload) (roster.Import, bucket.Presigned, error) {
	in, err := in.checked(s.settings.Limits.Bytes)
	if err != nil {
		return roster.Import{}, bucket.Presigned{}, err
	}
	id := roster.NewID()
	if in.Request != "" {
		id = roster.DerivedID(nil, "upload", community.ID, in.Request)
	}
	now := s.now()
	job := roster.Import{
		ID: id, Community: community.ID, State: roster.ImportAwaitingUpload, Mode: in.Mode, Send: in.Send,
		File: roster.ImportFile{Name: in.Filename, Key: uploadKey(community.ID, id, in.Filename), Size: in.Size},
		By:   by.Actor(), CreatedAt: now, HeartbeatAt: now, LeaseUntil: now.Add(s.settings.UploadLife + s.settings.UploadGrace),
	}
	err = s.create(ctx, job)
	var exists *roster.ExistsError
	if errors.As(err, &exists) {
		job, err = s.store.Import(ctx, community.ID, id)
	}
	if err != nil {
		return roster.Import{}, bucket.Presigned{}, err
	}
	signed, err := s.bucket.PresignPut(ctx, job.File.Key, job.File.Size, s.settings.UploadLife)
	signed.ExpiresAt = now.Add(s.settings.UploadLife)
	return job, signed, err
}

func uploadKey(community, id, name string) string {
	return rostersPrefix + community + "/" + wayUpload + "/" + id + "/" + name
}

// checked validates and normalizes the announcement.
func (u Upload) checked(limit int64) (Upload, error) {
	var invalid roster.InvalidErrors
	u.Filename = path.Base(strings.ReplaceAll(strings.TrimSpace(u.Filename), `\`, "/"))
	switch {
	case u.Filename == "." || u.Filename == "/" || u.Filename == "..":
		invalid.Add("filename", "required", "is required")
	case len(u.Filename) > maxFilename:
		invalid.Add("filename", "too_long", fmt.Sprintf("has more than %d bytes", maxFilename))
	case !utf8.ValidString(u.Filename) || strings.ContainsFunc(u.Filename, unicode.IsControl):
		invalid.Add("filename", "invalid", "holds characters that a file name cannot have")
	}
	switch {
	case u.Size < 1:
		invalid.Add("size", "required", "the file is empty")
	case u.Size > limit:
		invalid.Add("size", "too_large", fmt.Sprintf("a roster has %d MB at most; split the file and import its parts", limit>>20))
	}
	if u.Mode != roster.ModeImport && u.Mode != roster.ModeReview {
		invalid.Add("mode", "unknown_mode", "the mode is import or review")
	}
	if u.Send == "" {
		u.Send = roster.SendNow
	}
	if u.Send != roster.SendNow && u.Send != roster.SendHold {
		invalid.Add("send", "unknown_send", "send is now or hold")
	}
	return u, invalid.Err()
}
