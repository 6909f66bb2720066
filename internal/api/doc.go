// Package api serves the system over HTTP: the operations under /v1 and the
// residents' pages. It turns requests into use cases and their outcomes into
// responses, and decides nothing else. problem.go is the only table from errors
// to responses; access.go says who may call what.
//
// A function names the groups of operations that it serves, and links no others.
// Operations that need more than the table and the rules, such as the bucket or
// the readers of workbooks, are in packages of their own below this one, since a
// package that is imported sets itself up, called or not.
package api
