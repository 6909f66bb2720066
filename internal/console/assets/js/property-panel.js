import { html, nothing } from '../vendor/parts.js';
import { call, explain, isAbort, Problem, within } from './api.js';
import { ask, badge, closeModal, modal, toast } from './dialogs.js';
import { notice, radioField, sortErrors, textField } from './fields.js';
import { PlaceFields } from './place-field.js';
import { go, to } from './route.js';
import { session } from './session.js';
import { dressed } from './style.js';
import { common } from './text/common.js';
import { labels } from './text/labels.js';
import { places as texts } from './text/places.js';
import { View } from './view.js';
import { delivery, fullName, householdRoleName } from './words.js';

await dressed('panels');

/** @typedef {import('./property-picker.js').Property} Property */
/** @typedef {import('./words.js').Member} Member */
/** @typedef {{id: string, name: string, members: Member[]}} Household */

const text = texts.panel;
const ofHousehold = texts.household;

/** The fields of both kinds of address. */
const addressFields = /** @type {const} */ ({ street: ['street', 'unit', 'city', 'state', 'zip'], lot: ['lot', 'unit', 'city', 'state', 'zip'] });

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
    /** @type {'street' | 'lot'} */
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
      this.set({ wrong: gone ? text.notFound : explain(error) });
    }
  }

  render() {
    return modal(
      { label: this.property?.label ?? labels.property, kind: 'drawer', leave: () => closeModal(this), closed: () => this.dispatchEvent(new Event('done')) },
      html`${notice(this.wrong)} ${this.property ? html`${this.householdList()} ${this.correction()} ${this.deletion()}` : this.waiting()}`,
    );
  }

  waiting() {
    return this.wrong ? nothing : html`<p class="waiting"><wa-spinner></wa-spinner> ${common.loading}</p>`;
  }

  correction() {
    const names = /** @type {const} */ ([this.kind, 'unit']);
    return html`
      <section>
        <h3>${text.address}</h3>
        <form novalidate @submit=${this.correct}>
          ${radioField({
            id: 'correct-kind',
            legend: labels.addressKind,
            quiet: true,
            value: this.kind,
            options: [
              { value: 'street', label: labels.streetAddress },
              { value: 'lot', label: labels.lot },
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
          ${this.exists === 'property' ? this.joinOffer(text.sameAddress, text.sameAddressAsk, this.join) : nothing}
          <div class="buttons">
            <button type="submit" class="plain" aria-disabled=${this.busy ? 'true' : 'false'}>${text.correct}</button>
          </div>
        </form>
      </section>
    `;
  }

  /**
   * @param {(button: unknown) => unknown} offer
   * @param {string} others what those read who may not merge them
   * @param {() => void} join
   */
  joinOffer(offer, others, join) {
    const button = html`<button type="button" class="link" @click=${join}>${text.mergeThem}</button>`;
    return html`<p class="notice warning" role="alert">${session.can(this.community, 'members.edit') ? offer(button) : others}</p>`;
  }

  /** @param {Event} event */
  correct(event) {
    event.preventDefault();
    this.patch(false);
  }

  async join() {
    const sure = await ask({
      ...text.mergeProperties,
      yes: text.merge,
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
      toast(merge ? text.merged : text.corrected);
      this.dispatchEvent(new Event('changed'));
      closeModal(this);
    });
  }

  householdList() {
    if (!this.households) return nothing;
    const empty = this.households.every(({ members }) => members.length === 0);
    return html`
      <section class="lives">
        <h3>${ofHousehold.title}</h3>
        ${empty ? html`<p class="hint">${ofHousehold.nobody}</p>` : nothing}
        <ul class="households">${this.households.map((household) => this.householdPart(household))}</ul>
        <div class="buttons start"><button type="button" class="primary" @click=${() => this.invite()}>${ofHousehold.inviteHere}</button></div>
      </section>
    `;
  }

  /** @param {Household} household */
  householdPart(household) {
    return html`
      <li>
        <div class="household-head">${this.householdLine(household)}</div>
        <ul class="plain-list" aria-label=${ofHousehold.membersOf(household.name || labels.household)}>
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
      ${member.householdRole === 'head' ? html`<span class="hint">${householdRoleName('head')}</span>` : nothing}
      <span class="acts">
        ${member.status === 'active' ? badge(common.active, 'success') : member.status === 'pending' ? html`${badge(common.pending, 'neutral')} ${badge(label, tone)}` : badge(label, tone)}
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
            label: labels.householdName,
            value: this.name,
            change: (name) => this.set({ name, exists: '' }),
            error: this.errors.name,
            hint: ofHousehold.nameHint,
          })}
          ${this.exists === 'household'
            ? this.joinOffer(text.sameName, text.sameNameAsk, () => this.joinHousehold(household))
            : nothing}
          <div class="buttons">
            <button type="button" class="plain" @click=${() => this.set({ renaming: '' })}>${common.cancel}</button>
            <button type="submit" class="primary">${common.save}</button>
          </div>
        </form>
      `;
    }
    return html`
      <h4 id="household-${household.id}" dir="auto">${household.name || labels.household}</h4>
      <span class="hint">${ofHousehold.members(household.members.length)}</span>
      <span class="acts">
        <button type="button" class="plain" aria-describedby="household-${household.id}" @click=${() => this.invite(household)}>${ofHousehold.invite}</button>
        <button
          type="button"
          class="plain"
          aria-describedby="household-${household.id}"
          @click=${() => {
            this.set({ renaming: household.id, name: household.name });
            this.focusOn('#household-rename');
          }}
        >
          ${common.edit}
        </button>
        ${household.members.length === 0
          ? html`<button type="button" class="plain danger" aria-describedby="household-${household.id}" @click=${() => this.deleteHousehold(household)}>${text.delete}</button>`
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
      ...ofHousehold.merge,
      yes: text.merge,
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
      toast(merge ? ofHousehold.merged : common.saved);
      this.dispatchEvent(new Event('changed'));
      await this.load();
    });
  }

  /** @param {Household} household */
  async deleteHousehold(household) {
    const sure = await ask({ title: ofHousehold.delete.title, text: ofHousehold.delete.text(household.name), yes: text.delete, danger: true });
    if (!sure) return;
    await this.run(async () => {
      await call('DELETE', within(this.community, 'households', household.id));
      toast(ofHousehold.deleted);
      this.dispatchEvent(new Event('changed'));
      await this.load();
    });
  }

  deletion() {
    if (!this.households || this.households.some(({ members }) => members.length > 0)) return nothing;
    return html`<div class="buttons"><button type="button" class="plain danger" @click=${this.deleteProperty}>${text.deleteIt}</button></div>`;
  }

  async deleteProperty() {
    const sure = await ask({ title: text.deleteProperty.title, text: text.deleteProperty.text(this.property?.label), yes: text.delete, danger: true });
    if (!sure) return;
    await this.run(async () => {
      await call('DELETE', this.path);
      toast(text.deleted);
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
    for (const [kind, names] of Object.entries(addressFields)) for (const name of names) places[`${kind}.${name}`] = name;
    const { fields, rest } = sortErrors(error, places);
    this.set({ errors: fields, wrong: Object.keys(fields).length > 0 ? rest.join(' ') : rest.join(' ') || explain(error) });
    this.focusOn('[aria-invalid="true"]');
  }
}
customElements.define('property-panel', PropertyPanel);
