package dynamo

import (
	"cmp"
	"sync"
)

// SideBySide runs all at the same time, to the end, and returns the first error
// in the order of the arguments, so that a failure has one reason whatever the
// timing.
func SideBySide(all ...func() error) error {
	failed := make([]error, len(all))
	var wait sync.WaitGroup
	for n, one := range all {
		wait.Go(func() { failed[n] = one() })
	}
	wait.Wait()
	return cmp.Or(failed...)
}

// maxLeads is how many leads a process remembers.
const maxLeads = 1000

// leads remembers where items led, so that the next time both are read at once.
// A lead only says what to read: what counts is what the items hold now.
type leads struct {
	mu sync.Mutex
	to map[string]string
}

func (l *leads) follow(from string) string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.to[from]
}

func (l *leads) remember(from, to string) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.to == nil || len(l.to) >= maxLeads {
		l.to = map[string]string{}
	}
	l.to[from] = to
}

// readLed reads an item with first, which returns where it leads, and the item
// there with second: at the same time if the process remembers the way. If the
// item leads elsewhere by now, second runs again.
func (l *leads) readLed(from string, first func() (to string, err error), second func(to string) error) error {
	guess := l.follow(from)
	var to string
	var guessed error
	err := SideBySide(
		func() (err error) { to, err = first(); return err },
		func() error {
			if guess != "" {
				guessed = second(guess)
			}
			return nil
		},
	)
	switch {
	case err != nil:
		return err
	case to == guess:
		return guessed
	}
	l.remember(from, to)
	return second(to)
}
