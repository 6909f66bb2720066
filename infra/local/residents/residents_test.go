package residents

import (
	"testing"

	"github.com/communitrak/onboarding/internal/dynamo"
	"github.com/communitrak/onboarding/internal/onboarding/onboardingtest"
)

func TestAdd(t *testing.T) {
	f := onboardingtest.New(t)
	community := f.Community.ID
	before, err := f.Store.Counts(t.Context(), community)
	if err != nil {
		t.Fatal(err)
	}
	// More than one transaction holds, and a home with one person.
	if err := Add(t.Context(), f.Store, Options{Community: community, Members: 41, PerHome: 2, Now: onboardingtest.Noon}); err != nil {
		t.Fatal(err)
	}
	after, err := f.Store.Counts(t.Context(), community)
	if err != nil {
		t.Fatal(err)
	}
	got := after.Minus(before)
	if got.Active != 21 || got.Pending != 20 || got.Attention != 4 {
		t.Errorf("got %+v, want 21 active, 20 pending, of whom 4 need attention", got)
	}
	page, _, err := f.Store.ListMembers(t.Context(), dynamo.MemberQuery{Community: community, Tab: dynamo.TabPending, Limit: 50})
	if err != nil {
		t.Fatal(err)
	}
	homes := map[string]bool{}
	for _, m := range page {
		homes[m.Property] = true
	}
	if len(homes) != 20 {
		t.Errorf("got pending members of %d homes, want 20: %+v", len(homes), page)
	}
}
