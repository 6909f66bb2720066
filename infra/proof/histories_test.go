package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/anishathalye/porcupine"

	"github.com/communitrak/onboarding/internal/account"
	"github.com/communitrak/onboarding/internal/dynamo"
	"github.com/communitrak/onboarding/internal/faults"
	"github.com/communitrak/onboarding/internal/onboarding"
	"github.com/communitrak/onboarding/internal/onboarding/onboardingtest"
	"github.com/communitrak/onboarding/internal/roster"
)

const (
	histories   = 10_000 // the goal
	operations  = 64     // of a history, beside the looks in between
	maxClients  = 16
	atATime     = 4 // histories that share a community and its curtain
	lostReplies = 0.02
)

// TestHistories has clients do at once whatever they like to the same people,
// while replies are lost, and holds what they were told against the contract:
// there is an order in which one request after the other gives these answers. A
// history that cannot be decided counts as a failure.
func TestHistories(t *testing.T) {
	if testing.Short() {
		t.Skip("-short: checks histories of concurrent requests")
	}
	t.Parallel()
	f := onboardingtest.New(t)
	inject := faults.Random(*seed, lostReplies, faults.ReplyLost, faults.ErrorAfter)
	through := f.Through(inject)
	unlimited(through)
	n, tally, slowest := sized(24, histories), map[string]int{}, time.Duration(0)
	for first := 0; first < n && !t.Failed(); first += atATime {
		g := newGroup(t, f, through, first, min(atATime, n-first))
		g.run()
		for i, h := range g.histories {
			began := time.Now()
			order, found := decide(h, mostStates)
			if found == linearizable {
				wantOrder(t, h, order)
			} else {
				t.Errorf("history %d of seed %d is %s:\n%s\nbut linearizable without any one of:\n%s", first+i, *seed, found, written(h), written(suspects(h)))
			}
			slowest = max(slowest, time.Since(began))
			for _, o := range h {
				tally[string(o.Input.(asked).action)+" "+o.Output.(answered).what]++
			}
		}
	}
	f.CheckInvariants(t)
	lost := 0
	for _, call := range inject.Calls() {
		if call.Fault != faults.None {
			lost++
		}
	}
	wantVariety(t, tally)
	t.Logf("what was answered: %v", tally)
	provedShare(t, some(n, histories, "histories"), " of %d operations and as many looks by up to %d clients: 0 not linearizable, 0 undecided (the slowest took %s to decide); %s of %s replies of the table lost, 2 %% of the clients' as well",
		operations, maxClients, slowest.Round(time.Millisecond), counted(lost), counted(len(inject.Calls())))
}

// wantVariety fails a test whose clients met too few cases to prove anything.
func wantVariety(t *testing.T, tally map[string]int) {
	t.Helper()
	for _, want := range []string{"invite ok", "invite exists", "activate ok", "activate active", "activate refused", "resend ok", "resend refused",
		"revoke ok", "revoke refused", "remove ok", "change email ok", "change email refused", "curtain ok", "sign in ok", "sign in refused",
		"profile ok", "profile refused", "look ok"} {
		if tally[want] == 0 {
			t.Errorf("no request was answered %q", want)
		}
	}
}

// suspects are the operations without each of which the history would be
// linearizable: what to look at first.
func suspects(h []porcupine.Operation) []porcupine.Operation {
	var found []porcupine.Operation
	for i := range h {
		others := slices.Delete(slices.Clone(h), i, i+1)
		if _, got := decide(others, mostStates/len(h)); got == linearizable {
			found = append(found, h[i])
		}
	}
	return found
}

// written is the history in the order of its calls.
func written(h []porcupine.Operation) string {
	h = slices.SortedFunc(slices.Values(h), func(a, b porcupine.Operation) int { return cmp.Compare(a.Call, b.Call) })
	var text strings.Builder
	for _, o := range h {
		fmt.Fprintf(&text, "%v–%v client %d: %s\n", time.Duration(o.Call), time.Duration(o.Return), o.ClientId, contract.DescribeOperation(o.Input, o.Output))
	}
	return text.String()
}

// group is a community with some histories at once, each about people of its
// own. Only the curtain is common to them.
type group struct {
	t         *testing.T
	f         *onboardingtest.Fixture
	first     int
	began     time.Time
	histories [][]porcupine.Operation
	drawn     []porcupine.Operation // of the curtain
}

// newGroup makes the community undisturbed: only what its clients do goes through
// the faults.
func newGroup(t *testing.T, f, through *onboardingtest.Fixture, first, n int) *group {
	t.Helper()
	own := *through
	own.Community, own.Admin = f.AddCommunity(t, fmt.Sprintf("Community %d", first), fmt.Sprintf("admin-%d@example.com", first))
	return &group{t: t, f: &own, first: first, began: time.Now(), histories: make([][]porcupine.Operation, n)}
}

func (g *group) run() {
	var acting, drawing sync.WaitGroup
	stop := make(chan struct{})
	drawing.Go(func() { g.draw(stop) })
	for n := range g.histories {
		acting.Go(func() { g.histories[n] = g.history(g.first + n) })
	}
	acting.Wait()
	close(stop)
	drawing.Wait()
	for n := range g.histories {
		g.histories[n] = append(g.histories[n], g.drawn...)
	}
}

// draw turns the curtain on and off.
func (g *group) draw(stop <-chan struct{}) {
	c := &client{group: g, number: maxClients, random: rand.New(rand.NewPCG(*seed, uint64(g.first)))}
	for on := true; ; on = !on {
		select {
		case <-stop:
			return
		case <-time.After(time.Duration(20+c.random.IntN(100)*(1+btoi(on))) * time.Millisecond):
			c.ask(asked{action: draws, on: on})
			g.drawn = append(g.drawn, c.done...)
			c.done = nil
		}
	}
}

// history has clients act on a few addresses.
func (g *group) history(number int) []porcupine.Operation {
	random := rand.New(rand.NewPCG(*seed, uint64(number)))
	clients := 2 + random.IntN(maxClients-1)
	people := &acquaintances{}
	all := make([]*client, clients)
	for n := range all {
		all[n] = &client{group: g, slot: number, number: n, people: people, random: rand.New(rand.NewPCG(*seed, uint64(number*maxClients+n)))}
	}
	together(clients, func(n int) {
		for range operations/clients + btoi(n < operations%clients) {
			all[n].act()
		}
	})
	var h []porcupine.Operation
	for _, c := range all {
		h = append(h, c.done...)
	}
	return h
}

func btoi(b bool) int {
	if b {
		return 1
	}
	return 0
}

// acquaintances are what the clients of a history have seen of its people.
type acquaintances struct {
	mu   sync.Mutex
	seen []acquaintance
}

// acquaintance is somebody as they were seen, with what their mail shows.
type acquaintance struct {
	resident
	code roster.Invitation
}

func (a *acquaintances) remember(r acquaintance) {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.seen = append(a.seen, r)
}

// one returns somebody as they were seen lately.
func (a *acquaintances) one(random *rand.Rand) acquaintance {
	a.mu.Lock()
	defer a.mu.Unlock()
	if len(a.seen) == 0 {
		return acquaintance{}
	}
	back := min(random.IntN(4), len(a.seen)-1)
	return a.seen[len(a.seen)-1-back]
}

// client does one thing after the other.
type client struct {
	*group
	slot, number int
	people       *acquaintances
	random       *rand.Rand
	done         []porcupine.Operation
	asks         int
	shown        roster.Invitation // with the last member seen
}

func (c *client) address(n int) string { return fmt.Sprintf("person-%d-%d@example.org", c.slot, n) }

// act does something to somebody.
func (c *client) act() {
	in := asked{email: c.random.IntN(addresses), request: fmt.Sprintf("%d/%d/%d", c.slot, c.number, c.asks), name: fmt.Sprintf("Rosa %c%c", 'A'+rune(c.number), 'a'+rune(c.asks%26))}
	c.asks++
	who := c.people.one(c.random)
	often := likely[who.status]
	in.action = often[c.random.IntN(len(often))]
	switch in.action {
	case invites:
		if who.status.Ended() {
			in.email = who.email
		} else {
			in.email %= addresses - 1 // the last is for those who change theirs
		}
		in.id = c.invitee(in)
	case activates, signsIn:
		in.id, in.code, in.email = who.id, who.code, who.email
	default:
		in.id = who.id
	}
	out := c.ask(in)
	if out.what == unanswered && (in.action == invites || in.action == activates) {
		out = c.ask(in) // as a page does, under the same Idempotency-Key
	}
	if out.seen.id == "" && in.id != "" {
		out = c.ask(asked{action: looks, id: in.id})
	}
	if out.seen.id != "" {
		c.people.remember(acquaintance{out.seen, c.shown})
	}
}

// likely are what clients do to somebody whom they last saw like this. Others
// may have been there since.
var likely = map[roster.Status][]action{
	"":             {invites},
	roster.Pending: {activates, activates, activates, activates, resends, resends, revokes, readdress, corrects, invites, looks},
	roster.Active:  {signsIn, signsIn, signsIn, corrects, corrects, activates, removes, resends, revokes, readdress, looks},
	roster.Revoked: {invites, invites, invites, activates, resends, revokes, looks},
	roster.Removed: {invites, invites, invites, signsIn, corrects, removes, looks},
}

func (c *client) invitee(in asked) string {
	person, err := c.f.PersonID(context.Background(), c.address(in.email))
	if err != nil {
		c.t.Error(err)
	}
	return roster.DerivedID(nil, "invite", c.f.Community.ID, person, in.request)
}

// ask asks and writes down what was asked and answered, and when. The answer
// may get lost; then it was done at some time, or not.
func (c *client) ask(in asked) answered {
	call := time.Since(c.began)
	out := c.do(in)
	back := time.Since(c.began)
	if c.random.Float64() < lostReplies {
		out = answered{what: unanswered}
	}
	if out.what == unanswered {
		back = 24 * time.Hour
	}
	out.seen = out.seen.told()
	c.done = append(c.done, porcupine.Operation{ClientId: c.number, Input: in, Call: int64(call), Output: out, Return: int64(back)})
	return out
}

func (c *client) do(in asked) answered {
	ctx, f := context.Background(), c.f
	switch in.action {
	case invites:
		return c.invite(ctx, in)
	case activates:
		return c.activate(ctx, in)
	case looks:
		m, err := f.Store.Member(ctx, f.Community.ID, in.id)
		return c.answer(in, err, m)
	case resends:
		sent, err := f.Resend(ctx, f.Admin, f.Community, []string{in.id})
		if err == nil && sent[0].Skipped != "" {
			return answered{what: "refused"}
		}
		return c.answer(in, err, roster.Member{})
	case revokes:
		_, err := f.Revoke(ctx, f.Admin, f.Community, in.id)
		return c.answer(in, err, roster.Member{})
	case removes:
		_, err := f.Remove(ctx, f.Admin, f.Community, in.id)
		return c.answer(in, err, roster.Member{})
	case readdress:
		email := c.address(in.email)
		_, err := f.EditMember(ctx, f.Admin, f.Community, in.id, onboarding.Edit{Email: &email})
		return c.answer(in, err, roster.Member{})
	case draws:
		f.Clock.Advance(time.Millisecond)
		_, err := f.EditPreferences(ctx, f.Admin, f.Community.ID, onboarding.PreferencesEdit{BlackCurtain: &in.on})
		return c.answer(in, err, roster.Member{})
	case signsIn:
		_, _, err := f.Accounts.SignIn(ctx, c.address(in.email), onboardingtest.Password, "")
		return c.answer(in, err, roster.Member{})
	case corrects:
		self := roster.Principal{Community: f.Community.ID, Member: in.id, Name: "Rosa"}
		_, err := f.EditSelf(ctx, self, f.Community, onboarding.Edit{FirstName: &in.name})
		return c.answer(in, err, roster.Member{})
	default:
		c.t.Errorf("nobody knows how to %s", in.action)
		return answered{}
	}
}

func (c *client) invite(ctx context.Context, in asked) answered {
	wish := onboardingtest.Person(in.name, "Delgado", c.address(in.email))
	wish.Home.Street.Street = fmt.Sprintf("%d Juniper Ct", 100+c.slot)
	wish.Request = in.request
	made, err := c.f.Invite(ctx, c.f.Admin, c.f.Community, wish)
	return c.answer(in, err, made.Member)
}

// activate shows the code and the proof of the mail that was seen.
func (c *client) activate(ctx context.Context, in asked) answered {
	m := roster.Member{Community: c.f.Community.ID, ID: in.id, Email: c.address(in.email), Invitation: in.code}
	shown := c.f.ByMail(c.t, m)
	shown.Request = in.request
	_, err := c.f.Activate(ctx, shown)
	return c.answer(in, err, roster.Member{})
}

// answer is what a client is told by the error, or else about m.
func (c *client) answer(in asked, err error, m roster.Member) answered {
	var exists *roster.ExistsError
	switch {
	case err == nil && (in.action == invites || in.action == looks):
		return answered{what: "ok", seen: c.see(m)}
	case err == nil:
		return answered{what: "ok"}
	case errors.As(err, &exists):
		return answered{what: "exists", id: exists.ID}
	case errors.Is(err, roster.ErrAlreadyActive):
		return answered{what: "active"}
	case slices.ContainsFunc(refusals, func(refusal error) bool { return errors.Is(err, refusal) }):
		return answered{what: "refused"}
	case errors.Is(err, dynamo.ErrConflict):
		return answered{what: busy}
	default:
		return answered{what: unanswered}
	}
}

var refusals = []error{onboarding.ErrRefused, roster.ErrNotFound, roster.ErrNotPending, roster.ErrNotActive, roster.ErrEmailNotEditable,
	account.ErrCredentials, account.ErrClosed, account.ErrNoMembership}

func (c *client) see(m roster.Member) resident {
	c.shown = m.Invitation
	email := slices.IndexFunc([]int{0, 1, 2}, func(n int) bool { return c.address(n) == m.Email })
	return resident{id: m.ID, email: email, status: m.Status, gen: m.Invitation.Generation, sends: m.Invitation.Sends, name: m.FirstName}
}
