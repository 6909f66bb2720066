package importer

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"

	"github.com/communitrak/onboarding/internal/dynamo"
	"github.com/communitrak/onboarding/internal/importer/parse"
	"github.com/communitrak/onboarding/internal/roster"
	"github.com/communitrak/onboarding/internal/rosterfile"
)

// mapping returns the mapping stored for the import's file.
func (r *run) mapping() (m rosterfile.Mapping, err error) {
	if len(r.job.Mapping) == 0 {
		return m, nil
	}
	if err := json.Unmarshal(r.job.Mapping, &m); err != nil {
		return m, fmt.Errorf("the stored mapping: %w", err)
	}
	return m, nil
}

// mapped applies the stored mapping to the file.
func (r *run) mapped(file *rosterfile.File) error {
	m, err := r.mapping()
	if err != nil {
		return err
	}
	return file.Use(m)
}

// chooseMapping applies the mapping that a user chose for this file, and
// remembers it, or else the one remembered for its layout, or else the
// suggested one. unclear says that none is enough.
func (r *run) chooseMapping(ctx context.Context, file *rosterfile.File) (unclear *rosterfile.RefusedError, err error) {
	if len(r.job.Mapping) == 0 {
		err = r.useSaved(ctx, file)
	} else {
		err = r.useChosen(ctx, file)
	}
	var wrong *rosterfile.MappingError
	if errors.As(err, &wrong) {
		return &rosterfile.RefusedError{Code: "mapping", Sentence: parse.Sentence(wrong.Error())}, nil
	}
	if err == nil {
		err = file.Ready()
	}
	if errors.As(err, &unclear) {
		return unclear, nil
	}
	return nil, err
}

// useSaved applies the mapping remembered for the file's layout.
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

// useChosen applies the mapping that a user chose, and remembers it.
func (r *run) useChosen(ctx context.Context, file *rosterfile.File) error {
	m, err := r.mapping()
	if err != nil {
		return err
	}
	if err := file.Use(m); err != nil || r.job.Plan < 2 {
		return err // nobody has mapped it: a check was interrupted
	}
	said := file.Said()
	if m.ForAll {
		err = r.remember(ctx, dynamo.Everywhere, said...)
	}
	return errors.Join(err, r.remember(ctx, r.job.Community, said...))
}

// layouts returns the remembered layouts, and their stored form.
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

// remember adds settled layouts to the remembered ones. Concurrent calls lose
// nothing.
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

// detectedOf returns what was detected about the import's file.
func detectedOf(j roster.Import) (rosterfile.Detected, error) {
	var detected rosterfile.Detected
	if err := json.Unmarshal(j.Detected, &detected); err != nil {
		return detected, fmt.Errorf("what was detected: %w", err)
	}
	return detected, nil
}

// Questions returns the questions that the import waits to have answered; none
// unless it is ready.
func Questions(j roster.Import) ([]rosterfile.Question, error) {
	if j.State != roster.ImportReady || len(j.Detected) == 0 {
		return nil, nil
	}
	detected, err := detectedOf(j)
	return detected.Questions, err
}

// remapped returns the import's mapping after a user sets m and answers
// questions.
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

// asked says in words what must be answered before the import can continue.
func asked(j roster.Import) (string, error) {
	detected, err := detectedOf(j)
	if err != nil {
		return "", err
	}
	switch n := len(detected.Questions); n {
	case 0:
		return "", nil
	case 1:
		return detected.Questions[0].Text, nil
	case 2:
		return detected.Questions[0].Text + " One more question is open.", nil
	default:
		return fmt.Sprintf("%s %d more questions are open.", detected.Questions[0].Text, n-1), nil
	}
}
