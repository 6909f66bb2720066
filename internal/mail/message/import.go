package message

// ImportDone tells Support and the community's inviters how an import ended, or
// that it waits for somebody. It holds counts and no resident's data, which are
// behind the link.
type ImportDone struct {
	Frame
	Community string
	File      string // the file's name as uploaded; may be empty

	// Problem says why the import did not run to completion (file refused,
	// aborted, failed), in words for people. It is empty if it did.
	Problem string

	// Title and Summary replace the standard text: Summary continues "The
	// import of roster.csv into Maple Grove". If empty, the email says
	// how the import ended.
	Title, Summary string

	// Outcomes by person; the six add up to Total.
	Total, Created, Updated, Unchanged, Skipped, Attention, Failed int

	// Undone replaces them once the import was undone, when what it created no
	// longer exists.
	Undone *Undone

	Reasons   []ReasonCount // why people need attention, most frequent first
	Sending   string        // what happens to the emails, such as "held"; may be empty
	ImportURL string        // the import in the console
}

// Undone counts what happened to what an import had made.
type Undone struct{ TakenBack, Kept, Failed int }

// ReasonCount is a reason why people need attention, with their number.
type ReasonCount struct {
	Reason string // in words for people, without values from a row
	Count  int
}

// Succeeded reports whether the import ran to completion and no row is left
// over.
func (m ImportDone) Succeeded() bool { return m.Problem == "" && m.Attention+m.Failed == 0 }

// Render fails with ErrMissing without a community, and with ErrLink for an
// unusable link.
func (m ImportDone) Render() (Message, error) {
	return render("importdone", m, present("community", m.Community), linked("import link", m.ImportURL))
}

// UnplacedRoster tells Support that an object in the bucket names no community
// or no mode, and so was not imported.
type UnplacedRoster struct {
	Frame
	Key     string // the object's key
	Problem string // what is wrong with it, in words for people
}

// Render fails with ErrMissing without a key or problem.
func (m UnplacedRoster) Render() (Message, error) {
	return render("unplaced", m, present("key", m.Key), present("problem", m.Problem))
}
