package bucket

import (
	"fmt"
	"net/url"
	"strings"

	"github.com/aws/aws-lambda-go/events"
)

// EventObjects returns the objects in an S3 event. Keys in events are
// URL-encoded, and only there.
func EventObjects(event events.S3Event) ([]Object, error) {
	var objects []Object
	for _, r := range event.Records {
		if !strings.HasPrefix(r.EventName, "ObjectCreated:") {
			continue
		}
		key, err := url.QueryUnescape(r.S3.Object.Key)
		if err != nil {
			return nil, fmt.Errorf("the key of an S3 event: %w", err)
		}
		objects = append(objects, Object{
			Key: key, Version: versionOf(&r.S3.Object.VersionID), ETag: strings.Trim(r.S3.Object.ETag, `"`), Size: r.S3.Object.Size,
		})
	}
	return objects, nil
}

// IsFolder reports whether the object is a folder placeholder, as the S3
// console creates them.
func (o Object) IsFolder() bool { return o.Size == 0 && strings.HasSuffix(o.Key, "/") }
