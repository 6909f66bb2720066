import { html, nothing } from '../vendor/parts.js';
import { call, explain, isAbort, Problem, within } from './api.js';
import { ask, badge, closeModal, modal, toast } from './dialogs.js';
import { notice, radioField, sortErrors, textField } from './fields.js';
import { PlaceFields } from './place-field.js';
import { go, to } from './route.js';
import { session } from './session.js';
import { View } from './view.js';
import { delivery, fullName, plural } from './words.js';

/** @typedef {import('./property-picker.js').Property} Property */
/** @typedef {import('./words.js').Member} Member */
/** @typedef {{id: string, name: string, members: Member[]}} Household */

/** @type {Record<string, string>} */
const labels = { street: 'Street', lot: 'Lot Number', unit: 'Apt/Unit' };

/**
 * One property: shows who lives there and invites people to that home; corrects its
 * address, joins it with its duplicate, names, joins and deletes its households, and
 * deletes it if empty. Dispatches `invite` with a home, `changed` and `done`.
 */
export class PropertyPanel extends View {
  static properties = { community: { attribute: false }, propertyID: { attribute: false } };

  constructor() {
    super();
    this.community = '';
    this.propertyID = '';
    /** @type {Property | null} */
    this.property = null;
    this.kind = 'street';
    /** @type {Record<string, string>} */
    this.values = {};
    /** @type {Record<string, string>} */
    this.errors = {};
    this.wrong = '';
    this.busy = false;
    /** What already has the requested address or name: 'property' or 'household'; '' for nothing. */
    this.exists = '';
    /** @type {Household[] | null} */
    this.households = null;
    this.renaming = '';
    this.name = '';
    this.place = new PlaceFields({
      prefix: 'correct',
      values: () => {
        const { city = '', state = '', zip = '' } = this.values;
        return { city, state, zip };
      },
      change: (change) => this.change(change),
      typed: () => true, // a ZIP fills in what is blank, and offers the rest
      errors: () => this.errors,
      draw: () => this.requestUpdate(),
    });
  }

  /** @param {Record<string, string>} change */
  change(change) {
    this.set({ values: { ...this.values, ...change }, exists: '' });
  }

  /** @param {Map<string, unknown>} changed */
  willUpdate(changed) {
    if (!changed.has('propertyID') && !changed.has('community')) return;
    if (this.property?.id === this.propertyID) return;
    this.set({ property: null, households: null, wrong: '' });
    this.load();
  }

  get path() {
    return within(this.community, 'properties', this.propertyID);
  }

  async load() {
    const id = this.propertyID;
    try {
      const { property, households } = await call('GET', this.path);
      if (id !== this.propertyID) return;
      const { kind, address } = property;
      this.set({ property, households, kind, values: { street: '', lot: '', unit: '', city: '', state: '', zip: '', ...address }, wrong: '' });
      // It has been joined with another property since the link was made.
      if (property.id !== id) go(to(this.community, 'properties', property.id), { replace: true });
    } catch (error) {
      if (isAbort(error)) return;
      const gone = error instanceof Problem && error.status === 404;
      this.set({ wrong: gone ? 'We couldn’t find that property in this community.' : explain(error) });
    }
  }

  render() {
    return modal(
      { label: this.property?.label ?? 'Property', kind: 'drawer', leave: () => closeModal(this), closed: () => this.dispatchEvent(new Event('done')) },
      html`${notice(this.wrong)} ${this.property ? html`${this.householdList()} ${this.correction()} ${this.deletion()}` : this.waiting()}`,
    );
  }

  waiting() {
    return this.wrong ? nothing : html`<p class="waiting"><wa-spinner></wa-spinner> Loading …</p>`;
  }

  correction() {
    const names = [this.kind === 'lot' ? 'lot' : 'street', 'unit'];
    return html`
      <section>
        <h3>Address</h3>
        <form novalidate @submit=${this.correct}>
          ${radioField({
            id: 'correct-kind',
            legend: 'Kind of address',
            quiet: true,
            value: this.kind,
            options: [
              { value: 'street', label: 'Street Address' },
              { value: 'lot', label: 'Lot Number' },
            ],
            change: (kind) => this.set({ kind, exists: '' }),
          })}
          <div class="address">
            ${names.map(
              (name) =>
                html`<div class="part ${name}">
                  ${textField({ id: `correct-${name}`, label: labels[name], value: this.values[name] ?? '', change: (value) => this.change({ [name]: value }), error: this.errors[name] })}
                </div>`,
            )}
            ${this.place.render()}
          </div>
          ${this.exists === 'property' ? this.joinOffer('property with this address', 'the households of this one move there', this.join) : nothing}
          <div class="buttons">
            <button type="submit" class="plain" aria-disabled=${this.busy ? 'true' : 'false'}>Correct address</button>
          </div>
        </form>
      </section>
    `;
  }

  /**
   * @param {string} other
   * @param {string} outcome
   * @param {() => void} join
   */
  joinOffer(other, outcome, join) {
    const may = session.can(this.community, 'members.edit');
    return html`
      <p class="notice warning" role="alert">
        There is another ${other}.
        ${may
          ? html`If they’re the same, <button type="button" class="link" @click=${join}>join them</button>; ${outcome}.`
          : 'An administrator can merge the two.'}
      </p>
    `;
  }

  /** @param {Event} event */
  correct(event) {
    event.preventDefault();
    this.patch(false);
  }

  async join() {
    const sure = await ask({
      title: 'Merge the two properties?',
      text: 'All households move to the other property, and this one is deleted. This can’t be undone.',
      yes: 'Join',
      danger: true,
    });
    if (sure) this.patch(true);
  }

  /** @param {boolean} merge */
  async patch(merge) {
    const { street, lot, unit, city, state, zip } = this.values;
    const place = { unit, city, state, zip };
    const address = this.kind === 'lot' ? { lot: { lot, ...place } } : { street: { street, ...place } };
    await this.run(async () => {
      await call('PATCH', this.path, { body: { ...address, ...(merge ? { merge: true } : {}) } });
      toast(merge ? 'The two properties have been merged.' : 'Address corrected.');
      this.dispatchEvent(new Event('changed'));
      closeModal(this);
    });
  }

  householdList() {
    if (!this.households) return nothing;
    const empty = this.households.every(({ members }) => members.length === 0);
    return html`
      <section class="lives">
        <h3>Households</h3>
        ${empty ? html`<p class="hint">Nobody lives here yet.</p>` : nothing}
        <ul class="households">${this.households.map((household) => this.householdPart(household))}</ul>
        <div class="buttons start"><button type="button" class="primary" @click=${() => this.invite()}>Invite to this home</button></div>
      </section>
    `;
  }

  /** @param {Household} household */
  householdPart(household) {
    return html`
      <li>
        <div class="household-head">${this.householdLine(household)}</div>
        <ul class="plain-list" aria-label=${`Members of ${household.name || 'Household'}`}>
          ${household.members.map((member) => html`<li>${this.memberLine(member)}</li>`)}
        </ul>
      </li>
    `;
  }

  /** @param {Member} member */
  memberLine(member) {
    const { label, tone } = delivery(member);
    return html`
      <a class="row" href=${to(this.community, 'members', member.id)} dir="auto">${fullName(member)}</a>
      ${member.householdRole === 'head' ? html`<span class="hint">Head of Household</span>` : nothing}
      <span class="acts">
        ${member.status === 'active' ? badge('Active', 'success') : member.status === 'pending' ? html`${badge('Pending', 'neutral')} ${badge(label, tone)}` : badge(label, tone)}
      </span>
    `;
  }

  /**
   * Opens the wizard for this home, at the person if the household is known,
   * otherwise at the household.
   * @param {Household} [household]
   */
  invite(household) {
    const households = (this.households ?? []).map(({ id, name, members }) => ({ id, name, members: members.length }));
    this.dispatchEvent(new CustomEvent('invite', { detail: { property: this.property, households, household: household?.id ?? '' } }));
  }

  /** @param {Household} household */
  householdLine(household) {
    if (this.renaming === household.id) {
      return html`
        <form novalidate class="rename" @submit=${(/** @type {Event} */ event) => this.rename(event, household)}>
          ${textField({
            id: 'household-rename',
            label: 'Household Name',
            value: this.name,
            change: (name) => this.set({ name, exists: '' }),
            error: this.errors.name,
            hint: 'Leave blank to name it after its members.',
          })}
          ${this.exists === 'household'
            ? this.joinOffer('household with this name here', 'the members of this one move there', () => this.joinHousehold(household))
            : nothing}
          <div class="buttons">
            <button type="button" class="plain" @click=${() => this.set({ renaming: '' })}>Cancel</button>
            <button type="submit" class="primary">Save</button>
          </div>
        </form>
      `;
    }
    return html`
      <h4 id="household-${household.id}" dir="auto">${household.name || 'Household'}</h4>
      <span class="hint">${plural(household.members.length, 'member')}</span>
      <span class="acts">
        <button type="button" class="plain" aria-describedby="household-${household.id}" @click=${() => this.invite(household)}>Invite</button>
        <button
          type="button"
          class="plain"
          aria-describedby="household-${household.id}"
          @click=${() => {
            this.set({ renaming: household.id, name: household.name });
            this.focusOn('#household-rename');
          }}
        >
          Edit
        </button>
        ${household.members.length === 0
          ? html`<button type="button" class="plain danger" aria-describedby="household-${household.id}" @click=${() => this.deleteHousehold(household)}>Delete</button>`
          : nothing}
      </span>
    `;
  }

  /**
   * @param {Event} event
   * @param {Household} household
   */
  rename(event, household) {
    event.preventDefault();
    return this.patchHousehold(household, false);
  }

  /** @param {Household} household */
  async joinHousehold(household) {
    const sure = await ask({
      title: 'Merge the two households?',
      text: 'All members move to the other household, and this one is deleted. This can’t be undone.',
      yes: 'Join',
      danger: true,
    });
    if (sure) await this.patchHousehold(household, true);
  }

  /**
   * @param {Household} household
   * @param {boolean} merge
   */
  async patchHousehold(household, merge) {
    await this.run(async () => {
      await call('PATCH', within(this.community, 'households', household.id), { body: { name: this.name.trim(), ...(merge ? { merge: true } : {}) } });
      this.set({ renaming: '' });
      toast(merge ? 'The two households have been merged.' : 'Saved.');
      this.dispatchEvent(new Event('changed'));
      await this.load();
    });
  }

  /** @param {Household} household */
  async deleteHousehold(household) {
    const sure = await ask({ title: 'Delete the household?', text: `${household.name || 'The household'} is empty.`, yes: 'Delete', danger: true });
    if (!sure) return;
    await this.run(async () => {
      await call('DELETE', within(this.community, 'households', household.id));
      toast('Household deleted.');
      this.dispatchEvent(new Event('changed'));
      await this.load();
    });
  }

  deletion() {
    if (!this.households || this.households.some(({ members }) => members.length > 0)) return nothing;
    return html`<div class="buttons"><button type="button" class="plain danger" @click=${this.deleteProperty}>Delete property</button></div>`;
  }

  async deleteProperty() {
    const sure = await ask({ title: 'Delete the property?', text: `Nobody lives at ${this.property?.label}.`, yes: 'Delete', danger: true });
    if (!sure) return;
    await this.run(async () => {
      await call('DELETE', this.path);
      toast('Property deleted.');
      this.dispatchEvent(new Event('changed'));
      closeModal(this);
    });
  }

  /** @param {() => Promise<void>} work */
  async run(work) {
    if (this.busy) return;
    this.set({ busy: true, wrong: '', errors: {}, exists: '' });
    try {
      await work();
    } catch (error) {
      this.refused(error);
    } finally {
      this.set({ busy: false });
    }
  }

  /** @param {unknown} error */
  refused(error) {
    if (isAbort(error)) return;
    if (error instanceof Problem && error.code === 'exists') {
      this.set({ exists: error.body.household ? 'household' : 'property' });
      return;
    }
    /** @type {Record<string, string>} */
    const places = { name: 'name' };
    for (const name of Object.keys(labels)) {
      places[`street.${name}`] = name;
      places[`lot.${name}`] = name;
    }
    const { fields, rest } = sortErrors(error, places);
    this.set({ errors: fields, wrong: Object.keys(fields).length > 0 ? rest.join(' ') : rest.join(' ') || explain(error) });
    this.focusOn('[aria-invalid="true"]');
  }
}
customElements.define('property-panel', PropertyPanel);
