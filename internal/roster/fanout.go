package roster

import "time"

// FanOut enqueues one mail to each of many members and works through them page
// by page: "the doors are open", when the Black Curtain is turned off.
type FanOut struct {
	ID        string
	Community string
	Cursor    string
	// Pass counts the walks through the list: the second catches members who
	// activated during the first.
	Pass int
	Due  time.Time
	Done bool
	Rev  int
}
