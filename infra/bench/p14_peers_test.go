package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/communitrak/onboarding/internal/account"
)

// clients is how many people invite at once.
const clients = 4

// inviter invites whoever has an email, over HTTP.
type inviter struct {
	URL     string
	Headers map[string]string
	Body    string // in which {email} and {number} stand for the invited person's
}

// BenchmarkP14 invites people through the HTTP API of this system and of other
// programs, in turn.
func BenchmarkP14(b *testing.B) {
	node := tool(b, "BENCH_NODE", "Node and better-auth, which make bench installs if there is npm")
	python := tool(b, "BENCH_DJANGO", "Python and django-invitations, which make bench installs if there is python3")
	each := 200
	if *small {
		each = 4
	}
	s := newSite(b)
	programs := []struct {
		name string
		inviter
	}{
		{"communitrak", s.serve(b, s.signIn(b))},
		{"better-auth", startPeer(b, node, os.Getenv("BENCH_BETTER_AUTH"), "server.mjs")},
		{"django-invitations", startPeer(b, python, filepath.Join("peers", "django-invitations"), "server.py", b.TempDir())},
	}
	invited := 0
	b.Run(fmt.Sprint("clients=", clients), func(b *testing.B) {
		took := map[string]float64{}
		for b.Loop() {
			for _, p := range programs {
				took[p.name] += seconds(func() { p.inviteMany(b, invited, each) })
			}
			invited += each
		}
		for _, p := range programs {
			b.ReportMetric(float64(b.N*each)/took[p.name], p.name+"-invitations/s")
			if p.name != "communitrak" {
				b.ReportMetric(took[p.name]/took["communitrak"], "÷_"+p.name+"-ratio")
			}
		}
		b.ReportMetric(0, "ns/op")
	})
}

// serve serves the invite function over HTTP.
func (s *site) serve(b *testing.B, token account.Token) inviter {
	b.Helper()
	server := httptest.NewServer(s.handler)
	b.Cleanup(server.Close)
	return inviter{
		URL:     server.URL + "/v1/communities/" + s.Community.ID + "/invitations",
		Headers: map[string]string{"Authorization": "Bearer " + token.Reveal()},
		Body: `{"property":{"street":{"street":"{number} Juniper Ct","city":"Mesa","state":"AZ","zip":"85201"},"confirmed":true},
			"member":{"firstName":"Robin","lastName":"Resident","email":"{email}"}}`,
	}
}

// startPeer starts a program that says on its first line how to invite, and ends
// with the benchmark.
func startPeer(b *testing.B, program, folder string, arguments ...string) (i inviter) {
	b.Helper()
	command := exec.CommandContext(b.Context(), program, arguments...)
	command.Dir, command.Stderr, command.WaitDelay = folder, os.Stderr, 5*time.Second
	command.Cancel = func() error { return command.Process.Signal(syscall.SIGTERM) }
	output, err := command.StdoutPipe()
	if err == nil {
		err = command.Start()
	}
	if err != nil {
		b.Fatalf("starting %s: %v", arguments[0], err)
	}
	b.Cleanup(func() {
		if err := command.Cancel(); err != nil {
			b.Errorf("ending %s: %v", arguments[0], err)
		}
		_ = command.Wait() // ended by a signal, as intended
	})
	line, err := bufio.NewReader(output).ReadBytes('\n')
	if err == nil {
		err = json.Unmarshal(line, &i)
	}
	if err != nil {
		b.Fatalf("%s says where it is: %v", arguments[0], err)
	}
	return i
}

// inviteMany invites that many people from the first on, several at once.
func (i inviter) inviteMany(b *testing.B, first, people int) {
	b.Helper()
	queue := make(chan int)
	var wait sync.WaitGroup
	for range clients {
		wait.Go(func() {
			for n := range queue {
				if err := i.invite(b, n); err != nil {
					b.Error(err)
				}
			}
		})
	}
	for n := range people {
		queue <- first + n
	}
	close(queue)
	wait.Wait()
}

func (i inviter) invite(b *testing.B, n int) error {
	body := strings.NewReplacer("{email}", fmt.Sprintf("resident-%d@example.com", n), "{number}", fmt.Sprint(100+n)).Replace(i.Body)
	r, err := http.NewRequestWithContext(b.Context(), http.MethodPost, i.URL, strings.NewReader(body))
	if err != nil {
		return err
	}
	r.Header.Set("Content-Type", "application/json")
	for name, value := range i.Headers {
		r.Header.Set(name, value)
	}
	answer, err := http.DefaultClient.Do(r)
	if err != nil {
		return err
	}
	defer answer.Body.Close()
	said, err := io.ReadAll(answer.Body)
	if err == nil && answer.StatusCode != http.StatusOK && answer.StatusCode != http.StatusCreated {
		err = fmt.Errorf("inviting at %s: got %d %.300s", i.URL, answer.StatusCode, said)
	}
	return err
}
