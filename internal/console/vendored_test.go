package console

import "embed"

//go:embed assets/vendor
var vendored embed.FS
