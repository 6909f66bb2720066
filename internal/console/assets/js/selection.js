// The selected members, and what can be done to them and to everybody who matches the list's filter.

import { html, nothing } from '../vendor/parts.js';
import { explain, isAbort } from './api.js';
import { promoting, resending, revoking, tellResults } from './bulk.js';
import { counted } from './count.js';
import { ask, choose, toast } from './dialogs.js';
import { mayGive, rolesOf } from './roles.js';
import { common } from './text/common.js';
import { members } from './text/members.js';
import { permissionWords, roleName } from './words.js';

/** @typedef {import('./members.js').CommunityMembers} CommunityMembers */
/** @typedef {import('./words.js').Member} Member */

const text = members.selection;

/** How many members one request names at most. */
const mostNamedAtOnce = 400;

/**
 * The selected members by id, with the names for the report. The selection
 * outlives the page of the list on which a member was selected.
 */
export class Selection {
  /** @type {Map<string, Member>} */
  #chosen = new Map();
  /** Where a range starts: the row changed last. */
  #anchor = '';

  get size() {
    return this.#chosen.size;
  }

  get members() {
    return [...this.#chosen.values()];
  }

  /** @param {string} id */
  has(id) {
    return this.#chosen.has(id);
  }

  /** Whether everybody who matches the list's filter is selected, on every page. */
  everybody = false;

  clear() {
    this.everybody = false;
    this.#chosen.clear();
    this.#anchor = '';
  }

  /**
   * Selects or deselects one row, or every row from the one changed last to it.
   * @param {Member[]} rows as shown
   * @param {Member} row
   * @param {boolean} chosen
   * @param {boolean} range
   */
  pick(rows, row, chosen, range) {
    const end = rows.indexOf(row);
    const start = range ? rows.findIndex(({ id }) => id === this.#anchor) : -1;
    const [first, last] = start < 0 ? [end, end] : [Math.min(start, end), Math.max(start, end)];
    this.pickAll(rows.slice(first, last + 1), chosen);
    this.#anchor = row.id;
  }

  /**
   * @param {Member[]} rows
   * @param {boolean} chosen
   */
  pickAll(rows, chosen) {
    this.everybody = false;
    for (const row of rows) {
      if (chosen) this.#chosen.set(row.id, row);
      else this.#chosen.delete(row.id);
    }
  }
}

/**
 * Draws the bar, which is there while somebody is selected.
 * @param {CommunityMembers} page
 */
export function selectionBar(page) {
  const { list, selection, working, narrowed } = page;
  if (!selection.everybody && selection.size === 0) return nothing;
  const busy = working !== '';
  const count = selection.everybody ? page.everybodyWords() : counted(selection.size);
  const more = !selection.everybody && (page.next !== null || page.trail.length > 1);
  const invited = list !== 'active' && list !== 'profile';
  /** @param {string} label @param {'primary' | 'plain' | 'danger'} look @param {(page: CommunityMembers) => void} act */
  const button = (label, look, act) => html`<button type="button" class=${look === 'danger' ? 'plain danger' : look} aria-disabled=${busy ? 'true' : 'false'} @click=${() => act(page)}>${label}</button>`;
  return html`
    <div class="action-bar" role="region" aria-label=${text.label}>
      <span role="status">${working || text.selected(count)}</span>
      ${more && !busy
        ? html`<button type="button" class="link" @click=${() => page.pickEverybody()}>${text.all(page.everybodyWords(), narrowed)}</button>`
        : nothing}
      ${invited ? button(common.resendInvitations, 'primary', resendSelected) : nothing}
      ${list === 'active' ? nothing : button(common.printLetters, list === 'profile' ? 'primary' : 'plain', printSelected)}
      ${button(members.role.title, 'plain', giveRole)}
      ${invited ? button(common.revoke, 'danger', revokeSelected) : nothing}
      <button type="button" class="plain" ?disabled=${busy} @click=${() => page.drop()}>${text.clear}</button>
    </div>
  `;
}

/** @param {CommunityMembers} page */
function resendSelected(page) {
  return toMany(page, resending, common.sending);
}

/**
 * Sends the invitations of a group again that *Needs attention* shows.
 * @param {CommunityMembers} page
 * @param {import('./attention.js').Group} group
 */
export async function resendGroup(page, { need, count, more }) {
  const { title, text, yes } = members.resend;
  const sure = await ask({ title, text: text(count, more), yes });
  if (sure) await toMany(page, resending, common.sending, {}, { filter: { ...page.target(), need } });
}

/**
 * Prints the selected. The API takes 500 named members, in at most 16 kB; more take a filter.
 * @param {CommunityMembers} page
 */
async function printSelected(page) {
  if (page.working) return;
  const chosen = page.selection.members;
  if (!page.selection.everybody && chosen.length > mostNamedAtOnce) {
    toast(text.tooManyLetters(mostNamedAtOnce), 'warning');
    return;
  }
  const { printLetters } = await import('./letters.js');
  const whose = page.selection.everybody ? { filter: page.target() } : { members: chosen.map(({ id }) => id) };
  if (await printLetters(page.community, whose, [...chosen, ...(page.rows ?? [])])) page.load({ quiet: true });
}

/** @param {CommunityMembers} page */
async function revokeSelected(page) {
  if (page.working) return;
  const { title, text, doing } = members.revoke;
  const sure = await ask({ title, text: text(chosenWords(page)), yes: common.revoke, danger: true });
  if (sure) await toMany(page, revoking, doing);
}

/** @param {CommunityMembers} page */
async function giveRole(page) {
  if (page.working) return;
  const { title, text, option, doing } = members.role;
  try {
    const roles = (await rolesOf(page.community)).filter((role) => mayGive(page.community, role));
    const role = await choose({
      title,
      text: text(chosenWords(page)),
      label: common.communityRole,
      options: roles.map(({ name, permissions }) => ({ value: name, label: option(roleName(name), permissions.map(permissionWords)) })),
      yes: title,
    });
    if (role) await toMany(page, promoting, doing, { role });
  } catch (error) {
    if (!isAbort(error)) toast(explain(error), 'danger');
  }
}

/**
 * Returns how many members are selected, in words.
 * @param {CommunityMembers} page
 */
function chosenWords(page) {
  return page.selection.everybody ? text.matching(page.everybodyWords()) : text.some(page.selection.size);
}

/**
 * @param {CommunityMembers} page
 * @param {import('./bulk.js').Action} action
 * @param {string} doing
 * @param {Record<string, string>} [also]
 * @param {import('./bulk.js').Target} [target]
 */
async function toMany(page, action, doing, also = {}, target = page.chosen) {
  if (page.working) return;
  const total = 'members' in target ? counted(target.members.length) : page.selection.everybody ? page.everybodyWords() : '';
  const known = [...page.selection.members, ...(page.rows ?? [])];
  page.set({ working: doing });
  try {
    const results = await page.bulk.run(page.community, action, target, also, (done) =>
      page.set({ working: members.bulk.progress(doing, done, total) }),
    );
    page.selection.clear();
    page.set({ working: '' });
    page.load({ quiet: true });
    await tellResults(action, known, results);
  } catch (error) {
    if (!isAbort(error)) toast(explain(error), 'danger');
    page.load({ quiet: true });
  } finally {
    page.set({ working: '' });
  }
}
