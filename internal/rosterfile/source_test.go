package rosterfile

import (
	"errors"
	"os"
	"path/filepath"
	"testing"
)

func TestFileSource(t *testing.T) {
	t.Parallel()
	name := filepath.Join(t.TempDir(), "roster.csv")
	if err := os.WriteFile(name, []byte(soundText), 0o600); err != nil {
		t.Fatal(err)
	}
	file, err := os.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	src, err := FileSource(file)
	if err != nil {
		t.Fatal(err)
	}
	f, err := Open(src, name, DefaultLimits())
	if err != nil {
		t.Fatal(err)
	}
	if got := len(rowsOf(t, f)); got != 2 {
		t.Errorf("got %d rows, want 2", got)
	}
	if err := file.Close(); err != nil {
		t.Fatal(err)
	}
	for _, err := range f.Rows(t.Context()) {
		if !errors.Is(err, os.ErrClosed) {
			t.Errorf("after the file was closed: got %v, want %v", err, os.ErrClosed)
		}
	}
}

func TestFileSource_folder(t *testing.T) {
	t.Parallel()
	folder, err := os.Open(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	defer folder.Close()
	if _, err := FileSource(folder); err == nil {
		t.Error("a folder was taken for a roster")
	}
}
