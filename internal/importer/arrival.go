package importer

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"strconv"
	"strings"
	"time"

	"github.com/communitrak/onboarding/internal/dynamo"
	"github.com/communitrak/onboarding/internal/importer/bucket"
	"github.com/communitrak/onboarding/internal/roster"
)

// Created imports an object that arrived under rosters/, as far as ctx allows;
// the schedule continues from there. Each version of an object is one import,
// however often it is reported. If the key names no community or mode, Created
// reports that under results/_unknown/ and in an email to Support.
func (s *Service) Created(ctx context.Context, o bucket.Object) error {
	if !strings.HasPrefix(o.Key, rostersPrefix) {
		return nil
	}
	ref, ok, err := s.accept(ctx, o)
	if err != nil || !ok {
		return err
	}
	return s.run(ctx, ref)
}

// accept finds or creates the import of the object. ok is false if there is
// none: the object is a folder placeholder, is already gone, or is misplaced,
// which accept reports.
func (s *Service) accept(ctx context.Context, o bucket.Object) (ref dynamo.ImportRef, ok bool, err error) {
	if o.IsFolder() {
		return ref, false, nil
	}
	p, problem := placeOf(o.Key)
	if problem == "" {
		_, err := s.store.Community(ctx, p.community)
		if errors.Is(err, roster.ErrNotFound) {
			problem = fmt.Sprintf("There is no community %.60q.", p.community)
		} else if err != nil {
			return ref, false, err
		}
	}
	if problem != "" {
		return ref, false, s.reportMisplaced(ctx, o, problem)
	}
	if o, err = s.identified(ctx, o); err != nil {
		if errors.Is(err, bucket.ErrNoObject) {
			s.log.WarnContext(ctx, "a roster is gone before it was read", slog.String("community", p.community))
			return ref, false, nil
		}
		return ref, false, err
	}
	if p.way == wayUpload {
		return s.uploaded(ctx, p, o)
	}
	return s.dropped(ctx, p, o)
}

// identified adds what tells two versions apart if the bucket is not versioned.
func (s *Service) identified(ctx context.Context, o bucket.Object) (bucket.Object, error) {
	if o.Version != "" || !o.Modified.IsZero() {
		return o, nil
	}
	return s.bucket.Head(ctx, o.Key, "")
}

// identity derives a stable ID from this version of the object.
func (s *Service) identity(purpose string, o bucket.Object) string {
	version := o.Version
	if version == "" {
		version = o.ETag + "@" + strconv.FormatInt(o.Modified.Unix(), 10)
	}
	return roster.DerivedID(nil, purpose, s.bucket.Name(), o.Key, version)
}

// fromBucket is the actor for dropped files: the bucket does not say who
// dropped them.
var fromBucket = roster.Actor{Kind: roster.BySystem, ID: "bucket", Name: "Bucket"}

func (s *Service) dropped(ctx context.Context, p place, o bucket.Object) (ref dynamo.ImportRef, ok bool, err error) {
	now := s.now()
	job := roster.Import{
		ID: s.identity("import", o), Community: p.community, State: roster.ImportQueued, Mode: p.mode(), Send: roster.SendNow,
		File: fileOf(p.name, o), By: fromBucket, CreatedAt: now, HeartbeatAt: now,
	}
	err = s.create(ctx, job)
	var exists *roster.ExistsError
	if errors.As(err, &exists) {
		err = nil
	}
	return dynamo.ImportRef{Community: job.Community, ID: job.ID}, err == nil, err
}

func fileOf(name string, o bucket.Object) roster.ImportFile {
	return roster.ImportFile{Name: name, Key: o.Key, Version: o.Version, ETag: o.ETag, Size: o.Size}
}

// create adds the import with its first audit entry.
func (s *Service) create(ctx context.Context, job roster.Import) error {
	tx := s.store.Begin()
	tx.CreateImport(job)
	tx.Record(auditEntry(job, job.CreatedAt, job.By, "import_created",
		roster.Change{Field: "file", To: job.File.Name}, roster.Change{Field: "mode", To: string(job.Mode)}))
	return tx.Commit(ctx)
}

// uploaded queues the import that waits for this upload.
func (s *Service) uploaded(ctx context.Context, p place, o bucket.Object) (ref dynamo.ImportRef, ok bool, err error) {
	ref = dynamo.ImportRef{Community: p.community, ID: p.upload}
	err = dynamo.Retry(ctx, func() error {
		job, err := s.store.Import(ctx, ref.Community, ref.ID)
		if err != nil || job.State != roster.ImportAwaitingUpload {
			return err
		}
		job.State, job.File, job.HeartbeatAt, job.LeaseUntil = roster.ImportQueued, fileOf(job.File.Name, o), s.now(), time.Time{}
		return s.save(ctx, &job, nil)
	})
	if errors.Is(err, roster.ErrNotFound) {
		return ref, false, s.reportMisplaced(ctx, o, "No import waits for this upload.")
	}
	return ref, err == nil, err
}

// reportMisplaced reports, in the bucket and to Support, that the object was not
// imported. It is idempotent.
func (s *Service) reportMisplaced(ctx context.Context, o bucket.Object, problem string) error {
	o, err := s.identified(ctx, o)
	if errors.Is(err, bucket.ErrNoObject) {
		return nil
	}
	if err != nil {
		return err
	}
	id := s.identity("unplaced", o)
	text := fmt.Sprintf("%s\r\n\r\nNothing was imported from\r\n%s\r\n", problem, printable(o.Key))
	if err := s.bucket.Put(ctx, misplacedKey(id), "text/plain; charset=utf-8", []byte(text)); err != nil {
		return err
	}
	now := s.now()
	tx := s.store.Begin()
	tx.Enqueue(roster.Intent{
		ID: id, Kind: roster.MailUnplaced, Lane: roster.LaneNow, Person: roster.SupportDesk, Ref: printable(o.Key), Reason: problem,
		State: roster.IntentQueued, Due: now, CreatedAt: now,
	})
	err = tx.Commit(ctx)
	var exists *roster.ExistsError
	if errors.As(err, &exists) {
		return nil
	}
	return err
}
