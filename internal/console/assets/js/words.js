// The words for the API's codes.

import { onDay, when } from './zone.js';

export { onDay, when };

/**
 * @typedef {{state: string, at?: string | null, reason?: string | null}} Delivery
 * @typedef {{expiresAt: string | null, printedAt?: string | null, delivery: Delivery}} Invitation
 * @typedef {object} Member
 * @property {string} id
 * @property {string} firstName
 * @property {string} lastName
 * @property {string | null} email
 * @property {string | null} phone
 * @property {string} status
 * @property {string | null} role
 * @property {string | null} householdRole
 * @property {{id: string, name: string} | null} household
 * @property {{id: string, label: string} | null} property
 * @property {Invitation | null} invitation
 * @property {string | null} activatedAt
 * @property {boolean} [attention] whether the member needs attention
 * @property {number | string} version
 */

const number = new Intl.NumberFormat('en-US');

/** @param {number} count */
export function counted(count) {
  return number.format(count);
}

/**
 * @param {number} count
 * @param {string} one
 * @param {string} [many]
 */
export function plural(count, one, many = `${one}s`) {
  return `${number.format(count)} ${count === 1 ? one : many}`;
}

/** @param {{firstName: string, lastName: string}} member */
export function fullName(member) {
  return `${member.firstName} ${member.lastName}`.trim();
}

/**
 * Formats a phone as people write it: *(480) 555-0103*; a foreign number is left as it is.
 * @param {string | null | undefined} phone E.164
 */
export function phoneNumber(phone) {
  return (phone ?? '').replace(/^\+1(\d{3})(\d{3})(\d{4})$/, '($1) $2-$3');
}

/** @type {Record<string, {label: string, tone: string}>} */
const deliveries = {
  none: { label: 'No mail sent', tone: 'neutral' },
  held: { label: 'Not sent yet', tone: 'neutral' },
  queued: { label: 'Waiting to be sent', tone: 'neutral' },
  sent: { label: 'Sent', tone: 'neutral' },
  delivered: { label: 'Delivered', tone: 'success' },
  bounced: { label: 'Bounced', tone: 'danger' },
  complained: { label: 'Marked as spam', tone: 'danger' },
  suppressed: { label: 'Address blocked', tone: 'danger' },
  failed: { label: 'Not sent', tone: 'danger' },
  cancelled: { label: 'Cancelled', tone: 'neutral' },
};

/** @type {Record<string, string>} */
const meanings = {
  held: 'Resend Invitations sends it.',
  bounced: 'The mail bounced. Correct the email to send it again.',
  complained: 'They marked the mail as spam, so we don’t send any more.',
  suppressed: 'Earlier mail to this address bounced. Correct the email to send it again.',
  failed: 'The mail couldn’t be sent.',
};

/**
 * Returns what became of an invitation's mail.
 * @param {Member} member
 * @param {Date} [now]
 * @returns {{label: string, tone: string, at: string, why: string}}
 */
export function delivery(member, now = new Date()) {
  if (member.status === 'profile') return { label: 'Without sign-in', tone: 'neutral', at: '', why: 'An email invites this person.' };
  if (member.status === 'revoked') return { label: 'Revoked', tone: 'neutral', at: '', why: '' };
  const invitation = member.invitation;
  const { state = 'none', at = null, reason = null } = invitation?.delivery ?? {};
  const known = deliveries[state] ?? { label: state, tone: 'neutral' };
  const ended = member.attention || (invitation?.expiresAt && new Date(invitation.expiresAt) < now);
  if (member.status === 'pending' && ended && known.tone !== 'danger') {
    return { label: 'Expired', tone: 'warning', at: onDay(invitation?.expiresAt), why: 'Resend Invitations renews it.' };
  }
  return { label: known.label, tone: known.tone, at: when(at), why: reasonWords(reason) || meanings[state] || '' };
}

/**
 * Returns the lists' name for a state of a mail, or of an invitation that is over.
 * @param {string} state
 */
export function mailName(state) {
  if (state === 'expired') return 'Expired';
  if (state === 'revoked') return 'Revoked';
  return deliveries[state]?.label ?? readable(state);
}

/**
 * Reports whether the state of a member's mail will change by itself: it is waiting,
 * or it was sent and its fate is still unknown.
 * @param {Member} member
 */
export function mailMoves({ status, invitation }) {
  return status === 'pending' && ['queued', 'sent'].includes(invitation?.delivery.state ?? '');
}

/** @type {Record<string, string>} */
const reasons = {
  not_pending: 'has no pending invitation',
  cooldown: 'was mailed a moment ago; try again in a few minutes',
  daily_limit: 'has reached the daily limit of mails; try again tomorrow',
  total_limit: 'has reached the limit of mails for one address',
  hard_bounced: 'the address does not take mail; correct it first',
  suppressed: 'the address is blocked after earlier failures; correct it first',
  complained: 'marked the mail as spam; nothing more is sent',
  revoked: 'the invitation was revoked',
  role_above_yours: 'holds a role with more permissions than yours',
  not_found: 'is no longer in this community',
  unchanged: 'already had that',
  unprintable: 'the letter’s font lacks some characters of the name or address; write this one by hand',
  forbidden: 'is an active member, whom your role may not change',
  last_administrator: 'is the last administrator; name another one first',
};

/**
 * Returns why a member was skipped.
 * @param {string | undefined} reason
 */
export function skipped(reason) {
  return (reason && (reasons[reason] ?? readable(reason))) || '';
}

/** @param {string | null | undefined} reason */
function reasonWords(reason) {
  if (!reason) return '';
  return /^[a-z_]+$/.test(reason) ? (reasons[reason] ? capital(reasons[reason]) : capital(readable(reason))) : reason;
}

/**
 * Returns a code as words: `hard_bounced` → `hard bounced`.
 * @param {string} code
 */
export function readable(code) {
  return code.replaceAll('_', ' ').replaceAll('.', ' ');
}

/** @param {string} text */
export function capital(text) {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/**
 * Returns an API message about a field as a sentence to show next to the field.
 * @param {string} text such as `is required`
 */
export function sentence(text) {
  const said = text.trim();
  const whole = /^(is|are|has|have|must|may|needs|holds|lacks|cannot|does|was|lost)\b/.test(said) ? `This ${said}` : capital(said);
  return /[.!?]$/.test(whole) ? whole : `${whole}.`;
}

/** @param {string | null | undefined} role */
export function roleName(role) {
  return role ? capital(readable(role)) : '';
}

/** @param {string | null | undefined} role */
export function householdRoleName(role) {
  if (!role) return '';
  return role === 'head' ? 'Head of Household' : 'Member';
}

/** @type {Record<string, string>} */
const permissions = {
  'members.view': 'see active members',
  'members.invite': 'invite members and follow their invitations',
  'members.edit': 'edit and remove members, correct properties',
  'preferences.manage': 'change the preferences',
  'imports.view': 'see roster imports',
};

/** @param {string} permission */
export function permissionWords(permission) {
  return permissions[permission] ?? readable(permission);
}
