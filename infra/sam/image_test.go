package sam

import (
	"archive/tar"
	"bytes"
	"errors"
	"io"
	"testing"
)

// TestStandIn checks what a function finds, on machines with a static busybox.
func TestStandIn(t *testing.T) {
	t.Parallel()
	if _, err := busybox(); err != nil {
		t.Skip(err)
	}
	archive, err := standIn()
	if err != nil {
		t.Fatal(err)
	}
	missing := map[string]bool{"bin/sh": true, "bin/busybox": true, "etc/passwd": true, "tmp/": true, "var/task/": true, "var/runtime/": true}
	for r := tar.NewReader(bytes.NewReader(archive)); ; {
		header, err := r.Next()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			t.Fatal(err)
		}
		delete(missing, header.Name)
	}
	if len(missing) > 0 {
		t.Errorf("the image lacks %v", missing)
	}
}
