package bucket

import (
	"crypto/subtle"
	"encoding/xml"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	v4 "github.com/aws/aws-sdk-go-v2/aws/signer/v4"
)

// amzDate is the format of X-Amz-Date, Signature Version 4.
const amzDate = "20060102T150405Z"

// verifyPresigned refuses requests presigned by us that are late or differ from
// what was signed: another key, another number of bytes. It passes all other
// requests, whatever their credentials.
func verifyPresigned(own aws.Credentials, next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		query := r.URL.Query()
		accessKey, scope, _ := strings.Cut(query.Get("X-Amz-Credential"), "/")
		if accessKey != own.AccessKeyID {
			next.ServeHTTP(w, r)
			return
		}
		signedAt, err := time.Parse(amzDate, query.Get("X-Amz-Date"))
		if err != nil {
			refuse(w, "AuthorizationQueryParametersError", "X-Amz-Date must be in the ISO8601 Long Format")
			return
		}
		seconds, err := strconv.Atoi(query.Get("X-Amz-Expires"))
		if err != nil {
			refuse(w, "AuthorizationQueryParametersError", "X-Amz-Expires should be a number")
			return
		}
		if time.Since(signedAt) > time.Duration(seconds)*time.Second {
			refuse(w, "AccessDenied", "Request has expired")
			return
		}
		signature, err := sign(own, r, scope, signedAt)
		if err != nil || subtle.ConstantTimeCompare([]byte(signature), []byte(query.Get("X-Amz-Signature"))) != 1 {
			refuse(w, "SignatureDoesNotMatch", "The request signature we calculated does not match the signature you provided.")
			return
		}
		next.ServeHTTP(w, r)
	})
}

// sign presigns the request as received and returns the signature.
func sign(own aws.Credentials, r *http.Request, scope string, at time.Time) (string, error) {
	query := r.URL.Query()
	signed := strings.Split(query.Get("X-Amz-SignedHeaders"), ";")
	for _, name := range [...]string{"X-Amz-Algorithm", "X-Amz-Credential", "X-Amz-Date", "X-Amz-SignedHeaders", "X-Amz-Signature"} {
		query.Del(name)
	}
	target := *r.URL
	target.Scheme, target.Host, target.RawQuery = "http", r.Host, query.Encode()
	again, err := http.NewRequestWithContext(r.Context(), r.Method, target.String(), nil)
	if err != nil {
		return "", err
	}
	for _, name := range signed {
		switch name {
		case "host":
		case "content-length":
			again.ContentLength = r.ContentLength
		default:
			again.Header.Set(name, r.Header.Get(name))
		}
	}
	parts := strings.Split(scope, "/") // date/region/service/aws4_request
	if len(parts) != 4 {
		return "", strconv.ErrSyntax
	}
	unescaped := func(o *v4.SignerOptions) { o.DisableURIPathEscaping = true }
	address, _, err := v4.NewSigner().PresignHTTP(r.Context(), own, again, "UNSIGNED-PAYLOAD", parts[2], parts[1], at, unescaped)
	if err != nil {
		return "", err
	}
	result, err := url.Parse(address)
	if err != nil {
		return "", err
	}
	return result.Query().Get("X-Amz-Signature"), nil
}

func refuse(w http.ResponseWriter, code, message string) {
	w.Header().Set("Access-Control-Allow-Origin", "*")
	w.Header().Set("Content-Type", "application/xml")
	w.WriteHeader(http.StatusForbidden)
	// A client that has gone away does not need the answer.
	_ = xml.NewEncoder(w).Encode(struct {
		XMLName xml.Name `xml:"Error"`
		Code    string
		Message string
	}{Code: code, Message: message})
}
