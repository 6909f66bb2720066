package api_test

import (
	"context"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/communitrak/onboarding/internal/api"
	"github.com/communitrak/onboarding/internal/dynamo/dynamotest"
	"github.com/communitrak/onboarding/internal/faults"
	"github.com/communitrak/onboarding/internal/roster"
)

// through returns the server with its calls going through inject; what it has
// learned from its sessions so far is forgotten.
func (s *server) through(inject *faults.Injector) *server {
	t := *s
	t.Fixture = s.Through(inject)
	t.handler = api.New(t.parts(), t.groups()...)
	return &t
}

// An invitation takes three round trips: each step's calls wait until all of
// them have begun, so a call that ran after another of its step would wait for
// ever.
func TestInvitation_roundTrips(t *testing.T) {
	t.Parallel()
	s := newServer(t)
	admin := s.admin()
	steps := [][]string{
		{"BatchGetItem"},                // the session, its account, the membership, community, and inviter
		{"PutItem", "GetItem", "Query"}, // the key, the invitee, and the address
		{"TransactWriteItems"},
	}
	var mu sync.Mutex
	step, begun, all, counting := 0, 0, make(chan struct{}), false
	every := map[int]faults.Kind{}
	for n := range 100 {
		every[n] = faults.Slow
	}
	inject := faults.Script(every)
	inject.Wait = func(ctx context.Context) {
		mu.Lock()
		if !counting || step == len(steps) {
			mu.Unlock()
			return
		}
		own := all
		if begun++; begun == len(steps[step]) {
			close(all)
			step, begun, all = step+1, 0, make(chan struct{})
		}
		mu.Unlock()
		select {
		case <-own:
		case <-ctx.Done():
		case <-time.After(20 * time.Second):
			t.Error("a call waited for another of its step")
		}
	}
	warm := s.through(inject)
	warm.call(admin, "POST", maple+"/invitations", invitation("Rosa", "rosa@example.org"), "Idempotency-Key", "one").want(201, "")
	before := len(inject.Calls())
	counting = true
	in := invitation("Owen", "owen@example.org")
	in["property"] = object{"street": object{"street": "7 Oak St", "city": "Mesa", "state": "AZ", "zip": "85201"}, "confirmed": true}
	warm.call(admin, "POST", maple+"/invitations", in, "Idempotency-Key", "two").want(201, "")
	want, calls := 0, inject.Since(before)
	for _, one := range steps {
		want += len(one)
	}
	if len(calls) != want || step != len(steps) {
		t.Errorf("got %d calls in %d steps, want %d in %d: %v", len(calls), step, want, len(steps), calls)
	}
}

// TestInvitation_keyAfterACrash checks what a key is worth at each point at
// which the first request may have died, while it may still run and afterward.
func TestInvitation_keyAfterACrash(t *testing.T) {
	t.Parallel()
	s := newServer(t)
	admin := s.admin()
	s.call(admin, "POST", maple+"/invitations", invitation("Owen", "owen@example.org")).want(201, "") // so the property is known
	record := faults.Record()
	s.through(record).call(admin, "POST", maple+"/invitations", invitation("Nia", "nia@example.org"), "Idempotency-Key", "whole").want(201, "")
	afterTheEffect := 0
	for n := range record.Calls() {
		for _, kind := range []faults.Kind{faults.CrashBefore, faults.CrashAfter} {
			name := fmt.Sprint(kind, " ", n+1)
			email := fmt.Sprintf("rosa-%d-%s@example.org", n, strings.ReplaceAll(string(kind), " ", "-"))
			send := func(s *server, email string) reply {
				return s.call(admin, "POST", maple+"/invitations", invitation("Rosa", email), "Idempotency-Key", name)
			}
			send(s.through(faults.Nth(n+1, kind)), email).want(500, "")
			found, err := s.PersonID(t.Context(), email)
			if err != nil {
				t.Fatal(err)
			}
			link, err := s.Store.Membership(t.Context(), found, s.Community.ID)
			made := err == nil
			reserved := send(s, "other-"+email).Status == 422
			s.Clock.Advance(time.Minute)
			again := send(s, email)
			if !reserved {
				again.want(422, "idempotency_key_reused") // the other body has the key
				continue
			}
			if got := again.want(201, "").text("member", "id"); made && got != link.Member {
				t.Errorf("%s: got member %s, want %s", name, got, link.Member)
			}
			send(s, "other-"+email).want(422, "idempotency_key_reused")
			if made {
				afterTheEffect++
				s.call(admin, "POST", maple+"/members/"+link.Member+"/revoke", nil).want(200, "")
				if again := send(s, email).want(201, ""); again.text("member", "status") != string(roster.Revoked) {
					t.Errorf("%s: the repeat of a revoked invitation revived it", name)
				}
			}
		}
	}
	if afterTheEffect == 0 {
		t.Error("no request died after its effect")
	}
	dynamotest.CheckInvariants(t, s.DB, s.Table)
}
