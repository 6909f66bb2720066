package roster

// Need is what somebody can do for a member who needs attention.
type Need string

// The needs. A member has the one that helps.
const (
	// NeedCorrectEmail means that the address accepts no mail; another one
	// would.
	NeedCorrectEmail Need = "correct_email"
	// NeedResend means that the invitation ended, or its mail failed; resending
	// helps.
	NeedResend Need = "resend"
	// NeedAsk means that they marked the mail as spam, so none is sent; only
	// talking to them, or a letter, helps.
	NeedAsk Need = "ask"
	// NeedInviteAgain means that the invitation was revoked or declined.
	NeedInviteAgain Need = "invite_again"
)

// Need returns what would help m, or "" if m needs no attention.
func (m Member) Need() Need {
	if !m.Attention {
		return ""
	}
	if m.Status == Revoked {
		return NeedInviteAgain
	}
	switch m.Invitation.Delivery.Blocks() {
	case SkipHardBounced, SkipSuppressed:
		return NeedCorrectEmail
	case SkipComplained:
		return NeedAsk
	default:
		return NeedResend
	}
}

// NeedCounts holds how many members each need would help.
type NeedCounts struct{ CorrectEmail, Resend, Ask, InviteAgain int }

// Of returns the count of the need.
func (n *NeedCounts) Of(need Need) *int {
	switch need {
	case NeedCorrectEmail:
		return &n.CorrectEmail
	case NeedAsk:
		return &n.Ask
	case NeedInviteAgain:
		return &n.InviteAgain
	default:
		return &n.Resend
	}
}

// Plus adds d.
func (n NeedCounts) Plus(d NeedCounts) NeedCounts {
	return NeedCounts{n.CorrectEmail + d.CorrectEmail, n.Resend + d.Resend, n.Ask + d.Ask, n.InviteAgain + d.InviteAgain}
}

// Minus subtracts d.
func (n NeedCounts) Minus(d NeedCounts) NeedCounts {
	return NeedCounts{n.CorrectEmail - d.CorrectEmail, n.Resend - d.Resend, n.Ask - d.Ask, n.InviteAgain - d.InviteAgain}
}
