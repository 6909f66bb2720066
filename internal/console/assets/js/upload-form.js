import { html } from '../vendor/parts.js';
import { explain, isAbort, Once, within } from './api.js';
import { notice, radioField } from './fields.js';
import { upload } from './upload.js';
import { View } from './view.js';

/** The most that a roster file may weigh, in bytes. */
const most = 10 * 1024 * 1024;

/**
 * Where Support drops the next roster. It tells its page `begun` with the
 * import's id as soon as the file is there.
 */
export class UploadForm extends View {
  static properties = { community: { attribute: false } };

  constructor() {
    super();
    this.community = '';
    this.mode = 'review';
    this.send = 'now';
    this.problem = '';
    this.over = false;
    /** @type {File | null} the file on its way */
    this.file = null;
    this.share = 0;
    this.creating = new Once();
  }

  render() {
    return this.file ? this.uploading(this.file) : this.form();
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

  form() {
    return html`
      <section
        class="drop ${this.over ? 'over' : ''}"
        @dragover=${this.drag}
        @dragleave=${() => this.set({ over: false })}
        @drop=${this.drop}
      >
        ${notice(this.problem)}
        <p>Drop a roster here: CSV or spreadsheet (XLSX), up to 10 MB and 50,000 rows.</p>
        ${radioField({
          id: 'import-mode',
          legend: 'What happens with it',
          value: this.mode,
          options: [
            { value: 'review', label: 'Review first', hint: 'You see what would happen to each row, correct the columns and then commit. Best for a file that nobody has imported before.' },
            { value: 'import', label: 'Import at once', hint: 'Every row that is clear is imported without a question; the others come back in a fix file.' },
          ],
          change: (mode) => this.set({ mode }),
        })}
        ${radioField({
          id: 'import-send',
          legend: 'Invitations',
          value: this.send,
          options: [
            { value: 'now', label: 'Send invitations now', hint: this.mode === 'review' ? 'As soon as you commit; you are asked again then.' : 'As the rows are imported; those of a large file once all of them are.' },
            { value: 'hold', label: 'Hold them', hint: 'Nobody gets mail until you release it, all at once or in waves.' },
          ],
          change: (send) => this.set({ send }),
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
      const { mode, send } = this;
      const job = await this.creating.post(within(this.community, 'imports'), { filename: file.name, size: file.size, mode, send });
      await upload(job.upload, file, (share) => this.set({ share }));
      this.dispatchEvent(new CustomEvent('begun', { detail: job.id }));
    } catch (error) {
      if (!isAbort(error)) this.set({ problem: error instanceof Error && !explain(error) ? error.message : explain(error) });
    } finally {
      this.set({ file: null });
    }
  }
}
customElements.define('upload-form', UploadForm);
