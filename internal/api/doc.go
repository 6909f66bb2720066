// Package api is the system's face over HTTP: the operations under /v1 and the
// resident's pages. It turns requests into use cases and their outcomes into
// answers, and decides nothing else. problem.go is the one table from errors to
// answers; access.go says who may call what.
package api
