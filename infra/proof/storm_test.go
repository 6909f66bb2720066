package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/aws/aws-lambda-go/events"

	"github.com/communitrak/onboarding/internal/dynamo/dynamotest"
	"github.com/communitrak/onboarding/internal/faults"
	"github.com/communitrak/onboarding/internal/onboarding/onboardingtest"
	"github.com/communitrak/onboarding/internal/roster"
)

const (
	deliveries  = 10_000 // the goal
	faulty      = 0.10   // of all calls
	maxCopies   = 5      // of an event; 0 copies: it is lost
	latest      = 40 * time.Minute
	redelivered = 2 // times, after an error
	rosterRows  = 10
	streamOff   = 25 * time.Hour
	foundWithin = 15 * time.Minute
)

// stormy are the faults of the storm, half of them ambiguous: the call was
// carried out, and nobody knows.
var stormy = []faults.Kind{faults.ThrottleBefore, faults.Reset, faults.ErrorAfter, faults.ReplyLost}

// TestStorm imports, invites, activates and more while every event of the
// bucket, the stream and the mail service comes late, out of order, several
// times or never, a tenth of all calls fails, and processes are killed. When it
// is calm again, everybody is there once, every mail has its end, and nobody got
// more mails than calls were ambiguous.
func TestStorm(t *testing.T) {
	if testing.Short() {
		t.Skip("-short: delivers events late, twice or never while calls fail")
	}
	t.Parallel()
	s := newStorm(t)
	n := sized(150, deliveries)
	for s.handed() < n && !t.Failed() {
		s.someone()
		s.pass(time.Duration(5+s.random.IntN(20)) * time.Minute)
	}
	s.calm()
	s.check()
	if s.crashes == 0 {
		t.Error("no process was killed")
	}
	provedShare(t, some(s.handed(), deliveries, "deliveries"), ", %s; %s members, each once, counts exact", s.reached(), counted(len(s.expected)))
}

// TestStreamOff lets the stream deliver nothing for 25 hours, in the same
// weather: the schedules find what is to be done.
func TestStreamOff(t *testing.T) {
	if testing.Short() {
		t.Skip("-short: lives through a day without the stream")
	}
	t.Parallel()
	s, off := newStorm(t), time.Hour
	if *scale > 0 {
		off = streamOff
	}
	calm := s.every
	s.off, s.every = s.Clock.Now(), time.Minute
	s.dropRoster()
	for s.Clock.Now().Before(s.off.Add(off)) && !t.Failed() {
		s.someone()
		s.pass(time.Duration(10+s.random.IntN(30)) * time.Minute)
	}
	s.every = calm
	s.calm()
	s.check()
	if s.waited > foundWithin {
		t.Errorf("a mail that was due waited %s, want %s at most", s.waited, foundWithin)
	}
	proved(t, "stream off for %.0f of %.0f h: no mail that was due waited longer than %s, and all ended; %s", off.Hours(), streamOff.Hours(), s.waited.Round(time.Second), s.reached())
}

// storm is a yard with the events that are under way.
type storm struct {
	*yard
	t      *testing.T
	random *rand.Rand
	every  time.Duration // the schedules' pace

	running   *process
	processes int
	ran       int // by the running process
	past      []*process

	underWay  []*event
	delivered map[string]int
	mails     map[string]int // that are owed, by how they ended
	crashes   int
	off       time.Time // since then the stream delivers nothing

	files    int                      // rosters
	dropped  int                      // versions of them
	expected map[string]roster.Status // by address
	invited  []string                 // by hand

	extra, ambiguous int           // mails
	waited           time.Duration // by a mail that was due, at most
}

// event is a delivery that is to come.
type event struct {
	at    time.Time
	kind  string
	take  func(ctx context.Context, p *process) error
	tries int
}

func newStorm(t *testing.T) *storm {
	t.Helper()
	s := &storm{yard: newYard(t), t: t, random: chance(0), every: 15 * time.Minute, delivered: map[string]int{}, mails: map[string]int{},
		expected: map[string]roster.Status{"admin@maple-grove.example": roster.Active}}
	if *scale > 0 {
		s.every = time.Minute
	}
	return s
}

// process is the one that runs now. After some work it is replaced by a new
// one; one in six goes on until it is killed at some call.
func (s *storm) process() *process {
	killed := s.running != nil && s.running.inject.Crashed()
	if s.running != nil && !killed && (s.ran < 10 || s.doomed()) {
		s.ran++
		return s.running
	}
	s.retire()
	s.processes++
	s.ran = 0
	inject := faults.Random(*seed+uint64(s.processes), faulty, stormy...)
	if s.doomed() {
		inject = faults.Nth(1+s.random.IntN(100), []faults.Kind{faults.CrashBefore, faults.CrashAfter}[s.random.IntN(2)])
	}
	s.running = s.start(inject)
	return s.running
}

func (s *storm) doomed() bool { return s.processes%6 == 2 }

// retire keeps the record of the process that ran.
func (s *storm) retire() {
	if s.running != nil {
		s.past = append(s.past, s.running)
		s.crashes += btoi(s.running.inject.Crashed())
	}
}

// publish has an event delivered some times, each at a time of its own, or not
// at all.
func (s *storm) publish(kind string, take func(context.Context, *process) error) {
	for range s.random.IntN(maxCopies + 1) {
		late := time.Duration(s.random.ExpFloat64() * float64(latest) / 8)
		s.underWay = append(s.underWay, &event{at: s.Clock.Now().Add(min(late, latest)), kind: kind, take: take})
	}
}

func (s *storm) publishNews() {
	created, fared := s.news()
	for _, e := range created {
		if s.dropped == 1 {
			continue // one is certainly lost
		}
		s.publish("bucket", func(ctx context.Context, p *process) error { return takeFile(ctx, p, e) })
	}
	for _, e := range fared {
		s.publish("mail", func(ctx context.Context, p *process) error { return p.feedback.Apply(ctx, e) })
	}
}

func takeFile(ctx context.Context, p *process, e events.S3Event) error {
	encoded, err := json.Marshal(e)
	if err != nil {
		return err
	}
	return p.importer.HandleEvent(ctx, encoded)
}

// deliver is what the stream and the schedule have the deliver function do.
func deliver(ctx context.Context, p *process) error {
	return errors.Join(p.Sweep(ctx), p.deliverer.Drain(ctx))
}

// goOn is what the schedule has the import function do.
func goOn(ctx context.Context, p *process) error {
	return p.importer.HandleEvent(ctx, json.RawMessage(`{}`))
}

// pass lets time go by: what is under way is delivered, and the schedules run.
func (s *storm) pass(d time.Duration) {
	until := s.Clock.Now().Add(d)
	scheduled := s.Clock.Now().Add(s.every)
	for {
		s.publishNews()
		slices.SortStableFunc(s.underWay, func(a, b *event) int { return a.at.Compare(b.at) })
		if len(s.underWay) > 0 && s.underWay[0].at.Before(until) && s.underWay[0].at.Before(scheduled) {
			s.advance(s.underWay[0].at)
			s.handOver()
			continue
		}
		if !scheduled.Before(until) {
			s.advance(until)
			return
		}
		s.advance(scheduled)
		scheduled = scheduled.Add(s.every)
		s.scheduled()
	}
}

func (s *storm) advance(to time.Time) {
	if d := to.Sub(s.Clock.Now()); d > 0 {
		s.Clock.Advance(d)
	}
}

// handOver delivers the first events, up to three at once.
func (s *storm) handOver() {
	n := min(len(s.underWay), 1+s.random.IntN(3)*btoi(s.random.IntN(4) == 0))
	batch := slices.Clone(s.underWay[:n])
	s.underWay = s.underWay[n:]
	p := s.process()
	failed := make([]error, n)
	together(n, func(k int) { failed[k] = batch[k].take(s.t.Context(), p) })
	for k, e := range batch {
		s.delivered[e.kind]++
		switch {
		case failed[k] == nil:
		case e.tries < redelivered:
			e.tries++
			e.at = s.Clock.Now().Add(time.Duration(e.tries) * time.Minute)
			s.underWay = append(s.underWay, e)
		default:
			s.delivered["given up"]++
		}
	}
}

func (s *storm) scheduled() {
	s.watch()
	for _, do := range []func(context.Context, *process) error{goOn, deliver} {
		// What fails now is done a minute later.
		_ = do(s.t.Context(), s.process())
		s.delivered["schedule"]++
		s.publishNews()
	}
}

// watch notes how long the mail that was due first has waited by now.
func (s *storm) watch() {
	for _, lane := range []roster.Lane{roster.LaneNow, roster.LaneBulk} {
		due, err := s.Store.OldestDue(s.t.Context(), lane, s.Clock.Now())
		if err != nil {
			s.t.Fatal(err)
		}
		if !due.IsZero() {
			s.waited = max(s.waited, s.Clock.Now().Sub(due))
		}
	}
}

// someone does something that leads to events.
func (s *storm) someone() {
	switch s.random.IntN(8) {
	case 0, 1:
		s.dropRoster()
	case 2, 3:
		s.invite()
	case 4, 5:
		s.change("activate", roster.Active, func(p *process, m roster.Member) error {
			_, err := p.Activate(s.t.Context(), s.ByMail(s.t, m))
			return done(err, roster.ErrAlreadyActive)
		})
	case 6:
		s.change("revoke", roster.Revoked, func(p *process, m roster.Member) error {
			_, err := p.Revoke(s.t.Context(), p.Admin, p.Community, m.ID)
			return err
		})
	default:
		s.change("resend", roster.Pending, func(p *process, m roster.Member) error {
			_, err := p.Resend(s.t.Context(), p.Admin, p.Community, []string{m.ID})
			return err
		})
	}
	if s.off.IsZero() {
		s.publish("stream", deliver)
	}
}

func done(err, already error) error {
	if errors.Is(err, already) {
		return nil
	}
	return err
}

// dropRoster puts a roster of new people into the bucket, or the last one once
// more.
func (s *storm) dropRoster() {
	if s.files == 0 || s.random.IntN(4) > 0 {
		s.files++
	}
	var b strings.Builder
	b.WriteString("Full Name,Address,Email\r\n")
	for row := range rosterRows {
		n := s.files*rosterRows + row
		email := fmt.Sprintf("resident-%d@example.com", n)
		if n%31 == 0 {
			email = fmt.Sprintf("bounce-%d@example.com", n)
		}
		if s.expected[email] == "" {
			s.expected[email] = roster.Pending
		}
		fmt.Fprintf(&b, "%s %s,\"%d Juniper Ct, Mesa, AZ 85201\",%s\r\n", firstNames[n%len(firstNames)], lastNames[n/3%len(lastNames)], 100+n, email)
	}
	s.dropped++
	s.drop(s.t, "rosters/"+s.Community.ID+"/import/roster-"+fmt.Sprint(s.files)+".csv", b.String())
}

var (
	firstNames = []string{"Rosa", "Owen", "Ivy", "Grace", "Tom", "Ellen", "Robin"}
	lastNames  = []string{"Delgado", "Sato", "Holloway", "Brandt", "Park", "Okafor", "Lindqvist", "Moreau", "Castellano"}
)

func (s *storm) invite() {
	n := len(s.invited)
	wish := onboardingtest.Person("Rosa", "Delgado", fmt.Sprintf("invited-%d@example.org", n))
	wish.Home.Street.Street, wish.Request = fmt.Sprintf("%d Oak St", 100+n/3), fmt.Sprint("attempt ", n)
	s.persist("invite", func(p *process) error {
		_, err := p.Invite(s.t.Context(), p.Admin, p.Community, wish)
		return err
	})
	s.invited = append(s.invited, wish.Member.Email)
	s.expected[wish.Member.Email] = roster.Pending
}

// change does something to somebody who was invited by hand and is pending.
func (s *storm) change(what string, status roster.Status, do func(*process, roster.Member) error) {
	pending := slices.DeleteFunc(slices.Clone(s.invited), func(email string) bool { return s.expected[email] != roster.Pending })
	if len(pending) == 0 {
		s.invite()
		return
	}
	email := pending[s.random.IntN(len(pending))]
	person, err := s.PersonID(s.t.Context(), email)
	if err != nil {
		s.t.Fatal(err)
	}
	link, err := s.Store.Membership(s.t.Context(), person, s.Community.ID)
	if err != nil {
		s.t.Fatal(err)
	}
	m, err := s.Store.Member(s.t.Context(), s.Community.ID, link.Member)
	if err != nil {
		s.t.Fatal(err)
	}
	s.persist(what, func(p *process) error { return do(p, m) })
	s.expected[email] = status
}

// persist tries until it works, as people do.
func (s *storm) persist(what string, do func(*process) error) {
	s.t.Helper()
	var err error
	for range 10 {
		if err = do(s.process()); err == nil {
			return
		}
	}
	s.t.Errorf("%s: %v", what, err)
}

// calm ends all faults, delivers what is left, and lets the schedules run.
func (s *storm) calm() {
	s.publishNews()
	s.retire()
	s.running, s.ran = s.start(faults.Record()), math.MinInt
	s.pass(3 * time.Hour)
}

// check looks at what the storm has left.
func (s *storm) check() {
	t := s.t
	t.Helper()
	s.CheckInvariants(t)
	items := s.Items(t)
	got, owed := map[string][]roster.Status{}, map[string]bool{}
	for _, i := range items {
		if i.SK == "O" && i.Kind == string(roster.MailInvitation) {
			owed[i.Member] = true
		}
	}
	for _, i := range items {
		if i.SK != "M" {
			continue
		}
		got[i.Email] = append(got[i.Email], roster.Status(i.Status))
		if !owed[i.ID] {
			t.Errorf("%s was never owed an invitation", i.Email)
		}
	}
	for email, status := range s.expected {
		if !slices.Equal(got[email], []roster.Status{status}) {
			t.Errorf("%s is %v, want %s once", email, got[email], status)
		}
	}
	if len(got) != len(s.expected) {
		t.Errorf("%d addresses are members, want %d", len(got), len(s.expected))
	}
	s.checkImports()
	s.checkMails(items)
}

func (s *storm) checkImports() {
	s.t.Helper()
	all := 0
	for cursor, more := "", true; more; more = cursor != "" {
		page, next, err := s.Store.Imports(s.t.Context(), s.Community.ID, 100, cursor)
		if err != nil {
			s.t.Fatal(err)
		}
		for _, j := range page {
			all++
			if j.State != roster.ImportCompleted || j.Counts.Total != rosterRows {
				s.t.Errorf("import of %s is %s (%s) with %+v, want completed with %d rows", j.File.Name, j.State, j.Reason, j.Counts, rosterRows)
			}
		}
		cursor = next
	}
	if all != s.dropped {
		s.t.Errorf("%d imports, want one for each of the %d times that a roster was dropped", all, s.dropped)
	}
}

// checkMails holds the mails that are owed against those that were sent.
func (s *storm) checkMails(items []dynamotest.Item) {
	t := s.t
	t.Helper()
	copies := map[string]int{}
	for _, m := range s.box.Mails() {
		copies[m.Tags["mail"]]++
	}
	for _, i := range items {
		if i.SK != "O" {
			continue
		}
		id := strings.TrimPrefix(i.PK, "O#")
		n, err := s.Store.Intent(t.Context(), id)
		if err != nil {
			t.Fatal(err)
		}
		switch {
		case !n.State.Final():
			t.Errorf("mail %s (%s) of %v is %s after all", id, n.Kind, n.CreatedAt, n.State)
		case n.State == roster.IntentSent && copies[id] == 0:
			t.Errorf("mail %s (%s) counts as sent and was not", id, n.Kind)
		case n.State != roster.IntentSent && n.Reason == "":
			t.Errorf("mail %s (%s) is %s without a reason", id, n.Kind, n.State)
		}
		s.mails[string(n.State)]++
		if extra := copies[id] - 1; extra > 0 {
			s.extra += extra
		}
		delete(copies, id)
	}
	for id := range copies {
		t.Errorf("a mail went out that nobody owes: %q", id)
	}
	if s.ambiguous = s.ambiguousSends(); s.extra > s.ambiguous {
		t.Errorf("%d extra mails after %d ambiguous sends", s.extra, s.ambiguous)
	}
}

// ambiguousSends counts the mails whose acceptance got lost on the way back, or
// with the process.
func (s *storm) ambiguousSends() int {
	n := 0
	for _, p := range s.past {
		for _, call := range p.inject.Calls() {
			if call.Operation != "SendRawEmail" {
				continue
			}
			switch {
			case call.Fault == faults.ErrorAfter, call.Fault == faults.ReplyLost, call.Fault == faults.CrashAfter:
				n++
			case p.inject.Crashed():
				n++ // perhaps killed before it wrote down what became of it
			}
		}
	}
	return n
}

// handed counts the events that were delivered, the schedules' aside.
func (s *storm) handed() int {
	return s.delivered["bucket"] + s.delivered["stream"] + s.delivered["mail"]
}

// reached says what the storm was like.
func (s *storm) reached() string {
	calls, failed := 0, 0
	for _, p := range s.past {
		for _, call := range p.inject.Calls() {
			calls++
			failed += btoi(call.Fault != faults.None)
		}
	}
	return fmt.Sprintf("events: %s; %s of %s calls failed, %d processes killed; mails: %s, and %d extra after %d ambiguous sends",
		ordered(s.delivered), counted(failed), counted(calls), s.crashes, ordered(s.mails), s.extra, s.ambiguous)
}
