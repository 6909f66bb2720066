package mailbox

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
)

// entry is a line of the journal: a mail that was accepted, or an event that
// was reported about one.
type entry struct {
	Mail     *Mail     `json:"mail,omitempty"`
	Reported *reported `json:"reported,omitempty"`
}

type reported struct {
	ID    string    `json:"id"`
	Event EventType `json:"event"`
}

// journal is an append-only file of entries. Once append returns, the entry is
// on disk; entries that wait together share one sync.
type journal struct {
	file    *os.File
	waiting chan pending
	done    chan struct{}
}

type pending struct {
	line   []byte
	result chan<- error
}

// openJournal reads the file's entries in order and continues after them. A
// last line that a kill cut off was never acknowledged, and is dropped.
func openJournal(name string, each func(entry)) (*journal, error) {
	content, err := os.ReadFile(name)
	if err != nil && !errors.Is(err, os.ErrNotExist) {
		return nil, err
	}
	whole := bytes.LastIndexByte(content, '\n') + 1
	for line := range bytes.Lines(content[:whole]) {
		var e entry
		if err := json.Unmarshal(line, &e); err != nil {
			return nil, fmt.Errorf("mailbox: %s: %w", name, err)
		}
		each(e)
	}
	file, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE, 0o600)
	if err != nil {
		return nil, err
	}
	if err := file.Truncate(int64(whole)); err != nil {
		return nil, errors.Join(err, file.Close())
	}
	if _, err := file.Seek(0, io.SeekEnd); err != nil {
		return nil, errors.Join(err, file.Close())
	}
	j := &journal{file: file, waiting: make(chan pending, 256), done: make(chan struct{})}
	go j.write()
	return j, nil
}

// append returns once the entry is on disk.
func (j *journal) append(e entry) error {
	line, err := json.Marshal(e)
	if err != nil {
		return err
	}
	result := make(chan error, 1)
	j.waiting <- pending{append(line, '\n'), result}
	return <-result
}

func (j *journal) write() {
	defer close(j.done)
	for first := range j.waiting {
		batch := []pending{first}
		for len(batch) < cap(j.waiting) && len(j.waiting) > 0 {
			batch = append(batch, <-j.waiting)
		}
		var lines []byte
		for _, p := range batch {
			lines = append(lines, p.line...)
		}
		_, err := j.file.Write(lines)
		if err == nil {
			err = j.file.Sync()
		}
		for _, p := range batch {
			p.result <- err
		}
	}
}

// close writes what is waiting. Nothing may be appended afterwards.
func (j *journal) close() error {
	close(j.waiting)
	<-j.done
	return j.file.Close()
}
