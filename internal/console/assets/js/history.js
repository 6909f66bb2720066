import { html, nothing } from '../vendor/parts.js';
import { common } from './text/common.js';
import { labels } from './text/labels.js';
import { member } from './text/member.js';
import { members } from './text/members.js';
import { capital, householdRoleName, readable, roleName, when } from './words.js';

const text = member.history;

/** @type {Record<string, string>} */
const fields = {
  firstName: labels.firstName,
  lastName: labels.lastName,
  email: labels.email,
  phone: labels.phone,
  role: common.communityRole,
  household: labels.household,
  householdRole: labels.householdRole,
  status: labels.status,
  delivery: members.filters.mail,
  address: labels.property,
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
    const mail = kind === 'reminder' ? text.reminder : text.invitation;
    const by = { kind: 'system' };
    if (sentAt) all.push({ at: sentAt, by, action: 'mail', title: text.fates.sent(mail) });
    if (state !== 'sent') all.push({ at: state === 'queued' ? owedAt : at, by, action: 'mail', title: text.fates[state]?.(mail) ?? text.otherFate(mail, readable(state)), note: reason });
  }
  return all.sort((a, b) => Date.parse(b.at) - Date.parse(a.at));
}

/**
 * Draws what was done, newest first: by whom, when, from what to what.
 * @param {Entry[]} entries
 */
export function historyList(entries) {
  if (entries.length === 0) return html`<p class="hint">${text.empty}</p>`;
  return html`
    <ol class="history">
      ${entries.map(
        ({ at, by, action, title, note, changes }) => html`
          <li>
            <div><strong>${title ?? text.actions[action] ?? capital(readable(action))}</strong></div>
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
  const words = changes?.find(({ field }) => field === message)?.to;
  return words ? html`<blockquote dir="auto">${words}</blockquote>` : nothing;
}

/** @param {any} by */
function actor(by) {
  if (!by) return text.actors.system;
  if (typeof by === 'string') return by;
  const kind = text.actors[by.kind] ?? '';
  if (by.kind === 'member' || !kind) return by.name || kind;
  return by.name && by.kind !== 'system' ? text.actor(kind, by.name) : kind;
}

/** @param {{field: string, from?: string, to?: string}} change */
function changed({ field, from, to }) {
  const name = fields[field] ?? capital(readable(field));
  if (field.startsWith('source.')) return html`<li>${text.source(capital(field.slice('source.'.length)), to, from)}</li>`;
  if (field === 'expiresAt') return html`<li>${member.facts.ends(when(to))}</li>`;
  if (field === 'household') return html`<li>${text.changed(name)}</li>`;
  return html`<li>${text.change(name, shown(field, from), shown(field, to))}</li>`;
}

/**
 * @param {string} field
 * @param {string | undefined} value
 */
function shown(field, value) {
  if (!value) return labels.nothing;
  if (field === 'householdRole') return householdRoleName(value);
  if (field === 'role') return roleName(value);
  if (field === 'status' || field === 'delivery') return capital(readable(value));
  return value;
}
