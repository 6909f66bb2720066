package roster

import (
	"errors"
	"fmt"
)

// The reasons for which a move or a look-up may be refused. Package api turns
// each into one problem document.
var (
	ErrNotFound          = errors.New("not found")
	ErrForbidden         = errors.New("the role does not hold the permission for this")
	ErrNotPending        = errors.New("the member is not pending")
	ErrNotActive         = errors.New("the member is not active")
	ErrAlreadyActive     = errors.New("the member is already active")
	ErrExpired           = errors.New("the invitation has ended")
	ErrRoleAboveYours    = errors.New("the role holds a permission you do not have")
	ErrLastAdministrator = errors.New("the community would be left without an administrator")
	ErrStale             = errors.New("changed by someone else since you read it")
	ErrSuperseded        = errors.New("the member has another invitation since")
	ErrNotEmpty          = errors.New("still in use")
	ErrNothingHeld       = errors.New("no mail of the import is held")
	ErrHeldChanged       = errors.New("whom a release would mail has changed")
	ErrNotReady          = errors.New("the import has no plan that waits")
	ErrAlreadyEnded      = errors.New("the import has ended already")
	ErrNotUndoable       = errors.New("the import made nothing that can be undone, or is under way")
	ErrTooLate           = errors.New("the time for that is over")
	ErrEmailNotEditable  = errors.New("the email of an active member is the sign-in and is not changed here")
)

// InvalidError says which field of an input is not acceptable and why. Field is
// a path such as "member.email"; Code is stable, Reason is for people.
type InvalidError struct {
	Field  string
	Code   string
	Reason string
}

func (e *InvalidError) Error() string { return fmt.Sprintf("%s: %s", e.Field, e.Reason) }

// ExistsError says that what was to be created already exists, as ID.
type ExistsError struct {
	What string // "property", "pending member", "active member"
	ID   string
}

func (e *ExistsError) Error() string { return e.What + " exists already" }

// InvalidErrors are all the fields of an input that are not acceptable.
type InvalidErrors []*InvalidError

func (e InvalidErrors) Error() string {
	if len(e) == 0 {
		return "invalid"
	}
	return e[0].Error()
}

// Add adds one more field.
func (e *InvalidErrors) Add(field, code, reason string) {
	*e = append(*e, &InvalidError{Field: field, Code: code, Reason: reason})
}

// Collect notes what err says of fields. It gives back an error that says
// nothing of them.
func (e *InvalidErrors) Collect(err error) error {
	var several InvalidErrors
	var one *InvalidError
	switch {
	case errors.As(err, &several):
		*e = append(*e, several...)
	case errors.As(err, &one):
		*e = append(*e, one)
	default:
		return err
	}
	return nil
}

// Err returns e, or nil if it is empty.
func (e InvalidErrors) Err() error {
	if len(e) == 0 {
		return nil
	}
	return e
}
