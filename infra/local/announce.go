package main

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
)

// announce prints where to click. Its last line says that the system is ready.
func (m *machine) announce(w io.Writer) {
	c := m.config
	fmt.Fprintf(w, `
Communitrak on this machine. No mail leaves it.

  Console    %[1]s/
             sign in as admin@maple-grove.example (manager) or %[2]s (Support)
             password: %[3]s
  Mailbox    %[1]s/_local/mailbox
  Rosters    drop a file into the bucket, for example
             curl -T %[6]s %[4]s/%[5]s/rosters/maple-grove/import/sample.csv
  Clock      curl -X POST -d '{"advance":"26h"}' %[1]s/_local/clock
  Containers sam build, then sam local start-api: see the README
  Data       %[7]s, kept over restarts

Ready: %[1]s/
`, c.baseURL(), support, c.password, c.bucketURL(), bucketName, shortest(filepath.Join(c.root, "infra", "local", "samples", "roster.csv")), shortest(c.dir))
}

// shortest returns path relative to the working directory if that is shorter.
func shortest(path string) string {
	here, err := os.Getwd()
	if err != nil {
		return path
	}
	if relative, err := filepath.Rel(here, path); err == nil && len(relative) < len(path) {
		return relative
	}
	return path
}
