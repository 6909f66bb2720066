import { html } from '../vendor/parts.js';
import { call, explain, isAbort, Problem } from './api.js';
import { signIn } from './credentials.js';
import { notice, textField } from './fields.js';
import { session } from './session.js';
import { dressed } from './style.js';
import { account } from './text/account.js';
import { common } from './text/common.js';
import { View } from './view.js';
import './copy-button.js';

await dressed('second-factor');

const text = account.factor;

/**
 * @typedef {{ticket: string, secret: string, uri: string, image: string}} Enrolment
 * @typedef {import('./session.js').SignedIn & {recoveryCodes: string[]}} Confirmed
 */

/**
 * Support's second factor, after the password: asks for a code from the
 * authenticator app, or sets the app up. Signs in and dispatches `done`, or
 * dispatches `back` if the user goes back or has to give the password again.
 */
export class SecondFactor extends View {
  static properties = { email: { attribute: false }, password: { attribute: false }, enrolled: { attribute: false } };

  constructor() {
    super();
    this.email = '';
    this.password = '';
    /** Whether the account has a second factor. */
    this.enrolled = true;
    /** @type {Enrolment | null} */
    this.enrolment = null;
    /** @type {Confirmed | null} */
    this.confirmed = null;
    this.code = '';
    this.wrong = '';
    this.busy = false;
  }

  firstUpdated() {
    if (this.enrolled) this.focusOn('#otp');
    else this.enrol();
  }

  render() {
    if (this.confirmed) return this.keep(this.confirmed);
    if (this.enrolment) return this.setUp(this.enrolment);
    return this.enrolled ? this.ask() : html`<p role="status">${text.oneMoment}</p>${notice(this.wrong)}`;
  }

  ask() {
    return html`
      <h1>${text.ask.title}</h1>
      <form novalidate @submit=${this.signIn}>
        ${notice(this.wrong)}
        ${this.codeField(text.ask.hint)}
        <div class="buttons stacked">
          <button type="submit" class="primary" aria-disabled=${this.disabled}>${common.signIn}</button>
          <button type="button" class="link" @click=${this.replace}>${text.ask.another}</button>
          <button type="button" class="link" @click=${this.back}>${common.backToSignIn}</button>
        </div>
      </form>
    `;
  }

  /** @param {Enrolment} enrolment */
  setUp({ secret, image }) {
    return html`
      <h1>${text.setUp.title}</h1>
      <p>${text.setUp.text}</p>
      <p><img class="qr" src=${image} alt=${text.setUp.picture} width="220" height="220"></p>
      <p class="code"><code aria-label=${text.setUp.key}>${groups(secret)}</code> <copy-button .value=${secret}></copy-button></p>
      <form novalidate @submit=${this.confirm}>
        ${notice(this.wrong)}
        ${this.codeField(text.setUp.hint)}
        <div class="buttons stacked">
          <button type="submit" class="primary" aria-disabled=${this.disabled}>${text.setUp.confirm}</button>
          <button type="button" class="link" @click=${this.back}>${common.backToSignIn}</button>
        </div>
      </form>
    `;
  }

  /** @param {Confirmed} confirmed */
  keep({ recoveryCodes }) {
    return html`
      <h1 tabindex="-1">${text.keep.title}</h1>
      <p>${text.keep.text}</p>
      <ul class="recovery">${recoveryCodes.map((code) => html`<li><code>${code}</code></li>`)}</ul>
      <p><copy-button .value=${recoveryCodes.join('\n')}></copy-button></p>
      <div class="buttons stacked">
        <button type="button" class="primary" @click=${this.enter}>${text.keep.done}</button>
      </div>
    `;
  }

  /** @param {string} hint */
  codeField(hint) {
    return textField({
      id: 'otp',
      label: text.code,
      autocomplete: 'one-time-code',
      capitalize: 'characters',
      hint,
      value: this.code,
      change: (code) => this.set({ code }),
      required: true,
    });
  }

  get disabled() {
    return this.busy ? 'true' : 'false';
  }

  back() {
    this.dispatchEvent(new Event('back'));
  }

  /** @param {Event} event */
  signIn(event) {
    event.preventDefault();
    return this.withCode(async (otp) => {
      await signIn(this.email, this.password, otp);
      this.dispatchEvent(new Event('done'));
    });
  }

  replace() {
    return this.withCode((otp) => this.begin(otp));
  }

  enrol() {
    return this.attempt(() => this.begin());
  }

  /** @param {string} [otp] */
  async begin(otp) {
    const body = { email: this.email, password: this.password, otp };
    this.set({ enrolment: await call('POST', '/second-factors', { body, anonymous: true }), code: '' });
    this.focusOn('#otp');
  }

  /** @param {Event} event */
  confirm(event) {
    event.preventDefault();
    return this.withCode(async (otp) => {
      const body = { ticket: this.enrolment?.ticket, otp };
      this.set({ confirmed: await call('POST', '/second-factors/confirm', { body, anonymous: true }) });
      this.focusOn('h1');
    });
  }

  async enter() {
    const { recoveryCodes: _, ...answer } = /** @type {Confirmed} */ (this.confirmed);
    await session.enter(answer);
    this.dispatchEvent(new Event('done'));
  }

  /** @param {(otp: string) => Promise<void>} go */
  async withCode(go) {
    if (this.busy) return;
    const otp = this.code.trim();
    if (!otp) {
      this.set({ wrong: text.enterCode });
      this.focusOn('#otp');
      return;
    }
    await this.attempt(() => go(otp));
  }

  /** @param {() => Promise<void>} go */
  async attempt(go) {
    this.set({ busy: true, wrong: '' });
    try {
      await go();
    } catch (error) {
      if (error instanceof Problem && ['invalid_credentials', 'enrolment_ended'].includes(error.code)) this.back();
      if (!isAbort(error)) this.set({ wrong: explain(error), code: '' });
      this.focusOn('#otp');
    } finally {
      this.set({ busy: false });
    }
  }
}
customElements.define('second-factor', SecondFactor);

/**
 * Returns a key in groups of four, which are easier to type.
 * @param {string} key
 */
function groups(key) {
  return key.match(/.{1,4}/g)?.join(' ') ?? key;
}
