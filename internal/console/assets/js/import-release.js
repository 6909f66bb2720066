import { html, nothing } from '../vendor/parts.js';
import { modal } from './dialogs.js';
import { notice, radioField, selectField, sortErrors, textField } from './fields.js';
import { ImportAction } from './import-action.js';
import { plural } from './words.js';
import { instantOf, wallOf } from './zone.js';

const places = {
  street: 'street',
  lots: 'lots',
  'lots.from': 'lots',
  'lots.to': 'lots',
  role: 'role',
  at: 'at',
};

/** Release: who of those held is mailed, and when. */
export class ReleaseMails extends ImportAction {
  static properties = { ...ImportAction.properties, zone: { attribute: false } };

  constructor() {
    super();
    /** The community's time zone. */
    this.zone = 'UTC';
    this.who = 'all';
    this.street = '';
    this.from = '';
    this.to = '';
    this.role = '';
    this.time = 'now';
    /** A date and time as the community's clocks show it. */
    this.at = '';
    /** @type {import('./fields.js').FieldErrors} */
    this.errors = {};
  }

  render() {
    const { held } = this.job.sending;
    return modal(
      { label: 'Release invitations', leave: () => this.leave(), closed: () => this.closed() },
      html`
        <form @submit=${this.release} novalidate>
          ${notice(this.wrong)}
          ${radioField({
            id: 'release-who',
            legend: 'Who is mailed',
            value: this.who,
            options: [
              { value: 'all', label: held > 0 ? `Everybody held (${plural(held, 'invitation')})` : 'Everybody held' },
              { value: 'some', label: 'Only some' },
            ],
            change: (who) => this.set({ who, errors: {} }),
          })}
          ${this.who === 'some' ? this.filters() : nothing}
          ${radioField({
            id: 'release-time',
            legend: 'When',
            value: this.time,
            options: [
              { value: 'now', label: 'Now' },
              { value: 'later', label: 'At a date and time' },
            ],
            change: (time) => this.set({ time, at: this.at || wallOf(new Date(Date.now() + 3_600_000), this.zone), errors: {} }),
          })}
          ${this.time === 'later' ? this.moment() : nothing}
          <div class="buttons">
            <button type="button" class="plain cancel" @click=${() => this.leave()}>Cancel</button>
            <button type="submit" class="primary" aria-disabled=${this.busy ? 'true' : 'false'}>${this.busy ? 'One moment …' : 'Release'}</button>
          </div>
        </form>
      `,
    );
  }

  filters() {
    return html`
      <fieldset class="group">
        <legend>Whoever fits all of these</legend>
        ${textField({
          id: 'release-street',
          label: 'Street',
          value: this.street,
          change: (street) => this.set({ street }),
          error: this.errors.street,
          hint: 'Such as “Juniper Ct”. Empty: every street and lot.',
        })}
        <div class="two">
          ${textField({ id: 'release-from', label: 'From lot', value: this.from, inputmode: 'numeric', change: (from) => this.set({ from }), error: this.errors.lots })}
          ${textField({ id: 'release-to', label: 'To lot', value: this.to, inputmode: 'numeric', change: (to) => this.set({ to }) })}
        </div>
        ${selectField({
          id: 'release-role',
          label: 'Household Role',
          value: this.role,
          options: [
            { value: '', label: 'Any' },
            { value: 'head', label: 'Head of Household' },
            { value: 'member', label: 'Member' },
          ],
          change: (role) => this.set({ role }),
          error: this.errors.role,
        })}
      </fieldset>
    `;
  }

  moment() {
    return textField({
      id: 'release-at',
      label: 'Date and time',
      type: 'datetime-local',
      value: this.at,
      change: (at) => this.set({ at }),
      error: this.errors.at,
      hint: `In the community’s time zone, ${this.zone.replaceAll('_', ' ')}.`,
    });
  }

  /** @returns {import('./fields.js').FieldErrors} */
  check() {
    /** @type {import('./fields.js').FieldErrors} */
    const errors = {};
    if (this.who === 'some') {
      if (!this.street.trim() && !this.from.trim() && !this.to.trim() && !this.role) errors.street = 'Choose who gets mail: a street, lots, or a role.';
      if (![this.from, this.to].every((lot) => /^\s*\d*\s*$/.test(lot))) errors.lots = 'Lots go by number here.';
      else if (this.from.trim() && this.to.trim() && Number(this.from) > Number(this.to)) errors.lots = 'The first lot is above the last.';
    }
    if (this.time === 'later') {
      if (!this.at) errors.at = 'Choose a date and time.';
      else if (instantOf(this.at, this.zone).getTime() <= Date.now()) errors.at = 'That time has already passed.';
    }
    return errors;
  }

  /** The request's body: what is left out does not count. */
  body() {
    /** @type {Record<string, any>} */
    const body = {};
    if (this.who === 'some') {
      const [from, to] = [Number(this.from.trim()), Number(this.to.trim())];
      if (this.street.trim()) body.street = this.street.trim();
      if (from || to) body.lots = { ...(from ? { from } : {}), ...(to ? { to } : {}) };
      if (this.role) body.role = this.role;
    }
    if (this.time === 'later') body.at = instantOf(this.at, this.zone).toISOString();
    return body;
  }

  /** @param {Event} event */
  async release(event) {
    event.preventDefault();
    this.set({ errors: this.check() });
    if (Object.keys(this.errors).length > 0) return this.focusOn('[aria-invalid="true"]');
    const { fields } = sortErrors(await this.act('release', this.body()), places);
    if (Object.keys(fields).length === 0) return;
    this.set({ errors: fields, wrong: '' });
    this.focusOn('[aria-invalid="true"]');
  }
}
customElements.define('release-mails', ReleaseMails);
