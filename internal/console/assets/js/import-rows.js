import { html, nothing, repeat } from '../vendor/parts.js';
import { call, explain, isAbort, query } from './api.js';
import { counted } from './count.js';
import { badge } from './dialogs.js';
import { notice } from './fields.js';
import './import-cells.js';
import { first, outcomes, undone } from './import-words.js';
import { pager } from './pages.js';
import { to } from './route.js';
import { session } from './session.js';
import { common } from './text/common.js';
import { rosterImport } from './text/roster-import.js';
import { View } from './view.js';
import { capital, mailName, readable } from './words.js';

/** @typedef {import('./import-words.js').RosterJob} RosterJob */
/**
 * @typedef {object} Row
 * @property {number} row
 * @property {number} person
 * @property {string} name
 * @property {string} [email]
 * @property {string} [home]
 * @property {string} [mail] the state of the member's mail
 * @property {import('./import-cells.js').Cell[]} [cells] those that can be corrected
 * @property {string} result
 * @property {string} [code]
 * @property {string} [column]
 * @property {string} [value]
 * @property {string} [message]
 * @property {string | null} [member]
 * @property {string[]} [notes]
 * @property {{field: string, column: string, cell: string, from: string, to: string, byHand?: boolean}[]} [sources]
 * @property {{result: string, code: string, message: string} | null} [undo]
 */
/** @typedef {{name: 'result' | 'undo', value: string}} Filter one outcome, or all rows with '' */

const text = rosterImport.rows;

/** @type {Filter} */
const all = { name: 'result', value: '' };

/** The rows of an import, with what happened or will happen to each: filters, table, pages. */
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
    this.of = '';
    this.mails = '';
    /** @type {Record<string, number>} people by outcome, in the plan that is shown */
    this.counts = {};
    /** The row corrected last; 0 for none. */
    this.corrected = 0;
  }

  get planned() {
    return this.job?.state === 'ready' || this.job?.renewing;
  }

  willUpdate() {
    this.follow();
    const { id, state, finishedAt, counts, undo, renewing, corrections } = /** @type {RosterJob} */ (this.job);
    if (renewing && this.of === id) return; // the previous plan is shown until the new one is ready
    const shown = JSON.stringify([id, state, finishedAt, counts, undo, corrections?.revision]);
    if (shown === this.shown) return;
    this.mails = JSON.stringify(figuresOf(this.job));
    const same = this.of === id && this.planned && (corrections?.revision ?? 0) > 0;
    Object.assign(this, { shown, of: id, counts: renewing ? {} : counts });
    if (same && this.holds(this.chosen)) this.load();
    else this.filter(this.first());
  }

  /** Reads the rows again if mails have changed state, because each row shows its mail's. */
  follow() {
    const mails = JSON.stringify(figuresOf(this.job));
    if (this.planned || this.of !== this.job?.id || mails === this.mails) return;
    this.mails = mails;
    if (this.rows) this.load();
  }

  /**
   * Reports whether the filter still matches somebody.
   * @param {Filter} filter
   */
  holds({ name, value }) {
    return name === 'result' && (value === '' || this.counts[value] > 0);
  }

  /**
   * Returns the filter for what needs a look first.
   * @returns {Filter}
   */
  first() {
    const { undo } = /** @type {RosterJob} */ (this.job);
    if (this.planned) return { name: 'result', value: first(this.counts) };
    for (const value of /** @type {const} */ (['failed', 'kept'])) {
      if (undo && undo[value] > 0) return { name: 'undo', value };
    }
    if (undo) return all;
    return { name: 'result', value: first(this.counts) };
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
      if (chosen !== this.chosen || trail !== this.trail) return;
      if (answer.items.length === 0 && trail.length > 1) return this.filter(chosen); // the last row of the page was corrected
      this.set({ rows: answer.items, next: answer.next, wrong: '' });
      await this.updateComplete;
      this.goOn();
    } catch (error) {
      if (!isAbort(error)) this.set({ wrong: explain(error) });
    }
  }

  /** Moves the focus to the next row once a corrected row has left the list. */
  goOn() {
    if (!this.corrected || this.job?.renewing || document.activeElement !== document.body) return;
    const next = [...this.querySelectorAll('import-cells')].find((cells) => /** @type {any} */ (cells).row >= this.corrected) ?? this.querySelector('.chips');
    const field = next?.querySelector('input, button');
    if (field instanceof HTMLElement) field.focus();
    this.corrected = 0;
  }

  render() {
    return html`
      ${this.chips(this.planned ? text.byPlan : text.byOutcome, [{ name: 'result', value: '', label: text.everybody, count: this.counts.total }, ...this.outcomeChips()])}
      ${notice(this.wrong)}
      ${this.rows ? this.table(this.rows) : this.wrong ? nothing : html`<p class="waiting"><wa-spinner></wa-spinner> ${common.loading}</p>`}
    `;
  }

  /**
   * One for each outcome. Of an undone import, whoever was created or updated has
   * been taken back or kept since: that is said instead.
   * @returns {(Filter & {label: string, count: number})[]}
   */
  outcomeChips() {
    const { undo } = /** @type {RosterJob} */ (this.job);
    const { planned, counts } = this;
    const taken = undone.map(({ value, label }) => ({ name: /** @type {const} */ ('undo'), value, label, count: undo?.[/** @type {'reversed' | 'kept' | 'failed'} */ (value)] ?? 0 }));
    const results = outcomes
      .filter(({ value }) => !undo || !['created', 'updated'].includes(value))
      .map(({ value, label, planned: future }) => ({ name: /** @type {const} */ ('result'), value, label: planned ? future : label, count: counts[value === 'no_person' ? 'noPerson' : value] }));
    return [...taken, ...results];
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
          ({ name, value, label: outcome, count }) => html`
            <button
              type="button"
              class="chip"
              aria-pressed=${name === this.chosen.name && value === this.chosen.value ? 'true' : 'false'}
              @click=${() => this.filter({ name, value })}
            >
              ${outcome} ${count > 0 ? html`<span class="count">${counted(count)}</span>` : nothing}
            </button>
          `,
        )}
      </div>
    `;
  }

  /** @param {Row[]} rows */
  table(rows) {
    if (rows.length === 0) return html`<p class="hint">${text.nobody}</p>`;
    return html`
      <table role="table" class="rows outcome" aria-label=${rosterImport.rowsTitle}>
        <thead role="rowgroup">
          <tr role="row">
            <th role="columnheader" scope="col">${text.row}</th>
            <th role="columnheader" scope="col">${text.person}</th>
            <th role="columnheader" scope="col">${common.home}</th>
            <th role="columnheader" scope="col">${this.planned ? text.planned : text.outcome}</th>
            <th role="columnheader" scope="col">${this.planned ? text.why : text.whatAndWhy}</th>
          </tr>
        </thead>
        <tbody role="rowgroup">
          ${repeat(rows, ({ row, person }) => `${row}-${person}`, (row) => this.row(row))}
        </tbody>
      </table>
      ${pager({ trail: this.trail, next: this.next, turn: (trail) => this.turn(trail) })}
    `;
  }

  /** @param {Row} entry */
  row(entry) {
    const { row, name, email, home, mail, result, member, undo, code } = entry;
    const { label, tone } = (undo ? undone.find(({ value }) => value === undo.result) : this.outcome(result)) ?? { label: capital(readable(undo?.result ?? result)), tone: 'neutral' };
    const there = member && this.exists(result, code, undo);
    return html`
      <tr role="row">
        <th role="rowheader" scope="row">${text.number(row)}</th>
        <td role="cell" class="person">
          ${name ? html`<div dir="auto"><strong>${there ? html`<a href=${to(this.community, 'members', member)} aria-label=${text.open(name)}>${name}</a>` : name}</strong></div>` : nothing}
          ${email ? html`<div class="hint" dir="auto">${email}</div>` : nothing}
        </td>
        <td role="cell" dir="auto">${home}</td>
        <td role="cell">
          ${badge(label, tone)}
          ${there && mail && !this.planned ? html`<div class="hint">${memberMail(mail)}</div>` : nothing}
        </td>
        <td role="cell" class="why">${this.why(entry)}</td>
      </tr>
    `;
  }

  /** @param {string} result */
  outcome(result) {
    const known = outcomes.find(({ value }) => value === result);
    return known && { ...known, label: this.planned ? known.planned : known.label };
  }

  /** @param {Row} entry */
  why({ row, result, code, column, value, message, notes, sources, cells, undo }) {
    const { actions, corrections } = /** @type {RosterJob} */ (this.job);
    const correctable = cells?.length && session.staff && actions.includes('correct');
    return html`
      <div dir="auto">${message || (code ? capital(readable(code)) : this.planned ? this.outcome(result)?.why : '')}</div>
      ${value && !correctable ? html`<div class="line"><span class="hint" dir="auto">${text.column(column)}</span> <span dir="auto">${value}</span></div>` : nothing}
      ${notes?.map((note) => html`<div class="hint" dir="auto">${note}</div>`)}
      ${correctable
        ? html`<import-cells
            .path=${this.path}
            .revision=${corrections?.revision ?? 0}
            .row=${row}
            .cells=${cells}
            @moved=${() => this.set({ corrected: row })}
          ></import-cells>`
        : nothing}
      ${sources?.length ? this.sources(sources) : nothing} ${undo ? this.undo(undo) : nothing}
    `;
  }

  /**
   * Draws where in the file the values are.
   * @param {NonNullable<Row['sources']>} sources
   */
  sources(sources) {
    return html`
      <details class="hint">
        <summary>${text.sources}</summary>
        <ul>
          ${sources.map(
            ({ field, column, cell, from, to, byHand }) => html`
              <li dir="auto">${text.source(capital(field), column, cell, Boolean(byHand), from, to)}</li>
            `,
          )}
        </ul>
      </details>
    `;
  }

  /**
   * Reports whether the row's member exists: a plan also names those it will create.
   * @param {string} result
   * @param {string | undefined} code
   * @param {Row['undo']} undo
   */
  exists(result, code, undo) {
    if (undo?.result === 'reversed') return false;
    return !this.planned || ['updated', 'unchanged', 'skipped'].includes(result) || ['differs', 'revoked'].includes(code ?? '');
  }

  /** @param {{code: string, message: string}} undo */
  undo({ code, message }) {
    const why = message || (code ? capital(readable(code)) : '');
    return why ? html`<div dir="auto">${why}</div>` : nothing;
  }
}
/** @param {RosterJob | null} job */
function figuresOf(job) {
  const { held, queued, sent, delivered, bounced } = job?.sending ?? {};
  return [held, queued, sent, delivered, bounced];
}

/** @type {Record<string, string>} */
const standings = { active: common.active, profile: common.withoutSignIn, removed: text.removed };

/**
 * Returns the state of a member's mail, in a word.
 * @param {string} mail as the API has it
 */
function memberMail(mail) {
  return standings[mail] ?? (mail === 'none' ? mailName(mail) : text.mail(mailName(mail)));
}

customElements.define('import-rows', ImportRows);
