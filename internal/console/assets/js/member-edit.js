import { html, nothing } from '../vendor/parts.js';
import { call, explain, isAbort, Problem, within } from './api.js';
import { toast } from './dialogs.js';
import { notice, selectField, sortErrors, textField } from './fields.js';
import { MailQuestion } from './mail-question.js';
import { mayGive } from './roles.js';
import { common } from './text/common.js';
import { labels } from './text/labels.js';
import { member } from './text/member.js';
import { View } from './view.js';
import { householdRoleName, phoneNumber, roleName } from './words.js';
import './property-picker.js';

const text = member.edit;

/** @typedef {import('./words.js').Member} Member */
/** @typedef {import('./roles.js').Role} Role */
/** @typedef {{id: string, name: string, members: number}} Household */

/**
 * The form in the member's panel. Everything can be changed about a pending member
 * or one without sign-in; roles, phone and household about an active one.
 * Dispatches `saved`, `cancelled` or `stale`.
 */
export class MemberEdit extends View {
  static properties = {
    community: { attribute: false },
    member: { attribute: false },
    roles: { attribute: false },
    first: { attribute: false },
  };

  constructor() {
    super();
    this.community = '';
    /** @type {Member} */
    this.member = /** @type {any} */ (null);
    /** @type {Role[]} */
    this.roles = [];
    /** @type {Record<string, string>} what was typed */
    this.values = {};
    /** @type {Record<string, string>} the values when the form was opened */
    this.original = {};
    /** The field to edit first; '': the form's first. */
    this.first = '';
    /** @type {Record<string, string>} */
    this.errors = {};
    this.wrong = '';
    this.busy = false;
    this.mailQuestion = new MailQuestion(() => this.requestUpdate());
    this.moving = false;
    /** @type {import('./property-picker.js').Property | null} */
    this.property = null;
    /** @type {Household[] | null} */
    this.households = null;
  }

  /** @param {Map<string, unknown>} changed */
  willUpdate(changed) {
    if (!changed.has('member')) return;
    const { firstName, lastName, email, phone, role, householdRole, household } = this.member;
    const now = {
      firstName,
      lastName,
      email: email ?? '',
      phone: phoneNumber(phone),
      role: role ?? '',
      householdRole: householdRole ?? 'member',
      household: household?.id ?? '',
    };
    // What was typed here is kept on top of somebody else's change.
    const typed = Object.fromEntries(Object.entries(this.values).filter(([name, value]) => value !== this.original[name]));
    this.original = now;
    this.values = { ...now, ...typed };
  }

  firstUpdated() {
    this.focusOn(this.first ? `#edit-${this.first}` : 'input:not(:disabled), select');
  }

  /** Whether the member has not activated yet, so that others may correct the entry. */
  get unclaimed() {
    return this.member.status !== 'active';
  }

  get profile() {
    return this.member.status === 'profile';
  }

  get dirty() {
    return Object.keys(this.changes()).length > 0;
  }

  /** @returns {Record<string, string>} what has changed */
  changes() {
    return Object.fromEntries(Object.entries(this.values).filter(([name, value]) => value !== this.original[name]));
  }

  render() {
    return html`
      <form novalidate @submit=${this.save}>
        ${notice(this.wrong)} ${this.unclaimed ? this.person() : nothing}
        ${this.text('phone', labels.phone, { type: 'tel', inputmode: 'tel' })}
        ${this.member.household && !this.moving
          ? selectField({
              id: 'edit-householdRole',
              label: labels.householdRole,
              value: this.values.householdRole,
              options: ['member', 'head'].map((role) => ({ value: role, label: householdRoleName(role) })),
              change: (householdRole) => this.change({ householdRole }),
              error: this.errors.householdRole,
              hint:
                this.values.householdRole === 'head' && this.original.householdRole !== 'head'
                  ? text.headChanges
                  : '',
            })
          : nothing}
        ${this.roleField()} ${this.homeFields()}
        <div class="buttons">
          <button type="button" class="plain" @click=${() => this.dispatchEvent(new Event('cancelled'))}>${common.cancel}</button>
          <button type="submit" class="primary" aria-disabled=${this.busy ? 'true' : 'false'}>${common.save}</button>
        </div>
      </form>
    `;
  }

  person() {
    return html`
      ${this.text('firstName', labels.firstName, { required: true })} ${this.text('lastName', labels.lastName, { required: true })}
      ${this.text('email', labels.email, {
        type: 'email',
        inputmode: 'email',
        required: !this.profile,
        hint: this.emailHint(),
        ...this.mailQuestion.field(this.values.email, (email) => this.change({ email })),
      })}
    `;
  }

  emailHint() {
    if (this.profile) return text.mailsProfile;
    const readdressed = this.values.email.trim() !== this.original.email;
    return readdressed ? text.mailsNewAddress : '';
  }

  /**
   * @param {string} name
   * @param {string} label
   * @param {Partial<import('./fields.js').Field>} [more]
   */
  text(name, label, more = {}) {
    return textField({
      id: `edit-${name}`,
      label,
      value: this.values[name],
      change: (value) => this.change({ [name]: value }),
      error: this.errors[name],
      ...more,
    });
  }

  roleField() {
    const given = this.roles.filter((role) => mayGive(this.community, role));
    if (given.length === 0) return nothing;
    const options = given.map(({ name }) => ({ value: name, label: roleName(name) }));
    if (this.unclaimed) options.unshift({ value: '', label: labels.theDefault });
    return selectField({
      id: 'edit-role',
      label: common.communityRole,
      value: this.values.role,
      options,
      change: (role) => this.change({ role }),
      error: this.errors.role,
    });
  }

  homeFields() {
    if (!this.moving) {
      return html`<button type="button" class="link" @click=${() => this.startMoving()}>
        ${this.member.household ? text.move : text.addHome}
      </button>`;
    }
    return html`
      <fieldset class="group">
        <legend>${text.newHome}</legend>
        <property-picker
          .community=${this.community}
          .value=${this.property}
          @chosen=${(/** @type {CustomEvent} */ event) => this.pickProperty(event.detail)}
        ></property-picker>
        ${this.households ? this.householdField(this.households) : nothing}
      </fieldset>
    `;
  }

  /** @param {Household[]} households */
  householdField(households) {
    if (households.length === 0) return html`<p class="hint">${text.noHousehold}</p>`;
    return selectField({
      id: 'edit-household',
      label: labels.household,
      value: this.values.household,
      options: [
        { value: this.original.household, label: labels.chooseHousehold },
        ...households
          .filter(({ id }) => id !== this.original.household)
          .map(({ id, name, members }) => ({ value: id, label: labels.householdWith(name, members) })),
      ],
      change: (household) => this.change({ household }),
      error: this.errors.household,
    });
  }

  startMoving() {
    this.set({ moving: true, values: { ...this.values, householdRole: this.original.householdRole } });
    this.focusOn('property-picker input');
  }

  /** @param {import('./property-picker.js').Property | null} property */
  async pickProperty(property) {
    this.set({ property, households: null, values: { ...this.values, household: this.original.household } });
    if (!property) return;
    try {
      const { items } = await call('GET', within(this.community, 'properties', property.id, 'households'));
      this.set({ households: items });
    } catch (error) {
      if (!isAbort(error)) this.set({ wrong: explain(error) });
    }
  }

  /** @param {Record<string, string>} change */
  change(change) {
    this.set({ values: { ...this.values, ...change } });
  }

  /** @param {Event} event */
  async save(event) {
    event.preventDefault();
    if (this.busy) return;
    const { household, ...changes } = this.changes();
    if (!household && Object.keys(changes).length === 0) {
      this.dispatchEvent(new Event('cancelled'));
      return;
    }
    if (changes.email && this.mailQuestion.holds(changes.email)) {
      this.set({ errors: { email: text.checkEmail } });
      this.focusOn('[aria-invalid="true"]');
      return;
    }
    this.set({ busy: true, wrong: '', errors: {} });
    try {
      const body = { version: this.member.version, ...changes, ...(household ? { household: { id: household } } : {}) };
      await call('PATCH', within(this.community, 'members', this.member.id), { body });
      toast(common.saved);
      this.dispatchEvent(new Event('saved'));
    } catch (error) {
      this.refused(error);
    } finally {
      this.set({ busy: false });
    }
  }

  /** @param {unknown} error */
  refused(error) {
    if (isAbort(error)) return;
    if (error instanceof Problem && error.status === 412) {
      this.set({ wrong: text.stale });
      this.dispatchEvent(new Event('stale'));
      return;
    }
    const { fields, rest } = sortErrors(error, {
      firstName: 'firstName',
      lastName: 'lastName',
      email: 'email',
      phone: 'phone',
      role: 'role',
      householdRole: 'householdRole',
      household: 'household',
      'household.id': 'household',
    });
    const sorted = Object.keys(fields).length > 0;
    this.set({ errors: fields, wrong: sorted ? rest.join(' ') : rest.join(' ') || explain(error) });
    if (sorted) this.focusOn('[aria-invalid="true"]');
  }
}
customElements.define('member-edit', MemberEdit);
