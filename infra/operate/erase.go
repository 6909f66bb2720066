package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/communitrak/onboarding/internal/contact"
	"github.com/communitrak/onboarding/internal/roster"
)

// erase removes a person from everything that can be rewritten. It prints no
// name and no address, so its output may be kept.
func erase(ctx context.Context, j *invocation) error {
	typed := j.flags.String("email", "", "the person's address; - reads it from standard input, which leaves no trace in the shell's history")
	person := j.flags.String("person", "", "the person's identifier instead, as an earlier run printed it")
	member := j.flags.String("member", "", "the person's place in a community instead, as COMMUNITY/MEMBER: for who has no address")
	yes := j.yes()
	if err := j.parse(); err != nil {
		return err
	}
	s, err := j.open(ctx)
	if err != nil {
		return err
	}
	email, id, err := j.identify(ctx, s, *typed, *person, *member)
	if err != nil {
		return err
	}
	t, err := s.rules.TraceOf(ctx, id, email)
	if err != nil {
		return err
	}
	objects, err := s.eraseObjects(ctx, t, !*yes)
	if err != nil {
		return err
	}
	done, err := s.rules.Erase(ctx, roster.Operator, t, !*yes)
	if err != nil {
		return err
	}
	verb := "Would erase"
	if *yes {
		verb = "Erased"
	}
	n := done.Traces
	j.say("%s: %d members, %d accounts, %d sessions, %d tickets, %d mails, %d audit entries, %d result chunks, %d imports, %d members' inviter, %d others.",
		verb, done.Members, done.Accounts, n.Sessions, n.Tickets, n.Mails, n.Entries, n.Rows, n.Imports, n.Origins, n.Others)
	j.say("%s: %d versions of rosters and reports, with everybody in them.", verb, len(objects))
	for _, kept := range done.Kept {
		j.say("Stays: %s.", kept)
	}
	if !*yes {
		j.say("Nothing was changed. Add -yes to do it.")
		return nil
	}
	j.say("Stays: members without a name, for the counts; the audit trail without values; under the keyed hash of the address that it was erased, so that no file invites it again.")
	j.say("Stays for a while: point-in-time recovery (35 days), logs (ids only), mails that were sent. Say so to the person.")
	j.say("Keep this line for the next restore: erase -person %s -yes", t.Person)
	return nil
}

// identify returns the person that exactly one of the flags names.
func (j *invocation) identify(ctx context.Context, s *system, typed, person, member string) (email, id string, err error) {
	given := slices.DeleteFunc([]string{typed, person, member}, func(flag string) bool { return flag == "" })
	if len(given) != 1 {
		return "", "", errors.New("give one of -email, -person and -member")
	}
	if person != "" {
		return "", person, nil
	}
	if member != "" {
		id, err = j.personAt(ctx, s, member)
		return "", id, err
	}
	if typed == "-" {
		if typed, err = readLine(j.in); err != nil {
			return "", "", err
		}
	}
	address, err := contact.ParseEmail(typed)
	if err != nil {
		return "", "", err
	}
	id, err = s.rules.PersonID(ctx, address.Reveal())
	return address.Reveal(), id, err
}

// personAt returns the person at COMMUNITY/MEMBER. It fails for an erased one.
func (j *invocation) personAt(ctx context.Context, s *system, place string) (string, error) {
	community, id, ok := strings.Cut(place, "/")
	if !ok {
		return "", errors.New("-member is COMMUNITY/MEMBER, as in the address of the member's page")
	}
	m, err := s.store.Member(ctx, community, id)
	if err != nil {
		return "", fmt.Errorf("member %s: %w", place, err)
	}
	if !m.ErasedAt.IsZero() {
		return "", fmt.Errorf("member %s is erased", place)
	}
	return s.rules.PersonOf(ctx, m)
}

// readLine reads one line.
func readLine(in io.Reader) (string, error) {
	line, err := bufio.NewReader(in).ReadString('\n')
	if err != nil && !errors.Is(err, io.EOF) {
		return "", err
	}
	return strings.TrimSpace(line), nil
}
