import { html, nothing, repeat } from '../vendor/parts.js';
import { call, explain, isAbort, query, within } from './api.js';
import { detectedFacts } from './detected.js';
import { badge } from './dialogs.js';
import { notice } from './fields.js';
import { to } from './route.js';
import { View } from './view.js';
import { capital, counted, importState, outcomes, plural, readable, when } from './words.js';

/**
 * @typedef {object} RosterJob
 * @property {string} id
 * @property {string} state
 * @property {string} [reason]
 * @property {{name: string, key?: string, size: number}} file
 * @property {import('./detected.js').Detected | null} detected
 * @property {Record<string, number>} counts
 * @property {{total: number, done: number, at: string | null}} progress
 * @property {{state: string, queued: number, sent: number, bounced: number}} sending
 * @property {string} createdAt
 * @property {string | null} finishedAt
 */
/**
 * @typedef {object} Row
 * @property {number} row
 * @property {string} result
 * @property {string} [code]
 * @property {string} [column]
 * @property {string} [value]
 * @property {string} [message]
 * @property {string} [member]
 * @property {string[]} [notes]
 */

/** How often a running import is looked at, in milliseconds. */
const often = 1000;

/** What became of one roster file: progress, outcome of each row, downloads. */
export class RosterImport extends View {
  static properties = { community: { attribute: false }, importID: { attribute: false } };

  constructor() {
    super();
    this.community = '';
    this.importID = '';
    /** @type {RosterJob | null} */
    this.job = null;
    this.result = '';
    /** @type {Row[] | null} */
    this.rows = null;
    /** @type {string | null} */
    this.next = null;
    this.trail = [''];
    this.wrong = '';
    this.busy = false;
    /** @type {number | undefined} */
    this.timer = undefined;
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    clearTimeout(this.timer);
  }

  /** @param {Map<string, unknown>} changed */
  willUpdate(changed) {
    if (!changed.has('importID') && !changed.has('community')) return;
    this.set({ job: null, rows: null, result: '', trail: [''], wrong: '' });
    this.load();
  }

  get path() {
    return within(this.community, 'imports', this.importID);
  }

  async load() {
    clearTimeout(this.timer);
    const id = this.importID;
    try {
      const job = await call('GET', this.path);
      if (id !== this.importID || !this.isConnected) return;
      const before = this.job;
      this.set({ job, wrong: '' });
      const { ended } = importState(job.state);
      if (!ended) this.timer = window.setTimeout(() => this.load(), often);
      if (ended && (!before || !importState(before.state).ended)) this.firstRows(job);
    } catch (error) {
      if (isAbort(error)) return;
      this.set({ wrong: explain(error) });
      if (this.job) this.timer = window.setTimeout(() => this.load(), 5 * often);
    }
  }

  /** @param {RosterJob} job */
  firstRows({ counts }) {
    if (!counts?.total) return;
    this.filter(['attention', 'failed'].find((result) => counts[result] > 0) ?? '');
  }

  /** @param {string} result '' for all */
  filter(result) {
    this.set({ result, trail: [''] });
    this.loadRows();
  }

  async loadRows() {
    try {
      const asked = query({ result: this.result, limit: 50, cursor: this.trail.at(-1) });
      const answer = await call('GET', `${this.path}/rows${asked}`);
      this.set({ rows: answer.items, next: answer.next });
    } catch (error) {
      if (!isAbort(error)) this.set({ wrong: explain(error) });
    }
  }

  render() {
    return html`
      <p><a href=${to(this.community, 'imports')}>Imports</a></p>
      <h1 dir="auto">${this.job?.file?.name ?? 'Import'}</h1>
      ${notice(this.wrong)} ${this.job ? this.content(this.job) : this.wrong ? nothing : html`<p class="waiting"><wa-spinner></wa-spinner> Loading …</p>`}
    `;
  }

  /** @param {RosterJob} job */
  content(job) {
    const { label, tone, ended } = importState(job.state);
    return html`
      <p role="status">${badge(label, tone)} <span class="hint">${when(job.finishedAt ?? job.createdAt)}</span></p>
      ${job.reason ? notice(job.reason, job.state === 'rejected' || job.state === 'failed' ? 'danger' : 'neutral') : nothing}
      ${ended ? nothing : this.running(job)} ${detectedFacts(job.detected, job.file)} ${job.counts?.total ? this.outcome(job) : nothing}
      ${this.rows ? this.table(this.rows) : nothing}
    `;
  }

  /** @param {RosterJob} job */
  running({ progress }) {
    const { total = 0, done = 0 } = progress ?? {};
    return html`
      <section class="sheet">
        <p>${total ? `${counted(done)} of ${plural(total, 'row')}` : 'The rows are counted once the file is read.'}</p>
        <wa-progress-bar label="Progress" value=${total ? Math.round((100 * done) / total) : 0} ?indeterminate=${!total}></wa-progress-bar>
      </section>
    `;
  }

  /** @param {RosterJob} job */
  outcome({ counts, sending, state }) {
    const shown = [{ value: '', label: 'All rows' }, ...outcomes.filter(({ value }) => counts[value] > 0)];
    const open = counts.attention + counts.failed;
    return html`
      <div class="chips" role="group" aria-label="Rows by outcome">
        ${shown.map(
          ({ value, label }) => html`
            <button type="button" class="chip" aria-pressed=${value === this.result && this.rows ? 'true' : 'false'} @click=${() => this.filter(value)}>
              ${label} <span class="count">${counted(value ? counts[value] : counts.total)}</span>
            </button>
          `,
        )}
      </div>
      ${importState(state).ended
        ? html`<div class="buttons start">
            <button type="button" class="plain" @click=${() => this.download('report')}>Download the report</button>
            ${open > 0 ? html`<button type="button" class="plain" @click=${() => this.download('fix')}>Download the fix file</button>` : nothing}
          </div>`
        : nothing}
      ${sending && sending.queued + sending.sent + sending.bounced > 0
        ? html`<p class="hint">Mails: ${counted(sending.sent)} sent, ${counted(sending.queued)} waiting, ${counted(sending.bounced)} bounced.</p>`
        : nothing}
    `;
  }

  /** @param {Row[]} rows */
  table(rows) {
    if (rows.length === 0) return html`<p class="hint">No such row.</p>`;
    return html`
      <table role="table" class="rows outcome" aria-label="Rows">
        <thead role="rowgroup">
          <tr role="row">
            <th role="columnheader" scope="col">Row</th>
            <th role="columnheader" scope="col">Outcome</th>
            <th role="columnheader" scope="col">What and why</th>
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
  row({ row, result, code, column, value, message, member, notes }) {
    const label = outcomes.find((outcome) => outcome.value === result)?.label ?? capital(readable(result));
    const tone = { created: 'success', attention: 'warning', failed: 'danger' }[result] ?? 'neutral';
    return html`
      <tr role="row">
        <th role="rowheader" scope="row"><span class="unseen">Row </span>${row}</th>
        <td role="cell">${badge(label, tone)}</td>
        <td role="cell">
          <div dir="auto">${message || (code ? capital(readable(code)) : '')}</div>
          ${notes?.map((note) => html`<div class="hint" dir="auto">${note}</div>`)}
          ${member ? html`<a href=${to(this.community, 'members', member)}>Open the member</a>` : nothing}
        </td>
        <td role="cell">
          ${column ? html`<div class="hint" dir="auto">${column}</div>` : nothing}
          <div class="line" dir="auto">${value}</div>
        </td>
      </tr>
    `;
  }

  /** @param {string[]} trail */
  turn(trail) {
    this.set({ trail });
    this.loadRows();
  }

  /** @param {'report' | 'fix'} what */
  async download(what) {
    await this.run(async () => {
      const { url } = await call('GET', `${this.path}/${what}`);
      const link = document.createElement('a');
      link.href = url;
      link.rel = 'noreferrer';
      link.download = '';
      link.click();
    });
  }

  /** @param {() => Promise<void>} work */
  async run(work) {
    if (this.busy) return;
    this.set({ busy: true, wrong: '' });
    try {
      await work();
    } catch (error) {
      if (!isAbort(error)) this.set({ wrong: explain(error) });
    } finally {
      this.set({ busy: false });
    }
  }
}
customElements.define('roster-import', RosterImport);
