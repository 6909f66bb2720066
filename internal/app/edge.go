package app

import (
	"context"
	"crypto/sha256"
	"crypto/subtle"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"net/netip"
	"sync"
	"time"

	"github.com/aws/aws-sdk-go-v2/service/secretsmanager"
	"github.com/aws/aws-sdk-go-v2/service/secretsmanager/types"
)

// Headers that the edge (infra/edge) sets on every request that it forwards,
// replacing those sent by the viewer.
const (
	OriginSecretHeader  = "X-Origin-Secret"
	ViewerAddressHeader = "X-Viewer-Address"
)

// BehindEdge passes on to h only requests that came through the edge, which
// presents the secret in ORIGIN_SECRET_ARN, and takes the viewer's address from
// the edge: the gateway sees only the edge's own address. All other requests
// are refused. Without that setting there is no edge, the gateway's address is
// used, and the two headers are not trusted.
func BehindEdge(s *Settings, h http.Handler) http.Handler {
	arn := s.Optional("ORIGIN_SECRET_ARN", "")
	if arn == "" {
		return h
	}
	client := NewAWS(s).secretsManager()
	return behind(&originSecret{read: func(ctx context.Context) ([]string, error) { return readOriginSecret(ctx, client, arn) }, now: time.Now}, h)
}

func behind(secret *originSecret, h http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		shown, address := r.Header.Get(OriginSecretHeader), r.Header.Get(ViewerAddressHeader)
		r.Header.Del(OriginSecretHeader)
		r.Header.Del(ViewerAddressHeader)
		ok, err := secret.matches(r.Context(), shown)
		if err != nil {
			slog.ErrorContext(r.Context(), "cannot tell whether a request comes from the edge", "error", err)
			fail(w, http.StatusInternalServerError, "internal", internalErrorDetail)
			return
		}
		if !ok {
			slog.WarnContext(r.Context(), "refused a request that does not come from the edge")
			fail(w, http.StatusForbidden, "forbidden", "This is not the address of the site.")
			return
		}
		viewer, err := netip.ParseAddr(address)
		if err != nil || viewer.Zone() != "" {
			slog.ErrorContext(r.Context(), "the edge does not say where a request comes from")
			fail(w, http.StatusInternalServerError, "internal", internalErrorDetail)
			return
		}
		h.ServeHTTP(w, r.WithContext(WithSourceIP(r.Context(), viewer.Unmap().String())))
	})
}

// originSecret is the secret that the edge presents. During rotation the
// previous secret is accepted too, until every edge location presents the new
// one. It is safe for concurrent use.
type originSecret struct {
	read func(context.Context) ([]string, error)
	now  func() time.Time

	mu       sync.Mutex
	accepted [][sha256.Size]byte
	readAt   time.Time
}

// matches reports whether the secret was presented. An unknown secret is looked
// up again, at most once a minute, in case of a rotation.
func (o *originSecret) matches(ctx context.Context, shown string) (bool, error) {
	if shown == "" {
		return false, nil
	}
	o.mu.Lock()
	defer o.mu.Unlock()
	if o.isAccepted(shown) {
		return true, nil
	}
	if o.accepted != nil && o.now().Sub(o.readAt) < reloadInterval {
		return false, nil
	}
	secrets, err := o.read(ctx)
	if err != nil {
		return false, fmt.Errorf("read the origin's secret: %w", err)
	}
	o.accepted, o.readAt = nil, o.now()
	for _, secret := range secrets {
		o.accepted = append(o.accepted, sha256.Sum256([]byte(secret)))
	}
	return o.isAccepted(shown), nil
}

func (o *originSecret) isAccepted(shown string) bool {
	sum := sha256.Sum256([]byte(shown))
	for _, accepted := range o.accepted {
		if subtle.ConstantTimeCompare(accepted[:], sum[:]) == 1 {
			return true
		}
	}
	return false
}

// minOriginSecret is in letters and digits: 190 bits.
const minOriginSecret = 32

// readOriginSecret returns the current secret and, if there is one, the
// previous one.
func readOriginSecret(ctx context.Context, client *secretsmanager.Client, arn string) ([]string, error) {
	var secrets []string
	for _, stage := range []string{"AWSCURRENT", "AWSPREVIOUS"} {
		text, err := readSecretAt(ctx, client, arn, stage)
		var missing *types.ResourceNotFoundException
		if stage == "AWSPREVIOUS" && errors.As(err, &missing) {
			break
		}
		if err != nil {
			return nil, err
		}
		if len(text) < minOriginSecret {
			return nil, fmt.Errorf("%s has %d characters, want at least %d", stage, len(text), minOriginSecret)
		}
		secrets = append(secrets, text)
	}
	return secrets, nil
}
