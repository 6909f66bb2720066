// Letters for who is reached without a mail.

import { html, nothing } from '../vendor/parts.js';
import { call, explain, isAbort, within } from './api.js';
import { View } from './view.js';

/** Whether letters can be asked for. */
const letters = true;

/** Makes the letters of some members when it is pressed, and opens them. */
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
    if (!letters) return nothing;
    return html`
      <button type="button" class="plain" aria-disabled=${this.busy ? 'true' : 'false'} @click=${this.print}>Print letter</button>
      <span class="hint" role="status">${this.busy ? 'Making the letter …' : this.url ? html`<a href=${this.url} target="_blank" rel="noopener">Open the letter</a>` : nothing}</span>
      ${this.wrong ? html`<p class="wrong" role="alert">${this.wrong}</p>` : nothing}
    `;
  }

  async print() {
    if (this.busy) return;
    this.set({ busy: true, wrong: '', url: '' });
    try {
      const { url } = await call('POST', within(this.community, 'letters'), { body: { members: this.members, form: 'letters' } });
      this.set({ url });
      window.open(url, '_blank', 'noopener'); // a browser may refuse that so long after the click; the link stays
    } catch (error) {
      if (!isAbort(error)) this.set({ wrong: explain(error) });
    } finally {
      this.set({ busy: false });
    }
  }
}
customElements.define('print-letter', PrintLetter);
