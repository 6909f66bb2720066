package dynamo

import (
	"context"
	"time"

	"github.com/communitrak/onboarding/internal/roster"
)

// printJobItem takes about 150 kB of IDs for 5,000 members.
type printJobItem struct {
	header
	ID          string        `dynamodbav:"id"`
	Community   string        `dynamodbav:"c"`
	By          actorItem     `dynamodbav:"by"`
	Permissions []string      `dynamodbav:"held,omitempty"`
	Form        string        `dynamodbav:"form"`
	Members     []string      `dynamodbav:"members,omitempty"`
	Skipped     []skippedItem `dynamodbav:"skipped,omitempty"`
	State       string        `dynamodbav:"state"`
	Done        int           `dynamodbav:"done,omitempty"`
	CreatedAt   stamp         `dynamodbav:"createdAt"`
	ReadyAt     stamp         `dynamodbav:"readyAt,omitempty"`
	Due         stamp         `dynamodbav:"due,omitempty"`
	Attempts    int           `dynamodbav:"tries,omitempty"`
}

type skippedItem struct {
	Member string `dynamodbav:"m"`
	Reason string `dynamodbav:"r"`
}

// printJobRetention is how long a printing can be queried: longer than its file.
const printJobRetention = 3 * 24 * time.Hour

func storePrintJob(p roster.PrintJob) *printJobItem {
	i := &printJobItem{
		header: newHeader(printJobKey(p.Community, p.ID), p.Rev), ID: p.ID, Community: p.Community, By: storeActor(p.By), Form: p.Form, Members: p.Members,
		State: string(p.State), Done: p.Done, CreatedAt: stampOf(p.CreatedAt), ReadyAt: stampOf(p.ReadyAt), Due: stampOf(p.Due), Attempts: p.Attempts,
	}
	for _, held := range p.Permissions {
		i.Permissions = append(i.Permissions, string(held))
	}
	for _, s := range p.Skipped {
		i.Skipped = append(i.Skipped, skippedItem{s.Member, string(s.Reason)})
	}
	if p.State == roster.PrintJobRunning {
		i.GSI2PK, i.GSI2SK = dueShard(lanePrint, 0), dueSort(p.Due, i.PK)
	}
	i.TTL = p.CreatedAt.Add(printJobRetention).Unix()
	return i
}

func (i *printJobItem) load() roster.PrintJob {
	p := roster.PrintJob{
		ID: i.ID, Community: i.Community, By: i.By.load(), Form: i.Form, Members: i.Members, State: roster.PrintJobState(i.State), Done: i.Done,
		CreatedAt: i.CreatedAt.time(), ReadyAt: i.ReadyAt.time(), Due: i.Due.time(), Attempts: i.Attempts, Rev: i.Rev,
	}
	for _, held := range i.Permissions {
		p.Permissions = append(p.Permissions, roster.Permission(held))
	}
	for _, s := range i.Skipped {
		p.Skipped = append(p.Skipped, roster.SkippedMember{Member: s.Member, Reason: roster.SkipReason(s.Reason)})
	}
	return p
}

// SavePrintJob creates a printing, or replaces the revision that was read, and
// returns it with the new revision.
func (t *Tx) SavePrintJob(p roster.PrintJob) roster.PrintJob {
	t.save(storePrintJob(p), nil)
	p.Rev++
	return p
}

// PrintJob reads a printing. It fails with roster.ErrNotFound if there is none.
func (s *Store) PrintJob(ctx context.Context, community, id string) (roster.PrintJob, error) {
	return load(ctx, s, printJobKey(community, id), (*printJobItem).load)
}

// PrintJobRef identifies a printing.
type PrintJobRef struct{ Community, ID string }

// DuePrintJobs lists printings that are due.
func (s *Store) DuePrintJobs(ctx context.Context, now time.Time, limit int) ([]PrintJobRef, error) {
	items, err := s.due(ctx, lanePrint, now, limit, nil)
	if err != nil {
		return nil, err
	}
	var refs []PrintJobRef
	for _, a := range items {
		if c, id, ok := cutKey(stringOf(a, "PK"), "#B#"); ok {
			refs = append(refs, PrintJobRef{c, id})
		}
	}
	return refs, nil
}

// letterItem maps the keyed hash of a printed code to the member it belongs to.
// The code itself is stored nowhere.
type letterItem struct {
	header
	Community string `dynamodbav:"c"`
	Member    string `dynamodbav:"m"`
}

// letterRetention outlasts the longest invitation.
const letterRetention = 400 * 24 * time.Hour

// SaveLetter records whose code was printed. The same code always belongs to
// the same member, so recording it again is harmless.
func (t *Tx) SaveLetter(id string, m MemberRef, now time.Time) {
	k := letterKey(id)
	t.do(op{
		key: k, update: "SET c = :c, m = :m, #ttl = :ttl", names: map[string]string{"#ttl": "ttl"},
		values: attributes{":c": text(m.Community), ":m": text(m.ID), ":ttl": number(int(now.Add(letterRetention).Unix()))},
	})
}

// Letter looks up whose code was printed under that hash. found is false if
// there is none.
func (s *Store) Letter(ctx context.Context, id string) (m MemberRef, found bool, err error) {
	var i letterItem
	found, err = s.get(ctx, letterKey(id), &i)
	return MemberRef{i.Community, i.Member}, found, err
}
