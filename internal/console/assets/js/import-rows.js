import { html, nothing, repeat } from '../vendor/parts.js';
import { call, explain, isAbort, query } from './api.js';
import { badge } from './dialogs.js';
import { notice } from './fields.js';
import { outcomes, undone } from './import-words.js';
import { to } from './route.js';
import { View } from './view.js';
import { capital, counted, readable } from './words.js';

/** @typedef {import('./import-words.js').RosterJob} RosterJob */
/**
 * @typedef {object} Row
 * @property {number} row
 * @property {number} person
 * @property {string} name
 * @property {string} result
 * @property {string} [code]
 * @property {string} [column]
 * @property {string} [value]
 * @property {string} [message]
 * @property {string | null} [member]
 * @property {string[]} [notes]
 * @property {{field: string, column: string, cell: string, from: string, to: string}[]} [sources]
 * @property {{result: string, code: string, message: string} | null} [undo]
 */
/** @typedef {{name: 'result' | 'undo', value: string}} Filter one outcome, or with '' all rows */

/** @type {Filter} */
const all = { name: 'result', value: '' };

/** The rows of an import with what became of each, or what will: filters, table, pages. */
export class ImportRows extends View {
  static properties = { community: { attribute: false }, path: { attribute: false }, job: { attribute: false } };

  constructor() {
    super();
    this.community = '';
    this.path = '';
    /** @type {RosterJob | null} */
    this.job = null;
    this.chosen = all;
    /** @type {Row[] | null} */
    this.rows = null;
    /** @type {string | null} */
    this.next = null;
    this.trail = [''];
    this.wrong = '';
    this.shown = '';
  }

  get planned() {
    return this.job?.state === 'ready';
  }

  willUpdate() {
    const { id, state, finishedAt, counts, undo } = /** @type {RosterJob} */ (this.job);
    const shown = JSON.stringify([id, state, finishedAt, counts, undo]);
    if (shown === this.shown) return;
    this.shown = shown;
    this.filter(this.first());
  }

  /**
   * What is worth looking at first.
   * @returns {Filter}
   */
  first() {
    const { counts, undo } = /** @type {RosterJob} */ (this.job);
    if (this.planned) return all;
    for (const value of /** @type {const} */ (['failed', 'kept'])) {
      if (undo && undo[value] > 0) return { name: 'undo', value };
    }
    if (undo) return all;
    return { name: 'result', value: ['attention', 'failed'].find((value) => counts[value] > 0) ?? '' };
  }

  /** @param {Filter} filter */
  filter(filter) {
    this.set({ chosen: filter, trail: [''] });
    this.load();
  }

  /** @param {string[]} trail */
  async turn(trail) {
    this.set({ trail });
    await this.load();
    this.querySelector('table')?.scrollIntoView({ block: 'nearest' });
  }

  async load() {
    const { chosen, trail } = this;
    try {
      const asked = query({ [chosen.name]: chosen.value, limit: 50, cursor: trail.at(-1) });
      const answer = await call('GET', `${this.path}/rows${asked}`);
      if (chosen === this.chosen && trail === this.trail) this.set({ rows: answer.items, next: answer.next, wrong: '' });
    } catch (error) {
      if (!isAbort(error)) this.set({ wrong: explain(error) });
    }
  }

  render() {
    const { counts, undo } = /** @type {RosterJob} */ (this.job);
    const { planned } = this;
    return html`
      ${this.chips(
        planned ? 'People by what will happen' : 'People by outcome',
        [
          { name: 'result', value: '', label: 'Everybody', count: counts.total },
          ...outcomes.map(({ value, label, planned: future }) => this.chip('result', value, planned ? future : label, counts[value === 'no_person' ? 'noPerson' : value])),
        ],
      )}
      ${undo
        ? this.chips(
            'People by what Undo did',
            undone.map(({ value, label }) => this.chip('undo', value, label, undo[/** @type {'reversed' | 'kept' | 'failed'} */ (value)])),
          )
        : nothing}
      ${notice(this.wrong)}
      ${this.rows ? this.table(this.rows) : this.wrong ? nothing : html`<p class="waiting"><wa-spinner></wa-spinner> Loading …</p>`}
    `;
  }

  /**
   * @param {'result' | 'undo'} name
   * @param {string} value
   * @param {string} label
   * @param {number} count
   */
  chip(name, value, label, count) {
    return { name, value, label, count };
  }

  /**
   * @param {string} label
   * @param {(Filter & {label: string, count: number})[]} chips
   */
  chips(label, chips) {
    const shown = chips.filter(({ value, count }) => !value || count > 0);
    return html`
      <div class="chips" role="group" aria-label=${label}>
        ${shown.map(
          ({ name, value, label: text, count }) => html`
            <button
              type="button"
              class="chip"
              aria-pressed=${name === this.chosen.name && value === this.chosen.value ? 'true' : 'false'}
              @click=${() => this.filter({ name, value })}
            >
              ${text} ${count > 0 ? html`<span class="count">${counted(count)}</span>` : nothing}
            </button>
          `,
        )}
      </div>
    `;
  }

  /** @param {Row[]} rows */
  table(rows) {
    if (rows.length === 0) return html`<p class="hint">Nobody.</p>`;
    return html`
      <table role="table" class="rows outcome" aria-label="Rows">
        <thead role="rowgroup">
          <tr role="row">
            <th role="columnheader" scope="col">Row</th>
            <th role="columnheader" scope="col">${this.planned ? 'What will happen' : 'Outcome'}</th>
            <th role="columnheader" scope="col">${this.planned ? 'Why' : 'What and why'}</th>
            <th role="columnheader" scope="col">Value</th>
          </tr>
        </thead>
        <tbody role="rowgroup">
          ${repeat(rows, ({ row }, i) => `${row}-${i}`, (row) => this.row(row))}
        </tbody>
      </table>
      ${this.trail.length > 1 || this.next
        ? html`<div class="pager" role="group" aria-label="Pages">
            <button type="button" class="plain" ?disabled=${this.trail.length === 1} @click=${() => this.turn(this.trail.slice(0, -1))}>Previous page</button>
            <span>Page ${this.trail.length}</span>
            <button type="button" class="plain" ?disabled=${!this.next} @click=${() => this.turn([...this.trail, this.next ?? ''])}>Next page</button>
          </div>`
        : nothing}
    `;
  }

  /** @param {Row} row */
  row({ row, name, result, code, column, value, message, member, notes, sources, undo }) {
    const outcome = outcomes.find((known) => known.value === result);
    const label = (this.planned ? outcome?.planned : outcome?.label) ?? capital(readable(result));
    return html`
      <tr role="row">
        <th role="rowheader" scope="row"><span class="unseen">Row </span>${row}</th>
        <td role="cell">${badge(label, outcome?.tone ?? 'neutral')}</td>
        <td role="cell">
          ${name ? html`<div dir="auto"><strong>${name}</strong></div>` : nothing}
          <div dir="auto">${message || (code ? capital(readable(code)) : this.planned ? outcome?.why : '')}</div>
          ${notes?.map((note) => html`<div class="hint" dir="auto">${note}</div>`)}
          ${sources?.length ? this.sources(sources) : nothing}
          ${undo ? this.undo(undo) : nothing}
          ${member && this.exists(result, code, undo) ? html`<a href=${to(this.community, 'members', member)}>Open the member</a>` : nothing}
        </td>
        <td role="cell">
          ${column ? html`<div class="hint" dir="auto">${column}</div>` : nothing}
          <div class="line" dir="auto">${value}</div>
        </td>
      </tr>
    `;
  }

  /**
   * Where the values stand in the file.
   * @param {NonNullable<Row['sources']>} sources
   */
  sources(sources) {
    return html`
      <details class="hint">
        <summary>Where this comes from</summary>
        <ul>
          ${sources.map(
            ({ field, column, cell, from, to }) => html`
              <li dir="auto">${capital(field)}: ${column} (${cell})${from ? html`, <bdi>${from}</bdi> → <bdi>${to}</bdi>` : nothing}</li>
            `,
          )}
        </ul>
      </details>
    `;
  }

  /**
   * Whether the row's member is there: a plan names those it will make, too.
   * @param {string} result
   * @param {string | undefined} code
   * @param {Row['undo']} undo
   */
  exists(result, code, undo) {
    if (undo?.result === 'reversed') return false;
    return !this.planned || ['updated', 'unchanged', 'skipped'].includes(result) || ['differs', 'revoked'].includes(code ?? '');
  }

  /** @param {{result: string, code: string, message: string}} undo */
  undo({ result, code, message }) {
    const { label, tone } = undone.find((known) => known.value === result) ?? { label: capital(readable(result)), tone: 'neutral' };
    return html`
      <div class="undone">
        <span class="unseen">By Undo: </span>${badge(label, tone)} <span dir="auto">${message || (code ? capital(readable(code)) : '')}</span>
      </div>
    `;
  }
}
customElements.define('import-rows', ImportRows);
