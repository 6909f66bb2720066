package bucket

import (
	"bufio"
	"fmt"
	"io"
	"net/http"
	"strconv"
	"strings"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/johannesboyne/gofakes3"
)

// Handler serves the store as S3. It does not check credentials or origins,
// except that presigned requests under own are held to what was signed.
func Handler(s *Store, own aws.Credentials) http.Handler {
	fake := gofakes3.New(s, gofakes3.WithLogger(gofakes3.DiscardLog()), gofakes3.WithTimeSkewLimit(0))
	return cors(verifyPresigned(own, unchunk(fake.Server())))
}

// cors answers preflight requests as the template's CORS rule for the bucket
// does.
func cors(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Method != http.MethodOptions {
			next.ServeHTTP(w, r)
			return
		}
		header := w.Header()
		header.Set("Access-Control-Allow-Origin", "*")
		header.Set("Access-Control-Allow-Methods", "GET, HEAD, PUT")
		header.Set("Access-Control-Allow-Headers", "*")
		header.Set("Access-Control-Expose-Headers", "ETag")
		header.Set("Access-Control-Max-Age", "600")
	})
}

// unchunk unwraps bodies in aws-chunked encoding, with which SDKs append a
// checksum to an upload. gofakes3 knows only the signed form.
func unchunk(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		form := r.Header.Get("X-Amz-Content-Sha256")
		if r.Method != http.MethodPut || !strings.HasPrefix(form, "STREAMING-") {
			next.ServeHTTP(w, r)
			return
		}
		size, err := strconv.ParseInt(r.Header.Get("X-Amz-Decoded-Content-Length"), 10, 64)
		if err != nil || size < 0 {
			http.Error(w, "aws-chunked without X-Amz-Decoded-Content-Length", http.StatusBadRequest)
			return
		}
		r = r.Clone(r.Context())
		r.Header.Set("X-Amz-Content-Sha256", "UNSIGNED-PAYLOAD")
		r.Header.Del("Content-Encoding")
		r.Header.Set("Content-Length", strconv.FormatInt(size, 10))
		r.ContentLength = size
		r.Body = struct {
			io.Reader
			io.Closer
		}{&chunks{from: bufio.NewReader(r.Body)}, r.Body}
		next.ServeHTTP(w, r)
	})
}

// chunks reads the content out of aws-chunked encoding: lines "<hex size>" or
// "<hex size>;chunk-signature=…", each followed by that many bytes and a line
// ending. A chunk of size 0, which trailers may follow, ends it.
type chunks struct {
	from *bufio.Reader
	left int64
	end  bool
}

func (c *chunks) Read(p []byte) (int, error) {
	for c.left == 0 {
		if c.end {
			return 0, io.EOF
		}
		if err := c.next(); err != nil {
			return 0, err
		}
	}
	n, err := c.from.Read(p[:min(int64(len(p)), c.left)])
	c.left -= int64(n)
	if c.left == 0 && err == nil {
		_, err = c.from.Discard(len("\r\n"))
	}
	return n, err
}

func (c *chunks) next() error {
	line, err := c.from.ReadString('\n')
	if err != nil {
		return io.ErrUnexpectedEOF
	}
	size, _, _ := strings.Cut(strings.TrimSpace(line), ";")
	c.left, err = strconv.ParseInt(size, 16, 32)
	if err != nil || c.left < 0 {
		return fmt.Errorf("aws-chunked: size of a chunk: %q", size)
	}
	if c.left == 0 {
		c.end = true
		_, err = io.Copy(io.Discard, c.from)
		return err
	}
	return nil
}
