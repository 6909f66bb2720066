package engine

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
)

const elsewhere = "or run an engine yourself (docker run -p 8000:8000 amazon/dynamodb-local) and set DYNAMODB_ENDPOINT=http://127.0.0.1:8000"

var (
	errNoJava  = errors.New("java is missing, DynamoDB Local needs it: install a JRE 17 or newer, " + elsewhere)
	errNoMaven = errors.New("mvn is missing, DynamoDB Local is fetched with it: install Maven, " + elsewhere)
)

// Fetch makes sure that the DynamoDB Local pinned in pom.xml is in .tools and
// returns the folder of its libraries. Several processes may fetch at once:
// each into its own folder, and the first to finish wins.
func Fetch(ctx context.Context, root string, progress io.Writer) (lib string, err error) {
	pom := filepath.Join(root, "internal", "dynamo", "engine", "pom.xml")
	pinned, err := os.ReadFile(pom)
	if err != nil {
		return "", err
	}
	sum := sha256.Sum256(pinned)
	tools := filepath.Join(root, ".tools")
	home := filepath.Join(tools, "dynamodb-local-"+hex.EncodeToString(sum[:4]))
	lib = filepath.Join(home, "lib")
	if _, err := os.Stat(lib); err == nil {
		return lib, nil
	}
	mvn, err := exec.LookPath("mvn")
	if err != nil {
		return "", errNoMaven
	}
	if progress != nil {
		fmt.Fprintln(progress, "Fetching DynamoDB Local (51 MB, once) ...")
	}
	if err := os.MkdirAll(tools, 0o755); err != nil {
		return "", err
	}
	attempt, err := os.MkdirTemp(tools, "dynamodb-local-*.part")
	if err != nil {
		return "", err
	}
	defer os.RemoveAll(attempt)
	command := exec.CommandContext(ctx, mvn, "-q", "-B", "-f", pom, "dependency:copy-dependencies",
		"-DincludeScope=runtime", "-DoutputDirectory="+filepath.Join(attempt, "lib"))
	if output, err := command.CombinedOutput(); err != nil {
		return "", fmt.Errorf("fetch DynamoDB Local: %w: %s", err, output)
	}
	if err := os.Chmod(attempt, 0o755); err != nil {
		return "", err
	}
	if err := os.Rename(attempt, home); err != nil {
		if _, gone := os.Stat(lib); gone != nil {
			return "", err
		}
	}
	return lib, nil
}
