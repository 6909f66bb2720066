import { html } from '../vendor/parts.js';
import { common } from './text/common.js';
import { View } from './view.js';

/** How long the button says what it did, in milliseconds. */
const shown = 2500;

/** A button that copies a piece of text, and says so. */
export class CopyButton extends View {
  static properties = { value: { attribute: false }, label: { attribute: false } };

  constructor() {
    super();
    this.value = '';
    this.label = common.copy.label;
    this.said = '';
  }

  render() {
    return html`
      <button type="button" class="plain" @click=${this.copy}>${this.label}</button>
      <span class="hint" role="status">${this.said}</span>
    `;
  }

  async copy() {
    try {
      await navigator.clipboard.writeText(this.value);
      this.set({ said: common.copy.done });
    } catch {
      this.set({ said: common.copy.failed });
    }
    setTimeout(() => this.set({ said: '' }), shown);
  }
}
customElements.define('copy-button', CopyButton);
