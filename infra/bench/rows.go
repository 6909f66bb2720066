package main

// row is a row of the table: what is measured, and what is to be reached.
type row struct {
	id, what, goal string
	// goals hold figures of the row against what is to be reached.
	goals []goal
	// how says what is measured, and what the comparison leaves out.
	how string
	// bound says what stands in the way of a goal that is not reached.
	bound string
	// around is how many times the benchmark goes around.
	around int
	// once is for what comes out the same each time.
	once bool
	// computed computes a row that is not measured from the results of others.
	computed func(folder string) (sample, error)
}

// goal is what a figure is to be: at most, or at least.
type goal struct {
	figure string
	limit  float64
	least  bool
}

func atMost(limit float64, figures ...string) []goal  { return goals(limit, false, figures) }
func atLeast(limit float64, figures ...string) []goal { return goals(limit, true, figures) }

func goals(limit float64, least bool, figures []string) []goal {
	var all []goal
	for _, f := range figures {
		all = append(all, goal{f, limit, least})
	}
	return all
}

func both(first, second []goal) []goal { return append(first, second...) }

// rows are the table's rows; their numbers are those of their benchmarks.
var rows = []row{
	{id: "P1", around: 20, what: "starting a function ÷ an empty function", goal: "≤ 2.5",
		goals: atMost(2.5, "start activate-ratio", "start console-ratio", "start invite-ratio", "start members-ratio", "start resend-ratio", "start review-ratio", "start session-ratio"),
		how:   "The time from exec until the function asks the runtime API for its first invocation, with a runtime API that never has one. All functions that answer people and an empty one are started in turn; the ratio is that of the medians.",
		bound: "The runtime, the clients of DynamoDB and Secrets Manager, and huma set up tables and expressions whenever they are linked; the review function also reads its vocabulary."},
	{id: "P2", around: 1, once: true, what: "size of a function ÷ an empty function", goal: "≤ 1.8; deliver and import ≤ 2.3",
		goals: both(atMost(1.8, "activate-ratio", "console-ratio", "invite-ratio", "members-ratio", "resend-ratio", "review-ratio", "session-ratio", "feedback-ratio"),
			atMost(2.3, "deliver-ratio", "import-ratio")),
		how:   "The stripped programs as they are deployed, built as `make build` does.",
		bound: "With the clients of DynamoDB and Secrets Manager, huma, and a single operation a function is 1.54 times the empty one; the console links neither the first nor huma. Each further operation costs some 20 kB of schemas and code, and the table of ZIP codes 260 kB."},
	{id: "P3", around: 200, what: "an invitation ÷ one conditional put", goal: "≤ 4 at p50 and p99",
		goals: atMost(4, "members=1000 p50-ratio", "members=1000 p99-ratio"),
		how:   "An invitation to a new home, with an Idempotency-Key, through the handler of the API, into a community of so many members; after each, one item of a member's size is put with a condition. Both go over HTTP to the same engine; the gateway and Lambda are left out.",
		bound: "The round trips that an invitation takes one after another, and the transaction, which takes the engine more than three times as long as a put."},
	{id: "P4", around: 1, what: "importing a roster ÷ writing the same members in batches, rows a second", goal: "≥ 0.3",
		goals: atLeast(0.3, "members=10000 ratio"),
		how:   "A CSV file is dropped into the bucket and imported to its end, with its report; then the members that it made are written into another table by BatchWriteItem, 25 in a call, one call after another, without conditions.",
		bound: "A row is more than a member: home, household, person, audit trail, and the row's result are written, too, in transactions, which take DynamoDB Local two to three times as long. They follow one another, since each moves the import's cursor."},
	{id: "P5", around: 1, what: "importing a roster ÷ a loader in Python that only writes members", goal: "≥ 1.0 in rows a second, ≤ 0.5 in processor time",
		goals: both(atLeast(1, "rows_a_second-ratio"), atMost(0.5, "processor-ratio")),
		how:   "The loader (`infra/bench/loader`) reads the same CSV file and puts one item for each row with boto3's `batch_writer`, into one index. It checks nothing, makes no home, no household, and no invitation, and would overwrite what is there. The processor's time is that of the loader's process after its start, and of the whole process that imports, with the bucket in it.",
		bound: "An import writes three items and more for each row, into three indexes and in transactions, where the loader writes one; and it parses names, addresses, and phones."},
	{id: "P6", around: 1, what: "peak memory of reading a CSV file: a million rows ÷ a thousand", goal: "≤ 1.25",
		goals: atMost(1.25, "rows ratio", "plan ratio"),
		how:   "Each file is read in a process of its own that links nothing else. *Rows* reads people and homes; *plan* also does what an import does before it decides: it looks for repeated emails, and parses names, homes, and phones. An import accepts 50,000 rows; beyond, the limit is lifted here. *Cells* is what `encoding/csv` takes, which reads cells only. A rate is by the processor's time.",
		bound: "Emails are noted in a filter of two bytes a row, which is 2 MB at a million rows. The rest is garbage that the collector lets grow to the size of what is in use, and further on a busy machine."},
	{id: "P7", around: 1, what: "reading a workbook of 100,000 rows, ÷ excelize", goal: "≤ 64 MB, ≥ 0.8 of excelize's rate",
		goals: both(atMost(64, "workbook plan-MB"), atLeast(0.8, "workbook plan-ratio")),
		how:   "As P6. Excelize streams the cells of the same workbook and does nothing with them; it unzips large parts to a file. *Plan* and *rows* read all people and homes, with their checks.",
		bound: "Parsing names, addresses, and phones takes several times as long as reading their cells, and excelize parses nothing."},
	{id: "P8", around: 1, what: "write units of an invitation, an imported row, and an activation", goal: "≤ 12, ≤ 10, ≤ 6",
		goals: both(both(atMost(12, "invitation units"), atMost(10, "row units")), atMost(6, "activation units")),
		how:   "Counted in the SDK by AWS's rules (`infra/bench/units_test.go`), by kind of item: 1 for each started kB, twice that in a transaction, and what the indexes take. An invitation has an Idempotency-Key. Queuing the mail is a part of an invitation and of a row; what follows is counted apart: *mail* from queued to handed over, *report* when the mail service reports its delivery.",
		bound: "Each promise has its item: the member, the membership that reserves the email, the home, which also keeps its address unique, the mail that is owed, the counts, and the key of a repeated request; for an activation, the account and the audit trail. In a transaction, each costs twice, and a member who becomes active leaves one list, enters another, and is no longer due a reminder: account, member, and these three entries are seven units already."},
	{id: "P9", computed: price, what: "10,000 invitations with their mails, at list prices, without SES", goal: "≤ $0.15",
		goals: atMost(0.15, "total-dollars"),
		how:   "Computed from the units of P8, with the prices of `docs/deploy.md`: an invitation through the API, its mail, and both of the mail service's reports. Lambda is an allowance of 0.15 s of half a gigabyte for request and delivery, and 0.05 s of a quarter for each report. SES itself costs $1.00 without a plan, so the strongest saving is no wrong and no repeated mail.",
		bound: "Writes are most of it, and fall with P8."},
	{id: "P10", around: 1, what: "mails a second ÷ the rate that the mail service grants", goal: "≥ 0.95, never more in any second, none throttled",
		goals: both(atLeast(0.95, "a_second=14 ratio", "a_second=50 ratio", "a_second=200 ratio"),
			both(atMost(1, "a_second=14 fullest_second-ratio", "a_second=50 fullest_second-ratio", "a_second=200 fullest_second-ratio"),
				atMost(0, "a_second=14 throttled-mails", "a_second=50 throttled-mails", "a_second=200 throttled-mails"))),
		how:   "Invitations are queued and delivered to a mail service that speaks the protocol of SES and refuses what comes faster than granted. It notes when it accepts; the rate runs from the first mail to the last. *Postponed* mails got no answer in time and wait for the next run. *Fullest second* is the most that it accepted within any second, as a share of what it grants. The processor's time is that of sender and mail service together.",
		bound: "A fiftieth of the rate is kept back, because the service's clock and ours do not tick together; at high rates, the engine, which takes the five calls of each mail from the same two cores."},
	{id: "P11", around: 1, what: "the same roster again ÷ the first time, rows a second", goal: "≥ 1.0, without invitations or writes beyond the import's own",
		goals: both(both(atLeast(1, "again_÷_first-ratio"), atMost(0, "again,_to_members-writes")), atMost(2, "again,_to_mails-writes")),
		how:   "A roster is imported, and the same file is dropped again. *Again* counts what the second import writes: of mails only the two that tell Support and the administrator that it is done, and in all its own items: job, results, plan, and counters.",
		bound: "The second reading finds something to write for people who are known."},
	{id: "P12", around: 2, what: "lists and searches among 50,000 members in 10,000 homes", goal: "a page ≤ 20 read units; it and a property search ≤ 200 ms, a text search ≤ 800 ms",
		goals: both(both(atMost(20, "members=50000/page reading-units"), atMost(200, "members=50000/page ms", "members=50000/property_search ms")), atMost(800, "members=50000/text_search ms")),
		how:   "A page of 50 pending members, a search for properties by number and street, and a search for a part of one member's email, through the handler of the API, until something is found. *Reading* is in read units, as the engine counts them. `make vitals` measures the list in the browser.",
		bound: "A text search reads every entry of the community's index until it finds somebody, and the engine takes all of the time: our own code needs 3 ms of it. A page reads 50 members and up to 100 properties and households, each of which is half a unit at least; only an index with what the list shows would take fewer, for a write unit more whenever a mail's state changes."},
	{id: "P13", around: 1, what: "compressed bytes of the console's first view", goal: "≤ 130,000",
		goals: atMost(130_000, "first_view-bytes"),
		how:   "Everything that the page refers to, as the function sends it with gzip.",
		bound: "What the page refers to is loaded before anybody can sign in; what is rare should be imported when it is needed."},
	{id: "P14", around: 1, what: "invitations a second through HTTP ÷ other programs", goal: "ahead of each",
		goals: atLeast(1, "clients=4 ÷_better-auth-ratio", "clients=4 ÷_django-invitations-ratio"),
		how:   "Four clients invite 200 people in each program in turn, over HTTP, as a user who is signed in; no program sends a mail. The others do their nearest job: the organization plugin of better-auth (Node) keeps its data in its own memory, and django-invitations (Python, two workers of gunicorn) in a file of SQLite without waiting for the disk. Each writes one record; ours asks an engine over HTTP, and writes home, household, member, audit trail, counts, and the mail that is owed. Ory Kratos is left out: it cannot be installed from the Go proxy, because its module replaces others, and it recovers accounts rather than invites.",
		bound: "The engine: each of the others writes one record into its own process or file, while an invitation here takes several calls of an engine in another process, and a transaction."},
}
