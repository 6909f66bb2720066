package api

import (
	"context"
	"reflect"
	"time"
)

// Paced runs try as an API with this pace of refusals does.
func Paced(ctx context.Context, pace time.Duration, try func() error) error {
	a := &API{RefusalPace: pace}
	return a.paced(ctx, try)
}

// Refusals returns the statuses of all problems by code.
func Refusals() map[string]int {
	all := map[string]int{}
	for code, r := range catalog() {
		all[code] = r.status
	}
	return all
}

// Listed returns the codes and statuses in the tables that the description is
// generated from.
func Listed() map[string][]int {
	all := map[string][]int{}
	for _, s := range sentences {
		all[s.code] = append(all[s.code], s.status)
	}
	for _, r := range further {
		all[r.code] = append(all[r.code], r.status)
	}
	return all
}

// Told is what the description knows about an operation.
type Told struct {
	ID, Method, Path string
	Refuses          []string
	// Answer is the type of the body, or nil without one.
	Answer reflect.Type
	Status int
}

// Operations returns the operations of the groups.
func Operations(groups ...Group) []Told {
	var all []Told
	for path, item := range generate(groups).Paths {
		for method, o := range methods(item) {
			one := Told{ID: o.OperationID, Method: method, Path: path, Refuses: codesOf(o), Status: o.DefaultStatus}
			if body, ok := o.Metadata[answerKey].(reflect.Type).FieldByName("Body"); ok {
				one.Answer = body.Type
			}
			all = append(all, one)
		}
	}
	return all
}
