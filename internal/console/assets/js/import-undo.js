import { html, nothing } from '../vendor/parts.js';
import { modal } from './dialogs.js';
import { notice } from './fields.js';
import { ImportAction } from './import-action.js';
import { when } from './words.js';

/** The Undo dialog: says what will be taken back and what will stay before it begins. */
export class UndoImport extends ImportAction {
  render() {
    const { undo, undoUntil } = this.job;
    return modal(
      { label: 'Undo this import', leave: () => this.leave(), closed: () => this.closed() },
      html`
        ${notice(this.wrong)}
        <p>Undo removes the residents, households, and properties this import added, and clears what it filled in.</p>
        <ul>
          <li>Anyone who has activated or been edited since stays. The list will say who and why.</li>
          <li>Their invitations end: codes stop working, and emails not sent yet are canceled.</li>
          <li>You can import the file again afterward.</li>
        </ul>
        <p>
          ${undo ? 'We’ll look again at anyone who stayed before.' : 'You can repeat it if anything is left.'}
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
