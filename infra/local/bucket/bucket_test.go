package bucket

import (
	"bytes"
	"context"
	"crypto/md5"
	"encoding/hex"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/credentials"
	"github.com/aws/aws-sdk-go-v2/service/s3"
	"github.com/google/go-cmp/cmp"
)

const name = "communitrak-rosters"

var own = aws.Credentials{AccessKeyID: "local", SecretAccessKey: "local"}

type fixture struct {
	store   *Store
	server  *httptest.Server
	client  *s3.Client
	created []Created
}

func open(t *testing.T, dir string) *fixture {
	t.Helper()
	f := &fixture{}
	var err error
	f.store, err = Open(name, dir, time.Now, func(c Created) { f.created = append(f.created, c) })
	if err != nil {
		t.Fatal(err)
	}
	f.server = httptest.NewServer(Handler(f.store, own))
	t.Cleanup(f.server.Close)
	f.client = s3.New(s3.Options{
		Region: "us-east-1", BaseEndpoint: &f.server.URL, UsePathStyle: true,
		Credentials: credentials.StaticCredentialsProvider{Value: own},
	})
	return f
}

func (f *fixture) put(t *testing.T, key, content string) string {
	t.Helper()
	out, err := f.client.PutObject(t.Context(), &s3.PutObjectInput{Bucket: aws.String(name), Key: &key, Body: strings.NewReader(content)})
	if err != nil {
		t.Fatal(err)
	}
	return aws.ToString(out.VersionId)
}

func (f *fixture) get(t *testing.T, key, version string) string {
	t.Helper()
	in := &s3.GetObjectInput{Bucket: aws.String(name), Key: &key}
	if version != "" {
		in.VersionId = &version
	}
	out, err := f.client.GetObject(t.Context(), in)
	if err != nil {
		t.Fatal(err)
	}
	defer out.Body.Close()
	content, err := io.ReadAll(out.Body)
	if err != nil {
		t.Fatal(err)
	}
	return string(content)
}

func TestStore_versionsOutliveRestart(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	key := "rosters/maple-grove/import/März 2026 (1)+ü.csv"
	before := open(t, dir)
	first := before.put(t, key, "one")
	second := before.put(t, key, "two two")
	want := []Created{
		{Key: key, VersionID: first, ETag: sum("one"), Size: 3},
		{Key: key, VersionID: second, ETag: sum("two two"), Size: 7},
	}
	if diff := cmp.Diff(want, before.created); diff != "" {
		t.Errorf("created (-want +got):\n%s", diff)
	}
	// What a kill in the middle of an upload leaves behind.
	for _, rest := range []string{"0001abc.body", "1234.part"} {
		if err := os.WriteFile(filepath.Join(dir, rest), []byte("half"), 0o600); err != nil {
			t.Fatal(err)
		}
	}

	after := open(t, dir)
	for version, want := range map[string]string{"": "two two", first: "one", second: "two two"} {
		if got := after.get(t, key, version); got != want {
			t.Errorf("version %q: got %q, want %q", version, got, want)
		}
	}
	files, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	if got, want := len(files), 4; got != want {
		t.Errorf("files: got %d, want %d", got, want)
	}
}

func TestStore_list(t *testing.T) {
	t.Parallel()
	f := open(t, t.TempDir())
	for n := range 5 {
		f.put(t, fmt.Sprintf("rosters/c1/import/%d.csv", n), "x")
	}
	f.put(t, "results/c1/report.csv", "x")
	f.put(t, "rosters/c2/import/gone.csv", "x")
	if _, err := f.client.DeleteObject(t.Context(), &s3.DeleteObjectInput{Bucket: aws.String(name), Key: aws.String("rosters/c2/import/gone.csv")}); err != nil {
		t.Fatal(err)
	}
	pages := s3.NewListObjectsV2Paginator(f.client, &s3.ListObjectsV2Input{Bucket: aws.String(name), Prefix: aws.String("rosters/"), MaxKeys: aws.Int32(2)})
	var got []string
	for pages.HasMorePages() {
		page, err := pages.NextPage(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		for _, object := range page.Contents {
			got = append(got, aws.ToString(object.Key))
		}
	}
	want := []string{"rosters/c1/import/0.csv", "rosters/c1/import/1.csv", "rosters/c1/import/2.csv", "rosters/c1/import/3.csv", "rosters/c1/import/4.csv"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("keys (-want +got):\n%s", diff)
	}
	versions, err := f.client.ListObjectVersions(t.Context(), &s3.ListObjectVersionsInput{Bucket: aws.String(name), Prefix: aws.String("rosters/c2/")})
	if err != nil {
		t.Fatal(err)
	}
	if got, want := fmt.Sprint(len(versions.Versions), len(versions.DeleteMarkers)), "1 1"; got != want {
		t.Errorf("versions and delete markers: got %s, want %s", got, want)
	}
}

func TestStore_range(t *testing.T) {
	t.Parallel()
	f := open(t, t.TempDir())
	f.put(t, "a", "0123456789")
	out, err := f.client.GetObject(t.Context(), &s3.GetObjectInput{Bucket: aws.String(name), Key: aws.String("a"), Range: aws.String("bytes=2-4")})
	if err != nil {
		t.Fatal(err)
	}
	defer out.Body.Close()
	got, err := io.ReadAll(out.Body)
	if err != nil {
		t.Fatal(err)
	}
	if want := "234"; string(got) != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestHandler_presigned(t *testing.T) {
	t.Parallel()
	f := open(t, t.TempDir())
	key := "rosters/c1/uploads/i1/roster.csv"
	sign := func(size int64, life time.Duration) (string, http.Header) {
		request, err := s3.NewPresignClient(f.client).PresignPutObject(t.Context(),
			&s3.PutObjectInput{Bucket: aws.String(name), Key: &key, ContentLength: &size}, s3.WithPresignExpires(life))
		if err != nil {
			t.Fatal(err)
		}
		return request.URL, request.SignedHeader
	}
	for _, test := range []struct {
		name   string
		life   time.Duration
		body   string
		change func(string) string
		want   int
	}{
		{"as signed", time.Minute, "12345", nil, http.StatusOK},
		{"more bytes", time.Minute, "123456", nil, http.StatusForbidden},
		{"fewer bytes", time.Minute, "1234", nil, http.StatusForbidden},
		{"other key", time.Minute, "12345", func(u string) string { return strings.Replace(u, "/c1/", "/c2/", 1) }, http.StatusForbidden},
		{"longer life", time.Minute, "12345", func(u string) string {
			return strings.Replace(u, "X-Amz-Expires=60", "X-Amz-Expires=600", 1)
		}, http.StatusForbidden},
		{"late", time.Nanosecond, "12345", nil, http.StatusForbidden},
	} {
		t.Run(test.name, func(t *testing.T) {
			address, _ := sign(5, test.life)
			if test.change != nil {
				address = test.change(address)
			}
			if got := put(t, address, strings.NewReader(test.body), nil); got != test.want {
				t.Errorf("status: got %d, want %d", got, test.want)
			}
		})
	}
}

func TestHandler_chunkedUpload(t *testing.T) {
	t.Parallel()
	f := open(t, t.TempDir())
	for form, body := range map[string]string{
		"STREAMING-UNSIGNED-PAYLOAD-TRAILER":         "5\r\nhello\r\n6\r\n world\r\n0\r\nx-amz-checksum-crc32:AAAAAA==\r\n\r\n",
		"STREAMING-AWS4-HMAC-SHA256-PAYLOAD":         "5;chunk-signature=a\r\nhello\r\n6;chunk-signature=b\r\n world\r\n0;chunk-signature=c\r\n\r\n",
		"STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER": "b;chunk-signature=a\r\nhello world\r\n0;chunk-signature=c\r\nx-amz-checksum-crc32:AAAAAA==\r\n\r\n",
	} {
		header := http.Header{"X-Amz-Content-Sha256": {form}, "X-Amz-Decoded-Content-Length": {"11"}, "Content-Encoding": {"aws-chunked"}}
		if got, want := put(t, f.server.URL+"/"+name+"/a", strings.NewReader(body), header), http.StatusOK; got != want {
			t.Errorf("%s: status: got %d, want %d", form, got, want)
			continue
		}
		if got, want := f.get(t, "a", ""), "hello world"; got != want {
			t.Errorf("%s: got %q, want %q", form, got, want)
		}
	}
}

func TestHandler_cutOffUpload(t *testing.T) {
	t.Parallel()
	f := open(t, t.TempDir())
	ctx, cancel := context.WithCancel(t.Context())
	request, err := http.NewRequestWithContext(ctx, http.MethodPut, f.server.URL+"/"+name+"/rosters/c1/import/a.csv", io.MultiReader(bytes.NewReader([]byte("half")), reader(func() { cancel() })))
	if err != nil {
		t.Fatal(err)
	}
	request.ContentLength = 8
	if response, err := http.DefaultClient.Do(request); err == nil {
		t.Errorf("status %d for half an upload", response.StatusCode)
		response.Body.Close()
	}
	f.server.Close() // waits for the request to end
	if len(f.created) != 0 {
		t.Errorf("half an upload made %v", f.created)
	}
}

// reader calls the function when it is read, then fails.
type reader func()

func (r reader) Read([]byte) (int, error) {
	r()
	return 0, io.ErrUnexpectedEOF
}

func TestHandler_preflight(t *testing.T) {
	t.Parallel()
	f := open(t, t.TempDir())
	request, err := http.NewRequestWithContext(t.Context(), http.MethodOptions, f.server.URL+"/"+name+"/a", nil)
	if err != nil {
		t.Fatal(err)
	}
	request.Header.Set("Origin", "http://127.0.0.1:8080")
	request.Header.Set("Access-Control-Request-Method", "PUT")
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	response.Body.Close()
	if got, want := response.Header.Get("Access-Control-Allow-Methods"), "GET, HEAD, PUT"; got != want {
		t.Errorf("methods: got %q, want %q", got, want)
	}
	if got, want := response.Header.Get("Access-Control-Allow-Origin"), "*"; got != want {
		t.Errorf("origin: got %q, want %q", got, want)
	}
}

func put(t *testing.T, address string, body io.Reader, header http.Header) int {
	t.Helper()
	request, err := http.NewRequestWithContext(t.Context(), http.MethodPut, address, body)
	if err != nil {
		t.Fatal(err)
	}
	for name := range header {
		request.Header.Set(name, header.Get(name))
	}
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	if _, err := io.Copy(io.Discard, response.Body); err != nil {
		t.Fatal(err)
	}
	return response.StatusCode
}

func sum(body string) string {
	hash := md5.Sum([]byte(body))
	return hex.EncodeToString(hash[:])
}
