// Package printing produces printed invitations in the background. For each
// printing, it records each member's letter in their audit trail, draws the
// letters, and uploads the file to the bucket.
//
// An interrupted run starts over from the first member: members already
// recorded are not recorded again, and the file is written completely or not at
// all.
package printing

import (
	"bytes"
	"context"
	"errors"
	"log/slog"
	"net/url"
	"strings"
	"sync"
	"time"

	"github.com/communitrak/onboarding/internal/dynamo"
	"github.com/communitrak/onboarding/internal/letter"
	"github.com/communitrak/onboarding/internal/onboarding"
	"github.com/communitrak/onboarding/internal/roster"
	"github.com/communitrak/onboarding/internal/telemetry"
)

// Put writes an object to the bucket, replacing any object at key.
type Put func(ctx context.Context, key, contentType string, content []byte) error

// Service produces the files.
type Service struct {
	store *dynamo.Store
	rules *onboarding.Service
	put   Put
	// baseURL is the public base URL of the activation page, without a trailing
	// slash.
	baseURL string
	support string
	log     *slog.Logger
	now     func() time.Time
}

// New returns a Service. Links point to baseURL; support is the contact for
// communities that name none.
func New(store *dynamo.Store, rules *onboarding.Service, put Put, baseURL, support string, log *slog.Logger, now func() time.Time) *Service {
	return &Service{store, rules, put, baseURL, support, log, now}
}

const (
	// maxDue is the maximum number of printings per run.
	maxDue = 20
	// batchSize is the number of members processed between progress updates;
	// concurrency is how many of them are processed concurrently.
	batchSize   = 100
	concurrency = 8
)

// RunDue produces the files that are due. It is safe to call at any time,
// repeatedly and concurrently; the next run picks up anything left over.
func (s *Service) RunDue(ctx context.Context) error {
	due, err := s.store.DuePrintJobs(ctx, s.now(), maxDue)
	for _, ref := range due {
		err = errors.Join(err, s.runJob(ctx, ref))
	}
	return err
}

func (s *Service) runJob(ctx context.Context, ref dynamo.PrintJobRef) error {
	p, err := s.store.PrintJob(ctx, ref.Community, ref.ID)
	if err != nil {
		return err
	}
	begun, ok := p.Lease(s.now())
	if !ok && begun.State == p.State {
		return nil
	}
	begun, err = s.save(ctx, begun)
	if errors.Is(err, dynamo.ErrConflict) {
		return nil // another run has taken it
	}
	if err != nil || !ok {
		return err
	}
	ctx = telemetry.WithCommunity(ctx, p.Community)
	letters, begun, err := s.record(ctx, begun)
	if err != nil {
		return err
	}
	if len(letters) > 0 {
		var file bytes.Buffer
		if err := letter.Write(&file, letter.Form(p.Form), letters); err != nil {
			return err
		}
		if err := s.put(ctx, p.ObjectKey(), "application/pdf", file.Bytes()); err != nil {
			return err
		}
	}
	_, err = s.save(ctx, begun.Ready(s.now()))
	if err == nil {
		s.log.InfoContext(ctx, "printed", telemetry.Count("Letters", len(letters)))
	}
	return err
}

func (s *Service) save(ctx context.Context, p roster.PrintJob) (roster.PrintJob, error) {
	tx := s.store.Begin()
	p = tx.SavePrintJob(p)
	return p, tx.Commit(ctx)
}

// record records the members' letters in their audit trails, part by part, and
// saves its progress.
func (s *Service) record(ctx context.Context, p roster.PrintJob) ([]letter.Letter, roster.PrintJob, error) {
	community, err := s.store.Community(ctx, p.Community)
	if err != nil {
		return nil, p, err
	}
	look, err := s.lookOf(ctx, community)
	if err != nil {
		return nil, p, err
	}
	var letters []letter.Letter
	members := p.Members
	for at := 0; at < len(members); at += batchSize {
		made, skipped, err := s.recordBatch(ctx, p, community, members[at:min(at+batchSize, len(members))])
		if err != nil {
			return nil, p, err
		}
		for _, l := range made {
			l.Look = look
			letters = append(letters, l)
		}
		for _, out := range skipped {
			p = p.Skip(out.Member, out.Reason)
		}
		if p.Done = len(letters); len(members) > batchSize {
			if p, err = s.save(ctx, p); err != nil {
				return nil, p, err
			}
		}
	}
	return letters, p, nil
}

// lookOf returns the community's look. A logo that was removed in the meantime
// or cannot be read stops no letter: the community's name takes its place.
func (s *Service) lookOf(ctx context.Context, c roster.Community) (letter.Look, error) {
	chosen := c.Preferences.Branding
	if chosen.Logo.ID == "" {
		return letter.NewLook(chosen.Color, nil)
	}
	picture, err := s.store.Logo(ctx, chosen.Logo.ID)
	if err != nil && !errors.Is(err, roster.ErrNotFound) {
		return letter.Look{}, err
	}
	look, err := letter.NewLook(chosen.Color, picture.Bytes)
	if err != nil {
		s.log.WarnContext(ctx, "logo left out", slog.String("reason", err.Error()))
		return letter.NewLook(chosen.Color, nil)
	}
	return look, nil
}

func (s *Service) recordBatch(ctx context.Context, p roster.PrintJob, community roster.Community, ids []string) ([]letter.Letter, []roster.SkippedMember, error) {
	drafts, homes, err := s.drafts(ctx, community, ids)
	if err != nil {
		return nil, nil, err
	}
	made, skipped, failed := make([]*letter.Letter, len(ids)), make([]roster.SkipReason, len(ids)), make([]error, len(ids))
	room := make(chan struct{}, concurrency)
	var all sync.WaitGroup
	for n, id := range ids {
		if draft, ok := drafts[id]; ok && !s.letterOf(community, draft, homes[draft.Property], roster.Code{}).Shows() {
			skipped[n] = roster.SkipUnprintable
			continue
		}
		room <- struct{}{}
		all.Go(func() {
			defer func() { <-room }()
			var printed onboarding.Printed
			printed, skipped[n], failed[n] = s.rules.PrintMember(ctx, p, community, id)
			if failed[n] == nil && skipped[n] == "" {
				l := s.letterOf(community, printed.Member, homes[printed.Member.Property], printed.Code)
				made[n] = &l
			}
		})
	}
	all.Wait()
	if err := errors.Join(failed...); err != nil {
		return nil, nil, err
	}
	var letters []letter.Letter
	var out []roster.SkippedMember
	for n, id := range ids {
		switch {
		case skipped[n] != "":
			out = append(out, roster.SkippedMember{Member: id, Reason: skipped[n]})
		case !made[n].Shows(): // renamed since the draft was checked
			out = append(out, roster.SkippedMember{Member: id, Reason: roster.SkipUnprintable})
		default:
			letters = append(letters, *made[n])
		}
	}
	return letters, out, nil
}

// drafts reads the members as they are before printing, with their homes.
func (s *Service) drafts(ctx context.Context, community roster.Community, ids []string) (map[string]roster.Member, map[string]roster.Property, error) {
	var refs []dynamo.MemberRef
	for _, id := range ids {
		refs = append(refs, dynamo.MemberRef{Community: community.ID, ID: id})
	}
	found, err := s.store.Members(ctx, refs)
	if err != nil {
		return nil, nil, err
	}
	members := map[string]roster.Member{}
	var properties []string
	for ref, m := range found {
		members[ref.ID] = m
		if m.Property != "" {
			properties = append(properties, m.Property)
		}
	}
	homes, _, err := s.store.Homes(ctx, community.ID, properties, nil)
	return members, homes, err
}

// letterOf returns the content of m's letter. The link carries no mail proof,
// because paper proves nothing about a mailbox.
func (s *Service) letterOf(c roster.Community, m roster.Member, home roster.Property, code roster.Code) letter.Letter {
	zone := c.Preferences.Zone()
	street, town := home.Lines()
	l := letter.Letter{
		Community: c.Name, Name: m.FullName(), FirstName: m.FirstName, Street: street, Town: town, Inviter: m.InvitedBy(c.Preferences),
		Code: code.Reveal(), Page: hostAndPath(s.baseURL + "/activate"), Ends: m.Invitation.ExpiresAt.In(zone), Date: s.now().In(zone),
		ReplyTo: c.Preferences.ReplyTo,
	}
	if l.ReplyTo == "" {
		l.ReplyTo = s.support
	}
	carried := url.Values{"code": {l.Code}}
	if !m.Claimable() {
		l.Email = m.Email
		carried.Set("email", m.Email)
	}
	l.Link = s.baseURL + "/activate#" + carried.Encode()
	return l
}

// hostAndPath returns a URL as people type it.
func hostAndPath(address string) string {
	_, rest, found := strings.Cut(address, "://")
	if !found {
		return address
	}
	return rest
}
