package sam

import (
	"errors"
	"fmt"
	"net"
	"os"
	"os/exec"
	"strconv"
)

// bridge is the network of an engine of our own. The engine's default, docker0,
// would be shared with any other engine and left behind.
type bridge struct{ name string }

// networks is how many networks are searched: 172.31.0.0/24 … 172.31.255.0/24.
const networks = 256

// newBridge creates a bridge on a network that nothing here uses.
func newBridge() (bridge, error) {
	address, err := unusedAddress(os.Getpid())
	if err != nil {
		return bridge{}, err
	}
	b := bridge{"sam" + strconv.Itoa(os.Getpid())}
	for _, args := range [][]string{
		{"link", "add", b.name, "type", "bridge"},
		{"address", "add", address, "dev", b.name},
		{"link", "set", b.name, "up"},
	} {
		if err := ip(args...); err != nil {
			return bridge{}, errors.Join(err, b.remove())
		}
	}
	return b, nil
}

// remove removes the bridge if it exists.
func (b bridge) remove() error {
	if _, err := net.InterfaceByName(b.name); err != nil {
		return nil
	}
	return ip("link", "delete", b.name)
}

// unusedAddress returns an address on an unused network, searching from the
// n-th one.
func unusedAddress(n int) (string, error) {
	ours, err := net.InterfaceAddrs()
	if err != nil {
		return "", err
	}
	for step := range networks {
		third := (n + step) % networks
		if !used(ours, net.IPv4(172, 31, byte(third), 1)) {
			return fmt.Sprintf("172.31.%d.1/24", third), nil
		}
	}
	return "", errors.New("no network is left for a bridge")
}

func used(ours []net.Addr, ip net.IP) bool {
	for _, a := range ours {
		if network, ok := a.(*net.IPNet); ok && network.Contains(ip) {
			return true
		}
	}
	return false
}

func ip(args ...string) error {
	if output, err := exec.Command("ip", args...).CombinedOutput(); err != nil {
		return fmt.Errorf("ip %s %s: %w: %s", args[0], args[1], err, output)
	}
	return nil
}
