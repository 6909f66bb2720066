package main

// mailMutants are defects in package mail: mails and their outbox.
var mailMutants = []mutant{
	{
		name:   "mail-to-a-former-address",
		breaks: "A mail goes out only while its member is as it was made for.",
		file:   "internal/mail/deliver.go",
		old:    `].Rev != m.Rev`,
		new:    `].Rev < m.Rev`,
		pkg:    "internal/mail", test: "TestDeliverer_overtakenWhileMade",
	},
	{
		name:   "bulk-eats-the-quota",
		breaks: "Bulk mail leaves a tenth of the day's quota to people who are waiting.",
		file:   "internal/mail/deliver.go",
		old:    `return q.perDay <= 0 || q.sent < bulkShare*q.perDay`,
		new:    `return q.perDay <= 0 || q.sent < q.perDay`,
		pkg:    "internal/mail", test: "TestDeliverer_dailyQuota",
	},
	{
		name:   "forged-report",
		breaks: "An event counts only for the mail it is about.",
		file:   "internal/mail/feedback.go",
		old:    `if !matchesIntent(n, e) {`,
		new:    `if !matchesIntent(n, e) && n.ID == "" {`,
		pkg:    "internal/mail", test: "TestFeedback_forged",
	},
	{
		name:   "name-becomes-headers",
		breaks: "No name or subject adds a header to a mail.",
		file:   "internal/mail/message/raw.go",
		old:    `"Subject": subject, "From": e.FromName, "Message-ID"`,
		new:    `"Subject": subject, "Message-ID"`,
		pkg:    "internal/mail/message", test: "TestRaw_Refuses",
	},
	{
		name:   "refused-doors-mail-waits",
		breaks: "A refused mail is no longer owed to anybody.",
		file:   "internal/mail/deliver.go",
		old:    `(n.State == roster.IntentSent || n.State == roster.IntentFailed)`,
		new:    `n.State == roster.IntentSent`,
		pkg:    "internal/mail", test: "TestDoorsOpen_refused",
	},
	{
		name:   "not-spam-complains",
		breaks: "Taking a mail out of the junk folder is not a complaint.",
		file:   "internal/mail/feedback.go",
		old:    `= "not-spam"`,
		new:    `= "none"`,
		pkg:    "internal/mail", test: "TestFeedback_Apply",
	},
	{
		name:   "link-without-email",
		breaks: "The link in the mail leaves only a password to type.",
		file:   "internal/mail/compose.go",
		old:    `"email": {m.Email}, `,
		new:    ``,
		pkg:    "internal/mail", test: "TestDeliverer_mail",
	},
	{
		name:   "correction-to-the-removed",
		breaks: "Who no longer edits members is told of no home.",
		file:   "internal/mail/compose.go",
		old:    `if reader.Status != roster.Active || `,
		new:    `if `,
		pkg:    "internal/mail", test: "TestDeliverer_correction",
	},
	{
		name:   "mail-shows-any-picture",
		breaks: "A mail's one picture comes by http from where it was said to lie.",
		file:   "internal/mail/message/frame.go",
		old:    `(u.Scheme == "https" || u.Scheme == "http") && u.Host != "" && `,
		new:    `u != nil && `,
		pkg:    "internal/mail/message", test: "TestInvitation_Logo",
	},
	{
		name:   "mail-without-home",
		breaks: "An invitation names the home it is for.",
		file:   "internal/mail/compose.go",
		old:    `Home: home.Label,`,
		new:    `Home: home.Label[:0],`,
		pkg:    "internal/mail", test: "TestDeliverer_branding",
	},
	{
		name:   "stream-off-bulk-waits",
		breaks: "Without the stream, the schedule sends what is due.",
		file:   "internal/mail/deliver.go",
		old:    `lanes = append(lanes, roster.LaneBulk)`,
		new:    `lanes = append(lanes, roster.LaneNow)`,
		pkg:    "infra/proof", test: "TestStreamOff",
	},
	{
		name:   "mail-that-nobody-composes",
		breaks: "Each kind of mail is composed when it is due.",
		file:   "internal/mail/compose.go",
		old: `	case roster.MailUnplaced:
		return c.unplaced(n)
`,
		new: ``,
		pkg: "infra/rules", test: "TestMails_composed",
	},
	{
		name:   "logo-without-a-name",
		breaks: "Whoever sees no pictures reads whose mail it is.",
		file:   "internal/mail/message/templates/layout.html",
		old:    `alt="{{name .Branding.Name}}"`,
		new:    `alt=""`,
		pkg:    "internal/mail/message", test: "TestRender_frames",
	},
	{
		name:   "mails-above-the-rate",
		breaks: "No second has more mails than the mail service grants.",
		file:   "internal/mail/ratelimit.go",
		old:    `p.perWindow = int(perSecond)`,
		new:    `p.perWindow = int(perSecond) + 2`,
		pkg:    "internal/mail", test: "TestPace",
	},
	{
		name:   "rate-left-unused",
		breaks: "95 % of the granted rate is used.",
		file:   "internal/mail/ratelimit.go",
		old:    `rateShare = 0.98`,
		new:    `rateShare = 0.95`,
		pkg:    "internal/mail", test: "TestPace_wholeDrain",
	},
	{
		name:   "list-holds-up-mails",
		breaks: "The next mails are listed while the ones before are being sent.",
		file:   "internal/mail/pipe.go",
		old:    `if idle = !more; idle {`,
		new:    `if idle = !more; true {`,
		pkg:    "internal/mail", test: "TestPace_wholeDrain",
	},
	{
		name:   "late-mail-left-behind",
		breaks: "A mail that becomes due while the last ones are being sent goes out with them.",
		file:   "internal/mail/pipe.go",
		old: `underWay.Wait()
		}`,
		new: `underWay.Wait()
			return nil
		}`,
		pkg: "internal/mail", test: "TestPipe_lateItems",
	},
	{
		name:   "lost-lease-sends-on",
		breaks: "A drain that has lost its lease starts no more mails.",
		file:   "internal/mail/pipe.go",
		old: `	if err != nil {
		stop()
	}
	return err
}`,
		new: `	return err
}`,
		pkg: "internal/mail", test: "TestPipe_stops",
	},
	{
		name:   "silent-service-tried-on",
		breaks: "While the mail service does not answer, few mails become uncertain.",
		file:   "internal/mail/deliver.go",
		old:    `return d.unanswered.Add(1) >= silence`,
		new:    `return d.unanswered.Add(1) < 0`,
		pkg:    "internal/mail", test: "TestDeliverer_outage",
	},
	{
		name:   "changed-mail-put-off",
		breaks: "A mail whose member was edited after it was listed goes out as they are now.",
		file:   "internal/mail/deliver.go",
		old:    `if err == nil && !ok {`,
		new:    `if err != nil && !ok {`,
		pkg:    "internal/mail", test: "TestDeliverer_changedMeanwhile",
	},
	{
		name:   "mails-read-one-by-one",
		breaks: "What one read can answer for many mails is read once.",
		file:   "internal/mail/snapshot.go",
		old:    `if len(refs) < 2 {`,
		new:    `if len(refs) < 2000 {`,
		pkg:    "internal/mail", test: "TestDeliverer_calls",
	},
}
