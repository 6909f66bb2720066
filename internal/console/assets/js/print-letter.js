// Letters for people whom no mail reaches.

import { html, nothing } from '../vendor/parts.js';
import { call, explain, isAbort, within } from './api.js';
import { letters } from './text/letters.js';
import { View } from './view.js';

const text = letters.one;

/** How often to poll whether the letter is ready, in milliseconds. */
const soon = 1000;

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
      const url = await this.made();
      if (!url) {
        this.set({ wrong: text.failed });
        return;
      }
      this.set({ url });
      window.open(url, '_blank', 'noopener'); // a browser may block this so long after the click; the link stays
    } catch (error) {
      if (!isAbort(error)) this.set({ wrong: explain(error) });
    } finally {
      this.set({ busy: false });
    }
  }

  /** @returns {Promise<string | null>} the letter's download link; null if there is none */
  async made() {
    const path = within(this.community, 'letters');
    let printing = await call('POST', path, { body: { members: this.members, form: 'letter' } });
    while (printing.state === 'making' && this.isConnected) {
      await new Promise((resolve) => setTimeout(resolve, soon));
      printing = await call('GET', `${path}/${printing.id}`);
    }
    return printing.url;
  }
}
customElements.define('print-letter', PrintLetter);
