import { html } from '../vendor/parts.js';
import { View } from './view.js';

/** How long the button says what it did, in milliseconds. */
const shown = 2500;

/** Copies a piece of text, and says so. */
export class CopyButton extends View {
  static properties = { value: { attribute: false } };

  constructor() {
    super();
    this.value = '';
    this.said = '';
  }

  render() {
    return html`
      <button type="button" class="plain small" @click=${this.copy}>Copy</button>
      <span class="hint" role="status">${this.said}</span>
    `;
  }

  async copy() {
    try {
      await navigator.clipboard.writeText(this.value);
      this.set({ said: 'Copied' });
    } catch {
      this.set({ said: 'The browser does not allow it; select the text instead.' });
    }
    setTimeout(() => this.set({ said: '' }), shown);
  }
}
customElements.define('copy-button', CopyButton);
