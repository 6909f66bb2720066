// Package bucket is the local system's S3: one versioned bucket on disk, served
// by gofakes3 on its own port, accepting any credentials.
//
// An object version is two files, <version>.body and then <version>.json, each
// written to a temporary file, synced and renamed. The second file makes the
// version exist, so a process killed at any moment leaves only complete
// objects.
package bucket
