package importer

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"

	"communitrak/internal/dynamo"
	"communitrak/internal/roster"
	"communitrak/internal/rosterfile"
)

// mapping is what was settled before about the columns of the import's file.
func (r *run) mapping() (m rosterfile.Mapping, err error) {
	if len(r.job.Mapping) == 0 {
		return m, nil
	}
	if err := json.Unmarshal(r.job.Mapping, &m); err != nil {
		return m, fmt.Errorf("the stored mapping: %w", err)
	}
	return m, nil
}

// mapped lets the file's columns mean what was settled before.
func (r *run) mapped(file *rosterfile.File) error {
	m, err := r.mapping()
	if err != nil {
		return err
	}
	return file.Use(m)
}

// settleMapping lets columns mean what somebody chose for this file, which is
// remembered, or what was settled about its layout, or what they seem to. unclear
// says that this is not enough.
func (r *run) settleMapping(ctx context.Context, file *rosterfile.File) (unclear *rosterfile.RefusedError, err error) {
	if len(r.job.Mapping) == 0 {
		err = r.useSaved(ctx, file)
	} else {
		err = r.useChosen(ctx, file)
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

// useSaved lets columns mean what was settled about the layout of the file.
func (r *run) useSaved(ctx context.Context, file *rosterfile.File) error {
	community, _, err := r.layouts(ctx, r.job.Community)
	if err != nil {
		return err
	}
	everywhere, _, err := r.layouts(ctx, dynamo.Everywhere)
	if err != nil {
		return err
	}
	return file.UseSaved(community, everywhere)
}

// useChosen lets columns mean what somebody chose, and remembers that.
func (r *run) useChosen(ctx context.Context, file *rosterfile.File) error {
	m, err := r.mapping()
	if err != nil {
		return err
	}
	if err := file.Use(m); err != nil || r.job.Plan < 2 {
		return err // nobody has mapped it, a check was broken off
	}
	said := file.Said()
	if m.ForAll {
		err = r.remember(ctx, dynamo.Everywhere, said...)
	}
	return errors.Join(err, r.remember(ctx, r.job.Community, said...))
}

// layouts are what was settled about layouts, and how that is stored.
func (s *Service) layouts(ctx context.Context, community string) (memory rosterfile.Memory, stored json.RawMessage, err error) {
	stored, err = s.store.Layouts(ctx, community)
	if err == nil && len(stored) > 0 {
		err = json.Unmarshal(stored, &memory)
	}
	if err != nil {
		return nil, nil, fmt.Errorf("what was settled about layouts: %w", err)
	}
	return memory, stored, nil
}

// remember adds what was settled about layouts to what is known of them. Who
// remembers at the same moment loses nothing.
func (s *Service) remember(ctx context.Context, community string, settled ...rosterfile.Settled) error {
	if len(settled) == 0 {
		return nil
	}
	return dynamo.Retry(ctx, func() error {
		memory, was, err := s.layouts(ctx, community)
		if err != nil {
			return err
		}
		is, err := json.Marshal(memory.With(settled...))
		if err != nil || bytes.Equal(was, is) {
			return err
		}
		tx := s.store.Begin()
		tx.SaveLayouts(community, was, is)
		return tx.Commit(ctx)
	})
}

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

// remapped is the mapping of the import once somebody says m of its columns, and
// answers questions.
func remapped(j roster.Import, m rosterfile.Mapping, answers map[string]string) (json.RawMessage, error) {
	detected, err := detectedOf(j)
	if err != nil {
		return nil, err
	}
	m = detected.Confirm(m)
	for id := range answers {
		if !slices.ContainsFunc(detected.Questions, func(q rosterfile.Question) bool { return q.ID == id }) {
			return nil, &rosterfile.MappingError{Reason: fmt.Sprintf("the import does not ask %q", id)}
		}
	}
	if len(answers) > 0 {
		said, err := detected.Answered(answers)
		if err != nil {
			return nil, err
		}
		if len(m.Columns) == 0 { // the rest stays as it is
			if err := json.Unmarshal(j.Mapping, &m); err != nil {
				return nil, fmt.Errorf("the stored mapping: %w", err)
			}
		}
		m = m.With(said)
	}
	if err := detected.Accepts(m); err != nil {
		return nil, err
	}
	return json.Marshal(m)
}
