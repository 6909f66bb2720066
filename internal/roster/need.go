package roster

// Need is what somebody can do for a member who needs attention.
type Need string

// The needs. A member has the one that helps.
const (
	// NeedCorrectEmail: the address takes no mail; another one does.
	NeedCorrectEmail Need = "correct_email"
	// NeedResend: the invitation ended, or its mail failed; sending it again helps.
	NeedResend Need = "resend"
	// NeedAsk: they marked the mail as spam, so none is sent; only talking helps,
	// or a letter.
	NeedAsk Need = "ask"
	// NeedInviteAgain: the invitation was revoked or declined.
	NeedInviteAgain Need = "invite_again"
)

// Need is what would help m; empty where nobody has to look after them.
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
