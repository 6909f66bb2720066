package stack

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
)

// ReadSource returns a file of the project as the Go command sees it, which an
// overlay in GOFLAGS may have replaced: tests that read the source would miss a
// planted defect otherwise.
func ReadSource(path string) ([]byte, error) {
	absolute, err := filepath.Abs(path)
	if err != nil {
		return nil, err
	}
	for _, flag := range strings.Fields(os.Getenv("GOFLAGS")) {
		name, ok := strings.CutPrefix(flag, "-overlay=")
		if !ok {
			continue
		}
		var overlay struct{ Replace map[string]string }
		raw, err := os.ReadFile(name)
		if err == nil {
			err = json.Unmarshal(raw, &overlay)
		}
		if err != nil {
			return nil, err
		}
		if instead, ok := overlay.Replace[absolute]; ok {
			return os.ReadFile(instead)
		}
	}
	return os.ReadFile(absolute)
}
