import { html, nothing } from '../vendor/parts.js';
import { explain, isAbort, Once, within } from './api.js';
import { weight } from './detected.js';
import { notice, radioField } from './fields.js';
import { imports } from './text/imports.js';
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
        aria-label=${imports.upload.label}
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
      <p>${imports.upload.drop}</p>
      <p class="hint">${imports.upload.hint}</p>
      <button type="button" class="primary" id="choose-file" @click=${this.pick}>${imports.upload.choose}</button>
    `;
  }

  /** @param {File} file */
  choices(file) {
    const words = imports.upload;
    const review = this.mode === 'review';
    return html`
      <form novalidate @submit=${this.begin}>
        <p class="chosen-file">
          <strong dir="auto">${file.name}</strong> <span class="hint">${weight(file.size)}</span>
          <button type="button" class="link" @click=${this.pick}>${imports.upload.chooseOther}</button>
        </p>
        ${radioField({
          id: 'import-mode',
          legend: words.mode,
          value: this.mode,
          options: [
            { value: 'review', ...words.review },
            { value: 'import', ...words.import },
          ],
          change: (mode) => this.set({ mode }),
        })}
        ${radioField({
          id: 'import-send',
          legend: words.send,
          value: this.send,
          options: [
            { value: 'now', label: words.now.label, hint: words.now.hint(review) },
            { value: 'hold', ...words.hold },
          ],
          change: (send) => this.set({ send }),
        })}
        <div class="buttons start"><button type="submit" class="primary" id="begin-import">${words.begin(review)}</button></div>
      </form>
    `;
  }

  /** @param {File} file */
  uploading(file) {
    return html`
      <section class="drop" aria-live="polite">
        <p>${imports.upload.uploading(file.name)}</p>
        <wa-progress-bar label=${imports.upload.progress} value=${Math.round(this.share * 100)}></wa-progress-bar>
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
    else this.set({ problem: imports.upload.oneFile });
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
  if (size === 0) return imports.upload.isEmpty;
  if (size > most) return imports.upload.isLarge;
  const ending = /\.([^.]+)$/.exec(name)?.[1].toLowerCase() ?? '';
  if (['xls', 'ods', 'numbers', 'pdf', 'doc', 'docx', 'zip'].includes(ending)) return imports.upload.isOther(ending);
  return '';
}

customElements.define('upload-form', UploadForm);
