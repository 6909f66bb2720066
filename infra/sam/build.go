package sam

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"time"

	"communitrak/internal/stack"
)

// HostName is this machine's name inside the containers.
const HostName = "host.docker.internal"

// endpoints are settings that the functions know and the template does not
// name; `sam local` passes on only those that a template names.
var endpoints = [...]string{
	"AWS_ENDPOINT_URL_DYNAMODB", "AWS_ENDPOINT_URL_S3", "AWS_ENDPOINT_URL_SES", "AWS_ENDPOINT_URL_SECRETS_MANAGER",
}

// architecture returns this machine's architecture as the template's parameter
// spells it.
func architecture() string {
	if runtime.GOARCH == "arm64" {
		return "arm64"
	}
	return "x86_64"
}

func (f *Functions) override() string { return "Architecture=" + architecture() }

func (f *Functions) buildDir() string { return filepath.Join(f.settings.Dir, "build") }
func (f *Functions) template() string { return filepath.Join(f.settings.Dir, "template.json") }
func (f *Functions) envFile() string  { return filepath.Join(f.settings.Dir, "env.json") }

// scratch returns the folder of the CLI's temporary files. Among them is a note
// that an image is being built, which another engine's CLI must not take for
// its own.
func (f *Functions) scratch() string { return filepath.Join(f.settings.Dir, "tmp") }

// build builds all functions with `sam build`: without cgo, since a program
// that needs a C library does not start in the runtime's image, and with the
// linker's -s, which leaves out the debug information. It builds one function
// after the other: in parallel, each would compile what they share.
func (f *Functions) build(ctx context.Context) error {
	fmt.Fprintln(f.progress, "Building the functions ...")
	began := time.Now()
	command := exec.CommandContext(ctx, f.cli(), "build",
		"--template", filepath.Join(f.settings.Root, "template.yaml"), "--build-dir", f.buildDir(), "--parameter-overrides", f.override())
	command.Dir = f.settings.Root
	command.Env = append(f.environ(), "CGO_ENABLED=0", "GOFLAGS=-buildvcs=false -trimpath -tags=lambda.norpc -ldflags=-s")
	if output, err := command.CombinedOutput(); err != nil {
		return fmt.Errorf("sam build: %w: %s", err, output)
	}
	fmt.Fprintf(f.progress, "Built in %v.\n", time.Since(began).Round(time.Second))
	return nil
}

// prepare writes what `sam local` reads: the built template with the endpoints
// named, the values of all settings, and the script invoke, which runs one
// function once:
//
//	.local/sam/invoke Import --event infra/sam/events/s3-put.json
func (f *Functions) prepare(context.Context) error {
	source, err := os.ReadFile(filepath.Join(f.buildDir(), "template.yaml"))
	if err != nil {
		return err
	}
	template, err := stack.Parse(source)
	if err != nil {
		return err
	}
	for _, function := range template.Resources("AWS::Serverless::Function") {
		nameEndpoints(function)
		code, _ := function.Properties["CodeUri"].(string)
		function.Properties["CodeUri"] = filepath.Join(f.buildDir(), code)
	}
	if err := writeJSON(f.template(), template.Sections); err != nil {
		return err
	}
	if err := writeJSON(f.envFile(), map[string]any{"Parameters": f.settings.Environment}); err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(f.settings.Dir, "invoke"), []byte(f.script()), 0o755)
}

// nameEndpoints adds the endpoints, without values, to the function's
// environment.
func nameEndpoints(function stack.Resource) {
	environment, ok := function.Properties["Environment"].(map[string]any)
	if !ok {
		environment = map[string]any{}
		function.Properties["Environment"] = environment
	}
	variables, ok := environment["Variables"].(map[string]any)
	if !ok {
		variables = map[string]any{}
		environment["Variables"] = variables
	}
	for _, name := range endpoints {
		variables[name] = ""
	}
}

func writeJSON(name string, value any) error {
	text, err := json.MarshalIndent(value, "", "  ")
	if err != nil {
		return err
	}
	return os.WriteFile(name, text, 0o600)
}

// script returns a shell script around `sam local invoke`.
func (f *Functions) script() string {
	var b strings.Builder
	b.WriteString("#!/bin/sh\n# Runs a function of the running local system once:\n#   invoke FUNCTION --event FILE\n")
	b.WriteString("unset AWS_PROFILE AWS_SESSION_TOKEN\n")
	b.WriteString("export AWS_ACCESS_KEY_ID=local AWS_SECRET_ACCESS_KEY=local AWS_DEFAULT_REGION=us-east-1 SAM_CLI_TELEMETRY=0 DOCKER_HOST=" + quote(f.docker.host) + " TMPDIR=" + quote(f.scratch()) + "\n")
	b.WriteString("exec " + quote(f.cli()) + ` local invoke "$@"`)
	for _, argument := range f.arguments() {
		b.WriteString(" " + quote(argument))
	}
	return b.String() + "\n"
}

// quote quotes a word for the shell.
func quote(word string) string { return "'" + strings.ReplaceAll(word, "'", `'\''`) + "'" }
