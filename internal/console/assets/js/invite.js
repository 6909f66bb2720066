import { html, nothing } from '../vendor/parts.js';
import { call, explain, isAbort, Once, Problem, query, within } from './api.js';
import { ask, closeModal, modal } from './dialogs.js';
import { notice, sortErrors } from './fields.js';
import { Draft } from './invite-draft.js';
import { householdStep } from './invite-household.js';
import { memberStep, success } from './invite-member.js';
import { addressErrors, propertyStep } from './invite-property.js';
import { MailQuestion } from './mail-question.js';
import { PlaceFields } from './place-field.js';
import { mayGive, rolesOf } from './roles.js';
import { common } from './text/common.js';
import { invite as text } from './text/invite.js';
import { labels } from './text/labels.js';
import { View } from './view.js';

/** @typedef {'property' | 'household' | 'member' | 'done'} Step */

const steps = [
  { name: 'property', label: labels.property },
  { name: 'household', label: labels.household },
  { name: 'member', label: labels.member },
];

/** The field, and the step that shows it, of each location in the request. */
const places = /** @type {Record<string, {name: string, step: Step}>} */ ({
  property: { name: 'chosen', step: 'property' },
  'property.id': { name: 'chosen', step: 'property' },
  household: { name: 'household', step: 'household' },
  'household.id': { name: 'household', step: 'household' },
  'household.name': { name: 'householdName', step: 'household' },
  'member.firstName': { name: 'firstName', step: 'member' },
  'member.lastName': { name: 'lastName', step: 'member' },
  'member.email': { name: 'email', step: 'member' },
  'member.phone': { name: 'phone', step: 'member' },
  'member.householdRole': { name: 'householdRole', step: 'member' },
  role: { name: 'role', step: 'member' },
});
for (const name of ['street', 'unit', 'city', 'state', 'zip']) places[`property.street.${name}`] = { name, step: 'property' };
for (const name of ['lot', 'unit', 'city', 'state', 'zip']) places[`property.lot.${name}`] = { name, step: 'property' };

/**
 * The Invite Member dialog: property, household, member, done. Dispatches `invited`
 * with each new member, `open-member` with an id, and `done`.
 */
export class InviteMember extends View {
  static properties = { community: { attribute: false }, home: { attribute: false } };

  constructor() {
    super();
    this.community = '';
    /**
     * A home that somebody is invited to: the dialog skips the steps that it answers.
     * @type {{property: import('./property-picker.js').Property, households: import('./invite-draft.js').Household[], household?: string} | null}
     */
    this.home = null;
    this.draft = new Draft();
    this.places = { street: this.placeOf('street'), lot: this.placeOf('lot') };
    /** @type {Step} */
    this.step = 'property';
    /** @type {Record<string, string>} */
    this.errors = {};
    this.wrong = '';
    this.busy = false;
    this.slow = false;
    this.noProperties = false;
    /** @type {import('./roles.js').Role[]} */
    this.roles = [];
    this.defaultRole = '';
    /** The community's time zone, if the inviter may know it. */
    this.timeZone = '';
    this.mailQuestion = new MailQuestion(() => this.requestUpdate());
    /** @type {{id: string, active: boolean} | null} who already has the email */
    this.known = null;
    /** @type {any} what the last invitation created */
    this.made = null;
    this.attempt = new Once();
  }

  willUpdate() {
    if (!this.home || this.hasUpdated) return;
    const { property, households, household } = this.home;
    this.draft.settle(property, households, household);
    this.step = household ? 'member' : 'household';
  }

  firstUpdated() {
    this.prepare();
    this.focusStep();
  }

  /**
   * @param {'street' | 'lot'} kind
   */
  placeOf(kind) {
    return new PlaceFields({
      prefix: 'property',
      values: () => this.draft[kind],
      typed: () => this.draft.placeTyped[kind],
      errors: () => this.errors,
      draw: () => this.requestUpdate(),
      change: (change, by) => {
        const [name] = Object.keys(change);
        if (by === 'hand' && name !== 'zip') this.draft.placeTyped[kind] = true;
        if (by === 'hand') this.edit((d) => Object.assign(d[kind], change), name);
        else Object.assign(this.draft[kind], change);
      },
    });
  }

  async prepare() {
    /** @param {unknown} error */
    const without = (error) => (isAbort(error) ? null : this.set({ wrong: explain(error) }));
    const [properties, preferences, roles] = await Promise.all([
      call('GET', within(this.community, 'properties') + query({ limit: 1 })).catch(without),
      call('GET', within(this.community, 'preferences')).catch(() => null), // not every inviter may read them
      rolesOf(this.community).catch(() => []),
    ]);
    if (preferences) {
      this.draft.prefill(preferences);
      this.defaultRole = preferences.defaultRole ?? '';
      this.timeZone = preferences.timeZone ?? '';
    }
    this.roles = roles.filter((role) => mayGive(this.community, role));
    this.noProperties = properties?.items.length === 0;
    const first = this.noProperties && !this.draft.touched;
    if (first) this.draft.mode = 'new';
    this.requestUpdate();
    if (first) this.focusStep();
  }

  render() {
    return modal(
      { label: common.inviteMember, kind: 'wide', leave: () => this.leave(), closed: () => this.dispatchEvent(new Event('done')) },
      this.step === 'done' ? success(this) : this.form(),
    );
  }

  form() {
    return html`
      <wa-stepper label=${text.steps} active=${this.step} orientation="horizontal">
        ${steps.map(
          ({ name, label }, i) => html`<wa-step name=${name} ?completed=${i < this.position}>${label}</wa-step>`,
        )}
      </wa-stepper>
      <form novalidate @submit=${this.next}>
        ${notice(this.wrong)} ${this.knownMember()}
        <div class="step">${this.stepContent()}</div>
        <div class="foot">
          <p class="hint" role="status">${this.progress()}</p>
          <div class="buttons">
            <button type="button" class="plain cancel" @click=${this.leave}>${common.cancel}</button>
            ${this.position > 0 ? html`<button type="button" class="plain" @click=${this.back}>${text.back}</button>` : nothing}
            <button type="submit" class="primary" aria-disabled=${this.busy ? 'true' : 'false'}>
              ${this.step === 'member' ? text.send : text.next}
            </button>
          </div>
        </div>
      </form>
    `;
  }

  progress() {
    if (!this.busy) return '';
    if (this.slow) return text.slow;
    return this.step === 'member' ? common.sending : text.oneMoment;
  }

  get position() {
    return steps.findIndex(({ name }) => name === this.step);
  }

  stepContent() {
    switch (this.step) {
      case 'property':
        return propertyStep(this);
      case 'household':
        return householdStep(this);
      default:
        return memberStep(this);
    }
  }

  knownMember() {
    if (!this.known) return nothing;
    const { id, active } = this.known;
    return html`
      <p class="notice warning" role="alert">
        ${active ? text.member.isActive : text.member.isInvited}
        <button type="button" class="link" @click=${() => this.openMember(id)}>${text.member.open}</button>
      </p>
    `;
  }

  /**
   * Applies an edit, and drops what the server said about the field.
   * @param {(draft: Draft) => void} change
   * @param {string} [field]
   */
  edit(change, field = '') {
    change(this.draft);
    this.draft.touched = true;
    if (field === 'email') this.known = null;
    const { [field]: _, ...errors } = this.errors;
    this.set({ errors });
  }

  async validateAddress() {
    const errors = addressErrors(this.draft);
    if (Object.keys(errors).length > 0) {
      this.showErrors(errors);
      return;
    }
    await this.work(() => this.standardize());
    await this.updateComplete;
    this.querySelector('.standard')?.scrollIntoView({ block: 'nearest' });
  }

  /** Requests the standard form of the address in the fields. */
  async standardize() {
    await this.places.street.filling;
    const typed = { ...this.draft.street };
    const answer = await call('POST', within(this.community, 'addresses', 'validate'), { body: typed, harmless: true });
    this.draft.validate(typed, answer);
  }

  /**
   * Continues with an address that the search did not find. Its parts are those of
   * its standard form; what cannot be told apart stays in the street.
   * @param {string} searched
   */
  async createProperty(searched) {
    /** @type {Partial<import('./invite-draft.js').Street> | undefined} */
    let parsed;
    try {
      parsed = (await call('POST', within(this.community, 'addresses', 'validate'), { body: { street: searched }, harmless: true })).standard;
    } catch (error) {
      if (isAbort(error)) return;
      if (!(error instanceof Problem)) return this.set({ wrong: explain(error) });
    }
    this.edit((draft) => draft.create(searched, parsed), 'chosen');
    this.focusStep();
  }

  /** @param {Event} event */
  async next(event) {
    event.preventDefault();
    switch (this.step) {
      case 'property':
        return this.leaveProperty();
      case 'household':
        return this.leaveHousehold();
      default:
        return this.send();
    }
  }

  async leaveProperty() {
    const errors = addressErrors(this.draft);
    if (Object.keys(errors).length > 0) {
      this.showErrors(errors);
      return;
    }
    await this.work(async () => {
      if (await this.toConfirm()) return;
      const id = this.draft.propertyID;
      this.draft.offer(id ? await this.householdsOf(id) : []);
      this.turn('household');
    });
    await this.updateComplete;
    this.querySelector('.standard table')?.scrollIntoView({ block: 'nearest' });
  }

  /**
   * Validates a new street address that has not been validated. Reports whether its
   * standard form differs or has warnings, so that people see it before it is used.
   */
  async toConfirm() {
    if (!this.draft.unvalidated) return false;
    await this.standardize();
    return this.draft.remarkable;
  }

  /** @param {string} property */
  async householdsOf(property) {
    const answer = await call('GET', within(this.community, 'properties', property, 'households'));
    return answer.items;
  }

  leaveHousehold() {
    const { householdMode, household } = this.draft;
    if (householdMode === 'existing' && !household) {
      this.showErrors({ household: text.chooseHousehold });
      return;
    }
    this.turn('member');
  }

  async send() {
    const { firstName, lastName, email } = this.draft.member;
    /** @type {Record<string, string>} */
    const errors = {};
    if (!firstName.trim()) errors.firstName = text.member.enterFirstName;
    if (!lastName.trim()) errors.lastName = text.member.enterLastName;
    if (!email.trim()) errors.email = text.member.enterEmail;
    else if (this.mailQuestion.holds(email)) errors.email = text.member.checkEmail;
    if (Object.keys(errors).length > 0) {
      this.showErrors(errors);
      return;
    }
    await this.work(async () => {
      this.made = await this.attempt.post(within(this.community, 'invitations'), this.draft.body());
      this.turn('done');
      this.dispatchEvent(new CustomEvent('invited', { detail: this.made.member }));
    });
  }

  /**
   * Does one thing at a time, so that a second press does nothing twice.
   * @param {() => Promise<void>} what
   */
  async work(what) {
    if (this.busy) return;
    this.set({ busy: true, slow: false, wrong: '', errors: {}, known: null });
    const slow = setTimeout(() => this.set({ slow: true }), 1500);
    try {
      await what();
    } catch (error) {
      this.refused(error);
    } finally {
      clearTimeout(slow);
      this.set({ busy: false });
    }
  }

  /** @param {unknown} error */
  refused(error) {
    if (isAbort(error)) return;
    if (error instanceof Problem && error.code.startsWith('already_')) {
      this.set({
        known: { id: memberOf(error), active: error.code === 'already_active' },
        errors: { email: error.code === 'already_active' ? text.member.theyAreActive : text.member.theyAreInvited },
      });
      this.focusOn('#member-email');
      return;
    }
    if (error instanceof Problem && error.code === 'address_unconfirmed') {
      this.draft.standard = null;
      this.turn('property');
      this.set({ wrong: text.property.validateAgain });
      return;
    }
    this.sortRefusal(error);
  }

  /** @param {unknown} error */
  sortRefusal(error) {
    const known = Object.fromEntries(Object.entries(places).map(([at, { name }]) => [at, name]));
    // Validate Address refers to the fields of the address itself.
    /** @type {Record<string, string>} */
    const own = this.step === 'property' ? { street: 'street', unit: 'unit', city: 'city', state: 'state', zip: 'zip' } : {};
    const { fields, rest } = sortErrors(error, { ...own, ...known });
    const names = Object.keys(fields);
    if (names.length === 0) {
      this.set({ wrong: rest.join(' ') || explain(error) });
      return;
    }
    const first = Object.values(places).find(({ name }) => name === names[0]);
    if (first && first.step !== this.step && this.step === 'member') this.set({ step: first.step });
    this.set({ wrong: rest.join(' ') });
    this.showErrors(fields);
  }

  /** @param {Record<string, string>} errors */
  showErrors(errors) {
    this.set({ errors });
    this.focusOn('.step [aria-invalid="true"]');
  }

  back() {
    const before = steps[this.position - 1];
    if (before && !this.busy) this.turn(/** @type {Step} */ (before.name));
  }

  /** @param {Step} step */
  turn(step) {
    this.set({ step, errors: {}, wrong: '', known: null });
    this.focusStep();
  }

  /** Focuses the start of the step: its first empty field, or else its choice or heading. */
  async focusStep() {
    await this.updateComplete;
    const { step } = this;
    if (step === 'done') return this.focusOn('.done h3');
    // The dialog, the picker and the fields are each drawn in a later microtask.
    await new Promise((later) => setTimeout(later));
    if (step !== this.step) return;
    const field = this.querySelector('.step input:not([type="radio"], [type="checkbox"], :disabled), .step select') ?? this.querySelector('.step input:checked');
    if (field instanceof HTMLElement) field.focus();
  }

  another() {
    this.draft.another(this.made);
    this.made = null;
    this.turn('member');
  }

  /** @param {string} id */
  openMember(id) {
    closeModal(this);
    this.dispatchEvent(new CustomEvent('open-member', { detail: id }));
  }

  async leave() {
    if (this.busy) return;
    const sure =
      this.step === 'done' ||
      !this.draft.touched ||
      (await ask({ ...text.leave, yes: common.leave, no: common.keepEditing }));
    if (sure) closeModal(this);
  }
}
customElements.define('invite-member', InviteMember);

/**
 * Returns the id of the member that a refusal names.
 * @param {Problem} problem
 */
function memberOf({ body }) {
  const { member } = body;
  return typeof member === 'object' && member ? member.id : (member ?? '');
}
