// The members who need attention, grouped by what somebody can do about it.

import { html, nothing } from '../vendor/parts.js';
import { dressed } from './style.js';
import { common } from './text/common.js';
import { attention as text } from './text/attention.js';
import { View } from './view.js';

await dressed('attention');

/** @typedef {{correctEmail: number, resend: number, ask: number, inviteAgain: number, more: boolean}} Needs */

/**
 * @typedef {object} Group
 * @property {string} need the API's name for it
 * @property {{title: string, why: string, one: string, many: string}} text
 * @property {'resend' | 'select' | ''} all what the button does to the whole group; '': it starts with the first member
 * @property {number} count
 * @property {boolean} more
 */

/**
 * Returns the groups that are not empty, in the order in which to work through them.
 * @param {Needs} needs
 * @returns {Group[]}
 */
export function groupsOf({ correctEmail, resend, ask, inviteAgain, more }) {
  const groups = /** @type {Group[]} */ ([
    { need: 'correct_email', text: text.correctEmail, all: '', count: correctEmail, more },
    { need: 'resend', text: text.resend, all: 'resend', count: resend, more },
    { need: 'ask', text: text.ask, all: 'select', count: ask, more },
    { need: 'invite_again', text: text.inviteAgain, all: '', count: inviteAgain, more },
  ]);
  return groups.filter(({ count }) => count > 0);
}

/**
 * The groups above the list. Dispatches `need` (show one group, or all), `help` (do
 * what helps a group) and `profiles` (show who has no email).
 */
export class AttentionGroups extends View {
  static properties = {
    needs: { attribute: false },
    need: { attribute: false },
    profiles: { attribute: false },
    busy: { attribute: false },
  };

  constructor() {
    super();
    /** @type {Needs} */
    this.needs = { correctEmail: 0, resend: 0, ask: 0, inviteAgain: 0, more: false };
    /** The only group that the list shows; '': all groups. */
    this.need = '';
    /** How many have no email; they are in a separate list. */
    this.profiles = 0;
    this.busy = false;
  }

  render() {
    const groups = groupsOf(this.needs);
    if (groups.length === 0) return nothing;
    return html`
      <ul class="needs" aria-label=${text.label}>
        ${groups.map((group) => this.group(group))}
      </ul>
      ${this.profiles > 0
        ? html`<p class="hint">
            ${text.profiles(
              this.profiles,
              html`<button type="button" class="link" @click=${() => this.dispatchEvent(new Event('profiles'))}>${text.showProfiles}</button>`,
            )}
          </p>`
        : nothing}
    `;
  }

  /** @param {Group} group */
  group(group) {
    const { need, count, more } = group;
    const { title, why, one, many } = group.text;
    const alone = this.need === need;
    return html`
      <li class=${alone ? 'chosen' : ''}>
        <h2 id="need-${need}">${title} <span class="count">${common.count(count, more)}</span></h2>
        <p class="hint">${why}</p>
        <div class="buttons wrap">
          <button
            type="button"
            class="plain main"
            aria-describedby="need-${need}"
            aria-disabled=${this.busy ? 'true' : 'false'}
            @click=${() => this.busy || this.tell('help', group)}
          >
            ${count === 1 && !more ? one : many}
          </button>
          <button type="button" class="link" aria-describedby="need-${need}" @click=${() => this.tell('need', alone ? '' : need)}>
            ${alone ? text.showAll : text.showOnly}
          </button>
        </div>
      </li>
    `;
  }

  /**
   * @param {string} name
   * @param {unknown} detail
   */
  tell(name, detail) {
    this.dispatchEvent(new CustomEvent(name, { detail }));
  }
}
customElements.define('attention-groups', AttentionGroups);
