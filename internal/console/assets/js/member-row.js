import { html, nothing } from '../vendor/parts.js';
import { badge } from './dialogs.js';
import { common } from './text/common.js';
import { members as text } from './text/members.js';
import { delivery, fullName, householdRoleName, onDay, phoneNumber, roleName } from './words.js';

/** @typedef {import('./words.js').Member} Member */

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
export function memberRow({ list, open, mayEdit, edit, pick, chosen, fresh }) {
  return (/** @type {Member} */ member) => html`
    <tr role="row" class="${chosen(member.id) ? 'chosen' : ''} ${fresh(member.id) ? 'fresh' : ''}" @click=${(/** @type {Event} */ event) => besides(event) && open(member)}>
      ${pick
        ? html`<td role="cell" class="pick" @click=${pressBox}>
            <input
              type="checkbox"
              data-row=${member.id}
              aria-label=${text.list.select(fullName(member))}
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
