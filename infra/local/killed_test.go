package main

import (
	"math/rand/v2"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/communitrak/onboarding/infra/local/localtest"
)

// TestImport_killedAnywhere kills the process again and again while rosters are
// planned, imported, released and undone. After each round the community is as
// it would be without kills, everybody has one more mail, and after the undo
// nobody is left.
func TestImport_killedAnywhere(t *testing.T) {
	if testing.Short() {
		t.Skip("-short: kills whole systems again and again")
	}
	t.Parallel()
	kills, rows := 6, 150
	if *long {
		kills, rows = 200, 400
	}
	const seed = 2
	t.Logf("seed %d", seed)
	k := &killer{T: t, System: localtest.Start(t, "SES_RATE=1000"), random: rand.New(rand.NewPCG(seed, 0))}
	calm := localtest.Start(t, "SES_RATE=1000")
	roster := rosterOf(rows)
	var want []string
	for round := 1; k.kills < kills; round++ {
		if round == 1 {
			undisturbed := &killer{T: t, System: calm}
			undisturbed.around(roster)
			want = undisturbed.members
			calm.Stop()
		}
		k.around(roster)
		if diff := cmp.Diff(want, k.members); diff != "" {
			t.Fatalf("round %d, after %d kills (-undisturbed +killed):\n%s", round, k.kills, diff)
		}
		mails := residents(k.System)
		if len(mails) != rows {
			t.Fatalf("round %d: %d residents have a mail, want %d", round, len(mails), rows)
		}
		for address, n := range mails {
			if n != round {
				t.Fatalf("round %d, after %d kills: %d mails to %s, want %d", round, k.kills, n, address, round)
			}
		}
		t.Logf("round %d: %d kills", round, k.kills)
	}
}

// killer drives a system and, if it has chance, kills it now and then.
type killer struct {
	*testing.T
	*localtest.System
	random  *rand.Rand
	kills   int
	members []string
}

// around imports the roster, sends the mails, and undoes the import.
func (k *killer) around(content []byte) {
	k.Helper()
	const all = "/v1/communities/maple-grove/imports"
	k.Drop("rosters/maple-grove/review/roster.csv", content)
	k.perhapsKill()
	ready := k.until("ready")
	path := all + "/" + ready["id"].(string)
	k.call(path+"/commit", object{"send": "hold"})
	k.until("completed")
	k.call(path+"/release", object{})
	k.eventually("sent", func() bool {
		k.Advance("5m")
		sending := k.newest()["sending"].(localtest.Object)
		return sending["state"] == "sent" && sending["queued"].(float64) == 0
	})
	k.members = members(k.System, k.token(), "maple-grove")
	k.call(path+"/undo", object{})
	k.until("undone")
	if left := members(k.System, k.token(), "maple-grove"); len(left) != 1 {
		k.Fatalf("after the undo %d members are left, want the administrator alone", len(left))
	}
}

func (k *killer) token() string { return k.SignIn("support@communitrak.example", localtest.Password) }

func (k *killer) newest() localtest.Object {
	return k.Call(k.token(), "GET", "/v1/communities/maple-grove/imports?limit=1", nil).Want(200, "").Items()[0]
}

func (k *killer) call(path string, body any) {
	k.Helper()
	k.Call(k.token(), "POST", path, body).Want(200, "")
	k.perhapsKill()
}

func (k *killer) until(state string) localtest.Object {
	k.Helper()
	var job localtest.Object
	k.eventually(state, func() bool {
		job = k.newest()
		return job["state"] == state
	})
	return job
}

func (k *killer) eventually(what string, done func() bool) {
	k.Helper()
	k.Eventually(5*time.Minute, what, done)
}

// perhapsKill kills the process up to twice, each time after a moment.
func (k *killer) perhapsKill() {
	if k.random == nil {
		return
	}
	for range k.random.IntN(3) {
		time.Sleep(time.Duration(k.random.IntN(600)) * time.Millisecond)
		k.Kill()
		k.kills++
		k.System.Run("SES_RATE=1000")
		k.Advance("1m") // leases of the killed process expire
	}
}
