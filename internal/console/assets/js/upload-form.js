import { html, nothing } from '../vendor/parts.js';
import { explain, isAbort, Once, within } from './api.js';
import { weight } from './detected.js';
import { notice, radioField } from './fields.js';
import { upload } from './upload.js';
import { View } from './view.js';

/** The maximum size of a roster file, in bytes. */
const most = 10 * 1024 * 1024;

/**
 * The form where Support drops the next roster: the file first, then what to do with
 * it. Dispatches `begun` with the import's id as soon as the file is uploaded.
 */
export class UploadForm extends View {
  static properties = { community: { attribute: false }, mode: { attribute: false }, send: { attribute: false }, lead: { attribute: false } };

  constructor() {
    super();
    this.community = '';
    this.mode = 'review';
    this.send = 'now';
    /** The text above the form. */
    this.lead = '';
    this.problem = '';
    this.over = false;
    /** @type {File | null} */
    this.file = null;
    this.sending = false;
    this.share = 0;
    this.creating = new Once();
  }

  render() {
    if (this.file && this.sending) return this.uploading(this.file);
    return html`
      <section
        class="drop ${this.over ? 'over' : ''}"
        aria-label="Upload a roster"
        @dragover=${this.drag}
        @dragleave=${() => this.set({ over: false })}
        @drop=${this.drop}
      >
        ${this.lead && !this.file ? html`<p>${this.lead}</p>` : nothing} ${notice(this.problem)}
        ${this.file ? this.choices(this.file) : this.empty()}
        <input class="unseen" id="import-file" type="file" tabindex="-1" aria-hidden="true" accept=".csv,.tsv,.txt,.xlsx,text/csv" @change=${this.choose}>
      </section>
    `;
  }

  empty() {
    return html`
      <p><strong>Drop a roster here</strong>, or choose it from your computer.</p>
      <p class="hint">CSV or spreadsheet (XLSX), up to 10 MB and 50,000 rows. Nobody is invited before you say so.</p>
      <button type="button" class="primary" id="choose-file" @click=${this.pick}>Choose a file</button>
    `;
  }

  /** @param {File} file */
  choices(file) {
    const review = this.mode === 'review';
    return html`
      <form novalidate @submit=${this.begin}>
        <p class="chosen-file">
          <strong dir="auto">${file.name}</strong> <span class="hint">${weight(file.size)}</span>
          <button type="button" class="link" @click=${this.pick}>Choose another file</button>
        </p>
        ${radioField({
          id: 'import-mode',
          legend: 'What happens with it',
          value: this.mode,
          options: [
            { value: 'review', label: 'Review first', hint: 'You see what will happen to each person and can fix what’s wrong. Nothing happens until you commit.' },
            { value: 'import', label: 'Import at once', hint: 'Every row that is clear is imported right away. The others come back in a fix file.' },
          ],
          change: (mode) => this.set({ mode }),
        })}
        ${radioField({
          id: 'import-send',
          legend: 'Invitations',
          value: this.send,
          options: [
            { value: 'now', label: 'Send invitations now', hint: review ? 'They go out once you commit. We ask you again then.' : 'They go out as rows are imported. Those of a large file go out once all of it is.' },
            { value: 'hold', label: 'Hold them', hint: 'Nobody gets mail until you release it, all at once or in waves.' },
          ],
          change: (send) => this.set({ send }),
        })}
        <div class="buttons start"><button type="submit" class="primary" id="begin-import">${review ? 'Upload and review' : 'Upload and import'}</button></div>
      </form>
    `;
  }

  /** @param {File} file */
  uploading(file) {
    return html`
      <section class="drop" aria-live="polite">
        <p>Uploading <strong dir="auto">${file.name}</strong> …</p>
        <wa-progress-bar label="Upload" value=${Math.round(this.share * 100)}></wa-progress-bar>
      </section>
    `;
  }

  pick() {
    const input = this.querySelector('#import-file');
    if (input instanceof HTMLInputElement) input.click();
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
    if (files?.length === 1) this.take(files[0]);
    else this.set({ problem: 'Drop one file at a time.' });
  }

  /** @param {any} event */
  choose(event) {
    const [file] = event.target.files;
    event.target.value = '';
    if (file) this.take(file);
  }

  /**
   * Shows the file with the choices, or says why it cannot be imported.
   * @param {File} file
   */
  take(file) {
    const problem = problemOf(file);
    this.set({ problem, file: problem ? null : file });
    this.focusOn(problem ? '#choose-file' : '#begin-import');
  }

  /** @param {Event} event */
  async begin(event) {
    event.preventDefault();
    const { file, mode, send } = this;
    if (!file || this.sending) return;
    this.set({ sending: true, share: 0, problem: '' });
    try {
      const job = await this.creating.post(within(this.community, 'imports'), { filename: file.name, size: file.size, mode, send });
      await upload(job.upload, file, (share) => this.set({ share }));
      this.set({ file: null });
      this.dispatchEvent(new CustomEvent('begun', { detail: job.id }));
    } catch (error) {
      if (!isAbort(error)) this.set({ problem: error instanceof Error && !explain(error) ? error.message : explain(error) });
    } finally {
      this.set({ sending: false });
    }
  }
}

/**
 * Returns what is visibly wrong with a file before it is sent; '' for nothing.
 * @param {{name: string, size: number}} file
 */
export function problemOf({ name, size }) {
  if (size === 0) return 'This file is empty. Save the list again, then choose it here.';
  if (size > most) return 'This file is larger than 10 MB. Split it into parts and upload them one by one.';
  const ending = /\.([^.]+)$/.exec(name)?.[1].toLowerCase() ?? '';
  if (['xls', 'ods', 'numbers', 'pdf', 'doc', 'docx', 'zip'].includes(ending)) return `This is a .${ending} file, which can’t be read here. Save the list as XLSX or CSV, then choose that.`;
  return '';
}

customElements.define('upload-form', UploadForm);
