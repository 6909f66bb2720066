import { html, nothing, repeat } from '../vendor/parts.js';
import { call, explain, isAbort, Once, query, within } from './api.js';
import { badge } from './dialogs.js';
import { checkField, notice } from './fields.js';
import { go, to } from './route.js';
import { session } from './session.js';
import { upload } from './upload.js';
import { View } from './view.js';
import { counted, importState, plural, when } from './words.js';
import './import.js';

/** @typedef {import('./import.js').RosterJob} RosterJob */

/** The most that a roster file may weigh, in bytes. */
const most = 10 * 1024 * 1024;
/** How often a list with an import under way is read again, in milliseconds. */
const often = 2000;

/** Imports: those that were, and for Support a place to drop the next file. */
export class RosterImports extends View {
  static properties = { community: { attribute: false } };

  constructor() {
    super();
    this.community = '';
    /** @type {RosterJob[] | null} */
    this.items = null;
    /** @type {string | null} */
    this.next = null;
    this.wrong = '';
    this.problem = '';
    this.over = false;
    this.send = true;
    /** @type {File | null} the file on its way */
    this.file = null;
    this.share = 0;
    this.creating = new Once();
    /** @type {number | undefined} */
    this.timer = undefined;
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    clearTimeout(this.timer);
  }

  /** @param {Map<string, unknown>} changed */
  willUpdate(changed) {
    if (!changed.has('community')) return;
    this.set({ items: null, wrong: '' });
    this.load();
  }

  async load() {
    clearTimeout(this.timer);
    try {
      const answer = await call('GET', within(this.community, 'imports') + query({ limit: 50 }));
      this.set({ items: answer.items, next: answer.next, wrong: '' });
      if (answer.items.some((/** @type {RosterJob} */ job) => !importState(job.state).ended)) this.later();
    } catch (error) {
      if (isAbort(error)) return;
      this.set({ wrong: explain(error) });
    }
  }

  later() {
    if (this.isConnected) this.timer = window.setTimeout(() => this.load(), often);
  }

  render() {
    return html`
      <h1>Imports</h1>
      ${session.staff
        ? this.dropzone()
        : html`<p>Support imports rosters for you. <a href=${to(this.community, 'import-guide')}>How to import your roster</a></p>`}
      ${notice(this.wrong)} ${this.items ? this.list(this.items) : this.wrong ? nothing : html`<p class="waiting"><wa-spinner></wa-spinner> Loading …</p>`}
    `;
  }

  dropzone() {
    if (this.file) {
      return html`
        <section class="drop" aria-live="polite">
          <p>Uploading <strong dir="auto">${this.file.name}</strong> …</p>
          <wa-progress-bar label="Upload" value=${Math.round(this.share * 100)}></wa-progress-bar>
        </section>
      `;
    }
    return html`
      <section
        class="drop ${this.over ? 'over' : ''}"
        @dragover=${this.drag}
        @dragleave=${() => this.set({ over: false })}
        @drop=${this.drop}
      >
        ${notice(this.problem)}
        <p>Drop a roster here: CSV or spreadsheet (XLSX), up to 10 MB and 50,000 rows. It is imported at once.</p>
        ${checkField({
          id: 'import-send',
          label: 'Send the invitations as rows are imported',
          checked: this.send,
          change: (send) => this.set({ send }),
          hint: this.send ? '' : 'The members stand in Pending; Resend Invitations sends their mails.',
        })}
        <label class="button primary" for="import-file">Choose a file</label>
        <input class="unseen" id="import-file" type="file" accept=".csv,.tsv,.txt,.xlsx,text/csv" @change=${this.choose}>
      </section>
    `;
  }

  /** @param {DragEvent} event */
  drag(event) {
    event.preventDefault();
    if (!this.over) this.set({ over: true });
  }

  /** @param {DragEvent} event */
  drop(event) {
    event.preventDefault();
    this.set({ over: false });
    const files = event.dataTransfer?.files;
    if (files?.length === 1) this.bring(files[0]);
    else this.set({ problem: 'Drop one file at a time.' });
  }

  /** @param {any} event */
  choose(event) {
    const [file] = event.target.files;
    event.target.value = '';
    if (file) this.bring(file);
  }

  /** @param {File} file */
  async bring(file) {
    if (this.file) return;
    if (file.size === 0) return this.set({ problem: 'This file is empty.' });
    if (file.size > most) return this.set({ problem: 'This file is larger than 10 MB. Split it into parts.' });
    this.set({ file, share: 0, problem: '' });
    try {
      const job = await this.creating.post(within(this.community, 'imports'), {
        filename: file.name,
        size: file.size,
        mode: 'import',
        send: this.send ? 'now' : 'hold',
      });
      await upload(job.upload, file, (share) => this.set({ share }));
      go(to(this.community, 'imports', job.id));
    } catch (error) {
      if (!isAbort(error)) this.set({ problem: error instanceof Error && !explain(error) ? error.message : explain(error) });
    } finally {
      this.set({ file: null });
    }
  }

  /** @param {RosterJob[]} items */
  list(items) {
    if (items.length === 0) {
      return html`<section class="empty"><h2>No roster was imported yet</h2><p>${session.staff ? 'Drop the first file above.' : 'What Support imports for you appears here.'}</p></section>`;
    }
    return html`
      <ul class="plain-list imports">
        ${repeat(
          items,
          ({ id }) => id,
          (job) => html`
            <li>
              <a href=${to(this.community, 'imports', job.id)} dir="auto">${job.file?.name ?? job.id}</a>
              ${badge(importState(job.state).label, importState(job.state).tone)}
              <span class="hint">${when(job.createdAt)}</span>
              <span class="hint">${job.counts?.total ? this.summary(job) : ''}</span>
            </li>
          `,
        )}
      </ul>
    `;
  }

  /** @param {RosterJob} job */
  summary({ counts }) {
    const parts = [plural(counts.total, 'row'), `${counted(counts.created)} created`];
    const open = counts.attention + counts.failed;
    if (open > 0) parts.push(`${counted(open)} need attention`);
    return parts.join(', ');
  }
}
customElements.define('roster-imports', RosterImports);
