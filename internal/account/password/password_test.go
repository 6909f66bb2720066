package password_test

import (
	"errors"
	"runtime"
	"strings"
	"testing"

	"github.com/communitrak/onboarding/internal/account/password"
	"github.com/communitrak/onboarding/internal/secret"
)

func TestCheck(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name    string
		pw      secret.Password
		context []string
		want    error
	}{
		{"empty", "", nil, password.ErrTooShort},
		{"eleven characters", "k7#Wq-pv2Zm", nil, password.ErrTooShort},
		{"twelve characters", "k7#Wq-pv2ZmT", nil, nil},
		{"twelve characters of four bytes", "🦊🌵🛶🧵🪁🎻🧭🪴🛖🧊🪕🥨", nil, nil},
		{"eleven after composition", secret.Password(strings.Repeat("e\u0301", 11)), nil, password.ErrTooShort},
		{"128 characters", secret.Password(strings.Repeat("kq7wzv3m", 15) + "pt9xkd2f"), nil, nil},
		{"129 characters", secret.Password(strings.Repeat("kq7wzv3m", 16) + "p"), nil, password.ErrTooLong},
		{"a megabyte", secret.Password(strings.Repeat("kq7wzv3m", 1<<17)), nil, password.ErrTooLong},
		{"blanks around are kept", "  otter violin kayak  ", nil, nil},
		{"no composition rules", "otter violin kayak", nil, nil},
		{"four plain words", "correct horse maple staple", nil, nil},
		{"line break", "otter violin\nkayak", nil, password.ErrUnreadable},
		{"NUL", "otter violin\x00kayak", nil, password.ErrUnreadable},
		{"not UTF-8", "otter violin \xff kayak", nil, password.ErrUnreadable},

		{"the famous one", "correct horse battery staple", nil, password.ErrCommon},
		{"one character", "aaaaaaaaaaaa", nil, password.ErrCommon},
		{"twelve blanks", "            ", nil, password.ErrCommon},
		{"few characters", "xkxkkxkxxkkq", nil, password.ErrCommon},
		{"digits in order", "123456789012", nil, password.ErrCommon},
		{"digits backwards", "987654321098", nil, password.ErrCommon},
		{"alphabet", "ABCDEFGHIJKLM", nil, password.ErrCommon},
		{"keyboard rows", "qwertyuiopasdf", nil, password.ErrCommon},
		{"keyboard columns", "1qaz2wsx3edc", nil, password.ErrCommon},
		{"zigzag", "1q2w3e4r5t6y", nil, password.ErrCommon},
		{"repeated piece", "x7Gpx7Gpx7Gp", nil, password.ErrCommon},
		{"word twice", "passwordpassword", nil, password.ErrCommon},
		{"word and digits", "Password1234", nil, password.ErrCommon},
		{"word and year", "Welcome-2026!", nil, password.ErrCommon},
		{"leet", "P@$$w0rd2026", nil, password.ErrCommon},
		{"two words", "sunshineprincess", nil, password.ErrCommon},
		{"phrase", "ILoveYouForever", nil, password.ErrCommon},
		{"the product", "communitrak123", nil, password.ErrCommon},
		{"the product, split", "Communi-Trak-2026", nil, password.ErrCommon},
		{"the email", "zebulon.quint@example.org", []string{"zebulon.quint@example.org"}, password.ErrCommon},
		{"the local part", "zebulonquint1", []string{"zebulon.quint@example.org"}, password.ErrCommon},
		{"the community", "Fernhollow2026!", []string{"Fernhollow"}, password.ErrCommon},
		{"somebody else's community", "Fernhollow2026!", nil, nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			if got := password.Default.Check(tt.pw, tt.context...); !errors.Is(got, tt.want) {
				t.Errorf("got %v, want %v", got, tt.want)
			}
		})
	}
}

func TestPolicy_Check(t *testing.T) {
	t.Parallel()
	p := password.Policy{Min: 15, Max: 20}
	got := p.Check("kq7wzv3m")
	if !errors.Is(got, password.ErrTooShort) || !strings.Contains(got.Error(), "15") {
		t.Errorf("got %v, want ErrTooShort naming 15", got)
	}
	if got := p.Check("kq7wzv3mpt9xkd2f"); got != nil {
		t.Errorf("got %v, want nil", got)
	}
}

func TestVerify(t *testing.T) {
	t.Parallel()
	const typed = secret.Password("caf\u00e9 otter\u00a0violin")
	encoded, err := password.Default.Hash(typed)
	if err != nil {
		t.Fatal(err)
	}
	if want := "$argon2id$v=19$m=19456,t=2,p=1$"; !strings.HasPrefix(encoded, want) {
		t.Errorf("got %q, want prefix %q", encoded, want)
	}
	tests := []struct {
		name    string
		pw      secret.Password
		encoded string
		want    bool
		wantErr error
	}{
		{"same", typed, encoded, true, nil},
		{"decomposed, ordinary blank", "cafe\u0301 otter violin", encoded, true, nil},
		{"other case", "Caf\u00e9 otter violin", encoded, false, nil},
		{"trailing blank", typed + " ", encoded, false, nil},
		{"empty", "", encoded, false, nil},
		{"unreadable", "\xff", encoded, false, nil},
		{"no account", typed, "", false, nil},
		{"not a hash", typed, "plain", false, password.ErrMalformedHash},
		{"other variant", typed, strings.Replace(encoded, "argon2id", "argon2i", 1), false, password.ErrMalformedHash},
		{"no lanes", typed, strings.Replace(encoded, "p=1", "p=0", 1), false, password.ErrMalformedHash},
		{"no passes", typed, strings.Replace(encoded, "t=2", "t=0", 1), false, password.ErrMalformedHash},
		{"all memory", typed, strings.Replace(encoded, "m=19456", "m=4294967295", 1), false, password.ErrMalformedHash},
		{"no key", typed, encoded[:strings.LastIndex(encoded, "$")+1], false, password.ErrMalformedHash},
		{"cut off", typed, encoded[:len(encoded)-3], false, password.ErrMalformedHash},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			got, err := password.Default.Verify(tt.pw, tt.encoded)
			if got != tt.want || !errors.Is(err, tt.wantErr) {
				t.Errorf("got %v, %v, want %v, %v", got, err, tt.want, tt.wantErr)
			}
		})
	}
}

func TestHash_Salted(t *testing.T) {
	t.Parallel()
	first, err := password.Default.Hash("otter violin kayak")
	if err != nil {
		t.Fatal(err)
	}
	second, err := password.Default.Hash("otter violin kayak")
	if err != nil {
		t.Fatal(err)
	}
	if first == second {
		t.Error("two hashes of one password are equal")
	}
	if _, err := password.Default.Hash("otter\nviolin"); !errors.Is(err, password.ErrUnreadable) {
		t.Errorf("got %v, want ErrUnreadable", err)
	}
}

// Comparing with an account that does not exist does the same work, as measured
// by memory: a clock says little on a busy machine.
func TestVerify_AbsentCostsTheSame(t *testing.T) { // not parallel: others would be counted
	encoded, err := password.Default.Hash("otter violin kayak")
	if err != nil {
		t.Fatal(err)
	}
	const hashing = 19 << 20
	for _, encoded := range []string{encoded, "", "malformed"} {
		for _, pw := range []secret.Password{"another violin kayak", "", "\xff"} {
			if got := allocated(func() { _, _ = password.Default.Verify(pw, encoded) }); got < hashing {
				t.Errorf("%q: %d bytes were used, want the %d of a hash", encoded, got, hashing)
			}
		}
	}
}

// allocated returns how many bytes f allocates.
func allocated(f func()) uint64 {
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	f()
	runtime.ReadMemStats(&after)
	return after.TotalAlloc - before.TotalAlloc
}

func FuzzCheck(f *testing.F) {
	for _, seed := range []string{"", "P@$$w0rd2026", "\xff\x00", strings.Repeat("é", 200)} {
		f.Add(seed, seed)
	}
	f.Fuzz(func(t *testing.T, pw, context string) {
		err := password.Default.Check(secret.Password(pw), context)
		if err != nil && len(pw) >= 12 && strings.Contains(err.Error(), pw) {
			t.Errorf("the error %q shows the password", err)
		}
	})
}

func BenchmarkVerify(b *testing.B) {
	encoded, err := password.Default.Hash("otter violin kayak")
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		if ok, err := password.Default.Verify("otter violin kayak", encoded); !ok || err != nil {
			b.Fatal(ok, err)
		}
	}
}

func BenchmarkCheck(b *testing.B) {
	pw := secret.Password(strings.Repeat("kq7wzv3m", 15) + "pt9xkd2f")
	for b.Loop() {
		if err := password.Default.Check(pw); err != nil {
			b.Fatal(err)
		}
	}
}
