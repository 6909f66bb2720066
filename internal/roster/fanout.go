package roster

import "time"

// FanOut owes one mail to each of many members and works through them page by
// page: "the doors are open" when the Black Curtain is turned off.
type FanOut struct {
	ID        string
	Community string
	Cursor    string
	// Pass counts the walks through the list: the second catches who activated
	// while the first was under way.
	Pass int
	Due  time.Time
	Done bool
	Rev  int
}
