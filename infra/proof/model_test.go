package main

import (
	"fmt"

	"github.com/anishathalye/porcupine"

	"github.com/communitrak/onboarding/internal/roster"
)

// addresses is how many email addresses the people of a history share.
const addresses = 3

// action is what a client does.
type action string

const (
	invites    action = "invite"
	activates  action = "activate"
	resends    action = "resend"
	revokes    action = "revoke"
	removes    action = "remove"
	readdress  action = "change email"
	draws      action = "curtain"
	signsIn    action = "sign in"
	corrects   action = "profile"
	looks      action = "look"
	nobody            = -1
	busy              = "busy"      // gave up for others' changes, and did nothing
	unanswered        = "no answer" // done or not done
)

// asked is what a client asks for.
type asked struct {
	action  action
	email   int               // of activation, invitation and sign-in; the new one of a change
	id      string            // of the member; of an invitation, the one that it would create
	code    roster.Invitation // whose code and proof are shown
	request string            // identifies the attempt
	name    string            // of an invitation and of a profile's correction
	on      bool              // of the curtain
}

// answered is what the client is told.
type answered struct {
	what string
	id   string
	seen resident // of an invitation and of a look
}

// resident is what the history sees of a member.
type resident struct {
	id      string
	email   int
	status  roster.Status
	gen     int
	sends   int
	name    string
	request string // of the attempt that made the invitation
	opened  string // of the attempt that activated
}

// told is resident as a look shows it.
func (r resident) told() resident {
	r.request, r.opened = "", ""
	return r
}

// world is the state of the community as the contract has it: each address is
// at most one member's.
type world struct {
	closed   bool
	people   [addresses]resident
	accounts [addresses]bool
}

func (w world) find(id string) int {
	for n, p := range w.people {
		if p.id == id && id != "" {
			return n
		}
	}
	return nobody
}

// do is what the contract says that a request does and is told, when nothing
// else happens meanwhile.
func (w world) do(in asked) (world, answered) {
	switch in.action {
	case invites:
		return w.invite(in)
	case activates:
		return w.activate(in)
	case draws:
		w.closed = in.on
		return w, answered{what: "ok"}
	case signsIn:
		if p := w.people[in.email]; w.accounts[in.email] && p.status == roster.Active && !w.closed {
			return w, answered{what: "ok"}
		}
		return w, answered{what: "refused"}
	}
	n := w.find(in.id)
	if n == nobody {
		return w, answered{what: "refused"}
	}
	if in.action == readdress {
		return w.readdress(n, in.email)
	}
	p := &w.people[n]
	switch {
	case in.action == looks:
		return w, answered{what: "ok", seen: p.told()}
	case in.action == resends && p.status == roster.Pending:
		p.sends++
	case in.action == revokes && (p.status == roster.Pending || p.status == roster.Revoked):
		p.status = roster.Revoked
	case in.action == removes && (p.status == roster.Active || p.status == roster.Removed):
		p.status = roster.Removed
	case in.action == corrects && p.status == roster.Active:
		p.name = in.name
	default:
		return w, answered{what: "refused"}
	}
	return w, answered{what: "ok"}
}

func (w world) invite(in asked) (world, answered) {
	p := &w.people[in.email]
	if n := w.find(in.id); n != nobody && p.id == "" { // made before, and given another address since
		return w, answered{what: "ok", seen: w.people[n].told()}
	}
	switch {
	case p.id == "":
		*p = resident{id: in.id, email: in.email, gen: 1}
	case p.id == in.id || p.request == in.request: // the attempt's own
		return w, answered{what: "ok", seen: p.told()}
	case p.status.Ended():
		p.gen, p.opened = p.gen+1, ""
	default:
		return w, answered{what: "exists", id: p.id}
	}
	p.status, p.sends, p.name, p.request = roster.Pending, 1, in.name, in.request
	return w, answered{what: "ok", seen: p.told()}
}

func (w world) activate(in asked) (world, answered) {
	p := &w.people[in.email]
	switch {
	case p.id == "" || p.id != in.id || p.gen != in.code.Generation || p.status.Ended():
		return w, answered{what: "refused"}
	case p.status == roster.Pending:
		p.status, p.opened, w.accounts[in.email] = roster.Active, in.request, true
	case p.opened != in.request:
		return w, answered{what: "active"}
	}
	return w, answered{what: "ok"}
}

func (w world) readdress(n, email int) (world, answered) {
	p := w.people[n]
	switch {
	case p.status.Ended():
		return w, answered{what: "refused"}
	case n == email:
		return w, answered{what: "ok"}
	case p.status == roster.Active:
		return w, answered{what: "refused"}
	case w.people[email].id != "":
		return w, answered{what: "exists", id: w.people[email].id}
	}
	w.people[n] = resident{}
	p.email, p.gen, p.sends, p.request = email, p.gen+1, 1, ""
	w.people[email] = p
	return w, answered{what: "ok"}
}

// contract is the same for Porcupine, which shows that [decide] is right. A
// request without an answer was done or not.
var contract = (&porcupine.NondeterministicModel{
	Init: func() []any { return []any{world{}} },
	Step: func(state, input, output any) []any {
		w, in, out := state.(world), input.(asked), output.(answered)
		next, want := w.do(in)
		switch {
		case out.what == unanswered:
			return []any{w, next}
		case out.what == busy:
			return []any{w}
		case out == want:
			return []any{next}
		default:
			return nil
		}
	},
	DescribeOperation: func(input, output any) string { return onALine(input.(asked), output.(answered)) },
	DescribeState:     func(state any) string { return fmt.Sprintf("%+v", state) },
}).ToModel()

// onALine describes an operation.
func onALine(in asked, out answered) string {
	text := fmt.Sprintf("%s %s", in.action, in.id)
	switch in.action {
	case invites, activates, readdress, signsIn:
		text += fmt.Sprintf(" email %d", in.email)
	case draws:
		text = fmt.Sprintf("%s %t", in.action, in.on)
	}
	if in.action == activates {
		text += fmt.Sprintf(" generation %d", in.code.Generation)
	}
	if in.request != "" {
		text += " request " + in.request
	}
	text += " -> " + out.what + " " + out.id
	if s := out.seen; s.id != "" {
		text += fmt.Sprintf(" %s: email %d, %s, generation %d, %d sends, %s", s.id, s.email, s.status, s.gen, s.sends, s.name)
	}
	return text
}
