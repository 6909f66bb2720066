// Package message writes the content of emails.
//
// Each kind of email is a struct with its content; Render makes its subject,
// text, and HTML, and [Message.Raw] the MIME message to send. Rendering depends
// on nothing but the struct, so each email is a golden file in the tests.
//
// # Text from others
//
// Names come from people and spreadsheets. Whatever they hold, an email keeps
// its shape: in HTML they are escaped by context and isolated by direction
// (bdi); in both parts they are one line of bounded length without control and
// formatting characters, and a zero-width space (U+200B), which is invisible,
// breaks anything that a mail client would turn into a link ("evil.com",
// "http://x", "a@b.c"). Refusing such names was rejected: "St.John" is a name,
// and an enqueued email must go out.
//
// # Links
//
// Links are passed in complete and used as they are. Codes and tokens are in
// the fragment, which no server sees. A link that is not absolute http or https
// makes rendering fail, because an email is useless without its link.
package message
