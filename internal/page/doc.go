// Package page writes the residents' pages: activation, the lost email, "This
// is not for me", "this was not me", and the forgotten password.
//
// The pages are plain HTML forms that work without script, on a phone 320
// pixels wide, and with a screen reader. A view is a struct with what to show
// and a function that writes it; views know nothing about requests and decide
// nothing. Package api serves them, with [Headers] on every response and
// [Assets] for the one stylesheet and the one script, and reads posted forms
// with [ReadForm].
//
// The markup is written in Go, which escapes every text and attribute; html/template
// would do that, too, but a program that executes templates keeps all exported
// methods of all types it uses, because a template may call any of them by name.
//
// # Secrets
//
// An emailed link carries its email, code, proof, or token in the fragment,
// which no server, log, or referrer sees. The script copies it into the form
// and removes it from the address bar. On the activation page it asks the API
// what the link is for, which changes nothing, and shows a greeting; no form is
// posted until a person presses a button, so a mail scanner that opens the link
// and runs the script changes nothing. Nor does one that presses the buttons:
// each form asks for something to be typed that the link does not carry.
// Without script, the invite code is typed in, and where there is only a link
// (decline, disown, reset) the link itself is pasted. After a refused attempt
// the form holds what was posted, except the password. A password is never part
// of a URL, and an email is never part of one that a server sees. The session
// that an activation opens is in the response to the POST, and the script hands
// it to the console's storage.
package page
