import { html, nothing } from '../vendor/parts.js';
import { badge } from './dialogs.js';
import { delivery, fullName, householdRoleName, onDay, roleName } from './words.js';

/** @typedef {import('./words.js').Member} Member */

/**
 * @typedef {object} RowOptions
 * @property {string} list
 * @property {(member: Member) => void} open
 * @property {(member: Member) => boolean} mayEdit
 * @property {(member: Member) => void} edit
 * @property {((member: Member, chosen: boolean, range: boolean) => void) | null} pick null: rows cannot be chosen
 * @property {(id: string) => boolean} chosen
 */

/**
 * Makes the function that draws one row of the list.
 * @param {RowOptions} options
 */
export function memberRow({ list, open, mayEdit, edit, pick, chosen }) {
  return (/** @type {Member} */ member) => html`
    <tr role="row" class=${chosen(member.id) ? 'chosen' : ''} @click=${(/** @type {Event} */ event) => besides(event) && open(member)}>
      ${pick
        ? html`<td role="cell" class="pick">
            <input
              type="checkbox"
              data-row=${member.id}
              aria-label="Select ${fullName(member)}"
              .checked=${chosen(member.id)}
              @click=${(/** @type {any} */ event) => pick(member, event.target.checked, event.shiftKey)}
            >
          </td>`
        : nothing}
      <th role="rowheader" scope="row" class="name">
        <button type="button" class="link" id="name-${member.id}" dir="auto" @click=${() => open(member)}>${fullName(member) || member.email}</button>
        ${member.role && member.role !== 'member' ? badge(roleName(member.role), 'brand') : nothing}
      </th>
      <td role="cell">${home(member)}</td>
      <td role="cell">
        <div class="line" dir="auto">${member.email}</div>
        ${member.phone ? html`<div class="line hint" dir="auto">${member.phone}</div>` : nothing}
      </td>
      <td role="cell">${list === 'active' ? html`<span class="hint">${onDay(member.activatedAt)}</span>` : mail(member)}</td>
      <td role="cell" class="acts">
        ${['active', 'pending', 'profile'].includes(member.status) && mayEdit(member)
          ? html`<button type="button" class="plain small" aria-describedby="name-${member.id}" @click=${() => edit(member)}>Edit</button>`
          : nothing}
      </td>
    </tr>
  `;
}

/**
 * Whether a click on a row met none of its controls and marks no text: then it
 * stands for a click on the name.
 * @param {Event} event
 */
function besides({ target }) {
  return target instanceof Element && !target.closest('button, input, a, .pick') && document.getSelection()?.isCollapsed !== false;
}

/** @param {Member} member */
function home(member) {
  if (!member.property) return html`<span class="hint">No home yet</span>`;
  const household = [member.household?.name, member.householdRole === 'head' ? householdRoleName('head') : ''].filter(Boolean);
  return html`
    <div class="line" dir="auto">${member.property.label}</div>
    <div class="line hint" dir="auto">${household.join(' · ')}</div>
  `;
}

/** @param {Member} member */
function mail(member) {
  const { label, tone, at, why } = delivery(member);
  return html`
    <div>${badge(label, tone)}</div>
    ${at ? html`<div class="hint">${at}</div>` : nothing}
    ${why ? html`<div class="hint why" dir="auto">${why}</div>` : nothing}
  `;
}
