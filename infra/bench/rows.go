package main

// row is a row of the table: what is measured, and what is to be reached.
type row struct {
	id, what, goal string
	// arguments of go test: how often the benchmark goes around, and how much
	// it does. A row without any is not measured.
	arguments []string
	// missing says what of the row is not measured, and why.
	missing string
}

func times(n string) []string { return []string{"-benchtime=" + n + "x"} }

// rows are the table's rows; their numbers are those of their benchmarks.
var rows = []row{
	{id: "P1", what: "start, from exec until the first invocation is asked for ÷ an empty function", goal: "≤ 2.5", arguments: times("20")},
	{id: "P2", what: "size ÷ an empty function", goal: "≤ 1.8; deliver and import ≤ 2.3", arguments: times("1")},
	{id: "P3", what: "an invitation, from handler to handler ÷ one conditional put", goal: "≤ 4 at p50 and at p99", arguments: times("200")},
	{id: "P4", what: "import of a roster, rows a second ÷ the same members in batches without conditions", goal: "≥ 0.3", arguments: times("1")},
	{id: "P5", what: "import ÷ a loader in Python that only writes members", goal: "≥ 1.0 in rows a second, ≤ 0.5 in CPU", missing: "no loader yet"},
	{id: "P6", what: "peak memory of reading a CSV file of a million rows ÷ a thousand rows", goal: "≤ 1.25", missing: "a test of internal/rosterfile logs it: TestOpen_peakMemory"},
	{id: "P7", what: "reading a workbook of 100,000 rows", goal: "≤ 64 MB, ≥ 0.8 of excelize's own rate", missing: "a test and a benchmark of internal/rosterfile have it: TestOpen_peakMemoryOfWorkbook, BenchmarkXLSX"},
	{id: "P8", what: "write units of an invitation, a row of a roster, a mail, and an activation", goal: "≤ 12, ≤ 10, –, ≤ 6", arguments: times("1"), missing: "reports of the mail service about a delivery"},
	{id: "P9", what: "10,000 invitations with their mails, at list prices, without SES", goal: "≤ $0.15"},
	{id: "P10", what: "mails a second ÷ the granted rate", goal: "≥ 0.95", missing: "not measured yet"},
	{id: "P11", what: "the same roster again ÷ the first time, rows a second", goal: "≥ 1.0", arguments: times("1")},
	{id: "P12", what: "lists and searches among 50,000 members", goal: "200, 200, 800 ms", missing: "`make vitals` measures them in the browser"},
	{id: "P13", what: "compressed bytes of the console's first view", goal: "≤ 130,000", arguments: times("1")},
	{id: "P14", what: "invitations a second ÷ other programs", goal: "ahead of each", missing: "no other program is installed yet"},
}
