// Letters for people whom no mail reaches.

import { html, nothing } from '../vendor/parts.js';
import { explain, isAbort, Once, within } from './api.js';
import { whenMade } from './printing.js';
import { letters } from './text/letters.js';
import { View } from './view.js';

const text = letters.one;

/** A button that prints letters for some members, and opens them. */
export class PrintLetter extends View {
  static properties = { community: { attribute: false }, members: { attribute: false } };

  constructor() {
    super();
    this.community = '';
    /** @type {string[]} their ids */
    this.members = [];
    this.url = '';
    this.wrong = '';
    this.busy = false;
    this.attempt = new Once();
  }

  render() {
    return html`
      <button type="button" class="plain" aria-disabled=${this.busy ? 'true' : 'false'} @click=${this.print}>${text.print}</button>
      <span class="hint" role="status">${this.busy ? text.making : this.url ? html`<a href=${this.url} target="_blank" rel="noopener">${text.open}</a>` : nothing}</span>
      ${this.wrong ? html`<p class="wrong" role="alert">${this.wrong}</p>` : nothing}
    `;
  }

  async print() {
    if (this.busy) return;
    this.set({ busy: true, wrong: '', url: '' });
    try {
      this.open(await this.made());
    } catch (error) {
      if (!isAbort(error)) this.set({ wrong: explain(error) });
    } finally {
      this.set({ busy: false });
    }
  }

  /** Has the letters made, and waits for them. */
  async made() {
    const path = within(this.community, 'letters');
    return whenMade(path, await this.attempt.post(path, { members: this.members, form: 'letter' }), {
      wanted: () => this.isConnected,
      told: () => this.set({ wrong: '' }),
      failed: (error) => this.set({ wrong: explain(error) }),
    });
  }

  /** @param {import('./printing.js').Printing} printing */
  open({ state, url }) {
    if (state === 'making') return;
    if (!url) {
      this.set({ wrong: text.failed });
      return;
    }
    this.set({ url });
    window.open(url, '_blank', 'noopener'); // a browser may block this so long after the click; the link stays
  }
}
customElements.define('print-letter', PrintLetter);
