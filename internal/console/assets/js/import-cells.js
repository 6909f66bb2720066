import { html, live, nothing } from '../vendor/parts.js';
import { explain, isAbort, Once, Problem } from './api.js';
import { notice } from './fields.js';
import { rosterImport } from './text/roster-import.js';
import { View } from './view.js';
import { sentence } from './words.js';

const text = rosterImport.cells;

/**
 * @typedef {{column: number, heading: string, cell: string, value: string, corrected: boolean, was: string}} Cell
 * @typedef {{row: number, column: number, value: string, asInFile?: boolean}} Edit
 */

/** The length of the longest cell value that can be corrected here. */
const longest = 300;

/**
 * The wrong cells of a row of a plan, as fields. Dispatches `moved` with the import
 * once a correction is saved, and `outdated` if somebody else was quicker.
 */
export class ImportCells extends View {
  static properties = { path: { attribute: false }, revision: { attribute: false }, row: { attribute: false }, cells: { attribute: false } };

  constructor() {
    super();
    this.path = '';
    this.revision = 0;
    this.row = 0;
    /** @type {Cell[]} */
    this.cells = [];
    /** @type {Map<number, string>} a column → what was typed */
    this.typed = new Map();
    /** @type {Map<number, string>} a column → what is wrong with it */
    this.errors = new Map();
    this.wrong = '';
    this.saved = false;
    this.busy = false;
    this.from = '';
    this.once = new Once();
  }

  willUpdate() {
    const from = JSON.stringify([this.row, this.cells]);
    if (from === this.from) return;
    Object.assign(this, { from, typed: new Map(), errors: new Map(), wrong: '', saved: false });
  }

  /** @param {Cell} cell */
  valueOf({ column, value }) {
    return this.typed.get(column) ?? value;
  }

  get changed() {
    return this.cells.filter((cell) => this.valueOf(cell) !== cell.value);
  }

  render() {
    const { changed, saved } = this;
    return html`
      <form class="cells" novalidate @submit=${this.save}>
        ${notice(this.wrong)}
        <div class="fields">${this.cells.map((cell) => this.field(cell))}</div>
        <div class="buttons start">
          <button type="submit" class=${changed.length > 0 ? 'primary' : 'plain'} aria-disabled=${this.busy || changed.length === 0 ? 'true' : 'false'}>
            ${text.save(this.busy, this.row)}
          </button>
          ${this.cells.some(({ corrected }) => corrected) && !saved
            ? html`<button type="button" class="link" @click=${this.takeBack}>${text.asInFile(this.row)}</button>`
            : nothing}
          <span class="hint" role="status">${saved ? text.saved : ''}</span>
        </div>
      </form>
    `;
  }

  /** @param {Cell} cell */
  field(cell) {
    const { column, heading, cell: place, corrected, was } = cell;
    const id = `cell-${this.row}-${column}`;
    const error = this.errors.get(column);
    return html`
      <div class="field">
        <label for=${id} dir="auto">${text.label(heading, place)}</label>
        <input
          id=${id}
          dir="auto"
          autocomplete="off"
          spellcheck="false"
          maxlength=${longest}
          .value=${live(this.valueOf(cell))}
          aria-invalid=${error ? 'true' : 'false'}
          aria-describedby="${id}-note"
          @input=${(/** @type {any} */ event) => this.type(column, event.target.value)}
        >
        <p class=${error ? 'wrong' : 'hint'} id="${id}-note">${error ?? (corrected ? text.corrected(was) : nothing)}</p>
      </div>
    `;
  }

  /**
   * @param {number} column
   * @param {string} value
   */
  type(column, value) {
    this.typed.set(column, value);
    this.errors.delete(column);
    this.set({ saved: false });
  }

  /** @param {Event} event */
  save(event) {
    event.preventDefault();
    return this.send(this.changed.map((cell) => ({ row: this.row, column: cell.column, value: this.valueOf(cell).trim() })));
  }

  takeBack() {
    return this.send(this.cells.filter(({ corrected }) => corrected).map(({ column }) => ({ row: this.row, column, value: '', asInFile: true })));
  }

  /** @param {Edit[]} edits */
  async send(edits) {
    if (this.busy || edits.length === 0) return;
    this.set({ busy: true, wrong: '', errors: new Map() });
    try {
      const job = await this.once.post(`${this.path}/corrections`, { revision: this.revision, cells: edits });
      this.set({ saved: true });
      this.dispatchEvent(new CustomEvent('moved', { detail: job, bubbles: true }));
    } catch (error) {
      if (!isAbort(error)) this.refused(error, edits);
    } finally {
      this.set({ busy: false });
    }
  }

  /**
   * Shows each problem that the server found at its cell; what was typed stays.
   * @param {unknown} error
   * @param {Edit[]} edits as sent
   */
  refused(error, edits) {
    const errors = new Map();
    for (const { location, message } of error instanceof Problem ? error.errors : []) {
      const edit = edits[Number(/^body\.cells\[(\d+)\]/.exec(location)?.[1] ?? NaN)];
      if (edit) errors.set(edit.column, sentence(message));
    }
    const stale = error instanceof Problem && error.status === 412;
    const wrong = stale ? text.stale : explain(error);
    this.set({ errors, wrong: errors.size > 0 ? '' : wrong });
    if (errors.size > 0) this.focusOn('[aria-invalid="true"]');
    if (error instanceof Problem && [409, 412].includes(error.status)) this.dispatchEvent(new CustomEvent('outdated', { bubbles: true }));
  }
}
customElements.define('import-cells', ImportCells);
