package contact

import "testing"

func TestLikelyProvider(t *testing.T) {
	t.Parallel()
	for domain, want := range map[string]string{
		"gmial.com": "gmail.com", "gmal.com": "gmail.com", "gmail.co": "gmail.com", "yaho.com": "yahoo.com", "hotmial.con": "hotmail.com",
		"hotnail.com": "hotmail.com", "comcst.net": "comcast.net", "outlok.com": "outlook.com", "iclod.com": "icloud.com", "sbcglobl.net": "sbcglobal.net",
		"gmail.com": "", "yahoo.co.uk": "", "example.com": "", "ol.com": "", "mei.com": "", "gmail.example": "", "hotel.com": "", "": "",
	} {
		if got := LikelyProvider(domain); got != want {
			t.Errorf("%q: got %q, want %q", domain, got, want)
		}
	}
}
