// Package api serves the system over HTTP: the operations under /v1 and the
// residents' pages. It turns requests into use cases and their outcomes into
// responses, and decides nothing else. problem.go is the only table from errors
// to responses; access.go says who may call what.
package api
