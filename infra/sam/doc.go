// Package sam runs the functions of template.yaml in containers, as the AWS SAM
// CLI's `sam local` does: built for Lambda, behind the template's routes, with
// the template's memory, time limits and environment. What the functions call
// (table, bucket, mail service, secrets) is elsewhere; Settings say where.
//
// It needs a Docker engine, and starts one where it can (OpenDocker), and the
// SAM CLI in .tools, which the Makefile fetches.
package sam
