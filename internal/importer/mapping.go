package importer

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"reflect"
	"slices"

	"communitrak/internal/dynamo"
	"communitrak/internal/roster"
	"communitrak/internal/rosterfile"
)

// mapped lets the file's columns mean what was settled before.
func (r *run) mapped(file *rosterfile.File) error {
	if len(r.job.Mapping) == 0 {
		return nil
	}
	var mapping rosterfile.Mapping
	if err := json.Unmarshal(r.job.Mapping, &mapping); err != nil {
		return fmt.Errorf("the stored mapping: %w", err)
	}
	return file.Use(mapping)
}

// settleMapping lets columns mean what somebody chose for this file, or what was
// chosen for the community's earlier ones, or what they seem to. unclear says
// that this is not enough.
func (r *run) settleMapping(ctx context.Context, file *rosterfile.File) (unclear *rosterfile.RefusedError, err error) {
	if len(r.job.Mapping) == 0 {
		err = r.useSaved(ctx, file)
	} else {
		err = r.mapped(file)
	}
	var wrong *rosterfile.MappingError
	if errors.As(err, &wrong) {
		return &rosterfile.RefusedError{Code: "mapping", Sentence: sentence(wrong.Error())}, nil
	}
	if err == nil {
		err = file.Ready()
	}
	if errors.As(err, &unclear) {
		return unclear, nil
	}
	return nil, err
}

// useSaved lets columns mean what columns of that heading were said to mean in
// the community's earlier files, those of a fix file what they meant in the file
// that it is of.
func (r *run) useSaved(ctx context.Context, file *rosterfile.File) error {
	saved, err := r.savedMapping(ctx, r.job.Community)
	if err == nil {
		_, err = file.UseSaved(saved)
	}
	if err != nil || !file.IsFix() {
		return err
	}
	origins, _, err := r.origins(ctx)
	if err == nil {
		file.UseOrigin(origins)
	}
	return err
}

// mostOrigins is of how many layouts a community remembers how they were read.
const mostOrigins = 20

// origins are how the files were read that the community's fix files are of, the
// latest first, and how that is stored.
func (r *run) origins(ctx context.Context) (all []rosterfile.Origin, stored json.RawMessage, err error) {
	stored, err = r.store.Origins(ctx, r.job.Community)
	if err == nil && len(stored) > 0 {
		err = json.Unmarshal(stored, &all)
	}
	if err != nil {
		return nil, nil, fmt.Errorf("how earlier files were read: %w", err)
	}
	return all, stored, nil
}

// keepOrigin remembers how the file was read, for when its fix file comes back.
func (r *run) keepOrigin(ctx context.Context, file *rosterfile.File) error {
	origin := file.Origin()
	return dynamo.Retry(ctx, func() error {
		all, stored, err := r.origins(ctx)
		if err != nil || len(all) > 0 && reflect.DeepEqual(all[0], origin) {
			return err
		}
		all = slices.DeleteFunc(all, func(o rosterfile.Origin) bool { return o.Headings == origin.Headings })
		all = append([]rosterfile.Origin{origin}, all...)
		kept, err := json.Marshal(all[:min(len(all), mostOrigins)])
		if err != nil {
			return err
		}
		tx := r.store.Begin()
		tx.SaveOrigins(r.job.Community, stored, kept)
		return tx.Commit(ctx)
	})
}

func (s *Service) savedMapping(ctx context.Context, community string) (rosterfile.Mapping, error) {
	var saved rosterfile.Mapping
	raw, err := s.store.SavedMapping(ctx, community)
	if err == nil && len(raw) > 0 {
		err = json.Unmarshal(raw, &saved)
	}
	if err != nil {
		return saved, fmt.Errorf("the saved mapping: %w", err)
	}
	return saved, nil
}

// mostSaved is how many headings are remembered for a community.
const mostSaved = 300

// detectedOf is what was understood of the import's file.
func detectedOf(j roster.Import) (rosterfile.Detected, error) {
	var detected rosterfile.Detected
	if err := json.Unmarshal(j.Detected, &detected); err != nil {
		return detected, fmt.Errorf("what was detected: %w", err)
	}
	return detected, nil
}

// Questions are what the import waits to be answered; none unless it is ready.
func Questions(j roster.Import) ([]rosterfile.Question, error) {
	if j.State != roster.ImportReady || len(j.Detected) == 0 {
		return nil, nil
	}
	detected, err := detectedOf(j)
	return detected.Questions, err
}

// remap gives the import the mapping, if it can be, and adds to tx that the
// community's later files follow it.
func (s *Service) remap(ctx context.Context, j *roster.Import, m rosterfile.Mapping, answers map[string]string, tx *dynamo.Tx) (err error) {
	detected, err := detectedOf(*j)
	if err != nil {
		return err
	}
	m = detected.Confirm(m)
	for id := range answers {
		if !slices.ContainsFunc(detected.Questions, func(q rosterfile.Question) bool { return q.ID == id }) {
			return &rosterfile.MappingError{Reason: fmt.Sprintf("the import does not ask %q", id)}
		}
	}
	if len(answers) > 0 {
		said, err := detected.Answered(answers)
		if err != nil {
			return err
		}
		if len(m.Columns) == 0 { // the rest stays as it is
			if err := json.Unmarshal(j.Mapping, &m); err != nil {
				return fmt.Errorf("the stored mapping: %w", err)
			}
		}
		m = m.With(said)
	}
	if err := detected.Accepts(m); err != nil {
		return err
	}
	if j.Mapping, err = json.Marshal(m); err != nil {
		return err
	}
	saved, err := s.savedMapping(ctx, j.Community)
	if err != nil {
		return err
	}
	raw, err := json.Marshal(saved.Merge(m, mostSaved))
	if err != nil {
		return err
	}
	tx.SaveMapping(j.Community, raw)
	return nil
}
