import { html, nothing } from '../vendor/parts.js';
import { call, explain, Problem, query } from './api.js';
import { modal } from './dialogs.js';
import { notice, radioField, selectField, sortErrors, textField } from './fields.js';
import { ImportAction } from './import-action.js';
import { Requests } from './requests.js';
import { codes } from './text/codes.js';
import { common } from './text/common.js';
import { labels } from './text/labels.js';
import { rosterImport } from './text/roster-import.js';
import { instantOf, wallOf } from './zone.js';
import { zoneName } from './zones.js';

/**
 * @typedef {{name: string, count: number}} Share
 * @typedef {{count: number, complete: boolean, areas: Share[], roles: Share[], lots: number}} Held the people whom a release would mail
 */

const text = rosterImport.release;

const places = {
  area: 'area',
  lots: 'lots',
  'lots.from': 'lots',
  'lots.to': 'lots',
  role: 'role',
  at: 'at',
};

/** How long to wait after typing before counting the matching people, in milliseconds. */
const rest = 300;

/** The Release dialog: which of the held people are mailed, how many that is, and when. */
export class ReleaseMails extends ImportAction {
  static properties = { ...ImportAction.properties, zone: { attribute: false } };

  constructor() {
    super();
    /** The community's time zone. */
    this.zone = 'UTC';
    this.who = 'all';
    /** A street or section. */
    this.area = '';
    this.from = '';
    this.to = '';
    this.role = '';
    this.time = 'now';
    /** A date and time as the community's clocks show it. */
    this.at = '';
    /** @type {import('./fields.js').FieldErrors} */
    this.errors = {};
    /** @type {Held | null} null until the first count is done */
    this.held = null;
    this.requests = new Requests(this);
  }

  connectedCallback() {
    super.connectedCallback();
    this.count();
  }

  /**
   * Makes a choice, and counts the people that it matches.
   * @param {Record<string, unknown>} change
   * @param {number} [pause]
   */
  choose(change, pause = 0) {
    this.set({ ...change, errors: {}, wrong: '', held: this.held && { ...this.held, count: -1 } });
    this.requests.next(() => this.count(), pause);
  }

  async count() {
    if (this.wrongLots()) return;
    await this.requests.latest(
      (signal) => call('GET', `${this.path}/held${query(this.picked())}`, { signal }),
      (held) => this.set({ held }),
      (error) => this.set({ wrong: explain(error) }),
    );
  }

  /** Returns the filter as the query of a count. */
  picked() {
    if (this.who !== 'some') return {};
    return { area: this.area, lotFrom: this.from.trim(), lotTo: this.to.trim(), role: this.role };
  }

  wrongLots() {
    if (this.who !== 'some') return '';
    if (![this.from, this.to].every((lot) => /^\s*\d{0,9}\s*$/.test(lot))) return text.lotsByNumber;
    if (this.from.trim() && this.to.trim() && Number(this.from) > Number(this.to)) return text.lotsSwapped;
    return '';
  }

  render() {
    const { held } = this.job.sending;
    return modal(
      { label: text.title, leave: () => this.leave(), closed: () => this.closed() },
      html`
        <form @submit=${this.release} novalidate>
          ${notice(this.wrong)}
          ${radioField({
            id: 'release-who',
            legend: text.who,
            value: this.who,
            options: [
              { value: 'all', label: text.all(held) },
              { value: 'some', label: text.some },
            ],
            change: (who) => this.choose({ who }),
          })}
          ${this.who === 'some' ? this.filters() : nothing}
          ${radioField({
            id: 'release-time',
            legend: text.when,
            value: this.time,
            options: [
              { value: 'now', label: text.now },
              { value: 'later', label: text.later },
            ],
            change: (time) => this.set({ time, at: this.at || wallOf(new Date(Date.now() + 3_600_000), this.zone), errors: {} }),
          })}
          ${this.time === 'later' ? this.moment() : nothing}
          <p class="mails" role="status">${this.mails()}</p>
          <div class="buttons">
            <button type="button" class="plain cancel" @click=${() => this.leave()}>${common.cancel}</button>
            <button type="submit" class="primary" aria-disabled=${this.busy || !this.held || this.held.count < 1 ? 'true' : 'false'}>${this.busy ? rosterImport.oneMoment : rosterImport.actions.release}</button>
          </div>
        </form>
      `,
    );
  }

  filters() {
    return html`
      <fieldset class="group">
        <legend>${text.filters}</legend>
        ${selectField({
          id: 'release-area',
          label: text.area,
          value: this.area,
          options: this.options(text.anyArea, this.area, (this.held?.areas ?? []).map(({ name, count }) => ({ value: name, label: name, count }))),
          change: (area) => this.choose({ area }),
          error: this.errors.area,
        })}
        ${this.held?.lots || this.from || this.to
          ? html`<div class="two">
              ${textField({ id: 'release-from', label: text.from, value: this.from, inputmode: 'numeric', change: (from) => this.choose({ from }, rest), error: this.errors.lots || this.wrongLots() })}
              ${textField({ id: 'release-to', label: text.to, value: this.to, inputmode: 'numeric', change: (to) => this.choose({ to }, rest) })}
            </div>`
          : nothing}
        ${selectField({
          id: 'release-role',
          label: labels.householdRole,
          value: this.role,
          options: this.options(text.anyRole, this.role, (this.held?.roles ?? []).map(({ name, count }) => ({ value: name, label: codes.householdRoles[name === 'head' ? 'head' : 'member'], count }))),
          change: (role) => this.choose({ role }),
          error: this.errors.role,
        })}
      </fieldset>
    `;
  }

  /**
   * Returns options with the number of people that each matches.
   * @param {string} all
   * @param {string} chosen kept even if it matches nobody
   * @param {{value: string, label: string, count: number}[]} shares
   */
  options(all, chosen, shares) {
    const options = shares.filter(({ value, count }) => count > 0 || value === chosen).map(({ value, label, count }) => ({ value, label: text.option(label, count) }));
    if (chosen && !options.some(({ value }) => value === chosen)) options.unshift({ value: chosen, label: text.option(chosen, 0) });
    return [{ value: '', label: all }, ...options];
  }

  /** Says what a release would do, in a sentence. */
  mails() {
    const { held } = this;
    if (!held || held.count < 0) return text.counting;
    if (held.count === 0) return text.noMatch;
    return text.mails(held.count, held.complete, this.time === 'later');
  }

  moment() {
    return textField({
      id: 'release-at',
      label: text.at,
      type: 'datetime-local',
      value: this.at,
      change: (at) => this.set({ at }),
      error: this.errors.at,
      hint: text.atHint(zoneName(this.zone)),
    });
  }

  /** @returns {import('./fields.js').FieldErrors} */
  check() {
    /** @type {import('./fields.js').FieldErrors} */
    const errors = {};
    if (this.who === 'some' && !this.area && !this.from.trim() && !this.to.trim() && !this.role) errors.area = text.chooseWho;
    if (this.wrongLots()) errors.lots = this.wrongLots();
    if (this.time === 'later') {
      if (!this.at) errors.at = text.chooseTime;
      else if (instantOf(this.at, this.zone).getTime() <= Date.now()) errors.at = text.past;
    }
    return errors;
  }

  /** Returns the request's body; fields left empty are omitted. */
  body() {
    /** @type {Record<string, any>} */
    const body = {};
    if (this.who === 'some') {
      const [from, to] = [Number(this.from.trim()), Number(this.to.trim())];
      if (this.area) body.area = this.area;
      if (from || to) body.lots = { ...(from ? { from } : {}), ...(to ? { to } : {}) };
      if (this.role) body.role = this.role;
    }
    if (this.held?.complete && this.held.count > 0) body.expect = this.held.count;
    if (this.time === 'later') body.at = instantOf(this.at, this.zone).toISOString();
    return body;
  }

  /** @param {Event} event */
  async release(event) {
    event.preventDefault();
    this.set({ errors: this.check() });
    if (Object.keys(this.errors).length > 0) return this.focusOn('[aria-invalid="true"]');
    if (!this.held || this.held.count < 1) return;
    const before = this.held.count;
    const error = await this.act('release', this.body());
    if (error instanceof Problem && error.code === 'held_changed') return this.recount(before);
    const { fields } = sortErrors(error, places);
    if (Object.keys(fields).length === 0) return;
    this.set({ errors: fields, wrong: '' });
    this.focusOn('[aria-invalid="true"]');
  }

  /**
   * Counts again, because somebody was mailed or left since the last count.
   * @param {number} before
   */
  async recount(before) {
    await this.count();
    this.set({ wrong: text.changed(before, this.held?.count ?? 0) });
  }
}
customElements.define('release-mails', ReleaseMails);
