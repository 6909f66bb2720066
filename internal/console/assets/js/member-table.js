// The table of Community Members, and what stands in its place if nobody is in it.

import { html, nothing, repeat } from '../vendor/parts.js';
import { filterOf, isEmpty } from './member-filters.js';
import { memberRow } from './member-row.js';
import { session } from './session.js';
import { common } from './text/common.js';
import { members } from './text/members.js';

/** @typedef {import('./members.js').CommunityMembers} CommunityMembers */
/** @typedef {import('./words.js').Member} Member */

const text = members.list;

/** Searches of up to this many letters only match the start of the last name. */
const fewLetters = 2;

/**
 * @param {CommunityMembers} page
 * @param {Member[]} rows
 */
export function memberTable(page, rows) {
  const { list, selection, pickable, loading, descending } = page;
  const all = pickable && (selection.everybody || rows.every(({ id }) => selection.has(id)));
  const row = memberRow({
    list,
    open: (member) => page.open(member.id),
    mayEdit: ({ status }) => session.can(page.community, status === 'active' ? 'members.edit' : 'members.invite'),
    edit: (member) => page.open(member.id, true),
    pick: pickable ? (member, chosen, range) => page.pick(rows, member, chosen, range) : null,
    chosen: (id) => selection.everybody || selection.has(id),
    fresh: (id) => page.fresh.some((member) => member.id === id),
  });
  return html`
    <table role="table" class="rows members ${loading ? 'stale' : ''}" aria-label=${text.label} aria-busy=${loading ? 'true' : 'false'} @keydown=${(/** @type {KeyboardEvent} */ event) => extend(page, rows, event)}>
      <thead role="rowgroup">
        <tr role="row">
          ${pickable
            ? html`<th role="columnheader" scope="col" class="pick">
                <input
                  type="checkbox"
                  aria-label=${text.selectPage}
                  .checked=${all}
                  .indeterminate=${!all && rows.some(({ id }) => selection.has(id))}
                  @change=${() => page.pickPage(rows, !all)}
                >
              </th>`
            : nothing}
          <th role="columnheader" scope="col" class="who" aria-sort=${descending ? 'descending' : 'ascending'}>
            <button type="button" class="sort" @click=${() => page.sort()}>${common.name} <span aria-hidden="true">${descending ? '↓' : '↑'}</span></button>
          </th>
          <th role="columnheader" scope="col">${common.home}</th>
          <th role="columnheader" scope="col" class="contact">${text.contact}</th>
          <th role="columnheader" scope="col" class=${list === 'active' ? 'since' : 'mail'}>${list === 'active' ? text.since : common.invitation}</th>
          <th role="columnheader" scope="col" class="last"><span class="unseen">${text.actions}</span></th>
        </tr>
      </thead>
      <tbody role="rowgroup">
        ${repeat(rows, ({ id }) => id, row)}
      </tbody>
    </table>
  `;
}

/**
 * Extends the selection to the next row with Shift and an arrow key, as in a spreadsheet.
 * @param {CommunityMembers} page
 * @param {Member[]} rows
 * @param {KeyboardEvent} event
 */
function extend(page, rows, event) {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  const box = event.target;
  if (!step || !(box instanceof HTMLInputElement) || !box.dataset.row) return;
  event.preventDefault();
  const at = rows.findIndex(({ id }) => id === box.dataset.row);
  const row = rows[at + step];
  if (!row) return;
  if (event.shiftKey) {
    if (!page.selection.has(rows[at].id)) page.selection.pick(rows, rows[at], true, false);
    page.pick(rows, row, true, true);
  }
  page.querySelectorAll('tbody .pick input').forEach((other) => {
    if (other instanceof HTMLInputElement && other.dataset.row === row.id) other.focus();
  });
}

/** @param {CommunityMembers} page */
export function emptyList(page) {
  const text = members.empty;
  const search = page.search.trim();
  if (!isEmpty(page.filter)) {
    const clear = () => page.show({ filter: filterOf('') });
    return empty(text.nobody, text.filters(search !== ''), html`<button type="button" class="plain" @click=${clear}>${common.clearFilters}</button>`);
  }
  if (search) return empty(text.nobody, [...search].length > fewLetters ? text.search(search) : text.lastName(search));
  switch (page.list) {
    case 'attention':
      return empty(text.attention.title, text.attention.text);
    case 'profile':
      return empty(text.profile.title, text.profile.text);
    case 'pending':
      return empty(text.pending.title, text.pending.text);
    default:
      return empty(text.active.title, text.active.text(page.mayInvite));
  }
}

/**
 * @param {string} title
 * @param {unknown} why
 * @param {unknown} [help]
 */
function empty(title, why, help = nothing) {
  return html`<section class="empty"><h2>${title}</h2><p>${why}</p>${help}</section>`;
}
