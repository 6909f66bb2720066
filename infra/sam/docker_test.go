package sam

import (
	"errors"
	"io"
	"net"
	"testing"
)

// TestOpenDocker_none checks that an engine that is named and does not answer
// is a reason to skip containers, not to start another engine.
func TestOpenDocker_none(t *testing.T) {
	t.Setenv("DOCKER_HOST", "unix:///nonexistent/docker.sock")
	if _, err := OpenDocker(t.Context(), io.Discard); !errors.Is(err, ErrNoDocker) {
		t.Errorf("got %v, want %v", err, ErrNoDocker)
	}
}

func TestUsed(t *testing.T) {
	t.Parallel()
	ours := []net.Addr{
		&net.IPNet{IP: net.IPv4(127, 0, 0, 1), Mask: net.CIDRMask(8, 32)},
		&net.IPNet{IP: net.IPv4(172, 31, 7, 1), Mask: net.CIDRMask(24, 32)},
	}
	for address, want := range map[string]bool{"172.31.7.1": true, "172.31.7.200": true, "172.31.8.1": false} {
		if got := used(ours, net.ParseIP(address)); got != want {
			t.Errorf("%s: got %v, want %v", address, got, want)
		}
	}
	wide := append(ours, &net.IPNet{IP: net.IPv4(172, 16, 0, 9), Mask: net.CIDRMask(12, 32)})
	if !used(wide, net.IPv4(172, 31, 8, 1)) {
		t.Error("a network that holds ours does not count")
	}
}
