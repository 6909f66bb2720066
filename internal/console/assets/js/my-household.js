// The rest of the household on My page: who has joined, whom its Head has invited,
// and a form to report what is wrong with the home.

import { html, nothing, repeat } from '../vendor/parts.js';
import { call, explain, isAbort, Once } from './api.js';
import { ask, toast } from './dialogs.js';
import { notice, sortErrors, textField } from './fields.js';
import { common } from './text/common.js';
import { household as text } from './text/household.js';
import { labels } from './text/labels.js';
import { View } from './view.js';
import { fullName, skipped } from './words.js';
import { when } from './zone.js';

/**
 * @typedef {{id: string, email: string, state: 'sending' | 'sent' | 'undeliverable' | 'expired', expiresAt: string}} Invitation
 * @typedef {{firstName: string, lastName: string, householdRole: string, joined: boolean, invitation: Invitation | null}} Person
 * @typedef {{name: string, mayInvite: boolean, people: Person[]}} Household
 */

const empty = { firstName: '', lastName: '', email: '' };

/** The household's people. Dispatches `own` with the page's data after a change. */
export class MyHousehold extends View {
  static properties = { path: { attribute: false }, household: { attribute: false } };

  constructor() {
    super();
    this.path = '';
    /** @type {Household} */
    this.household = { name: '', mayInvite: false, people: [] };
    /** @type {typeof empty | null} the form's values while it is open */
    this.values = null;
    /** @type {Record<string, string>} */
    this.errors = {};
    this.wrong = '';
    this.busy = false;
    this.inviting = new Once();
    this.acting = new Once();
  }

  render() {
    const { name, people, mayInvite } = this.household;
    return html`
      <h3 dir="auto">${name}</h3>
      <ul class="people">
        ${repeat(people, (person, n) => person.invitation?.id ?? n, (person) => this.person(person))}
      </ul>
      ${this.values ? nothing : notice(this.wrong)}
      ${mayInvite ? (this.values ? this.form(this.values) : this.offer()) : nothing}
    `;
  }

  offer() {
    return html`<p><button type="button" class="plain" id="invite-household" @click=${this.open}>${text.invite}</button></p>`;
  }

  /** @param {Person} person */
  person(person) {
    if (!person.invitation) {
      return html`<li>${text.person(fullName(person), { head: person.householdRole === 'head', joined: person.joined })}</li>`;
    }
    const { id, email, state, expiresAt } = person.invitation;
    return html`
      <li class="invited">
        <div><bdi id="invited-${id}">${fullName(person)}</bdi></div>
        <div class="hint">${(text.states[state] ?? text.states.sent)(email, when(expiresAt))}</div>
        <div class="buttons wrap">
          <button type="button" class="plain" aria-describedby="invited-${id}" @click=${() => this.resend(person)}>${text.resend}</button>
          <button type="button" class="plain" aria-describedby="invited-${id}" @click=${() => this.withdraw(person)}>${text.withdraw.label}</button>
        </div>
      </li>
    `;
  }

  /** @param {typeof empty} values */
  form(values) {
    /**
     * @param {keyof typeof empty} name
     * @param {string} label
     * @param {Partial<import('./fields.js').Field>} [more]
     */
    const field = (name, label, more = {}) =>
      textField({
        id: `household-${name}`,
        label,
        required: true,
        value: values[name],
        change: (value) => this.set({ values: { ...this.values, [name]: value } }),
        error: this.errors[name],
        ...more,
      });
    return html`
      <form novalidate aria-label=${text.invite} @submit=${this.invite}>
        ${notice(this.wrong)}
        <div class="two">${field('firstName', labels.firstName)} ${field('lastName', labels.lastName)}</div>
        ${field('email', labels.email, { type: 'email', inputmode: 'email', hint: text.emailHint })}
        <div class="buttons">
          <button type="button" class="plain" @click=${() => this.close()}>${common.cancel}</button>
          <button type="submit" class="primary" aria-disabled=${this.busy ? 'true' : 'false'}>${text.send}</button>
        </div>
      </form>
    `;
  }

  open() {
    this.set({ values: { ...empty }, errors: {}, wrong: '' });
    this.focusOn('#household-firstName');
  }

  close() {
    this.set({ values: null, errors: {}, wrong: '' });
    this.focusOn('#invite-household');
  }

  /** @param {Event} event */
  async invite(event) {
    event.preventDefault();
    const values = this.values ?? empty;
    await this.run(async () => {
      this.tell(await this.inviting.post(`${this.path}/household/invitations`, values));
      this.close();
      toast(text.invited(fullName(values)));
    });
  }

  /** @param {Person} person */
  async resend(person) {
    await this.run(async () => {
      const { result, reason } = await this.acting.post(this.of(person, 'resend'), {});
      if (result === 'queued') toast(text.resent(fullName(person)));
      else this.set({ wrong: text.notResent(fullName(person), skipped(reason)) });
      this.tell(await call('GET', this.path));
    });
  }

  /** @param {Person} person */
  async withdraw(person) {
    const sure = await ask({
      title: text.withdraw.title,
      text: text.withdraw.text(fullName(person)),
      yes: text.withdraw.label,
      danger: true,
    });
    if (!sure) return;
    await this.run(async () => {
      this.tell(await this.acting.post(this.of(person, 'withdraw'), {}));
      toast(text.withdraw.done(fullName(person)));
      this.focusOn('#invite-household');
    });
  }

  /**
   * @param {Person} person
   * @param {string} action
   */
  of({ invitation }, action) {
    return `${this.path}/household/invitations/${encodeURIComponent(invitation?.id ?? '')}/${action}`;
  }

  /** @param {unknown} own */
  tell(own) {
    this.dispatchEvent(new CustomEvent('own', { detail: own }));
  }

  /** @param {() => Promise<void>} work */
  async run(work) {
    if (this.busy) return;
    this.set({ busy: true, wrong: '', errors: {} });
    try {
      await work();
    } catch (error) {
      if (isAbort(error)) return;
      const { fields, rest } = sortErrors(error, { firstName: 'firstName', lastName: 'lastName', email: 'email' });
      this.set({ errors: fields, wrong: Object.keys(fields).length > 0 ? rest.join(' ') : rest.join(' ') || explain(error) });
      this.focusOn('[aria-invalid="true"]');
    } finally {
      this.set({ busy: false });
    }
  }
}
customElements.define('my-household', MyHousehold);

/** How many characters somebody may write about their home. */
const longest = 500;

/** The form *Something wrong with your home?* */
export class HomeCorrection extends View {
  static properties = { path: { attribute: false } };

  constructor() {
    super();
    this.path = '';
    this.open = false;
    this.text = '';
    this.wrong = '';
    this.error = '';
    this.busy = false;
    this.asking = new Once();
  }

  render() {
    if (!this.open) {
      return html`<p><button type="button" class="link" id="wrong-home" @click=${this.begin}>${text.correction.title}</button></p>`;
    }
    const notes = ['correction-hint', this.error ? 'correction-error' : ''].filter(Boolean).join(' ');
    return html`
      <form novalidate aria-label=${text.correction.title} @submit=${this.send}>
        ${notice(this.wrong)}
        <div class="field">
          <label for="correction">${text.correction.label}</label>
          <textarea
            id="correction"
            rows="3"
            maxlength=${longest}
            dir="auto"
            aria-required="true"
            aria-invalid=${this.error ? 'true' : 'false'}
            aria-describedby=${notes}
            .value=${this.text}
            @input=${(/** @type {any} */ event) => this.set({ text: event.target.value, error: '' })}
          ></textarea>
          <p class="hint" id="correction-hint">${text.correction.hint}</p>
          ${this.error ? html`<p class="wrong" id="correction-error">${this.error}</p>` : nothing}
        </div>
        <div class="buttons">
          <button type="button" class="plain" @click=${() => this.close()}>${common.cancel}</button>
          <button type="submit" class="primary" aria-disabled=${this.busy ? 'true' : 'false'}>${text.correction.send}</button>
        </div>
      </form>
    `;
  }

  begin() {
    this.set({ open: true, wrong: '', error: '' });
    this.focusOn('#correction');
  }

  close() {
    this.set({ open: false, wrong: '', error: '' });
    this.focusOn('#wrong-home');
  }

  /** @param {Event} event */
  async send(event) {
    event.preventDefault();
    if (this.busy) return;
    if (!this.text.trim()) {
      this.set({ error: text.correction.missing });
      this.focusOn('#correction');
      return;
    }
    this.set({ busy: true, wrong: '', error: '' });
    try {
      await this.asking.post(`${this.path}/corrections`, { message: this.text });
      this.text = '';
      this.close();
      toast(text.correction.sent);
    } catch (error) {
      if (isAbort(error)) return;
      const { fields, rest } = sortErrors(error, { message: 'message' });
      this.set({ error: fields.message ?? '', wrong: fields.message ? '' : rest.join(' ') || explain(error) });
      this.focusOn('#correction');
    } finally {
      this.set({ busy: false });
    }
  }
}
customElements.define('home-correction', HomeCorrection);
