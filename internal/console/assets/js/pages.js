// Lists that are read and shown page by page.

import { html, nothing } from '../vendor/parts.js';
import { call, query, within } from './api.js';
import { fresh, pageRows } from './prefetched.js';
import { common } from './text/common.js';

/** How many requests one page may take if the server cuts it short. */
const mostParts = 60;
/** Marks the start of a page that is not a cursor, but the member to begin with. */
const beginsWith = 'from:';

/**
 * Returns the start of a page that begins with a member.
 * @param {string} id
 */
export function beginningWith(id) {
  return beginsWith + id;
}

/** @param {string} from the start of a page */
export function isMember(from) {
  return from.startsWith(beginsWith);
}

/**
 * Reads one page of rows. If few members match, the server looks at about a
 * thousand members per request, and is asked to continue until the page is full.
 * @param {string} community
 * @param {Record<string, string>} asked whom the list shows
 * @param {object} page
 * @param {string} page.from the start: a cursor, or what `beginningWith` returns
 * @param {boolean} page.count whether to count who matches
 * @param {AbortSignal} page.signal
 * @param {() => unknown} page.goingOn called before each further request
 */
export async function pageOfMembers(community, asked, { from, count, signal, goingOn }) {
  /** @param {Record<string, string | number>} part */
  const ask = (part) => call('GET', within(community, 'members') + query({ ...asked, ...part, ...fresh() }), { signal });
  /** @type {Record<string, string>} */
  const start = isMember(from) ? { from: from.slice(beginsWith.length) } : { cursor: from };
  const answer = await ask({ ...start, limit: pageRows, count: count ? 'true' : '' });
  for (let parts = 1; answer.next && answer.items.length < pageRows && parts < mostParts; parts++) {
    goingOn();
    const more = await ask({ cursor: answer.next, limit: pageRows - answer.items.length });
    answer.items.push(...more.items);
    answer.next = more.next;
  }
  return answer;
}

/**
 * Draws the way to the pages before and after this one; nothing if there is only one.
 * @param {object} list
 * @param {string[]} list.trail cursors of this page and those before it
 * @param {string | null} list.next the cursor of the next page
 * @param {(trail: string[]) => void} list.turn
 * @param {boolean} [list.loading]
 * @param {string} [list.here] what this page is, if not its number
 */
export function pager({ trail, next, turn, loading = false, here = common.page(trail.length) }) {
  if (trail.length === 1 && !next) return nothing;
  return html`
    <div class="pager" role="group" aria-label=${common.pages}>
      <button type="button" class="plain" ?disabled=${trail.length === 1 || loading} @click=${() => turn(trail.slice(0, -1))}>${common.previousPage}</button>
      <span>${here}</span>
      <button type="button" class="plain" ?disabled=${!next || loading} @click=${() => turn([...trail, next ?? ''])}>${common.nextPage}</button>
    </div>
  `;
}
