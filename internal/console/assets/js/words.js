// The words for the API's codes.

import { codes } from './text/codes.js';
import { common } from './text/common.js';
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

/** @type {Record<string, string>} */
const tones = { delivered: 'success', bounced: 'danger', complained: 'danger', suppressed: 'danger', failed: 'danger' };

/**
 * Returns what became of an invitation's mail.
 * @param {Member} member
 * @param {Date} [now]
 * @returns {{label: string, tone: string, at: string, why: string}}
 */
export function delivery(member, now = new Date()) {
  if (member.status === 'profile') return { label: common.withoutSignIn, tone: 'neutral', at: '', why: codes.mailMeans.profile };
  if (member.status === 'revoked') return { label: codes.mail.revoked, tone: 'neutral', at: '', why: '' };
  const invitation = member.invitation;
  const { state = 'none', at = null, reason = null } = invitation?.delivery ?? {};
  const tone = tones[state] ?? 'neutral';
  const ended = member.attention || (invitation?.expiresAt && new Date(invitation.expiresAt) < now);
  if (member.status === 'pending' && ended && tone !== 'danger') {
    return { label: codes.mail.expired, tone: 'warning', at: onDay(invitation?.expiresAt), why: codes.mailMeans.expired };
  }
  return { label: codes.mail[state] ?? state, tone, at: when(at), why: reasonWords(reason) || codes.mailMeans[state] || '' };
}

/**
 * Returns the lists' name for a state of a mail, or of an invitation that is over.
 * @param {string} state
 */
export function mailName(state) {
  return codes.mail[state] ?? readable(state);
}

/**
 * Reports whether the state of a member's mail will change by itself: it is waiting,
 * or it was sent and its fate is still unknown.
 * @param {Member} member
 */
export function mailMoves({ status, invitation }) {
  return status === 'pending' && ['queued', 'sent'].includes(invitation?.delivery.state ?? '');
}

/**
 * Returns why a member was skipped.
 * @param {string | undefined} reason
 */
export function skipped(reason) {
  return (reason && (codes.skipped[reason] ?? readable(reason))) || '';
}

/** @param {string | null | undefined} reason */
function reasonWords(reason) {
  if (!reason) return '';
  return /^[a-z_]+$/.test(reason) ? capital(skipped(reason)) : `${capital(reason)}.`;
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
  const whole = codes.verb.test(said) ? codes.field(said) : capital(said);
  return /[.!?]$/.test(whole) ? whole : `${whole}.`;
}

/** @param {string | null | undefined} role */
export function roleName(role) {
  return role ? capital(readable(role)) : '';
}

/** @param {string | null | undefined} role */
export function householdRoleName(role) {
  return role ? (codes.householdRoles[role] ?? codes.householdRoles.member) : '';
}

/** @param {string} permission */
export function permissionWords(permission) {
  return codes.permissions[permission] ?? readable(permission);
}
