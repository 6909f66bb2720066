import { html, nothing } from '../vendor/parts.js';
import { call, explain, isAbort } from './api.js';
import { ask, toast } from './dialogs.js';
import { notice } from './fields.js';
import { View } from './view.js';
import { plural } from './words.js';
import { when } from './zone.js';

/** @typedef {{createdAt: string, seenAt: string, current: boolean}} OwnSession */

/** The account's sessions, and a button to sign out everywhere else. */
export class MySessions extends View {
  constructor() {
    super();
    /** @type {OwnSession[] | null} */
    this.sessions = null;
    this.wrong = '';
    this.busy = false;
  }

  connectedCallback() {
    super.connectedCallback();
    this.load();
  }

  async load() {
    try {
      this.set({ sessions: (await call('GET', '/sessions')).items, wrong: '' });
    } catch (error) {
      if (!isAbort(error)) this.set({ wrong: explain(error) });
    }
  }

  render() {
    const others = (this.sessions?.length ?? 1) - 1;
    return html`
      <h3>Where you’re signed in</h3>
      ${notice(this.wrong)}
      ${this.sessions
        ? html`
            <ul class="people">
              ${this.sessions.map(
                ({ createdAt, seenAt, current }) => html`
                  <li>
                    ${current ? html`<strong>This device</strong>` : 'Another device or browser'}
                    <div class="hint">Signed in ${when(createdAt)}${current ? '' : `, last used ${when(seenAt)}`}</div>
                  </li>
                `,
              )}
            </ul>
          `
        : nothing}
      ${others > 0
        ? html`<p><button type="button" class="plain" aria-disabled=${this.busy ? 'true' : 'false'} @click=${() => this.endOthers(others)}>Sign out everywhere else</button></p>`
        : nothing}
    `;
  }

  /** @param {number} others */
  async endOthers(others) {
    if (this.busy) return;
    const sure = await ask({
      title: 'Sign out everywhere else?',
      text: `You stay signed in here. ${plural(others, 'other session')} ${others === 1 ? 'ends' : 'end'} right away.`,
      yes: 'Sign out everywhere else',
    });
    if (!sure) return;
    this.set({ busy: true, wrong: '' });
    try {
      await call('DELETE', '/sessions/others');
      await this.load();
      toast('You are signed out everywhere else.');
    } catch (error) {
      if (!isAbort(error)) this.set({ wrong: explain(error) });
    } finally {
      this.set({ busy: false });
    }
  }
}
customElements.define('my-sessions', MySessions);
