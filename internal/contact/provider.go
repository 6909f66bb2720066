package contact

import (
	"strings"

	"github.com/communitrak/onboarding/internal/typo"
)

// Providers are domains at which many people have their mail. The console asks
// about the same ones (mail-typo.js).
var Providers = strings.Fields(`
	aim.com aol.com att.net bellsouth.net centurylink.net charter.net cloud.com comcast.net
	cox.net duck.com earthlink.net email.com fastmail.com frontier.com frontiernet.net gmail.com
	gmx.com gmx.net googlemail.com hey.com hotmail.com icloud.com juno.com live.com
	mac.com mail.com me.com msn.com netzero.net optonline.net optimum.net outlook.com
	pm.me proton.me protonmail.com q.com roadrunner.com rocketmail.com rr.com sbcglobal.net
	spectrum.net suddenlink.net tds.net verizon.net windstream.net yahoo.com ymail.com zoho.com`)

// LikelyProvider returns the provider whose domain was probably meant by a
// misspelled one, gmail.com for gmial.com, or "". A domain that looks misspelled
// may be somebody's own, so people decide.
func LikelyProvider(domain string) string {
	name, ending, _ := strings.Cut(domain, ".")
	for _, known := range Providers {
		provider, _, _ := strings.Cut(known, ".")
		if name != provider {
			continue
		}
		if ending == "cm" || ending == "co" || ending == "om" {
			return known
		}
		return "" // yahoo.co.uk is as good as yahoo.com
	}
	best, likely := 4, ""
	for _, known := range Providers {
		provider, _, _ := strings.Cut(known, ".")
		allowed := allowedSlips(provider)
		if !typo.Within(name, provider, allowed) {
			continue
		}
		for slips := range min(best, allowed+2) {
			if typo.Within(domain, known, slips) {
				best, likely = slips, known
				break
			}
		}
	}
	return likely
}

// allowedSlips returns how many slips away a provider's name may be: short names
// are too often words of their own.
func allowedSlips(provider string) int {
	switch n := len(provider); {
	case n < 5:
		return 0
	case n < 7:
		return 1
	}
	return 2
}
