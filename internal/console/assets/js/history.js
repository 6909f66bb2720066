import { html, nothing } from '../vendor/parts.js';
import { capital, householdRoleName, readable, roleName, when } from './words.js';

/** @type {Record<string, string>} */
const actions = {
  invited: 'Invited',
  resent: 'Invitation sent again',
  edited: 'Edited',
  revoked: 'Invitation revoked',
  removed: 'Removed from the community',
  activated: 'Account activated',
  declined: 'Declined: “This is not for me”',
  disowned: 'Account closed: “This was not me”',
  code_shown: 'Invite code shown',
  household_role_changed: 'Household role changed',
  address_works: 'Address marked as working',
  invited_again: 'Invited again',
  mail_asked_again: 'Asked for the mail again',
  letter_printed: 'Letter printed',
  mailbox_proved: 'Mailbox confirmed',
  erased: 'Personal details erased',
  correction_asked: 'Said something is wrong with their home',
};

/** @type {Record<string, string>} the fates of a mail */
const fates = {
  queued: 'is waiting to be sent',
  sent: 'sent',
  delivered: 'delivered',
  bounced: 'bounced',
  complained: 'marked as spam',
  suppressed: 'not sent: the address is blocked',
  failed: 'could not be sent',
  cancelled: 'cancelled',
};

/** @type {Record<string, string>} */
const fields = {
  firstName: 'First Name',
  lastName: 'Last Name',
  email: 'Email',
  phone: 'Phone Number',
  role: 'Community Role',
  household: 'Household',
  householdRole: 'Household Role',
  status: 'Status',
  delivery: 'Mail',
  address: 'Property',
};

/** @typedef {{at: string, by?: any, action: string, title?: string, note?: string, changes?: {field: string, from?: string, to?: string}[]}} Entry */

/**
 * Merges what was done with what became of each mail, newest first.
 * @param {Entry[]} entries
 * @param {any[]} mails
 * @returns {Entry[]}
 */
export function withMails(entries, mails) {
  const all = [...entries];
  for (const { kind, owedAt, sentAt, state, at, reason } of mails) {
    const mail = kind === 'reminder' ? 'Reminder' : 'Invitation mail';
    const by = { kind: 'system' };
    if (sentAt) all.push({ at: sentAt, by, action: 'mail', title: `${mail} ${fates.sent}` });
    if (state !== 'sent') all.push({ at: state === 'queued' ? owedAt : at, by, action: 'mail', title: `${mail} ${fates[state] ?? readable(state)}`, note: reason });
  }
  return all.sort((a, b) => Date.parse(b.at) - Date.parse(a.at));
}

/**
 * Draws what was done, newest first: by whom, when, from what to what.
 * @param {Entry[]} entries
 */
export function historyList(entries) {
  if (entries.length === 0) return html`<p class="hint">Nothing yet.</p>`;
  return html`
    <ol class="history">
      ${entries.map(
        ({ at, by, action, title, note, changes }) => html`
          <li>
            <div><strong>${title ?? actions[action] ?? capital(readable(action))}</strong></div>
            ${note ? html`<div class="hint" dir="auto">${capital(note)}</div>` : nothing}
            ${said(changes)}
            <div class="hint"><bdi>${actor(by)}</bdi> · ${when(at)}</div>
            ${changes?.some(({ field }) => field !== message) ? html`<ul>${changes.filter(({ field }) => field !== message).map(changed)}</ul>` : nothing}
          </li>
        `,
      )}
    </ol>
  `;
}

/** The field that holds what somebody wrote; the history shows it unchanged. */
const message = 'message';

/** @param {Entry['changes']} changes */
function said(changes) {
  const text = changes?.find(({ field }) => field === message)?.to;
  return text ? html`<blockquote dir="auto">${text}</blockquote>` : nothing;
}

/** @param {any} by */
function actor(by) {
  if (!by) return 'The system';
  if (typeof by === 'string') return by;
  const kinds = /** @type {Record<string, string>} */ ({
    support: 'Support',
    resident: 'The resident',
    import: 'Import',
    system: 'The system',
    member: 'A member',
  });
  const kind = kinds[by.kind] ?? '';
  if (by.kind === 'member' || !kind) return by.name || kind;
  return by.name && by.kind !== 'system' ? `${kind} (${by.name})` : kind;
}

/** @param {{field: string, from?: string, to?: string}} change */
function changed({ field, from, to }) {
  const name = fields[field] ?? capital(readable(field));
  if (field.startsWith('source.')) {
    const said = from ? html`, where it says <bdi>${from}</bdi>` : nothing;
    return html`<li>${capital(field.slice('source.'.length))} from <bdi>${to}</bdi>${said}</li>`;
  }
  if (field === 'expiresAt') return html`<li>Ends ${when(to)}</li>`;
  if (field === 'household') return html`<li>${name} changed</li>`;
  return html`<li>${name}: <bdi>${shown(field, from)}</bdi> → <bdi>${shown(field, to)}</bdi></li>`;
}

/**
 * @param {string} field
 * @param {string | undefined} value
 */
function shown(field, value) {
  if (!value) return 'none';
  if (field === 'householdRole') return householdRoleName(value);
  if (field === 'role') return roleName(value);
  if (field === 'status' || field === 'delivery') return capital(readable(value));
  return value;
}
