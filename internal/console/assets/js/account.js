import { html, nothing } from '../vendor/parts.js';
import { call, explain, isAbort, Problem } from './api.js';
import { toast } from './dialogs.js';
import { notice, sortErrors, textField } from './fields.js';
import { session } from './session.js';
import { account } from './text/account.js';
import { common } from './text/common.js';
import { View } from './view.js';

const empty = { old: '', new: '' };

/** The page to change the account's own password. */
export class ChangePassword extends View {
  constructor() {
    super();
    this.values = { ...empty };
    /** @type {Record<string, string>} */
    this.errors = {};
    this.wrong = '';
    this.busy = false;
  }

  render() {
    return html`
      <h1>${common.changePassword}</h1>
      <form class="narrow" novalidate @submit=${this.save}>
        ${notice(this.wrong)}
        <input class="unseen" type="email" autocomplete="username" tabindex="-1" aria-hidden="true" readonly .value=${session.me?.account.email ?? ''}>
        ${this.field('old', account.password.current, 'current-password')}
        ${this.field('new', account.password.new, 'new-password', account.password.hint)}
        <div class="buttons"><button type="submit" class="primary" aria-disabled=${this.busy ? 'true' : 'false'}>${common.changePassword}</button></div>
      </form>
      ${this.factor()}
    `;
  }

  factor() {
    const left = session.me?.recoveryCodesLeft;
    if (left === undefined) return nothing;
    return html`
      <h2>${account.twoStep.title}</h2>
      <p>${account.twoStep.codesLeft(left)}</p>
      <p class="hint">${account.twoStep.change}</p>
    `;
  }

  /**
   * @param {'old' | 'new'} name
   * @param {string} label
   * @param {string} autocomplete
   * @param {string} [hint]
   */
  field(name, label, autocomplete, hint) {
    return textField({
      id: `password-${name}`,
      label,
      type: 'password',
      autocomplete,
      hint,
      value: this.values[name],
      change: (value) => this.set({ values: { ...this.values, [name]: value } }),
      error: this.errors[name],
      required: true,
    });
  }

  /** @param {Event} event */
  async save(event) {
    event.preventDefault();
    if (this.busy) return;
    /** @type {Record<string, string>} */
    const errors = {};
    if (!this.values.old) errors.old = account.password.enterCurrent;
    if (!this.values.new) errors.new = account.password.chooseNew;
    if (Object.keys(errors).length > 0) return this.show(errors);
    this.set({ busy: true, wrong: '', errors: {} });
    try {
      await call('PUT', '/me/password', { body: this.values });
      this.set({ values: { ...empty } });
      toast(account.password.changed);
    } catch (error) {
      this.refused(error);
    } finally {
      this.set({ busy: false });
    }
  }

  /** @param {unknown} error */
  refused(error) {
    if (isAbort(error)) return;
    if (error instanceof Problem && error.code === 'invalid_credentials') {
      this.show({ old: account.password.incorrect });
      return;
    }
    const { fields, rest } = sortErrors(error, { old: 'old', new: 'new', password: 'new' });
    this.set({ wrong: Object.keys(fields).length > 0 ? rest.join(' ') : rest.join(' ') || explain(error) });
    this.show(fields);
  }

  /** @param {Record<string, string>} errors */
  show(errors) {
    this.set({ errors });
    this.focusOn('[aria-invalid="true"]');
  }
}
customElements.define('change-password', ChangePassword);
