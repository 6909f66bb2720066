package main

import (
	"bufio"
	"context"
	"errors"
	"io"
	"strings"

	"communitrak/internal/contact"
	"communitrak/internal/roster"
)

// erase takes a person out of everything that can be written. It prints no name
// and no address, so that its output may be kept.
func erase(ctx context.Context, j *job) error {
	typed := j.flags.String("email", "", "the person's address; - reads it from standard input, which leaves no trace in the shell's history")
	person := j.flags.String("person", "", "the person's identifier instead, as an earlier run printed it")
	yes := j.yes()
	if err := j.parse(); err != nil {
		return err
	}
	s, err := j.open(ctx)
	if err != nil {
		return err
	}
	email, id, err := j.who(ctx, s, *typed, *person)
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
	j.say("%s: %d members, %d accounts, %d sessions, %d tickets, %d mails, %d audit entries, %d result chunks, %d imports, %d kept answers, %d members' inviter, %d others.",
		verb, done.Members, done.Accounts, n.Sessions, n.Tickets, n.Mails, n.Entries, n.Rows, n.Imports, n.Answers, n.Origins, n.Others)
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

// who is the person that the flags name.
func (j *job) who(ctx context.Context, s *system, typed, person string) (email, id string, err error) {
	if (typed == "") == (person == "") {
		return "", "", errors.New("give either -email or -person")
	}
	if person != "" {
		return "", person, nil
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

// readLine reads one line.
func readLine(in io.Reader) (string, error) {
	line, err := bufio.NewReader(in).ReadString('\n')
	if err != nil && !errors.Is(err, io.EOF) {
		return "", err
	}
	return strings.TrimSpace(line), nil
}
