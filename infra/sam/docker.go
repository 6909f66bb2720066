package sam

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"time"

	"communitrak/internal/child"
)

// ErrNoDocker means that no container can run here; the error that wraps it
// says why.
var ErrNoDocker = errors.New("no Docker")

// Docker is an engine that runs containers on this machine.
type Docker struct {
	client string
	host   string
	// Set only when the engine is our own.
	own    *child.Process
	dir    string
	bridge bridge
}

const (
	answerWithin      = 5 * time.Second
	engineReadyWithin = 20 * time.Second
	engineStopWithin  = 20 * time.Second
)

// OpenDocker finds the running engine (DOCKER_HOST, or else the client's own
// choice). If there is none, and this process is root and has dockerd, it
// starts its own, which ends with Close or with this process and leaves nothing
// behind. Errors for an engine that cannot be found or started wrap
// ErrNoDocker.
func OpenDocker(ctx context.Context, progress io.Writer) (*Docker, error) {
	client, err := find("/usr/bin/docker")
	if err != nil {
		return nil, fmt.Errorf("%w: there is no docker command", ErrNoDocker)
	}
	d := &Docker{client: client, host: os.Getenv("DOCKER_HOST")}
	if d.answers(ctx) {
		if d.host == "" {
			d.host, err = d.run(ctx, "context", "inspect", "--format", "{{.Endpoints.docker.Host}}")
		}
		return d, err
	}
	if d.host != "" {
		return nil, fmt.Errorf("%w: none answers at DOCKER_HOST=%s", ErrNoDocker, d.host)
	}
	if runtime.GOOS != "linux" || os.Geteuid() != 0 {
		return nil, fmt.Errorf("%w: no engine runs, and only root can start one", ErrNoDocker)
	}
	daemon, err := find("/usr/sbin/dockerd")
	if err != nil {
		return nil, fmt.Errorf("%w: no engine runs, and there is no dockerd to start", ErrNoDocker)
	}
	if err := d.start(ctx, daemon, progress); err != nil {
		return nil, fmt.Errorf("%w: %w", ErrNoDocker, err)
	}
	return d, nil
}

// find returns a program of Debian's docker.io if present, and otherwise what
// PATH has: Debian's client fits its engine, and a newer one may come first in
// PATH.
func find(debian string) (string, error) {
	if _, err := os.Stat(debian); err == nil {
		return debian, nil
	}
	return exec.LookPath(filepath.Base(debian))
}

// attempts are the settings with which an engine of our own is started, in
// order. Containers talk only to this machine, through ports that the engine
// itself forwards, so the engine need not touch the firewall. The second
// attempt is for a file system without overlays, such as inside another
// container.
var attempts = [][]string{
	{"--iptables=false", "--ip6tables=false", "--ip-masq=false", "--ip-forward=false"},
	{"--iptables=false", "--ip6tables=false", "--ip-masq=false", "--ip-forward=false", "--storage-driver=vfs"},
}

func (d *Docker) start(ctx context.Context, daemon string, progress io.Writer) error {
	var failed error
	for _, settings := range attempts {
		err := d.try(ctx, daemon, settings)
		if err == nil {
			driver, err := d.run(ctx, "info", "--format", "{{.ServerVersion}}, {{.Driver}}")
			fmt.Fprintf(progress, "Started a Docker engine (%s, %s).\n", driver, strings.Join(settings, " "))
			return err
		}
		failed = errors.Join(failed, err, d.Close())
	}
	return failed
}

func (d *Docker) try(ctx context.Context, daemon string, settings []string) (err error) {
	// A socket's path has room for about a hundred characters.
	if d.dir, err = os.MkdirTemp("", "docker-*"); err != nil {
		return err
	}
	if d.bridge, err = newBridge(); err != nil {
		return err
	}
	d.host = "unix://" + filepath.Join(d.dir, "socket")
	command := append([]string{daemon, "--host", d.host, "--bridge", d.bridge.name,
		"--data-root", filepath.Join(d.dir, "data"), "--exec-root", filepath.Join(d.dir, "run"), "--pidfile", filepath.Join(d.dir, "pid"),
	}, settings...)
	d.own, err = child.Start(child.Options{
		Command: command, Patience: engineStopWithin,
		After: "{ " + d.tidy() + "; } >/dev/null 2>&1",
	})
	if err != nil {
		return err
	}
	ctx, cancel := context.WithTimeout(ctx, engineReadyWithin)
	defer cancel()
	for !d.answers(ctx) {
		select {
		case <-d.own.Done():
			return fmt.Errorf("dockerd ended: %s", lastLine(d.own.Output()))
		case <-ctx.Done():
			return fmt.Errorf("dockerd does not answer: %s", lastLine(d.own.Output()))
		case <-time.After(100 * time.Millisecond):
		}
	}
	return nil
}

// tidy returns a shell command that removes what an engine of our own leaves
// behind. One that could not start leaves its data mounted on itself.
func (d *Docker) tidy() string {
	return "ip link delete " + d.bridge.name + "; umount " + quote(filepath.Join(d.dir, "data")) + "; rm -rf " + quote(d.dir)
}

// Close ends the engine if it is our own, with everything in it. What the
// engine's After command has already removed is ignored.
func (d *Docker) Close() error {
	var errs []error
	if d.own != nil {
		errs = append(errs, d.own.Stop())
	}
	errs = append(errs, d.bridge.remove(), os.RemoveAll(d.dir))
	return errors.Join(errs...)
}

// Host returns the engine's address in the form of DOCKER_HOST.
func (d *Docker) Host() string { return d.host }

// Gateway returns the address at which containers reach this machine and which
// is also the machine's own, so what listens on it here is found there. If
// containers run in a virtual machine, as in Docker Desktop, there is none:
// Gateway returns "", and HostName leads containers to what listens on the
// loopback address.
func (d *Docker) Gateway(ctx context.Context) (string, error) {
	name, err := d.run(ctx, "network", "inspect", "bridge", "--format", `{{index .Options "com.docker.network.bridge.name"}}`)
	if err != nil {
		return "", err
	}
	network, err := net.InterfaceByName(name)
	if err != nil {
		return "", nil
	}
	addresses, err := network.Addrs()
	if err != nil {
		return "", err
	}
	for _, a := range addresses {
		if ip, ok := a.(*net.IPNet); ok && ip.IP.To4() != nil {
			return ip.IP.String(), nil
		}
	}
	return "", fmt.Errorf("the network bridge %s has no address", name)
}

func (d *Docker) answers(ctx context.Context) bool {
	ctx, cancel := context.WithTimeout(ctx, answerWithin)
	defer cancel()
	_, err := d.run(ctx, "version", "--format", "{{.Server.Version}}")
	return err == nil
}

// run runs the client and returns what it printed.
func (d *Docker) run(ctx context.Context, args ...string) (string, error) {
	return d.feed(ctx, nil, args...)
}

// feed is run with standard input.
func (d *Docker) feed(ctx context.Context, stdin io.Reader, args ...string) (string, error) {
	command := exec.CommandContext(ctx, d.client, args...)
	command.Stdin = stdin
	if d.host != "" {
		command.Env = append(os.Environ(), "DOCKER_HOST="+d.host)
	}
	output, err := command.Output()
	var exit *exec.ExitError
	if errors.As(err, &exit) {
		return "", fmt.Errorf("docker %s: %s", args[0], lastLine(string(exit.Stderr)))
	}
	return strings.TrimSpace(string(output)), err
}

func lastLine(text string) string {
	text = strings.TrimSpace(text)
	return text[strings.LastIndexByte(text, '\n')+1:]
}
