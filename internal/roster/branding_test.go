package roster_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/communitrak/onboarding/internal/brand"
	"github.com/communitrak/onboarding/internal/roster"
)

func TestBranding_Look(t *testing.T) {
	t.Parallel()
	full := roster.Branding{Color: "#1f6f54", Welcome: "Glad you’re here.", Logo: roster.Logo{ID: "k2v9", Width: 320, Height: 80}}
	tests := map[string]struct {
		branding roster.Branding
		base     string
		want     brand.Look
	}{
		"nothing chosen": {roster.Branding{}, "https://app.example.com", brand.Look{}},
		"on a page":      {full, "", brand.Look{Palette: brand.PaletteOf("#1f6f54"), Welcome: "Glad you’re here.", LogoURL: "/page/logo/k2v9", Width: 320, Height: 80}},
		"in an email": {full, "https://app.example.com",
			brand.Look{Palette: brand.PaletteOf("#1f6f54"), Welcome: "Glad you’re here.", LogoURL: "https://app.example.com/page/logo/k2v9", Width: 320, Height: 80}},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if diff := cmp.Diff(test.want, test.branding.Look(test.base)); diff != "" {
				t.Error(diff)
			}
		})
	}
}
