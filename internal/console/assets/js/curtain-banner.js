import { html, nothing } from '../vendor/parts.js';
import { call, within } from './api.js';
import { to } from './route.js';
import { session } from './session.js';
import { app } from './text/app.js';
import { View } from './view.js';

/** The event that a page dispatches on the window once it has turned the curtain on or off. */
export const curtainTurned = 'curtain-turned';

/**
 * Says on each page of a community that its Black Curtain is on. It starts from what
 * is known, and asks again on each page, because somebody else may have changed it.
 */
export class CurtainBanner extends View {
  static properties = {
    community: { attribute: false },
    page: { attribute: false },
    open: { attribute: false },
  };

  constructor() {
    super();
    this.community = '';
    /** The page below, as in the address. */
    this.page = '';
    /** Whether the community was open when the account signed in. */
    this.open = true;
    /** @type {boolean | null} null: not asked yet */
    this.closed = null;
    this.look = () => this.load();
  }

  connectedCallback() {
    super.connectedCallback();
    window.addEventListener(curtainTurned, this.look);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    window.removeEventListener(curtainTurned, this.look);
  }

  /** @param {Map<string, unknown>} changed */
  willUpdate(changed) {
    if (changed.has('community')) this.closed = null;
    if (changed.has('community') || changed.has('page')) this.load();
  }

  async load() {
    const { community } = this;
    try {
      const { blackCurtain } = await call('GET', within(community, 'preferences'));
      if (community === this.community) this.set({ closed: blackCurtain });
    } catch {
      // The page below makes its own requests, and says what is wrong.
    }
  }

  render() {
    if (!(this.closed ?? !this.open)) return nothing;
    const mayOpen = session.can(this.community, 'preferences.manage') && this.page !== 'preferences';
    const off = mayOpen ? html`<a href=${to(this.community, 'preferences')}>${app.curtain.off}</a>` : nothing;
    return html`<p class="notice curtain" role="status">${app.curtain.on(off)}</p>`;
  }
}
customElements.define('curtain-banner', CurtainBanner);
