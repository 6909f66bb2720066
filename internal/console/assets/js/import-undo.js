import { html, nothing } from '../vendor/parts.js';
import { modal } from './dialogs.js';
import { notice } from './fields.js';
import { ImportAction } from './import-action.js';
import { when } from './words.js';

/** Undo: says what it takes back and what it leaves before it begins. */
export class UndoImport extends ImportAction {
  render() {
    const { undo, undoUntil } = this.job;
    return modal(
      { label: 'Undo this import', leave: () => this.leave(), closed: () => this.closed() },
      html`
        ${notice(this.wrong)}
        <p>Undo removes the residents, households and properties that this import made, and empties again what it filled.</p>
        <ul>
          <li>Whoever has activated, or was edited since, stays. The list then says who and why.</li>
          <li>Invitations of those removed end: their codes stop working, and mails not sent yet are cancelled.</li>
          <li>The file can be imported again afterwards.</li>
        </ul>
        <p>
          ${undo ? 'What was kept or not reversed before is looked at again.' : 'It can be repeated, should something be left.'}
          ${undoUntil ? html`It is possible until <strong>${when(undoUntil)}</strong>.` : nothing}
        </p>
        <div class="buttons">
          <button type="button" class="plain cancel" autofocus @click=${() => this.leave()}>Cancel</button>
          <button type="button" class="danger" aria-disabled=${this.busy ? 'true' : 'false'} @click=${() => this.act('undo')}>
            ${this.busy ? 'One moment …' : 'Undo the import'}
          </button>
        </div>
      `,
    );
  }
}
customElements.define('undo-import', UndoImport);
