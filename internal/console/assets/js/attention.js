// The members who need attention, grouped by what somebody can do about it.

import { html, nothing } from '../vendor/parts.js';
import { dressed } from './style.js';
import { View } from './view.js';
import { counted, plural } from './words.js';

await dressed('attention');

/** @typedef {{correctEmail: number, resend: number, ask: number, inviteAgain: number, more: boolean}} Needs */

/**
 * @typedef {object} Group
 * @property {string} need the API's name for it
 * @property {string} title
 * @property {string} why in one sentence
 * @property {string} action the label of its one button
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
    {
      need: 'correct_email',
      title: 'Correct the email',
      why: 'Mail to these addresses comes back. With another address, the invitation goes out again under a new code.',
      action: correctEmail === 1 && !more ? 'Correct it' : 'Start with the first',
      all: '',
      count: correctEmail,
      more,
    },
    {
      need: 'resend',
      title: 'Resend',
      why: 'The invitation expired, or its mail didn’t get through. Sending it again renews it.',
      action: resend === 1 && !more ? 'Resend it' : 'Resend to all of them',
      all: 'resend',
      count: resend,
      more,
    },
    {
      need: 'ask',
      title: 'Ask them, or print a letter',
      why: 'They marked our mail as spam, so we’ve stopped sending it. Talk to them, or hand them their code on paper.',
      action: ask === 1 && !more ? 'Select them' : 'Select all of them',
      all: 'select',
      count: ask,
      more,
    },
    {
      need: 'invite_again',
      title: 'Invite again, or let go',
      why: 'The invitation was revoked or declined. Nobody is mailed unless you invite them again.',
      action: inviteAgain === 1 && !more ? 'Open it' : 'Start with the first',
      all: '',
      count: inviteAgain,
      more,
    },
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
      <ul class="needs" aria-label="What helps">
        ${groups.map((group) => this.group(group))}
      </ul>
      ${this.profiles > 0
        ? html`<p class="hint">
            ${plural(this.profiles, 'person has', 'people have')} no email of their own and can’t be mailed at all.
            <button type="button" class="link" @click=${() => this.dispatchEvent(new Event('profiles'))}>Show them</button>
          </p>`
        : nothing}
    `;
  }

  /** @param {Group} group */
  group(group) {
    const { need, title, why, action, count, more } = group;
    const alone = this.need === need;
    return html`
      <li class=${alone ? 'chosen' : ''}>
        <h2 id="need-${need}">${title} <span class="count">${counted(count)}${more ? '+' : ''}</span></h2>
        <p class="hint">${why}</p>
        <div class="buttons wrap">
          <button
            type="button"
            class="plain main"
            aria-describedby="need-${need}"
            aria-disabled=${this.busy ? 'true' : 'false'}
            @click=${() => this.busy || this.tell('help', group)}
          >
            ${action}
          </button>
          <button type="button" class="link" aria-describedby="need-${need}" @click=${() => this.tell('need', alone ? '' : need)}>
            ${alone ? 'Show everyone' : 'Show only these'}
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
