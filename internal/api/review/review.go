// Package review has the operations of the review function: those on imports,
// and exports and letters, which go to the bucket, too.
package review

import (
	"time"

	"github.com/communitrak/onboarding/internal/api"
	"github.com/communitrak/onboarding/internal/importer"
)

// operations are registered with an API.
type operations struct {
	*api.API
	rosters     *importer.Service
	lettersWait time.Duration
}

// Operations returns the operations of the review function. rosters may be nil
// if none of those on imports is called; lettersWait is how long a request waits
// for its letters to be printed.
func Operations(rosters *importer.Service, lettersWait time.Duration) api.Group {
	return func(a *api.API) {
		o := operations{a, rosters, lettersWait}
		o.exportOperations()
		o.letterOperations()
		o.importOperations()
		o.waitingOperations()
	}
}
