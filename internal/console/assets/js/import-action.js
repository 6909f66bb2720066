import { explain, isAbort, Once, Problem } from './api.js';
import { closeModal } from './dialogs.js';
import { View } from './view.js';

/** @typedef {import('./import-words.js').RosterJob} RosterJob */

/**
 * A dialog that decides what happens to an import. It dispatches `moved` with the
 * import as it then is, `outdated` if the import is no longer as the page shows
 * it, and `closed` when the page should remove the dialog.
 */
export class ImportAction extends View {
  static properties = { path: { attribute: false }, job: { attribute: false } };

  constructor() {
    super();
    this.path = '';
    /** @type {RosterJob} */
    this.job = /** @type {any} */ (null);
    this.busy = false;
    this.wrong = '';
    this.once = new Once();
  }

  /**
   * Requests the operation once, dispatches the outcome and closes the dialog.
   * @param {string} operation
   * @param {any} [body]
   * @returns {Promise<unknown>} what went wrong; null if nothing did
   */
  async act(operation, body) {
    if (this.busy) return null;
    this.set({ busy: true, wrong: '' });
    try {
      const job = await this.once.post(`${this.path}/${operation}`, body);
      this.dispatchEvent(new CustomEvent('moved', { detail: job }));
      closeModal(this);
      return null;
    } catch (error) {
      if (!isAbort(error)) this.set({ wrong: explain(error) });
      if (error instanceof Problem && error.status === 409) this.dispatchEvent(new CustomEvent('outdated'));
      return error;
    } finally {
      this.set({ busy: false });
    }
  }

  leave() {
    if (!this.busy) closeModal(this);
  }

  closed() {
    this.dispatchEvent(new CustomEvent('closed'));
  }
}
