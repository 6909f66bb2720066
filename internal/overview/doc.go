// Package overview counts how far a community is on its way in: whom it has
// invited, whose mail arrived, who is active, by week, by street, and by the wave
// of an import; and who is stuck, and why.
//
// A count reads every member once. Small communities are counted whenever somebody
// asks. Large ones are counted for a moment at a time: each request goes on where
// the last one stopped, and what was counted is answered for some minutes with the
// time it was counted at. So no request takes long, and no figure pretends to be
// newer than it is.
package overview
