import { html } from '../vendor/parts.js';
import { explain, isAbort, Once, Problem } from './api.js';
import { ask, closeModal, modal } from './dialogs.js';
import { notice, sortErrors, textField } from './fields.js';
import { handOver, isMailed, nextSteps, person } from './hand-over.js';
import { MailQuestion } from './mail-typo.js';
import { PlaceFields } from './place-field.js';
import { to } from './route.js';
import { View } from './view.js';
import { zoneName } from './zones.js';
import './zone-picker.js';

const empty = { name: '', city: '', state: '', zip: '', timeZone: 'America/New_York', senderName: '', replyTo: '', firstName: '', lastName: '', email: '' };

/** @typedef {keyof typeof empty} Name */

/** The location of each field in the request. */
const places = Object.fromEntries(
  /** @type {Name[]} */ (Object.keys(empty)).map((name) => [['firstName', 'lastName', 'email'].includes(name) ? `administrator.${name}` : name, name]),
);

/**
 * The dialog that creates a community: its name, place, time zone, sender and first
 * administrator, in one request that creates all of it or nothing. Dispatches
 * `created` and `done`.
 */
export class CreateCommunity extends View {
  constructor() {
    super();
    this.values = { ...empty };
    /** @type {Record<string, string>} */
    this.errors = {};
    this.wrong = '';
    /** The id of the community that already has the name. */
    this.namesake = '';
    this.busy = false;
    this.placeTyped = false;
    /** The time zone suggested last, such as by the ZIP. One that somebody chose is kept. */
    this.suggested = empty.timeZone;
    /** @type {any} what was created */
    this.made = null;
    this.attempt = new Once();
    this.mailQuestion = new MailQuestion(() => this.requestUpdate());
    this.place = new PlaceFields({
      prefix: 'community',
      values: () => this.values,
      typed: () => this.placeTyped,
      errors: () => this.errors,
      draw: () => this.requestUpdate(),
      change: (change, by) => {
        if (by === 'hand' && !('zip' in change)) this.placeTyped = true;
        this.change(change);
      },
      found: ({ timeZone }) => this.suggest(timeZone),
    });
  }

  render() {
    return modal(
      { label: 'Create community', kind: 'wide', leave: () => this.leave(), closed: () => this.dispatchEvent(new Event('done')) },
      this.made ? this.success() : this.form(),
    );
  }

  firstUpdated() {
    setTimeout(() => this.focusOn('#community-name')); // the dialog opens in a microtask
  }

  form() {
    const { timeZone } = this.values;
    return html`
      <form novalidate @submit=${this.save}>
        ${notice(this.wrong)} ${this.field('name', 'Name', { required: true })}
        <fieldset class="group">
          <legend>Place</legend>
          <div class="address zip-first">
            ${this.place.field('zip', { inputmode: 'numeric', maxlength: 10, hint: 'Fills in city, state and time zone.' })} ${this.place.field('city')}
            ${this.place.field('state', { maxlength: 20 })}
          </div>
          <zone-picker
            .value=${timeZone}
            .error=${this.errors.timeZone ?? ''}
            .hint=${this.place.place && timeZone === this.suggested ? 'Suggested by the ZIP. Change it if the community uses another one.' : 'Dates and times in mails and on screens are in this zone.'}
            @chosen=${(/** @type {CustomEvent} */ event) => this.change({ timeZone: event.detail })}
          ></zone-picker>
        </fieldset>
        <fieldset class="group">
          <legend>Mails</legend>
          ${this.field('senderName', 'Sender name', { hint: `Shown as the sender when a roster is imported. Leave blank for ${this.values.name.trim() ? `“${this.values.name.trim()}”` : 'the name'}.` })}
          ${this.field('replyTo', 'Reply address', { type: 'email', inputmode: 'email', capitalize: 'none', hint: 'Where replies go. Leave blank to have them come to Support.' })}
        </fieldset>
        <fieldset class="group">
          <legend>First administrator</legend>
          <div class="two">${this.field('firstName', 'First Name', { required: true })} ${this.field('lastName', 'Last Name', { required: true })}</div>
          ${this.field('email', 'Email', {
            type: 'email',
            inputmode: 'email',
            capitalize: 'none',
            required: true,
            ...this.mailQuestion.field(this.values.email, (email) => this.change({ email })),
          })}
        </fieldset>
        <div class="foot">
          <div class="buttons">
            <button type="button" class="plain cancel" @click=${this.leave}>Cancel</button>
            <button type="submit" class="primary" aria-disabled=${this.busy ? 'true' : 'false'}>
              ${this.namesake ? 'Create another one' : 'Create and invite'}
            </button>
          </div>
        </div>
      </form>
    `;
  }

  success() {
    const { id, name, administrator, invitation } = this.made;
    return html`
      <div class="done">
        <h3 tabindex="-1">${name} is created</h3>
        <dl class="facts">
          ${person({ ...administrator, phone: undefined })}
          <dt>Role</dt>
          <dd>Administrator</dd>
          <dt>Time zone</dt>
          <dd>${zoneName(this.values.timeZone)}</dd>
        </dl>
        ${invitation ? this.next(id, administrator, invitation) : html`<p>${administrator.firstName} has activated the account.</p>`}
        <div class="foot">
          <div class="buttons">
            <a class="button" href=${to(id, 'members')}>Open the community</a>
            <button type="button" class="primary" @click=${() => closeModal(this)}>Close</button>
          </div>
        </div>
      </div>
    `;
  }

  /**
   * @param {string} id
   * @param {any} administrator
   * @param {import('./hand-over.js').CodedInvitation} invitation
   */
  next(id, administrator, invitation) {
    const steps = nextSteps(administrator, invitation, this.values.timeZone);
    return html`
      ${handOver(id, administrator, invitation)}
      <h4>What happens next</h4>
      <ul>
        ${steps.map((text) => html`<li dir="auto">${text}</li>`)}
        <li>${isMailed(invitation) ? 'Meanwhile you' : 'You'} can import the roster and set the rest under Preferences.</li>
      </ul>
    `;
  }

  /**
   * @param {Name} name
   * @param {string} label
   * @param {Partial<import('./fields.js').Field>} [more]
   */
  field(name, label, more = {}) {
    return textField({
      id: `community-${name}`,
      label,
      value: this.values[name],
      change: (value) => this.change({ [name]: value }),
      error: this.errors[name],
      ...more,
    });
  }

  /** @param {Partial<typeof empty>} change */
  change(change) {
    const errors = Object.fromEntries(Object.entries(this.errors).filter(([name]) => !(name in change)));
    this.set({ values: { ...this.values, ...change }, errors, namesake: 'name' in change ? '' : this.namesake });
  }

  /** @param {string} timeZone of the ZIP; '': unknown */
  suggest(timeZone) {
    if (!timeZone || this.values.timeZone !== this.suggested) return;
    this.suggested = timeZone;
    this.change({ timeZone });
  }

  /** @param {Event} event */
  async save(event) {
    event.preventDefault();
    if (this.busy) return;
    this.set({ busy: true, wrong: '' });
    await this.place.filling;
    const missing = this.missing();
    if (Object.keys(missing).length > 0) {
      this.set({ busy: false, errors: missing });
      this.focusOn('[aria-invalid="true"]');
      return;
    }
    this.set({ errors: {} });
    try {
      this.made = await this.attempt.post('/communities', this.body());
      this.dispatchEvent(new Event('created'));
      this.requestUpdate();
      this.focusOn('.done h3');
    } catch (error) {
      this.refused(error);
    } finally {
      this.set({ busy: false });
    }
  }

  /** Returns what keeps the form from being sent, by field. */
  missing() {
    const { name, firstName, lastName, email } = this.values;
    /** @type {Record<string, string>} */
    const errors = {};
    if (!name.trim()) errors.name = 'Enter the name.';
    if (!firstName.trim()) errors.firstName = 'Enter the first name.';
    if (!lastName.trim()) errors.lastName = 'Enter the last name.';
    if (!email.trim()) errors.email = 'Enter the email.';
    else if (this.mailQuestion.holds(email)) errors.email = 'Check the email. If it’s right as it is, press Create and invite again.';
    return errors;
  }

  body() {
    const { firstName, lastName, email, name, ...settings } = this.values;
    const given = Object.fromEntries(Object.entries(settings).filter(([, value]) => value.trim() !== ''));
    return { name, confirmed: this.namesake !== '', ...given, administrator: { firstName, lastName, email: email.trim() } };
  }

  /** @param {unknown} error */
  refused(error) {
    if (isAbort(error)) return;
    if (error instanceof Problem && error.code === 'exists') {
      const namesake = error.body.community;
      this.set({
        namesake,
        errors: { name: `There’s already a community with this name (${namesake}). Change the name, or create another one with the same name.` },
      });
      this.focusOn('[aria-invalid="true"]');
      return;
    }
    const { fields, rest } = sortErrors(error, places);
    this.set({ errors: fields, wrong: Object.keys(fields).length > 0 ? rest.join(' ') : rest.join(' ') || explain(error) });
    this.focusOn('[aria-invalid="true"]');
  }

  async leave() {
    if (this.busy) return;
    const typed = Object.entries(this.values).some(([name, value]) => value !== empty[/** @type {Name} */ (name)]);
    const sure =
      this.made !== null ||
      !typed ||
      (await ask({ title: 'Leave without creating?', text: 'What you typed will be lost.', yes: 'Leave', no: 'Keep editing' }));
    if (sure) closeModal(this);
  }
}
customElements.define('create-community', CreateCommunity);
