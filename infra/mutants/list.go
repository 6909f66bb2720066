package main

import (
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"strings"
)

// lists has a file for each package, or folder, that mutants are planted in;
// other.txt is for those that have only a few. Add a mutant for each promise that
// a test is meant to hold, at the end of its list:
//
//	name: The promise that no longer holds.
//	path/of/file.go TestThatMustFail
//	-text that the file has exactly once
//	+what replaces it
//
// Texts may have several lines, may be parts of lines, and keep their
// indentation; without a line that begins with + the text is only removed. A test
// of another package than the file's has the package before it:
// internal/api TestName.
//
//go:embed list/*.txt
var lists embed.FS

// readLists returns the mutants in all lists.
func readLists(lists fs.FS) ([]mutant, error) {
	names, err := fs.Glob(lists, "list/*.txt")
	if err != nil {
		return nil, err
	}
	var all []mutant
	for _, name := range names {
		list, err := fs.ReadFile(lists, name)
		if err != nil {
			return nil, err
		}
		for entry := range strings.SplitSeq(strings.TrimSpace(string(list)), "\n\n") {
			m, err := parseMutant(entry)
			if err != nil {
				return nil, fmt.Errorf("%s: %w:\n%s", name, err, entry)
			}
			all = append(all, m)
		}
	}
	return all, nil
}

func parseMutant(entry string) (mutant, error) {
	title, rest, _ := strings.Cut(entry, "\n")
	place, change, _ := strings.Cut(rest, "\n")
	var m mutant
	m.name, m.breaks, _ = strings.Cut(title, ": ")
	m.file, m.test, _ = strings.Cut(place, " ")
	m.pkg = path.Dir(m.file)
	if pkg, test, ok := strings.Cut(m.test, " "); ok && !strings.HasPrefix(pkg, "Test") {
		m.pkg, m.test = pkg, test
	}
	if m.name == "" || m.breaks == "" || !strings.HasPrefix(m.test, "Test") {
		return mutant{}, errors.New("its first two lines are not its name and promise, and its file and test")
	}
	var removed, added []string
	for line := range strings.SplitSeq(change, "\n") {
		old, isOld := strings.CutPrefix(line, "-")
		replacement, isNew := strings.CutPrefix(line, "+")
		switch {
		case isOld && added == nil:
			removed = append(removed, old)
		case isNew && removed != nil:
			added = append(added, replacement)
		default:
			return mutant{}, fmt.Errorf("lines with - and then lines with + should follow, not %q", line)
		}
	}
	m.old, m.new = strings.Join(removed, "\n"), strings.Join(added, "\n")
	return m, nil
}
