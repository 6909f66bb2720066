import { html, live, nothing, repeat } from '../vendor/parts.js';
import { call, explain, isAbort, Problem } from './api.js';
import { columnName } from './detected.js';
import { badge } from './dialogs.js';
import { notice, selectField, textField } from './fields.js';
import { fieldChoices, fieldWords, mostPeople, personOf } from './import-words.js';
import { review } from './text/review.js';
import { rosterImport } from './text/roster-import.js';
import { View } from './view.js';
import { sentence } from './words.js';

/** @typedef {import('./import-words.js').RosterJob} RosterJob */
/** @typedef {import('./import-words.js').Mapping} Mapping */
/** @typedef {import('./detected.js').Column} Column */

const text = review.columns;

/** @type {Record<string, string>} */
const tones = { suggested: 'neutral', layout: 'brand', saved: 'brand', support: 'brand', chosen: 'success' };

/**
 * What each column of a file means, to be reviewed and corrected. Dispatches
 * `edited` with whether anything differs from what the plan was made from, and
 * `moved` with the import once the plan is being remade.
 */
export class ImportMapping extends View {
  static properties = { path: { attribute: false }, job: { attribute: false } };

  constructor() {
    super();
    this.path = '';
    /** @type {RosterJob} */
    this.job = /** @type {any} */ (null);
    /** @type {Map<number, string>} a column's index → the field chosen here */
    this.changes = new Map();
    this.sheet = '';
    this.headerRow = '';
    this.sharedEmail = '';
    /** @type {Map<number, string>} a column's index → what is wrong with its meaning */
    this.errors = new Map();
    this.headerError = '';
    this.wrong = '';
    this.busy = false;
    this.from = '';
  }

  get detected() {
    return /** @type {import('./detected.js').Detected} */ (this.job.detected);
  }

  willUpdate() {
    const from = JSON.stringify([this.job.id, this.job.mapping, this.job.sharedEmail, this.detected.sheet, this.detected.headerRow]);
    if (from === this.from) return;
    Object.assign(this, { from, changes: new Map(), errors: new Map(), headerError: '', wrong: '' });
    this.sheet = this.detected.sheet ?? '';
    this.headerRow = String(this.detected.headerRow);
    this.sharedEmail = this.job.sharedEmail;
  }

  /** Whether another sheet or header row is chosen: its columns are read before they are mapped. */
  get moved() {
    const { sheet = '', headerRow } = this.detected;
    return this.sheet !== sheet || this.headerRow.trim() !== String(headerRow);
  }

  get remapped() {
    return this.moved || this.changes.size > 0;
  }

  get decided() {
    return this.sharedEmail !== this.job.sharedEmail;
  }

  get edited() {
    return this.remapped || this.decided;
  }

  /** @param {Column} column */
  fieldOf(column) {
    return this.changes.get(column.index) ?? column.field;
  }

  /** @param {Record<string, unknown>} change */
  change(change) {
    this.set(change);
    this.dispatchEvent(new CustomEvent('edited', { detail: this.edited }));
  }

  /**
   * @param {Column} column
   * @param {string} field
   */
  choose(column, field) {
    if (field === column.field) this.changes.delete(column.index);
    else this.changes.set(column.index, field);
    this.errors.delete(column.index);
    this.change({});
  }

  render() {
    const columns = this.detected.columns ?? [];
    return html`
      <section class="sheet wide" aria-labelledby="columns-title">
        <h2 id="columns-title">${text.title}</h2>
        <p class="hint">${text.hint}</p>
        ${notice(this.wrong)} ${this.place()}
        ${this.moved
          ? notice(text.moved, 'neutral')
          : html`
              <div class="grid-box" role="region" aria-label=${text.rows} tabindex="0">${this.grid(columns)}</div>
            `}
        <div class="two place">
          ${selectField({
            id: 'mapping-shared',
            label: text.shared,
            value: this.sharedEmail,
            options: [
              { value: 'attention', label: text.sharedAttention },
              { value: 'profile', label: text.sharedProfile },
            ],
            change: (sharedEmail) => this.change({ sharedEmail }),
            hint: text.sharedHint,
          })}
        </div>
        <p class="notice warning" id="plan-stale" role="status" ?hidden=${!this.edited}>${text.stale(this.remapped)}</p>
        <div class="buttons start">
          <button type="button" class=${this.edited ? 'primary' : 'plain'} id="check-again" aria-disabled=${this.busy ? 'true' : 'false'} @click=${this.check}>${this.busy ? rosterImport.oneMoment : text.check}</button>
          ${this.edited ? html`<button type="button" class="link" @click=${this.reset}>${text.discard}</button>` : nothing}
        </div>
      </section>
    `;
  }

  /** Draws the choice of where in the file the columns are, if there is one. */
  place() {
    const { sheets } = this.detected;
    return html`
      <div class="two place">
        ${sheets && sheets.length > 1
          ? selectField({
              id: 'mapping-sheet',
              label: text.sheet,
              value: this.sheet,
              options: sheets.map((sheet) => ({ value: sheet, label: sheet })),
              change: (sheet) => this.change({ sheet, headerRow: '', headerError: '' }),
            })
          : nothing}
        ${textField({
          id: 'mapping-header',
          label: text.headerRow,
          value: this.headerRow,
          inputmode: 'numeric',
          change: (headerRow) => this.change({ headerRow, headerError: '' }),
          error: this.headerError,
          hint: text.headerHint,
        })}
      </div>
    `;
  }

  /**
   * Draws the file's first rows, with what each column means above them.
   * @param {Column[]} columns
   */
  grid(columns) {
    return html`
      <table class="mapping" aria-labelledby="columns-title">
        <thead>
          <tr>
            <th scope="col" class="number">${rosterImport.rows.row}</th>
            ${repeat(columns, ({ index }) => index, (column) => html`<th scope="col" class=${this.fieldOf(column) ? '' : 'unused'}>${this.heading(column)}</th>`)}
          </tr>
        </thead>
        <tbody>
          ${this.lines(columns).map(
            ({ number, cells }) => html`
              <tr>
                ${number ? html`<th scope="row" class="number">${number}</th>` : html`<td class="number"></td>`}
                ${columns.map((column, i) => html`<td dir="auto" class=${this.fieldOf(column) ? '' : 'unused'}>${column.secret ? html`<span class="hint">${text.notShown}</span>` : cells[i]}</td>`)}
              </tr>
            `,
          )}
        </tbody>
      </table>
    `;
  }

  /**
   * Returns the first rows or, for an import checked before these were stored, the
   * columns' samples.
   * @param {Column[]} columns
   */
  lines(columns) {
    const { first } = this.detected;
    if (first?.length) return first;
    return [0, 1, 2].map((n) => ({ number: 0, cells: columns.map(({ samples }) => samples?.[n] ?? '') })).filter(({ cells }) => cells.some(Boolean));
  }

  /** @param {Column} column */
  heading(column) {
    const { index, why } = column;
    const name = columnName(column);
    const error = this.errors.get(index);
    return html`
      <span class="in-file" dir="auto">${name}</span>
      ${column.secret
        ? html`<span class="hint">${text.secret}</span>`
        : html`
            <div class="field"><select
              id="column-${index}"
              aria-label=${text.meaning(name)}
              .value=${live(this.fieldOf(column))}
              aria-invalid=${error ? 'true' : 'false'}
              aria-describedby="column-${index}-note"
              @change=${(/** @type {any} */ event) => this.choose(column, event.target.value)}
            >
              ${this.options(column)}
            </select></div>
          `}
      ${this.source(column)}
      <div id="column-${index}-note">
        ${error ? html`<p class="wrong">${error}</p>` : why && !column.secret && !this.changes.has(index) ? html`<p class="hint" dir="auto">${sentence(why)}</p>` : nothing}
      </div>
    `;
  }

  /** @param {Column} column */
  options(column) {
    const now = this.fieldOf(column);
    const people = Math.max(...(this.detected.columns ?? []).map((other) => personOf(this.fieldOf(other))));
    /** @param {string} field */
    const option = (field) => html`<option value=${field} ?selected=${field === now}>${fieldWords(field)}</option>`;
    const groups = fieldChoices(Math.min(people + 1, mostPeople));
    const known = now === '' || groups.some(({ fields }) => fields.includes(now));
    return html`
      <optgroup label=${text.notNeeded}><option value="" ?selected=${now === ''}>${text.notUsed}</option></optgroup>
      ${known ? nothing : option(now)}
      ${groups.map(({ label, fields }) => html`<optgroup label=${label}>${fields.map(option)}</optgroup>`)}
    `;
  }

  /** @param {Column} column */
  source({ index, field, source, secret }) {
    if (this.changes.has(index)) return badge(text.changed, 'warning');
    if (secret || (!field && (source ?? 'suggested') === 'suggested')) return nothing;
    const known = source && source in tones ? source : 'suggested';
    return badge(text.sources[known], tones[known]);
  }

  reset() {
    this.from = '';
    this.requestUpdate();
    this.updateComplete.then(() => this.dispatchEvent(new CustomEvent('edited', { detail: false })));
  }

  /** Returns the mapping with the changes made here. @returns {Mapping} */
  mapping() {
    const headerRow = this.headerRow.trim();
    const place = { ...(this.decided ? { sharedEmail: this.sharedEmail } : {}), ...(this.sheet ? { sheet: this.sheet } : {}), ...(headerRow ? { headerRow: Number(headerRow) } : {}) };
    if (this.moved) return { ...place, columns: [] };
    return {
      ...place,
      columns: (this.detected.columns ?? []).filter(({ secret }) => !secret).map((column) => ({ index: column.index, header: column.header, field: this.fieldOf(column) })),
    };
  }

  /** Finds meanings that two columns cannot share. */
  findDoubles() {
    /** @type {Map<string, string>} */
    const taken = new Map();
    const errors = new Map();
    for (const column of this.detected.columns ?? []) {
      const field = this.fieldOf(column);
      const other = taken.get(field);
      if (field && other) errors.set(column.index, text.taken(other));
      else taken.set(field, columnName(column));
    }
    return errors;
  }

  async check() {
    if (this.busy) return;
    const header = this.headerRow.trim();
    if (!/^\d{0,6}$/.test(header)) {
      this.set({ headerError: text.headerWrong });
      return this.focusOn('#mapping-header');
    }
    const errors = this.moved ? new Map() : this.findDoubles();
    this.set({ errors, wrong: '' });
    if (errors.size > 0) return this.focusOn('select[aria-invalid="true"]');
    this.set({ busy: true });
    const mapping = this.mapping();
    try {
      const job = await call('PUT', `${this.path}/mapping`, { body: mapping, harmless: true });
      this.dispatchEvent(new CustomEvent('moved', { detail: job }));
    } catch (error) {
      if (!isAbort(error)) this.refused(error, mapping);
    } finally {
      this.set({ busy: false });
    }
  }

  /**
   * Shows each problem that the server found at its column.
   * @param {unknown} error
   * @param {Mapping} mapping as sent
   */
  refused(error, { columns }) {
    const errors = new Map();
    const rest = [];
    for (const { location, message } of error instanceof Problem ? error.errors : []) {
      const column = columns[Number(/^body\.columns\[(\d+)\]/.exec(location)?.[1] ?? NaN)];
      if (column) errors.set(column.index, sentence(message));
      else rest.push(sentence(message));
    }
    this.set({ errors, wrong: errors.size > 0 ? rest.join(' ') : rest.join(' ') || explain(error) });
    if (errors.size > 0) this.focusOn('select[aria-invalid="true"]');
    if (error instanceof Problem && error.status === 409) this.dispatchEvent(new CustomEvent('outdated'));
  }
}
customElements.define('import-mapping', ImportMapping);
