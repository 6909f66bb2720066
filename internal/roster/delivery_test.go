package roster_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"

	"github.com/communitrak/onboarding/internal/roster"
)

func TestMember_ApplyReport(t *testing.T) {
	t.Parallel()
	// Mailed twice, generation 1: the state is about the second mail.
	twice := func(state roster.DeliveryState, hard bool) roster.Member {
		return with(mailed(time.Hour), func(m *roster.Member) {
			m.Invitation.Delivery.State, m.Invitation.Delivery.Hard = state, hard
		})
	}
	second := roster.Report{Generation: 1, Send: 2, SameAddress: true}
	report := func(base roster.Report, state roster.DeliveryState, hard bool) roster.Report {
		base.State, base.Hard = state, hard
		return base
	}
	first := roster.Report{Generation: 1, Send: 1, SameAddress: true}
	former := roster.Report{Generation: 4, Send: 2, SameAddress: false}
	reminder := roster.Report{SameAddress: true}
	held := with(pending(), func(m *roster.Member) { m.Invitation = roster.NewInvitation("k1", month, noon).Hold(noon) })
	for name, c := range map[string]struct {
		member roster.Member
		report roster.Report
		want   roster.DeliveryState
	}{
		"sent":                             {twice("queued", false), report(second, "sent", false), "sent"},
		"delivered before sent":            {twice("queued", false), report(second, "delivered", false), "delivered"},
		"sent after delivered":             {twice("delivered", false), report(second, "sent", false), "delivered"},
		"out of office":                    {twice("delivered", false), report(second, "bounced", false), "delivered"},
		"out of office before delivered":   {twice("bounced", false), report(second, "delivered", false), "delivered"},
		"bounced for good after delivered": {twice("delivered", false), report(second, "bounced", true), "bounced"},
		"delivered after bounced for good": {twice("bounced", true), report(second, "delivered", false), "bounced"},
		"complained after delivered":       {twice("delivered", false), report(second, "complained", false), "complained"},
		"given up":                         {twice("queued", false), report(second, "failed", false), "failed"},
		"sent after it was given up":       {twice("failed", false), report(second, "sent", false), "sent"},
		"rejected after it was sent":       {twice("sent", false), report(second, "failed", true), "failed"},
		"sent after it was rejected":       {twice("failed", true), report(second, "sent", false), "failed"},
		"cancelled":                        {twice("queued", false), report(second, "cancelled", false), "cancelled"},
		"sent after all":                   {twice("cancelled", false), report(second, "sent", false), "sent"},
		"delivery of an earlier mail":      {twice("queued", false), report(first, "delivered", false), "queued"},
		"soft bounce of an earlier mail":   {twice("queued", false), report(first, "bounced", false), "queued"},
		"hard bounce of an earlier mail":   {twice("sent", false), report(first, "bounced", true), "bounced"},
		"complaint about an earlier mail":  {twice("delivered", false), report(first, "complained", false), "complained"},
		"hard bounce of the reminder":      {twice("delivered", false), report(reminder, "bounced", true), "bounced"},
		"delivery of the reminder":         {twice("sent", false), report(reminder, "delivered", false), "sent"},
		"hard bounce of a former address":  {twice("sent", false), report(former, "bounced", true), "sent"},
		"delivery at a former address":     {twice("queued", false), report(former, "delivered", false), "queued"},
		"complaint while held":             {held, report(first, "complained", false), "complained"},
		"nothing of a held one is sent":    {held, report(roster.Report{Generation: 1}, "sent", false), "held"},
		"complaint about a former code":    {twice("sent", false), report(roster.Report{Generation: 4, Send: 1, SameAddress: true}, "complained", false), "complained"},
		"soft bounce, then a hard one":     {twice("bounced", false), report(second, "bounced", true), "bounced"},
		"a hard bounce, then a soft one":   {twice("bounced", true), report(second, "bounced", false), "bounced"},
		"a bounce does not hide complaint": {twice("complained", false), report(first, "bounced", true), "complained"},
	} {
		got, changed := c.member.ApplyReport(c.report)
		if got.Invitation.Delivery.State != c.want {
			t.Errorf("%s: got %s, want %s", name, got.Invitation.Delivery.State, c.want)
		}
		if same := cmp.Equal(c.member, got); changed == same {
			t.Errorf("%s: changed %v, yet the same %v", name, changed, same)
		}
		if got.Invitation.Delivery.Send != c.member.Invitation.Delivery.Send {
			t.Errorf("%s: the state speaks of mail %d, want %d", name, got.Invitation.Delivery.Send, c.member.Invitation.Delivery.Send)
		}
	}
}

// stories are the reports that the mail service may send about one mail.
var stories = [][]roster.Report{
	{{State: roster.DeliverySent}, {State: roster.DeliveryDelivered}},
	{{State: roster.DeliverySent}, {State: roster.DeliveryDelivered}, {State: roster.DeliveryComplained}},
	{{State: roster.DeliverySent}, {State: roster.DeliveryBounced}},
	{{State: roster.DeliverySent}, {State: roster.DeliveryDelivered}, {State: roster.DeliveryBounced}},
	{{State: roster.DeliverySent}, {State: roster.DeliveryBounced}, {State: roster.DeliveryBounced, Hard: true}},
	{{State: roster.DeliverySent}, {State: roster.DeliveryDelivered}, {State: roster.DeliveryBounced, Hard: true}},
	{{State: roster.DeliverySent}, {State: roster.DeliverySuppressed}},
	{{State: roster.DeliverySent}, {State: roster.DeliveryFailed, Hard: true}},
	{{State: roster.DeliveryFailed}, {State: roster.DeliverySent}, {State: roster.DeliveryDelivered}},
	{{State: roster.DeliveryCancelled}, {State: roster.DeliverySent}, {State: roster.DeliveryBounced, Hard: true}},
}

// Reports about several mails, in any order and any number of times, end in the
// same state.
func TestMember_ApplyReport_anyOrder(t *testing.T) {
	t.Parallel()
	ignoreWhen := cmpopts.IgnoreFields(roster.Delivery{}, "At", "Reason")
	rapid.Check(t, func(t *rapid.T) {
		var reports []roster.Report
		for send := range 3 {
			for _, r := range rapid.SampledFrom(stories).Draw(t, "story") {
				r.Generation, r.Send, r.SameAddress = 1, send+1, true
				reports = append(reports, r)
			}
		}
		start := mailed(time.Hour, 2*time.Hour)
		end := func(reports []roster.Report) roster.Delivery {
			m := start
			for _, r := range reports {
				m, _ = m.ApplyReport(r)
			}
			return m.Invitation.Delivery
		}
		want := end(reports)
		twice := append(append([]roster.Report{}, reports...), rapid.SliceOfN(rapid.SampledFrom(reports), 0, 8).Draw(t, "again")...)
		got := end(rapid.Permutation(twice).Draw(t, "order"))
		if diff := cmp.Diff(want, got, ignoreWhen); diff != "" {
			t.Fatal(diff)
		}
	})
}

// Likewise for the intent, with the member told exactly when the intent
// changes.
func TestIntent_ApplyReport_anyOrder(t *testing.T) {
	t.Parallel()
	m := pending()
	sending, ok := roster.InvitationIntent(m, roster.MailInvitation, roster.LaneNow, noon).Claim(m.Email, noon)
	if !ok {
		t.Fatal("not claimed")
	}
	starts := map[string]roster.Intent{
		"sending":   sending,
		"uncertain": sending.MarkUncertain("no answer", noon),
		"sent":      sending.Accepted("ses-1", noon),
		"given up":  sending.Fail("no word, twice", noon),
		"cancelled": sending.Cancel("the invitation was ended"),
	}
	for name, start := range starts {
		rapid.Check(t, func(t *rapid.T) {
			story := rapid.SampledFrom(stories[:8]).Draw(t, "story")
			end := func(reports []roster.Report) (roster.Intent, roster.Delivery) {
				n, told := start, m
				for _, r := range reports {
					r.Generation, r.Send = n.Generation, n.Send
					var changed bool
					if n, changed = n.ApplyReport(r, "ses-1", noon); changed {
						told, _ = told.ApplyReport(r)
					}
				}
				return n, told.Invitation.Delivery
			}
			want, wantDelivery := end(story)
			again := append(append([]roster.Report{}, story...), rapid.SliceOfN(rapid.SampledFrom(story), 0, 5).Draw(t, "again")...)
			got, gotDelivery := end(rapid.Permutation(again).Draw(t, "order"))
			if got.State != want.State || got.Outcome != want.Outcome || got.OutcomeHard != want.OutcomeHard || !got.State.Final() {
				t.Fatalf("%s: got %s, %s, want %s, %s", name, got.State, got.Outcome, want.State, want.Outcome)
			}
			if gotDelivery.State != wantDelivery.State || gotDelivery.Hard != wantDelivery.Hard {
				t.Fatalf("%s: the member shows %s, want %s", name, gotDelivery.State, wantDelivery.State)
			}
		})
	}
}

func TestMember_ClearMark(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		member  roster.Member
		cleared bool
	}{
		{delivery(roster.DeliveryBounced, true), true},
		{delivery(roster.DeliverySuppressed, false), true},
		{delivery(roster.DeliveryComplained, false), true},
		{delivery(roster.DeliveryBounced, false), false},
		{delivery(roster.DeliveryDelivered, false), false},
		{delivery(roster.DeliveryFailed, true), false},
	} {
		got, cleared := c.member.ClearMark(noon)
		was := c.member.Invitation.Delivery
		if cleared != c.cleared || got.Invitation.Delivery.Blocks() != "" {
			t.Errorf("%s, hard %v: cleared %v, want %v", was.State, was.Hard, cleared, c.cleared)
		}
		if _, skipped := got.Resend(month, roster.DefaultResendLimits(), noon.Add(day)); skipped != "" {
			t.Errorf("%s, hard %v: not sent again after that: %s", was.State, was.Hard, skipped)
		}
	}
}
