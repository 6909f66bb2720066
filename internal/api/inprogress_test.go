package api_test

import (
	"context"
	"testing"

	"github.com/communitrak/onboarding/internal/faults"
)

// A client that repeats a request still in progress is told when to retry.
func TestIdempotency_inProgress(t *testing.T) {
	t.Parallel()
	s := newServer(t)
	admin := s.admin()
	record := faults.Record()
	s.through(record).call(admin, "POST", maple+"/invitations", invitation("Rosa", "rosa@example.org"), "Idempotency-Key", "one").want(201, "")
	effect := 0
	for _, call := range record.Calls() {
		if call.Operation == "TransactWriteItems" && effect == 0 {
			effect = call.Number
		}
	}
	if effect == 0 {
		t.Fatal("the invitation wrote nothing")
	}
	inject := faults.Nth(effect, faults.Slow)
	begun, goOn := make(chan struct{}), make(chan struct{})
	inject.Wait = func(context.Context) { close(begun); <-goOn }
	first := make(chan reply, 1)
	go func() {
		first <- s.through(inject).call(admin, "POST", maple+"/invitations", invitation("Owen", "owen@example.org"), "Idempotency-Key", "two")
	}()
	<-begun
	got := s.call(admin, "POST", maple+"/invitations", invitation("Owen", "owen@example.org"), "Idempotency-Key", "two")
	close(goOn)
	if code, _ := got.at("code").(string); got.Status != 409 || code != "in_progress" || got.Header.Get("Retry-After") != "1" {
		t.Errorf("got %d %s, Retry-After %q, want 409 in_progress and 1 second", got.Status, code, got.Header.Get("Retry-After"))
	}
	(<-first).want(201, "")
}
