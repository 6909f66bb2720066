// Bulk actions: on the selected members, or on everybody who matches the list's
// filter, one batch per request.

import { html } from '../vendor/parts.js';
import { Once, within } from './api.js';
import { show, toast } from './dialogs.js';
import { common } from './text/common.js';
import { members as words } from './text/members.js';
import { fullName, skipped } from './words.js';

/** @typedef {import('./words.js').Member} Member */
/** @typedef {{member: string, result: 'queued' | 'changed' | 'skipped', reason?: string}} Result */
/** @typedef {{members: {id: string}[]} | {filter: Record<string, string | number>}} Target */

/**
 * @typedef {object} Action
 * @property {string[]} path below the community
 * @property {number} batch how many members go into one request
 * @property {string} title of the dialog that lists who was skipped
 * @property {(count: number) => string} done
 */

/** The API takes 500, in at most 16 kB. */
export const resending = /** @type {Action} */ ({
  path: ['invitations', 'resend'],
  batch: 400,
  title: common.resendInvitations,
  done: words.bulk.queued,
});
export const revoking = /** @type {Action} */ ({
  path: ['invitations', 'revoke'],
  batch: 200,
  title: common.revoke,
  done: words.bulk.revoked,
});
export const promoting = /** @type {Action} */ ({
  path: ['roles', 'give'],
  batch: 200,
  title: common.communityRole,
  done: words.bulk.changed,
});

/** Runs an action on many members. A repeated press or a lost answer does nothing twice. */
export class Bulk {
  /** @type {Map<string, Once>} */
  #attempts = new Map();

  /**
   * @param {string} community
   * @param {Action} action
   * @param {Target} target
   * @param {Record<string, string>} [also] further fields of the request
   * @param {(done: number) => void} [progress]
   * @returns {Promise<Result[]>} one per member
   */
  async run(community, action, target, also = {}, progress = () => {}) {
    /** @type {Result[]} */
    const results = [];
    const path = within(community, ...action.path);
    /** @param {Record<string, unknown>} part */
    const part = async (part) => {
      const body = { ...part, ...also };
      const name = path + JSON.stringify(body);
      const attempt = this.#attempts.get(name) ?? new Once();
      this.#attempts.set(name, attempt);
      const answer = await attempt.post(path, body);
      results.push(...answer.results);
      progress(results.length);
      return answer.next;
    };
    if ('members' in target) {
      const ids = target.members.map(({ id }) => id);
      for (let at = 0; at < ids.length; at += action.batch) await part({ members: ids.slice(at, at + action.batch) });
    } else {
      let cursor = await part({ filter: target.filter });
      while (cursor) cursor = await part({ filter: target.filter, cursor });
    }
    this.#attempts.clear();
    return results;
  }
}

/** How many of the skipped members are named. */
const mostNamed = 200;

/**
 * Shows how many members the action changed, and who was skipped and why.
 * @param {Action} action
 * @param {Member[]} members whose names are known
 * @param {Result[]} results
 */
export async function tellResults(action, members, results) {
  const left = results.filter(({ result }) => result === 'skipped');
  const done = results.length - left.length;
  if (left.length === 0) {
    toast(words.bulk.allDone(action.done(done)));
    return;
  }
  await show(
    action.title,
    html`
      <p>${words.bulk.skipped(action.done(done), left.length)}</p>
      ${skippedList(left.map(({ member, reason }) => ({ id: member, reason })), members, mostNamed)}
    `,
  );
}

/**
 * Draws who was skipped and why: by name if it is known, otherwise as a count for each reason.
 * @param {{id: string, reason?: string}[]} left
 * @param {Member[]} known whose names are known
 * @param {number} most how many are named
 */
export function skippedList(left, known, most) {
  const names = new Map(known.map((member) => [member.id, fullName(member)]));
  const named = left.filter(({ id }) => names.has(id)).slice(0, most);
  /** @type {Map<string, number>} */
  const others = new Map();
  for (const one of left) if (!named.includes(one)) others.set(one.reason ?? '', (others.get(one.reason ?? '') ?? 0) + 1);
  return html`
    <ul class="results">
      ${named.map(({ id, reason }) => html`<li>${words.skipped.one(names.get(id), skipped(reason))}</li>`)}
      ${[...others].map(([reason, count]) => html`<li>${words.skipped.others(count, named.length > 0, skipped(reason))}</li>`)}
    </ul>
  `;
}
