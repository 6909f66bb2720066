// Package overview counts a community's onboarding progress: how many were
// invited, whose mail arrived, and who is active, by week, street, and import
// wave; and who is stuck and why.
//
// A count reads every member once. Small communities are counted on every
// request. Large ones are counted a little at a time: each request continues
// where the last one stopped, and a finished count is returned for some
// minutes, along with its time. No request takes long, and no figure pretends
// to be newer than it is.
package overview
