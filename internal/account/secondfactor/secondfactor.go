// Package secondfactor generates and checks the codes of authenticator apps:
// time steps of 30 seconds, six digits, HMAC-SHA-1, as specified in RFC 6238
// and supported by every app. It is stateless; the caller remembers the last
// step used.
package secondfactor

import (
	"bytes"
	"encoding/base32"
	"encoding/base64"
	"fmt"
	"image/png"
	"net/url"
	"strings"
	"time"

	"github.com/pquerna/otp"
	"github.com/pquerna/otp/hotp"

	"github.com/communitrak/onboarding/internal/secret"
)

const (
	period = 30 * time.Second
	// skew is how many steps an app's clock may be off in either direction. RFC
	// 6238, section 5.2, recommends one.
	skew   = 1
	digits = otp.DigitsSix
	// imageSize is the side length of the QR code in pixels.
	imageSize = 220
)

// SecretSize is the size of a secret in bytes. RFC 4226, section 4, recommends
// 160 bits.
const SecretSize = 20

// Secret is shared by the server and the app. Only Reveal and the methods that
// prepare it for the app return it.
type Secret struct {
	secret.Masked
	reveal func() [SecretSize]byte
}

// NewSecret returns a Secret with the given bytes.
func NewSecret(b [SecretSize]byte) Secret {
	return Secret{reveal: func() [SecretSize]byte { return b }}
}

// Reveal returns the secret as it is typed into an app: base32 without padding.
func (s Secret) Reveal() string {
	b := s.reveal()
	return base32.StdEncoding.WithPadding(base32.NoPadding).EncodeToString(b[:])
}

// URI returns the secret in the form that apps import; see "Key Uri Format" of
// Google Authenticator.
func (s Secret) URI(issuer, account string) string {
	query := url.Values{"secret": {s.Reveal()}, "issuer": {issuer}, "algorithm": {"SHA1"}, "digits": {"6"}, "period": {"30"}}
	return (&url.URL{Scheme: "otpauth", Host: "totp", Path: "/" + issuer + ":" + account, RawQuery: strings.ReplaceAll(query.Encode(), "+", "%20")}).String()
}

// Image returns the QR code of a URI as a data URL.
func Image(uri string) (string, error) {
	key, err := otp.NewKeyFromURL(uri)
	if err != nil {
		return "", fmt.Errorf("QR code: %w", err)
	}
	code, err := key.Image(imageSize, imageSize)
	if err != nil {
		return "", fmt.Errorf("QR code: %w", err)
	}
	var b bytes.Buffer
	if err := png.Encode(&b, code); err != nil {
		return "", fmt.Errorf("QR code: %w", err)
	}
	return "data:image/png;base64," + base64.StdEncoding.EncodeToString(b.Bytes()), nil
}

// Code returns what an app shows at now.
func (s Secret) Code(now time.Time) (string, error) {
	return hotp.GenerateCodeCustom(s.Reveal(), uint64(stepAt(now)), options())
}

// Match returns the time step, near now and later than after, whose code was
// typed. Steps up to after are already used. ok is false if no step matches.
func (s Secret) Match(typed string, after int64, now time.Time) (step int64, ok bool) {
	typed = strings.Map(func(r rune) rune {
		if r == ' ' || r == '\u00a0' || r == '-' {
			return -1
		}
		return r
	}, typed)
	for step := stepAt(now) - skew; step <= stepAt(now)+skew; step++ {
		// The error means that the code does not have six digits.
		if right, err := hotp.ValidateCustom(typed, uint64(step), s.Reveal(), options()); right && err == nil && step > after {
			return step, true
		}
	}
	return 0, false
}

func options() hotp.ValidateOpts {
	return hotp.ValidateOpts{Digits: digits, Algorithm: otp.AlgorithmSHA1}
}

func stepAt(now time.Time) int64 { return now.Unix() / int64(period/time.Second) }
