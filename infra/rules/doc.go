// Package rules holds our own rules for template.yaml and infra/edge, as tests:
// what no linter checks and what has cost somebody data or sleep.
package rules
