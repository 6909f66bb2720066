import { html } from '../vendor/parts.js';
import { explain, isAbort, Once, Problem } from './api.js';
import { ask, closeModal, modal } from './dialogs.js';
import { notice, sortErrors, textField } from './fields.js';
import { handOver, isMailed, nextSteps, person } from './hand-over.js';
import { MailQuestion } from './mail-question.js';
import { PlaceFields } from './place-field.js';
import { to } from './route.js';
import { common } from './text/common.js';
import { communities } from './text/communities.js';
import { labels } from './text/labels.js';
import { zones } from './text/zones.js';
import { View } from './view.js';
import { zoneName } from './zones.js';
import './zone-picker.js';

const text = communities.create;

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
      { label: text.title, kind: 'wide', leave: () => this.leave(), closed: () => this.dispatchEvent(new Event('done')) },
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
        ${notice(this.wrong)} ${this.field('name', common.name, { required: true })}
        <fieldset class="group">
          <legend>${text.place}</legend>
          <div class="address zip-first">
            ${this.place.field('zip', { inputmode: 'numeric', maxlength: 10, hint: text.zipHint })} ${this.place.field('city')}
            ${this.place.field('state', { maxlength: 20 })}
          </div>
          <zone-picker
            .value=${timeZone}
            .error=${this.errors.timeZone ?? ''}
            .hint=${this.place.place && timeZone === this.suggested ? text.zoneByZip : zones.use}
            @chosen=${(/** @type {CustomEvent} */ event) => this.change({ timeZone: event.detail })}
          ></zone-picker>
        </fieldset>
        <fieldset class="group">
          <legend>${text.mails}</legend>
          ${this.field('senderName', common.senderName, { hint: text.senderHint(this.values.name.trim()) })}
          ${this.field('replyTo', common.replyAddress, { type: 'email', inputmode: 'email', capitalize: 'none', hint: text.replyHint })}
        </fieldset>
        <fieldset class="group">
          <legend>${text.administrator}</legend>
          <div class="two">${this.field('firstName', labels.firstName, { required: true })} ${this.field('lastName', labels.lastName, { required: true })}</div>
          ${this.field('email', labels.email, {
            type: 'email',
            inputmode: 'email',
            capitalize: 'none',
            required: true,
            ...this.mailQuestion.field(this.values.email, (email) => this.change({ email })),
          })}
        </fieldset>
        <div class="foot">
          <div class="buttons">
            <button type="button" class="plain cancel" @click=${this.leave}>${common.cancel}</button>
            <button type="submit" class="primary" aria-disabled=${this.busy ? 'true' : 'false'}>
              ${this.namesake ? text.another : text.send}
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
        <h3 tabindex="-1">${communities.created.title(name)}</h3>
        <dl class="facts">
          ${person({ ...administrator, phone: undefined })}
          <dt>${communities.created.role}</dt>
          <dd>${communities.created.administrator}</dd>
          <dt>${zones.label}</dt>
          <dd>${zoneName(this.values.timeZone)}</dd>
        </dl>
        ${invitation ? this.next(id, administrator, invitation) : html`<p>${communities.created.active(administrator.firstName)}</p>`}
        <div class="foot">
          <div class="buttons">
            <a class="button" href=${to(id, 'members')}>${communities.created.open}</a>
            <button type="button" class="primary" @click=${() => closeModal(this)}>${common.close}</button>
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
      <h4>${communities.created.next}</h4>
      <ul>
        ${steps.map((step) => html`<li dir="auto">${step}</li>`)}
        <li>${isMailed(invitation) ? communities.created.meanwhile : communities.created.now}</li>
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
    if (!name.trim()) errors.name = text.enterName;
    if (!firstName.trim()) errors.firstName = text.enterFirstName;
    if (!lastName.trim()) errors.lastName = text.enterLastName;
    if (!email.trim()) errors.email = text.enterEmail;
    else if (this.mailQuestion.holds(email)) errors.email = text.checkEmail;
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
        errors: { name: text.namesake(namesake) },
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
      (await ask({ ...text.leave, yes: common.leave, no: common.keepEditing }));
    if (sure) closeModal(this);
  }
}
customElements.define('create-community', CreateCommunity);
