import { html } from '../vendor/parts.js';
import { call, explain, isAbort, Problem } from './api.js';
import { signIn } from './credentials.js';
import { closeModal, modal } from './dialogs.js';
import { notice, textField } from './fields.js';
import { wordmark } from './look.js';
import { session } from './session.js';
import { common } from './text/common.js';
import { labels } from './text/labels.js';
import { signIn as text } from './text/sign-in.js';
import { View } from './view.js';

/** The first page: sign in, or ask for a new password. */
export class SignIn extends View {
  constructor() {
    super();
    /** @type {'in' | 'forgot' | 'mailed' | 'closed' | 'factor'} */
    this.mode = 'in';
    this.email = '';
    this.password = '';
    this.wrong = '';
    this.busy = false;
    /** Whether the account has a second factor. */
    this.enrolled = true;
  }

  connectedCallback() {
    super.connectedCallback();
    document.title = common.title(common.signIn);
  }

  render() {
    return html`<main class="alone"><section class="card">${this.content()}</section></main>`;
  }

  content() {
    switch (this.mode) {
      case 'forgot':
        return this.forgot();
      case 'mailed':
        return this.mailed();
      case 'closed':
        return this.closed();
      case 'factor':
        return secondFactor(this, () => this.turn('in'));
      default:
        return this.signIn();
    }
  }

  signIn() {
    return html`
      <p class="brand">${wordmark()}</p>
      <h1>${text.welcome}</h1>
      <form novalidate @submit=${this.submit}>
        ${notice(this.wrong)}
        ${this.emailField()}
        ${textField({
          id: 'password',
          label: text.password,
          type: 'password',
          autocomplete: 'current-password',
          value: this.password,
          change: (password) => this.set({ password }),
          required: true,
        })}
        <div class="buttons stacked">
          <button type="submit" class="primary" aria-disabled=${this.busy ? 'true' : 'false'}>${common.signIn}</button>
          <button type="button" class="link" @click=${() => this.turn('forgot')}>${common.forgotPassword}</button>
        </div>
      </form>
    `;
  }

  emailField() {
    return textField({
      id: 'email',
      label: labels.email,
      type: 'email',
      autocomplete: 'username',
      inputmode: 'email',
      capitalize: 'none',
      value: this.email,
      change: (email) => this.set({ email }),
      required: true,
    });
  }

  forgot() {
    return html`
      <h1>${common.forgotPassword}</h1>
      <form novalidate @submit=${this.sendMail}>
        <p>${text.forgot.text}</p>
        ${notice(this.wrong)}
        ${this.emailField()}
        <div class="buttons stacked">
          <button type="submit" class="primary" aria-disabled=${this.busy ? 'true' : 'false'}>${text.forgot.send}</button>
          <button type="button" class="link" @click=${() => this.turn('in')}>${common.backToSignIn}</button>
        </div>
      </form>
    `;
  }

  mailed() {
    return html`
      <h1 tabindex="-1">${text.mailed.title}</h1>
      <p>${text.mailed.text(this.email)}</p>
      <p class="hint">${text.mailed.hint}</p>
      <div class="buttons stacked">
        <button type="button" class="primary" @click=${() => this.turn('in')}>${common.backToSignIn}</button>
      </div>
    `;
  }

  closed() {
    return html`
      <h1 tabindex="-1">${common.notOpen}</h1>
      <p>${text.closed}</p>
      <div class="buttons stacked">
        <button type="button" class="primary" @click=${() => this.turn('in')}>${common.backToSignIn}</button>
      </div>
    `;
  }

  /** @param {SignIn['mode']} mode */
  turn(mode) {
    this.set({ mode, wrong: '', password: '' });
    this.focusOn(mode === 'mailed' || mode === 'closed' ? 'h1' : '#email');
  }

  /** @param {Event} event */
  async submit(event) {
    event.preventDefault();
    if (this.busy) return;
    if (!this.email.trim() || !this.password) {
      this.set({ wrong: text.enterBoth });
      this.focusOn(this.email.trim() ? '#password' : '#email');
      return;
    }
    this.set({ busy: true, wrong: '' });
    try {
      await signIn(this.email.trim(), this.password);
    } catch (error) {
      if (error instanceof Problem && error.code === 'community_not_open') this.turn('closed');
      else if (await asksFactor(error, this)) this.set({ mode: 'factor' });
      else this.refused(signInError(error));
    } finally {
      this.set({ busy: false });
    }
  }

  /** @param {string} wrong */
  refused(wrong) {
    this.set({ wrong, password: '' });
    this.focusOn('#password');
  }

  /** @param {Event} event */
  async sendMail(event) {
    event.preventDefault();
    if (this.busy) return;
    if (!this.email.trim()) {
      this.set({ wrong: text.forgot.enterEmail });
      this.focusOn('#email');
      return;
    }
    this.set({ busy: true, wrong: '' });
    try {
      await call('POST', '/passwords/lost', { body: { email: this.email.trim() }, anonymous: true });
      this.turn('mailed');
    } catch (error) {
      this.set({ wrong: explain(error) });
    } finally {
      this.set({ busy: false });
    }
  }
}
customElements.define('sign-in', SignIn);

/**
 * Asks for the password over a page whose session has ended, so that what was
 * typed below stays. Dispatches `done` once there is a session again.
 */
export class SignInAgain extends View {
  constructor() {
    super();
    this.email = session.me?.account.email ?? '';
    this.password = '';
    this.wrong = '';
    this.busy = false;
    this.renewed = false;
    this.factor = false;
    /** Whether the account has a second factor. */
    this.enrolled = true;
  }

  render() {
    // The dialog cannot be dismissed: the user either signs in again or signs out.
    return modal(
      { label: text.again.title, leave: () => {}, closed: () => this.leave() },
      this.factor ? secondFactor(this, () => this.set({ factor: false, password: '' }), () => this.renew()) : html`
        <p>${text.again.text}</p>
        <form novalidate @submit=${this.submit}>
          ${notice(this.wrong)}
          <p class="pair"><span>${labels.email}</span> <strong dir="auto">${this.email}</strong></p>
          ${textField({
            id: 'password-again',
            label: text.password,
            type: 'password',
            autocomplete: 'current-password',
            value: this.password,
            change: (password) => this.set({ password }),
            required: true,
          })}
          <div class="buttons">
            <button type="button" class="plain" @click=${() => session.signOut()}>${common.signOut}</button>
            <button type="submit" class="primary" aria-disabled=${this.busy ? 'true' : 'false'}>${common.signIn}</button>
          </div>
        </form>
      `,
    );
  }

  renew() {
    this.renewed = true;
    closeModal(this);
  }

  leave() {
    if (this.renewed) this.dispatchEvent(new Event('done'));
    else this.querySelector('dialog')?.showModal();
  }

  /** @param {Event} event */
  async submit(event) {
    event.preventDefault();
    if (this.busy || !this.password) return;
    this.set({ busy: true, wrong: '' });
    try {
      await signIn(this.email, this.password);
      this.renew();
    } catch (error) {
      if (await asksFactor(error, this)) {
        this.set({ factor: true });
        return;
      }
      this.set({ wrong: signInError(error), password: '' });
      this.focusOn('#password-again');
    } finally {
      this.set({ busy: false });
    }
  }
}
customElements.define('sign-in-again', SignInAgain);

/**
 * Reports whether the password was right and the second factor is required. If so,
 * fetches the module of its screens, which most people never see.
 * @param {unknown} error
 * @param {{set(change: {enrolled: boolean}): void}} view
 */
async function asksFactor(error, view) {
  if (!(error instanceof Problem) || !['otp_required', 'otp_not_enrolled'].includes(error.code)) return false;
  await import('./second-factor.js');
  view.set({ enrolled: error.code === 'otp_required' });
  return true;
}

/**
 * @param {{email: string, password: string, enrolled: boolean}} of
 * @param {() => void} back
 * @param {() => void} [done]
 */
function secondFactor({ email, password, enrolled }, back, done) {
  return html`<second-factor .email=${email.trim()} .password=${password} .enrolled=${enrolled} @back=${back} @done=${() => done?.()}></second-factor>`;
}

/** @param {unknown} error */
function signInError(error) {
  if (isAbort(error)) return '';
  if (error instanceof Problem && error.code === 'invalid_credentials') return text.incorrect;
  return explain(error);
}

