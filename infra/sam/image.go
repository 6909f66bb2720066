package sam

import (
	"archive/tar"
	"bytes"
	"context"
	"debug/elf"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"time"
)

// The image that `sam local` wants for the runtime provided.al2023.
const (
	runtimeImage = "public.ecr.aws/lambda/provided:al2023"
	pullWithin   = time.Minute
)

// ensureImage makes sure that the engine has the runtime's image: it pulls the
// public one, and if that fails, it imports a replacement, which Close removes.
func (f *Functions) ensureImage(ctx context.Context) error {
	name := runtimeImage + "-" + architecture()
	if _, err := f.docker.run(ctx, "image", "inspect", name); err == nil {
		return nil
	}
	fmt.Fprintln(f.progress, "Pulling the image of the Lambda runtime (once) ...")
	pulling, cancel := context.WithTimeout(ctx, pullWithin)
	defer cancel()
	_, pulled := f.docker.run(pulling, "pull", "--quiet", name)
	if pulled == nil || ctx.Err() != nil {
		return ctx.Err()
	}
	fmt.Fprintf(f.progress, "It cannot be had (%v): a stand-in is made of busybox.\n", pulled)
	image, err := standIn()
	if err != nil {
		return fmt.Errorf("a stand-in for the image: %w", err)
	}
	if _, err := f.docker.feed(ctx, bytes.NewReader(image), "import", "-", runtimeImage); err != nil {
		return err
	}
	f.standIn = true
	_, err = f.docker.run(ctx, "tag", runtimeImage, name)
	return err
}

// removeImage removes the replacement and what `sam local` made of it.
func (f *Functions) removeImage(ctx context.Context) error {
	if !f.standIn {
		return nil
	}
	_, err := f.docker.run(ctx, "image", "rm", "--force", runtimeImage, runtimeImage+"-"+architecture(), runtimeImage+"-rapid-"+architecture())
	return err
}

// standIn returns a file system, as a tar archive, with what a function of this
// project and `sam local` need: a shell, a user, certificates.
func standIn() ([]byte, error) {
	shell, err := busybox()
	if err != nil {
		return nil, err
	}
	var archive bytes.Buffer
	w := tar.NewWriter(&archive)
	for _, dir := range [...]string{"bin/", "etc/", "etc/ssl/", "etc/ssl/certs/", "opt/", "var/", "var/task/", "var/runtime/"} {
		err = errors.Join(err, w.WriteHeader(&tar.Header{Typeflag: tar.TypeDir, Name: dir, Mode: 0o755}))
	}
	err = errors.Join(err, w.WriteHeader(&tar.Header{Typeflag: tar.TypeDir, Name: "tmp/", Mode: 0o1777}))
	files := map[string][]byte{
		"bin/busybox": shell,
		"etc/passwd":  []byte("root:x:0:0:root:/root:/bin/sh\nsbx_user1051:x:993:990::/home/sbx_user1051:/bin/sh\n"),
	}
	const certificates = "etc/ssl/certs/ca-certificates.crt"
	switch content, unread := os.ReadFile("/" + certificates); {
	case unread == nil:
		files[certificates] = content
	case !errors.Is(unread, fs.ErrNotExist):
		err = errors.Join(err, unread)
	}
	for name, content := range files {
		err = errors.Join(err, w.WriteHeader(&tar.Header{Name: name, Mode: 0o755, Size: int64(len(content))}))
		_, failed := w.Write(content)
		err = errors.Join(err, failed)
	}
	for _, command := range [...]string{"sh", "chmod", "cat", "ls"} {
		err = errors.Join(err, w.WriteHeader(&tar.Header{Typeflag: tar.TypeSymlink, Name: "bin/" + command, Linkname: "busybox"}))
	}
	return archive.Bytes(), errors.Join(err, w.Close())
}

// busybox reads a statically linked busybox.
func busybox() ([]byte, error) {
	name, err := exec.LookPath("busybox")
	if err != nil {
		return nil, errors.New("busybox is missing: install the package busybox-static")
	}
	content, err := os.ReadFile(name)
	if err != nil {
		return nil, err
	}
	program, err := elf.NewFile(bytes.NewReader(content))
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	for _, p := range program.Progs {
		if p.Type == elf.PT_INTERP {
			return nil, fmt.Errorf("%s needs libraries: install the package busybox-static", name)
		}
	}
	return content, nil
}
