// Package message writes the texts of the mails.
//
// Each kind of mail is a struct with what it says; Render makes its subject,
// text and HTML, and [Message.Raw] the MIME message to send. Rendering depends
// on nothing but the struct, so each mail is a golden file in the tests.
//
// # Words of others
//
// Names come from people and spreadsheets. Whatever they hold, a mail keeps its
// shape: in HTML they are escaped by context and isolated by direction (bdi);
// in both parts they are one bounded line without control and formatting
// characters, and what a mail program would turn into a link ("evil.com",
// "http://x", "a@b.c") has a zero-width space (U+200B) put inside, which
// looks the same and is no link. Refusing such names was rejected: "St.John"
// is a name, and a mail that is owed must go out.
//
// # Links
//
// Links come in complete and are used as they are. Codes and tokens are in the
// fragment, which no server sees. A link that is not absolute http or https
// fails the rendering, because a mail without its link is of no use.
package message
