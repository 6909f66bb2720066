import { html } from '../vendor/parts.js';
import { members } from './text/members.js';
import { fullName, skipped } from './words.js';

/**
 * Draws who was skipped and why: by name if it is known, otherwise as a count for each reason.
 * @param {{id: string, reason?: string}[]} left
 * @param {import('./words.js').Member[]} known whose names are known
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
      ${named.map(({ id, reason }) => html`<li>${members.skipped.one(names.get(id), skipped(reason))}</li>`)}
      ${[...others].map(([reason, count]) => html`<li>${members.skipped.others(count, named.length > 0, skipped(reason))}</li>`)}
    </ul>
  `;
}
