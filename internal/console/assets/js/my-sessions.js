import { html, nothing } from '../vendor/parts.js';
import { call, explain, isAbort } from './api.js';
import { ask, toast } from './dialogs.js';
import { notice } from './fields.js';
import { account } from './text/account.js';
import { View } from './view.js';
import { when } from './zone.js';

const { sessions } = account;

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
      <h3>${sessions.title}</h3>
      ${notice(this.wrong)}
      ${this.sessions
        ? html`
            <ul class="people">
              ${this.sessions.map(
                ({ createdAt, seenAt, current }) => html`
                  <li>
                    ${current ? html`<strong>${sessions.here}</strong>` : sessions.elsewhere}
                    <div class="hint">${current ? sessions.since(when(createdAt)) : sessions.used(when(createdAt), when(seenAt))}</div>
                  </li>
                `,
              )}
            </ul>
          `
        : nothing}
      ${others > 0
        ? html`<p><button type="button" class="plain" aria-disabled=${this.busy ? 'true' : 'false'} @click=${() => this.endOthers(others)}>${sessions.end}</button></p>`
        : nothing}
    `;
  }

  /** @param {number} others */
  async endOthers(others) {
    if (this.busy) return;
    const sure = await ask({
      title: sessions.endTitle,
      text: sessions.endText(others),
      yes: sessions.end,
    });
    if (!sure) return;
    this.set({ busy: true, wrong: '' });
    try {
      await call('DELETE', '/sessions/others');
      await this.load();
      toast(sessions.ended);
    } catch (error) {
      if (!isAbort(error)) this.set({ wrong: explain(error) });
    } finally {
      this.set({ busy: false });
    }
  }
}
customElements.define('my-sessions', MySessions);
