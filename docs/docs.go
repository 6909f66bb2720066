// Package docs holds the documents that the system itself serves.
package docs

import _ "embed"

// OpenAPI is the API's description, as it is generated from the operations; a
// test in internal/api keeps it current.
//
//go:embed openapi.json
var OpenAPI []byte
