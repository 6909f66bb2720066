import { html, nothing } from '../vendor/parts.js';
import { modal } from './dialogs.js';
import { notice, radioField } from './fields.js';
import { ImportAction } from './import-action.js';
import { counted, plural } from './words.js';

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
      { label: 'Commit this import', leave: () => this.leave(), closed: () => this.closed() },
      html`
        <form @submit=${this.commit} novalidate>
          ${notice(this.wrong)}
          <p><strong>${this.invited(residents)}</strong> ${this.entered()} ${counts.updated > 0 ? `Blanks are filled for ${plural(counts.updated, 'person', 'people')}.` : ''}</p>
          ${left > 0
            ? html`<p>${left === 1 ? '1 person needs' : `${counted(left)} people need`} attention and ${left === 1 ? 'is' : 'are'} not imported. You get ${left === 1 ? 'the row' : 'their rows'} back in a fix file.</p>`
            : nothing}
          ${residents > 0
            ? radioField({
                id: 'commit-send',
                legend: 'Invitations',
                value: this.send,
                options: [
                  { value: 'now', label: 'Send invitations now', hint: residents > many ? 'The first 100 go out right away. The rest follow after 10 minutes if few of those bounce.' : '' },
                  { value: 'hold', label: 'Hold them', hint: 'Nobody gets mail until you release it, all at once or in waves.' },
                ],
                change: (chosen) => this.set({ chosen }),
              })
            : nothing}
          <p class="hint">We’ll do exactly what the plan says. If a member or home has changed since, that row is left for you to check.</p>
          <div class="buttons">
            <button type="button" class="plain cancel" @click=${() => this.leave()}>Cancel</button>
            <button type="submit" class="primary" autofocus aria-disabled=${this.busy ? 'true' : 'false'}>${this.busy ? 'One moment …' : 'Commit'}</button>
          </div>
        </form>
      `,
    );
  }

  entered() {
    const { profiles } = this.job;
    return profiles > 0 ? `${plural(profiles, 'resident')} ${profiles === 1 ? 'is' : 'are'} entered without sign-in.` : '';
  }

  /** @param {number} residents who get an invitation */
  invited(residents) {
    if (residents === 0) return 'Nobody new is invited.';
    const who = plural(residents, 'resident');
    return this.send === 'now' ? `${who} will be invited now.` : `${who} will be created; the invitations are held.`;
  }

  /** @param {Event} event */
  commit(event) {
    event.preventDefault();
    this.act('commit', { send: this.send });
  }
}
customElements.define('commit-import', CommitImport);
