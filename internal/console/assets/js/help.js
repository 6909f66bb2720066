import { html, nothing } from '../vendor/parts.js';
import { show } from './dialogs.js';
import { to } from './route.js';
import { session } from './session.js';
import { app } from './text/app.js';
import { common } from './text/common.js';
import { View } from './view.js';

/** Returns how to reach the vendor's staff, as plain text. */
export function supportContact() {
  const meta = document.querySelector('meta[name="support"]');
  return session.me?.support || meta?.getAttribute('content') || '';
}

/** The Help control in the bar of every page, or at the top of a page without a bar. */
export class HelpControl extends View {
  static properties = { community: { attribute: false } };

  constructor() {
    super();
    this.community = '';
  }

  render() {
    return html`<button type="button" class="plain" @click=${this.open}>${app.help.title}</button>`;
  }

  open() {
    const contact = supportContact();
    const inviter = this.community && session.can(this.community, 'members.invite');
    const close = () => document.querySelector('dialog')?.close();
    show(
      app.help.title,
      html`
        ${contact
          ? html`<p>${app.help.support}</p><p class="contact" dir="auto">${contact}</p>`
          : html`<p>${app.help.board}</p>`}
        <p>${app.help.secrets}</p>
        ${inviter
          ? html`<p><a href=${to(this.community, 'import-guide')} @click=${close}>${common.importGuide}</a></p>`
          : nothing}
      `,
    );
  }
}
customElements.define('help-control', HelpControl);
