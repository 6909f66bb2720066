// Package parse interprets the rows of a roster before the table is consulted:
// who lives where, and what is wrong with a row whatever the table says.
//
//	rosterfile.Row ─► Parser ─► Row ┬ People   can be looked up in the table
//	                                ├ Unfit    need attention
//	                                └ Skipped  headings, totals, page lines
//
// A [Parser] reads the rows of one file in order, because of rows with the same
// email the first one counts. [Parser.FindRepeats] goes through the file
// before that and finds the emails that occur more than once.
//
// What the rows show together may mean that the file is misread as a whole;
// [Parser.AskAboutRows] then adds a question to the file. [Describe] estimates
// what each answer to a question would lead to.
package parse
