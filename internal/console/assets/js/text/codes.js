/** What the API's codes for members and their mails mean. */
export const codes = {
  /** @type {Record<string, string>} what became of a mail */
  mail: {
    none: 'No email sent',
    held: 'Not sent yet',
    queued: 'Waiting to be sent',
    sent: 'Sent',
    delivered: 'Delivered',
    bounced: 'Bounced',
    complained: 'Marked as spam',
    suppressed: 'Address blocked',
    failed: 'Not sent',
    cancelled: 'Canceled',
    expired: 'Expired',
    revoked: 'Revoked',
  },
  /** @type {Record<string, string>} what that means for the member */
  mailMeans: {
    held: 'Resend Invitations sends it.',
    bounced: 'The email bounced. Correct the address to send it again.',
    complained: 'They marked the email as spam, so we don’t send any more.',
    suppressed: 'Earlier email to this address bounced. Correct the address to send it again.',
    failed: 'The email couldn’t be sent.',
    expired: 'Resend Invitations renews it.',
    profile: 'An email invites this person.',
  },
  /** @type {Record<string, string>} why a member was skipped, after their name */
  skipped: {
    not_pending: 'has no pending invitation',
    cooldown: 'was emailed a moment ago; try again in a few minutes',
    daily_limit: 'has reached the daily limit of emails; try again tomorrow',
    total_limit: 'has reached the limit of emails for one address',
    hard_bounced: 'the address doesn’t accept email; correct it first',
    suppressed: 'the address is blocked after earlier failures; correct it first',
    complained: 'marked the email as spam; nothing more is sent',
    revoked: 'the invitation was revoked',
    role_above_yours: 'holds a role with more permissions than yours',
    not_found: 'is no longer in this community',
    unchanged: 'already had that',
    unprintable: 'the letter’s font lacks some characters in the name or address; write this one by hand',
    forbidden: 'is an active member, whom your role may not change',
    last_administrator: 'is the last administrator; name another one first',
  },
  /** @type {Record<string, string>} */
  householdRoles: {
    head: 'Head of Household',
    member: 'Member', // a role; labels.member is a heading
  },
  /** @type {Record<string, string>} what a role may do */
  permissions: {
    'members.view': 'see active members',
    'members.invite': 'invite members and follow their invitations',
    'members.edit': 'edit and remove members, correct properties',
    'preferences.manage': 'change the preferences',
    'imports.view': 'see roster imports',
  },
  /** How the API's messages about a field begin if they lack a subject. */
  verb: /^(is|are|has|have|must|may|needs|holds|lacks|cannot|does|was|lost)\b/,
  /** @param {string} said */
  field: (said) => `This ${said}`,
};
