package message

// ImportDone says how an import ended, or that it waits for somebody, to Support
// and the community's inviters.
// It holds counts and no resident's data; those are behind the link.
type ImportDone struct {
	Frame
	Community string
	File      string // the file's name as uploaded; may be empty

	// Problem says why the whole import did not run to its end (refused file,
	// aborted, failed), in words for people. Empty when it did.
	Problem string

	// Title and News take the place of what is said otherwise: News goes on from
	// "The import into Maple Grove of the file roster.csv". Empty: how it ended.
	Title, News string

	// Outcomes of the people; the six add up to Total.
	Total, Created, Updated, Unchanged, Skipped, Attention, Failed int

	// Undone takes their place once the import was undone: what it created is not
	// there any more.
	Undone *Undone

	Reasons   []ReasonCount // why people need attention, most frequent first
	Sending   string        // what becomes of the mails, such as "held"; may be empty
	ImportURL string        // the import in the console
}

// Undone is what became of what an import had made.
type Undone struct{ TakenBack, Kept, Failed int }

// ReasonCount is one reason why people need attention.
type ReasonCount struct {
	Reason string // in words for people, without values of a row
	Count  int
}

// Succeeded reports whether the import ran to its end and no row is left over.
func (m ImportDone) Succeeded() bool { return m.Problem == "" && m.Attention+m.Failed == 0 }

// Render fails with ErrMissing without community and with ErrLink for an
// unusable link.
func (m ImportDone) Render() (Message, error) {
	return render("importdone", m, present("community", m.Community), linked("import link", m.ImportURL))
}

// UnplacedRoster tells Support that an object in the bucket names no community
// or no mode and therefore was not imported.
type UnplacedRoster struct {
	Frame
	Key     string // the object's key
	Problem string // what is wrong with it, in words for people
}

// Render fails with ErrMissing without key or problem.
func (m UnplacedRoster) Render() (Message, error) {
	return render("unplaced", m, present("key", m.Key), present("problem", m.Problem))
}
