import { html, nothing } from '../vendor/parts.js';
import { show } from './dialogs.js';
import { to } from './route.js';
import { session } from './session.js';
import { View } from './view.js';

/** How to reach the vendor's staff, as plain text. */
export function supportContact() {
  const meta = document.querySelector('meta[name="support"]');
  return session.me?.support || meta?.getAttribute('content') || '';
}

/** The control at the bottom right of every page. */
export class HelpControl extends View {
  static properties = { community: { attribute: false } };

  constructor() {
    super();
    this.community = '';
  }

  render() {
    return html`<button type="button" class="help" @click=${this.open}>Help</button>`;
  }

  open() {
    const contact = supportContact();
    const inviter = this.community && session.can(this.community, 'members.invite');
    const close = () => document.querySelector('dialog')?.close();
    show(
      'Help',
      html`
        ${contact
          ? html`<p>You can reach Support here:</p><p class="contact" dir="auto">${contact}</p>`
          : html`<p>Ask your community’s board or manager. They can reach Support.</p>`}
        ${inviter
          ? html`<p><a href=${to(this.community, 'import-guide')} @click=${close}>How to import your roster</a></p>`
          : nothing}
      `,
    );
  }
}
customElements.define('help-control', HelpControl);
