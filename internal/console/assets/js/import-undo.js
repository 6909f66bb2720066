import { html } from '../vendor/parts.js';
import { modal } from './dialogs.js';
import { notice } from './fields.js';
import { ImportAction } from './import-action.js';
import { common } from './text/common.js';
import { rosterImport } from './text/roster-import.js';
import { when } from './words.js';

const text = rosterImport.undo;

/** The Undo dialog: says what will be taken back and what will stay before it begins. */
export class UndoImport extends ImportAction {
  render() {
    const { undo, undoUntil } = this.job;
    return modal(
      { label: text.title, leave: () => this.leave(), closed: () => this.closed() },
      html`
        ${notice(this.wrong)}
        <p>${text.text}</p>
        <ul>
          <li>${text.stays}</li>
          <li>${text.invitations}</li>
          <li>${text.afterward}</li>
        </ul>
        <p>${text.repeat(Boolean(undo), when(undoUntil))}</p>
        <div class="buttons">
          <button type="button" class="plain cancel" autofocus @click=${() => this.leave()}>${common.cancel}</button>
          <button type="button" class="danger" aria-disabled=${this.busy ? 'true' : 'false'} @click=${() => this.act('undo')}>
            ${this.busy ? rosterImport.oneMoment : text.yes}
          </button>
        </div>
      `,
    );
  }
}
customElements.define('undo-import', UndoImport);
