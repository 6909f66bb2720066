import { html, nothing } from '../vendor/parts.js';
import { modal } from './dialogs.js';
import { notice, radioField } from './fields.js';
import { ImportAction } from './import-action.js';
import { common } from './text/common.js';
import { imports } from './text/imports.js';
import { rosterImport } from './text/roster-import.js';

const text = rosterImport.commit;
const { upload } = imports; // asks the same when a roster is uploaded

/** Above this many invitations, sending waits for the fate of the first ones. */
const many = 500;

/** Commit: says what will be done, and asks when the invitations go out. */
export class CommitImport extends ImportAction {
  constructor() {
    super();
    /** @type {'now' | 'hold' | ''} '' until chosen here */
    this.chosen = '';
  }

  get send() {
    return this.chosen || this.job.send || 'now';
  }

  render() {
    const { counts } = this.job;
    const residents = counts.created - this.job.profiles;
    const left = counts.attention + counts.failed;
    return modal(
      { label: text.title, leave: () => this.leave(), closed: () => this.closed() },
      html`
        <form @submit=${this.commit} novalidate>
          ${notice(this.wrong)}
          <p>${text.what(residents, this.send === 'now', this.job.profiles, counts.updated)}</p>
          ${left > 0 ? html`<p>${text.left(left)}</p>` : nothing}
          ${residents > 0
            ? radioField({
                id: 'commit-send',
                legend: rosterImport.invitations,
                value: this.send,
                options: [
                  { value: 'now', label: upload.now.label, hint: residents > many ? text.nowHint : '' },
                  { value: 'hold', ...upload.hold },
                ],
                change: (chosen) => this.set({ chosen }),
              })
            : nothing}
          <p class="hint">${text.promise}</p>
          <div class="buttons">
            <button type="button" class="plain cancel" @click=${() => this.leave()}>${common.cancel}</button>
            <button type="submit" class="primary" autofocus aria-disabled=${this.busy ? 'true' : 'false'}>${this.busy ? rosterImport.oneMoment : rosterImport.actions.commit}</button>
          </div>
        </form>
      `,
    );
  }

  /** @param {Event} event */
  commit(event) {
    event.preventDefault();
    this.act('commit', { send: this.send });
  }
}
customElements.define('commit-import', CommitImport);
