// Resend Invitations: for one member or for thousands.

import { html, nothing, repeat } from '../vendor/parts.js';
import { Once, within } from './api.js';
import { show, toast } from './dialogs.js';
import { counted, fullName, plural, skipped } from './words.js';

/** @typedef {import('./words.js').Member} Member */
/** @typedef {{member: string, result: 'queued' | 'skipped', reason?: string}} Result */

/** How many go into one request; the API takes 500, in at most 16 kB. */
const batch = 400;

/** Sends invitations again; a repeated press or a lost answer sends none twice. */
export class Resend {
  /** @type {Map<string, Once>} */
  #attempts = new Map();

  /**
   * @param {string} community
   * @param {{id: string}[]} members
   * @param {(done: number) => void} [progress]
   * @returns {Promise<Result[]>} one for each member
   */
  async send(community, members, progress = () => {}) {
    /** @type {Result[]} */
    const results = [];
    for (let at = 0; at < members.length; at += batch) {
      const ids = members.slice(at, at + batch).map(({ id }) => id);
      const name = ids.join();
      const attempt = this.#attempts.get(name) ?? new Once();
      this.#attempts.set(name, attempt);
      const answer = await attempt.post(within(community, 'invitations', 'resend'), { members: ids });
      results.push(...answer.results);
      progress(results.length);
    }
    this.#attempts.clear();
    return results;
  }
}

/**
 * Says how many were queued and which were skipped and why.
 * @param {Member[]} members
 * @param {Result[]} results
 */
export async function tellResults(members, results) {
  const names = new Map(members.map((member) => [member.id, fullName(member)]));
  const left = results.filter(({ result }) => result === 'skipped');
  const queued = results.length - left.length;
  if (left.length === 0) {
    toast(`${plural(queued, 'invitation')} queued.`);
    return;
  }
  await show(
    'Resend Invitations',
    html`
      <p><strong>${counted(queued)}</strong> queued, <strong>${counted(left.length)}</strong> skipped.</p>
      <ul class="results">
        ${repeat(
          left.slice(0, 200),
          ({ member }) => member,
          ({ member, reason }) => html`<li><strong dir="auto">${names.get(member) ?? 'A member'}</strong>: ${skipped(reason)}</li>`,
        )}
      </ul>
      ${left.length > 200 ? html`<p class="hint">And ${counted(left.length - 200)} more.</p>` : nothing}
    `,
  );
}
