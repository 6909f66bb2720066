import { html, nothing } from '../vendor/parts.js';
import { common } from './text/common.js';

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
