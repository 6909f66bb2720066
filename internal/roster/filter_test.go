package roster_test

import (
	"errors"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/communitrak/onboarding/internal/roster"
)

func TestMemberFilter_Matches(t *testing.T) {
	t.Parallel()
	prefs := roster.Preferences{DefaultRole: roster.RoleMember}
	member := func(change func(*roster.Member)) roster.Member {
		m := roster.Member{Status: roster.Pending, Address: "2 Oak St, Mesa, AZ 85201"}
		m.Invitation.Delivery.State = roster.DeliveryDelivered
		change(&m)
		return m
	}
	same := func(*roster.Member) {}
	for name, tt := range map[string]struct {
		filter roster.MemberFilter
		change func(*roster.Member)
		want   bool
	}{
		"nothing is asked":                {roster.MemberFilter{}, same, true},
		"the street":                      {roster.MemberFilter{Street: "oak st"}, same, true},
		"half a word of it":               {roster.MemberFilter{Street: "oa"}, same, false},
		"its words in another order":      {roster.MemberFilter{Street: "st oak"}, same, false},
		"no home":                         {roster.MemberFilter{Street: "oak"}, func(m *roster.Member) { m.Address = "" }, false},
		"the default, given to none":      {roster.MemberFilter{Role: roster.RoleMember}, same, true},
		"the default, another is given":   {roster.MemberFilter{Role: roster.RoleMember}, func(m *roster.Member) { m.Role = roster.RoleBoard }, false},
		"delivered":                       {roster.MemberFilter{Mail: "delivered"}, same, true},
		"delivered and over":              {roster.MemberFilter{Mail: "delivered"}, func(m *roster.Member) { m.Attention = true }, false},
		"over":                            {roster.MemberFilter{Mail: roster.MailExpired}, func(m *roster.Member) { m.Attention = true }, true},
		"bounced, which is not over":      {roster.MemberFilter{Mail: roster.MailExpired}, func(m *roster.Member) { m.Attention, m.Invitation.Delivery.State = true, roster.DeliveryBounced }, false},
		"active, whatever the mail was":   {roster.MemberFilter{Mail: "delivered"}, func(m *roster.Member) { m.Status = roster.Active }, false},
		"revoked, whatever the mail was":  {roster.MemberFilter{Mail: "delivered"}, func(m *roster.Member) { m.Status = roster.Revoked }, false},
		"revoked":                         {roster.MemberFilter{Mail: roster.MailRevoked}, func(m *roster.Member) { m.Status = roster.Revoked }, true},
		"the import":                      {roster.MemberFilter{Import: "j1"}, func(m *roster.Member) { m.Origin.Import = "j1" }, true},
		"invited by hand":                 {roster.MemberFilter{Import: "j1"}, same, false},
		"one of two does not hold":        {roster.MemberFilter{Street: "oak", Import: "j1"}, same, false},
		"the need":                        {roster.MemberFilter{Need: roster.NeedResend}, func(m *roster.Member) { m.Attention = true }, true},
		"another need":                    {roster.MemberFilter{Need: roster.NeedAsk}, func(m *roster.Member) { m.Attention = true }, false},
		"a need, and not the import":      {roster.MemberFilter{Need: roster.NeedResend, Import: "j1"}, func(m *roster.Member) { m.Attention = true }, false},
		"a comma between the words":       {roster.MemberFilter{Street: "Oak St Mesa"}, same, true},
		"a comma that was typed, and not": {roster.MemberFilter{Street: "Oak, St"}, same, true},
	} {
		if got := tt.filter.Matches(member(tt.change), prefs); got != tt.want {
			t.Errorf("%s: got %v, want %v", name, got, tt.want)
		}
	}
}

func TestMemberFilter_Empty(t *testing.T) {
	t.Parallel()
	if !(roster.MemberFilter{}).Empty() {
		t.Error("no filter is taken for one")
	}
	for _, f := range []roster.MemberFilter{
		{Street: "oak"}, {Role: roster.RoleBoard}, {Mail: "sent"}, {Need: roster.NeedAsk}, {Import: "j1"}, {Waves: []roster.WaveFilter{{}}},
	} {
		if f.Empty() {
			t.Errorf("%+v is taken for no filter", f)
		}
	}
}

// Whom an earlier wave has picked is not picked by the one that is asked for.
func TestMemberFilter_MatchesHome(t *testing.T) {
	t.Parallel()
	oak := roster.Property{Kind: roster.Street, Address: roster.Address{Street: "2 Oak St"}}
	head, street, all := roster.WaveFilter{Role: roster.HouseholdHead}, roster.WaveFilter{Street: "oak"}, roster.WaveFilter{}
	for name, c := range map[string]struct {
		waves []roster.WaveFilter
		role  roster.HouseholdRole
		want  bool
	}{
		"no waves":                  {nil, roster.HouseholdMember, true},
		"the only wave":             {[]roster.WaveFilter{street}, roster.HouseholdMember, true},
		"not the only wave":         {[]roster.WaveFilter{head}, roster.HouseholdMember, false},
		"the second of two":         {[]roster.WaveFilter{head, all}, roster.HouseholdMember, true},
		"the first of two":          {[]roster.WaveFilter{head, all}, roster.HouseholdHead, false},
		"the second of three":       {[]roster.WaveFilter{head, street, all}, roster.HouseholdMember, false},
		"none, though not the last": {[]roster.WaveFilter{{Street: "elm"}, head}, roster.HouseholdMember, false},
	} {
		if got := (roster.MemberFilter{Waves: c.waves}).MatchesHome(oak, c.role); got != c.want {
			t.Errorf("%s: got %v, want %v", name, got, c.want)
		}
	}
}

func TestMailState_Troubled(t *testing.T) {
	t.Parallel()
	for state, want := range map[roster.MailState]bool{
		roster.MailExpired: true, roster.MailRevoked: true, roster.MailState(roster.DeliveryBounced): true, roster.MailState(roster.DeliveryFailed): true,
		roster.MailState(roster.DeliveryDelivered): false, roster.MailState(roster.DeliveryHeld): false, "": false,
	} {
		if got := state.Troubled(); got != want {
			t.Errorf("%s: got %v, want %v", state, got, want)
		}
	}
}

func TestSending_UpToWave(t *testing.T) {
	t.Parallel()
	wave := func(number int, at time.Duration, street string) roster.Wave {
		return roster.Wave{Number: number, At: noon.Add(at), WaveFilter: roster.WaveFilter{Street: street}}
	}
	s := roster.Sending{Waves: []roster.Wave{wave(1, 2*time.Hour, "Oak St"), wave(2, time.Hour, "Elm Way")}}
	for number, want := range map[int][]roster.WaveFilter{
		1: {{Street: "Elm Way"}, {Street: "Oak St"}},
		2: {{Street: "Elm Way"}},
	} {
		got, err := s.UpToWave(number)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("wave %d: %s", number, diff)
		}
	}
	if _, err := s.UpToWave(3); !errors.Is(err, roster.ErrNotFound) {
		t.Errorf("a wave that there is not: got %v, want %v", err, roster.ErrNotFound)
	}
}
