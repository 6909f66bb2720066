package main

import (
	"cmp"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/anishathalye/porcupine"
)

// verdict is what is known of a history.
type verdict string

const (
	linearizable    verdict = "linearizable"
	notLinearizable verdict = "not linearizable"
	undecided       verdict = "undecided"
)

// mostStates is how many situations decide looks at: a hundred times what the
// hardest of some thousand histories took.
const mostStates = 1_000_000

// situation is how far an order has come: who was served, of the history in the
// order of its calls, and what the contract says of the community then.
type situation struct {
	served [8]uint64
	world  world
}

func (s situation) has(n int) bool { return s.served[n/64]>>(n%64)&1 == 1 }

func (s situation) with(n int, w world) situation {
	s.served[n/64] |= 1 << (n % 64)
	s.world = w
	return s
}

// decide looks for an order of the history in which one request after the other
// gives these answers, and returns it, as places in the history. A request without an answer needs no place
// in the order.
//
// Porcupine answers the same question for any model, but of a few histories in a
// thousand not within minutes and gigabytes: it tries all orders of requests that
// change nothing. Here, a request whose answer says so is served as soon as the
// answer fits, because whatever order there is, serving it earlier leaves another
// one; and a request without an answer is served only where it changes something.
func decide(h []porcupine.Operation, most int) (order []int, _ verdict) {
	d := decision{most: most, failed: map[situation]bool{}}
	var places []int
	for n, o := range h {
		if !without(o) {
			places = append(places, n)
		}
	}
	slices.SortFunc(places, func(a, b int) int { return cmp.Compare(h[a].Call, h[b].Call) })
	for _, n := range places {
		d.history = append(d.history, h[n])
	}
	switch {
	case len(d.history) > 64*len(situation{}.served):
		return nil, undecided
	case d.ends(situation{}):
		for _, n := range d.order {
			order = append(order, places[n])
		}
		return order, linearizable
	case len(d.failed) >= d.most:
		return nil, undecided
	default:
		return nil, notLinearizable
	}
}

// without reports whether the request says nothing, wherever it is served: who
// was too busy did nothing, and nobody knows what a reader without an answer saw.
func without(o porcupine.Operation) bool {
	in, out := o.Input.(asked), o.Output.(answered)
	return out.what == busy || out.what == unanswered && (in.action == looks || in.action == signsIn)
}

// changesNothing reports whether the request changes nothing, wherever it is
// served with this answer.
func changesNothing(o porcupine.Operation) bool {
	in, out := o.Input.(asked), o.Output.(answered)
	return in.action == looks || in.action == signsIn || out.what != "ok" && out.what != unanswered
}

// decision is the search for an order, depth first.
type decision struct {
	history []porcupine.Operation
	order   []int // what was served
	failed  map[situation]bool
	most    int
}

// ends reports whether an order that has come so far comes to an end. d.order is
// that order if so, and as it was if not.
func (d *decision) ends(s situation) bool {
	began := len(d.order)
	s, next, left := d.readers(s)
	if !left {
		return true
	}
	if !d.failed[s] && len(d.failed) < d.most {
		d.failed[s] = true
		for _, n := range next {
			w, _ := s.world.do(d.history[n].Input.(asked))
			d.order = append(d.order, n)
			if d.ends(s.with(n, w)) {
				return true
			}
			d.order = d.order[:len(d.order)-1]
		}
	}
	d.order = d.order[:began]
	return false
}

// readers serves all who may be next and change nothing. It returns the others who
// may be next, and whether anybody still waits for their answer.
func (d *decision) readers(s situation) (_ situation, next []int, left bool) {
	for again := true; again; {
		again, left, next = false, false, next[:0]
		var first int64 // of the answers to come
		for n, o := range d.history {
			if s.has(n) {
				continue
			}
			if left && o.Call > first {
				break
			}
			out := o.Output.(answered)
			w, want := s.world.do(o.Input.(asked))
			if out.what == unanswered {
				if w != s.world {
					next = append(next, n)
				}
				continue
			}
			if !left || o.Return < first {
				first = o.Return
			}
			left = true
			switch {
			case out != want:
			case changesNothing(o):
				s, again = s.with(n, w), true
				d.order = append(d.order, n)
			default:
				next = append(next, n)
			}
		}
	}
	return s, next, left
}

// wantOrder fails the test unless the order is one of the history: everybody who
// has an answer is in it once, nobody comes before somebody who had their answer
// when they asked, and one after the other they get these answers.
func wantOrder(t *testing.T, h []porcupine.Operation, order []int) {
	t.Helper()
	var w world
	var latest int64 // call of those served
	served := make([]int, len(h))
	for _, place := range order {
		served[place]++
		o := h[place]
		if o.Return < latest {
			t.Errorf("served too late: %s", onALine(o.Input.(asked), o.Output.(answered)))
		}
		latest = max(latest, o.Call)
		next, want := w.do(o.Input.(asked))
		if out := o.Output.(answered); out.what != unanswered && out != want {
			t.Errorf("%s, want %s", onALine(o.Input.(asked), out), want.what)
		}
		w = next
	}
	for place, o := range h {
		if n := served[place]; n > 1 || n == 0 && o.Output.(answered).what != unanswered && !without(o) {
			t.Errorf("served %d times: %s", n, onALine(o.Input.(asked), o.Output.(answered)))
		}
	}
}

// TestDecide holds verdicts on many small histories against Porcupine's, half of
// them with an answer that nobody gave.
func TestDecide(t *testing.T) {
	t.Parallel()
	verdicts := map[porcupine.CheckResult]verdict{porcupine.Ok: linearizable, porcupine.Illegal: notLinearizable}
	random, seen := chance(300), map[verdict]int{}
	for n := range 4000 {
		h := imagined(random, 3+random.IntN(10))
		if n%2 == 1 {
			distort(random, h)
		}
		order, got := decide(h, mostStates)
		if want := verdicts[porcupine.CheckOperationsTimeout(contract, h, 0)]; got != want {
			t.Fatalf("%s, but %s by Porcupine:\n%s", got, want, written(h))
		}
		if got == linearizable {
			wantOrder(t, h, order)
		}
		seen[got]++
	}
	if seen[linearizable] < 1000 || seen[notLinearizable] < 1000 {
		t.Errorf("too few of a kind: %v", seen)
	}
}

// TestDecide_hard decides a history of much that nobody was told of, and of many
// who ask at once what has become of it.
func TestDecide_hard(t *testing.T) {
	t.Parallel()
	w, made := world{}.do(asked{action: invites, id: "m0", request: "m0"})
	h := []porcupine.Operation{{Input: asked{action: invites, id: "m0", request: "m0"}, Output: made, Call: 1, Return: 2}}
	for n := range 12 {
		h = append(h, porcupine.Operation{Input: asked{action: resends, id: "m0"}, Output: answered{what: unanswered}, Call: int64(3 + n), Return: 1_000_000})
	}
	for n := range 40 {
		if n%4 == 3 {
			w, _ = w.do(asked{action: resends, id: "m0"})
		}
		_, seen := w.do(asked{action: looks, id: "m0"})
		h = append(h, porcupine.Operation{Input: asked{action: looks, id: "m0"}, Output: seen, Call: int64(100 + n), Return: int64(200 + n)})
	}
	order, got := decide(h, 10_000)
	if got != linearizable {
		t.Errorf("got %s", got)
	}
	wantOrder(t, h, order)
	if _, got := decide(h, 1); got != undecided {
		t.Errorf("after a single situation: got %s, want %s", got, undecided)
	}
}

// imagined is a history of requests that are served one after the other while
// others wait, some of whose answers get lost.
func imagined(random *rand.Rand, n int) []porcupine.Operation {
	all := []action{invites, invites, activates, resends, revokes, removes, readdress, draws, signsIn, corrects, looks, looks}
	var h []porcupine.Operation
	var w world
	for k := range n {
		in := asked{action: all[random.IntN(len(all))], email: random.IntN(2), id: id(random.IntN(3)), request: id(k), name: id(k), on: random.IntN(2) == 0}
		in.code.Generation = 1 + random.IntN(2)
		served := int64(100 * k)
		o := porcupine.Operation{ClientId: k, Input: in, Call: served - random.Int64N(300), Return: served + random.Int64N(300)}
		next, out := w.do(in)
		switch random.IntN(12) {
		case 0:
			out, o.Return = answered{what: unanswered}, 1_000_000
		case 1: // not served, and nobody knows
			next, out, o.Return = w, answered{what: unanswered}, 1_000_000
		case 2:
			next, out = w, answered{what: busy}
		}
		w, o.Output = next, out
		h = append(h, o)
	}
	return h
}

func id(n int) string { return string(rune('a' + n)) }

// distort gives a request an answer that somebody else could have got.
func distort(random *rand.Rand, h []porcupine.Operation) {
	o := &h[random.IntN(len(h))]
	out := o.Output.(answered)
	switch {
	case out.what == "ok" && out.seen.id != "":
		out.seen.sends++
	case out.what == "ok":
		out.what = "refused"
	case out.what == "refused":
		out = answered{what: "ok"}
	}
	o.Output = out
}
