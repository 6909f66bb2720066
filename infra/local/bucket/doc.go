// Package bucket is the local system's S3: one versioned bucket on disk behind
// gofakes3, on a port of its own, with any credentials.
//
// An object version is two files, <version>.body and then <version>.json, each
// written aside, synced and renamed. The second makes it exist, so that a
// process killed at any moment leaves whole objects only.
package bucket
