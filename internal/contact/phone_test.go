package contact

import (
	"fmt"
	"strings"
	"testing"

	"github.com/nyaruka/phonenumbers"
)

func TestParsePhone(t *testing.T) {
	t.Parallel()
	tests := []struct{ name, typed, want string }{
		{"brackets", "(480) 555-0101", "+14805550101"},
		{"dots", "480.555.0102", "+14805550102"},
		{"bare", "4805550103", "+14805550103"},
		{"slashes", "480/555/0104", "+14805550104"},
		{"leading 1", "1-480-555-0105", "+14805550105"},
		{"E.164", "+14805550106", "+14805550106"},
		{"two pluses", "++1 480 555 0106", "+14805550106"},
		{"en dash and no-break blank", "480\u00a0555\u20130107", "+14805550107"},
		{"full-width", "＋１ ４８０ ５５５ ０１０８", "+14805550108"},
		{"Arabic-Indic digits", "٤٨٠ ٥٥٥ ٠١٠٩", "+14805550109"},
		{"soft hyphen", "480-\u00ad555-0110", "+14805550110"},
		{"direction marks", "\u202a+1 480 555 0111\u202c", "+14805550111"},
		{"text marker of a spreadsheet", "'4805550112", "+14805550112"},
		{"number turned decimal", "4805550113.0", "+14805550113"},
		{"all digits in the mantissa", "4.805550114E+09", "+14805550114"},
		{"with the country code", "1.4805550115E10", "+14805550115"},
		{"decimal comma", "4,805550116E+9", "+14805550116"},
		{"label before", "Cell: 480-555-0117", "+14805550117"},
		{"label without a colon", "tel +1 480 555 0118", "+14805550118"},
		{"label after", "480-555-0119 (home)", "+14805550119"},
		{"short label after", "480-555-0120 c", "+14805550120"},
		{"label of two words", "480-555-0120 (text only)", "+14805550120"},
		{"minus signs", "480\u2212555\u22120120", "+14805550120"},
		{"end of a list", "480-555-0120; ", "+14805550120"},
		{"extension x", "480 555 0121x12", "+14805550121"},
		{"extension word", "480 555 0122 ext. 1234", "+14805550122"},
		{"extension in a URI", "tel:+1-480-555-0123;ext=7", "+14805550123"},
		{"Puerto Rico", "787-555-0124", "+17875550124"},
		{"New Zealand", "+64 3 331 6005", "+6433316005"},
		{"through the international prefix", "011 64 3 331 6005", "+6433316005"},
		{"Italian zero is kept", "+39 02 3661 8300", "+390236618300"},
		{"trunk zero in brackets", "+44 (0)20 7946 0018", "+442079460018"},
		{"trunk zero", "+61 0412 345 678", "+61412345678"},
		{"three-digit country code", "+353 1 234 5678", "+35312345678"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			got, err := ParsePhone(tt.typed)
			if err != nil {
				t.Fatalf("ParsePhone: %v", err)
			}
			if got.Reveal() != tt.want {
				t.Errorf("got %q, want %q", got.Reveal(), tt.want)
			}
		})
	}
}

func TestParsePhone_refused(t *testing.T) {
	t.Parallel()
	tests := []struct{ name, typed, code string }{
		{"empty", "", CodeRequired},
		{"blank", "\u00a0\u200b", CodeRequired},
		{"scientific, rounded", "1.2E+10", CodeSpreadsheetNumber},
		{"scientific, one digit short", "4.80555011E9", CodeSpreadsheetNumber},
		{"scientific, lower case", "4.81e+09", CodeSpreadsheetNumber},
		{"scientific, decimal comma", "4,81E+09", CodeSpreadsheetNumber},
		{"letters", "abc123", CodeInvalidPhone},
		{"vanity", "1-800-EXAMPLE", CodeInvalidPhone},
		{"no digits", "--", CodeInvalidPhone},
		{"only a plus", "+", CodeInvalidPhone},
		{"no area code", "555-0101", CodeInvalidPhone},
		{"too short", "123", CodeInvalidPhone},
		{"too long", "480 555 01011", CodeInvalidPhone},
		{"two numbers", "480-555-0101 / 480-555-0102", CodeInvalidPhone},
		{"two numbers with a comma", "480-555-0101, 480-555-0102", CodeInvalidPhone},
		{"plus inside", "480+555+0101", CodeInvalidPhone},
		{"star", "480*5550101", CodeInvalidPhone},
		{"area code starting with 1", "180-555-0101", CodeInvalidPhone},
		{"area code starting with 0", "080-555-0101", CodeInvalidPhone},
		{"service code", "911-555-0101", CodeInvalidPhone},
		{"expansion code", "490-555-0101", CodeInvalidPhone},
		{"held code", "370-555-0101", CodeInvalidPhone},
		{"exchange starting with 1", "480-155-0101", CodeInvalidPhone},
		{"leading 1 without ten digits", "1 480 555 010", CodeInvalidPhone},
		{"date", "1/12/2011", CodeInvalidPhone},
		{"unknown country code", "+210 555 0101", CodeInvalidPhone},
		{"country code 0", "+0 480 555 0101", CodeInvalidPhone},
		{"foreign, too short", "+33 6 55 20 14 5", CodeInvalidPhone},
		{"foreign, impossible start", "+7 111 222 33 44", CodeInvalidPhone},
		{"foreign without a plus", "00 61 2 3456 7890", CodeInvalidPhone},
		{"only a country code", "+44", CodeInvalidPhone},
		{"only a trunk zero", "+440", CodeInvalidPhone},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			got, err := ParsePhone(tt.typed)
			wantInvalid(t, err, tt.code)
			if got != "" {
				t.Errorf("got %q with an error, want nothing", got.Reveal())
			}
		})
	}
}

func TestPhone_Display(t *testing.T) {
	t.Parallel()
	tests := []struct {
		phone Phone
		want  string
	}{
		{"+14805550101", "(480) 555-0101"},
		{"+6433316005", "+64 33316005"},
		{"+35312345678", "+353 12345678"},
		{"", ""},
	}
	for _, tt := range tests {
		if got := tt.phone.Display(); got != tt.want {
			t.Errorf("got %q, want %q", got, tt.want)
		}
	}
}

func TestSplitExtension(t *testing.T) {
	t.Parallel()
	tests := []struct{ typed, number, extension string }{
		{"480 555 0101 x12", "480 555 0101", "12"},
		{"480-555-0101 (ext. 7)", "480-555-0101", "7"},
		{"480-555-0101, extension 1234", "480-555-0101", "1234"},
		{"+14805550101#1234", "+14805550101", "1234"},
		{"480-555-0101", "480-555-0101", ""},
		{"x12", "x12", ""},
		{"480-555-0101 x1234567890", "480-555-0101 x1234567890", ""},
	}
	for _, tt := range tests {
		number, extension := SplitExtension(tt.typed)
		if number != tt.number || extension != tt.extension {
			t.Errorf("SplitExtension(%q): got %q, %q, want %q, %q", tt.typed, number, extension, tt.number, tt.extension)
		}
	}
}

// TestCallingCodes compares the table with libphonenumber's metadata: the
// countries are the same, and an example number of each is accepted unchanged.
func TestCallingCodes(t *testing.T) {
	t.Parallel()
	ours := map[string]bool{"1": true}
	for entry := range strings.FieldsSeq(callingCodes) {
		code, rest, _ := strings.Cut(entry, ":")
		n := parseNumbering(rest)
		if n.minDigits < 4 || n.minDigits > n.maxDigits || len(code)+n.maxDigits > 15 || n.first == "" {
			t.Errorf("entry %q reads as %+v", entry, n)
		}
		ours[code] = true
	}
	for code := range phonenumbers.GetSupportedCallingCodes() {
		if name := fmt.Sprint(code); !ours[name] {
			t.Errorf("country code %s is missing", name)
		}
	}
	for region := range phonenumbers.GetSupportedRegions() {
		example := phonenumbers.GetExampleNumber(region)
		if example == nil {
			continue
		}
		want := phonenumbers.Format(example, phonenumbers.E164)
		if got, err := ParsePhone(want); err != nil || got.Reveal() != want {
			t.Errorf("example of %s %s: got %q, %v", region, want, got.Reveal(), err)
		}
	}
}

// TestParsePhone_oracle goes through area codes and exchanges: every number
// that libphonenumber calls valid is accepted and means the same number.
func TestParsePhone_oracle(t *testing.T) {
	t.Parallel()
	for area := 200; area < 1000; area++ {
		for _, exchange := range []int{200, 234, 555, 811, 999} {
			typed := fmt.Sprintf("(%d) %d-0142", area, exchange)
			oracle, err := phonenumbers.Parse(typed, "US")
			if err != nil || !phonenumbers.IsValidNumber(oracle) {
				continue
			}
			want := phonenumbers.Format(oracle, phonenumbers.E164)
			if got, err := ParsePhone(typed); err != nil || got.Reveal() != want {
				t.Errorf("ParsePhone(%q): got %q, %v, want %q", typed, got.Reveal(), err, want)
			}
		}
	}
}

func FuzzParsePhone(f *testing.F) {
	for _, s := range []string{
		"(480) 555-0101", "+64 3 331 6005", "4.805550101E9", "1.2E+10", "480 555 0101 x12", "Cell: 480-555-0101",
		"tel:+1-480-555-0101;ext=7", "٤٨٠ ٥٥٥ ٠١٠٩", "+44 (0)20 7946 0018", "011", "+", "İ4805550101 CELL",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, typed string) {
		got, err := ParsePhone(typed)
		if err != nil {
			return
		}
		number := got.Reveal()
		if len(number) < 8 || len(number) > 16 || number[0] != '+' || !onlyDigits(number[1:]) {
			t.Errorf("ParsePhone(%q) = %q, not E.164", typed, number)
		}
		for _, spelling := range []string{number, got.Display()} {
			if again, err := ParsePhone(spelling); err != nil || again != got {
				t.Errorf("ParsePhone(%q) = %q, %v, want %q", spelling, again.Reveal(), err, number)
			}
		}
	})
}
