// Package circumstances says what a proof or a benchmark was run of and on, by
// one rule for both: what a figure depends on beside the program that found it.
package circumstances

import (
	"cmp"
	"context"
	"fmt"
	"net/http"
	"os"
	"os/exec"
	"strings"

	"github.com/communitrak/onboarding/internal/dynamo/engine"
)

// unknown stands for what nobody can tell.
const unknown = "unknown"

// written are the files that proofs and benchmarks write themselves: a change in
// them changes nothing that is run.
var written = []string{":!docs/reliability.md", ":!docs/performance.md", ":!infra/proof/results", ":!infra/bench/results"}

// Commit names the commit of the working tree at root, and whether anything else
// is run: "1a2b3c4 and changes". A file that is not in the commit and is not
// ignored counts, for the Go command compiles it like any other.
func Commit(ctx context.Context, root string) string {
	git := func(arguments ...string) (string, error) {
		command := exec.CommandContext(ctx, "git", arguments...)
		command.Dir = root
		said, err := command.Output()
		return strings.TrimSpace(string(said)), err
	}
	name, err := git("rev-parse", "--short=7", "HEAD")
	if err != nil {
		return unknown // not in a working tree
	}
	changed, err := git(append([]string{"status", "--porcelain", "--", "."}, written...)...)
	switch {
	case err != nil:
		return unknown
	case changed != "":
		return name + " and changes"
	default:
		return name
	}
}

// Engine names the engine that answers: DYNAMODB_ENGINE does, as withengine sets
// it, and DynamoDB Local is also known by the server that it runs in. An error
// means that no engine answers.
func Engine(ctx context.Context) (string, error) {
	endpoint := engine.GivenEndpoint()
	if endpoint == "" {
		return "DynamoDB Local", nil
	}
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, endpoint, nil)
	if err != nil {
		return "", err
	}
	answer, err := http.DefaultClient.Do(request)
	if err != nil {
		return "", fmt.Errorf("the engine: %w", err)
	}
	defer answer.Body.Close()
	server := answer.Header.Get("Server")
	if strings.HasPrefix(server, "Jetty") {
		server = "DynamoDB Local"
	}
	return cmp.Or(os.Getenv(engine.NameVariable), server, unknown), nil
}

// Load is what the machine had to do in the last minute, in processes that wanted
// a processor. It is unknown where the system does not say.
func Load() (load float64, known bool) {
	said, err := os.ReadFile("/proc/loadavg")
	if err != nil {
		return 0, false
	}
	_, err = fmt.Sscan(string(said), &load)
	return load, err == nil
}
