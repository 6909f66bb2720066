import { html, nothing, repeat } from '../vendor/parts.js';
import { call, explain, isAbort, query, within } from './api.js';
import { toast } from './dialogs.js';
import { notice } from './fields.js';
import { memberRow } from './member-row.js';
import { Patience } from './patience.js';
import { Resend, tellResults } from './resend.js';
import { go, to } from './route.js';
import { Selection } from './selection.js';
import { session } from './session.js';
import { View } from './view.js';
import { counted, mailMoves, plural } from './words.js';
import './invite.js';
import './member-panel.js';

/** @typedef {import('./words.js').Member} Member */

const tabs = [
  { name: 'active', label: 'Active' },
  { name: 'pending', label: 'Pending' },
  { name: 'attention', label: 'Needs attention' },
  { name: 'profile', label: 'Without sign-in' },
];

/** How long typing must rest before the list is asked for, in milliseconds. */
const rest = 250;
/** Up to so many letters are looked for at the start of the family name only. */
const fewLetters = 2;
/** How soon a list with mails under way is looked at again, in milliseconds. */
const soon = 2500;

/** Community Members: three lists, search, selection, and the way to everything else. */
export class CommunityMembers extends View {
  static properties = {
    community: { attribute: false },
    tab: { attribute: false },
    member: { attribute: false },
  };

  constructor() {
    super();
    this.community = '';
    this.tab = '';
    /** The id of the member whose panel is open, or ''. */
    this.member = '';
    this.search = '';
    this.descending = false;
    /** @type {Member[] | null} null: not loaded yet */
    this.rows = null;
    /** @type {{active: number, pending: number, attention: number, profile: number} | null} */
    this.counts = null;
    /** @type {string | null} */
    this.next = null;
    /** @type {string[]} cursors of the pages before and of this one */
    this.trail = [''];
    this.loading = false;
    this.wrong = '';
    this.selection = new Selection();
    this.inviting = false;
    this.editing = false;
    this.working = '';
    this.said = '';
    this.resend = new Resend();
    this.patience = new Patience();
    /** @type {AbortController | null} */
    this.request = null;
    /** @type {number | undefined} */
    this.timer = undefined;
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.request?.abort();
    clearTimeout(this.timer);
  }

  /** @param {Map<string, unknown>} changed */
  willUpdate(changed) {
    if (changed.has('community')) this.set({ search: '', counts: null, inviting: false });
    if (changed.has('community') || changed.has('tab')) this.restart();
  }

  get list() {
    return tabs.some(({ name }) => name === this.tab) ? this.tab : 'active';
  }

  get mayInvite() {
    return session.can(this.community, 'members.invite');
  }

  restart() {
    this.selection.clear();
    this.set({ rows: null, trail: [''] });
    this.load();
  }

  /** @param {{quiet?: boolean}} [options] quiet: nothing on the page shows that it is asked for */
  async load({ quiet = false } = {}) {
    this.request?.abort();
    clearTimeout(this.timer);
    const request = new AbortController();
    this.request = request;
    if (!quiet) this.set({ loading: true, wrong: '' });
    try {
      const answer = await call('GET', within(this.community, 'members') + this.asked(this.trail.at(-1) ?? ''), {
        signal: request.signal,
      });
      this.set({ rows: answer.items, counts: answer.counts ?? this.counts, next: answer.next, loading: false });
      if (!quiet) this.said = this.search ? `${plural(answer.items.length, 'member')} on this page` : '';
      this.lookAgain(answer.items);
    } catch (error) {
      if (request.signal.aborted || isAbort(error)) return;
      this.set({ loading: false, ...(quiet ? {} : { wrong: explain(error) }) });
      if (quiet && this.rows) this.lookAgain(this.rows);
    }
  }

  /**
   * @param {string} cursor
   * @param {number} [limit]
   */
  asked(cursor, limit = 50) {
    return query({
      status: this.list,
      q: this.search.trim(),
      sort: this.descending ? '-name' : '',
      limit,
      cursor,
    });
  }

  /**
   * A mail that waits or travels will have another state before long.
   * @param {Member[]} rows
   */
  lookAgain(rows) {
    if (rows.some(mailMoves)) this.timer = window.setTimeout(() => this.load({ quiet: true }), this.patience.after(rows, soon));
  }

  /** @param {string} search */
  typed(search) {
    this.selection.clear();
    this.set({ search, trail: [''] });
    clearTimeout(this.timer);
    this.timer = window.setTimeout(() => this.load(), rest);
  }

  sort() {
    this.set({ descending: !this.descending, trail: [''] });
    this.load();
  }

  nextPage() {
    if (!this.next) return;
    this.turn([...this.trail, this.next]);
  }

  previousPage() {
    if (this.trail.length > 1) this.turn(this.trail.slice(0, -1));
  }

  /** @param {string[]} trail */
  async turn(trail) {
    this.set({ trail });
    await this.load();
    this.querySelector('.list-top')?.scrollIntoView({ block: 'nearest' });
  }

  render() {
    return html`
      <div class="title list-top">
        <h1>Community Members</h1>
        ${this.mayInvite
          ? html`<button type="button" class="primary" @click=${() => this.set({ inviting: true })}>Invite Member</button>`
          : nothing}
      </div>
      <div class="field search">
        <label for="member-search">Search</label>
        <input
          id="member-search"
          type="search"
          autocomplete="off"
          spellcheck="false"
          placeholder="Name, email, phone or address"
          .value=${this.search}
          @input=${(/** @type {any} */ event) => this.typed(event.target.value)}
        >
      </div>
      <p class="unseen" role="status">${this.said}</p>
      <wa-tab-group .active=${this.list} @wa-tab-show=${this.showTab}>
        ${this.tabsShown().map(
          ({ name, label }) => html`
            <wa-tab panel=${name}>${label}${this.counts ? html` <span class="count">${counted(this.counts[/** @type {'active'} */ (name)])}</span>` : nothing}</wa-tab>
          `,
        )}
        ${this.tabsShown().map(
          ({ name }) => html`<wa-tab-panel name=${name}>${name === this.list ? this.panel() : nothing}</wa-tab-panel>`,
        )}
      </wa-tab-group>
      ${this.selection.size > 0 ? this.bar() : nothing}
      ${this.inviting
        ? html`<invite-member
            .community=${this.community}
            @done=${() => this.set({ inviting: false })}
            @invited=${() => this.load({ quiet: true })}
            @open-member=${(/** @type {CustomEvent} */ event) => this.open(event.detail)}
          ></invite-member>`
        : nothing}
      ${this.member
        ? html`<member-panel
            .community=${this.community}
            .memberID=${this.member}
            .editing=${this.editing}
            @done=${this.closePanel}
            @changed=${() => this.load({ quiet: true })}
          ></member-panel>`
        : nothing}
    `;
  }

  /** Most communities have nobody without sign-in, so that list shows up with the first. */
  tabsShown() {
    if (!this.mayInvite) return tabs.slice(0, 1);
    return tabs.filter(({ name }) => name !== 'profile' || name === this.list || (this.counts?.profile ?? 0) > 0);
  }

  /** @param {CustomEvent} event */
  showTab(event) {
    const { name } = event.detail;
    if (name !== this.list) go(`${to(this.community, 'members')}${name === 'active' ? '' : `?tab=${name}`}`);
  }

  panel() {
    if (this.wrong && !this.rows) {
      return html`${notice(this.wrong)}<button type="button" class="plain" @click=${() => this.load()}>Try again</button>`;
    }
    if (!this.rows) return html`<p class="waiting"><wa-spinner></wa-spinner> Loading …</p>`;
    if (this.rows.length === 0 && this.trail.length === 1) return this.emptyList();
    return html`${notice(this.wrong)}${this.table(this.rows)}${this.pager()}`;
  }

  /** @param {Member[]} rows */
  table(rows) {
    const pickable = this.mayInvite && ['pending', 'attention'].includes(this.list);
    const all = pickable && rows.every(({ id }) => this.selection.has(id));
    const row = memberRow({
      list: this.list,
      open: (member) => this.open(member.id),
      mayEdit: ({ status }) => session.can(this.community, status === 'active' ? 'members.edit' : 'members.invite'),
      edit: (member) => this.open(member.id, true),
      pick: pickable ? (member, chosen, range) => this.pick(rows, member, chosen, range) : null,
      chosen: (id) => this.selection.has(id),
    });
    return html`
      <table role="table" class="rows ${this.loading ? 'stale' : ''}" aria-label="Members" aria-busy=${this.loading ? 'true' : 'false'} @keydown=${this.extend}>
        <thead role="rowgroup">
          <tr role="row">
            ${pickable
              ? html`<th role="columnheader" scope="col" class="pick">
                  <input
                    type="checkbox"
                    aria-label="Select all on this page"
                    .checked=${all}
                    .indeterminate=${!all && rows.some(({ id }) => this.selection.has(id))}
                    @change=${() => this.pickPage(rows, !all)}
                  >
                </th>`
              : nothing}
            <th role="columnheader" scope="col" class="who" aria-sort=${this.descending ? 'descending' : 'ascending'}>
              <button type="button" class="sort" @click=${this.sort}>Name <span aria-hidden="true">${this.descending ? '↓' : '↑'}</span></button>
            </th>
            <th role="columnheader" scope="col">Home</th>
            <th role="columnheader" scope="col" class="contact">Contact</th>
            <th role="columnheader" scope="col">${this.list === 'active' ? 'Active since' : 'Invitation'}</th>
            <th role="columnheader" scope="col" class="last"><span class="unseen">Actions</span></th>
          </tr>
        </thead>
        <tbody role="rowgroup">
          ${repeat(rows, ({ id }) => id, row)}
        </tbody>
      </table>
    `;
  }

  pager() {
    if (this.trail.length === 1 && !this.next) return nothing;
    return html`
      <div class="pager" role="group" aria-label="Pages">
        <button type="button" class="plain" ?disabled=${this.trail.length === 1 || this.loading} @click=${this.previousPage}>Previous page</button>
        <span>Page ${this.trail.length}</span>
        <button type="button" class="plain" ?disabled=${!this.next || this.loading} @click=${this.nextPage}>Next page</button>
      </div>
    `;
  }

  emptyList() {
    const search = this.search.trim();
    if (search) {
      return html`<section class="empty">
        <h2>Nobody matches</h2>
        ${[...search].length > fewLetters
          ? html`<p>No one in this list has “<bdi>${search}</bdi>” in name, email, phone or address. The other lists may.</p>`
          : html`<p>No family name in this list begins with “<bdi>${search}</bdi>”. Type more to search names, emails, phones and addresses.</p>`}
      </section>`;
    }
    if (this.list === 'attention') {
      return html`<section class="empty"><h2>Nothing needs attention</h2><p>Bounced, failed, expired and revoked invitations appear here.</p></section>`;
    }
    if (this.list === 'profile') {
      return html`<section class="empty"><h2>Nobody is without sign-in</h2><p>Whom a roster entered without an email of their own stands here.</p></section>`;
    }
    if (this.list === 'pending') {
      return html`<section class="empty"><h2>No invitation is waiting</h2><p>Whoever is invited stands here until the account is active.</p></section>`;
    }
    return html`<section class="empty">
      <h2>No active members yet</h2>
      <p>${this.mayInvite ? 'Invite the first one. Residents appear here once they have activated their account.' : 'Residents appear here once they have activated their account.'}</p>
    </section>`;
  }

  bar() {
    const count = this.selection.size;
    const total = this.search.trim() ? 0 : (this.counts?.[/** @type {'active'} */ (this.list)] ?? 0);
    const more = total > count && (this.next !== null || this.trail.length > 1);
    return html`
      <div class="action-bar" role="region" aria-label="Selected members">
        <span role="status">${this.working || `${counted(count)} selected`}</span>
        ${more && !this.working
          ? html`<button type="button" class="link" @click=${this.pickEverybody}>Select all ${counted(total)}</button>`
          : nothing}
        <button type="button" class="primary" aria-disabled=${this.working ? 'true' : 'false'} @click=${this.resendSelected}>Resend Invitations</button>
        <button type="button" class="plain" ?disabled=${this.working !== ''} @click=${this.drop}>Clear selection</button>
      </div>
    `;
  }

  /**
   * @param {Member[]} rows
   * @param {Member} member
   * @param {boolean} chosen
   * @param {boolean} range
   */
  pick(rows, member, chosen, range) {
    this.selection.pick(rows, member, chosen, range);
    this.requestUpdate();
  }

  /**
   * @param {Member[]} rows
   * @param {boolean} chosen
   */
  pickPage(rows, chosen) {
    this.selection.pickAll(rows, chosen);
    this.requestUpdate();
  }

  drop() {
    this.selection.clear();
    this.requestUpdate();
    this.focusOn('.pick input');
  }

  /**
   * Shift with an arrow key takes the next row along, as in a spreadsheet.
   * @param {KeyboardEvent} event
   */
  extend(event) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const box = event.target;
    if (!step || !(box instanceof HTMLInputElement) || !box.dataset.row || !this.rows) return;
    event.preventDefault();
    const at = this.rows.findIndex(({ id }) => id === box.dataset.row);
    const row = this.rows[at + step];
    if (!row) return;
    if (event.shiftKey) {
      if (!this.selection.has(this.rows[at].id)) this.selection.pick(this.rows, this.rows[at], true, false);
      this.pick(this.rows, row, true, true);
    }
    this.querySelectorAll('tbody .pick input').forEach((other) => {
      if (other instanceof HTMLInputElement && other.dataset.row === row.id) other.focus();
    });
  }

  async pickEverybody() {
    if (this.working) return;
    const request = new AbortController();
    try {
      for (let cursor = /** @type {string | null} */ (''); cursor !== null; ) {
        this.set({ working: `Selecting … ${counted(this.selection.size)}` });
        const answer = await call('GET', within(this.community, 'members') + this.asked(cursor, 100), { signal: request.signal });
        this.selection.pickAll(answer.items, true);
        cursor = answer.next;
      }
    } catch (error) {
      if (!isAbort(error)) toast(explain(error), 'danger');
    } finally {
      this.set({ working: '' });
    }
  }

  async resendSelected() {
    if (this.working) return;
    const members = this.selection.members;
    this.set({ working: 'Sending …' });
    try {
      const results = await this.resend.send(this.community, members, (done) =>
        this.set({ working: `Sending … ${counted(done)} of ${counted(members.length)}` }),
      );
      this.selection.clear();
      this.set({ working: '' });
      this.load({ quiet: true });
      await tellResults(members, results);
    } catch (error) {
      if (!isAbort(error)) toast(explain(error), 'danger');
    } finally {
      this.set({ working: '' });
    }
  }

  /**
   * @param {string} id
   * @param {boolean} [editing]
   */
  open(id, editing = false) {
    this.set({ editing });
    const [, search = ''] = location.hash.split('?', 2);
    go(to(this.community, 'members', id) + (search ? `?${search}` : ''));
  }

  closePanel() {
    const [, search = ''] = location.hash.split('?', 2);
    go(to(this.community, 'members') + (search ? `?${search}` : ''));
  }
}
customElements.define('community-members', CommunityMembers);
