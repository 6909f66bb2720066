package dynamo

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
)

// Erased counts the items that held traces of a person.
type Erased struct {
	Sessions, Tickets, Mails int
	// Entries are audit entries, Rows results of imports.
	Entries, Rows, Imports int
	// Origins are members whom the person invited. Others are communities and
	// households named after the person.
	Origins, Others int
}

// Total returns the number of items in all categories.
func (e Erased) Total() int {
	return e.Sessions + e.Tickets + e.Mails + e.Entries + e.Rows + e.Imports + e.Origins + e.Others
}

// EraseTraces scans the whole table and removes the person's traces from every
// item except those that identify the person: their own members, the members'
// audit trails, the account, and the links. Sessions and tickets are deleted;
// other items stay with blanked values. It is safe to repeat after an
// interruption; a second run finds nothing. With dry it only counts.
func (s *Store) EraseTraces(ctx context.Context, t *Trace, dry bool) (Erased, error) {
	e := eraser{store: s, trace: t, dry: dry}
	err := s.scan(ctx, func(a attributes) error {
		if own, _ := historyOwner(keyOf(a)); t.Members[own] {
			return nil
		}
		return e.erase(ctx, a)
	})
	return e.found, err
}

// EraseHistory blanks the values in the audit trail of one of the person's
// members. It must run last: former names and addresses are known from there.
func (s *Store) EraseHistory(ctx context.Context, t *Trace, m MemberRef, dry bool) (Erased, error) {
	e := eraser{store: s, trace: t, dry: dry}
	items, err := s.queryAll(ctx, query{pk: memberKey(m.Community, m.ID).PK, prefix: "L#"})
	if err != nil {
		return e.found, err
	}
	for _, a := range items {
		if err := e.erase(ctx, a); err != nil {
			return e.found, err
		}
	}
	return e.found, nil
}

// historyOwner returns the member whose audit trail the key belongs to.
func historyOwner(k key) (member string, ok bool) {
	if !strings.HasPrefix(k.SK, "L#") {
		return "", false
	}
	_, member, ok = splitMemberKey(k.PK)
	return member, ok
}

type eraser struct {
	store *Store
	trace *Trace
	dry   bool
	found Erased
}

// erase processes one item, as given or, after a conflict, as it is now.
func (e *eraser) erase(ctx context.Context, a attributes) error {
	again := false
	err := Retry(ctx, func() error {
		if again {
			items, err := e.store.getAll(ctx, []key{keyOf(a)})
			if err != nil || len(items) == 0 {
				return err
			}
			a = items[0]
		}
		again = true
		tx := e.store.Begin()
		count, err := e.change(tx, a)
		if err != nil || count == nil {
			return err
		}
		if !e.dry {
			err = tx.Commit(ctx)
		}
		if err == nil {
			*count++
		}
		return err
	})
	if err != nil {
		return fmt.Errorf("erasing %s %s: %w", stringOf(a, "PK"), sortKey(a), err)
	}
	return nil
}

// change adds to tx the writes that remove the traces from the item. It returns
// the counter for the item, or nil if the item holds no traces.
func (e *eraser) change(tx *Tx, a attributes) (*int, error) {
	k := keyOf(a)
	switch kind := k.PK[:min(2, len(k.PK))]; {
	case kind == "S#":
		return e.session(tx, a)
	case kind == "R#":
		return e.ticket(tx, a)
	case kind == "O#":
		return e.mail(tx, a)
	case kind != "C#":
		return nil, nil
	case strings.HasPrefix(k.SK, "L#"), strings.Contains(k.PK, "#L#"):
		return e.entry(tx, a)
	case k.SK == "M":
		return e.origin(tx, a)
	case k.SK == "J":
		return e.job(tx, a)
	case k.SK == "JD":
		return e.detected(tx, a)
	case k.SK == "JC":
		return e.corrections(tx, a)
	case strings.Contains(k.PK, "#J#") && (strings.HasPrefix(k.SK, "R#") || strings.HasPrefix(k.SK, "P")):
		return e.rows(tx, a)
	case k.SK == "META":
		return e.community(tx, a)
	case strings.HasPrefix(k.SK, propertySort), strings.HasPrefix(k.SK, "H#"):
		return e.household(tx, a)
	default:
		return nil, nil
	}
}

func (e *eraser) session(tx *Tx, a attributes) (*int, error) {
	i, err := decode[sessionItem](a)
	if err != nil || i.Person != e.trace.Person {
		return nil, err
	}
	tx.remove(keyOf(a), i.Rev)
	return &e.found.Sessions, nil
}

func (e *eraser) ticket(tx *Tx, a attributes) (*int, error) {
	i, err := decode[ticketItem](a)
	if err != nil || i.Person != e.trace.Person && !e.trace.Members[i.Member] {
		return nil, err
	}
	tx.remove(keyOf(a), i.Rev)
	return &e.found.Tickets, nil
}

// mail cancels an unsent mail about the person and removes the recipient from a
// finished one.
func (e *eraser) mail(tx *Tx, a attributes) (*int, error) {
	i, err := decode[intentItem](a)
	if err != nil || i.Person != e.trace.Person && !e.trace.Members[i.Member] {
		return nil, err
	}
	before := i.load()
	n := before.Erase()
	if n == before {
		return nil, nil
	}
	tx.SaveIntent(n)
	tx.AdjustMailCounts(before, n)
	return &e.found.Mails, nil
}

// personal holds the fields of an audit entry whose values identify somebody.
var personal = map[string]bool{
	"firstName": true, "lastName": true, "email": true, "phone": true, "property": true, "household": true, "address": true, "name": true,
	"message": true, // see roster.FieldMessage
}

func (e *eraser) entry(tx *Tx, a attributes) (*int, error) {
	i, err := decode[auditItem](a)
	if err != nil {
		return nil, err
	}
	changed := e.actor(&i.By)
	home := e.trace.Households[strings.TrimPrefix(i.Subject, "household ")]
	for n := range i.Changes {
		c := &i.Changes[n]
		own := e.trace.Members[i.Member] && personal[c.Field]
		changed = e.blank(&c.From, own || home && e.trace.MentionsFamily(c.From)) || changed
		changed = e.blank(&c.To, own || home && e.trace.MentionsFamily(c.To)) || changed
	}
	if !changed {
		return nil, nil
	}
	tx.save(i, nil)
	return &e.found.Entries, nil
}

// blank empties a text that mentions the person. If own, the text is one of the
// person's own values and is emptied in any case.
func (e *eraser) blank(text *string, own bool) bool {
	if *text == "" || !own && !e.trace.Mentions(*text) {
		return false
	}
	*text = ""
	return true
}

func (e *eraser) actor(by *actorItem) bool {
	if by.Name == "" || !e.trace.Members[by.ID] {
		return false
	}
	by.Name = ""
	return true
}

func (e *eraser) origin(tx *Tx, a attributes) (*int, error) {
	i, err := decode[memberItem](a)
	if err != nil || !e.actor(&i.OriginBy) {
		return nil, err
	}
	tx.save(i, nil)
	return &e.found.Origins, nil
}

func (e *eraser) job(tx *Tx, a attributes) (*int, error) {
	i, err := decode[importItem](a)
	if err != nil {
		return nil, err
	}
	changed := e.actor(&i.By)
	if i.Undo != nil {
		changed = e.actor(&i.Undo.By) || changed
	}
	changed = e.blank(&i.File.Name, false) || changed
	changed = e.blank(&i.File.Key, false) || changed
	changed = e.blank(&i.Reason, false) || changed
	if !changed {
		return nil, nil
	}
	tx.save(i, nil)
	return &e.found.Imports, nil
}

// detected removes the samples from an import's detected layout: they are cells
// that may be about anybody.
func (e *eraser) detected(tx *Tx, a attributes) (*int, error) {
	i, err := decode[detectedItem](a)
	if err != nil || !e.trace.Mentions(i.Detected) {
		return nil, err
	}
	var told any
	if err := json.Unmarshal([]byte(i.Detected), &told); err != nil {
		return nil, err
	}
	e.withoutSamples(told)
	without, err := json.Marshal(told)
	if err != nil {
		return nil, err
	}
	tx.do(op{key: keyOf(a), update: "SET detected = :without", condition: "detected = :told",
		values: attributes{":without": text(string(without)), ":told": text(i.Detected)}})
	return &e.found.Imports, nil
}

func (e *eraser) withoutSamples(v any) {
	switch v := v.(type) {
	case []any:
		for _, each := range v {
			e.withoutSamples(each)
		}
	case map[string]any:
		for name, each := range v {
			if cell, ok := each.(string); ok && e.trace.Mentions(cell) {
				v[name] = ""
			} else if strings.EqualFold(name, "samples") || name == "first" {
				v[name] = []string{}
			} else {
				e.withoutSamples(each)
			}
		}
	}
}

// corrections of cells keep those that say nothing of the person: of a plan that
// waits, the row is then as the file has it.
func (e *eraser) corrections(tx *Tx, a attributes) (*int, error) {
	i, err := decode[correctionsItem](a)
	if err != nil {
		return nil, err
	}
	kept := slices.DeleteFunc(slices.Clone(i.Cells), func(c correctionItem) bool { return e.trace.Mentions(c.Value) })
	if len(kept) == len(i.Cells) {
		return nil, nil
	}
	tx.do(op{key: keyOf(a), update: "SET cells = :kept", condition: "cells = :told",
		values: attributes{":kept": storeCorrections(kept), ":told": a["cells"]}})
	return &e.found.Imports, nil
}

// rows keeps each row's outcome and reason codes and removes the values and
// messages about the person.
func (e *eraser) rows(tx *Tx, a attributes) (*int, error) {
	i, err := decode[rowsItem](a)
	if err != nil {
		return nil, err
	}
	changed := false
	for n := range i.Results {
		if row := &i.Results[n]; e.mentions(*row) {
			row.Name, row.Notes, row.Sources = "", nil, nil
			row.Email, row.Home, row.Cells = "", "", nil
			for n := range row.Reasons {
				row.Reasons[n].Value, row.Reasons[n].Message = "", ""
			}
			if row.Fingerprint = ""; row.Undone != nil {
				row.Undone.Message = ""
			}
			changed = true
		}
	}
	if !changed {
		return nil, nil
	}
	tx.save(i, nil)
	return &e.found.Rows, nil
}

// mentions reports whether the row says anything about the person.
func (e *eraser) mentions(r rowItem) bool {
	texts := append([]string{r.Name, r.Email, r.Home}, r.Notes...)
	for _, c := range r.Cells {
		texts = append(texts, c.Value, c.Was)
	}
	for _, why := range r.Reasons {
		texts = append(texts, why.Value, why.Message)
	}
	for _, s := range r.Sources {
		texts = append(texts, s.From, s.To)
	}
	if r.Undone != nil {
		texts = append(texts, r.Undone.Message)
	}
	said := strings.Join(texts, "\n")
	return strings.TrimSpace(said) != "" && (e.trace.Members[r.Member] || e.trace.Mentions(said))
}

// community removes the person's address and name from the sender of the
// community's mails.
func (e *eraser) community(tx *Tx, a attributes) (*int, error) {
	i, err := decode[communityItem](a)
	if err != nil {
		return nil, err
	}
	changed := e.blank(&i.ReplyTo, false)
	if e.trace.Mentions(i.SenderName) {
		i.SenderName, changed = i.Name, true
	}
	if !changed {
		return nil, nil
	}
	tx.save(i, nil)
	return &e.found.Others, nil
}

// household removes the chosen name of a household that mentions the person, or
// of one of the person's former households that is now empty: it is the
// family's name.
func (e *eraser) household(tx *Tx, a attributes) (*int, error) {
	_, households, err := loadHomes([]attributes{a})
	for _, h := range households {
		if h.Given == "" || !e.trace.Mentions(h.Given) && (!e.trace.Households[h.ID] || len(h.People) > 0) {
			continue
		}
		h.Given = ""
		tx.SaveHousehold(h)
		return &e.found.Others, nil
	}
	return nil, err
}
