// Package rules holds our own rules over template.yaml and infra/edge: what no
// linter checks and what has cost somebody data or sleep. They are its tests.
package rules
