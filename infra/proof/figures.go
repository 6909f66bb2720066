package main

import (
	"fmt"
	"path"
	"strings"
)

// figure is a headline figure: what is to be shown, and by what.
type figure struct {
	id     string
	goal   string
	proofs []proof
	// missing says what of the goal no proof shows.
	missing string
}

// proof is a command that shows a figure or a part of it.
type proof struct {
	name    string // of its result's file
	command []string
	// ours: the command takes -scale and -seed, and its tests say what they
	// reached.
	ours bool
	// whole: the long form has one size, whatever the scale.
	whole bool
	// alone: runs do not add up, because the goal is about a single one.
	alone bool
	// needs is a program that not every machine has; without it the proof is
	// skipped.
	needs string
	// shows says what a command shows that does not say so itself.
	shows string
}

// tests is the command that runs tests of a package, with further arguments. More
// of them run at the same time than there are processors, for they wait much.
func tests(pkg, names string, arguments ...string) []string {
	run := "^(" + strings.ReplaceAll(names, " ", "|") + ")$"
	return append([]string{"go", "test", "-count=1", "-v", "-timeout=24h", "-parallel=8", "-run=" + run, pkg}, arguments...)
}

func own(name, test string) proof {
	return proof{name: name, command: tests("./infra/proof", test), ours: true}
}

// single is a proof of our own whose goal is about one run: smaller ones do not
// add up to it.
func single(name, test string) proof {
	p := own(name, test)
	p.alone = true
	return p
}

// fuzzing is the proofs of packages with fuzz targets. Each package has its own,
// so that a crash in one discards only what was shown of that one.
func fuzzing(packages ...string) (all []proof) {
	for _, pkg := range packages {
		p := own("fuzz-"+path.Base(pkg), "TestFuzz")
		p.command = append(p.command, "-fuzzin="+pkg)
		all = append(all, p)
	}
	return all
}

// figures are the goals, as the table has them.
var figures = []figure{
	{id: "H1", goal: "10,000 duplicated (×1–5), reordered, late and lost deliveries with faults in 10 % of all calls, half of them ambiguous: nobody and no mail lost or doubled, counts exact, extra mails ≤ ambiguous sends",
		proofs: []proof{own("storm", "TestStorm")}},
	{id: "H2", goal: "1,000 invitations × 256 simultaneous activations: exactly 1,000 successes, no half-made account; activation against revoke, change of email, resend, decline, curtain, undo, commit and moves: no two winners",
		proofs: []proof{own("activations", "TestRaces_activations"), own("rivals", "TestRaces_rivals"), own("imports", "TestRaces_imports")}},
	{id: "H3", goal: "10,000 histories of up to 16 clients × 64 operations, 2 % of replies lost: 0 not linearizable, 0 undecided",
		proofs: []proof{own("histories", "TestHistories")}},
	{id: "H4", goal: "every call of every flow × 8 kinds of fault, and 100,000 random pairs: every flow ends within 3 redeliveries",
		proofs: []proof{{name: "sweep", command: tests("./infra/proof", "TestSweep"), ours: true, whole: true}, own("pairs", "TestSweep_pairs")}},
	{id: "H5", goal: "1,000 kills during a 10,000-row import: the same table as without; kills while 500 mails are sent: none lost, none doubled but by a kill between acceptance and note",
		proofs: []proof{single("kills", "TestKills"), single("kills-deliver", "TestKills_deliver")}},
	{id: "H6", goal: "extra mails ≤ 0.05 % at 4 % ambiguous sends; none begun with a superseded code",
		proofs: []proof{own("ambiguous", "TestMails_ambiguous")}},
	{id: "H7", goal: "the granted rate never passed in any second and 95 % of it used; a paused account for 24 h with 10,000 queued: none lost",
		proofs: []proof{
			{name: "pace", command: tests("./internal/mail", "TestPace TestPace_wholeDrain TestRateLimiter_pause"), shows: "by a virtual clock: 10,000 mails at 14, 50, and 200 a second, calls held up unevenly, at 0.95 of the rate or more, and never more than granted in any second"},
			single("pace-14", "TestMails_pace14"), single("pace-50", "TestMails_pace50"), single("pace-200", "TestMails_pace200"),
			single("paused", "TestMails_paused"),
		}, missing: "single seconds by the wall clock: there, what ten seconds allow is counted, because a call that is held up arrives later than it was paced"},
	{id: "H8", goal: "1,000,000 guesses against 1,000 invitations: ≤ 100 compared for each, none right, and the mail's link works at the first try",
		proofs: []proof{own("guesses", "TestGuesses")}},
	{id: "H9", goal: "refusals of a wrong proof equal in status, headers, body and calls; timing within ±4.5 by Welch's t over 100,000 samples",
		proofs: []proof{{name: "refusals", command: tests("./infra/proof", "TestRefusals"), ours: true, alone: true}}},
	{id: "H10", goal: "10,000 visits of scanners: nothing changes",
		proofs: []proof{own("scanners", "TestScanners")}},
	{id: "H11", goal: "no code, password, token, email or phone in anything the whole test run emitted",
		proofs: []proof{
			{name: "log", command: tests("./infra/rights", "TestRights"), shows: "none in what all functions log during a scenario of every route and event"},
			{name: "canaries", command: tests("./infra/proof", "TestStorm TestRaces_imports TestGuesses TestScanners TestStrangers TestBreakIns"), shows: "none in the lines and the figures that API, importer, deliverer, and feedback emit under storms of faults, imports, guesses, scanners, strangers, and break-ins; no code and no proof in the table"},
			{name: "lines", command: []string{"go", "test", "-count=1", "-timeout=1h", "./internal/canary", "./internal/app/apptest", "./internal/api", "./internal/mail", "./internal/importer", "./internal/printing", "./infra/operate"}, shows: "none in what the tests of API, mails, imports, letters, and operations log; the functions write no traces of their own, and Lambda's hold names and times"},
			{name: "browser", command: []string{"make", "--no-print-directory", "browser-test"}, needs: "npm", shows: "none in what the whole system logs while the browser tests run"},
		}},
	{id: "H12", goal: "every route × every foreign identifier: no foreign key touched; no right missing, unused or too wide",
		proofs: []proof{
			{name: "rights", command: tests("./infra/rights", "TestRights TestGrant TestGrant_pairs TestUnits TestPoliciesFit"), shows: "the rights of every function are exactly those used, as pairs of action and kind of item"},
			{name: "strangers", command: tests("./infra/proof", "TestStrangers"), ours: true, whole: true},
		}},
	{id: "H13", goal: "≥ 200 hostile files: no panic, no file left, ≤ 200 MB, ≤ 5 s; 30 minutes of fuzzing a target without a crash",
		proofs: append([]proof{
			{name: "files", command: tests("./internal/rosterfile", "TestOpen_hostileFiles TestOpen_damagedFiles"), shows: "each file in a process of its own: a verdict in words, in time and memory, nothing left"},
		}, fuzzing("./internal/account/password", "./internal/address", "./internal/contact", "./internal/importer", "./internal/mail/message", "./internal/personname",
			"./internal/roster", "./internal/rosterfile", "./internal/rosterfile/columns", "./internal/rosterfile/report", "./internal/rosterfile/sheet")...)},
	{id: "H14", goal: "1,000,000 generated cells: none starts a formula, and all read back",
		proofs: []proof{own("cells", "TestCells")}},
	{id: "H15", goal: "10,000 flips of the curtain × sign-ins × requests: nobody enters after it was drawn, all do after it was lifted, activating works throughout",
		proofs: []proof{own("curtain", "TestRaces_curtain")}},
	{id: "H16", goal: "every mail is sent, failed for a reason shown, or cancelled; with the stream down for 25 h each is tried within 15 min",
		proofs: []proof{{name: "stream-off", command: tests("./infra/proof", "TestStreamOff"), ours: true, whole: true}}},
	{id: "H17", goal: "the ten public break-ins of invitations, replayed: refused",
		proofs: []proof{{name: "break-ins", command: tests("./infra/proof", "TestBreakIns"), ours: true, whole: true}}},
	{id: "H18", goal: "staticcheck, golangci-lint, gosec, cfn-lint, checkov and our own rules over the template: no finding without a reason",
		proofs: []proof{
			{name: "lint", command: []string{"make", "--no-print-directory", "lint"}, shows: "golangci-lint with staticcheck and gosec: no finding"},
			{name: "rules", command: []string{"go", "test", "-count=1", "./infra/rules"}, shows: "our own rules over both templates"},
			{name: "template", command: []string{"make", "--no-print-directory", "template"}, needs: "python3", shows: "sam validate, cfn-lint, checkov, and our own rules over the transformed template: no finding but those whose reason the templates name"},
		}},
}

// sized is the scale at which the proof runs where scale is asked for.
func (p proof) sized(scale float64) float64 {
	if p.whole {
		return 1
	}
	return scale
}

// line is the command with its arguments.
func (p proof) line(scale float64, seed uint64) []string {
	if !p.ours {
		return p.command
	}
	return append(p.command[:len(p.command):len(p.command)], fmt.Sprintf("-scale=%g", scale), fmt.Sprintf("-seed=%d", seed))
}
