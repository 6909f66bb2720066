package page

import (
	"fmt"
	"strings"
)

// The names of the form fields.
const (
	FieldEmail      = "email"
	FieldCode       = "code"
	FieldPassword   = "password"
	FieldProof      = "proof"
	FieldToken      = "token"
	FieldInvitation = "invitation"
	FieldKey        = "key"
	FieldIntent     = "intent"
	FieldLink       = "link" // a whole link from an email, pasted where no script runs
	FieldConfirm    = "confirm"
)

// ConfirmWord is what a person types into [FieldConfirm] to end something.
const ConfirmWord = "STOP"

// IntentLost is the intent of *I lost the mail* and *Send me a new one*, which
// post to [ActivatePath] like the activation itself.
const IntentLost = "lost"

// field is a labeled input as layout.go writes it. Zero values of the
// keyboard hints leave the choice to the browser.
type field struct {
	Name, Label, Type, Value string
	Hint, Error              string

	Autocomplete, Autocapitalize, Inputmode, Spellcheck string
}

// describedBy returns the ids of the error and the hint, with the error first
// because it matters more.
func (f field) describedBy() string {
	var ids []string
	if f.Error != "" {
		ids = append(ids, f.Name+"-error")
	}
	if f.Hint != "" {
		ids = append(ids, f.Name+"-hint")
	}
	return strings.Join(ids, " ")
}

const hintInvited = "The address the invitation was sent to."

// hintNewPassword states the requirements for a password.
func (s Site) hintNewPassword() string {
	return fmt.Sprintf("At least %d characters; a few words are good.", s.PasswordMin)
}

const accountHint = "Your account’s password."

func emailField(value, hint string, errors []FieldError) field {
	return field{
		Name: FieldEmail, Label: "Email", Type: "email", Value: value, Hint: hint, Error: errorOf(FieldEmail, errors),
		Autocomplete: "username", Autocapitalize: "none", Inputmode: "email", Spellcheck: "false",
	}
}

func codeField(value string, errors []FieldError) field {
	return field{
		Name: FieldCode, Label: "Invite code", Type: "text", Value: value, Error: errorOf(FieldCode, errors),
		Hint:         "The four groups of four from your email or letter, like XXXX-XXXX-XXXX-XXXX. Spaces, dashes, and capitals don’t matter.",
		Autocomplete: "one-time-code", Autocapitalize: "characters", Inputmode: "text", Spellcheck: "false",
	}
}

func (s Site) newPasswordField(further string, errors []FieldError) field {
	return field{
		Name: FieldPassword, Label: "Password", Type: "password", Error: errorOf(FieldPassword, errors),
		Hint:         strings.TrimSpace(s.hintNewPassword() + " " + further),
		Autocomplete: "new-password",
	}
}

func accountPasswordField(errors []FieldError) field {
	return field{
		Name: FieldPassword, Label: "Password", Type: "password", Error: errorOf(FieldPassword, errors),
		Hint: accountHint, Autocomplete: "current-password",
	}
}

// linkField is where a link is pasted if no script has read it.
func linkField(errors []FieldError) field {
	return field{
		Name: FieldLink, Label: "Link from the email", Type: "text", Error: errorOf(FieldLink, errors),
		Hint:         "Copy the link that brought you here from the email, and paste it.",
		Autocomplete: "off", Autocapitalize: "none", Inputmode: "url", Spellcheck: "false",
	}
}

// confirmField asks for something that a program which opens links and presses
// buttons does not do.
func confirmField(errors []FieldError) field {
	return field{
		Name: FieldConfirm, Label: "Type " + ConfirmWord + " to confirm", Type: "text", Error: errorOf(FieldConfirm, errors),
		Autocomplete: "off", Autocapitalize: "characters", Inputmode: "text", Spellcheck: "false",
	}
}

func errorOf(name string, errors []FieldError) string {
	for _, e := range errors {
		if e.Field == name {
			return e.Message
		}
	}
	return ""
}
