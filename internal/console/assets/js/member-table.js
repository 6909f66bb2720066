// The table of Community Members, and what stands in its place if nobody is in it.

import { html, nothing, repeat } from '../vendor/parts.js';
import { badge } from './dialogs.js';
import { filterOf, isEmpty } from './member-filters.js';
import { session } from './session.js';
import { common } from './text/common.js';
import { members } from './text/members.js';
import { delivery, fullName, householdRoleName, onDay, phoneNumber, roleName } from './words.js';

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

/**
 * @typedef {object} RowOptions
 * @property {string} list
 * @property {(member: Member) => void} open
 * @property {(member: Member) => boolean} mayEdit
 * @property {(member: Member) => void} edit
 * @property {((member: Member, chosen: boolean, range: boolean) => void) | null} pick null: rows cannot be selected
 * @property {(id: string) => boolean} chosen
 * @property {(id: string) => boolean} fresh invited a moment ago
 */

/**
 * Returns the function that draws one row of the list.
 * @param {RowOptions} options
 */
function memberRow({ list, open, mayEdit, edit, pick, chosen, fresh }) {
  return (/** @type {Member} */ member) => html`
    <tr role="row" class="${chosen(member.id) ? 'chosen' : ''} ${fresh(member.id) ? 'fresh' : ''}" @click=${(/** @type {Event} */ event) => besides(event) && open(member)}>
      ${pick
        ? html`<td role="cell" class="pick" @click=${pressBox}>
            <input
              type="checkbox"
              data-row=${member.id}
              aria-label=${text.select(fullName(member))}
              .checked=${chosen(member.id)}
              @click=${(/** @type {any} */ event) => pick(member, event.target.checked, event.shiftKey)}
            >
          </td>`
        : nothing}
      <th role="rowheader" scope="row" class="name">
        <button type="button" class="link line" id="name-${member.id}" dir="auto" @click=${() => open(member)}>${fullName(member) || member.email}</button>
        ${role(member)}
      </th>
      <td role="cell">${home(member)}</td>
      <td role="cell">
        <div class="line" dir="auto" title=${member.email}>${member.email}</div>
        ${member.phone ? html`<div class="line hint" dir="auto">${phoneNumber(member.phone)}</div>` : nothing}
      </td>
      <td role="cell">${list === 'active' ? html`<span class="hint">${onDay(member.activatedAt)}</span>` : mail(member, list)}</td>
      <td role="cell" class="acts">
        ${['active', 'pending', 'profile'].includes(member.status) && mayEdit(member)
          ? html`<button type="button" class="plain small" aria-describedby="name-${member.id}" @click=${() => edit(member)}>${common.edit}</button>`
          : nothing}
      </td>
    </tr>
  `;
}

/**
 * Reports whether a click on a row hit none of its controls and selects no text: it
 * then counts as a click on the name.
 * @param {Event} event
 */
function besides({ target }) {
  return target instanceof Element && !target.closest('button, input, a, .pick') && document.getSelection()?.isCollapsed !== false;
}

/** @param {Member} member */
function home(member) {
  if (!member.property) return html`<span class="hint">${common.noHome}</span>`;
  const household = common.joined([member.household?.name, member.householdRole === 'head' ? householdRoleName('head') : '']);
  return html`
    <div class="line" dir="auto" title=${member.property.label}>${member.property.label}</div>
    <div class="line hint" dir="auto" title=${household}>${household}</div>
  `;
}

/** @param {Member} member */
function role(member) {
  return member.role && member.role !== 'member' ? html`<div>${badge(roleName(member.role), 'brand')}</div>` : nothing;
}

/**
 * Draws how the mail went. On *Needs attention* the reason is never cut off.
 * @param {Member} member
 * @param {string} list
 */
function mail(member, list) {
  const { label, tone, at, why } = delivery(member);
  const more = common.joined([at, why]);
  return html`
    <div>${badge(label, tone)}</div>
    ${more ? html`<div class="line hint ${list === 'attention' ? 'whole' : ''}" dir="auto" title=${more}>${more}</div>` : nothing}
  `;
}

/**
 * Makes the whole cell act as its checkbox, which alone would be too small for a finger.
 * @param {Event} event
 */
function pressBox({ target, currentTarget }) {
  if (target !== currentTarget || !(currentTarget instanceof Element)) return;
  const box = currentTarget.querySelector('input');
  if (box) box.click();
}
